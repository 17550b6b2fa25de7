package bot

import (
	"context"
	"sync"

	"huiyin/store"
)

// hands counts what is being worked on, and tells when something was laid down.
type hands struct {
	mu      sync.Mutex
	full    int
	changed chan struct{}
}

func newHands() *hands { return &hands{changed: make(chan struct{})} }

func (h *hands) take() {
	h.mu.Lock()
	h.full++
	h.mu.Unlock()
}

// lay is the opposite of take.
func (h *hands) lay() {
	h.mu.Lock()
	h.full--
	h.tell()
	h.mu.Unlock()
}

// look makes those who wait look again.
func (h *hands) look() {
	h.mu.Lock()
	h.tell()
	h.mu.Unlock()
}

func (h *hands) tell() {
	close(h.changed)
	h.changed = make(chan struct{})
}

// state is whether nothing is in hand, and a channel that closes when that may
// have changed.
func (h *hands) state() (empty bool, changed <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.full == 0, h.changed
}

// Settled reports whether nothing is in hand: no update waits, no post is due,
// nothing is on its way. Updates that Telegram has not handed over yet don't
// count, nor posts whose time has not come.
func (b *Bot) Settled() bool {
	if empty, _ := b.hands.state(); !empty {
		return false
	}
	settled := false
	err := b.o.DB.Read(context.Background(), func(tx *store.Tx) error {
		rows, err := tx.Waiting(0, 1)
		if err != nil || len(rows) > 0 {
			return err
		}
		posts, err := tx.DuePosts(1)
		settled = len(posts) == 0
		return err
	})
	// What was taken up meanwhile might have been neither here nor there.
	empty, _ := b.hands.state()
	return err == nil && settled && empty
}

// Settle waits until the bot is settled, or ctx ends. Something must be running
// it.
func (b *Bot) Settle(ctx context.Context) error {
	for {
		_, changed := b.hands.state()
		if b.Settled() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
