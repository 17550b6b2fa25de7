# Not needed any more: withdraw, with two taps
Xiao Li says in Grid 1 residents: @{bot} a pipe is leaking in building 3
Xiao Li sees in Grid 1 residents: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Xiao Li taps in Grid 1 residents: Withdraw
Xiao Li is told: Withdraw #1001? Tap “Withdraw” again within a minute
after 2 minutes
Xiao Li taps in Grid 1 residents: Withdraw
Xiao Li is told: Withdraw #1001?
Xiao Li taps in Grid 1 residents: Withdraw
Xiao Li is told: Withdrawn.
Xiao Li still sees in Grid 1 residents:
    #1001 Water and drains · withdrawn
    The resident took it back.
Master Zhao still sees in Luxi Property: #1001 Water and drains · withdrawn
Master Zhao forges in Luxi Property: 1:accept:1001
Master Zhao is told: This can't be done to the order any more
Zhou the dispatcher still sees in private: withdrawn
nobody hears anything else
