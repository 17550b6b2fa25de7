# 🆘 Call for help: one big button, then Submit
Grandma Wang starts the bot with b_b3
Grandma Wang sees in private: You are at: Xintian Grid 1 Building 3.
Grandma Wang taps in private: 🆘 Call for help
Grandma Wang sees in private:
    🆘 If a life is in danger, first call 120
    Tap “Submit” to call somebody now:
    Please come at once and help me
    📍 Xintian Grid 1 Building 3
    [Submit]
Grandma Wang taps in private: Submit
Grandma Wang sees in private:
    🆘 #1001 Safety hazard · waiting to be accepted
    Promise: accepted within 10 minutes, done within 2 hours
Zhou the dispatcher sees in private: 🆘 #1001
Master Zhao sees in Luxi Property:
    🆘 #1001 Safety hazard · waiting to be accepted
    Please come at once and help me
    [Accept] [Decline]
nobody hears anything else
