# Not solved: it begins again, one tier up
Xiao Li says in private: a pipe is leaking in building 3
Xiao Li sees in private: Please check
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001
Xiao Li sees in private: has taken it
after 50 minutes
Master Zhao taps in private: Done
Master Zhao sees in private: please send a photo
Master Zhao says in private: mended
Master Zhao sees in private: is done. Thank you
Xiao Li sees in private: Are you satisfied?
Xiao Li taps in private: Not solved
Xiao Li is told: Opened again, one tier up.
Xiao Li sees in private: #1001 is open again. Xintian Community is in charge.
Xiao Li still sees in private:
    #1001 Water and drains · to be dispatched
    In charge: Xintian Community is finding somebody
    Promise: accepted within 30 minutes, done within 4 hours
    Next: if nobody accepts by 10:05, a reminder goes out
Master Zhao sees in private: #1001: the resident says it is not solved. It is open again.
Zhou the dispatcher sees in private:
    ↩️ #1001: the resident says it is not solved. Xintian Community is in charge.
    #1001 Water and drains · to be dispatched
    Done before by Luxi Property
    [To Luxi Property]
Zhou the dispatcher taps in private: To Luxi Property
Master Zhao sees in Luxi Property:
    #1001 Water and drains · waiting to be accepted
    Next: if nobody accepts by 10:05, a reminder goes out
nobody hears anything else
