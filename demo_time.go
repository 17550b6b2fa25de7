package main

import (
	"encoding/json"
	"net/http"
	"time"

	"huiyin/store"
)

// clockReading is what the page shows of the program's time.
type clockReading struct {
	Now  string `json:"now"`
	Text string `json:"text"`
	Busy bool   `json:"busy"`
}

func (d *demo) reading() clockReading {
	now := d.clock.Now().In(d.zone())
	text := now.Format("Mon Jan 2, 15:04")
	if d.lang == "zh" {
		day := []string{"日", "一", "二", "三", "四", "五", "六"}[now.Weekday()]
		text = now.Format("1月2日 周") + day + now.Format(" 15:04")
	}
	return clockReading{now.Format(time.RFC3339), text, len(d.moves) > 0}
}

// zone is the community's time zone; before it is known, UTC.
func (d *demo) zone() *time.Location {
	zone := time.UTC
	if d.prog != nil {
		_ = d.prog.db.Read(d.ctx, func(tx *store.Tx) error {
			c, err := tx.Community()
			if c != nil {
				zone = c.Zone()
			}
			return err
		})
	}
	return zone
}

func (d *demo) showClock(w http.ResponseWriter, _ *http.Request) { d.answer(w) }

func (d *demo) answer(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(d.reading())
}

// longestHop is how far the clock moves at once: less than the day after which
// the bot believes that Telegram dropped messages.
const longestHop = 12 * time.Hour

// farthest is how far one call may move the clock.
const farthest = 31 * 24 * time.Hour

// advance moves the clock, by minutes or until a time of the day.
func (d *demo) advance(w http.ResponseWriter, r *http.Request) {
	var ask struct {
		Minutes int    `json:"minutes"`
		Until   string `json:"until"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<10)).Decode(&ask); err != nil {
		http.Error(w, `{"error":"say minutes or until"}`, http.StatusBadRequest)
		return
	}
	by := time.Duration(ask.Minutes) * time.Minute
	if ask.Until != "" {
		at, err := time.Parse("15:04", ask.Until)
		if err != nil {
			http.Error(w, `{"error":"until must be a time such as 08:00"}`, http.StatusBadRequest)
			return
		}
		now := d.clock.Now().In(d.zone())
		next := time.Date(now.Year(), now.Month(), now.Day(), at.Hour(), at.Minute(), 1, 0, now.Location())
		if !next.After(now) {
			next = next.AddDate(0, 0, 1)
		}
		by = next.Sub(now)
	}
	if by <= 0 || by > farthest {
		http.Error(w, `{"error":"between one minute and 31 days"}`, http.StatusBadRequest)
		return
	}
	select {
	case d.moves <- struct{}{}:
		d.pass(by)
		<-d.moves
	default: // somebody else moves it just now
	}
	d.answer(w)
}

// pass lets the time pass from one thing that is due to the next, so that all
// happens in its order and at its time.
func (d *demo) pass(by time.Duration) {
	target := d.clock.Now().Add(by)
	for {
		d.calm()
		now := d.clock.Now()
		if !now.Before(target) {
			return
		}
		next := d.nextDue(now, target)
		d.clock.Move(next.Sub(now))
		// A poll that was asked before the move would seem to have been silent for all of it.
		d.sim.AnswerPoll(d.cast.token)
	}
}

// nextDue is the next moment at which something happens by itself.
func (d *demo) nextDue(now, target time.Time) time.Time {
	next := target
	if soon := now.Add(longestHop); soon.Before(next) {
		next = soon
	}
	_ = d.prog.db.Read(d.ctx, func(tx *store.Tx) error {
		timer, ok, err := tx.NextTimer()
		if ok && timer.Before(next) {
			next = timer
		}
		if err != nil {
			return err
		}
		post, ok, err := tx.NextPost()
		if ok && post.Before(next) && post.After(now) {
			next = post
		}
		return err
	})
	if !next.After(now) {
		next = now.Add(time.Second)
	}
	return next
}

// calm waits until the program has done what there is to do now. It gives up
// after a while: what is paced goes on when the clock moves.
func (d *demo) calm() {
	for patience := 150; patience > 0 && d.ctx.Err() == nil; patience-- {
		if d.sim.Pending(d.cast.token) == 0 && d.sim.Polled(d.cast.token) && d.prog.settled() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}
