package flows

import (
	"testing"
	"time"

	"huiyin/order"
)

// taken is a world in which zhao has taken order 1001, and two people steer it.
func taken(t *testing.T) *setupWorld {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	w.give(zhao, order.RoleUnit, "", "property")
	for _, p := range []int64{liWang, zhou, zhao, xiaoLi} {
		w.say(p, p, "/start")
	}
	w.say(xiaoLi, xiaoLi, "3号楼电梯坏了")
	w.tap(xiaoLi, xiaoLi, "提交")
	w.tap(zhao, zhao, "接单")
	return w
}

func (w *setupWorld) state() order.State { return w.order(1001).State }

// Whoever is late can't stop the clock, and nobody gets what was not offered.
func TestHoldIsNoWayOut(t *testing.T) {
	w := taken(t)
	due := w.order(1001).FinishDue
	for _, forged := range []string{
		data("wait", int64(1001), "parts", "h99"), data("wait", int64(1001), "parts", "h-3"), data("wait", int64(1001), "laziness", "h3"),
		data("wait", int64(1001), "parts", "e99"), data("wait", int64(1001), "parts", "x3"), data("wait", int64(1001), "parts", "h"),
		data("extend", int64(1001), "parts", 300, "yes"), data("extend", int64(1001), "parts", 3, "perhaps"), data("extend", int64(1001), "parts", 3, "yes"),
	} {
		w.press(zhao, zhao, 1, forged)
		w.press(zhou, zhou, 1, forged)
	}
	w.now = due.Add(time.Second)
	w.press(zhao, zhao, 1, data("wait", int64(1001), "parts", "h3"))
	if o := w.order(1001); o.State != order.Accepted || !o.FinishDue.Equal(due) {
		t.Errorf("it is %s, to be done by %v instead of %v", o.State, o.FinishDue, due)
	}
}

// More time that two people give at once is given once.
func TestExtendedOnce(t *testing.T) {
	w := taken(t)
	due := w.order(1001).FinishDue
	w.press(zhao, zhao, 1, data("wait", int64(1001), "parts", "e3"))
	w.sees(zhou, "申请延期 3 天：等配件")
	for range 3 {
		w.press(zhou, zhou, 1, data("extend", int64(1001), "parts", 3, "yes"))
		w.now = w.now.Add(time.Minute) // not a slip of the thumb
	}
	if got := w.order(1001).FinishDue.Sub(due); got != 3*24*time.Hour {
		t.Errorf("the limit moved by %v", got)
	}
	w.press(zhao, zhao, 1, data("wait", int64(1001), "weather", "e7"))
	w.press(zhou, zhou, 1, data("extend", int64(1001), "weather", 7, "no"))
	w.press(zhou, zhou, 1, data("extend", int64(1001), "weather", 7, "yes"))
	if got := w.order(1001).FinishDue.Sub(due); got != 3*24*time.Hour {
		t.Errorf("after a no, the limit has moved by %v", got)
	}
}

// However a hold ends, the time in between does not count.
func TestEveryWayOutOfAHold(t *testing.T) {
	for name, end := range map[string]func(w *setupWorld){
		"resume":   func(w *setupWorld) { w.press(zhou, zhou, 1, data("resume", int64(1001))) },
		"object":   func(w *setupWorld) { w.press(xiaoLi, xiaoLi, 1, data("resume", int64(1001))) },
		"release":  func(w *setupWorld) { w.press(zhao, zhao, 1, data("release", int64(1001), "busy")) },
		"reassign": func(w *setupWorld) { w.press(zhou, zhou, 1, data("offer", int64(1001), "vests")) },
		"finish": func(w *setupWorld) {
			w.press(zhao, zhao, 1, data("finish", int64(1001)))
			w.say(zhao, zhao, "修好了")
		},
		"withdraw": func(w *setupWorld) {
			w.press(xiaoLi, xiaoLi, 1, data("withdraw", int64(1001)))
			w.press(xiaoLi, xiaoLi, 1, data("withdraw", int64(1001)))
		},
	} {
		w := taken(t)
		w.give(grandma, order.RoleVolunteer, "", "vests")
		w.say(grandma, grandma, "/start")
		due := w.order(1001).FinishDue
		w.press(zhao, zhao, 1, data("wait", int64(1001), "parts", "h3"))
		if w.state() != order.Held {
			t.Fatalf("%s: it is %s", name, w.state())
		}
		w.now = w.now.Add(5 * time.Hour)
		end(w)
		o := w.order(1001)
		if o.State == order.Held || !o.HeldAt.IsZero() || !o.HeldUntil.IsZero() {
			t.Errorf("%s: it is %s, held until %v", name, o.State, o.HeldUntil)
		}
		if got := o.FinishDue.Sub(due); got != 5*time.Hour {
			t.Errorf("%s: the limit moved by %v", name, got)
		}
	}
}
