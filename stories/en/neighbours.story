# Same here: neighbours wait together
Xiao Li says in Grid 1 residents: @{bot} no water in building 3
Xiao Li sees in Grid 1 residents: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Xiao Li taps in Grid 1 residents: Same here +1
Xiao Li is told: This is your own order.
Sun the grid leader taps in Grid 1 residents: Same here +1
Sun the grid leader is told: Noted. You will hear when #1001 is done.
Sun the grid leader taps in Grid 1 residents: Same here +1
Sun the grid leader is told: You have said so already.
# Grandma Wang never wrote to the bot in private, so the card must do
Grandma Wang taps in Grid 1 residents: Same here +1
Grandma Wang is told: Noted. This card shows how #1001 stands.
Xiao Li still sees in Grid 1 residents: 2 more households wait for this
Master Zhao still sees in Luxi Property: 2 more households wait for this
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private:
    #1001
    2 more households wait for this
Xiao Li sees in private: has taken it
Master Zhao taps in private: Done
Master Zhao sees in private: please send a photo
Master Zhao says in private: valve opened
Master Zhao sees in private: is done. Thank you
Xiao Li sees in private: Are you satisfied?
Sun the grid leader sees in private: #1001 (Water and drains), which you wait for too, is done.
nobody hears anything else
