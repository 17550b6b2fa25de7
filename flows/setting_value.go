package flows

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// dialogSetting waits for a value of a setting.
const dialogSetting = "setting"

// leastEcho is how often a resident may be told how things stand without being
// pestered.
const leastEcho = 5 * time.Minute

// settingValue writes a value as people say it.
func (s *step) settingValue(name order.Setting, value string) string {
	if _, _, text := name.Text(); text && value != "" {
		return s.textValue(value)
	}
	if value == "" {
		return s.t("settings.nothing")
	}
	switch name {
	case order.SetQuiet:
		if value == "none" {
			return s.t("settings.none")
		}
		return strings.ReplaceAll(value, "-", "–")
	case order.SetHours:
		return strings.ReplaceAll(strings.ReplaceAll(value, "-", "–"), " ", s.t("duty.comma"))
	case order.SetDays:
		var days order.Weekdays
		if days.UnmarshalText([]byte(value)) == nil {
			return daysName(s.lang, uint8(days))
		}
	case order.SetLanguage:
		return s.t("lang." + value)
	case order.SetGridDigest, order.SetDigest:
		f := strings.Fields(value)
		if minute, hour, ok := dailyAt(f); ok {
			return clockOf(hour*60 + minute)
		}
	case order.SetClose, order.SetReopen:
		var d order.Span
		if d.UnmarshalText([]byte(value)) == nil {
			return span(s.lang, d.Duration())
		}
	case order.SetLimits:
		return s.limitsValue(value)
	case order.SetCountry:
		return s.t("settings.country." + value)
	case order.SetHolidays, order.SetMakeUp:
		return s.daysValue(value)
	case order.SetAcceptLadder, order.SetFinishLadder:
		return s.ladderValue(value)
	}
	return value
}

// settingShort is a value that holds, for a line among others.
func (s *step) settingShort(area string, name order.Setting, value string) string {
	switch {
	case slices.Contains(ladders, name):
		return s.t("settings.steps", "Count", len(s.c.Whole().LadderOf(area, name)))
	case slices.Contains(dayLists, name) && value == "":
		return s.t("settings.none")
	}
	return s.settingValue(name, value)
}

// dailyAt reads a cron time that is once every day.
func dailyAt(f []string) (minute, hour int, ok bool) {
	if len(f) != 5 || f[2]+f[3]+f[4] != "***" {
		return 0, 0, false
	}
	minute, err := strconv.Atoi(f[0])
	hour, err2 := strconv.Atoi(f[1])
	return minute, hour, err == nil && err2 == nil
}

// limitsValue names the preset, and what is different from it or stands alone.
func (s *step) limitsValue(value string) string {
	var l struct {
		Preset  string
		Classes []order.Class
	}
	if json.Unmarshal([]byte(value), &l) != nil {
		return value
	}
	var parts []string
	for _, p := range order.Presets() {
		if p == l.Preset {
			parts = append(parts, s.t("settings.preset."+p))
		}
	}
	var own []string
	for _, k := range differing(l.Preset, l.Classes) {
		own = append(own, s.t("settings.own_limit", "Name", k.Name.In(s.lang), "Accept", limit(s.lang, k.Accept), "Finish", limit(s.lang, k.Finish)))
	}
	return strings.Join(append(parts, own...), s.t("duty.comma"))
}

// differing are the classes whose limits are not the preset's; all, where there is none.
func differing(preset string, classes []order.Class) (list []order.Class) {
	usual := map[string]order.Class{}
	for _, k := range order.WithPreset(nil, preset) {
		usual[k.Key] = k
	}
	for _, k := range classes {
		if u := usual[k.Key]; k.Accept != u.Accept || k.Finish != u.Finish || k.Echo != u.Echo {
			list = append(list, k)
		}
	}
	return list
}

// classPart reads "a/urgent": the accept limit of a class.
func classPart(name string) (part, class string, ok bool) {
	part, class, ok = strings.Cut(name, "/")
	return part, class, ok && known(classParts, part)
}

// askSetting asks for a value that is written.
func (s *step) askSetting(area, name string) error {
	right, how := order.Setting(name), "settings.write."+name
	if part, class, ok := classPart(name); ok {
		right, how = order.SetLimits, "settings.write."+part
		if s.c.Class(class) == nil {
			return order.ErrButton
		}
	} else if _, _, text := right.Text(); text {
		return s.askText(area, right)
	} else if suggested[right] == nil || right == order.SetLanguage || right == order.SetCountry || !fits(s.c, area, right) {
		return order.ErrButton
	}
	if !s.sets(area, right) {
		return errNoSettings
	}
	if err := s.tx.SaveDialog(store.Dialog{Person: s.me.ID, Chat: s.in.Chat.ID, Step: dialogSetting, Arg: area + ":" + name}); err != nil {
		return err
	}
	back := data("set", "key", area, string(right))
	return s.panel(slotSettings, Outgoing{Text: s.settingPlace(area) + "\n" + s.t(how), Buttons: [][]Button{{{Text: s.t("button.back"), Data: back}}}}, false)
}

// dropSetting stops waiting for a value.
func (s *step) dropSetting() error {
	d, ok, err := s.tx.Dialog(s.me.ID, s.in.Chat.ID)
	if err != nil || !ok || d.Step != dialogSetting {
		return err
	}
	return s.tx.DropDialog(s.me.ID, s.in.Chat.ID)
}

// settingAnswer takes a value that was written. One that can't be read, or can't
// be, is said, and may be written once more.
func (s *step) settingAnswer(d store.Dialog) (handled bool, err error) {
	area, name, _ := strings.Cut(d.Arg, ":")
	name, _, _ = strings.Cut(name, "\n") // what was shown, but not saved
	if key, lang, ok := order.Setting(name).Text(); ok {
		return true, s.textAnswer(area, order.Setting(name), key, lang)
	}
	text := plainText(s.in.Message.Text)
	if part, class, ok := classPart(name); ok {
		return true, s.classAnswer(area, part, class, text)
	}
	setting := order.Setting(name)
	if !s.sets(area, setting) {
		return true, errNoSettings
	}
	value, ok := written(setting, text)
	if !ok {
		return true, s.reply(Outgoing{Text: s.t("settings.unread") + "\n" + s.t("settings.write."+name)})
	}
	c, err := s.c.Whole().With(area, setting, value)
	if err != nil || !c.Sound() {
		return true, s.reply(Outgoing{Text: s.t(string(errUnfit)) + "\n" + s.t("settings.write."+name)})
	}
	if err := s.dropSetting(); err != nil {
		return true, err
	}
	return true, s.settingWritten(area, setting, c)
}

// classAnswer is settingAnswer for one limit of a class.
func (s *step) classAnswer(area, part, class, text string) error {
	if !s.sets(area, order.SetLimits) {
		return errNoSettings
	}
	k := order.Class{Key: class}
	var err error
	switch part {
	case "a":
		err = k.Accept.UnmarshalText([]byte(text))
	case "f":
		err = k.Finish.UnmarshalText([]byte(text))
	case "e":
		if err = k.Echo.UnmarshalText([]byte(text)); err == nil && k.Echo.Duration() < leastEcho {
			err = errUnfit
		}
	}
	if err != nil {
		return s.reply(Outgoing{Text: s.t("settings.unread") + "\n" + s.t("settings.write."+part)})
	}
	c, err := s.c.Whole().WithClass(area, k)
	if err != nil {
		return s.reply(Outgoing{Text: s.t(string(errUnfit)) + "\n" + s.t("settings.write."+part)})
	}
	if err := s.dropSetting(); err != nil {
		return err
	}
	return s.settingWritten(area, order.SetLimits, c)
}

// settingWritten makes the change and shows it below what was written.
func (s *step) settingWritten(area string, name order.Setting, c *order.Community) error {
	if len(order.Revisions(s.c.Whole(), c)) > 0 {
		if err := s.adjust(area, c, store.Author{Person: s.me.ID, Way: store.ByChat}); err != nil {
			return err
		}
	}
	return s.settingsOf(area, true)
}

// plainText makes what a Chinese keyboard writes readable.
func plainText(text string) string {
	return strings.TrimSpace(strings.NewReplacer("：", ":", "－", "-", "—", "-", "–", "-", "～", "-", "~", "-", "至", "-", "到", "-", "　", " ", "，", " ", "、", " ").Replace(text))
}

// written reads what somebody wrote as the setting writes it.
func written(name order.Setting, text string) (value string, ok bool) {
	read := func(x interface{ UnmarshalText([]byte) error }) bool {
		return text != "" && x.UnmarshalText([]byte(text)) == nil
	}
	switch name {
	case order.SetQuiet:
		if text == "没有" || text == "无" || strings.EqualFold(text, "none") {
			return "none", true
		}
		var q order.OwnQuiet
		if !read(&q) {
			return "", false
		}
		b, err := q.MarshalText()
		return string(b), err == nil
	case order.SetHours:
		return text, read(new(order.Hours))
	case order.SetDays:
		return text, read(new(order.Weekdays))
	case order.SetClose, order.SetReopen:
		return text, read(new(order.Span))
	case order.SetZone:
		_, err := time.LoadLocation(text)
		return text, err == nil && text != "" && text != "Local"
	case order.SetGridDigest, order.SetDigest:
		t, err := time.Parse("15:04", text)
		return strconv.Itoa(t.Minute()) + " " + strconv.Itoa(t.Hour()) + " * * *", err == nil
	}
	return "", false
}
