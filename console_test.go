package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/sim"
	"huiyin/store"
)

const goodToken = "123456789:AAHabcdefghijklmnopqrstuvwxyz123456"

func put(t *testing.T, folder, name, text string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestLanguageOrder: what was asked for, what the settings say, the machine,
// Chinese; and never two languages in one run.
func TestLanguageOrder(t *testing.T) {
	dir := t.TempDir()
	zh, en := "没有“telegrm”这个键", `unknown key "telegrm"`
	for _, c := range []struct {
		config string
		env    map[string]string
		args   []string
		want   string
	}{
		{"language: en\ntelegrm: {}", map[string]string{"LANG": "zh_CN.UTF-8"}, nil, en},
		{"language: zh\ntelegrm: {}", map[string]string{"LANG": "en_US.UTF-8"}, nil, zh},
		{"language: zh\ntelegrm: {}", nil, []string{"--lang", "en"}, en},
		{"language: zh\ntelegrm: {}", map[string]string{"HUIYIN_LANGUAGE": "en"}, nil, en},
		{"telegrm: {}", map[string]string{"LANG": "en_US.UTF-8"}, nil, zh}, // the setting's default
		{"language: en\nlog: {", nil, nil, "brackets [ ] or { }"},
		{"log: {", map[string]string{"LANG": "en_US.UTF-8"}, nil, "brackets [ ] or { }"},
		{"log: {", map[string]string{"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, nil, "没有成对"},
		{"log: {", map[string]string{"LANG": "C.UTF-8"}, nil, "没有成对"},
	} {
		path := put(t, dir, "config.yaml", c.config)
		code, out, errs := command(t.Context(), c.env, append([]string{"check", "-c", path}, c.args...)...)
		if code != 1 || !strings.Contains(out, c.want) {
			t.Errorf("%+v: exit %d\n%s%s", c, code, out, errs)
		}
		if _, _, errs := command(t.Context(), c.env, "run", "-c", path); len(c.args) == 0 && !strings.Contains(errs, c.want) {
			t.Errorf("run speaks another language than check: %s", errs)
		}
	}
}

// TestWrongLine: who mistypes a command reads why, in their language.
func TestWrongLine(t *testing.T) {
	t.Chdir(t.TempDir())
	for line, want := range map[string]string{
		"example foo":     "<file> 不能是“foo”，只能是：\"config\", \"community\"。",
		"fly":             "看不懂“fly”。",
		"chek":            "看不懂“chek”；是不是 \"check\"？",
		"check --lagn zh": "没有“--lagn”这个选项；是不是 \"--lang\"？",
		"check --lang fr": "--lang 不能是“fr”，只能是：\"zh\", \"en\"。",
		"check --lang":    "--lang 后面写得不对",
		"roster import":   "还缺少 \"<file>\"。",
		"roster":          "还缺少 \"export\", \"import\", \"template\"。",
	} {
		code, out, errs := command(t.Context(), nil, strings.Fields(line)...)
		if code != 2 || !strings.Contains(errs, want) || !strings.Contains(errs, "huiyin help") {
			t.Errorf("%s: exit %d\n%s%s", line, code, out, errs)
		}
	}
	if _, _, errs := command(t.Context(), map[string]string{"LANG": "en_US"}, "example", "foo"); !strings.Contains(errs, `<file> can't be "foo"`) {
		t.Error(errs)
	}
	for _, name := range []string{"check", "run", "demo", "posters"} {
		if _, out, _ := command(t.Context(), nil, name, "--help"); !strings.Contains(out, "--lang=zh|en") || strings.Contains(out, `=""`) {
			t.Errorf("%s --help:\n%s", name, out)
		}
	}
}

// TestCommunityEditedLater: a file that is not what is in force is not met with silence,
// beside a running program either.
func TestCommunityEditedLater(t *testing.T) {
	dir := folder(t, "language: zh\n")
	path, env := filepath.Join(dir, "config.yaml"), map[string]string{"HUIYIN_TOKEN": goodToken}
	db, err := store.Open(t.Context(), store.Options{Path: filepath.Join(dir, "huiyin.db"), KeyFile: filepath.Join(dir, "huiyin.key"), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	check := func(want string) {
		t.Helper()
		code, out, _ := command(t.Context(), env, "check", "--weeks", "1", "-c", path)
		if code != 0 || !strings.Contains(out, want) || strings.Contains(out, "不一样") != strings.Contains(want, "不一样") {
			t.Errorf("exit %d\n%s", code, out)
		}
	}
	check("没有发现问题") // the database is still empty
	if err := db.Write(t.Context(), func(tx *store.Tx) error {
		return fill(tx, func() (*order.Community, error) {
			return readCommunity(filepath.Join(dir, "community.yaml"), "zh", io.Discard)
		})
	}); err != nil {
		t.Fatal(err)
	}
	check("没有发现问题")
	put(t, dir, "community.yaml", "# only a remark\n"+string(exampleCommunity))
	check("没有发现问题")
	put(t, dir, "community.yaml", strings.Replace(string(exampleCommunity), "新田一网格", "新田甲网格", 1))
	check("和现在生效的不一样")
	put(t, dir, "community.yaml", "")
	check("和现在生效的不一样")
	if err := os.Remove(filepath.Join(dir, "community.yaml")); err != nil {
		t.Fatal(err)
	}
	check("没有发现问题")
}

// TestCheckNamesStrangers: a misspelt variable is warned of, and stops nothing.
func TestCheckNamesStrangers(t *testing.T) {
	dir := folder(t, "language: zh\n")
	var out strings.Builder
	env := func(name string) string { return map[string]string{"HUIYIN_TOKEN": goodToken}[name] }
	code := run(t.Context(), []string{"check", "-c", filepath.Join(dir, "config.yaml")}, console{out: &out, err: &out, env: env, environ: []string{"HUIYIN_DATABSE=x"}})
	if code != 0 {
		t.Errorf("exit %d", code)
	}
	has(t, out.String(), "HUIYIN_DATABSE: 提醒：没有这个环境变量，它不起作用；是不是“HUIYIN_DATABASE”？", "没有错误")
}

// TestDatabaseElsewhere: a folder that is not there is not made in silence, and a
// new database is named.
func TestDatabaseElsewhere(t *testing.T) {
	dir := folder(t, "language: zh\ndatabase: nowhere/huiyin.db\n")
	for _, name := range []string{"check", "run"} {
		code, out, errs := command(t.Context(), map[string]string{"HUIYIN_TOKEN": goodToken}, name, "-c", filepath.Join(dir, "config.yaml"))
		if code != 1 {
			t.Errorf("exit %d", code)
		}
		has(t, out+errs, "config.yaml:2: 没有“"+filepath.Join(dir, "nowhere")+"”这个文件夹")
	}
	if _, err := os.Stat(filepath.Join(dir, "nowhere")); err == nil {
		t.Error("the folder was made")
	}
}

// screen is what a person sees of a program that runs.
type screen struct {
	mu   sync.Mutex
	text strings.Builder
	news chan struct{}
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text.Write(p)
	select {
	case s.news <- struct{}{}:
	default:
	}
	return len(p), nil
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// await waits until the words are there.
func (s *screen) await(t *testing.T, ctx context.Context, words string) {
	t.Helper()
	for !strings.Contains(s.String(), words) {
		select {
		case <-s.news:
		case <-ctx.Done():
			t.Fatalf("%q did not come:\n%s", words, s)
		}
	}
}

// TestRunWithoutNetwork: no empty name and no claim code before Telegram was
// heard; both come as soon as it is, and the words before say what to do.
func TestRunWithoutNetwork(t *testing.T) {
	s := sim.New(sim.Options{})
	token := s.AddBot(sim.BotSpec{Username: "huiyin_bot"})
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	s.AddFault(sim.Fault{Kind: "down"})
	dir := folder(t, "language: zh\ntelegram:\n  api_url: "+server.URL+"\n")
	ctx, stop := context.WithTimeout(t.Context(), 60*time.Second)
	defer stop()
	seen, ended := &screen{news: make(chan struct{}, 1)}, make(chan int, 1)
	env := func(name string) string { return map[string]string{"HUIYIN_TOKEN": token}[name] }
	go func() {
		ended <- run(ctx, []string{"run", "-c", filepath.Join(dir, "config.yaml")}, console{out: seen, err: seen, env: env})
	}()
	host := strings.TrimPrefix(server.URL, "http://")
	seen.await(t, ctx, "连不上 Telegram（"+host+"），程序会一直重试。")
	seen.await(t, ctx, "新建了数据库："+filepath.Join(dir, "huiyin.db"))
	if text := seen.String(); strings.Contains(text, "回音在运行") || strings.Contains(text, "认领码") {
		t.Errorf("too early:\n%s", text)
	}
	s.ClearFaults()
	seen.await(t, ctx, "认领码")
	stop()
	if code := <-ended; code != 0 {
		t.Errorf("exit %d", code)
	}
	text := seen.String()
	has(t, text, "回音在运行：@huiyin_bot。", "又连上 Telegram 了")
	if strings.Count(text, "连不上 Telegram") != 1 || strings.Contains(text, token) {
		t.Errorf("said too often, or the token:\n%s", text)
	}
	put(t, dir, "community.yaml", strings.Replace(string(exampleCommunity), "新田一网格", "新田甲网格", 1))
	again, stopAgain := context.WithTimeout(t.Context(), 30*time.Second)
	defer stopAgain()
	later := &screen{news: make(chan struct{}, 1)}
	go func() {
		ended <- run(again, []string{"run", "-c", filepath.Join(dir, "config.yaml")}, console{out: later, err: later, env: env})
	}()
	later.await(t, again, "社区文件改了，下面 1 处已经生效")
	later.await(t, again, "认领码")
	stopAgain()
	<-ended
	if strings.Contains(later.String(), "新建了数据库") {
		t.Errorf("it is not new any more:\n%s", later)
	}
}

// TestNoPlaceToWrite: where something can't be written stands in the operator's
// language, with the place.
func TestNoPlaceToWrite(t *testing.T) {
	dir := folder(t, "language: zh\n")
	file := put(t, dir, "file", "")
	for lang, want := range map[string]string{"zh": "没有这个地方：", "en": "There is no such place: "} {
		for _, place := range []string{filepath.Join(dir, "no", "x.xlsx"), filepath.Join(file, "x.xlsx")} {
			code, _, errs := command(t.Context(), nil, "roster", "template", "--lang", lang, place)
			if code != 1 || !strings.Contains(errs, want+place) {
				t.Errorf("%s in %s: exit %d, %q", place, lang, code, errs)
			}
		}
	}
	for cause, want := range map[error]string{syscall.EACCES: "没有权限：/x", syscall.EROFS: "没有权限：/x", syscall.ENOSPC: "磁盘满了"} {
		if got := explain(fmt.Errorf("make it: %w", &fs.PathError{Op: "open", Path: "/x.part", Err: cause}), "zh"); !strings.Contains(got, want) {
			t.Errorf("%v: %q", cause, got)
		}
	}
}
