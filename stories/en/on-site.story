# Say when you come, say that you are there, and say when you need a hand
Xiao Li says in Grid 1 residents: @{bot} a pipe is leaking in building 3
Xiao Li sees in Grid 1 residents: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private:
    When will you be there?
    [In 30 min] [In 2 hours]
    [Today] [Tomorrow]
Xiao Li sees in private: has taken it
Master Zhao taps in private: In 2 hours
Master Zhao is told: Fine, by 11:00.
Xiao Li sees in private: #1001: Luxi Property expects to be there by 11:00.
Xiao Li still sees in Grid 1 residents: Expected there by 11:00
after 30 minutes
Master Zhao taps in private: I'm there
Master Zhao is told: Thank you!
Xiao Li sees in private: #1001: Luxi Property is there.
Master Zhao taps in private: Need help
Master Zhao is told: Help has been called.
Zhou the dispatcher sees in private:
    🙋 #1001 needs help: Master Zhao
    #1001 Water and drains · in hand
    [Remind] [Reassign] [Send up]
Sun the grid leader sees in private: 🙋 #1001 needs help: Master Zhao
nobody hears anything else
