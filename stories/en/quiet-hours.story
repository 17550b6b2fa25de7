# 夜里不催人，时限照走；早上七点一起说，说的是那时的情况。
at 21:50
Xiao Li says in Grid 1 residents: @{bot} 3号楼2单元电梯坏了
Xiao Li sees in Grid 1 residents:
    #1001 Lift · waiting to be accepted
    Next: if nobody accepts by tomorrow 07:00, a reminder goes out
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001

# 十点以后，谁也没被吵醒，工单照样一级级上报
at 23:00
Xiao Li still sees in Grid 1 residents:
    🔴 #1001 Lift · waiting to be accepted
    Next: if nobody accepts by tomorrow 07:00, it goes up to Luxi Street
at 06:59
nobody hears anything else
at 07:00
Master Zhao sees in Luxi Property:
    🔴 #1001 Lift · waiting to be accepted
    [accepted] [declined]
Hongmei sees in Red Vest Volunteers: 🔴 #1001 Lift · waiting to be accepted
Sun the grid leader sees in private: 🔴 #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: 🔴 #1001 Lift · waiting to be accepted
Director Wu sees in private:
    ⬆️ #1001 came up to Luxi Street. Please see to it.
    🔴 #1001 Lift · waiting to be accepted
Xiao Li sees in private:
    #1001: nobody has accepted yet. We keep asking.
    In charge: Luxi Property
    Next: if nobody accepts by tomorrow 07:00, it is reported again, every day
