# The roster: an owner gets it in chat, sends it back changed, sees first what would change, and then takes it in.
Director Wu says in private: /roster
Director Wu sees in private:
    (document)
    This is the roster as it is now.

# What is wrong is said with its sheet, row and column, and nothing is changed
Director Wu sends a table People.csv in private:
    Name,Role,Area or unit,Phone
    Director Wu,Owner,,
    Zhou the dispatcher,Dispatcher,Xintian Community,
    Sun the grid leader,Grid liter,Xintian Grid 1,
    Master Han,Unit member,Luxi Property,13800000001
Director Wu sees in private:
    one mistake; nothing was changed.
    People!B4: "Grid liter" can't stand here
    did you mean "Grid leader"?

# Who would lose a role is named before; who does not want it changes nothing
Director Wu sends a table People.csv in private:
    Name,Role,Area or unit,Phone
    Director Wu,Owner,,
    Zhou the dispatcher,Dispatcher,Xintian Community,
    Master Han,Unit member,Luxi Property,13800000001
Director Wu sees in private:
    this can be taken in; nothing was changed yet.
    People: 1 new
    These would go:
    Sun the grid leader
    [Take it in] [No, thanks]
Director Wu taps in private: No, thanks
Director Wu is told: Not taken in
Director Wu still sees in private: nothing was taken in or changed

# Taking it in: all at once; who goes hears of it, and the invites of who comes are in the roster
Director Wu sends a table People.csv in private:
    Name,Role,Area or unit,Phone
    Director Wu,Owner,,
    Zhou the dispatcher,Dispatcher,Xintian Community,
    Master Han,Unit member,Luxi Property,13800000001
Director Wu sees in private:
    People: 1 new
    [Take it in] [No, thanks]
Director Wu taps in private: Take it in
Director Wu is told: Taken in
Director Wu still sees in private:
    It is taken in.
    New invites are in the roster: /roster
Sun the grid leader sees in private: You no longer are

# The same once more changes nothing
Director Wu sends a table People.csv in private:
    Name,Role,Area or unit,Phone
    Director Wu,Owner,,
    Zhou the dispatcher,Dispatcher,Xintian Community,
    Master Han,Unit member,Luxi Property,13800000001
Director Wu sees in private: the same as now; nothing to change.

# Somebody changes the people after the dry run: nothing is taken in
Director Wu sends a table People.csv in private:
    Name,Role,Area or unit,Phone
    Director Wu,Owner,,
    Master Han,Unit member,Luxi Property,13800000001
Director Wu sees in private:
    Zhou the dispatcher
    [Take it in] [No, thanks]
Director Wu says in private: /people
Director Wu sees in private: Who does what?
Director Wu taps in private: Zhou the dispatcher
Director Wu taps in private: Take it away
Zhou the dispatcher sees in private: You no longer are
Director Wu taps in private: Take it in
Director Wu is told: The roster has changed
Director Wu still sees in private: Please send the file once more

# What is no spreadsheet is called so
Director Wu sends a table roster.xlsx in private: Dear all
Director Wu sees in private:
    one mistake
    this is no spreadsheet

# A resident's spreadsheet comes with what they ask for
Xiao Li says in private: /roster
Xiao Li sees in private: Only owners can get the roster
Xiao Li sends a table People.csv in private: Name,Role
Xiao Li sees in private: 1 attachment
