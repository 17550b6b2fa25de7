# The rota: an order at night calls who is on at night, and lets the others sleep; by day it calls who is on by day.
use rota
Master Zhao says in Luxi Property: /duty@{bot}
Master Zhao sees in Luxi Property:
    On duty · Luxi Property
    Now: Master Zhao (until 20:00)
    Mon Nov 23: 08:00–20:00 Master Zhao, 20:00–08:00 Master Qian
    Sat Nov 28: 20:00–08:00 Master Qian
at 23:00
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is stuck
Xiao Li sees in Grid 1 residents:
    #1001 Lift · waiting to be accepted
    Next: if nobody accepts by 23:15, a reminder goes out
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Qian sees in private:
    #1001 Lift · waiting to be accepted
    [Accept] [Decline]

# Who is on duty at night is awake: the quiet hours don't hold back the reminder, which is for him alone
at 23:15
Master Qian sees in private:
    #1001 Lift · waiting to be accepted
    Next: if nobody accepts by 23:30, the grid leader is told
Master Qian taps in private: Accept
Master Qian sees in private:
    #1001 Lift · in hand
    Resident: Xiao Li
Xiao Li sees in private: #1001: Luxi Property has taken it
Master Qian taps in private: Done
Master Qian sees in private: send a photo
Master Qian says in private: set it going again
Master Qian sees in private: #1001
Xiao Li sees in private: Are you satisfied?
Xiao Li taps in private: Satisfied on "Are you satisfied"

# At eight in the morning, on the dot, it is Master Zhao
at 07:00
Master Qian sees in private: Satisfied
at 08:00
Sun the grid leader sees in private: Nov 24
Xiao Li says in Grid 1 residents: @{bot} no water in building 1
Xiao Li sees in Grid 1 residents: #1002 Water and drains · waiting to be accepted
Zhou the dispatcher sees in private: #1002
Master Qian sees in Luxi Property: #1002
Master Zhao sees in private: #1002 Water and drains · waiting to be accepted
Master Qian does not see in private: #1002
Master Qian taps in Luxi Property: Accept on "#1002"
Master Qian sees in private: #1002 Water and drains · in hand
Xiao Li sees in private: #1002: Luxi Property has taken it
Master Zhao still sees in private: Accepted by Master Qian

# One day may be otherwise
Zhou the dispatcher says in private: /duty
Zhou the dispatcher sees in private: Whose duty?
Zhou the dispatcher taps in private: Luxi Property
Zhou the dispatcher taps in private: Change a day
Zhou the dispatcher taps in private: 11/25 Wed
Zhou the dispatcher still sees in private: Turns on Wed Nov 25
Zhou the dispatcher taps in private: 08:00–20:00 Master Zhao
Zhou the dispatcher still sees in private:
    Wed Nov 25, 08:00–20:00, Master Zhao: who instead?
    [Master Qian]
    [Nobody]
Zhou the dispatcher taps in private: Nobody
Zhou the dispatcher is told: Changed
Master Zhao sees in private:
    Mon–Fri 08:00–20:00
    Not needed: tomorrow, from 08:00
Zhou the dispatcher taps in private: Back
Zhou the dispatcher taps in private: Back
Zhou the dispatcher still sees in private: Wed Nov 25: 20:00–08:00 Master Qian

# Who does not steer sets no rota
Master Zhao says in private: /duty
Master Zhao sees in private:
    On duty · Luxi Property
    [Swap a turn]
Master Zhao has no button in private: Set the rota
Master Zhao forges in private: 1:rota:top:uproperty
Master Zhao is told: Only owners and community dispatchers set who is on duty.
Xiao Li says in private: /duty
Xiao Li sees in private: There is no rota for you to see.
Xiao Li forges in private: 1:duty:at:uproperty
Xiao Li is told: This step is not yours
Xiao Li forges in private: 1:swap:top:uproperty
Xiao Li is told: This is not your turn, or it is over.
Xiao Li forges in private: 1:rota:top:unothing
Xiao Li is told: This button is out of date
