# Two tap at once: one gets it, the other hears who was faster
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is stuck
Xiao Li sees in Grid 1 residents: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao and Master Qian tap at once in Luxi Property: Accept
one of Master Zhao and Master Qian is told: It is yours! All about it is in your private chat.
one of Master Zhao and Master Qian is told: was faster. Thank you!
one of Master Zhao and Master Qian sees in private: #1001 Lift · in hand
Xiao Li sees in private: #1001: Luxi Property has taken it
Master Qian still sees in Luxi Property: Accepted by
nobody hears anything else
