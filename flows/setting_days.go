package flows

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"huiyin/order"
)

// Why a day or a step is not taken.
const (
	errBothDays order.Error = "settings.day_both"
	errLadder   order.Error = "settings.ladder_unsafe"
)

// monthsAhead is how far ahead a day can be chosen.
const monthsAhead = 13

// mostShownDays is how many coming days are shown, each with a button.
const mostShownDays = 20

// dayLists are the settings that are lists of days.
var dayLists = []order.Setting{order.SetHolidays, order.SetMakeUp}

// date writes a day; of another year with the year.
func (s *step) date(d order.Day) string {
	year, month, day := d.On()
	text := s.t("day.date", "Month", int(month), "Day", day, "Name", month.String()[:3])
	if year != s.now.In(s.c.Zone()).Year() {
		text = s.t("settings.year", "Year", year, "Date", text)
	}
	return text
}

// daysValue writes a list of days as the settings keep it.
func (s *step) daysValue(value string) string {
	var list []order.Days
	if json.Unmarshal([]byte(value), &list) != nil {
		return value
	}
	var parts []string
	for i, d := range list {
		if i == 5 {
			parts = append(parts, s.t("settings.days_more", "Count", len(list)-i))
			break
		}
		text := s.date(d.First)
		if d.Last != d.First {
			text += "–" + s.date(d.Last)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, s.t("duty.comma"))
}

// settingDays shows the coming days of a list; the area's own can be taken off.
func (s *step) settingDays(area string, name order.Setting) error {
	_, from := s.c.Effective(area, name)
	today := order.DayOf(s.now.In(s.c.At(area).Zone()))
	lines := []string{s.settingPlace(area) + " · " + s.settingName(name), s.t("settings.days." + string(name))}
	if area != "" && len(s.c.OwnDays(area, name)) > 0 {
		lines = append(lines, s.t("settings.days_from", "Name", s.settingPlace(from)))
	}
	m := Outgoing{}
	shown := 0
	for _, d := range s.c.OwnDays(area, name) {
		if d < today {
			continue
		}
		if shown++; shown > mostShownDays {
			continue
		}
		lines = append(lines, "• "+s.date(d)+" "+weekday(s.lang, d.Weekday()))
		if from == area {
			m.Buttons = beside(m.Buttons, Button{Text: "✖ " + s.date(d), Data: data("set", "off", area, string(name), int(d))})
		}
	}
	switch {
	case shown == 0:
		lines = append(lines, s.t("settings.days_none"))
	case shown > mostShownDays:
		lines = append(lines, s.t("settings.days_more", "Count", shown-mostShownDays))
	}
	lines = append(lines, "", s.t("settings.limits_note"))
	m.Text = strings.Join(lines, "\n")
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("settings.days_add"), Data: data("set", "month", area, string(name))}})
	m.Buttons = append(m.Buttons, s.settingEnd(area, from, name)...)
	return s.panel(slotSettings, m, false)
}

// settingMonth asks for the month, and then for the day of a month.
func (s *step) settingMonth(area string, name order.Setting, chosen string) error {
	zone := s.c.At(area).Zone()
	y, mo, _ := s.now.In(zone).Date()
	first := time.Date(y, mo, 1, 0, 0, 0, 0, time.UTC)
	m := Outgoing{Text: s.settingPlace(area) + " · " + s.settingName(name) + "\n" + s.t("settings.which_month")}
	back := data("set", "key", area, string(name))
	if n, err := strconv.Atoi(chosen); err == nil && n >= 0 && n < monthsAhead {
		m.Text, back = s.settingPlace(area)+" · "+s.settingName(name)+"\n"+s.t("settings.which_day."+string(name)), data("set", "month", area, string(name))
		m.Buttons = s.specialDays(area, name, first.AddDate(0, n, 0), order.DayOf(s.now.In(zone)))
	} else {
		for n := range monthsAhead {
			at := first.AddDate(0, n, 0)
			if n%3 == 0 {
				m.Buttons = append(m.Buttons, nil)
			}
			i := len(m.Buttons) - 1
			text := s.t("settings.month", "Year", at.Year(), "Month", int(at.Month()), "Name", at.Month().String()[:3])
			m.Buttons[i] = append(m.Buttons[i], Button{Text: text, Data: data("set", "month", area, string(name), n)})
		}
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("button.back"), Data: back}, {Text: s.t("choose.close"), Data: data("close")}})
	return s.panel(slotSettings, m, false)
}

// specialDays are the days of a month that are still to come and that would not be
// what they shall become anyway.
func (s *step) specialDays(area string, name order.Setting, first time.Time, today order.Day) (rows [][]Button) {
	calendar := &s.c.At(area).Calendar
	week := -1
	for at := first; at.Month() == first.Month(); at = at.AddDate(0, 0, 1) {
		d := order.DayOf(at)
		if d < today || calendar.Works(d) != (name == order.SetHolidays) {
			continue
		}
		if _, w := at.ISOWeek(); w != week { // a row is a week, as on paper
			rows, week = append(rows, nil), w
		}
		text := strconv.Itoa(at.Day()) + " " + weekday(s.lang, at.Weekday())
		rows[len(rows)-1] = append(rows[len(rows)-1], Button{Text: text, Data: data("set", "on", area, string(name), int(d))})
	}
	return rows
}

// tapDays goes on with a list of days.
func (s *step) tapDays(p press) error {
	area, name := p.arg(1), order.Setting(p.arg(2))
	if !s.sets(area, name) {
		return errNoSettings
	}
	if !slices.Contains(dayLists, name) {
		return order.ErrButton
	}
	if p.arg(0) == "month" {
		return s.settingMonth(area, name, p.arg(3))
	}
	n, err := strconv.Atoi(p.arg(3))
	today := order.DayOf(s.now.In(s.c.At(area).Zone()))
	if d := order.Day(n); err != nil || d < today || d > today+31*(monthsAhead+1) {
		return order.ErrButton
	}
	var c *order.Community
	if p.arg(0) == "on" {
		if c, err = s.c.Whole().WithDay(area, name, order.Day(n)); errors.Is(err, order.ErrSetting) {
			return errBothDays
		}
	} else {
		c, err = s.c.Whole().WithoutDay(area, name, order.Day(n))
	}
	return s.changeTo(area, name, c, err)
}
