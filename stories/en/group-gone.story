# Put out of a group and taken back, the bot still knows what the group is for.
the bot is removed from Grid 1 residents by Director Wu
Zhou the dispatcher sees in private: I can no longer speak in the group "Grid 1 residents" (Residents' group · Xintian Grid 1)
Director Wu sees in private: I can no longer speak in the group "Grid 1 residents"
the bot is added to Grid 1 residents by Director Wu
Xiao Li sees in Grid 1 residents: I am back. This group still is: Residents' group · Xintian Grid 1
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is broken
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
