package order

import "time"

// A hold lasts as many days as whoever holds the order says, of these. More
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
// left again.
func (o *Order) Unpause(now time.Time) {
	o.moveFinish(now.Sub(o.HeldAt))
	o.HeldAt, o.HeldUntil = time.Time{}, time.Time{}
}

// Prolong gives the order more time.
func (o *Order) Prolong(days int) { o.moveFinish(day * time.Duration(days)) }

func (o *Order) moveFinish(by time.Duration) {
	o.FinishFrom, o.FinishDue = o.finishFrom().Add(by), o.FinishDue.Add(by)
}

func (o Order) finishFrom() time.Time {
	if o.FinishFrom.IsZero() {
		return o.Start
	}
	return o.FinishFrom
}
