# The dispatch desk is a group: once it is bound, new orders come there, are dispatched there and answered there.
Director Wu starts the bot
Director Wu sees in private: Hello, this is Huiyin of Xintian Community.
Director Wu sees in private: This bot has no owner yet.
Director Wu says in private: {code}
Director Wu sees in private: You are now the owner of Xintian Community
Director Wu sees in private: What comes next:
the bot is added to Grid 1 residents by Director Wu
Director Wu sees in Grid 1 residents: What is this group for?
Director Wu taps in Grid 1 residents: Residents' group
Director Wu taps in Grid 1 residents: Xintian Grid 1 ›
Director Wu taps in Grid 1 residents: All of Xintian Grid 1
the bot is added to Luxi Property by Director Wu
Director Wu sees in Luxi Property: What is this group for?
Director Wu taps in Luxi Property: Unit's group
Director Wu taps in Luxi Property: Luxi Property

# Who is not the owner can't bind it
the bot is added to Duty room by Director Wu
Director Wu sees in Duty room: What is this group for?
Zhou the dispatcher taps in Duty room: Dispatch desk
Zhou the dispatcher is told: Only owners and community dispatchers can set up groups.
Director Wu taps in Duty room: Close
Zhou the dispatcher says in Duty room: /bind@{bot}
Zhou the dispatcher sees in Duty room: Only owners and community dispatchers can set up groups.
Director Wu says in Duty room: /bind@{bot}
Director Wu sees in Duty room: What is this group for?
Director Wu taps in Duty room: Dispatch desk
Director Wu still sees in Duty room: ✅ This group is: Dispatch desk · Xintian Community

# Zhou is asked to dispatch
Director Wu says in private: /invite
Director Wu sees in private: Invite somebody as what?
Director Wu taps in private: Dispatcher
Director Wu sees in private: asks you to be
Director Wu remembers invite from private "start=(\w+)"
Zhou the dispatcher starts the bot with {invite}
Zhou the dispatcher sees in private: You are now:
Director Wu sees in private: accepted the invite

# Dispatching
Xiao Li says in Grid 1 residents: @{bot} drilling at midnight in building 2
Xiao Li sees in Grid 1 residents: #1001 Noise · to be dispatched
Zhou the dispatcher sees in Duty room:
    #1001 Noise · to be dispatched
    [To Luxi Property]
Zhou the dispatcher taps in Duty room: To Luxi Property
Zhou the dispatcher is told: Given to Luxi Property
Zhou the dispatcher still sees in Duty room: #1001 Noise · waiting to be accepted
Master Zhao sees in Luxi Property: #1001 Noise · waiting to be accepted
Xiao Li still sees in Grid 1 residents: In charge: Luxi Property

# Turned down with a written reason: it must reply to the bot's question, anything else is talk
Grandma Wang says in Grid 1 residents: @{bot} loud music from the bar opposite
Grandma Wang sees in Grid 1 residents: #1002 Noise · to be dispatched
Zhou the dispatcher sees in Duty room: #1002 Noise · to be dispatched
Zhou the dispatcher taps in Duty room: Turn down on "#1002"
Zhou the dispatcher sees in Duty room: #1002: why is it turned down?
Zhou the dispatcher taps in Duty room: other
Zhou the dispatcher sees in Duty room:
    #1002: please write the reason. The resident will read it.
    (Please reply to this message.)
Zhou the dispatcher says in Duty room: I have been to that bar
Zhou the dispatcher replies in Duty room to "please write the reason": The city inspectors deal with bars; we have told them
Grandma Wang sees in Grid 1 residents: #1002 can't be taken here: The city inspectors deal with bars; we have told them
Grandma Wang still sees in Grid 1 residents: #1002 Noise · not accepted here
Zhou the dispatcher still sees in Duty room: #1002 Noise · not accepted here
nobody hears anything else
