package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestKill kills the real binary with SIGKILL again and again while a town
// lives with it, and then counts: no order may be lost or doubled, no press may
// count twice or not at all, and all cards must show how their order stands.
// Only a message that was on its way at a kill may arrive twice: Telegram has no
// way to ask whether it came.
//
// HUIYIN_KILLS sets how many kills, HUIYIN_SEED repeats a run as far as chance
// is concerned.
func TestKill(t *testing.T) {
	kills, seed := fromEnv("HUIYIN_KILLS", 10), fromEnv("HUIYIN_SEED", int(time.Now().UnixNano()%1_000_000))
	if os.Getenv("HUIYIN_KILLS") == "" && testing.Short() {
		kills = 4
	}
	binary := buildBinary(t)
	h := newTownHouse(t, 12, 36)
	h.town.hectic, h.town.said = true, map[saying][]int{}
	k := &killer{townHouse: h, binary: binary, dice: rand.New(rand.NewPCG(uint64(seed), 1))}
	k.serve()
	k.configure()
	ctx, leave := context.WithCancel(context.Background())
	defer leave()
	go h.town.live(ctx)
	if err := h.town.begin(); err != nil {
		t.Fatal(err)
	}
	for range kills {
		k.live()
	}
	h.town.end()
	stuck := 0
	h.inside(func(ctx context.Context) {
		ctx, stop := context.WithTimeout(ctx, time.Minute)
		defer stop()
		var err error
		if stuck, err = h.town.rest(ctx); err != nil {
			t.Fatal(err)
		}
	})
	o := h.judge()
	twice, list := h.town.repeated()
	t.Logf("seed %d: %d kills (%d before the first call), %d updates, %d orders, %d presses and messages that count: "+
		"%d orders lost, %d doubled, %d acts missed, %d twice, %d cards wrong; %d messages sent twice, of %d that were on their way at a kill",
		seed, kills, k.early, h.town.sim.LastUpdate(h.town.token)-k.first, o.orders, o.acts, o.lost, o.doubled, o.missed, o.again, o.wrong, twice, k.underWay)
	if stuck > 0 {
		t.Errorf("%d orders were never finished", stuck)
	}
	if twice > k.underWay {
		t.Errorf("%d messages were sent twice, and only %d were on their way:\n%s", twice, k.underWay, strings.Join(list, "\n"))
	}
}

func fromEnv(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

// buildBinary builds the program as a user would.
func buildBinary(t testing.TB) string {
	binary := filepath.Join(t.TempDir(), "huiyin")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return binary
}

// killer lets the binary live, and ends it when it has made a number of calls
// that chance has chosen: before Telegram does what was asked, after that but
// before the answer, after the answer, or a moment later.
type killer struct {
	*townHouse
	binary   string
	dice     *rand.Rand
	first    int64
	early    int // kills that came before the first call
	underWay int // messages that were on their way at a kill

	mu    sync.Mutex
	left  int           // calls until the kill; 0: none is planned
	phase int           // where in that call
	now   chan struct{} // gets the word
	dead  chan struct{} // closed when the process has ended
	calls int
	sends map[int]time.Time // calls that say something, by when they were answered; zero: not yet
}

// settling is how long after its answer a message may still not be written
// down. It takes a commit; a loaded machine may take its time for that.
const settling = 500 * time.Millisecond

// serve puts the killer before the simulator.
func (k *killer) serve() {
	inner := k.handle
	k.handle = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		method := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
		id, hit, phase := k.arrive(method)
		if hit && phase == 0 {
			k.strike(r.Context())
			panic(http.ErrAbortHandler)
		}
		if !hit || phase != 1 {
			inner.ServeHTTP(w, r)
			k.answered(id)
			if hit && phase == 2 {
				k.now <- struct{}{}
			}
			return
		}
		inner.ServeHTTP(mute{w}, r) // done, but nobody hears of it
		k.strike(r.Context())
		panic(http.ErrAbortHandler)
	})
}

// mute is an answer that never leaves.
type mute struct{ http.ResponseWriter }

func (mute) Header() http.Header         { return http.Header{} }
func (mute) WriteHeader(int)             {}
func (mute) Write(b []byte) (int, error) { return len(b), nil }

// strike asks for the kill and waits until it has happened.
func (k *killer) strike(ctx context.Context) {
	k.mu.Lock()
	dead := k.dead
	k.mu.Unlock()
	k.now <- struct{}{}
	select {
	case <-dead:
	case <-ctx.Done():
	}
}

func (k *killer) arrive(method string) (id int, hit bool, phase int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.calls++
	id = k.calls
	if m := strings.ToLower(method); strings.HasPrefix(m, "send") || strings.HasPrefix(m, "edit") {
		k.sends[id] = time.Time{}
	}
	if k.left > 0 {
		k.left--
		hit = k.left == 0
	}
	return id, hit, k.phase
}

func (k *killer) answered(id int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, ok := k.sends[id]; ok {
		k.sends[id] = time.Now()
	}
}

// configure writes the files that an operator would write. The town's own
// community is in the database already.
func (k *killer) configure() {
	k.first = k.town.sim.LastUpdate(k.town.token) - int64(k.town.sim.Pending(k.town.token))
	text := fmt.Sprintf("language: en\ndatabase: %q\nkey_file: %q\ntelegram:\n  token_file: token\n  api_url: %q\nlimits:\n  messages_per_minute: 1000\n  orders_per_day: 10000\n",
		k.database(), k.key(), k.server.URL)
	for name, text := range map[string]string{"config.yaml": text, "token": k.town.token} {
		if err := os.WriteFile(filepath.Join(k.dir, name), []byte(text), 0o600); err != nil {
			k.t.Fatal(err)
		}
	}
}

// live starts the binary and kills it.
func (k *killer) live() {
	log, err := os.OpenFile(filepath.Join(k.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		k.t.Fatal(err)
	}
	defer log.Close()
	now, dead := make(chan struct{}, 1), make(chan struct{})
	k.mu.Lock()
	before := k.calls
	k.left, k.phase, k.now, k.dead, k.sends = 1+k.dice.IntN(60), k.dice.IntN(4), now, dead, map[int]time.Time{}
	late := k.phase == 3
	if k.dice.IntN(10) == 0 {
		k.left = 0 // killed at a time, wherever it is: while it opens the database, perhaps
	}
	blind, after := k.left == 0, time.Duration(k.dice.IntN(300))*time.Millisecond
	k.mu.Unlock()

	cmd := exec.Command(k.binary, "run", "--config", filepath.Join(k.dir, "config.yaml"))
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait(); close(dead) }()
	k.await(blind, late, after, now, ended)
	_ = cmd.Process.Kill()
	<-dead
	k.count(before)
}

// await returns at the moment of the kill.
func (k *killer) await(blind, late bool, after time.Duration, now chan struct{}, ended chan error) {
	limit := time.NewTimer(8 * time.Second) // pace limits can leave nothing to do for some seconds
	defer limit.Stop()
	if blind {
		limit.Reset(after)
		now = nil
	}
	select {
	case <-now:
	case <-limit.C:
	case err := <-ended:
		text, _ := os.ReadFile(filepath.Join(k.dir, "log"))
		k.t.Fatalf("the program ended by itself: %v\n%s", err, text[max(0, len(text)-4000):])
	}
	if late {
		limit.Reset(after / 10)
		<-limit.C
	}
}

// count adds up what was under way.
func (k *killer) count(before int) {
	at := time.Now()
	k.mu.Lock()
	defer k.mu.Unlock()
	k.left = 0
	if k.calls == before {
		k.early++
	}
	for _, answered := range k.sends {
		if answered.IsZero() || at.Sub(answered) < settling {
			k.underWay++
		}
	}
}

// stopGently ends a process as a supervisor would.
func stopGently(cmd *exec.Cmd) error {
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return cmd.Wait()
}
