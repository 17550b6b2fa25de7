package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"huiyin/order"
	"huiyin/sim"
)

// grace is how soon what is due must be seen (P4), also after the program or
// Telegram is back.
const grace = time.Minute

// saidAt is a message.
type saidAt struct {
	chat    int64
	message int
}

// spoken is what a resident said that was, or may be, an order.
type spoken struct {
	who  *soul
	chat int64
	saidAt
	mark    string
	at      time.Time // as Telegram dates it
	ours    time.Time // by the program's clock
	certain bool      // it is an order, whatever follows
}

// window is a time in which nothing can be expected: the program is dead, the
// clock jumped over it, or Telegram fails.
type window struct{ from, to time.Time }

// checks are the promises, held against what people see and what the ledger says.
type checks struct {
	l       *life
	wrong   []string
	fate    []string // what befell the program
	marks   int
	sayings []*spoken
	byMark  map[string]*spoken
	dockets map[int64]*docket
	list    []*docket // in the order of their numbers
	windows []window
	down    int // how many reasons there are for silence now
	digests *digests

	alike    map[saying]time.Time // when the bot said this in this chat
	touched  map[int64]time.Time  // when somebody pressed something of the order
	spokeIn  map[int64]time.Time  // when somebody did something in the chat
	deathAt  []time.Time
	perCrash map[time.Time]int // messages that came twice after it
	lossAt   []window
	last     time.Time
	fig      tally
}

// tally is what came of it.
type tally struct {
	hours                             float64 // hours in which an order was open
	orders, crashes, faults, messages int
	steps, digests, cells             int
	doubles, worst, losses            int     // messages that came twice: all, after one crash, after an answer that was lost
	silence                           float64 // the longest, as share of the promise
	latest, echo                      time.Duration
	acts                              map[order.Act]int
}

func newChecks(l *life) checks {
	return checks{l: l, byMark: map[string]*spoken{}, dockets: map[int64]*docket{}, alike: map[saying]time.Time{}, touched: map[int64]time.Time{},
		spokeIn: map[int64]time.Time{}, last: l.clock.Now(), digests: newDigests(), perCrash: map[time.Time]int{}, fig: tally{acts: map[order.Act]int{}}}
}

func (c *checks) fail(format string, args ...any) {
	if len(c.wrong) < 12 {
		c.wrong = append(c.wrong, c.l.clock.Now().In(c.l.c.Zone()).Format("01-02 15:04:05 ")+fmt.Sprintf(format, args...))
	}
}

// note keeps what befell the program, for whoever reads of a failure.
func (c *checks) note(format string, args ...any) {
	c.fate = append(c.fate, c.l.clock.Now().In(c.l.c.Zone()).Format("01-02 15:04:05.000 ")+fmt.Sprintf(format, args...))
}

func (c *checks) said(who *soul, chat int64, message int, mark string, certain bool) {
	x := &spoken{who, chat, saidAt{chat, message}, mark, time.Unix(time.Now().Unix(), 0), c.l.clock.Now(), certain}
	c.sayings, c.byMark[mark] = append(c.sayings, x), x
	c.spokeIn[chat] = c.l.clock.Now()
}

// submitted tells that a draft was sent off, to a bot that could hear it: a press is
// thrown away by Telegram after some minutes.
func (c *checks) submitted(mark string) { c.byMark[mark].certain = c.down == 0 && c.l.doom.Load() == 0 }

func (c *checks) pressed(s *soul, p press) {
	now := c.l.clock.Now()
	c.spokeIn[p.chat], c.spokeIn[s.id] = now, now
	_, no := verbOf(p.data)
	if n, err := strconv.ParseInt(no, 10, 64); err == nil {
		c.touched[n] = now
	}
}

func (c *checks) crashed(at time.Time) {
	c.fig.crashes++
	c.deathAt = append(c.deathAt, at)
	c.begin(at)
}

func (c *checks) back(at time.Time) { c.end(at) }

func (c *checks) begin(at time.Time) {
	c.windows = append(c.windows, window{at, at.Add(1000 * 24 * time.Hour)})
}

// end ends one of the windows that are open; with several, the others go on.
func (c *checks) end(at time.Time) {
	for i := range slices.Backward(c.windows) {
		if c.windows[i].to.Sub(c.windows[i].from) > 999*24*time.Hour {
			c.windows[i].to = at
			return
		}
	}
}

func (c *checks) stormy(f sim.Fault) {
	c.down++
	c.begin(c.l.clock.Now())
	if f.Kind == "lost-answer" {
		c.lossAt = append(c.lossAt, window{c.l.clock.Now(), c.l.clock.Now().Add(24 * time.Hour)})
	}
}

func (c *checks) calm(f sim.Fault) {
	c.down--
	now := c.l.clock.Now()
	c.end(now)
	if f.Kind == "lost-answer" {
		c.lossAt[len(c.lossAt)-1].to = now.Add(grace)
	}
}

// clockMoved: what the clock jumps over is like a time in which the program was dead.
func (c *checks) clockMoved(d time.Duration) {
	now := c.l.clock.Now()
	c.windows = append(c.windows, window{now, now.Add(max(d, 0))})
}

// fair is the moment from which something that is due counts: when the program
// and Telegram are there, and for what waits for the morning, when it is morning.
// What is seen within grace of it is on time.
func (c *checks) fair(due time.Time, wakes bool) time.Time {
	for again := true; again; {
		again = false
		if !wakes {
			if wake := c.l.c.QuietHours.Wake(due, c.l.c.Zone()); wake.After(due) {
				due, again = wake, true
			}
		}
		for _, w := range c.windows {
			if w.from.Before(due.Add(grace+time.Second)) && due.Before(w.to) {
				due, again = w.to, true
			}
		}
	}
	return due
}

// onTime holds a step of the ladder against the time at which it was due.
func (c *checks) onTime(d *docket, x line, due time.Time) {
	c.fig.steps++
	if due.Sub(x.at) > time.Millisecond {
		c.fail("P4 #%d: %s (%s) at %v, due only at %v; %s", x.no, x.act, x.note, x.at, due, d.history())
	}
	if late := x.at.Sub(c.fair(due, true)); late > grace {
		c.fail("P4 #%d: %s came %v late, due %v", x.no, x.act, late, due)
	}
	d.called = &call{x.at, due}
}

// numbers finds the orders that a message speaks of.
var numbers = regexp.MustCompile(`#(\d{4,})`)

// look reads what is new in the ledger and on the boards, and checks it.
func (l *life) look() {
	now := l.clock.Now()
	lines, events, changed := l.book.news(), l.sim.Events(l.seen), map[int64]bool{}
	offset := time.Duration(l.clock.offset.Load())
	for len(lines)+len(events) > 0 {
		if len(events) == 0 || len(lines) > 0 && !lines[0].at.After(events[0].At.Add(offset)) {
			l.record(lines[0])
			changed[lines[0].no] = true
			lines = lines[1:]
			continue
		}
		l.seen = events[0].Seq
		l.sight(events[0], events[0].At.Add(offset))
		events = events[1:]
	}
	for no := range changed {
		l.compare(l.dockets[no])
	}
	l.wait(now)
}

func (l *life) record(x line) {
	l.fig.acts[x.act]++
	d := l.dockets[x.no]
	if x.act != order.Intake {
		if d == nil {
			l.fail("P1 #%d: %s of an order that never came in", x.no, x.act)
			return
		}
		l.follow(d, x)
		return
	}
	r := l.book.order(x.no)
	d = &docket{row: r, class: l.classOf(r.category), state: order.New, tier: x.tier, lines: []line{x}}
	start := r.intake
	if s := l.spokenAt(saidAt{r.chat, r.message}); s != nil && r.chat < 0 {
		if start = s.at; start.After(x.at) {
			start = x.at // Telegram's clock is ahead of ours
		}
	}
	if r.chat > 0 && x.at.Sub(l.fair(start, true)) > grace {
		l.fail("P6 #%d: sent off at %v, its clocks start at %v", x.no, x.at, start)
	}
	l.restart(d, start)
	if s := l.spokenAt(saidAt{r.chat, r.message}); s != nil && r.chat < 0 {
		d.heard = s.ours
	}
	l.dockets[x.no] = d
	l.list = append(l.list, d)
	l.fig.orders++
}

func (c *checks) spokenAt(at saidAt) *spoken {
	for _, s := range slices.Backward(c.sayings) {
		if s.saidAt == at {
			return s
		}
	}
	return nil
}

// compare holds an order's row against what its ledger says (P5, P6).
func (l *life) compare(d *docket) {
	if d == nil {
		return
	}
	r := l.book.order(d.row.no)
	if d.state == order.Held && d.heldUntil.IsZero() {
		d.heldUntil = r.heldUntil
		if local := d.heldUntil.In(l.c.Zone()); local.Hour() != 8 || local.Minute() != 0 || d.heldUntil.Sub(d.heldAt) > 15*24*time.Hour {
			l.fail("P6 #%d: held until %v", r.no, local)
		}
	}
	near := func(a, b time.Time) bool { return a.Sub(b).Abs() <= time.Millisecond }
	if !near(r.accept, d.acceptDue) || !near(r.finish, d.finishDue) {
		l.fail("P6 #%d: the limits are %v and %v, and should be %v and %v", r.no, r.accept, r.finish, d.acceptDue, d.finishDue)
	}
	if r.state != d.state || r.tier != d.tier {
		l.fail("P7 #%d is %s at tier %d, its ledger says %s at %d: %s", r.no, r.state, r.tier, d.state, d.tier, d.history())
	}
	taken := map[bool]int{true: 1}[d.state.Taken()]
	if d.state.Open() && (r.accepted != taken || d.state.Taken() && r.taker != d.taker) {
		l.fail("P5 #%d: %d units hold it, taker %d, and by the ledger %d", r.no, r.accepted, r.taker, d.taker)
	}
}

func (d *docket) history() string {
	var b strings.Builder
	for _, x := range d.lines[max(0, len(d.lines)-12):] {
		fmt.Fprintf(&b, "%s %s/%d→%s tier %d %s; ", x.at.UTC().Format("02 15:04:05.000"), x.act, x.person, x.state, x.tier, x.note)
	}
	return b.String()
}

// wait looks for what should have happened by now, and counts the hours.
func (l *life) wait(now time.Time) {
	passed := now.Sub(l.last).Hours()
	l.last = now
	for _, d := range l.list {
		if !d.state.Open() {
			continue
		}
		l.fig.hours += max(0, passed)
		if due, kind := l.next(d); now.Sub(due) > grace+time.Second && now.Sub(l.fair(due, true)) > grace+time.Second {
			l.fail("P4 #%d: %s was due at %v and did not come; %s", d.row.no, kind, due, d.history())
		}
		l.awaitEcho(d, now)
		if d.called != nil && now.Sub(d.called.due) > grace && now.Sub(l.fair(d.called.due, d.class.Emergency)) > grace+time.Second {
			l.fail("P4 #%d: nobody has heard of what was due at %v; %s", d.row.no, d.called.due, d.history())
		}
	}
	if len(l.windows) > 64 {
		l.windows = slices.DeleteFunc(l.windows, func(w window) bool { return now.Sub(w.to) > 40*24*time.Hour })
	}
}
