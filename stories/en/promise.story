# Today, tomorrow, in two hours: the resident reads a time of the clock
Xiao Li says in Grid 1 residents: @{bot} nobody collects the rubbish at building 1
Xiao Li sees in Grid 1 residents: #1001
Master Zhao sees in Luxi Property: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001
Xiao Li sees in private: #1001: Luxi Property has taken it
Master Zhao taps in private: Today
Xiao Li sees in private: #1001: Luxi Property expects to be there by 18:00.

Xiao Li says in Grid 1 residents: @{bot} a branch is broken at building 2
Xiao Li sees in Grid 1 residents: #1002
Master Zhao sees in Luxi Property: #1002
Zhou the dispatcher sees in private: #1002
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1002
Xiao Li sees in private: #1002: Luxi Property has taken it
Master Zhao taps in private: Tomorrow
Master Zhao is told: Fine, by Nov 24, 18:00.
Xiao Li sees in private: #1002: Luxi Property expects to be there by Nov 24, 18:00.

# The time is over and nobody is there: the card says so and expects nobody any more
at 18:01
Xiao Li still sees in Grid 1 residents:
    #1001
    ⏰ Expected there by Nov 23, 18:00, and not there yet.
Master Zhao still sees in private: ⏰ Expected there by Nov 23, 18:00, and not there yet.
Xiao Li still sees in Grid 1 residents:
    #1002
    Expected there by Nov 24, 18:00
Master Zhao taps in private: I'm there on "#1001"
Xiao Li sees in private: #1001: Luxi Property is there.
Xiao Li still sees in Grid 1 residents: On site since 18:01
nobody hears anything else
