package main

import (
	"container/heap"
	"context"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/bot"
	"huiyin/config"
	"huiyin/order"
	"huiyin/sim"
	"huiyin/store"
)

// soul is somebody who lives in the simulation.
type soul struct {
	id      int64
	kind    string  // resident, worker, desk
	groups  []int64 // that they are in
	started bool    // has pressed Start
	blocked bool
}

// board is what stands in a chat: the bot's messages with buttons, oldest first.
type board struct {
	ids  []int
	live map[int]*sim.Seen
}

// life is the whole program in a bubble, for weeks, among people who behave as
// people do. What they do is a plan that is drawn before it begins; what they
// see decides what a move of the plan comes down to.
type life struct {
	*host
	seed   uint64
	kind   lifeKind
	todo   agenda
	serial int
	c      *order.Community
	clock  *steppedClock
	start  time.Time

	residents, workers, desk []*soul
	homes                    []int64 // residents' groups
	owner                    *soul
	boards                   map[int64]*board
	old                      []oldButton
	seen                     int64 // the last event that was looked at

	deaths chan struct{}
	doom   atomic.Int64 // commits until the program dies; 0: it does not
	outage time.Duration
	book   *book
	checks
}

// lifeKind is what a seed makes of the world.
type lifeKind struct {
	zone    string
	begins  time.Time
	days    int
	orders  int // a day
	souls   int // residents of each grid
	crashes bool
	storms  bool // Telegram fails for minutes and hours
	steps   bool // the clock is moved
	drizzle bool // Telegram fails now and then, all the time
	preset  bool // limits in working days
	rota    bool
}

// steppedClock is the machine's clock, which somebody moves now and then.
type steppedClock struct{ offset atomic.Int64 }

func (c *steppedClock) Now() time.Time { return time.Now().Add(time.Duration(c.offset.Load())) }

func (c *steppedClock) NewTimer(d time.Duration) (<-chan time.Time, func()) {
	return bot.RealClock{}.NewTimer(d)
}

// kindOf draws a world.
func kindOf(seed uint64, days, orders int) lifeKind {
	r := rand.New(rand.NewPCG(seed, 3))
	begins := []struct {
		zone string
		at   time.Time
	}{
		{"Asia/Shanghai", time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)},
		{"Asia/Shanghai", time.Date(2026, 9, 24, 1, 0, 0, 0, time.UTC)}, // Mid-Autumn and National Day, with make-up days
		{"Europe/Berlin", time.Date(2027, 3, 22, 7, 0, 0, 0, time.UTC)},
		{"Australia/Lord_Howe", time.Date(2027, 3, 29, 0, 0, 0, 0, time.UTC)},
		{"America/New_York", time.Date(2026, 10, 27, 13, 0, 0, 0, time.UTC)},
	}[seed%5]
	return lifeKind{zone: begins.zone, begins: begins.at, days: days + r.IntN(days/4+1), orders: orders + r.IntN(orders/2+1), souls: 10 + r.IntN(8),
		crashes: seed%2 == 0, storms: seed%3 != 0, steps: seed%4 == 1, drizzle: seed%4 == 2, preset: seed%3 == 1, rota: seed%2 == 1}
}

// newLife builds the world and starts the program. It must be called in a bubble.
func newLife(t *testing.T, seed uint64, kind lifeKind) *life {
	time.Sleep(time.Until(kind.begins))
	clock := &steppedClock{}
	// A program that dies leaves to the system what it has written: only a power cut
	// would need the disk to be waited for.
	h := &host{t: t, dir: t.TempDir(), lang: "zh", sim: sim.New(sim.Options{Seed: int64(seed)}), pace: bot.Pace{PerSecond: -1}, clock: clock, mute: true,
		synchronous: "OFF"}
	h.cast.token = h.sim.AddBot(sim.BotSpec{Username: demoBot, Name: "回音"})
	l := &life{host: h, seed: seed, kind: kind, clock: clock, start: kind.begins, boards: map[int64]*board{}, deaths: make(chan struct{}, 1)}
	c, problems := config.ParseCommunity("community.yaml", exampleCommunity)
	if c == nil {
		t.Fatal(problems.Say("en"))
	}
	c.TimeZone = kind.zone
	if kind.preset {
		c.Classes[2].Accept, c.Classes[2].Finish = order.Limit{Days: 1}, order.Limit{Days: 5} // what residents complain about, as in a street
	}
	if err := c.Prepare(); err != nil {
		t.Fatal(err)
	}
	l.c = c
	h.community = func() (*order.Community, error) { return c, nil }
	h.crash = func() bool {
		if l.doom.Load() == 0 || l.doom.Add(-1) > 0 {
			return false
		}
		l.deaths <- struct{}{}
		return true
	}
	l.must(h.start(context.Background()))
	l.settleIn()
	l.book = openBook(t, h.dir)
	l.checks = newChecks(l)
	l.look()
	return l
}

func (l *life) must(err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatal(err)
	}
}

func (l *life) add(kind, name string, started bool) *soul {
	s := &soul{id: l.sim.AddUser(sim.UserSpec{First: name, Lang: "zh-hans"}), kind: kind, started: started}
	if started {
		l.must(l.sim.Start(s.id, demoBot, ""))
	}
	switch kind {
	case "resident":
		l.residents = append(l.residents, s)
	case "worker":
		l.workers = append(l.workers, s)
	default:
		l.desk = append(l.desk, s)
	}
	return s
}

// gather makes a group with the bot in it.
func (l *life) gather(title string, people ...*soul) int64 {
	ids := make([]int64, len(people))
	for i, s := range people {
		ids[i] = s.id
	}
	id := l.sim.AddGroup(sim.GroupSpec{Title: title, Super: true, Owner: ids[0], Members: ids[1:]})
	l.must(l.sim.AddBotTo(demoBot, id, ids[0]))
	for _, s := range people {
		s.groups = append(s.groups, id)
	}
	return id
}

// settleIn puts everybody into their places.
func (l *life) settleIn() {
	r := rand.New(rand.NewPCG(l.seed, 5))
	var members []order.Member
	var chats []store.Chat
	l.owner = l.add("desk", "吴主任", true)
	members = append(members, order.Member{Person: l.owner.id, Role: order.RoleOwner})
	hire := func(role order.Role, area, name string) *soul {
		s := l.add("desk", name, true)
		members = append(members, order.Member{Person: s.id, Role: role, Area: area})
		return s
	}
	hire(order.RoleOfficer, "luxi", "钱干部")
	zhou, gu := hire(order.RoleDispatcher, "xintian", "周调度"), hire(order.RoleDispatcher, "xintian", "顾调度")
	if r.IntN(2) == 0 {
		chats = append(chats, store.Chat{ID: l.gather("值班室", zhou, gu), Title: "值班室", Purpose: store.ForDesk, Area: "xintian", Active: true})
	}
	for i, grid := range l.c.Below("", order.KindGrid) {
		leader := hire(order.RoleLeader, grid.Key, fmt.Sprint("网格长", i+1))
		people := []*soul{leader}
		for n := range l.kind.souls {
			people = append(people, l.add("resident", fmt.Sprint("居民", i+1, "-", n), r.IntN(10) < 6))
		}
		id := l.gather("居民群"+grid.Key, people...)
		l.homes = append(l.homes, id)
		chats = append(chats, store.Chat{ID: id, Title: grid.Key, Purpose: store.ForResidents, Area: grid.Key, Active: true})
	}
	crews := map[string]int{"property": 4, "heat": 2, "hall": 2, "volunteers": 3}
	var rota order.Rota
	for _, u := range l.c.Units {
		var crew []*soul
		for n := range max(1, crews[u.Key]) {
			s := l.add("worker", fmt.Sprint(u.Name.ZH, n), crews[u.Key] == 0 || r.IntN(4) > 0)
			crew = append(crew, s)
			members = append(members, order.Member{Person: s.id, Role: order.RoleUnit, Unit: u.Key})
		}
		if crews[u.Key] > 0 {
			chats = append(chats, store.Chat{ID: l.gather(u.Name.ZH, crew...), Title: u.Name.ZH, Purpose: store.ForUnit, Area: "xintian", Unit: u.Key, Active: true})
		}
		if u.Key == "property" {
			rota.Add(order.Weekly{Days: 1<<7 - 1, From: 8 * 60, To: 20 * 60, Person: crew[0].id})
			rota.Add(order.Weekly{Days: 1<<7 - 1, From: 20 * 60, To: 8 * 60, Person: crew[1].id})
		}
	}
	synctest.Wait()
	l.must(l.prog.db.Write(context.Background(), func(tx *store.Tx) error {
		for _, m := range members {
			if err := tx.AddMember(m); err != nil {
				return err
			}
		}
		for _, c := range chats {
			if err := tx.SaveChat(c); err != nil {
				return err
			}
		}
		if !l.kind.rota {
			return nil
		}
		return tx.SaveRota("property", "", rota, 0)
	}))
}

// chore is something that is done at its time.
type chore struct {
	at time.Time
	n  int // of the same moment the earlier made first
	do func()
}

type agenda []chore

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	if a[i].at.Equal(a[j].at) {
		return a[i].n < a[j].n
	}
	return a[i].at.Before(a[j].at)
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)   { *a = append(*a, x.(chore)) }
func (a *agenda) Pop() any {
	x := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return x
}

// later does something after a while.
func (l *life) later(d time.Duration, do func()) {
	l.serial++
	heap.Push(&l.todo, chore{time.Now().Add(d), l.serial, do})
}

// pass lives until the end: does what is to be done at its time, and looks each
// time at what has come of it.
func (l *life) pass(until time.Time) {
	for len(l.wrong) == 0 {
		next := until
		if len(l.todo) > 0 && l.todo[0].at.Before(until) {
			next = l.todo[0].at
		}
		wait := time.NewTimer(time.Until(next))
		select {
		case <-l.deaths:
			wait.Stop()
			l.died()
			continue
		case <-wait.C:
		}
		if !next.Before(until) {
			break
		}
		heap.Pop(&l.todo).(chore).do()
		synctest.Wait()
		l.look()
	}
}

// died has the program come back, at once or after a while.
func (l *life) died() {
	synctest.Wait()
	l.crashes++
	l.crashed(l.clock.Now())
	l.note("dies, for %v", l.outage)
	l.down++
	l.later(l.outage, func() {
		l.stop()
		<-l.ended
		l.must(l.host.start(context.Background()))
		l.down--
		l.back(l.clock.Now())
		l.note("is back")
	})
	l.outage = 0
}
