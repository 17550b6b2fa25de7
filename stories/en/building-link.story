# Who comes through the code at the door is known to be in that building
Grandma Wang starts the bot with b_b3
Grandma Wang sees in private:
    You are at: Xintian Grid 1 Building 3.
Grandma Wang says in private: the radiator stays cold
Grandma Wang sees in private:
    Please check: Heating
    📍 Xintian Grid 1 Building 3
    [Submit]
Grandma Wang taps in private: Submit
Grandma Wang sees in private: #1001 Heating · to be dispatched
Zhou the dispatcher sees in private:
    #1001 Heating · to be dispatched
    [To Heating Company (out of reach)]
nobody hears anything else
