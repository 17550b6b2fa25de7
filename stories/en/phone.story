# Phone and address: only for who takes the order
Xiao Li says in private: a pipe is leaking in building 3, call 138 0013 8000
Xiao Li sees in private: Please check
Xiao Li taps in private: Add address
Xiao Li sees in private: Please write the address
Xiao Li says in private: entrance 2, flat 301
Xiao Li sees in private: entrance 2, flat 301
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001
Zhou the dispatcher sees in private:
    #1001
    call •••
Master Zhao sees in Luxi Property:
    #1001
    call •••
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private:
    a pipe is leaking in building 3, call 138 0013 8000
    🏠 entrance 2, flat 301
    Resident: Xiao Li
Xiao Li sees in private: has taken it

# A number sent later is seen at once by who took the order
Xiao Li sends own contact in private: 13900139000
Xiao Li sees in private: May whoever takes an order of yours see it?
Xiao Li taps in private: Takers may see it
Xiao Li sees in private: We have your number. Whoever takes your order sees it, nobody else.
Master Zhao still sees in private: 📞 13900139000
Master Qian does not see in Luxi Property:
    13900139000
    8000
    301
Zhou the dispatcher does not see in private:
    13900139000
    8000
    301
nobody hears anything else
