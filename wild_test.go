package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"huiyin/bot"
	"huiyin/sim"
	"huiyin/sim/wild"
	"huiyin/store"
)

// A canary in what the wild ones say: it must not come up in the log.
const (
	canaryPhone = "13977778888"
	canaryName  = "金丝雀路9号"
)

// TestWildUpdates gives the whole program updates of every shape that the Bot
// API knows, right and wrong, about real people, groups and buttons. It must
// neither stop nor stall: an order of somebody else, now and then, is answered
// as on any day. HUIYIN_WILD is how many updates, SEED which.
func TestWildUpdates(t *testing.T) {
	count, seed := 3000, uint64(1)
	if underRace {
		count = 600
	}
	if n, err := strconv.Atoi(os.Getenv("HUIYIN_WILD")); err == nil {
		count = n
	}
	if n, err := strconv.ParseUint(os.Getenv("SEED"), 10, 64); err == nil {
		seed = n
	}
	inTown(t, "zh", func(ctx context.Context, h *host) {
		log := &journal{}
		h.log, h.notices, h.pace = log, log, bot.Pace{PerSecond: -1}
		if err := h.Restart(ctx); err != nil {
			t.Fatal(err)
		}
		honest, grid := h.cast.people["王奶奶"], h.cast.places["新田一网格居民群"]
		w := h.wildWorld(honest, grid)
		maker, kinds := wild.New(seed), map[string]int{}
		for i := range count {
			if i%50 == 0 {
				w.Data, w.Now = h.buttons(w), time.Now().Unix()
			}
			kind, raw := maker.Update(w)
			kinds[kind]++
			if _, err := h.sim.InjectUpdate(h.cast.token, raw); err != nil {
				t.Fatal(err)
			}
			time.Sleep(15 * time.Second) // nobody may make more than some orders a day
			if i%300 == 299 {
				h.stillServes(ctx, honest, grid, i)
			}
			if t.Failed() {
				t.Fatalf("seed %d, after update %d: %.2000s", seed, i, raw)
			}
		}
		h.settle(ctx)
		h.afterTheWild(log.String(), count, kinds)
	})
}

// wildWorld is everybody and every place but one person and one group.
func (h *host) wildWorld(honest, grid int64) wild.World {
	w := wild.World{Bot: demoBot, Words: []string{"3号楼电梯坏了", "漏水了 " + canaryPhone, canaryName, "/order", "/mine", "/people", "/help", "/status 1001",
		"/leave", "/rota", "/digest", "/forget", "/mydata", "/doctor", "/start", "/start x_y", "/bind", "明天", "2小时", "#1001 谢谢", "我要点单"}}
	seen := map[int64]bool{honest: true, grid: true}
	for _, id := range h.cast.people {
		if !seen[id] {
			w.People, seen[id] = append(w.People, id), true
		}
	}
	for _, id := range h.cast.places {
		if !seen[id] {
			w.Chats, seen[id] = append(w.Chats, id), true
		}
	}
	return w
}

// buttons lists the data of all buttons that anybody sees.
func (h *host) buttons(w wild.World) (list []string) {
	for _, p := range w.People {
		for _, chat := range append([]int64{p}, w.Chats...) {
			for _, m := range h.sim.Messages(p, chat) {
				for _, row := range m.Buttons {
					for _, b := range row {
						list = append(list, b.Data)
					}
				}
			}
		}
	}
	return list
}

// stillServes has somebody who is not of the wild ones make an order.
func (h *host) stillServes(ctx context.Context, honest, grid int64, i int) {
	h.t.Helper()
	marker := fmt.Sprintf("灯不亮了%d", i)
	if _, err := h.sim.Say(honest, grid, sim.Say{Text: "@" + demoBot + " 3号楼" + marker}); err != nil {
		h.t.Fatal(err)
	}
	for range 60 { // a minute at the most
		time.Sleep(time.Second)
		if h.told(honest, grid, marker) > 0 {
			return
		}
	}
	h.settle(ctx)
	h.t.Errorf("after %d updates nobody answers an order: %d", i, h.told(honest, grid, marker))
}

// afterTheWild looks whether all updates were dealt with, what was put aside
// for good reason, and what was written down.
func (h *host) afterTheWild(log string, count int, kinds map[string]int) {
	t := h.t
	t.Helper()
	var parked int
	err := h.prog.db.Read(context.Background(), func(tx *store.Tx) (err error) {
		parked, err = tx.Parked()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	calls := h.sim.Calls()
	t.Logf("%d updates, %d put aside, kinds %v, the bot's calls %v", count, parked, kinds, calls)
	if calls["sendmessage"] < count/20 {
		t.Errorf("the wild ones are not understood: %d updates led to %d messages", count, calls["sendmessage"])
	}
	if parked == 0 || parked > count/5 {
		t.Errorf("%d of %d updates were put aside", parked, count)
	}
	for _, word := range []string{canaryPhone, canaryName, "panic", "goroutine "} {
		if i := strings.Index(log, word); i >= 0 {
			t.Errorf("%q stands in the log: …%.300s", word, log[max(0, i-200):])
		}
	}
}
