# Several photos in private
Xiao Li sends an album of 3 in private: rubbish piles up at building 2
Xiao Li sees in private:
    Please check: Rubbish and cleaning
    rubbish piles up at building 2
    3 attachments
    [Submit]
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001 Rubbish and cleaning · waiting to be accepted
Zhou the dispatcher sees in private: #1001
Master Zhao sees in Luxi Property: #1001 Rubbish and cleaning
Master Zhao sees in Luxi Property:
    #1001 from the resident
    (album)
nobody hears anything else
