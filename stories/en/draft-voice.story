# Who can't type sends a voice note
Grandma Wang starts the bot
Grandma Wang sees in private: Everything gets an answer
Grandma Wang sends a voice in private
Grandma Wang sees in private:
    (no words)
    1 attachment
    Where is it?
Grandma Wang taps in private: Xintian Grid 1 Building 3
Grandma Wang still sees in private: What is it about?
Grandma Wang taps in private: Help for the elderly
Grandma Wang still sees in private:
    Please check: Help for the elderly
    📍 Xintian Grid 1 Building 3
    1 attachment
    [Submit]
Grandma Wang taps in private: Submit
Grandma Wang sees in private: #1001 Help for the elderly · to be dispatched
Zhou the dispatcher sees in private:
    #1001 Help for the elderly · to be dispatched
    [To Red Vest Volunteers]
Zhou the dispatcher sees in private:
    #1001 from the resident
    (voice)
Zhou the dispatcher taps in private: To Red Vest Volunteers
Hongmei sees in Red Vest Volunteers:
    #1001 Help for the elderly · waiting to be accepted
    (no words)
Hongmei sees in Red Vest Volunteers:
    #1001 from the resident
    (voice)
nobody hears anything else
