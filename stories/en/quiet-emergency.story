# An emergency is a big matter and begins at the community; it wakes people at night.
at 23:00
Xiao Li says in Grid 1 residents: @{bot} smell of gas in building 3
Xiao Li sees in Grid 1 residents:
    🆘 #1001 Safety hazard · waiting to be accepted
    Next: if nobody accepts by 23:05, a reminder goes out
Zhou the dispatcher sees in private: 🆘 #1001
Master Zhao sees in Luxi Property: 🆘 #1001
at 23:05
Master Zhao sees in Luxi Property: 🆘 #1001
at 23:10
Master Zhao sees in Luxi Property: 🔴 #1001
Sun the grid leader sees in private: ⏰ #1001: time is up and nobody has accepted it.
at 23:15
Hongmei sees in Red Vest Volunteers: 🔴 #1001 Safety hazard · waiting to be accepted
Xiao Li sees in private: Red Vest Volunteers was asked too
at 23:20
Director Wu sees in private: ⬆️ #1001 came up to Luxi Street. Please see to it.
Xiao Li sees in private: was sent up to Luxi Street
at 23:30
Director Wu sees in private: #1001
Xiao Li sees in private: was sent up to the owner
at 00:00
Xiao Li sees in private: #1001: nobody has accepted yet. We keep asking.
Master Zhao sees in Luxi Property: 🆘🔴 #1001
Hongmei sees in Red Vest Volunteers: 🆘🔴 #1001
Director Wu sees in private:
    🔴 #1001 still has nobody. Please see to it.
    Next: if nobody accepts by 00:30, everybody is called again, until somebody does
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001
Xiao Li sees in private: Luxi Property has taken it
