package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/order"
)

// TestLife lets the whole program live for weeks among people who behave as
// people do, while Telegram fails, the program dies, and clocks are moved, and
// holds P1 to P7 against all that they see. HUIYIN_LIFE is how many order-hours
// to live; SEED lives one life alone, and if it goes wrong, looks for a smaller
// plan that goes wrong, too.
func TestLife(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	want, days, orders := 30_000.0, 10, 9
	if underRace {
		want = 3_000
	}
	if n, err := strconv.ParseFloat(os.Getenv("HUIYIN_LIFE"), 64); err == nil {
		want = n
	}
	if want >= 200_000 {
		days, orders = 24, 45
	}
	if seed, err := strconv.ParseUint(os.Getenv("SEED"), 10, 64); err == nil {
		kind := kindOf(seed, days, orders)
		one := liveOnce(t, seed, kind, drawPlan(seed, kind))
		one.report(t)
		if len(one.wrong) > 0 {
			shrink(t, one)
		}
		return
	}
	var mu sync.Mutex
	var sum tally
	var seeds []uint64
	begun := time.Now()
	var next atomic.Uint64
	done := func() bool {
		mu.Lock()
		defer mu.Unlock()
		return sum.hours >= want || t.Failed()
	}
	t.Run("lives", func(t *testing.T) {
		for range runtime.GOMAXPROCS(0) {
			t.Run("", func(t *testing.T) {
				t.Parallel()
				for !done() {
					seed := next.Add(1)
					kind := kindOf(seed, days, orders)
					one := liveOnce(t, seed, kind, drawPlan(seed, kind))
					one.report(t)
					mu.Lock()
					sum.add(one.fig)
					seeds = append(seeds, seed)
					mu.Unlock()
				}
			})
		}
	})
	slices.Sort(seeds)
	took := time.Since(begun)
	t.Logf("seeds %v in %v: %.0f order-hours a second\n%s", seeds, took.Round(time.Second), sum.hours/took.Seconds(), sum)
	for _, a := range []order.Act{order.Offer, order.Accept, order.Decline, order.Promise, order.Finish, order.Rate, order.Reopen, order.Widen, order.Climb, order.Nudge,
		order.Hold, order.Resume, order.Join, order.Tell, order.Close, order.Release} {
		if sum.acts[a] == 0 && !underRace {
			t.Errorf("nobody ever came to %s", a)
		}
	}
}

// lived is a life that is over.
type lived struct {
	seed  uint64
	kind  lifeKind
	plan  []move
	wrong []string
	fate  []string      // what befell the program last
	at    time.Duration // when it went wrong
	fig   tally
	hash  string // of what the ledger says
}

// liveOnce lives one life, in a bubble of its own.
func liveOnce(t *testing.T, seed uint64, kind lifeKind, plan []move) (one lived) {
	one = lived{seed: seed, kind: kind, plan: plan}
	t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			l := newLife(t, seed, kind)
			defer func() { _ = l.book.db.Close() }()
			for _, m := range plan {
				l.later(m.at, func() { l.make(m) })
			}
			l.pass(l.start.Add(time.Duration(kind.days)*24*time.Hour + 25*time.Hour))
			synctest.Wait()
			l.look()
			one.at = time.Since(l.start)
			if len(l.wrong) == 0 {
				l.judge()
			}
			one.wrong, one.fig, one.fate = l.wrong, l.fig, l.fate[max(0, len(l.fate)-8):]
			one.fig.crashes, one.fig.faults = l.crashes, l.sim.Counters().Faults
			one.hash = l.hash()
			for l.down > 0 || l.dead.Load() {
				l.dead.Store(false)
				break
			}
			l.close()
		})
	})
	return one
}

func (l *life) hash() string {
	h := sha256.New()
	for _, d := range l.list {
		for _, x := range d.lines {
			fmt.Fprintln(h, x.no, x.at.UnixMilli(), x.act, x.person, x.was, x.state, x.tier, x.note)
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:6])
}

// judge counts at the end which message became which order (P1, P2).
func (l *life) judge() {
	origins, marks := l.book.origins(), l.book.marked()
	for at, list := range origins {
		if len(list) > 1 || l.spokenAt(at) == nil {
			l.fail("P2: message %v became the orders %v", at, list)
		}
	}
	for _, s := range l.sayings {
		if n := marks[s.mark]; n > 1 || n == 0 && len(origins[s.saidAt]) == 0 && s.certain && !l.dropped(s) {
			l.fail("P1, P2: %q, said in %d at %v, is in %d orders", s.mark, s.chat, s.at, n)
		}
	}
	for _, d := range l.list {
		l.compare(d)
	}
}

// dropped reports whether Telegram has thrown the message away: it keeps one for a
// day.
func (l *life) dropped(s *spoken) bool {
	return slices.ContainsFunc(l.windows, func(w window) bool { return !s.at.Before(w.from) && w.to.Sub(s.at) > 23*time.Hour })
}

func (one lived) report(t *testing.T) {
	t.Helper()
	t.Logf("seed %d, %s, %d days: %s; ledger %s", one.seed, one.kind.zone, one.kind.days, one.fig, one.hash)
	if len(one.wrong) > 0 {
		t.Errorf("SEED=%d HUIYIN_LIFE=%s after %v:\n%s\nbefore that:\n%s", one.seed, os.Getenv("HUIYIN_LIFE"), one.at, strings.Join(one.wrong, "\n"), strings.Join(one.fate, "\n"))
	}
}

func (f *tally) add(x tally) {
	f.hours += x.hours
	f.orders += x.orders
	f.crashes += x.crashes
	f.faults += x.faults
	f.messages += x.messages
	f.steps += x.steps
	f.digests += x.digests
	f.cells += x.cells
	f.doubles += x.doubles
	f.losses += x.losses
	f.worst = max(f.worst, x.worst)
	f.silence = max(f.silence, x.silence)
	f.latest, f.echo = max(f.latest, x.latest), max(f.echo, x.echo)
	if f.acts == nil {
		f.acts = map[order.Act]int{}
	}
	for a, n := range x.acts {
		f.acts[a] += n
	}
}

func (f tally) String() string {
	return fmt.Sprintf("%.0f order-hours, %d orders, %d messages, %d steps, %d crashes, %d faults; first echo within %v, longest silence %.4f of the promise, latest step %v; "+
		"%d digests, %d cells; twice: %d after crashes (%d at most after one), %d after lost answers; %v",
		f.hours, f.orders, f.messages, f.steps, f.crashes, f.faults, f.echo, f.silence, f.latest, f.digests, f.cells, f.doubles-f.losses, f.worst, f.losses, f.acts)
}

// shrink drops parts of a plan as long as it goes wrong all the same.
func shrink(t *testing.T, one lived) {
	cut := slices.IndexFunc(one.plan, func(m move) bool { return m.at > one.at })
	if cut >= 0 {
		one.plan = one.plan[:cut]
	}
	one.kind.days = int(one.at/(24*time.Hour)) + 1
	allowed := 3 * time.Minute
	if d, err := time.ParseDuration(os.Getenv("HUIYIN_SHRINK")); err == nil {
		allowed = d
	}
	until, tries := time.Now().Add(allowed), 0
	for size := len(one.plan) / 2; size > 0 && time.Now().Before(until); size /= 2 {
		for from := 0; from+size <= len(one.plan) && time.Now().Before(until); tries++ {
			less := slices.Concat(one.plan[:from], one.plan[from+size:])
			if try := liveOnce(t, one.seed, one.kind, less); len(try.wrong) > 0 && try.wrong[0][15:17] == one.wrong[0][15:17] {
				one = try
			} else {
				from += size
			}
		}
	}
	var b strings.Builder
	for _, m := range one.plan {
		fmt.Fprintf(&b, "%v %s %d\n", m.at, m.kind, m.seed)
	}
	t.Logf("after %d tries %d moves are left that go wrong:\n%s%s", tries, len(one.plan), b.String(), strings.Join(one.wrong, "\n"))
}

// TestLifeRepeats: where the program does not die, a seed gives the same ledger
// each time, to the millisecond, so that what went wrong can be looked at again.
func TestLifeRepeats(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	kind := kindOf(3, 4, 8)
	plan := drawPlan(3, kind)
	one, two := liveOnce(t, 3, kind, plan), liveOnce(t, 3, kind, plan)
	if one.hash != two.hash { // which reminders come together depends on what is committed together, so messages are not counted
		t.Errorf("the ledgers are %s and %s", one.hash, two.hash)
	}
}
