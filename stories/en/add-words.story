# One more thing: reply to your own card
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is stuck
Xiao Li sees in Grid 1 residents: #1001 Lift
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Xiao Li replies in Grid 1 residents to "#1001": nobody is inside, it stands on floor 6
Xiao Li still sees in Grid 1 residents:
    the lift in building 3 is stuck
    nobody is inside, it stands on floor 6
Master Zhao still sees in Luxi Property: nobody is inside, it stands on floor 6
Xiao Li sends a photo in Grid 1 residents to "#1001"
Master Zhao sees in Luxi Property:
    #1001 from the resident
    (photo)

# When neighbours reply to the card, they talk among themselves
Xiao Zhang replies in Grid 1 residents to "#1001": I just used it
nobody hears anything else
