# The first time: say plainly what is kept; "Submit" is the consent, so it costs no tap and no order
Grandma Wang starts the bot with b_b3
Grandma Wang sees in private:
    You are at: Xintian Grid 1 Building 3.
    🔒 I keep what you tell me, your name and number, only for those who see to it
Grandma Wang says in private: the lift is stuck and I can't get down
Grandma Wang sees in private:
    the lift is stuck and I can't get down
    🔒 I keep what you tell me, your name and number, only for those who see to it, and take it away 1095 days after it is done. See or delete it at any time: /privacy
    By tapping "Submit" you agree.
    [Submit]
    [🔒 Privacy notice]
Grandma Wang taps in private: 🔒 Privacy notice
Grandma Wang sees in private:
    Kept:
    [I agree]
    [Who saw my phone number]
Grandma Wang taps in private: Submit
Grandma Wang is told: #1001
Grandma Wang sees in private: #1001 Lift
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001

# Asked once, and not again
Grandma Wang says in private: the lift again
Grandma Wang sees in private:
    the lift again
    [Submit]
Grandma Wang does not see in private: By tapping "Submit" you agree.
Grandma Wang taps in private: Cancel
Grandma Wang says in private: /mydata
Grandma Wang sees in private:
    What you agreed to:
    agreed to the privacy notice (notice 1)

# Withdrawing is as easy as agreeing; what is in progress goes on
Grandma Wang says in private: /privacy
Grandma Wang sees in private: [Withdraw my consent]
Grandma Wang taps in private: Withdraw my consent
Grandma Wang is told: Withdrawn
Grandma Wang still sees in private:
    Your consent is withdrawn.
    Orders in progress are still seen to
    [I agree]
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001 Lift · in hand
Grandma Wang sees in private: #1001: Luxi Property has taken it

# Another order asks again
Grandma Wang says in private: the lift door rattles now
Grandma Wang sees in private:
    the lift door rattles now
    By tapping "Submit" you agree.
Grandma Wang taps in private: Submit
Grandma Wang sees in private: #1002
Zhou the dispatcher sees in private: #1002
Master Zhao sees in Luxi Property: #1002
