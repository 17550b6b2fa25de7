package flows

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

func (w *setupWorld) community() (c *order.Community) {
	w.write(func(tx *store.Tx) (err error) { c, err = tx.Community(); return err })
	return c
}

func (w *setupWorld) revisions() (list []store.Revision) {
	w.write(func(tx *store.Tx) (err error) { list, err = tx.Revisions(nil, 1000, 0); return err })
	return list
}

// TestSettingsByHand: every setting takes what people write, says what it can't
// read, and undoing everything leaves all as it was.
func TestSettingsByHand(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(liWang, liWang, "/start")
	before := w.community()
	write := func(area, name, text string) {
		t.Helper()
		w.press(liWang, liWang, 1, data("set", "own", area, name))
		w.say(liWang, liWang, text)
	}
	for _, c := range []struct{ name, bad, good, value string }{
		{"quiet_hours", "昨天", "23：30～6:00", "23:30-06:00"},
		{"quiet_hours", "25:00-06:00", "没有", "none"},
		{"working_hours", "18:00-08:00", "09:00到12:00，13:00到17:00", "09:00-12:00 13:00-17:00"},
		{"working_days", "每天", "周一至周六", "mon,tue,wed,thu,fri,sat"},
		{"time_zone", "北京", "Asia/Tokyo", "Asia/Tokyo"},
		{"digest.grid", "25:00", "6:45", "45 6 * * *"},
		{"digest.community", "早上", "19：05", "5 19 * * *"},
		{"close_after", "0天", "5天", "5d"},
		{"reopen_for", "2年", "10d", "10d"},
	} {
		for _, area := range []string{"", "luxi", "grid1"} {
			if !fits(w.community(), area, order.Setting(c.name)) {
				continue
			}
			n := len(w.revisions())
			write(area, c.name, c.bad)
			if got := w.revisions(); len(got) != n {
				t.Fatalf("%s of %q may be %q: %+v", c.name, area, c.bad, got[0])
			}
			w.say(liWang, liWang, c.good)
			got, from := w.community().Effective(area, order.Setting(c.name))
			if canonical(got) != canonical(c.value) || from != area {
				t.Errorf("%s of %q is %q from %q after %q", c.name, area, got, from, c.good)
			}
		}
	}
	write("grid1", "a/normal", "20分钟")
	write("grid1", "f/normal", "10分钟") // sooner than it must be accepted
	if k := w.community().At("grid1").ClassOf("lift"); k.Accept != order.ClockTime(20*time.Minute) || k.Finish != order.ClockTime(24*time.Hour) {
		t.Errorf("%+v", k)
	}
	w.say(liWang, liWang, "2工作日")
	write("", "e/normal", "1分钟") // would pester
	w.say(liWang, liWang, "2小时")
	if k := w.community().At("grid1").ClassOf("lift"); k.Finish != (order.Limit{Days: 2}) || k.Echo != order.Span(2*time.Hour) {
		t.Errorf("%+v", k)
	}
	w.press(liWang, liWang, 1, data("set", "preset", "grid2", "street"))
	for _, r := range w.revisions() {
		if a := w.press(liWang, liWang, 1, data("set", "undo", "", 0, r.ID)); a.Text != say(texts.ZH, "settings.undo_done") {
			t.Errorf("%+v can't be undone: %q", r, a.Text)
		}
	}
	if list := order.Revisions(before, w.community()); len(list) > 0 {
		t.Errorf("after undoing everything this is different: %v", list)
	}
	if last := w.revisions(); last[0].Undoes != 1 {
		t.Errorf("%+v", last[0])
	}
}

func canonical(value string) string {
	var d order.Weekdays
	if d.UnmarshalText([]byte(value)) == nil {
		return fmt.Sprint(d)
	}
	return value
}

// TestSettingsInBothLanguages: each page can be read in each language, whatever
// the value, and no button is too long.
func TestSettingsInBothLanguages(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(liWang, liWang, "/start")
	for _, lang := range []string{texts.ZH, texts.EN} {
		w.press(liWang, liWang, 1, data("lang", lang))
		for _, area := range []string{"", "grid1", "b3"} {
			w.press(liWang, liWang, 1, data("set", "at", area))
			for _, name := range shownSettings {
				w.press(liWang, liWang, 1, data("set", "key", area, string(name)))
				for i := range suggested[name] {
					w.press(liWang, liWang, 1, data("set", "to", area, string(name), i))
				}
			}
			for page := range 3 {
				w.press(liWang, liWang, 1, data("set", "log", area, page))
			}
		}
		for _, m := range w.screens[liWang] {
			if strings.Contains(m.out.Text, "settings.") || strings.Contains(m.out.Text, "<no value>") || texts.Units(m.out.Text) > 4096 {
				t.Errorf("%s: %s", lang, m.out.Text)
			}
			for _, row := range m.out.Buttons {
				for _, b := range row {
					if strings.Contains(b.Text, "settings.") || len(b.Data) > maxButton {
						t.Errorf("%s: %+v", lang, b)
					}
				}
			}
		}
	}
	if n := maxButton - len(data("set", "own", strings.Repeat("k", 24), "a/"+strings.Repeat("c", 24))); n < 0 {
		t.Errorf("a button for the longest keys is %d bytes too long", -n)
	}
}

// TestSettingsAndForget: who changed something reads it in /mydata; after /forget
// the change remains, and nobody's name.
func TestSettingsAndForget(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	for _, id := range []int64{liWang, zhou} {
		w.say(id, id, "/start")
	}
	w.press(zhou, zhou, 1, data("set", "to", "xintian", "quiet_hours", 1))
	w.say(zhou, zhou, "/mydata")
	w.sees(zhou, "您改过的设置", "安静时段")
	w.press(zhou, zhou, 1, data("forget", "yes"))
	list := w.revisions()
	if len(list) != 1 || list[0].Person != 0 || w.community().At("grid1").QuietHours.From != 23*60 {
		t.Errorf("%+v", list)
	}
	w.press(liWang, liWang, 1, data("set", "log", "", 0))
	w.sees(liWang, say(texts.ZH, "card.somebody"))
	held := w.community()
	w.write(func(tx *store.Tx) error {
		c, err := held.With("grid1", order.SetLanguage, "en")
		if err != nil {
			return err
		}
		return tx.ChangeCommunity(c, store.Author{Way: store.ByRoster})
	})
	if list := w.revisions(); len(list) != 2 || list[0].Way != store.ByRoster {
		t.Errorf("%+v", list)
	}
}

// TestAreasLarge: in a city of 109 grids and 2,000 buildings every page of /areas
// fits into a message, and all is one message.
func TestAreasLarge(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(liWang, liWang, "/start")
	c := *w.community()
	c.Areas = slices.Clone(c.Areas)
	for g := range 109 {
		grid := fmt.Sprint("x", g)
		c.Areas = append(c.Areas, order.Area{Key: grid, Kind: order.KindGrid, In: "xintian", Name: order.Name{ZH: fmt.Sprintf("很长很长的第%d网格", g), EN: grid}})
		for b := range 18 {
			c.Areas = append(c.Areas, order.Area{Key: fmt.Sprint(grid, "-", b), Kind: order.KindBuilding, In: grid, Name: order.Name{ZH: fmt.Sprint(b, "号楼"), EN: grid}})
		}
	}
	if err := c.Prepare(); err != nil {
		t.Fatal(err)
	}
	w.write(func(tx *store.Tx) error { return tx.SaveCommunity(&c, 0) })
	w.clear(liWang)
	w.say(liWang, liWang, "/areas")
	seen := map[string]bool{}
	var walk func(what string)
	walk = func(what string) {
		if seen[what] {
			return
		}
		seen[what] = true
		a := w.press(liWang, liWang, 1, what)
		if a.Alert {
			t.Fatal(what, a.Text)
		}
		m := w.screens[liWang]
		shown := m[len(m)-1].out
		buttons := 0
		for _, row := range shown.Buttons {
			buttons += len(row)
		}
		if texts.Units(shown.Text) > 1500 || buttons > areasOnPage+4 || len(m) != 1 {
			t.Fatalf("%d messages, %d buttons\n%s", len(m), buttons, shown.Text)
		}
		for _, row := range shown.Buttons {
			for _, b := range row {
				if strings.HasPrefix(b.Data, "1:areas:in:") && (!strings.Contains(b.Data, "-") || seen[what] && strings.HasPrefix(b.Data, "1:areas:in:x7-")) {
					walk(b.Data)
				}
			}
		}
	}
	walk(data("areas", "in", ""))
	grids := 0
	for what := range seen {
		if p, err := unpack(what); err == nil && strings.HasPrefix(p.arg(1), "x") && p.arg(1) != "xintian" && !strings.Contains(p.arg(1), "-") && p.arg(2) == "" {
			grids++
		}
	}
	if grids != 109 || !seen[data("areas", "in", "x7-17")] {
		t.Errorf("%d of 109 grids are reached", grids)
	}
}
