# The digest: what is overdue comes first, with buttons that work; below it, the figures of yesterday.
Xiao Zhang says in Grid 1 residents: @{bot} loud music in the square
Xiao Zhang sees in Grid 1 residents: #1001 Noise · to be dispatched
Zhou the dispatcher sees in private: #1001
Zhou the dispatcher taps in private: To Luxi Property
Master Zhao sees in Luxi Property: #1001
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is broken
Xiao Li sees in Grid 1 residents: #1002
Zhou the dispatcher sees in private: #1002
Master Zhao sees in Luxi Property: #1002
Master Zhao taps in Luxi Property: Accept on "#1002"
Master Zhao sees in private: #1002
Xiao Li sees in private: has taken it
Master Zhao taps in private: Done
Master Zhao sees in private: please send a photo, or write a sentence
Master Zhao says in private: mended
Master Zhao sees in private: #1002 is done
Xiao Li sees in private: Are you satisfied?
Xiao Li taps in private: Fairly satisfied
Master Zhao sees in private: the resident says “Fairly satisfied”. Thank you!
at 11:01
Master Zhao sees in Luxi Property: #1001
at 13:01
Master Zhao sees in Luxi Property: 🔴 #1001
Sun the grid leader sees in private: ⏰ #1001
at 15:01
Hongmei sees in Red Vest Volunteers: 🔴 #1001
at 17:01
Zhou the dispatcher sees in private: ⬆️ #1001
at 21:01
Director Wu sees in private: ⬆️ #1001

at 08:00
Sun the grid leader sees in private:
    Xintian Grid 1, Nov 24
    🔴 1 overdue:
    #1001 Noise, Xintian Grid 1, Luxi Property, waiting 23 hours
    Answers for it: Director Wu (Owner), as Luxi Street has no Street officer now
    Yesterday: 2 new, 1 accepted, 1 done, 1 closed
    Open now: 1
    answered in time 50% · solved 100% · satisfied 100%
    [Remind #1001] [Reassign #1001] [Send up #1001]
at 08:30
Zhou the dispatcher sees in private:
    Xintian Community, Nov 24
    🔴 1 overdue:
    [Remind #1001] [Reassign #1001] [Send up #1001]

# The buttons work
Sun the grid leader taps in private: Remind #1001
Sun the grid leader is told: Reminded
Master Zhao sees in Luxi Property: 🔴 #1001
Hongmei sees in Red Vest Volunteers: 🔴 #1001
Sun the grid leader taps in private: Reassign #1001 on ", Nov"
Sun the grid leader sees in private: #1001: to whom?
Sun the grid leader taps in private: To Luxi Property
Sun the grid leader is told: Given to Luxi Property
Master Zhao sees in Luxi Property: 🔴 #1001
Sun the grid leader taps in private: Send up #1001 on ", Nov"
Sun the grid leader is told: Sent up
Director Wu sees in private: ⬆️ #1001: the street has not solved it either. Please see to it.
Xiao Zhang does not see in Grid 1 residents: You are not forgotten
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001

# Half of the finish limit is over: the taker is reminded
at 21:01
Master Zhao sees in private: #1001

# On the next day nothing is overdue
at 08:00
Sun the grid leader sees in private:
    Xintian Grid 1, Nov 25
    ✅ Nothing is overdue.
    Yesterday: 0 new, 1 accepted, 0 done, 0 closed
    Open now: 1
at 08:30
Zhou the dispatcher sees in private: Xintian Community, Nov 25
at 08:31
Xiao Zhang sees in Grid 1 residents: #1001 is in hand.
