# A rolling card that can't be delivered reminds of nothing that is on it: each order takes the next way.
use crew
at 21:30
Xiao Li says in Grid 1 residents: @{bot} the lift in building 1 is stuck
Xiao Li says in Grid 1 residents: @{bot} the lift in building 2 is stuck
Xiao Li sees in Grid 1 residents: #1001
Xiao Li sees in Grid 1 residents: #1002
Zhou the dispatcher sees in private: #1001
Zhou the dispatcher sees in private: #1002
Master Zhao sees in Luxi Property: #1001
Master Zhao sees in Luxi Property: #1002
Master Zhao taps in Luxi Property: Accept on "#1001"
Master Zhao taps in Luxi Property: Accept on "#1002"
Master Zhao sees in private: #1001
Master Zhao sees in private: #1002
Xiao Li sees in private: #1001: Luxi Property has taken it
Xiao Li sees in private: #1002: Luxi Property has taken it
at 06:00
Master Zhao blocks the bot
Zhou the dispatcher sees in private: #1002: Master Zhao, who took it, has stopped the bot
at 06:59
nobody hears anything else

# In the morning both go to the group, by name; what went up comes to each as one card
at 07:00
Master Qian sees in Luxi Property: ⏰ Master Zhao: #1001 waits for you
Master Qian sees in Luxi Property: ⏰ Master Zhao: #1002 waits for you
Sun the grid leader sees in private:
    2 waiting for you:
    #1001
    #1002
Zhou the dispatcher sees in private:
    2 waiting for you:
    #1001
    #1002
Director Wu sees in private:
    2 waiting for you:
    🔴⬆️ #1001
    🔴⬆️ #1002
Xiao Li sees in private: #1001 is in hand.
Xiao Li sees in private: #1002 is in hand.
