# Said it wrong? Edit it, and the card follows
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is stuck
Xiao Li sees in Grid 1 residents: #1001 Lift
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Xiao Li edits "is stuck" in Grid 1 residents: @{bot} the left lift in building 3 broke down
Xiao Li still sees in Grid 1 residents: the left lift in building 3 broke down
Master Zhao still sees in Luxi Property: the left lift in building 3 broke down
Zhou the dispatcher still sees in private: the left lift in building 3 broke down

# Where the bot is an administrator, the edit need not name it again
the bot becomes an admin of Grid 1 residents
Xiao Li edits "broke down" in Grid 1 residents: the left lift in building 3 doesn't open
Xiao Li still sees in Grid 1 residents:
    #1001 Lift · waiting to be accepted
    the left lift in building 3 doesn't open
nobody hears anything else
