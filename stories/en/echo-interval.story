# 居民按约定的间隔听到回音：私聊里一条消息；没点过“开始”的，在群里回复原话。
Xiao Li says in private: 3号楼广场舞太吵
Xiao Li sees in private: Please check: Noise
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001 Noise · to be dispatched
Zhou the dispatcher sees in private: #1001
Zhou the dispatcher taps in private: To Luxi Property
Master Zhao sees in Luxi Property: #1001
Grandma Wang says in Grid 1 residents: @{bot} 2号楼水管漏水
Grandma Wang sees in Grid 1 residents: #1002 Water and drains · waiting to be accepted
Zhou the dispatcher sees in private: #1002
Master Zhao sees in Luxi Property: #1002
after 5 minutes
Master Zhao taps in Luxi Property: accepted on "#1002"
Master Zhao sees in private: #1002
at 10:06
Grandma Wang sees in Grid 1 residents:
    #1002 is in hand.
    In charge: Luxi Property
    Next: if it is not done by 11:00, a reminder goes out
Master Zhao taps in Luxi Property: accepted on "#1001"
Master Zhao sees in private: #1001
Xiao Li sees in private: #1001 路西物业已接单
# 告诉过就重新算：再过一天
at 11:01
Master Zhao sees in private: #1002
at 11:07
Grandma Wang sees in Grid 1 residents: #1002 is in hand.
Master Zhao taps in private: Done on "#1002"
Master Zhao sees in private: #1002：请发一张照片，或写一句话
Master Zhao says in private: 换了一截水管
Master Zhao sees in private: #1002 Done
Grandma Wang sees in Grid 1 residents:
    #1002: Luxi Property reports it done.
    换了一截水管
    Are you satisfied?
Grandma Wang taps in Grid 1 residents: Satisfied
Master Zhao sees in private: The resident says: Satisfied
at 08:00
Sun the grid leader sees in private: 日报
at 08:30
Zhou the dispatcher sees in private: 日报
at 10:05
nobody hears anything else
at 10:07
Xiao Li sees in private:
    #1001 is in hand.
    In charge: Luxi Property
