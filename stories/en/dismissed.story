# Hongmei has taken an order, and her role is taken away: the order goes back, address and phone with it; old buttons and links are dead
Director Wu says in private: /invite
Director Wu sees in private: Invite somebody as what?
Director Wu taps in private: Unit member
Director Wu taps in private: Luxi Property
Director Wu sees in private: asks you to be: Unit member · Luxi Property
Director Wu remembers link from private "start=(\w+)"
Hongmei starts the bot with {link}
Hongmei sees in private: You are now: Unit member · Luxi Property
Director Wu sees in private: accepted the invite
Hongmei joins Luxi Property
Xiao Li sends own contact in private: 13900139000
Xiao Li sees in private: May whoever takes an order of yours see it?
Xiao Li taps in private: Takers may see it
Xiao Li sees in private: We have your number. Whoever takes your order sees it, nobody else.
Xiao Li says in private: no electricity in building 3
Xiao Li sees in private: Please check: Power and light
Xiao Li taps in private: Add address
Xiao Li sees in private: Please write the address
Xiao Li says in private: entrance 2, flat 301
Xiao Li sees in private: 🏠 entrance 2, flat 301
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Hongmei taps in Luxi Property: Accept
Hongmei sees in private:
    🏠 entrance 2, flat 301
    📞 13900139000
Xiao Li sees in private: has taken it

# Zhou takes her role away
Zhou the dispatcher says in private: /people
Zhou the dispatcher sees in private: Who does what?
Zhou the dispatcher taps in private: Hongmei
Zhou the dispatcher taps in private: Take it away
Zhou the dispatcher still sees in private:
    Taken away from Hongmei: Unit member · Luxi Property
    please remove them there too
Hongmei sees in private: You no longer are: Unit member · Luxi Property
Hongmei still sees in private: This is no longer yours. Address and phone are withdrawn.
Hongmei does not see in private: 13900139000
Hongmei does not see in private: flat 301
Hongmei has no button in private: Done
Zhou the dispatcher sees in private:
    #1001 Power and light · to be dispatched
    Given back: Luxi Property (the taker has no role there any more)
Xiao Li sees in private: #1001 was given back. The community is finding somebody else.

# Old buttons, old links and the number lead nowhere
Hongmei forges in private: 1:finish:1001
Hongmei is told: There is no such order.
Hongmei forges in private: 1:accept:1001
Hongmei is told: There is no such order.
Hongmei starts the bot with t1001
Hongmei sees in private: There is no such order.
Hongmei says in private: /status 1001
Hongmei sees in private: There is no such order.
Hongmei says in private: /people
Hongmei sees in private: Only owners and community dispatchers
Hongmei starts the bot with {link}
Hongmei sees in private: Somebody has used this invite already

# The order is not lost
Zhou the dispatcher taps in private: More units on "#1001"
Zhou the dispatcher sees in private: #1001: to whom?
Zhou the dispatcher taps in private: To Luxi Property
Zhou the dispatcher is told: Given to Luxi Property
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: 📞 13900139000
Xiao Li sees in private: has taken it
nobody hears anything else
