package order

import (
	"sort"
	"time"
)

// Load is what is known of a unit's work, for ranking.
type Load struct {
	Open      int           // orders it holds or is asked for
	Answer    time.Duration // how long it took to answer lately, on average
	Reachable bool          // it has a chat or a member that the bot can write to
	Month     int           // orders it took this month; counted only where its agreement has a quota
}

// Field is what is known of the units when an order is to be given to one.
type Field struct {
	Loads map[string]Load
	Asked []string  // units that were asked in this round
	Named string    // the unit that should have it, as whoever declined last said
	Now   time.Time // in the community's time zone
}

// Ranked is a unit in the dispatcher's list.
type Ranked struct {
	Unit    *Unit
	Part    Part
	Load    Load
	Asked   bool // it already has this order, or gave it back
	Named   bool // whoever declined last said that it is this unit's
	Barred  bool // the matter is reserved to a department, and the unit is none
	Expired bool // its agreement is over
	Full    bool // its quota of this month is used up
	near    int  // how small the area is that it works in, around the order
}

// Open reports whether the unit can be offered without a second thought.
func (r Ranked) Open() bool { return !r.Asked && !r.Barred && !r.Expired }

// Rank lists the units that work where the order lies. Those that can't or
// need not be asked come last: asked before, without a valid agreement, barred.
// Among the others the one that was named goes first, then duty decides (lead,
// assist, able), a quota that is left, reach, and the area; with less open work
// first, and the faster. Volunteers come after other units.
func (c *Community) Rank(o Order, f Field) []Ranked {
	var list []Ranked
	for i := range c.Units {
		u := &c.Units[i]
		near, works := c.near(u, o.Area)
		if !works {
			continue
		}
		l := f.Loads[u.Key]
		list = append(list, Ranked{Unit: u, Part: c.PartOf(u, o), Load: l, near: near,
			Asked: contains(f.Asked, u.Key), Named: f.Named == u.Key, Barred: c.Barred(u, o.Category),
			Expired: u.Agreement.Expired(f.Now), Full: u.Agreement.Quota > 0 && l.Month >= u.Agreement.Quota})
	}
	sort.SliceStable(list, func(i, j int) bool { return better(list[i], list[j]) })
	return list
}

func better(a, b Ranked) bool {
	switch {
	case a.Barred != b.Barred:
		return !a.Barred
	case a.Expired != b.Expired:
		return !a.Expired
	case a.Asked != b.Asked:
		return !a.Asked
	case a.Named != b.Named:
		return a.Named
	case a.Part != b.Part:
		return a.Part > b.Part
	case a.Full != b.Full:
		return !a.Full
	case a.Load.Reachable != b.Load.Reachable:
		return a.Load.Reachable
	case a.Unit.Volunteers != b.Unit.Volunteers:
		return !a.Unit.Volunteers
	case a.near != b.near:
		return a.near > b.near
	case a.Load.Open != b.Load.Open:
		return a.Load.Open < b.Load.Open
	}
	return a.Load.Answer < b.Load.Answer
}

// near is how small the smallest area is that the unit works in and that the
// order's area lies in; 0 for a unit that works everywhere.
func (c *Community) near(u *Unit, area string) (n int, works bool) {
	works = len(u.Areas) == 0
	for _, in := range u.Areas {
		if c.Within(area, in) {
			n, works = max(n, c.depthOf(in)), true
		}
	}
	return n, works
}

// WorksIn reports whether the unit works in the area.
func (c *Community) WorksIn(u *Unit, area string) bool {
	_, works := c.near(u, area)
	return works
}

// WidenTo is the unit to ask beside those asked already: the best reachable
// one on duty, else the volunteers; nil when there is nobody left. One whose
// quota is used up is asked only where there is no other. Nobody else's business
// goes to no volunteers by itself.
func (c *Community) WidenTo(o Order, f Field) *Unit {
	var full *Unit
	for _, r := range c.Rank(o, f) {
		if !r.Load.Reachable || !c.suits(o, r) {
			continue
		}
		if !r.Full {
			return r.Unit
		}
		if full == nil {
			full = r.Unit
		}
	}
	return full
}

// suits reports whether the clock may ask the unit for the order.
func (c *Community) suits(o Order, r Ranked) bool {
	return r.Open() && (r.Part != PartNone || r.Unit.Volunteers && !c.Sensitive(o.Category))
}

// ByRule is the unit to which a rule sends the order by itself; nil when there
// is none. What is over or used up in its agreement is for a person to decide,
// but danger does not wait for a paper.
func (c *Community) ByRule(o Order, f Field) *Unit {
	u := c.Unit(c.RuleUnit(o.Category, o.Area))
	switch {
	case u == nil || c.Barred(u, o.Category):
		return nil
	case c.ClassFor(o).Emergency:
		return u
	case u.Agreement.Expired(f.Now) || u.Agreement.Quota > 0 && f.Loads[u.Key].Month >= u.Agreement.Quota:
		return nil
	}
	return u
}
