package flows

import (
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// finished is a world in which order 1001 was taken and reported done.
func finished(t *testing.T) *setupWorld { return finishedWith(t, func(*setupWorld) {}) }

func finishedWith(t *testing.T, before func(*setupWorld)) *setupWorld {
	w := newSetupWorld(t)
	before(w)
	w.give(liWang, order.RoleOwner, "", "")
	w.give(zhao, order.RoleUnit, "", "property")
	for _, p := range []int64{liWang, zhao, xiaoLi} {
		w.say(p, p, "/start")
	}
	w.say(xiaoLi, xiaoLi, "3号楼电梯坏了")
	w.tap(xiaoLi, xiaoLi, "提交")
	w.tap(zhao, zhao, "接单")
	w.tap(zhao, zhao, "已办结")
	w.say(zhao, zhao, "修好了")
	return w
}

func (w *setupWorld) order(no int64) (o order.Order) {
	w.Helper()
	w.write(func(tx *store.Tx) (err error) { o, err = tx.Order(no); return err })
	return o
}

func TestReopenWithinThirtyDays(t *testing.T) {
	for after, want := range map[time.Duration]string{30 * 24 * time.Hour: "重新办理", 30*24*time.Hour + time.Second: "过了时间"} {
		w := finished(t)
		w.press(xiaoLi, xiaoLi, 1, data("rate", int64(1001), 1))
		w.now = w.now.Add(after)
		first := w.press(xiaoLi, xiaoLi, 1, data("reopen", int64(1001)))
		if again := strings.Contains(first.Text, "再点一次"); again != (want == "重新办理") || w.order(1001).State != order.Closed {
			t.Errorf("after %s, the first tap: %q, and the order is %s", after, first.Text, w.order(1001).State)
		}
		if a := w.press(xiaoLi, xiaoLi, 1, data("reopen", int64(1001))); !strings.Contains(a.Text, want) {
			t.Errorf("after %s: %q, want %q", after, a.Text, want)
		}
	}
}

// quietly lets nobody be woken between ten and seven, closes orders after so
// long a silence, and shows the local time at which the story goes on.
func (w *setupWorld) quietly(closeAfter time.Duration) func(at string) {
	w.Helper()
	c := setupCommunity()
	c.QuietHours, c.CloseAfter = order.Quiet{From: 22 * 60, To: 7 * 60}, order.Span(closeAfter)
	w.write(func(tx *store.Tx) error { return tx.SaveCommunity(c, 0) })
	return func(at string) {
		w.Helper()
		t, err := time.ParseInLocation("02 15:04", at, time.FixedZone("CST", 8*3600))
		if err != nil {
			w.Fatal(err)
		}
		w.now = t.AddDate(2026, 10, 0)
		w.due()
	}
}

// Who hears only in the morning that an order will be closed has as much time
// from then on as others have, and is told the right time.
func TestClosingLeavesTimeAfterTheNight(t *testing.T) {
	w := finishedWith(t, func(w *setupWorld) {
		w.quietly(9 * time.Hour)("23 17:30") // done at 17:30, so the notice is due at 23:30 and the end at 02:30
	})
	at := w.quietly(9 * time.Hour)
	w.clear(xiaoLi)
	at("23 23:30")
	w.seesNot(xiaoLi, "请您评价")
	for _, x := range []string{"24 02:30", "24 06:59", "24 07:00", "24 09:59"} {
		at(x)
		if o := w.order(1001); o.State != order.Done {
			t.Fatalf("at %s it is %s", x, o.State)
		}
	}
	w.sees(xiaoLi, "#1001 请您评价。不评价的话，10:00 自动归档。")
	at("24 10:00")
	if o := w.order(1001); o.State != order.Closed {
		t.Errorf("it is %s", o.State)
	}
}

// After downtime the notice and the end are both overdue: the end waits.
func TestClosingAfterDowntime(t *testing.T) {
	w := finishedWith(t, func(w *setupWorld) { w.quietly(9 * time.Hour)("23 09:00") })
	at := w.quietly(9 * time.Hour)
	w.clear(xiaoLi)
	at("23 20:00")
	w.sees(xiaoLi, "不评价的话，23:00 自动归档。")
	if o := w.order(1001); o.State != order.Done {
		t.Errorf("it is %s", o.State)
	}
	at("23 23:00")
	if o := w.order(1001); o.State != order.Closed {
		t.Errorf("it is %s", o.State)
	}
}

// Who judges at night is not asked again in the morning.
func TestClosingIsNotSaidToWhoJudged(t *testing.T) {
	w := finishedWith(t, func(w *setupWorld) { w.quietly(9 * time.Hour)("23 17:30") })
	at := w.quietly(9 * time.Hour)
	at("23 23:30")
	w.press(xiaoLi, xiaoLi, 1, data("rate", int64(1001), 1))
	at("24 07:00")
	w.seesNot(xiaoLi, "请您评价")
}

// A second thought about the rating must not keep an order reopenable for ever.
func TestRatingAgainDoesNotLengthenTheTime(t *testing.T) {
	w := finished(t)
	w.press(xiaoLi, xiaoLi, 1, data("rate", int64(1001), 1))
	ended := w.order(1001).EndedAt
	w.now = w.now.Add(20 * 24 * time.Hour)
	w.press(xiaoLi, xiaoLi, 1, data("rate", int64(1001), 3))
	if o := w.order(1001); !o.EndedAt.Equal(ended) || o.Rating != order.Dissatisfied {
		t.Errorf("ended %s, rated %d", o.EndedAt, o.Rating)
	}
	w.now = w.now.Add(11 * 24 * time.Hour)
	if a := w.press(xiaoLi, xiaoLi, 1, data("rate", int64(1001), 1)); !strings.Contains(a.Text, "过了时间") {
		t.Errorf("rated after a month: %q", a.Text)
	}
}

// Only refusals send an order up: who gives it back later does not count.
func TestReleaseAfterThreeDeclinesDoesNotClimb(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.give(zhao, order.RoleUnit, "", "property")
	for _, p := range []int64{liWang, zhao, xiaoLi} {
		w.say(p, p, "/start")
	}
	w.say(xiaoLi, xiaoLi, "3号楼电梯坏了")
	w.tap(xiaoLi, xiaoLi, "提交")
	for range order.ClimbAfterDeclines {
		w.press(zhao, zhao, 1, data("decline", int64(1001), "busy"))
		w.press(liWang, liWang, 1, data("offer", int64(1001), "property"))
	}
	if o := w.order(1001); o.Tier != order.TierCommunity {
		t.Errorf("after three refusals at tier %d", o.Tier)
	}
	w.press(zhao, zhao, 1, data("accept", int64(1001)))
	w.press(zhao, zhao, 1, data("release", int64(1001), "parts"))
	if o := w.order(1001); o.State != order.New || o.Tier != order.TierCommunity {
		t.Errorf("given back: %s at tier %d", o.State, o.Tier)
	}
}

// P8: phone and exact address are withdrawn from whoever gives the order back,
// and stay so when somebody else takes it.
func TestAddressIsWithdrawn(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.give(zhao, order.RoleUnit, "", "property")
	w.give(sun, order.RoleUnit, "", "vests")
	for _, p := range []int64{liWang, zhao, sun, xiaoLi} {
		w.say(p, p, "/start")
	}
	w.say(xiaoLi, xiaoLi, "3号楼电梯坏了，打 13800138000")
	w.tap(xiaoLi, xiaoLi, "补门牌")
	w.say(xiaoLi, xiaoLi, "2单元301")
	w.tap(xiaoLi, xiaoLi, "提交")
	secrets := []string{"13800138000", "2单元301"}
	shows := func(chat int64, want bool, when string) {
		t.Helper()
		for _, x := range secrets {
			if strings.Contains(w.screen(chat), x) != want {
				t.Errorf("%s: %q shown: %t\n%s", when, x, !want, w.screen(chat))
			}
		}
	}
	shows(zhao, false, "asked")
	shows(liWang, false, "the desk")
	w.tap(zhao, zhao, "接单")
	shows(zhao, true, "taken")
	w.press(zhao, zhao, 1, data("release", int64(1001), "parts"))
	shows(zhao, false, "given back")
	w.press(liWang, liWang, 1, data("offer", int64(1001), "vests"))
	w.tap(sun, sun, "接单")
	shows(sun, true, "taken by another")
	shows(zhao, false, "after another took it")
	shows(liWang, false, "the desk at the end")
}
