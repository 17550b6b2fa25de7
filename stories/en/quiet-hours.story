# Nobody is reminded at night, but the clocks run; at seven all is said, as it stands then.
at 21:50
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is broken
Xiao Li sees in Grid 1 residents:
    #1001 Lift · waiting to be accepted
    Promise: accepted within 30 minutes, done within 4 hours
    Next: if nobody accepts by Nov 24, 07:00, a reminder goes out (nobody is disturbed at night; the clock goes on)
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001

# After ten nobody is woken up, and the order climbs all the same
at 23:00
Xiao Li still sees in Grid 1 residents:
    🔴 #1001 Lift · waiting to be accepted
    Next: if nobody accepts by Nov 24, 07:00, it goes up to Luxi Street
# What was promised is over: nobody is woken, and the card says so all the same
at 02:00
Xiao Li still sees in Grid 1 residents:
    ⏰ Late: somebody should have accepted it by Nov 23, 22:20.
    ⏰ Late: it should have been done by Nov 24, 01:50.
Xiao Li does not see in Grid 1 residents: Promise
at 06:59
nobody hears anything else
at 07:00
Master Zhao sees in Luxi Property:
    🔴 #1001 Lift · waiting to be accepted
    ⏰ Late: it should have been done by Nov 24, 01:50.
    [Accept] [Decline]
Hongmei sees in Red Vest Volunteers: 🔴 #1001 Lift · waiting to be accepted
Sun the grid leader sees in private: 🔴 #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: 🔴 #1001 Lift · waiting to be accepted
Director Wu sees in private:
    ⬆️ #1001 came up to Luxi Street. Please see to it.
    🔴 #1001 Lift · waiting to be accepted
Xiao Li sees in private:
    #1001: nobody has accepted yet. We keep asking.
    In charge: Luxi Street (waiting for Luxi Property, Red Vest Volunteers)
    Next: if nobody accepts by Nov 25, 07:00, it is reported again, every day
