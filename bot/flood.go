package bot

import (
	"encoding/json"
	"time"

	"github.com/go-telegram/bot/models"
	"golang.org/x/time/rate"

	"huiyin/flows"
	"huiyin/texts"
)

const (
	defaultPerMinute = 30
	quietMinute      = time.Minute
	dayWorth         = 60   // a day's share is as much as this many minutes at full speed
	longestAlbum     = 10   // Telegram's
	streamsKept      = 4096 // people remembered before the idle ones are let go
)

// floodgate limits how much one person can have handled, so that nobody fills
// the disk or the others' queue. It is kept in memory: after a restart everyone
// starts afresh, which hurts nobody.
type floodgate struct {
	perMinute int
	streams   map[int64]*stream
	swept     time.Time
}

// visit is something that a person sent.
type visit struct {
	person int64
	tap    bool      // Telegram does not say when a button was pressed
	album  string    // its messages count as one
	at     time.Time // when it was sent: what gathered while the bot was away did not come in a flood
	now    time.Time
}

// ruling is what becomes of a visit.
type ruling struct {
	ok     bool
	tell   bool // the person must be told that it was not taken
	answer bool // and the tap be answered
}

type stream struct {
	said, tapped, answered pulse // answered: of the taps that were refused
	day                    *rate.Limiter
	over                   time.Time // last time that something was refused
	album                  string
	pictures               int // of that album, so far
}

// pulse is a limit by the minute whose time does not run backwards: it would
// give for each step back and forth as much as for the time between.
type pulse struct {
	limit *rate.Limiter
	last  time.Time
}

func (p *pulse) allow(at time.Time) bool {
	if at.After(p.last) {
		p.last = at
	}
	return p.limit.AllowN(p.last, 1)
}

func newFloodgate(perMinute int) *floodgate {
	if perMinute == 0 {
		perMinute = defaultPerMinute
	}
	return &floodgate{perMinute: perMinute, streams: map[int64]*stream{}}
}

func (g *floodgate) stream(person int64, now time.Time) *stream {
	s := g.streams[person]
	if s == nil {
		g.forget(now)
		perDay := dayWorth * g.perMinute
		minute := func() pulse { return pulse{limit: rate.NewLimiter(rate.Limit(float64(g.perMinute)/60), g.perMinute)} }
		s = &stream{said: minute(), tapped: minute(), answered: minute(),
			day: rate.NewLimiter(rate.Limit(float64(perDay)/(24*60*60)), perDay)}
		g.streams[person] = s
	}
	return s
}

// admit says whether something that a person sent is taken. When not, they are
// told once, until they were quiet for a minute.
func (g *floodgate) admit(v visit) ruling {
	if g.perMinute < 0 || v.person == 0 {
		return ruling{ok: true}
	}
	s := g.stream(v.person, v.now)
	of := &s.said
	if v.tap {
		of = &s.tapped
	}
	more := v.album != "" && v.album == s.album && s.pictures < longestAlbum
	if (more || of.allow(v.at)) && s.day.AllowN(v.now, 1) {
		if !more {
			s.album, s.pictures = v.album, 0
		}
		s.pictures++
		return ruling{ok: true}
	}
	no := ruling{tell: s.over.IsZero() || v.now.Sub(s.over) >= quietMinute, answer: v.tap && s.answered.allow(v.now)}
	s.over = v.now
	return no
}

// forget lets go of people of whom nothing would be refused anyway.
func (g *floodgate) forget(now time.Time) {
	if len(g.streams) < streamsKept || now.Sub(g.swept) < quietMinute {
		return
	}
	g.swept = now
	for id, s := range g.streams {
		full := float64(g.perMinute*dayWorth) - 1
		if now.Sub(s.over) > quietMinute && s.day.TokensAt(now) >= full {
			delete(g.streams, id)
		}
	}
}

// senderOf reads from an update that can't be decoded who sent it; 0 when that
// can't be read either.
func senderOf(raw []byte) int64 {
	type from struct {
		From struct {
			ID int64 `json:"id"`
		} `json:"from"`
	}
	var kinds map[string]json.RawMessage
	if json.Unmarshal(raw, &kinds) != nil {
		return 0
	}
	for _, kind := range allowed {
		var f from
		if body, ok := kinds[kind]; ok && json.Unmarshal(body, &f) == nil {
			return f.From.ID
		}
	}
	return 0
}

// refuses counts an update and reports whether it is too much. What comes a
// second time was counted the first time, and what a group has become is news
// that nobody can make much of.
func (p *poller) refuses(h *harvest, u *models.Update, in flows.Input, now time.Time) bool {
	if u.ID < p.floor {
		return false
	}
	switch in.Kind {
	case flows.Said, flows.Edited, flows.Tapped:
		v := p.flood.admit(p.visit(in, now))
		if v.tell {
			h.tell = append(h.tell, flows.Input{Kind: flows.Flooding, Update: u.ID, At: now, Person: in.Person, Anonymous: in.Anonymous, Chat: in.Chat,
				Message: flows.Message{ID: in.Message.ID, Thread: in.Message.Thread}})
		}
		if v.answer && u.CallbackQuery != nil {
			p.side.toast(u.CallbackQuery.ID, flows.Answer{Text: texts.Say(texts.Pick(in.Person.Language, p.o.Language), "flood.slow")})
		}
		return !v.ok
	case flows.Blocked, flows.Unblocked, flows.BotAdded, flows.BotRemoved, flows.Left:
		// Telegram refuses what is sent in vain, and what is said later tells that
		// somebody is back: what is left out here comes right by itself.
		return !p.moves.admit(p.visit(in, now)).ok
	}
	return false
}

// visit is an input as the floodgate counts it.
func (p *poller) visit(in flows.Input, now time.Time) visit {
	v := visit{person: in.Person.ID, tap: in.Kind == flows.Tapped, album: in.Message.Album, at: now, now: now}
	if !in.At.IsZero() && in.At.Before(now) {
		v.at = in.At
	}
	if in.Anonymous {
		v.person = in.Chat.ID // the stand-in is the same person in every group
	}
	return v
}
