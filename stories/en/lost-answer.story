# The message arrives and the news of it is lost: the bot can't know, and says it again. Either card will do, and the order is made once.
the answer to the next send is lost
Xiao Li says in private: the lift in building 3 is stuck
after 2 minutes
Xiao Li sees in private:
    Please check: Lift
    [Submit]
Xiao Li sees in private:
    Please check: Lift
    [Submit]
Telegram is well again
Xiao Li taps in private: Submit
Xiao Li is told: Submitted
Xiao Li sees in private: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Xiao Li forges in private: 1:draft:submit
Xiao Li still sees in private: #1001 Lift · waiting to be accepted

# The same message delivered twice counts once, whether the power fails in between or not
the last update is delivered again
the program is killed
the last update is delivered again
Master Zhao taps in Luxi Property: Accept
Master Zhao is told: It is yours
the last update is delivered again
Master Zhao sees in private: #1001 Lift · in hand
Xiao Li sees in private: Luxi Property has taken it
Xiao Li still sees in private: #1001 Lift · in hand
Xiao Li says in private: /status 1002
Xiao Li sees in private: There is no such order.
nobody hears anything else
