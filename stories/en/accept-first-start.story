# Somebody who never spoke to the bot accepts: first Start, then the address
Xiao Li says in private: somebody please fetch medicine for building 1
Xiao Li sees in private: Please check: Help for the elderly
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001
Zhou the dispatcher sees in private: #1001
Zhou the dispatcher taps in private: To Red Vest Volunteers
Xiao Zhang sees in Red Vest Volunteers: #1001 Help for the elderly · waiting to be accepted
Xiao Zhang taps in Red Vest Volunteers: Accept
Xiao Zhang is told: It is yours! Tap “See it in private”, then Start
Xiao Li sees in private: #1001: Red Vest Volunteers has taken it
Xiao Zhang still sees in Red Vest Volunteers:
    Accepted by Xiao Zhang
    [See it in private]
Xiao Zhang opens the link "See it in private" in Red Vest Volunteers
Xiao Zhang sees in private:
    #1001 Help for the elderly · in hand
    Resident: Xiao Li
    When will you be there?
# The same link is of no use to anybody else
Hongmei opens the link "See it in private" in Red Vest Volunteers
Hongmei sees in private: There is no such order
Hongmei does not see in private: Resident: Xiao Li
nobody hears anything else
