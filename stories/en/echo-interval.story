# The resident hears something as often as promised: in private; or, if they never pressed Start, in reply to their words in the group.
Xiao Li says in private: loud music behind building 3
Xiao Li sees in private: Please check: Noise
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001 Noise · to be dispatched
Zhou the dispatcher sees in private: #1001
Zhou the dispatcher taps in private: To Luxi Property
Master Zhao sees in Luxi Property: #1001
Grandma Wang says in Grid 1 residents: @{bot} a pipe is leaking in building 2
Grandma Wang sees in Grid 1 residents: #1002 Water and drains · waiting to be accepted
Zhou the dispatcher sees in private: #1002
Master Zhao sees in Luxi Property: #1002
after 5 minutes
Master Zhao taps in Luxi Property: Accept on "#1002"
Master Zhao sees in private: #1002
at 10:06
Grandma Wang sees in Grid 1 residents:
    #1002 is in hand.
    In charge: Luxi Property
    Next: if it is not done by 11:00, a reminder goes out
Master Zhao taps in Luxi Property: Accept on "#1001"
Master Zhao sees in private: #1001
Xiao Li sees in private: #1001: Luxi Property has taken it
# Counted anew from the last echo: one more day
at 11:01
Master Zhao sees in private: #1002
at 11:07
Grandma Wang sees in Grid 1 residents: #1002 is in hand.
Master Zhao taps in private: Done on "#1002"
Master Zhao sees in private: #1002: please send a photo, or write a sentence
Master Zhao says in private: a new piece of pipe
Master Zhao sees in private: #1002 is done
Grandma Wang sees in Grid 1 residents:
    #1002: Luxi Property reports it done.
    a new piece of pipe
    Are you satisfied?
Grandma Wang taps in Grid 1 residents: Satisfied
Master Zhao sees in private: the resident says “Satisfied”. Thank you!
at 08:00
Sun the grid leader sees in private: , Nov
at 08:30
Zhou the dispatcher sees in private: , Nov
at 10:05
nobody hears anything else
at 10:07
Xiao Li sees in private:
    #1001 is in hand.
    In charge: Luxi Property
