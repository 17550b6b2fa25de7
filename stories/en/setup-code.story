# An invite is one message: a code to scan, the link, for what and until when. The code of a building tells where a resident lives.
Director Wu starts the bot
Director Wu sees in private: Hello, this is Huiyin of Xintian Community.
Director Wu sees in private: This bot has no owner yet.
Director Wu says in private: {code}
Director Wu sees in private: You are now the owner of Xintian Community
Director Wu sees in private: What comes next:
Director Wu taps in private: Invite somebody
Director Wu sees in private: Invite somebody as what?
Director Wu taps in private: Grid leader
Director Wu taps in private: Xintian Grid 1
Director Wu sees in private:
    (photo)
    asks you to be: Grid leader · Xintian Grid 1
    until Nov 30, 09:00
    start=i_
    Please forward this message to the person
    [Invite another]
Director Wu remembers invite from private "start=(\w+)"
Director Wu does not see in private: Grid leader: of which place?
Sun the grid leader starts the bot with {invite}
Sun the grid leader sees in private: You are now: Grid leader · Xintian Grid 1
Director Wu sees in private: accepted the invite

# The code at the door
Director Wu taps in private: Invite another
Director Wu sees in private: Invite somebody as what?
Director Wu taps in private: Code for residents
Director Wu still sees in private: Which place is it for?
Director Wu taps in private: Xintian Grid 1
Director Wu taps in private: Building 3
Director Wu sees in private:
    (photo)
    If you live in Xintian Grid 1 Building 3
    [Another one]
Director Wu remembers home from private "start=(b_\w+)"
Xiao Li starts the bot with {home}
Xiao Li sees in private: Building 3
Sun the grid leader forges in private: 1:homes:residents:at:b3
Sun the grid leader is told: Only owners and community dispatchers can set up groups.

# Telegram refuses for a while: the picture comes later, and once
Telegram answers 500 to sendPhoto 2 times
Director Wu taps in private: Another one
Director Wu sees in private: Which place is it for?
Director Wu taps in private: All of Xintian Community
after 1 minute
Director Wu sees in private:
    (photo)
    If you live in Xintian Community
nobody hears anything else
