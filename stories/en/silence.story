# No rating: first a notice, then it closes; for thirty days it can begin again
Xiao Li says in private: a pipe is leaking in building 3
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
Master Zhao says in private: mended
Master Zhao sees in private: is done. Thank you
Xiao Li sees in private: Are you satisfied?
after 2 days
Xiao Li sees in private:
    #1001: please rate it. Without a rating it closes Nov 26, 09:00.
    [Satisfied] [Fairly satisfied] [Not satisfied]
    [Not solved]
Sun the grid leader sees in private: , Nov 24
Sun the grid leader sees in private: , Nov 25
Zhou the dispatcher sees in private: , Nov 24
Zhou the dispatcher sees in private: , Nov 25
after 1 day
Xiao Li sees in private:
    #1001 is closed. If it turns out not to be solved within 30 days, tap below.
    [Not solved]
Xiao Li still sees in private:
    #1001 Water and drains · closed
    Closed without a rating.
Sun the grid leader sees in private: , Nov 26
Zhou the dispatcher sees in private: , Nov 26
Xiao Li taps in private: Not solved on "is closed"
Xiao Li sees in private: #1001 is open again. Xintian Community is in charge.
Master Zhao sees in private: #1001: the resident says it is not solved. It is open again.
Zhou the dispatcher sees in private: ↩️ #1001: the resident says it is not solved
nobody hears anything else
