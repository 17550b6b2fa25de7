# Zhou the dispatcher invites Master Zhao and Master Qian as members of Luxi Property.
Zhou the dispatcher says in private: /invite
Zhou the dispatcher sees in private: Invite somebody as what?
Zhou the dispatcher taps in private: Unit member
Zhou the dispatcher taps in private: Luxi Property
Zhou the dispatcher sees in private: asks you to be: Unit member · Luxi Property
Zhou the dispatcher remembers zhao from private "start=(\w+)"
Zhou the dispatcher taps in private: Invite another
Zhou the dispatcher sees in private: Invite somebody as what?
Zhou the dispatcher taps in private: Unit member
Zhou the dispatcher taps in private: Luxi Property
Zhou the dispatcher sees in private: asks you to be: Unit member · Luxi Property
Zhou the dispatcher remembers qian from private "start=(\w+)"
Master Zhao starts the bot with {zhao}
Master Zhao sees in private: Hello! You are now: Unit member · Luxi Property
Zhou the dispatcher sees in private: Master Zhao accepted the invite
Master Qian starts the bot with {qian}
Master Qian sees in private: Hello! You are now: Unit member · Luxi Property
Zhou the dispatcher sees in private: Master Qian accepted the invite
