package flows

import (
	"strconv"
	"strings"

	"huiyin/order"
	"huiyin/store"
)

// revisionsOnPage is how many changes are shown at once.
const revisionsOnPage = 5

// settingsLog shows what was changed lately in an area and below, the newest
// first; at the top, everything.
func (s *step) settingsLog(area string, page int) error {
	if !s.setsAny(area) {
		return errNoSettings
	}
	page = min(max(page, 0), 1000)
	list, err := s.tx.Revisions(s.keysIn(area), revisionsOnPage+1, page*revisionsOnPage)
	if err != nil {
		return err
	}
	lines := []string{s.t("settings.log_title", "Name", s.settingPlace(area))}
	m := Outgoing{}
	if len(list) == 0 {
		lines = append(lines, s.t("settings.log_none"))
	}
	var row []Button
	for i, r := range list[:min(len(list), revisionsOnPage)] {
		line, err := s.revisionLine(r)
		if err != nil {
			return err
		}
		n := strconv.Itoa(page*revisionsOnPage + i + 1)
		lines = append(lines, n+". "+line)
		if name, ok := r.Setting(); ok && s.sets(r.Of, name) {
			row = append(row, Button{Text: s.t("settings.undo") + " " + n, Data: data("set", "undo", area, page, r.ID)})
		}
		if len(row) == 3 {
			m.Buttons, row = append(m.Buttons, row), nil
		}
	}
	if row != nil {
		m.Buttons = append(m.Buttons, row)
	}
	if turn := turns(page, len(list) > revisionsOnPage, func(page int) string { return data("set", "log", area, page) }); turn != nil {
		m.Buttons = append(m.Buttons, turn)
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("button.back"), Data: data("set", "at", area)}, {Text: s.t("choose.close"), Data: data("close")}})
	m.Text = strings.Join(lines, "\n")
	return s.panel(slotSettings, m, false)
}

// revisionLine says who changed what, when, from what to what.
func (s *step) revisionLine(r store.Revision) (string, error) {
	who := s.t("settings.way." + r.Way)
	if r.Way == store.ByChat {
		var err error
		if who, err = s.nameOf(r.Person, s.lang); err != nil {
			return "", err
		}
	}
	line := s.clock(s.lang, r.At) + " " + who + s.t("usage.colon") + s.revisionText(r.Revision)
	if r.Undoes != 0 {
		line += s.t("settings.undone")
	}
	return line, nil
}

// revisionText says what changes, from what to what.
func (s *step) revisionText(r order.Revision) string {
	if name, ok := r.Setting(); ok {
		value := func(text string) string {
			switch _, _, words := name.Text(); {
			case text != "" || r.Of != "":
				return s.settingValue(name, text)
			case words:
				return s.t("settings.text_usual")
			}
			return s.t("settings.none")
		}
		return s.settingPlaceOf(r.Of) + " " + s.settingName(name) + " " + value(r.Was) + " → " + value(r.Is)
	}
	what := "settings.did_change"
	switch {
	case r.Was == "":
		what = "settings.did_add"
	case r.Is == "":
		what = "settings.did_remove"
	}
	return s.t(what, "What", strings.TrimSpace(s.t("settings.item."+r.Name)+" "+s.itemName(r.Item)))
}

// settingPlaceOf is settingPlace for an area that may be gone.
func (s *step) settingPlaceOf(area string) string {
	if area != "" && s.c.Area(area) == nil {
		return area
	}
	return s.settingPlace(area)
}

// itemName is what an area, unit or category is called, as far as it is still there.
func (s *step) itemName(it order.Item) string {
	name := order.Name{}
	switch it.Name {
	case order.ItemArea:
		if a := s.c.Area(it.Of); a != nil {
			name = a.Name
		}
	case order.ItemUnit:
		if u := s.c.Unit(it.Of); u != nil {
			name = u.Name
		}
	case order.ItemCategory:
		if k := s.c.Category(it.Of); k != nil {
			name = k.Name
		}
	}
	return orText(name.In(s.lang), it.Of)
}

// settingsUndo takes a change back, which is a change like any other. It refuses
// when the setting has become something else since.
func (s *step) settingsUndo(p press) error {
	id, err := strconv.ParseInt(p.arg(3), 10, 64)
	if err != nil {
		return order.ErrButton
	}
	r, ok, err := s.tx.Revision(id)
	if err != nil {
		return err
	}
	name, isSetting := r.Setting()
	if !ok || !isSetting || !s.sets(r.Of, name) {
		return errNoSettings // a stranger learns nothing of what there was
	}
	if s.c.SettingsOf(r.Of).Value(name) != r.Is {
		return errChanged
	}
	c, err := s.c.Whole().With(r.Of, name, r.Was)
	if err != nil || !c.Sound() {
		return errUnfit
	}
	if err := s.adjust(r.Of, c, store.Author{Person: s.me.ID, Way: store.ByChat, Undoes: r.ID}); err != nil {
		return err
	}
	s.toast("settings.undo_done")
	area := p.arg(1)
	if !s.setsAny(area) || area != "" && s.c.Area(area) == nil {
		area = r.Of
	}
	return s.settingsLog(area, 0)
}

// dataSettings lists what the person changed.
func (s *step) dataSettings() ([]string, error) {
	list, err := s.tx.RevisionsOf(s.me.ID)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	lines := []string{"", s.t("mydata.settings")}
	for _, r := range list {
		line, err := s.revisionLine(r)
		if err != nil {
			return nil, err
		}
		lines = append(lines, "· "+line)
	}
	return lines, nil
}
