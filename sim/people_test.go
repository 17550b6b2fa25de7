package sim

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestPrivacyTable(t *testing.T) {
	type world struct {
		*rig
		otherToken string
		mine, hers int // messages of our bot and of Wang
	}
	mk := func(readsAll, admin bool) *world {
		s := New(Options{})
		w := &world{rig: newRig(t, Options{})}
		w.Sim = s
		w.client.Transport = s.Transport()
		w.token = s.AddBot(BotSpec{Username: "huiyin_bot", ReadsAll: readsAll})
		w.otherToken = s.AddBot(BotSpec{Username: "other_bot"})
		w.li, w.wang = s.AddUser(UserSpec{First: "Li"}), s.AddUser(UserSpec{First: "Wang"})
		w.group = s.AddGroup(GroupSpec{Title: "g", Super: true, Owner: w.wang, Members: []int64{w.li}})
		w.ok(s.AddBotTo("huiyin_bot", w.group, w.wang))
		w.ok(s.AddBotTo("other_bot", w.group, w.wang))
		if admin {
			w.ok(s.PromoteBot("huiyin_bot", w.group))
		}
		w.mine = w.sent(w.group, "card")
		var err error
		w.hers, err = s.Say(w.wang, w.group, Say{Text: "闲聊"})
		w.ok(err)
		w.drain()
		return w
	}
	for _, c := range []struct {
		name    string
		say     func(w *world) Say
		private bool // heard in privacy mode
	}{
		{"chatter", func(*world) Say { return Say{Text: "大家好"} }, false},
		{"photo", func(*world) Say { return Say{Media: &Media{Kind: "photo"}} }, false},
		{"mention", func(*world) Say { return Say{Text: "看 @Huiyin_Bot 电梯坏了"} }, true},
		{"mention glued to Chinese", func(*world) Say { return Say{Text: "@huiyin_bot电梯坏了"} }, false},
		{"mention in caption", func(*world) Say { return Say{Media: &Media{Kind: "photo", Caption: "@huiyin_bot 电梯"}} }, true},
		{"mention of another", func(*world) Say { return Say{Text: "@other_bot hi"} }, false},
		{"named command", func(*world) Say { return Say{Text: "请 /order@huiyin_bot 3号楼"} }, true},
		{"command of another", func(*world) Say { return Say{Text: "/order@other_bot"} }, false},
		{"plain command", func(*world) Say { return Say{Text: "/order 3号楼"} }, true},
		{"plain command inside", func(*world) Say { return Say{Text: "try /order"} }, false},
		{"reply to the bot", func(w *world) Say { return Say{Text: "ok", ReplyTo: w.mine} }, true},
		{"reply to a person", func(w *world) Say { return Say{Text: "ok", ReplyTo: w.hers} }, false},
	} {
		for _, mode := range []string{"privacy", "reads all", "admin"} {
			w := mk(mode == "reads all", mode == "admin")
			_, err := w.Say(w.li, w.group, c.say(w))
			w.ok(err)
			if got, want := len(w.drain()) == 1, c.private || mode != "privacy"; got != want {
				t.Errorf("%s, %s: heard %v", c.name, mode, got)
			}
		}
	}
	w := mk(false, false) // another bot spoke last: plain commands are its own
	ours := w.token
	w.token = w.otherToken
	w.sent(w.group, "beep")
	w.token = ours
	_, err := w.Say(w.li, w.group, Say{Text: "/order"})
	w.ok(err)
	if got := w.drain(); len(got) != 0 {
		t.Errorf("heard another bot, or a command for it: %+v", got)
	}
	w.ok(w.Join(w.AddUser(UserSpec{First: "New"}), w.group))
	if got := w.kinds(); got != "message" {
		t.Errorf("service messages are heard: %q", got)
	}
}

func TestGroupLife(t *testing.T) {
	r := newRig(t, Options{})
	r.group = r.AddGroup(GroupSpec{Title: "g", Owner: r.wang})
	if r.AddBotTo("huiyin_bot", r.group, r.li) == nil {
		t.Error("an outsider added a bot")
	}
	r.ok(r.AddBotTo("huiyin_bot", r.group, r.wang))
	got := r.drain()
	if len(got) != 2 || !strings.Contains(string(got[0].Member), `"old_chat_member":{"user":{"id":`) || got[1].Message.NewMembers == nil {
		t.Errorf("%+v", got)
	}
	r.updates(map[string]any{"allowed_updates": []string{"message", "my_chat_member", "chat_member", "message_reaction"}})
	r.ok(r.Join(r.li, r.group))
	if got := r.kinds(); got != "message" {
		t.Errorf("no chat_member for plain members: %q", got)
	}
	r.ok(r.PromoteBot("huiyin_bot", r.group))
	r.ok(r.Leave(r.li, r.group))
	r.ok(r.Join(r.li, r.group))
	r.ok(r.Promote(r.li, r.group, false))
	if got := r.kinds(); got != "my_chat_member chat_member message chat_member message chat_member" {
		t.Error(got)
	}
	if err := r.Promote(r.li, r.group, true); err == nil {
		t.Error("anonymous in a basic group")
	}
	raw := r.must("getChatMember", map[string]any{"chat_id": r.group, "user_id": r.li})
	if !strings.Contains(string(raw), `"status":"administrator"`) {
		t.Errorf("%s", raw)
	}
	var admins []any
	r.ok(json.Unmarshal(r.must("getChatAdministrators", map[string]any{"chat_id": r.group}), &admins))
	if n := string(r.must("getChatMemberCount", map[string]any{"chat_id": r.group})); len(admins) != 3 || n != "3" {
		t.Errorf("%d admins of %s", len(admins), n)
	}
	id, err := r.Say(r.li, r.group, Say{Text: "x"})
	r.ok(err)
	r.ok(r.React(r.li, r.group, id, "👍"))
	if r.React(r.li, r.group, id, "🦷") == nil {
		t.Error("no such reaction")
	}
	if got := r.kinds(); got != "message message_reaction" {
		t.Error(got)
	}
	r.ok(r.RemoveBotFrom("huiyin_bot", r.group, r.wang))
	if got := r.kinds(); got != "my_chat_member message" {
		t.Error(got)
	}
}

func TestMigration(t *testing.T) {
	r := newRig(t, Options{}).inGroup(false)
	id := r.sent(r.group, "card", buttons([]string{"A=a"}))
	next := r.MigrateToSuper(r.group)
	if next >= -1000000000000 {
		t.Fatal(next)
	}
	got := r.drain()
	if len(got) != 2 || got[0].Message.MigrateTo != next || got[0].Message.Chat.ID != r.group ||
		got[1].Message.MigrateFrom != r.group || got[1].Message.Chat.ID != next || got[1].Message.From.ID != anonymousID {
		t.Errorf("%+v", got)
	}
	for method, args := range map[string]map[string]any{
		"sendMessage":     {"chat_id": r.group, "text": "x"},
		"editMessageText": {"chat_id": r.group, "message_id": id, "text": "x"},
		"deleteMessage":   {"chat_id": r.group, "message_id": id},
	} {
		if a := r.call(method, args); a.Params.Migrate != next || a.Text != "Bad Request: group chat was upgraded to a supergroup chat" {
			t.Errorf("%s: %+v", method, a)
		}
	}
	r.must("getChat", map[string]any{"chat_id": r.group})
	r.sent(next, "here now")
	if _, err := r.Say(r.li, r.group, Say{Text: "x"}); err == nil {
		t.Error("the old group still talks")
	}
	if _, err := r.TapAsync(r.li, r.group, id, "A"); err == nil {
		t.Error("old buttons still work")
	}
	if r.MigrateToSuper(next) != 0 {
		t.Error("twice")
	}
}

func TestAnonymousAdmin(t *testing.T) {
	r := newRig(t, Options{}).inGroup(true)
	if _, err := r.Say(r.li, r.group, Say{Text: "x", Anonymous: true}); err == nil {
		t.Error("a plain member posted as the group")
	}
	r.ok(r.Promote(r.li, r.group, true))
	r.ok(r.PromoteBot("huiyin_bot", r.group))
	r.drain()
	_, err := r.Say(r.li, r.group, Say{Text: "x", Anonymous: true})
	r.ok(err)
	m := r.drain()[0].Message
	if m.From.ID != anonymousID || m.SenderCh.ID != r.group {
		t.Errorf("%+v", m)
	}
	id := r.sent(r.group, "card", buttons([]string{"A=a"}))
	_, err = r.TapAsync(r.li, r.group, id, "A")
	r.ok(err)
	if q := r.drain()[0].Callback; q.From.ID != r.li {
		t.Errorf("presses are never anonymous: %+v", q)
	}
}

func TestPeopleRules(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, Options{}).inGroup(true)
		if _, err := r.Say(r.li, r.li, Say{Text: "x"}); err == nil {
			t.Error("spoke before Start")
		}
		if r.Start(r.li, "huiyin_bot", strings.Repeat("x", 65)) == nil || r.Start(r.li, "huiyin_bot", "a b") == nil {
			t.Error("bad start parameter")
		}
		r.ok(r.Open(r.li, "https://t.me/huiyin_bot?start=b-3_2"))
		if m := r.drain()[0].Message; m.Text != "/start b-3_2" || m.Chat.ID != r.li {
			t.Errorf("%+v", m)
		}
		r.ok(r.Block(r.li, "huiyin_bot"))
		if _, err := r.Say(r.li, r.li, Say{Text: "x"}); err == nil {
			t.Error("spoke to a blocked bot")
		}
		r.ok(r.Start(r.li, "huiyin_bot", ""))
		if got := r.kinds(); got != "my_chat_member my_chat_member message" {
			t.Error(got)
		}
		id, err := r.Say(r.li, r.li, Say{Text: "one"})
		r.ok(err)
		time.Sleep(time.Second)
		r.ok(r.EditText(r.li, r.li, id, "two"))
		if r.EditText(r.li, r.li, id, " two ") == nil || r.EditText(r.li, r.li, 1, "/x") != nil {
			t.Error("edit rules")
		}
		r.ok(r.Delete(r.li, r.li, id))
		if got := r.kinds(); got != "message edited_message edited_message" {
			t.Errorf("deletions are never told: %q", got)
		}
		theirs, err := r.Say(r.wang, r.group, Say{Text: "x"})
		r.ok(err)
		if r.Delete(r.li, r.group, theirs) == nil {
			t.Error("a member deleted another's message")
		}
		r.sent(r.li, "menu", map[string]any{"reply_markup": `{"keyboard":[["我要点单",{"text":"电话","request_contact":true}]]}`})
		if kb := r.Keyboard(r.li, r.li); len(kb) != 1 || kb[0][1] != "电话" {
			t.Error(kb)
		}
		id, err = r.PressKey(r.li, r.li, "电话")
		r.ok(err)
		if v, _ := r.Message(r.li, r.li, id); v.Contact == nil || v.Contact.UserID != r.li {
			t.Errorf("%+v", v)
		}
		r.sent(r.li, "bye", map[string]any{"reply_markup": `{"remove_keyboard":true}`})
		if r.Keyboard(r.li, r.li) != nil {
			t.Error("the keyboard stayed")
		}
		g2 := r.AddGroup(GroupSpec{Title: "g2", Owner: r.li})
		r.drain()
		r.ok(r.Open(r.li, "t.me/huiyin_bot?startgroup=abc&admin=pin_messages"))
		got := r.drain()
		if len(got) != 4 || got[3].Message.Text != "/start@huiyin_bot abc" || got[3].Message.Chat.ID != g2 {
			t.Errorf("%+v", got)
		}
		startGroups(t, r)
	})
}

// startGroups follows links that ask for rights.
func startGroups(t *testing.T, r *rig) {
	t.Helper()
	g := r.AddGroup(GroupSpec{Title: "g3", Super: true, Owner: r.li, Members: []int64{r.wang}})
	r.drain()
	for link, user := range map[string]int64{"t.me/huiyin_bot?startgroup=a&admin=manage_chat": r.wang, "t.me/huiyin_bot?startgroup=a&admin=fly": r.li} {
		if r.OpenInGroup(user, link, g) == nil {
			t.Errorf("%d may follow %s", user, link)
		}
	}
	r.ok(r.OpenInGroup(r.li, "https://t.me/huiyin_bot?startgroup=a-b_9&admin=pin_messages+manage_chat", g))
	r.drain()
	var me struct {
		Status string `json:"status"`
		Pin    bool   `json:"can_pin_messages"`
		Chat   bool   `json:"can_manage_chat"`
		Delete bool   `json:"can_delete_messages"`
	}
	r.ok(json.Unmarshal(r.call("getChatMember", map[string]any{"chat_id": g, "user_id": r.Bots()[0].ID}).Result, &me))
	if me.Status != "administrator" || !me.Pin || !me.Chat || me.Delete {
		t.Errorf("the bot is %+v", me)
	}
}

func TestCommandsAndMenu(t *testing.T) {
	r := newRig(t, Options{}).inGroup(true).started()
	set := func(cmd string, more map[string]any) answer {
		args := map[string]any{"commands": []BotCommand{{cmd, "说明"}}}
		for k, v := range more {
			args[k] = v
		}
		return r.call("setMyCommands", args)
	}
	for cmd, want := range map[string]string{
		"order": "", "Order": "BOT_COMMAND_INVALID", "": "BOT_COMMAND_INVALID", strings.Repeat("x", 33): "BOT_COMMAND_INVALID", strings.Repeat("x", 32): "",
	} {
		if a := set(cmd, nil); a.Text != want && a.Text != "Bad Request: "+want {
			t.Errorf("%q: %q", cmd, a.Text)
		}
	}
	r.refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID", "setMyCommands", map[string]any{"commands": []BotCommand{{"a", strings.Repeat("d", 257)}}})
	r.refused(400, "Bad Request: can't parse BotCommandScope: unsupported type specified", "setMyCommands",
		map[string]any{"commands": []BotCommand{{"a", "d"}}, "scope": map[string]any{"type": "moon"}})
	scope := func(kind string, more ...any) map[string]any {
		sc := map[string]any{"type": kind}
		for i := 0; i+1 < len(more); i += 2 {
			sc[more[i].(string)] = more[i+1]
		}
		return map[string]any{"scope": sc}
	}
	want := func(user, chat int64, cmd string) {
		t.Helper()
		if m := r.Menu(user, chat); len(m) != 1 || m[0].Command != cmd {
			t.Errorf("menu of %d in %d: %v, want %s", user, chat, m, cmd)
		}
	}
	set("base", nil)
	want(r.li, r.li, "base")
	zh := scope("all_private_chats")
	zh["language_code"] = "zh"
	set("zh", zh)
	want(r.li, r.li, "zh")
	set("groups", scope("all_group_chats"))
	want(r.li, r.group, "groups")
	set("admins", scope("all_chat_administrators"))
	want(r.wang, r.group, "admins")
	want(r.li, r.group, "groups")
	set("chat", scope("chat", "chat_id", r.group))
	want(r.wang, r.group, "chat")
	set("me", scope("chat_member", "chat_id", r.group, "user_id", r.li))
	want(r.li, r.group, "me")
	r.must("deleteMyCommands", scope("chat_member", "chat_id", r.group, "user_id", r.li))
	want(r.li, r.group, "chat")
	if raw := r.must("getMyCommands", zh); string(raw) != `[{"command":"zh","description":"说明"}]` {
		t.Errorf("%s", raw)
	}
	r.must("setMyDescription", map[string]any{"description": "d"})
	r.refused(400, "Bad Request: short description is too long", "setMyShortDescription", map[string]any{"short_description": strings.Repeat("x", 121)})
	r.must("setChatMenuButton", map[string]any{"menu_button": map[string]any{"type": "commands"}})
}

func TestReactionsAndPolls(t *testing.T) {
	r := newRig(t, Options{}).inGroup(true)
	id, err := r.Say(r.li, r.group, Say{Text: "hello @huiyin_bot"})
	r.ok(err)
	react := func(e string) map[string]any {
		return map[string]any{"chat_id": r.group, "message_id": id, "reaction": []map[string]string{{"type": "emoji", "emoji": e}}}
	}
	r.must("setMessageReaction", react("👀"))
	r.must("setMessageReaction", react("❤️"))
	r.refused(400, "Bad Request: REACTION_INVALID", "setMessageReaction", react("🏠"))
	if v, _ := r.Message(r.li, r.group, id); strings.Join(v.Reactions, "") != "❤" {
		t.Errorf("%v", v.Reactions)
	}
	r.refused(400, "Bad Request: poll can't have more than 12 options", "sendPoll", map[string]any{"chat_id": r.group, "question": "q",
		"options": strings.Split(strings.Repeat("x,", 12)+"x", ",")})
	m := r.message(r.must("sendPoll", map[string]any{"chat_id": r.group, "question": "装电梯?", "options": []any{"同意", map[string]string{"text": "反对"}}, "is_anonymous": false}))
	r.drain()
	r.ok(r.Vote(r.li, r.group, m.MessageID, 0))
	if r.Vote(r.li, r.group, m.MessageID, 0, 1) == nil || r.Vote(r.li, r.group, m.MessageID, 2) == nil {
		t.Error("vote rules")
	}
	if got := r.kinds(); got != "poll poll_answer" {
		t.Error(got)
	}
	stop := map[string]any{"chat_id": r.group, "message_id": m.MessageID}
	if raw := r.must("stopPoll", stop); !strings.Contains(string(raw), `"voter_count":1`) || !strings.Contains(string(raw), `"is_closed":true`) {
		t.Errorf("%s", raw)
	}
	r.refused(400, "Bad Request: poll has already been closed", "stopPoll", stop)
	if r.Vote(r.wang, r.group, m.MessageID, 1) == nil {
		t.Error("voted in a closed poll")
	}
}

func TestSaveLoad(t *testing.T) {
	r := newRig(t, Options{Seed: 7}).inGroup(true).started()
	card := r.sent(r.group, "card", buttons([]string{"接单=take"}))
	r.upload("sendPhoto", map[string]string{"chat_id": fmt.Sprint(r.li), "@photo": string(samplePhoto())})
	poll := r.message(r.must("sendPoll", map[string]any{"chat_id": r.group, "question": "q", "options": []string{"a", "b"}}))
	r.must("setMyCommands", map[string]any{"commands": []BotCommand{{"a", "b"}}})
	q, err := r.TapAsync(r.li, r.group, card, "接单")
	r.ok(err)
	var saved strings.Builder
	r.ok(r.Save(&saved))
	again := newRig(t, Options{})
	again.ok(again.Load(strings.NewReader(saved.String())))
	again.token, again.offset = r.token, r.offset
	var twice strings.Builder
	again.ok(again.Save(&twice))
	if len(twice.String()) != len(saved.String()) {
		t.Errorf("saved %d bytes, then %d", len(saved.String()), len(twice.String()))
	}
	for _, chat := range []int64{r.li, r.group} {
		a, _ := json.Marshal(r.Messages(r.li, chat))
		b, _ := json.Marshal(again.Messages(r.li, chat))
		if string(a) != string(b) {
			t.Errorf("messages differ:\n%s\n%s", a, b)
		}
	}
	if got := again.drain(); len(got) != 1 || got[0].Callback.ID != q {
		t.Errorf("%+v", got)
	}
	again.must("answerCallbackQuery", map[string]any{"callback_query_id": q})
	again.ok(again.Vote(r.li, r.group, poll.MessageID, 1))
	if len(again.Menu(r.li, r.li)) != 1 || again.sent(r.group, "next") != poll.MessageID+1 {
		t.Error("commands or message ids are lost")
	}
	if a, b := r.AddUser(UserSpec{First: "N"}), again.AddUser(UserSpec{First: "N"}); a != b || r.letters(9) != again.letters(9) {
		t.Error("identifiers do not go on")
	}
}

func TestEventsBounded(t *testing.T) {
	r := newRig(t, Options{KeepEvents: 10, KeepMessages: 10}).started()
	news, end := r.Subscribe()
	var last int
	for i := range 100 {
		last = r.sent(r.li, fmt.Sprint(i))
	}
	end()
	select {
	case <-news:
	default:
		t.Error("not woken")
	}
	ev := r.Events(0)
	if len(ev) > 20 || ev[len(ev)-1].Message.MessageID != last || len(r.Events(ev[len(ev)-1].Seq-3)) != 3 {
		t.Errorf("%d events", len(ev))
	}
	if got := r.Messages(r.li, r.li); len(got) >= 20 {
		t.Errorf("%d messages kept", len(got))
	}
	r.refused(400, "Bad Request: message to edit not found", "editMessageText", map[string]any{"chat_id": r.li, "message_id": 3, "text": "x"})
	r.must("editMessageText", map[string]any{"chat_id": r.li, "message_id": last, "text": "x"})
}
