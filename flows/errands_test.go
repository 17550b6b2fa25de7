package flows

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

// pile is a world in which a taker holds so many orders, all made within a
// second, and has not been reminded of any.
func pile(t *testing.T, n int) *setupWorld {
	w := newSetupWorld(t)
	w.bound()
	for _, p := range []int64{liWang, zhao, xiaoLi} {
		w.say(p, p, "/start")
	}
	for range n {
		w.say(xiaoLi, gridOne, "3号楼电梯坏了")
		w.tap(zhao, firm, "接单")
	}
	w.clear(zhao)
	return w
}

// reminded is when a taker is reminded of an order.
const reminded = 12 * time.Hour

// Many orders are one card: eight of them in full, the others by number, and on
// the next page.
func TestRollingPages(t *testing.T) {
	w := pile(t, 11)
	w.now = w.now.Add(reminded)
	w.due()
	w.sees(zhao, "等着您的 11 件", "· #1001 ", "· #1008 ", "还有 3 件：#1009 #1010 #1011", "[#1008 已办结]")
	w.seesNot(zhao, "[#1009 ")
	if n := len(w.screens[zhao]); n != 1 {
		t.Errorf("it took %d messages:\n%s", n, w.screen(zhao))
	}
	w.tap(zhao, zhao, "下一页")
	w.sees(zhao, "· #1009 ", "· #1011 ", "还有 8 件：#1001", "[#1011 晚点]")
	w.seesNot(zhao, "· #1008 ")
	w.tap(zhao, zhao, "下一页")
	w.sees(zhao, "· #1001 ")
	if a := w.press(xiaoLi, xiaoLi, 1, data("errands", 1)); !strings.Contains(a.Text, "按钮") {
		t.Errorf("who has no such card turns its pages: %q", a.Text)
	}
}

// Where more waits than the card shows, what is called for now stands first, and
// not on a page that nobody turns to.
func TestRollingShowsWhatCalls(t *testing.T) {
	w := pile(t, 11)
	w.now = w.now.Add(time.Hour)
	w.say(xiaoLi, gridOne, "3号楼电梯坏了")
	w.tap(zhao, firm, "接单")
	w.clear(zhao)
	w.now = w.now.Add(reminded - time.Hour)
	w.due()
	w.seesNot(zhao, "· #1012 ")
	w.clear(zhao)
	w.now = w.now.Add(time.Hour)
	w.due()
	w.sees(zhao, "等着您的 12 件", "· #1012 ", "· #1001 ", "· #1007 ", "还有 4 件：#1008 #1009 #1010 #1011")
	if text := w.screen(zhao); strings.Index(text, "#1012") > strings.Index(text, "#1001") {
		t.Errorf("the one that calls does not stand first:\n%s", text)
	}
}

// A rolling card that can't be delivered reminds of none of its orders: each is
// called for by name in the unit's group.
func TestRollingUndelivered(t *testing.T) {
	w := pile(t, 3)
	w.clear(firm)
	w.now = w.now.Add(reminded)
	w.fire(func(x store.Timer) bool { return x.Kind == timerLadder })
	w.now = w.now.Add(errandGap)
	var card store.Post
	_ = w.db.Write(t.Context(), func(tx *store.Tx) error {
		if err := w.flows.Due(tx, store.Timer{Kind: timerErrands, Scope: fmt.Sprint(zhao)}); err != nil {
			return err
		}
		p, _, err := tx.PostIn(zhao, slotErrands)
		card = p
		return err
	})
	if !card.Pending || card.MessageID != 0 {
		t.Fatal("no rolling card waits to be sent")
	}
	w.write(func(tx *store.Tx) error {
		if err := tx.Drop(card.ID, whyBlocked); err != nil {
			return err
		}
		return w.flows.Undelivered(tx, card, whyBlocked)
	})
	for no := 1001; no <= 1003; no++ {
		w.sees(firm, fmt.Sprintf("⏰ 赵师傅：#%d 等您处理", no))
	}
}

// An emergency is never one line among others: its card comes at once.
func TestEmergencyStandsAlone(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	c := setupCommunity()
	c.Classes = append(c.Classes, order.Class{Key: "sos", Name: order.Name{ZH: "危急", EN: "SOS"}, Accept: order.ClockTime(10 * time.Minute),
		Finish: order.ClockTime(time.Hour), Echo: order.Span(time.Hour), Emergency: true})
	c.Categories = append([]order.Category{{Key: "gas", Name: order.Name{ZH: "漏气", EN: "Gas"}, Class: "sos", Words: []string{"漏气"}}}, c.Categories...)
	if err := c.Prepare(); err != nil {
		t.Fatal(err)
	}
	w.write(func(tx *store.Tx) error { return tx.SaveCommunity(c, 0) })
	for _, p := range []int64{liWang, xiaoLi} {
		w.say(p, p, "/start")
	}
	for range 2 {
		w.say(xiaoLi, gridOne, "3号楼的事")
	}
	w.now = w.now.Add(25 * time.Minute)
	w.say(xiaoLi, gridOne, "3号楼漏气")
	w.clear(liWang)
	w.now = w.now.Add(5 * time.Minute)
	w.fire(func(x store.Timer) bool { return x.Kind == timerLadder })
	w.sees(liWang, "🆘 #1003 漏气 · 待派单")
	w.seesNot(liWang, "等着您的", "#1001")
	w.due()
	w.sees(liWang, "🆘 #1003 漏气 · 待派单", "等着您的 3 件", "🆘 #1003 漏气 · 一网格", "[#1003 派单] [#1003 打开]")
	w.seesNot(liWang, "#1003 晚点")
}

// A reminder of the last moments before the quiet hours waits for no other: it
// would come when people sleep.
func TestReminderOfTheEvening(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	c := setupCommunity()
	c.QuietHours = order.Quiet{From: 22 * 60, To: 7 * 60}
	w.write(func(tx *store.Tx) error { return tx.SaveCommunity(c, 0) })
	for _, x := range []struct {
		due  string
		call string
	}{{"21:59:10", "21:59:30"}, {"21:59:55", "21:59:55"}, {"22:00:05", "07:00:00"}} {
		due, err := time.ParseInLocation("15:04:05", x.due, c.Zone())
		if err != nil {
			t.Fatal(err)
		}
		w.now = time.Date(2026, 11, 23, due.Hour(), due.Minute(), due.Second(), 0, c.Zone())
		w.say(xiaoLi, gridOne, "3号楼电梯坏了")
		var at time.Time
		w.write(func(tx *store.Tx) error {
			s, err := w.flows.begin(tx, Input{})
			if err != nil {
				return err
			}
			s.actor = order.Actor{Clock: true}
			if err := tx.DropErrands(firm); err != nil {
				return err
			}
			o, err := tx.Order(1001)
			if err != nil {
				return err
			}
			if err := s.nudge(o, false); err != nil {
				return err
			}
			at, _, err = tx.TimerAt(timerErrands, fmt.Sprint(firm))
			return err
		})
		if got := at.In(c.Zone()).Format("15:04:05"); got != x.call {
			t.Errorf("due at %s: called at %s, not %s", x.due, got, x.call)
		}
	}
}

// To put an order off moves nothing but one person's reminders.
func TestLaterMovesNoClock(t *testing.T) {
	w := pile(t, 1)
	state := func() string {
		var text string
		w.write(func(tx *store.Tx) error {
			o, err := tx.Order(1001)
			if err != nil {
				return err
			}
			for _, kind := range []string{timerLadder, timerEcho} {
				at, ok, err := tx.TimerAt(kind, "1001")
				if err != nil {
					return err
				}
				text += fmt.Sprint(kind, at, ok, "; ")
			}
			text += fmt.Sprint(o)
			return nil
		})
		return text
	}
	before := state()
	w.say(zhao, zhao, "/start t1001")
	w.tap(zhao, zhao, "晚点")
	w.tap(zhao, zhao, "2 小时")
	w.tap(zhao, zhao, "手上正忙")
	if after := state(); after != before {
		t.Errorf("it was\n%s\nand is\n%s", before, after)
	}
	var notes []string
	w.write(func(tx *store.Tx) error {
		list, err := tx.History(1001)
		for _, e := range list {
			if e.Act == order.Later {
				notes = append(notes, e.Note)
			}
		}
		return err
	})
	if fmt.Sprint(notes) != "[later.at_work]" {
		t.Errorf("the ledger says %v", notes)
	}
}

// What somebody put off, and what waits for them, goes with them.
func TestForgetErrands(t *testing.T) {
	w := pile(t, 2)
	w.now = w.now.Add(reminded)
	w.due()
	w.tap(zhao, zhao, "#1001 晚点")
	w.tap(zhao, zhao, "30 分钟")
	w.tap(zhao, zhao, "等配件")
	w.sees(zhao, "等着您的 1 件", "⏸ #1001 放到")
	w.say(zhao, zhao, "/forget")
	w.tap(zhao, zhao, "全部删除")
	if traced(w.dump(), fmt.Sprint(zhao)) {
		t.Error("a trace is left")
	}
}

// A group that becomes a supergroup keeps what waits for it.
func TestErrandsMoveWithTheGroup(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	for range 2 {
		w.say(xiaoLi, gridOne, "3号楼电梯坏了")
	}
	const super = -1001234
	w.now = w.now.Add(30 * time.Minute)
	w.fire(func(x store.Timer) bool { return x.Kind == timerLadder })
	w.handle(Input{Kind: Migrated, Person: Person{ID: liWang}, Chat: Chat{ID: firm}, NewChat: super})
	w.clear(super)
	w.due()
	w.sees(super, "等着你们的 2 件")
}

// Who loses a role does not go on reading what waits for others.
func TestErrandsGoWithTheRole(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.give(sun, order.RoleLeader, "grid1", "")
	for _, p := range []int64{liWang, sun, xiaoLi} {
		w.say(p, p, "/start")
	}
	w.say(xiaoLi, xiaoLi, "/start b_b3")
	for range 2 {
		w.say(xiaoLi, xiaoLi, "3号楼电梯坏了")
		w.tap(xiaoLi, xiaoLi, "提交")
	}
	w.now = w.now.Add(time.Hour)
	w.due()
	w.sees(sun, "等着您的 2 件", "#1001", "#1002")
	w.write(func(tx *store.Tx) error {
		s, err := w.flows.begin(tx, Input{})
		if err != nil {
			return err
		}
		return s.takeAway(order.Member{Person: sun, Role: order.RoleLeader, Area: "grid1"})
	})
	w.seesNot(sun, "#1001")
}

// An order of 06:55 is shown without a sound, and called at seven, long before
// its first reminder.
func TestMorningCallsForTheNight(t *testing.T) {
	w := lateEvening(t)
	w.now = time.Date(2026, 11, 23, 22, 55, 0, 0, time.UTC) // 06:55 of the next day
	w.say(xiaoLi, xiaoLi, "3号楼电梯又坏了")
	w.tap(xiaoLi, xiaoLi, "提交")
	w.sees(zhao, "#1002")
	if last := w.screens[zhao][len(w.screens[zhao])-1]; !last.silent {
		t.Error("it makes a sound at night")
	}
	w.write(func(tx *store.Tx) error { return tx.DropErrand(zhao, 1001, viewUnit+":property") }) // the evening's order has reminders of its own
	w.clear(zhao)
	w.now = w.now.Add(5 * time.Minute)
	w.fire(func(x store.Timer) bool { return x.Kind == timerErrands && x.Scope == fmt.Sprint(zhao) })
	w.sees(zhao, "#1002 电梯故障 · 待接单", "[接单] [退单]")
}

// However much waits, the rolling card is a message that Telegram takes, and
// still names hundreds.
func TestRollingHasRoom(t *testing.T) {
	w := pile(t, 320)
	w.now = w.now.Add(reminded)
	w.due()
	w.sees(zhao, "等着您的 320 件", "#1300")
	for _, lang := range []string{texts.ZH, texts.EN} {
		w.write(func(tx *store.Tx) error {
			s, err := w.flows.begin(tx, Input{})
			if err != nil {
				return err
			}
			m, err := s.rolling(zhao, lang, 0)
			if n := texts.Units(m.Text); n > 4096 {
				t.Errorf("%s: %d units", lang, n)
			}
			return err
		})
	}
}
