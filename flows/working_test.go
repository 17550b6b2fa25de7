package flows

import (
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// inShanghai is a time of 2026 on the wall of the community.
func inShanghai(t *testing.T, s string) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", "2026-"+s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// working is a world in which a matter must be accepted within 4 working hours
// and finished within 5 working days, at that time.
func working(t *testing.T, now string) *setupWorld {
	w := newSetupWorld(t)
	w.now = inShanghai(t, now)
	w.write(func(tx *store.Tx) error {
		c := setupCommunity()
		c.Classes[0].Accept, c.Classes[0].Finish = order.Limit{Hours: 4}, order.Limit{Days: 5}
		return tx.SaveCommunity(c, 0)
	})
	w.give(liWang, order.RoleOwner, "", "")
	w.give(zhao, order.RoleUnit, "", "property")
	for _, p := range []int64{liWang, zhao, xiaoLi} {
		w.say(p, p, "/start")
	}
	w.say(xiaoLi, xiaoLi, "3号楼电梯坏了")
	return w
}

func (w *setupWorld) limits(accept, finish string) {
	w.Helper()
	o := w.order(1001)
	if !o.AcceptDue.Equal(inShanghai(w.T, accept)) || !o.FinishDue.Equal(inShanghai(w.T, finish)) {
		w.Errorf("to be accepted by %v and finished by %v, not %s and %s", o.AcceptDue, o.FinishDue, accept, finish)
	}
}

// The eve of the National Day: nothing counts for a week, nobody is nudged, and
// the make-up Saturday counts. The same holds after a restart, when the
// community comes from the database.
func TestWorkingLimitsOverHolidays(t *testing.T) {
	w := working(t, "09-30 23:50")
	w.tap(xiaoLi, xiaoLi, "提交")
	w.limits("10-08 12:00", "10-13 18:00")
	w.sees(xiaoLi, "承诺：4 个工作时内接单，5 个工作日内办结", "下一步：10月8日 10:00 前无人接单，再催一次")
	if err := w.db.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), store.Options{Path: w.path, KeyFile: w.key, Now: func() time.Time { return w.now }, Synchronous: "OFF"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	w.db = db
	w.now = inShanghai(t, "10-08 09:59")
	w.ladder(0)
	w.now = inShanghai(t, "10-08 10:00")
	w.ladder(1)
	w.sees(zhao, "下一步：12:00 前无人接单，告诉网格长")
	w.tap(zhao, zhao, "接单")
	w.sees(zhao, "承诺办结：10月13日 18:00 前", "下一步：10月10日 12:00 前未办结，提醒接单人")
}

// ladder lets the order's ladder come due, and wants so many steps of it done.
func (w *setupWorld) ladder(steps int) {
	w.Helper()
	w.write(func(tx *store.Tx) error {
		list, err := tx.DueTimers(100)
		for _, t := range list {
			if err == nil && t.Kind == timerLadder {
				err = w.flows.Due(tx, t)
			}
		}
		return err
	})
	if o := w.order(1001); o.AcceptStep != steps {
		w.Errorf("%d steps are done, want %d", o.AcceptStep, steps)
	}
}

// Who says that it is not solved starts new clocks: in working time, too.
func TestReopenInWorkingTime(t *testing.T) {
	w := working(t, "11-23 10:00")
	w.tap(xiaoLi, xiaoLi, "提交")
	w.limits("11-23 16:00", "11-30 10:00")
	w.tap(zhao, zhao, "接单")
	w.tap(zhao, zhao, "已办结")
	w.say(zhao, zhao, "修好了")
	w.now = inShanghai(t, "11-28 12:00") // a Saturday
	w.press(xiaoLi, xiaoLi, 1, data("reopen", int64(1001)))
	w.limits("11-30 12:00", "12-04 18:00")
}

func TestLimitTexts(t *testing.T) {
	for l, want := range map[order.Limit][2]string{
		order.ClockTime(30 * time.Minute): {"30 分钟", "30 minutes"},
		order.ClockTime(72 * time.Hour):   {"3 天", "3 days"},
		{Hours: 1}:                        {"1 个工作时", "1 working hour"},
		{Days: 5}:                         {"5 个工作日", "5 working days"},
		{Days: 1, Hours: 4}:               {"1 个工作日加 4 个工作时", "1 working day and 4 working hours"},
	} {
		if zh, en := limit("zh", l), limit("en", l); zh != want[0] || en != want[1] {
			t.Errorf("%+v: %s, %s", l, zh, en)
		}
	}
}
