package sim

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestPickers: keys that ask for people and for groups, as strict as Telegram.
func TestPickers(t *testing.T) {
	r := newRig(t, Options{}).started()
	keys := func(rows string) map[string]any {
		return map[string]any{"reply_markup": `{"keyboard":[[` + rows + `]]}`}
	}
	with := func(rows string) map[string]any {
		args := keys(rows)
		args["chat_id"], args["text"] = r.li, "pick"
		return args
	}
	for rows, why := range map[string]string{
		`{"text":"a","request_users":{}}`:                                                                                    `can't parse keyboard button: Can't find field "request_id"`,
		`{"text":"a","request_users":{"request_id":"x"}}`:                                                                    `can't parse keyboard button: KeyboardButtonRequestUsers expected`,
		`{"text":"a","request_users":{"request_id":1,"max_quantity":11}}`:                                                    `can't parse keyboard button: max_quantity must be from 1 to 10`,
		`{"text":"a","request_users":{"request_id":1,"max_quantity":0}}`:                                                     `can't parse keyboard button: max_quantity must be from 1 to 10`,
		`{"text":"a","request_users":{"request_id":2147483648}}`:                                                             `can't parse keyboard button: KeyboardButtonRequestUsers expected`,
		`{"text":"a","request_chat":{"request_id":1}}`:                                                                       `can't parse keyboard button: Can't find field "chat_is_channel"`,
		`{"text":"a","request_users":{"request_id":1}},{"text":"b","request_chat":{"request_id":1,"chat_is_channel":false}}`: `can't parse keyboard button: request identifiers must be unique within the message`,
	} {
		r.refused(400, "Bad Request: "+why, "sendMessage", with(rows))
	}
	g := r.AddGroup(GroupSpec{Title: "g", Owner: r.li, Members: []int64{r.wang}})
	r.ok(r.AddBotTo("huiyin_bot", g, r.li))
	empty := r.AddGroup(GroupSpec{Title: "empty", Owner: r.li})
	args := keys(`{"text":"x","request_users":{"request_id":1}}`)
	args["chat_id"], args["text"] = g, "pick"
	r.refused(400, "Bad Request: users can be requested in private chats only", "sendMessage", args)

	r.sent(r.li, "pick", keys(`{"text":"people","request_users":{"request_id":-7,"user_is_bot":false,"max_quantity":2,"request_name":true}},
		{"text":"group","request_chat":{"request_id":8,"chat_is_channel":false,"bot_is_member":true,"request_title":true}},
		{"text":"forum","request_chat":{"request_id":9,"chat_is_channel":false,"chat_is_forum":true}},"plain"`))
	r.drain()
	if _, err := r.PressKey(r.li, r.li, "people"); err == nil || !strings.Contains(err.Error(), "list") {
		t.Error(err)
	}
	zhang := r.AddUser(UserSpec{First: "张", Last: "三", Username: "zhang3"})
	robot := r.Bots()[0].ID
	for _, picked := range [][]int64{nil, {r.li}, {robot}, {r.wang, r.wang}, {r.wang, zhang, r.li}, {99}} {
		if _, err := r.PickUsers(r.li, r.li, "people", picked...); err == nil {
			t.Errorf("picked %v", picked)
		}
	}
	for key, group := range map[string]int64{"group": empty, "forum": g, "people": g, "plain": g} {
		if _, err := r.PickChat(r.li, r.li, key, group); err == nil {
			t.Errorf("%s picked %d", key, group)
		}
	}
	if p := r.Picker(r.li, r.li, "people"); p.Kind != "users" || p.Most != 2 || len(p.Choices) != 2 || p.Choices[1] != (Choice{zhang, "张 三"}) {
		t.Errorf("%+v", p)
	}
	if p := r.Picker(r.li, r.li, "group"); p.Kind != "chat" || len(p.Choices) != 1 || p.Choices[0].ID != g {
		t.Errorf("%+v", p)
	}
	if p := r.Picker(r.li, r.li, "plain"); p.Kind != "" {
		t.Errorf("%+v", p)
	}
	if _, err := r.PickUsers(r.li, r.li, "people", r.wang, zhang); err != nil {
		t.Fatal(err)
	}
	if _, err := r.PickChat(r.li, r.li, "group", g); err != nil {
		t.Fatal(err)
	}
	raw := r.must("getUpdates", nil)
	var got []struct {
		Message struct {
			Users json.RawMessage `json:"users_shared"`
			Chat  json.RawMessage `json:"chat_shared"`
		} `json:"message"`
	}
	r.ok(json.Unmarshal(raw, &got))
	if len(got) != 2 || string(got[0].Message.Users) != `{"request_id":-7,"users":[{"user_id":`+str(r.wang)+`,"first_name":"Wang","last_name":"Fang"},{"user_id":`+str(zhang)+`,"first_name":"张","last_name":"三"}]}` ||
		string(got[1].Message.Chat) != `{"request_id":8,"chat_id":`+str(g)+`,"title":"g"}` {
		t.Errorf("%s", raw)
	}
}

func str(n int64) string { b, _ := json.Marshal(n); return string(b) }
