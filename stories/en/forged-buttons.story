# Anybody can press a button, but it works only for those who may; forged and old ones do nothing.
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is broken
Xiao Li sees in Grid 1 residents: #1001 Lift · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Grandma Wang taps in Grid 1 residents: Withdraw
Grandma Wang is told: This step is not yours to take.
Grandma Wang forges in Grid 1 residents: 1:accept:1001
Grandma Wang is told: This step is not yours to take.
Grandma Wang forges in Grid 1 residents: 1:refuse:1001:private
Grandma Wang is told: This step is not yours to take.
Grandma Wang forges in Grid 1 residents: 1:offer:1001:volunteers
Grandma Wang is told: This step is not yours to take.
Grandma Wang forges in Grid 1 residents: 1:climb:1001
Grandma Wang is told: This step is not yours to take.
Grandma Wang forges in Grid 1 residents: 1:rate:1001:1
Grandma Wang is told: This can't be done to the order any more.
Grandma Wang forges in Grid 1 residents: 1:show:7777
Grandma Wang is told: There is no such order.
Grandma Wang forges in Grid 1 residents: 1:join:-5
Grandma Wang is told: There is no such order.
Grandma Wang forges in Grid 1 residents: 0:accept:1001
Grandma Wang is told: This button is out of date. Please use the newer card.
Grandma Wang forges in Grid 1 residents: 1:fly:1001
Grandma Wang is told: This button is out of date. Please use the newer card.
Grandma Wang forges in Grid 1 residents: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
Grandma Wang is told: This button is out of date. Please use the newer card.
Grandma Wang forges in Grid 1 residents: 1:bind:off
Grandma Wang is told: Only owners and community dispatchers can set up groups.

# Buttons of an order that has ended do nothing
Xiao Li taps in Grid 1 residents: Withdraw
Xiao Li is told: Withdraw #1001?
Xiao Li taps in Grid 1 residents: Withdraw
Xiao Li is told: Withdrawn
Master Zhao forges in Luxi Property: 1:accept:1001
Master Zhao is told: This can't be done to the order any more.
