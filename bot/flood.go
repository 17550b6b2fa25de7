package bot

import (
	"time"

	"golang.org/x/time/rate"
)

const (
	defaultPerMinute = 30
	quietMinute      = time.Minute
	streamsKept      = 4096 // people remembered before the idle ones are let go
)

// floodgate limits how much one person can have handled, so that nobody fills
// the disk or the others' queue. It is kept in memory: after a restart everyone
// starts afresh, which hurts nobody.
type floodgate struct {
	perMinute int
	streams   map[int64]*stream
}

type stream struct {
	limit *rate.Limiter
	over  time.Time // last time that something was refused
	album string    // its messages count as one
	seen  time.Time
}

func newFloodgate(perMinute int) *floodgate {
	if perMinute == 0 {
		perMinute = defaultPerMinute
	}
	return &floodgate{perMinute: perMinute, streams: map[int64]*stream{}}
}

// admit reports whether something that a person sent at the time is taken, and
// when not, whether they must be told: once, until they were quiet for a minute.
func (g *floodgate) admit(person int64, album string, at time.Time) (ok, tell bool) {
	if g.perMinute < 0 || person == 0 {
		return true, false
	}
	s := g.streams[person]
	if s == nil {
		g.forget(at)
		s = &stream{limit: rate.NewLimiter(rate.Limit(float64(g.perMinute)/60), g.perMinute)}
		g.streams[person] = s
	}
	s.seen = at
	if album != "" && album == s.album {
		return true, false
	}
	if s.limit.AllowN(at, 1) {
		s.album = album
		return true, false
	}
	tell = s.over.IsZero() || at.Sub(s.over) >= quietMinute
	s.over = at
	return false, tell
}

// forget lets go of people whose limit is full again anyway.
func (g *floodgate) forget(now time.Time) {
	if len(g.streams) < streamsKept {
		return
	}
	for id, s := range g.streams {
		if now.Sub(s.seen) > 2*time.Minute {
			delete(g.streams, id)
		}
	}
}
