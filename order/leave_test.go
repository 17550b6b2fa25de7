package order

import (
	"slices"
	"testing"
	"time"
)

func TestCalled(t *testing.T) {
	c := village(t)
	roles := map[int64][]Member{
		1: {{1, RoleUnit, "", "prop"}}, 2: {{2, RoleUnit, "", "prop"}}, 3: {{3, RoleLeader, "g1", ""}}, 4: {{4, RoleWorker, "g1", ""}},
		5: {{5, RoleDispatcher, "xt", ""}}, 6: {{6, RoleLeader, "g2", ""}}, 7: {{7, RoleOwner, "", ""}},
	}
	of := func(person int64) ([]Member, error) { return roles[person], nil }
	leave := func(person, substitute int64) Leave {
		return Leave{Person: person, From: noon, Until: noon.Add(time.Hour), Substitute: substitute}
	}
	for _, x := range []struct {
		name   string
		people []int64
		away   []Leave
		want   []int64
	}{
		{"nobody is away", []int64{1, 2}, nil, []int64{1, 2}},
		{"the substitute, once", []int64{1, 2}, []Leave{leave(1, 2)}, []int64{2}},
		{"the others of the role", []int64{1, 2}, []Leave{leave(1, 0)}, []int64{2}},
		{"all away", []int64{1, 2}, []Leave{leave(1, 0), leave(2, 0)}, nil},
		{"the substitute is away, too", []int64{3}, []Leave{leave(3, 4), leave(4, 5)}, nil},
		{"a worker for the leader", []int64{3}, []Leave{leave(3, 4)}, []int64{4}},
		{"the dispatcher for the leader", []int64{3}, []Leave{leave(3, 5)}, []int64{5}},
		{"another grid's leader has no right to", []int64{3}, []Leave{leave(3, 6)}, nil},
		{"nobody but an owner for an owner", []int64{7}, []Leave{leave(7, 5)}, nil},
	} {
		away := Leaves{}
		for _, l := range x.away {
			away[l.Person] = l
		}
		var members []Member
		for _, p := range x.people {
			members = append(members, roles[p]...)
		}
		for at, want := range map[time.Duration][]int64{-time.Second: x.people, 0: x.want, time.Hour - time.Second: x.want, time.Hour: x.people} {
			got, err := c.Called(members, away, noon.Add(at), of)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%s, after %v: %v, want %v", x.name, at, got, want)
			}
		}
	}
}

// TestLent: standing in lends the roles of the place that one belongs to, and
// not those of others.
func TestLent(t *testing.T) {
	c := village(t)
	theirs := []Member{{3, RoleLeader, "g1", ""}, {3, RoleOwner, "", ""}, {3, RoleUnit, "", "prop"}}
	if got := c.Lent([]Member{{4, RoleWorker, "g1", ""}}, theirs); len(got) != 1 || got[0].Role != RoleLeader {
		t.Errorf("lent %v", got)
	}
	a := Actor{Person: 4, For: []int64{3}, Lent: theirs[:1]}
	o := Order{Area: "b3", State: Accepted, Taker: 3}
	if r := c.Relations(a, o, nil); r&(Leader|Substitute) != Leader|Substitute || r&(Taker|Owner) != 0 {
		t.Errorf("relations %v", r)
	}
}

func TestLeaveFrom(t *testing.T) {
	c := village(t)
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, c.Zone())
	today := DayOf(now)
	for last, until := range map[Day]string{today: "2026-11-24 00:00", today + 6: "2026-11-30 00:00", today - 1: "", today + 367: ""} {
		l, ok := c.LeaveFrom(1, now, last)
		if ok != (until != "") || ok && (l.Until.In(c.Zone()).Format("2006-01-02 15:04") != until || l.Last(c.Zone()) != last) {
			t.Errorf("until %v: %+v %v", last, l, ok)
		}
	}
}

func TestHitch(t *testing.T) {
	for _, x := range []struct {
		r    Reachability
		wake time.Time
		want Hitch
	}{
		{Reachability{Started: true}, time.Time{}, NoHitch},
		{Reachability{Started: true}, noon.Add(time.Hour), AsleepHitch},
		{Reachability{}, time.Time{}, NotStarted},
		{Reachability{Started: true, Blocked: true}, time.Time{}, Stopped},
		{Reachability{Started: true, Left: true}, time.Time{}, LeftGroup},
		{Reachability{Started: true, Leave: Leave{From: noon, Until: noon.Add(1)}}, noon.Add(time.Hour), OnLeave},
		{Reachability{Started: true, Leave: Leave{From: noon.Add(-1), Until: noon}}, time.Time{}, NoHitch},
	} {
		if got, _ := x.r.Hitch(noon, x.wake); got != x.want {
			t.Errorf("%+v: %q, want %q", x.r, got, x.want)
		}
	}
	c := village(t)
	c.QuietHours = Quiet{22 * 60, 7 * 60}
	night := time.Date(2026, 11, 23, 23, 0, 0, 0, c.Zone())
	if c.Awake(night, true, false) != night || c.Awake(night, false, true) != night || !c.Awake(night, false, false).After(night) {
		t.Error("only emergencies and who is on duty are called at night")
	}
}
