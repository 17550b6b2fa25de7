# A finger slips twice or three times: each button counts once, and nobody hears anything twice.
Xiao Li says in private: drilling at midnight in building 3
Xiao Li sees in private: Please check: Noise
Xiao Li and Xiao Li tap at once in private: Submit
Xiao Li sees in private: #1001 Noise · to be dispatched
Zhou the dispatcher sees in private: #1001 Noise · to be dispatched
Zhou the dispatcher, Zhou the dispatcher and Zhou the dispatcher tap at once in private: To Luxi Property
Zhou the dispatcher still sees in private: #1001 Noise · waiting to be accepted
Master Zhao sees in Luxi Property: #1001 Noise · waiting to be accepted
Master Zhao and Master Zhao tap at once in Luxi Property: Accept
Master Zhao sees in private: #1001 Noise · in hand
Xiao Li sees in private: Luxi Property has taken it
Master Zhao and Master Zhao tap at once in private: In 30 min
Xiao Li sees in private: Luxi Property expects to be there by 09:
Master Zhao and Master Zhao tap at once in private: I'm there
Xiao Li sees in private: Luxi Property is there
Master Zhao and Master Zhao tap at once in private: Done
Master Zhao sees in private: please send a photo
Master Zhao says in private: they have stopped
Master Zhao sees in private: #1001 is done. Thank you!
Xiao Li sees in private: Are you satisfied?
Xiao Li and Xiao Li tap at once in private: Satisfied
Master Zhao sees in private: #1001: the resident says

# Same here, decline, withdraw
Xiao Li says in Grid 1 residents: @{bot} a pipe is leaking in building 3
Xiao Li sees in Grid 1 residents: #1002 Water and drains · waiting to be accepted
Zhou the dispatcher sees in private: #1002
Master Zhao sees in Luxi Property: #1002
Grandma Wang, Grandma Wang and Grandma Wang tap at once in Grid 1 residents: Same here +1
Grandma Wang still sees in Grid 1 residents: 1 more household
Grandma Wang taps in Grid 1 residents: Same here
Grandma Wang is told: You have said so already.
Master Zhao and Master Zhao tap at once in Luxi Property: Decline
Master Zhao sees in Luxi Property: #1002: why do you decline?
Master Zhao and Master Zhao tap at once in Luxi Property: too busy now
Master Zhao still sees in Luxi Property: You gave this back.
Zhou the dispatcher sees in private:
    #1002 Water and drains · to be dispatched
    Given back: Luxi Property (too busy now)
Xiao Li taps in Grid 1 residents: Withdraw
Xiao Li is told: Withdraw #1002?
Xiao Li, Xiao Li and Xiao Li tap at once in Grid 1 residents: Withdraw
Xiao Li still sees in Grid 1 residents: #1002 Water and drains · withdrawn

# Not solved, tapped twice: opened again once, one tier up
Xiao Li says in private: the lift in building 3 is stuck
Xiao Li sees in private: Please check: Lift
Xiao Li taps in private: Submit
Xiao Li sees in private: #1003 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1003
Master Zhao sees in Luxi Property: #1003
Master Zhao taps in Luxi Property: Accept on "#1003"
Master Zhao sees in private: #1003 Lift · in hand
Xiao Li sees in private: #1003: Luxi Property has taken it
Master Zhao taps in private: Done on "#1003"
Master Zhao sees in private: #1003: please send a photo
Master Zhao says in private: the door motor was replaced
Master Zhao sees in private: #1003 is done. Thank you!
Xiao Li sees in private: #1003: Luxi Property reports it done
Xiao Li and Xiao Li tap at once in private: Not solved on "#1003"
Xiao Li sees in private: #1003 is open again. Xintian Community is in charge.
Master Zhao sees in private: #1003: the resident says it is not solved.
Zhou the dispatcher sees in private: ↩️ #1003: the resident says it is not solved. Xintian Community is in charge.

# Sent up and reminded twice is once too, also when two people do it
Zhou the dispatcher, Zhou the dispatcher and Zhou the dispatcher tap at once in private: Send up on "#1003"
Director Wu sees in private: ⬆️ #1003
Xiao Li sees in private: #1003 was sent up to Luxi Street
Zhou the dispatcher taps in private: To Luxi Property on "#1003"
Master Zhao sees in Luxi Property: #1003 Lift · waiting to be accepted
Zhou the dispatcher and Zhou the dispatcher tap at once in private: Remind on "#1003"
Master Zhao sees in Luxi Property: #1003
nobody hears anything else
