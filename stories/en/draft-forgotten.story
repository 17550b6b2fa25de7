# Not submitted: one reminder after a quarter of an hour, no more; it is still there next time
Xiao Li says in private: no water in building 3
Xiao Li sees in private: Please check: Water and drains
after 14 minutes
nobody hears anything else
after 1 minute
Xiao Li sees in private:
    You have not submitted this yet:
    no water in building 3
    [Submit]
after 3 hours
nobody hears anything else
Xiao Li starts the bot
Xiao Li sees in private: Everything gets an answer
Xiao Li sees in private:
    This is still waiting from last time:
    no water in building 3
    [Submit]
Xiao Li taps in private: Submit
Xiao Li sees in private:
    #1001 Water and drains · waiting to be accepted
    Promise: accepted within 30 minutes
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
nobody hears anything else
