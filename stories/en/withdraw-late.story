# Withdrawn after somebody took it: they hear that they need not go
Xiao Li says in private: a pipe is leaking in building 3
Xiao Li sees in private: Please check
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001
Xiao Li sees in private: has taken it
Xiao Li taps in private: Withdraw
Xiao Li is told: Withdraw #1001?
Xiao Li taps in private: Withdraw
Xiao Li is told: Withdrawn.
Master Zhao sees in private: #1001: the resident took it back. You need not go.
Master Zhao still sees in private: #1001 Water and drains · withdrawn
Xiao Li still sees in private: #1001 Water and drains · withdrawn
nobody hears anything else
