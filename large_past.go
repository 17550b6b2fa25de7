package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"huiyin/bot"
	"huiyin/config"
	"huiyin/order"
	"huiyin/sim"
	"huiyin/store"
)

// past plays some weeks of a made-up territory: people say what is wrong, units
// accept, some are slow, some never answer. It is the real program on the
// simulator; only the clock runs faster, and what nobody would see is left out:
// Telegram's flood limits, and the sync to the disk.
type past struct {
	*population
	clock *movedClock
	prog  *program
	live  []*errand
	busy  map[int64]bool // who writes a report just now
	by    map[int64]store.Person
}

// errand is one order as those who play it know it.
type errand struct {
	grid     string
	resident int64
	message  int
	no       int64
	fate     fate
	step     int
	next     int // the hop at which somebody does the next thing
}

// fate is how an order goes.
type fate int

const (
	judged    fate = iota // accepted, promised, finished, rated
	unjudged              // finished, and nobody rates it
	halfway               // accepted, and still under way
	paused                // accepted, then on hold
	withdrawn             // by the resident
	refused               // by the desk, or the unit declined it before
	ignored               // nobody answers; it climbs
)

// fates are of a hundred orders of the weeks before, and of the last two days.
var fates, fatesNow = []int{70, 19, 0, 1, 5, 3, 2}, []int{25, 15, 25, 5, 3, 2, 25}

func chance(r *rand.Rand, of []int) fate {
	n := r.IntN(100)
	for i, part := range of {
		if n -= part; n < 0 {
			return fate(i)
		}
	}
	return ignored
}

// neglected is how often nobody does anything about an order that they ignore.
const neglected = 8

// hopsOf are the hours of a day at which people do things; the nights are one hop.
var hopsOf = []int{8, 10, 14, 17, 20}

// troubles are what residents write; %d is the number of their building.
var troubles = []order.Name{
	{ZH: "%d号楼电梯坏了，老人下不了楼", EN: "The lift in building %d is stuck, an old lady can't get down"},
	{ZH: "%d号楼三单元水管漏水", EN: "A pipe is leaking in building %d"},
	{ZH: "%d号楼楼道灯不亮", EN: "The light is out on the stairs of building %d"},
	{ZH: "%d号楼门口垃圾没人收", EN: "Nobody collects the rubbish before building %d"},
	{ZH: "%d号楼前的树枝挡住了窗户", EN: "A branch covers the windows of building %d"},
	{ZH: "%d号楼暖气不热", EN: "The heating in building %d is cold"},
	{ZH: "%d号楼的井盖松了，孩子差点掉下去", EN: "The manhole before building %d is loose, a child nearly fell in"},
	{ZH: "%d号楼半夜装修，太吵", EN: "Drilling at night in building %d, so noisy"},
	{ZH: "%d号楼有人乱停车挡路", EN: "A parked car blocks the way to building %d"},
	{ZH: "%d号楼王大爷独居，想请人送饭", EN: "Grandpa in building %d lives alone and needs meals"},
	{ZH: "%d号楼洗衣机坏了，找谁修", EN: "Who mends a washing machine in building %d"},
	{ZH: "请问居住证怎么办理，我住%d号楼", EN: "How do I get a residence permit, I live in building %d"},
	{ZH: "%d号楼的邻居楼上楼下吵架", EN: "Neighbours quarrel in building %d"},
	{ZH: "%d号楼有人在楼道飞线充电", EN: "Somebody has an e-bike charging in the stairwell of building %d"},
}

var reports = []order.Name{{ZH: "换了零件，已经恢复", EN: "Replaced a part, it works again"}, {ZH: "清理干净了", EN: "All cleaned up"},
	{ZH: "上门看过，已经处理好", EN: "Went there, it is settled"}, {ZH: "电话里说清楚了", EN: "Explained it on the phone"}}

// playPast makes a territory, its people and its past in the folder, as a demo
// that was played for some weeks would leave them.
func playPast(ctx context.Context, d *demo, sc scale, seed uint64) error {
	t, err := makeTerritory(sc, seed, d.lang)
	if err != nil {
		return err
	}
	zone := t.c.Zone()
	now := time.Now().In(zone)
	begin := time.Date(now.Year(), now.Month(), now.Day()-sc.days, 6, 0, 0, 0, zone)
	clock := newMovedClock(begin.Sub(now))
	world := sim.New(sim.Options{Now: clock.Now, KeepMessages: history, KeepEvents: -1, Seed: int64(seed)})
	defer world.Close()
	p := &past{population: populate(t, world, seed, d.lang), clock: clock, busy: map[int64]bool{}, by: map[int64]store.Person{}}
	for _, x := range p.people {
		p.by[x.ID] = x
	}
	cfg := config.Default()
	cfg.Language, cfg.Limits = d.lang, config.Limits{MessagesPerMinute: -1}
	cfg.Database, cfg.KeyFile = filepath.Join(d.dir, "huiyin.db"), filepath.Join(d.dir, "huiyin.key")
	cfg.Telegram.Token, cfg.Telegram.APIURL = config.Secret(p.token), "http://telegram"
	p.prog, err = open(ctx, parts{config: &cfg, clock: clock, http: &http.Client{Transport: world.Transport()}, pace: bot.Pace{PerSecond: -1},
		log: d.log, synchronous: "OFF", community: func() (*order.Community, error) { return t.c, nil }})
	if err != nil {
		return err
	}
	if err := p.play(ctx); err != nil {
		return err
	}
	d.clock, d.sim, d.cast = clock, world, cast{token: p.token, shown: p.shortlist()}
	return d.save()
}

// play runs the program through the past, and ends it.
func (p *past) play(ctx context.Context) error {
	if err := p.write(ctx, p.prog.db); err != nil {
		return errors.Join(err, p.prog.db.Close())
	}
	if err := p.quietStart(ctx); err != nil {
		return errors.Join(err, p.prog.db.Close())
	}
	run, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- p.prog.run(run) }()
	err := p.weeks(run)
	stop()
	return errors.Join(err, <-ended)
}

// quietStart has the bot overlook that thousands pressed Start at once, and puts
// the digests off to the last two mornings: nobody reads older ones.
func (p *past) quietStart(ctx context.Context) error {
	body := strings.NewReader(`{"offset":-1}`)
	ask, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://telegram/bot"+p.token+"/getUpdates", body)
	if err != nil {
		return err
	}
	ask.Header.Set("Content-Type", "application/json")
	answer, err := p.sim.Transport().RoundTrip(ask)
	if err != nil {
		return err
	}
	answer.Body.Close()
	return p.prog.db.Write(ctx, func(tx *store.Tx) error {
		day := order.DayOf(p.clock.Now().In(p.c.Zone())) + order.Day(p.days-1)
		for _, a := range p.c.Areas {
			at := 8 * 60
			if a.Kind == order.KindCommunity {
				at += 30
			}
			if a.Kind != order.KindGrid && a.Kind != order.KindCommunity {
				continue
			}
			if err := tx.SetTimer("digest", a.Key, day.At(at, p.c.Zone())); err != nil {
				return err
			}
		}
		return nil
	})
}

// weeks plays day by day, and the present day until now.
func (p *past) weeks(ctx context.Context) error {
	zone := p.c.Zone()
	first := order.DayOf(p.clock.Now().In(zone))
	hops := p.days * len(hopsOf)
	for n := range hops {
		at := (first + order.Day(n/len(hopsOf))).At(hopsOf[n%len(hopsOf)]*60+5, zone)
		p.reach(ctx, at)
		for range share(p.orders, hops, n) {
			if err := p.complain(n, n/len(hopsOf) >= p.days-2); err != nil {
				return err
			}
		}
		for range 3 { // the desk dispatches, the unit accepts, and says when
			p.reach(ctx, p.clock.Now().Add(3*time.Minute))
			if err := p.everybody(ctx, n); err != nil {
				return err
			}
		}
	}
	p.reach(ctx, time.Now())
	return ctx.Err()
}

// reach moves the clock to a time, and waits until all is done that is due then.
func (p *past) reach(ctx context.Context, at time.Time) {
	for {
		p.calm(ctx)
		left := at.Sub(p.clock.Now())
		if left <= 0 || ctx.Err() != nil {
			return
		}
		p.clock.Move(min(left, longestHop))
		p.sim.AnswerPoll(p.token)
	}
}

func (p *past) calm(ctx context.Context) {
	for patience := 3000; patience > 0 && ctx.Err() == nil; patience-- {
		if p.sim.Pending(p.token) == 0 && p.sim.Polled(p.token) && p.prog.settled() {
			return
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// complain has somebody say what is wrong in the group of their grid.
func (p *past) complain(hop int, late bool) error {
	i := p.random.IntN(p.grids)
	grid := gridKey(i)
	e := &errand{grid: grid, resident: p.lives[grid][p.random.IntN(len(p.lives[grid]))], next: hop, fate: chance(p.random, fates)}
	if late {
		e.fate = chance(p.random, fatesNow)
	}
	houses := p.c.Below(grid, order.KindBuilding)
	house := strings.TrimSuffix(houses[p.random.IntN(len(houses))].Name.ZH, "号楼")
	text := strings.ReplaceAll(troubles[p.random.IntN(len(troubles))].In(p.lang), "%d", house)
	var err error
	e.message, err = p.sim.Say(e.resident, p.groupOf(grid), sim.Say{Text: "@" + demoBot + " " + text})
	p.live = append(p.live, e)
	return err
}

func (p *past) groupOf(grid string) int64 {
	for _, g := range p.groups {
		if g.Purpose == store.ForResidents && g.Area == grid {
			return g.ID
		}
	}
	return 0
}
