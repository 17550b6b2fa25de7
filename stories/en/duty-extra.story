# This day only: on Wednesday Master Qian instead of Master Zhao, and tomorrow night Master Zhao beside Master Qian.
use rota
Zhou the dispatcher says in private: /duty
Zhou the dispatcher sees in private:
    Whose duty?
    [Luxi Property]
Zhou the dispatcher taps in private: Luxi Property
Zhou the dispatcher taps in private: Change a day
Zhou the dispatcher taps in private: Wed
Zhou the dispatcher still sees in private:
    Turns on Wed Nov 25
    [08:00–20:00 Master Zhao]
    [20:00–08:00 Master Qian]
    [Add a turn (this day only)]
Zhou the dispatcher taps in private: Add a turn (this day only)
Zhou the dispatcher still sees in private:
    Wed Nov 25: whose turn?
    [Master Zhao]
Zhou the dispatcher taps in private: Master Qian
Zhou the dispatcher still sees in private: Master Qian, Wed Nov 25: from when to when?
Zhou the dispatcher taps in private: 08:00–18:00
Zhou the dispatcher still sees in private:
    Master Qian on Wed Nov 25, 08:00–18:00. There already are then: 08:00–20:00 Master Zhao
    [Beside them] [Instead of them]
Zhou the dispatcher taps in private: Instead of them
Zhou the dispatcher is told: Added
Zhou the dispatcher still sees in private:
    Turns on Wed Nov 25
    [08:00–18:00 Master Qian]
    [20:00–08:00 Master Qian]
Master Qian sees in private:
    Every day 20:00–08:00
    In addition: Wed 08:00–18:00
Master Zhao sees in private:
    Mon–Fri 08:00–20:00
    Not needed: Wed, from 08:00

# Tomorrow night Master Zhao and Master Qian together
after 2 minutes
Zhou the dispatcher taps in private: Back
Zhou the dispatcher taps in private: Tue
Zhou the dispatcher taps in private: Add a turn (this day only)
Zhou the dispatcher taps in private: Master Zhao
Zhou the dispatcher taps in private: Other hours
Zhou the dispatcher taps in private: 22:00
Zhou the dispatcher taps in private: 02:00
Zhou the dispatcher taps in private: Beside them
Zhou the dispatcher is told: Added
Master Zhao sees in private: In addition: tomorrow 22:00–02:00
Master Zhao says in private: /mydata
Master Zhao sees in private: On duty: Luxi Property In addition: tomorrow 22:00–02:00

# In that night both are called
on 2026-11-24 at 23:00
Sun the grid leader sees in private: Nothing is overdue
Zhou the dispatcher sees in private: Nothing is overdue
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is broken
Xiao Li sees in Grid 1 residents: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao sees in private: #1001
Master Qian sees in private: #1001
