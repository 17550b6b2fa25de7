package proof

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"huiyin/order"
)

// direct is how long each metric takes for one order, found without any of the
// shortcuts that a whole year needs.
func direct(x *Territory, category, area string, start time.Time) (list [3]time.Duration) {
	p := newProof(x, start, 14)
	c := x.Community
	ch := chainOf(c, category, area, p.housed)
	o := c.Fresh(category, area, start)
	begins := c.HeardAt(category, start)
	m := moments{heard: begins.Equal(start), due: []roster{p.at(start.UnixMilli())}, wake: []roster{p.at(begins.UnixMilli())}, merged: make([]bool, 61)}
	wakes := []time.Time{begins}
	var steps []order.StepKind
	for i := range 60 {
		due := c.StepOf(o, i)
		if ch.building != "" && i == 0 {
			due = order.Due{Step: order.StepClimb, At: c.LeavesBuilding(o)}
		} else if ch.building != "" {
			due = c.StepOf(o, i-1)
		}
		wake := c.HeardAt(category, due.At)
		m.due, m.wake = append(m.due, p.at(due.At.UnixMilli())), append(m.wake, p.at(wake.UnixMilli()))
		m.leaves = m.leaves || i == 0 && wake.Equal(due.At)
		wakes, steps = append(wakes, wake), append(steps, due.Step)
	}
	w := p.follow(ch, m, steps)
	for k := range metrics {
		for _, y := range w.ways {
			switch n := y.reached[k]; {
			case n < 0:
				list[k] = Never
			case list[k] != Never:
				list[k] = max(list[k], wakes[n/2].Sub(start))
			}
		}
	}
	return list
}

// TestBoundsHold: no order of any second takes longer than the bound of its
// minute, and the order that a bound names takes just as long.
func TestBoundsHold(t *testing.T) {
	x := town(t, func(x *Territory) {
		x.Community.TimeZone = "Europe/Berlin"
		x.Community.Classes[1].Accept = order.Limit{Clock: order.Span(7 * time.Minute)}
		x.Community.Ladders.Accept = order.Ladder{{At: 33, Do: order.StepNudge}, {At: 71, Do: order.StepTell}, {At: 150, Do: order.StepWiden}, {At: 155, Do: order.StepClimb}}
		x.only(zhou, wu, sun, mei)
		x.away(zhou, "2027-03-25 10:00", "2027-03-30 10:00")
		x.away(wu, "2027-03-27 10:00", "2027-03-29 15:00")
	})
	begin := time.Date(2027, 3, 15, 12, 0, 0, 0, time.UTC) // the clocks are moved on the 28th
	r := Prove(x, begin, 4)
	for _, l := range r.Lines {
		for m, b := range l.Bounds {
			if got := direct(x, l.Category, l.Area, b.Start)[m]; got != b.Delay {
				t.Errorf("%s in %s: %v is to take %v at %v, and takes %v", l.Category, l.Area, Metric(m), b.Delay, b.Start, got)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		l := rapid.SampledFrom(r.Lines).Draw(t, "line")
		start := r.From.Add(time.Duration(rapid.IntRange(0, r.Starts*60-1).Draw(t, "second")) * time.Second)
		for m, got := range direct(x, l.Category, l.Area, start) {
			want := l.Bounds[m].At(placeOf(start.In(x.Community.Zone())))
			if want != Never && (got == Never || got > want) {
				t.Fatalf("%s in %s at %v: %v after %v, proven %v", l.Category, l.Area, start, Metric(m), got, want)
			}
		}
	})
}

// TestNightOfTheClocks: the night in which an hour comes twice is the longest.
func TestNightOfTheClocks(t *testing.T) {
	x := town(t, func(x *Territory) { x.Community.TimeZone = "Europe/Berlin" })
	r := Prove(x, time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC), 8)
	for _, l := range r.Lines {
		b := l.Bounds[First]
		if l.Category == "lift" && (b.Delay != 10*time.Hour || b.Start.In(x.Community.Zone()).Format("2006-01-02 15:04") != "2026-10-24 22:00") {
			t.Errorf("%s: %v at %v", l.Area, b.Delay, b.Start)
		}
	}
}

// TestNightEndsInTheMorning: what came in at night is heard when it is over,
// however late the first step of the ladder is.
func TestNightEndsInTheMorning(t *testing.T) {
	r := Prove(town(t, func(x *Territory) {
		x.Community.Ladders.Accept = order.Ladder{{At: 900, Do: order.StepNudge}, {At: 1000, Do: order.StepClimb}}
	}), at, 2)
	for _, l := range r.Lines {
		if l.Category == "fire" {
			continue
		}
		for minute, want := range map[int]time.Duration{
			12 * 60: 0, 21*60 + 59: 0, 22 * 60: 9 * time.Hour, 24*60 + 6*60 + 59: time.Minute, 24*60 + 7*60: 0,
		} {
			if got := l.Bounds[First].At(minute); got != want {
				t.Errorf("%s in %s, minute %d: %v, not %v", l.Category, l.Area, minute, got, want)
			}
		}
	}
	for _, h := range r.Holes {
		if h.Metric == First {
			t.Errorf("a hole: %+v", h)
		}
	}
}

// TestPieces: the pieces say the same as the minutes.
func TestPieces(t *testing.T) {
	r := Prove(town(t, func(x *Territory) { x.away(wu, "2026-11-25 03:00", "2026-11-27 11:30") }), at, 2)
	for _, l := range r.Lines {
		for _, b := range l.Bounds {
			next := 0
			for _, p := range b.Pieces() {
				if p.From != next {
					t.Fatalf("%s in %s: a piece begins at %d, not at %d", l.Category, l.Area, p.From, next)
				}
				for i := p.From; i < p.To; i++ {
					want := p.Delay
					if p.Falls {
						want -= time.Duration(i-p.From) * time.Minute
					}
					if b.At(i) != want {
						t.Fatalf("%s in %s, minute %d: %v, not %v", l.Category, l.Area, i, b.At(i), want)
					}
				}
				next = p.To
			}
			if next != week {
				t.Errorf("the pieces end at %d", next)
			}
		}
	}
}

// TestCrowd: where many units may be asked in any order, all ways are followed
// as long as they can be told apart. Beyond that the bound is still none that
// can be passed, and the report says that it may be too long.
func TestCrowd(t *testing.T) {
	crowded := func(away bool) *Territory {
		return town(t, func(x *Territory) {
			x.only()
			for i := range 40 {
				u := order.Unit{Key: fmt.Sprint("u", i), Name: name("u"), Categories: []string{"lift"}}
				x.Community.Units = append(x.Community.Units, u)
				x.Chats = append(x.Chats, Chat{ID: int64(-i - 1), Unit: u.Key, Active: true})
				x.join(order.Member{Role: order.RoleUnit, Unit: u.Key})
				if away {
					x.away(-int64(i)-1, "2026-11-25 12:00", "2026-11-26 12:00")
				}
			}
			x.Community.Ladders.Accept = nil
			for i := range 10 {
				x.Community.Ladders.Accept = append(x.Community.Ladders.Accept, order.Step{At: 10 * (i + 1), Do: order.StepWiden})
			}
		})
	}
	for _, c := range []struct {
		away          bool
		first, second time.Duration
	}{{false, 9*time.Hour + 3*time.Minute, 9*time.Hour + 6*time.Minute}, {true, Never, Never}} {
		r := Prove(crowded(c.away), at, 1)
		if r.Exact == c.away {
			t.Errorf("away %v: exact is %v", c.away, r.Exact)
		}
		for _, l := range r.Lines {
			if l.Category == "lift" && (l.Bounds[First].Delay != c.first || l.Bounds[Second].Delay != c.second) {
				t.Errorf("away %v, %s: %v, %v", c.away, l.Area, l.Bounds[First].Delay, l.Bounds[Second].Delay)
			}
		}
	}
}

// city is twelve grids with all their people, and twenty categories.
func city(b testing.TB) *Territory {
	x := town(b, func(x *Territory) {
		for i := range 12 {
			x.Community.Areas = append(x.Community.Areas, order.Area{Key: fmt.Sprint("h", i), Kind: order.KindGrid, In: "c1", Name: name("grid")})
			x.join(order.Member{Role: order.RoleLeader, Area: fmt.Sprint("h", i)})
		}
		for i := range 17 {
			unit := order.Unit{Key: fmt.Sprint("u", i), Name: name("unit"), Categories: []string{fmt.Sprint("k", i)}}
			x.Community.Units = append(x.Community.Units, unit)
			x.Community.Categories = append(x.Community.Categories, order.Category{Key: fmt.Sprint("k", i), Name: name("kind"), Class: x.Community.Classes[i%3].Key})
			x.Community.Rules = append(x.Community.Rules, order.DispatchRule{Category: fmt.Sprint("k", i), Unit: unit.Key})
			if i%4 > 0 {
				x.join(order.Member{Role: order.RoleUnit, Unit: unit.Key})
			}
		}
		for i := range 30 { // somebody is away every week
			from := at.Add(time.Duration(i) * 11 * 24 * time.Hour)
			x.People[i%len(x.People)].Away = append(x.People[i%len(x.People)].Away, Leave{Interval: Interval{from, from.Add(5 * 24 * time.Hour)}})
		}
	})
	return x
}

// BenchmarkProve is a year of a city.
func BenchmarkProve(b *testing.B) {
	x := city(b)
	for b.Loop() {
		r := Prove(x, at, 53)
		b.ReportMetric(float64(len(r.Lines)), "kinds")
		b.ReportMetric(float64(len(r.Holes)), "holes")
	}
}
