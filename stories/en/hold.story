# Waiting for parts: a hold has a reason and a date, the resident reads both, and may object
Xiao Li says in private: drilling at midnight in building 3
Xiao Li sees in private: Noise
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001
Zhou the dispatcher sees in private: #1001 Noise · to be dispatched
Zhou the dispatcher taps in private: To Luxi Property
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private:
    #1001 Noise · in hand
    Promised to be done by Nov 26, 09:
Xiao Li sees in private: Luxi Property has taken it
Master Zhao taps in private: Needs time
Master Zhao sees in private: why must it wait? The resident will read the reason.
Master Zhao taps in private: waiting for an approval
Master Zhao sees in private: how long?
Master Zhao taps in private: Hold until Nov 26, 08:00
Master Zhao is told: On hold. The resident reads why.
Master Zhao still sees in private:
    #1001 Noise · on hold
    On hold until Nov 26, 08:00: waiting for an approval
    Next: work goes on Nov 26, 08:00, and so does its clock
    [Go on] [Done]
Xiao Li sees in private:
    #1001 is on hold until Nov 26, 08:00. Reason: waiting for an approval.
    [I object, please go on]
Zhou the dispatcher still sees in private:
    #1001 Noise · on hold
    [Go on]

# On its day it goes on by itself, and the time in between does not count
at 08:30
Sun the grid leader sees in private: Xintian Grid 1, Nov 24
Zhou the dispatcher sees in private: Xintian Community, Nov 24
at 09:30
Xiao Li sees in private: #1001 is still on hold. You are not forgotten.
at 08:30
Sun the grid leader sees in private: Xintian Grid 1, Nov 25
Zhou the dispatcher sees in private: Xintian Community, Nov 25
at 10:00
Xiao Li sees in private: #1001 is still on hold. You are not forgotten.
at 08:05
Sun the grid leader sees in private: Xintian Grid 1, Nov 26
Master Zhao sees in private:
    #1001 Noise · in hand
    Promised to be done by Nov 29
Xiao Li sees in private: #1001: work goes on. It should be done by Nov 29

# More time is given by the tier above, with the reason, and the resident is told
Master Zhao taps in private: Needs time
Master Zhao sees in private: why must it wait?
Master Zhao taps in private: waiting for parts
Master Zhao sees in private: how long?
Master Zhao taps in private: Ask for 3 more days
Master Zhao is told: The tier above was asked
Zhou the dispatcher sees in private:
    #1001: Master Zhao of Luxi Property asks for 3 more days: waiting for parts
    [Give more time] [No]
Zhou the dispatcher taps in private: Give more time
Master Zhao sees in private: #1001: you have more time, until Dec 2
Xiao Li sees in private: #1001 got more time: it should be done by Dec 2
Master Zhao taps in private: Done
Master Zhao sees in private: please send a photo
Master Zhao says in private: they drill after eight only
Master Zhao sees in private: #1001 is done
Xiao Li sees in private: Are you satisfied?

# The resident objects: work goes on at once
Xiao Li says in private: nobody sweeps the rubbish in building 3
Xiao Li sees in private: Rubbish
Xiao Li taps in private: Submit
Xiao Li sees in private: #1002
Zhou the dispatcher sees in private: #1002
Master Zhao sees in Luxi Property: #1002
Master Zhao taps in Luxi Property: Accept on "#1002"
Master Zhao sees in private: #1002
Xiao Li sees in private: #1002: Luxi Property has taken it
Master Zhao taps in private: Needs time on "#1002"
Master Zhao sees in private: why must it wait?
Master Zhao taps in private: the resident is away
Master Zhao sees in private: how long?
Master Zhao taps in private: Ask for 7 more days
Zhou the dispatcher sees in private: #1002: Master Zhao of Luxi Property asks for 7 more days
Zhou the dispatcher taps in private: No
Master Zhao sees in private: #1002: no more time was given
Master Zhao taps in private: Needs time on "#1002"
Master Zhao sees in private: why must it wait?
Master Zhao taps in private: the resident is away
Master Zhao sees in private: how long?
Master Zhao taps in private: Hold until Nov 27, 08:00
Xiao Li sees in private: #1002 is on hold until Nov 27, 08:00. Reason: the resident is away.
Xiao Li taps in private: I object, please go on on "#1002 is on hold"
Xiao Li is told: Work goes on.
Master Zhao sees in private: #1002 Rubbish and cleaning · in hand
nobody hears anything else
