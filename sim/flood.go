package sim

import "time"

// Telegram does not publish its flood limits exactly. The rule enforced here,
// when Options.Flood is set, is the strictest reading of what it does say
// ("about" 30 messages a second, one a second per chat, 20 a minute per group),
// measured by the world's clock when the request is handled:
//
//   - overall: at most 30 messages in any window of 1 second;
//   - per chat: a bucket of 3 that refills by one a second;
//   - per group: besides, at most 20 messages in any window of 60 seconds.
//
// Sending, copying, forwarding and editing count, each message of an album by
// itself. A refused call counts nothing, but its scope stays shut until
// retry_after has passed: calls before that are refused again. So a bot never
// sees a 429 that leaves 1 s between two messages of a chat, has at most 20 a
// minute per group, and at most 30 messages in any second, a second being
// counted from the answer of a message and not from its request.
const (
	floodAll      = 30
	floodAllSpan  = time.Second
	floodBucket   = 3
	floodRefill   = time.Second
	floodGroup    = 20
	floodGroupLen = time.Minute
)

// flood is what one bot has sent lately.
type flood struct {
	all   span30
	shut  time.Time
	chats map[privKey]*chatFlood
}

// span30 keeps times of sending in order.
type span30 []time.Time

// drop forgets what is older than the span.
func (p *span30) drop(now time.Time, span time.Duration) {
	q, n := *p, 0
	for n < len(q) && now.Sub(q[n]) >= span {
		n++
	}
	*p = q[n:]
}

type chatFlood struct {
	tokens float64
	at     time.Time
	recent span30
	shut   time.Time
}

func newFlood() *flood { return &flood{chats: map[privKey]*chatFlood{}} }

// flooded counts n messages of a bot into a chat, or refuses.
func (s *Sim) flooded(t *bot, c *chat, n int) error {
	if !s.opt.Flood {
		return nil
	}
	now, f := s.now(), t.flood
	if now.Before(f.shut) {
		return tooMany(f.shut.Sub(now))
	}
	f.all.drop(now, floodAllSpan)
	if len(f.all)+n > floodAll {
		wait := floodAllSpan
		if len(f.all) > 0 {
			wait = f.all[0].Add(floodAllSpan).Sub(now)
		}
		return shut(&f.shut, now, wait)
	}
	if err := f.chat(c, now).admit(now, n, c.Kind != "private"); err != nil {
		return err
	}
	for range n {
		f.all = append(f.all, now)
	}
	return nil
}

// shut closes a scope for a whole number of seconds.
func shut(until *time.Time, now time.Time, wait time.Duration) error {
	err := tooMany(wait).(*apiError)
	*until = now.Add(time.Duration(err.retry) * time.Second)
	return err
}

func (f *flood) chat(c *chat, now time.Time) *chatFlood {
	key := privKey{c.User, c.ID}
	cf := f.chats[key]
	if cf == nil {
		cf = &chatFlood{tokens: floodBucket, at: now}
		f.chats[key] = cf
	}
	return cf
}

func (cf *chatFlood) admit(now time.Time, n int, group bool) error {
	if now.Before(cf.shut) {
		return tooMany(cf.shut.Sub(now))
	}
	cf.tokens = min(floodBucket, cf.tokens+now.Sub(cf.at).Seconds()/floodRefill.Seconds())
	cf.at = now
	// An album may take the bucket below zero once: it can't be sent in parts.
	if cf.tokens < 1-1e-9 {
		return shut(&cf.shut, now, time.Duration((1-cf.tokens)*float64(floodRefill)))
	}
	if group {
		cf.recent.drop(now, floodGroupLen)
		if len(cf.recent)+n > floodGroup {
			return shut(&cf.shut, now, cf.recent[min(len(cf.recent), len(cf.recent)+n-floodGroup)-1].Add(floodGroupLen).Sub(now))
		}
		for range n {
			cf.recent = append(cf.recent, now)
		}
	}
	cf.tokens -= float64(n)
	return nil
}
