# Neighbours chat, and the bot keeps quiet
Xiao Li says in Grid 1 residents: what a fine day
Grandma Wang replies in Grid 1 residents to "fine day": going to the market? is the lift stuck again?
Xiao Zhang sends a photo in Grid 1 residents: my flowers
Xiao Zhang sends a sticker in Grid 1 residents

# As an administrator it hears everything, and still keeps quiet
the bot becomes an admin of Grid 1 residents
Xiao Li says in Grid 1 residents: the lift in building 3 is stuck, isn't it?
Grandma Wang says in Grid 1 residents: who has no water?
Xiao Zhang sends an album of 3 in Grid 1 residents: from the weekend
Xiao Li says in Grid 1 residents: @xiaozhang look here
Grandma Wang edits "no water" in Grid 1 residents: never mind
nobody hears anything else
