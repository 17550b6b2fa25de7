package flows

import (
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// lateEvening is a world in which order 1001 was made an hour before the quiet
// hours; the volunteers are asked within them.
func lateEvening(t *testing.T) *setupWorld {
	w := newSetupWorld(t)
	c := setupCommunity()
	c.QuietHours = order.Quiet{From: 22 * 60, To: 7 * 60}
	w.write(func(tx *store.Tx) error { return tx.SaveCommunity(c, 0) })
	w.give(liWang, order.RoleOwner, "", "")
	w.give(zhao, order.RoleUnit, "", "property")
	w.give(sun, order.RoleVolunteer, "", "vests")
	for _, p := range []int64{liWang, zhao, xiaoLi, sun} {
		w.say(p, p, "/start")
	}
	w.now = time.Date(2026, 11, 23, 13, 0, 0, 0, time.UTC) // 21:00
	w.say(xiaoLi, xiaoLi, "3号楼电梯坏了")
	w.tap(xiaoLi, xiaoLi, "提交")
	return w
}

// An offer whose card waits for the morning must not be lost because another
// unit declines at night.
func TestOfferOfTheNightComesInTheMorning(t *testing.T) {
	w := lateEvening(t)
	w.now = w.now.Add(91 * time.Minute) // 22:31: widened to the volunteers, whose card waits for the morning
	w.digests(sun)                      // does what is due
	w.seesNot(sun, "#1001")
	w.tap(zhao, zhao, "退单") // passes
	w.tap(zhao, zhao, "忙")
	w.now = time.Date(2026, 11, 23, 23, 1, 0, 0, time.UTC) // 07:01
	w.deliver()
	w.sees(sun, "#1001", "接单")
}

// A point on the map that was sent in private is an exact address: it is for
// whoever takes the order, as long as they have it.
func TestPlaceIsForTheTaker(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	for _, p := range []int64{liWang, zhao, xiaoLi} {
		w.say(p, p, "/start")
	}
	w.say(xiaoLi, xiaoLi, "3号楼电梯坏了")
	w.hear(xiaoLi, xiaoLi, Message{Place: &Place{35.61, 111.36}})
	w.tap(xiaoLi, xiaoLi, "提交")
	for _, chat := range []int64{firm, liWang} {
		for _, m := range w.screens[chat] {
			if m.out.Place != nil {
				t.Errorf("the exact place stands in chat %d before anybody accepted", chat)
			}
		}
	}
	const where = "111.360000,35.610000"
	w.tap(zhao, firm, "接单")
	w.sees(zhao, where)
	w.seesNot(firm, where)
	for _, m := range w.screens[zhao] {
		if m.out.Place != nil {
			t.Error("the place is a pin, which nobody can take back when its sending is not answered")
		}
		if strings.Contains(m.out.Text, where) && (m.out.Cover == nil || strings.Contains(m.out.Cover.Text, where)) {
			t.Error("the place is sent, and not edited in once the card can be taken back")
		}
	}
	w.tap(zhao, zhao, "交还")
	w.tap(zhao, zhao, "忙")
	w.seesNot(zhao, where)
}

// Words that answer a question whose draft is gone are something said.
func TestWordsAfterTheDraftAreNotSwallowed(t *testing.T) {
	w := newSetupWorld(t)
	w.say(xiaoLi, xiaoLi, "/start")
	w.say(xiaoLi, xiaoLi, "3号楼电梯坏了")
	w.tap(xiaoLi, xiaoLi, "门牌")
	w.tap(xiaoLi, xiaoLi, "提交")
	w.clear(xiaoLi)
	w.say(xiaoLi, xiaoLi, "2单元 301，还有楼道灯也坏了")
	w.sees(xiaoLi, "301")
}

// So is a picture in place of an address.
func TestPictureInsteadOfAddress(t *testing.T) {
	w := newSetupWorld(t)
	w.say(xiaoLi, xiaoLi, "/start")
	w.say(xiaoLi, xiaoLi, "3号楼电梯坏了")
	w.tap(xiaoLi, xiaoLi, "门牌")
	w.hear(xiaoLi, xiaoLi, Message{Media: []Media{{"photo", "f1"}}})
	w.sees(xiaoLi, "1 个")
}

// A call that is wished while an edit is on its way still goes out.
func TestCallDuringAnEdit(t *testing.T) {
	w := newSetupWorld(t)
	w.write(func(tx *store.Tx) error { return tx.Say(store.Post{Chat: 5, Slot: "x", Body: []byte(`{"text":"a"}`)}) })
	var flying store.Post
	_ = w.db.Write(t.Context(), func(tx *store.Tx) error {
		if err := tx.Say(store.Post{Chat: 5, Slot: "x", Body: []byte(`{"text":"b"}`)}); err != nil {
			return err
		}
		list, err := tx.DuePosts(1)
		flying = list[0]
		return err
	})
	_ = w.db.Write(t.Context(), func(tx *store.Tx) error { // a nudge while the edit is on its way
		return tx.Say(store.Post{Chat: 5, Slot: "x", Body: []byte(`{"text":"b"}`), Fresh: true})
	})
	_ = w.db.Write(t.Context(), func(tx *store.Tx) error {
		if err := tx.Sent(flying, flying.MessageID); err != nil {
			return err
		}
		list, err := tx.DuePosts(10)
		if len(list) != 1 || !list[0].Fresh {
			t.Errorf("the nudge is lost: %d posts wait", len(list))
		}
		return err
	})
}

// Cards that were dropped while the bot was out of a group come when it is back.
func TestCardsComeBackWithTheBot(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	w.say(xiaoLi, gridOne, "电梯坏了")
	w.handle(Input{Kind: BotRemoved, Person: Person{ID: liWang}, Chat: Chat{ID: gridOne}})
	w.tap(zhao, firm, "接单")
	w.clear(gridOne)
	w.handle(Input{Kind: BotAdded, Person: Person{ID: liWang}, Chat: Chat{ID: gridOne}})
	w.sees(gridOne, "#1001")
}

// Who stops the bot may have asked for more than a few things; none of them may
// wait for somebody whom nobody can reach any more.
func TestStoppedTellsOfEveryOpenOrder(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	for _, p := range []int64{liWang, xiaoLi} {
		w.say(p, p, "/start")
	}
	w.say(xiaoLi, xiaoLi, "/start b_b3")
	for range 2*latest + 1 {
		w.say(xiaoLi, xiaoLi, "3号楼电梯坏了")
		w.tap(xiaoLi, xiaoLi, "提交")
	}
	for i := range 2 * latest { // the newest are over: they must not hide the oldest
		for range 2 {
			w.press(xiaoLi, xiaoLi, 1, data("withdraw", int64(1002+i)))
		}
	}
	w.clear(liWang)
	w.handle(Input{Kind: Blocked, Person: Person{ID: xiaoLi}, Chat: Chat{ID: xiaoLi}})
	w.sees(liWang, "#1001 的居民小李停用了机器人")
}
