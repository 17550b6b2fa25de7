# What is not the community's business: the reason, and the right address
Xiao Li says in private: a car is parked on the road outside building 3
Xiao Li sees in private: Please check: Parking
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001 Parking · to be dispatched
Zhou the dispatcher sees in private: #1001 Parking · to be dispatched
Zhou the dispatcher taps in private: Turn down
Zhou the dispatcher sees in private:
    #1001: why is it turned down?
    [another office is in charge]
    [a private matter that the community can't do for you]
    [the same order was made before]
    [other (write it)]
    [Back]
Zhou the dispatcher taps in private: another office is in charge
Zhou the dispatcher is told: The resident has been told
Xiao Li sees in private:
    #1001 can't be taken here: another office is in charge
    Cars on public roads: traffic police, 122 or 12123
Xiao Li still sees in private:
    #1001 Parking · not accepted here
    Reason: another office is in charge
Zhou the dispatcher still sees in private: #1001 Parking · not accepted here
Zhou the dispatcher does not see in private: why is it turned down

# The reason can be written too; who never pressed Start is answered in the group
Grandma Wang says in Grid 1 residents: @{bot} loud music from the bar opposite
Grandma Wang sees in Grid 1 residents: #1002 Noise
Zhou the dispatcher sees in private: #1002 Noise
Xiao Li taps in Grid 1 residents: Same here +1
Zhou the dispatcher taps in private: Turn down
Zhou the dispatcher sees in private: #1002: why is it turned down?
Zhou the dispatcher taps in private: other (write it)
Zhou the dispatcher sees in private: #1002: please write the reason. The resident will read it.
Zhou the dispatcher says in private: The city inspectors deal with bars; we have told them
Grandma Wang sees in Grid 1 residents:
    #1002 can't be taken here: The city inspectors deal with bars; we have told them
    Serious noise at this moment: 110
Grandma Wang still sees in Grid 1 residents: #1002 Noise · not accepted here
Xiao Li sees in private: which you wait for too, can't be taken here
Zhou the dispatcher still sees in private: #1002 Noise · not accepted here
nobody hears anything else
