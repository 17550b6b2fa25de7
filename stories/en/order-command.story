# An order with /order; who says nothing gets a short hint
Xiao Li says in Grid 1 residents: /order no water in building 1
Xiao Li sees in Grid 1 residents:
    #1001 Water and drains · waiting to be accepted
    no water in building 1
    [Same here +1] [Withdraw]
Master Zhao sees in Luxi Property: #1001
Zhou the dispatcher sees in private: #1001

Grandma Wang says in Grid 1 residents: /order@{bot} no water in building 3 either
Grandma Wang sees in Grid 1 residents:
    #1002 Water and drains · waiting to be accepted
    no water in building 3 either
Master Zhao sees in Luxi Property: #1002
Zhou the dispatcher sees in private: #1002

Xiao Li says in Grid 1 residents: @{bot}
Xiao Li sees in Grid 1 residents: Please say what is wrong, for example: @{bot} the lift in building 3 is stuck
Xiao Zhang says in Grid 1 residents: /order
Xiao Zhang sees in Grid 1 residents: Please say what is wrong
nobody hears anything else
