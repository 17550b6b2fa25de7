# What somebody has taken can go to somebody else; the first one loses address and phone
Xiao Li says in private: a pipe is leaking in building 3, phone 13800138000
Xiao Li sees in private: Please check: Water and drains
Xiao Li taps in private: Add address
Xiao Li sees in private: Please write the address
Xiao Li says in private: entrance 2, flat 301
Xiao Li sees in private: 🏠 entrance 2, flat 301
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: 🏠 entrance 2, flat 301
Xiao Li sees in private: #1001: Luxi Property has taken it

Zhou the dispatcher taps in private: Reassign
Zhou the dispatcher sees in private: #1001: to whom?
Zhou the dispatcher taps in private: To Red Vest Volunteers
Zhou the dispatcher is told: Given to Red Vest Volunteers
Hongmei sees in Red Vest Volunteers:
    #1001 Water and drains · waiting to be accepted
    phone •••
Xiao Li sees in private: #1001 now goes to Red Vest Volunteers.
Master Zhao sees in private: #1001 went to somebody else. You need not go.
Master Zhao still sees in private: This is no longer yours. Address and phone are withdrawn.
Master Zhao still sees in Luxi Property: Nothing to do for you any more. Thank you.

# Address and phone go to the next one who takes it
Hongmei taps in Red Vest Volunteers: Accept
Hongmei sees in private:
    #1001 Water and drains · in hand
    13800138000
    🏠 entrance 2, flat 301
Xiao Li sees in private: #1001: Red Vest Volunteers has taken it
nobody hears anything else
