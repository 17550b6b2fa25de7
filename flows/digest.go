package flows

import (
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"huiyin/order"
	"huiyin/store"
)

// digestRows is how many overdue orders a digest lists with buttons.
const digestRows = 5

// Prepare sets what always runs: each area's digest, the daily sweep, the menus
// that everybody sees. It is called at every start, and may be called as often as
// one likes.
func (f *Flows) Prepare(tx *store.Tx) error {
	s, err := f.begin(tx, Input{})
	if err != nil {
		return err
	}
	for _, kind := range []string{order.KindGrid, order.KindCommunity} {
		for _, a := range s.c.Below("", kind) {
			if err := s.setDigest(a); err != nil {
				return err
			}
		}
	}
	if err := tx.SetTimerOnce(timerSweep, "", s.now.Add(24*time.Hour)); err != nil {
		return err
	}
	if err := s.setKeep(); err != nil {
		return err
	}
	return f.DefaultMenus(tx)
}

// setDigest sets the area's next digest. One that is due already, or waits for
// the morning, stays; one that was set by an older file, or by a clock that was
// wrong, gives way to an earlier one.
func (s *step) setDigest(a *order.Area) error {
	next, err := s.nextDigest(a)
	if err != nil || next.IsZero() {
		return err
	}
	if at, set, err := s.tx.TimerAt(timerDigest, a.Key); err != nil || set && !at.After(next) {
		return err
	}
	return s.tx.SetTimer(timerDigest, a.Key, next)
}

// nextDigest is when the area's next digest is due; zero when none ever is.
// Check refuses such a file; a digest that never comes is no reason to stop.
func (s *step) nextDigest(a *order.Area) (time.Time, error) {
	here := s.c.At(a.Key)
	spec := here.Digest.Grid
	if a.Kind == order.KindCommunity {
		spec = here.Digest.Community
	}
	return nextLocal(spec, s.now, here.Zone())
}

// nextLocal is the first time after now at which the wall clock of the zone
// fits the cron expression. The expression is read against the wall clock
// alone, so a change to or from summer time neither skips nor repeats a day: a
// time that does not exist that day falls on the moment the gap ends.
func nextLocal(spec string, now time.Time, zone *time.Location) (time.Time, error) {
	schedule, err := cron.ParseStandard(spec)
	if err != nil {
		return time.Time{}, err
	}
	wall := order.AsWall(now.In(zone))
	for range 4 {
		if wall = schedule.Next(wall); wall.IsZero() {
			return wall, nil
		}
		if at := order.OnWall(wall, zone); at.After(now) {
			return at, nil
		}
	}
	return time.Time{}, nil
}

// A digest that comes more than punctual after its time is late: the program was
// down. It wakes nobody, and it is left out where the next one follows within
// soonAgain, because two on one morning say the same.
const (
	punctual  = 5 * time.Minute
	soonAgain = 3 * time.Hour
)

// dueDigest sends an area's digest, once for each time it is due, and sets the
// next. However many were missed, one makes up for them.
func (s *step) dueDigest(key string, due time.Time) error {
	a := s.c.Area(key)
	if a == nil {
		return nil
	}
	s.goTo(key)
	next, err := s.nextDigest(a)
	if err != nil || next.IsZero() {
		return err
	}
	if s.now.Sub(due) > punctual {
		switch wake := s.c.QuietHours.Wake(s.now, s.c.Zone()); {
		case next.Before(wake.Add(soonAgain)):
			return s.tx.SetTimer(timerDigest, key, next)
		case wake.After(s.now):
			return s.tx.SetTimer(timerDigest, key, wake)
		}
	}
	if err := s.tx.SetTimer(timerDigest, key, next); err != nil {
		return err
	}
	first, err := s.tx.RunOnce(timerDigest, key, due.In(s.c.Zone()).Format("2006-01-02 15:04"))
	if err != nil || !first {
		return err
	}
	to, err := s.readers(a)
	if err != nil {
		return err
	}
	for _, t := range to {
		m, err := s.digest(a, t.lang, t.person == 0)
		if err != nil {
			return err
		}
		if err := s.say(t, 0, m); err != nil {
			return err
		}
	}
	return nil
}

// readers are those who get an area's digest: the grid's leaders, the
// community's desk.
func (s *step) readers(a *order.Area) ([]target, error) {
	if a.Kind != order.KindGrid {
		return s.desk(a.Key)
	}
	var all []order.Member
	for _, role := range order.Holders(order.GridDigest) {
		list, err := s.tx.MembersWith(role, a.Key)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return s.reachMembers(all, nil)
}

// areaKeys lists the area and everything in it.
func (s *step) areaKeys(a *order.Area) []string {
	keys := []string{a.Key}
	for _, kind := range []string{order.KindGrid, order.KindBuilding} {
		for _, b := range s.c.Below(a.Key, kind) {
			if b.Key != a.Key {
				keys = append(keys, b.Key)
			}
		}
	}
	return keys
}

// digest writes an area's daily summary: what is overdue first, with buttons,
// then yesterday's figures. For a group it leaves out what is not shown there.
func (s *step) digest(a *order.Area, lang string, group bool) (Outgoing, error) {
	keys := s.areaKeys(a)
	local := s.now.In(s.c.Zone())
	midnight := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC)
	today, yesterday := order.OnWall(midnight, s.c.Zone()), order.OnWall(midnight.AddDate(0, 0, -1), s.c.Zone())
	counts, err := s.tx.Counts(keys, yesterday, today)
	if err != nil {
		return Outgoing{}, err
	}
	worst, late, err := s.tx.LateOrders(keys, digestRows)
	if err != nil {
		return Outgoing{}, err
	}
	d := &drawing{step: s, lang: lang}
	month, day, name := int(local.Month()), local.Day(), local.Format("Jan")
	date := say(lang, "day.date", "Month", month, "Day", day, "Name", name)
	d.rich.Bold(s.own(lang, "digest", "Area", a.Name.In(lang), "Date", date, "Month", month, "Day", day, "Name", name)).Line("")
	if err := d.overdue(worst, late, group); err != nil {
		return Outgoing{}, err
	}
	d.figures(counts)
	if err := d.collected(keys); err != nil {
		return Outgoing{}, err
	}
	if err := d.unreachables(a, keys); err != nil {
		return Outgoing{}, err
	}
	return d.done()
}

// overdue lists the worst of what is past a clock, the longest wait first, with
// who answers for each now and the buttons that help, and says how many more
// there are.
func (d *drawing) overdue(worst []order.Order, count int, group bool) error {
	if count == 0 {
		d.line("digest.none_late")
		return nil
	}
	d.line("digest.late", "Count", count)
	for _, o := range worst {
		who := d.t("card.nobody")
		if o.Unit != "" {
			who = d.unitName(o.Unit)
		}
		if group && d.sensitive(o) {
			d.line("digest.secret", "No", number(o.No), "Who", who, "For", span(d.lang, d.now.Sub(o.Start)))
		} else {
			d.line("digest.row", "No", number(o.No), "Category", d.c.Category(o.Category).Name.In(d.lang),
				"Place", placeName(d.c, o.Area, d.lang), "Who", who, "For", span(d.lang, d.now.Sub(o.Start)))
		}
		one := &drawing{step: d.step, o: o, lang: d.lang}
		a, err := one.answers(o)
		if err != nil {
			return err
		}
		d.line("digest.answer", "Who", one.answerName(a))
		d.row(Button{Text: d.t("button.nudge") + " " + number(o.No), Data: data("nudge", o.No)},
			Button{Text: d.t("button.reassign") + " " + number(o.No), Data: data("units", o.No)}, Button{Text: d.t("button.climb") + " " + number(o.No), Data: data("climb", o.No)})
	}
	if more := count - len(worst); more > 0 {
		d.line("digest.more", "Count", more)
	}
	return nil
}

func (d *drawing) figures(c order.Counts) {
	d.line("digest.yesterday", "New", c.New, "Accepted", c.Accepted, "Finished", c.Finished, "Closed", c.Closed)
	if c.Settled > 0 {
		d.line("digest.settled", "Count", c.Settled)
	}
	d.line("digest.open", "Count", c.Open)
	r := c.Rates()
	var parts []string
	for _, x := range []struct {
		key string
		n   int
	}{{"digest.answered", r.Answered}, {"digest.solved", r.Solved}, {"digest.satisfied", r.Satisfied}} {
		if x.n >= 0 {
			parts = append(parts, d.t(x.key, "Percent", x.n))
		}
	}
	if len(parts) > 0 {
		d.rich.Line(strings.Join(parts, " · "))
	}
	if c.Silent > 0 {
		d.line("digest.silent", "Count", c.Silent)
	}
}
