# A group is bound by one link: made in private by taps, used once, by somebody who may.
Director Wu starts the bot
Director Wu sees in private: Hello, this is Huiyin of Xintian Community.
Director Wu sees in private: This bot has no owner yet.
Director Wu says in private: {code}
Director Wu sees in private: You are now the owner of Xintian Community
Director Wu sees in private: What comes next:
Director Wu taps in private: Add me to a group
Director Wu sees in private:
    What will it be for?
    [Residents' group]
    [Unit's group]
    [Dispatch desk]
Director Wu taps in private: Residents' group
Director Wu taps in private: Xintian Grid 1
Director Wu taps in private: All of Xintian Grid 1
Director Wu still sees in private:
    Residents' group · Xintian Grid 1
    It works for one group, until Nov 24, 09:00.
    [Choose a group and add me]
Director Wu remembers residents from private "startgroup=([\w-]+)"
Director Wu opens the link "Choose a group and add me" in private for Grid 1 residents
Director Wu sees in Grid 1 residents: ✅ This group is: Residents' group · Xintian Grid 1

# The same link for another group
Director Wu opens the link "Choose a group and add me" in private for Luxi Property
Director Wu sees in Luxi Property: What is this group for?
Director Wu sees in Luxi Property: This link was used for another group, so nothing was bound.
Master Zhao says in Luxi Property: @{bot} a lift is stuck
Master Zhao sees in Luxi Property: This group is not set up yet.

# A link of its own
Director Wu taps in private: Add another
Director Wu taps in private: Unit's group
Director Wu taps in private: Luxi Property
Director Wu still sees in private: Unit's group · Luxi Property
Director Wu remembers unit from private "startgroup=([\w-]+)"

# Forged, and used by somebody who may not bind groups
Director Wu says in Luxi Property: /start@{bot} {unit}A
Director Wu sees in Luxi Property: This link is not right, so nothing was bound.
Director Wu says in Luxi Property: /start@{bot} g_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
Director Wu sees in Luxi Property: This link is not right, so nothing was bound.
Master Zhao says in Luxi Property: /start@{bot} {unit}
Master Zhao sees in Luxi Property: Only owners and community dispatchers can set up groups.
Director Wu says in Luxi Property: /start@{bot} {unit}
Director Wu still sees in Luxi Property: ✅ This group is: Unit's group · Luxi Property

# Whoever made it must still have the right
Director Wu taps in private: Invite somebody
Director Wu sees in private: Invite somebody as what?
Director Wu taps in private: Dispatcher
Director Wu sees in private: asks you to be: Dispatcher
Director Wu remembers invite from private "start=(i_\w+)"
Zhou the dispatcher starts the bot with {invite}
Zhou the dispatcher sees in private: You are now: Dispatcher
Director Wu sees in private: accepted the invite
Zhou the dispatcher says in private: /bind
Zhou the dispatcher sees in private: What will it be for?
Zhou the dispatcher taps in private: Dispatch desk
Zhou the dispatcher remembers desk from private "startgroup=([\w-]+)"
Director Wu says in private: /people
Director Wu sees in private: Who does what?
Director Wu taps in private: Zhou the dispatcher
Director Wu taps in private: Take it away
Zhou the dispatcher sees in private: You no longer are
Zhou the dispatcher opens the link "Choose a group and add me" in private for Duty room
Zhou the dispatcher sees in Duty room: Would an administrator please send /bind here
Zhou the dispatcher sees in Duty room: Only owners and community dispatchers can set up groups.
Director Wu says in Duty room: /start@{bot} {desk}
Director Wu sees in Duty room: Whoever made this link may not bind groups there any more

# A day later
Director Wu taps in private: Add another
Director Wu taps in private: Dispatch desk
Director Wu remembers late from private "startgroup=([\w-]+)"
after 24 hours
Director Wu sees in private: Nov 24
Director Wu says in Duty room: /start@{bot} {late}
Director Wu sees in Duty room: This link has expired, so nothing was bound.
nobody hears anything else
