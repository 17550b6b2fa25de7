package main

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"huiyin/order"
	"huiyin/sim"
)

// sight takes in one thing that people saw.
func (l *life) sight(e sim.Event, at time.Time) {
	m := e.Message
	if m == nil || !m.Bot {
		return
	}
	l.show(e.Kind, m)
	if e.Kind != "message" && e.Kind != "edit" {
		return
	}
	fresh := e.Kind == "message"
	if fresh {
		l.fig.messages++
		l.digests.sight(l, m, at)
	}
	for i, n := range numbers.FindAllStringSubmatch(m.Text, -1) {
		no, _ := strconv.ParseInt(n[1], 10, 64)
		d := l.dockets[no]
		if d == nil {
			if i == 0 && !strings.Contains(m.Text, "〔") {
				continue
			}
			l.fail("P1: the bot speaks of #%d, which is not in the ledger: %.80s", no, m.Text)
			continue
		}
		if fresh && i == 0 {
			l.twice(d, m, at)
		}
		l.hears(d, m, fresh, at)
		if fresh && d.called != nil && m.Chat != d.row.chat && m.Chat != d.row.resident {
			l.answered(d, at)
		}
	}
}

// show keeps the boards.
func (l *life) show(kind string, m *sim.Seen) {
	scr := l.boards[m.Chat]
	if scr == nil {
		scr = &board{live: map[int]*sim.Seen{}}
		l.boards[m.Chat] = scr
	}
	was := scr.live[m.MessageID]
	if was != nil && len(was.Buttons) > 0 && m.MessageID%7 == 0 {
		l.remember(was)
	}
	if kind == "delete" || len(m.Buttons) == 0 {
		if was != nil {
			delete(scr.live, m.MessageID)
			scr.ids = slices.DeleteFunc(scr.ids, func(id int) bool { return id == m.MessageID })
		}
		return
	}
	if kind != "message" && kind != "edit" {
		return
	}
	if was == nil {
		i, _ := slices.BinarySearch(scr.ids, m.MessageID)
		scr.ids = slices.Insert(scr.ids, i, m.MessageID)
	}
	scr.live[m.MessageID] = m
}

// remember keeps a button that goes, for somebody whose board is slow.
func (l *life) remember(m *sim.Seen) {
	b := m.Buttons[0][0]
	for _, s := range slices.Concat(l.residents, l.workers) {
		if s.id == m.Chat || slices.Contains(s.groups, m.Chat) {
			l.old = append(l.old, oldButton{s, press{m.Chat, m.MessageID, b.Text, b.Data}})
			if len(l.old) > 200 {
				l.old = l.old[1:]
			}
			return
		}
	}
}

// hears is what the resident of the order hears (P3): a message of the bot's in
// their private chat or in the group where they asked. Where the bot can't write
// to them in private, a change of the card in the group counts as well, if somebody
// did something; what the clock changes there makes no sound.
func (l *life) hears(d *docket, m *sim.Seen, fresh bool, at time.Time) {
	mine := m.Chat == d.row.resident || m.Chat == d.row.chat
	if !mine || !fresh && !d.first && !d.acted.After(d.heard) {
		return
	}
	due := d.heard.Add(d.class.Echo.Duration())
	wakes := d.class.Emergency
	if d.first {
		due, wakes = d.heard, true
	}
	if d.state.Open() && !l.deaf(d) {
		fair := l.fair(due, wakes)
		late := at.Sub(fair)
		if late > grace {
			l.fail("P3 #%d: %v after the promise, promised by %v; %s", d.row.no, late, due, d.history())
		}
		if d.first {
			l.fig.echo = max(l.fig.echo, late)
		} else if fair.Equal(due) || !at.After(due) {
			l.fig.silence = max(l.fig.silence, float64(at.Sub(d.heard))/float64(d.class.Echo.Duration()))
		}
	}
	d.first, d.heard = false, at
}

// awaitEcho looks whether the resident should have heard something by now.
func (l *life) awaitEcho(d *docket, now time.Time) {
	due, wakes := d.heard.Add(d.class.Echo.Duration()), d.class.Emergency
	if d.first {
		due, wakes = d.heard, true
	}
	if now.Sub(due) > grace+time.Second && !l.deaf(d) && now.Sub(l.fair(due, wakes)) > grace+time.Second {
		l.fail("P3 #%d: silence, something was promised by %v; %s", d.row.no, due, d.history())
		d.heard = now
	}
}

// deaf reports whether there is no way to the resident: they asked in private and
// have stopped the bot.
func (l *life) deaf(d *docket) bool {
	if d.row.chat < 0 {
		return false
	}
	i := slices.IndexFunc(l.residents, func(s *soul) bool { return s.id == d.row.resident })
	return i < 0 || l.residents[i].blocked
}

// returned is somebody who can be written to again: the promise begins anew.
func (c *checks) returned(s *soul) {
	for _, d := range c.list {
		if d.row.resident == s.id && d.row.chat > 0 && d.state.Open() {
			d.heard = c.l.clock.Now()
		}
	}
}

// answered: somebody who works has heard of the step.
func (l *life) answered(d *docket, at time.Time) {
	fair := l.fair(d.called.due, true)
	if wake := l.fair(d.called.due, d.class.Emergency); at.After(fair.Add(grace)) {
		fair = wake
	}
	late := at.Sub(fair)
	if late > grace {
		l.fail("P4 #%d: heard %v late of what was due at %v; %s", d.row.no, late, d.called.due, d.history())
	}
	l.fig.latest = max(l.fig.latest, late)
	d.called = nil
}

// stored reports whether several steps were done while nothing could be sent, which
// are then told one after the other; two of them may read the same.
func (l *life) stored(d *docket, at time.Time) bool {
	for _, w := range l.windows {
		if at.Before(w.to.Add(-grace)) || at.After(w.to.Add(2*grace)) {
			continue
		}
		n := 0
		for _, x := range d.lines {
			if x.at.After(w.from) && x.person == 0 && x.act != order.Tell {
				n++
			}
		}
		if n > 1 {
			return true
		}
	}
	return false
}

// twice finds messages that say again what was said just before although nobody
// did anything: that may be only where the program died, or Telegram did not
// answer, in between.
func (l *life) twice(d *docket, m *sim.Seen, at time.Time) {
	if strings.HasPrefix(m.Text, "等着") {
		return // a rolling card says again what waits, each time that one more of it is due
	}
	key := saying{m.Chat, m.Text}
	before, ok := l.alike[key]
	l.alike[key] = at
	if !ok || at.Sub(before) > 30*time.Minute || at.Before(before) || l.spokeIn[m.Chat].After(before.Add(-grace)) || l.touched[d.row.no].After(before.Add(-grace)) {
		return
	}
	if n := len(d.lines); n > 1 && d.lines[n-1].at.After(before) {
		return // something happened to the order in between
	}
	if l.stored(d, before) {
		return
	}
	l.fig.doubles++
	for _, x := range l.deathAt {
		if !x.Before(before.Add(-time.Second)) && !x.After(at) {
			l.perCrash[x]++
			l.fig.worst = max(l.fig.worst, l.perCrash[x])
			return
		}
	}
	for _, w := range l.lossAt {
		if !before.Before(w.from) && !before.After(w.to) {
			l.fig.losses++
			return
		}
	}
	l.fail("P4 #%d: said twice in %d, at %v and %v: %.120s", d.row.no, m.Chat, before, at, m.Text)
}
