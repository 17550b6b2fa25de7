# Nobody ever accepts: after the last step there is a reminder every day, and none at night.
Xiao Zhang says in Grid 1 residents: @{bot} loud music in the square
Xiao Zhang sees in Grid 1 residents:
    #1001 Noise · to be dispatched
    In charge: Xintian Grid 1 is finding somebody
    Promise: accepted within 4 hours, done within 3 days
    Next: if nobody accepts by 11:00, a reminder goes out
Zhou the dispatcher sees in private:
    #1001 Noise · to be dispatched
    [To Luxi Property]
at 11:00
Zhou the dispatcher sees in private:
    #1001 Noise · to be dispatched
    Next: if nobody accepts by 13:00, the grid leader is told
at 13:00
Zhou the dispatcher sees in private: #1001
Sun the grid leader sees in private:
    ⏰ #1001: time is up and nobody has accepted it.
    Next: if nobody accepts by 15:00, one more unit is asked
    [To Luxi Property]
at 15:00
Master Zhao sees in Luxi Property:
    🔴 #1001 Noise · waiting to be accepted
    Next: if nobody accepts by 17:00, it goes up to Xintian Community
at 17:00
Zhou the dispatcher sees in private: ⬆️ #1001 came up to Xintian Community. Please see to it.
at 21:00
Director Wu sees in private:
    ⬆️ #1001 came up to Luxi Street. Please see to it.
    Next: if nobody accepts by Nov 24, 21:00, it is reported again, every day
at 08:00
Sun the grid leader sees in private: Xintian Grid 1, Nov
at 08:30
Zhou the dispatcher sees in private: Xintian Community, Nov
at 09:00
Xiao Zhang sees in Grid 1 residents: #1001: nobody has accepted yet. We keep asking.
at 21:00
Director Wu sees in private:
    🔴 #1001 still has nobody. Please see to it.
    🔴 #1001 Noise · waiting to be accepted
