# What was deleted after a backup does not come back with it; what came after the backup has to be said again.
Grandma Wang starts the bot
Grandma Wang sees in private: ommunity
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is broken
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Grandma Wang says in Grid 1 residents: @{bot} the other lift in building 3 is stuck, too
Grandma Wang sees in Grid 1 residents: #1002 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1002
Master Zhao sees in Luxi Property: #1002
a backup is made
# What the backup does not know: Xiao Li has everything deleted, Master Zhao accepts an order.
Xiao Li says in private: /forget
Xiao Li sees in private: [Delete everything]
Xiao Li taps in private: Delete everything
Xiao Li sees in private: All your data is deleted
Master Zhao taps in Luxi Property: Accept on "#1002"
Master Zhao sees in private: #1002 Lift · in hand
Grandma Wang sees in private: #1002
Grandma Wang still sees in Grid 1 residents: #1002 Lift · in hand
after 5 minutes
the backup is put back
Xiao Li sees in Grid 1 residents:
    started again from what I knew at 09:00
    Please say it once more
Grandma Wang sees in Grid 2 residents: started again from what I knew at 09:00
Grandma Wang sees in private: Your open orders that I know: #1002
Master Zhao sees in Luxi Property: say again what was accepted or finished since
Hongmei sees in Red Vest Volunteers: say again what was accepted or finished since
Zhou the dispatcher sees in private: their numbers are not used again
Director Wu sees in private: their numbers are not used again
after 1 minute
# The cards say what the backup knows; what was Xiao Li's is deleted all the same.
Grandma Wang still sees in Grid 1 residents: #1002 Lift · waiting to be accepted
Grandma Wang still sees in Grid 1 residents: #1001 Lift · withdrawn
Grandma Wang does not see in Grid 1 residents: the lift in building 3 is broken
Master Zhao does not see in Luxi Property: the lift in building 3 is broken
Xiao Li says in private: /mydata
Xiao Li sees in private: Your orders: 0
# Accepted once more; a new order has a number further on.
Master Zhao taps in Luxi Property: Accept on "#1002"
Master Zhao sees in private: #1002 Lift · in hand
Grandma Wang sees in private: #1002
Grandma Wang says in Grid 1 residents: @{bot} a third lift in building 3 is broken
Grandma Wang sees in Grid 1 residents: #2001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #2001
Master Zhao sees in Luxi Property: #2001
