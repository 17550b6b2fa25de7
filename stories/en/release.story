# Taken, but it can't be done: given back, address and phone withdrawn
Xiao Li says in private: no electricity in building 3, call 13800138000
Xiao Li sees in private: Please check: Power and light
Xiao Li taps in private: Add address
Xiao Li sees in private: Please write the address
Xiao Li says in private: entrance 2, flat 301
Xiao Li sees in private: 🏠 entrance 2, flat 301
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001
Xiao Li sends own contact in private: 13900139000
Xiao Li sees in private: May whoever takes an order of yours see it?
Xiao Li taps in private: Takers may see it
Xiao Li sees in private: We have your number. Whoever takes your order sees it, nobody else.
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private:
    🏠 entrance 2, flat 301
    📞 13900139000
Xiao Li sees in private: has taken it
Master Zhao taps in private: Give back
Master Zhao sees in private:
    #1001: why do you give it back?
    [parts are missing]
Master Zhao taps in private: parts are missing
Master Zhao is told: Given back.
Master Zhao still sees in private: This is no longer yours. Address and phone are withdrawn.
Zhou the dispatcher sees in private:
    #1001 Power and light · to be dispatched
    Given back: Luxi Property (parts are missing)
    call •••
Xiao Li sees in private: #1001 was given back. The community is finding somebody else.
nobody hears anything else
