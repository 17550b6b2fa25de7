# Where there is no rule, the dispatcher chooses
Xiao Li says in Grid 1 residents: @{bot} drilling at midnight in building 2
Xiao Li sees in Grid 1 residents:
    #1001 Noise · to be dispatched
    In charge: Xintian Grid 1 is finding somebody
Zhou the dispatcher sees in private:
    #1001 Noise · to be dispatched
    [To Luxi Property]
    [More units] [Turn down] [Send up]

# A unit out of reach can't be given anything
Zhou the dispatcher taps in private: More units
Zhou the dispatcher sees in private:
    #1001: to whom?
    [To Luxi Property]
    [To Community Clinic (out of reach)]
    [Back]
Zhou the dispatcher taps in private: To Community Clinic
Zhou the dispatcher is told: Community Clinic is out of reach now, so nothing was sent
Zhou the dispatcher taps in private: Back
Zhou the dispatcher does not see in private: to whom?
Zhou the dispatcher taps in private: To Luxi Property
Zhou the dispatcher is told: Given to Luxi Property
Zhou the dispatcher still sees in private:
    #1001 Noise · waiting to be accepted
    In charge: Luxi Property
    [Undo dispatch]
    [Remind] [Reassign]
Master Zhao sees in Luxi Property:
    #1001 Noise · waiting to be accepted
    drilling at midnight in building 2
    [Accept] [Decline]
Xiao Li still sees in Grid 1 residents:
    #1001 Noise · waiting to be accepted
    In charge: Luxi Property
nobody hears anything else
