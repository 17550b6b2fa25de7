# A life does not wait: the order goes at once; who was not asked yet has their phone shown to the taker, and hears of it
Grandma Wang starts the bot with b_b3
Grandma Wang sees in private: You are at: Xintian Grid 1 Building 3.
Grandma Wang sends own contact in private: 13900139000
Grandma Wang sees in private: May whoever takes an order of yours see it?
Grandma Wang taps in private: 🆘 Call for help
Grandma Wang sees in private: [Submit]
Grandma Wang has no button in private: 🔒 Privacy notice
Grandma Wang taps in private: Submit
Grandma Wang sees in private:
    🆘 #1001
    🔒 I keep what you tell me, your name and number, only for those who see to it
    [I agree] [🔒 Privacy notice]
Grandma Wang sees in private: May whoever takes an order of yours see it?
Zhou the dispatcher sees in private: 🆘 #1001
Master Zhao sees in Luxi Property: 🆘 #1001
Grandma Wang taps in private: I agree on "🆘 #1001"
Grandma Wang is told: You have agreed
Grandma Wang has no button in private: I agree
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: 📞 13900139000
Grandma Wang sees in private: has taken it
Grandma Wang sees in private: #1001 is an emergency, so whoever took it at Luxi Property sees your phone number.
Grandma Wang taps in private: No
Grandma Wang sees in private: We have your number. Nobody is shown it
Master Zhao does not see in private: 13900139000
