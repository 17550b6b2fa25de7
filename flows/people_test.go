package flows

import (
	"strings"
	"testing"

	"huiyin/order"
	"huiyin/store"
)

// staffed is a world with an owner, a dispatcher and a unit member who has no
// group, and an order with phone and address that the unit was asked for.
func staffed(t *testing.T) *setupWorld {
	t.Helper()
	w := newSetupWorld(t)
	for _, p := range []int64{liWang, zhou, sun, zhao, grandma} {
		w.say(p, p, "/start")
	}
	w.give(liWang, order.RoleOwner, "", "")
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	w.give(sun, order.RoleLeader, "grid1", "")
	w.give(zhao, order.RoleUnit, "", "property")
	w.say(xiaoLi, xiaoLi, "/start b_b3")
	w.handle(Input{Kind: Said, Person: Person{ID: xiaoLi}, Chat: Chat{ID: xiaoLi}, Message: Message{ID: 900, Contact: &Contact{Phone: secretPhone, Person: xiaoLi}}})
	w.sharesPhone(xiaoLi)
	w.say(xiaoLi, xiaoLi, "3号楼电梯坏了")
	w.tap(xiaoLi, xiaoLi, "补门牌")
	w.say(xiaoLi, xiaoLi, secretAddress)
	w.tap(xiaoLi, xiaoLi, "提交")
	return w
}

// dismiss goes all the way from /people to the confirming tap.
func (w *setupWorld) dismiss(by int64, who string) Answer {
	w.Helper()
	w.say(by, by, "/people")
	w.tap(by, by, who)
	return w.tap(by, by, "收回角色")
}

// button is the newest message and data in the chat that do this.
func (w *setupWorld) button(chat int64, verb string) (message int, what string) {
	w.Helper()
	for _, m := range w.screens[chat] {
		for _, row := range m.out.Buttons {
			for _, b := range row {
				if strings.HasPrefix(b.Data, "1:"+verb+":") {
					message, what = m.id, b.Data
				}
			}
		}
	}
	if what == "" {
		w.Fatalf("nothing to %s:\n%s", verb, w.screen(chat))
	}
	return message, what
}

func TestDismissUnitMember(t *testing.T) {
	w := staffed(t)
	w.tap(zhao, zhao, "接单")
	w.sees(zhao, secretPhone, secretAddress)
	message, finish := w.button(zhao, "finish")
	w.clear(zhou)
	if a := w.dismiss(zhou, "赵师傅 · 单位成员 · 路西物业"); a.Alert {
		t.Fatalf("refused: %s", a.Text)
	}
	w.sees(zhou, "已收回赵师傅的角色：单位成员 · 路西物业", "也移出群", "电梯故障", "接单人不再担任", "派给")
	w.seesNot(zhao, secretPhone, secretAddress)
	w.sees(zhao, "您不再担任：单位成员 · 路西物业", "您不再负责这个工单")
	if o := w.order(1001); o.State != order.New || o.Taker != 0 {
		t.Errorf("order %+v", o)
	}
	if a := w.press(zhao, zhao, message, finish); !a.Alert {
		t.Errorf("the old button answers %+v", a)
	}
	w.say(zhao, zhao, "/start t1001")
	w.say(zhao, zhao, "/status 1001")
	w.seesNot(zhao, secretPhone, secretAddress)
	if w.roles(zhao) != "" {
		t.Errorf("roles %q", w.roles(zhao))
	}
}

func TestDismissDispatcher(t *testing.T) {
	w := staffed(t)
	w.say(grandma, grandma, "/start b_b3")
	w.say(grandma, grandma, "楼道灯坏了")
	w.tap(grandma, grandma, "其他")
	w.tap(grandma, grandma, "提交")
	w.sees(zhou, "楼道灯坏了")
	message, units := w.button(zhou, "units")
	w.say(zhou, zhou, "/start")
	w.say(zhou, zhou, "/invite")
	w.tap(zhou, zhou, "网格员")
	w.tap(zhou, zhou, "二网格")
	link := w.link(zhou)

	w.say(liWang, liWang, "/people")
	w.sees(liWang, "李望 · 管理员", "周调度 · 社区调度员 · 新田社区", "孙网格长 · 网格长 · 一网格", "赵师傅")
	w.tap(liWang, liWang, "周调度")
	w.sees(liWang, "要收回周调度的“社区调度员 · 新田社区”吗")
	w.tap(liWang, liWang, "返回")
	w.sees(liWang, "孙网格长 · 网格长")
	w.tap(liWang, liWang, "周调度")
	w.tap(liWang, liWang, "收回角色")

	w.seesNot(zhou, "楼道灯坏了", "更多单位")
	w.sees(zhou, "#1002：您不再负责这个工单", "您不再担任：社区调度员")
	if got := w.commands(zhou); strings.Contains(got, "invite") || strings.Contains(got, "people") {
		t.Errorf("menu %q", got)
	}
	if a := w.press(zhou, zhou, message, units); !a.Alert {
		t.Errorf("the old button answers %+v", a)
	}
	w.clear(zhou)
	w.say(grandma, grandma, "/start")
	w.tap(grandma, grandma, "撤回")
	w.tap(grandma, grandma, "撤回")
	w.seesNot(zhou, "楼道灯坏了")
	w.give(zhou, order.RoleDispatcher, "xintian", "") // an old link must not come back to life
	w.say(grandma, grandma, link)
	if w.roles(grandma) != "" {
		t.Errorf("the invite of a dismissed dispatcher gave %q", w.roles(grandma))
	}
}

func TestDismissRights(t *testing.T) {
	w := staffed(t)
	w.give(grandma, order.RoleLeader, "grid9", "")
	w.say(zhou, zhou, "/people")
	w.sees(zhou, "孙网格长 · 网格长", "赵师傅 · 单位成员")
	w.seesNot(zhou, "李望", "周调度 ·", "王奶奶")
	for _, forged := range []string{"owner::700100001", "dispatcher:xintian:700100002", "leader:grid9:700100006", "leader:grid1:x", "", "king::1"} {
		if a := w.press(zhou, zhou, 1, "1:people:ok:"+forged); !a.Alert {
			t.Errorf("%s: %+v", forged, a)
		}
	}
	for chat, by := range map[int64]int64{xiaoLi: xiaoLi, sun: sun, gridOne: liWang} {
		if a := w.press(by, chat, 1, "1:people:ok:leader:grid1:700100003"); !a.Alert {
			t.Errorf("%d in %d: %+v", by, chat, a)
		}
	}
	if got := w.roles(liWang) + w.roles(zhou) + w.roles(grandma) + w.roles(sun); got != "owner:dispatcher:xintianleader:grid9leader:grid1" {
		t.Errorf("roles %q", got)
	}
	w.say(sun, sun, "/people")
	w.sees(sun, "只有管理员和社区调度员")
}

func TestDismissLastOwner(t *testing.T) {
	w := staffed(t)
	w.say(liWang, liWang, "/people")
	if a := w.tap(liWang, liWang, "李望 · 管理员"); !a.Alert || !strings.Contains(a.Text, "最后一位管理员") {
		t.Errorf("answer %+v", a)
	}
	w.give(sun, order.RoleOwner, "", "")
	w.say(liWang, liWang, "/people")
	w.tap(liWang, liWang, "李望 · 管理员")
	_, ok := w.button(liWang, "people:ok")
	w.write(func(tx *store.Tx) error {
		return tx.RemoveMember(order.Member{Person: sun, Role: order.RoleOwner}) // meanwhile
	})
	if a := w.press(liWang, liWang, 1, ok); !a.Alert || w.roles(liWang) != "owner:" {
		t.Errorf("answer %+v, roles %q", a, w.roles(liWang))
	}
}

func TestPeoplePages(t *testing.T) {
	w := staffed(t)
	for i := range int64(20) {
		w.give(800000000+i, order.RoleWorker, "grid1", "")
	}
	w.say(liWang, liWang, "/people")
	w.tap(liWang, liWang, "›")
	w.sees(liWang, "‹", "网格员")
	w.seesNot(liWang, "社区调度员")
}

func TestLeavingTheUnitsGroup(t *testing.T) {
	for _, member := range []bool{false, true} {
		w := besieged(t)
		w.say(zhou, zhou, "/start")
		w.give(zhou, order.RoleDispatcher, "xintian", "")
		w.say(sun, sun, "/start")
		if member {
			w.give(sun, order.RoleUnit, "", "property")
		}
		w.tap(sun, firm, "接单")
		w.sees(sun, "已办结")
		left := Input{Kind: Left, Person: Person{ID: sun}, Chat: Chat{ID: gridOne}}
		w.handle(left) // another group
		if o := w.order(1001); o.State != order.Accepted {
			t.Fatalf("released by leaving another group: %+v", o)
		}
		left.Chat.ID = firm
		w.handle(left)
		w.handle(left) // Telegram may say so twice
		o := w.order(1001)
		if member {
			if o.State != order.Accepted {
				t.Errorf("a member by name lost the order: %+v", o)
			}
			continue
		}
		if o.State != order.New || o.Taker != 0 {
			t.Errorf("order %+v", o)
		}
		w.sees(sun, "地址和电话已收回")
		w.seesNot(sun, "[已办结]")
		w.sees(zhou, "接单人离开了群", "派给")
	}
}
