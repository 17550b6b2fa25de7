# A reminder held until the morning is dropped when somebody accepts at night.
at 21:50
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is broken
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
at 23:00
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001 Lift · in hand
Xiao Li sees in private: #1001: Luxi Property has taken it. It should be done by Nov 24, 01:50.
Master Zhao taps in private: In 2 hours
Xiao Li sees in private: expects to be there by Nov 24, 01:00.
Master Zhao taps in private: I'm there
Xiao Li sees in private: is there
Master Zhao taps in private: Done
Master Zhao sees in private: please send a photo, or write a sentence
Master Zhao says in private: a new door board
Master Zhao sees in private: #1001 is done. Thank you!
Xiao Li sees in private: Are you satisfied?
Xiao Li taps in private: Satisfied
at 06:59
nobody hears anything else
at 07:00
Master Zhao sees in private: the resident says “Satisfied”. Thank you!
