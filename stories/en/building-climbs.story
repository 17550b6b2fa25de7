# The first responder does not answer: the order goes to the grid by itself.
use responder
Xiao Li says in Grid 1 residents: @{bot} rubbish at the door of building 2
Xiao Li sees in Grid 1 residents: by 10:00, it goes up to Xintian Grid 1
Xiao Zhang sees in private: #1001
after 1 hour
Master Zhao sees in Luxi Property: #1001
Sun the grid leader sees in private: #1001 came up to Xintian Grid 1
Zhou the dispatcher sees in private: #1001
Xiao Li sees in private: #1001
nobody hears anything else
