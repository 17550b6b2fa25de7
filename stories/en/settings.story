# Settings in chat: everybody sees where they come from; a change holds at once, stands in the history, and can be taken back.
Director Wu says in private: /settings
Director Wu sees in private:
    Settings for all
    Limits: Emergency 10 minutes/2 hours, Urgent 30 minutes/4 hours
    Quiet hours: 22:00–07:00
    Grid digest: 08:00
    [Limits] [Quiet hours]
Director Wu taps in private: Areas below
Director Wu taps in private: Luxi Street
Director Wu taps in private: Areas below
Director Wu taps in private: Xintian Community
Director Wu still sees in private:
    Xintian Community · settings
    Quiet hours: 22:00–07:00 (from Settings for all)
Director Wu taps in private: Quiet hours
Director Wu taps in private: 23:00–06:00
Director Wu is told: Changed
Director Wu still sees in private:
    Xintian Community · Quiet hours
    Now: 23:00–06:00
    [… Inherit again]
Director Wu taps in private: Back
Director Wu still sees in private: Quiet hours: 23:00–06:00 (own)

# It holds at once: at half past ten there are still reminders
at 22:15
Xiao Li says in Grid 1 residents: @{bot} the lift is stuck
Xiao Li sees in Grid 1 residents:
    #1001
    22:30
Master Zhao sees in Luxi Property: #1001
Zhou the dispatcher sees in private: #1001

# A leader changes the own grid: what is under way keeps the limits that were promised, the next reminder goes by the new hours
Sun the grid leader says in private: /settings
Sun the grid leader sees in private:
    Xintian Grid 1 · settings
    Quiet hours: 23:00–06:00 (from Xintian Community)
Sun the grid leader has no button in private: Limits
Sun the grid leader taps in private: Quiet hours
Sun the grid leader taps in private: Write my own
Sun the grid leader still sees in private: Write from when to when
Sun the grid leader says in private: in the evening
Sun the grid leader sees in private: I can't read that
Sun the grid leader says in private: 20:00 - 07:30
Sun the grid leader sees in private:
    Xintian Grid 1 · settings
    Quiet hours: 20:00–07:30 (own)
Xiao Li still sees in Grid 1 residents:
    #1001
    30 minutes
    4 hours
    Nov 24, 07:30

# Not another grid; and forged buttons are of no use
Sun the grid leader forges in private: 1:set:to:grid2:quiet_hours:1
Sun the grid leader is told: You may not change
Sun the grid leader forges in private: 1:set:to::quiet_hours:1
Sun the grid leader is told: You may not change
Sun the grid leader forges in private: 1:set:preset:grid1:street
Sun the grid leader is told: You may not change
Sun the grid leader forges in private: 1:set:undo::0:1
Sun the grid leader is told: You may not change
Xiao Li says in private: /settings
Xiao Li sees in private: You may not change

# The latest changes, taking back, and taking back the taking back
Director Wu says in private: /settings
Director Wu sees in private: Settings for all
Director Wu taps in private: Latest changes
Director Wu still sees in private:
    latest changes
    1. 22:… Sun the grid leader: Xintian Grid 1 Quiet hours (inherited) → 20:00–07:30
    2. 09:00 Director Wu: Xintian Community Quiet hours (inherited) → 23:00–06:00
    [Undo 1] [Undo 2]
Director Wu taps in private: Undo 1
Director Wu is told: Taken back
Director Wu still sees in private:
    1. 22:… Director Wu: Xintian Grid 1 Quiet hours 20:00–07:30 → (inherited) (undo)
    2. 22:… Sun the grid leader
Xiao Li still sees in Grid 1 residents: 22:30
Director Wu taps in private: Undo 2
Director Wu is told: changed again since
Director Wu taps in private: Undo 1
Director Wu is told: Taken back
Director Wu still sees in private: 1. 22:… Director Wu: Xintian Grid 1 Quiet hours (inherited) → 20:00–07:30 (undo)
Sun the grid leader says in private: /settings
Sun the grid leader sees in private: Quiet hours: 20:00–07:30 (own)
Sun the grid leader taps in private: Quiet hours
Sun the grid leader taps in private: Inherit again
Sun the grid leader is told: Changed
Sun the grid leader taps in private: Back
Sun the grid leader still sees in private: Quiet hours: 23:00–06:00 (from Xintian Community)
Sun the grid leader taps in private: Close
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001
Xiao Li sees in private: Nov 24, 02:15
Master Zhao taps in private: Done
Master Zhao sees in private: photo
Master Zhao says in private: mended
Master Zhao sees in private: #1001
Xiao Li sees in private: #1001
Xiao Li taps in private: Satisfied
Master Zhao sees in private: Satisfied

# The digest goes by its new time as well
Director Wu says in private: /settings
Director Wu sees in private: Settings for all
Director Wu taps in private: Grid digest
Director Wu taps in private: Write my own
Director Wu says in private: 6:45
Director Wu sees in private: Grid digest: 06:45
at 06:44
nobody hears anything else
at 06:45
Sun the grid leader sees in private: Xintian Grid 1
