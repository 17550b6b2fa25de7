package flows

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

const slotSettings = "settings"

// Why a setting is not changed.
const (
	errNoSettings order.Error = "settings.no_right"
	errUnfit      order.Error = "settings.unfit"
	errChanged    order.Error = "settings.changed_since"
	errNotHere    order.Error = "settings.not_here"
)

// shownSettings are those that have a line and a button of their own. Texts are
// behind one button.
var shownSettings = []order.Setting{order.SetLimits, order.SetQuiet, order.SetHours, order.SetDays, order.SetCountry, order.SetHolidays, order.SetMakeUp,
	order.SetAcceptLadder, order.SetFinishLadder, order.SetLanguage, order.SetZone, order.SetGridDigest, order.SetDigest, order.SetClose, order.SetReopen}

// suggested are the values that are offered as buttons, as the settings write them.
var suggested = map[order.Setting][]string{
	order.SetQuiet:      {"22:00-07:00", "23:00-06:00", "21:00-08:00", "none"},
	order.SetHours:      {"08:00-12:00 14:00-18:00", "09:00-12:00 13:00-17:00", "08:30-17:30"},
	order.SetDays:       {"mon-fri", "mon-sat", "mon-sun"},
	order.SetLanguage:   {"zh", "en"},
	order.SetZone:       {"Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Singapore", "Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles"},
	order.SetGridDigest: {"0 7 * * *", "30 7 * * *", "0 8 * * *", "30 8 * * *", "0 9 * * *"},
	order.SetDigest:     {"30 7 * * *", "0 8 * * *", "30 8 * * *", "0 9 * * *"},
	order.SetCountry:    {"cn", order.NoCountry},
	order.SetClose:      {"1d", "2d", "3d", "5d", "7d"},
	order.SetReopen:     {"7d", "15d", "30d", "60d"},
}

// fits reports whether the setting means anything in the area.
func fits(c *order.Community, area string, name order.Setting) bool {
	a := c.Area(area)
	switch {
	case a == nil || name != order.SetGridDigest && name != order.SetDigest:
		return true
	case name == order.SetDigest:
		return a.Kind == order.KindStreet || a.Kind == order.KindCommunity
	}
	return a.Kind != order.KindBuilding
}

// sets reports whether whoever acts may change the setting there.
func (s *step) sets(area string, name order.Setting) bool {
	return (area == "" || s.c.Area(area) != nil) && s.c.Allowed(s.actor.Members, name.Right(), area, "")
}

// setsAny reports whether they may change anything there.
func (s *step) setsAny(area string) bool {
	return s.sets(area, order.SetQuiet) || s.sets(area, order.SetLimits)
}

// settings is /settings: what holds where, so that it can be changed.
func (s *step) settings() error {
	if !s.steering().some(order.AdjustHours, order.AdjustLimits) {
		return s.reply(Outgoing{Text: s.t(string(errNoSettings))})
	}
	own := s.settingPlaces()
	if len(own) == 1 {
		return s.settingsOf(own[0], true)
	}
	m := Outgoing{Text: s.t("settings.where")}
	for _, area := range own {
		m.Buttons = append(m.Buttons, []Button{{Text: s.settingPlace(area), Data: data("set", "at", area)}})
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("choose.close"), Data: data("close")}})
	return s.panel(slotSettings, m, true)
}

// settingPlaces are where whoever acts begins: the top, or the areas of their roles.
func (s *step) settingPlaces() []string {
	if s.setsAny("") {
		return []string{""}
	}
	var list []string
	for _, m := range s.actor.Members {
		if m.Area != "" && s.setsAny(m.Area) && !known(list, m.Area) {
			list = append(list, m.Area)
		}
	}
	return list
}

func (s *step) settingPlace(area string) string {
	if a := s.c.Area(area); a != nil {
		return a.Name.In(s.lang)
	}
	return s.t("settings.top")
}

// settingsOf shows what holds in an area, and where it comes from.
func (s *step) settingsOf(area string, fresh bool) error {
	if !s.setsAny(area) {
		return errNoSettings
	}
	if err := s.dropSetting(); err != nil {
		return err
	}
	lines := []string{s.t("settings.title", "Name", s.settingPlace(area))}
	m := Outgoing{}
	for _, name := range shownSettings {
		if !fits(s.c, area, name) {
			continue
		}
		value, from := s.c.Effective(area, name)
		key := "settings.from_above"
		if from == area {
			key = "settings.from_here"
		}
		line := s.t("settings.is."+string(name)) + s.t("usage.colon") + s.settingShort(area, name, value)
		if area != "" {
			line += s.t(key, "Name", s.settingPlace(from))
		}
		lines = append(lines, line)
		if !s.sets(area, name) {
			continue
		}
		m.Buttons = beside(m.Buttons, Button{Text: s.t("settings.is." + string(name)), Data: data("set", "key", area, string(name))})
	}
	lines = append(lines, s.t("settings.is.texts")+s.t("usage.colon")+s.textCount(area))
	if s.sets(area, order.SetText("welcome", texts.ZH)) {
		m.Buttons = beside(m.Buttons, Button{Text: s.t("settings.is.texts"), Data: data("set", "texts", area)})
	}
	lines = append(lines, "", s.t("settings.tap"))
	m.Text = strings.Join(lines, "\n")
	var walk []Button
	if a := s.c.Area(area); a != nil && s.setsAny(a.In) && (a.In != "" || s.setsAny("")) {
		walk = append(walk, Button{Text: "‹ " + s.settingPlace(a.In), Data: data("set", "at", a.In)})
	}
	if len(s.c.Inside(area)) > 0 {
		walk = append(walk, Button{Text: s.t("settings.inside"), Data: data("set", "in", area)})
	}
	m.Buttons = append(m.Buttons, append(walk, Button{Text: s.t("settings.log"), Data: data("set", "log", area)}), []Button{{Text: s.t("choose.close"), Data: data("close")}})
	return s.panel(slotSettings, m, fresh)
}

// beside puts a button into the last row, if there is only one in it, or else
// into a row of its own.
func beside(rows [][]Button, b Button) [][]Button {
	if n := len(rows); n > 0 && len(rows[n-1]) == 1 {
		rows[n-1] = append(rows[n-1], b)
		return rows
	}
	return append(rows, []Button{b})
}

// settingsInside lists the areas that lie in this one.
func (s *step) settingsInside(area string, page int) error {
	if !s.setsAny(area) {
		return errNoSettings
	}
	list := s.c.Inside(area)
	page, first, last := leaf(len(list), page)
	m := Outgoing{Text: s.t("settings.inside_of", "Name", s.settingPlace(area))}
	for i, a := range list[first:last] {
		mark := ""
		if !a.Settings.Empty() {
			mark = " •"
		}
		if i%2 == 0 {
			m.Buttons = append(m.Buttons, nil)
		}
		n := len(m.Buttons) - 1
		m.Buttons[n] = append(m.Buttons[n], Button{Text: a.Name.In(s.lang) + mark, Data: data("set", "at", a.Key)})
	}
	if turn := turns(page, last < len(list), func(page int) string { return data("set", "in", area, page) }); turn != nil {
		m.Buttons = append(m.Buttons, turn)
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("button.back"), Data: data("set", "at", area)}, {Text: s.t("choose.close"), Data: data("close")}})
	return s.panel(slotSettings, m, false)
}

// settingOne shows one setting, with the values that are offered.
func (s *step) settingOne(area string, name order.Setting) error {
	if !s.sets(area, name) {
		return errNoSettings
	}
	if key, _, ok := name.Text(); ok {
		return s.settingText(area, key)
	}
	switch {
	case name == order.SetLimits:
		return s.settingLimits(area)
	case slices.Contains(dayLists, name):
		return s.settingDays(area, name)
	case slices.Contains(ladders, name):
		return s.settingLadder(area, name)
	}
	value, from := s.c.Effective(area, name)
	lines := []string{s.settingPlace(area) + " · " + s.t("settings.is."+string(name)), s.t("settings.now", "Value", s.settingValue(name, value))}
	m := Outgoing{}
	for i, v := range suggested[name] {
		text := s.settingValue(name, v)
		if v == value {
			text = "✓ " + text
		}
		m.Buttons = beside(m.Buttons, Button{Text: text, Data: data("set", "to", area, string(name), i)})
	}
	if name != order.SetLanguage && name != order.SetCountry {
		m.Buttons = append(m.Buttons, []Button{{Text: s.t("settings.own"), Data: data("set", "own", area, string(name))}})
	}
	m.Buttons = append(m.Buttons, s.settingEnd(area, from, name)...)
	m.Text = strings.Join(lines, "\n")
	return s.panel(slotSettings, m, false)
}

// settingEnd are the last rows: inherit again, go back.
func (s *step) settingEnd(area, from string, name order.Setting) (rows [][]Button) {
	if area != "" && from == area {
		rows = append(rows, []Button{{Text: s.t("settings.inherit"), Data: data("set", "up", area, string(name))}})
	}
	return append(rows, []Button{{Text: s.t("button.back"), Data: data("set", "at", area)}, {Text: s.t("choose.close"), Data: data("close")}})
}

// settingLimits shows the classes in use, with the presets.
func (s *step) settingLimits(area string) error {
	here := s.c.Whole().At(area)
	value, from := s.c.Effective(area, order.SetLimits)
	lines := []string{s.settingPlace(area) + " · " + s.t("settings.is.limits"), s.t("settings.now", "Value", s.settingValue(order.SetLimits, value))}
	m := Outgoing{Buttons: [][]Button{nil}}
	for _, p := range order.Presets() {
		m.Buttons[0] = append(m.Buttons[0], Button{Text: s.t("settings.preset." + p), Data: data("set", "preset", area, p)})
	}
	for _, k := range here.ClassesInUse() {
		lines = append(lines, "• "+s.classLine(k))
		m.Buttons = append(m.Buttons, []Button{{Text: k.Name.In(s.lang), Data: data("set", "class", area, k.Key)}})
	}
	lines = append(lines, "", s.t("settings.limits_note"))
	m.Text = strings.Join(lines, "\n")
	m.Buttons = append(m.Buttons, s.settingEnd(area, from, order.SetLimits)...)
	return s.panel(slotSettings, m, false)
}

func (s *step) classLine(k *order.Class) string {
	return s.t("settings.class", "Name", k.Name.In(s.lang), "Accept", limit(s.lang, k.Accept), "Finish", limit(s.lang, k.Finish), "Echo", span(s.lang, k.Echo.Duration()))
}

// classParts are the limits of a class, by the letter in a button.
var classParts = []string{"a", "f", "e"}

// settingClass asks which limit of a class is to be another one.
func (s *step) settingClass(area, key string) error {
	k := s.c.Whole().At(area).Class(key)
	if k == nil || !s.sets(area, order.SetLimits) {
		return errNoSettings
	}
	m := Outgoing{Text: s.settingPlace(area) + "\n" + s.classLine(k)}
	for _, part := range classParts {
		m.Buttons = append(m.Buttons, []Button{{Text: s.t("settings.part." + part), Data: data("set", "own", area, part+"/"+key)}})
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("button.back"), Data: data("set", "key", area, string(order.SetLimits))}, {Text: s.t("choose.close"), Data: data("close")}})
	return s.panel(slotSettings, m, false)
}

// tapSettings goes on with /settings. Buttons may be forged or old, so rights are
// asked at every step.
func (s *step) tapSettings(p press) error {
	if !s.in.Chat.Private {
		return order.ErrButton
	}
	area, name := p.arg(1), order.Setting(p.arg(2))
	if area != "" && s.c.Area(area) == nil && p.arg(0) != "undo" {
		return errNotHere
	}
	page, _ := strconv.Atoi(p.arg(2)) // none is the first
	switch p.arg(0) {
	case "at":
		return s.settingsOf(area, false)
	case "in":
		return s.settingsInside(area, page)
	case "log":
		return s.settingsLog(area, page)
	case "undo":
		return s.settingsUndo(p)
	case "class":
		return s.settingClass(area, p.arg(2))
	case "preset":
		return s.settingPreset(area, p.arg(2))
	case "own":
		return s.askSetting(area, p.arg(2))
	case "texts", "text", "save":
		return s.tapTexts(p)
	case "month", "on", "off":
		return s.tapDays(p)
	case "step", "usual", "drop", "at%", "do":
		return s.tapLadder(p)
	}
	_, _, text := name.Text()
	if !fits(s.c, area, name) || !slices.Contains(shownSettings, name) && (!text || p.arg(0) != "up") {
		return order.ErrButton
	}
	switch p.arg(0) {
	case "key":
		return s.settingOne(area, name)
	case "to":
		i, err := strconv.Atoi(p.arg(3))
		if err != nil || i < 0 || i >= len(suggested[name]) {
			return order.ErrButton
		}
		return s.changeSetting(area, name, suggested[name][i])
	case "up":
		if area == "" && !text { // at the top a text goes back to the program's words
			return order.ErrButton
		}
		return s.changeSetting(area, name, "")
	}
	return order.ErrButton
}

// changeSetting gives a setting of an area another value; "" is inherited.
func (s *step) changeSetting(area string, name order.Setting, value string) error {
	if !s.sets(area, name) {
		return errNoSettings
	}
	c, err := s.c.Whole().With(area, name, value)
	return s.changeTo(area, name, c, err)
}

// settingPreset takes over the limits of a preset.
func (s *step) settingPreset(area, preset string) error {
	if !s.sets(area, order.SetLimits) {
		return errNoSettings
	}
	if !known(order.Presets(), preset) {
		return order.ErrButton
	}
	c, err := s.c.Whole().WithPreset(area, preset)
	return s.changeTo(area, order.SetLimits, c, err)
}

// changeTo makes the change and shows what holds now.
func (s *step) changeTo(area string, name order.Setting, c *order.Community, err error) error {
	if errors.Is(err, order.ErrSetting) {
		return errUnfit
	}
	if err != nil {
		return err
	}
	if !c.Sound() {
		return errUnfit
	}
	if len(order.Revisions(s.c.Whole(), c)) == 0 {
		s.toast("settings.same")
		return s.settingOne(area, name)
	}
	if err := s.adjust(area, c, store.Author{Person: s.me.ID, Way: store.ByChat}); err != nil {
		return err
	}
	s.toast("settings.done")
	return s.settingOne(area, name)
}
