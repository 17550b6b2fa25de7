package proof

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin/order"
)

func TestTownHasNoHoles(t *testing.T) {
	r := Prove(town(t, nil), at, 53)
	for _, h := range r.Holes {
		t.Errorf("%+v", h)
	}
	if !r.Exact || len(r.Lines) != 15 {
		t.Errorf("exact: %v, %d lines", r.Exact, len(r.Lines))
	}
}

// holed are territories with a hole each: what was done to the town, and what
// must be found: metric, some kind of order, how long, why, and what closes it.
var holed = []struct {
	name   string
	dig    func(*Territory)
	metric Metric
	kind   Kind
	delay  time.Duration
	when   string
	why    string
	remedy string
}{
	{"nobody has joined", func(t *Territory) { t.Members, t.People = nil, nil },
		First, Kind{"lift", "g1"}, Never, "always", "nobody dispatcher c1", "invite dispatcher c1"},
	{"nobody has pressed Start", func(t *Territory) { t.only() },
		First, Kind{"fire", "g2"}, Never, "always", "unstarted owner 1", "start firm 5"},
	{"a category without a rule, and no desk", func(t *Territory) { t.only(zhao, qian, sun) },
		First, Kind{"other", "c1"}, Never, "always", "unstarted dispatcher c1 2", "start dispatcher c1 2"},
	{"one community has nobody at all", func(t *Territory) {
		t.drop(order.RoleDispatcher, "c2")
		t.drop(order.RoleLeader, "g2")
		t.drop(order.RoleOfficer, "")
		t.drop(order.RoleOwner, "")
		t.drop(order.RoleVolunteer, "")
	}, First, Kind{"other", "c2"}, Never, "always", "nobody dispatcher c2", "invite dispatcher c2"},
	{"one community has only volunteers", func(t *Territory) {
		t.drop(order.RoleDispatcher, "c2")
		t.drop(order.RoleLeader, "g2")
		t.drop(order.RoleOfficer, "")
		t.drop(order.RoleOwner, "")
	}, First, Kind{"other", "c2"}, 15 * time.Hour, "weekly", "nobody dispatcher c2", "invite dispatcher c2"},
	{"no owner", func(t *Territory) { t.drop(order.RoleOwner, "") },
		Owner, Kind{"fire", "b1"}, Never, "always", "nobody owner", "invite owner"},
	{"the owner has not pressed Start", func(t *Territory) { t.only(zhou, zhou2, sun, sun2, han, zhao, mei) },
		Owner, Kind{"lift", "g1"}, Never, "always", "unstarted owner 1", "start owner 1"},
	{"the owner stopped the bot", func(t *Territory) { t.person(wu).Blocked = true },
		Owner, Kind{"other", "c2"}, Never, "always", "blocked owner 1", "unblock owner 1"},
	{"the owner is away for three weeks", func(t *Territory) { t.away(wu, "2026-12-07 00:00", "2026-12-28 00:00") },
		Owner, Kind{"fire", "c1"}, 21*24*time.Hour + 30*time.Minute, "dates", "away owner 1", "invite owner"},
	{"one person is everything", func(t *Territory) {
		t.only(zhou)
		t.Members = append(t.Members, order.Member{Person: zhou, Role: order.RoleOwner}, order.Member{Person: zhou, Role: order.RoleDispatcher, Area: "c2"})
	}, Second, Kind{"lift", "g1"}, Never, "always", "alone 2", "start firm 5"},
	{"only the owner is left", func(t *Territory) { t.only(wu) },
		Second, Kind{"fire", "g1"}, Never, "always", "alone 1", "start firm 5"},
	{"the firm's group is somebody, and nobody knows who", func(t *Territory) {
		t.only(zhou)
		t.drop(order.RoleUnit, "")
		t.drop(order.RoleOwner, "")
		t.drop(order.RoleVolunteer, "")
		t.Members = append(t.Members, order.Member{Person: zhou, Role: order.RoleOwner})
		t.Chats = []Chat{{ID: -1, Title: "firm's group", Unit: "firm", Active: true}}
	}, Second, Kind{"lift", "c1"}, Never, "always", "alone 2", "start officer s 4"},
	{"the bot was put out of the firm's group", func(t *Territory) {
		t.only()
		t.drop(order.RoleUnit, "")
		t.Chats = []Chat{{ID: -1, Title: "firm's group", Unit: "firm"}}
	}, First, Kind{"lift", "c1"}, Never, "always", "gone firm firm's group", "rejoin firm firm's group"},
	{"the bot was put out of the desk's group", func(t *Territory) {
		t.only()
		t.Chats = []Chat{{ID: -1, Title: "desk", Purpose: Desk, Area: "c1"}}
	}, First, Kind{"other", "g1"}, Never, "always", "gone dispatcher c1 desk", "rejoin dispatcher c1 desk"},
	{"the desk's group is of the grid, where nobody looks", func(t *Territory) {
		t.only()
		t.Chats = []Chat{{ID: -1, Title: "desk", Purpose: Desk, Area: "g1", Active: true}}
	}, First, Kind{"other", "g1"}, Never, "always", "unstarted dispatcher c1 2", "start dispatcher c1 2"},
	{"the dispatcher was made one of a grid", func(t *Territory) {
		t.only(zhou)
		t.drop(order.RoleDispatcher, "c1")
		t.Members = append(t.Members, order.Member{Person: zhou, Role: order.RoleDispatcher, Area: "g1"})
	}, First, Kind{"other", "g1"}, Never, "always", "nobody dispatcher c1", "start leader g1 3"},
	{"all are away over the same weekend", func(t *Territory) {
		for id := wu; id <= sun2; id++ {
			t.away(id, "2026-12-05 00:00", "2026-12-07 00:00")
		}
	}, First, Kind{"lift", "g1"}, 81 * time.Hour, "dates", "away dispatcher c1 2", "invite dispatcher c1"},
	{"the desk and the owner are away on one afternoon", func(t *Territory) {
		t.only(wu, zhou)
		t.away(zhou, "2026-12-01 12:00", "2026-12-01 20:00")
		t.away(wu, "2026-12-01 12:00", "2026-12-01 20:00")
	}, First, Kind{"lift", "g1"}, 24*time.Hour + 90*time.Minute, "dates", "away owner 1", "start firm 5"},
	{"the second is away", func(t *Territory) {
		t.only(zhou, wu)
		t.away(wu, "2026-12-01 00:00", "2026-12-06 00:00")
	}, Second, Kind{"fire", "g1"}, 5*24*time.Hour + 30*time.Minute, "dates", "away owner 1", "start firm 5"},
	{"the first step comes too late for the night", func(t *Territory) {
		t.Community.Ladders.Accept = order.Ladder{{At: 900, Do: order.StepNudge}, {At: 1000, Do: order.StepClimb}}
	}, First, Kind{"lift", "g1"}, 4*time.Hour + 30*time.Minute, "weekly", "quiet", "ladder"},
	{"the steps never climb", func(t *Territory) {
		t.only(sun, wu, zhao)
		t.drop(order.RoleUnit, "")
		t.Members = append(t.Members, order.Member{Person: wu, Role: order.RoleDispatcher, Area: "c1"})
		t.Community.Ladders.Accept = order.Ladder{{At: 50, Do: order.StepNudge}}
	}, Second, Kind{"other", "c1"}, Never, "always", "alone 1", "invite dispatcher c1"},
	{"a unit of one building cannot be reached", func(t *Territory) {
		t.only()
		t.Community.Units = append(t.Community.Units, order.Unit{Key: "locks", Name: name("locks")})
		t.Community.Rules = append(t.Community.Rules, order.DispatchRule{Category: "other", Area: "b1", Unit: "locks"})
	}, First, Kind{"other", "b1"}, Never, "always", "nobody locks", "start dispatcher c1 2"},
	{"the owner hears only of the day after, and is away then", func(t *Territory) {
		for day := 1; day < 30; day++ { // at the desk in the morning, away from noon on
			t.away(wu, fmt.Sprintf("2026-12-%02d 11:00", day), fmt.Sprintf("2026-12-%02d 09:00", day+1))
		}
	}, Owner, Kind{"fire", "g1"}, 30*24*time.Hour + 30*time.Minute, "dates", "away owner 1", "invite owner"},
	{"which unit is widened to decides, and one is the same man", func(t *Territory) {
		t.only(zhao)
		t.drop(order.RoleUnit, "")
		t.drop(order.RoleVolunteer, "")
		t.Community.Units = append(t.Community.Units, order.Unit{Key: "a", Name: name("a"), Categories: []string{"lift"}},
			order.Unit{Key: "b", Name: name("b"), Categories: []string{"lift"}})
		t.Members = append(t.Members, order.Member{Person: zhao, Role: order.RoleUnit, Unit: "firm"},
			order.Member{Person: zhao, Role: order.RoleUnit, Unit: "a"}, order.Member{Person: qian, Role: order.RoleUnit, Unit: "b"})
		t.person(qian).Started = true
	}, Second, Kind{"lift", "c1"}, Never, "always", "unstarted dispatcher c1 2", "start dispatcher c1 2"},
	{"an agreement ends, and nobody else can be reached", func(t *Territory) {
		t.only(zhao)
		t.Community.Units[0].Agreement.Until = "2026-12-31"
	}, First, Kind{"lift", "g1"}, Never, "dates", "ended firm 2026-12-31", "renew firm"},
	{"an agreement that ends leaves only one", func(t *Territory) {
		t.only(zhao, wu)
		t.Community.Units[0].Agreement.Until = "2026-12-31"
	}, Second, Kind{"lift", "b1"}, Never, "dates", "ended firm 2026-12-31", "renew firm"},
	{"over the holidays nobody looks after one grid", func(t *Territory) {
		t.only(zhou2, sun2, wu)
		for _, id := range []int64{zhou2, sun2, wu} {
			t.away(id, "2027-02-06 00:00", "2027-02-13 00:00")
		}
	}, First, Kind{"fire", "g2"}, 7*24*time.Hour + 30*time.Minute, "dates", "away owner 1", "start firm 5"},
}

// TestHoles digs every hole and wants it found, by its name.
func TestHoles(t *testing.T) {
	if len(holed) < 20 {
		t.Errorf("only %d territories have holes", len(holed))
	}
	for _, x := range holed {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			r := Prove(town(t, x.dig), at, 14)
			var seen []string
			for _, h := range r.Holes {
				said := fmt.Sprint(h.Metric, " ", h.Delay, " ", kindOf(h.When), " why ", reasons(h.Why), " remedy ", remedies(h.Remedy))
				seen = append(seen, fmt.Sprint(said, " ", h.Kinds))
				if h.Metric != x.metric || !slices.Contains(h.Kinds, x.kind) {
					continue
				}
				if h.Delay != x.delay || kindOf(h.When) != x.when || !strings.Contains(reasons(h.Why), x.why) || remedies(h.Remedy) != x.remedy {
					t.Errorf("found, but as %s; wanted %s %s, %s, %s", said, x.delay, x.when, x.why, x.remedy)
				}
				return
			}
			t.Errorf("not found; only:\n%s", strings.Join(seen, "\n"))
		})
	}
}

func kindOf(w When) string {
	switch {
	case w.Always:
		return "always"
	case w.Weekly != nil:
		return "weekly"
	}
	return "dates"
}

func reasons(list []Reason) string {
	var words []string
	for _, x := range list {
		words = append(words, phrase(x.Code, string(x.Role), x.Area, x.Unit, x.Person, x.Chat, x.Day))
	}
	return strings.Join(words, ", ")
}

func remedies(list []Remedy) string {
	var words []string
	for _, x := range list {
		words = append(words, phrase(x.Code, string(x.Role), x.Area, x.Unit, x.Person, x.Chat))
	}
	return strings.Join(words, ", ")
}

func phrase(parts ...any) string {
	var words []string
	for _, p := range parts {
		if s := fmt.Sprint(p); s != "" && s != "0" {
			words = append(words, s)
		}
	}
	return strings.Join(words, " ")
}

// TestEndingAgreement: an agreement that ends within the year is named as a weak
// place although the dispatcher still is there; danger does not wait for a paper.
func TestEndingAgreement(t *testing.T) {
	ending := func(until order.Date) (list []Note) {
		r := Prove(town(t, func(x *Territory) { x.Community.Units[0].Agreement.Until = until }), at, 14)
		if len(r.Holes) > 0 {
			t.Errorf("until %s: %+v", until, r.Holes)
		}
		for _, n := range r.Notes {
			if n.Code == WhyEnded {
				list = append(list, n)
			}
		}
		return list
	}
	for until, from := range map[order.Date]string{"2026-12-31": "2027-01-01 00:00", "2026-11-23": "2026-11-24 00:00", "2026-11-01": "", "2026-11-22": ""} {
		list := ending(until)
		if len(list) != 1 || list[0].Unit != "firm" || list[0].Day != until || !slices.Equal(list[0].Kinds, []string{"lift"}) {
			t.Errorf("until %s: %+v", until, list)
			continue
		}
		got := ""
		if !list[0].From.IsZero() {
			got = list[0].From.Format("2006-01-02 15:04")
		}
		if got != from {
			t.Errorf("until %s: from %q, not %q", until, got, from)
		}
	}
	for _, until := range []order.Date{"", "2027-11-01"} {
		if list := ending(until); list != nil {
			t.Errorf("until %q: %+v", until, list)
		}
	}
}
