package sim

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestButtonKinds(t *testing.T) {
	r := newRig(t, Options{}).inGroup(true).started()
	one := func(chat int64, b string) answer {
		return r.call("sendMessage", map[string]any{"chat_id": chat, "text": "x", "reply_markup": `{"inline_keyboard":[[],[` + b + `]]}`})
	}
	for _, c := range []struct {
		b, want string
		group   bool
	}{
		{b: `{"text":"a","url":"https://e.org"}`},
		{b: `{"text":"a","url":"t.me/x_bot?start=1"}`},
		{b: `{"text":"a","url":"tg://user?id=1"}`},
		{b: `{"text":"a","url":"nowhere"}`, want: "Bad Request: inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"},
		{b: `{"text":"a","url":"ftp://e.org"}`, want: "Bad Request: inline keyboard button URL 'ftp://e.org' is invalid: Wrong HTTP URL"},
		{b: `{"text":"a","callback_data":"x","style":"danger"}`},
		{b: `{"text":"a","callback_data":"x","style":"pink"}`, want: "Bad Request: can't parse inline keyboard button: invalid button style specified"},
		{b: `{"callback_data":"x"}`, want: `Bad Request: can't parse inline keyboard button: Can't find field "text"`},
		{b: `{"text":"a","web_app":{"url":"https://e.org"}}`},
		{b: `{"text":"a","web_app":{"url":"https://e.org"}}`, group: true, want: "Bad Request: BUTTON_TYPE_INVALID"},
		{b: `{"text":"a","pay":true}`, want: "Bad Request: BUTTON_TYPE_INVALID"},
		{b: `{"text":"a","copy_text":{"text":"x"}}`},
		{b: `{"text":"a"}`, want: "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
	} {
		chat := r.li
		if c.group {
			chat = r.group
		}
		if a := one(chat, c.b); a.Text != c.want {
			t.Errorf("%s: %q, want %q", c.b, a.Text, c.want)
		}
	}
	id := r.sent(r.li, "x", map[string]any{"reply_markup": `{"inline_keyboard":[[{"text":"a","copy_text":{"text":"x"}}]]}`})
	if _, err := r.Tap(t.Context(), r.li, r.li, id, "a"); err == nil {
		t.Error("a copy button was sent to the bot")
	}
}

func TestFloodCountsAlbumsAndEdits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, Options{Flood: true}).started()
		photo, err := r.Say(r.li, r.li, Say{Media: &Media{Kind: "photo"}})
		r.ok(err)
		v, _ := r.Message(r.li, r.li, photo)
		item := fmt.Sprintf(`{"type":"photo","media":%q}`, v.FileID)
		album := map[string]any{"chat_id": r.li, "media": "[" + strings.Repeat(item+",", 4) + item + "]"}
		r.must("sendMediaGroup", album)
		r.refused(429, "Too Many Requests: retry after 3", "sendMediaGroup", album)
		time.Sleep(3 * time.Second)
		id := r.sent(r.li, "x")
		r.refused(429, "Too Many Requests: retry after 1", "editMessageText", map[string]any{"chat_id": r.li, "message_id": id, "text": "y"})
		r.must("sendChatAction", map[string]any{"chat_id": r.li, "action": "typing"})
		time.Sleep(time.Second)
		r.must("editMessageText", map[string]any{"chat_id": r.li, "message_id": id, "text": "y"})
	})
}

func TestForwardsAndTopicsOfReplies(t *testing.T) {
	r := newRig(t, Options{})
	r.group = r.AddGroup(GroupSpec{Title: "f", Forum: true, Owner: r.wang, Members: []int64{r.li}})
	topic := r.AddTopic(r.group, "A")
	r.ok(r.AddBotTo(r.token, r.group, r.wang))
	r.started()
	id, err := r.Say(r.li, r.group, Say{Text: "@huiyin_bot 电梯", Thread: topic})
	r.ok(err)
	reply := r.message(r.must("sendMessage", map[string]any{"chat_id": r.group, "text": "x", "reply_parameters": map[string]any{"message_id": id}}))
	if reply.Thread != topic || reply.ReplyTo.MessageID != id {
		t.Errorf("%+v", reply)
	}
	back, err := r.Say(r.li, r.group, Say{Text: "y", ReplyTo: reply.MessageID})
	r.ok(err)
	if v, _ := r.Message(r.li, r.group, back); v.Thread != topic {
		t.Errorf("%+v", v)
	}
	r.drain()
	_, err = r.Say(r.li, r.li, Say{Forward: &Forward{Chat: r.group, MessageID: id}})
	r.ok(err)
	if m := r.drain()[0].Message; m.Text != "@huiyin_bot 电梯" {
		t.Errorf("%+v", m)
	}
	if _, err := r.Say(r.li, r.li, Say{Forward: &Forward{Chat: r.group, MessageID: 1}}); err == nil {
		t.Error("forwarded a service message")
	}
	r.ok(r.CloseTopic(r.group, topic))
	r.ok(r.ReopenTopic(r.group, topic))
	poll, err := r.Say(r.li, r.group, Say{Poll: &PollSpec{Question: "q", Options: []string{"a", "b"}}})
	r.ok(err)
	r.must("copyMessage", map[string]any{"chat_id": r.li, "from_chat_id": r.group, "message_id": poll})
	loc, err := r.Say(r.li, r.li, Say{Location: &Location{Lat: 35.6, Lon: 111.3}})
	r.ok(err)
	if v, _ := r.Message(r.li, r.li, loc); v.Location.Lat != 35.6 {
		t.Errorf("%+v", v)
	}
}

func TestEditMediaAndMembers(t *testing.T) {
	r := newRig(t, Options{}).inGroup(true).started()
	photo, err := r.Say(r.li, r.li, Say{Media: &Media{Kind: "photo"}})
	r.ok(err)
	v, _ := r.Message(r.li, r.li, photo)
	id := r.sent(r.li, "text")
	args := map[string]any{"chat_id": r.li, "message_id": id, "media": map[string]any{"type": "photo", "media": v.FileID, "caption": "now a photo"}}
	r.must("editMessageMedia", args)
	if v, _ := r.Message(r.li, r.li, id); v.Media != "photo" || v.Text != "now a photo" || v.Version != 2 {
		t.Errorf("%+v", v)
	}
	r.refused(400, "Bad Request: can't parse InputMedia: type must be specified", "editMessageMedia",
		map[string]any{"chat_id": r.li, "message_id": id, "media": "{}"})
	if r.Kick(r.li, r.wang, r.group) == nil {
		t.Error("a member kicked")
	}
	r.ok(r.Promote(r.li, r.group, false))
	r.ok(r.Demote(r.li, r.group))
	r.ok(r.Kick(r.wang, r.li, r.group))
	if len(r.Messages(r.li, r.group)) != 0 {
		t.Error("an outsider reads the group")
	}
	raw := r.must("getChatMember", map[string]any{"chat_id": r.group, "user_id": r.li})
	if !strings.Contains(string(raw), `"status":"kicked"`) {
		t.Errorf("%s", raw)
	}
	r.refused(400, "Bad Request: user not found", "getChatMember", map[string]any{"chat_id": r.group, "user_id": 9})
	r.refused(400, "Bad Request: there are no administrators in the private chat", "getChatAdministrators", map[string]any{"chat_id": r.li})
	r.ok(r.PromoteBot("huiyin_bot", r.group))
	r.ok(r.DemoteBot("huiyin_bot", r.group))
	r.refused(400, "Bad Request: not enough rights to manage pinned messages in the chat", "unpinAllChatMessages", map[string]any{"chat_id": r.group})
	r.must("close", nil)
	r.must("logOut", nil)
	r.refused(401, "Unauthorized", "getMe", nil)
}

func TestControlActs(t *testing.T) {
	r := newRig(t, Options{})
	g := r.AddGroup(GroupSpec{Title: "g", Super: true, Owner: r.wang})
	do := func(act string, body map[string]any) {
		t.Helper()
		raw, err := json.Marshal(body)
		r.ok(err)
		if code, got := r.post("/sim/"+act, string(raw)); code != 200 {
			t.Errorf("%s: %d %s", act, code, got)
		}
	}
	li, wang := map[string]any{"user": r.li, "chat": g}, map[string]any{"user": r.wang, "chat": g}
	do("join", li)
	do("promote", li)
	do("demote", li)
	do("leave", li)
	do("addbot", wang)
	do("promotebot", wang)
	do("demotebot", wang)
	do("removebot", wang)
	do("open", map[string]any{"user": r.wang, "chat": g, "url": "t.me/huiyin_bot?startgroup=x"})
	do("open", map[string]any{"user": r.li, "url": "t.me/huiyin_bot?start=x"})
	do("block", map[string]any{"user": r.li})
	do("unblock", map[string]any{"user": r.li})
	do("react", map[string]any{"user": r.li, "chat": r.li, "message": 1, "emoji": "👍"})
	do("edit", map[string]any{"user": r.li, "chat": r.li, "message": 1, "text": "new"})
	do("delete", map[string]any{"user": r.li, "chat": r.li, "message": 1})
	r.sent(r.li, "k", map[string]any{"reply_markup": `{"keyboard":[["帮助"]]}`})
	if got := r.get(fmt.Sprintf("/sim/keyboard?user=%d&chat=%d", r.li, r.li)); got != `[["帮助"]]` {
		t.Error(got)
	}
	do("press", map[string]any{"user": r.li, "chat": r.li, "text": "帮助"})
	if got := r.get(fmt.Sprintf("/sim/menu?user=%d&chat=%d", r.li, r.li)); got != "[]" {
		t.Error(got)
	}
	do("fault", map[string]any{"kind": "slow", "delay": 1, "every": 2})
}

func TestAwaitTapAndLoadEndsPolls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, Options{}).started()
		id := r.sent(r.li, "x", buttons([]string{"A=a"}))
		q, err := r.TapAsync(r.li, r.li, id, "A")
		r.ok(err)
		r.must("answerCallbackQuery", map[string]any{"callback_query_id": q, "text": "ok"})
		if a, err := r.AwaitTap(context.Background(), q); err != nil || a.Text != "ok" {
			t.Error(a, err)
		}
		r.drain()
		var saved strings.Builder
		r.ok(r.Save(&saved))
		ended := make(chan answer)
		go func() { ended <- r.call("getUpdates", map[string]any{"offset": r.offset, "timeout": 50}) }()
		synctest.Wait()
		r.ok(r.Load(strings.NewReader(saved.String())))
		if a := <-ended; a.Code != 500 {
			t.Errorf("%+v", a)
		}
		f := r.AddFault(Fault{Kind: "500"})
		r.ClearFault(f)
		r.must("getMe", nil)
	})
}

// TestParallel is for the race detector: people and the bot at once.
func TestParallel(t *testing.T) {
	r := newRig(t, Options{}).inGroup(true).started()
	done := make(chan bool)
	for i := range 4 {
		go func() {
			defer func() { done <- true }()
			for j := range 50 {
				switch i {
				case 0:
					_, _ = r.Say(r.li, r.li, Say{Text: fmt.Sprint("t", j)})
				case 1:
					_, _ = r.callCtx(context.Background(), "sendMessage", map[string]any{"chat_id": r.group, "text": fmt.Sprint(j)})
				case 2:
					_, _ = r.callCtx(context.Background(), "getUpdates", map[string]any{"offset": j})
					_ = r.Messages(r.li, r.group)
				case 3:
					_ = r.Events(0)
					_ = r.Save(&strings.Builder{})
					_ = r.Pending(r.token)
				}
			}
		}()
	}
	for range 4 {
		<-done
	}
	if got := len(r.Messages(r.li, r.group)); got < 50 {
		t.Error(got)
	}
}
