# What a rule dispatched can be undone for five minutes
Xiao Li says in Grid 1 residents: @{bot} a pipe is leaking in building 3
Xiao Li sees in Grid 1 residents: #1001 Water and drains · waiting to be accepted
Master Zhao sees in Luxi Property:
    #1001 Water and drains · waiting to be accepted
    [Accept] [Decline]
Zhou the dispatcher sees in private:
    #1001 Water and drains · waiting to be accepted
    Dispatched by rule. It can be undone within five minutes.
    [Undo dispatch]
after 3 minutes
Zhou the dispatcher taps in private: Undo dispatch
Zhou the dispatcher is told: Dispatch undone
Zhou the dispatcher still sees in private:
    #1001 Water and drains · to be dispatched
    [To Red Vest Volunteers]
Xiao Li still sees in Grid 1 residents:
    #1001 Water and drains · to be dispatched
    In charge: Xintian Grid 1 is finding somebody
Master Zhao still sees in Luxi Property: Nothing to do for you any more. Thank you.
Master Zhao forges in Luxi Property: 1:accept:1001
Master Zhao is told: This can't be done to the order any more

# After five minutes it is too late
Xiao Zhang says in Grid 1 residents: @{bot} the lift in building 2 is stuck
Xiao Zhang sees in Grid 1 residents: #1002 Lift · waiting to be accepted
Master Zhao sees in Luxi Property: #1002
Zhou the dispatcher sees in private: #1002
after 5 minutes
Zhou the dispatcher forges in private: 1:undo:1002
Zhou the dispatcher is told: It is too late for that now
nobody hears anything else
