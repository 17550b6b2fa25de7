package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"huiyin/flows"
	"huiyin/store"
	"huiyin/texts"
)

const (
	workRead  = 128 // rows per look into the inbox
	workAhead = 256 // rows handed to the store and not answered yet
)

// worker handles the kept updates, in order.
type worker struct {
	*Bot
	wake   chan struct{}
	landed chan struct{} // a row was answered
	state  phase

	mu     sync.Mutex
	awake  bool
	flying int
	again  bool // the store refused for a while: some rows are left behind
}

func newWorker(b *Bot) *worker {
	return &worker{Bot: b, wake: make(chan struct{}, 1), landed: make(chan struct{}, 1)}
}

// poke tells that there are rows. From here until they are handled the bot is
// not settled.
func (w *worker) poke() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.awake {
		w.awake = true
		w.hands.take()
	}
	ring(w.wake)
}

func ring(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// rest waits for poke; false: ctx has ended.
func (w *worker) rest(ctx context.Context) bool {
	w.mu.Lock()
	select {
	case <-w.wake:
		w.mu.Unlock()
		return ctx.Err() == nil
	default:
	}
	if w.awake {
		w.awake = false
		w.hands.lay()
	}
	w.mu.Unlock()
	select {
	case <-w.wake:
		return true
	case <-ctx.Done():
		return false
	}
}

// run works until ctx ends, and then waits for what the store still has of it.
func (w *worker) run(ctx context.Context) {
	defer w.settle()
	w.poke()
	var after int64
	for failures := 0; ctx.Err() == nil; {
		rows, err := w.waiting(ctx, after)
		if err == nil && len(rows) > 0 {
			for _, row := range rows {
				w.room()
				w.submit(row)
				after = row.ID
			}
			if !w.refused() {
				continue
			}
		}
		// At the end of the list, look from its beginning once more: Telegram
		// numbers anew after a week of silence, and some rows may be left.
		w.settle()
		switch again := w.takeAgain(); {
		case again || err != nil:
			if err != nil && ctx.Err() == nil {
				w.troubled("the inbox can't be read", err)
			}
			if fatal(err) || !sleep(ctx, w.o.Clock, backoff(failures, 30*time.Second)) {
				return
			}
			failures++
			after = 0
		case after != 0:
			after, failures = 0, 0
		default:
			w.state.well(w.log, "updates are handled again")
			w.board.well(database, &w.state)
			if !w.rest(ctx) {
				return
			}
		}
	}
}

func (w *worker) troubled(message string, err error) {
	w.state.trouble(w.log, message, "store", "err", err)
	w.unstored(&w.state, err)
}

func (w *worker) waiting(ctx context.Context, after int64) (rows []store.Incoming, err error) {
	err = w.o.DB.Read(ctx, func(tx *store.Tx) error {
		rows, err = tx.Waiting(after, workRead)
		return err
	})
	return rows, err
}

// room waits until there is room for one more row, and takes it.
func (w *worker) room() {
	for {
		w.mu.Lock()
		if w.flying < workAhead {
			w.flying++
			w.mu.Unlock()
			return
		}
		w.mu.Unlock()
		<-w.landed
	}
}

// settle waits until the store has answered everything.
func (w *worker) settle() {
	for {
		w.mu.Lock()
		n := w.flying
		w.mu.Unlock()
		if n == 0 {
			return
		}
		<-w.landed
	}
}

func (w *worker) land(again bool) {
	w.mu.Lock()
	w.flying--
	w.again = w.again || again
	w.mu.Unlock()
	ring(w.landed)
}

func (w *worker) refused() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.again
}

func (w *worker) takeAgain() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	again := w.again
	w.again = false
	return again
}

// task is one update on its way through the story.
type task struct {
	id     int64
	query  string // of a tap: what to answer to
	in     flows.Input
	first  bool
	answer flows.Answer
}

// submit hands a row to the store; it will be answered in done.
func (w *worker) submit(row store.Incoming) {
	t := &task{id: row.ID, in: flows.Input{Update: row.ID, At: row.At}}
	u, err := parse(row.Body)
	if err == nil {
		if u.CallbackQuery != nil {
			t.query = u.CallbackQuery.ID
		}
		if !w.safely(func() { t.in, err = w.self.Load().input(u) }) {
			err = errNothing
		}
	}
	if err != nil {
		w.park(t, "undecodable", err)
		return
	}
	if t.in.At.IsZero() {
		t.in.At = row.At
	}
	w.o.DB.Submit(func(tx *store.Tx) error {
		var err error
		if t.first, err = tx.Handled(t.id); err != nil || !t.first {
			return err
		}
		t.answer, err = w.handle(tx, t.in)
		return err
	}, func(err error) { w.done(t, err) })
}

func (w *worker) done(t *task, err error) {
	switch {
	case err == nil:
		if t.first {
			w.side.toast(t.query, t.answer)
		}
		w.land(false)
	case errors.Is(err, store.ErrClosed):
		w.land(false)
	case fatal(err):
		w.giveUp(err)
		w.land(true)
	case passing(err):
		w.troubled("updates can't be handled", err)
		w.side.sorry(t.in)
		w.land(true)
	default:
		w.park(t, "failed", err)
	}
}

// park puts an update aside that can't be handled, tells the story so that the
// owner hears of it, and answers the tap.
func (w *worker) park(t *task, code string, why error) {
	w.log.Error("an update was put aside", "update", t.id, "kind", string(t.in.Kind), "err", strip(why.Error()))
	lang := texts.Pick(t.in.Person.Language, w.o.Language)
	w.o.DB.Submit(func(tx *store.Tx) error {
		if p, ok, err := tx.Person(t.in.Person.ID); err == nil && ok && p.Lang != "" {
			lang = p.Lang
		}
		return tx.Park(t.id, code)
	}, func(err error) {
		if err == nil {
			w.side.toast(t.query, flows.Answer{Text: texts.Say(lang, "error.internal"), Alert: true})
			w.tell(flows.Input{Kind: flows.Unreadable, Update: t.id, At: t.in.At, Person: t.in.Person, Chat: t.in.Chat})
		}
		w.land(err != nil)
	})
}

// handle calls the story. A panic becomes an error that undoes its
// transaction; what it says may hold a message, so only its kind is kept.
func (b *Bot) handle(tx *store.Tx, in flows.Input) (a flows.Answer, err error) {
	defer func() { err = b.survive(recover(), err) }()
	return b.o.Handler.Handle(tx, in)
}

// safely reads what came from outside. Without it one update that breaks its
// reader would do so after each restart, for ever.
func (b *Bot) safely(read func()) (ok bool) {
	defer func() { ok = b.survive(recover(), nil) == nil }()
	read()
	return ok
}

func (b *Bot) survive(panicked any, err error) error {
	if panicked == nil {
		return err
	}
	err = fmt.Errorf("panic with a %T", panicked)
	if e, ok := panicked.(runtime.Error); ok {
		err = fmt.Errorf("panic: %w", e)
	}
	b.log.Error("a panic was survived", "err", err, "stack", string(debug.Stack()))
	return err
}
