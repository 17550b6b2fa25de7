# A basic group becomes a supergroup: it has a new number, the orders are kept, the buttons on the new cards work.
the bot is added to Building 3 tenants by Director Wu
Director Wu sees in Building 3 tenants: What is this group for?
Director Wu taps in Building 3 tenants: Residents' group
Director Wu taps in Building 3 tenants: Xintian Grid 1 ›
Director Wu taps in Building 3 tenants: Building 3
Director Wu still sees in Building 3 tenants: ✅ This group is: Residents' group · Xintian Grid 1 Building 3
Xiao Li says in Building 3 tenants: @{bot} the lift is stuck
Xiao Li sees in Building 3 tenants: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Building 3 tenants becomes a supergroup
Xiao Li sees in Building 3 tenants: This group was upgraded. All orders are kept.
Xiao Li sees in Building 3 tenants:
    #1001 Lift · waiting to be accepted
    [Same here +1] [Withdraw]
Grandma Wang taps in Building 3 tenants: Same here +1
Grandma Wang is told: Noted
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001 Lift · in hand
Xiao Li sees in private: Luxi Property has taken it
Xiao Li still sees in Building 3 tenants: #1001 Lift · in hand

# Orders go on in the new group
Grandma Wang says in Building 3 tenants: @{bot} a pipe is leaking
Grandma Wang sees in Building 3 tenants:
    #1002 Water and drains · waiting to be accepted
    📍 Xintian Grid 1 Building 3
Zhou the dispatcher sees in private: #1002
Master Zhao sees in Luxi Property: #1002
nobody hears anything else
