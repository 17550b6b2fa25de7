# Declining, dispatching anew, editing and restarting move no clock.
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is broken
Xiao Li sees in Grid 1 residents: Next: if nobody accepts by 09:15, a reminder goes out
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
after 5 minutes
Master Zhao taps in Luxi Property: Decline
Master Zhao sees in Luxi Property: #1001: why do you decline?
Master Zhao taps in Luxi Property: too busy now
Master Zhao is told: Given back
Zhou the dispatcher sees in private:
    #1001 Lift · to be dispatched
    Given back: Luxi Property (too busy now)
    Next: if nobody accepts by 09:15, a reminder goes out
after 5 minutes
Zhou the dispatcher taps in private: To Red Vest Volunteers
Hongmei sees in Red Vest Volunteers: Next: if nobody accepts by 09:15, a reminder goes out
Xiao Li edits "lift" in Grid 1 residents: @{bot} the lift in building 3 is broken, nobody is inside
Xiao Li still sees in Grid 1 residents:
    nobody is inside
    Next: if nobody accepts by 09:15, a reminder goes out
the program restarts
at 09:15
Hongmei sees in Red Vest Volunteers:
    nobody is inside
    Next: if nobody accepts by 09:30, the grid leader is told
the program is killed
at 09:30
Hongmei sees in Red Vest Volunteers: 🔴 #1001
Sun the grid leader sees in private:
    ⏰ #1001: time is up and nobody has accepted it.
    Next: if nobody accepts by 09:45, the community must find another way
# There is no other unit to ask: the community must find a way
at 09:45
Zhou the dispatcher sees in private:
    ⏰ #1001: there is no other unit to ask. Please find a way.
    Next: if nobody accepts by 10:00, it goes up to Xintian Community
Hongmei taps in Red Vest Volunteers: Accept
Hongmei sees in private: Promised to be done by 13:00
Xiao Li sees in private: Red Vest Volunteers has taken it. It should be done by 13:00.
