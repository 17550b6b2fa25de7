package proof

import (
	"testing"
	"time"

	"huiyin/order"
)

// everyDay is a turn of every day.
func everyDay(person int64, from, to int) order.Rota {
	return order.Rota{Weekly: []order.Weekly{{Days: 1<<7 - 1, From: from * 60, To: to * 60, Person: person}}}
}

// nights are extra turns of Zhao's, each of one night, from one day to another,
// counted from at.
func nights(from, to int) (r order.Rota) {
	for day := from; day < to; day++ {
		r.AddTurn(order.Turn{Day: order.DayOf(at) + order.Day(day) - 1, From: 22 * 60, To: 7 * 60, Person: zhao})
	}
	return r
}

// TestWatch: what leave, duty and the catalogue make of the bounds.
func TestWatch(t *testing.T) {
	const night = 24*60 + 23*60 // Tuesday, 23:00
	for _, c := range []struct {
		name    string
		change  func(*Territory)
		kind    Kind
		minute  int
		metric  Metric
		delay   time.Duration
		maximum bool // of the week
	}{
		{"asleep without a rota", nil, Kind{"lift", "g1"}, night, First, 8 * time.Hour, false},
		{"on duty in the night", func(x *Territory) { x.Rotas = []Rota{{Unit: "firm", Rota: everyDay(zhao, 22, 7)}} },
			Kind{"lift", "g1"}, night, First, 0, false},
		{"on duty in the night, besides a group", func(x *Territory) {
			x.Rotas = []Rota{{Unit: "firm", Rota: everyDay(zhao, 22, 7)}}
			x.Chats = []Chat{{ID: -1, Unit: "firm", Active: true}}
		}, Kind{"lift", "g1"}, night, First, 0, false},
		{"on duty, and never pressed Start", func(x *Territory) {
			x.Rotas = []Rota{{Unit: "firm", Rota: everyDay(zhao, 22, 7)}}
			x.person(zhao).Started = false
		}, Kind{"lift", "g1"}, night, First, 8 * time.Hour, false},
		{"duty begins with the nudge", func(x *Territory) { x.Rotas = []Rota{{Unit: "firm", Rota: everyDay(zhao, 23, 7)}} },
			Kind{"lift", "g1"}, night - 10, First, 15 * time.Minute, false},
		{"the second hears in the morning", func(x *Territory) { x.Rotas = []Rota{{Unit: "firm", Rota: everyDay(zhao, 22, 7)}} },
			Kind{"lift", "g1"}, night, Second, 8 * time.Hour, false},
		{"an extra turn in each night", func(x *Territory) { x.Rotas = []Rota{{Unit: "firm", Rota: nights(0, 21)}} },
			Kind{"lift", "g1"}, night, First, 0, false},
		{"one night without its extra turn", func(x *Territory) {
			x.Rotas = []Rota{{Unit: "firm", Rota: order.Rota{Extra: append(nights(0, 9).Extra, nights(10, 21).Extra...)}}}
		}, Kind{"lift", "g1"}, night, First, 8 * time.Hour, false},
		{"on leave with a substitute", func(x *Territory) {
			x.away(zhou, "2026-11-23 00:00", "2026-12-07 00:00")
			x.person(zhou).Away[0].Substitute = han
			x.only(zhou, han, wu)
		}, Kind{"other", "g1"}, 12 * 60, First, 0, false},
		{"a department's matter goes to no volunteers and no leader", func(x *Territory) {
			x.Community.Categories[2].Reserved = true
			x.only(zhou, wu, mei, sun)
			x.person(zhou).Blocked = true
		}, Kind{"other", "g1"}, 12 * 60, Second, Never, true},
		{"an agreement that is over stops the rule", func(x *Territory) {
			x.Community.Units[0].Agreement.Until = "2026-11-01"
			x.only(zhao, wu)
		}, Kind{"lift", "g1"}, 12 * 60, Second, Never, true},
		{"danger does not wait for a paper", func(x *Territory) {
			x.Community.Units[0].Agreement.Until = "2026-11-01"
			x.only(zhao, wu)
		}, Kind{"fire", "g1"}, 12 * 60, Second, 0, true},
		{"a quota may be used up", func(x *Territory) {
			x.Community.Units[0].Agreement.Quota = 5
			x.only(zhao, wu)
		}, Kind{"lift", "g1"}, 12 * 60, Second, 45 * time.Minute, false},
	} {
		r := Prove(town(t, c.change), at, 2)
		for _, l := range r.Lines {
			if (Kind{l.Category, l.Area}) != c.kind {
				continue
			}
			if got := l.Bounds[c.metric].At(c.minute); got != c.delay {
				t.Errorf("%s: %v, not %v", c.name, got, c.delay)
			}
			if got := l.Bounds[c.metric].Delay; c.maximum && got != c.delay {
				t.Errorf("%s: at most %v, not %v", c.name, got, c.delay)
			}
		}
	}
}

// BenchmarkWatch is a year of a city with rotas.
func BenchmarkWatch(b *testing.B) {
	x := city(b)
	for i, u := range []string{"firm", "u1", "u2", "u3", "u5"} {
		people := x.of(u)
		if len(people) == 0 {
			continue
		}
		r := everyDay(people[0], 8+i%2, 20)
		r.Weekly = append(r.Weekly, everyDay(people[len(people)-1], 20, 8+i%2).Weekly...)
		x.Rotas = append(x.Rotas, Rota{Unit: u, Rota: r})
	}
	for b.Loop() {
		Prove(x, at, 53)
	}
}
