# Zhou the dispatcher sets the rota of Luxi Property: Master Zhao on working days, Master Qian every night.
use crew
Zhou the dispatcher says in private: /duty
Zhou the dispatcher sees in private:
    Whose duty?
    [Luxi Property]
Zhou the dispatcher taps in private: Luxi Property
Zhou the dispatcher still sees in private:
    On duty · Luxi Property
    There is no rota: everybody always is.
Zhou the dispatcher taps in private: Set the rota
Zhou the dispatcher taps in private: Add a turn
Zhou the dispatcher still sees in private:
    Who is on duty?
    [Master Zhao]
    [Master Qian]
Zhou the dispatcher taps in private: Master Zhao
Zhou the dispatcher still sees in private:
    Master Zhao: on which days?
    [Every day] [Mon–Fri] [Weekend]
Zhou the dispatcher taps in private: Mon–Fri
Zhou the dispatcher still sees in private: Master Zhao, Mon–Fri: from when to when?
Zhou the dispatcher taps in private: 08:00–20:00
Zhou the dispatcher is told: Added
Master Zhao sees in private:
    Your duty at Luxi Property:
    Mon–Fri 08:00–20:00
Zhou the dispatcher taps in private: Add a turn
Zhou the dispatcher taps in private: Master Qian
Zhou the dispatcher taps in private: Every day
Zhou the dispatcher taps in private: 20:00–08:00
Master Qian sees in private:
    Your duty at Luxi Property:
    Every day 20:00–08:00
Zhou the dispatcher still sees in private:
    The weekly rota of Luxi Property
    [✕ Mon–Fri 08:00–20:00 Master Zhao]
    [✕ Every day 20:00–08:00 Master Qian]
