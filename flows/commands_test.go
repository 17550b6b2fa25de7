package flows

import (
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

func TestStartAndHelp(t *testing.T) {
	w := newSetupWorld(t)
	w.say(xiaoLi, xiaoLi, "/start")
	w.sees(xiaoLi, "新田社区的回音", "{我要点单} {我的工单}", "{🆘 帮我叫人} {帮助}", "还没有管理员")
	if got := w.commands(xiaoLi); got != "order my cancel help language privacy mydata forget" {
		t.Errorf("menu %q", got)
	}
	w.give(liWang, order.RoleOwner, "", "")
	w.give(sun, order.RoleLeader, "grid1", "")
	w.clear(sun)
	w.say(sun, sun, "/start")
	w.sees(sun, "• 网格长：")
	w.seesNot(sun, "还没有管理员")
	w.say(xiaoLi, xiaoLi, "/start b_b3")
	w.sees(xiaoLi, "您在：一网格 3号楼")
	if p := w.person(xiaoLi); p.Area != "b3" || !p.Started {
		t.Errorf("person %+v", p)
	}
	w.say(xiaoLi, xiaoLi, "/start b_nowhere")
	w.sees(xiaoLi, "没有找到这个地方")
	w.say(xiaoLi, gridOne, "/help")
	w.sees(gridOne, "还没有绑定", "?start=help")
}

// TestHelpListsCommands: /help names every command that the person can use
// where they are, and none that they can't.
func TestHelpListsCommands(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	w.give(zhao, order.RoleUnit, "", "property")
	w.say(xiaoLi, xiaoLi, "/help")
	w.sees(xiaoLi, "/order", "/my", "/status 1024", "/cancel", "/language", "/privacy", "/mydata", "/forget")
	w.seesNot(xiaoLi, "/invite")
	w.seesNot(xiaoLi, "/bind")
	w.seesNot(xiaoLi, "/whoami")
	w.say(zhao, zhao, "/help")
	w.sees(zhao, "/whoami", "/forget")
	w.seesNot(zhao, "/invite")
	w.say(liWang, liWang, "/help")
	w.sees(liWang, "邀请成员：/invite", "成员：/people", "绑定群（说明做什么用）：/bind", "我的身份：/whoami", "区域：/areas", "设置：/settings", "/roster")
	w.seesNot(liWang, "/grid")
	w.give(sun, order.RoleLeader, "grid1", "")
	w.say(sun, sun, "/help")
	w.sees(sun, "/grid", "/areas", "/settings")
	w.seesNot(sun, "/roster")
	w.say(xiaoLi, gridOne, "/help")
	w.sees(gridOne, "有事请说", "点单：/order", "/privacy")
	w.seesNot(gridOne, "/bind")
	w.clear(gridOne)
	w.say(liWang, gridOne, "/help")
	w.sees(gridOne, "/order", "/bind", "/language")
}

func (w *setupWorld) person(id int64) (p store.Person) {
	w.Helper()
	w.write(func(tx *store.Tx) (err error) { p, _, err = tx.Person(id); return err })
	return p
}

func TestBigKeys(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	for _, lang := range []string{texts.ZH, texts.EN} {
		for key, want := range map[string]string{"key.order": "请直接说是什么事", "key.my": "您还没有工单", "key.help": "按编号查", "key.call": "马上叫人"} {
			w.clear(xiaoLi)
			w.say(xiaoLi, xiaoLi, say(lang, key))
			w.sees(xiaoLi, want)
		}
	}
}

// bound makes an owner, a residents' group and a unit's group.
func (w *setupWorld) bound() {
	w.Helper()
	w.give(liWang, order.RoleOwner, "", "")
	w.write(func(tx *store.Tx) error {
		if err := tx.SaveChat(store.Chat{ID: firm, Title: "物业群", Purpose: store.ForUnit, Area: "xintian", Unit: "property", Active: true}); err != nil {
			return err
		}
		return tx.SaveChat(store.Chat{ID: gridOne, Title: "一网格群", Purpose: store.ForResidents, Area: "grid1", Active: true})
	})
}

func TestMyAndStatus(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	w.say(xiaoLi, gridOne, "电梯坏了")
	w.say(zhao, zhao, "/start")
	w.tap(zhao, firm, "接单")
	w.say(xiaoLi, xiaoLi, "/my")
	w.sees(xiaoLi, "您点的单", "#1001 电梯故障 · 办理中", "[#1001]")
	w.say(zhao, zhao, "/my")
	w.sees(zhao, "您接的单", "#1001")
	for _, text := range []string{"/status 1001", "/status #1001", "/status １００１号"} {
		w.clear(xiaoLi)
		w.say(xiaoLi, xiaoLi, text)
		w.sees(xiaoLi, "路西物业")
	}
	for text, want := range map[string]string{"/status": "请在后面写编号", "/status abc": "这不是编号", "/status 99": "没有找到这个工单"} {
		w.clear(xiaoLi)
		w.say(xiaoLi, xiaoLi, text)
		w.sees(xiaoLi, want)
	}
	w.say(xiaoLi, gridOne, "/my")
	w.sees(gridOne, "在私聊里看", "?start=my")
	w.clear(xiaoLi)
	w.say(xiaoLi, xiaoLi, "/start my")
	w.say(xiaoLi, xiaoLi, "/start o1001")
	w.seesNot(xiaoLi, "没有找到")
}

func TestCancel(t *testing.T) {
	w := newSetupWorld(t)
	w.say(xiaoLi, xiaoLi, "/cancel")
	w.sees(xiaoLi, "没有要取消的")
	w.say(xiaoLi, xiaoLi, "3号楼电梯坏了")
	w.say(xiaoLi, xiaoLi, "/cancel")
	w.sees(xiaoLi, "什么也没提交")
	w.say(xiaoLi, xiaoLi, "/start")
	w.seesNot(xiaoLi, "3号楼电梯坏了")
}

func TestLanguage(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	w.say(xiaoLi, xiaoLi, "/language")
	w.tap(xiaoLi, xiaoLi, "English")
	w.sees(xiaoLi, "English from now on", "{I need something}")
	w.seesNot(xiaoLi, "请选语言")
	if m := w.menus[xiaoLi].Commands[0]; m.Description != "Place an order" {
		t.Errorf("menu %+v", m)
	}
	w.say(xiaoLi, xiaoLi, "/language")
	w.tap(xiaoLi, xiaoLi, "Same as Telegram")
	if p := w.person(xiaoLi); p.Lang != "" {
		t.Errorf("language %q", p.Lang)
	}
	w.say(xiaoLi, gridOne, "/language")
	w.sees(gridOne, "群的语言由管理员定")
	if a := w.press(xiaoLi, gridOne, 1, "1:lang:en"); !a.Alert {
		t.Errorf("answer %+v", a)
	}
	w.say(liWang, gridOne, "/language")
	w.tap(liWang, gridOne, "English")
	if w.chat(gridOne).Lang != texts.EN || w.menus[gridOne].Commands[0].Description != "Place an order" {
		t.Errorf("chat %+v, menu %+v", w.chat(gridOne), w.menus[gridOne])
	}
}

func TestWhoami(t *testing.T) {
	w := newSetupWorld(t)
	w.say(xiaoLi, xiaoLi, "/whoami")
	w.sees(xiaoLi, "您是居民")
	w.give(xiaoLi, order.RoleVolunteer, "", "vests")
	w.say(xiaoLi, xiaoLi, "/whoami")
	w.sees(xiaoLi, "志愿者 · 红马甲")
}

func TestBotComesAndGoes(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(liWang, liWang, "/start")
	w.handle(Input{Kind: BotAdded, Person: Person{ID: xiaoLi}, Chat: Chat{ID: gridOne}})
	w.sees(gridOne, "请管理员在群里发 /bind")
	if _, ok := w.dump()["person"]; ok && strings.Contains(strings.Join(w.dump()["person"], ""), "700100005") {
		t.Error("who added the bot was kept")
	}
	w.handle(Input{Kind: BotAdded, Person: Person{ID: liWang}, Chat: Chat{ID: firm}})
	w.sees(firm, "做什么用")
	w.say(liWang, firm, "/start bind")
	if n := len(w.screens[firm]); n != 1 {
		t.Errorf("%d messages, want one chooser", n)
	}
	w.tap(liWang, firm, "单位群")
	w.tap(liWang, firm, "路西物业")
	w.clear(firm)
	w.handle(Input{Kind: BotAdded, Person: Person{ID: liWang}, Chat: Chat{ID: firm}})
	if w.screen(firm) != "" {
		t.Errorf("said something because its rights changed: %s", w.screen(firm))
	}
	w.clear(liWang)
	w.handle(Input{Kind: BotRemoved, Person: Person{ID: liWang}, Chat: Chat{ID: firm}})
	w.handle(Input{Kind: BotRemoved, Person: Person{ID: liWang}, Chat: Chat{ID: firm}})
	if n := strings.Count(w.screen(liWang), "说不了话了"); n != 1 || w.chat(firm).Active {
		t.Errorf("told %d times, chat %+v", n, w.chat(firm))
	}
	w.handle(Input{Kind: BotAdded, Person: Person{ID: xiaoLi}, Chat: Chat{ID: firm, Title: "物业新群"}})
	w.sees(firm, "本群仍是：单位群 · 路西物业")
	if c := w.chat(firm); !c.Active || c.Unit != "property" || c.Title != "物业新群" {
		t.Errorf("chat %+v", c)
	}
}

func TestGroupBecomesSupergroup(t *testing.T) {
	const anew int64 = -100700009
	w := newSetupWorld(t)
	w.bound()
	w.say(xiaoLi, gridOne, "电梯坏了")
	for range 3 { // Telegram says so up to three times
		w.handle(Input{Kind: Migrated, Chat: Chat{ID: gridOne}, NewChat: anew})
	}
	if n := strings.Count(w.screen(anew), "本群升级了"); n != 1 || w.chat(anew).Area != "grid1" {
		t.Errorf("told %d times, chat %+v", n, w.chat(anew))
	}
	if n := strings.Count(w.screen(anew), "#1001 电梯故障"); n != 1 {
		t.Errorf("%d new cards:\n%s", n, w.screen(anew))
	}
	if got := w.commands(anew); got != "order help privacy" {
		t.Errorf("menu %q", got)
	}
	w.tap(grandma, anew, "我家也有")
	w.sees(anew, "另有 1 户")
}

func TestOnlyMemberUnreachable(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	w.write(func(tx *store.Tx) error { return tx.SaveChat(store.Chat{ID: firm, Active: false}) })
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	w.give(zhao, order.RoleUnit, "", "property")
	for _, p := range []int64{zhou, zhao} {
		w.say(p, p, "/start")
	}
	w.say(xiaoLi, gridOne, "电梯坏了")
	w.sees(zhao, "#1001")
	w.clear(zhou)
	w.write(func(tx *store.Tx) error {
		return w.flows.Undelivered(tx, store.Post{Chat: zhao, Order: 1001}, "blocked")
	})
	w.sees(zhou, "只有赵师傅一人")
}

// TestOnlyDispatcherUnreachable: an order that waits to be dispatched goes to
// whoever steers now, at once, with its buttons.
func TestOnlyDispatcherUnreachable(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	w.give(liWang, order.RoleOwner, "", "")
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	for _, p := range []int64{liWang, zhou} {
		w.say(p, p, "/start")
	}
	w.say(xiaoLi, gridOne, "请来看看")
	w.sees(zhou, "#1001")
	w.clear(liWang)
	lost := func() {
		w.write(func(tx *store.Tx) error {
			return w.flows.Undelivered(tx, store.Post{Chat: zhou, Order: 1001}, "blocked")
		})
	}
	lost()
	w.sees(liWang, "调度员周调度停用了机器人")
	w.sees(liWang, "[派给")
	lost()
	if n := strings.Count(w.screen(liWang), "停用了机器人"); n != 1 {
		t.Errorf("told %d times: %s", n, w.screen(liWang))
	}
	w.give(zhou, order.RoleOfficer, "luxi", "")
	w.write(func(tx *store.Tx) error {
		return tx.RemoveMember(order.Member{Person: zhou, Role: order.RoleDispatcher, Area: "xintian"})
	})
	w.now = w.now.Add(24 * time.Hour)
	lost()
	w.sees(liWang, "街道干部周调度停用了机器人")
}

func TestLateAndFlooding(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	w.say(liWang, liWang, "/start")
	w.handle(Input{Kind: Late})
	w.sees(gridOne, "请再说一遍")
	w.sees(liWang, "Telegram 可能丢了一些消息")
	if w.screen(firm) != "" {
		t.Errorf("the firm was told: %s", w.screen(firm))
	}
	w.handle(Input{Kind: Flooding, Person: Person{ID: xiaoLi}, Chat: Chat{ID: gridOne}})
	if w.screen(xiaoLi) != "" {
		t.Error("told somebody who can't be reached")
	}
	w.say(xiaoLi, xiaoLi, "/start")
	w.handle(Input{Kind: Flooding, Person: Person{ID: xiaoLi}, Chat: Chat{ID: xiaoLi}})
	w.sees(xiaoLi, "您发得太快了")
}

func TestUnreachable(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	for _, p := range []int64{zhou, zhao, xiaoLi} {
		w.say(p, p, "/start")
	}
	w.say(xiaoLi, gridOne, "电梯坏了")
	w.tap(zhao, firm, "接单")
	lost := func(chat int64) {
		w.write(func(tx *store.Tx) error {
			return w.flows.Undelivered(tx, store.Post{Chat: chat, Order: 1001}, "blocked")
		})
	}
	w.clear(zhou)
	lost(xiaoLi)
	if w.screen(zhou) != "" || !w.person(xiaoLi).Blocked {
		t.Errorf("a resident of a group: %s", w.screen(zhou))
	}
	lost(zhao)
	lost(zhao)
	if n := strings.Count(w.screen(zhou), "接单人赵师傅停用了机器人"); n != 1 {
		t.Errorf("told %d times: %s", n, w.screen(zhou))
	}
	w.write(func(tx *store.Tx) error { return w.flows.Undelivered(tx, store.Post{Chat: firm, Order: 1001}, "gone") })
	w.sees(zhou, "路西物业")
	if w.chat(firm).Active {
		t.Error("the firm's group is still active")
	}
}

func TestPrivateResidentUnreachable(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	w.say(zhao, zhao, "/start")
	w.say(xiaoLi, xiaoLi, "3号楼电梯坏了")
	w.tap(xiaoLi, xiaoLi, "提交")
	w.tap(zhao, firm, "接单")
	w.handle(Input{Kind: Blocked, Person: Person{ID: xiaoLi}, Chat: Chat{ID: xiaoLi}})
	w.sees(zhao, "居民小李停用了机器人")
	w.clear(zhao)
	w.handle(Input{Kind: Blocked, Person: Person{ID: xiaoLi}, Chat: Chat{ID: xiaoLi}})
	w.handle(Input{Kind: Unblocked, Person: Person{ID: xiaoLi}, Chat: Chat{ID: xiaoLi}})
	if w.screen(zhao) != "" || w.person(xiaoLi).Blocked {
		t.Errorf("%s", w.screen(zhao))
	}
}

func TestDefaultMenus(t *testing.T) {
	w := newSetupWorld(t)
	w.write(w.flows.DefaultMenus)
	if got := w.commands(0); got != "order help language privacy" {
		t.Errorf("menu %q", got)
	}
}

// TestWordsMadeOfParts finds texts whose keys are put together at run time.
func TestWordsMadeOfParts(t *testing.T) {
	var keys []string
	for _, r := range order.Roles() {
		keys = append(keys, "role."+string(r), "usage.role."+string(r))
	}
	for _, p := range purposes {
		keys = append(keys, "purpose."+p, "usage.group."+p)
	}
	for _, a := range append(order.Acts(), order.Intake) {
		if !slices.Contains([]order.Act{order.AddEvidence, order.Hear, order.See, order.Own, order.Steer, order.Contact}, a) { // these leave no line in the ledger
			keys = append(keys, "mydata.act."+string(a))
		}
	}
	for _, n := range []string{"order", "my", "cancel", "invite", "people", "bind", "doctor", "help", "language", "privacy", "mydata", "forget", "status", "whoami"} {
		keys = append(keys, "menu."+n)
	}
	for _, lang := range []string{texts.ZH, texts.EN} {
		for _, key := range append(keys, bigKeys...) {
			if !texts.Has(lang, key) {
				t.Errorf("%s has no %s", lang, key)
			}
		}
	}
}
