# Not ours: they say who should do it, and if the dispatcher agrees it goes there
Xiao Li says in Grid 1 residents: @{bot} nobody collects the rubbish on the roof of Building 1
Xiao Li sees in Grid 1 residents: #1001 Rubbish and cleaning · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Decline
Master Zhao sees in Luxi Property: why do you decline
Master Zhao taps in Luxi Property: not our field
Master Zhao is told: Given back. Thank you for saying why.
Zhou the dispatcher sees in private:
    #1001 Rubbish and cleaning · to be dispatched
    Given back: Luxi Property (not our field)
    [Uphold]
Master Zhao still sees in Luxi Property:
    #1001: who should do it?
    [Red Vest Volunteers]
    [Skip]

# Nobody else can say it for them
Zhou the dispatcher forges in private: 1:suggest:1001:volunteers
Zhou the dispatcher is told: This step is not yours
Master Zhao taps in Luxi Property: Red Vest Volunteers
Master Zhao is told: Noted: it is for Red Vest Volunteers.
Master Zhao does not see in Luxi Property: who should do it
Zhou the dispatcher still sees in private:
    Given back: Luxi Property (not our field; it is for Red Vest Volunteers)
    [Agree, to Red Vest Volunteers] [Uphold]
Zhou the dispatcher taps in private: Agree, to
Hongmei sees in Red Vest Volunteers: #1001 Rubbish and cleaning · waiting to be accepted

# Upheld: the unit is asked once more, and only once
Xiao Li says in Grid 1 residents: @{bot} the rubbish of Building 2 has fallen over
Xiao Li sees in Grid 1 residents: #1002
Zhou the dispatcher sees in private: #1002
Master Zhao sees in Luxi Property: #1002
Master Zhao taps in Luxi Property: Decline on "#1002"
Master Zhao sees in Luxi Property: #1002: why do you decline
Master Zhao taps in Luxi Property: not our field
Zhou the dispatcher sees in private: #1002 Rubbish and cleaning · to be dispatched
Master Zhao taps in Luxi Property: Skip
Master Zhao does not see in Luxi Property: who should do it
Zhou the dispatcher taps in private: Uphold
Zhou the dispatcher is told: Upheld. Luxi Property is asked once more.
Master Zhao sees in Luxi Property:
    #1002 Rubbish and cleaning · waiting to be accepted
    The dispatcher upholds: please do it.
    [Accept] [Decline]
Master Zhao taps in Luxi Property: Decline on "#1002"
Master Zhao sees in Luxi Property: #1002: why do you decline
Master Zhao taps in Luxi Property: not our field
Zhou the dispatcher sees in private: #1002 Rubbish and cleaning · to be dispatched
Zhou the dispatcher has no button in private: Uphold
Zhou the dispatcher forges in private: 1:uphold:1002:property
Zhou the dispatcher is told: This unit was asked twice already
nobody hears anything else
