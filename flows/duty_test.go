package flows

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

const qian int64 = 700100007 // works for the property firm, too

// firmOf is a world in which the firm has a group and two members, and #1001
// was made and sent to it by a rule.
func firmOf(t *testing.T) *setupWorld {
	t.Helper()
	setupNames[qian] = "钱师傅"
	w := newSetupWorld(t)
	for _, p := range []int64{liWang, zhou, sun, zhao, qian, xiaoLi} {
		w.say(p, p, "/start")
	}
	w.give(liWang, order.RoleOwner, "", "")
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	w.give(sun, order.RoleLeader, "grid1", "")
	w.give(zhao, order.RoleUnit, "", "property")
	w.give(qian, order.RoleUnit, "", "property")
	w.write(func(tx *store.Tx) error {
		return tx.SaveChat(store.Chat{ID: firm, Purpose: store.ForUnit, Area: "xintian", Unit: "property", Active: true})
	})
	w.say(xiaoLi, xiaoLi, "3号楼电梯坏了")
	w.tap(xiaoLi, xiaoLi, "提交")
	return w
}

func (w *setupWorld) onLeave(person int64, substitute int64) {
	w.Helper()
	w.write(func(tx *store.Tx) error {
		return tx.SaveLeave(order.Leave{Person: person, From: w.now, Until: w.now.Add(48 * time.Hour), Substitute: substitute})
	})
}

func (w *setupWorld) rota(list ...order.Weekly) {
	w.Helper()
	w.write(func(tx *store.Tx) error {
		return tx.SaveRota("property", "", order.Rota{Weekly: list}, 0)
	})
}

func roundTheClock(person int64) order.Weekly {
	return order.Weekly{Days: everyDay, From: 0, To: 1440, Person: person}
}

// Whoever forges a button of leave, duty or a swap gets nothing but an
// explanation.
func TestForgedDutyButtons(t *testing.T) {
	w := firmOf(t)
	w.rota(roundTheClock(zhao))
	w.onLeave(sun, 0)
	before := fmt.Sprint(w.dump()["absence"], w.dump()["rota"])
	today := int(order.DayOf(w.now.Add(8 * time.Hour)))
	id := fmt.Sprint(zhao)
	for _, data := range []string{
		"leave:on:" + fmt.Sprint(today), "leave:who:0", "leave:ask:" + id, "leave:alone", "leave:end", "leave:more:-3", "leave:fly", "leave:on:x",
		"standin:yes:" + fmt.Sprint(sun), "standin:no:" + fmt.Sprint(sun), "standin:yes:x", "standin",
		"duty:at:uproperty", "duty:at:ufar", "duty:at:agrid1", "duty:at:ab3", "duty:at:", "duty:fly:uproperty",
		"rota:top:uproperty", "rota:add:uproperty:" + id + ":127:0:48", "rota:x:uproperty:" + id + ":127:0:48", "rota:s:uproperty:" + fmt.Sprint(today) + ":0:0:0",
		"swap:on:uproperty:" + fmt.Sprint(today) + ":0", "swap:to:uproperty:" + fmt.Sprint(today) + ":0:" + fmt.Sprint(qian),
		"rota:xw:uproperty:" + fmt.Sprint(today), "rota:xy:uproperty:" + fmt.Sprint(today) + ":" + id + ":16:40", "rota:xi:uproperty:" + fmt.Sprint(today) + ":" + id + ":16:40",
		"swap:yes:uproperty:" + fmt.Sprint(today) + ":0:" + id,
	} {
		if a := w.press(xiaoLi, xiaoLi, 1, "1:"+data); (!a.Alert || a.Text == "") && data != "duty:in:0" {
			t.Errorf("%s in private answers %+v", data, a)
		}
		if a := w.press(xiaoLi, firm, 1, "1:"+data); !a.Alert || a.Text == "" {
			t.Errorf("%s in a group answers %+v", data, a)
		}
	}
	// Members may not do what steerers may, nor what somebody else must do.
	for _, data := range []string{"rota:top:uproperty", "rota:x:uproperty:" + id + ":127:0:48", "rota:day:uproperty",
		"rota:xy:uproperty:" + fmt.Sprint(today) + ":" + id + ":16:40",
		"standin:yes:" + fmt.Sprint(sun), "leave:ask:" + fmt.Sprint(zhao), "leave:alone", "leave:end", "duty:at:agrid1",
		"swap:on:uproperty:" + fmt.Sprint(today) + ":0", "swap:yes:uproperty:" + fmt.Sprint(today) + ":0:" + id} {
		if a := w.press(qian, qian, 1, "1:"+data); !a.Alert || a.Text == "" {
			t.Errorf("a member's %s answers %+v", data, a)
		}
	}
	// A dispatcher sets rotas in their own community, of people who belong there, and of sensible hours.
	for _, data := range []string{"rota:top:ufar", "rota:top:agrid9", "rota:top:aluxi", "rota:add:uproperty:" + fmt.Sprint(xiaoLi) + ":127:0:48",
		"rota:add:uproperty:" + id + ":0:0:48", "rota:add:uproperty:" + id + ":127:99:48", "rota:add:uproperty:" + id + ":-1:0:48", "rota:add:uproperty:" + id + ":127:0:48",
		"rota:h:uproperty:" + id + ":0", "rota:s:uproperty:" + fmt.Sprint(today) + ":0:1:" + id, "rota:s:uproperty:" + fmt.Sprint(today) + ":7:0:" + id,
		"rota:xy:uproperty:" + fmt.Sprint(today) + ":" + fmt.Sprint(xiaoLi) + ":16:40", "rota:xy:uproperty:" + fmt.Sprint(today) + ":" + id + ":48:40",
		"rota:xy:uproperty:3:" + id + ":16:40", "rota:xy:uproperty:" + fmt.Sprint(today) + ":" + id + ":16:0", "rota:xi:uproperty:" + fmt.Sprint(today) + ":" + id + ":16:99",
		"rota:xa:uproperty:" + fmt.Sprint(today) + ":" + id + ":16", "rota:on:uproperty:3", "rota:x:uproperty:" + id + ":1:0:48"} {
		if a := w.press(zhou, zhou, 1, "1:"+data); !a.Alert || a.Text == "" {
			t.Errorf("a dispatcher's %s answers %+v", data, a)
		}
	}
	if after := fmt.Sprint(w.dump()["absence"], w.dump()["rota"]); after != before {
		t.Errorf("something changed:\n%s\n%s", before, after)
	}
}

// The only leader of a grid is on leave: without a substitute the desk is
// called, with one it is them, and they may do what a leader may, for so long.
func TestLeaderOnLeave(t *testing.T) {
	w := firmOf(t)
	w.give(grandma, order.RoleWorker, "grid1", "")
	w.say(grandma, grandma, "/start")
	if a := w.press(grandma, grandma, 1, "1:climb:1001"); !a.Alert {
		t.Fatal("a worker can climb")
	}
	w.say(sun, sun, "/leave")
	w.tap(sun, sun, "一周")
	w.tap(sun, sun, "王奶奶")
	w.sees(grandma, "孙网格长请假到")
	w.now = w.now.Add(61 * time.Minute) // tell
	w.clear(zhou)
	w.due()
	w.seesNot(sun, "⏰")
	w.seesNot(grandma, "⏰")
	w.sees(zhou, "⏰ #1001") // nobody has agreed yet: the next above
	if a := w.tap(grandma, grandma, "好，我来"); a.Alert {
		t.Fatalf("refused: %s", a.Text)
	}
	w.clear(zhou)
	w.now = w.now.Add(24 * time.Hour)
	w.write(func(tx *store.Tx) error {
		s, err := w.flows.begin(tx, Input{})
		if err != nil {
			return err
		}
		list, err := s.leaders(order.Order{Area: "b3"})
		if len(list) != 1 || list[0].chat != grandma {
			t.Errorf("called: %+v", list)
		}
		return err
	})
	if a := w.press(grandma, grandma, 1, "1:climb:1001"); a.Alert {
		t.Errorf("the substitute can't climb: %s", a.Text)
	}
	if a := w.press(grandma, grandma, 1, "1:people:in"); !a.Alert {
		t.Error("what is set up is lent as well")
	}
	w.write(func(tx *store.Tx) error { // the watch card that the substitute gets
		s, err := w.flows.begin(tx, Input{})
		if err != nil {
			return err
		}
		o, err := tx.Order(1001)
		if err != nil {
			return err
		}
		list, err := s.leaders(order.Order{Area: "b3"})
		if err != nil {
			return err
		}
		return s.watch(o, list, "climb.arrived")
	})
	w.sees(grandma, "⬆️ #1001")
	w.say(sun, sun, "/leave")
	w.sees(sun, "替班：王奶奶")
	w.tap(sun, sun, "提前结束")
	w.sees(grandma, "替班结束", "您不再负责这个工单")
	if a := w.press(grandma, grandma, 1, "1:climb:1001"); !a.Alert {
		t.Error("the right stays after the leave")
	}
}

// Owners are the last: on leave they are called all the same.
func TestOwnerOnLeave(t *testing.T) {
	w := firmOf(t)
	w.onLeave(liWang, 0)
	w.write(func(tx *store.Tx) error {
		s, err := w.flows.begin(tx, Input{})
		if err != nil {
			return err
		}
		list, err := s.owners()
		if len(list) != 1 {
			t.Errorf("called: %+v", list)
		}
		return err
	})
}

// A unit without a group whose people are all on leave can't be asked; the
// dispatcher is told so.
func TestUnitOnLeave(t *testing.T) {
	w := firmOf(t)
	w.write(func(tx *store.Tx) error {
		c, _, err := tx.Chat(firm)
		c.Active = false
		if err != nil {
			return err
		}
		return tx.SaveChat(c)
	})
	w.onLeave(zhao, 0)
	w.onLeave(qian, zhao)
	w.clear(zhou)
	w.say(xiaoLi, xiaoLi, "电梯又坏了")
	w.tap(xiaoLi, xiaoLi, "提交")
	w.sees(zhou, "#1002 电梯故障 · 待派单", "派给 路西物业（联系不上）")
	if a := w.press(zhou, zhou, 1, "1:offer:1002:property"); !a.Alert || !strings.Contains(a.Text, "联系不上") {
		t.Errorf("offered to nobody: %+v", a)
	}
}

// Who takes an order while on leave is there for that one; what was held before
// is not theirs to be reminded of.
func TestTakenOnLeave(t *testing.T) {
	w := firmOf(t)
	w.tap(zhao, firm, "接单")
	w.now = w.now.Add(time.Minute)
	w.say(zhao, zhao, "/leave")
	w.tap(zhao, zhao, "只今天")
	w.tap(zhao, zhao, "不找人替")
	w.sees(zhou, "⚠ #1001 的接单人赵师傅请假到今天", "还给 路西物业")
	w.now = w.now.Add(time.Minute)
	w.say(xiaoLi, xiaoLi, "电梯又坏了")
	w.tap(xiaoLi, xiaoLi, "提交")
	w.press(zhao, firm, 1, "1:accept:1002")
	w.clear(zhao)
	for _, no := range []string{"1001", "1002"} {
		w.press(zhou, zhou, 1, "1:nudge:"+no)
	}
	w.seesNot(zhao, "#1001")
	w.sees(zhao, "#1002")
}

// Nobody is asked twice, nobody who is away or of another place; a substitute
// whose role has gone stands in no more.
func TestStandInWithoutRole(t *testing.T) {
	w := firmOf(t)
	w.tap(zhao, firm, "接单")
	w.say(zhao, zhao, "/leave")
	w.tap(zhao, zhao, "三天")
	w.seesNot(zhao, "孙网格长", "周调度")
	w.tap(zhao, zhao, "钱师傅")
	message, yes := w.button(qian, "standin")
	w.dismiss(zhou, "钱师傅 · 单位成员")
	if a := w.press(qian, qian, message, strings.Replace(yes, "no", "yes", 1)); !a.Alert || w.order(1001).Taker != zhao {
		t.Errorf("answer %+v", a)
	}
}

// A question that was answered, taken back or forgotten is over.
func TestStandInOver(t *testing.T) {
	w := firmOf(t)
	w.tap(zhao, firm, "接单")
	w.say(zhao, zhao, "/leave")
	w.tap(zhao, zhao, "三天")
	w.tap(zhao, zhao, "钱师傅")
	message, _ := w.button(qian, "standin")
	w.tap(zhao, zhao, "提前结束")
	w.seesNot(qian, "请您替班")
	if a := w.press(qian, qian, message, data("standin", "yes", zhao)); !a.Alert || a.Text != say("zh", "standin.over") {
		t.Errorf("answer %+v", a)
	}
	// Nobody answers for half an hour: the desk hears of it.
	w.say(zhao, zhao, "/leave")
	w.tap(zhao, zhao, "三天")
	w.tap(zhao, zhao, "钱师傅")
	w.clear(zhou)
	w.now = w.now.Add(answerWithin)
	w.due()
	w.sees(zhou, "没有人替", "还给 路西物业")
	// And the end comes by itself; whoever is asleep hears of it in the morning.
	w.tap(qian, qian, "好，我来")
	if w.order(1001).Taker != qian {
		t.Error("a late yes is not taken")
	}
	w.now = time.Date(2026, 11, 25, 16, 0, 0, 0, time.UTC) // 00:00 on the fourth day
	w.due()
	w.sees(zhao, "假期结束")
	w.sees(qian, "替班结束")
	if len(w.dump()["absence"]) != 0 {
		t.Errorf("left: %v", w.dump()["absence"])
	}
}

// The nudge of who is on duty goes to them alone; blocked they are called by
// name, and out of the group the others are.
func TestUrge(t *testing.T) {
	w := firmOf(t)
	w.rota(roundTheClock(qian))
	nudge := func() {
		w.Helper()
		w.now = w.now.Add(time.Minute)
		w.clear(firm)
		w.clear(qian)
		w.clear(zhao)
		if a := w.press(zhou, zhou, 1, "1:nudge:1001"); a.Alert {
			t.Fatal(a.Text)
		}
	}
	nudge()
	w.sees(qian, "#1001")
	w.seesNot(firm, "#1001")
	w.handle(Input{Kind: Blocked, Person: Person{ID: qian}, Chat: Chat{ID: qian}})
	nudge()
	w.sees(firm, "⏰ 钱师傅：#1001", "先按“开始”", "?start=o1001")
	named := false
	for _, m := range w.screens[firm] {
		named = named || slices.ContainsFunc(m.out.Entities, func(e texts.Entity) bool { return e.User == qian && e.Type == "text_mention" })
	}
	if !named {
		t.Error("nobody is named")
	}
	w.handle(Input{Kind: Left, Person: Person{ID: qian}, Chat: Chat{ID: firm}})
	nudge()
	w.sees(firm, "#1001")
	w.seesNot(firm, "⏰")
	w.onLeave(qian, zhao)
	nudge()
	w.sees(zhao, "#1001")
	w.seesNot(firm, "#1001")
}

// A call that Telegram refuses goes on to the next: it did not count.
func TestUndeliveredCall(t *testing.T) {
	w := firmOf(t)
	w.rota(roundTheClock(qian))
	w.clear(firm)
	_ = w.db.Write(t.Context(), func(tx *store.Tx) error { // a nudge on its way
		_, err := w.flows.Handle(tx, Input{Kind: Tapped, Person: Person{ID: zhou, Name: "周调度"}, Chat: Chat{ID: zhou, Private: true}, At: w.now, Tap: Tap{Message: 1, Data: "1:nudge:1001"}})
		return err
	})
	w.write(func(tx *store.Tx) error {
		p, ok, err := tx.PostIn(qian, slot(1001, viewUnit+":property"))
		if !ok || !p.Pending || err != nil {
			t.Fatal("there was no call", err)
		}
		if err := tx.SetBlocked(qian, true); err != nil {
			return err
		}
		if err := tx.Drop(p.ID, whyBlocked); err != nil {
			return err
		}
		return w.flows.Undelivered(tx, p, whyBlocked)
	})
	w.sees(firm, "⏰ 钱师傅：#1001")
}

// /forget leaves nothing of leave, duty and swaps, here or with others.
func TestForgetDuty(t *testing.T) {
	w := firmOf(t)
	w.rota(roundTheClock(zhao), order.Weekly{Days: 2, From: 60, To: 120, Person: qian})
	w.handle(Input{Kind: Blocked, Person: Person{ID: zhao}, Chat: Chat{ID: zhao}})
	w.press(zhou, zhou, 1, "1:nudge:1001")
	w.sees(firm, "⏰ 赵师傅")
	w.say(zhao, zhao, "/duty")
	w.tap(zhao, zhao, "换班")
	w.tap(zhao, zhao, "00:00–24:00")
	w.tap(zhao, zhao, "钱师傅")
	w.say(zhao, zhao, "/leave")
	w.tap(zhao, zhao, "一周")
	w.tap(zhao, zhao, "钱师傅")
	w.sees(qian, "请您替班", "替一班")
	w.say(zhao, zhao, "/mydata")
	w.sees(zhao, "请假到：", "值班：路西物业 每天 00:00–24:00")
	w.say(zhao, zhao, "/forget")
	w.tap(zhao, zhao, "全部删除")
	for table, lines := range w.dump() {
		for _, line := range lines {
			for _, x := range []string{fmt.Sprint(zhao), "赵师傅"} {
				if strings.Contains(line, x) {
					t.Errorf("%q is still in %s: %s", x, table, line)
				}
			}
		}
	}
	w.seesNot(qian, "赵师傅")
	w.seesNot(firm, "赵师傅")
}

// The role gone, so are the turns; another role in the same place keeps them.
func TestOffDuty(t *testing.T) {
	w := firmOf(t)
	w.rota(roundTheClock(zhao), order.Weekly{Days: 2, From: 60, To: 120, Person: qian})
	w.onLeave(zhao, 0)
	w.dismiss(zhou, "赵师傅")
	if got := fmt.Sprint(w.dump()["rota"], w.dump()["absence"]); strings.Contains(got, fmt.Sprint(zhao)) || !strings.Contains(got, fmt.Sprint(qian)) {
		t.Error(got)
	}
}

// The digest names who can't be reached, in one line, and not everybody.
func TestDigestNamesUnreachable(t *testing.T) {
	w := firmOf(t)
	w.onLeave(zhao, qian)
	w.handle(Input{Kind: Blocked, Person: Person{ID: sun}, Chat: Chat{ID: sun}})
	for i := range int64(6) {
		setupNames[800100001+i] = fmt.Sprint("师傅", i)
		w.give(800100001+i, order.RoleUnit, "", "property")
	}
	w.write(func(tx *store.Tx) error {
		s, err := w.flows.begin(tx, Input{})
		if err != nil {
			return err
		}
		m, err := s.digest(s.c.Area("xintian"), "zh", false)
		if !strings.Contains(m.Text, "⚠ 联系不上：孙网格长（停用了机器人），赵师傅（请假到") || !strings.Contains(m.Text, "钱师傅替班") || !strings.Contains(m.Text, "等 8 人") {
			t.Error(m.Text)
		}
		grid, err2 := s.digest(s.c.Area("grid1"), "zh", false)
		if strings.Contains(grid.Text, "赵师傅") || !strings.Contains(grid.Text, "孙网格长") {
			t.Error(grid.Text)
		}
		if err == nil {
			err = err2
		}
		return err
	})
}

// A date is waited for only as long as the question stands; other words are
// something said.
func TestWrittenDate(t *testing.T) {
	w := firmOf(t)
	ask := func() {
		w.Helper()
		w.say(zhao, zhao, "/leave")
		w.tap(zhao, zhao, "别的日子")
	}
	ask()
	w.tap(zhao, zhao, "返回")
	w.say(zhao, zhao, "27")
	ask()
	w.say(zhao, zhao, "3号楼电梯坏了")
	w.sees(zhao, "请看一下：电梯故障")
	w.say(zhao, zhao, "27")
	if n := len(w.dump()["absence"]); n != 0 {
		t.Fatal("a number that nobody asked for began a leave")
	}
	ask()
	w.say(zhao, zhao, "2026年11月22日")
	w.sees(zhao, "电梯故障") // it is over: no date, and so part of the draft
	ask()
	w.say(zhao, zhao, "27日")
	w.sees(zhao, "请假到周五")
	if a := w.press(zhao, zhao, 1, "1:leave:on:"+fmt.Sprint(int(order.DayOf(w.now)))); !a.Alert {
		t.Error("two leaves at once")
	}
}

// The group of residents does not learn who is on duty; the units' and desks' do.
func TestDutyInGroups(t *testing.T) {
	w := firmOf(t)
	w.rota(roundTheClock(qian))
	w.write(func(tx *store.Tx) error {
		return tx.SaveChat(store.Chat{ID: gridOne, Purpose: store.ForResidents, Area: "xintian", Active: true})
	})
	w.say(xiaoLi, firm, "/duty")
	w.sees(firm, "值班 · 路西物业", "钱师傅")
	w.say(xiaoLi, gridOne, "/duty")
	w.seesNot(gridOne, "值班 ·")
	w.sees(gridOne, "私聊")
	w.write(func(tx *store.Tx) error {
		return tx.SaveChat(store.Chat{ID: gridOne, Purpose: store.ForDesk, Area: "xintian", Active: true})
	})
	w.say(zhou, gridOne, "/duty")
	w.sees(gridOne, "值班 · ", "没有排班")
}

// The cards of orders that wait for somebody's answer say at once that they
// can't be reached, and at once that they can again.
func TestHitchOnOfferedCard(t *testing.T) {
	w := firmOf(t)
	w.rota(roundTheClock(qian))
	w.say(xiaoLi, xiaoLi, "电梯又坏了")
	w.tap(xiaoLi, xiaoLi, "提交")
	w.seesNot(zhou, "⚠")
	w.handle(Input{Kind: Blocked, Person: Person{ID: qian}, Chat: Chat{ID: qian}})
	w.sees(zhou, "⚠ 钱师傅 停用了机器人")
	w.say(qian, qian, "/start")
	w.seesNot(zhou, "⚠")
	w.say(qian, qian, "/leave")
	w.tap(qian, qian, "到明天")
	w.sees(zhou, "⚠ 钱师傅 请假到明天")
	w.tap(qian, qian, "提前结束")
	w.seesNot(zhou, "⚠")
}

// A hold goes with the order: who takes it over finds it paused as it was.
func TestHandOverOfHeld(t *testing.T) {
	w := firmOf(t)
	w.tap(zhao, firm, "接单")
	if a := w.press(zhao, zhao, 1, data("wait", int64(1001), order.HoldReasons[0], fmt.Sprint("h", order.HoldDays[0]))); a.Alert {
		t.Fatal(a.Text)
	}
	was := w.order(1001)
	w.say(zhao, zhao, "/leave")
	w.tap(zhao, zhao, "一周")
	w.tap(zhao, zhao, "钱师傅")
	if a := w.tap(qian, qian, "好，我来"); a.Alert {
		t.Fatal(a.Text)
	}
	o := w.order(1001)
	if o.Taker != qian || o.State != order.Held || !o.FinishDue.Equal(was.FinishDue) || !o.HeldUntil.Equal(was.HeldUntil) {
		t.Errorf("was %+v\n is %+v", was, o)
	}
	w.sees(qian, "#1001")
	w.seesNot(zhao, "恢复办理")
}

// No group learns of a private matter by the way of who is on duty, on leave or
// stands in.
func TestDutyOfPrivateMatter(t *testing.T) {
	w := discreetWorld(t)
	setupNames[qian] = "钱师傅"
	for _, p := range []int64{zhao, qian, xiaoLi} {
		w.say(p, p, "/start")
		if p != xiaoLi {
			w.give(p, order.RoleUnit, "", "property")
		}
	}
	w.rota(roundTheClock(zhao))
	w.hear(xiaoLi, gridOne, Message{ID: 500, Addressed: true, Text: "3号楼，他打我", Media: []Media{{"photo", "bruise"}}})
	w.press(zhou, duty, 1, data("offer", int64(1001), "property"))
	w.sees(zhao, "#1001")
	w.seesNot(zhao, "他打我", "3号楼")
	w.handle(Input{Kind: Blocked, Person: Person{ID: zhao}, Chat: Chat{ID: zhao}})
	w.press(zhou, duty, 1, data("nudge", int64(1001)))
	w.sees(firm, "⏰ 赵师傅：#1001")
	w.say(zhao, zhao, "/start")
	w.press(zhao, firm, 1, data("accept", int64(1001)))
	w.sees(zhao, "他打我")
	w.say(zhao, zhao, "/leave")
	w.tap(zhao, zhao, "一周")
	w.tap(zhao, zhao, "钱师傅")
	w.seesNot(qian, "他打我")
	w.tap(qian, qian, "不行")
	w.tap(zhao, zhao, "另找一位")
	w.tap(zhao, zhao, "钱师傅")
	w.tap(qian, qian, "好，我来")
	w.sees(qian, "他打我")
	w.seesNot(zhao, "他打我")
	w.quietGroups()
}
