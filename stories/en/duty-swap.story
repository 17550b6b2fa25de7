# A swap counts once the other one agrees.
use rota
Master Zhao says in private: /duty
Master Zhao sees in private:
    Now: Master Zhao (until 20:00)
    [Swap a turn]
Master Zhao taps in private: Swap a turn
Master Zhao taps in private: Tue Nov 24 08:00–20:00
Master Zhao still sees in private:
    Tue Nov 24, 08:00–20:00: who shall take it?
    [Master Qian]
Master Zhao taps in private: Master Qian
Master Zhao still sees in private: Master Qian has been asked. Until they agree, the turn is yours.
Master Qian sees in private:
    Master Zhao asks you to take a turn: Luxi Property, tomorrow, 08:00–20:00
    [Yes, I will] [I can't]
Master Qian taps in private: I can't
Master Qian still sees in private: All right, they are told.
Master Zhao sees in private: Master Qian can't take your turn of tomorrow, from 08:00. It stays yours.

# Once more
Master Zhao says in private: /duty
Master Zhao sees in private: Now: Master Zhao
Master Zhao taps in private: Swap a turn
Master Zhao taps in private: Tue Nov 24 08:00–20:00
Master Zhao taps in private: Master Qian
Master Qian sees in private: [Yes, I will] [I can't]
Master Qian taps in private: Yes, I will
Master Qian still sees in private: All right: tomorrow, 08:00–20:00, is your turn now.
Master Zhao sees in private: Master Qian takes your turn of tomorrow, from 08:00.
# The same button does not work twice
Master Qian forges in private: 1:swap:no:uproperty:20781:16:1
Master Qian is told: This swap was taken back

at 08:00
Sun the grid leader sees in private: Nov 24
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is stuck
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Qian sees in private: #1001 Lift · waiting to be accepted
Master Zhao does not see in private: #1001
Master Zhao says in private: /duty
Master Zhao sees in private:
    Now: Master Qian (until 20:00)
    Tue Nov 24: 08:00–20:00 Master Qian, 20:00–08:00 Master Qian
    Wed Nov 25: 08:00–20:00 Master Zhao, 20:00–08:00 Master Qian
