package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/gofrs/flock"

	"huiyin/config"
	"huiyin/order"
	"huiyin/sim"
	"huiyin/texts"
)

type demoCommand struct {
	Port   string `default:"8787" help:"Port of the page. 网页的端口。"`
	Lang   string `enum:"zh,en," default:"" placeholder:"zh|en" help:"The language to speak. 用什么语言说。"`
	Fresh  bool   `help:"Forget what was played before. 从头开始。"`
	Large  bool   `help:"A whole street, with some weeks behind it. 演示一整个街道，已经用了几个星期。" xor:"size"`
	Middle bool   `help:"A smaller street. 演示一个小一点的街道。" xor:"size"`
	Seed   uint64 `help:"Chance for --large and --middle; the same number, the same street. 随机种子。" default:"1"`
	Dir    string `default:"demo-state" help:"Where the demo keeps its state. 演示数据放在哪里。" type:"path"`
}

// demo is the real program beside a simulated Telegram.
type demo struct {
	lang  string
	dir   string
	size  string // of scales; empty: the small territory of the example
	seed  uint64
	log   *slog.Logger
	clock *movedClock
	sim   *sim.Sim
	prog  *program
	cast  cast
	ctx   context.Context // of the whole run
	moves chan struct{}   // holds a token while somebody moves the clock
}

// Run serves the demo until it is told to stop.
func (cmd demoCommand) Run(ctx context.Context, c console) error {
	l := c.language(cmd.Lang, defaultConfig)
	// A text, and not a number, so that we say in our own words what is wrong.
	if port, err := strconv.Atoi(cmd.Port); err != nil || port < 1 || port > 65535 {
		fmt.Fprintln(c.err, texts.Say(l, "console.bad_port", "Port", cmd.Port))
		return errTold{errors.New("no such port")}
	}
	d := &demo{lang: l, dir: filepath.Join(cmd.Dir, l), seed: cmd.Seed, ctx: ctx, moves: make(chan struct{}, 1)}
	switch {
	case cmd.Large:
		d.size = "large"
	case cmd.Middle:
		d.size = "middle"
	}
	if d.size != "" {
		d.dir += "-" + d.size
	}
	unlock, err := d.lock()
	if errors.Is(err, errRunning) {
		fmt.Fprintln(c.err, texts.Say(l, "console.demo_twice", "Folder", d.dir))
		return errTold{err}
	}
	if err != nil {
		return tell(c, l, err)
	}
	defer unlock()
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", cmd.Port))
	if err != nil {
		fmt.Fprintln(c.err, texts.Say(l, "console.port", "Port", cmd.Port))
		return errTold{err}
	}
	if cmd.Fresh {
		if err := d.forget(); err != nil {
			return tell(c, l, err)
		}
	}
	address := "http://" + listener.Addr().String()
	if err := d.open(ctx, c, address, listener); err != nil {
		return tell(c, l, err)
	}
	fmt.Fprintln(c.out, texts.Say(l, "console.demo", "URL", address))
	go d.keepSaving(ctx)
	err = d.prog.run(ctx)
	return errors.Join(err, d.save())
}

var errRunning = errors.New("another demo runs in this folder")

// lock keeps the folder for this demo until unlock. A second one, above all with
// --fresh, would take the files away from under the first.
func (d *demo) lock() (unlock func(), err error) {
	if err := os.MkdirAll(d.dir, 0o700); err != nil {
		return nil, err
	}
	file := flock.New(filepath.Join(d.dir, "demo.lock"), flock.SetPermissions(0o600))
	switch ok, err := file.TryLock(); {
	case err != nil:
		return nil, err
	case !ok:
		return nil, errRunning
	}
	return func() { _ = file.Unlock() }, nil
}

// demoFiles are what a demo leaves behind; forget touches nothing else.
var demoFiles = []string{"huiyin.db", "huiyin.db-wal", "huiyin.db-shm", "huiyin.db.lock", "huiyin.db.forgotten", "huiyin.key", "telegram.json"}

func (d *demo) forget() error {
	for _, name := range demoFiles {
		if err := os.Remove(filepath.Join(d.dir, name)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// open starts Telegram's stand-in, then the program against it over HTTP, the
// same as in production but for the address.
func (d *demo) open(ctx context.Context, c console, url string, listener net.Listener) error {
	if err := os.MkdirAll(d.dir, 0o700); err != nil {
		return err
	}
	who, played, err := d.begin(ctx, c)
	if err != nil {
		return err
	}
	d.sim.SetInfo(map[string]string{"lang": d.lang, "title": pick(d.lang, "回音", "Huiyin")})
	d.sim.SetScreens(who.screens(d.lang))
	d.sim.Handle("GET /clock", http.HandlerFunc(d.showClock))
	d.sim.Handle("POST /clock/advance", http.HandlerFunc(d.advance))
	server := &http.Server{Handler: localOnly(d.sim.Handler()), ReadHeaderTimeout: 10 * time.Second} // no WriteTimeout: the page and getUpdates wait long
	go func() { _ = server.Serve(listener) }()

	cfg := config.Default()
	cfg.Language = d.lang
	cfg.Database, cfg.KeyFile = filepath.Join(d.dir, "huiyin.db"), filepath.Join(d.dir, "huiyin.key")
	cfg.Telegram.Token, cfg.Telegram.APIURL = config.Secret(who.token), url
	d.prog, err = open(ctx, parts{config: &cfg, clock: d.clock, log: d.log,
		community: func() (*order.Community, error) { return demoCommunity(d.lang) }})
	if err != nil {
		return err
	}
	if played {
		return d.nothingMissed(ctx)
	}
	if err := who.appoint(ctx, d.prog.db, d.lang); err != nil {
		return err
	}
	return who.enter(d.sim)
}

// localOnly keeps out the pages of other sites that are open in the same
// browser, also those whose name leads to this machine. Programs on this machine
// may call: their requests name it by its address.
func localOnly(h http.Handler) http.Handler {
	own := http.NewCrossOriginProtection().Handler(h)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u := url.URL{Host: r.Host}
		if ip := net.ParseIP(u.Hostname()); u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) {
			http.Error(w, "this page answers only on this computer", http.StatusForbidden)
			return
		}
		own.ServeHTTP(w, r)
	})
}

// demoCommunity is the example, in the demo's language.
func demoCommunity(lang string) (*order.Community, error) {
	c, problems := config.ParseCommunity("community.example.yaml", exampleCommunity)
	if problems.Failed() {
		return nil, errors.New(problems.Say(lang))
	}
	c.Language = lang
	return c, nil
}

// screens are the phones that the page shows side by side.
func (c cast) screens(lang string) []sim.Screen {
	if len(c.shown) > 0 {
		return c.shown
	}
	screen := func(who, where, zh, en string) sim.Screen {
		s := sim.Screen{User: c.people[who], Chat: c.people[who], Label: pick(lang, zh, en)}
		if where != "" {
			s.Chat = c.places[where]
		}
		return s
	}
	return []sim.Screen{
		screen("小李", "", "居民 小李", "Resident Xiao Li"),
		screen("王奶奶", "新田一网格居民群", "居民群 · 王奶奶", "Residents' group · Grandma Wang"),
		screen("周调度", "", "调度员 小周", "Dispatcher Zhou"),
		screen("赵师傅", "路西物业接单群", "物业群 · 赵师傅", "Property group · Master Zhao"),
		screen("赵师傅", "", "赵师傅 私聊", "Master Zhao, private chat"),
		screen("孙网格长", "", "网格长 老孙", "Grid leader Sun"),
	}
}
