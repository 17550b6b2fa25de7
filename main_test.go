package main

import (
	"bytes"
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huiyin/sim"
	"huiyin/store"
)

// command runs the program as from a shell and returns what it wrote.
func command(ctx context.Context, env map[string]string, args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = run(ctx, args, console{out: &o, err: &e, env: func(k string) string { return env[k] }})
	return code, o.String(), e.String()
}

// folder makes a folder with both settings files, as an owner would.
func folder(t *testing.T, config string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"config.yaml": config, "community.yaml": string(exampleCommunity)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func has(t *testing.T, text string, wants ...string) {
	t.Helper()
	for _, w := range wants {
		if !strings.Contains(text, w) {
			t.Errorf("%q is missing in:\n%s", w, text)
		}
	}
}

func TestHelpAndVersion(t *testing.T) {
	ctx := t.Context()
	for _, args := range [][]string{nil, {"help"}, {"--help"}} {
		code, out, _ := command(ctx, nil, args...)
		if code != 0 {
			t.Errorf("%v: exit %d", args, code)
		}
		has(t, out, "demo", "run", "check", "version", "事事有回音")
	}
	if code, out, _ := command(ctx, nil, "version"); code != 0 || !strings.HasPrefix(out, "huiyin ") {
		t.Errorf("version: exit %d, %q", code, out)
	}
	if code, _, errs := command(ctx, nil, "fly"); code != 2 || !strings.Contains(errs, "fly") {
		t.Errorf("unknown command: exit %d, %q", code, errs)
	}
	if code, out, _ := command(ctx, nil, "example", "community"); code != 0 || out != string(exampleCommunity) {
		t.Errorf("example: exit %d", code)
	}
}

func TestCheck(t *testing.T) {
	ctx := t.Context()
	good := folder(t, string(exampleConfig))
	env := map[string]string{"HUIYIN_TOKEN": "123456:abcdefghijklmnopqrstuvwxyz"}
	if code, out, errs := command(ctx, env, "check", "-c", filepath.Join(good, "config.yaml")); code != 0 {
		t.Errorf("good settings: exit %d\n%s%s", code, out, errs)
	}
	bad := folder(t, "language: zh\ntelegrm:\n  token: x\nlog:\n  level: loud\n")
	for lang, wants := range map[string][]string{
		"zh": {"config.yaml:2:", "telegram", "config.yaml:5:"},
		"en": {"config.yaml:2:", `"telegram"`, "config.yaml:5:"},
	} {
		code, out, _ := command(ctx, env, "check", "--lang", lang, "-c", filepath.Join(bad, "config.yaml"))
		if code != 1 {
			t.Errorf("bad settings: exit %d", code)
		}
		has(t, out, wants...)
	}
}

// TestWrongToken: the operator hears what is wrong, in words, and no token.
func TestWrongToken(t *testing.T) {
	s := sim.New(sim.Options{})
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	for lang, want := range map[string]string{"zh": "Telegram 不认识", "en": "Telegram does not know"} {
		dir := folder(t, "language: "+lang+"\ntelegram:\n  api_url: "+server.URL+"\n")
		code, out, errs := command(t.Context(), map[string]string{"HUIYIN_TOKEN": "123456:SECRETsecretSECRETsecret"}, "run", "-c", filepath.Join(dir, "config.yaml"))
		if code != 1 {
			t.Errorf("exit %d", code)
		}
		has(t, errs, want)
		if strings.Contains(out+errs, "SECRET") {
			t.Errorf("the token was written:\n%s%s", out, errs)
		}
	}
}

// TestSecondProcess: a database in use is refused with a clear message.
func TestSecondProcess(t *testing.T) {
	dir := folder(t, "language: zh\n")
	db, err := store.Open(t.Context(), store.Options{Path: filepath.Join(dir, "huiyin.db"), KeyFile: filepath.Join(dir, "huiyin.key"), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	code, _, errs := command(t.Context(), map[string]string{"HUIYIN_TOKEN": "123456:abcdefghijkl"}, "run", "-c", filepath.Join(dir, "config.yaml"))
	if code != 1 {
		t.Errorf("exit %d", code)
	}
	has(t, errs, "正被另一个程序使用", "huiyin.db")
}

// TestLostKey: a lost key is explained, and no new one is made.
func TestLostKey(t *testing.T) {
	dir := folder(t, "language: zh\n")
	key := filepath.Join(dir, "huiyin.key")
	db, err := store.Open(t.Context(), store.Options{Path: filepath.Join(dir, "huiyin.db"), KeyFile: key, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(key); err != nil {
		t.Fatal(err)
	}
	code, _, errs := command(t.Context(), map[string]string{"HUIYIN_TOKEN": "123456:abcdefghijkl"}, "run", "-c", filepath.Join(dir, "config.yaml"))
	if code != 1 {
		t.Errorf("exit %d", code)
	}
	has(t, errs, "找不到钥匙文件", key)
	if _, err := os.Stat(key); err == nil {
		t.Error("a new key was made")
	}
}

// TestBadCommunity: the first start reads the community file and says all
// that is wrong with it.
func TestBadCommunity(t *testing.T) {
	dir := folder(t, "language: en\n")
	text := strings.Replace(string(exampleCommunity), "unit: property", "unit: propety", 1)
	if err := os.WriteFile(filepath.Join(dir, "community.yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, errs := command(t.Context(), map[string]string{"HUIYIN_TOKEN": "123456:abcdefghijkl"}, "run", "-c", filepath.Join(dir, "config.yaml"))
	if code != 1 {
		t.Errorf("exit %d", code)
	}
	has(t, errs, "community.yaml:", "propety", "property")
}

// TestRunAndStop: the real command starts, shows the claim code and stops in
// good order when told to.
func TestRunAndStop(t *testing.T) {
	s := sim.New(sim.Options{})
	token := s.AddBot(sim.BotSpec{Username: "huiyin_bot"})
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	dir := folder(t, "language: zh\ntelegram:\n  api_url: "+server.URL+"\n")
	ctx, stop := context.WithCancel(t.Context())
	polled, cancel := s.Subscribe()
	defer cancel()
	user := s.AddUser(sim.UserSpec{First: "小李", Lang: "zh-hans"})
	if err := s.Start(user, "huiyin_bot", ""); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer stop()
		for range polled { // until the bot has answered
			for _, m := range s.Messages(user, user) {
				if m.Bot {
					return
				}
			}
		}
	}()
	code, out, errs := command(ctx, map[string]string{"HUIYIN_TOKEN": token}, "run", "-c", filepath.Join(dir, "config.yaml"))
	if code != 0 {
		t.Errorf("exit %d\n%s", code, errs)
	}
	has(t, out, "@huiyin_bot", "认领码", "什么都没丢")
	// From now on links can be made without asking Telegram.
	if code, _, errs := command(t.Context(), nil, "roster", "export", "-c", filepath.Join(dir, "config.yaml"), filepath.Join(dir, "r.zip")); code != 0 || errs != "" {
		t.Errorf("export: exit %d, %s", code, errs)
	}
	if strings.Contains(errs, "小李") || strings.Contains(errs, token) {
		t.Errorf("a name or the token is in the log:\n%s", errs)
	}
}
