package order

import "time"

// What happens to an order by itself when nobody ever does anything can be
// told beforehand. These are the questions that need no order in the store.

// Fresh is an order as it stands when it was just made: new, at its first
// tier, with both clocks started.
func (c *Community) Fresh(category, area string, start time.Time) Order {
	class := c.ClassOf(category)
	return Order{Area: area, Category: category, State: New, Tier: c.EntryTier(area), Intake: start, Start: start, LadderAt: start,
		AcceptDue: start.Add(class.Accept.Duration()), FinishDue: start.Add(class.Finish.Duration())}
}

// StepOf is the i-th step of the order's accept ladder, while nobody accepts it.
// There is always one: the daily step has no end.
func (c *Community) StepOf(o Order, i int) Due {
	o.State, o.AcceptStep = New, i
	due, _ := c.Next(o)
	return due
}

// Awake is the first moment from at on at which people hear of what the clock
// does to an order of this category. Emergencies let nobody sleep.
func (c *Community) Awake(category string, at time.Time) time.Time {
	if c.ClassOf(category).Emergency {
		return at
	}
	return c.QuietHours.Wake(at, c.Zone())
}
