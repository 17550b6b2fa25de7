# A group with topics: the answer comes in the topic of the order
Xiao Li says in Grid 2 residents topic Repairs: @{bot} the lift in building 5 is stuck
Xiao Li sees in Grid 2 residents topic Repairs:
    #1001 Lift · waiting to be accepted
    📍 Xintian Grid 2 Building 5
    [Same here +1] [Withdraw]
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Grandma Wang says in Grid 2 residents topic Chat: @{bot} nobody collects the rubbish at building 4
Grandma Wang sees in Grid 2 residents topic Chat:
    #1002 Rubbish and cleaning · waiting to be accepted
    📍 Xintian Grid 2 Building 4
Zhou the dispatcher sees in private: #1002
Master Zhao sees in Luxi Property: #1002

# When it is done, she hears it in the same topic
Master Zhao taps in Luxi Property: Accept on "#1002"
Master Zhao sees in private: #1002
Master Zhao taps in private: Done
Master Zhao sees in private: please send a photo
Master Zhao says in private: taken away
Master Zhao sees in private: #1002 is done
Grandma Wang sees in Grid 2 residents topic Chat:
    #1002: Luxi Property reports it done.
    Are you satisfied?
# What is not said to the bot is not its business
Grandma Wang says in Grid 2 residents topic Chat: it is cold today
nobody hears anything else
