package sim

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// How long undelivered updates wait, from the Bot API server's sources: a
// message a day, a button press 150 seconds.
const (
	updateLife   = 24 * time.Hour
	callbackLife = 150 * time.Second
)

// update is one update, encoded when it was made.
type update struct {
	ID   int64
	Kind string
	Raw  []byte // not RawMessage: an injected one may be no JSON, and is saved all the same
	At   time.Time
}

// longPoll is a getUpdates that waits.
type longPoll struct {
	wake  chan struct{} // something was queued
	ended chan error    // another request or a webhook ended it; nil: its time is over
}

// wants applies allowed_updates. An empty list means all kinds but three.
func (t *bot) wants(kind string) bool {
	if len(t.Allowed) == 0 {
		return kind != "chat_member" && kind != "message_reaction" && kind != "message_reaction_count"
	}
	for _, a := range t.Allowed {
		if a == kind {
			return true
		}
	}
	return false
}

// emit queues an update whose object is payload, if the bot asked for its kind.
func (s *Sim) emit(t *bot, kind string, payload []byte) {
	if !t.wants(kind) || t.LoggedOut {
		return
	}
	id := t.NextUpdate
	b := make([]byte, 0, len(payload)+64)
	b = append(b, `{"update_id":`...)
	b = strconv.AppendInt(b, id, 10)
	b = append(append(append(b, `,"`...), kind...), `":`...)
	b = append(append(b, payload...), '}')
	s.queue(t, kind, b)
}

func (s *Sim) queue(t *bot, kind string, raw []byte) {
	t.Queue = append(t.Queue, &update{ID: t.NextUpdate, Kind: kind, Raw: raw, At: s.now()})
	t.NextUpdate++
	s.count.Updates++
	t.signal()
}

// signal wakes the long poll and the webhook of a bot.
func (t *bot) signal() {
	if t.poll != nil {
		wake(t.poll.wake)
	}
	if t.hook != nil {
		wake(t.hook.wake)
	}
}

func wake(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// expire drops what is too old. Ages grow along the queue except between kinds,
// so the whole queue is looked at only when it holds button presses.
func (s *Sim) expire(t *bot) {
	if len(t.Queue) == 0 {
		return
	}
	now := s.now()
	old := func(u *update) bool {
		life := updateLife
		if u.Kind == "callback_query" {
			life = callbackLife
		}
		return now.Sub(u.At) >= life
	}
	if now.Sub(t.Queue[0].At) < callbackLife {
		return
	}
	kept := make([]*update, 0, len(t.Queue))
	for _, u := range t.Queue {
		if old(u) {
			s.count.Expired++
		} else {
			kept = append(kept, u)
		}
	}
	t.Queue = kept
}

// confirm forgets all updates below offset. An offset far in the future
// confirms nothing, as in the real queue.
func (s *Sim) confirm(t *bot, offset int64) {
	if offset > t.NextUpdate+10 {
		return
	}
	n := 0
	for n < len(t.Queue) && t.Queue[n].ID < offset {
		n++
	}
	if n == 0 {
		return
	}
	keep := s.opt.KeepConfirmed
	if keep == 0 {
		keep = 1000
	}
	t.done = append(t.done, t.Queue[:n]...)
	if len(t.done) > 2*keep {
		t.done = append([]*update(nil), t.done[len(t.done)-keep:]...)
	}
	t.Queue = t.Queue[n:]
}

// pollArgs are the arguments of getUpdates.
type pollArgs struct {
	offset  int64
	limit   int
	timeout time.Duration
	again   bool // a redeliver fault: confirmed updates first
}

func readPoll(p *params) pollArgs {
	a := pollArgs{offset: p.int("offset"), limit: 100}
	if n := p.int("limit"); p.has("limit") {
		a.limit = int(min(max(n, 1), 100))
	}
	a.timeout = time.Duration(min(max(p.int("timeout"), 0), 50)) * time.Second
	return a
}

// allow stores allowed_updates; without the parameter the old list stays.
func (t *bot) allow(p *params) {
	raw := p.str("allowed_updates")
	if raw == "" {
		return
	}
	var kinds []string
	if json.Unmarshal([]byte(raw), &kinds) != nil {
		return // unparsable lists change nothing, as on the servers
	}
	t.Allowed = kinds
}

// getUpdates answers at once when something waits, otherwise it parks. A parked
// request ends an earlier parked one with 409.
func (s *Sim) getUpdates(ctx context.Context, t *bot, p *params, again bool) ([]byte, error) {
	a := readPoll(p)
	a.again = again
	s.mu.Lock()
	if t.hook != nil {
		s.count.Polls409++
		s.mu.Unlock()
		return nil, conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	}
	t.allow(p)
	if a.offset < 0 && int64(len(t.Queue)) > -a.offset {
		s.confirm(t, t.Queue[int64(len(t.Queue))+a.offset].ID)
	}
	out := s.take(t, a)
	if out != nil || a.timeout == 0 {
		s.mu.Unlock()
		return orEmpty(out), nil
	}
	lp := &longPoll{wake: make(chan struct{}, 1), ended: make(chan error, 1)}
	s.endPoll(t, "terminated by other getUpdates request; make sure that only one bot instance is running")
	t.poll = lp
	s.mu.Unlock()
	return s.park(ctx, t, lp, a)
}

func orEmpty(b []byte) []byte {
	if b == nil {
		return []byte("[]")
	}
	return b
}

// endPoll ends the waiting getUpdates, if there is one.
func (s *Sim) endPoll(t *bot, why string) {
	if t.poll == nil {
		return
	}
	s.count.Polls409++
	t.poll.ended <- conflict(why)
	t.poll = nil
}

// AnswerPoll answers the getUpdates that waits, if one does, with nothing, as if
// its time were over: for hosts that move the clock.
func (s *Sim) AnswerPoll(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t := s.botNamed(token); t != nil && t.poll != nil {
		t.poll.ended <- nil
		t.poll = nil
	}
}

// Polled tells whether a getUpdates of the bot waits.
func (s *Sim) Polled(token string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.botNamed(token)
	return t != nil && t.poll != nil
}

// over is the answer to a getUpdates that was ended from outside.
func over(err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return orEmpty(nil), nil
}

// park waits for an update, the timeout, or the end.
func (s *Sim) park(ctx context.Context, t *bot, lp *longPoll, a pollArgs) ([]byte, error) {
	timer := time.NewTimer(a.timeout)
	defer timer.Stop()
	late := false
	for {
		select {
		case err := <-lp.ended:
			return over(err)
		case <-ctx.Done():
			s.mu.Lock()
			if t.poll == lp {
				t.poll = nil
			}
			s.mu.Unlock()
			return nil, ctx.Err()
		case <-timer.C:
			late = true
		case <-lp.wake:
		}
		s.mu.Lock()
		if t.poll != lp {
			s.mu.Unlock()
			return over(<-lp.ended)
		}
		out := s.take(t, a)
		if out != nil || late {
			t.poll = nil
			s.mu.Unlock()
			return orEmpty(out), nil
		}
		s.mu.Unlock()
	}
}

// take confirms and collects; nil when there is nothing.
func (s *Sim) take(t *bot, a pollArgs) []byte {
	s.expire(t)
	if a.offset > 0 {
		s.confirm(t, a.offset)
	}
	list := t.Queue
	if a.again || len(t.resend) > 0 {
		list = append(t.repeats(a), list...)
	}
	if len(list) > a.limit {
		list = list[:a.limit]
	}
	if len(list) == 0 {
		return nil
	}
	size := 2
	for _, u := range list {
		size += len(u.Raw) + 1
	}
	b := append(make([]byte, 0, size), '[')
	for i, u := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, u.Raw...)
	}
	s.count.Given += len(list)
	return append(b, ']')
}

// repeats are the updates to give again: those of Redeliver, and under a
// redeliver fault the last confirmed ones.
func (t *bot) repeats(a pollArgs) []*update {
	out := append([]*update(nil), t.resend...)
	t.resend = nil
	if a.again {
		out = append(out, t.done[max(0, len(t.done)-a.limit):]...)
	}
	return out
}

// Pending counts the updates that wait for a bot or were not yet confirmed by
// it; an unknown token has none.
func (s *Sim) Pending(token string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.botNamed(token)
	if t == nil {
		return 0
	}
	s.expire(t)
	return len(t.Queue)
}

// LastUpdate is the highest update_id made for a bot so far.
func (s *Sim) LastUpdate(token string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t := s.botNamed(token); t != nil {
		return t.NextUpdate - 1
	}
	return 0
}

// Redeliver delivers an already confirmed update once more, under its old id
// and whatever offset the bot asks for, as happens when the servers lose a
// confirmation.
func (s *Sim) Redeliver(token string, updateID int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.botNamed(token)
	if t == nil {
		return errors.New("redeliver: no such bot")
	}
	for _, u := range t.done {
		if u.ID == updateID {
			t.resend = append(t.resend, u)
			t.signal()
			return nil
		}
	}
	return fmt.Errorf("redeliver: update %d was never confirmed, or is forgotten", updateID)
}

// InjectUpdate queues raw as an update: an unknown kind, a malformed shape. It
// must begin like a JSON object; update_id is put in as its first member. Any
// allowed_updates are ignored.
func (s *Sim) InjectUpdate(token string, raw []byte) (updateID int64, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.botNamed(token)
	if t == nil {
		return 0, errors.New("inject update: no such bot")
	}
	raw = bytes.TrimSpace(raw)
	if len(raw) < 2 || raw[0] != '{' {
		return 0, errors.New("inject update: not a JSON object")
	}
	id := t.NextUpdate
	b := fmt.Appendf(nil, `{"update_id":%d`, id)
	if rest := strings.TrimSpace(string(raw[1:])); !strings.HasPrefix(rest, "}") {
		b = append(b, ',')
	}
	s.queue(t, "injected", append(b, raw[1:]...))
	return id, nil
}
