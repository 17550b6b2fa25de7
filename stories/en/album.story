# Several photos at once are one order
the bot becomes an admin of Grid 1 residents
Xiao Li sends an album of 3 in Grid 1 residents: @{bot} rubbish piles up behind building 1
Xiao Li sees in Grid 1 residents:
    #1001 Rubbish and cleaning · waiting to be accepted
    rubbish piles up behind building 1
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001 Rubbish and cleaning
after 2 seconds
Master Zhao sees in Luxi Property:
    #1001 from the resident
    (album)
nobody hears anything else
