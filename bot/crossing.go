package bot

import (
	"context"
	"encoding/json"

	"huiyin/flows"
	"huiyin/store"
)

// crossing is one post on its way to Telegram and back.
type crossing struct {
	*sender
	post   store.Post
	out    flows.Outgoing
	bad    bool // the body can't be read
	weight int
	lane   int64 // the chat whose limits count; 0: none
}

func (c *crossing) unpack() error {
	if c.post.Kind != store.PostMessage {
		c.lane = 0
		return nil
	}
	if err := json.Unmarshal(c.post.Body, &c.out); err != nil {
		c.bad = true
		return err
	}
	if !c.editing() {
		s := newShape(c.post, c.out)
		c.weight = s.weight()
	}
	return nil
}

func (c *crossing) editing() bool { return c.post.MessageID > 0 && !c.post.Fresh }

// run sends, records, and tidies up.
func (c *crossing) run(ctx context.Context) {
	r := c.send(ctx)
	c.pace.end(c.lane, c.weight, c.o.Clock.Now())
	again := c.conclude(ctx, r)
	c.land(c.post.Chat, again)
}

// result is how a crossing went.
type result struct {
	verdict verdict
	id      int  // the new message
	covered bool // it shows its cover so far
	old     int  // a message that goes now
	failure *failure
	take    func(*store.Tx) error // what was fetched, into the story
}

func (c *crossing) send(ctx context.Context) result {
	if c.post.Kind == store.PostFetch {
		return c.fetch(ctx)
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	if c.bad {
		return result{verdict: verdictBroken, failure: &failure{method: "none", text: "the post can't be read"}}
	}
	var f *failure
	switch c.post.Kind {
	case store.PostMessage:
		return c.message(ctx)
	case store.PostReact:
		f = c.api.react(ctx, c.post)
	case store.PostDelete:
		f = c.api.remove(ctx, c.post.Chat, c.post.MessageID)
	case store.PostMenu:
		f = c.api.menu(ctx, c.post)
	default:
		return result{verdict: verdictBroken, failure: &failure{method: "none", text: "a post of an unknown kind"}}
	}
	if f == nil {
		return result{}
	}
	return result{verdict: judge(c.post, false, f), failure: f}
}

// message sends or edits, leaving out one by one what Telegram refuses.
func (c *crossing) message(ctx context.Context) result {
	shape := newShape(c.post, c.out)
	edit, r := c.editing(), result{}
	anew := func(old int) {
		edit, r.old, r.covered = false, old, c.out.Cover != nil
		if r.covered {
			shape = newShape(c.post, *c.out.Cover)
		}
	}
	if !edit {
		anew(c.oldMessage())
	}
	done := c.parts()
	for range 8 { // there are fewer things to leave out
		if edit {
			r.id, r.failure = c.post.MessageID, c.api.edit(ctx, &shape, c.post.MessageID)
		} else {
			r.id, r.failure = c.api.put(ctx, &shape, done)
		}
		if r.failure == nil {
			r.verdict = verdictSent
			return r
		}
		r.verdict = judge(c.post, edit, r.failure)
		switch r.verdict {
		case verdictReplace:
			anew(c.post.MessageID)
		case verdictPlain, verdictNoReply, verdictNoThread, verdictNoMedia, verdictNoExtras:
			if !shape.without(r.verdict) {
				r.verdict = verdictBroken
				return r
			}
			c.log.Warn("a post is sent without what Telegram refuses", append(r.failure.attrs(), "post", c.post.ID, "chat", c.post.Chat)...)
		default:
			return r
		}
	}
	r.verdict = verdictBroken
	return r
}

// oldMessage is what goes when the post is sent anew.
func (c *crossing) oldMessage() int {
	if c.post.MessageID > 0 {
		return c.post.MessageID
	}
	return c.post.OldID
}

// parts is what an earlier try has sent of the same body.
func (c *crossing) parts() *parts {
	c.mu.Lock()
	defer c.mu.Unlock()
	d := c.half[c.post.ID]
	if d == nil || d.hash != c.post.Hash {
		d = &parts{hash: c.post.Hash}
		c.half[c.post.ID] = d
	}
	return d
}
