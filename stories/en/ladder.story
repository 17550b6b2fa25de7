# 没有人接单：催、告诉网格长、找志愿队、报社区、报街道，然后天天提醒。
# 卡片上写的下一步，到时候就发生。
Xiao Li says in Grid 1 residents: @{bot} 3号楼2单元电梯坏了
Xiao Li sees in Grid 1 residents:
    #1001 Lift · waiting to be accepted
    Next: if nobody accepts by 09:15, a reminder goes out
Zhou the dispatcher sees in private: #1001 Lift · waiting to be accepted
Master Zhao sees in Luxi Property: Next: if nobody accepts by 09:15, a reminder goes out

# 一半时间：卡片重新出现在最下面，旧的那张没有了
at 09:15
Master Zhao sees in Luxi Property:
    #1001 Lift · waiting to be accepted
    Next: if nobody accepts by 09:30, the grid leader is told
    [accepted] [declined]
Master Zhao does not see in Luxi Property: 09:15
Xiao Li still sees in Grid 1 residents: Next: if nobody accepts by 09:30, the grid leader is told

# 时间到：再催，并告诉网格长
at 09:30
Master Zhao sees in Luxi Property:
    🔴 #1001 Lift · waiting to be accepted
    Next: if nobody accepts by 09:45, one more unit is asked
Sun the grid leader sees in private:
    ⏰ #1001: time is up and nobody has accepted it.
    🔴 #1001 Lift · waiting to be accepted
    In charge: Luxi Property
    [reminded] [Reassign]

# 一倍半：再找志愿队
at 09:45
Hongmei sees in Red Vest Volunteers:
    🔴 #1001 Lift · waiting to be accepted
    Next: if nobody accepts by 10:00, it goes up to Xintian Community
    [accepted] [declined]
Xiao Li sees in private: #1001: nobody has accepted yet, so Red Vest Volunteers was asked too.
Master Zhao still sees in Luxi Property: [accepted] [declined]

# 两倍：报社区
at 10:00
Zhou the dispatcher sees in private:
    ⬆️ #1001 came up to Xintian Community. Please see to it.
    Next: if nobody accepts by 10:30, it goes up to Luxi Street
    [reminded] [Reassign]
    [refused] [carried up]
Xiao Li sees in private: #1001 was sent up to Xintian Community.

# 三倍：报街道；街道还没有人，管理员收到
at 10:30
Director Wu sees in private:
    ⬆️ #1001 came up to Luxi Street. Please see to it.
    Next: if nobody accepts by tomorrow 10:30, it is reported again, every day
Xiao Li sees in private: #1001 was sent up to Luxi Street.

# 然后天天提醒，直到有人接
Director Wu taps in private: reminded
Director Wu is told: Reminded
Master Zhao sees in Luxi Property: #1001
Hongmei sees in Red Vest Volunteers: #1001
Hongmei taps in Red Vest Volunteers: accepted
Hongmei is told: 接单成功
Hongmei sees in private: #1001 Lift · in hand
Xiao Li sees in private: #1001: Red Vest Volunteers has taken it. It should be done by 13:00.
Master Zhao still sees in Luxi Property: 已由别的单位接单
nobody hears anything else
