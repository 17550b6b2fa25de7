package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huiyin/bot"
	"huiyin/config"
	"huiyin/flows"
	"huiyin/order"
	"huiyin/sim"
	"huiyin/store"
	"huiyin/texts"
)

// townHouse is a town over real HTTP on the loopback, with a folder for the
// bot that serves it.
type townHouse struct {
	t      testing.TB
	dir    string
	town   *town
	server *httptest.Server
	handle http.Handler // in front of the simulator; set before anybody calls
}

func newTownHouse(t testing.TB, districts, lanes int) *townHouse {
	s := sim.New(sim.Options{KeepEvents: 20_000})
	town, err := newTown(s, districts, lanes)
	if err != nil {
		t.Fatal(err)
	}
	h := &townHouse{t: t, dir: t.TempDir(), town: town, handle: s.Handler()}
	h.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.handle.ServeHTTP(w, r) }))
	t.Cleanup(func() {
		h.server.CloseClientConnections()
		h.server.Close()
		s.Close()
	})
	h.withDB(town.settle)
	return h
}

func (h *townHouse) database() string { return filepath.Join(h.dir, "huiyin.db") }
func (h *townHouse) key() string      { return filepath.Join(h.dir, "huiyin.key") }

// withDB opens the database while no bot does.
func (h *townHouse) withDB(fn func(context.Context, *store.DB) error) {
	h.t.Helper()
	ctx := context.Background()
	db, err := store.Open(ctx, store.Options{Path: h.database(), KeyFile: h.key(), Now: time.Now})
	if err != nil {
		h.t.Fatal(err)
	}
	if err := errors.Join(fn(ctx, db), db.Close()); err != nil {
		h.t.Fatal(err)
	}
}

// townConfig is the program's own settings but for limits that no load test
// could keep.
func townConfig(database, key, token, url string) *config.Config {
	cfg := config.Default()
	cfg.Database, cfg.KeyFile = database, key
	cfg.Telegram.Token, cfg.Telegram.APIURL = config.Secret(token), url
	cfg.Limits = config.Limits{MessagesPerMinute: -1, OrdersPerDay: 0}
	return &cfg
}

// unpaced is without any limit of our own.
var unpaced = bot.Pace{PerSecond: -1}

// inside runs the program in this process, without pace limits, plays whatever
// during does, and lets everything come to rest.
func (h *townHouse) inside(during func(ctx context.Context)) {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	pr, err := open(ctx, parts{config: townConfig(h.database(), h.key(), h.town.token, h.server.URL), clock: bot.RealClock{}, pace: unpaced,
		log: slog.New(slog.NewTextHandler(h.t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))})
	if err != nil {
		h.t.Fatal(err)
	}
	run, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- pr.run(run) }()
	during(ctx)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for !pr.settled() || h.town.sim.Pending(h.town.token) > 0 || putOff(pr, time.Now().Add(lull)) {
		select {
		case <-ctx.Done():
			h.t.Fatalf("the bot does not come to rest: %s", h.unrest(pr))
		case <-look.C:
		}
	}
	stop()
	if err := <-ended; err != nil {
		h.t.Fatal(err)
	}
}

// unrest says what keeps the bot busy.
func (h *townHouse) unrest(pr *program) string {
	var waiting int
	var due []string
	err := pr.db.Read(context.Background(), func(tx *store.Tx) error {
		rows, err := tx.Waiting(0, 100)
		if err != nil {
			return err
		}
		waiting = len(rows)
		posts, err := tx.DuePosts(20)
		for _, p := range posts {
			due = append(due, fmt.Sprintf("%s %d to %d, tries %d, urgent %t, body %.200s", p.Kind, p.ID, p.Chat, p.Attempts, p.Urgent, p.Body))
		}
		return err
	})
	return fmt.Sprintf("settled %t, at Telegram %d, in the inbox %d, put off %t, due (%d):\n  %s (%v)", pr.settled(), h.town.sim.Pending(h.town.token),
		waiting, putOff(pr, time.Now().Add(lull)), len(due), strings.Join(due, "\n  "), err)
}

// outcome is what became of the people's orders.
type outcome struct {
	orders, lost, doubled int // messages that became no order; orders beyond one per message
	acts, missed, again   int // presses; those that did nothing; acts beyond one per press
	wrong                 int // cards that do not show how the order stands
}

// judge compares what people did with what the database and their screens say.
func (h *townHouse) judge() (o outcome) {
	h.t.Helper()
	h.withDB(func(ctx context.Context, db *store.DB) error {
		return db.Read(ctx, func(tx *store.Tx) error {
			known := map[int64]bool{}
			for _, p := range h.town.all {
				no, err := tx.OrderByMessage(p.chat, p.message, "")
				if err != nil {
					return err
				}
				if no == 0 {
					o.lost++
					h.t.Errorf("order %s was lost", p.marker)
					continue
				}
				known[no] = true
				if err := h.judgeOrder(tx, no, p, &o); err != nil {
					return err
				}
			}
			o.orders = len(known)
			for no := int64(1001); ; no++ {
				if _, err := tx.Order(no); errors.Is(err, order.ErrGone) {
					return nil
				} else if err != nil {
					return err
				}
				if !known[no] {
					o.doubled++
					h.t.Errorf("order %d is nobody's, or is there twice", no)
				}
			}
		})
	})
	return o
}

func (h *townHouse) judgeOrder(tx *store.Tx, no int64, p *played, o *outcome) error {
	history, err := tx.History(no)
	if err != nil {
		return err
	}
	acts := map[order.Act]int{}
	for _, e := range history {
		acts[e.Act]++
	}
	p.presses[order.Intake] = 1
	for act, pressed := range p.presses {
		o.acts += pressed
		o.missed += max(0, pressed-acts[act])
		o.again += max(0, acts[act]-pressed)
		if acts[act] != pressed {
			h.t.Errorf("order %d (%s): %d times %s, %d in the ledger", no, p.marker, pressed, act, acts[act])
		}
	}
	if is, err := tx.Order(no); err != nil || is.State != order.Closed || is.Rating != order.Satisfied {
		h.t.Errorf("order %d (%s) is %s, rated %d (%v)", no, p.marker, is.State, is.Rating, err)
	}
	cards, err := tx.Cards(no)
	if err != nil {
		return err
	}
	if len(cards) < 4 { // resident or group, unit, taker, desk
		o.wrong++
		h.t.Errorf("order %d has only %d cards", no, len(cards))
	}
	for _, card := range cards {
		if err := h.judgeCard(card); err != nil {
			o.wrong++
			h.t.Errorf("order %d, card %s: %v", no, card.View, err)
		}
	}
	return nil
}

// judgeCard compares a card as it was wished with what stands in the chat.
func (h *townHouse) judgeCard(p store.Post) error {
	var want flows.Outgoing
	if err := json.Unmarshal(p.Body, &want); err != nil {
		return err
	}
	who := p.Chat
	for _, d := range h.town.districts {
		if p.Chat == d.residents || p.Chat == d.unit {
			who = d.leader
		}
	}
	is, ok := h.town.sim.Message(who, p.Chat, p.MessageID)
	switch {
	case p.Pending:
		return errors.New("it still waits to be sent")
	case !ok || is.Deleted:
		return fmt.Errorf("message %d is not there", p.MessageID)
	case is.Text != want.Text:
		return fmt.Errorf("it reads %q, and not %q", is.Text, want.Text)
	case len(is.Buttons) != len(want.Buttons):
		return fmt.Errorf("it has %d rows of buttons, and not %d", len(is.Buttons), len(want.Buttons))
	case !strings.Contains(is.Text, texts.Say("zh", "state.closed")):
		return fmt.Errorf("it does not say that the order is closed: %q", is.Text)
	}
	return nil
}

// repeated counts the messages that people see although the same was said to
// them before and still stands there.
func (t *town) repeated() (n int, list []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for said, ids := range t.said {
		stand := 0
		for _, id := range ids {
			who := said.chat
			for _, d := range t.districts {
				if said.chat == d.residents || said.chat == d.unit {
					who = d.leader
				}
			}
			if m, ok := t.sim.Message(who, said.chat, id); ok && !m.Deleted {
				stand++
			}
		}
		if stand > 1 {
			n += stand - 1
			list = append(list, fmt.Sprintf("chat %d: %q", said.chat, said.text))
		}
	}
	return n, list
}
