package bot

import (
	"context"
	"sync"
	"time"

	"huiyin/store"
)

const (
	parallel    = 128 // calls at once; one counts until its result is on the disk
	lookAhead   = 128 // posts looked at
	lookEvery   = 5 * time.Millisecond
	slowest     = 5 * time.Minute // between tries of one post that Telegram stumbles over
	patience    = 30 * time.Second
	manyTrys    = 20 // after so many a post that Telegram stumbles over is to blame itself
	orderlyTrys = 5  // so often a post that fails keeps the rest of its chat waiting
)

// sender drains the outbox. One goroutine chooses, one per call sends.
type sender struct {
	*Bot
	pace   *pacer
	landed chan struct{}

	state, recording phase

	mu      sync.Mutex
	flying  map[int64]*flight // chats with a call under way
	stale   bool              // heads must be read again
	half    map[int64]*parts  // posts of which a part was sent
	spoiled map[int64]bool    // posts whose result the store refuses: better unsent than sent for ever
	reading sync.Mutex        // one file at a time: a large one takes much memory
	floods  []refusal         // who was told to wait lately
	unheard int               // calls without an answer, in a row

	// Of the choosing goroutine alone.
	heads  []store.Head
	next   time.Time // when the first post that is not due becomes due; zero: none
	looked time.Time
}

// refusal is a chat that got a 429.
type refusal struct {
	chat int64
	at   time.Time
}

// flight is a call under way to a chat.
type flight struct {
	post  int64
	again bool // other posts of the chat wait for its end
}

func newSender(b *Bot) *sender {
	return &sender{
		Bot: b, pace: newPacer(b.o.Pace), landed: make(chan struct{}, 1), flying: map[int64]*flight{}, half: map[int64]*parts{},
		spoiled: map[int64]bool{},
	}
}

// run sends until soft ends, and then waits for what is under way. hard breaks
// that off.
func (s *sender) run(soft, hard context.Context) {
	var calls sync.WaitGroup
	defer calls.Wait()
	s.spoil()
	for failures := 0; ; {
		wake, err := s.choose(soft, hard, &calls)
		if soft.Err() != nil || fatal(err) {
			return
		}
		s.hands.look()
		if err != nil {
			s.state.trouble(s.log, "the outbox can't be read", "store", "err", err)
			s.unstored(&s.state, err)
			wake = s.o.Clock.Now().Add(backoff(failures, patience))
			failures++
			s.spoil()
		} else if failures > 0 {
			failures = 0
			s.board.well(database, &s.state)
		}
		if !s.wait(soft, wake) {
			return
		}
	}
}

// wait until there may be something to do: a wish, a landing, a moment.
func (s *sender) wait(ctx context.Context, until time.Time) bool {
	var alarm <-chan time.Time
	if !until.IsZero() {
		var stop func()
		alarm, stop = s.o.Clock.NewTimer(max(0, until.Sub(s.o.Clock.Now())))
		defer stop()
	}
	select {
	case <-ctx.Done():
		return false
	case <-s.o.DB.OutboxBell():
		s.spoil()
	case <-s.landed:
	case <-alarm:
	}
	return true
}

// spoil makes the next choice read the outbox again.
func (s *sender) spoil() {
	s.mu.Lock()
	s.stale = true
	s.mu.Unlock()
}

// choose starts all calls that may start now, and says when to look again; zero
// means that somebody will ring.
func (s *sender) choose(soft, hard context.Context, calls *sync.WaitGroup) (wake time.Time, err error) {
	if !s.room() {
		return wake, nil // whoever lands rings
	}
	wake, err = s.look(soft)
	if err != nil {
		return wake, err
	}
	resting := !wake.IsZero() // look has said when it will heed s.next
	rest := s.heads[:0]
	for i, h := range s.heads {
		if soft.Err() != nil || !s.room() {
			rest = append(rest, s.heads[i:]...)
			break
		}
		if s.busy(h) {
			continue
		}
		started, at, err := s.start(soft, hard, h, calls)
		if err != nil {
			return wake, err
		}
		if !started && !at.IsZero() {
			rest = append(rest, h)
			wake = soonest(wake, at)
		}
	}
	s.heads = rest
	if resting && !s.next.After(s.o.Clock.Now()) {
		return wake, nil
	}
	return soonest(wake, s.next), nil // a moment that came since look is here at once
}

func soonest(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// look reads which posts may go. While there are posts at hand it does not look
// too often, because under load something changes with every message. The time
// is when it should look again.
func (s *sender) look(ctx context.Context) (again time.Time, err error) {
	now := s.o.Clock.Now()
	s.mu.Lock()
	changed := s.stale || !s.next.IsZero() && !s.next.After(now)
	s.mu.Unlock()
	if len(s.heads) > 0 {
		if !changed {
			return again, nil
		}
		if again = s.looked.Add(lookEvery); again.After(now) {
			return again, nil
		}
	}
	s.mu.Lock()
	s.stale = false // what changes from here on is seen the next time
	s.mu.Unlock()
	s.looked = now
	return time.Time{}, s.o.DB.Read(ctx, func(tx *store.Tx) (err error) {
		if s.heads, err = s.candidates(tx, now); err != nil {
			return err
		}
		s.next, _, err = tx.NextDue()
		return err
	})
}

// candidates are the first posts of the chats. When the front of the queue
// belongs to few chats that must wait, the others are looked for behind it.
func (s *sender) candidates(tx *store.Tx, now time.Time) ([]store.Head, error) {
	heads, whole, err := tx.Queue(lookAhead, s.spoilt)
	if err != nil || whole {
		return heads, err
	}
	free := 0
	for _, h := range heads {
		if !s.busy(h) && !s.pace.when(h.Chat, true, 1, now).After(now) {
			free++
		}
	}
	if free > 0 {
		return heads, nil
	}
	s.mu.Lock()
	closed := len(s.flying)
	s.mu.Unlock()
	return tx.Heads(lookAhead + closed + s.pace.held(now))
}

func (s *sender) spoilt(post int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.spoiled[post]
}

func (s *sender) room() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.flying) < parallel
}

// busy reports whether a call to the chat is under way; when it lands, the
// outbox is read again for what had to wait.
func (s *sender) busy(h store.Head) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.flying[h.Chat]
	if f == nil {
		return false
	}
	f.again = f.again || h.More || h.ID != f.post
	return true
}

// start sends one post, if its time has come; otherwise it says when that will
// be. A time of zero means that there is nothing to send.
func (s *sender) start(soft, hard context.Context, h store.Head, calls *sync.WaitGroup) (started bool, at time.Time, err error) {
	now := s.o.Clock.Now()
	if at := s.pace.when(h.Chat, h.Urgent, 1, now); at.After(now) {
		return false, at, nil
	}
	// What was read a while ago may have been replaced, or taken back.
	var p store.Post
	var ok bool
	err = s.o.DB.Read(soft, func(tx *store.Tx) (err error) {
		p, ok, err = tx.DuePost(h.ID)
		return err
	})
	if err != nil || !ok || s.spoilt(p.ID) {
		if err == nil && !ok && h.More { // the rest of the chat moves up
			s.spoil()
			ring(s.landed)
		}
		return false, at, err
	}
	c := &crossing{sender: s, post: p, weight: 1, lane: p.Chat}
	if err := c.unpack(); err != nil {
		s.log.Error("a post can't be read", "post", p.ID, "kind", p.Kind)
	}
	if at := s.pace.when(c.lane, p.Urgent, c.weight, now); at.After(now) {
		return false, at, nil
	}
	s.mu.Lock()
	s.flying[p.Chat] = &flight{post: p.ID, again: h.More}
	s.mu.Unlock()
	s.pace.begin(c.weight)
	s.hands.take()
	calls.Go(func() { c.run(hard) })
	return true, at, nil
}

// land ends a call: its chat is free again.
func (s *sender) land(chat int64, again bool) {
	s.mu.Lock()
	s.stale = s.stale || again || s.flying[chat].again
	delete(s.flying, chat)
	s.mu.Unlock()
	s.hands.lay()
	ring(s.landed)
}
