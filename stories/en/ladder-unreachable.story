# The unit that the rule names is out of reach: no waiting, the dispatcher is asked, and the clocks run.
Xiao Li says in Grid 1 residents: @{bot} no heat in building 3
Xiao Li sees in Grid 1 residents:
    #1001 Heating · to be dispatched
    In charge: Xintian Grid 1 is finding somebody
    Next: if nobody accepts by 09:15, a reminder goes out
Zhou the dispatcher sees in private:
    #1001 Heating · to be dispatched
    [To Heating Company (out of reach)]
Zhou the dispatcher taps in private: To Heating Company
Zhou the dispatcher is told: Heating Company is out of reach now
at 09:15
Zhou the dispatcher sees in private: Next: if nobody accepts by 09:30, the grid leader is told
at 09:30
Zhou the dispatcher sees in private: Next: if nobody accepts by 09:45, one more unit is asked
Sun the grid leader sees in private: ⏰ #1001: time is up and nobody has accepted it.
at 09:45
Hongmei sees in Red Vest Volunteers: #1001 Heating · waiting to be accepted
Xiao Li sees in private: #1001: nobody has accepted yet, so Red Vest Volunteers was asked too.

# The unit puts the bot out of its group: nobody hears it there, so the dispatcher is reminded
Xiao Zhang says in Grid 1 residents: @{bot} no water in building 2
Xiao Zhang sees in Grid 1 residents: #1002 Water and drains · waiting to be accepted
Zhou the dispatcher sees in private: #1002
Master Zhao sees in Luxi Property: #1002
the bot is removed from Luxi Property by Director Wu
Zhou the dispatcher sees in private: I can no longer speak in the group "Luxi Property"
Director Wu sees in private: I can no longer speak in the group "Luxi Property"
# Two things are due at once: one card says both.
at 10:00
Zhou the dispatcher sees in private:
    2 waiting for you:
    🔴⬆️ #1001 Heating · Xintian Grid 1 Building 3 · accept was due 09:30 · 10:30 up to Luxi Street
    · #1002 Water and drains · Xintian Grid 1 Building 2 · accept by 10:15 · 10:15 the grid leader is told
    [#1002 Remind] [#1002 Open] [#1002 Later]
Xiao Li sees in private: #1001 was sent up to Xintian Community.
after 2 minutes
Zhou the dispatcher taps in private: #1002 Open
Zhou the dispatcher sees in private:
    #1002 Water and drains · waiting to be accepted
    Next: if nobody accepts by 10:15, the grid leader is told
    [Remind] [Reassign]
Zhou the dispatcher taps in private: Reassign on "#1002"
Zhou the dispatcher sees in private: #1002: to whom?
Zhou the dispatcher taps in private: To Red Vest Volunteers on "#1002: to whom"
Zhou the dispatcher is told: Given to Red Vest Volunteers
Hongmei sees in Red Vest Volunteers: #1002
Hongmei taps in Red Vest Volunteers: Accept on "#1002"
Hongmei sees in private: #1002
Hongmei taps in Red Vest Volunteers: Accept on "#1001"
Hongmei sees in private: #1001
Xiao Li sees in private: Red Vest Volunteers has taken it
