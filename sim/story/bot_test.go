package story

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/sim"
)

// tinyBot is a program under test: what it answers is written down in hear and press. Its memory survives a kill, as that of
// a program with a database would.
type tinyBot struct {
	api    string
	client *http.Client

	mu     sync.Mutex
	offset int64
	last   *update
	taken  map[int64]bool // messages whose card somebody has taken
	group  int64

	stop context.CancelFunc
	done chan struct{}
}

// update is the part of Telegram's updates that the bot reads.
type update struct {
	ID      int64    `json:"update_id"`
	Message *message `json:"message"`
	Query   *struct {
		ID      string   `json:"id"`
		Data    string   `json:"data"`
		Message *message `json:"message"`
		From    struct {
			Name string `json:"first_name"`
		} `json:"from"`
	} `json:"callback_query"`
}

type message struct {
	ID   int64  `json:"message_id"`
	Text string `json:"text"`
	Chat struct {
		ID   int64  `json:"id"`
		Type string `json:"type"`
	} `json:"chat"`
	Thread  int64     `json:"message_thread_id"`
	Photo   []any     `json:"photo"`
	ReplyTo *struct{} `json:"reply_to_message"`
}

// object is the body of a call.
type object map[string]any

// keys makes rows of buttons: "a=1 b=2|c=3" with texts and data.
func keys(rows string) object {
	var out [][]object
	for _, r := range strings.Split(rows, "|") {
		var one []object
		for _, b := range strings.Fields(r) {
			text, data, _ := strings.Cut(b, "=")
			if strings.HasPrefix(data, "https:") {
				one = append(one, object{"text": text, "url": data})
			} else {
				one = append(one, object{"text": text, "callback_data": data})
			}
		}
		out = append(out, one)
	}
	return object{"inline_keyboard": out}
}

// call makes one call and decodes its result; a failed one is tried again after a second, as real programs do.
func (b *tinyBot) call(ctx context.Context, method string, body object, result any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	for {
		err := b.once(ctx, method, raw, result)
		if err == nil || ctx.Err() != nil || errors.As(err, new(refused)) {
			return err
		}
		select {
		case <-ctx.Done():
		case <-time.After(time.Second):
		}
	}
}

// refused is an answer that trying again won't change.
type refused string

func (r refused) Error() string { return string(r) }

func (b *tinyBot) once(ctx context.Context, method string, raw []byte, result any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, b.api+method, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := b.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	answer := struct {
		OK          bool
		Result      json.RawMessage
		Code        int `json:"error_code"`
		Description string
	}{}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return err
	}
	if !answer.OK && answer.Code >= 400 && answer.Code < 429 {
		return refused(answer.Description)
	}
	if !answer.OK {
		return errors.New(answer.Description)
	}
	if result == nil {
		return nil
	}
	return json.Unmarshal(answer.Result, result)
}

// run polls until it is stopped.
func (b *tinyBot) run(ctx context.Context) {
	for ctx.Err() == nil {
		b.mu.Lock()
		offset := b.offset
		b.mu.Unlock()
		var got []update
		if b.call(ctx, "getUpdates", object{"offset": offset, "timeout": 50}, &got) != nil {
			continue
		}
		for _, u := range got {
			b.handle(ctx, u)
			b.mu.Lock()
			b.offset, b.last = max(b.offset, u.ID+1), &u
			b.mu.Unlock()
		}
	}
}

func (b *tinyBot) handle(ctx context.Context, u update) {
	switch {
	case u.Message != nil:
		b.hear(ctx, u.Message)
	case u.Query != nil:
		b.press(ctx, u)
	}
}

// send posts a text, with buttons if there are any.
func (b *tinyBot) send(ctx context.Context, chat int64, text string, markup object) {
	body := object{"chat_id": chat, "text": text}
	if markup != nil {
		body["reply_markup"] = markup
	}
	_ = b.call(ctx, "sendMessage", body, nil)
}

// hear answers what people say. Unknown texts are echoed, with buttons; a photo is called nice.
func (b *tinyBot) hear(ctx context.Context, m *message) {
	word, rest, _ := strings.Cut(m.Text, " ")
	word, _, _ = strings.Cut(word, "@")
	switch chat := m.Chat.ID; {
	case word == "/start":
		b.send(ctx, chat, strings.TrimSpace("Welcome "+rest), object{"resize_keyboard": true, "keyboard": [][]object{{{"text": "Help"}}}})
	case word == "Help":
		b.send(ctx, chat, "Say something.", nil)
	case word == "/twice":
		b.send(ctx, chat, "Hello "+rest, keys("A=a"))
		b.send(ctx, chat, "Hello "+rest, keys("A=a"))
	case word == "/group":
		b.send(ctx, b.group, rest, nil)
	case word == "/later":
		time.AfterFunc(30*time.Minute, func() { b.send(ctx, chat, "Reminder: "+rest, nil) })
	case word == "/link":
		b.send(ctx, chat, "Your code is AB12", keys("Go=https://t.me/tiny_bot?start=x7"))
	case word == "/order":
		_ = b.call(ctx, "setMessageReaction", object{"chat_id": chat, "message_id": m.ID, "reaction": []object{{"type": "emoji", "emoji": "👀"}}}, nil)
		b.send(ctx, chat, "#17 "+rest+" · waiting", keys("Take=take Decline=no|Me_too=plus"))
	case len(m.Photo) > 0:
		b.send(ctx, chat, "Nice photo", nil)
	case m.Text != "" && m.Chat.Type == "private":
		b.send(ctx, chat, "You said: "+m.Text, keys("Save=save Again=again|Mute=mute"))
	}
}

// press answers buttons.
func (b *tinyBot) press(ctx context.Context, u update) {
	m, toast := u.Query.Message, "?"
	edit := func(text string) {
		_ = b.call(ctx, "editMessageText", object{"chat_id": m.Chat.ID, "message_id": m.ID, "text": text, "reply_markup": keys("Undo=undo")}, nil)
	}
	switch u.Query.Data {
	case "mute":
		return
	case "save":
		toast = "Saved"
		edit(m.Text + " · saved")
	case "take":
		b.mu.Lock()
		won := !b.taken[m.ID]
		b.taken[m.ID] = true
		b.mu.Unlock()
		if toast = "Somebody was faster"; won {
			toast = "Yours"
			edit(strings.Replace(m.Text, "waiting", "taken by "+u.Query.From.Name, 1))
		}
	}
	_ = b.call(ctx, "answerCallbackQuery", object{"callback_query_id": u.Query.ID, "text": toast}, nil)
}

// host runs the bot inside a synctest bubble.
type host struct{ bot *tinyBot }

func (h *host) start(again *update) {
	ctx, cancel := context.WithCancel(context.Background())
	h.bot.stop, h.bot.done = cancel, make(chan struct{})
	go func() {
		defer close(h.bot.done)
		if again != nil {
			h.bot.handle(ctx, *again)
		}
		h.bot.run(ctx)
	}()
}

func (h *host) halt() {
	h.bot.stop()
	<-h.bot.done
}

func (h *host) Settle(context.Context) error { synctest.Wait(); return nil }

func (h *host) Advance(_ context.Context, d time.Duration) error {
	time.Sleep(d) // the bubble's time
	return nil
}

func (h *host) Now() time.Time { return time.Now() }

func (h *host) Restart(context.Context) error {
	h.halt()
	h.start(nil)
	return nil
}

// Kill loses the knowledge that the last update was handled, so that it is handled again.
func (h *host) Kill(context.Context) error {
	h.halt()
	h.start(h.bot.last)
	return nil
}

// Backup and PutBack mean nothing to a bot that knows nothing.
func (h *host) Backup(context.Context) error { return nil }

func (h *host) PutBack(ctx context.Context) error { return h.Restart(ctx) }

func (h *host) Recall(name string) string {
	if name == "secret" {
		return "s3cret"
	}
	return ""
}

// play runs a story in a fresh world inside a bubble; change may alter the world first. It gives the world back, with the
// story's error and its transcript.
func play(t *testing.T, src string, change func(*World)) (w *World, transcript string, err error) {
	t.Helper()
	script, err := Parse("test.story", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		s := sim.New(sim.Options{Now: time.Now})
		token := s.AddBot(sim.BotSpec{Username: "tiny_bot", Name: "Tiny", ReadsAll: true})
		li := s.AddUser(sim.UserSpec{First: "Li"})
		granny := s.AddUser(sim.UserSpec{First: "Grandma Li"})
		bo := s.AddUser(sim.UserSpec{First: "Bo"})
		grid := s.AddGroup(sim.GroupSpec{Title: "Grid One", Owner: li, Members: []int64{granny, bo}})
		forum := s.AddGroup(sim.GroupSpec{Title: "Forum", Super: true, Forum: true, Owner: li, Members: []int64{bo}, Topics: []string{"Repairs"}})
		for _, chat := range []int64{grid, forum} {
			if err := s.AddBotTo("tiny_bot", chat, li); err != nil {
				t.Fatal(err)
			}
		}
		h := &host{bot: &tinyBot{
			api: "http://telegram/bot" + token + "/", client: &http.Client{Transport: s.Transport()},
			taken: map[int64]bool{}, group: grid,
		}}
		h.start(nil)
		defer h.halt()
		w = &World{
			Sim: s, Host: h, Bot: "tiny_bot", Zone: time.FixedZone("CST", 8*3600),
			People: map[string]int64{"Li": li, "Grandma Li": granny, "Bo": bo},
			Places: map[string]int64{"Grid One": grid, "Forum": forum},
		}
		if change != nil {
			change(w)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 1000*time.Hour)
		defer cancel()
		err = script.Run(ctx, w)
		transcript = w.Transcript()
	})
	return w, transcript, err
}

// steps joins the steps of a story.
func steps(lines ...string) string { return strings.Join(lines, "\n") + "\n" }

// numbered shows a text with line numbers, for failures of the tests themselves.
func numbered(text string) string {
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		b.WriteString(strconv.Itoa(i+1) + "  " + line + "\n")
	}
	return fmt.Sprintf("\n%s", b.String())
}
