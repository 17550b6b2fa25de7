# The worker sends the photo before tapping Done: the card asks whether it shows that the order is done, and one tap ends it
Xiao Li says in Grid 1 residents: @{bot} somebody in Building 2 is charging in the stairwell
Xiao Li sees in Grid 1 residents: #1001 E-bike charging · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001 E-bike charging · in hand
Xiao Li sees in private: has taken it
Master Zhao says in private: the cable is gone
Master Zhao sees in private:
    the cable is gone
    [Cancel]
Master Zhao does not see in private: [✅ This shows that #1001 is done]
Master Zhao sends a photo in private
Master Zhao sees in private:
    the cable is gone
    [✅ This shows that #1001 is done]
Master Zhao taps in private: ✅ This shows that #1001 is done
Master Zhao sees in private: #1001 is done
Xiao Li sees in private:
    #1001
    the cable is gone
    (photo)
nobody hears anything else
