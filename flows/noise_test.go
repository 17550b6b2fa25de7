package flows

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"huiyin/order"
)

// Whoever puts the bot out of a group and in again all day can't bury the owners
// in messages; and what is true in the end they hear.
func TestAttackInAndOut(t *testing.T) {
	w := besieged(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(liWang, liWang, "/start")
	w.clear(liWang)
	turn := func(kind Kind) {
		w.handle(Input{Kind: kind, Person: Person{ID: zhao}, Chat: Chat{ID: firm, Title: "物业群"}})
		w.now = w.now.Add(time.Minute)
	}
	told := func() int { return strings.Count(w.screen(liWang), "说不了话了") }
	for range 20 {
		turn(BotRemoved)
		turn(BotAdded)
	}
	turn(BotRemoved)
	if n := told(); n != alarmsADay {
		t.Errorf("the owner was told %d times, %d are enough", n, alarmsADay)
	}
	w.sees(liWang, "不再一一告诉您")
	w.clear(liWang)
	w.now = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	w.due()
	if n := told(); n != 1 {
		t.Errorf("in the morning the owner was told %d times that the bot is still out", n)
	}
	for range 20 {
		turn(BotAdded)
		turn(BotRemoved)
	}
	turn(BotAdded)
	w.clear(liWang)
	w.now = time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	w.due()
	if n := told(); n != 0 {
		t.Error("the owner was told that the bot is out, though it is back")
	}
}

// When much can't be read, the owners need not hear of each message.
func TestAttackUnreadable(t *testing.T) {
	w := besieged(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(liWang, liWang, "/start")
	for range 2 {
		w.clear(liWang)
		for i := range 50 {
			w.handle(Input{Kind: Unreadable, Update: int64(i)})
		}
		if n := strings.Count(w.screen(liWang), "读不懂"); n != alarmsADay {
			t.Errorf("the owner was told %d times, %d are enough", n, alarmsADay)
		}
		w.sees(liWang, "不再一一告诉您")
		w.now = w.now.Add(24 * time.Hour)
	}
}

// Who says too much in a group, and whom the bot can't write to, hears of it
// there: once in a while, in answer to what they said, without a sound.
func TestFloodingInGroup(t *testing.T) {
	w := besieged(t)
	flood := func(who, chat int64, message int) {
		w.handle(Input{Kind: Flooding, Person: Person{ID: who}, Chat: Chat{ID: chat}, Message: Message{ID: message}})
	}
	told := func() int { return strings.Count(w.screen(gridOne), "发得太快了") }
	for i := range 5 {
		flood(grandma, gridOne, 100+i)
		w.now = w.now.Add(2 * time.Minute)
	}
	if n := told(); n != 1 {
		t.Errorf("told %d times within ten minutes:\n%s", n, w.screen(gridOne))
	}
	if last := w.screens[gridOne][len(w.screens[gridOne])-1]; !last.out.Silent {
		t.Error("it makes a sound")
	}
	flood(sun, gridOne, 200)      // somebody else
	flood(xiaoLi, gridOne, 300)   // can be told in private
	flood(grandma, gridOne, 0)    // pressed a button: its answer says it
	flood(grandma, -100700009, 1) // a group that the bot is not in
	if n := told(); n != 2 {
		t.Errorf("told %d times:\n%s", n, w.screen(gridOne))
	}
	w.sees(xiaoLi, "发得太快了")
	w.now = w.now.Add(time.Hour)
	flood(grandma, gridOne, 400)
	if n := told(); n != 3 {
		t.Errorf("an hour later told %d times", n)
	}
	w.say(grandma, grandma, "/forget")
	w.tap(grandma, grandma, "全部删除")
	if traced(w.dump(), fmt.Sprint(grandma)) {
		t.Error("a trace is left")
	}
}
