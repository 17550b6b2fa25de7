# Resident and taker write to each other through the bot
Xiao Li says in private: a pipe is leaking in building 3
Xiao Li sees in private: Please check
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001
Xiao Li sees in private: #1001: Luxi Property has taken it

# With the button
Xiao Li taps in private: Send a message
Xiao Li sees in private: #1001: please write your message. A photo or voice note is fine too.
Xiao Li says in private: the bell is broken, please knock
Xiao Li sees in private: Passed on.
Master Zhao sees in private:
    #1001, Xiao Li (resident) says:
    the bell is broken, please knock
    Reply to this message to answer.

# With a reply, and a photo
Master Zhao sends a photo in private to "the bell": is it this pipe?
Master Zhao sees in private: Passed on.
Xiao Li sees in private:
    #1001, Master Zhao (on the job) says:
    is it this pipe?
    (photo)
Xiao Li replies in private to "this pipe": yes
Xiao Li sees in private: Passed on.
Master Zhao sees in private:
    #1001, Xiao Li (resident) says:
    yes

# About to report it done, but first an answer: a reply to a message is a message
Master Zhao taps in private: Done
Master Zhao sees in private: please send a photo, or write a sentence
Xiao Li replies in private to "this pipe": is it mended?
Xiao Li sees in private: Passed on.
Master Zhao sees in private: is it mended?
Master Zhao replies in private to "is it mended": nearly
Master Zhao sees in private: Passed on.
Xiao Li sees in private: nearly
Master Zhao says in private: all replaced
Master Zhao sees in private: #1001 is done. Thank you!
Xiao Li sees in private: #1001: Luxi Property reports it done.
nobody hears anything else
