# 压到早上的提醒，夜里有人接了单，就不再发。
at 21:50
Xiao Li says in Grid 1 residents: @{bot} 3号楼2单元电梯坏了
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
at 23:00
Master Zhao taps in Luxi Property: accepted
Master Zhao sees in private: #1001 Lift · in hand
Xiao Li sees in private: #1001: Luxi Property has taken it. It should be done by tomorrow 01:50.
Master Zhao taps in private: In 2 hours
Xiao Li sees in private: 预计 tomorrow 01:00 前到。
Master Zhao taps in private: arrived
Xiao Li sees in private: 已经到场
Master Zhao taps in private: Done
Master Zhao sees in private: 请发一张照片，或写一句话
Master Zhao says in private: 换了门机板
Master Zhao sees in private: #1001 is done. Thank you!
Xiao Li sees in private: Are you satisfied?
Xiao Li taps in private: Satisfied
at 06:59
nobody hears anything else
at 07:00
Master Zhao sees in private: The resident says: Satisfied
