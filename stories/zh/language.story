# 每个人用自己的语言；群的语言由管理员定。
红梅 在 私聊 说：/language
红梅 在 私聊 看到：
    请选语言。
    [中文] [English]
红梅 在 私聊 点：English
红梅 在 私聊 看到：All right, English from now on.
红梅 在 私聊 说：/my
红梅 在 私聊 看到：You have no orders yet.
小李 在 私聊 说：/my
小李 在 私聊 看到：您还没有工单。
小李 在 新田一网格居民群 说：/language@{bot}
小李 在 新田一网格居民群 看到：群的语言由管理员定。
吴主任 在 新田一网格居民群 说：/language@{bot}
吴主任 在 新田一网格居民群 看到：本群用什么语言？
吴主任 在 新田一网格居民群 点：English
吴主任 在 新田一网格居民群 现在看到：All right, English in this group from now on.
