package flows

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"huiyin/order"
)

// ladders are the settings that are ladders.
var ladders = []order.Setting{order.SetAcceptLadder, order.SetFinishLadder}

// percents are offered for a step, as far as they lie between its neighbours.
var percents = []int{10, 20, 25, 33, 50, 66, 75, 80, 90, 100, 120, 150, 200, 250, 300, 400, 500}

// ladderLine writes a step: "50% 催办".
func (s *step) ladderLine(x order.Step) string {
	return s.t("settings.step", "Percent", x.At, "Do", s.t("settings.do."+string(x.Do)))
}

// ladderValue writes a ladder as the settings keep it.
func (s *step) ladderValue(value string) string {
	var l order.Ladder
	if json.Unmarshal([]byte(value), &l) != nil {
		return value
	}
	parts := make([]string, len(l))
	for i, x := range l {
		parts[i] = s.ladderLine(x)
	}
	return strings.Join(parts, s.t("duty.comma"))
}

// settingLadder shows the steps of a clock, each with a button.
func (s *step) settingLadder(area string, name order.Setting) error {
	_, from := s.c.Effective(area, name)
	l := s.c.Whole().LadderOf(area, name)
	lines := []string{s.settingPlace(area) + " · " + s.settingName(name), s.t("settings.ladder_is")}
	m := Outgoing{}
	for i, x := range l {
		lines = append(lines, strconv.Itoa(i+1)+". "+s.ladderLine(x))
		m.Buttons = beside(m.Buttons, Button{Text: s.ladderLine(x), Data: data("set", "step", area, string(name), i)})
	}
	lines = append(lines, s.t("settings.ladder_daily"), "", s.t("settings.ladder_note"))
	m.Text = strings.Join(lines, "\n")
	last := []Button{{Text: s.t("settings.step_add"), Data: data("set", "step", area, string(name), len(l))}}
	if !slices.Equal(l, order.UsualLadder(name)) {
		last = append(last, Button{Text: s.t("settings.ladder_usual"), Data: data("set", "usual", area, string(name))})
	}
	m.Buttons = append(append(m.Buttons, last), s.settingEnd(area, from, name)...)
	return s.panel(slotSettings, m, false)
}

// settingStep offers other times and other acts for a step, or those of a new one.
func (s *step) settingStep(area string, name order.Setting, i int) error {
	l := s.c.Whole().LadderOf(area, name)
	m := Outgoing{Text: s.settingPlace(area) + " · " + s.settingName(name) + "\n" + s.t("settings.step_new")}
	var row []Button
	if i < len(l) {
		m.Text = s.settingPlace(area) + " · " + s.settingName(name) + "\n" + s.ladderLine(l[i]) + "\n" + s.t("settings.step_how")
		for _, n := range percents {
			if x := slices.Clone(l); n != l[i].At {
				x[i].At = n
				if x.Safe(name) {
					row = append(row, Button{Text: strconv.Itoa(n) + "%", Data: data("set", "at%", area, string(name), i, n)})
				}
			}
			if len(row) == 4 {
				m.Buttons, row = append(m.Buttons, row), nil
			}
		}
	}
	if row != nil {
		m.Buttons = append(m.Buttons, row)
	}
	var kinds [][]Button
	for k, do := range order.StepsOf(name) {
		if i == len(l) || do != l[i].Do {
			kinds = beside(kinds, Button{Text: s.t("settings.do." + string(do)), Data: data("set", "do", area, string(name), i, k)})
		}
	}
	m.Buttons = append(m.Buttons, kinds...)
	if i < len(l) {
		m.Buttons = append(m.Buttons, []Button{{Text: s.t("settings.step_drop"), Data: data("set", "drop", area, string(name), i), Style: "danger"}})
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("button.back"), Data: data("set", "key", area, string(name))}, {Text: s.t("choose.close"), Data: data("close")}})
	return s.panel(slotSettings, m, false)
}

// tapLadder goes on with a ladder.
func (s *step) tapLadder(p press) error {
	area, name := p.arg(1), order.Setting(p.arg(2))
	if !s.sets(area, name) {
		return errNoSettings
	}
	if !slices.Contains(ladders, name) {
		return order.ErrButton
	}
	l := slices.Clone(s.c.Whole().LadderOf(area, name))
	i, err := strconv.Atoi(p.arg(3))
	if p.arg(0) != "usual" && (err != nil || i < 0 || i > len(l) || i == len(l) && p.arg(0) != "step" && p.arg(0) != "do") {
		return order.ErrButton
	}
	n, err := strconv.Atoi(p.arg(4))
	switch p.arg(0) {
	case "step":
		return s.settingStep(area, name, i)
	case "usual":
		l = order.UsualLadder(name)
	case "drop":
		l = slices.Delete(l, i, i+1)
	case "at%":
		if err != nil {
			return order.ErrButton
		}
		l[i].At = n
	case "do":
		if err != nil || n < 0 || n >= len(order.StepsOf(name)) {
			return order.ErrButton
		}
		if i == len(l) { // behind the last one; its time can be changed then
			l = append(l, order.Step{At: behind(l)})
		}
		l[i].Do = order.StepsOf(name)[n]
	}
	c, err := s.c.Whole().WithLadder(area, name, l)
	if errors.Is(err, order.ErrSetting) {
		return errLadder
	}
	return s.changeTo(area, name, c, err)
}

// behind is the first of the offered times after the last step; one that can't be
// has none.
func behind(l order.Ladder) int {
	for _, n := range percents {
		if len(l) == 0 || n > l[len(l)-1].At {
			return n
		}
	}
	return l[len(l)-1].At + 100
}
