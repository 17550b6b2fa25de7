# Groups are bound by owners and dispatchers; an anonymous admin taps a button, so that the bot knows who it is.
Director Wu starts the bot
Director Wu sees in private: Hello, this is Huiyin of Xintian Community.
Director Wu sees in private: This bot has no owner yet.
Director Wu says in private: {code}
Director Wu sees in private: You are now the owner of Xintian Community
Director Wu sees in private: What comes next:
the bot is added to Grid 1 residents by Xiao Li
Xiao Li sees in Grid 1 residents: Hello! Would an administrator please send /bind here, to tell me what this group is for?
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is broken
Xiao Li sees in Grid 1 residents: This group is not set up yet.
Xiao Li says in Grid 1 residents: /bind@{bot}
Xiao Li sees in Grid 1 residents: Only owners and community dispatchers can set up groups.
Director Wu becomes an anonymous admin of Grid 1 residents
Director Wu says anonymously in Grid 1 residents: /bind@{bot}
Xiao Li sees in Grid 1 residents:
    You are anonymous in this group
    [It's me, go on]
Xiao Li taps in Grid 1 residents: It's me, go on
Xiao Li is told: Only owners and community dispatchers can set up groups.
Director Wu taps in Grid 1 residents: It's me, go on
Director Wu sees in Grid 1 residents: What is this group for?
Xiao Li taps in Grid 1 residents: Residents' group
Xiao Li is told: Only owners and community dispatchers can set up groups.
Director Wu taps in Grid 1 residents: Dispatch desk
Director Wu still sees in Grid 1 residents: ✅ This group is: Dispatch desk · Xintian Community
