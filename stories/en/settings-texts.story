# Each community can have its own words: inherited or written, seen before they hold, and taken back.
Director Wu says in private: /settings
Director Wu sees in private:
    Settings for all
    Texts: none of its own
Director Wu taps in private: Texts
Director Wu still sees in private:
    Settings for all · texts
    [Greeting] [Whom to ask]
Director Wu taps in private: Signature
Director Wu still sees in private:
    Settings for all · Signature
    English (as it comes)
    none
    [… Change Chinese] [… Change English]
Director Wu taps in private: Change English
Director Wu still sees in private:
    Send me the new text: at most 60 characters and 1 lines
    It may have …community
Director Wu says in private: – ｛comunity｝ office
Director Wu sees in private: There is no placeholder “comunity”; did you mean …community…?
Director Wu says in private: – ｛community｝ office
Director Wu sees in private:
    It will look like this
    office
    [Save] [Back]
Director Wu taps in private: Save
Director Wu is told: Changed
Director Wu still sees in private:
    English (Settings for all)
    office
    [… English as before]

# A dispatcher changes what is said in their own community, and nowhere else
Zhou the dispatcher says in private: /settings
Zhou the dispatcher sees in private:
    Xintian Community · settings
    Texts: none of its own
Zhou the dispatcher taps in private: Texts
Zhou the dispatcher taps in private: Notice of closing
Zhou the dispatcher taps in private: Change English
Zhou the dispatcher still sees in private: It must have …number… …time
Zhou the dispatcher says in private: please rate it
Zhou the dispatcher sees in private:
    number…is missing
    It must have …number… …time
Zhou the dispatcher says in private: How was ｛number｝? Please tap below before ｛time｝, thank you.
Zhou the dispatcher sees in private:
    It will look like this
    How was #1024? Please tap below before 09:…
Zhou the dispatcher taps in private: Save
Zhou the dispatcher is told: Changed
Zhou the dispatcher taps in private: Back
Zhou the dispatcher still sees in private: [Notice of closing •]
Zhou the dispatcher taps in private: Emergency numbers
Zhou the dispatcher taps in private: Change English
Zhou the dispatcher says in private: call the police first
Zhou the dispatcher sees in private: a number to call
Zhou the dispatcher says in private: In danger call 110 first; our desk is 5550110.
Zhou the dispatcher sees in private: It will look like this
Zhou the dispatcher taps in private: Save
Zhou the dispatcher is told: Changed
Zhou the dispatcher taps in private: Back
Zhou the dispatcher taps in private: Head of the digest
Zhou the dispatcher taps in private: Change English
Zhou the dispatcher says in private: ｛area｝ this morning, ｛date｝
Zhou the dispatcher sees in private: Xintian Community this morning, Nov 23
Zhou the dispatcher taps in private: Save
Zhou the dispatcher is told: Changed
Zhou the dispatcher forges in private: 1:set:save:grid1:text.welcome.en
Zhou the dispatcher is told: out of date
Zhou the dispatcher forges in private: 1:set:up::text.signature.en
Zhou the dispatcher is told: You may not change
Zhou the dispatcher forges in private: 1:set:text:xintian:text
Zhou the dispatcher is told: out of date
Xiao Li forges in private: 1:set:texts:xintian
Xiao Li is told: You may not change

# Residents read what their own community says
Xiao Li starts the bot with b_b3
Xiao Li sees in private: Hello
Xiao Li taps in private: 🆘 Call for help
Xiao Li sees in private: In danger call 110 first; our desk is 5550110.
Xiao Li taps in private: Cancel
Xiao Li is told: Nothing was submitted
Xiao Li says in private: the lift in building 3 is stuck
Xiao Li sees in private: [Submit]
Xiao Li taps in private: Submit
Xiao Li sees in private: #1001
Master Zhao sees in Luxi Property: #1001
Zhou the dispatcher sees in private: #1001
Master Zhao taps in Luxi Property: Accept
Master Zhao sees in private: #1001
Xiao Li sees in private:
    Luxi Property has taken it
    – Xintian Community office
Master Zhao taps in private: Done
Master Zhao sees in private: please send a photo
Master Zhao says in private: mended
Master Zhao sees in private: is done. Thank you
Xiao Li sees in private:
    Are you satisfied?
    – Xintian Community office
at 08:00
Sun the grid leader sees in private: Xintian Grid 1 this morning, Nov 24

# It stands in the latest changes, and can be taken back
Zhou the dispatcher says in private: /settings
Zhou the dispatcher sees in private: Texts: 3 of its own
Zhou the dispatcher taps in private: Latest changes
Zhou the dispatcher still sees in private:
    1. Nov 23, 09:… Zhou the dispatcher: Xintian Community “Head of the digest” (English) (inherited) → “…area… this morning, …date…”
    3. Nov 23, 09:… Zhou the dispatcher: Xintian Community “Notice of closing” (English) (inherited) →
Zhou the dispatcher taps in private: Undo 1
Zhou the dispatcher is told: Taken back
at 08:30
Zhou the dispatcher sees in private: Xintian Community, Nov 24
Zhou the dispatcher says in private: /settings
Zhou the dispatcher sees in private: Texts: 2 of its own
Zhou the dispatcher taps in private: Texts
Zhou the dispatcher taps in private: Emergency numbers
Zhou the dispatcher still sees in private: English (Xintian Community)
Zhou the dispatcher taps in private: English as before
Zhou the dispatcher is told: Changed
Zhou the dispatcher still sees in private:
    English (as it comes)
    first call 120
after 24 hours
Sun the grid leader sees in private: , Nov 25
Zhou the dispatcher sees in private: , Nov 25
after 24 hours
Xiao Li sees in private:
    How was #1001? Please tap below before
    – Xintian Community office
Xiao Li taps in private: Fairly satisfied
Xiao Li is told: Thank you
Master Zhao sees in private: Fairly satisfied
Sun the grid leader sees in private: , Nov 26
Zhou the dispatcher sees in private: , Nov 26
