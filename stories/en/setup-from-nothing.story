# From nothing to the first order: claim, bind the groups, invite a grid leader, a resident asks, a unit accepts.
Director Wu starts the bot
Director Wu sees in private: Hello, this is Huiyin of Xintian Community.
Director Wu sees in private: This bot has no owner yet.
Director Wu says in private: {code}
Director Wu sees in private: You are now the owner of Xintian Community
Director Wu sees in private: What comes next:
the bot is added to Grid 1 residents by Director Wu
Director Wu sees in Grid 1 residents:
    What is this group for?
    [Residents' group]
    [Unit's group]
    [Volunteers' group]
    [Dispatch desk]
Director Wu taps in Grid 1 residents: Residents' group
Director Wu still sees in Grid 1 residents: Residents' group: of which place?
Director Wu taps in Grid 1 residents: Xintian Grid 1 ›
Director Wu taps in Grid 1 residents: All of Xintian Grid 1
Director Wu still sees in Grid 1 residents: ✅ This group is: Residents' group · Xintian Grid 1
the bot is added to Luxi Property by Director Wu
Director Wu sees in Luxi Property: What is this group for?
Director Wu taps in Luxi Property: Unit's group
Director Wu taps in Luxi Property: Luxi Property
Director Wu still sees in Luxi Property: ✅ This group is: Unit's group · Luxi Property
the bot is added to Red Vest Volunteers by Director Wu
Director Wu sees in Red Vest Volunteers: What is this group for?
Director Wu taps in Red Vest Volunteers: Volunteers' group
Director Wu still sees in Red Vest Volunteers: ✅ This group is: Volunteers' group · Red Vest Volunteers

# Invite a grid leader: the link works once
Director Wu says in private: /invite
Director Wu sees in private: Invite somebody as what?
Director Wu taps in private: Grid leader
Director Wu taps in private: Xintian Grid 1
Director Wu sees in private: asks you to be: Grid leader · Xintian Grid 1
Director Wu remembers invite from private "start=(\w+)"
Sun the grid leader starts the bot with {invite}
Sun the grid leader sees in private:
    Hello! You are now: Grid leader · Xintian Grid 1
    You are told of overdue orders in your grid, and get a digest every morning.
Director Wu sees in private: accepted the invite and is now: Grid leader · Xintian Grid 1
Xiao Zhang starts the bot with {invite}
Xiao Zhang sees in private: Somebody has used this invite already. Please ask for a new one.

# The first order
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is broken
Xiao Li sees in Grid 1 residents:
    #1001 Lift · waiting to be accepted
    In charge: Luxi Property
Director Wu sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao is told: It is yours
Xiao Li still sees in Grid 1 residents: #1001 Lift · in hand
