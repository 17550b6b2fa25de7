# Who can't do it declines with a reason, and somebody else is found at once
Xiao Li says in Grid 1 residents: @{bot} the drain at building 3 is blocked
Xiao Li sees in Grid 1 residents: #1001 Water and drains · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Decline
Master Zhao sees in Luxi Property:
    #1001: why do you decline?
    [not our field]
    [too busy now]
    [Back]
Master Zhao taps in Luxi Property: too busy now
Master Zhao is told: Given back. Thank you for saying why.
Master Zhao does not see in Luxi Property: why do you decline
Master Zhao still sees in Luxi Property: You gave this back.
Zhou the dispatcher sees in private:
    #1001 Water and drains · to be dispatched
    Given back: Luxi Property (too busy now)
    [To Red Vest Volunteers]
Xiao Li still sees in Grid 1 residents:
    #1001 Water and drains · to be dispatched
    In charge: Xintian Grid 1 is finding somebody
nobody hears anything else
