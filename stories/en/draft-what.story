# Unclear what it is about: the bot asks with buttons
Xiao Li says in private: the stone lion at building 1 leans to one side
Xiao Li sees in private:
    the stone lion at building 1 leans to one side
    What is it about?
    [Safety hazard] [Medical help]
    [Other]
    [Cancel]
Xiao Li taps in private: Other
Xiao Li still sees in private:
    Please check: Other
    📍 Xintian Grid 1 Building 1
    [Submit]
Xiao Li taps in private: Submit
Xiao Li sees in private:
    #1001 Other · to be dispatched
    In charge: Xintian Grid 1 is finding somebody
Zhou the dispatcher sees in private:
    #1001 Other · to be dispatched
    [To Luxi Property]
nobody hears anything else
