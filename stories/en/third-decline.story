# What was declined three times goes up at once
Xiao Li says in Grid 1 residents: @{bot} nobody collects the rubbish on the roof of building 1
Xiao Li sees in Grid 1 residents: #1001 Rubbish and cleaning · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Master Zhao taps in Luxi Property: Decline
Master Zhao sees in Luxi Property: why do you decline
Master Zhao taps in Luxi Property: not our field
Zhou the dispatcher sees in private: Given back: Luxi Property (not our field)
Zhou the dispatcher taps in private: To Red Vest Volunteers
Hongmei sees in Red Vest Volunteers: #1001
Hongmei taps in Red Vest Volunteers: Decline
Hongmei sees in Red Vest Volunteers: why do you decline
Hongmei taps in Red Vest Volunteers: not clear enough
Zhou the dispatcher sees in private: Given back: Red Vest Volunteers (not clear enough)
Zhou the dispatcher taps in private: More units
Zhou the dispatcher sees in private: #1001: to whom?
Zhou the dispatcher taps in private: To Luxi Property
Master Zhao sees in Luxi Property: #1001 Rubbish and cleaning · waiting to be accepted
Master Zhao taps in Luxi Property: Decline
Master Zhao sees in Luxi Property: why do you decline
Master Zhao taps in Luxi Property: another reason
Xiao Li sees in private: #1001 was sent up to Xintian Community.
Zhou the dispatcher sees in private:
    ⬆️ #1001 came up to Xintian Community. Please see to it.
    #1001 Rubbish and cleaning · to be dispatched
    In charge: Xintian Community is finding somebody
nobody hears anything else
