package order

import (
	"testing"
	"time"
)

// hall is the village with a catalogue.
func hall(t *testing.T) *Community {
	t.Helper()
	c := village(t)
	c.Categories = []Category{
		{Key: "water", Class: "urgent", Words: []string{"水管", "water"}, Evidence: EvidencePhoto, Refer: Name{ZH: "水厂"}},
		{Key: "drain", In: "water", Words: []string{"堵"}},
		{Key: "private", Class: "normal", Sensitive: true, Reserved: true},
		{Key: "staff", In: "private", Words: []string{"投诉"}, Evidence: EvidenceNone, Class: "urgent"},
		{Key: "trees", Class: "normal", Words: []string{"tree"}},
		{Key: "other", Class: "normal"},
	}
	c.Units = append(c.Units, Unit{Key: "works", Categories: []string{"water"}}, Unit{Key: "team", Areas: []string{"b3", "a1"}},
		Unit{Key: "office", Agreement: Agreement{Until: "2026-11-30", Quota: 2}})
	c.Duties = []Duty{{Category: "water", Lead: "works", Assist: []string{"prop"}}, {Category: "water", Area: "xt", Lead: "prop"},
		{Category: "water", Area: "g1", Lead: "team"}, {Category: "drain", Lead: "office", Assist: []string{"vol"}}}
	c.Rules = []DispatchRule{{Category: "water", Area: "g1", Unit: "prop"}, {Category: "drain", Unit: "office"}}
	if err := c.Prepare(); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCategoryTree(t *testing.T) {
	c := hall(t)
	if c.ClassOf("drain").Key != "urgent" || c.EvidenceOf("drain") != EvidencePhoto || c.ReferOf("drain").ZH != "水厂" {
		t.Error("what a category does not say comes from the one above")
	}
	if c.ClassOf("staff").Key != "urgent" || c.EvidenceOf("staff") != EvidenceNone || c.EvidenceOf("trees") != EvidenceText {
		t.Error("what it says itself holds")
	}
	if !c.Sensitive("staff") || !c.Reserved("staff") || c.Sensitive("drain") || c.Reserved("gone") {
		t.Error("sensitive and reserved hold for all below, and for nothing else")
	}
	if !c.IsAbout("drain", "water") || c.IsAbout("water", "drain") || len(c.CategoriesIn("")) != 4 || len(c.CategoriesIn("water")) != 1 {
		t.Error("wrong tree")
	}
	for text, want := range map[string]string{
		"水管很老了": "water", "水管堵了": "drain", "the street is dirty": "other", "a tree fell": "trees", "trees fell on the water pipe": "trees",
	} {
		if got, _ := c.GuessCategory(text); got != want {
			t.Errorf("%q is about %s, want %s", text, got, want)
		}
	}
	c.Categories[0].In = "drain" // a file like this is refused, but nothing may hang
	if err := c.Prepare(); err != nil || c.IsAbout("drain", "other") {
		t.Error(err)
	}
}

func TestDuty(t *testing.T) {
	c := hall(t)
	for _, x := range []struct{ category, area, unit string }{
		{"water", "b3", "team"}, {"water", "g2", "prop"}, {"water", "st", "works"}, {"drain", "b3", "office"},
	} {
		if d := c.DutyFor(x.category, x.area); d == nil || d.Lead != x.unit {
			t.Errorf("%s in %s: %+v, want %s", x.category, x.area, d, x.unit)
		}
	}
	if c.DutyFor("trees", "b3") != nil {
		t.Error("nobody leads for trees")
	}
	if c.RuleUnit("drain", "b3") != "office" || c.RuleUnit("water", "b3") != "prop" || c.RuleUnit("water", "b13") != "" {
		t.Error("the rule for the nearer category wins, then the one for the smaller area")
	}
	for unit, want := range map[string]Part{"office": PartLead, "vol": PartAssist, "works": PartAble, "shop": PartNone} {
		if got := c.PartOf(c.Unit(unit), Order{Category: "drain", Area: "b13"}); got != want {
			t.Errorf("%s has part %d in it, want %d", unit, got, want)
		}
	}
}

func TestReserved(t *testing.T) {
	c := hall(t)
	for unit, want := range map[string]bool{"vol": true, "team": true, "shop": true, "prop": false, "works": false} {
		if got := c.Barred(c.Unit(unit), "staff"); got != want {
			t.Errorf("%s barred: %v", unit, got)
		}
		if c.Barred(c.Unit(unit), "drain") {
			t.Errorf("%s is barred from what is not reserved", unit)
		}
	}
	if c.EntryTier("staff", "b3") != TierCommunity || c.EntryTier("drain", "b3") != TierGrid {
		t.Error("what is reserved starts at the community")
	}
	o, sun := Order{Area: "b3", Category: "staff"}, Actor{Person: 4, Members: []Member{{Role: RoleLeader, Area: "g1"}}}
	if c.Relations(sun, o, nil)&Leader != 0 {
		t.Error("a grid leader steers what is not pushed down to the grid")
	}
	up := map[string]Load{"vol": {Reachable: true}, "team": {Reachable: true}}
	if u := c.WidenTo(o, Field{Loads: up}); u != nil {
		t.Errorf("it was widened to %s", u.Key)
	}
	c.Rules = append(c.Rules, DispatchRule{Category: "staff", Unit: "vol"}) // refused in a file; an old one may say it
	if u := c.ByRule(o, Field{}); u != nil {
		t.Errorf("a rule sends it to %s", u.Key)
	}
}

func TestRankWithCatalogue(t *testing.T) {
	c := hall(t)
	all := map[string]Load{}
	for _, u := range c.Units {
		all[u.Key] = Load{Reachable: true}
	}
	november, december := time.Date(2026, 11, 30, 23, 0, 0, 0, time.UTC), time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	full := map[string]Load{}
	for k, l := range all {
		full[k] = l
	}
	full["office"] = Load{Reachable: true, Month: 2}
	for _, x := range []struct {
		name, category, area string
		f                    Field
		want                 string
	}{
		{"lead, assist, able, nearest, volunteers", "drain", "b13", Field{Loads: all, Now: november}, "office vol works shop prop "},
		{"the agreement is over", "drain", "b13", Field{Loads: all, Now: december}, "vol works shop prop office "},
		{"named by whoever declined", "drain", "b13", Field{Loads: all, Now: november, Asked: []string{"office"}, Named: "prop"}, "prop vol works shop office "},
		{"reserved", "staff", "b3", Field{Loads: all, Now: november}, "prop works office team vol "},
		{"the quota is used up, but it still leads", "drain", "b13", Field{Loads: full, Now: november}, "office vol works shop prop "},
	} {
		got := ""
		for _, r := range c.Rank(Order{Area: x.area, Category: x.category}, x.f) {
			got += r.Unit.Key + " "
		}
		if got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
	}
	o := Order{Area: "b13", Category: "drain"}
	if u := c.ByRule(o, Field{Loads: all, Now: november}); u == nil || u.Key != "office" {
		t.Errorf("the rule asks %v", u)
	}
	if c.ByRule(o, Field{Loads: all, Now: december}) != nil || c.ByRule(o, Field{Loads: full, Now: november}) != nil {
		t.Error("a rule asks a unit whose agreement is over or used up")
	}
	if u := c.WidenTo(o, Field{Loads: full, Now: november}); u == nil || u.Key != "vol" {
		t.Errorf("widened to %v, while the leading one has no quota left", u)
	}
	c.Classes[0].Emergency = true
	if u := c.ByRule(o, Field{Loads: full, Now: december}); u == nil {
		t.Error("danger waits for a paper")
	}
}

func TestDate(t *testing.T) {
	var d Date
	if err := d.UnmarshalText([]byte("2027-06-30")); err != nil || d != "2027-06-30" {
		t.Error(d, err)
	}
	for _, bad := range []string{"", "2027-6-30", "30.6.2027", "2027-02-30"} {
		if d.UnmarshalText([]byte(bad)) == nil {
			t.Errorf("%q is a date", bad)
		}
	}
}

// TestInGrid: what is an emergency, private, or a department's is nothing that a
// grid may settle itself; everything else is, by its own people.
func TestInGrid(t *testing.T) {
	c := &Community{
		Areas: []Area{{Key: "g1", Kind: KindGrid}, {Key: "b", Kind: KindBuilding, In: "g1"}, {Key: "g2", Kind: KindGrid}},
		Classes: []Class{{Key: "sos", Accept: ClockTime(day), Finish: ClockTime(day), Emergency: true},
			{Key: "calm", Accept: ClockTime(day), Finish: ClockTime(day)}},
		Categories: []Category{{Key: "fire", Class: "sos"}, {Key: "secret", Class: "calm", Sensitive: true}, {Key: "below", In: "secret"},
			{Key: "wires", Class: "calm", Reserved: true}, {Key: "noise", Class: "calm"}},
	}
	if err := c.Prepare(); err != nil {
		t.Fatal(err)
	}
	for _, k := range []string{"fire", "secret", "below", "wires", "noise"} {
		for _, role := range []Role{RoleLeader, RoleWorker, RoleDispatcher, RoleVolunteer} {
			for _, at := range []string{"g1", "g2"} {
				r := c.Relations(Actor{Person: 7, Members: []Member{{Person: 7, Role: role, Area: at}}}, Order{Area: "b", Category: k, State: New}, nil)
				want := k == "noise" && at == "g1" && (role == RoleLeader || role == RoleWorker)
				if got := r&InGrid != 0; got != want {
					t.Errorf("%s of %s to %s: %v, want %v", role, at, k, got, want)
				}
				if _, err := Decide(New, Settle, r); (err == nil) != want {
					t.Errorf("%s of %s settles %s: %v", role, at, k, err)
				}
			}
		}
	}
}
