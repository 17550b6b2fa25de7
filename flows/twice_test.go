package flows

import (
	"context"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// dispatches lists how the offers of the order stand, by unit.
func (w *setupWorld) dispatches(no int64) map[string]order.DispatchState {
	w.Helper()
	states := map[string]order.DispatchState{}
	err := w.db.Read(context.Background(), func(tx *store.Tx) error {
		list, err := tx.Dispatches(no)
		for _, d := range list {
			states[d.Unit] = d.State
		}
		return err
	})
	if err != nil {
		w.Fatal(err)
	}
	return states
}

// TestAcceptEndsTheOtherOffers: who takes an order takes it from everybody else
// who was asked, so that it can't be taken from them again.
func TestAcceptEndsTheOtherOffers(t *testing.T) {
	w := lateEvening(t)
	w.now = w.now.Add(91 * time.Minute) // widened to the volunteers
	w.due()
	if got := w.dispatches(1001); got["property"] != order.DispatchOffered || got["vests"] != order.DispatchOffered {
		t.Fatalf("two are asked: %v", got)
	}
	w.tap(zhao, zhao, "接单")
	if got := w.dispatches(1001); got["property"] != order.DispatchAccepted || got["vests"] != order.DispatchExpired {
		t.Errorf("after one has accepted: %v", got)
	}
}

// TestAfterALongSleep: whoever wakes up after a day does not say step after step
// what would have been said meanwhile. All climbs count, and one call is made.
func TestAfterALongSleep(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	w.give(liWang, order.RoleOwner, "", "")
	for _, p := range []int64{liWang, zhao, xiaoLi} {
		w.say(p, p, "/start")
	}
	w.say(xiaoLi, xiaoLi, "3号楼电梯坏了")
	w.tap(xiaoLi, xiaoLi, "提交")
	w.now = w.now.Add(26 * time.Hour)
	w.due()
	if o := w.order(1001); o.Tier < order.TierStreet || o.AcceptStep < 5 {
		t.Errorf("tier %v, %d steps", o.Tier, o.AcceptStep)
	}
	acts := map[order.Act]int{}
	err := w.db.Read(context.Background(), func(tx *store.Tx) error {
		lines, err := tx.History(1001)
		for _, e := range lines {
			if e.At.Equal(w.now) || e.At.After(w.now.Add(-time.Hour)) {
				acts[e.Act]++
			}
		}
		return err
	})
	if n := acts[order.Nudge] + acts[order.Climb]; err != nil || n != 1 {
		t.Errorf("%d steps are told as news: %v, %v", n, acts, err)
	}
}

// TestClockStartsWhenItWasSaid: a message that waited at Telegram's while the
// program was down is promised from when the resident sent it; a time that can't
// be is not believed.
func TestClockStartsWhenItWasSaid(t *testing.T) {
	for ago, believed := range map[time.Duration]time.Duration{2 * time.Hour: 2 * time.Hour, 0: 0, 30 * time.Hour: 0, -time.Hour: 0} {
		w := newSetupWorld(t)
		w.bound()
		w.message++
		w.handle(Input{Kind: Said, At: w.now.Add(-ago), Person: Person{ID: xiaoLi}, Chat: Chat{ID: gridOne},
			Message: Message{ID: w.message, Addressed: true, Text: "3号楼电梯坏了"}})
		o := w.order(1001)
		if got := w.now.Sub(o.Start); got.Round(time.Second) != believed {
			t.Errorf("sent %v ago, the clocks started %v ago", ago, got)
		}
	}
}
