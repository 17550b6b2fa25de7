# The digest comes once a day: restarts, power cuts and a stop at eight neither repeat nor lose it.
at 07:59
the program restarts
at 08:00
Sun the grid leader sees in private:
    Xintian Grid 1, Nov
    ✅ Nothing is overdue.
the program is killed
the program restarts
at 08:30
Zhou the dispatcher sees in private: Xintian Community, Nov
the program is killed
at 07:50
the program restarts
at 08:00
Sun the grid leader sees in private: Xintian Grid 1, Nov 25
at 08:30
Zhou the dispatcher sees in private: Xintian Community, Nov 25
# Telegram is down in the early morning; it comes when Telegram is well again
at 07:00
Telegram is down
at 09:10
Telegram is well again
after 1 minutes
Sun the grid leader sees in private: Xintian Grid 1, Nov 26
Zhou the dispatcher sees in private: Xintian Community, Nov 26
