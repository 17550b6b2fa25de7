//go:build unix

package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime/pprof"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"huiyin/bot"
	"huiyin/order"
	"huiyin/sim"
)

// The benchmark compares two bots, each in a process of its own, which is this
// test binary started again: an echo bot as the library's own example has it,
// and the whole program with its database. Both speak HTTP over the loopback
// with the same simulator, in the process of the test, and both are driven in
// a closed loop by the same number of people.
const (
	benchLanes     = 256
	benchDistricts = 64
	benchWarm      = 2 * time.Second
	benchKills     = 5
)

// benchFor is how long each bot is measured.
func benchFor() time.Duration { return time.Duration(fromEnv("HUIYIN_SECONDS", 10)) * time.Second }

// Environment of the processes under test.
const (
	envBot     = "HUIYIN_BENCH_BOT" // echo or flow
	envURL     = "HUIYIN_BENCH_URL"
	envToken   = "HUIYIN_BENCH_TOKEN"
	envDir     = "HUIYIN_BENCH_DIR"
	envProfile = "HUIYIN_PROFILE" // where the flow's CPU profile goes, for whoever wants one
)

// TestMain lets the test binary be one of the bots that are compared.
func TestMain(m *testing.M) {
	var bots = map[string]func(context.Context) error{"echo": echoBot, "flow": flowBot}
	serve := bots[os.Getenv(envBot)]
	if serve == nil {
		os.Exit(m.Run())
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	if err := serve(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	stop()
	os.Exit(0)
}

// echoBot is the library's example: its own polling, its own client.
func echoBot(ctx context.Context) error {
	b, err := tg.New(os.Getenv(envToken), tg.WithServerURL(os.Getenv(envURL)), tg.WithDefaultHandler(
		func(ctx context.Context, b *tg.Bot, u *models.Update) {
			if u.Message != nil {
				_, _ = b.SendMessage(ctx, &tg.SendMessageParams{ChatID: u.Message.Chat.ID, Text: u.Message.Text})
			}
		}))
	if err != nil {
		return err
	}
	b.Start(ctx)
	return nil
}

// flowBot is the program as it is, but for the pace.
func flowBot(ctx context.Context) error {
	if path := os.Getenv(envProfile); path != "" {
		f, err := os.Create(path)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	dir := os.Getenv(envDir)
	cfg := townConfig(filepath.Join(dir, "huiyin.db"), filepath.Join(dir, "huiyin.key"), os.Getenv(envToken), os.Getenv(envURL))
	pr, err := open(ctx, parts{config: cfg, clock: bot.RealClock{}, pace: unpaced,
		log:       slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
		community: func() (*order.Community, error) { return nil, errors.New("the database is empty") }})
	if err != nil {
		return err
	}
	return pr.run(ctx)
}

// start starts one of the bots.
func (h *townHouse) start(which string) *exec.Cmd {
	h.t.Helper()
	self, err := os.Executable()
	if err != nil {
		h.t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), envBot+"="+which, envURL+"="+h.server.URL, envToken+"="+h.town.token, envDir+"="+h.dir)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	return cmd
}

// figures are what a bot has done.
type figures struct {
	rate  float64       // updates a second
	sends float64       // calls per update, besides those that ask for updates
	cpu   time.Duration // of the bot's process, per update
	other time.Duration // of the simulator and the people, per update
	lost  int           // updates confirmed to Telegram and never acted upon
	kills int
}

// sample is a state of the counters.
type sample struct {
	at             time.Time
	updates, calls int
	cpu            time.Duration // of this process
}

func (h *townHouse) sample() sample {
	s := sample{at: time.Now(), cpu: ownCPU(), updates: h.town.sim.Counters().Updates - h.town.sim.Pending(h.town.token)}
	for method, n := range h.town.sim.Calls() {
		if method != "getupdates" {
			s.calls += n
		}
	}
	return s
}

// ownCPU is what this process has used of the processors.
func ownCPU() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// measure lets a bot warm up, watches it, and ends it gently.
func (h *townHouse) measure(which string) (f figures) {
	h.t.Helper()
	cmd := h.start(which)
	first := h.sample()
	<-time.After(benchWarm)
	from := h.sample()
	<-time.After(benchFor())
	to := h.sample()
	if err := stopGently(cmd); err != nil {
		h.t.Fatal(which, err)
	}
	n := float64(to.updates - from.updates)
	f.rate = n / to.at.Sub(from.at).Seconds()
	f.sends = float64(to.calls-from.calls) / n
	f.other = (to.cpu - from.cpu) / time.Duration(to.updates-from.updates)
	last := h.sample()
	f.cpu = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()) / time.Duration(last.updates-first.updates)
	return f
}

// echoes are people who say something, wait for the echo, and say the next
// thing.
type echoes struct {
	*townHouse
	mu     sync.Mutex
	waits  map[int64]string // what each person waits for
	n      int
	paused bool
}

func (e *echoes) say(who int64) error {
	e.n++
	text := fmt.Sprintf("3号楼2单元电梯坏了，老人下不了楼 %d", e.n)
	e.waits[who] = text
	_, err := e.town.sim.PushText(who, who, text)
	return err
}

// live answers echoes until ctx ends.
func (e *echoes) live(ctx context.Context) {
	news, end := e.town.sim.Subscribe()
	defer end()
	after := int64(0)
	for {
		for _, x := range e.town.sim.Events(after) {
			after = x.Seq
			if x.Message != nil && x.Message.Bot {
				e.see(x)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-news:
		}
	}
}

func (e *echoes) see(x sim.Event) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.waits[x.Chat] != x.Message.Text {
		return
	}
	delete(e.waits, x.Chat)
	if e.paused {
		return
	}
	if err := e.say(x.Chat); err != nil {
		e.t.Error(err)
	}
}

// begin has everybody say something who waits for nothing.
func (e *echoes) begin() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.paused = false
	for _, l := range e.town.lanes {
		if e.waits[l.worker] == "" {
			if err := e.say(l.worker); err != nil {
				e.t.Fatal(err)
			}
		}
	}
}

// missing waits until nothing more comes, and counts and forgets those who
// still wait for an answer to what the bot has confirmed.
func (e *echoes) missing() int {
	e.mu.Lock()
	e.paused = true
	e.mu.Unlock()
	for before := -1; ; {
		<-time.After(300 * time.Millisecond)
		c := e.town.sim.Counters()
		if e.town.sim.Pending(e.town.token) == 0 && c.Sends == before {
			break
		}
		before = c.Sends
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	n := len(e.waits)
	clear(e.waits)
	return n
}

// benchEcho measures the echo bot.
func benchEcho(b *testing.B) figures {
	h := newTownHouse(b, benchDistricts, benchLanes)
	e := &echoes{townHouse: h, waits: map[int64]string{}}
	ctx, leave := context.WithCancel(context.Background())
	defer leave()
	go e.live(ctx)
	e.begin()
	f := h.measure("echo")
	cmd := h.start("echo")
	e.missing() // what the gentle end has cost is not counted
	for range benchKills {
		e.begin()
		h.after(300)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		cmd = h.start("echo")
		f.lost += e.missing()
		f.kills++
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	return f
}

// after waits until so many more updates are confirmed.
func (h *townHouse) after(n int) {
	h.t.Helper()
	from, limit := h.sample().updates, time.Now().Add(30*time.Second)
	for h.sample().updates < from+n {
		if time.Now().After(limit) {
			h.t.Fatal("the bot does nothing")
		}
		<-time.After(time.Millisecond)
	}
}

// benchFlow measures the program.
func benchFlow(b *testing.B) figures {
	h := newTownHouse(b, benchDistricts, benchLanes)
	ctx, leave := context.WithCancel(context.Background())
	defer leave()
	go h.town.live(ctx)
	if err := h.town.begin(); err != nil {
		b.Fatal(err)
	}
	f := h.measure("flow")
	if err := os.Unsetenv(envProfile); err != nil {
		b.Fatal(err)
	}
	cmd := h.start("flow")
	for range benchKills {
		h.after(300)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		cmd = h.start("flow")
		f.kills++
	}
	h.town.end()
	limited, stop := context.WithTimeout(ctx, 30*time.Second)
	defer stop()
	stuck, err := h.town.rest(limited)
	if err := errors.Join(err, stopGently(cmd)); err != nil {
		b.Fatal(err)
	}
	f.lost = stuck
	h.inside(func(context.Context) {}) // whatever is still to be said
	o := h.judge()
	f.lost = max(f.lost, o.lost+o.missed)
	return f
}

func micros(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }

// BenchmarkFlow measures both bots once; b.N has no meaning here.
func BenchmarkFlow(b *testing.B) {
	echo, flow := benchEcho(b), benchFlow(b)
	b.ReportMetric(0, "ns/op")
	var report strings.Builder
	for _, x := range []struct {
		name string
		figures
	}{{"echo", echo}, {"flow", flow}} {
		fmt.Fprintf(&report, "\n%s: %.0f updates/s, %.2f calls per update, %.0f µs of CPU per update (and %.0f µs of the simulator's), %d updates lost in %d kills",
			x.name, x.rate, x.sends, micros(x.cpu), micros(x.other), x.lost, x.kills)
		b.ReportMetric(x.rate, x.name+"-updates/s")
	}
	fmt.Fprintf(&report, "\nratio: %.2f; by CPU, which other programs on the machine disturb less: %.2f all in all, %.2f for the bots alone, %.2f per call",
		flow.rate/echo.rate, micros(echo.cpu+echo.other)/micros(flow.cpu+flow.other), micros(echo.cpu)/micros(flow.cpu),
		micros(echo.cpu)/echo.sends/(micros(flow.cpu)/flow.sends))
	b.ReportMetric(flow.rate/echo.rate, "ratio")
	b.Log(report.String())
}
