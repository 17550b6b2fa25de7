# Two communities of one street, each with limits and quiet hours of its own.
Xiao Li says in Grid 1 residents: @{bot} a question: where do I get a card
Xiao Li sees in Grid 1 residents:
    #1001 Question
    8 hours
    7 days
Zhou the dispatcher sees in private: #1001
Xiao Li says in Grid 2 residents: @{bot} a question: where do I get a card
Xiao Li sees in Grid 2 residents:
    #1002 Question
    📍 East Grid
    2 working hours
    1 working day
    11:00
Director Wu sees in private: #1002
Xiao Li taps in Grid 1 residents: Withdraw
Xiao Li taps in Grid 1 residents: Withdraw
Zhou the dispatcher still sees in private: #1001 Question · withdrawn
Xiao Li taps in Grid 2 residents: Withdraw
Xiao Li taps in Grid 2 residents: Withdraw

# Half past eight in the evening: Xintian is still reminded, the East is quiet already
at 20:30
Xiao Li says in Grid 1 residents: @{bot} the lift is stuck
Xiao Li sees in Grid 1 residents:
    #1003
    20:45
Master Zhao sees in Luxi Property: #1003
Zhou the dispatcher sees in private: #1003
Xiao Li says in Grid 2 residents: @{bot} the lift is stuck
Xiao Li sees in Grid 2 residents:
    #1004
    Nov 24, 08:00
Master Zhao sees in Luxi Property: #1004
Director Wu sees in private: #1004
at 20:46
Master Zhao sees in Luxi Property: #1003
Master Zhao taps in Luxi Property: Accept on "#1003"
Master Zhao sees in private: #1003
Xiao Li sees in private: #1003
Master Zhao taps in private: Done
Master Zhao sees in private: photo
Master Zhao says in private: mended
Master Zhao sees in private: #1003
Xiao Li sees in private: #1003
Xiao Li taps in private: Satisfied
Master Zhao sees in private: Satisfied
at 07:59
nobody hears anything else
at 08:00
Master Zhao sees in Luxi Property: 🔴 #1004
Hongmei sees in Red Vest Volunteers: 🔴 #1004
Director Wu sees in private: ⬆️ #1004
Xiao Li sees in private: #1004
Sun the grid leader sees in private: Xintian Grid 1

# An emergency without a place: which community? One tap calls. Said in a unit's group, it never goes where the unit does not work
Xiao Li says in private: a strong smell of gas, come quickly
Xiao Li sees in private:
    In which community? One tap calls somebody at once.
    [🆘 Xintian Community] [🆘 East Community]
Xiao Li taps in private: 🆘 East Community
Xiao Li sees in private:
    🆘 #1005 Danger
    📍 East Community
Director Wu sees in private: 🆘 #1005 Danger
Hongmei says in Red Vest Volunteers: @{bot} somebody fell
Hongmei sees in Red Vest Volunteers:
    #1006 Other
    📍 East Community
Director Wu sees in private: #1006
