# One more thing before submitting: it is added
Xiao Li says in private: no water in building 3
Xiao Li sees in private: Please check: Water and drains
Xiao Li says in private: all of entrance 2
Xiao Li sees in private:
    Please check: Water and drains
    no water in building 3
    all of entrance 2
    [Submit]
Xiao Li edits "entrance 2" in private: all of entrance 3
Xiao Li still sees in private:
    Please check: Water and drains
    all of entrance 3
Xiao Li taps in private: Submit
Xiao Li sees in private:
    #1001 Water and drains · waiting to be accepted
    no water in building 3
    all of entrance 3
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
nobody hears anything else
