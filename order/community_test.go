package order

import (
	"testing"
	"time"
)

// village is a small territory for the tests of this package.
func village(t *testing.T) *Community {
	t.Helper()
	c := &Community{
		Name: Name{ZH: "新田社区", EN: "Xintian"},
		Areas: []Area{
			{Key: "st", Kind: KindStreet, Name: Name{ZH: "路西街道", EN: "Luxi Street"}},
			{Key: "xt", Kind: KindCommunity, In: "st", Name: Name{ZH: "新田社区", EN: "Xintian"}},
			{Key: "g1", Kind: KindGrid, In: "xt", Name: Name{ZH: "一网格", EN: "Grid 1"}},
			{Key: "g2", Kind: KindGrid, In: "xt", Name: Name{ZH: "二网格", EN: "Grid 2"}},
			{Key: "b3", Kind: KindBuilding, In: "g1", Name: Name{ZH: "3号楼", EN: "Building 3"}, Words: []string{"三号楼"}},
			{Key: "b13", Kind: KindBuilding, In: "g2", Name: Name{ZH: "13号楼", EN: "Building 13"}},
			{Key: "a1", Kind: KindBuilding, In: "g1", Name: Name{ZH: "1号楼", EN: "Building 1"}},
			{Key: "a2", Kind: KindBuilding, In: "g2", Name: Name{ZH: "1号楼", EN: "Building 1"}},
		},
		Units: []Unit{
			{Key: "prop", Name: Name{ZH: "物业", EN: "Property"}, Categories: []string{"lift"}},
			{Key: "shop", Name: Name{ZH: "小店", EN: "Shop"}, Areas: []string{"g2"}},
			{Key: "vol", Name: Name{ZH: "志愿队", EN: "Volunteers"}, Volunteers: true},
		},
		Classes: []Class{
			{Key: "urgent", Accept: ClockTime(30 * time.Minute), Finish: ClockTime(4 * time.Hour), Echo: Span(time.Hour)},
			{Key: "normal", Accept: ClockTime(4 * time.Hour), Finish: ClockTime(72 * time.Hour), Echo: Span(24 * time.Hour)},
		},
		Categories: []Category{
			{Key: "lift", Class: "urgent", Words: []string{"电梯", "lift"}},
			{Key: "light", Class: "urgent", Words: []string{"电梯灯"}},
			{Key: "other", Class: "normal"},
		},
		Rules: []DispatchRule{{Category: "lift", Unit: "prop"}, {Category: "lift", Area: "g2", Unit: "shop"}},
	}
	if err := c.Prepare(); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestGuess(t *testing.T) {
	c := village(t)
	for _, x := range []struct {
		text, category, area string
		sure                 bool
	}{
		{"3号楼电梯坏了", "lift", "b3", true},
		{"三号楼电梯灯不亮", "light", "b3", true},
		{"13号楼电梯坏了", "lift", "b13", true},
		{"十三号楼有人吗", "other", "", false},
		{"The LIFT in building 3 is stuck", "lift", "b3", true},
		{"building 30 is on fire", "other", "", false},
		{"二网格很黑", "other", "g2", false},
		{"1号楼漏水", "other", "", false}, // two buildings are called so
		{"二网格1号楼漏水", "other", "a2", false},
		{"building 1 of grid 1 leaks", "other", "a1", false},
		{"一网格和二网格的1号楼漏水", "other", "", false}, // both are meant
		{"新田社区1号楼漏水", "other", "", false},     // both lie there
		{"", "other", "", false},
		{"楼", "other", "", false},
	} {
		k, sure := c.GuessCategory(x.text)
		if k != x.category || sure != x.sure {
			t.Errorf("%q is about %s (%v), want %s (%v)", x.text, k, sure, x.category, x.sure)
		}
		if a := c.GuessArea(x.text, ""); a != x.area {
			t.Errorf("%q is in %q, want %q", x.text, a, x.area)
		}
	}
	if a := c.GuessArea("1号楼漏水", "g2"); a != "a2" {
		t.Errorf("inside a grid the name is clear, got %q", a)
	}
}

func TestTree(t *testing.T) {
	c := village(t)
	for _, x := range []struct {
		area, in string
		want     bool
	}{{"b3", "g1", true}, {"b3", "xt", true}, {"b3", "st", true}, {"b3", "b3", true}, {"b3", "g2", false}, {"g1", "b3", false}, {"", "xt", false}, {"no", "xt", false}} {
		if got := c.Within(x.area, x.in); got != x.want {
			t.Errorf("%q within %q: %v", x.area, x.in, got)
		}
	}
	if n := len(c.Below("xt", KindBuilding)); n != 4 {
		t.Errorf("%d buildings, want 4", n)
	}
	o := Order{Area: "b3", Tier: TierGrid}
	for _, want := range []string{"g1", "xt", "st", "st"} {
		if got := c.Holder(o).Key; got != want {
			t.Errorf("tier %d is held by %s, want %s", o.Tier, got, want)
		}
		o.Tier = o.Tier.Up()
	}
	if c.EntryTier("lift", "xt") != TierCommunity || c.EntryTier("lift", "b3") != TierGrid {
		t.Error("wrong entry tier")
	}
}

// An order that nobody took, or whose resident was forgotten, has 0 in their
// place; who has no number is neither of them.
func TestNobodyIsNeitherResidentNorTaker(t *testing.T) {
	c := village(t)
	for _, o := range []Order{{Area: "b3", State: New}, {Area: "b3", State: Accepted}, {Area: "b3", State: Accepted, Resident: 7, Taker: 8}} {
		if r := c.Relations(Actor{}, o, nil); r != 0 {
			t.Errorf("nobody is %s to %+v", r, o)
		}
	}
}

func TestRelations(t *testing.T) {
	c := village(t)
	begun := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	o := Order{Resident: 1, Area: "b3", State: Accepted, Taker: 2, Start: begun, Chat: -5}
	asked := func(unit string, state DispatchState) []Dispatch {
		return []Dispatch{{Unit: unit, State: state, At: begun}}
	}
	prop := []Member{{Role: RoleUnit, Unit: "prop"}}
	for _, x := range []struct {
		name       string
		actor      Actor
		dispatches []Dispatch
		want       Relation
	}{
		{"resident", Actor{Person: 1}, nil, Resident},
		{"resident in the group", Actor{Person: 1, Chat: -5}, nil, Resident},
		{"neighbour", Actor{Person: 9, Chat: -5}, nil, Neighbour},
		{"nobody", Actor{Person: 9}, nil, 0},
		{"in another group", Actor{Person: 9, Chat: -6}, nil, 0},
		{"taker", Actor{Person: 2}, nil, Taker},
		{"in the unit's chat", Actor{Person: 3, Chat: -6, Unit: "prop"}, asked("prop", DispatchOffered), Asked},
		{"in another unit's chat", Actor{Person: 3, Chat: -6, Unit: "shop"}, asked("prop", DispatchOffered), 0},
		{"member of the unit", Actor{Person: 3, Members: prop}, asked("prop", DispatchOffered), Asked},
		{"member of a unit that was slower", Actor{Person: 3, Members: prop}, asked("prop", DispatchExpired), Outrun},
		{"member of a unit that was not asked after all", Actor{Person: 3, Members: prop}, asked("prop", DispatchUndone), 0},
		{"leader here", Actor{Person: 4, Members: []Member{{Role: RoleLeader, Area: "g1"}}}, nil, Leader | InGrid},
		{"leader elsewhere", Actor{Person: 4, Members: []Member{{Role: RoleLeader, Area: "g2"}}}, nil, 0},
		{"dispatcher", Actor{Person: 5, Members: []Member{{Role: RoleDispatcher, Area: "xt"}}}, nil, Dispatcher},
		{"officer and owner", Actor{Person: 6, Members: []Member{{Role: RoleOfficer, Area: "st"}, {Role: RoleOwner}}}, nil, Officer | Owner},
		{"volunteer by role only", Actor{Person: 7, Members: []Member{{Role: RoleVolunteer, Area: "g1"}}}, asked("vol", DispatchOffered), 0},
		{"clock", Actor{Clock: true}, nil, Clock},
	} {
		if got := c.Relations(x.actor, o, x.dispatches); got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
	}
	later, earlier, finished, forgotten := o, o, o, o
	later.State = New
	if r := c.Relations(Actor{Person: 2}, later, nil); r != 0 {
		t.Errorf("who gave it back is its %s", r)
	}
	finished.State = Done
	if r := c.Relations(Actor{Person: 2}, finished, nil); r != Finisher {
		t.Errorf("who finished it is its %s", r)
	}
	earlier.Start = begun.Add(time.Hour)
	if r := c.Relations(Actor{Person: 3, Members: prop}, earlier, asked("prop", DispatchFinished)); r != 0 {
		t.Errorf("who was asked before it was reopened is its %s", r)
	}
	forgotten.Resident, forgotten.Taker = 0, 0
	if r := c.Relations(Actor{Chat: -5}, forgotten, nil); r != Neighbour {
		t.Errorf("whom Telegram does not name is %s of an order that is nobody's", r)
	}
}

func TestRank(t *testing.T) {
	c := village(t)
	up := map[string]Load{"prop": {Reachable: true, Open: 3}, "shop": {Reachable: true}, "vol": {Reachable: true}}
	names := func(list []Ranked) (s string) {
		for _, r := range list {
			s += r.Unit.Key + " "
		}
		return s
	}
	for _, x := range []struct {
		area  string
		loads map[string]Load
		asked []string
		want  string
	}{
		{"b3", up, nil, "prop vol "},
		{"b13", up, nil, "shop prop vol "}, // both on duty there: the shop has less to do
		{"b13", up, []string{"shop"}, "prop vol shop "},
		{"b3", map[string]Load{"vol": {Reachable: true}}, nil, "prop vol "},
	} {
		if got := names(c.Rank(Order{Area: x.area, Category: "lift"}, Field{Loads: x.loads, Asked: x.asked})); got != x.want {
			t.Errorf("%s asked %v: %s, want %s", x.area, x.asked, got, x.want)
		}
	}
	if u := c.WidenTo(Order{Area: "b3", Category: "lift"}, Field{Loads: up, Asked: []string{"prop"}}); u == nil || u.Key != "vol" {
		t.Errorf("widens to %v, want the volunteers", u)
	}
	if u := c.WidenTo(Order{Area: "b3", Category: "lift"}, Field{Loads: up, Asked: []string{"prop", "vol"}}); u != nil {
		t.Errorf("nobody is left, and yet %s", u.Key)
	}
	if c.RuleUnit("lift", "b13") != "shop" || c.RuleUnit("lift", "b3") != "prop" || c.RuleUnit("other", "b3") != "" {
		t.Error("the rule for the smaller area must win")
	}
}

func TestRates(t *testing.T) {
	if r := (Counts{}).Rates(); r != (Rates{-1, -1, -1}) {
		t.Errorf("nothing to divide by: %v", r)
	}
	if r := (Counts{Due: 3, InTime: 2, Rated: 8, Solved: 7, Satisfied: 6}).Rates(); r != (Rates{67, 88, 75}) {
		t.Errorf("%v", r)
	}
}
