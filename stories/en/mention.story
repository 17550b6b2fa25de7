# In the group: the bot's name may stand first, in the middle or last
Xiao Li says in Grid 1 residents: @{bot} nobody collects the rubbish at building 2
Xiao Li sees in Grid 1 residents:
    #1001 Rubbish and cleaning · waiting to be accepted
    nobody collects the rubbish at building 2
    📍 Xintian Grid 1 Building 2
    In charge: Luxi Property
    Promise: accepted within 4 hours, done within 3 days
    [Same here +1] [Withdraw]
Master Zhao sees in Luxi Property: #1001
Zhou the dispatcher sees in private: #1001

Grandma Wang says in Grid 1 residents:
    the street lamp is broken @{bot} it is too dark at night
Grandma Wang sees in Grid 1 residents:
    #1002 Power and light · waiting to be accepted
    the street lamp is broken it is too dark at night
    📍 Xintian Grid 1
Master Zhao sees in Luxi Property: #1002
Zhou the dispatcher sees in private: #1002

Xiao Zhang says in Grid 1 residents: a branch at building 1 is about to fall on somebody @{bot}
Xiao Zhang sees in Grid 1 residents:
    #1003 Greenery · waiting to be accepted
    a branch at building 1 is about to fall on somebody
    📍 Xintian Grid 1 Building 1
the message "on somebody @{bot}" in Grid 1 residents carries 👀
Master Zhao sees in Luxi Property: #1003
Zhou the dispatcher sees in private: #1003
nobody hears anything else
