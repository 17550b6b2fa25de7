# Severity says where an order begins; a neighbour who is the first responder sees small matters only.
use responder
Xiao Li says in Grid 1 residents: @{bot} the lift in building 2 is stuck
Xiao Li sees in Grid 1 residents: #1001
Master Zhao sees in Luxi Property: #1001
Zhou the dispatcher sees in private: #1001
Xiao Li says in Grid 1 residents: @{bot} illegal building on the roof of building 2
Xiao Li sees in Grid 1 residents: Xintian Community is finding somebody
Zhou the dispatcher sees in private: #1002
Xiao Li says in Grid 1 residents: @{bot} too much noise in building 2
Xiao Li sees in Grid 1 residents: the first responder of Building 2
Xiao Zhang sees in private: #1003
Xiao Zhang does not see in private: #1001
Xiao Zhang does not see in private: #1002
nobody hears anything else
