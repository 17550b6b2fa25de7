package order

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func with(t *testing.T, c *Community, area string, name Setting, value string) *Community {
	t.Helper()
	n, err := c.With(area, name, value)
	if err != nil {
		t.Fatal(area, name, value, err)
	}
	return n
}

// TestValues: every setting, at the top and in an area, can be written down, taken
// away and put back, and what was there before is there again.
func TestValues(t *testing.T) {
	c := local(t)
	for name, value := range map[Setting]string{
		SetLimits: `{"preset":"street","classes":[{"key":"urgent","name":{"zh":""},"accept":"5m","emergency":false}]}`, SetQuiet: "23:00-06:30", SetHours: "09:00-17:00",
		SetDays: "mon,tue", SetLanguage: "en", SetZone: "Europe/Berlin", SetGridDigest: "0 9 * * *", SetDigest: "5 9 * * *", SetClose: "2d", SetReopen: "9d", SetCountry: "none",
		SetHolidays: `["2026-12-01"]`, SetMakeUp: `["2026-12-05"]`, SetAcceptLadder: `[{"at":50,"do":"climb"}]`, SetFinishLadder: `[{"at":60,"do":"climb"}]`,
	} {
		for _, area := range []string{"g", "s2"} {
			n := with(t, c, area, name, value)
			if got := n.SettingsOf(area).Value(name); got != value {
				t.Errorf("%s of %s: %q, not %q", name, area, got, value)
			}
			if _, from := n.Effective(area, name); from != area {
				t.Errorf("%s of %s comes from %q", name, area, from)
			}
			if list := Revisions(c, n); len(list) != 1 || list[0].Item != (Item{area, string(name)}) || list[0].Is != value {
				t.Errorf("%s of %s: %v", name, area, list)
			}
			back := with(t, n, area, name, c.SettingsOf(area).Value(name))
			if list := Revisions(c, back); len(list) != 0 {
				t.Errorf("%s of %s does not come back: %v", name, area, list)
			}
		}
		if name == SetLimits {
			continue // at the top they are not inherited
		}
		n := with(t, c, "", name, value)
		if got := n.SettingsOf("").Value(name); got != value {
			t.Errorf("%s at the top: %q, not %q", name, got, value)
		}
		if v, from := n.Effective("c3", name); v != value || from != "" {
			t.Errorf("%s is not inherited: %q from %q", name, v, from)
		}
	}
	for name, value := range map[Setting]string{SetQuiet: "x", SetZone: "Asia/Nowhere", SetHours: "18:00-08:00", SetLimits: "{", "nonsense": "1", SetClose: "-1d"} {
		if _, err := c.With("g", name, value); err == nil {
			t.Errorf("%s may be %q", name, value)
		}
	}
	if _, err := c.With("nowhere", SetLanguage, "en"); err == nil {
		t.Error("an area that does not exist has settings")
	}
}

// TestLimitsByHand: a preset, and one limit.
func TestLimitsByHand(t *testing.T) {
	c := local(t)
	n, err := c.WithPreset("", "12345")
	if err != nil || n.ClassOf("lift").Finish != hours(24) || n.At("c3").ClassOf("lift").Finish != hours(24) || len(n.Classes) < len(c.Classes) {
		t.Fatal(err, n.Classes)
	}
	n, err = n.WithClass("c3", Class{Key: "urgent", Finish: hours(5)})
	if err != nil || n.At("c3").ClassOf("lift").Finish != hours(5) || n.At("c3").ClassOf("lift").Accept != ClockTime(30*time.Minute) || n.ClassOf("lift").Finish != hours(24) {
		t.Fatal(err, n.At("c3").Classes)
	}
	if _, err := n.WithClass("c3", Class{Key: "urgent", Accept: hours(5)}); err == nil {
		t.Error("it must be finished before it must be accepted")
	}
	if _, err := n.WithClass("", Class{Key: "urgent", Accept: hours(6)}); err == nil {
		t.Error("an area below keeps its own finish limit")
	}
	if _, err := n.WithClass("", Class{Key: "new", Accept: hours(6)}); err == nil {
		t.Error("a class that does not exist")
	}
}

// TestMerge: only what differs in the file is taken over.
func TestMerge(t *testing.T) {
	base := local(t)
	held := with(t, with(t, base, "c", SetQuiet, "21:00-06:00"), "s2", SetLanguage, "en")
	held.Units = append(held.Units, Unit{Key: "new", Name: Name{ZH: "新"}})
	file := with(t, with(t, base, "c", SetQuiet, "20:00-06:00"), "", SetClose, "9d")
	file.Areas = append(file.Areas[:6:6], Area{Key: "c4", Kind: KindCommunity, In: "s2", Settings: Settings{Language: "en"}}, file.Areas[6])
	file.Units = file.Units[1:]
	file.Categories = []Category{file.Categories[1], file.Categories[0]}
	for _, c := range []*Community{held, file} {
		if err := c.Prepare(); err != nil {
			t.Fatal(err)
		}
	}
	merged, taken, conflicts := Merge(base, file, held, func(Revision) bool { return false })
	if err := merged.Prepare(); err != nil {
		t.Fatal(err)
	}
	want := []Revision{{Item{"c", "quiet_hours"}, "21:00-06:00", "20:00-06:00"}}
	if diff := cmp.Diff(want, conflicts); diff != "" || len(taken) != 4 {
		t.Error(diff, taken)
	}
	if merged.CloseAfter != Span(9*day) || merged.At("c").QuietHours.From != 21*60 || merged.At("s2").Language != "en" || merged.At("c4").Language != "en" {
		t.Error("what was changed in chat is lost, or what the file says")
	}
	if merged.Unit("new") == nil || merged.Unit("here") != nil || merged.Areas[6].Key != "c4" || merged.Areas[7].Key != "c3" || merged.Categories[0].Key != "other" {
		t.Errorf("%v %v %v", merged.Units, merged.Areas, merged.Categories)
	}
	if s := merged.Area("g").Settings; s.Empty() {
		t.Error("settings are lost")
	}
	_, taken, conflicts = Merge(base, file, held, func(r Revision) bool { return r.Item == Item{"here", ItemUnit} && r.Is == "" })
	if len(taken) != 3 || len(conflicts) != 2 {
		t.Error("what is in use went", taken, conflicts)
	}
	again, taken, conflicts := Merge(file, file, merged, nil)
	if err := again.Prepare(); err != nil {
		t.Fatal(err)
	}
	if len(taken)+len(conflicts) > 0 || len(Revisions(again, merged)) > 0 {
		t.Error("the same file changes something", taken, conflicts)
	}
}
