# People are picked from the owner's contacts: whoever has pressed Start is asked, the others get an invite to be passed on.
Director Wu starts the bot
Director Wu sees in private: Hello, this is Huiyin of Xintian Community.
Director Wu sees in private: This bot has no owner yet.
Director Wu says in private: {code}
Director Wu sees in private: You are now the owner of Xintian Community
Director Wu sees in private: What comes next:
Sun the grid leader starts the bot
Sun the grid leader sees in private: Hello, this is Huiyin
Hongmei starts the bot
Hongmei sees in private: Hello, this is Huiyin
Director Wu says in private: /people
Director Wu sees in private: Who does what?
Director Wu taps in private: Choose from contacts
Director Wu taps in private: Grid leader
Director Wu taps in private: Xintian Grid 1
Director Wu sees in private:
    Grid leader · Xintian Grid 1: press the big key
    [👥 Choose people]
    [Back]
Director Wu picks Sun the grid leader, Hongmei and Xiao Zhang with "Choose people"
Director Wu sees in private:
    Grid leader · Xintian Grid 1:
    • Sun the grid leader: has been asked, and has to agree
    • Hongmei: has been asked, and has to agree
    • Xiao Zhang: has not met me yet; is kept in the roster.
    [I need something] [My orders]
Director Wu sees in private:
    (photo)
    Invite for Xiao Zhang
    asks you to be: Grid leader · Xintian Grid 1
Director Wu remembers invite from private "start=(i_\w+)"

# Nobody has a role without agreeing
Sun the grid leader sees in private:
    Director Wu would like you to be: Grid leader · Xintian Grid 1.
    until Nov 30, 09:00
    [I agree] [No, thanks]
Hongmei sees in private: Director Wu would like you to be
Sun the grid leader says in private: /whoami
Sun the grid leader sees in private: You are a resident.
Sun the grid leader taps in private: I agree
Sun the grid leader sees in private: Hello! You are now: Grid leader · Xintian Grid 1
Director Wu sees in private: Sun the grid leader accepted the invite and is now: Grid leader · Xintian Grid 1
Hongmei taps in private: No, thanks
Hongmei still sees in private: All right, you are not: Grid leader
Director Wu sees in private: Hongmei did not agree to be: Grid leader
Xiao Zhang starts the bot with {invite}
Xiao Zhang sees in private: Hello! You are now: Grid leader · Xintian Grid 1
Director Wu sees in private: Xiao Zhang used your invite for Xiao Zhang and is now: Grid leader · Xintian Grid 1
Xiao Li starts the bot with {invite}
Xiao Li sees in private: Somebody has used this invite already.

# Who was asked is left in peace; who has the role is told of
Director Wu says in private: /invite
Director Wu sees in private: Invite somebody as what?
Director Wu taps in private: Choose from contacts
Director Wu sees in private: Choose people from your contacts. As what?
Director Wu taps in private: Grid leader
Director Wu taps in private: Xintian Grid 1
Director Wu sees in private: press the big key
Director Wu picks Sun the grid leader and Hongmei with "Choose people"
Director Wu sees in private:
    • Sun the grid leader: is that already
    • Hongmei: was asked a few days ago, and is not asked again

# The way back, and a choice that is over
Director Wu says in private: /people
Director Wu sees in private: Who does what?
Director Wu taps in private: Choose from contacts
Director Wu taps in private: Dispatcher
Director Wu sees in private: Dispatcher · Xintian Community: press the big key
Director Wu taps in private: Back
Director Wu sees in private: Just say what is wrong, for example
Director Wu says in private: /people
Director Wu sees in private: Who does what?
Director Wu taps in private: Choose from contacts
Director Wu taps in private: Dispatcher
Director Wu sees in private: Dispatcher · Xintian Community: press the big key
after 3 hours
Director Wu picks Xiao Li with "Choose people"
Director Wu sees in private: This choice is out of date. Please begin again.

# Who has no right to give roles has no way in
Xiao Zhang forges in private: 1:pick:dispatcher:at:xintian
Xiao Zhang is told: Only owners and community dispatchers can invite.
Xiao Zhang forges in private: 1:role:yes:nonsense
Xiao Zhang is told: This question is out of date.
nobody hears anything else
