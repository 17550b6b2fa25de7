# Xiao Zhang becomes the first responder of building 2
Zhou the dispatcher says in private: /invite
Zhou the dispatcher sees in private: Invite somebody as what?
Zhou the dispatcher taps in private: First responder
Zhou the dispatcher taps in private: Xintian Grid 1 ›
Zhou the dispatcher taps in private: Building 2
Zhou the dispatcher sees in private: Building 2
Zhou the dispatcher remembers responder from private "start=(\w+)"
Xiao Zhang starts the bot with {responder}
Xiao Zhang sees in private: First responder
Zhou the dispatcher sees in private: Xiao Zhang
