# Some things can only be finished with a photo; a sentence is not enough
Xiao Li says in Grid 1 residents: @{bot} somebody in Building 2 is charging in the stairwell
Xiao Li sees in Grid 1 residents: #1001 E-bike charging · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001 E-bike charging · in hand
Xiao Li sees in private: has taken it
Master Zhao taps in private: Done
Master Zhao sees in private: #1001: please send a photo of how it looks now. A sentence may go with it.
Master Zhao says in private: the cable is gone
Master Zhao sees in private: This can only be finished with a photo; a sentence is not enough.
Master Zhao sends a voice in private
Master Zhao sees in private: This can only be finished with a photo
Xiao Li still sees in Grid 1 residents: #1001 E-bike charging · in hand
Master Zhao sends a photo in private: the cable is gone
Master Zhao sees in private: #1001
Master Zhao does not see in private: A sentence may go with it
Xiao Li sees in private:
    #1001
    the cable is gone
    (photo)
nobody hears anything else
