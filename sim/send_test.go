package sim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestSendRefusals(t *testing.T) {
	r := newRig(t, Options{}).inGroup(true).started()
	shared := r.AddUser(UserSpec{First: "Shared"}) // in the group, never pressed Start
	r.ok(r.Join(shared, r.group))
	stranger := r.AddUser(UserSpec{First: "Stranger"})
	kicked := r.AddGroup(GroupSpec{Title: "k", Super: true, Owner: r.wang})
	r.ok(r.AddBotTo("huiyin_bot", kicked, r.wang))
	r.ok(r.RemoveBotFrom("huiyin_bot", kicked, r.wang))
	small := r.AddGroup(GroupSpec{Title: "s", Owner: r.wang})
	r.ok(r.AddBotTo("huiyin_bot", small, r.wang))
	r.ok(r.RemoveBotFrom("huiyin_bot", small, r.wang))
	left := r.AddGroup(GroupSpec{Title: "l", Super: true, Owner: r.wang})
	r.ok(r.AddBotTo("huiyin_bot", left, r.wang))
	r.must("leaveChat", map[string]any{"chat_id": left})
	never := r.AddGroup(GroupSpec{Title: "n", Super: true, Owner: r.wang})
	other := r.AddBot(BotSpec{Username: "other_bot"})
	otherID := r.botNamed(other).ID

	data := func(n int) map[string]any { return buttons([]string{"b=" + strings.Repeat("x", n)}) }
	many := func(rows, cols int) map[string]any {
		var kb [][]string
		for range rows {
			kb = append(kb, strings.Split(strings.Repeat("a=b ", cols-1)+"a=b", " "))
		}
		return buttons(kb...)
	}
	ent := func(off, n int) map[string]any {
		return map[string]any{"entities": []map[string]any{{"type": "bold", "offset": off, "length": n}}}
	}
	notFound := "Bad Request: chat not found"
	for _, c := range []struct {
		name string
		chat any
		text string
		more map[string]any
		code int
		want string
	}{
		{"ok", r.li, "hi", nil, 0, ""},
		{"empty", r.li, "", nil, 400, "Bad Request: message text is empty"},
		{"blank", r.li, " \n\t ", nil, 400, "Bad Request: text must be non-empty"},
		{"4096", r.li, strings.Repeat("好", 4096), nil, 0, ""},
		{"4097", r.li, strings.Repeat("好", 4097), nil, 400, "Bad Request: message is too long"},
		{"2048 pairs", r.li, strings.Repeat("👀", 2048), nil, 0, ""},
		{"2049 pairs", r.li, strings.Repeat("👀", 2049), nil, 400, "Bad Request: message is too long"},
		{"trimmed to fit", r.li, strings.Repeat("a", 4096) + "   ", nil, 0, ""},
		{"no chat", "", "hi", nil, 400, "Bad Request: chat_id is empty"},
		{"unknown chat", -100123, "hi", nil, 400, notFound},
		{"unknown person", 5, "hi", nil, 400, notFound},
		{"name", "@xiaoli", "hi", nil, 400, notFound},
		{"never met", stranger, "hi", nil, 400, notFound},
		{"not started", shared, "hi", nil, 403, "Forbidden: bot can't initiate conversation with a user"},
		{"a bot", otherID, "hi", nil, 403, "Forbidden: the bot can't send messages to the bot"},
		{"kicked", kicked, "hi", nil, 403, "Forbidden: bot was kicked from the supergroup chat"},
		{"kicked small", small, "hi", nil, 403, "Forbidden: bot was kicked from the group chat"},
		{"left", left, "hi", nil, 403, "Forbidden: bot is not a member of the supergroup chat"},
		{"never in", never, "hi", nil, 400, notFound},
		{"data 64", r.li, "hi", data(64), 0, ""},
		{"data 65", r.li, "hi", data(65), 400, "Bad Request: BUTTON_DATA_INVALID"},
		{"data 0", r.li, "hi", data(0), 400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
		{"data bytes", r.li, "hi", buttons([]string{"b=" + strings.Repeat("好", 22)}), 400, "Bad Request: BUTTON_DATA_INVALID"},
		{"no button text", r.li, "hi", buttons([]string{"=x"}), 400, "Bad Request: inline keyboard button text must be non-empty"},
		{"100 buttons", r.li, "hi", many(20, 5), 0, ""},
		{"101 buttons", r.li, "hi", many(101, 1), 400, "Bad Request: reply markup is too long"},
		{"8 in a row", r.li, "hi", many(1, 8), 0, ""},
		{"9 in a row", r.li, "hi", many(1, 9), 400, "Bad Request: reply markup is too long"},
		{"markup nonsense", r.li, "hi", map[string]any{"reply_markup": "{"}, 400, "Bad Request: can't parse reply keyboard markup JSON object"},
		{"markup list", r.li, "hi", map[string]any{"reply_markup": []int{1}}, 400, "Bad Request: object expected as reply markup"},
		{"contact key in group", r.group, "hi", map[string]any{"reply_markup": map[string]any{"keyboard": [][]any{{map[string]any{"text": "x", "request_contact": true}}}}},
			400, "Bad Request: phone number can be requested in private chats only"},
		{"reply missing", r.li, "hi", map[string]any{"reply_parameters": map[string]any{"message_id": 99}}, 400, "Bad Request: message to be replied not found"},
		{"reply missing ok", r.li, "hi", map[string]any{"reply_parameters": map[string]any{"message_id": 99, "allow_sending_without_reply": true}}, 0, ""},
		{"reply", r.li, "hi", map[string]any{"reply_parameters": map[string]any{"message_id": 1}}, 0, ""},
		{"quote missing", r.li, "hi", map[string]any{"reply_parameters": map[string]any{"message_id": 1, "quote": "zzz"}}, 400, "Bad Request: QUOTE_TEXT_INVALID"},
		{"thread in private", r.li, "hi", map[string]any{"message_thread_id": 5}, 400, "Bad Request: message thread not found"},
		{"thread in a plain supergroup", r.group, "hi", map[string]any{"message_thread_id": 5}, 0, ""},
		{"entity before", r.li, "hi", ent(-1, 1), 400, "Bad Request: receive an entity with incorrect offset -1"},
		{"entity negative", r.li, "hi", ent(0, -1), 400, "Bad Request: receive an entity with incorrect length -1"},
		{"entity beyond", r.li, "hi", ent(0, 3), 400, "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 3"},
		{"entity after", r.li, "hi", ent(3, 1), 400, "Bad Request: entity begins after the end of the text at UTF-16 offset 3"},
		{"entity in a pair", r.li, "👀x", ent(1, 1), 400, "Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 4"},
		{"entity half a pair", r.li, "👀x", ent(0, 1), 400, "Bad Request: entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4"},
		{"entity on a pair", r.li, "👀x", ent(0, 2), 0, ""},
		{"html", r.li, "<b>x</b>", map[string]any{"parse_mode": "HTML"}, 0, ""},
		{"html broken", r.li, "<b>x", map[string]any{"parse_mode": "HTML"}, 400, `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`},
		{"html unknown", r.li, "<x>x</x>", map[string]any{"parse_mode": "HTML"}, 400, `Bad Request: can't parse entities: Unsupported start tag "x" at byte offset 0`},
		{"mode unknown", r.li, "x", map[string]any{"parse_mode": "BBCode"}, 400, "Bad Request: unsupported parse_mode"},
	} {
		t.Run(c.name, func(t *testing.T) {
			args := map[string]any{"chat_id": c.chat, "text": c.text}
			for k, v := range c.more {
				args[k] = v
			}
			a := r.call("sendMessage", args)
			if a.Code != c.code || a.Text != c.want {
				t.Errorf("got %d %q, want %d %q", a.Code, a.Text, c.code, c.want)
			}
		})
	}
	r.ok(r.Block(r.li, "huiyin_bot"))
	r.refused(403, "Forbidden: bot was blocked by the user", "sendMessage", map[string]any{"chat_id": r.li, "text": "x"})
	r.ok(r.Unblock(r.li, "huiyin_bot"))
	r.sent(r.li, "again")
}

func TestParameterForms(t *testing.T) {
	r := newRig(t, Options{}).started()
	kb := `{"inline_keyboard":[[{"text":"A","callback_data":"a"}]]}`
	base := "http://tg/bot" + r.token + "/sendMessage"
	form := url.Values{"chat_id": {fmt.Sprint(r.li)}, "text": {"x"}, "reply_markup": {kb}}
	for name, do := range map[string]func() (*http.Response, error){
		"query": func() (*http.Response, error) { return r.client.Get(base + "?" + form.Encode()) },
		"form":  func() (*http.Response, error) { return r.client.PostForm(base, form) },
		"json strings": func() (*http.Response, error) {
			body, _ := json.Marshal(map[string]any{"chat_id": fmt.Sprint(r.li), "text": "x", "reply_markup": kb})
			return r.client.Post(base, "application/json", strings.NewReader(string(body)))
		},
		"json native": func() (*http.Response, error) {
			body := fmt.Sprintf(`{"chat_id":%d,"text":"x","reply_markup":%s,"entities":null}`, r.li, kb)
			return r.client.Post(base, "application/json", strings.NewReader(body))
		},
	} {
		resp, err := do()
		r.ok(err)
		a, err := decode(resp)
		r.ok(err)
		if !a.OK || !strings.Contains(string(a.Result), `"callback_data":"a"`) {
			t.Errorf("%s: %+v %s", name, a, a.Result)
		}
	}
	a := r.upload("sendMessage", map[string]string{"chat_id": fmt.Sprint(r.li), "text": "x", "reply_markup": kb})
	if !a.OK {
		t.Errorf("multipart: %+v", a)
	}
	r.refused(404, "Not Found", "sendMesage", nil)
	r.refused(404, "Not Found", "banChatMember", nil)
	r.must("SENDMESSAGE", map[string]any{"chat_id": r.li, "text": "x", "reply_to": 4})
	want := "banChatMember: not simulated|sendMesage: unknown method|sendMessage: unknown parameter reply_to"
	if got := strings.Join(r.Strange(), "|"); got != want {
		t.Errorf("strange: %s", got)
	}
	r.token = "1:wrong"
	r.refused(401, "Unauthorized", "getMe", nil)
}

func TestEntitiesAndTrim(t *testing.T) {
	r := newRig(t, Options{}).started()
	m := r.message(r.must("sendMessage", map[string]any{"chat_id": r.li, "text": "👀 #1024 看 @xiaoli  \n",
		"entities": `[{"type":"bold","offset":3,"length":5},{"type":"italic","offset":8,"length":12},{"type":"url","offset":0,"length":1}]`}))
	want := `[{"type":"bold","offset":3,"length":5},{"type":"italic","offset":8,"length":10},{"type":"mention","offset":11,"length":7}]`
	if got, _ := json.Marshal(m.Entities); string(got) != want || m.Text != "👀 #1024 看 @xiaoli" {
		t.Errorf("%q %s", m.Text, got)
	}
	m = r.message(r.must("sendMessage", map[string]any{"chat_id": r.li, "text": "  a\tb\r\u202ec ",
		"entities": []map[string]any{{"type": "code", "offset": 4, "length": 4}}}))
	if m.Text != "a bc" || m.Entities[0].Offset != 2 || m.Entities[0].Length != 2 {
		t.Errorf("%q %+v", m.Text, m.Entities)
	}
	m = r.message(r.must("sendMessage", map[string]any{"chat_id": r.li, "text": `<b>a<i>b</i></b> <a href="https://e.org/?a=1&amp;b=2">c</a> &lt;`, "parse_mode": "HTML"}))
	if m.Text != "ab c <" || len(m.Entities) != 3 || m.Entities[2].URL != "https://e.org/?a=1&b=2" {
		t.Errorf("%q %+v", m.Text, m.Entities)
	}
}

func TestFindEntities(t *testing.T) {
	for text, want := range map[string]string{
		"/order@huiyin_bot 电梯":    "bot_command 0 17",
		"请看 /help":                "bot_command 3 5",
		"/order电梯坏了":              "",
		"a/b":                     "",
		"@huiyin_bot 电梯":          "mention 0 11",
		"@huiyin_bot电梯":           "",
		"你好@huiyin_bot":           "",
		"👀@huiyin_bot":            "mention 2 11",
		"看 https://t.me/x?a=1。":   "url 2 18",
		"t.me/huiyin_bot?start=x": "url 0 23",
		"mail a.b@example.com!":   "email 5 15",
		"#电梯 $USD #1":             "hashtag 0 3|cashtag 4 4",
		"打 +86 139 0000 1111 给我":  "phone_number 2 17",
		"3号楼2单元 3.5":              "",
	} {
		var got []string
		for _, e := range findEntities(text) {
			got = append(got, fmt.Sprint(e.Type, " ", e.Offset, " ", e.Length))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestTopics(t *testing.T) {
	r := newRig(t, Options{})
	r.group = r.AddGroup(GroupSpec{Title: "f", Owner: r.wang, Members: []int64{r.li}, Topics: []string{"A", "B"}})
	r.ok(r.AddBotTo(r.token, r.group, r.wang))
	tp := r.Chats()[0].Topics
	thread := func(id int) map[string]any {
		return map[string]any{"chat_id": r.group, "text": "x", "message_thread_id": id}
	}
	if m := r.message(r.must("sendMessage", thread(tp[0].ID))); m.Thread != tp[0].ID || m.ReplyTo == nil || m.ReplyTo.MessageID != tp[0].ID {
		t.Errorf("%+v", m)
	}
	r.refused(400, "Bad Request: message thread not found", "sendMessage", thread(1))
	r.refused(400, "Bad Request: message thread not found", "sendMessage", thread(77))
	r.ok(r.CloseTopic(r.group, tp[1].ID))
	r.refused(400, "Bad Request: TOPIC_CLOSED", "sendMessage", thread(tp[1].ID))
	if _, err := r.Say(r.li, r.group, Say{Text: "x", Thread: tp[1].ID}); err == nil {
		t.Error("a member spoke in a closed topic")
	}
	r.ok(r.PromoteBot(r.token, r.group))
	r.must("sendMessage", thread(tp[1].ID))
}

func TestMediaAndFiles(t *testing.T) {
	r := newRig(t, Options{}).started()
	chat := fmt.Sprint(r.li)
	photo := string(samplePhoto())
	a := r.upload("sendPhoto", map[string]string{"chat_id": chat, "@photo": photo, "caption": strings.Repeat("c", 1024)})
	m := r.message(a.Result)
	if len(m.Photo) != 3 || m.Photo[2].Width != 400 || m.Photo[0].FileID == m.Photo[2].FileID {
		t.Fatalf("%s", a.Result)
	}
	for _, p := range m.Photo { // every size can be sent again and fetched
		r.must("sendPhoto", map[string]any{"chat_id": chat, "photo": p.FileID})
		var f struct {
			FilePath string `json:"file_path"`
		}
		r.ok(json.Unmarshal(r.must("getFile", map[string]any{"file_id": p.FileID}), &f))
		resp, err := r.client.Get("http://tg/file/bot" + r.token + "/" + f.FilePath)
		r.ok(err)
		if resp.StatusCode != 200 || resp.ContentLength != int64(len(photo)) {
			t.Errorf("download: %d, %d bytes", resp.StatusCode, resp.ContentLength)
		}
	}
	if a := r.upload("sendPhoto", map[string]string{"chat_id": chat, "@photo": photo, "caption": strings.Repeat("c", 1025)}); a.Text != "Bad Request: message caption is too long" {
		t.Error(a.Text)
	}
	if a := r.upload("sendPhoto", map[string]string{"chat_id": chat, "@photo": "no image"}); a.Text != "Bad Request: IMAGE_PROCESS_FAILED" {
		t.Error(a.Text)
	}
	r.refused(400, "Bad Request: there is no photo in the request", "sendPhoto", map[string]any{"chat_id": chat})
	r.refused(400, "Bad Request: can't use file of type Photo as Document", "sendDocument", map[string]any{"chat_id": chat, "document": m.Photo[2].FileID})
	r.refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable", "getFile", map[string]any{"file_id": "x"})
	r.refused(400, "Bad Request: failed to get HTTP URL content", "sendPhoto", map[string]any{"chat_id": chat, "photo": "https://e.org/a.png"})

	album := `[{"type":"photo","media":"attach://p1","caption":"two"},{"type":"photo","media":"` + m.Photo[2].FileID + `"}]`
	a = r.upload("sendMediaGroup", map[string]string{"chat_id": chat, "media": album, "@p1": photo})
	var list []msg
	r.ok(json.Unmarshal(a.Result, &list))
	if len(list) != 2 || list[0].Album == "" || list[0].Album != list[1].Album || list[0].Caption != "two" {
		t.Errorf("%s", a.Result)
	}
	r.refused(400, "Bad Request: media group must include 2-10 items", "sendMediaGroup", map[string]any{"chat_id": chat, "media": `[{"type":"photo","media":"` + m.Photo[2].FileID + `"}]`})
	r.drain()
	ids, err := r.SayAlbum(r.li, r.li, "楼道", Media{Kind: "photo"}, Media{Kind: "photo"}, Media{Kind: "photo"})
	r.ok(err)
	got := r.drain()
	if len(ids) != 3 || len(got) != 3 || got[0].Message.Album != got[2].Message.Album || got[0].Message.Caption != "楼道" || got[1].Message.Caption != "" {
		t.Errorf("album: %+v", got)
	}
	for _, kind := range []string{"voice", "document", "sticker", "video_note", "video", "audio", "animation"} {
		id, err := r.Say(r.li, r.li, Say{Media: &Media{Kind: kind}})
		r.ok(err)
		if v, _ := r.Message(r.li, r.li, id); v.Media != kind || v.FileID == "" {
			t.Errorf("%s: %+v", kind, v)
		}
	}
	r.must("sendLocation", map[string]any{"chat_id": chat, "latitude": 35.6, "longitude": 111.3})
	r.must("sendVenue", map[string]any{"chat_id": chat, "latitude": 35.6, "longitude": 111.3, "title": "驿站", "address": "1"})
	r.must("sendContact", map[string]any{"chat_id": chat, "phone_number": "+861", "first_name": "x"})
	r.refused(400, "Bad Request: wrong parameter action in request", "sendChatAction", map[string]any{"chat_id": chat, "action": "dance"})
	r.must("sendChatAction", map[string]any{"chat_id": chat, "action": "typing"})
}

func TestEphemeral(t *testing.T) {
	r := newRig(t, Options{}).inGroup(true)
	args := buttons([]string{"A=a"})
	args["chat_id"], args["text"] = r.group, "only you"
	args["ephemeral_message_parameters"] = map[string]any{"receiver_user_id": r.li}
	m := r.message(r.must("sendMessage", args))
	if m.MessageID != 0 || m.Eph == 0 {
		t.Fatalf("%+v", m)
	}
	count := func(u int64) (n int) {
		for _, v := range r.Messages(u, r.group) {
			if v.EphemeralID != 0 {
				n++
			}
		}
		return n
	}
	if count(r.li) != 1 || count(r.wang) != 0 {
		t.Error("an ephemeral message is for one person")
	}
	if _, err := r.TapAsync(r.wang, r.group, -m.Eph, "A"); err == nil {
		t.Error("another person pressed it")
	}
	_, err := r.TapAsync(r.li, r.group, -m.Eph, "A")
	r.ok(err)
	id := map[string]any{"chat_id": r.group, "receiver_user_id": r.li, "ephemeral_message_id": m.Eph, "text": "new"}
	r.must("editEphemeralMessageText", id)
	r.must("deleteEphemeralMessage", id)
	if count(r.li) != 0 {
		t.Error("still there")
	}
	r.refused(400, "Bad Request: message to delete not found", "deleteEphemeralMessage", id)
}

func TestEditAndDelete(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, Options{}).inGroup(true).started()
		id := r.sent(r.li, "one", buttons([]string{"A=a"}))
		edit := func(text string, more map[string]any) map[string]any {
			args := map[string]any{"chat_id": r.li, "message_id": id, "text": text}
			for k, v := range more {
				args[k] = v
			}
			return args
		}
		same := "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"
		r.refused(400, same, "editMessageText", edit(" one ", buttons([]string{"A=a"})))
		time.Sleep(time.Minute)
		if m := r.message(r.must("editMessageText", edit("one", nil))); m.EditDate != m.Date+60 {
			t.Errorf("%+v", m)
		}
		r.refused(400, same, "editMessageText", edit("one", nil))
		r.must("editMessageText", edit("one", map[string]any{"entities": `[{"type":"bold","offset":0,"length":3}]`}))
		r.must("editMessageReplyMarkup", edit("", buttons([]string{"B=b"})))
		r.refused(400, same, "editMessageReplyMarkup", edit("", buttons([]string{"B=b"})))
		r.refused(400, "Bad Request: there is no caption in the message to edit", "editMessageCaption", edit("", map[string]any{"caption": "x"}))
		r.refused(400, "Bad Request: message to edit not found", "editMessageText", map[string]any{"chat_id": r.li, "message_id": 99, "text": "x"})
		r.refused(400, "Bad Request: message can't be edited", "editMessageText", map[string]any{"chat_id": r.li, "message_id": 1, "text": "x"})
		r.refused(400, "Bad Request: inline keyboard expected", "editMessageText", edit("z", map[string]any{"reply_markup": map[string]any{"remove_keyboard": true}}))
		withKeys := r.sent(r.li, "k", map[string]any{"reply_markup": `{"keyboard":[["我要点单"]]}`})
		r.refused(400, "Bad Request: message can't be edited", "editMessageText", map[string]any{"chat_id": r.li, "message_id": withKeys, "text": "x"})

		photo := r.message(r.upload("sendPhoto", map[string]string{"chat_id": fmt.Sprint(r.li), "@photo": string(samplePhoto())}).Result)
		r.refused(400, "Bad Request: there is no text in the message to edit", "editMessageText", map[string]any{"chat_id": r.li, "message_id": photo.MessageID, "text": "x"})
		r.must("editMessageCaption", map[string]any{"chat_id": r.li, "message_id": photo.MessageID, "caption": "x"})
		r.refused(400, same, "editMessageMedia", map[string]any{"chat_id": r.li, "message_id": photo.MessageID,
			"media": map[string]any{"type": "photo", "media": photo.Photo[2].FileID, "caption": "x"}})
		if v, _ := r.Message(r.li, r.li, photo.MessageID); v.Version != 2 || v.Text != "x" {
			t.Errorf("%+v", v)
		}

		del := func(chat int64, id int) map[string]any { return map[string]any{"chat_id": chat, "message_id": id} }
		r.must("deleteMessage", del(r.li, id))
		r.refused(400, "Bad Request: message to delete not found", "deleteMessage", del(r.li, id))
		r.refused(400, "Bad Request: message to edit not found", "editMessageText", edit("x", nil))
		hers, err := r.Say(r.li, r.group, Say{Text: "mine"})
		r.ok(err)
		r.refused(400, "Bad Request: message can't be deleted", "deleteMessage", del(r.group, hers))
		own := r.sent(r.group, "x")
		time.Sleep(48 * time.Hour)
		r.refused(400, "Bad Request: message can't be deleted", "deleteMessage", del(r.group, own))
		r.ok(r.PromoteBot("huiyin_bot", r.group))
		r.must("deleteMessages", map[string]any{"chat_id": r.group, "message_ids": []int{hers, own, 999}})
		r.refused(400, "Bad Request: message identifiers are not specified", "deleteMessages", map[string]any{"chat_id": r.group, "message_ids": []int{}})
		for _, v := range r.Messages(r.li, r.group) {
			if v.MessageID == hers || v.MessageID == own {
				t.Errorf("still seen: %+v", v)
			}
		}
	})
}

func TestCopyForwardPin(t *testing.T) {
	r := newRig(t, Options{}).inGroup(true).started()
	src := r.sent(r.li, "card")
	from := map[string]any{"chat_id": r.group, "from_chat_id": r.li, "message_id": src}
	r.must("copyMessage", from)
	if raw := r.must("forwardMessage", from); !strings.Contains(string(raw), `"forward_origin":{"type":"user"`) {
		t.Errorf("%s", raw)
	}
	from["message_id"] = 99
	r.refused(400, "Bad Request: message to copy not found", "copyMessage", from)
	r.refused(400, "Bad Request: message to forward not found", "forwardMessage", from)
	id := r.sent(r.group, "pin me")
	pin := map[string]any{"chat_id": r.group, "message_id": id}
	r.refused(400, "Bad Request: not enough rights to manage pinned messages in the chat", "pinChatMessage", pin)
	r.ok(r.PromoteBot("huiyin_bot", r.group))
	r.must("pinChatMessage", pin)
	if raw := r.must("getChat", map[string]any{"chat_id": r.group}); !strings.Contains(string(raw), `"pinned_message":{"message_id":`+fmt.Sprint(id)) {
		t.Errorf("%s", raw)
	}
	r.must("unpinChatMessage", pin)
	r.refused(400, "Bad Request: message to unpin not found", "unpinChatMessage", map[string]any{"chat_id": r.group})
}
