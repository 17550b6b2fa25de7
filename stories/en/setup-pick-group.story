# A group that the bot is in already is picked from a list, and bound from the private chat.
Director Wu starts the bot
Director Wu sees in private: Hello, this is Huiyin of Xintian Community.
Director Wu sees in private: This bot has no owner yet.
Director Wu says in private: {code}
Director Wu sees in private: You are now the owner of Xintian Community
Director Wu sees in private: What comes next:
the bot is added to Luxi Property by Master Zhao
Master Zhao sees in Luxi Property: Would an administrator please send /bind here
Director Wu says in private: /bind
Director Wu sees in private:
    What will it be for?
    [A group that I am in]
Director Wu taps in private: A group that I am in
Director Wu sees in private:
    choose one that I am in already
    [💬 Choose a group]
Director Wu picks the group Luxi Property with "Choose a group"
Director Wu sees in private:
    "Luxi Property" now is: not bound yet
    [I need something] [My orders]
Director Wu sees in private: What will it be for?
Director Wu taps in private: Unit's group
Director Wu taps in private: Luxi Property
Director Wu is told: Bound
Director Wu still sees in private: ✅ "Luxi Property" now is: Unit's group · Luxi Property
Master Zhao sees in Luxi Property: ✅ This group is: Unit's group · Luxi Property

# The bot has gone meanwhile, or the question is over
Director Wu taps in private: Add another
Director Wu taps in private: A group that I am in
Director Wu sees in private: choose one that I am in already
Director Wu picks the group Luxi Property with "Choose a group"
Director Wu sees in private: "Luxi Property" now is: Unit's group · Luxi Property
Director Wu sees in private: What will it be for?
the bot is removed from Luxi Property by Director Wu
Director Wu sees in private: I can no longer speak in the group "Luxi Property"
Director Wu taps in private: Volunteers' group
Director Wu is told: I am not in "Luxi Property".
after 3 hours
Director Wu forges in private: 1:group:known:desk:at:xintian
Director Wu is told: This choice is out of date. Please begin again.

# Nobody else
Xiao Li starts the bot
Xiao Li sees in private: Hello, this is Huiyin
Xiao Li says in private: /bind
Xiao Li sees in private: Only owners and community dispatchers can set up groups.
Xiao Li forges in private: 1:group:known:pick
Xiao Li is told: Only owners and community dispatchers can set up groups.
nobody hears anything else
