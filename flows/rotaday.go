package flows

import (
	"strconv"

	"huiyin/order"
)

// rotaDays asks on which day it is to be otherwise.
func (s *step) rotaDays(x spot, p press) error {
	page, _ := strconv.Atoi(p.arg(2)) // none is the first
	rows := s.dayButtons(s.today(), page, func(d order.Day) string { return data("rota", "on", x.code(), int(d)) },
		func(page int) string { return data("rota", "day", x.code(), page) })
	rows = append(rows, []Button{{Text: s.t("button.back"), Data: data("duty", "at", x.code())}})
	return s.panel(slotDuty, Outgoing{Text: s.t("rota.which_day"), Buttons: rows}, false)
}

// dayIn reads a day from a button: not over, and not further than a year away.
func (s *step) dayIn(text string) (order.Day, error) {
	n, err := strconv.Atoi(text)
	day := order.Day(n)
	if err != nil || day < s.today()-1 || day > s.today()+order.LeaveDays+daysOnPage {
		return 0, order.ErrButton
	}
	return day, nil
}

// rotaDay shows the turns of one day.
func (s *step) rotaDay(x spot, p press) error {
	day, err := s.dayIn(p.arg(2))
	if err != nil {
		return err
	}
	return s.showDay(x, day)
}

func (s *step) showDay(x spot, day order.Day) error {
	rota, err := s.tx.Rota(x.unit, x.area)
	if err != nil {
		return err
	}
	list := rota.Turns(day)
	m := Outgoing{Text: s.t("rota.day", "Day", s.dateName(day))}
	if len(list) == 0 {
		m.Text = s.t("rota.day_empty", "Day", s.dateName(day))
	}
	for i, t := range list {
		name, err := s.nameOf(t.Person, s.lang)
		if err != nil {
			return err
		}
		m.Buttons = append(m.Buttons, []Button{{Text: hours(t.From, t.To) + " " + name, Data: data("rota", "sub", x.code(), int(day), i, check(t))}})
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("rota.extra"), Data: data("rota", "xw", x.code(), int(day))}},
		[]Button{{Text: s.t("button.back"), Data: data("rota", "day", x.code())}})
	return s.panel(slotDuty, m, false)
}

// check is a small sum by which a button knows the turn that it was made for,
// after somebody else has changed the day. A person's number would not fit.
func check(t order.Turn) int { return int((t.Person*31 + int64(t.From)*7 + int64(t.To)) % 997) }

// turnIn finds the turn that a button names.
func (s *step) turnIn(x spot, p press) (rota order.Rota, t order.Turn, err error) {
	day, err := s.dayIn(p.arg(2))
	if err != nil {
		return rota, t, err
	}
	if rota, err = s.tx.Rota(x.unit, x.area); err != nil {
		return rota, t, err
	}
	list := rota.Turns(day)
	i, err := strconv.Atoi(p.arg(3))
	if err != nil || i < 0 {
		return rota, t, order.ErrButton
	}
	if i >= len(list) || strconv.Itoa(check(list[i])) != p.arg(4) {
		return rota, t, errRotaChanged
	}
	return rota, list[i], nil
}

// rotaSub asks who does the turn instead.
func (s *step) rotaSub(x spot, p press) error {
	rota, t, err := s.turnIn(x, p)
	if err != nil {
		return err
	}
	people, err := s.staff(x)
	if err != nil {
		return err
	}
	to := func(person int64) string {
		return data("rota", "s", x.code(), int(t.Day), p.arg(3), p.arg(4), person)
	}
	name, err := s.nameOf(t.Person, s.lang)
	if err != nil {
		return err
	}
	m := Outgoing{Text: s.t("rota.instead", "Day", s.dateName(t.Day), "Hours", hours(t.From, t.To), "Name", name)}
	for _, person := range people {
		if _, busy := rota.TurnOf(person, t.Day, t.From); busy || len(m.Buttons) == pageSize {
			continue
		}
		other, err := s.nameOf(person, s.lang)
		if err != nil {
			return err
		}
		m.Buttons = append(m.Buttons, []Button{{Text: other, Data: to(person)}})
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("rota.nobody"), Data: to(0)}},
		[]Button{{Text: s.t("button.back"), Data: data("rota", "on", x.code(), int(t.Day))}})
	return s.panel(slotDuty, m, false)
}

// rotaSet makes the exception, and tells both.
func (s *step) rotaSet(x spot, p press) error {
	rota, t, err := s.turnIn(x, p)
	if err != nil {
		return err
	}
	in, err := strconv.ParseInt(p.arg(5), 10, 64)
	if err != nil {
		return order.ErrButton
	}
	people, err := s.staff(x)
	if err != nil {
		return err
	}
	if in != 0 && !has(people, in) {
		return errRotaChanged
	}
	if !rota.Change(order.Change{Day: t.Day, From: t.From, Out: t.Person, In: in}) {
		return errRotaChanged
	}
	if err := s.tx.SaveRota(x.unit, x.area, rota, s.today()); err != nil {
		return err
	}
	s.toast("rota.changed_toast")
	for _, person := range []int64{t.Person, in} {
		if person == 0 {
			continue
		}
		if err := s.tellRota(x, person); err != nil {
			return err
		}
	}
	return s.showDay(x, t.Day)
}
