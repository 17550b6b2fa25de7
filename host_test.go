package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"path"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/backup"
	"huiyin/bot"
	"huiyin/config"
	"huiyin/order"
	"huiyin/sim"
	"huiyin/sim/story"
	"huiyin/store"
)

// host is the whole program beside a simulated Telegram, inside a bubble of
// testing/synctest: the same wiring as in production, over HTTP without
// sockets, on a clock that jumps whenever everybody waits.
type host struct {
	t         *testing.T
	dir       string
	lang      string
	sim       *sim.Sim
	cast      cast
	community func() (*order.Community, error)
	file      func() *order.Community // the community file at a later start
	prog      *program
	stop      context.CancelFunc
	ended     chan error

	// crash, if set, decides after each commit whether the program dies there.
	crash   func() bool
	dead    atomic.Bool
	crashes int
	// faulty is set while Telegram fails now and then.
	faulty       bool
	redelivering int // the fault that delivers updates again
	// clock is the program's; nil: that of the bubble.
	clock bot.Clock
	// pace is how fast the bot may send; the zero value is Telegram's.
	pace bot.Pace
	// synchronous is how the database is written; empty: as in production.
	synchronous string
	// log, if set, gets what the program writes for its operator; talkative: all of it.
	log       io.Writer
	talkative bool
	// mute keeps the log out of a verbose test.
	mute bool
	// notices, if set, gets what is said to the operator, in the town's language.
	notices io.Writer
	// backupTo, if set, is where the program makes its backups.
	backupTo string
	// deaf is set while nobody looks at what the bot says.
	deaf bool
	// plug, if set, lays a disk under the database before each start, and off says
	// whether its power is cut; then nobody is heard any more, either.
	plug func() error
	off  func() bool
	// atEnd, if set, looks around when a story is over.
	atEnd func()
}

// newHost builds the cast. Nothing runs until start.
func newHost(t *testing.T, lang string) *host {
	h := &host{t: t, dir: t.TempDir(), lang: lang, sim: sim.New(sim.Options{Flood: true})}
	h.community = func() (*order.Community, error) { return demoCommunity(lang) }
	h.cast = build(h.sim, lang)
	h.outskirts()
	return h
}

// outskirts adds groups that the demo does not need, and that the bot is not in
// until a story brings it there: a basic group, and one for dispatchers.
func (h *host) outskirts() {
	who := h.cast.people
	tenants := h.sim.AddGroup(sim.GroupSpec{Title: pick(h.lang, "三号楼租户群", "Building 3 tenants"), Owner: who["吴主任"],
		Members: []int64{who["小李"], who["王奶奶"], who["周调度"]}})
	desk := h.sim.AddGroup(sim.GroupSpec{Title: pick(h.lang, "值班室", "Duty room"), Super: true, Owner: who["吴主任"], Members: []int64{who["周调度"]}})
	h.cast.places["三号楼租户群"], h.cast.places["Building 3 tenants"] = tenants, tenants
	h.cast.places["值班室"], h.cast.places["Duty room"] = desk, desk
}

// start opens and runs the program.
func (h *host) start(ctx context.Context) error {
	for {
		if h.plug != nil {
			if err := h.plug(); err != nil {
				return err
			}
		}
		if err := h.wire(ctx); err == nil || !h.dark() {
			return err
		}
		h.crashes++
	}
}

// dark reports whether the power is cut.
func (h *host) dark() bool { return h.off != nil && h.off() }

// gone reports whether the program has died.
func (h *host) gone() bool { return h.dead.Load() || h.dark() }

// wires are the connection to Telegram, which needs power, too.
type wires struct{ *host }

// RoundTrip asks Telegram.
func (l wires) RoundTrip(r *http.Request) (*http.Response, error) {
	if l.dark() {
		return nil, errors.New("no power")
	}
	answer, err := l.sim.Transport().RoundTrip(r)
	if err == nil && l.dark() {
		_ = answer.Body.Close()
		return nil, errors.New("no power")
	}
	return answer, err
}

// wire does it.
func (h *host) wire(ctx context.Context) error {
	cfg := config.Default()
	cfg.Language = h.lang
	cfg.Database, cfg.KeyFile = filepath.Join(h.dir, "huiyin.db"), filepath.Join(h.dir, "huiyin.key")
	cfg.Telegram.Token = config.Secret(h.cast.token)
	cfg.Backup.To, cfg.Backup.Key, cfg.Backup.KeepDays = h.backupTo, filepath.Join(h.dir, "backup.key"), 7
	armed := false
	p := parts{config: &cfg, community: h.community, file: h.file, clock: h.clock, log: slog.New(slog.DiscardHandler),
		pace: h.pace, weeks: 1, synchronous: h.synchronous, http: &http.Client{Transport: wires{h}}}
	if p.clock == nil {
		p.clock = bot.RealClock{}
	}
	if testing.Verbose() && !h.mute {
		p.log = slog.New(slog.NewTextHandler(h.t.Output(), nil))
	}
	if h.log != nil {
		level := slog.LevelInfo
		if h.talkative {
			level = slog.LevelDebug
		}
		p.log = slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: level}))
	}
	if h.notices != nil {
		p.notice = func(code string, args map[string]any) {
			_, _ = io.WriteString(h.notices, words(h.lang, code, args)+"\n")
		}
	}
	var prog *program
	p.afterCommit = func() {
		if armed && h.crash != nil && h.crash() && h.dead.CompareAndSwap(false, true) {
			prog.db.Kill()
		}
	}
	prog, err := open(ctx, p)
	if err != nil {
		return err
	}
	h.prog = prog
	h.dead.Store(false)
	ctx, h.stop = context.WithCancel(context.WithoutCancel(ctx))
	h.ended = make(chan error, 1)
	armed = true
	go func() { h.ended <- h.prog.run(ctx) }()
	return nil
}

// Settle waits until nothing is left to do, letting the seconds pass that the
// sender needs to keep Telegram's pace.
func (h *host) Settle(ctx context.Context) error {
	limit, bundled, belated := time.Now().Add(lull), time.Now().Add(bundling), time.Time{}
	if h.crash != nil || h.faulty || h.off != nil {
		limit = time.Now().Add(patience)
		belated = limit
	}
	for range 6000 {
		synctest.Wait()
		if h.gone() {
			if err := h.revive(ctx); err != nil {
				return err
			}
			continue
		}
		if h.sim.Down() && time.Now().After(limit) {
			return nil // whatever it wants to say has to wait
		}
		if h.sim.Pending(h.cast.token) == 0 && h.prog.settled() && !putOff(h.prog, limit) && !gathering(h.prog, bundled) && !ticking(h.prog, belated) {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return errors.New("the program does not come to rest")
}

// lull is how long a step waits for edits that are put off to become fewer.
const lull = 2 * time.Second

// bundling is how long a step waits for reminders that wait for each other.
const bundling = 25 * time.Second

// ticking reports whether a timer is due until the limit. What a program began
// some seconds late, because it had died, is due some seconds late, too.
func ticking(p *program, limit time.Time) bool {
	soon := false
	err := p.db.Read(context.Background(), func(tx *store.Tx) error {
		at, ok, err := tx.NextTimer()
		soon = ok && !at.After(limit)
		return err
	})
	return err == nil && soon
}

// gathering reports whether a chat is going to be called until the limit.
func gathering(p *program, limit time.Time) bool {
	soon := false
	err := p.db.Read(context.Background(), func(tx *store.Tx) error {
		at, ok, err := tx.NextOf("errands")
		soon = ok && !at.After(limit)
		return err
	})
	return err == nil && soon
}

// patience is the same in a run with crashes or faults. A program that has
// just died does not know how much it had said before, so Telegram often tells
// it to wait for some seconds.
const patience = 15 * time.Second

// putOff reports whether a message waits that will be sent until the limit.
func putOff(p *program, limit time.Time) bool {
	waits := false
	err := p.db.Read(context.Background(), func(tx *store.Tx) error {
		at, ok, err := tx.NextPost()
		waits = ok && !at.After(limit)
		return err
	})
	return err == nil && waits
}

// Advance lets time pass; whatever is due on the way happens at its time.
func (h *host) Advance(ctx context.Context, d time.Duration) error {
	until := time.Now().Add(d)
	for time.Now().Before(until) {
		step := time.Until(until)
		if h.crash != nil || h.off != nil {
			step = min(step, 10*time.Minute) // a dead program must not sleep through the night
		}
		time.Sleep(step)
		if err := h.Settle(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Now is the program's time.
func (h *host) Now() time.Time { return time.Now() }

// Restart stops the program in good order and starts it again.
func (h *host) Restart(ctx context.Context) error {
	h.stop()
	if err := <-h.ended; err != nil && !h.dark() {
		return err
	}
	return h.start(ctx)
}

// Backup makes a backup beside the running program.
func (h *host) Backup(ctx context.Context) error {
	if h.gone() {
		if err := h.revive(ctx); err != nil {
			return err
		}
	}
	_, err := backupJob(h.restored().cfg, h.prog.db.CopyOut, time.Now()).Run(ctx)
	return err
}

// PutBack puts the newest backup in the database's place, as the command does.
func (h *host) PutBack(ctx context.Context) error {
	h.stop()
	if err := <-h.ended; err != nil && !h.gone() {
		return err
	}
	r := h.restored()
	list, err := backup.List(r.cfg.Backup.To)
	if err != nil {
		return err
	}
	r.cmd.File = list[0].Path
	if err := r.run(ctx); err != nil {
		return err
	}
	if h.faulty { // what was confirmed before is not delivered again, and the database can't know it any more
		h.sim.ClearFault(h.redelivering)
	}
	h.dead.Store(false)
	return h.start(ctx)
}

// restored is a restore of this installation.
func (h *host) restored() *restoring {
	cfg := config.Default()
	cfg.Database, cfg.KeyFile = filepath.Join(h.dir, "huiyin.db"), filepath.Join(h.dir, "huiyin.key")
	cfg.Backup.To, cfg.Backup.Key = filepath.Join(h.dir, "backups"), filepath.Join(h.dir, "backup.key")
	return &restoring{cmd: restoreCommand{Yes: true}, cfg: &cfg, lang: h.lang, console: console{out: io.Discard, err: io.Discard}}
}

// Kill stops the program as a power cut would, and starts it again.
func (h *host) Kill(ctx context.Context) error {
	h.prog.db.Kill()
	return h.revive(ctx)
}

func (h *host) revive(ctx context.Context) error {
	h.crashes++
	h.prog.db.Kill() // it is dead, or has no power
	h.stop()
	<-h.ended // it fails, of course
	h.dead.Store(false)
	return h.start(ctx)
}

// close ends the program.
func (h *host) close() {
	h.crash = nil
	h.stop()
	<-h.ended
	h.sim.Close()
}

// Recall gives stories the code that the console shows.
func (h *host) Recall(name string) string {
	if name != "code" {
		return ""
	}
	ctx := context.Background()
	for range 5 {
		code, err := h.prog.claimCode(ctx)
		if err == nil {
			return code
		}
		if !h.gone() { // reading the code may be the commit at which the program dies
			h.t.Error(err)
			return ""
		}
		if err := h.revive(ctx); err != nil {
			h.t.Error(err)
			return ""
		}
	}
	return ""
}

// load finds what several stories have in common.
func (h *host) load(name string) (*story.Script, error) {
	src, err := storyFiles.ReadFile(path.Join("stories", h.lang, "parts", name+".story"))
	if err != nil {
		return nil, err
	}
	return story.Parse(name+".story", src)
}

// world is the host as stories see it.
func (h *host) world() *story.World {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		h.t.Fatal(err)
	}
	return &story.World{Sim: h.sim, Host: h, Bot: demoBot, People: h.cast.people, Places: h.cast.places, Zone: zone, Load: h.load}
}
