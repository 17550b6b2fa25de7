# Orders of the night: their cards make no sound, and at seven one card names all that waits.
use crew
at 23:30
Xiao Zhang says in Grid 1 residents: @{bot} loud music in the square
Xiao Zhang sees in Grid 1 residents: #1001 Noise · to be dispatched
Zhou the dispatcher sees in private: #1001 Noise · to be dispatched
after 2 hours 30 minutes
Xiao Zhang says in Grid 1 residents: @{bot} building 2: loud music in the middle of the night
Xiao Zhang sees in Grid 1 residents: #1002 Noise · to be dispatched
Zhou the dispatcher sees in private: #1002 Noise · to be dispatched
at 06:30
Xiao Zhang says in Grid 1 residents: @{bot} building 1: loud music again
Xiao Zhang sees in Grid 1 residents: #1003 Noise · to be dispatched
Zhou the dispatcher sees in private: #1003 Noise · to be dispatched
at 06:59
nobody hears anything else

# One card, three orders; whoever was asked in the night hears of it in the morning, too
at 07:00
Zhou the dispatcher sees in private:
    3 waiting for you:
    🔴 #1001 Noise · Xintian Grid 1 · accept was due 03:30 · 07:30 up to Xintian Community
    🔴 #1002 Noise · Xintian Grid 1 Building 2 · accept was due 06:00 · 08:00 another unit is asked
    · #1003 Noise · Xintian Grid 1 Building 1 · accept by 10:30 · 08:30 reminder
    [#1001 Remind] [#1001 Open] [#1001 Later]
    [#1003 Dispatch] [#1003 Open] [#1003 Later]
Master Zhao sees in Luxi Property: #1001 Noise · waiting to be accepted
Sun the grid leader sees in private:
    2 waiting for you:
    🔴 #1001
    🔴 #1002
Xiao Zhang sees in Grid 1 residents: #1001

# What went up is the grid leader's no more: the card says so, without a sound
at 07:30
Zhou the dispatcher sees in private:
    3 waiting for you:
    🔴⬆️ #1001 Noise · Xintian Grid 1 · accept was due 03:30 · 11:30 up to Luxi Street
Sun the grid leader still sees in private:
    1 waiting for you:
    🔴 #1002
Xiao Zhang does not see in Grid 1 residents: waiting for you
