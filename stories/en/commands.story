# Commands: my orders, look up a number, cancel, help.
Xiao Li says in private: /my
Xiao Li sees in private: You have no orders yet. Just tell me what is wrong.
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is broken
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Xiao Li says in private: /my
Xiao Li sees in private:
    Your orders:
    #1001 Lift · waiting to be accepted
    [#1001]
Xiao Li taps in private: #1001
Xiao Li sees in private:
    #1001 Lift · waiting to be accepted
    [Withdraw]
Xiao Li says in private: /status 1001
Xiao Li sees in private: #1001 Lift · waiting to be accepted
Xiao Li says in private: /status #1001
Xiao Li sees in private: #1001 Lift · waiting to be accepted
Xiao Li says in private: /status
Xiao Li sees in private: Please add the number, such as: /status 1024
Xiao Li says in private: /status one thousand
Xiao Li sees in private: That is not a number.
Xiao Li says in private: /status 9999
Xiao Li sees in private: There is no such order.

after 1 minutes
# Other people's orders might as well not be there; whoever took one sees it
Hongmei says in private: /status 1001
Hongmei sees in private: There is no such order.
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001 Lift · in hand
Xiao Li sees in private: Luxi Property has taken it
Master Zhao says in private: /my
Master Zhao sees in private:
    Orders you took:
    #1001 Lift · in hand
Sun the grid leader says in private: /status 1001
Sun the grid leader sees in private:
    #1001 Lift · in hand
    [Remind] [Reassign] [Send up]

after 1 minutes
# In a group only what all may know is said
Grandma Wang says in Grid 1 residents: /my@{bot}
Grandma Wang sees in Grid 1 residents: Please look at this in private.
Xiao Li says in private: /cancel
Xiao Li sees in private: There is nothing to cancel.
Xiao Li says in private: no water in building 2
Xiao Li sees in private: Please check: Water and drains
Xiao Li says in private: /cancel
Xiao Li sees in private: Cancelled. Nothing was submitted.
Xiao Li says in private: /help
Xiao Li sees in private: My orders: /my
Xiao Li says in private: /fly
Xiao Li sees in private: There is no such command. Please see /help.
