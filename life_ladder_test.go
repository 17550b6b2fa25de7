package main

import (
	"slices"
	"strings"
	"time"

	"huiyin/order"
)

// docket is what must be true of an order, kept from the lines of the ledger
// alone: a small second telling of the clocks and the ladder.
type docket struct {
	row   asKept
	class *order.Class
	state order.State
	tier  order.Tier
	taker int64

	start, ladder, from  time.Time
	spent                time.Duration
	accept, finish       int // steps that are behind
	acceptDue, finishDue time.Time
	heldAt, heldUntil    time.Time
	moves                []moved   // of the finish limit
	batch                time.Time // when steps were done together; zero: never
	lines                []line

	first  bool      // the resident has not heard anything yet
	heard  time.Time // when they last did
	acted  time.Time // when a person last did something to it
	called *call     // a step of which nobody has heard yet
}

// moved is what the finish limit was until a moment.
type moved struct{ at, was time.Time }

// call is a step that must be heard of.
type call struct{ done, due time.Time }

// spend is the moment at which so much of the limit's own kind of time is over.
func (l *life) spend(limit order.Limit, at time.Time, d time.Duration) time.Time {
	if !limit.Working() {
		return at.Add(d)
	}
	for d > 0 {
		from, to := l.shift(at)
		if length := to.Sub(from); length < d {
			d, at = d-length, to
			continue
		}
		return from.Add(d)
	}
	return at
}

// shift is the working time that comes next, or what is left of the present one.
func (l *life) shift(at time.Time) (from, to time.Time) {
	for day := order.DayOf(at.In(l.c.Zone())); ; day++ {
		if !l.c.Calendar.Works(day) {
			continue
		}
		for _, s := range l.c.Calendar.WorkingHours {
			from, to = day.At(s.From, l.c.Zone()), day.At(s.To, l.c.Zone())
			if to.After(at) {
				if from.Before(at) {
					from = at
				}
				return from, to
			}
		}
	}
}

// spentBetween is how much of the limit's own kind of time lies between.
func (l *life) spentBetween(limit order.Limit, from, to time.Time) (sum time.Duration) {
	if !limit.Working() {
		return max(0, to.Sub(from))
	}
	for from.Before(to) {
		begin, end := l.shift(from)
		if end.After(to) {
			end = to
		}
		sum += max(0, end.Sub(begin))
		from = end
	}
	return sum
}

// whole is how long a limit is, in its own kind of time.
func (l *life) whole(limit order.Limit) time.Duration {
	if !limit.Working() {
		return limit.Clock.Duration()
	}
	day := time.Duration(0)
	for _, s := range l.c.Calendar.WorkingHours {
		day += time.Duration(s.To-s.From) * time.Minute
	}
	return time.Duration(limit.Days)*day + time.Duration(limit.Hours)*time.Hour
}

// rung is when the i-th step of a ladder is due, and what it is.
func (l *life) rung(d *docket, steps order.Ladder, limit order.Limit, from time.Time, spent time.Duration, i int) (time.Time, order.StepKind) {
	at := func(percent int) time.Time {
		return l.spend(limit, from, l.whole(limit)*time.Duration(percent)/100-spent)
	}
	if i < len(steps) {
		return at(steps[i].At), steps[i].Do
	}
	again := 24 * time.Hour
	if d.class.Emergency {
		again = d.class.Echo.Duration()
	}
	return at(steps[len(steps)-1].At).Add(again * time.Duration(i-len(steps)+1)), order.StepDaily
}

func (l *life) acceptRung(d *docket) (time.Time, order.StepKind) {
	return l.rung(d, l.c.Ladders.Accept, d.class.Accept, d.ladder, 0, d.accept)
}

func (l *life) finishRung(d *docket) (time.Time, order.StepKind) {
	return l.rung(d, l.c.Ladders.Finish, d.class.Finish, d.from, d.spent, d.finish)
}

// next is the step that follows in the order's state; zero: none.
func (l *life) next(d *docket) (time.Time, order.StepKind) {
	switch d.state {
	case order.New, order.Offered:
		return l.acceptRung(d)
	case order.Accepted:
		return l.finishRung(d)
	case order.Held:
		return d.heldUntil, order.StepResume
	}
	return time.Time{}, ""
}

// skip is what a change of hands does to both ladders.
func (l *life) skip(d *docket, now time.Time) {
	for at, _ := l.acceptRung(d); !at.After(now); at, _ = l.acceptRung(d) {
		d.accept++
	}
	if d.accept >= len(l.c.Ladders.Accept) {
		d.ladder, d.accept = now, 0
	}
	for at, _ := l.finishRung(d); !at.After(now); at, _ = l.finishRung(d) {
		d.finish++
	}
}

// up is one tier higher.
func (d *docket) up() { d.tier = min(d.tier+1, order.TierStreet) }

// follow applies one line of the ledger.
func (l *life) follow(d *docket, x line) {
	if x.was != d.state {
		l.fail("P7 #%d: %s of a %s order, which was %s", x.no, x.act, x.was, d.state)
	}
	if was := d.finishDue; true {
		defer func() {
			if !was.Equal(d.finishDue) {
				d.moves = append(d.moves, moved{x.at, was})
			}
		}()
	}
	if x.was == order.Held && x.state != order.Held {
		d.spent += l.spentBetween(d.class.Finish, d.from, d.heldAt)
		d.finishDue = l.spend(d.class.Finish, x.at, l.spentBetween(d.class.Finish, d.heldAt, d.finishDue))
		d.from = x.at
	}
	if x.person != 0 {
		d.acted = x.at
		if d.called != nil && x.act != order.Join && x.act != order.Edit && l.fair(d.called.due, d.class.Emergency).After(x.at) {
			d.called = nil // what waits for the morning is dropped when somebody has done something
		}
	}
	switch x.act {
	case order.Nudge, order.Climb, order.Widen, order.Resume:
		l.followStep(d, x)
	case order.Offer, order.Uphold:
		if x.was.Taken() || d.accept >= len(l.c.Ladders.Accept) {
			l.skip(d, x.at)
		}
		d.taker = 0
	case order.Accept:
		if d.taker != 0 {
			l.fail("P5 #%d: %d accepts what %d holds", x.no, x.person, d.taker)
		}
		d.taker = x.person
		l.skip(d, x.at)
	case order.Decline, order.Release:
		d.taker = 0
		l.skip(d, x.at)
	case order.HandOver:
		d.taker = x.person
	case order.Hold:
		d.heldAt, d.heldUntil = x.at, time.Time{} // until when is read from the row
	case order.Extend:
		l.followExtend(d, x)
	case order.Reopen:
		l.restart(d, x.at)
		d.up()
	}
	d.state = x.state
	d.lines = append(d.lines, x)
	if !d.state.Open() {
		d.called = nil
	}
}

// restart starts both clocks.
func (l *life) restart(d *docket, at time.Time) {
	d.start, d.ladder, d.from, d.spent, d.accept, d.finish, d.taker = at, at, at, 0, 0, 0, 0
	d.acceptDue = l.spend(d.class.Accept, at, l.whole(d.class.Accept))
	d.finishDue = l.spend(d.class.Finish, at, l.whole(d.class.Finish))
	d.first, d.heard = true, at
}

// followExtend finds out how much time was given: one of those that can be.
func (l *life) followExtend(d *docket, x line) {
	now := l.book.order(x.no).finish
	for _, days := range order.ExtendDays {
		more := order.ClockTime(time.Duration(days) * 24 * time.Hour)
		if d.class.Finish.Working() {
			more = order.Limit{Days: days}
		}
		if due := l.spend(more, d.finishDue, l.whole(more)); due.Equal(now) {
			d.finishDue, d.spent = due, d.spent-l.whole(more)
			return
		}
	}
	l.fail("P6 #%d: extended from %v to %v", x.no, d.finishDue, now)
}

// followStep checks that a step of the ladder came at its time, once.
func (l *life) followStep(d *docket, x line) {
	declines := x.act == order.Climb && x.person == 0 && len(d.lines) > 0 && slices.Contains([]order.Act{order.Decline, order.Pass}, d.lines[len(d.lines)-1].act) && strings.HasPrefix(x.note, "declines")
	if x.person != 0 || declines {
		if x.act == order.Climb {
			d.up()
		}
		return
	}
	if !d.batch.IsZero() && d.batch.Equal(x.at) {
		d.batch = time.Time{} // the last of several steps that were done together
		return
	}
	due, kind := l.next(d)
	if came := d.lines[0].at; due.Before(came) {
		due = came // Telegram's clock is behind ours
	}
	l.onTime(d, x, due)
	if kind == order.StepResume {
		return
	}
	for {
		if d.state == order.Accepted {
			d.finish++
		} else {
			d.accept++
		}
		if kind == order.StepClimb {
			d.up()
		}
		at, then := l.next(d)
		if at.After(x.at) {
			break
		}
		kind = then
	}
	want := map[order.StepKind]order.Act{order.StepClimb: order.Climb, order.StepWiden: order.Widen}[kind]
	switch {
	case want == x.act, kind != order.StepClimb && x.act == order.Nudge:
	case x.act == order.Widen:
		d.batch = x.at
	default:
		l.fail("P4 #%d: %s at %v, where %s was due", x.no, x.act, x.at, kind)
	}
}
