# For a neighbour: reply to what they said, and the order is theirs
Grandma Wang says in Grid 1 residents: the drain at building 3 is blocked and smells
Xiao Li replies in Grid 1 residents to "the drain": /order
Xiao Li sees in Grid 1 residents:
    #1001 Water and drains · waiting to be accepted
    the drain at building 3 is blocked and smells
    [Same here +1] [Withdraw]
Master Zhao sees in Luxi Property: #1001
Zhou the dispatcher sees in private: #1001

# Only Grandma Wang can take it back; Xiao Li is a neighbour
Xiao Li taps in Grid 1 residents: Withdraw
Xiao Li is told: This step is not yours to take
Xiao Li taps in Grid 1 residents: Same here +1
Xiao Li is told: Noted
Xiao Li still sees in Grid 1 residents: 1 more household waits for this
Grandma Wang taps in Grid 1 residents: Withdraw
Grandma Wang is told: Withdraw #1001?

# Whoever replies may add a sentence; both are kept
Grandma Wang says in Grid 1 residents: the stairs are too dark
Xiao Li replies in Grid 1 residents to "too dark": @{bot} the light is out in building 1
Xiao Li sees in Grid 1 residents:
    #1002 Power and light · waiting to be accepted
    the stairs are too dark
    the light is out in building 1
    📍 Xintian Grid 1 Building 1
Master Zhao sees in Luxi Property: #1002
Zhou the dispatcher sees in private: #1002
nobody hears anything else
