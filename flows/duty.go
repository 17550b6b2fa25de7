package flows

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"huiyin/order"
	"huiyin/store"
)

// Why a rota is not changed.
const (
	errNoRoster    order.Error = "duty.no_right"
	errRotaChanged order.Error = "duty.changed" // somebody else was faster, or the button is old
)

// spot is what a rota is for: a unit, or else the people of an area.
type spot struct{ unit, area string }

// code names the spot in a button. Units and areas may have the same key.
func (x spot) code() string {
	if x.unit != "" {
		return "u" + x.unit
	}
	return "a" + x.area
}

// spotIn finds the spot that a button names.
func (s *step) spotIn(code string) (spot, error) {
	if key, ok := strings.CutPrefix(code, "u"); ok && s.c.Unit(key) != nil {
		s.c = s.c.AtHome(key, "") // its days and hours are read there
		return spot{unit: key}, nil
	}
	if key, ok := strings.CutPrefix(code, "a"); ok && areaRole(s.c, key) != "" {
		s.goTo(key)
		return spot{area: key}, nil
	}
	return spot{}, order.ErrButton
}

// areaRole is the role of those who are called at the tier of the area, and so
// have a rota; empty for buildings.
func areaRole(c *order.Community, key string) order.Role {
	if a := c.Area(key); a != nil {
		return order.AnswersFor(a.Kind)
	}
	return ""
}

// spotOf is where a member has turns; ok is false for roles without a rota.
func (s *step) spotOf(m order.Member) (spot, bool) {
	if m.Unit != "" {
		return spot{unit: m.Unit}, s.c.Unit(m.Unit) != nil
	}
	return spot{area: m.Area}, m.Area != "" && areaRole(s.c, m.Area) == m.Role
}

// setsDuty reports whether they may set who is on duty there.
func (r steering) setsDuty(x spot) bool {
	if u := r.c.Unit(x.unit); u != nil {
		return r.unit(order.SetDuty, u)
	}
	return r.c.Area(x.area) != nil && r.area(order.SetDuty, x.area)
}

// sees reports whether whoever acts may see who is on duty there.
func (s *step) sees(x spot) bool {
	if s.steering().setsDuty(x) || x.unit != "" && s.actor.Unit == x.unit {
		return true
	}
	for _, m := range s.actor.Members {
		if at, ok := s.spotOf(m); ok && at == x {
			return true
		}
	}
	return false
}

// staff are the people who can be on duty there, nobody twice.
func (s *step) staff(x spot) ([]int64, error) {
	members, err := s.membersAt(x)
	var people []int64
	for _, m := range members {
		if !has(people, m.Person) {
			people = append(people, m.Person)
		}
	}
	return people, err
}

func (s *step) membersAt(x spot) ([]order.Member, error) {
	if x.unit != "" {
		return s.tx.MembersOf(x.unit)
	}
	return s.tx.MembersWith(areaRole(s.c, x.area), x.area)
}

// spots lists the units and areas with people in them whose duty whoever acts
// may see.
func (s *step) spots() ([]spot, error) {
	all, err := s.tx.Members()
	if err != nil {
		return nil, err
	}
	var list []spot
	for _, m := range all {
		if x, ok := s.spotOf(m); ok && !slices.Contains(list, x) && s.sees(x) {
			list = append(list, x)
		}
	}
	slices.SortFunc(list, func(a, b spot) int { return strings.Compare(a.code(), b.code()) })
	return list, nil
}

// duty is /duty: who is on duty now, and in the next days.
func (s *step) duty() error {
	if !s.in.Chat.Private {
		return s.dutyHere()
	}
	list, err := s.spots()
	if err != nil {
		return err
	}
	switch len(list) {
	case 0:
		return s.reply(Outgoing{Text: s.t("duty.nothing")})
	case 1:
		return s.dutyPanel(list[0], true)
	}
	return s.dutyList(list, 0, true)
}

// dutyHere answers in the group of a unit or of a desk.
func (s *step) dutyHere() error {
	c, err := s.here()
	if err != nil {
		return err
	}
	x, ok := s.spotOf(order.Member{Unit: c.Unit, Area: c.Area, Role: order.RoleDispatcher})
	if !ok || c.Purpose == "" || c.Purpose == store.ForResidents {
		return s.elsewhere("duty")
	}
	text, err := s.dutyText(x)
	if err != nil {
		return err
	}
	return s.reply(Outgoing{Text: text, Buttons: [][]Button{{{Text: s.t("button.private"), URL: s.startLink("duty")}}}})
}

func (s *step) dutyList(list []spot, page int, fresh bool) error {
	m := Outgoing{Text: s.t("duty.which")}
	page, first, last := leaf(len(list), page)
	for _, x := range list[first:last] {
		m.Buttons = append(m.Buttons, []Button{{Text: s.placeOrUnit(x.area, x.unit, s.lang), Data: data("duty", "at", x.code())}})
	}
	if t := turns(page, last < len(list), func(page int) string { return data("duty", "in", page) }); t != nil {
		m.Buttons = append(m.Buttons, t)
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("choose.close"), Data: data("close")}})
	return s.panel(slotDuty, m, fresh)
}

// tapDuty goes on with /duty.
func (s *step) tapDuty(p press) error {
	if !s.in.Chat.Private {
		return order.ErrButton
	}
	if p.arg(0) == "in" {
		page, _ := strconv.Atoi(p.arg(1)) // none is the first
		list, err := s.spots()
		if err != nil {
			return err
		}
		return s.dutyList(list, page, false)
	}
	x, err := s.spotIn(p.arg(1))
	if err != nil || p.arg(0) != "at" {
		return order.ErrButton
	}
	if !s.sees(x) {
		return order.ErrRole
	}
	return s.dutyPanel(x, false)
}

// dutyPanel shows one rota, with what the person may do about it.
func (s *step) dutyPanel(x spot, fresh bool) error {
	s.c = s.c.AtHome(x.unit, x.area)
	text, err := s.dutyText(x)
	if err != nil {
		return err
	}
	m := Outgoing{Text: text}
	rota, err := s.tx.Rota(x.unit, x.area)
	if err != nil {
		return err
	}
	var row []Button
	if s.steering().setsDuty(x) {
		row = append(row, Button{Text: s.t("duty.set"), Data: data("rota", "top", x.code())},
			Button{Text: s.t("duty.one_day"), Data: data("rota", "day", x.code())})
	}
	if len(s.turnsOf(rota, s.me.ID)) > 0 {
		row = append(row, Button{Text: s.t("duty.swap"), Data: data("swap", "top", x.code())})
	}
	if row != nil {
		m.Buttons = append(m.Buttons, row)
	}
	last := []Button{{Text: s.t("choose.close"), Data: data("close")}}
	if list, err := s.spots(); err != nil {
		return err
	} else if len(list) > 1 {
		last = append([]Button{{Text: s.t("button.back"), Data: data("duty", "in", 0)}}, last...)
	}
	m.Buttons = append(m.Buttons, last)
	return s.panel(slotDuty, m, fresh)
}

// aWeek is how many days /duty shows; further changes are made day by day.
const aWeek = 7

// dutyText says who is on duty now and in the next seven days.
func (s *step) dutyText(x spot) (string, error) {
	s.c = s.c.AtHome(x.unit, x.area) // days and hours are those there
	rota, err := s.tx.Rota(x.unit, x.area)
	if err != nil {
		return "", err
	}
	lines := []string{s.t("duty.title", "Name", s.placeOrUnit(x.area, x.unit, s.lang))}
	if !rota.Set() {
		return strings.Join(append(lines, s.t("duty.always")), "\n"), nil
	}
	now, err := s.nowLine(x, rota)
	if err != nil {
		return "", err
	}
	lines = append(lines, now, "")
	for day := s.today(); day < s.today()+aWeek; day++ {
		var parts []string
		for _, t := range rota.Turns(day) {
			name, err := s.nameOf(t.Person, s.lang)
			if err != nil {
				return "", err
			}
			parts = append(parts, hours(t.From, t.To)+" "+name)
		}
		list := strings.Join(parts, s.t("duty.comma"))
		if list == "" {
			list = s.t("duty.nobody")
		}
		lines = append(lines, s.dateName(day)+s.t("usage.colon")+list)
	}
	return strings.Join(lines, "\n"), nil
}

// nowLine says who is on duty now and until when, and who can't be reached.
func (s *step) nowLine(x spot, rota order.Rota) (string, error) {
	var parts []string
	for _, t := range rota.At(s.now, s.c.Zone()) {
		name, err := s.nameOf(t.Person, s.lang)
		if err != nil {
			return "", err
		}
		part := s.t("duty.until", "Name", name, "At", s.clock(s.lang, t.End(s.c.Zone())))
		why, err := s.hitch(t.Person, x.unit, s.lang)
		if err != nil {
			return "", err
		}
		if why != "" {
			part += " ⚠ " + why
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return s.t("duty.now_all"), nil
	}
	return s.t("duty.now", "Who", strings.Join(parts, s.t("duty.comma"))), nil
}

// dateName writes a day with its weekday: "周一 11月23日".
func (s *step) dateName(day order.Day) string {
	_, month, d := day.On()
	return weekday(s.lang, day.Weekday()) + " " + s.t("day.date", "Month", int(month), "Day", d, "Name", month.String()[:3])
}

// hours writes a stretch of a day: "08:00–20:00".
func hours(from, to int) string {
	return fmt.Sprintf("%02d:%02d–%02d:%02d", from/60, from%60, to/60, to%60)
}

// turnsOf lists the person's turns that are not over, up to two weeks ahead.
func (s *step) turnsOf(rota order.Rota, person int64) (list []order.Turn) {
	for day := s.today() - 1; day < s.today()+2*aWeek; day++ {
		for _, t := range rota.Turns(day) {
			if t.Person == person && t.End(s.c.Zone()).After(s.now) {
				list = append(list, t)
			}
		}
	}
	return list
}

// offDuty takes somebody out of the rota of a place where they have no role any
// more, and out of their leave when they have none at all.
func (s *step) offDuty(m order.Member) error {
	left, err := s.tx.RolesOf(m.Person)
	if err != nil {
		return err
	}
	if len(left) == 0 {
		all, err := s.tx.Leaves()
		if err != nil {
			return err
		}
		if l, ok := all[m.Person]; ok {
			if err := s.endLeave(l); err != nil {
				return err
			}
		}
	}
	x, ok := s.spotOf(m)
	if !ok {
		return nil
	}
	for _, other := range left {
		if at, ok := s.spotOf(other); ok && at == x {
			return nil
		}
	}
	rota, err := s.tx.Rota(x.unit, x.area)
	if err != nil || !rota.Without(m.Person) {
		return err
	}
	return s.tx.SaveRota(x.unit, x.area, rota, s.today())
}
