# Until it is submitted, everything can be changed
Xiao Li says in private: a puddle in front of the lift in building 3
Xiao Li sees in private: Please check: Lift
Xiao Li taps in private: Change kind
Xiao Li still sees in private: What is it about?
Xiao Li taps in private: Water and drains
Xiao Li still sees in private: Please check: Water and drains
Xiao Li taps in private: Change place
Xiao Li still sees in private: Where is it?
Xiao Li taps in private: Xintian Grid 1 Building 1
Xiao Li still sees in private: 📍 Xintian Grid 1 Building 1
Xiao Li taps in private: Add address
Xiao Li sees in private: Please write the address
Xiao Li says in private: entrance 2, flat 301
Xiao Li sees in private:
    Please check: Water and drains
    📍 Xintian Grid 1 Building 1
    🏠 entrance 2, flat 301
    [Submit]
Xiao Li taps in private: Submit
Xiao Li sees in private:
    #1001 Water and drains · waiting to be accepted
    🏠 entrance 2, flat 301
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao does not see in Luxi Property: 301

# Changed your mind? Cancel
Xiao Li says in private: the street lamp at building 2 is broken
Xiao Li sees in private: Please check: Power and light
Xiao Li taps in private: Cancel
Xiao Li is told: Cancelled. Nothing was submitted
Xiao Li does not see in private: Please check
nobody hears anything else
