# 日报一天只来一次：重启、断电、正好停在八点，都不会重复，也不会漏。
at 07:59
the program restarts
at 08:00
Sun the grid leader sees in private:
    Xintian Grid 1 日报
    ✅ Nothing is overdue.
the program is killed
the program restarts
at 08:30
Zhou the dispatcher sees in private: Xintian Community 日报
the program is killed
at 07:50
the program restarts
at 08:00
Sun the grid leader sees in private: Xintian Grid 1, Nov 25
at 08:30
Zhou the dispatcher sees in private: Xintian Community, Nov 25
# Telegram 一早就坏了，好了以后补发
at 07:00
Telegram is down
at 09:10
Telegram is well again
after 1 minutes
Sun the grid leader sees in private: Xintian Grid 1, Nov 26
Zhou the dispatcher sees in private: Xintian Community, Nov 26
