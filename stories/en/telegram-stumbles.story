# Telegram says slow down, is broken, delivers twice: everything is done, and once.
Telegram answers 429 to sendMessage 2 times
Telegram answers 502 to editMessageText 2 times
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is broken
the last update is delivered again
after 5 minutes
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Telegram is well again
Master Zhao taps in Luxi Property: Accept
the last update is delivered again
Master Zhao sees in private: #1001 Lift · in hand
Xiao Li sees in private: Luxi Property has taken it
Xiao Li says in Grid 1 residents: /status@{bot} 1002
Xiao Li sees in Grid 1 residents: There is no such order.
