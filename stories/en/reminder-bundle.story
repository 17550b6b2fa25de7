# Several things are due at once: one card. The reddest first, one line each, one tap to act; when somebody acts a line goes, without a sound.
Xiao Li says in Grid 1 residents: @{bot} the lift in building 1 is stuck
Xiao Li says in Grid 1 residents: @{bot} the lift in building 2 is stuck
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is stuck
Xiao Li says in Grid 1 residents: @{bot} the other lift in building 1 is stuck
Xiao Li says in Grid 1 residents: @{bot} the other lift in building 2 is stuck
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
Xiao Li sees in Grid 1 residents: #1002 Lift · waiting to be accepted
Xiao Li sees in Grid 1 residents: #1003 Lift · waiting to be accepted
Xiao Li sees in Grid 1 residents: #1004 Lift · waiting to be accepted
Xiao Li sees in Grid 1 residents: #1005 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Zhou the dispatcher sees in private: #1002
Zhou the dispatcher sees in private: #1003
Zhou the dispatcher sees in private: #1004
Zhou the dispatcher sees in private: #1005
Master Zhao sees in Luxi Property: #1001
Master Zhao sees in Luxi Property: #1002
Master Zhao sees in Luxi Property: #1003
Master Zhao sees in Luxi Property: #1004
Master Zhao sees in Luxi Property: #1005

# So it is in a group: five cards do not come once more
at 09:15
Master Zhao sees in Luxi Property:
    5 waiting for you all:
    · #1001 Lift · Xintian Grid 1 Building 1 · accept by 09:30 · 09:30 the grid leader is told
    · #1005 Lift · Xintian Grid 1 Building 2 · accept by 09:30 · 09:30 the grid leader is told
    [#1001 Accept] [#1001 Open]
    [#1005 Accept] [#1005 Open]
Master Zhao has no button in Luxi Property: #1001 Later
Master Zhao taps in Luxi Property: #1002 Accept
Master Zhao sees in private: #1002 Lift · in hand
Xiao Li sees in private: #1002: Luxi Property has taken it
Master Zhao still sees in Luxi Property: 4 waiting for you all:
Master Zhao has no button in Luxi Property: #1002 Accept
Master Zhao taps in Luxi Property: #1001 Accept
Master Zhao taps in Luxi Property: #1003 Accept
Master Zhao taps in Luxi Property: #1004 Accept
Master Zhao taps in Luxi Property: #1005 Accept
Master Zhao still sees in Luxi Property: ✅ Nothing is waiting any more.
Master Zhao sees in private: #1001 Lift · in hand
Master Zhao sees in private: #1003 Lift · in hand
Master Zhao sees in private: #1004 Lift · in hand
Master Zhao sees in private: #1005 Lift · in hand
Xiao Li sees in private: #1001: Luxi Property has taken it
Xiao Li sees in private: #1003: Luxi Property has taken it
Xiao Li sees in private: #1004: Luxi Property has taken it
Xiao Li sees in private: #1005: Luxi Property has taken it
nobody hears anything else

# The work is reminded of as well: five orders, one card
at 11:00
Master Zhao sees in private:
    5 waiting for you:
    · #1001 Lift · Xintian Grid 1 Building 1 · finish by 13:00 · 13:00 the grid leader is told
    [#1001 Done] [#1001 Open] [#1001 Later]
    [#1005 Done] [#1005 Open] [#1005 Later]
Xiao Li sees in private: #1001 is in hand.
Xiao Li sees in private: #1002 is in hand.
Xiao Li sees in private: #1003 is in hand.
Xiao Li sees in private: #1004 is in hand.
Xiao Li sees in private: #1005 is in hand.
nobody hears anything else
Master Zhao taps in private: #1003 Open
Master Zhao sees in private:
    #1003 Lift · in hand
    [Done]
Master Zhao taps in private: #1001 Done
Master Zhao sees in private: #1001: please send a photo
Master Zhao says in private: it runs
Master Zhao sees in private: #1001
Xiao Li sees in private: Are you satisfied?
Master Zhao still sees in private: 4 waiting for you:
Master Zhao has no button in private: #1001 Done
at 12:59
Xiao Li sees in private: #1002 is in hand.
Xiao Li sees in private: #1003 is in hand.
Xiao Li sees in private: #1004 is in hand.
Xiao Li sees in private: #1005 is in hand.

# Time is up: the card comes to the bottom and the old one is gone; the grid leader gets one as well
at 13:00
Master Zhao sees in private:
    4 waiting for you:
    🔴 #1002 Lift · Xintian Grid 1 Building 2 · finish was due 13:00 · 15:00 up to Xintian Community
Master Zhao does not see in private: finish by 13:00 · 13:00 the grid leader is told
Sun the grid leader sees in private:
    4 waiting for you:
    🔴 #1002 Lift · Xintian Grid 1 Building 2 · finish was due 13:00 · 15:00 up to Xintian Community
    🔴 #1005 Lift
    [#1002 Remind] [#1002 Open] [#1002 Later]
