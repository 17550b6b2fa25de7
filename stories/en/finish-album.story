# Several photos of the finished work reach the resident as one album
Xiao Li says in private: rubbish piles up at building 3
Xiao Li sees in private: Please check
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001
Xiao Li sees in private: has taken it
Master Zhao taps in private: Done
Master Zhao sees in private: please send a photo
Master Zhao sends an album of 3 in private: all gone
Master Zhao sees in private: #1001 is done. Thank you!
after 10 seconds
Xiao Li sees in private: (album)
Xiao Li sees in private:
    #1001: Luxi Property reports it done.
    all gone
    Are you satisfied?
    [Satisfied] [Fairly satisfied] [Not satisfied]
nobody hears anything else
