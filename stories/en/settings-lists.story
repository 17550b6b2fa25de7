# Days off, working days and the steps of the ladder are set in chat as well: a few taps, in the history, and taken back.
Director Wu says in private: /settings
Director Wu sees in private:
    Holidays of: China
    Own days off: none
    Steps until accepted: 5 steps
Director Wu taps in private: Own days off
Director Wu still sees in private:
    Settings for all · Own days off
    None to come yet
Director Wu taps in private: ➕ Add a day
Director Wu still sees in private: [Nov 2026] [Dec 2026] [Jan 2027]
Director Wu taps in private: Dec 2026
Director Wu still sees in private:
    Only days that are worked otherwise are listed
    [10 Thu] [11 Fri]
Director Wu taps in private: 11 Fri
Director Wu is told: Changed
Director Wu still sees in private:
    • Dec 11 Fri
    [✖ Dec 11]
Director Wu forges in private: 1:set:on::makeup:20798
Director Wu is told: either off or worked
Director Wu taps in private: Back
Director Wu still sees in private: Own days off: Dec 11
after 2 minutes

# An area has its own, until its last one is taken off
Director Wu taps in private: Areas below
Director Wu taps in private: Luxi Street
Director Wu taps in private: Own working days
Director Wu taps in private: ➕ Add a day
Director Wu taps in private: Dec 2026
Director Wu taps in private: 19 Sat
Director Wu is told: Changed
Director Wu still sees in private:
    Luxi Street · Own working days
    • Dec 19 Sat
    [… Inherit again]
Director Wu taps in private: ✖ Dec 19
Director Wu is told: Changed
Director Wu still sees in private: None to come yet
after 2 minutes

# The ladder: open orders follow from their next step on
Xiao Li says in Grid 1 residents: @{bot} the lift is stuck
Xiao Li sees in Grid 1 residents: #1001
Master Zhao sees in Luxi Property: #1001
Zhou the dispatcher sees in private: #1001
Director Wu says in private: /settings
Director Wu sees in private: Settings for all
Director Wu taps in private: Steps until accepted
Director Wu still sees in private:
    1. 50% remind
    5. 300% one tier up
    After that it is reported every day
    [… Add a step]
Director Wu taps in private: 50% remind
Director Wu still sees in private: [10%] [20%] [25%] [33%]
Director Wu taps in private: 20%
Director Wu is told: Changed
Director Wu still sees in private:
    1. 20% remind
    [… Add a step] [Take the usual steps]
Xiao Li still sees in Grid 1 residents: 09:…
after 2 minutes

# What would let an order stay where it is can't be
Director Wu forges in private: 1:set:at%::ladders.accept:0:150
Director Wu is told: can't be
Director Wu forges in private: 1:set:do::ladders.finish:0:3
Director Wu is told: out of date
Director Wu forges in private: 1:set:on::holidays:1
Director Wu is told: out of date
Zhou the dispatcher forges in private: 1:set:step:xintian:ladders.accept:0
Zhou the dispatcher is told: You may not change
Zhou the dispatcher forges in private: 1:set:on:xintian:holidays:20799
Zhou the dispatcher is told: You may not change
Director Wu taps in private: Back
Director Wu taps in private: Latest changes
Director Wu still sees in private: Steps until accepted 50% remind
Director Wu taps in private: Undo 1
Director Wu is told: Taken back
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001
Xiao Li sees in private: has taken it
