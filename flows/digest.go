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
// that everybody sees. It is called at every start and changes nothing that is
// set already.
func (f *Flows) Prepare(tx *store.Tx) error {
	s, err := f.begin(tx, Input{})
	if err != nil {
		return err
	}
	for _, kind := range []string{order.KindGrid, order.KindCommunity} {
		for _, a := range s.c.Below("", kind) {
			if err := s.setDigest(a, false); err != nil {
				return err
			}
		}
	}
	if err := tx.SetTimerOnce(timerSweep, "", s.now.Add(24*time.Hour)); err != nil {
		return err
	}
	return f.DefaultMenus(tx)
}

// setDigest sets the area's next digest; again moves one that is set.
func (s *step) setDigest(a *order.Area, again bool) error {
	spec := s.c.Digest.Grid
	if a.Kind == order.KindCommunity {
		spec = s.c.Digest.Community
	}
	at, err := nextLocal(spec, s.now, s.c.Zone())
	if err != nil || at.IsZero() {
		return err // Check refuses such a file; a digest that never comes is no reason to stop
	}
	if again {
		return s.tx.SetTimer(timerDigest, a.Key, at)
	}
	return s.tx.SetTimerOnce(timerDigest, a.Key, at)
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

// dueDigest sends an area's digest, once per local day, and sets the next.
func (s *step) dueDigest(key string) error {
	a := s.c.Area(key)
	if a == nil {
		return nil
	}
	if err := s.setDigest(a, true); err != nil {
		return err
	}
	local := s.now.In(s.c.Zone())
	first, err := s.tx.RunOnce(timerDigest, key, local.Format(time.DateOnly))
	if err != nil || !first {
		return err
	}
	to, err := s.readers(a)
	if err != nil {
		return err
	}
	for _, t := range to {
		m, err := s.digest(a, t.lang)
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
	if a.Kind == order.KindGrid {
		return s.reachMembers(s.tx.MembersWith(order.RoleLeader, a.Key))
	}
	return s.desk(a.Key)
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
// then yesterday's figures.
func (s *step) digest(a *order.Area, lang string) (Outgoing, error) {
	keys := s.areaKeys(a)
	local := s.now.In(s.c.Zone())
	midnight := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC)
	today, yesterday := order.OnWall(midnight, s.c.Zone()), order.OnWall(midnight.AddDate(0, 0, -1), s.c.Zone())
	counts, err := s.tx.Counts(keys, yesterday, today)
	if err != nil {
		return Outgoing{}, err
	}
	open, err := s.tx.OpenOrders(keys, 500)
	if err != nil {
		return Outgoing{}, err
	}
	d := &drawing{step: s, lang: lang}
	d.rich.Bold(say(lang, "digest.title", "Area", a.Name.In(lang), "Month", int(local.Month()), "Day", local.Day(), "Name", local.Format("Jan"))).Line("")
	d.overdue(open)
	d.figures(counts)
	if err := d.unreachables(a, open); err != nil {
		return Outgoing{}, err
	}
	return d.done()
}

// overdue lists what is past a clock, the longest wait first, with the buttons
// that help.
func (d *drawing) overdue(open []order.Order) {
	var late []order.Order
	for _, o := range open {
		if a, f := o.Overdue(d.now); a || f {
			late = append(late, o)
		}
	}
	if len(late) == 0 {
		d.line("digest.none_late")
		return
	}
	d.line("digest.late", "Count", len(late))
	for i, o := range late {
		if i == digestRows {
			d.line("digest.more", "Count", len(late)-digestRows)
			break
		}
		who := d.t("card.nobody")
		if o.Unit != "" {
			who = d.unitName(o.Unit)
		}
		d.line("digest.row", "No", number(o.No), "Category", d.c.Category(o.Category).Name.In(d.lang),
			"Place", placeName(d.c, o.Area, d.lang), "Who", who, "For", span(d.lang, d.now.Sub(o.Start)))
		d.row(Button{Text: d.t("button.nudge") + " " + number(o.No), Data: data("nudge", o.No)},
			Button{Text: d.t("button.reassign"), Data: data("units", o.No)}, Button{Text: d.t("button.climb"), Data: data("climb", o.No)})
	}
}

func (d *drawing) figures(c order.Counts) {
	d.line("digest.yesterday", "New", c.New, "Accepted", c.Accepted, "Finished", c.Finished, "Closed", c.Closed)
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
