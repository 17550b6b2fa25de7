package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"huiyin/order"
	"huiyin/sim"
	"huiyin/store"
	"huiyin/texts"
)

// largeRun is a demo of the large size while it runs.
type largeRun struct {
	*testing.T
	*demo
	c       *order.Community
	members []order.Member
	chats   []store.Chat
}

// TestDemoLarge starts the large demo, as somebody would who tries it, and reads
// what people see there: it comes to rest, everybody hears what they must, once,
// and nothing is more than Telegram takes.
func TestDemoLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays five hundred orders")
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	d := &demo{lang: "zh", dir: t.TempDir(), size: "large", seed: 1, ctx: ctx, moves: make(chan struct{}, 1)}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	j := &journal{}
	began := time.Now()
	if err := d.open(ctx, console{out: j, err: j, env: os.Getenv}, "http://"+listener.Addr().String(), listener); err != nil {
		t.Fatal(err)
	}
	t.Logf("started after %v", time.Since(began).Round(time.Millisecond))
	ended := make(chan error, 1)
	go func() { ended <- d.prog.run(ctx) }()
	r := &largeRun{T: t, demo: d}
	r.read()
	r.sizes()
	r.past()
	r.orders()
	r.places()
	r.people()
	r.digests()
	r.delivered()
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	t.Logf("ended after %v, and wrote for its operator: %q", time.Since(began).Round(time.Millisecond), j.b.String())
}

// delivered: nothing that was to be said was refused. That an old card can't be
// deleted any more is no failure.
func (r *largeRun) delivered() {
	err := r.prog.db.Read(r.ctx, func(tx *store.Tx) error {
		n, latest, err := tx.FailedPosts(time.Time{})
		if n > 0 {
			r.Errorf("%d posts were not taken, the last because of %q", n, latest)
		}
		return err
	})
	if err != nil {
		r.Error(err)
	}
	if n := r.demo.sim.Counters().Floods; n > 0 {
		r.Errorf("%d times too fast for Telegram", n)
	}
}

func (r *largeRun) read() {
	r.Helper()
	err := r.prog.db.Read(r.ctx, func(tx *store.Tx) (err error) {
		if r.c, err = tx.Community(); err != nil {
			return err
		}
		if r.members, err = tx.Members(); err != nil {
			return err
		}
		r.chats, err = tx.Chats()
		return err
	})
	if err != nil {
		r.Fatal(err)
	}
}

// sizes: it is as large as it is said to be.
func (r *largeRun) sizes() {
	for kind, n := range map[string]int{order.KindStreet: 1, order.KindCommunity: 29, order.KindGrid: 109, order.KindBuilding: 2000} {
		if got := len(r.c.Below("", kind)); got != n {
			r.Errorf("%d areas of the kind %s, and not %d", got, kind, n)
		}
	}
	if got := len(r.c.Units); got != 150 {
		r.Errorf("%d units", got)
	}
	if got := len(r.demo.sim.Users()); got != 3000 {
		r.Errorf("%d people", got)
	}
}

// past: there are orders of all kinds that orders can be.
func (r *largeRun) past() {
	count := map[order.State]int{}
	err := r.prog.db.Read(r.ctx, func(tx *store.Tx) error {
		for no := int64(1001); ; no++ {
			o, err := tx.Order(no)
			if err == order.ErrGone {
				return nil
			} else if err != nil {
				return err
			}
			count[o.State]++
		}
	})
	if err != nil {
		r.Fatal(err)
	}
	r.Log("orders: ", count)
	for _, s := range []order.State{order.Offered, order.Accepted, order.Held, order.Done, order.Closed, order.Withdrawn, order.Refused} {
		if count[s] == 0 {
			r.Errorf("no order is %s", s)
		}
	}
}

// callsByItself are messages that come without being asked for.
var callsByItself = regexp.MustCompile(`^(等着您的|⏰|⬆️|🆘)`)

// newest is the bot's last answer. What comes by itself, in private, while
// somebody talks with the bot – orders that wait or climb – is none.
func (r *largeRun) newest(who, chat int64) sim.Seen {
	list := r.demo.sim.Messages(who, chat)
	for _, m := range slices.Backward(list) {
		if m.Bot && (chat != who || !callsByItself.MatchString(m.Text)) {
			return m
		}
	}
	r.Fatalf("%d sees nothing of the bot in %d", who, chat)
	return sim.Seen{}
}

func (r *largeRun) say(who, chat int64, text string) sim.Seen {
	r.Helper()
	if _, err := r.demo.sim.Say(who, chat, sim.Say{Text: text}); err != nil {
		r.Fatal(err)
	}
	r.rest()
	return r.newest(who, chat)
}

func (r *largeRun) tap(who int64, m sim.Seen, button string) sim.Seen {
	r.Helper()
	if _, err := r.demo.sim.Tap(r.ctx, who, m.Chat, m.MessageID, button); err != nil {
		r.Fatal(err)
	}
	r.rest()
	return r.newest(who, m.Chat)
}

// rest waits until the program has nothing to do any more. The clock goes on, so
// that nobody waits for what Telegram would let through only in a minute.
func (r *largeRun) rest() {
	r.Helper()
	for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(5 * time.Millisecond) {
		if r.demo.sim.Pending(r.cast.token) > 0 || !r.demo.sim.Polled(r.cast.token) {
			continue
		}
		if r.prog.settled() {
			return
		}
		r.clock.Move(time.Second)
	}
	r.Fatal("the demo does not come to rest")
}

// orders: a message in a group is an order, with the first word of the bot below it.
func (r *largeRun) orders() {
	s := r.cast.shown[0]
	card := r.say(s.User, s.Chat, "@"+demoBot+" 3号楼电梯坏了")
	has(r.T, card.Text, "电梯故障", "云园一网格 3号楼", "云园物业")
}

// places: one of two thousand buildings is found by tapping, and by typing.
func (r *largeRun) places() {
	who := r.cast.shown[4].User // the owner lives nowhere
	card := r.say(who, who, "水管漏水")
	for range 3 {
		if n := r.buttons(card); n > 20 {
			r.Errorf("%d buttons at once", n)
		}
		if strings.Contains(fmt.Sprint(card.Buttons), r.c.Area("c29").Name.ZH) {
			break
		}
		card = r.tap(who, card, "›")
	}
	card = r.tap(who, card, r.c.Area("c29").Name.ZH+" ›")
	card = r.tap(who, card, r.c.Area("g109").Name.ZH)
	card = r.tap(who, card, "›")
	last := r.c.Below("g109", order.KindBuilding)[17]
	card = r.tap(who, card, last.Name.ZH)
	has(r.T, card.Text, "📍 "+r.c.Area("g109").Name.ZH+" "+last.Name.ZH)
	r.tap(who, card, "取消")
	r.say(who, who, "水管漏水")
	has(r.T, r.say(who, who, "桂湖 5号楼").Text, "📍 桂湖一网格 5号楼")
	r.tap(who, r.newest(who, who), "取消")
}

func (r *largeRun) buttons(m sim.Seen) (n int) {
	for _, row := range m.Buttons {
		n += len(row)
	}
	return n
}

// people: somebody is found among a thousand with a role.
func (r *largeRun) people() {
	who := r.cast.shown[4].User
	card := r.say(who, who, "/people")
	has(r.T, card.Text, fmt.Sprint(len(r.members)))
	card = r.say(who, who, "/people 调度员 桂湖")
	has(r.T, card.Text, "2 个")
	if n := len(card.Buttons); n != 4 { // besides: from contacts, close
		r.Errorf("%d rows for two dispatchers: %v", n, card.Buttons)
	}
}

// digests: on the next morning each area's is read once, by everybody who should,
// and is short enough.
func (r *largeRun) digests() {
	zone := r.c.Zone()
	now := r.clock.Now().In(zone)
	morning := time.Date(now.Year(), now.Month(), now.Day(), 8, 31, 0, 0, zone)
	if now.After(morning.Add(-time.Hour)) {
		morning = morning.AddDate(0, 0, 1)
	}
	began := time.Now()
	for _, at := range []time.Time{morning.Add(-12 * time.Hour), morning.Add(-90 * time.Minute), morning.Add(-30 * time.Minute), morning} {
		if by := at.Sub(r.clock.Now()); by > 0 {
			r.clock.Move(by)
			r.demo.sim.AnswerPoll(r.cast.token)
			r.rest()
		}
	}
	r.Logf("the night took %v", time.Since(began).Round(time.Millisecond))
	day := time.Date(morning.Year(), morning.Month(), morning.Day(), 7, 0, 0, 0, zone)
	longest, read := 0, 0
	for _, kind := range []string{order.KindGrid, order.KindCommunity} {
		for _, a := range r.c.Below("", kind) {
			title := strings.TrimSpace(texts.Say("zh", "digest.title", "Area", a.Name.ZH, "Month", int(morning.Month()), "Day", morning.Day(), "Name", ""))
			for _, to := range r.readers(a) {
				n := 0
				for _, m := range r.demo.sim.Messages(to[0], to[1]) {
					longest = max(longest, len(utf16.Encode([]rune(m.Text))))
					if m.Bot && m.Date.After(day) && strings.HasPrefix(m.Text, title) {
						n++
						read++
					}
				}
				if n != 1 {
					r.Errorf("%s: %d digests instead of one", a.Name.ZH, n)
				}
			}
		}
	}
	r.Logf("%d digests; the longest message has %d characters", read, longest)
	if longest > 2000 {
		r.Errorf("a message of %d characters", longest)
	}
}

// readers are who reads an area's digest, and in which chat.
func (r *largeRun) readers(a *order.Area) (list [][2]int64) {
	role := order.RoleLeader
	if a.Kind == order.KindCommunity {
		role = order.RoleDispatcher
	}
	started, away := map[int64]bool{}, map[int64]bool{}
	for _, u := range r.demo.sim.Users() {
		started[u.ID] = u.Started
	}
	_ = r.prog.db.Read(r.ctx, func(tx *store.Tx) error {
		all, err := tx.Leaves()
		for id := range all {
			_, away[id] = all.Away(id, r.clock.Now())
		}
		return err
	})
	for _, m := range r.members {
		if m.Role == role && m.Area == a.Key && started[m.Person] && !away[m.Person] {
			list = append(list, [2]int64{m.Person, m.Person})
		}
	}
	for _, c := range r.chats {
		if c.Purpose == store.ForDesk && c.Area == a.Key {
			return [][2]int64{{list[0][0], c.ID}}
		}
	}
	return list
}
