# Whether whoever takes the order sees the phone is the resident's choice
Xiao Li sends own contact in private: 13900139000
Xiao Li sees in private:
    May whoever takes an order of yours see it?
    [Takers may see it] [No]
Xiao Li taps in private: No
Xiao Li sees in private: We have your number. Nobody is shown it; I pass on what the taker has to say.
Xiao Li says in private: the lift in building 3 is stuck
Xiao Li sees in private: Lift
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private:
    Resident: Xiao Li
    The resident did not agree to show a phone number; please tap "Send a message".
Master Zhao does not see in private: 13900139000
Xiao Li sees in private: has taken it

# They can talk without a number
Master Zhao taps in private: Send a message
Master Zhao sees in private: #1001
Master Zhao says in private: is anybody in it?
Master Zhao sees in private: Passed on
Xiao Li sees in private: is anybody in it?

# Another mind: the taker sees it at once, and that is noted
Xiao Li says in private: /privacy
Xiao Li sees in private: [Phone: takers may see it]
Xiao Li taps in private: Phone: takers may see it
Xiao Li is told: Whoever takes your order sees it
Master Zhao still sees in private: 📞 13900139000
Xiao Li taps in private: Who saw my phone number
Xiao Li still sees in private:
    Who saw your phone and address:
    Luxi Property: phone #1001
Xiao Li taps in private: Back

# And another: it goes again
Xiao Li taps in private: Phone: don't show it any more
Master Zhao does not see in private: 13900139000
Master Zhao still sees in private: The resident did not agree to show a phone number
Xiao Li says in private: /mydata
Xiao Li sees in private:
    agreed that takers see the phone number
    don't show the phone number to takers
    Luxi Property: phone #1001
