# Somebody stops the bot: whoever must know hears of it at once.
Xiao Li says in private: the lift in building 3 is broken
Xiao Li sees in private: Please check: Lift
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001
Xiao Li sees in private: Luxi Property has taken it
Master Zhao blocks the bot
Zhou the dispatcher sees in private: ⚠️ #1001: Master Zhao, who took it, has stopped the bot
# At its time the reminder goes to the unit's group
at 11:01
Xiao Li sees in private: #1001 is in hand.
Master Zhao sees in Luxi Property: #1001 Lift · in hand
Xiao Li blocks the bot
Zhou the dispatcher sees in private: ⚠️ #1001: the resident Xiao Li has stopped the bot
Master Zhao unblocks the bot
