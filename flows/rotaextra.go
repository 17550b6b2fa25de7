package flows

import (
	"strconv"
	"strings"

	"huiyin/order"
)

// extra is what a button says of a turn of one day, as far as it is chosen.
type extra struct {
	spot
	order.Turn
}

func (e extra) data(verb string) string {
	args := []any{verb, e.code(), int(e.Day), e.Person}
	if verb != "xw" && verb != "xh" && verb != "xf" {
		args = append(args, e.From/half)
		if verb != "xt" {
			args = append(args, e.To/half)
		}
	}
	return data("rota", args...)
}

// tapExtra adds a turn of one day: who, from when to when, and whether it goes
// beside the turns of that day or in their place. The caller has asked whether
// they may.
func (s *step) tapExtra(x spot, p press) error {
	e, err := s.extraIn(x, p)
	if err != nil {
		return err
	}
	switch p.arg(0) {
	case "xw":
		return s.extraWho(e, p)
	case "xh":
		return s.extraHours(e)
	case "xf", "xt":
		return s.extraClock(e, p.arg(0))
	case "xa":
		return s.extraAsk(e)
	}
	return s.extraAdd(e, p.arg(0) == "xi")
}

// extraIn reads the turn that a button names.
func (s *step) extraIn(x spot, p press) (extra, error) {
	day, err := s.dayIn(p.arg(2))
	if err != nil {
		return extra{}, err
	}
	e := extra{x, order.Turn{Day: day}}
	if p.arg(0) == "xw" {
		return e, nil
	}
	var n [3]int64
	for i := range n {
		text := p.arg(i + 3)
		v, err := strconv.ParseInt(text, 10, 64)
		if err != nil && text != "" || v < 0 || i > 0 && v > 24*60/half {
			return extra{}, order.ErrButton
		}
		n[i] = v
	}
	people, err := s.staff(x)
	if err != nil {
		return extra{}, err
	}
	if !has(people, n[0]) {
		return extra{}, errRotaChanged
	}
	e.Person, e.From, e.To = n[0], int(n[1])*half, int(n[2])*half
	return e, nil
}

// extraWho asks whose turn it is.
func (s *step) extraWho(e extra, p press) error {
	page, _ := strconv.Atoi(p.arg(3)) // none is the first
	rows, err := s.peopleRows(e.spot, page, func(person int64) string { e.Person = person; return e.data("xh") },
		func(page int) string { return data("rota", "xw", e.code(), int(e.Day), page) })
	if err != nil {
		return err
	}
	rows = append(rows, []Button{{Text: s.t("button.back"), Data: data("rota", "on", e.code(), int(e.Day))}})
	return s.panel(slotDuty, Outgoing{Text: s.t("rota.extra_who", "Day", s.dateName(e.Day)), Buttons: rows}, false)
}

// extraHours asks for the hours: the usual ones, or any.
func (s *step) extraHours(e extra) error {
	name, err := s.nameOf(e.Person, s.lang)
	if err != nil {
		return err
	}
	m := Outgoing{Text: s.t("rota.hours", "Name", name, "Days", s.dateName(e.Day))}
	for i, h := range usualHours {
		e.From, e.To = h[0], h[1]
		if i%2 == 0 {
			m.Buttons = append(m.Buttons, nil)
		}
		last := len(m.Buttons) - 1
		m.Buttons[last] = append(m.Buttons[last], Button{Text: hours(e.From, e.To), Data: e.data("xa")})
	}
	last := len(m.Buttons) - 1
	m.Buttons[last] = append(m.Buttons[last], Button{Text: s.t("rota.other"), Data: e.data("xf")})
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("button.back"), Data: data("rota", "xw", e.code(), int(e.Day))}})
	return s.panel(slotDuty, m, false)
}

// extraClock asks for the hour at which it begins, then for the one at which it
// ends.
func (s *step) extraClock(e extra, step string) error {
	return s.clockPanel(e.From, step == "xt", e.data("xh"), func(minute int) string {
		y := e
		if step == "xt" {
			y.To = minute
			return y.data("xa")
		}
		y.From = minute
		return y.data("xt")
	})
}

// extraAsk asks what becomes of the turns that it meets; where there is none, it
// is added at once.
func (s *step) extraAsk(e extra) error {
	if !e.Valid() {
		return order.ErrButton
	}
	rota, err := s.tx.Rota(e.unit, e.area)
	if err != nil {
		return err
	}
	var met []string
	for _, t := range rota.Turns(e.Day) {
		if t.Meets(e.Turn) && t.Person != e.Person {
			name, err := s.nameOf(t.Person, s.lang)
			if err != nil {
				return err
			}
			met = append(met, hours(t.From, t.To)+" "+name)
		}
	}
	if met == nil {
		return s.extraAdd(e, false)
	}
	name, err := s.nameOf(e.Person, s.lang)
	if err != nil {
		return err
	}
	m := Outgoing{Text: s.t("rota.extra_ask", "Name", name, "Day", s.dateName(e.Day), "Hours", hours(e.From, e.To), "List", strings.Join(met, s.t("duty.comma")))}
	m.Buttons = [][]Button{{{Text: s.t("rota.extra_beside"), Data: e.data("xy")}, {Text: s.t("rota.extra_instead"), Data: e.data("xi")}},
		{{Text: s.t("button.back"), Data: e.data("xh")}}}
	return s.panel(slotDuty, m, false)
}

// extraAdd adds it, and tells whose it is and whom it replaces.
func (s *step) extraAdd(e extra, instead bool) error {
	rota, err := s.tx.Rota(e.unit, e.area)
	if err != nil {
		return err
	}
	var out []int64
	ok := false
	if instead {
		out, ok = rota.Instead(e.Turn)
	} else {
		ok = rota.AddTurn(e.Turn)
	}
	if !ok {
		s.alert("rota.not_added")
		return nil
	}
	if err := s.tx.SaveRota(e.unit, e.area, rota, s.today()); err != nil {
		return err
	}
	s.toast("rota.added")
	told := []int64{}
	for _, person := range append(out, e.Person) {
		if has(told, person) {
			continue
		}
		told = append(told, person)
		if err := s.tellRota(e.spot, person); err != nil {
			return err
		}
	}
	return s.showDay(e.spot, e.Day)
}

// extraLine writes a turn of one day: "另加：12月24日 08:00–20:00".
func (s *step) extraLine(t order.Turn, lang string) string {
	return say(lang, "rota.told_extra", "Day", s.dayName(lang, t.Day), "Hours", hours(t.From, t.To))
}
