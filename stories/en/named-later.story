# Forgot to name the bot? Add it to the message
Xiao Li says in Grid 1 residents: the lift in building 3 is stuck
nobody hears anything else
Xiao Li edits "is stuck" in Grid 1 residents: @{bot} the lift in building 3 is stuck
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
the message "@{bot} the lift in building 3" in Grid 1 residents carries 👀
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Xiao Li edits "is stuck" in Grid 1 residents: @{bot} the left lift in building 3 is stuck
Xiao Li still sees in Grid 1 residents: the left lift in building 3 is stuck
nobody hears anything else

# What neighbours say to each other, and change, is not ours
the bot becomes an admin of Grid 1 residents
Grandma Wang says in Grid 1 residents: nice weather
Grandma Wang edits "weather" in Grid 1 residents: very nice weather
nobody hears anything else
