# The resident never wrote to the bot in private: messages reach her in the group
Grandma Wang says in Grid 1 residents: @{bot} a pipe is leaking in building 3
Grandma Wang sees in Grid 1 residents: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001
Master Zhao taps in private: Send a message
Master Zhao sees in private: please write your message
Master Zhao says in private: I am at the door, please open
Master Zhao sees in private: Passed on.
Grandma Wang sees in Grid 1 residents:
    #1001, Master Zhao (on the job) says:
    I am at the door, please open
Grandma Wang replies in Grid 1 residents to "I am at the door": coming
Master Zhao sees in private:
    #1001, Grandma Wang (resident) says:
    coming

# What neighbours say there is not passed on
Xiao Zhang replies in Grid 1 residents to "I am at the door": I can open
nobody hears anything else
