package order

import (
	"slices"
	"testing"
)

// TestOwnDayByDay: days are added and taken off one by one; what an area had from
// above stays, neighbours become one entry, and a day is never both.
func TestOwnDayByDay(t *testing.T) {
	c := local(t)
	day := func(text string) Day {
		var d Days
		if err := d.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		return d.First
	}
	must := func(n *Community, err error) *Community {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	friday := day("2026-12-11")
	c = must(c.WithDay("", SetHolidays, friday))
	c = must(c.WithDay("g", SetHolidays, friday+1))
	c = must(c.WithDay("g", SetHolidays, friday-1))
	if v, from := c.Effective("b", SetHolidays); v != `["2026-12-10..2026-12-12"]` || from != "g" || !c.At("c").Calendar.Works(friday-1) || c.At("b").Calendar.Works(friday-1) {
		t.Errorf("%s from %s", v, from)
	}
	if _, err := c.WithDay("g", SetMakeUp, friday); err == nil {
		t.Error("a day is off and worked")
	}
	c = must(c.WithDay("g", SetMakeUp, friday+2))
	if !c.At("b").Calendar.Works(friday+2) || c.At("c").Calendar.Works(friday+2) {
		t.Error("no make-up day")
	}
	c = must(c.WithoutDay("g", SetHolidays, friday))
	if v, _ := c.Effective("g", SetHolidays); v != `["2026-12-10","2026-12-12"]` || c.At("").Calendar.Works(friday) || !c.At("g").Calendar.Works(friday) {
		t.Error(v)
	}
	c = must(c.WithoutDay("g", SetHolidays, friday-1))
	c = must(c.WithoutDay("g", SetHolidays, friday+1))
	if v, from := c.Effective("g", SetHolidays); v != `["2026-12-11"]` || from != "" {
		t.Errorf("%s from %s", v, from)
	}
	for d := range Day(2*mostDays + 1) {
		n, err := c.WithDay("c", SetMakeUp, friday+100+2*d)
		if err != nil {
			if d < mostDays {
				t.Errorf("only %d entries", d)
			}
			return
		}
		c = n
	}
	t.Error("there may be any number of days")
}

// TestLadderSafe: a ladder on which an order could get stuck is not put in force.
func TestLadderSafe(t *testing.T) {
	c := local(t)
	for i, l := range []Ladder{
		nil,
		{{50, StepNudge}},
		{{101, StepClimb}},
		{{50, StepClimb}, {50, StepNudge}},
		{{100, StepClimb}, {50, StepNudge}},
		{{0, StepClimb}},
		{{50, StepClimb}, {1001, StepNudge}},
		{{50, StepClimb}, {100, StepDaily}},
		{{50, StepClimb}, {100, "fly"}},
		make(Ladder, mostSteps+1),
	} {
		for _, name := range []Setting{SetAcceptLadder, SetFinishLadder} {
			if _, err := c.WithLadder("g", name, l); err == nil {
				t.Errorf("ladder %d of %s is put in force", i, name)
			}
		}
	}
	wide := Ladder{{50, StepWiden}, {100, StepClimb}}
	if _, err := c.WithLadder("g", SetFinishLadder, wide); err == nil {
		t.Error("who has accepted is joined by another")
	}
	if n, err := c.WithLadder("", SetAcceptLadder, wide); err != nil || len(Revisions(c, n)) != 1 || !slices.Equal(c.LadderOf("", SetAcceptLadder), UsualLadder(SetAcceptLadder)) {
		t.Errorf("the change of the top reaches what was before it: %v, %v", c.Ladders.Accept, err)
	}
	n, err := c.WithLadder("g", SetAcceptLadder, wide)
	if err != nil || !slices.Equal(n.LadderOf("b", SetAcceptLadder), wide) || !slices.Equal(n.LadderOf("c", SetAcceptLadder), UsualLadder(SetAcceptLadder)) {
		t.Errorf("%v, %v", n, err)
	}
	for _, name := range []Setting{SetAcceptLadder, SetFinishLadder} {
		if l := UsualLadder(name); !l.Safe(name) {
			t.Errorf("the usual steps %v are not safe", l)
		}
	}
}
