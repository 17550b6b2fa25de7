# Who is on duty can't be reached: the desk's card says so. Not in private means by name in the group; not there either means the others.
use rota
Master Zhao blocks the bot
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is stuck
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private:
    #1001 Lift · waiting to be accepted
    In charge: Luxi Property
    ⚠ Master Zhao has stopped the bot
Master Qian sees in Luxi Property:
    ⏰ Master Zhao: #1001 waits for you. You can't be reached in private
    #1001 Lift · waiting to be accepted
    [Accept] [Decline]
    [Press Start first]
at 09:16
Master Qian sees in Luxi Property:
    ⏰ Master Zhao: #1001 waits for you.
    Next: if nobody accepts by 09:30, the grid leader is told
Master Zhao opens the link "Press Start first" in Luxi Property
Master Zhao sees in private: #1001
Master Zhao has no button in Luxi Property: Press Start first
at 09:31
Master Zhao sees in private: 🔴 #1001 Lift · waiting to be accepted
Sun the grid leader sees in private: ⏰ #1001
Master Zhao taps in private: Accept
Master Zhao sees in private: #1001 Lift · in hand
Xiao Li sees in private: #1001: Luxi Property has taken it
Zhou the dispatcher does not see in private: has stopped the bot

# The taker leaves the group, and stops the bot: calling by name is no use, so the others are reminded
Master Zhao leaves Luxi Property
Zhou the dispatcher still sees in private:
    Accepted by Master Zhao
    ⚠ Master Zhao has left the group
Master Zhao blocks the bot
Zhou the dispatcher sees in private: ⚠️ #1001: Master Zhao, who took it, has stopped the bot
Zhou the dispatcher still sees in private:
    #1001 Lift · in hand
    ⚠ Master Zhao has stopped the bot
at 11:01
Xiao Li sees in private: #1001 is in hand.
Master Qian sees in Luxi Property: #1001 Lift · in hand
Master Zhao does not see in Luxi Property: ⏰ Master Zhao
