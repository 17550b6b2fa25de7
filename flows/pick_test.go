package flows

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// listKey is the number of the list that a big button of the newest keyboard opens.
func (w *setupWorld) listKey(chat int64) (people, group int32) {
	w.Helper()
	for i := len(w.screens[chat]) - 1; i >= 0; i-- {
		for _, row := range w.screens[chat][i].out.Keyboard {
			for _, k := range row {
				if k.People != 0 || k.Group != 0 {
					return k.People, k.Group
				}
			}
		}
	}
	w.Fatalf("no list in chat %d:\n%s", chat, w.screen(chat))
	return 0, 0
}

// picks answers the list of people that was asked for last.
func (w *setupWorld) picks(person int64, picked ...Person) {
	w.Helper()
	id, _ := w.listKey(person)
	w.share(person, &Picked{ID: id, People: picked})
}

func (w *setupWorld) share(person int64, p *Picked) {
	w.Helper()
	w.message++
	w.handle(Input{Kind: Said, Person: Person{ID: person}, Chat: Chat{ID: person}, Message: Message{ID: w.message, Picked: p}})
}

// picking is a world in which the dispatcher of xintian is about to pick leaders
// of grid 1.
func picking(t *testing.T) *setupWorld {
	w := newSetupWorld(t)
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	for _, p := range []int64{zhou, sun, xiaoLi} {
		w.say(p, p, "/start")
	}
	w.press(zhou, zhou, 1, "1:pick:leader:at:grid1")
	return w
}

// TestPickedAgrees: only who was asked can answer, and only while whoever asked
// may give the role.
func TestPickedAgrees(t *testing.T) {
	w := picking(t)
	w.picks(zhou, Person{ID: sun, Name: "老孙"})
	w.sees(zhou, "老孙：已经问了本人")
	if w.roles(sun) != "" {
		t.Fatal("a role without agreeing")
	}
	var code string
	for _, m := range w.screens[sun] {
		for _, row := range m.out.Buttons {
			if p, err := unpack(row[0].Data); err == nil && p.verb == "role" {
				code = p.arg(1)
			}
		}
	}
	for _, who := range []int64{xiaoLi, zhou} {
		w.press(who, who, 1, data("role", "yes", code))
	}
	w.press(sun, gridOne, 1, data("role", "yes", code))
	if got := w.roles(xiaoLi) + w.roles(sun); got != "" {
		t.Errorf("somebody else answered: %q", got)
	}
	w.write(func(tx *store.Tx) error {
		return tx.RemoveMember(order.Member{Person: zhou, Role: order.RoleDispatcher, Area: "xintian"})
	})
	if a := w.tap(sun, sun, "同意"); !a.Alert || w.roles(sun) != "" {
		t.Errorf("after the dispatcher was dismissed: %+v, %q", a, w.roles(sun))
	}
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	w.tap(sun, sun, "同意")
	if got := w.roles(sun); got != "leader:grid1" {
		t.Errorf("roles %q", got)
	}
	if a := w.press(sun, sun, 1, data("role", "no", code)); !a.Alert {
		t.Errorf("answered twice: %+v", a)
	}
}

// TestPickedStranger: whoever has not met the bot is kept by name alone, and the
// invite dies with the right of who made it.
func TestPickedStranger(t *testing.T) {
	w := picking(t)
	const stranger int64 = 799999999
	w.picks(zhou, Person{ID: stranger, Name: "新来的"})
	w.sees(zhou, "新来的：还没用过我", "给新来的的邀请")
	if traced(w.dump(), fmt.Sprint(stranger)) {
		t.Error("their number is kept")
	}
	link := w.link(zhou)
	w.press(zhou, zhou, 1, "1:pick:leader:at:grid1")
	w.picks(zhou, Person{ID: stranger, Name: "新来的"})
	if again := w.link(zhou); again != link {
		t.Errorf("another invite: %q, %q", link, again)
	}
	w.clear(zhou)
	w.say(zhou, zhou, "/mydata")
	w.sees(zhou, "您发出：网格长 · 一网格")

	w.write(func(tx *store.Tx) error {
		return tx.RemoveMember(order.Member{Person: zhou, Role: order.RoleDispatcher, Area: "xintian"})
	})
	w.say(stranger, stranger, link)
	w.sees(stranger, "已经过期")
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	w.clear(zhou)
	w.say(stranger, stranger, link)
	w.sees(zhou, "用了您给新来的的邀请")
	if got := w.roles(stranger); got != "leader:grid1" {
		t.Errorf("roles %q", got)
	}
}

// TestPickedForgotten: who picked others and has their data deleted takes open
// invites along.
func TestPickedForgotten(t *testing.T) {
	w := picking(t)
	w.picks(zhou, Person{ID: 799999999, Name: "新来的"}, Person{ID: 799999998, Name: "先到的"})
	list := w.dump()["listed"]
	if len(list) != 2 {
		t.Fatalf("listed: %q", list)
	}
	w.say(799999998, 799999998, w.link(zhou)) // the newest invite
	w.say(zhou, zhou, "/forget")
	w.tap(zhou, zhou, "全部删除")
	list = w.dump()["listed"]
	if len(list) != 1 || !strings.Contains(list[0], "先到的") {
		t.Errorf("listed: %q", list)
	}
	if traced(w.dump(), fmt.Sprint(zhou)) {
		t.Error("the dispatcher is still there")
	}
}

// TestPickedOver: an old list, a list of another question, and a list after the
// right has gone.
func TestPickedOver(t *testing.T) {
	w := picking(t)
	old, _ := w.listKey(zhou)
	w.press(zhou, zhou, 1, "1:pick:worker:at:grid1")
	w.share(zhou, &Picked{ID: old, People: []Person{{ID: sun, Name: "老孙"}}})
	w.sees(zhou, "已经过时", "{我要点单}")
	w.seesNot(sun, "想请您担任")
	id, _ := w.listKey(zhou)
	w.write(func(tx *store.Tx) error {
		return tx.RemoveMember(order.Member{Person: zhou, Role: order.RoleDispatcher, Area: "xintian"})
	})
	w.clear(zhou)
	w.share(zhou, &Picked{ID: id, People: []Person{{ID: sun, Name: "老孙"}}})
	w.sees(zhou, "只有管理员和社区调度员能邀请")
	w.seesNot(sun, "想请您担任")
	w.clear(xiaoLi)
	w.share(xiaoLi, &Picked{ID: 7, Group: Chat{ID: gridOne}})
	w.sees(xiaoLi, "已经过时")
}

// TestPickGroup: a group of another community can be picked, and is refused.
func TestPickGroup(t *testing.T) {
	w := newSetupWorld(t)
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	w.write(func(tx *store.Tx) error {
		if err := tx.SaveChat(store.Chat{ID: gridOne, Title: "东门群", Purpose: store.ForDesk, Area: "dongmen", Active: true}); err != nil {
			return err
		}
		return tx.SaveChat(store.Chat{ID: firm, Title: "物业群", Active: true})
	})
	pick := func(group int64) {
		t.Helper()
		w.press(zhou, zhou, 1, "1:group:known:pick")
		_, id := w.listKey(zhou)
		w.share(zhou, &Picked{ID: id, Group: Chat{ID: group, Title: "群"}})
	}
	pick(gridOne)
	w.sees(zhou, "不归您的社区管")
	pick(-77)
	w.sees(zhou, "我不在“群”里")
	pick(firm)
	if a := w.press(zhou, zhou, 1, "1:group:known:desk:at:dongmen"); !a.Alert || w.chat(firm).Purpose != "" {
		t.Errorf("%+v, %+v", a, w.chat(firm))
	}
	w.tap(zhou, zhou, "单位群")
	w.sees(firm, "✅ 本群是：单位群 · 路西物业")
	if c := w.chat(firm); c.Unit != "property" {
		t.Errorf("%+v", c)
	}
	pick(firm)
	w.now = w.now.Add(asked + time.Minute)
	if a := w.press(zhou, zhou, 1, "1:group:known:desk:at:xintian"); !a.Alert || w.chat(firm).Unit != "property" {
		t.Errorf("an old choice binds: %+v", a)
	}
}
