# Nobody accepts: a reminder, the grid leader, the volunteers, the community, the street, then every day.
# What the card calls the next step happens at its time.
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is broken
Xiao Li sees in Grid 1 residents:
    #1001 Lift · waiting to be accepted
    Next: if nobody accepts by 09:15, a reminder goes out
Zhou the dispatcher sees in private: #1001 Lift · waiting to be accepted
Master Zhao sees in Luxi Property: Next: if nobody accepts by 09:15, a reminder goes out

# Half the time: the card comes anew at the bottom, and the old one is gone
at 09:15
Master Zhao sees in Luxi Property:
    #1001 Lift · waiting to be accepted
    Next: if nobody accepts by 09:30, the grid leader is told
    [Accept] [Decline]
Master Zhao does not see in Luxi Property: 09:15
Xiao Li still sees in Grid 1 residents: Next: if nobody accepts by 09:30, the grid leader is told

# Time is up: one more reminder, and the grid leader is told
at 09:30
Master Zhao sees in Luxi Property:
    🔴 #1001 Lift · waiting to be accepted
    Next: if nobody accepts by 09:45, one more unit is asked
Sun the grid leader sees in private:
    ⏰ #1001: time is up and nobody has accepted it.
    🔴 #1001 Lift · waiting to be accepted
    In charge: Luxi Property
    ⏰ Late: somebody should have accepted it by Nov 23, 09:30.
    Promised to be done by 13:00
    [Remind] [Reassign]

# Half as long again: the volunteers are asked
at 09:45
Hongmei sees in Red Vest Volunteers:
    🔴 #1001 Lift · waiting to be accepted
    Next: if nobody accepts by 10:00, it goes up to Xintian Community
    [Accept] [Decline]
Xiao Li sees in private: #1001: nobody has accepted yet, so Red Vest Volunteers was asked too.
Master Zhao still sees in Luxi Property: [Accept] [Decline]

# Twice: up to the community
at 10:00
Zhou the dispatcher sees in private:
    ⬆️ #1001 came up to Xintian Community. Please see to it.
    In charge: Xintian Community (waiting for Luxi Property, Red Vest Volunteers)
    Answers for it: Zhou the dispatcher (Dispatcher, Xintian Community)
    Next: if nobody accepts by 10:30, it goes up to Luxi Street
    [Remind] [Reassign]
    [Turn down] [Send up]
Xiao Li sees in private: #1001 was sent up to Xintian Community.

# Three times: up to the street; nobody is there yet, so the owner hears of it
at 10:30
Director Wu sees in private:
    ⬆️ #1001 came up to Luxi Street. Please see to it.
    Answers for it: Director Wu (Owner), as Luxi Street has no Street officer now
    Next: if nobody accepts by Nov 24, 10:30, it is reported again, every day
Xiao Li sees in private: #1001 was sent up to Luxi Street.

# Then every day, until somebody accepts
Director Wu taps in private: Remind
Director Wu is told: Reminded
Master Zhao sees in Luxi Property: #1001
Hongmei sees in Red Vest Volunteers: #1001
Hongmei taps in Red Vest Volunteers: Accept
Hongmei is told: It is yours
Hongmei sees in private: #1001 Lift · in hand
Xiao Li sees in private: #1001: Red Vest Volunteers has taken it. It should be done by 13:00.
Master Zhao still sees in Luxi Property: Another unit has taken it
nobody hears anything else
