package flows

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

const duty int64 = -100700003 // the desk's group

// discreetWorld has a sensitive category, and a group for everything.
func discreetWorld(t *testing.T) *setupWorld {
	w := newSetupWorld(t)
	c := setupCommunity()
	c.Categories = append([]order.Category{{Key: "harm", Name: order.Name{ZH: "家庭暴力"}, Class: "normal", Words: []string{"打我"}, Sensitive: true}}, c.Categories...)
	if err := c.Prepare(); err != nil {
		t.Fatal(err)
	}
	w.write(func(tx *store.Tx) error { return tx.SaveCommunity(c, 0) })
	w.bound()
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	w.give(sun, order.RoleLeader, "grid1", "")
	w.write(func(tx *store.Tx) error {
		return tx.SaveChat(store.Chat{ID: duty, Title: "值班群", Purpose: store.ForDesk, Area: "xintian", Active: true})
	})
	for _, p := range []int64{zhou, sun, zhao, liWang} {
		w.say(p, p, "/start")
	}
	w.write(w.flows.Prepare)
	return w
}

// quietGroups wants no group to have shown anything of the matter, ever.
func (w *setupWorld) quietGroups() {
	w.Helper()
	for chat, list := range w.screens {
		for _, m := range list {
			if chat > 0 {
				continue
			}
			for _, word := range []string{"打我", "3号楼", "家庭暴力", "我怕", "劝开了", "小李"} {
				if strings.Contains(m.out.Text, word) {
					w.Errorf("chat %d showed %q:\n%s", chat, word, m.out.Text)
				}
			}
			if len(m.out.Media) > 0 || m.out.Place != nil {
				w.Errorf("chat %d showed files:\n%s", chat, m.out.Text)
			}
		}
	}
}

// A private matter goes its whole way – asked in a group with a photo, declined,
// late, in the digest, finished, not solved – and no group ever learns what it
// is. Once with a resident who can be written to, once with one who can't.
func TestGroupsNeverLearn(t *testing.T) {
	for _, started := range []bool{true, false} {
		t.Run(fmt.Sprint("started ", started), func(t *testing.T) {
			w := discreetWorld(t)
			if started {
				w.say(xiaoLi, xiaoLi, "/start")
			}
			w.hear(xiaoLi, gridOne, Message{ID: 500, Addressed: true, Text: "3号楼，他打我", Media: []Media{{"photo", "bruise"}}, Place: &Place{1, 2}})
			w.sees(gridOne, "#1001 一件私事 · 待派单")
			w.sees(duty, "#1001 一件私事 · 待派单")
			w.say(xiaoLi, gridOne, "/status 1001")
			w.hear(grandma, gridOne, Message{ID: 501, Addressed: true, Text: "打我的人在哪"}) // another one, not hers to see
			w.press(zhou, duty, 1, data("offer", int64(1001), "property"))
			w.sees(firm, "#1001 一件私事 · 待接单")
			w.press(zhao, firm, 1, data("decline", int64(1001), "not_ours"))
			w.press(zhou, duty, 1, data("uphold", int64(1001), "property"))
			w.sees(firm, "维持原派")
			for range 12 {
				w.now = w.now.Add(30 * time.Minute)
				w.allDue()
			}
			w.press(zhao, firm, 1, data("accept", int64(1001)))
			w.sees(zhao, "他打我", "家庭暴力")
			w.press(zhao, zhao, 1, data("message", int64(1001)))
			w.say(zhao, zhao, "您现在安全吗，我怕")
			w.press(zhao, zhao, 1, data("finish", int64(1001)))
			w.hear(zhao, zhao, Message{ID: 502, Text: "劝开了", Media: []Media{{"photo", "door"}}})
			if o := w.order(1001); o.State != order.Done {
				t.Fatalf("it is %s", o.State)
			}
			if started {
				w.sees(xiaoLi, "劝开了")
			} else {
				w.sees(gridOne, "#1001 有新的消息，请到私聊里看。")
			}
			w.now = w.now.Add(26 * time.Hour)
			w.allDue()
			w.press(xiaoLi, gridOne, 1, data("reopen", int64(1001)))
			if o := w.order(1001); o.State != order.New {
				t.Fatalf("it is %s", o.State)
			}
			w.now = w.now.Add(26 * time.Hour)
			w.allDue()
			w.sees(duty, "日报", "#1001 一件私事，")
			w.quietGroups()
		})
	}
}

// A unit without a group is asked member by member; they, too, read what it is
// about only when they have taken it.
func TestMembersLearnWhenTheyTakeIt(t *testing.T) {
	w := discreetWorld(t)
	w.give(zhao, order.RoleVolunteer, "", "vests")
	w.hear(xiaoLi, gridOne, Message{ID: 500, Addressed: true, Text: "3号楼，他打我", Media: []Media{{"photo", "bruise"}}})
	w.press(zhou, duty, 1, data("offer", int64(1001), "vests"))
	w.sees(zhao, "#1001", "内容只给接单的人看")
	w.seesNot(zhao, "打我", "3号楼")
	for _, m := range w.screens[zhao] {
		if len(m.out.Media) > 0 {
			t.Error("the photo came before anybody took it")
		}
	}
	w.tap(zhao, zhao, "接单")
	w.sees(zhao, "打我", "3号楼")
	w.press(zhao, zhao, 1, data("release", int64(1001), "busy"))
	w.seesNot(zhao, "打我", "3号楼")
}

// allDue lets everything happen that is due.
func (w *setupWorld) allDue() {
	w.Helper()
	for range 200 {
		var left bool
		w.write(func(tx *store.Tx) error {
			list, err := tx.DueTimers(1)
			if err != nil || len(list) == 0 {
				return err
			}
			left = true
			return w.flows.Due(tx, list[0])
		})
		if !left {
			return
		}
	}
	w.Fatal("there is no end to what is due")
}

// The card says in a few words why a unit stands where it does.
func TestReasons(t *testing.T) {
	w := discreetWorld(t)
	c := setupCommunity()
	for _, x := range []struct {
		r    order.Ranked
		want string
	}{
		{order.Ranked{Part: order.PartLead, Load: order.Load{Reachable: true, Open: 2, Answer: 6 * time.Minute}}, "路西物业：牵头 · 手上 2 件 · 平时 6 分钟"},
		{order.Ranked{Part: order.PartAssist, Expired: true, Full: true, Load: order.Load{Reachable: true}}, "路西物业：协办 · 协议已到期 · 本月名额已满"},
		{order.Ranked{Part: order.PartAble, Load: order.Load{}}, "路西物业：对口 · 联系不上"},
		{order.Ranked{Load: order.Load{}}, ""}, // the button says it
	} {
		d := &drawing{step: &step{Flows: w.flows, c: c, now: w.now}, lang: "zh"}
		x.r.Unit = c.Unit("property")
		d.reasons(x.r)
		if got := strings.TrimSpace(d.rich.Text()); got != x.want {
			t.Errorf("%+v: %q, want %q", x.r, got, x.want)
		}
	}
}

// What a unit took this month is counted against its quota.
func TestQuota(t *testing.T) {
	w := newSetupWorld(t)
	c := setupCommunity()
	c.Units[0].Agreement = order.Agreement{Quota: 1}
	w.write(func(tx *store.Tx) error { return tx.SaveCommunity(c, 0) })
	w.bound()
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	w.say(zhou, zhou, "/start")
	w.say(zhao, zhao, "/start")
	w.say(xiaoLi, gridOne, "电梯坏了")
	w.sees(gridOne, "#1001 电梯故障 · 待接单")
	w.tap(zhao, firm, "接单")
	w.say(grandma, gridOne, "电梯又坏了")
	w.sees(gridOne, "#1002 电梯故障 · 待派单")
	w.sees(zhou, "路西物业：对口 · 本月名额已满")
	w.now = time.Date(2026, 12, 1, 2, 0, 0, 0, time.UTC)
	w.say(grandma, gridOne, "电梯再一次坏了")
	w.sees(gridOne, "#1003 电梯故障 · 待接单")
}
