# Accepted and not done: a reminder, the grid leader, the community, the street. Accepting moves no clock.
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is broken
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
after 10 minutes
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private:
    #1001 Lift · in hand
    Promised to be done by 13:00
    Next: if it is not done by 11:00, a reminder goes out
Xiao Li sees in private: #1001: Luxi Property has taken it. It should be done by 13:00.
Master Zhao taps in private: Today
Xiao Li sees in private: expects to be there by 18:00.
at 10:15
Xiao Li sees in private: #1001 is in hand.
at 11:00
Master Zhao sees in private:
    #1001 Lift · in hand
    Next: if it is not done by 13:00, the grid leader is told
    [I'm there] [Done]
at 11:15
Xiao Li sees in private: #1001 is in hand.
at 12:15
Xiao Li sees in private: #1001 is in hand.
at 13:00
Master Zhao sees in private: 🔴 #1001 Lift · in hand
Sun the grid leader sees in private:
    ⏰ #1001: time is up and it is not done.
    Accepted by Master Zhao
    Next: if it is not done by 15:00, it goes up to Xintian Community
at 13:15
Xiao Li sees in private: #1001 is in hand.
at 14:15
Xiao Li sees in private: #1001 is in hand.
at 15:00
Zhou the dispatcher sees in private:
    ⬆️ #1001 came up to Xintian Community. Please see to it.
    [Remind] [Reassign] [Send up]
Xiao Li sees in private: #1001 was sent up to Xintian Community.

# Given back and dispatched anew: the limits stay, the reminders begin again
Master Zhao taps in private: Give back
Master Zhao sees in private: #1001: why do you give it back?
Master Zhao taps in private: parts are missing
Master Zhao is told: Given back.
Xiao Li sees in private: #1001 was given back. The community is finding somebody else.
Zhou the dispatcher sees in private:
    🔴 #1001 Lift · to be dispatched
    Given back: Luxi Property (parts are missing)
    Next: if nobody accepts by 15:15, a reminder goes out
Zhou the dispatcher taps in private: To Red Vest Volunteers
Hongmei sees in Red Vest Volunteers:
    🔴 #1001 Lift · waiting to be accepted
    Next: if nobody accepts by 15:15, a reminder goes out
Hongmei taps in Red Vest Volunteers: Accept
Hongmei sees in private:
    ⏰ Late: it should have been done by Nov 23, 13:00.
    Next: if it is not done by 17:00, it goes up to Luxi Street
Xiao Li sees in private: #1001: Red Vest Volunteers has taken it
Hongmei taps in private: I'm there
Xiao Li sees in private: #1001: Red Vest Volunteers is there.
Hongmei taps in private: Done
Hongmei sees in private: please send a photo, or write a sentence
Hongmei says in private: a new door board
Hongmei sees in private: #1001 is done. Thank you!
Xiao Li sees in private: Are you satisfied?
at 17:00
Xiao Li taps in private: Satisfied
Hongmei sees in private: the resident says “Satisfied”. Thank you!
