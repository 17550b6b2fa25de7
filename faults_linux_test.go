package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/order"
	"huiyin/sim"
	"huiyin/sim/disk"
	"huiyin/store"
	"huiyin/texts"
)

// trouble is a way in which a disk fails.
type trouble struct {
	name  string
	kinds disk.Kind
	times int // 0: until it is mended
	err   syscall.Errno
}

const anyChange = disk.Write | disk.Truncate | disk.Sync | disk.Open | disk.Delete

var failings = []trouble{
	{"full until there is room", disk.Write, 0, syscall.ENOSPC},
	{"full once", disk.Write, 1, syscall.ENOSPC},
	{"broken until it is mended", anyChange, 0, syscall.EIO},
	{"broken once", anyChange, 1, syscall.EIO},
	{"unreadable once", disk.Read | disk.Share, 1, syscall.EIO},
}

// TestDiskFailsAtEveryWrite has the disk fail at the first operation of a day, at the
// second, and so on: while the database is made, and while people order. Whoever asks
// hears that it does not work now, the owner hears what to do, on the console and in
// chat, nothing is lost or done twice, and when the disk is well all goes on. In the end
// the power is cut, too. HUIYIN_STEP=1 tries every operation; by default it is every
// ninth, from HUIYIN_SEED on.
func TestDiskFailsAtEveryWrite(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	step := fromEnv("HUIYIN_STEP", 9)
	if underRace {
		step *= 5
	}
	for _, tr := range failings {
		for _, starting := range []bool{false, true} {
			var tried, failed, told, sorry, refused atomic.Int64
			name := tr.name + map[bool]string{false: " while people order", true: " while it starts"}[starting]
			t.Run(name, func(t *testing.T) {
				for n, over := fromEnv("HUIYIN_SEED", 1)%step, false; !over && !t.Failed(); n += step {
					synctest.Test(t, func(t *testing.T) {
						p := &patientDisk{host: newHost(t, "zh"), trouble: tr, from: n, told: &journal{}}
						p.play(starting)
						over = p.failed == 0
						tried.Add(1)
						failed.Add(int64(p.failed))
						told.Add(int64(min(1, len(p.told.String()))))
						sorry.Add(int64(p.sorry))
						refused.Add(int64(p.refused))
					})
				}
			})
			t.Logf("%s: at %d moments, %d operations failed; the owner was told %d times, people %d times, %d starts were refused with a reason",
				name, tried.Load()-1, failed.Load(), told.Load(), sorry.Load(), refused.Load())
			if failed.Load() == 0 || tried.Load() < 3 && !underRace {
				t.Errorf("%s: hardly anything was tried", name)
			}
		}
	}
}

// patientDisk is a program on a disk that fails.
type patientDisk struct {
	*host
	trouble
	from int
	disk *disk.Disk
	told *journal

	failed, sorry, refused int
}

func (p *patientDisk) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *patientDisk) fail() { p.disk.Fail(p.kinds, p.from, p.times, p.err) }

// play lets a day pass.
func (p *patientDisk) play(starting bool) {
	time.Sleep(time.Until(morning))
	ctx := context.Background()
	defer func() { // whatever went wrong, a bubble must end
		if p.prog != nil {
			p.disk.Mend()
			p.close()
		}
		p.disk.Close()
	}()
	var err error
	p.disk, err = disk.Under(p.dir)
	p.must(err)
	p.notices = p.told
	if starting {
		p.fail()
		p.begin(ctx)
	} else {
		p.must(p.start(ctx))
	}
	p.enter(ctx, p.world())
	if !starting {
		p.fail()
		p.order(ctx)
		p.failed = p.disk.Failed()
		p.disk.Mend()
	}
	p.must(p.Advance(ctx, 10*time.Minute))
	p.after(ctx, starting)
}

// begin starts the program. If it can't, it says why; later it can.
func (p *patientDisk) begin(ctx context.Context) {
	err := p.start(ctx)
	p.failed = p.disk.Failed()
	p.disk.Mend()
	if err == nil {
		return
	}
	p.refused++
	problem := store.AsProblem(err)
	if problem == nil {
		p.t.Fatalf("operation %d: the operator is not told what to do: %v", p.from, err)
	}
	if said := explain(err, "zh"); !strings.Contains(said, "磁盘") && !strings.Contains(said, "升级") {
		p.t.Errorf("operation %d: the operator reads %q (%v)", p.from, said, err)
	}
	if err := p.start(ctx); err != nil {
		p.t.Fatalf("operation %d: it does not start although the disk is well, after %v: %v", p.from, problem, err)
	}
}

// order has people say something again and again.
func (p *patientDisk) order(ctx context.Context) {
	li, wang, owner, grid := p.cast.people["小李"], p.cast.people["王奶奶"], p.cast.people["吴主任"], p.cast.places["新田一网格居民群"]
	_, err := p.sim.Say(wang, grid, sim.Say{Text: "@" + demoBot + " 3号楼水管漏水"})
	p.must(err)
	before := 0
	for range 4 {
		time.Sleep(5 * time.Minute)
		before = p.disk.Failed()
		_, err := p.sim.Say(li, li, sim.Say{Text: "/status 77"})
		p.must(err)
	}
	time.Sleep(5 * time.Minute)
	synctest.Wait()
	unknown := p.times == 0 && p.kinds&disk.Open != 0 // who the owners are may not be readable; the console tells them
	if p.told.String() != "" && !unknown && p.host.told(owner, 0, "磁盘")+p.host.told(owner, 0, "数据库") == 0 {
		p.t.Errorf("operation %d: the owner hears nothing in chat of %q", p.from, p.told)
	}
	p.sorry = p.host.told(li, 0, texts.Say("zh", "bot.try_later")) + p.host.told(wang, grid, texts.Say("zh", "bot.try_later"))
	if p.times == 0 && before > 0 && p.kinds&disk.Write != 0 {
		if p.sorry == 0 || p.told.String() == "" {
			p.t.Errorf("operation %d: people heard %d times that it does not work, the owner %q", p.from, p.sorry, p.told)
		}
	}
}

// after looks whether all that was said was done, once, also after a power cut.
func (p *patientDisk) after(ctx context.Context, starting bool) {
	li, wang, grid := p.cast.people["小李"], p.cast.people["王奶奶"], p.cast.places["新田一网格居民群"]
	orders := int64(0)
	if !starting {
		orders++
		p.expect(wang, grid, "#1001", 1)
		if n := p.host.told(li, 0, "没有找到这个工单"); n != 4 {
			p.t.Errorf("operation %d: %d of 4 questions were answered", p.from, n)
		}
		if s := p.told.String(); s != "" && !strings.HasSuffix(strings.TrimSpace(s), texts.Say("zh", "bot.stored")) {
			p.t.Errorf("operation %d: the owner was not told that it is over: %q", p.from, s)
		}
	}
	orders++
	p.stays(ctx, fmt.Sprint("#", 1000+orders))
	p.cut(ctx)
	err := p.prog.db.Read(ctx, func(tx *store.Tx) error {
		for no := int64(1001); no <= 1000+orders; no++ {
			if history, err := tx.History(no); err != nil || len(history) == 0 {
				return errors.Join(err, fmt.Errorf("order %d has %d lines in the ledger", no, len(history)))
			}
		}
		if _, err := tx.Order(1001 + orders); !errors.Is(err, order.ErrGone) {
			return fmt.Errorf("an order too many: %w", err)
		}
		return nil
	})
	if err != nil {
		p.t.Errorf("operation %d: %v", p.from, err)
	}
	p.close()
	p.prog = nil
	if _, err := store.Inspect(ctx, p.dir+"/huiyin.db"); err != nil {
		p.t.Errorf("operation %d: %v", p.from, err)
	}
}

// cut switches the power off and on.
func (p *patientDisk) cut(ctx context.Context) {
	s := &socket{host: p.host, disk: p.disk, dice: rand.New(rand.NewPCG(uint64(p.from), 3))}
	p.disk.CutAt(p.disk.Len())
	p.prog.db.Kill()
	p.stop()
	<-p.ended
	p.must(s.lose())
	p.disk.CutAt(-1)
	p.must(p.start(ctx))
}
