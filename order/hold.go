package order

import "time"

// HoldDays are how many days a hold can last. More
// than two weeks are not a hold: such an order belongs to somebody else.
var HoldDays = []int{1, 3, 7, 14}

// ExtendDays are the extensions that can be asked for.
var ExtendDays = []int{3, 7}

// HoldReasons are why an order may wait, or take longer. Each has its words in
// the texts, because the resident reads them.
var HoldReasons = []string{"parts", "away", "weather", "approval", "others"}

// ExtendedBy is who may give an order more time: the tier above the one that
// holds it, or one higher.
func ExtendedBy(t Tier) Relation {
	switch {
	case t <= TierGrid:
		return Dispatcher | Officer | Owner
	case t == TierCommunity:
		return Officer | Owner
	}
	return Owner
}

// Pause begins a hold.
func (o *Order) Pause(now, until time.Time) { o.HeldAt, o.HeldUntil = now, until }

// Unpause ends the hold: what was left of the finish limit when it began is
// left again, counted in the limit's own kind of time.
func (c *Community) Unpause(o *Order, now time.Time) {
	c = c.At(o.Area)
	limit := c.finishLimit(*o)
	o.FinishSpent += c.Calendar.between(limit, o.finishFrom(), o.HeldAt)
	o.FinishDue = c.Calendar.after(limit, now, c.Calendar.between(limit, o.HeldAt, o.FinishDue))
	o.FinishFrom = now
	o.HeldAt, o.HeldUntil = time.Time{}, time.Time{}
}

// Prolong gives the order more days: working days if its limit is in working
// time.
func (c *Community) Prolong(o *Order, days int) {
	c = c.At(o.Area)
	limit := c.finishLimit(*o)
	more := ClockTime(day * time.Duration(days))
	if limit.Working() {
		more = Limit{Days: days}
	}
	o.FinishFrom = o.finishFrom()
	o.FinishSpent -= c.Calendar.Length(more)
	o.FinishDue = c.Calendar.Add(o.FinishDue, more)
}

func (o Order) finishFrom() time.Time {
	if o.FinishFrom.IsZero() {
		return o.Start
	}
	return o.FinishFrom
}
