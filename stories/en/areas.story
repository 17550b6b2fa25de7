# Areas: who leads, which groups there are, how much is open; one walks through them in one message.
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is stuck
Xiao Li sees in Grid 1 residents: #1001
Master Zhao sees in Luxi Property: #1001
Zhou the dispatcher sees in private: #1001
Director Wu says in private: /areas
Director Wu sees in private:
    Xintian Community
    8 buildings · 1 open
    Luxi Street: ⚠ nobody · 8 buildings · 1 open
    [Luxi Street]
Director Wu taps in private: Luxi Street
Director Wu taps in private: Xintian Community
Director Wu still sees in private:
    🗺 Xintian Community
    Dispatcher: Zhou the dispatcher
    💬 Luxi Property · 
    Xintian Grid 1: Sun the grid leader · 1 group · 3 buildings · 1 open
    Xintian Grid 2: ⚠ nobody · 1 group · 3 buildings · 0 open
    [Xintian Grid 1] [Xintian Grid 2]
Director Wu taps in private: Xintian Grid 2
Director Wu still sees in private:
    🗺 Xintian Grid 2
    ⚠ No Grid leader yet
    💬 Grid 2 residents · 
Director Wu taps in private: Building 4
Director Wu still sees in private:
    🗺 Building 4
    0 open
    [‹ Xintian Grid 2] [Close]
Director Wu taps in private: ‹ Xintian Grid 2

# A grid leader sees only the own grid
Sun the grid leader says in private: /areas
Sun the grid leader sees in private:
    🗺 Xintian Grid 1
    Grid leader: Sun the grid leader
    Building 3: 1 open
Sun the grid leader does not see in private: Building 1:
Sun the grid leader forges in private: 1:areas:in:grid2
Sun the grid leader is told: You may not look
Sun the grid leader taps in private: Close
Xiao Li says in private: /areas
Xiao Li sees in private: You may not look
Xiao Li says in Grid 1 residents: /areas
Xiao Li sees in Grid 1 residents: private
