# The heat map: one tap below the check-up shows the owner at which hours of the week somebody is called. Another tap brings a new one and takes the old one away.
Director Wu says in private: /doctor
Director Wu sees in private:
    How I am
    [Heat map]
Director Wu taps in private: Heat map
Director Wu is told: Working it out
Director Wu sees in private:
    (photo)
    Heat map of 09:00
after 1 hour
Director Wu taps in private: Heat map
Director Wu sees in private:
    (photo)
    Heat map of 10:00
Director Wu does not see in private: Heat map of 09:00

# Nobody else sees it
Zhou the dispatcher says in private: /whoami
Zhou the dispatcher sees in private: Dispatcher
Zhou the dispatcher forges in private: 1:doctor:heat
Zhou the dispatcher is told: Only owners
nobody hears anything else
