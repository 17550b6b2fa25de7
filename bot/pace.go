package bot

import (
	"sync"
	"time"
)

// Pace is how fast the bot may send. Telegram names its limits only roughly
// (about 30 messages a second, one a second per chat, 20 a minute per group);
// retry_after is obeyed besides.
type Pace struct {
	PerSecond int // messages in all; 0: 30, negative: without any limit of our own
	Reserve   int // of those, kept for what is urgent; 0: 5, negative: none
	Burst     int // messages that one chat gets at once before it is one a second; 0: 3
	PerGroup  int // messages a minute in one group; 0: 20
}

func (p Pace) complete() Pace {
	set := func(n *int, standard int) {
		if *n == 0 {
			*n = standard
		}
	}
	set(&p.PerSecond, 30)
	set(&p.Reserve, 5)
	set(&p.Burst, 3)
	set(&p.PerGroup, 20)
	p.Reserve = min(max(p.Reserve, 0), max(p.PerSecond-1, 0))
	return p
}

// pacer keeps to a Pace. Telegram counts a message when it arrives there, which
// is somewhere between our asking and its answer. So a slot is taken by the
// question and comes back one window after the answer: then no window of
// Telegram's can hold more than ours.
type pacer struct {
	Pace
	mu     sync.Mutex
	flying int
	recent []time.Time         // answers in the last second
	chats  map[int64]*chatPace // chats that were written to lately
	all    time.Time           // nothing at all before this
}

type chatPace struct {
	debt   time.Time   // when the bucket is full again
	recent []time.Time // answers in the last minute, of a group
	hold   time.Time   // nothing before this
}

func newPacer(p Pace) *pacer { return &pacer{Pace: p, chats: map[int64]*chatPace{}} }

// admit reports whether n messages may go to the chat now; chat 0 is for what
// counts for no chat.
func (p *pacer) admit(chat int64, urgent bool, n int, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return !p.ready(chat, urgent, n, now).After(now)
}

// when is the earliest time at which n messages may go, as far as it is known;
// what is flying can only make it later.
func (p *pacer) when(chat int64, urgent bool, n int, now time.Time) time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ready(chat, urgent, n, now)
}

func (p *pacer) ready(chat int64, urgent bool, n int, now time.Time) time.Time {
	at := p.all
	if p.PerSecond > 0 {
		limit := p.PerSecond
		if !urgent {
			limit -= p.Reserve
		}
		p.recent = fresh(p.recent, now, time.Second)
		at = latest(at, roomAt(p.recent, limit-p.flying, n, now, time.Second))
	}
	c := p.chats[chat]
	if c == nil || chat == 0 {
		return at
	}
	at = latest(at, c.hold)
	if p.PerSecond < 0 {
		return at
	}
	at = latest(at, c.debt.Add(-time.Duration(p.Burst-1)*time.Second))
	if chat < 0 {
		limit := p.PerGroup
		if !urgent {
			limit -= limit / 10
		}
		c.recent = fresh(c.recent, now, time.Minute)
		at = latest(at, roomAt(c.recent, limit, n, now, time.Minute))
	}
	return at
}

// roomAt is when n more fit under the limit of a window. What is larger than
// the whole window goes when the window is empty.
func roomAt(recent []time.Time, limit, n int, now time.Time, window time.Duration) time.Time {
	over := len(recent) + n - limit
	if over <= 0 {
		return time.Time{}
	}
	if len(recent) == 0 {
		if limit >= 1 {
			return time.Time{}
		}
		return now.Add(window) // all slots are flying: whoever lands looks again
	}
	return recent[min(over, len(recent))-1].Add(window)
}

// fresh drops the times that have left the window. They are in order.
func fresh(times []time.Time, now time.Time, window time.Duration) []time.Time {
	n := 0
	for n < len(times) && now.Sub(times[n]) >= window {
		n++
	}
	return times[n:]
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// begin takes n slots.
func (p *pacer) begin(n int) {
	p.mu.Lock()
	p.flying += n
	p.mu.Unlock()
}

// end gives the slots back: Telegram has answered, or nobody will.
func (p *pacer) end(chat int64, n int, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.flying -= n
	if p.PerSecond < 0 {
		return
	}
	for range n {
		p.recent = append(p.recent, now)
	}
	if chat == 0 {
		return
	}
	c := p.chat(chat, now)
	c.debt = latest(c.debt, now).Add(time.Duration(n) * time.Second)
	for range n {
		if chat < 0 {
			c.recent = append(c.recent, now)
		}
	}
}

// hold shuts one chat until the time.
func (p *pacer) hold(chat int64, until, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	c := p.chat(chat, now)
	c.hold = latest(c.hold, until)
}

// holdAll shuts everything until the time.
func (p *pacer) holdAll(until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all = latest(p.all, until)
}

// held counts the chats that may not be written to now.
func (p *pacer) held(now time.Time) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for id := range p.chats {
		if p.ready(id, true, 1, now).After(now) {
			n++
		}
	}
	return n
}

// chat finds or makes the state of a chat, and lets go of those that have
// nothing left to say.
func (p *pacer) chat(id int64, now time.Time) *chatPace {
	c := p.chats[id]
	if c != nil {
		return c
	}
	if len(p.chats) >= 1024 {
		for id, c := range p.chats {
			if len(fresh(c.recent, now, time.Minute)) == 0 && !c.debt.After(now) && !c.hold.After(now) {
				delete(p.chats, id)
			}
		}
	}
	c = &chatPace{}
	p.chats[id] = c
	return c
}
