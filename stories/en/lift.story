# The lift is stuck: from the order to the thanks
Xiao Li says in Grid 1 residents: @{bot} The lift in building 3 is stuck and my mother can't get down
Xiao Li sees in Grid 1 residents:
    #1001 Lift · waiting to be accepted
    The lift in building 3 is stuck and my mother can't get down
    📍 Xintian Grid 1 Building 3
    In charge: Luxi Property
    Promise: accepted within 30 minutes, done within 4 hours
    Next: if nobody accepts by 09:15, a reminder goes out
    [Same here +1] [Withdraw]
the message "@{bot}" in Grid 1 residents carries 👀
Zhou the dispatcher sees in private:
    #1001 Lift · waiting to be accepted
    Dispatched by rule. It can be undone within five minutes.
Master Zhao sees in Luxi Property:
    #1001 Lift · waiting to be accepted
    [Accept] [Decline]

# The first to tap gets it; the address comes in private only
Master Zhao taps in Luxi Property: Accept
Master Zhao is told: It is yours!
Master Zhao sees in private:
    #1001 Lift · in hand
    Resident: Xiao Li
    When will you be there?
    [In 30 min] [In 2 hours]
Xiao Li sees in private:
    #1001: Luxi Property has taken it
Xiao Li still sees in Grid 1 residents:
    #1001 Lift · in hand
Master Qian still sees in Luxi Property:
    Accepted by Master Zhao
Master Zhao taps in private: In 30 min
Xiao Li sees in private: Luxi Property expects to be there by 09:30.
after 20 minutes
Master Zhao taps in private: I'm there
Xiao Li sees in private: Luxi Property is there
Master Zhao taps in private: Done
Master Zhao sees in private: please send a photo, or write a sentence
Master Zhao sends a photo in private: New door board fitted, it runs again
Master Zhao sees in private: #1001 is done. Thank you!
Xiao Li sees in private:
    #1001: Luxi Property reports it done.
    New door board fitted, it runs again
    Are you satisfied?
    (photo)
    [Satisfied] [Fairly satisfied] [Not satisfied]
    [Not solved]
Xiao Li taps in private: Satisfied
Xiao Li is told: Thank you for your rating
Master Zhao sees in private: #1001: the resident says “Satisfied”
Xiao Li still sees in Grid 1 residents:
    #1001 Lift · closed
    The resident says: Satisfied
nobody hears anything else
