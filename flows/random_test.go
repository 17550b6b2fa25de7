package flows

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// crowd is people who do anything at any time, and what must hold all the same.
type crowd struct {
	*setupWorld
	rng    *rand.Rand
	people []int64
	chats  []int64
	clocks map[int64][2]time.Time // accept and finish limits as first seen
	rounds map[int64]int          // reopenings when they were seen
	moved  map[int64]int          // what had moved the finish clock by then
	log    []string
	raw    *sql.DB // looks past the store
}

// secrets that only a taker may read.
const (
	phone   = "13912345678"
	address = "2单元301室"
)

// TestCrowd lets a crowd press every button that anybody can see, and some that
// nobody can, while time passes. After each step the promises must hold. SEED
// replays one crowd alone, CROWDS says how many there are.
func TestCrowd(t *testing.T) {
	first, count := uint64(1), 12
	if n, err := strconv.Atoi(os.Getenv("CROWDS")); err == nil {
		count = n
	}
	if n, err := strconv.ParseUint(os.Getenv("SEED"), 10, 64); err == nil {
		first, count = n, 1
	}
	steps, orders, acts := 0, 0, map[order.Act]int{}
	for seed := first; seed < first+uint64(count); seed++ {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			c := newCrowd(t, seed)
			for range 250 {
				c.step()
				c.check()
				if t.Failed() {
					t.Fatalf("after:\n%s", strings.Join(c.log[max(0, len(c.log)-25):], "\n"))
				}
				steps++
			}
			orders += len(c.orders())
			c.count(acts)
		})
	}
	t.Logf("%d steps, %d orders, %v", steps, orders, acts)
	if count < 2 {
		return
	}
	for _, a := range []order.Act{order.Offer, order.Accept, order.Promise, order.Decline, order.Finish, order.Settle, order.Rate, order.Reopen,
		order.Widen, order.Climb, order.Nudge, order.Tell, order.Undo, order.Refuse, order.Join, order.Later} {
		if acts[a] == 0 {
			t.Errorf("the crowd never came to %s", a)
		}
	}
}

// count adds up what happened, so that a crowd that does nothing is noticed.
func (c *crowd) count(acts map[order.Act]int) {
	err := c.db.Read(context.Background(), func(tx *store.Tx) error {
		for no := int64(1001); ; no++ {
			lines, err := tx.History(no)
			if err != nil || len(lines) == 0 {
				return err
			}
			for _, e := range lines {
				acts[e.Act]++
			}
		}
	})
	if err != nil {
		c.Fatal(err)
	}
}

func newCrowd(t *testing.T, seed uint64) *crowd {
	c := &crowd{setupWorld: newSetupWorld(t), rng: rand.New(rand.NewPCG(seed, 7)), people: []int64{liWang, zhou, sun, zhao, xiaoLi, grandma},
		clocks: map[int64][2]time.Time{}, rounds: map[int64]int{}, moved: map[int64]int{}}
	raw, err := sql.Open("sqlite3", "file:"+c.path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = raw.Close() })
	c.raw = raw
	c.chats = append([]int64{gridOne, firm}, c.people...)
	c.give(liWang, order.RoleOwner, "", "")
	c.give(zhou, order.RoleDispatcher, "xintian", "")
	c.give(sun, order.RoleLeader, "grid1", "")
	c.write(func(tx *store.Tx) error {
		for _, g := range []store.Chat{{ID: gridOne, Purpose: store.ForResidents, Area: "grid1", Active: true}, {ID: firm, Purpose: store.ForUnit, Unit: "property", Active: true}} {
			if err := tx.SaveChat(g); err != nil {
				return err
			}
		}
		return c.flows.Prepare(tx)
	})
	for _, p := range c.people[:5] { // grandma never presses Start
		c.say(p, p, "/start")
	}
	c.write(func(tx *store.Tx) error {
		p, _, err := tx.Person(xiaoLi)
		if err != nil {
			return err
		}
		p.Phone, p.Address, p.Area = phone, address, "b3"
		return tx.SavePerson(p)
	})
	c.sharesPhone(xiaoLi)
	c.press(xiaoLi, xiaoLi, 1, data("privacy", "agree"))
	return c
}

func pickOne[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func (c *crowd) note(format string, args ...any) {
	c.log = append(c.log, c.now.Format("02 15:04 ")+fmt.Sprintf(format, args...))
}

// step does one thing that somebody might do.
func (c *crowd) step() {
	who := pickOne(c.rng, c.people)
	switch n := c.rng.IntN(20); {
	case n == 0:
		c.note("%s orders in the group", setupNames[who])
		c.say(who, gridOne, "3号楼电梯坏了 "+fmt.Sprint(c.message))
	case n == 1 && who != grandma:
		c.note("%s writes in private", setupNames[who])
		c.say(who, who, pickOne(c.rng, []string{"楼道灯不亮", "3号楼电梯停了", "修好了", "/my", "/cancel", "/status 1001", "在吗"}))
	case n == 2:
		c.note("%s forges", setupNames[who])
		verb := pickOne(c.rng, []string{"accept", "offer", "undo", "finish", "rate", "reopen", "promise", "release", "wait", "resume", "extend", "withdraw", "refuse", "climb", "nudge", "decline", "settle", "join", "show", "units", "later", "open"})
		c.press(who, pickOne(c.rng, []int64{gridOne, firm, who}), 1, data(verb, int64(1001+c.rng.IntN(5)), pickOne(c.rng, []string{"", "property", "vests", "1", "30m", "busy", "elsewhere"})))
	case n <= 5:
		d := time.Duration(1+c.rng.IntN(90)) * time.Minute
		if c.rng.IntN(6) == 0 {
			d = time.Duration(c.rng.IntN(40)) * time.Hour
		}
		c.note("%v pass", d)
		c.pass(d)
	case n == 6:
		c.finishSomething()
	case n == 7:
		c.holdSomething()
	case n == 8:
		c.answerSomething(who)
	default:
		c.pressSomething(who)
	}
}

// finishSomething lets a taker or the grid finish, because chance alone rarely presses the
// right button and then writes the right sentence; the resident may judge it.
func (c *crowd) finishSomething() {
	for _, o := range c.orders() {
		if o.State == order.New && c.rng.IntN(4) == 0 {
			c.note("the grid settles #%d", o.No)
			c.press(sun, sun, 1, data("settle", o.No))
			c.say(sun, sun, "办好了")
			return
		}
		if o.State != order.Accepted || o.Taker == grandma {
			continue
		}
		c.note("%s finishes #%d", setupNames[o.Taker], o.No)
		c.press(o.Taker, o.Taker, 1, data("finish", o.No))
		c.say(o.Taker, o.Taker, "修好了")
		verb := pickOne(c.rng, []string{"rate", "reopen", ""})
		if verb != "" {
			c.press(o.Resident, gridOne, 1, data(verb, o.No, "1"))
		}
		return
	}
}

// answerSomething lets somebody put an order off, or the unit decline it: both
// take a reason.
func (c *crowd) answerSomething(who int64) {
	for _, o := range c.orders() {
		switch {
		case o.State == order.Offered && c.rng.IntN(3) == 0:
			c.note("#%d is declined", o.No)
			c.press(zhao, firm, 1, data("decline", o.No, "busy"))
			return
		case o.State.Open() && c.rng.IntN(3) == 0:
			if o.Taker != 0 && o.Taker != grandma {
				who = o.Taker
			}
			c.note("%s puts #%d off", setupNames[who], o.No)
			c.press(who, who, 1, data("later", o.No, pickOne(c.rng, laterSpans), pickOne(c.rng, laterReasons)))
			return
		}
	}
}

// holdSomething lets a taker pause, or ask for more time, which whoever may
// gives or not.
func (c *crowd) holdSomething() {
	for _, o := range c.orders() {
		if o.State != order.Accepted || o.Taker == grandma {
			continue
		}
		length := pickOne(c.rng, []string{"h1", "h3", "h14", "e3", "e7"})
		c.note("%s waits with #%d: %s", setupNames[o.Taker], o.No, length)
		c.press(o.Taker, o.Taker, 1, data("wait", o.No, "parts", length))
		if length[0] == 'e' {
			who := pickOne(c.rng, c.people)
			c.press(who, who, 1, data("extend", o.No, "parts", length[1:], pickOne(c.rng, []string{"yes", "no"})))
		}
		return
	}
}

// pressSomething presses a button that stands in a chat this person is in.
func (c *crowd) pressSomething(who int64) {
	chat := who
	switch c.rng.IntN(3) {
	case 0:
		chat = gridOne
		if who == zhao {
			chat = firm
		}
	}
	type button struct {
		message int
		data    string
		text    string
	}
	var all []button
	for _, m := range c.screens[chat] {
		for _, row := range m.out.Buttons {
			for _, b := range row {
				if b.Data != "" {
					all = append(all, button{m.id, b.Data, b.Text})
				}
			}
		}
	}
	if len(all) == 0 {
		return
	}
	b := pickOne(c.rng, all[max(0, len(all)-24):])
	if strings.HasPrefix(b.data, "1:forget") || strings.HasPrefix(b.data, "1:lang") {
		return // stories of their own
	}
	a := c.press(who, chat, b.message, b.data)
	c.note("%s presses %s (%s) in %d: %s", setupNames[who], b.text, b.data, chat, a.Text)
}

// pass lets time go by; what is due happens at its time, late by up to a
// minute as the promise allows.
func (c *crowd) pass(d time.Duration) {
	until := c.now.Add(d)
	for {
		var next time.Time
		c.write(func(tx *store.Tx) error {
			at, ok, err := tx.NextTimer()
			if ok && !at.After(until) {
				next = at
			}
			return err
		})
		if next.IsZero() {
			c.now = until
			c.deliver()
			return
		}
		if next.After(c.now) {
			c.now = next
		}
		c.write(func(tx *store.Tx) error {
			due, err := tx.DueTimers(100)
			for _, t := range due {
				if err := c.flows.Due(tx, t); err != nil {
					return fmt.Errorf("%s %s: %w", t.Kind, t.Scope, err)
				}
			}
			return err
		})
	}
}

func (c *crowd) orders() (list []order.Order) {
	err := c.db.Read(context.Background(), func(tx *store.Tx) error {
		for no := int64(1001); ; no++ {
			o, err := tx.Order(no)
			if isRefusal(err) {
				return nil
			}
			if err != nil {
				return err
			}
			list = append(list, o)
		}
	})
	if err != nil {
		c.Fatal(err)
	}
	return list
}

// check holds the promises against what is stored and shown.
func (c *crowd) check() {
	c.Helper()
	orders, timers := c.orders(), c.timers()
	takers := map[int64]bool{}
	for _, o := range orders {
		takers[o.Taker] = takers[o.Taker] || o.State.Taken()
	}
	c.checkSecrets(takers)
	for _, o := range orders {
		c.checkClocks(o, timers[scope(o.No)])
		err := c.db.Read(context.Background(), func(tx *store.Tx) error {
			if err := c.checkDispatches(tx, o); err != nil {
				return err
			}
			return c.checkLedger(tx, o)
		})
		if err != nil {
			c.Fatal(err)
		}
	}
}

// timers are the kinds of timer that are set, by scope.
func (c *crowd) timers() map[string]map[string]bool {
	rows, err := c.raw.Query(`SELECT kind, scope FROM timer`)
	if err != nil {
		c.Fatal(err)
	}
	defer rows.Close()
	set := map[string]map[string]bool{}
	for rows.Next() {
		var kind, scope string
		if err := rows.Scan(&kind, &scope); err != nil {
			c.Fatal(err)
		}
		if set[scope] == nil {
			set[scope] = map[string]bool{}
		}
		set[scope][kind] = true
	}
	return set
}

// checkClocks: P3 and P6.
func (c *crowd) checkClocks(o order.Order, timers map[string]bool) {
	clocks := [2]time.Time{o.AcceptDue, o.FinishDue}
	moves := c.moves(o.No)
	if was, ok := c.clocks[o.No]; ok && c.rounds[o.No] == o.Reopens {
		if !was[0].Equal(clocks[0]) || clocks[1].Before(was[1]) || !was[1].Equal(clocks[1]) && c.moved[o.No] == moves {
			c.Errorf("#%d: the clocks were moved from %v to %v", o.No, was, clocks)
		}
	}
	c.clocks[o.No], c.rounds[o.No], c.moved[o.No] = clocks, o.Reopens, moves
	if o.State.Open() != timers[timerLadder] || o.State.Open() && !timers[timerEcho] || (o.State == order.Done) != timers[timerClose] {
		c.Errorf("#%d is %s and has the timers %v", o.No, o.State, timers)
	}
	if quiet := c.now.Sub(o.EchoAt); o.State.Open() && quiet > 24*time.Hour+time.Minute {
		c.Errorf("#%d: the resident has heard nothing for %v", o.No, quiet)
	}
}

// moves counts what may move the finish clock later: ends of a hold, and
// extensions.
func (c *crowd) moves(no int64) (n int) {
	err := c.db.Read(context.Background(), func(tx *store.Tx) error {
		list, err := tx.History(no)
		for _, e := range list {
			if e.Act == order.Extend || e.Was == order.Held && e.State != order.Held {
				n++
			}
		}
		return err
	})
	if err != nil {
		c.Fatal(err)
	}
	return n
}

// checkDispatches: P5, and that state and dispatches tell the same.
func (c *crowd) checkDispatches(tx *store.Tx, o order.Order) error {
	list, err := tx.Dispatches(o.No)
	offered, accepted := 0, 0
	for _, d := range list {
		switch d.State {
		case order.DispatchOffered:
			offered++
		case order.DispatchAccepted:
			accepted++
			if d.Taker != o.Taker || d.Unit != o.Unit {
				c.Errorf("#%d is held by %s/%d, its dispatch by %s/%d", o.No, o.Unit, o.Taker, d.Unit, d.Taker)
			}
		}
	}
	ok := offered == 0 && accepted == 0
	switch o.State {
	case order.Offered:
		ok = offered > 0 && accepted == 0 && o.Taker == 0
	case order.Accepted, order.Held:
		ok = offered == 0 && accepted == 1 && o.Taker != 0
	case order.New:
		ok = ok && o.Taker == 0 && o.Unit == ""
	}
	if !ok {
		c.Errorf("#%d is %s with %d offers, %d acceptances, unit %q, taker %d", o.No, o.State, offered, accepted, o.Unit, o.Taker)
	}
	return err
}

// checkLedger: each line follows from the one before, by the table of rules.
func (c *crowd) checkLedger(tx *store.Tx, o order.Order) error {
	lines, err := tx.History(o.No)
	if err != nil {
		return err
	}
	state := order.State("")
	for i, e := range lines {
		if e.Was != state {
			c.Errorf("#%d line %d: %s from %s, but it was %s", o.No, i, e.Act, e.Was, state)
		}
		if e.Act != order.Intake && !c.allowed(e) {
			c.Errorf("#%d line %d: no rule lets %s %s a %s order into %s", o.No, i, e.Relation, e.Act, e.Was, e.State)
		}
		state = e.State
	}
	if state != o.State {
		c.Errorf("#%d is %s, its ledger says %s", o.No, o.State, state)
	}
	return nil
}

func (c *crowd) allowed(e store.Entry) bool {
	by := order.Relation(0)
	for _, r := range order.AllRelations() {
		for _, name := range strings.Split(e.Relation, "+") {
			if r.String() == name {
				by |= r
			}
		}
	}
	to, err := order.Decide(e.Was, e.Act, by)
	return err == nil && to == e.State
}

// checkSecrets: P8. Phone and exact address stand with the present taker, and
// with the resident whose they are.
func (c *crowd) checkSecrets(takers map[int64]bool) {
	for chat, messages := range c.screens {
		for _, m := range messages {
			if m.gone || takers[chat] || chat == xiaoLi {
				continue
			}
			if strings.Contains(m.out.Text, phone) || strings.Contains(m.out.Text, address) {
				c.Errorf("phone or address is shown in %d:\n%s", chat, m.out.Text)
			}
		}
	}
}

// TestCrowdOnDuty is the crowd once more, in a firm with a rota, and with people
// who go on leave, stand in, swap and come back at any time.
func TestCrowdOnDuty(t *testing.T) {
	setupNames[qian] = "钱师傅"
	handed, swapped, count := 0, 0, 6
	if n, err := strconv.Atoi(os.Getenv("CROWDS")); err == nil {
		count = n
	}
	for seed := uint64(1); seed <= uint64(count); seed++ {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			c := newCrowd(t, seed)
			c.people, c.chats = append(c.people, qian), append(c.chats, qian)
			c.say(qian, qian, "/start")
			for _, p := range []int64{zhao, qian} {
				c.give(p, order.RoleUnit, "", "property")
			}
			c.rota(order.Weekly{Days: everyDay, From: 480, To: 1200, Person: zhao}, order.Weekly{Days: everyDay, From: 1200, To: 480, Person: qian})
			for range 220 {
				if c.rng.IntN(3) > 0 {
					c.step()
				} else {
					c.onDuty()
				}
				c.check()
				if t.Failed() {
					t.Fatalf("after:\n%s", strings.Join(c.log[max(0, len(c.log)-25):], "\n"))
				}
			}
			acts := map[order.Act]int{}
			c.count(acts)
			handed += acts[order.HandOver]
			c.write(func(tx *store.Tx) error {
				r, err := tx.Rota("property", "")
				for _, x := range r.Changes {
					if x.In != 0 {
						swapped++
					}
				}
				return err
			})
		})
	}
	t.Logf("%d orders were handed over, %d turns swapped", handed, swapped)
	if handed == 0 || swapped == 0 {
		t.Errorf("%d orders were handed over, %d turns swapped", handed, swapped)
	}
}

// onDuty lets one of the firm do something about leave or duty.
func (c *crowd) onDuty() {
	who := pickOne(c.rng, []int64{zhao, qian, sun, zhou})
	switch c.rng.IntN(9) {
	case 0:
		c.note("%s says /leave", setupNames[who])
		c.say(who, who, "/leave")
	case 1:
		c.note("%s says /duty", setupNames[who])
		c.say(who, who, "/duty")
	case 2:
		c.note("%s stops or starts the bot", setupNames[who])
		c.handle(Input{Kind: pickOne(c.rng, []Kind{Blocked, Unblocked, Unblocked}), Person: Person{ID: who}, Chat: Chat{ID: who}})
	case 8:
		e := extra{spot{unit: "property"}, order.Turn{Day: order.DayOf(c.now.Add(8*time.Hour)) + order.Day(c.rng.IntN(3)), From: c.rng.IntN(24) * 60, To: (1 + c.rng.IntN(24)) * 60,
			Person: pickOne(c.rng, []int64{zhao, qian})}}
		c.note("%+v is added", e.Turn)
		c.press(zhou, zhou, 1, e.data(pickOne(c.rng, []string{"xy", "xi"})))
	case 3:
		c.note("%s leaves the group", setupNames[who])
		c.handle(Input{Kind: Left, Person: Person{ID: who}, Chat: Chat{ID: firm}})
	}
	for no := int64(1001); no < 1006; no++ { // chance alone rarely lets the firm hold something
		c.press(pickOne(c.rng, []int64{zhao, qian}), firm, 1, data("accept", no))
	}
	for range 3 { // a question takes several taps
		c.pressOf(who, "leave:", "standin:", "duty:", "swap:")
	}
	c.pressOf(zhao, "standin:yes", "swap:yes")
	c.pressOf(qian, "standin:yes", "swap:yes")
}

// pressOf presses one of the buttons that begin so, if there is one.
func (c *crowd) pressOf(who int64, verbs ...string) {
	type button struct {
		message int
		data    string
	}
	var all []button
	for _, m := range c.screens[who] {
		for _, row := range m.out.Buttons {
			for _, b := range row {
				for _, v := range verbs {
					if !m.gone && strings.HasPrefix(b.Data, "1:"+v) {
						all = append(all, button{m.id, b.Data})
					}
				}
			}
		}
	}
	if len(all) == 0 {
		return
	}
	b := pickOne(c.rng, all)
	a := c.press(who, who, b.message, b.data)
	c.note("%s presses %s: %s", setupNames[who], b.data, a.Text)
}
