package flows

import (
	"strings"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// away finds the leave that a person is on now.
func (s *step) away(person int64) (order.Leave, bool, error) {
	all, err := s.tx.Leaves()
	if err != nil {
		return order.Leave{}, false, err
	}
	l, away := all.Away(person, s.now)
	return l, away, nil
}

// awayFrom finds the leave that keeps the taker from the order. Who takes an
// order while on leave is there for that one.
func (s *step) awayFrom(o order.Order) (order.Leave, bool, error) {
	if !o.State.Taken() {
		return order.Leave{}, false, nil
	}
	l, away, err := s.away(o.Taker)
	return l, away && !o.AcceptedAt.After(l.From), err
}

// called lists whom to call where these members would be: nobody who is on
// leave, but their substitutes.
func (s *step) called(members []order.Member) ([]int64, error) {
	all, err := s.tx.Leaves()
	if err != nil {
		return nil, err
	}
	return s.c.Called(members, all, s.now, s.tx.RolesOf)
}

// onDuty keeps of the members those whom the rota of the unit, or of the area,
// has on duty at the time. It is nobody where there is no rota.
func (s *step) onDuty(unit, area string, members []order.Member, at time.Time) ([]order.Member, error) {
	rota, err := s.tx.Rota(unit, area)
	if err != nil || !rota.Set() {
		return nil, err
	}
	people := order.OnDuty(rota, at, s.c.AtHome(unit, area).Zone())
	var on []order.Member
	for _, m := range members {
		if has(people, m.Person) {
			on = append(on, m)
		}
	}
	return on, nil
}

// dutyOf are the members of a unit who are on duty by its rota at the time. Most
// units have none, and then their members need not be read.
func (s *step) dutyOf(unit string, at time.Time) ([]order.Member, error) {
	rota, err := s.tx.Rota(unit, "")
	if err != nil || !rota.Set() {
		return nil, err
	}
	members, err := s.tx.MembersOf(unit)
	if err != nil {
		return nil, err
	}
	return s.onDuty(unit, "", members, at)
}

// crew is whom to call of the members: who is on duty, else all of them.
func (s *step) crew(unit, area string, members []order.Member, err error) ([]target, error) {
	if err != nil {
		return nil, err
	}
	on, err := s.onDuty(unit, area, members, s.now)
	if err != nil {
		return nil, err
	}
	list, err := s.reachMembers(on, nil)
	if err != nil || len(list) > 0 {
		return awakened(list), err
	}
	return s.reachMembers(members, nil)
}

// awakened marks targets as on duty: quiet hours do not hold back what they are
// to hear.
func awakened(list []target) []target {
	for i := range list {
		list[i].duty = true
	}
	return list
}

// reachability gathers what is known of how a person can be reached. unit is
// whose group they may have left; it may be empty.
func (s *step) reachability(person int64, unit string) (r order.Reachability, err error) {
	p, _, err := s.tx.Person(person)
	if err != nil {
		return r, err
	}
	all, err := s.tx.Leaves()
	if err != nil {
		return r, err
	}
	r = order.Reachability{Started: p.Started, Blocked: p.Blocked, Leave: all[person]}
	r.Left, err = s.leftGroups(person, unit)
	return r, err
}

// leftGroups reports whether the person has left all groups of the unit.
func (s *step) leftGroups(person int64, unit string) (bool, error) {
	chats, err := s.tx.ChatsOf(unit)
	if err != nil {
		return false, err
	}
	left := 0
	for _, c := range chats {
		gone, err := s.tx.Gone(c.ID, person)
		if err != nil {
			return false, err
		}
		if gone {
			left++
		}
	}
	return left > 0 && left == len(chats), nil
}

// hitch says why a person can't be reached, in a few words; empty when they can.
func (s *step) hitch(person int64, unit, lang string) (string, error) {
	r, err := s.reachability(person, unit)
	if err != nil {
		return "", err
	}
	why, _ := r.Hitch(s.now, time.Time{})
	switch why {
	case order.NoHitch:
		return "", nil
	case order.OnLeave:
		last, err := s.lastDay(r.Leave)
		if err != nil {
			return "", err
		}
		day := s.dayName(lang, last)
		if r.Leave.Substitute == 0 {
			return say(lang, "reach.leave", "Day", day), nil
		}
		name, err := s.nameOf(r.Leave.Substitute, lang)
		return say(lang, "reach.leave_with", "Day", day, "Name", name), err
	}
	return say(lang, "reach."+string(why)), nil
}

// dayName writes a date as people say it: 今天, 周五, 12月3日.
func (s *step) dayName(lang string, day order.Day) string {
	_, month, d := day.On()
	switch n := int(day - s.today()); {
	case n == 0:
		return say(lang, "day.today")
	case n == 1:
		return say(lang, "day.tomorrow")
	case n > 1 && n < 7:
		return weekday(lang, day.Weekday())
	}
	return say(lang, "day.date", "Month", int(month), "Day", d, "Name", month.String()[:3])
}

func weekday(lang string, d time.Weekday) string { return say(lang, "weekday."+string(rune('0'+d))) } //nolint:gosec // a weekday has one digit

// today is the date where the step happens.
func (s *step) today() order.Day { return order.DayOf(s.now.In(s.c.Zone())) }

// hitches names, on the desk's card, whom the order depends on and who can't be
// reached.
func (d *drawing) hitches() error {
	if d.o.State.Taken() {
		return d.hitchLine(d.o.Taker, d.o.Unit)
	}
	units, err := d.mustAct(d.o)
	if err != nil {
		return err
	}
	for _, u := range units {
		people, err := d.counted(u)
		if err != nil {
			return err
		}
		for i, p := range people {
			if i == fewHitches {
				break
			}
			if err := d.hitchLine(p, u); err != nil {
				return err
			}
		}
	}
	return nil
}

// fewHitches is how many people of one unit a card names.
const fewHitches = 3

func (d *drawing) hitchLine(person int64, unit string) error {
	why, err := d.hitch(person, unit, d.lang)
	if err == nil && why != "" {
		d.line("card.hitch", "Name", d.personName(person), "Why", why)
	}
	return err
}

// counted are the people of a unit on whom an order rests: who is on duty, and
// where the unit has no group, all.
func (s *step) counted(unit string) ([]int64, error) {
	on, err := s.dutyOf(unit, s.now)
	if err != nil {
		return nil, err
	}
	if len(on) == 0 {
		if chats, err := s.tx.ChatsOf(unit); err != nil || len(chats) > 0 {
			return nil, err
		}
		if on, err = s.tx.MembersOf(unit); err != nil {
			return nil, err
		}
	}
	var people []int64
	for _, m := range on {
		if !has(people, m.Person) {
			people = append(people, m.Person)
		}
	}
	return people, nil
}

// loads tells what is known of these units' work. A unit whose people are all on
// leave can't be reached, which the store can't know.
func (s *step) loads(units []order.Unit) (map[string]order.Load, error) {
	loads, err := s.tx.Loads(units)
	if err != nil {
		return nil, err
	}
	away, err := s.tx.Leaves()
	if err != nil || len(away) == 0 {
		return loads, err
	}
	for key, l := range loads {
		if !l.Reachable {
			continue
		}
		to, err := s.unit(key)
		if err != nil {
			return nil, err
		}
		l.Reachable = len(to) > 0
		loads[key] = l
	}
	return loads, nil
}

// redrawHeld shows on the cards of what a person holds, or is asked for, how they
// can be reached now.
func (s *step) redrawHeld(person int64) error {
	list, err := s.tx.TakenBy(person)
	if err != nil {
		return err
	}
	roles, err := s.tx.RolesOf(person)
	if err != nil {
		return err
	}
	for _, m := range roles {
		offered, err := s.tx.OfferedTo(m.Unit)
		if err != nil {
			return err
		}
		list = append(list, offered...)
	}
	for _, o := range list {
		if err := s.refresh(o, false); err != nil {
			return err
		}
	}
	both, err := s.standingFor(person, roles)
	if err != nil {
		return err
	}
	return s.redrawAnswered(both)
}

// leftGroup remembers who left a unit's group, and that they are back once they
// speak or tap there again.
func (s *step) leftGroup(c store.Chat, person int64, left bool) error {
	if c.Unit == "" {
		return nil
	}
	was, err := s.tx.Gone(c.ID, person)
	if err != nil || was == left {
		return err
	}
	if err := s.tx.SetGone(c.ID, person, left); err != nil {
		return err
	}
	return s.redrawHeld(person)
}

// mostNamed is how many people a digest names who can't be reached.
const mostNamed = 5

// unreachables is the digest's line on who can't be reached: the people of the
// area, in a community those of its units as well, and whoever holds an order.
func (d *drawing) unreachables(a *order.Area, keys []string) error {
	people, units, err := d.countedOn(a, keys)
	if err != nil {
		return err
	}
	var list []string
	n := 0
	for i, p := range people {
		why, err := d.hitch(p, units[i], d.lang)
		if err != nil {
			return err
		}
		if why == "" {
			continue
		}
		if n++; n <= mostNamed {
			list = append(list, d.t("digest.unreachable_one", "Name", d.personName(p), "Why", why))
		}
	}
	if n > mostNamed {
		list = append(list, d.t("digest.unreachable_more", "Count", n))
	}
	if n > 0 {
		d.line("digest.unreachable", "List", strings.Join(list, d.t("duty.comma")))
	}
	return nil
}

// countedOn are the people whom an area's leader counts on, each with the unit
// whose group they may have left.
func (s *step) countedOn(a *order.Area, keys []string) (people []int64, units []string, err error) {
	all, err := s.tx.Members()
	if err != nil {
		return nil, nil, err
	}
	add := func(person int64, unit string) {
		if person != 0 && !has(people, person) {
			people, units = append(people, person), append(units, unit)
		}
	}
	for _, m := range all {
		u := s.c.Unit(m.Unit)
		inArea := m.Area != "" && s.c.Within(m.Area, a.Key)
		if inArea || u != nil && a.Kind == order.KindCommunity && s.c.WorksIn(u, a.Key) {
			add(m.Person, m.Unit)
		}
	}
	held, err := s.tx.HeldIn(keys)
	if err != nil {
		return nil, nil, err
	}
	for _, o := range held {
		add(o.Taker, o.Unit)
	}
	return people, units, nil
}
