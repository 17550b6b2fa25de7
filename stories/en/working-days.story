# Limits in working time: what was asked on Friday afternoon rests overnight and at the weekend, and goes on on Monday.
on 2026-11-27 at 16:00
Sun the grid leader sees in private: , Nov 24
Sun the grid leader sees in private: , Nov 25
Sun the grid leader sees in private: , Nov 26
Sun the grid leader sees in private: , Nov 27
Zhou the dispatcher sees in private: , Nov 24
Zhou the dispatcher sees in private: , Nov 25
Zhou the dispatcher sees in private: , Nov 26
Zhou the dispatcher sees in private: , Nov 27
Xiao Li says in Grid 1 residents: @{bot} a certificate for an old man in building 3
Xiao Li sees in Grid 1 residents:
    #1001 Formalities · to be dispatched
    Promise: accepted within 4 working hours, done within 3 working days
    Next: if nobody accepts by 18:00, a reminder goes out
Zhou the dispatcher sees in private: #1001
Zhou the dispatcher taps in private: To Red Vest Volunteers
Hongmei sees in Red Vest Volunteers: #1001

# Half of the time is over just when work is; the other half is on Monday
at 18:00
Hongmei sees in Red Vest Volunteers:
    #1001 Formalities · waiting to be accepted
    Next: if nobody accepts by Nov 30, 10:00, the grid leader is told

# Nobody is reminded at the weekend; the resident hears something all the same
on 2026-11-29 at 23:50
Sun the grid leader sees in private: , Nov 28
Zhou the dispatcher sees in private: , Nov 28
Sun the grid leader sees in private: , Nov 29
Zhou the dispatcher sees in private: , Nov 29
Xiao Li sees in private:
    #1001: nobody has accepted yet. We keep asking.
    Next: if nobody accepts by Nov 30, 10:00, the grid leader is told
on 2026-11-30 at 09:59
Sun the grid leader sees in private: , Nov 30
Zhou the dispatcher sees in private: , Nov 30
nobody hears anything else
at 10:00
Hongmei sees in Red Vest Volunteers:
    🔴 #1001 Formalities · waiting to be accepted
    Next: if nobody accepts by 12:00, the community must find another way
Sun the grid leader sees in private: ⏰ #1001: time is up and nobody has accepted it.

# Three working days from Friday at four end on Wednesday at four
Hongmei taps in Red Vest Volunteers: Accept
Hongmei sees in private: Promised to be done by Dec 2, 16:00
Xiao Li sees in private: Red Vest Volunteers has taken it. It should be done by Dec 2, 16:00.
