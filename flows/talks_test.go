package flows

import (
	"testing"
	"time"

	"huiyin/order"
)

// busyTaker is a world in which somebody took one order and asked for another,
// in the same chat.
func busyTaker(t *testing.T) *setupWorld {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.give(zhao, order.RoleUnit, "", "property")
	for _, p := range []int64{liWang, zhao, xiaoLi} {
		w.say(p, p, "/start")
	}
	w.say(xiaoLi, xiaoLi, "3号楼电梯坏了")
	w.tap(xiaoLi, xiaoLi, "提交")
	w.press(zhao, zhao, 1, data("accept", int64(1001)))
	w.say(zhao, zhao, "/start b_b3")
	w.say(zhao, zhao, "3号楼楼道灯坏了")
	w.press(zhao, zhao, 1, "1:draft:category:other")
	w.press(zhao, zhao, 1, "1:draft:submit")
	if o := w.order(1002); o.Resident != zhao {
		t.Fatalf("order %+v", o)
	}
	return w
}

// Taking back one's own order, and thinking about it, must not lose the question
// about another order, nor the other way round.
func TestWithdrawLeavesQuestionsAlone(t *testing.T) {
	w := busyTaker(t)
	withdraw := data("withdraw", int64(1002))
	w.press(zhao, zhao, 1, data("finish", int64(1001)))
	w.press(zhao, zhao, 1, withdraw)
	w.say(zhao, zhao, "换了灯管")
	if o := w.order(1001); o.State != order.Done {
		t.Errorf("the evidence was not taken: %s", o.State)
	}
	w.press(zhao, zhao, 1, withdraw)
	if o := w.order(1002); o.State != order.Withdrawn {
		t.Errorf("the second tap did not withdraw: %s", o.State)
	}
}

// A question that is asked between the two taps does not take the first one away.
func TestQuestionLeavesWithdrawAlone(t *testing.T) {
	w := busyTaker(t)
	withdraw := data("withdraw", int64(1002))
	w.press(zhao, zhao, 1, withdraw)
	w.press(zhao, zhao, 1, data("finish", int64(1001)))
	w.press(zhao, zhao, 1, withdraw)
	if o := w.order(1002); o.State != order.Withdrawn {
		t.Errorf("the second tap did not withdraw: %s", o.State)
	}
	w.say(zhao, zhao, "换了灯管")
	if o := w.order(1001); o.State != order.Done {
		t.Errorf("the evidence was not taken: %s", o.State)
	}
}

// The first tap counts for a minute, also when the sweeper is late.
func TestWithdrawWithinAMinute(t *testing.T) {
	for after, want := range map[time.Duration]order.State{time.Minute: order.Withdrawn, time.Minute + time.Second: order.New} {
		w := busyTaker(t)
		w.press(zhao, zhao, 1, data("withdraw", int64(1002)))
		w.now = w.now.Add(after)
		w.press(zhao, zhao, 1, data("withdraw", int64(1002)))
		if o := w.order(1002); o.State != want {
			t.Errorf("after %s: %s, want %s", after, o.State, want)
		}
	}
}
