# The kind is chosen level by level: two taps and it is there
Xiao Li says in private: that thing at the door of Building 1 does not work again
Xiao Li sees in private:
    What is it about?
    [Parking ›]
    [Cancel]
Xiao Li taps in private: Parking
Xiao Li still sees in private:
    What is it about?
    [Charging points] [E-bike charging]
    [Parking: something else]
    [Back] [Cancel]
Xiao Li taps in private: Back
Xiao Li still sees in private: [Safety hazard] [Medical help]
Xiao Li taps in private: Parking
Xiao Li taps in private: Charging points
Xiao Li still sees in private:
    Please check: Charging points
    [Submit]
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001 Charging points · to be dispatched
Zhou the dispatcher sees in private:
    #1001 Charging points · to be dispatched
    Luxi Property: leads
    [To Luxi Property]

# If it is none of them, the level above is taken
Xiao Li says in private: it is untidy beside the charging station of Building 2
Xiao Li sees in private: Please check: Charging points
Xiao Li taps in private: Change kind
Xiao Li still sees in private: [Parking ›]
Xiao Li taps in private: Parking
Xiao Li taps in private: Parking: something else
Xiao Li still sees in private: Please check: Parking
Xiao Li taps in private: Submit
Xiao Li sees in private: #1002 Parking · to be dispatched
Zhou the dispatcher sees in private: #1002 Parking · to be dispatched
nobody hears anything else
