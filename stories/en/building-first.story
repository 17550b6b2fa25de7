# What is collected in a building goes to its first responder: done with one tap, or passed on to the grid.
use responder
Xiao Li says in Grid 1 residents: @{bot} rubbish at the door of building 2, call 13800001111
Xiao Li sees in Grid 1 residents:
    #1001 Rubbish and cleaning
    Next: if the first responder does not answer by 10:00, it goes up to Xintian Grid 1
Xiao Zhang sees in private:
    #1001 Rubbish and cleaning
    [I saw to it, it is done]
    [I can't: pass it on to Xintian Grid 1]
Xiao Zhang does not see in private: 13800001111
Zhou the dispatcher does not see in private: #1001
Xiao Zhang taps in private: I can't: pass it on to Xintian Grid 1
Master Zhao sees in Luxi Property: #1001
Sun the grid leader sees in private: ⬆️ #1001 came up to Xintian Grid 1. Please see to it.
Zhou the dispatcher sees in private: #1001
Xiao Li sees in private: #1001
Xiao Li says in Grid 1 residents: @{bot} rubbish in building 3
Xiao Li sees in Grid 1 residents: #1002
Master Zhao sees in Luxi Property: #1002
Zhou the dispatcher sees in private: #1002
nobody hears anything else
