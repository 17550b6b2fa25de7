# What is for a department is not passed down: it starts at the community, and can't go to the volunteers
Xiao Li says in Grid 1 residents: @{bot} illegal building on the roof of Building 1
Xiao Li sees in Grid 1 residents:
    #1001 Illegal building · to be dispatched
    In charge: Xintian Community is finding somebody
Zhou the dispatcher sees in private:
    #1001 Illegal building · to be dispatched
    This is for a department. It is not passed down to grids or volunteers.
    Enforcement Team: leads · out of reach
    Luxi Property: assists
    [To Enforcement Team (out of reach)]
    [To Luxi Property]
    [More units] [Turn down] [Send up]
Zhou the dispatcher taps in private: More units
Zhou the dispatcher sees in private:
    #1001: to whom?
    [To Red Vest Volunteers (reserved to a department)]
Zhou the dispatcher taps in private: To Red Vest Volunteers
Zhou the dispatcher is told: This is for a department. It can't go to volunteers or to a grid's own team.
Hongmei does not see in Red Vest Volunteers: #1001
Zhou the dispatcher taps in private: To Luxi Property on "to whom"
Zhou the dispatcher is told: Luxi Property
Master Zhao sees in Luxi Property: #1001 Illegal building · waiting to be accepted

# Nobody answers: not the grid leader is told, nor the volunteers, but the community and the street
after 2 hours
Master Zhao sees in Luxi Property: #1001 Illegal building · waiting to be accepted
after 2 hours
Master Zhao sees in Luxi Property: #1001 Illegal building · waiting to be accepted
Zhou the dispatcher sees in private:
    ⏰ #1001
    #1001 Illegal building · waiting to be accepted
after 2 hours
Zhou the dispatcher sees in private: ⏰ #1001
Hongmei does not see in Red Vest Volunteers: #1001
Sun the grid leader does not see in private: #1001
nobody hears anything else
