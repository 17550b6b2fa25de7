# In its groups the bot is a plain member, no admin: it hears all that is meant for it, and all that must be done can be done
Xiao Li sends a photo in Grid 1 residents: @{bot} the lift in building 3 is stuck
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao sees in Luxi Property: (photo)
Grandma Wang taps in Grid 1 residents: Same here +1
Grandma Wang is told: Noted
Xiao Li replies in Grid 1 residents to "#1001": my mother can't get down
Xiao Li still sees in Grid 1 residents:
    the lift in building 3 is stuck
    my mother can't get down
Grandma Wang says in Grid 1 residents: a pipe is leaking in building 2
Xiao Zhang replies in Grid 1 residents to "pipe is leaking": /order@{bot}
Xiao Zhang sees in Grid 1 residents: #1002 Water and drains
Zhou the dispatcher sees in private: #1002
Master Zhao sees in Luxi Property: #1002

# What is not said to it, it doesn't hear
Xiao Li says in Grid 1 residents: is the lift still stuck?

# The same in the unit's group
Master Zhao taps in Luxi Property: Accept on "#1001"
Master Zhao sees in private: #1001 Lift · in hand
Master Zhao sees in private: (photo)
Xiao Li sees in private: has taken it
Xiao Li still sees in Grid 1 residents: #1001 Lift · in hand

# Made an admin: nothing changes for the orders
the bot becomes an admin of Grid 1 residents
Xiao Li taps in Grid 1 residents: Withdraw on "#1001"
Xiao Li is told: Withdraw #1001?
Xiao Li taps in Grid 1 residents: Withdraw on "#1001"
Xiao Li is told: Withdrawn
Master Zhao sees in private: #1001: the resident took it back. You need not go.
nobody hears anything else
