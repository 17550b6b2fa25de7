# A private matter: the group reads only number and state, and only who accepts it what it is about
the bot is added to Duty room by Director Wu
Director Wu sees in Duty room: What is this group for?
Director Wu taps in Duty room: Unit
Director Wu taps in Duty room: Family Mediation
Hongmei joins Duty room

Xiao Li says in Grid 1 residents: @{bot} somebody in Building 3 beats his wife every night
Xiao Li sees in Grid 1 residents:
    #1001 a private matter · to be dispatched
    [See it in private]
Xiao Li does not see in Grid 1 residents: beats his wife
Xiao Li does not see in Grid 1 residents: Building 3
Xiao Li does not see in Grid 1 residents: Domestic violence
Xiao Li has no button in Grid 1 residents: Same here +1
Xiao Li sees in private:
    #1001 Domestic violence · to be dispatched
    somebody in Building 3 beats his wife every night
    🔒 The group only reads “a private matter”: no words, no place.
    You may delete what you wrote in the group. It is dealt with all the same.
    [Withdraw]
Xiao Li says in Grid 1 residents: /status@{bot} 1001
Xiao Li sees in Grid 1 residents: #1001 a private matter · to be dispatched
Xiao Zhang forges in Grid 1 residents: 1:join:1001
Xiao Zhang is told: There is no such order

# The dispatcher reads it in private, and gives it to the mediators; the card in their group says nothing
Zhou the dispatcher sees in private:
    🆘 #1001 Domestic violence · to be dispatched
    somebody in Building 3 beats his wife every night
    Family Mediation: leads
    [To Family Mediation]
Zhou the dispatcher taps in private: To Family Mediation
Hongmei sees in Duty room:
    #1001 a private matter · waiting to be accepted
    🔒 Only who accepts it can read what it is about.
    [Accept] [Decline]
Hongmei does not see in Duty room: beats his wife
Hongmei does not see in Duty room: Building 3
Hongmei taps in Duty room: Accept
Hongmei sees in private:
    #1001 Domestic violence · in hand
    somebody in Building 3 beats his wife every night
    📍 Xintian Grid 1 Building 3
Xiao Li sees in private: #1001: Family Mediation has taken it
Xiao Li still sees in Grid 1 residents: #1001 a private matter · in hand
Hongmei taps in private: Done
Hongmei sees in private: please send a photo, or write a sentence
Hongmei says in private: She is in a safe place now
Hongmei sees in private: #1001
Xiao Li sees in private: She is in a safe place now
Xiao Li taps in private: Satisfied
Hongmei sees in private: Satisfied
Xiao Li still sees in Grid 1 residents: #1001 a private matter · closed
Xiao Li does not see in Grid 1 residents: safe place

# Who has never pressed Start hears in the group that there is news, and reads it in private
Grandma Wang says in Grid 1 residents: @{bot} my son hits me
Grandma Wang sees in Grid 1 residents:
    #1002 a private matter · to be dispatched
    [See it in private]
Zhou the dispatcher sees in private: #1002 Domestic violence
Zhou the dispatcher taps in private: Turn down on "#1002"
Zhou the dispatcher sees in private: #1002: why is it turned down?
Zhou the dispatcher taps in private: another office is in charge
Grandma Wang sees in Grid 1 residents: #1002: there is news. Please see it in private.
Grandma Wang opens the link "See it in private" in Grid 1 residents
Grandma Wang sees in private:
    #1002 Domestic violence · not accepted here
    Reason: another office is in charge
nobody hears anything else
