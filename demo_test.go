package main

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huiyin/sim"
	"huiyin/texts"
)

// A page of another site, open in the same browser, can neither read nor play
// the demo; the demo's own page and programs can.
func TestDemoKeepsOtherSitesOut(t *testing.T) {
	h := localOnly(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	for _, c := range []struct {
		method, host, origin, site string
		want                       int
	}{
		{"GET", "127.0.0.1:8787", "", "none", 200},
		{"GET", "localhost:8787", "", "", 200},
		{"GET", "[::1]:8787", "", "", 200},
		{"POST", "127.0.0.1:8787", "http://127.0.0.1:8787", "same-origin", 200},
		{"POST", "localhost:8787", "http://localhost:8787", "", 200},
		{"POST", "127.0.0.1:8787", "", "", 200}, // the bot itself
		{"POST", "127.0.0.1:8787", "https://evil.example", "cross-site", 403},
		{"POST", "127.0.0.1:8787", "https://evil.example", "", 403},
		{"POST", "127.0.0.1:8787", "null", "", 403},
		{"GET", "evil.example:8787", "", "same-origin", 403}, // a name that was turned to this machine
		{"POST", "evil.example:8787", "http://evil.example:8787", "same-origin", 403},
		{"GET", "127.0.0.1.evil.example", "", "", 403},
		{"GET", "", "", "", 403},
	} {
		r := httptest.NewRequest(c.method, "/sim/say", strings.NewReader("{}"))
		r.Host = c.host
		for k, v := range map[string]string{"Origin": c.origin, "Sec-Fetch-Site": c.site} {
			if v != "" {
				r.Header.Set(k, v)
			}
		}
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != c.want {
			t.Errorf("%+v: %d", c, w.Code)
		}
	}
}

// runDemo plays with the demo that is kept in dir until act returns, and gives
// what it wrote for its operator.
func runDemo(t *testing.T, dir string, act func(*demo)) *journal {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	d := &demo{lang: "en", dir: dir, ctx: ctx, moves: make(chan struct{}, 1)}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	j := &journal{}
	if err := d.open(ctx, console{out: j, err: j, env: os.Getenv}, "http://"+listener.Addr().String(), listener); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- d.prog.run(ctx) }()
	d.calm()
	act(d)
	d.calm()
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if err := d.save(); err != nil {
		t.Error(err)
	}
	return j
}

// TestDemoMovedClockIsNoAbsence: days that pass because somebody moved the
// clock, or while the demo was off, are no days in which the bot missed
// anything, and nobody is told so.
func TestDemoMovedClockIsNoAbsence(t *testing.T) {
	dir := t.TempDir()
	talk := func(d *demo) {
		li, grid := d.cast.people["小李"], d.cast.places["新田一网格居民群"]
		if _, err := d.sim.Say(li, grid, sim.Say{Text: "@" + demoBot + " The lift in building 3 is stuck"}); err != nil {
			t.Fatal(err)
		}
		d.calm()
		for _, m := range d.sim.Messages(li, grid) {
			if m.Text == texts.Say("en", "group.late") {
				t.Errorf("the residents' group reads: %s", m.Text)
			}
		}
	}
	quiet := func(when string, j *journal) {
		if j.count("was not heard") != 0 {
			t.Errorf("%s, the operator reads:\n%s", when, j.b.String())
		}
	}
	quiet("while the clock moves", runDemo(t, dir, func(d *demo) {
		d.pass(3 * 24 * time.Hour)
		talk(d)
		d.pass(3 * 24 * time.Hour)
	}))
	quiet("after the clock was moved", runDemo(t, dir, talk))

	// As if it had been off for days, or had ended before the database knew of a move.
	state := (&demo{dir: dir}).stateFile()
	text, err := os.ReadFile(state)
	if err != nil {
		t.Fatal(err)
	}
	var kept demoState
	if err := json.Unmarshal(text, &kept); err != nil {
		t.Fatal(err)
	}
	kept.Ahead += 3 * 24 * time.Hour
	if text, err = json.Marshal(kept); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(state, text, 0o600); err != nil {
		t.Fatal(err)
	}
	quiet("after days off", runDemo(t, dir, talk))
}

// TestDemoPort: a port that can't be one is refused in words.
func TestDemoPort(t *testing.T) {
	for lang, want := range map[string]string{"en": "1 to 65535", "zh": "1 到 65535"} {
		for _, port := range []string{"99999", "abc", "0", "-1", "80a", ""} {
			code, _, errs := command(t.Context(), nil, "demo", "--lang", lang, "--dir", t.TempDir(), "--port="+port)
			if code != 1 || !strings.Contains(errs, want) || strings.Contains(errs, "bit int") {
				t.Errorf("--port=%s in %s: exit %d, %q", port, lang, code, errs)
			}
		}
	}
}

// TestDemoTwice: a second demo of one folder says so, and takes nothing away from
// under the first, not even with --fresh.
func TestDemoTwice(t *testing.T) {
	dir := t.TempDir()
	d := &demo{dir: filepath.Join(dir, "zh")}
	unlock, err := d.lock()
	if err != nil {
		t.Fatal(err)
	}
	kept := put(t, d.dir, "telegram.json", "{}")
	code, _, errs := command(t.Context(), nil, "demo", "--fresh", "--lang", "zh", "--dir", dir)
	if code != 1 || !strings.Contains(errs, d.dir+" 里的演示正在运行") {
		t.Errorf("exit %d, %q", code, errs)
	}
	if _, err := os.Stat(kept); err != nil {
		t.Error("the running demo lost a file:", err)
	}
	unlock()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	code, _, errs = command(t.Context(), nil, "demo", "--fresh", "--lang", "zh", "--dir", dir, "--port", port)
	if code != 1 || !strings.Contains(errs, "端口 "+port) {
		t.Errorf("exit %d, %q", code, errs)
	}
	if _, err := os.Stat(kept); err != nil {
		t.Error("a demo that could not start forgot what was kept:", err)
	}
}
