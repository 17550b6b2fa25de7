package bot

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/flows"
	"huiyin/sim"
	"huiyin/store"
)

// echo is a story of a few lines: it remembers what it was given, answers every
// message with its own text, and does what a test tells it besides.
type echo struct {
	mu    sync.Mutex
	got   []flows.Input
	lost  []string
	extra func(tx *store.Tx, in flows.Input) (flows.Answer, error)
}

func (e *echo) Handle(tx *store.Tx, in flows.Input) (flows.Answer, error) {
	e.mu.Lock()
	extra := e.extra
	e.mu.Unlock()
	var a flows.Answer
	var err error
	switch {
	case extra != nil:
		a, err = extra(tx, in)
	case in.Kind == flows.Said:
		err = tx.Say(post(in.Chat.ID, flows.Outgoing{Text: "echo: " + in.Message.Text}))
	case in.Kind == flows.Tapped:
		a = flows.Answer{Text: "tapped " + in.Tap.Data}
	case in.Kind == flows.Migrated:
		err = tx.MoveChat(in.Chat.ID, in.NewChat)
	}
	if err == nil {
		e.mu.Lock()
		e.got = append(e.got, in)
		e.mu.Unlock()
	}
	return a, err
}

func (e *echo) Undelivered(_ *store.Tx, p store.Post, why string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.lost = append(e.lost, why)
	return nil
}

func (e *echo) inputs(kind flows.Kind) []flows.Input {
	e.mu.Lock()
	defer e.mu.Unlock()
	var list []flows.Input
	for _, in := range e.got {
		if in.Kind == kind {
			list = append(list, in)
		}
	}
	return list
}

func post(chat int64, o flows.Outgoing) store.Post {
	body, err := json.Marshal(o)
	if err != nil {
		panic(err)
	}
	return store.Post{Chat: chat, Body: body}
}

// rig is a world with one bot that runs, two people and a group.
type rig struct {
	*sim.Sim
	t        *testing.T
	token    string
	db       *store.DB
	folder   string
	echo     *echo
	bot      *Bot
	o        Options
	log      *strings.Builder
	li, wang int64
	group    int64
	stop     func() error
}

// play runs a test in a bubble of its own time.
func play(t *testing.T, fn func(r *rig)) {
	t.Helper()
	playWith(t, sim.Options{Flood: true, Now: time.Now}, Options{}, fn)
}

func playWith(t *testing.T, so sim.Options, o Options, fn func(r *rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, so, o)
		r.run()
		defer r.end()
		fn(r)
	})
}

func newRig(t *testing.T, so sim.Options, o Options) *rig {
	t.Helper()
	r := &rig{Sim: sim.New(so), t: t, echo: &echo{}, log: &strings.Builder{}}
	r.token = r.AddBot(sim.BotSpec{Username: "huiyin_bot", Name: "Huiyin"})
	r.li = r.AddUser(sim.UserSpec{First: "小李", Username: "xiaoli", Lang: "zh-hans"})
	r.wang = r.AddUser(sim.UserSpec{First: "Wang", Last: "Fang", Lang: "en"})
	folder := t.TempDir()
	r.folder = folder
	db, err := store.Open(t.Context(), store.Options{
		Path: filepath.Join(folder, "huiyin.db"), KeyFile: filepath.Join(folder, "key"), Now: time.Now, Synchronous: "OFF",
	})
	r.must(err)
	r.db = db
	o.Token, o.DB, o.Handler = r.token, db, r.echo
	o.APIURL, o.HTTPClient = "http://telegram.test", &http.Client{Transport: r.Transport()}
	o.Log = slog.New(slog.NewTextHandler(&locked{w: r.log}, &slog.HandlerOptions{Level: slog.LevelDebug}))
	r.o = o
	return r
}

type locked struct {
	mu sync.Mutex
	w  *strings.Builder
}

func (l *locked) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(b)
}

// run starts the bot; stop ends it and returns what Run returned.
func (r *rig) run() {
	r.t.Helper()
	b, err := New(r.t.Context(), r.o)
	r.must(err)
	r.bot = b
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	r.stop = func() error {
		cancel()
		err := <-ended
		ended <- err
		return err
	}
}

func (r *rig) end() {
	r.t.Helper()
	if err := r.stop(); err != nil {
		r.t.Errorf("Run: %v", err)
	}
	_ = r.db.Close()
	if strings.Contains(r.log.String(), r.token[11:]) {
		r.t.Error("the token is in the log")
	}
	if r.t.Failed() {
		r.t.Log(r.log.String())
	}
}

func (r *rig) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

// quiet waits until nothing moves any more.
func (r *rig) quiet() {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 6*time.Hour)
	defer cancel()
	synctest.Wait()
	r.must(r.bot.Settle(ctx))
	synctest.Wait()
	r.must(r.bot.Settle(ctx))
}

// started opens the private chats.
func (r *rig) started() *rig {
	r.t.Helper()
	r.must(r.Start(r.li, "huiyin_bot", ""))
	r.must(r.Start(r.wang, "huiyin_bot", ""))
	r.quiet()
	return r
}

func (r *rig) inGroup(super bool) *rig {
	r.t.Helper()
	r.group = r.AddGroup(sim.GroupSpec{Title: "新田一网格", Super: super, Owner: r.wang, Members: []int64{r.li}})
	r.must(r.AddBotTo("huiyin_bot", r.group, r.wang))
	r.quiet()
	return r
}

func (r *rig) says(user, chat int64, text string) int {
	r.t.Helper()
	id, err := r.Say(user, chat, sim.Say{Text: text})
	r.must(err)
	return id
}

// put puts posts into the outbox.
func (r *rig) put(posts ...store.Post) {
	r.t.Helper()
	r.must(r.db.Write(r.t.Context(), func(tx *store.Tx) error {
		for _, p := range posts {
			if err := tx.Say(p); err != nil {
				return err
			}
		}
		return nil
	}))
}

// last is the last message that a person sees in a chat.
func (r *rig) last(user, chat int64) sim.Seen {
	r.t.Helper()
	ms := r.Messages(user, chat)
	if len(ms) == 0 {
		r.t.Fatal("the chat is empty")
	}
	return ms[len(ms)-1]
}

func (r *rig) texts(user, chat int64) []string {
	var list []string
	for _, m := range r.Messages(user, chat) {
		if m.Bot {
			list = append(list, m.Text)
		}
	}
	return list
}

func (r *rig) read(fn func(tx *store.Tx) error) {
	r.t.Helper()
	r.must(r.db.Read(r.t.Context(), fn))
}
