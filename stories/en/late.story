# Away for more than a day: the bot says itself that it may have missed messages.
Telegram is down
after 25 hours
Telegram is well again
after 2 minutes
Xiao Li sees in Grid 1 residents: I was away for more than a day and may have missed messages. If you got no answer, please say it again.
Xiao Li sees in Grid 2 residents: I was away for more than a day
Director Wu sees in private: I was away for more than a day
Sun the grid leader sees in private: Xintian Grid 1, Nov
Zhou the dispatcher sees in private: Xintian Community, Nov
