# One program for two streets: other time zones, other languages, and each digest at its own eight o'clock.
Director Wu says in private: /invite
Director Wu sees in private: Invite somebody as what?
Director Wu taps in private: Grid leader
Director Wu taps in private: Port Community
Director Wu taps in private: Port Grid
Director Wu sees in private: Port Grid
Director Wu remembers invite from private "start=(\w+)"
Hongmei starts the bot with {invite}
Hongmei sees in private: Port Grid
Director Wu sees in private: Hongmei

# It is two in the night at the port: the group speaks Chinese, and the clock is the one there
Xiao Li says in Grid 2 residents: @{bot} the lift is stuck
Xiao Li sees in Grid 2 residents:
    #1001 电梯故障
    港湾网格
    07:00
Director Wu sees in private:
    #1001 Lift failure
    07:00
Xiao Li says in Grid 1 residents: @{bot} the lift is stuck
Xiao Li sees in Grid 1 residents:
    #1002 Lift failure
    09:15
Master Zhao sees in Luxi Property: #1002
Zhou the dispatcher sees in private: #1002
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1002
Xiao Li sees in private: #1002
Master Zhao taps in private: Done
Master Zhao sees in private: photo
Master Zhao says in private: mended
Master Zhao sees in private: #1002
Xiao Li sees in private: #1002
Xiao Li taps in private: Satisfied
Master Zhao sees in private: Satisfied

# Seven in the morning at the port is two in the afternoon here
at 13:59
nobody hears anything else
at 14:00
Director Wu sees in private: #1001
Hongmei sees in Red Vest Volunteers: #1001
Hongmei sees in private: ⏰ #1001
Xiao Li sees in private: #1001
Xiao Li taps in Grid 2 residents: 撤回
Xiao Li taps in Grid 2 residents: 撤回
Xiao Li still sees in Grid 2 residents: #1001 电梯故障 · 已撤回

# Eight in the morning at the port
at 15:00
Hongmei sees in private: Port Grid, Nov 23
at 15:30
Director Wu sees in private: Port Community, Nov 23
at 07:59
nobody hears anything else
at 08:00
Sun the grid leader sees in private: Xintian Grid 1, Nov 24
at 08:30
Zhou the dispatcher sees in private: Xintian Community, Nov 24
at 14:59
nobody hears anything else
at 15:00
Hongmei sees in private: Port Grid, Nov 24
