package order

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// local is two streets; each level of the first has something of its own.
func local(t *testing.T) *Community {
	t.Helper()
	limit := func(d time.Duration) Limit { return ClockTime(d) }
	c := &Community{
		Language: "zh", TimeZone: "Asia/Shanghai", QuietHours: Quiet{22 * 60, 7 * 60},
		Areas: []Area{
			{Key: "b", Kind: KindBuilding, In: "g", Settings: Settings{QuietHours: OwnQuiet{Set: true}}},
			{Key: "g", Kind: KindGrid, In: "c", Settings: Settings{Classes: []Class{{Key: "urgent", Accept: limit(20 * time.Minute)}}}},
			{Key: "s", Kind: KindStreet, Settings: Settings{TimeZone: "Asia/Urumqi", Calendar: Calendar{WorkingHours: Hours{{600, 1200}}}}},
			{Key: "c", Kind: KindCommunity, In: "s", Settings: Settings{Language: "en", Preset: "12345", CloseAfter: Span(day)}},
			{Key: "c2", Kind: KindCommunity, In: "s"},
			{Key: "s2", Kind: KindStreet},
			{Key: "c3", Kind: KindCommunity, In: "s2"},
		},
		Units:      []Unit{{Key: "here", Areas: []string{"g"}}, {Key: "anywhere"}},
		Classes:    []Class{{Key: "urgent", Name: Name{ZH: "急"}, Accept: limit(time.Hour), Finish: limit(4 * time.Hour), Echo: Span(time.Hour)}, {Key: "mine", Accept: Limit{Hours: 1}, Finish: Limit{Days: 1}}},
		Categories: []Category{{Key: "lift", Class: "urgent"}, {Key: "other", Class: "mine"}},
	}
	if err := c.Prepare(); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestAt: each setting comes from the nearest area that has it.
func TestAt(t *testing.T) {
	c := local(t)
	type has struct {
		language, zone, quiet string
		accept, finish        Limit
		closes                Span
		hours                 int
	}
	for area, want := range map[string]has{
		"":   {"zh", "Asia/Shanghai", "22:00-07:00", hours(1), hours(4), Span(3 * day), 480},
		"s2": {"zh", "Asia/Shanghai", "22:00-07:00", hours(1), hours(4), Span(3 * day), 480},
		"c3": {"zh", "Asia/Shanghai", "22:00-07:00", hours(1), hours(4), Span(3 * day), 480},
		"c2": {"zh", "Asia/Urumqi", "22:00-07:00", hours(1), hours(4), Span(3 * day), 600},
		"c":  {"en", "Asia/Urumqi", "22:00-07:00", ClockTime(30 * time.Minute), hours(24), Span(day), 600},
		"g":  {"en", "Asia/Urumqi", "22:00-07:00", ClockTime(20 * time.Minute), hours(24), Span(day), 600},
		"b":  {"en", "Asia/Urumqi", "", ClockTime(20 * time.Minute), hours(24), Span(day), 600},
	} {
		here := c.At(area)
		class := here.ClassOf("lift")
		quiet, _ := here.QuietHours.MarshalText()
		got := has{here.Language, here.Zone().String(), string(quiet), class.Accept, class.Finish, here.CloseAfter, int(here.Calendar.WorkingHours.length().Minutes())}
		if got != want {
			t.Errorf("%q: %+v, not %+v", area, got, want)
		}
		if here.At("c3") != c || here.Whole() != c || here.At("b") != c.At("b") || here.At("") != here {
			t.Errorf("%q leads elsewhere", area)
		}
	}
	if c.At("g").ClassOf("lift").Name.ZH != "水电气热" || c.At("g").ClassOf("other") == c.ClassOf("other") || *c.At("g").ClassOf("other") != *c.ClassOf("other") {
		t.Error("what is not written is not inherited")
	}
	if c.AtHome("here", "c3") != c.At("g") || c.AtHome("anywhere", "g") != c || c.At("b").AtHome("anywhere", "") != c || c.AtHome("", "g") != c.At("g") {
		t.Error("a unit is at home elsewhere")
	}
}

// TestOrdersGoByTheirArea: limits, steps and holds are those of the order's area, whoever asks.
func TestOrdersGoByTheirArea(t *testing.T) {
	c := local(t)
	start := time.Date(2026, 11, 25, 5, 0, 0, 0, time.UTC) // a Wednesday, 13:00 in Shanghai, 11:00 in Urumqi
	for _, asked := range []*Community{c, c.At("b"), c.At("c2")} {
		o := asked.Fresh("lift", "b", start)
		if due, _ := asked.Next(o); o.AcceptDue.Sub(start) != 20*time.Minute || due.At.Sub(start) != 10*time.Minute {
			t.Errorf("%+v, %+v", o, due)
		}
		// A working day of ten hours from 11:00 is over at 11:00 of the next; one of eight from 14:00 at noon.
		if d := asked.Fresh("other", "c2", start).FinishDue.Sub(start); d != 24*time.Hour {
			t.Error(d)
		}
		if d := asked.Fresh("other", "c3", start).FinishDue.Sub(start); d != 23*time.Hour {
			t.Error(d)
		}
		held := asked.Fresh("other", "c3", start)
		held.Pause(start, start.Add(48*time.Hour))
		asked.Unpause(&held, start.Add(48*time.Hour))
		if d := held.FinishDue.Sub(start); d != 5*24*time.Hour-time.Hour { // to Monday noon
			t.Error(d)
		}
	}
}

// TestSettingsSurvive: they are kept as JSON, and prepared again.
func TestSettingsSurvive(t *testing.T) {
	c := local(t)
	doc, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	again := new(Community)
	if err := json.Unmarshal(doc, again); err != nil {
		t.Fatal(err)
	}
	if err := again.Prepare(); err != nil {
		t.Fatal(err)
	}
	for _, a := range c.Areas {
		was, is := c.At(a.Key), again.At(a.Key)
		if diff := cmp.Diff(was.Classes, is.Classes); diff != "" || was.QuietHours != is.QuietHours || was.TimeZone != is.TimeZone || was.CloseAfter != is.CloseAfter {
			t.Errorf("%s: %s", a.Key, diff)
		}
	}
	if bad := (&Community{Areas: []Area{{Key: "x", Settings: Settings{TimeZone: "Asia/Nowhere"}}}}); bad.Prepare() == nil {
		t.Error("a time zone that does not exist")
	}
}

// TestOtherwise: what is tried stays where it is tried.
func TestOtherwise(t *testing.T) {
	c := local(t)
	g := c.At("g")
	tried := g.Otherwise(func(c *Community) { c.Ladders = Ladders{}; c.Classes[0].Emergency = true })
	if !tried.ClassOf("lift").Emergency || g.ClassOf("lift").Emergency || tried.Whole() != c || len(tried.Ladders.Accept) == 0 {
		t.Error("a trial leaks, or does nothing")
	}
}
