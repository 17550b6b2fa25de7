# No place said: the bot asks with buttons, and knows it next time
Xiao Li says in private: the lift is stuck
Xiao Li sees in private:
    the lift is stuck
    Where is it?
    [Xintian Grid 1 Building 1] [Xintian Grid 1 Building 2]
    [Elsewhere in Xintian Community]
    [Cancel]
Xiao Li taps in private: Xintian Grid 1 Building 2
Xiao Li still sees in private:
    Please check: Lift
    📍 Xintian Grid 1 Building 2
    [Submit]
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001 Lift · waiting to be accepted
Master Zhao sees in Luxi Property: #1001
Zhou the dispatcher sees in private: #1001

Xiao Li says in private: the toilet is blocked
Xiao Li sees in private:
    Please check: Water and drains
    📍 Xintian Grid 1 Building 2
    [Submit]
Xiao Li taps in private: Submit
Xiao Li sees in private: #1002 Water and drains · waiting to be accepted
Master Zhao sees in Luxi Property: #1002
Zhou the dispatcher sees in private: #1002
nobody hears anything else
