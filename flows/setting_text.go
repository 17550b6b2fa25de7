package flows

import (
	"strings"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

// settingName is what people call a setting.
func (s *step) settingName(name order.Setting) string {
	if key, lang, ok := name.Text(); ok {
		return s.t("settings.text_name", "Name", s.t("own.is."+key), "Lang", s.t("lang."+lang))
	}
	return s.t("settings.is." + string(name))
}

// textValue writes a text short, for a line of the history.
func (s *step) textValue(value string) string {
	return s.t("settings.text_value", "Text", texts.Clip(strings.ReplaceAll(value, "\n", " "), 60))
}

// textCount says how many texts the area has of its own.
func (s *step) textCount(area string) string {
	own, n := s.c.SettingsOf(area), 0
	for _, key := range order.Wordings() {
		if *own.Texts.Of(key) != (order.Name{}) {
			n++
		}
	}
	if n == 0 {
		return s.t("settings.texts_none")
	}
	return s.t("settings.texts_own", "Count", n)
}

// tapTexts goes on with the texts of an area.
func (s *step) tapTexts(p press) error {
	area := p.arg(1)
	if !s.sets(area, order.SetText("welcome", texts.ZH)) {
		return errNoSettings
	}
	switch p.arg(0) {
	case "texts":
		return s.settingTexts(area)
	case "text":
		return s.settingText(area, p.arg(2))
	}
	return s.saveText(area, order.Setting(p.arg(2)))
}

// settingTexts lists the texts that may be in own words.
func (s *step) settingTexts(area string) error {
	if err := s.dropSetting(); err != nil {
		return err
	}
	own := s.c.SettingsOf(area)
	m := Outgoing{Text: s.t("settings.texts_title", "Name", s.settingPlace(area))}
	for i, key := range order.Wordings() {
		b := Button{Text: s.t("own.is." + key), Data: data("set", "text", area, key)}
		if *own.Texts.Of(key) != (order.Name{}) {
			b.Text += " •"
		}
		if i%2 == 0 {
			m.Buttons = append(m.Buttons, nil)
		}
		n := len(m.Buttons) - 1
		m.Buttons[n] = append(m.Buttons[n], b)
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("button.back"), Data: data("set", "at", area)}, {Text: s.t("choose.close"), Data: data("close")}})
	return s.panel(slotSettings, m, false)
}

// languages are those in which a text may be written.
var languages = []string{texts.ZH, texts.EN}

// settingText shows one text as it is said now in each language, and where that
// comes from.
func (s *step) settingText(area, key string) error {
	o, known := texts.OwnText(key)
	if !known || !s.sets(area, order.SetText(key, texts.ZH)) {
		return order.ErrButton
	}
	if err := s.dropSetting(); err != nil {
		return err
	}
	var rich texts.Rich
	rich.Bold(s.settingPlace(area) + " · " + s.t("own.is."+key)).Line("").Line(s.t("own.where." + key))
	m := Outgoing{}
	var change, inherit []Button
	for _, lang := range languages {
		name := order.SetText(key, lang)
		value, from := s.c.Effective(area, name)
		where := s.t("settings.text_usual")
		if value != "" {
			where = s.settingPlace(from)
		}
		rich.Line("").Line(s.t("settings.text_in", "Lang", s.t("lang."+lang), "From", where))
		if value = orText(value, o.Usual(lang)); value == "" {
			rich.Line(s.t("settings.none"))
		} else {
			rich.Quote(value)
		}
		change = append(change, Button{Text: s.t("settings.text_change", "Lang", s.t("lang."+lang)), Data: data("set", "own", area, string(name))})
		if s.c.SettingsOf(area).Value(name) != "" {
			inherit = append(inherit, Button{Text: s.t("settings.text_back", "Lang", s.t("lang."+lang)), Data: data("set", "up", area, string(name))})
		}
	}
	m.Text, m.Entities = strings.TrimRight(rich.Text(), "\n"), rich.Entities()
	m.Buttons = append(m.Buttons, change)
	if inherit != nil {
		m.Buttons = append(m.Buttons, inherit)
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("button.back"), Data: data("set", "texts", area)}, {Text: s.t("choose.close"), Data: data("close")}})
	return s.panel(slotSettings, m, false)
}

// askText asks for own words.
func (s *step) askText(area string, name order.Setting) error {
	key, lang, ok := name.Text()
	if !ok {
		return order.ErrButton
	}
	if !s.sets(area, name) {
		return errNoSettings
	}
	if err := s.tx.SaveDialog(store.Dialog{Person: s.me.ID, Chat: s.in.Chat.ID, Step: dialogSetting, Arg: area + ":" + string(name)}); err != nil {
		return err
	}
	return s.panel(slotSettings, Outgoing{Text: s.settingPlace(area) + " · " + s.settingName(name) + "\n" + s.textRules(key, lang),
		Buttons: [][]Button{{{Text: s.t("button.back"), Data: data("set", "text", area, key)}}}}, false)
}

// textRules says how the text is written.
func (s *step) textRules(key, lang string) string {
	o, _ := texts.OwnText(key)
	text := s.t("settings.text_write", "Max", o.Most, "Lines", o.Lines)
	var must, may []string
	for _, h := range o.Holes {
		if h.Must {
			must = append(must, h.In(lang))
		} else {
			may = append(may, h.In(lang))
		}
	}
	if len(must) > 0 {
		text += "\n" + s.t("settings.text_must", "List", strings.Join(must, " "))
	}
	if len(may) > 0 {
		text += "\n" + s.t("settings.text_may", "List", strings.Join(may, " "))
	}
	return text
}

// textAnswer takes own words, and shows what they will look like before they
// hold. What can't be used is said, and may be written once more.
func (s *step) textAnswer(area string, name order.Setting, key, lang string) error {
	if !s.sets(area, name) {
		return errNoSettings
	}
	o, _ := texts.OwnText(key)
	words := texts.Tidied(s.in.Message.Text)
	if wrong := o.Check(words); wrong != nil {
		return s.reply(Outgoing{Text: wrong.Say(s.lang) + "\n" + s.textRules(key, lang)})
	}
	if err := s.tx.SaveDialog(store.Dialog{Person: s.me.ID, Chat: s.in.Chat.ID, Step: dialogSetting, Arg: area + ":" + string(name) + "\n" + words}); err != nil {
		return err
	}
	var rich texts.Rich
	rich.Line(s.settingPlace(area) + " · " + s.settingName(name)).Line(s.t("settings.text_preview"))
	rich.Quote(o.Fill(words, s.examples(area, lang)...))
	rich.Add(s.t("settings.text_again"))
	return s.panel(slotSettings, Outgoing{Text: rich.Text(), Entities: rich.Entities(), Buttons: [][]Button{
		{{Text: s.t("settings.text_save"), Data: data("set", "save", area, string(name)), Style: "success"}, {Text: s.t("button.back"), Data: data("set", "text", area, key)}}}}, true)
}

// examples are what comes into the placeholders of a preview.
func (s *step) examples(area, lang string) []any {
	here := s.at(area)
	place := here.communityName(area, lang)
	if a := s.c.Area(area); a != nil {
		place = a.Name.In(lang)
	}
	unit := say(lang, "card.somebody")
	if len(s.c.Units) > 0 {
		unit = s.c.Units[0].Name.In(lang)
	}
	local := s.now.In(here.c.Zone())
	return []any{"No", number(1024), "Name", unit, "Community", here.communityName(area, lang), "Area", place, "Bot", "@" + s.bot(),
		"Why", say(lang, "reason.refuse.elsewhere"), "At", local.Format("15:04"), "Days", span(lang, here.c.ReopenFor.Duration()),
		"Date", say(lang, "day.date", "Month", int(local.Month()), "Day", local.Day(), "Name", local.Format("Jan"))}
}

// saveText puts the words in force that were shown last.
func (s *step) saveText(area string, name order.Setting) error {
	if _, _, ok := name.Text(); !ok {
		return order.ErrButton
	}
	d, ok, err := s.tx.Dialog(s.me.ID, s.in.Chat.ID)
	if err != nil {
		return err
	}
	words, found := strings.CutPrefix(d.Arg, area+":"+string(name)+"\n")
	if !ok || d.Step != dialogSetting || !found {
		return order.ErrButton // something else was asked since
	}
	if err := s.dropSetting(); err != nil {
		return err
	}
	return s.changeSetting(area, name, words)
}
