# What lies in no single grid begins at the community; above the street there is the owner.
Xiao Li says in private: the manhole at the gate of Xintian Community is open
Xiao Li sees in private:
    Please check: Safety hazard
    📍 Xintian Community
    [Submit]
Xiao Li taps in private: Submit
Xiao Li is told: Submitted. Its number is #1001.
Xiao Li sees in private:
    🆘 #1001 Safety hazard · waiting to be accepted
    Next: if nobody accepts by 09:05, a reminder goes out
Master Zhao sees in Luxi Property: 🆘 #1001
Zhou the dispatcher sees in private: 🆘 #1001
at 09:05
Master Zhao sees in Luxi Property: 🆘 #1001
at 09:10
Master Zhao sees in Luxi Property: 🔴 #1001
Zhou the dispatcher sees in private: ⏰ #1001: time is up and nobody has accepted it.
at 09:15
Hongmei sees in Red Vest Volunteers: Next: if nobody accepts by 09:20, it goes up to Luxi Street
Xiao Li sees in private: Red Vest Volunteers was asked too
at 09:20
Director Wu sees in private:
    ⬆️ #1001 came up to Luxi Street. Please see to it.
    Next: if nobody accepts by 09:30, it goes up to the owner
Xiao Li sees in private: #1001 was sent up to Luxi Street.
at 09:30
Director Wu sees in private:
    ⬆️ #1001: the street has not solved it either. Please see to it.
    Next: if nobody accepts by 10:00, everybody is called again, until somebody does
Xiao Li sees in private: #1001 was sent up to the owner.
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001
Xiao Li sees in private: Luxi Property has taken it
