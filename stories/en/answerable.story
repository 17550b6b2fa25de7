# A card that went up names who answers for it: where, who, as what. On leave it names the substitute; where nobody is, it says so.
Director Wu says in private: /invite
Director Wu sees in private: Invite somebody as what?
Director Wu taps in private: Dispatcher
Director Wu sees in private: asks you to be: Dispatcher · Xintian Community
Director Wu remembers second from private "start=(\w+)"
after 1 minute
Xiao Zhang starts the bot with {second}
Xiao Zhang sees in private:
    Hello! You are now: Dispatcher · Xintian Community
    Those that went up to the community show your name.
Director Wu sees in private: Xiao Zhang accepted the invite
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is broken
Xiao Li sees in Grid 1 residents:
    #1001 Lift · waiting to be accepted
    In charge: Luxi Property
Xiao Li does not see in Grid 1 residents: Answers for it
Zhou the dispatcher sees in private: #1001
Xiao Zhang sees in private: #1001
Master Zhao sees in Luxi Property: #1001

# Up to the community: residents, the unit and the desk read the same name, of who has been dispatcher longest
Zhou the dispatcher taps in private: Send up
Zhou the dispatcher is told: Sent up
Zhou the dispatcher sees in private:
    ⬆️ #1001 came up to Xintian Community. Please see to it.
    In charge: Xintian Community (waiting for Luxi Property)
    Answers for it: Zhou the dispatcher (Dispatcher, Xintian Community)
Xiao Zhang sees in private: ⬆️ #1001
Xiao Li sees in private: #1001 was sent up to Xintian Community.
Xiao Li still sees in Grid 1 residents:
    In charge: Xintian Community (waiting for Luxi Property)
    Answers for it: Zhou the dispatcher (Dispatcher, Xintian Community)
Master Zhao still sees in Luxi Property: Answers for it: Zhou the dispatcher (Dispatcher, Xintian Community)

# On leave, Xiao Zhang stands in: the cards change at once
Zhou the dispatcher says in private: /leave
Zhou the dispatcher sees in private: On leave until which day
Zhou the dispatcher taps in private: Three days
Zhou the dispatcher still sees in private: Who stands in for you?
Xiao Li still sees in Grid 1 residents: Answers for it: Xiao Zhang (Dispatcher, Xintian Community)
Zhou the dispatcher taps in private: Xiao Zhang
Xiao Zhang sees in private: Zhou the dispatcher is on leave until Wed and asks you to stand in.
Xiao Zhang taps in private: Yes, I will
Zhou the dispatcher sees in private: Xiao Zhang stands in for you. Have a good rest.
Xiao Li still sees in Grid 1 residents: Answers for it: Xiao Zhang (for Zhou the dispatcher, Dispatcher, Xintian Community)
Xiao Zhang still sees in private: Answers for it: Xiao Zhang (for Zhou the dispatcher, Dispatcher, Xintian Community)

# Back early, it is Zhou again
Zhou the dispatcher says in private: /leave
Zhou the dispatcher sees in private: Xiao Zhang
Zhou the dispatcher taps in private: End it early
Zhou the dispatcher still sees in private: All right, your leave is over
Xiao Zhang sees in private: Zhou the dispatcher is back
Xiao Li still sees in Grid 1 residents: Answers for it: Zhou the dispatcher (Dispatcher, Xintian Community)
Master Zhao still sees in Luxi Property: Answers for it: Zhou the dispatcher (Dispatcher, Xintian Community)

# Up to the street: nobody is there yet, so it names the owner, who is called
after 1 minute
Zhou the dispatcher taps in private: Send up
Director Wu sees in private:
    ⬆️ #1001 came up to Luxi Street. Please see to it.
    Answers for it: Director Wu (Owner), as Luxi Street has no Street officer now
Xiao Li sees in private: #1001 was sent up to Luxi Street.

# Somebody comes to the street and is named; they delete their data, and the name leaves the cards
Director Wu says in private: /invite
Director Wu sees in private: Invite somebody as what?
Director Wu taps in private: Street officer
Director Wu sees in private: asks you to be: Street officer · Luxi Street
Director Wu remembers officer from private "start=(\w+)"
Master Qian starts the bot with {officer}
Master Qian sees in private: Hello! You are now: Street officer · Luxi Street
Director Wu sees in private: Master Qian accepted the invite
Xiao Li still sees in Grid 1 residents: Answers for it: Master Qian (Street officer, Luxi Street)
Master Zhao still sees in Luxi Property: Answers for it: Master Qian (Street officer, Luxi Street)
Master Qian says in private: /forget
Master Qian taps in private: Delete everything
Master Qian sees in private: All your data is deleted
Xiao Li does not see in Grid 1 residents: Master Qian
Zhou the dispatcher does not see in private: Master Qian (
Xiao Li still sees in Grid 1 residents: Answers for it: Director Wu (Owner), as Luxi Street has no Street officer now

# Accepted, the card still names who answers; done, it does not
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private:
    #1001 Lift · in hand
    Answers for it: Director Wu (Owner), as Luxi Street has no Street officer now
Xiao Li sees in private: #1001: Luxi Property has taken it
Xiao Li still sees in Grid 1 residents:
    In charge: Luxi Property
    Answers for it: Director Wu (Owner), as Luxi Street has no Street officer now
Master Zhao taps in private: Done
Master Zhao sees in private: please send a photo, or write a sentence
Master Zhao says in private: repaired
Master Zhao sees in private: #1001 is done. Thank you!
Xiao Li sees in private: Are you satisfied?
Xiao Li does not see in Grid 1 residents: Answers for it
nobody hears anything else
