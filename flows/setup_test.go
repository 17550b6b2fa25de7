package flows

import (
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

func (w *setupWorld) claimCode() (code string) {
	w.Helper()
	w.write(func(tx *store.Tx) (err error) { code, err = w.flows.ClaimCode(tx); return err })
	return code
}

func TestClaimCodeStaysAndIsEasy(t *testing.T) {
	w := newSetupWorld(t)
	code := w.claimCode()
	if len(code) != 9 || code[4] != '-' || strings.ContainsAny(code, "0O1I") || code != strings.ToUpper(code) {
		t.Errorf("code %q", code)
	}
	if again := w.claimCode(); again != code {
		t.Errorf("made twice: %q, %q", code, again)
	}
}

func TestClaim(t *testing.T) {
	ways := map[string]func(code string) string{
		"plain":   func(c string) string { return c },
		"no dash": func(c string) string { return strings.ToLower(strings.ReplaceAll(c, "-", "")) },
		"command": func(c string) string { return "/claim " + strings.ToLower(c) },
		"start":   func(c string) string { return "/start " + strings.ReplaceAll(c, "-", "") },
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			w := newSetupWorld(t)
			code := w.claimCode()
			w.say(liWang, liWang, way(code))
			w.sees(liWang, "您现在是新田社区的管理员", "把我加进群", "邀请成员", "{我要点单}")
			if got := w.roles(liWang); got != "owner:" {
				t.Errorf("roles %q", got)
			}
			if !strings.Contains(w.commands(liWang), "invite") {
				t.Errorf("menu %q", w.commands(liWang))
			}
			if w.claimCode() != "" {
				t.Error("there is still a code")
			}
			w.say(xiaoLi, xiaoLi, way(code))
			if got := w.roles(xiaoLi); got != "" {
				t.Errorf("the code works twice: %q", got)
			}
		})
	}
}

func TestClaimOnlyInPrivate(t *testing.T) {
	w := newSetupWorld(t)
	w.say(liWang, gridOne, "/claim "+w.claimCode())
	w.sees(gridOne, "在私聊里看")
	if w.roles(liWang) != "" {
		t.Error("claimed in a group")
	}
}

func TestClaimWrongCodesAreCounted(t *testing.T) {
	w := newSetupWorld(t)
	code := w.claimCode()
	for i := 1; i < wrongCodes; i++ {
		w.clear(liWang)
		w.say(liWang, liWang, "AB2C-DE3F")
		w.sees(liWang, "认领码不对")
	}
	w.clear(liWang)
	w.say(liWang, liWang, "/claim XXXX")
	w.sees(liWang, "一小时以后")
	w.clear(liWang)
	w.say(liWang, liWang, code)
	if w.screen(liWang) != "" || w.roles(liWang) != "" {
		t.Errorf("not ignored: %q", w.screen(liWang))
	}
	w.say(zhou, zhou, "AB2C-DE3F")
	w.sees(zhou, "认领码不对") // others are not blocked
	w.now = w.now.Add(time.Hour)
	w.say(liWang, liWang, code)
	if w.roles(liWang) != "owner:" {
		t.Error("still ignored after an hour")
	}
}

func TestOrdinaryTextIsNoCode(t *testing.T) {
	w := newSetupWorld(t)
	w.claimCode()
	for _, text := range []string{"elevators", "heatpump", "25364758", "3号楼电梯坏了"} {
		w.clear(xiaoLi)
		w.say(xiaoLi, xiaoLi, text)
		w.seesNot(xiaoLi, "认领码不对")
	}
}

func TestAsCode(t *testing.T) {
	for text, want := range map[string]bool{"AB2C-DE3F": true, " ab2cde3f ": true, "ab2c—de3f": true, "AB2CDE3": false,
		"AB0CDE3F": false, "ABCDEFGH": false, "23456789": false, "电梯坏了请来修": false, "": false} {
		if _, ok := asCode(text); ok != want {
			t.Errorf("asCode(%q) = %v", text, ok)
		}
	}
}

func TestBindResidents(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(liWang, gridOne, "/bind")
	w.sees(gridOne, "做什么用", "居民群", "单位群", "志愿者群", "调度台")
	w.tap(liWang, gridOne, "居民群")
	w.tap(liWang, gridOne, "新田社区 ›")
	w.sees(gridOne, "整个新田社区", "一网格 ›")
	w.tap(liWang, gridOne, "一网格")
	w.sees(gridOne, "整个一网格", "3号楼")
	w.tap(liWang, gridOne, "整个一网格")
	w.sees(gridOne, "✅ 本群是：居民群 · 一网格", "@huiyin_bot")
	if n := len(w.screens[gridOne]); n != 1 {
		t.Errorf("%d messages, want one that was edited in place", n)
	}
	if c := w.chat(gridOne); c.Purpose != store.ForResidents || c.Area != "grid1" || !c.Active {
		t.Errorf("chat %+v", c)
	}
	if got := w.commands(gridOne); got != "order help privacy" {
		t.Errorf("menu %q", got)
	}
	w.say(liWang, gridOne, "/bind")
	w.sees(gridOne, "本群是：居民群 · 一网格", "改绑", "解除绑定")
	w.tap(liWang, gridOne, "解除绑定")
	if c := w.chat(gridOne); c.Purpose != "" || c.Area != "" {
		t.Errorf("chat %+v", c)
	}
}

func TestBindUnitGetsItsArea(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(liWang, firm, "/start bind")
	w.tap(liWang, firm, "单位群")
	w.sees(firm, "路西物业", "东门物业")
	w.seesNot(firm, "红马甲")
	w.tap(liWang, firm, "路西物业")
	if c := w.chat(firm); c.Purpose != store.ForUnit || c.Unit != "property" || c.Area != "xintian" {
		t.Errorf("chat %+v", c)
	}
}

func TestBindByDispatcher(t *testing.T) {
	w := newSetupWorld(t)
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	w.say(zhou, gridOne, "/bind")
	w.tap(zhou, gridOne, "居民群") // the only community is not asked for
	w.sees(gridOne, "一网格")
	w.seesNot(gridOne, "东门")
	w.tap(zhou, gridOne, "返回")
	w.tap(zhou, gridOne, "单位群") // the only unit neither
	if c := w.chat(gridOne); c.Unit != "property" {
		t.Errorf("chat %+v", c)
	}
	for _, forged := range []string{"residents:at:grid9", "unit:at:far", "desk:at:dongmen", "residents:at:luxi", "unit:at:vests", "owner:at:x"} {
		w.press(zhou, gridOne, 1, "1:bind:"+forged)
		if c := w.chat(gridOne); c.Unit != "property" {
			t.Errorf("%s: chat %+v", forged, c)
		}
	}
	w.write(func(tx *store.Tx) error {
		return tx.SaveChat(store.Chat{ID: firm, Purpose: store.ForResidents, Area: "grid9", Active: true})
	})
	w.say(zhou, firm, "/bind")
	w.sees(firm, "不归您的社区管")
	if a := w.press(zhou, firm, 1, "1:bind:off"); !a.Alert || w.chat(firm).Purpose == "" {
		t.Errorf("answer %+v, chat %+v", a, w.chat(firm))
	}
}

func TestBindWithoutRight(t *testing.T) {
	w := newSetupWorld(t)
	w.give(sun, order.RoleLeader, "grid1", "")
	w.say(sun, gridOne, "/bind")
	w.sees(gridOne, "只有管理员和社区调度员")
	a := w.press(xiaoLi, gridOne, 1, "1:bind:residents:at:grid1")
	if !a.Alert || w.chat(gridOne).Purpose != "" {
		t.Errorf("answer %+v, chat %+v", a, w.chat(gridOne))
	}
	w.say(liWang, liWang, "/bind")
	w.sees(liWang, "只有管理员和社区调度员能设置群")
}

func TestBindAnonymous(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.handle(Input{Kind: Said, Anonymous: true, Person: Person{ID: 1087968824, Name: "Group", Bot: true}, Chat: Chat{ID: gridOne},
		Message: Message{ID: 5, Command: "bind", Addressed: true}})
	w.sees(gridOne, "匿名", "自己的名字")
	w.tap(liWang, gridOne, "是我")
	w.sees(gridOne, "做什么用")
	if strings.Contains(strings.Join(w.dump()["person"], "\n"), "1087968824") {
		t.Error("the stand-in was kept as a person")
	}
}

func TestClosePromptDeletesOnlyQuestions(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(liWang, gridOne, "/bind")
	w.tap(liWang, gridOne, "关闭")
	if w.screen(gridOne) != "" {
		t.Errorf("still there: %s", w.screen(gridOne))
	}
	w.write(func(tx *store.Tx) error {
		return tx.SaveChat(store.Chat{ID: gridOne, Purpose: store.ForResidents, Area: "grid1", Active: true})
	})
	w.say(xiaoLi, gridOne, "电梯坏了")
	card := w.screens[gridOne][len(w.screens[gridOne])-1]
	if a := w.press(grandma, gridOne, card.id, "1:close"); !a.Alert || card.gone {
		t.Errorf("a card was closed by a forged button: %+v", a)
	}
}

// link takes the newest invite's payload out of the chat.
func (w *setupWorld) link(chat int64) string {
	w.Helper()
	text := w.screen(chat)
	i := strings.LastIndex(text, "?start=i_")
	if i < 0 {
		w.Fatalf("no link:\n%s", text)
	}
	return "/start " + strings.Fields(text[i+len("?start="):])[0]
}

func TestInvite(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(liWang, liWang, "/invite")
	w.sees(liWang, "网格长", "社区调度员", "街道干部", "单位成员", "志愿者", "管理员")
	w.tap(liWang, liWang, "网格长")
	w.tap(liWang, liWang, "新田社区")
	w.tap(liWang, liWang, "一网格")
	w.sees(liWang, "网格长 · 一网格", "以前有效")
	link := w.link(liWang)

	w.say(liWang, liWang, link)
	w.sees(liWang, "您自己发出的邀请")
	w.say(sun, sun, link)
	w.sees(sun, "您现在是：网格长 · 一网格", "日报")
	w.sees(liWang, "孙网格长接受了邀请")
	if got := w.roles(sun); got != "leader:grid1" {
		t.Errorf("roles %q", got)
	}
	w.clear(sun)
	w.say(sun, sun, link)
	w.sees(sun, "您已经是网格长 · 一网格")
	w.say(xiaoLi, xiaoLi, link)
	w.sees(xiaoLi, "已经有人用过了")
	w.say(grandma, grandma, "/start i_nonsense")
	w.sees(grandma, "这个邀请不对")
	if w.roles(xiaoLi)+w.roles(grandma) != "" {
		t.Error("an invite worked twice")
	}
}

func TestInviteExpires(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	w.say(liWang, liWang, "/invite")
	w.tap(liWang, liWang, "街道干部") // there is one street
	link := w.link(liWang)
	w.now = w.now.Add(inviteFor)
	w.say(sun, sun, link)
	w.sees(sun, "已经过期")

	w.say(zhou, zhou, "/invite")
	w.seesNot(zhou, "街道干部", "社区调度员", "[管理员]")
	w.tap(zhou, zhou, "网格员")
	w.tap(zhou, zhou, "二网格")
	link = w.link(zhou)
	w.write(func(tx *store.Tx) error {
		return tx.RemoveMember(order.Member{Person: zhou, Role: order.RoleDispatcher, Area: "xintian"})
	})
	w.clear(sun)
	w.say(sun, sun, link)
	w.sees(sun, "已经过期") // who made it could not make it any more
	if w.roles(sun) != "" {
		t.Errorf("roles %q", w.roles(sun))
	}
}

func TestInviteRights(t *testing.T) {
	w := newSetupWorld(t)
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	for _, forged := range []string{"owner", "dispatcher:at:xintian", "officer:at:luxi", "leader:at:grid9", "unit:at:far", "leader:at:xintian", "dispatcher:in", "king:at:grid1"} {
		w.press(zhou, zhou, 1, "1:invite:"+forged)
	}
	w.seesNot(zhou, "?start=i_")
	w.say(xiaoLi, xiaoLi, "/invite")
	w.sees(xiaoLi, "只有管理员和社区调度员")
	if a := w.press(xiaoLi, xiaoLi, 1, "1:invite:leader:at:grid1"); !a.Alert {
		t.Errorf("answer %+v", a)
	}
}

func TestInviteOneself(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(liWang, liWang, "/invite")
	w.tap(liWang, liWang, "志愿者")
	w.say(liWang, liWang, w.link(liWang))
	w.tap(liWang, liWang, "由我自己担任")
	if got := w.roles(liWang); got != "owner: volunteer:vests" {
		t.Errorf("roles %q", got)
	}
}

func TestChooserPages(t *testing.T) {
	w := newSetupWorld(t)
	c := setupCommunity()
	for i := range 40 {
		key := "building-with-a-long-k" + string(rune('a'+i/10)) + string(rune('0'+i%10))
		c.Areas = append(c.Areas, order.Area{Key: key, Kind: order.KindBuilding, In: "grid2", Name: order.Name{ZH: "楼" + key}})
	}
	if err := c.Prepare(); err != nil {
		t.Fatal(err)
	}
	w.write(func(tx *store.Tx) error { return tx.SaveCommunity(c, 0) })
	w.give(liWang, order.RoleOwner, "", "")
	w.say(liWang, gridOne, "/bind")
	w.tap(liWang, gridOne, "居民群")
	w.tap(liWang, gridOne, "新田社区")
	w.tap(liWang, gridOne, "二网格")
	w.press(liWang, gridOne, 1, "1:bind:residents:in:grid2:2")
	w.sees(gridOne, "kd9", "‹")
	w.tap(liWang, gridOne, "kd9")
	if got := w.chat(gridOne).Area; got != "building-with-a-long-kd9" {
		t.Errorf("area %q", got)
	}
}
