package sim

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
)

// rig is a world with one bot, two people and a client for raw calls.
type rig struct {
	*Sim
	t        testing.TB
	token    string
	client   *http.Client
	li, wang int64
	group    int64
	offset   int64
}

// answer is the Bot API envelope.
type answer struct {
	OK     bool            `json:"ok"`
	Result json.RawMessage `json:"result"`
	Code   int             `json:"error_code"`
	Text   string          `json:"description"`
	Params struct {
		Retry   int   `json:"retry_after"`
		Migrate int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

func newRig(t testing.TB, o Options) *rig {
	t.Helper()
	s := New(o)
	r := &rig{Sim: s, t: t, client: &http.Client{Transport: s.Transport()}}
	r.token = s.AddBot(BotSpec{Username: "huiyin_bot", Name: "Huiyin"})
	r.li = s.AddUser(UserSpec{First: "小李", Username: "xiaoli", Lang: "zh-hans"})
	r.wang = s.AddUser(UserSpec{First: "Wang", Last: "Fang", Lang: "en"})
	return r
}

// inGroup adds a supergroup with both people and the bot.
func (r *rig) inGroup(super bool) *rig {
	r.group = r.AddGroup(GroupSpec{Title: "新田一网格", Super: super, Owner: r.wang, Members: []int64{r.li}})
	r.ok(r.AddBotTo("huiyin_bot", r.group, r.wang))
	r.drain()
	return r
}

// started opens li's private chat.
func (r *rig) started() *rig {
	r.ok(r.Start(r.li, "huiyin_bot", ""))
	r.drain()
	return r
}

func (r *rig) ok(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *rig) callCtx(ctx context.Context, method string, args map[string]any) (answer, error) {
	body, err := json.Marshal(args)
	if err != nil {
		r.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://tg/bot"+r.token+"/"+method, bytes.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := r.client.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	return decode(resp)
}

func decode(resp *http.Response) (a answer, err error) {
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return a, err
	}
	return a, json.Unmarshal(data, &a)
}

func (r *rig) call(method string, args map[string]any) answer {
	r.t.Helper()
	a, err := r.callCtx(context.Background(), method, args)
	if err != nil {
		r.t.Fatalf("%s: %v", method, err)
	}
	return a
}

// must calls and wants success; it returns the result.
func (r *rig) must(method string, args map[string]any) json.RawMessage {
	r.t.Helper()
	a := r.call(method, args)
	if !a.OK {
		r.t.Fatalf("%s: %d %s", method, a.Code, a.Text)
	}
	return a.Result
}

// refused calls and wants this error.
func (r *rig) refused(code int, text, method string, args map[string]any) {
	r.t.Helper()
	a := r.call(method, args)
	if a.OK || a.Code != code || a.Text != text {
		r.t.Errorf("%s %v\n got %d %q\nwant %d %q", method, short(args), a.Code, a.Text, code, text)
	}
}

func short(args map[string]any) string {
	raw, _ := json.Marshal(args)
	if len(raw) > 200 {
		raw = append(raw[:200], "…"...)
	}
	return string(raw)
}

// sent sends and returns the message id.
func (r *rig) sent(chat int64, text string, more ...map[string]any) int {
	r.t.Helper()
	args := map[string]any{"chat_id": chat, "text": text}
	for _, m := range more {
		for k, v := range m {
			args[k] = v
		}
	}
	return r.message(r.must("sendMessage", args)).MessageID
}

// msg is what tests look at in a Message.
type msg struct {
	MessageID int `json:"message_id"`
	From      struct{ ID int64 }
	Chat      struct{ ID int64 }
	SenderCh  struct{ ID int64 } `json:"sender_chat"`
	Text      string
	Caption   string
	Entities  []Entity
	Date      int64
	EditDate  int64  `json:"edit_date"`
	Thread    int    `json:"message_thread_id"`
	Album     string `json:"media_group_id"`
	ReplyTo   *msg   `json:"reply_to_message"`
	Photo     []struct {
		FileID string `json:"file_id"`
		Width  int
	}
	NewMembers  []struct{ ID int64 } `json:"new_chat_members"`
	MigrateTo   int64                `json:"migrate_to_chat_id"`
	MigrateFrom int64                `json:"migrate_from_chat_id"`
	Eph         int                  `json:"ephemeral_message_id"`
}

func (r *rig) message(raw json.RawMessage) (m msg) {
	r.t.Helper()
	if err := json.Unmarshal(raw, &m); err != nil {
		r.t.Fatalf("%v in %s", err, raw)
	}
	return m
}

// upd is what tests look at in an Update.
type upd struct {
	ID       int64 `json:"update_id"`
	Message  *msg
	Edited   *msg `json:"edited_message"`
	Callback *struct {
		ID      string
		Data    string
		From    struct{ ID int64 }
		Message msg
	} `json:"callback_query"`
	Member  json.RawMessage `json:"my_chat_member"`
	Others  json.RawMessage `json:"chat_member"`
	React   json.RawMessage `json:"message_reaction"`
	PollAns json.RawMessage `json:"poll_answer"`
	Poll    json.RawMessage
}

func (u upd) kind() string {
	switch {
	case u.Message != nil:
		return "message"
	case u.Edited != nil:
		return "edited_message"
	case u.Callback != nil:
		return "callback_query"
	case u.Member != nil:
		return "my_chat_member"
	case u.Others != nil:
		return "chat_member"
	case u.React != nil:
		return "message_reaction"
	case u.PollAns != nil:
		return "poll_answer"
	case u.Poll != nil:
		return "poll"
	}
	return "?"
}

func (r *rig) updates(args map[string]any) []upd {
	r.t.Helper()
	var list []upd
	raw := r.must("getUpdates", args)
	if err := json.Unmarshal(raw, &list); err != nil {
		r.t.Fatalf("%v in %s", err, raw)
	}
	return list
}

// drain takes and confirms all that waits.
func (r *rig) drain() (all []upd) {
	r.t.Helper()
	for {
		list := r.updates(map[string]any{"offset": r.offset})
		if len(list) == 0 {
			return all
		}
		r.offset = list[len(list)-1].ID + 1
		all = append(all, list...)
	}
}

func (r *rig) kinds() string {
	r.t.Helper()
	var out []string
	for _, u := range r.drain() {
		out = append(out, u.kind())
	}
	return strings.Join(out, " ")
}

func buttons(rows ...[]string) map[string]any {
	var kb [][]map[string]string
	for _, row := range rows {
		var line []map[string]string
		for _, b := range row {
			text, data, _ := strings.Cut(b, "=")
			line = append(line, map[string]string{"text": text, "callback_data": data})
		}
		kb = append(kb, line)
	}
	return map[string]any{"reply_markup": map[string]any{"inline_keyboard": kb}}
}

// upload posts a multipart form; keys that begin with @ are files.
func (r *rig) upload(method string, form map[string]string) answer {
	r.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for k, v := range form {
		if name, ok := strings.CutPrefix(k, "@"); ok {
			part, err := w.CreateFormFile(name, name+".png")
			r.ok(err)
			_, err = part.Write([]byte(v))
			r.ok(err)
			continue
		}
		r.ok(w.WriteField(k, v))
	}
	r.ok(w.Close())
	resp, err := r.client.Post("http://tg/bot"+r.token+"/"+method, w.FormDataContentType(), &body)
	r.ok(err)
	defer resp.Body.Close()
	a, err := decode(resp)
	r.ok(err)
	return a
}
