package flows

import (
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// change carries out a change of the roster, as the import does.
func (w *setupWorld) change(c order.RosterChange) {
	w.Helper()
	w.write(func(tx *store.Tx) error { return w.flows.ChangeRoster(tx, c) })
}

func (w *setupWorld) roster() (list []order.Listed) {
	w.Helper()
	w.write(func(tx *store.Tx) (err error) { list, err = w.flows.Roster(tx); return err })
	return list
}

func listed(role order.Role, area, unit, name string) order.Listed {
	return order.Listed{Member: order.Member{Role: role, Area: area, Unit: unit}, Name: name, Phone: "139"}
}

// TestListedPersonJoins: somebody whom the bot has not met has a link, which
// gives the role once; the owners hear of it.
func TestListedPersonJoins(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(liWang, liWang, "/start")
	w.change(order.RosterChange{Add: []order.Listed{listed(order.RoleLeader, "grid1", "", "老孙")}})
	list := w.roster()
	if len(list) != 2 || list[0].Person != liWang || list[0].Name != "李望" || list[1].Joined() || list[1].Phone != "139" || len(list[1].Code) != 16 {
		t.Fatalf("%+v", list)
	}
	link := "/start i_" + list[1].Code
	w.say(sun, sun, link)
	if got := w.roles(sun); got != "leader:grid1" {
		t.Errorf("roles %q", got)
	}
	w.sees(sun, "您现在是：网格长 · 一网格")
	w.sees(liWang, "孙网格长用了花名册里老孙的邀请，现在是：网格长 · 一网格")
	if l := w.roster()[1]; l.Person != sun || l.Name != "老孙" || l.Expired(w.now.AddDate(1, 0, 0)) {
		t.Errorf("%+v", l)
	}
	// The phone that they give the bot is for orders, not for the roster.
	w.handle(Input{Kind: Said, Person: Person{ID: sun}, Chat: Chat{ID: sun}, Message: Message{ID: 900, Contact: &Contact{Phone: "13912345678", Person: sun}}})
	if l := w.roster()[1]; l.Phone != "139" {
		t.Errorf("the roster shows %q", l.Phone)
	}
	w.clear(sun)
	w.say(sun, sun, link)
	w.sees(sun, "您已经是网格长 · 一网格了。")
	w.say(xiaoLi, xiaoLi, link)
	w.sees(xiaoLi, "这个邀请已经有人用过了")
	if got := w.roles(xiaoLi); got != "" {
		t.Errorf("roles %q", got)
	}
	w.clear(sun)
	w.say(sun, sun, "/mydata")
	w.sees(sun, "花名册里写的您：", "· 网格长 · 一网格：老孙 139")
}

// TestListedInviteEnds: an invite ends with its time, with its line, and with
// its place.
func TestListedInviteEnds(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.change(order.RosterChange{Add: []order.Listed{listed(order.RoleUnit, "", "property", "赵"), listed(order.RoleLeader, "grid2", "", "孙"), listed(order.RoleWorker, "grid2", "", "周")}})
	list := w.roster()[1:] // the leader, the worker, the unit's member
	w.change(order.RosterChange{Remove: list[2:]})
	w.say(zhao, zhao, "/start i_"+list[2].Code)
	w.sees(zhao, "这个邀请不对")
	smaller := *setupCommunity()
	smaller.Areas = append([]order.Area{}, smaller.Areas...)
	smaller.Areas = append(smaller.Areas[:4], smaller.Areas[5:]...) // without grid2
	if err := smaller.Prepare(); err != nil {
		t.Fatal(err)
	}
	w.change(order.RosterChange{Community: &smaller})
	w.say(sun, sun, "/start i_"+list[0].Code)
	w.sees(sun, "这个邀请已经过期")
	w.change(order.RosterChange{Community: setupCommunity()})
	w.now = w.now.Add(listedFor - time.Second)
	w.say(sun, sun, "/start i_"+list[0].Code)
	w.now = w.now.Add(time.Second)
	w.say(zhou, zhou, "/start i_"+list[1].Code)
	w.sees(zhou, "这个邀请已经过期")
	if w.roles(sun) != "leader:grid2" || w.roles(zhou)+w.roles(zhao) != "" {
		t.Errorf("%q %q %q", w.roles(sun), w.roles(zhou), w.roles(zhao))
	}
	late := w.roster()[2]
	w.change(order.RosterChange{Renew: []order.Listed{late}})
	renewed := w.roster()[2]
	if renewed.Code == late.Code || renewed.ID != late.ID || renewed.Expired(w.now) {
		t.Errorf("%+v", renewed)
	}
	w.say(zhou, zhou, "/start i_"+renewed.Code)
	if got := w.roles(zhou); got != "worker:grid2" {
		t.Errorf("roles %q", got)
	}
}

// TestRosterTakesRolesAway: who is removed or moved loses the role as if it had
// been taken away in chat, and is told; so is who was invited in chat.
func TestRosterTakesRolesAway(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(sun, sun, "/start")
	w.say(zhao, zhao, "/start")
	w.give(sun, order.RoleLeader, "grid1", "")
	w.give(zhao, order.RoleUnit, "", "property")
	w.say(zhao, zhao, "/start")
	list := w.roster()
	moved := list[1]
	moved.Area, moved.Name = "grid2", "老孙"
	w.change(order.RosterChange{Change: []order.Relisted{{Was: list[1], Is: moved}}, Remove: list[2:]})
	if w.roles(sun) != "leader:grid2" || w.roles(zhao) != "" {
		t.Errorf("%q %q", w.roles(sun), w.roles(zhao))
	}
	w.sees(sun, "您不再担任：网格长 · 一网格", "您现在是：网格长 · 二网格")
	w.sees(zhao, "您不再担任：单位成员 · 路西物业")
	if l := w.roster()[1]; l.ID == 0 || l.Name != "老孙" || l.Person != sun {
		t.Errorf("%+v", l)
	}
	// Taken away in chat, it goes from the roster, too.
	w.say(liWang, liWang, "/people")
	w.tap(liWang, liWang, "孙网格长")
	w.tap(liWang, liWang, "收回")
	if list := w.roster(); len(list) != 1 {
		t.Errorf("%+v", list)
	}
}

// TestRosterForgets: /forget leaves nothing of the roster's line, and names and
// phones are sealed in the database.
func TestRosterForgets(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.change(order.RosterChange{Add: []order.Listed{listed(order.RoleLeader, "grid1", "", "花名册里的老孙")}})
	w.say(sun, sun, "/start i_"+w.roster()[1].Code)
	if cells := strings.Join(w.dump()["listed"], " "); !strings.Contains(cells, "花名册里的老孙") || !strings.Contains(cells, "700100003") {
		t.Errorf("the line is not there: %s", cells)
	}
	w.say(sun, sun, "/forget")
	w.tap(sun, sun, "删除")
	if cells := w.dump()["listed"]; len(cells) > 0 {
		t.Errorf("left behind: %v", cells)
	}
}

// TestDraftOfGonePlace: a draft for a place that is no more asks anew.
func TestDraftOfGonePlace(t *testing.T) {
	w := newSetupWorld(t)
	w.say(xiaoLi, xiaoLi, "二网格电梯坏了")
	smaller := *setupCommunity()
	smaller.Areas = append(append([]order.Area{}, smaller.Areas[:4]...), smaller.Areas[5:]...)
	if err := smaller.Prepare(); err != nil {
		t.Fatal(err)
	}
	w.change(order.RosterChange{Community: &smaller})
	w.tap(xiaoLi, xiaoLi, "提交")
	w.write(func(tx *store.Tx) error {
		list, err := tx.OrdersOf(xiaoLi, 5)
		for _, o := range list {
			if smaller.Area(o.Area) == nil {
				t.Errorf("an order for a place that is no more: %q", o.Area)
			}
		}
		return err
	})
}
