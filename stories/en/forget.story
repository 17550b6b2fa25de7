# See one's own data, and have it deleted.
Xiao Li says in private: /privacy
Xiao Li sees in private: Delete my data: /forget
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is broken
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Xiao Li says in private: /mydata
Xiao Li sees in private:
    What is kept about you:
    Your orders: 1
Xiao Li says in private: /forget
Xiao Li sees in private:
    Delete all your data?
    [Delete everything]
Xiao Li taps in private: Delete everything
Xiao Li sees in private: All your data is deleted. You can still tell me if something is wrong.
Master Zhao does not see in Luxi Property: the lift in building 3 is broken
Xiao Li still sees in Grid 1 residents: #1001 Lift · withdrawn
Xiao Li says in private: /mydata
Xiao Li sees in private: Your orders: 0
# The only owner can't just go
Director Wu says in private: /forget
Director Wu sees in private: You are the only owner.
