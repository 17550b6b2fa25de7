# Ten minutes from nothing to something that works: each step of docs/ten-minutes.md, done as it is said there.
# 1. Claim
Director Wu starts the bot
Director Wu sees in private: Hello, this is Huiyin of Xintian Community.
Director Wu sees in private: This bot has no owner yet.
Director Wu says in private: {code}
Director Wu sees in private: You are now the owner of Xintian Community
Director Wu sees in private: What comes next:

# 2. The residents' group
Director Wu taps in private: Add me to a group
Director Wu sees in private: What will it be for?
Director Wu taps in private: Residents' group
Director Wu taps in private: Xintian Grid 1
Director Wu taps in private: All of Xintian Grid 1
Director Wu opens the link "Choose a group and add me" in private for Grid 1 residents
Director Wu sees in Grid 1 residents: ✅ This group is: Residents' group · Xintian Grid 1

# 3. The unit's group
Director Wu taps in private: Add another
Director Wu taps in private: Unit's group
Director Wu taps in private: Luxi Property
Director Wu opens the link "Choose a group and add me" in private for Luxi Property
Director Wu sees in Luxi Property: ✅ This group is: Unit's group · Luxi Property

# 4. A grid leader: chosen from the contacts, and asked
Sun the grid leader starts the bot
Sun the grid leader sees in private: Hello, this is Huiyin
Director Wu says in private: /people
Director Wu sees in private: Who does what?
Director Wu taps in private: Choose from contacts
Director Wu taps in private: Grid leader
Director Wu taps in private: Xintian Grid 1
Director Wu sees in private: Grid leader · Xintian Grid 1: press the big key
Director Wu picks Sun the grid leader with "Choose people"
Director Wu sees in private: Sun the grid leader: has been asked
Sun the grid leader sees in private: Director Wu would like you to be: Grid leader · Xintian Grid 1
Sun the grid leader taps in private: I agree
Sun the grid leader sees in private: Hello! You are now: Grid leader · Xintian Grid 1
Director Wu sees in private: Sun the grid leader accepted the invite

# 5. Who does the work: by a code to scan
Director Wu says in private: /invite
Director Wu sees in private: Invite somebody as what?
Director Wu taps in private: Unit member
Director Wu taps in private: Luxi Property
Director Wu sees in private: asks you to be: Unit member · Luxi Property
Director Wu remembers worker from private "start=(\w+)"
Master Zhao starts the bot with {worker}
Master Zhao sees in private: Hello! You are now: Unit member · Luxi Property
Director Wu sees in private: Master Zhao accepted the invite

# 6. The first order
Xiao Li says in Grid 1 residents: @{bot} the lift in building 3 is stuck
Xiao Li sees in Grid 1 residents:
    #1001 Lift · waiting to be accepted
    In charge: Luxi Property
Director Wu sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001
Master Zhao is told: It is yours
Xiao Li still sees in Grid 1 residents: #1001 Lift · in hand
Master Zhao taps in private: Done
Master Zhao sees in private: #1001: please send a photo, or write a sentence
Master Zhao says in private: New door controller, it runs again
Master Zhao sees in private: #1001 is done. Thank you!
Xiao Li still sees in Grid 1 residents: #1001 Lift · done, to be rated
Xiao Li sees in Grid 1 residents:
    #1001: Luxi Property reports it done.
    New door controller, it runs again
    Are you satisfied?
Xiao Li taps in Grid 1 residents: Satisfied
Master Zhao sees in private: #1001: the resident says “Satisfied”
Xiao Li still sees in Grid 1 residents: #1001 Lift · closed
