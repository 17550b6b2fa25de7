# Telegram is down for two hours: afterwards all that was to be said is said, nothing is missing, nothing comes twice
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is stuck
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Telegram is down
after 2 hours
Telegram is well again
after 2 minutes
Master Zhao sees in Luxi Property:
    🔴 #1001 Lift · waiting to be accepted
    Next: if nobody accepts by Nov 24, 10:30, it is reported again, every day
Hongmei sees in Red Vest Volunteers: 🔴 #1001
Sun the grid leader sees in private: 🔴 #1001
Zhou the dispatcher sees in private: 🔴 #1001
Director Wu sees in private: ⬆️ #1001
Xiao Li sees in private: Red Vest Volunteers
Xiao Li sees in private: #1001 was sent up to Xintian Community
Xiao Li sees in private: #1001 was sent up to Luxi Street
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001 Lift · in hand
Xiao Li sees in private: Luxi Property has taken it
nobody hears anything else
