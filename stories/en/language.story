# Everybody has their own language; the group's is set by the owner.
Hongmei says in private: /language
Hongmei sees in private:
    Please choose a language.
    [中文] [English]
Hongmei taps in private: English
Hongmei sees in private: All right, English from now on.
Hongmei says in private: /my
Hongmei sees in private: You have no orders yet.
Xiao Li says in private: /my
Xiao Li sees in private: You have no orders yet.
Xiao Li says in Grid 1 residents: /language@{bot}
Xiao Li sees in Grid 1 residents: The group's language is set by whoever runs it.
Director Wu says in Grid 1 residents: /language@{bot}
Director Wu sees in Grid 1 residents: Which language for this group?
Director Wu taps in Grid 1 residents: English
Director Wu still sees in Grid 1 residents: All right, English in this group from now on.
