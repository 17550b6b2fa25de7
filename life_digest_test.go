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
	"huiyin/texts"
)

// digests reads the daily summaries as people see them, and counts each of their
// tally anew from the ledger (P7).
type digests struct {
	title, yesterday, open, late *regexp.Regexp
	rates                        []*regexp.Regexp
	silent, none                 *regexp.Regexp
	seen                         map[string]time.Time // by area, reader and local day
}

// pattern makes a pattern of a text of the program's own, with a group for each
// of its tally in turn.
func pattern(key string, names ...string) *regexp.Regexp {
	var args []any
	for i, name := range names {
		if name == "Area" || name == "Name" {
			args = append(args, name, "Q"+strconv.Itoa(i)+"Q")
		} else {
			args = append(args, name, 900+i)
		}
	}
	text := regexp.QuoteMeta(texts.Say("zh", key, args...))
	for i, name := range names {
		if name == "Area" {
			text = strings.Replace(text, "Q"+strconv.Itoa(i)+"Q", `(\S+)`, 1)
		} else {
			text = strings.Replace(text, strconv.Itoa(900+i), `(\d+)`, 1)
		}
	}
	return regexp.MustCompile(text)
}

func newDigests() *digests {
	d := &digests{title: pattern("digest.title", "Area", "Month", "Day"), yesterday: pattern("digest.yesterday", "New", "Accepted", "Finished", "Closed"),
		open: pattern("digest.open", "Count"), late: pattern("digest.late", "Count"), none: pattern("digest.none_late"), silent: pattern("digest.silent", "Count"),
		seen: map[string]time.Time{}}
	for _, key := range []string{"digest.answered", "digest.solved", "digest.satisfied"} {
		d.rates = append(d.rates, pattern(key, "Percent"))
	}
	return d
}

// cells are the tally of a digest: late, new, accepted, finished, closed, open,
// the three rates, and how many did not vote; -1 is one that is not there.
type cells [10]int

// read finds the tally in a digest; ok is false when it is none.
func (d *digests) read(text string) (area string, day string, x cells, ok bool) {
	head := d.title.FindStringSubmatch(text)
	if head == nil || !strings.HasPrefix(text, head[0]) {
		return "", "", x, false
	}
	for i := range x {
		x[i] = -1
	}
	one := func(i int, p *regexp.Regexp) {
		if m := p.FindStringSubmatch(text); m != nil {
			for k, n := range m[1:] {
				x[i+k], _ = strconv.Atoi(n)
			}
		}
	}
	one(0, d.late)
	if d.none.MatchString(text) {
		x[0] = 0
	}
	one(1, d.yesterday)
	one(5, d.open)
	for i, p := range d.rates {
		one(6+i, p)
	}
	if one(9, d.silent); x[9] < 0 {
		x[9] = 0
	}
	return head[1], head[2] + "-" + head[3], x, true
}

// sight checks a digest that somebody sees.
func (d *digests) sight(l *life, m *sim.Seen, at time.Time) {
	name, day, got, ok := d.read(m.Text)
	if !ok {
		return
	}
	l.fig.digests++
	key := fmt.Sprint(name, " ", m.Chat, " ", day)
	if before, twice := d.seen[key]; twice && !l.inCrash(before, at) {
		l.fail("P7: the digest of %s came twice to %d on %s: %v and %v", name, m.Chat, day, before, at)
	}
	d.seen[key] = at
	var area *order.Area
	for i := range l.c.Areas {
		if l.c.Areas[i].Name.ZH == name {
			area = &l.c.Areas[i]
		}
	}
	local := at.In(l.c.Zone())
	due := order.DayOf(local).At(8*60, l.c.Zone())
	if area.Kind == order.KindCommunity {
		due = order.DayOf(local).At(8*60+30, l.c.Zone())
	}
	// It was written between its time and now; which orders it knew of then, only it can tell.
	moments := []time.Time{at}
	if at.Sub(due) > grace {
		for back := time.Minute; back < 15*time.Hour; back += time.Minute {
			moments = append(moments, at.Add(-back))
		}
	}
	for _, x := range l.list {
		for _, e := range x.lines {
			if e.at.After(due.Add(-time.Second)) && !e.at.After(at) {
				moments = append(moments, e.at, e.at.Add(-time.Millisecond))
			}
		}
	}
	moments = append(moments, due)
	var want cells
	for _, when := range moments {
		if want = l.count(area.Key, when); want == got {
			l.fig.cells += len(got)
			return
		}
	}
	l.fail("P7: the digest of %s on %s says %v, and should %v:\n%s", name, day, got, l.count(area.Key, at), m.Text)
}

// count is the digest of an area as the ledger has it at a moment.
func (l *life) count(area string, now time.Time) (x cells) {
	day := order.DayOf(now.In(l.c.Zone()))
	from, to := (day-1).At(0, l.c.Zone()), day.At(0, l.c.Zone())
	in := func(at time.Time) bool { return !at.IsZero() && !at.Before(from) && at.Before(to) }
	var due, inTime, rated, solved, good int
	for _, d := range l.list {
		if !l.c.Within(d.row.area, area) || d.lines[0].at.After(now) {
			continue
		}
		s := l.until(d, now)
		if s.state.Open() {
			x[5]++
			if s.state != order.Held && (!s.finishDue.After(now) || !s.state.Taken() && !s.acceptDue.After(now)) {
				x[0]++
			}
		}
		for i, act := range []func(line) bool{isAct(order.Intake), isAct(order.Accept, order.Settle), isAct(order.Finish, order.Settle), ends} {
			for _, e := range d.lines {
				if in(e.at) && act(e) {
					x[1+i]++
					break
				}
			}
		}
		answered := in(s.accepted)
		missed := in(s.acceptDue) && (s.accepted.IsZero() || !s.accepted.Before(to)) && s.state != order.Withdrawn && s.state != order.Refused
		if answered || missed {
			due++
		}
		if answered && !s.accepted.After(s.acceptDue) {
			inTime++
		}
		back := 0
		for _, e := range d.lines {
			if e.act == order.Reopen && in(e.at) {
				back++
			}
		}
		rated += back
		if s.state == order.Closed && in(s.ended) {
			switch s.rating {
			case "":
				x[9]++
			case "1", "2":
				good++
				fallthrough
			default:
				rated++
				solved++
			}
		}
	}
	x[6], x[7], x[8] = percentOf(inTime, due), percentOf(solved, rated), percentOf(good, rated)
	return x
}

func percentOf(part, whole int) int {
	if whole == 0 {
		return -1
	}
	return int(float64(part)*100/float64(whole) + 0.5)
}

func isAct(acts ...order.Act) func(line) bool {
	return func(e line) bool { return slices.Contains(acts, e.act) }
}

// ends reports whether the line puts an end to an order.
func ends(e line) bool {
	return (e.was.Open() || e.was == order.Done) && (e.state == order.Closed || e.state == order.Withdrawn || e.state == order.Refused)
}

// stand is how an order stood at a moment.
type stand struct {
	state                order.State
	acceptDue, finishDue time.Time
	accepted, ended      time.Time
	rating               string
}

// until goes through the ledger of an order up to a moment. Its limits are those
// that follow from the ledger; of an order whose finish clock has moved since, the
// docket's present one is taken, and the digest's other moments decide.
func (l *life) until(d *docket, now time.Time) (s stand) {
	start := d.row.clock
	for _, e := range d.lines {
		if e.at.After(now) {
			break
		}
		s.state = e.state
		switch {
		case e.act == order.Accept || e.act == order.Settle:
			s.accepted = e.at
		case e.act == order.Reopen:
			start, s.accepted, s.ended, s.rating = e.at, time.Time{}, time.Time{}, ""
		case e.act == order.Rate:
			s.rating = e.note
		}
		if ends(e) {
			s.ended = e.at
		}
	}
	s.acceptDue, s.finishDue = l.spend(d.class.Accept, start, l.whole(d.class.Accept)), d.dueAt(now)
	return s
}

// dueAt is the finish limit as it was at a moment.
func (d *docket) dueAt(now time.Time) time.Time {
	due := d.finishDue
	for _, m := range d.moves {
		if m.at.After(now) {
			return m.was
		}
	}
	return due
}

// inCrash reports whether the program died between, so that something may have
// come twice.
func (c *checks) inCrash(before, at time.Time) bool {
	for _, x := range c.deathAt {
		if !x.Before(before.Add(-grace)) && !x.After(at) {
			return true
		}
	}
	for _, w := range c.lossAt {
		if !before.Before(w.from) && !before.After(w.to) {
			return true
		}
	}
	return false
}
