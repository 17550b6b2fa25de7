# Where the desk is a group, a private matter isn't written there either: who has the role reads it in private
the bot is added to Duty room by Director Wu
Director Wu sees in Duty room: What is this group for?
Director Wu taps in Duty room: Dispatch desk
Xiao Li says in private: next door in Building 2 a man beats his wife
Xiao Li sees in private:
    Please check: Domestic violence
    🔒 Such matters are never shown in a group.
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001 Domestic violence · to be dispatched
Zhou the dispatcher sees in Duty room:
    #1001 a private matter · to be dispatched
    🔒 Please read in private what it is about.
    [To Luxi Property]
    [More units] [Turn down] [Send up]
    [See it in private]
Zhou the dispatcher does not see in Duty room: beats his wife
Zhou the dispatcher does not see in Duty room: Building 2
Zhou the dispatcher opens the link "See it in private" in Duty room
Zhou the dispatcher sees in private:
    #1001 Domestic violence · to be dispatched
    next door in Building 2 a man beats his wife
    📍 Xintian Grid 1 Building 2

# Nobody takes it and it is sent up: still nothing is written in the group
Zhou the dispatcher taps in Duty room: Send up on "#1001"
Zhou the dispatcher still sees in Duty room: #1001 a private matter · to be dispatched
Director Wu sees in private: #1001 came up to Luxi Street.
Xiao Li sees in private: #1001
Zhou the dispatcher does not see in Duty room: beats his wife
nobody hears anything else
