# In private: one message, one tap
Xiao Li says in private: the lift in building 3 is stuck
Xiao Li sees in private:
    Please check: Lift
    the lift in building 3 is stuck
    📍 Xintian Grid 1 Building 3
    If it is right, tap “Submit”.
    [Submit]
    [Change kind] [Change place] [Add address]
    [Cancel]
Xiao Li taps in private: Submit
Xiao Li is told: Submitted. Its number is #1001
Xiao Li sees in private:
    #1001 Lift · waiting to be accepted
    the lift in building 3 is stuck
    📍 Xintian Grid 1 Building 3
    In charge: Luxi Property
    Next: if nobody accepts by 09:15, a reminder goes out
    [Withdraw]
Xiao Li does not see in private: If it is right, tap “Submit”.
Master Zhao sees in Luxi Property: #1001
Zhou the dispatcher sees in private: #1001
nobody hears anything else
