package order

import (
	"testing"
	"time"
)

// What was left of the finish limit when a hold began is left when it ends, and
// the ladder's steps move with it: nothing is lost and nothing is won.
func TestHoldPausesTheFinishClock(t *testing.T) {
	c := village(t)
	start := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	limit := c.Classes[0].Finish.Duration()
	for held := time.Minute; held < 40*24*time.Hour; held *= 3 {
		o := Order{State: Accepted, Category: c.Categories[0].Key, Start: start, LadderAt: start, FinishDue: start.Add(limit)}
		before, _ := c.Next(o)
		from := start.Add(limit / 4)
		o.State = Held
		o.Pause(from, from.Add(held))
		if due, ok := c.Next(o); !ok || due.Clock != "hold" || !due.At.Equal(from.Add(held)) {
			t.Fatalf("held for %v, the next step is %+v", held, due)
		}
		if a, f := o.Overdue(start.Add(100 * limit)); a || f {
			t.Errorf("held for %v, it is overdue", held)
		}
		o.State = Accepted
		o.Unpause(from.Add(held))
		after, _ := c.Next(o)
		if got := after.At.Sub(before.At); got != held {
			t.Errorf("held for %v, the next step came %v later", held, got)
		}
		if got := o.FinishDue.Sub(start.Add(limit)); got != held {
			t.Errorf("held for %v, the limit came %v later", held, got)
		}
		if !o.HeldAt.IsZero() || !o.HeldUntil.IsZero() {
			t.Error("the hold is still there")
		}
	}
}

// Nobody gives themselves more time: it takes the tier above.
func TestExtendedByTheTierAbove(t *testing.T) {
	for tier, want := range map[Tier]Relation{
		TierBuilding: Dispatcher | Officer | Owner, TierGrid: Dispatcher | Officer | Owner, TierCommunity: Officer | Owner, TierStreet: Owner,
	} {
		if got := ExtendedBy(tier); got != want {
			t.Errorf("tier %d: %v, want %v", tier, got, want)
		}
	}
}
