package bot

import (
	"context"
	"slices"
	"time"

	"huiyin/flows"
	"huiyin/store"
)

// conclude writes down what became of a post. It reports whether the outbox
// must be read again.
func (c *crossing) conclude(ctx context.Context, r result) (again bool) {
	now := c.o.Clock.Now()
	c.heard(r, now)
	p := c.post
	switch r.verdict {
	case verdictSent:
		c.record(ctx, func(tx *store.Tx) (err error) {
			if r.take != nil {
				defer func() { err = c.survive(recover(), err) }()
				if err := r.take(tx); err != nil {
					return err
				}
			}
			if r.old != 0 && r.old != r.id {
				// The message that a new one has replaced goes, whatever happens in between.
				if err := tx.Say(store.Post{Kind: store.PostDelete, Chat: p.Chat, MessageID: r.old}); err != nil {
					return err
				}
			}
			if r.covered {
				return tx.Covered(p, r.id)
			}
			return tx.Sent(p, r.id)
		})
		c.forgetParts()
		return r.covered
	case verdictAnew:
		c.record(ctx, func(tx *store.Tx) error { return tx.Anew(p.ID) })
	case verdictFlood:
		until := c.flooded(r.failure, now)
		c.record(ctx, func(tx *store.Tx) error { return tx.Postpone(p.ID, until, r.failure.Error()) })
		return true
	case verdictLater:
		until := c.later(r.failure, now)
		c.record(ctx, func(tx *store.Tx) error { return tx.Postpone(p.ID, until, r.failure.Error()) })
		return true
	case verdictMoved:
		c.log.Info("a group has a new id", "chat", p.Chat, "new", r.failure.migrate)
		c.moved(ctx, r.failure.migrate, now)
	case verdictBlocked:
		c.undelivered(ctx, WhyBlocked, func(tx *store.Tx) error { return tx.SetBlocked(p.Chat, true) })
	case verdictGone:
		c.undelivered(ctx, WhyGone, func(tx *store.Tx) error { return tx.Silence(p.Chat, WhyGone) })
	case verdictDrop:
		c.log.Debug("Telegram refused", append(r.failure.attrs(), "post", p.ID, "chat", p.Chat)...)
		c.drop(ctx, r.failure)
	case verdictStop:
		return false
	default:
		c.log.Error("a post can't be sent", append(r.failure.attrs(), "post", p.ID, "chat", p.Chat, "kind", p.Kind)...)
		c.drop(ctx, r.failure)
	}
	c.forgetParts()
	return true
}

// moved follows a group to its new id. The story must say its cards anew, also
// when this is how the bot learns of it first.
func (c *crossing) moved(ctx context.Context, to int64, now time.Time) {
	from := c.post.Chat
	err := c.record(ctx, func(tx *store.Tx) error {
		if _, err := c.handle(tx, flows.Input{Kind: flows.Migrated, At: now, Chat: flows.Chat{ID: from}, NewChat: to}); err != nil {
			return err
		}
		return tx.MoveChat(from, to)
	})
	if err != nil && !fatal(err) && !passing(err) {
		_ = c.record(ctx, func(tx *store.Tx) error { return tx.MoveChat(from, to) })
	}
}

func (c *crossing) drop(ctx context.Context, f *failure) {
	c.record(ctx, func(tx *store.Tx) error { return tx.Drop(c.post.ID, f.Error()) })
}

func (c *crossing) forgetParts() {
	c.mu.Lock()
	delete(c.half, c.post.ID)
	c.mu.Unlock()
}

// undelivered drops a post that can never arrive and tells the story so. If
// the story can't take it, the post is dropped all the same.
func (c *crossing) undelivered(ctx context.Context, why string, also func(*store.Tx) error) {
	c.log.Info("a chat can't be written to", "chat", c.post.Chat, "why", why)
	give := func(tx *store.Tx) error {
		if err := also(tx); err != nil {
			return err
		}
		return tx.Drop(c.post.ID, why)
	}
	err := c.record(ctx, func(tx *store.Tx) (err error) {
		defer func() { err = c.survive(recover(), err) }()
		if err := give(tx); err != nil {
			return err
		}
		return c.o.Handler.Undelivered(tx, c.post, why)
	})
	if err != nil && !fatal(err) && !passing(err) {
		_ = c.record(ctx, give)
	}
}

// record writes a result, however long the store needs to take it: as long as
// it is not written, the chat stays closed, because the post would be sent
// again. An error that does not pass is logged, and the post is kept from being
// sent over and over.
func (c *crossing) record(ctx context.Context, fn func(*store.Tx) error) error {
	err := c.write(ctx, fn)
	if err == nil || fatal(err) || passing(err) {
		return err
	}
	c.log.Error("what became of a post can't be recorded", "post", c.post.ID, "chat", c.post.Chat, "err", err)
	later := c.o.Clock.Now().Add(slowest)
	if c.write(ctx, func(tx *store.Tx) error { return tx.Postpone(c.post.ID, later, "not recorded") }) != nil {
		c.mu.Lock()
		c.spoiled[c.post.ID] = true
		c.mu.Unlock()
	}
	return err
}

func (c *crossing) write(ctx context.Context, fn func(*store.Tx) error) error {
	for failures := 0; ; failures++ {
		answer := make(chan error, 1)
		c.o.DB.Submit(fn, func(err error) { answer <- err })
		err := <-answer
		switch {
		case err == nil:
			c.recording.well(c.log, "what was sent is recorded again")
			c.board.well(database, &c.recording)
			return nil
		case fatal(err):
			c.giveUp(err)
			return err
		case !passing(err):
			return err
		}
		c.recording.trouble(c.log, "what was sent can't be recorded", "store", "err", err)
		c.unstored(&c.recording, err)
		if !sleep(ctx, c.o.Clock, backoff(failures, patience)) {
			return err
		}
	}
}

// heard follows whether Telegram answers at all.
func (c *crossing) heard(r result, now time.Time) {
	silent := r.failure != nil && (r.failure.fault == faultNetwork || r.failure.fault == faultServer)
	c.mu.Lock()
	if !silent {
		c.unheard = 0
	} else {
		c.unheard++
	}
	n := c.unheard
	c.mu.Unlock()
	switch {
	case n == 0 && r.verdict != verdictStop:
		c.state.well(c.log, "messages go out again")
		c.board.well(telegram, &c.state)
	case n > 1: // one may be an accident, or the message itself
		c.state.trouble(c.log, "messages don't go out; trying again until they do", "silent", r.failure.attrs()...)
		code, args := c.failing(r.failure)
		c.board.trouble(telegram, &c.state, code, args)
		c.pace.holdAll(now.Add(backoff(min(n-2, parallel), patience)))
	}
}

// later is when to try a post again that met a passing failure. The rest of its
// chat waits with it, so that the order is kept, but not for ever.
func (c *crossing) later(f *failure, now time.Time) time.Time {
	most := patience // it is not the message's fault
	if f.fault == faultServer && c.post.Attempts >= manyTrys && !c.mute.Load() {
		most = slowest // the others get through, and Telegram gives updates
	}
	until := now.Add(backoff(c.post.Attempts, most))
	if c.post.Attempts < orderlyTrys {
		c.pace.hold(c.post.Chat, until, now)
	}
	return until
}

// floodWindow and floodChats say when a 429 counts for the whole bot: Telegram
// does not tell which limit was met, but three chats in one second can't all
// have met their own.
const (
	floodWindow = time.Second
	floodChats  = 3
)

// flooded obeys a 429.
func (c *crossing) flooded(f *failure, now time.Time) time.Time {
	until := now.Add(max(f.retry, time.Second))
	c.pace.hold(c.post.Chat, until, now)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.floods = slices.DeleteFunc(c.floods, func(r refusal) bool {
		return now.Sub(r.at) > floodWindow || r.chat == c.post.Chat
	})
	c.floods = append(c.floods, refusal{c.post.Chat, now})
	all := len(c.floods) >= floodChats
	if all {
		c.pace.holdAll(until)
	}
	c.log.Info("Telegram asks to wait", "chat", c.post.Chat, "seconds", f.retry.Seconds(), "all", all)
	return until
}
