# Leave: Master Qian agrees to stand in, so what is held becomes his; the resident hears at once who comes; no clock moves.
use crew
Xiao Li says in private: a pipe is leaking in building 3, call 138 0013 8000
Xiao Li sees in private: Please check
Xiao Li taps in private: Add address
Xiao Li sees in private: address
Xiao Li says in private: door 2, flat 301
Xiao Li sees in private: door 2, flat 301
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: 🏠 door 2, flat 301
Xiao Li sees in private: #1001: Luxi Property has taken it

# Residents need no leave
Xiao Li says in private: /leave
Xiao Li sees in private: You are a resident and need no leave.

Master Zhao says in private: /leave
Master Zhao sees in private:
    On leave until which day, that day included?
    [Today only] [Until tomorrow]
    [Three days] [A week]
    [Another day]
Master Zhao taps in private: Three days
Master Zhao still sees in private:
    All right, on leave until Wed. Who stands in for you?
    You hold 1 order.
    [Master Qian]
    [Nobody] [End it early]
Zhou the dispatcher still sees in private:
    Accepted by Master Zhao
    ⚠ Master Zhao on leave until Wed
Master Zhao taps in private: Master Qian
Master Zhao still sees in private: Master Qian has been asked and has not answered yet.
Master Qian sees in private:
    Master Zhao is on leave until Wed and asks you to stand in.
    They hold 1 order, which is yours once you agree.
    [Yes, I will] [I can't]
Master Qian does not see in private: flat 301
Master Qian taps in private: Yes, I will
Master Qian still sees in private: You stand in for Master Zhao until Wed. Thank you!
Master Qian sees in private:
    #1001 Water and drains · in hand
    🏠 door 2, flat 301
    Promised to be done by 13:00
    When will you be there?
Master Zhao sees in private: Master Qian stands in for you. Have a good rest.
Master Zhao still sees in private: This is no longer yours. Address and phone are withdrawn.
Xiao Li sees in private: #1001: Master Qian of Luxi Property takes over
Zhou the dispatcher still sees in private: Accepted by Master Qian
Master Zhao still sees in Luxi Property: Accepted by Master Qian

# No clock has moved, and at its time Master Qian is reminded
at 11:01
Xiao Li sees in private: #1001 is in hand.
Master Qian sees in private: #1001 Water and drains · in hand
Master Qian taps in private: Done
Master Qian sees in private: send a photo
Master Qian says in private: put in a new valve
Master Qian sees in private: #1001
Xiao Li sees in private: Are you satisfied?

# Back early
Master Zhao says in private: /leave
Master Zhao sees in private:
    You are on leave until Wed and won't be called.
    Standing in: Master Qian
    [End it early] [Ask another]
Master Zhao taps in private: End it early
Master Zhao is told: Leave ended
Master Zhao still sees in private: All right, your leave is over. You are called again.
Master Qian sees in private: Master Zhao is back: you stand in no more. Thank you!
nobody hears anything else
