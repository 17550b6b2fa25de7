package order

import (
	"slices"
	"time"
)

// Leave is that somebody is away. Orders go on: their clocks never move, others
// are called.
type Leave struct {
	Person     int64
	From       time.Time
	Until      time.Time // they are back at this moment
	Substitute int64     // who stands in and has agreed to; 0: nobody
	Asked      int64     // who was asked to stand in and has not answered; 0: nobody
}

// On reports whether the leave goes on.
func (l Leave) On(t time.Time) bool { return !t.Before(l.From) && t.Before(l.Until) }

// Last is the last day of the leave.
func (l Leave) Last(zone *time.Location) Day { return DayOf(l.Until.Add(-time.Second).In(zone)) }

// LeaveDays is how long a leave may be at most.
const LeaveDays = 366

// LeaveFrom is the leave that begins now and has this last day; ok is false
// when that day is over, or too far away.
func (c *Community) LeaveFrom(person int64, now time.Time, last Day) (l Leave, ok bool) {
	today := DayOf(now.In(c.Zone()))
	if last < today || last > today+LeaveDays {
		return Leave{}, false
	}
	return Leave{Person: person, From: now, Until: (last + 1).At(0, c.Zone())}, true
}

// Leaves are everybody's leaves, by person.
type Leaves map[int64]Leave

// Away finds the leave that the person is on.
func (l Leaves) Away(person int64, t time.Time) (Leave, bool) {
	x, ok := l[person]
	return x, ok && x.On(t)
}

// StandsFor lists whom the person stands in for.
func (l Leaves) StandsFor(person int64, t time.Time) []int64 {
	if _, away := l.Away(person, t); away || person == 0 {
		return nil
	}
	var list []int64
	for _, x := range l {
		if x.Substitute == person && x.On(t) {
			list = append(list, x.Person)
		}
	}
	slices.Sort(list)
	return list
}

// MayStandIn reports whether somebody with these roles may stand in for the
// member: they belong to the same unit, or have a role in the same area or in
// one that it lies in. Only an owner stands in for an owner.
func (c *Community) MayStandIn(m Member, roles []Member) bool {
	for _, r := range roles {
		switch {
		case r.Person == m.Person:
		case m.Role == RoleOwner:
			if r.Role == RoleOwner {
				return true
			}
		case m.Unit != "":
			if r.Unit == m.Unit {
				return true
			}
		case m.Area != "" && r.Area != "" && c.Within(m.Area, r.Area):
			return true
		}
	}
	return false
}

// Lent are the roles that somebody with the roles own has while they stand in
// for others, whose roles are theirs.
func (c *Community) Lent(own, theirs []Member) []Member {
	var list []Member
	for _, m := range theirs {
		if c.MayStandIn(m, own) {
			list = append(list, m)
		}
	}
	return list
}

// Called lists whom to call where these members would be: those who are there,
// and the substitute of who is not. nobody twice. The list is empty when
// all of them are away and nobody stands in: then the next above are called.
func (c *Community) Called(members []Member, leaves Leaves, t time.Time, roles func(int64) ([]Member, error)) ([]int64, error) {
	var people []int64
	add := func(person int64) {
		if !contains(people, person) {
			people = append(people, person)
		}
	}
	for _, m := range members {
		l, away := leaves.Away(m.Person, t)
		if !away {
			add(m.Person)
			continue
		}
		if _, too := leaves.Away(l.Substitute, t); l.Substitute == 0 || too {
			continue
		}
		own, err := roles(l.Substitute)
		if err != nil {
			return nil, err
		}
		if c.MayStandIn(m, own) { // roles may have gone since they agreed
			add(l.Substitute)
		}
	}
	return people, nil
}
