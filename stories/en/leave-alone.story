# Leave with nobody to stand in and an order in hand: the dispatcher hears at once, and gives it back to the unit with one tap.
use crew
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is stuck
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001 Lift · in hand
Xiao Li sees in private: #1001: Luxi Property has taken it

# The day can be written as well
Master Zhao says in private: /leave
Master Zhao sees in private: On leave until which day
Master Zhao taps in private: Another day
Master Zhao still sees in private:
    Which is the last day?
    [11/23 Mon] [11/24 Tue]
Master Zhao says in private: 11-27
Master Zhao sees in private:
    All right, on leave until Fri. Who stands in for you?
    [Master Qian]
Master Zhao taps in private: Nobody
Master Zhao still sees in private:
    You are on leave until Fri and won't be called.
    Nobody stands in: others in your role are called, or else the next above.
Zhou the dispatcher sees in private:
    ⚠ #1001: Master Zhao, who took it, is on leave until Fri, and nobody stands in.
    Accepted by Master Zhao
    ⚠ Master Zhao on leave until Fri
    Next: if it is not done by 11:00, a reminder goes out
    [Back to Luxi Property]
    [Remind] [Reassign] [Send up]

# At its time not the one on leave is reminded
at 11:01
Xiao Li sees in private: #1001 is in hand.
Master Zhao sees in Luxi Property: #1001 Lift · in hand
Zhou the dispatcher sees in private:
    #1001 Lift · in hand
    [Back to Luxi Property]

# Back with the unit anybody there can accept it; no clock moves
Zhou the dispatcher taps in private: Back to Luxi Property
Master Zhao sees in private: #1001 went to somebody else
Xiao Li sees in private: #1001: whoever took it is on leave. Luxi Property sends somebody else.
Master Qian sees in Luxi Property:
    #1001 Lift · waiting to be accepted
    [Accept] [Decline]
Master Qian taps in Luxi Property: Accept
Master Qian sees in private:
    #1001 Lift · in hand
    Promised to be done by 13:00
Xiao Li sees in private: #1001: Luxi Property has taken it

# The list of people shows who is on leave
Zhou the dispatcher says in private: /people
Zhou the dispatcher sees in private: [⚠ Master Zhao (on leave until Fri) · Unit member · Luxi Property]
Master Qian taps in private: Done
Master Qian sees in private: send a photo
Master Qian says in private: it runs
Master Qian sees in private: #1001
Xiao Li sees in private: Are you satisfied?
Xiao Li taps in private: Satisfied on "Are you satisfied"
Master Qian sees in private: Satisfied

# The next digest names him
at 08:30
Zhou the dispatcher sees in private:
    Xintian Community, Nov 24
    ⚠ Out of reach: Master Zhao (on leave until Fri)
Sun the grid leader sees in private: Nov 24
