# Later: put it off, and say why. The limits, the ladder and the resident's answers go on; those above see it. An emergency can't be put off.
use crew
at 10:00
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is stuck
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
after 5 minutes
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private:
    #1001 Lift · in hand
    Promised to be done by 14:00
    [Later]
Xiao Li sees in private: #1001: Luxi Property has taken it
at 11:50
Xiao Li sees in private: #1001 is in hand.
Master Zhao taps in private: Later
Master Zhao sees in private:
    #1001: remind you again when? The time limits go on, and so do the answers to the resident.
    Until 14:00 at most: then somebody above is told.
    [In 30 minutes (12:20)]
    [In 2 hours (13:50)]
    [In the morning (14:00)]
    [Back]
Master Zhao taps in private: In 30 minutes
Master Zhao still sees in private:
    #1001 again at 12:20. Why?
    [Waiting for parts]
    [Another reason]
Master Zhao taps in private: Waiting for parts
Master Zhao is told: All right, again at 12:20.
Master Zhao does not see in private: Why?
Zhou the dispatcher still sees in private:
    #1001 Lift · in hand
    ⏸ Master Zhao put it off until 12:20 (Waiting for parts)
Xiao Li does not see in Grid 1 residents: ⏸

# At 12:00 it would be time: not now, but at 12:20. The resident hears what they would hear
at 12:01
nobody hears anything else
at 12:22
Master Zhao sees in private:
    #1001 Lift · in hand
    Promised to be done by 14:00
    Next: if it is not done by 14:00, the grid leader is told
Zhou the dispatcher does not see in private: ⏸
Xiao Li sees in private: #1001 is in hand.

# Once more, with words; no later than when the grid leader is told
Master Zhao taps in private: Later
Master Zhao sees in private: #1001: remind you again when?
Master Zhao taps in private: In the morning
Master Zhao taps in private: Another reason
Master Zhao sees in private: Why is #1001 for later? Please write a sentence.
Master Zhao says in private: the maker comes in the afternoon
Master Zhao sees in private: All right, again at 14:00.
Zhou the dispatcher still sees in private: ⏸ Master Zhao put it off until 14:00 (the maker comes in the afternoon)
at 13:06
Xiao Li still sees in private: #1001 is in hand.
Master Zhao says in private: /mydata
Master Zhao sees in private: ⏸ #1001 is put off until 14:00 (the maker comes in the afternoon)
at 14:00
Master Zhao sees in private: 🔴 #1001 Lift · in hand
Sun the grid leader sees in private:
    ⏰ #1001: time is up and it is not done.
    Next: if it is not done by 16:00, it goes up to Xintian Community

# What can't be put off: another's order, in a group, an emergency
Xiao Li forges in private: 1:later:1001:30m:parts
Xiao Li is told: This step is not yours
Master Qian forges in private: 1:later:1001:30m:parts
Master Qian is told: no such order
Master Zhao forges in Luxi Property: 1:later:1001:30m:parts
Master Zhao is told: This button
Master Zhao forges in private: 1:later:1001:9d:parts
Master Zhao is told: This button
Xiao Li says in Grid 1 residents: @{bot} somebody is trapped in the lift of building 3
Xiao Li sees in Grid 1 residents: 🆘 #1002
Zhou the dispatcher sees in private: 🆘 #1002
Master Zhao sees in Luxi Property: 🆘 #1002
Master Zhao taps in Luxi Property: Accept on "#1002"
Master Zhao sees in private: 🆘 #1002 Safety hazard · in hand
Xiao Li sees in private: #1002: Luxi Property has taken it
Master Zhao forges in private: 1:later:1002:30m:parts
Master Zhao is told: An emergency can't be put off.
