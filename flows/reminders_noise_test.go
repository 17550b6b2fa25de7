package flows

import (
	"fmt"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// noise is how many messages with a sound somebody got, and how many stand in
// the chat in the end.
type noise struct{ came, stand int }

// noisyDay lets twenty orders come, one after the other, and nobody answers
// until the next day at nine. It counts what a grid leader, who is told when
// time is up, and a dispatcher, who is called at the beginning and when orders
// climb, get of it in private.
func noisyDay(t *testing.T, from time.Time, apart time.Duration) (leader, dispatcher noise) {
	w := newSetupWorld(t)
	c := setupCommunity()
	c.QuietHours = order.Quiet{From: 22 * 60, To: 7 * 60}
	w.write(func(tx *store.Tx) error { return tx.SaveCommunity(c, 0) })
	w.give(sun, order.RoleLeader, "grid1", "")
	w.give(liWang, order.RoleDispatcher, "xintian", "")
	w.now = from.Add(-time.Hour)
	for _, p := range []int64{sun, liWang, xiaoLi} {
		w.say(p, p, "/start")
	}
	w.say(xiaoLi, xiaoLi, "/start b_b3")
	w.clear(sun)
	w.clear(liWang)
	until := func(end time.Time) {
		for {
			next, ok := end, false
			w.write(func(tx *store.Tx) (err error) { next, ok, err = tx.NextTimer(); return err })
			if !ok || next.After(end) {
				break
			}
			if next.After(w.now) {
				w.now = next
			}
			w.write(func(tx *store.Tx) error {
				due, err := tx.DueTimers(100)
				for _, timer := range due {
					if err := w.flows.Due(tx, timer); err != nil {
						return err
					}
				}
				return err
			})
		}
		w.now = end
		w.deliver()
	}
	for i := range 20 {
		until(from.Add(time.Duration(i) * apart))
		w.say(xiaoLi, xiaoLi, fmt.Sprintf("3号楼电梯坏了，第 %d 次", i))
		w.tap(xiaoLi, xiaoLi, "提交")
	}
	until(time.Date(from.Year(), from.Month(), from.Day()+1, 1, 0, 0, 0, time.UTC)) // nine in the morning
	return w.noise(sun), w.noise(liWang)
}

func (w *setupWorld) noise(chat int64) (n noise) {
	for _, m := range w.screens[chat] {
		if !m.silent {
			n.came++
		}
		if !m.gone {
			n.stand++
		}
	}
	return n
}

// TestNoise: what a leader and a dispatcher with twenty late orders hear in a
// day. When every reminder was a card of its own it was 20 messages for the
// leader in each of these, and 100, 100 and 40 for the dispatcher.
func TestNoise(t *testing.T) {
	day := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC) // 09:00
	for _, x := range []struct {
		name               string
		from               time.Time
		apart              time.Duration
		leader, dispatcher noise
	}{
		{"within five minutes", day, 15 * time.Second, noise{7, 1}, noise{48, 21}},
		{"over the day", day, 20 * time.Minute, noise{20, 2}, noise{66, 21}},
		{"at night", day.Add(13*time.Hour + 30*time.Minute), 20 * time.Minute, noise{1, 1}, noise{1, 21}},
	} {
		leader, dispatcher := noisyDay(t, x.from, x.apart)
		if leader != x.leader || dispatcher != x.dispatcher {
			t.Errorf("%s: the leader got %+v, the dispatcher %+v; it is known to be %+v and %+v", x.name, leader, dispatcher, x.leader, x.dispatcher)
		}
	}
}
