# First a photo, then words: still one order
Xiao Li sends a photo in private
Xiao Li sees in private:
    (no words)
    1 attachment
    Where is it?
Xiao Li says in private: a pipe is leaking in building 3
Xiao Li sees in private:
    Please check: Water and drains
    a pipe is leaking in building 3
    1 attachment
    [Submit]
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001 Water and drains · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001 Water and drains
Master Zhao sees in Luxi Property:
    #1001 from the resident
    (photo)
nobody hears anything else
