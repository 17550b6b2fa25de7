# The first owner: by the code in the program's window, which works once.
Xiao Li starts the bot
Xiao Li sees in private: Hello, this is Huiyin of Xintian Community.
Xiao Li sees in private: This bot has no owner yet.
Xiao Li says in private: ABCD-2345
Xiao Li sees in private: That code is not right.
Director Wu starts the bot
Director Wu sees in private: Hello, this is Huiyin of Xintian Community.
Director Wu sees in private: This bot has no owner yet.
Director Wu says in private: {code}
Director Wu sees in private: Hello! You are now the owner of Xintian Community.
Director Wu sees in private:
    What comes next:
    [Add me to a group]
    [Invite somebody]

# Whoever comes too late is a resident
Xiao Li says in private: /claim ABCD-2345
Xiao Li sees in private: There is an owner already. The code is of no more use.
Xiao Li says in private: /whoami
Xiao Li sees in private: You are a resident.
