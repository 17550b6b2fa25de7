package bot

import (
	"container/heap"
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/flows"
	"huiyin/sim"
)

// landing is a call that will be answered.
type landing struct {
	at, arrives time.Time
	chat        int64
	n           int
}

type landings []landing

func (l landings) Len() int           { return len(l) }
func (l landings) Less(i, j int) bool { return l[i].at.Before(l[j].at) }
func (l landings) Swap(i, j int)      { l[i], l[j] = l[j], l[i] }
func (l *landings) Push(x any)        { *l = append(*l, x.(landing)) }
func (l *landings) Pop() any {
	last := (*l)[len(*l)-1]
	*l = (*l)[:len(*l)-1]
	return last
}

// counts checks what arrives against Telegram's limits.
type counts struct {
	t     *testing.T
	all   []time.Time
	chats map[int64][]time.Time
}

func within1(times []time.Time, at time.Time, window time.Duration) int {
	n := 0
	for _, x := range times {
		if x.After(at.Add(-window)) && !x.After(at) {
			n++
		}
	}
	return n
}

// A message arrives somewhere between being sent and being answered. However
// long that takes, no window may hold too many, and the pace must not be much
// slower than it may be.
func TestPacerNeverExceeds(t *testing.T) {
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 1))
		p := newPacer(Pace{}.complete())
		begin := time.Unix(1_000_000, 0)
		now := begin
		var flying landings
		seen := counts{t: t, chats: map[int64][]time.Time{}}
		busy := map[int64]bool{}
		sent := 0
		for sent < 3000 {
			for _, chat := range []int64{-1, -2, rng.Int64N(400) + 1, rng.Int64N(400) + 1} {
				n := 1
				if rng.IntN(20) == 0 {
					n = 1 + rng.IntN(10)
				}
				if busy[chat] || !p.admit(chat, rng.IntN(10) == 0, n, now) {
					continue
				}
				p.begin(n)
				busy[chat] = true
				takes := time.Duration(rng.Int64N(int64(800 * time.Millisecond)))
				heap.Push(&flying, landing{now.Add(takes), now.Add(time.Duration(rng.Int64N(int64(takes) + 1))), chat, n})
				sent += n
			}
			now = now.Add(time.Duration(rng.IntN(20)) * time.Millisecond)
			for len(flying) > 0 && !flying[0].at.After(now) {
				l := heap.Pop(&flying).(landing)
				p.end(l.chat, l.n, l.at)
				delete(busy, l.chat)
				for range l.n {
					seen.all = append(seen.all, l.arrives)
					seen.chats[l.chat] = append(seen.chats[l.chat], l.arrives)
				}
			}
		}
		for i, at := range seen.all {
			if i%7 == 0 && within1(seen.all, at, time.Second) > 30 {
				t.Fatalf("seed %d: %d in a second", seed, within1(seen.all, at, time.Second))
			}
		}
		for chat, times := range seen.chats {
			for _, at := range times {
				if n := within1(times, at, time.Minute); chat < 0 && n > 20 {
					t.Fatalf("seed %d: %d in a minute in group %d", seed, n, chat)
				}
			}
		}
		if d := now.Sub(begin); d > 220*time.Second {
			t.Errorf("seed %d: 3000 messages took %v", seed, d)
		}
	}
}

func TestPacerHolds(t *testing.T) {
	p := newPacer(Pace{}.complete())
	now := time.Unix(1000, 0)
	p.hold(-5, now.Add(35*time.Second), now)
	if p.admit(-5, true, 1, now.Add(34*time.Second)) || !p.admit(-5, false, 1, now.Add(35*time.Second)) || !p.admit(-6, false, 1, now) {
		t.Error("a chat's hold is wrong")
	}
	p.holdAll(now.Add(2 * time.Second))
	if p.admit(-6, true, 1, now.Add(time.Second)) || !p.admit(-6, true, 1, now.Add(2*time.Second)) {
		t.Error("the hold of all is wrong")
	}
	if n := p.held(now.Add(10 * time.Second)); n != 1 {
		t.Errorf("%d held", n)
	}
}

func TestReserve(t *testing.T) {
	p := newPacer(Pace{}.complete())
	now := time.Unix(1000, 0)
	for i := range 25 {
		if !p.admit(int64(i+1), false, 1, now) {
			t.Fatalf("%d refused", i)
		}
		p.begin(1)
	}
	if p.admit(100, false, 1, now) || !p.admit(100, true, 1, now) {
		t.Error("no reserve for urgent ones")
	}
	free := newPacer(Pace{PerSecond: -1}.complete())
	for range 100 {
		if !free.admit(1, false, 1, now) {
			t.Fatal("limited")
		}
		free.begin(1)
		free.end(1, 1, now)
	}
}

// slowClock is the clock of a machine on which every step takes time.
type slowClock struct{ RealClock }

func (slowClock) Now() time.Time {
	time.Sleep(time.Millisecond)
	return time.Now()
}

// A post may fall due while the outbox is being read, after what was due has
// been listed: nobody rings for it then, and it must go all the same.
func TestDueWhileTheOutboxIsRead(t *testing.T) {
	o := Options{Clock: slowClock{}}
	playWith(t, sim.Options{Now: time.Now}, o, func(r *rig) {
		r.started()
		time.Sleep(10 * time.Second)
		for ms := range 30 {
			text := fmt.Sprintf("after %d ms", ms)
			p := post(r.li, flows.Outgoing{Text: text})
			p.NotBefore = time.Now().Add(time.Duration(ms) * time.Millisecond)
			r.put(p)
			time.Sleep(2 * time.Second)
			synctest.Wait()
			if got := r.last(r.li, r.li).Text; got != text {
				t.Errorf("%q was not sent within two seconds; the last is %q", text, got)
			}
		}
	})
}
