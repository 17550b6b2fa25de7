# An anonymous administrator can order too; the bot doesn't guess who it is
Sun the grid leader becomes an anonymous admin of Grid 1 residents
Sun the grid leader says anonymously in Grid 1 residents: @{bot} the street lamp at building 2 is broken
Sun the grid leader sees in Grid 1 residents:
    #1001 Power and light · waiting to be accepted
    the street lamp at building 2 is broken
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private:
    #1001 Power and light · in hand
    Resident: a resident
Master Zhao taps in private: Done
Master Zhao sees in private: please send a photo, or write a sentence
Master Zhao says in private: New bulb fitted
Master Zhao sees in private: #1001 is done. Thank you!
Sun the grid leader sees in Grid 1 residents:
    #1001: Luxi Property reports it done.
    New bulb fitted
nobody hears anything else
