# Satisfied or not: one tap
Xiao Li says in Grid 1 residents: @{bot} a pipe is leaking in building 3
Xiao Li sees in Grid 1 residents: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001
Xiao Li sees in private: has taken it
Master Zhao taps in private: Done
Master Zhao sees in private: please send a photo
Master Zhao says in private: mended
Master Zhao sees in private: is done. Thank you
Xiao Li sees in private: Are you satisfied?

# Only who asked can judge
Xiao Zhang taps in Grid 1 residents: Not satisfied
Xiao Zhang is told: This step is not yours to take
Xiao Li taps in private: Fairly satisfied
Xiao Li is told: Thank you for your rating!
Master Zhao sees in private: #1001: the resident says “Fairly satisfied”. Thank you!
Xiao Li still sees in Grid 1 residents:
    #1001 Water and drains · closed
    The resident says: Fairly satisfied

# On second thoughts not satisfied: the rating changes, and there is a way to begin again
Xiao Li taps in private: Not satisfied
Xiao Li is told: If it is not solved, tap “Not solved”
Xiao Li still sees in Grid 1 residents: The resident says: Not satisfied
nobody hears anything else
