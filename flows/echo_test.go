package flows

import (
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// An echo that does not arrive in private, because the resident stopped the bot
// while it was down, is said in the group where they asked.
func TestLostEchoIsSaidInTheGroup(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	w.say(xiaoLi, xiaoLi, "/start")
	w.say(xiaoLi, gridOne, "3号楼电梯坏了")
	w.now = w.now.Add(25 * time.Hour)
	err := w.db.Write(t.Context(), func(tx *store.Tx) error { // it is due, and on its way
		due, err := tx.DueTimers(100)
		for _, x := range due {
			if x.Kind == timerEcho {
				err = w.flows.Due(tx, x)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	w.clear(gridOne)
	w.write(func(tx *store.Tx) error {
		p, ok, err := tx.PostIn(xiaoLi, "echo:1001")
		if !ok || !p.Pending || err != nil {
			t.Fatal("there was no echo", err)
		}
		if err := tx.Drop(p.ID, whyBlocked); err != nil {
			return err
		}
		return w.flows.Undelivered(tx, p, whyBlocked)
	})
	w.due()
	w.sees(gridOne, "#1001 还")
}

// What somebody does and the card in the group does not show is no echo: the
// resident who can't be written to has heard nothing.
func TestUnseenActIsNoEcho(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	w.say(grandma, gridOne, "3号楼灯不亮")
	for i := range 4 {
		w.now = w.now.Add(5 * time.Minute)
		w.press(liWang, liWang, 1, data("climb", int64(1001)))
		if at := w.order(1001).EchoAt; at.Equal(w.now) != (i < 3) { // to the community, the street, the owner; beyond that nothing changes
			t.Errorf("climb %d: the resident counts as told at %v, and it is %v", i, at, w.now)
		}
	}
}

// The digest counts what happened, also where the order has gone on since.
func TestDigestCountsWhatHappened(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	w.give(sun, order.RoleLeader, "grid1", "")
	for _, p := range []int64{sun, zhao, xiaoLi} {
		w.say(p, p, "/start")
	}
	w.write(w.flows.Prepare)
	for range 2 {
		w.say(xiaoLi, gridOne, "3号楼电梯坏了")
	}
	for no := int64(1001); no < 1003; no++ {
		w.press(zhao, firm, 1, data("accept", no))
	}
	w.press(zhao, zhao, 1, data("finish", int64(1002)))
	w.say(zhao, zhao, "修好了")
	w.now = time.Date(2026, 11, 23, 22, 0, 0, 0, time.UTC) // 06:00 of the next day
	w.press(zhao, zhao, 1, data("release", int64(1001), "busy"))
	w.press(xiaoLi, gridOne, 1, data("reopen", int64(1002)))
	w.clear(sun)
	w.now = w.now.Add(2 * time.Hour)
	w.due()
	w.sees(sun, "昨天：新增 2，接单 2，办结 1，归档 0")
}
