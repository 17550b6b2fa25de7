# An order with a photo in the group
Xiao Li sends a photo in Grid 1 residents: @{bot} the stairs of building 3 are full of rubbish
Xiao Li sees in Grid 1 residents:
    #1001 Rubbish and cleaning · waiting to be accepted
    the stairs of building 3 are full of rubbish
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property:
    #1001 Rubbish and cleaning · waiting to be accepted
    [Accept] [Decline]
Master Zhao sees in Luxi Property:
    #1001 from the resident
    (photo)

# A reply to somebody else's photo does it too
Grandma Wang sends a photo in Grid 1 residents: this tree is about to fall
Xiao Li replies in Grid 1 residents to "this tree": @{bot} building 2
Xiao Li sees in Grid 1 residents:
    #1002 Greenery · waiting to be accepted
    this tree is about to fall
Zhou the dispatcher sees in private: #1002
Master Zhao sees in Luxi Property: #1002 Greenery
Master Zhao sees in Luxi Property:
    #1002 from the resident
    (photo)
nobody hears anything else
