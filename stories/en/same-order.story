# The same thing ordered again: the bot tells its number
Grandma Wang says in Grid 1 residents: @{bot} the drain at building 3 is blocked and smells
Grandma Wang sees in Grid 1 residents: #1001 Water and drains · waiting to be accepted
Master Zhao sees in Luxi Property: #1001
Zhou the dispatcher sees in private: #1001
Xiao Li replies in Grid 1 residents to "@{bot}": /order
Xiao Li sees in Grid 1 residents: We have this already: it is #1001.
Xiao Zhang replies in Grid 1 residents to "@{bot} the drain": @{bot} I smell it too
Xiao Zhang sees in Grid 1 residents: We have this already: it is #1001.
nobody hears anything else
