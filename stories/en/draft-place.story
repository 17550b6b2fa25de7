# First a place on the map, then what is wrong
Xiao Li sends a place in private: 35.62,111.36
Xiao Li sees in private:
    1 attachment
    Where is it?
Xiao Li says in private: a manhole is open near building 1
Xiao Li sees in private:
    Please check: Safety hazard
    1 attachment
    [Submit]
Xiao Li taps in private: Submit
Xiao Li sees in private: 🆘 #1001 Safety hazard · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: 🆘 #1001 Safety hazard
# What was sent in private as a place is an exact address: only who takes the order sees it
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private:
    #1001
    🗺 https://www.openstreetmap.org/?mlat=35.620000&mlon=111.360000
Xiao Li sees in private: has taken it
Master Zhao taps in private: Give back
Master Zhao sees in private: #1001: why do you give it back?
Master Zhao taps in private: too busy now
Master Zhao does not see in private: 111.36
Xiao Li sees in private: #1001 was given back.
Zhou the dispatcher sees in private: #1001
nobody hears anything else
