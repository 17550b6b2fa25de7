package order

import "time"

// What happens to an order by itself when nobody ever does anything can be
// told beforehand. These are the questions that need no order in the store.

// Fresh is an order as it stands when it was just made: new, at its first
// tier, with both clocks started.
func (c *Community) Fresh(category, area string, start time.Time) Order {
	here := c.At(area)
	class := here.ClassOf(category)
	tier := c.EntryTier(category, area)
	return Order{Area: area, Category: category, State: New, Tier: tier, Entry: tier, Intake: start, Start: start, LadderAt: start,
		AcceptDue: here.Calendar.Add(start, class.Accept), FinishDue: here.Calendar.Add(start, class.Finish)}
}

// StepOf is the i-th step of the order's accept ladder, while nobody accepts it.
// There is always one: the daily step has no end.
func (c *Community) StepOf(o Order, i int) Due {
	due := c.At(o.Area).acceptStep(o, i)
	due.Clock = "accept"
	return due
}

// LeavesBuilding is when the order goes from its building's first responder to
// the grid, while nobody does anything.
func (c *Community) LeavesBuilding(o Order) time.Time { return c.At(o.Area).buildingStep(o).At }

// HeardAt is the first moment from at on at which people hear of what the clock
// does to an order of this category that lies here, unless they are on duty. The
// place of the order counts, not where they are.
func (c *Community) HeardAt(category string, at time.Time) time.Time {
	return c.Awake(at, c.ClassOf(category).Emergency, false)
}

// Choices lists the units between which WidenTo chooses for an order, the best
// first: those of which only their work, their quota, or whether they can be
// reached, decides who goes first, stand together. Agreements that are over by
// then are not taken out.
func (c *Community) Choices(category, area string) [][]*Unit {
	o := Order{Category: category, Area: area}
	var list [][]*Unit
	var before Ranked
	for _, r := range c.Rank(o, Field{}) {
		if !c.suits(o, r) {
			continue
		}
		if len(list) == 0 || r.Part != before.Part || r.Unit.Volunteers != before.Unit.Volunteers || r.near != before.near {
			list = append(list, nil)
		}
		before = r
		list[len(list)-1] = append(list[len(list)-1], r.Unit)
	}
	return list
}
