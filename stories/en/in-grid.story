# Small things are settled in the grid: its leader or worker saw to it, and taps; the resident rates all the same, and "not solved" sends it up.
Zhou the dispatcher says in private: /invite
Zhou the dispatcher sees in private: Invite somebody as what?
Zhou the dispatcher taps in private: Grid worker
Zhou the dispatcher taps in private: Xintian Grid 1
Zhou the dispatcher sees in private: asks you to be: Grid worker · Xintian Grid 1
Zhou the dispatcher remembers worker from private "start=(\w+)"
Xiao Zhang starts the bot with {worker}
Xiao Zhang sees in private:
    Hello! You are now: Grid worker · Xintian Grid 1
    send /grid and tap it
Zhou the dispatcher sees in private: Xiao Zhang accepted the invite
Xiao Zhang says in private: /grid
Xiao Zhang sees in private: No small matter waits in your grid.

Xiao Li says in Grid 1 residents: @{bot} loud music in front of building 3
Xiao Li sees in Grid 1 residents: #1001 Noise · to be dispatched
Zhou the dispatcher sees in private: #1001
Xiao Li says in Grid 1 residents: @{bot} the manhole cover in front of building 3 is gone
Xiao Li sees in Grid 1 residents: 🆘 #1002 Safety hazard · waiting to be accepted
Zhou the dispatcher sees in private: #1002
Master Zhao sees in Luxi Property: #1002
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1002
Xiao Li sees in private: #1002

# Emergencies, private matters and what is a department's are not among them
after 5 minutes
Sun the grid leader says in private: /grid
Sun the grid leader sees in private:
    Small matters of your grid that nobody has taken.
    #1001 Noise · to be dispatched
    waiting 5 minutes
    [Done: #1001] [Show #1001]
Sun the grid leader does not see in private: #1002
Sun the grid leader forges in private: 1:settle:1002
Sun the grid leader is told: This can't be done to the order any more.
Xiao Li forges in private: 1:settle:1001
Xiao Li is told: not yours

# The worker looks, goes there, and taps; such a matter takes a sentence
Xiao Zhang says in private: /grid
Xiao Zhang sees in private: [Done: #1001] [Show #1001]
Xiao Zhang taps in private: Show #1001
Xiao Zhang sees in private:
    #1001 Noise · to be dispatched
    loud music in front of building 3
    [I saw to it, it is done]
Xiao Zhang has no button in private: Remind
Xiao Zhang taps in private: I saw to it, it is done
Xiao Zhang sees in private: #1001: please send a photo, or write a sentence
Xiao Zhang says in private: they agreed to stop at eight
Xiao Zhang sees in private: #1001 is done. Thank you!
Xiao Li sees in private:
    #1001: Xintian Grid 1 reports it done.
    they agreed to stop at eight
    [Satisfied] [Fairly satisfied] [Not satisfied]
    [Not solved]
Xiao Li still sees in Grid 1 residents:
    #1001 Noise · done, to be rated
    Xintian Grid 1 reports it done. The resident is asked to rate it.
Zhou the dispatcher still sees in private: #1001 Noise · done, to be rated
Sun the grid leader taps in private: Done: #1001
Sun the grid leader is told: This can't be done to the order any more.

# Not solved: up to the community, which reads that the grid had it before
Xiao Li taps in private: Not solved
Zhou the dispatcher sees in private:
    ↩️ #1001: the resident says it is not solved. Xintian Community is in charge.
    Answers for it: Zhou the dispatcher (Dispatcher, Xintian Community)
    Done before by Xintian Grid 1
Xiao Zhang sees in private: #1001: the resident says it is not solved. It is open again.
Xiao Li sees in private: #1001 is open again. Xintian Community is in charge.

# The unit was faster: what the leader writes counts no more
Zhou the dispatcher taps in private: To Luxi Property on "#1001"
Master Zhao sees in Luxi Property: #1001
Sun the grid leader taps in private: Done: #1001
Sun the grid leader sees in private: #1001: please send a photo, or write a sentence
Master Zhao taps in Luxi Property: Accept on "#1001"
Master Zhao sees in private: #1001
Xiao Li sees in private: #1001: Luxi Property has taken it
Sun the grid leader says in private: they agreed
Sun the grid leader sees in private: This can't be done to the order any more.

# What a unit is asked for and has not accepted, the grid may settle too: the unit need not go
Xiao Li says in Grid 1 residents: @{bot} the light is out on the stairs of building 3
Xiao Li sees in Grid 1 residents: #1003 Power and light · waiting to be accepted
Zhou the dispatcher sees in private: #1003
Master Zhao sees in Luxi Property: #1003
Sun the grid leader says in private: /grid
Sun the grid leader sees in private: #1003 Power and light · waiting to be accepted
Sun the grid leader taps in private: Done: #1003
Sun the grid leader sees in private: #1003: please send a photo, or write a sentence
Sun the grid leader sends a photo in private: a new bulb
Sun the grid leader sees in private: #1003 is done. Thank you!
Xiao Li sees in private:
    #1003: Xintian Grid 1 reports it done.
    (photo)
Master Zhao still sees in Luxi Property: Xintian Grid 1 reports it done. The resident is asked to rate it.
Master Zhao has no button in Luxi Property: Accept
Xiao Li taps in private: Satisfied
Sun the grid leader sees in private: #1003: the resident says “Satisfied”. Thank you!
Xiao Li says in private: /grid
Xiao Li sees in private: /grid is for grid leaders, grid workers and first responders.

# The digest counts it
Master Zhao taps in private: Done on "#1002"
Master Zhao sees in private: #1002: please send a photo, or write a sentence
Master Zhao says in private: the cover is back
Master Zhao sees in private: #1002 is done. Thank you!
Xiao Li sees in private: #1002: Luxi Property reports it done.
at 08:00
Sun the grid leader sees in private:
    Xintian Grid 1, Nov 24
    3 done
    Of these, settled in the grid: 1
at 08:30
Zhou the dispatcher sees in private: Of these, settled in the grid: 1
nobody hears anything else
