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
	limit := c.Calendar.Length(c.Classes[0].Finish)
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
		c.Unpause(&o, from.Add(held))
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

// A working limit stands still outside of working time, held or not.
func TestHoldInWorkingTime(t *testing.T) {
	c := village(t)
	c.Classes[0].Finish = Limit{Days: 5}
	zone := c.Zone()
	at := func(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 0, 0, 0, zone) }
	o := Order{State: Accepted, Category: c.Categories[0].Key, Start: at(2, 10), FinishDue: c.Calendar.Add(at(2, 10), Limit{Days: 5})}
	if !o.FinishDue.Equal(at(9, 10)) {
		t.Fatalf("from Monday 10:00 five working days end %v", o.FinishDue)
	}
	o.Pause(at(6, 10), at(9, 10)) // from Friday, after four working days, to Monday
	c.Unpause(&o, at(9, 10))
	if !o.FinishDue.Equal(at(10, 10)) {
		t.Errorf("one working day is left on Monday 10:00, and it ends %v", o.FinishDue)
	}
	if full := c.Ladders.Finish.at(&c.Calendar, o.finishFrom(), c.Classes[0].Finish, o.FinishSpent, day, 1); !full.At.Equal(o.FinishDue) {
		t.Errorf("the ladder has its 100 %% at %v, the limit is over %v", full.At, o.FinishDue)
	}
	c.Prolong(&o, 3)
	if !o.FinishDue.Equal(at(13, 10)) {
		t.Errorf("three more working days end %v", o.FinishDue)
	}
	if full := c.Ladders.Finish.at(&c.Calendar, o.finishFrom(), c.Classes[0].Finish, o.FinishSpent, day, 1); !full.At.Equal(o.FinishDue) {
		t.Errorf("with more time, the ladder has its 100 %% at %v, the limit is over %v", full.At, o.FinishDue)
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
