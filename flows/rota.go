package flows

import (
	"strconv"
	"strings"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// half is the length of a step in the choice of hours, in minutes. Buttons count
// in it, because they hold little.
const half = 30

// Days of the week that go together.
const (
	everyDay = 1<<7 - 1
	weekend  = 1<<time.Saturday | 1<<time.Sunday
	workWeek = everyDay &^ weekend
)

// usualHours are what most people choose.
var usualHours = [][2]int{{8 * 60, 20 * 60}, {20 * 60, 8 * 60}, {8 * 60, 18 * 60}, {18 * 60, 8 * 60}, {0, 24 * 60}}

// weekFrom is the order of the days on buttons and in lists: from Monday.
var weekFrom = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// shift is what a button says of a weekly stretch, as far as it is chosen.
type shift struct {
	spot
	order.Weekly
}

func (x shift) data(verb string) string {
	args := []any{verb, x.code(), x.Person, int(x.Days)}
	if verb != "h" && verb != "f" && verb != "d" {
		args = append(args, x.From/half)
		if verb != "t" {
			args = append(args, x.To/half)
		}
	}
	return data("rota", args...)
}

// tapRota sets who is on duty, step by step. Rights are judged anew with every
// tap, and so is whether those that it names belong there.
func (s *step) tapRota(p press) error {
	if !s.in.Chat.Private {
		return order.ErrButton
	}
	x, err := s.spotIn(p.arg(1))
	if err != nil {
		return err
	}
	if !s.steering().setsDuty(x) {
		return errNoRoster
	}
	switch p.arg(0) {
	case "top":
		return s.rotaTop(x)
	case "who":
		return s.rotaWho(x, p)
	case "day":
		return s.rotaDays(x, p)
	case "on":
		return s.rotaDay(x, p)
	case "sub":
		return s.rotaSub(x, p)
	case "s":
		return s.rotaSet(x, p)
	case "xw", "xh", "xf", "xt", "xa", "xy", "xi":
		return s.tapExtra(x, p)
	}
	w, err := s.shiftIn(x, p)
	if err != nil {
		return err
	}
	switch p.arg(0) {
	case "d":
		return s.rotaWeekdays(w)
	case "h":
		return s.rotaHours(w)
	case "f", "t":
		return s.rotaClock(w, p.arg(0))
	case "add":
		return s.rotaAdd(w)
	case "x":
		return s.rotaRemove(w)
	}
	return order.ErrButton
}

// shiftIn reads the shift that a button names.
func (s *step) shiftIn(x spot, p press) (shift, error) {
	var n [4]int64
	for i := range n {
		text := p.arg(i + 2)
		v, err := strconv.ParseInt(text, 10, 64)
		if err != nil && text != "" || v < 0 || i > 0 && v > everyDay {
			return shift{}, order.ErrButton
		}
		n[i] = v
	}
	people, err := s.staff(x)
	if err != nil {
		return shift{}, err
	}
	if !has(people, n[0]) && p.arg(0) != "x" {
		return shift{}, errRotaChanged
	}
	return shift{x, order.Weekly{Days: uint8(n[1]), From: int(n[2]) * half, To: int(n[3]) * half, Person: n[0]}}, nil //nolint:gosec // at most everyDay
}

// rotaTop shows the weekly pattern; each line can be taken away.
func (s *step) rotaTop(x spot) error {
	rota, err := s.tx.Rota(x.unit, x.area)
	if err != nil {
		return err
	}
	key := "rota.top"
	if !rota.Set() {
		key = "rota.empty"
	}
	m := Outgoing{Text: s.t(key, "Name", s.placeOrUnit(x.area, x.unit, s.lang))}
	for _, w := range rota.Weekly {
		line, err := s.weekly(w, s.lang)
		if err != nil {
			return err
		}
		m.Buttons = append(m.Buttons, []Button{{Text: "✕ " + line, Data: shift{x, w}.data("x")}})
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("rota.add"), Data: data("rota", "who", x.code())}},
		[]Button{{Text: s.t("button.back"), Data: data("duty", "at", x.code())}, {Text: s.t("choose.close"), Data: data("close")}})
	return s.panel(slotDuty, m, false)
}

// weekly writes a line of the pattern: "周一至周五 08:00–20:00 赵师傅".
func (s *step) weekly(w order.Weekly, lang string) (string, error) {
	name, err := s.nameOf(w.Person, lang)
	return daysName(lang, w.Days) + " " + hours(w.From, w.To) + " " + name, err
}

func daysName(lang string, days uint8) string {
	switch days {
	case everyDay:
		return say(lang, "rota.every_day")
	case workWeek:
		return say(lang, "rota.work_week")
	case weekend:
		return say(lang, "rota.weekend")
	}
	var names []string
	for _, d := range weekFrom {
		if days&(1<<d) != 0 {
			names = append(names, weekday(lang, d))
		}
	}
	return strings.Join(names, say(lang, "duty.comma"))
}

// rotaWho asks whose duty it is.
func (s *step) rotaWho(x spot, p press) error {
	page, _ := strconv.Atoi(p.arg(2)) // none is the first
	rows, err := s.peopleRows(x, page, func(person int64) string { return shift{x, order.Weekly{Person: person}}.data("d") },
		func(page int) string { return data("rota", "who", x.code(), page) })
	if err != nil {
		return err
	}
	rows = append(rows, []Button{{Text: s.t("button.back"), Data: data("rota", "top", x.code())}})
	return s.panel(slotDuty, Outgoing{Text: s.t("rota.who"), Buttons: rows}, false)
}

// peopleRows are the people of the place as buttons, page by page.
func (s *step) peopleRows(x spot, page int, to func(int64) string, turn func(int) string) (rows [][]Button, err error) {
	people, err := s.staff(x)
	if err != nil {
		return nil, err
	}
	page, first, last := leaf(len(people), page)
	for _, p := range people[first:last] {
		name, err := s.nameOf(p, s.lang)
		if err != nil {
			return nil, err
		}
		rows = append(rows, []Button{{Text: name, Data: to(p)}})
	}
	if t := turns(page, last < len(people), turn); t != nil {
		rows = append(rows, t)
	}
	return rows, nil
}

// rotaWeekdays asks for the days of the week.
func (s *step) rotaWeekdays(w shift) error {
	name, err := s.nameOf(w.Person, s.lang)
	if err != nil {
		return err
	}
	preset := func(key string, days uint8) Button {
		x := w
		x.Days = days
		return Button{Text: s.t(key), Data: x.data("h")}
	}
	m := Outgoing{Text: s.t("rota.days", "Name", name), Buttons: [][]Button{
		{preset("rota.every_day", everyDay), preset("rota.work_week", workWeek), preset("rota.weekend", weekend)}}}
	for i, d := range weekFrom {
		x := w
		x.Days ^= 1 << d
		text := weekday(s.lang, d)
		if w.On(d) {
			text = "✓ " + text
		}
		if i%4 == 0 {
			m.Buttons = append(m.Buttons, nil)
		}
		last := len(m.Buttons) - 1
		m.Buttons[last] = append(m.Buttons[last], Button{Text: text, Data: x.data("d")})
	}
	row := []Button{{Text: s.t("button.back"), Data: data("rota", "who", w.code())}}
	if w.Days != 0 {
		row = append(row, Button{Text: s.t("rota.next"), Data: w.data("h")})
	}
	m.Buttons = append(m.Buttons, row)
	return s.panel(slotDuty, m, false)
}

// rotaHours asks for the hours: the usual ones, or any.
func (s *step) rotaHours(w shift) error {
	if w.Days == 0 {
		return order.ErrButton
	}
	name, err := s.nameOf(w.Person, s.lang)
	if err != nil {
		return err
	}
	m := Outgoing{Text: s.t("rota.hours", "Name", name, "Days", daysName(s.lang, w.Days))}
	for i, h := range usualHours {
		x := w
		x.From, x.To = h[0], h[1]
		if i%2 == 0 {
			m.Buttons = append(m.Buttons, nil)
		}
		last := len(m.Buttons) - 1
		m.Buttons[last] = append(m.Buttons[last], Button{Text: hours(x.From, x.To), Data: x.data("add")})
	}
	last := len(m.Buttons) - 1
	m.Buttons[last] = append(m.Buttons[last], Button{Text: s.t("rota.other"), Data: w.data("f")})
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("button.back"), Data: w.data("d")}})
	return s.panel(slotDuty, m, false)
}

// rotaClock asks for the hour at which it begins, then for the one at which it
// ends.
func (s *step) rotaClock(w shift, step string) error {
	return s.clockPanel(w.From, step == "t", w.data("h"), func(minute int) string {
		x := w
		if step == "t" {
			x.To = minute
			return x.data("add")
		}
		x.From = minute
		return x.data("t")
	})
}

// clockPanel shows the hours at which a turn may begin or, when to is set, those
// at which one that begins at minute from of the day may end: the last of them is
// the same hour of the next day.
func (s *step) clockPanel(from int, to bool, back string, press func(minute int) string) error {
	key, first := "rota.from", 0
	if to {
		key, first = "rota.to", 60
	}
	m := Outgoing{Text: s.t(key, "From", clockOf(from))}
	for h := range 24 {
		if h%6 == 0 {
			m.Buttons = append(m.Buttons, nil)
		}
		at, last := first+h*60, len(m.Buttons)-1
		m.Buttons[last] = append(m.Buttons[last], Button{Text: clockOf(at), Data: press(at)})
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("button.back"), Data: back}})
	return s.panel(slotDuty, m, false)
}

func clockOf(minute int) string { return hours(minute, 0)[:5] }

// rotaAdd adds the stretch, and tells whose it is.
func (s *step) rotaAdd(w shift) error {
	rota, err := s.tx.Rota(w.unit, w.area)
	if err != nil {
		return err
	}
	if !rota.Add(w.Weekly) {
		s.alert("rota.not_added")
		return nil
	}
	if err := s.tx.SaveRota(w.unit, w.area, rota, s.today()); err != nil {
		return err
	}
	s.toast("rota.added")
	if err := s.tellRota(w.spot, w.Person); err != nil {
		return err
	}
	return s.rotaTop(w.spot)
}

// rotaRemove takes a line away.
func (s *step) rotaRemove(w shift) error {
	rota, err := s.tx.Rota(w.unit, w.area)
	if err != nil {
		return err
	}
	if !rota.Remove(w.Weekly) {
		return errRotaChanged
	}
	if err := s.tx.SaveRota(w.unit, w.area, rota, s.today()); err != nil {
		return err
	}
	s.toast("rota.removed")
	if err := s.tellRota(w.spot, w.Person); err != nil {
		return err
	}
	return s.rotaTop(w.spot)
}

// tellRota tells somebody what their duty is now: one message per place, which
// says it all.
func (s *step) tellRota(x spot, person int64) error {
	if person == s.me.ID {
		return nil
	}
	to, ok, err := s.reach(person)
	if err != nil || !ok {
		return err
	}
	rota, err := s.tx.Rota(x.unit, x.area)
	if err != nil {
		return err
	}
	lines := []string{say(to.lang, "rota.told", "Name", s.placeOrUnit(x.area, x.unit, to.lang))}
	for _, w := range rota.Weekly {
		if w.Person == person {
			lines = append(lines, daysName(to.lang, w.Days)+" "+hours(w.From, w.To))
		}
	}
	for _, c := range rota.Changes {
		if c.Day >= s.today() && (c.In == person || c.Out == person) {
			lines = append(lines, s.changeLine(c, person, to.lang))
		}
	}
	for _, t := range rota.Extra {
		if t.Day >= s.today() && t.Person == person {
			lines = append(lines, s.extraLine(t, to.lang))
		}
	}
	if len(lines) == 1 {
		lines = append(lines, say(to.lang, "rota.told_none"))
	}
	m := Outgoing{Text: strings.Join(lines, "\n")}
	return s.tx.Say(store.Post{Chat: to.chat, Slot: "rota:" + x.code(), Body: encode(m), Fresh: true, NotBefore: s.c.Awake(s.now, false, false)})
}

func (s *step) changeLine(c order.Change, person int64, lang string) string {
	key := "rota.told_off"
	if c.In == person {
		key = "rota.told_on"
	}
	return say(lang, key, "Day", s.dayName(lang, c.Day), "From", clockOf(c.From))
}
