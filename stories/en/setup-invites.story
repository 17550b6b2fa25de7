# Invites: good for seven days, with a line on what each role does; residents can't invite.
Director Wu starts the bot
Director Wu sees in private: Hello, this is Huiyin of Xintian Community.
Director Wu sees in private: This bot has no owner yet.
Director Wu says in private: {code}
Director Wu sees in private: You are now the owner of Xintian Community
Director Wu sees in private: What comes next:
Director Wu taps in private: Invite somebody
Director Wu sees in private: Invite somebody as what?
Director Wu taps in private: Dispatcher
Director Wu sees in private: asks you to be: Dispatcher · Xintian Community
Director Wu remembers dispatcher from private "start=(\w+)"
Zhou the dispatcher starts the bot with {dispatcher}
Zhou the dispatcher sees in private: Hello! You are now: Dispatcher · Xintian Community
Director Wu sees in private: accepted the invite

# Dispatchers invite too, but no owners
Zhou the dispatcher says in private: /invite
Zhou the dispatcher sees in private: Invite somebody as what?
Zhou the dispatcher has no button in private: the owner
Zhou the dispatcher taps in private: Unit member
Zhou the dispatcher taps in private: Luxi Property
Zhou the dispatcher sees in private: asks you to be: Unit member · Luxi Property
Zhou the dispatcher remembers unit from private "start=(\w+)"
Zhou the dispatcher taps in private: Invite another
Zhou the dispatcher sees in private: Invite somebody as what?
Zhou the dispatcher taps in private: Volunteer
Zhou the dispatcher sees in private: asks you to be: Volunteer · Red Vest Volunteers
Zhou the dispatcher remembers volunteer from private "start=(\w+)"
Master Zhao starts the bot with {unit}
Master Zhao sees in private: Hello! You are now: Unit member · Luxi Property
Zhou the dispatcher sees in private: accepted the invite
Master Zhao starts the bot with {unit}
Master Zhao sees in private: You already are: Unit member · Luxi Property
Master Zhao says in private: /invite
Master Zhao sees in private: Only owners and community dispatchers can invite.

# Seven days later
at 08:30
Zhou the dispatcher sees in private: Xintian Community, Nov 24
after 7 days
Zhou the dispatcher sees in private: Xintian Community, Nov 25
Zhou the dispatcher sees in private: Xintian Community, Nov 26
Zhou the dispatcher sees in private: Xintian Community, Nov 27
Zhou the dispatcher sees in private: Xintian Community, Nov 28
Zhou the dispatcher sees in private: Xintian Community, Nov 29
Zhou the dispatcher sees in private: Xintian Community, Nov 30
Zhou the dispatcher sees in private: Xintian Community, Dec 1
Hongmei starts the bot with {volunteer}
Hongmei sees in private: This invite has expired. Please ask for a new one.
Hongmei starts the bot with i_nonsense
Hongmei sees in private: This invite is not right. Please ask for a new one.
