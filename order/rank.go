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
}

// Ranked is a unit in the dispatcher's list.
type Ranked struct {
	Unit  *Unit
	Duty  bool // a rule or its own list of categories names it for this
	Load  Load
	Asked bool // it already has this order, or gave it back
}

// Rank lists the units that work where the order lies: those on duty for the
// category first, then those not asked yet, reachable, with less open work,
// and faster. Volunteers come after other units.
func (c *Community) Rank(o Order, loads map[string]Load, asked []string) []Ranked {
	var list []Ranked
	for i := range c.Units {
		u := &c.Units[i]
		if !c.WorksIn(u, o.Area) {
			continue
		}
		duty := contains(u.Categories, o.Category) || c.RuleUnit(o.Category, o.Area) == u.Key
		list = append(list, Ranked{Unit: u, Duty: duty, Load: loads[u.Key], Asked: contains(asked, u.Key)})
	}
	sort.SliceStable(list, func(i, j int) bool { return better(list[i], list[j]) })
	return list
}

func better(a, b Ranked) bool {
	switch {
	case a.Asked != b.Asked:
		return !a.Asked
	case a.Duty != b.Duty:
		return a.Duty
	case a.Load.Reachable != b.Load.Reachable:
		return a.Load.Reachable
	case a.Unit.Volunteers != b.Unit.Volunteers:
		return !a.Unit.Volunteers
	case a.Load.Open != b.Load.Open:
		return a.Load.Open < b.Load.Open
	}
	return a.Load.Answer < b.Load.Answer
}

// WorksIn reports whether the unit works in the area.
func (c *Community) WorksIn(u *Unit, area string) bool {
	if len(u.Areas) == 0 {
		return true
	}
	for _, in := range u.Areas {
		if c.Within(area, in) {
			return true
		}
	}
	return false
}

// RuleUnit is the unit that a rule names for the category and the area, empty
// when there is none. A rule for a smaller area beats one for a larger.
func (c *Community) RuleUnit(category, area string) string {
	best, unit := -1, ""
	for _, r := range c.Rules {
		if r.Category != category || (r.Area != "" && !c.Within(area, r.Area)) {
			continue
		}
		d := 0
		if a := c.Area(r.Area); a != nil {
			d = depth(a.Kind)
		}
		if d > best {
			best, unit = d, r.Unit
		}
	}
	return unit
}

// WidenTo is the unit to ask beside those asked already: the best reachable
// one on duty, else the volunteers; nil when there is nobody left.
func (c *Community) WidenTo(o Order, loads map[string]Load, asked []string) *Unit {
	for _, r := range c.Rank(o, loads, asked) {
		if !r.Asked && r.Load.Reachable && (r.Duty || r.Unit.Volunteers) {
			return r.Unit
		}
	}
	return nil
}
