# Done needs a proof: a photo or a sentence
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
Master Zhao sees in private: #1001: please send a photo, or write a sentence on how it was solved.
Master Zhao sends a sticker in private
Master Zhao sees in private: Please write a sentence or send a photo.

# Not done yet: Back, and nothing was said
Master Zhao taps in private: Back
Master Zhao does not see in private: how it was solved
Master Zhao taps in private: Done
Master Zhao sees in private: #1001: please send a photo, or write a sentence
Master Zhao says in private: Replaced a piece of pipe, it is tight
Master Zhao sees in private: #1001 is done. Thank you!
Xiao Li sees in private:
    #1001: Luxi Property reports it done.
    Replaced a piece of pipe, it is tight
    Are you satisfied?
    [Satisfied] [Fairly satisfied] [Not satisfied]
    [Not solved]
Xiao Li still sees in private: #1001 Water and drains · done, to be rated
nobody hears anything else
