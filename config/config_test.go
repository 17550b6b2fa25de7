package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
)

const token = "123456789:AAH-secret_secret-secret_secret"

// write makes the files in a new folder and returns the path of the first.
func write(t *testing.T, files ...string) string {
	t.Helper()
	folder := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		if err := os.WriteFile(filepath.Join(folder, files[i]), []byte(files[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(folder, files[0])
}

func environment(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

// checkSays compares what the problems say, without the folder.
func checkSays(t *testing.T, got Problems, lang, folder, want string) {
	t.Helper()
	said := strings.ReplaceAll(strings.TrimSpace(got.Say(lang)), folder+string(filepath.Separator), "")
	if said != want {
		t.Errorf("\n got %s\nwant %s", said, want)
	}
	if strings.Contains(said, "secret") {
		t.Error("a secret was shown")
	}
}

func TestLoad(t *testing.T) {
	path := write(t, "config.yaml", `
language: en
database: data/h.db
key_file: /run/secrets/key
telegram:
  api_url: http://127.0.0.1:8081/
  proxy: socks5h://me:secret@127.0.0.1:1080
  long_poll: 20s
log: {level: debug, format: json}
limits:
  orders_per_day: 5
backup: {to: /mnt/backup, keep_days: 7, at: "0 2 * * *"}
`, "huiyin.token", token+"\n")
	folder := filepath.Dir(path)
	if err := os.Mkdir(filepath.Join(folder, "data"), 0o700); err != nil {
		t.Fatal(err)
	}
	c, problems := Load(path, nil)
	if len(problems) > 0 {
		t.Fatal(problems.Say("en"))
	}
	want := Default()
	want.Language, want.Database, want.KeyFile = "en", filepath.Join(folder, "data/h.db"), "/run/secrets/key"
	want.Community = filepath.Join(folder, "community.yaml")
	want.Telegram = Telegram{token, filepath.Join(folder, "huiyin.token"), "http://127.0.0.1:8081", "socks5h://me:secret@127.0.0.1:1080", 20 * time.Second}
	want.Log = Log{"debug", "json"}
	want.Limits.OrdersPerDay = 5
	want.Backup = Backup{"/mnt/backup", "0 2 * * *", 7, filepath.Join(folder, "huiyin-backup.key")}
	if *c != want {
		t.Errorf("\n got %+v\nwant %+v", *c, want)
	}
	if c.Telegram.ProxyURL().Host != "127.0.0.1:1080" || c.Log.SlogLevel() != slog.LevelDebug || c.NeedToken() != nil {
		t.Error("proxy, level or token is wrong")
	}
}

func TestLoadWithoutFile(t *testing.T) {
	t.Chdir(t.TempDir())
	c, problems := Load("", nil)
	if len(problems) > 0 || *c != Default() {
		t.Errorf("%+v %s", c, problems.Say("en"))
	}
	if c.Telegram.ProxyURL() != nil || (Log{}).SlogLevel() != slog.LevelInfo {
		t.Error("proxy or level is wrong")
	}
	checkSays(t, c.NeedToken(), "en", "", "huiyin.token: there is no token: put it into this file, or into the environment variable HUIYIN_TOKEN")
	checkSays(t, c.NeedToken(), "zh", "", "huiyin.token: 没有令牌：请把令牌写进这个文件，或者写进环境变量 HUIYIN_TOKEN")
}

func TestTokenOrder(t *testing.T) {
	const warned = "config.yaml:1: warning: whoever can read this file can speak as the bot; put the token into the token file instead, or into HUIYIN_TOKEN"
	const tail = "-abcdefghijklmnopqrst"
	inYAML := "telegram: {token: '1:yaml" + tail + "'}"
	for name, c := range map[string]struct {
		yaml, file string
		env        []string
		want       string
		says       string
	}{
		"nowhere":                {want: ""},
		"the environment first":  {inYAML, "2:file" + tail, []string{"HUIYIN_TOKEN", "3:env" + tail}, "3:env" + tail, warned},
		"then the token file":    {inYAML, "2:file" + tail, nil, "2:file" + tail, warned},
		"then the settings":      {inYAML, "", nil, "1:yaml" + tail, warned},
		"another file":           {"telegram: {token_file: other}", "", nil, "4:other" + tail, ""},
		"another file by name":   {"", "2:file" + tail, []string{"HUIYIN_TOKEN_FILE", "other"}, "4:other" + tail, ""},
		"a file that isn't here": {"telegram: {token_file: lost}", "2:file" + tail, nil, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			files := []string{"config.yaml", c.yaml, "other", " 4:other" + tail + "\n"}
			if c.file != "" {
				files = append(files, "huiyin.token", c.file)
			}
			path := write(t, files...)
			got, problems := Load(path, environment(c.env...))
			checkSays(t, problems, "en", filepath.Dir(path), c.says)
			if got == nil || got.Telegram.Token.Reveal() != c.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestEnvironment(t *testing.T) {
	t.Chdir(t.TempDir())
	c, problems := Load("", environment("HUIYIN_KEY_FILE", "/k", "HUIYIN_TELEGRAM_LONG_POLL", "9s",
		"HUIYIN_LIMITS_ORDERS_PER_DAY", "7", "HUIYIN_LOG_FORMAT", "json"))
	if len(problems) > 0 {
		t.Fatal(problems.Say("en"))
	}
	if c.KeyFile != "/k" || c.Telegram.LongPoll != 9*time.Second || c.Limits.OrdersPerDay != 7 || c.Log.Format != "json" {
		t.Errorf("got %+v", c)
	}
	_, problems = Load("", environment("HUIYIN_TELEGRAM_LONG_POLL", "long", "HUIYIN_LIMITS_ORDERS_PER_DAY", "many",
		"HUIYIN_LOG_LEVEL", "inof", "HUIYIN_TOKEN", "secret"))
	checkSays(t, problems, "en", "", strings.Join([]string{
		`HUIYIN_LIMITS_ORDERS_PER_DAY: "HUIYIN_LIMITS_ORDERS_PER_DAY" must be a whole number, not "many"`,
		`HUIYIN_LOG_LEVEL: "level" must be one of: debug, info, warn, error; not "inof"; did you mean "info"?`,
		`HUIYIN_TELEGRAM_LONG_POLL: "HUIYIN_TELEGRAM_LONG_POLL" must be a length of time such as 50s, not "long"`,
		`HUIYIN_TOKEN: this does not look like a token; copy it from @BotFather once more (digits, a colon, letters)`,
	}, "\n"))
}

// Whatever is wrong around a secret, the secret is not shown.
func TestSecretsStayHidden(t *testing.T) {
	for _, src := range []string{
		"telegram: {token: " + token + "}",
		"telegram: " + token,
		"telegram: [" + token + "]",
		"telegram:\n  token: [" + token + "]",
		"telegram:\n  token: *secret",
		"telegram:\n  token: !!int secret",
		"telegram:\n  token: {" + token + ": 1}",
		"telegram:\n  token: \"" + token,
		"telegram:\n  token: '" + token + "' x",
		"telegram:\n  token:" + token,
		"telegram:\n  " + token + ": 1",
		"telegram:\n  long_poll: " + token,
		"telegram:\n  token_file: " + token,
		"telegram:\n  token: @" + token,
		"telegram:\n\ttoken: " + token,
		"telegram:\n  token：" + token,
		"telegram:\n  proxy: htp://me:secret@host",
		"telegram:\n  proxy: 'http://me:secret@ho st:x'",
		"telegram:\n  api_url: http://me:secret@host",
		"database: postgres://me:secret@host/db",
		"language: " + token,
		"log: {level: " + token + "}",
		token,
		"telegram:\n  token: secret",
	} {
		path := write(t, "config.yaml", src)
		c, problems := Load(path, nil)
		if c != nil {
			problems = append(problems, c.NeedToken()...)
		}
		if len(problems) == 0 {
			t.Errorf("%s: nothing was said", src)
		}
		shown := problems.Say("en") + problems.Say("zh") + fmt.Sprintf("%+v", problems)
		if strings.Contains(shown, "secret") {
			t.Errorf("%s: shown in\n%s", src, shown)
		}
	}
}

func TestSecret(t *testing.T) {
	c := Default()
	c.Telegram.Token, c.Telegram.Proxy = token, "http://me:secret@host"
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "config", c, "token", c.Telegram.Token)
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "config", c, "token", c.Telegram.Token)
	js, errJSON := json.Marshal(c)
	ym, errYAML := yaml.Marshal(c)
	if errJSON != nil || errYAML != nil {
		t.Fatal(errJSON, errYAML)
	}
	shown := fmt.Sprintf("%v %+v %#v %s %q %x %d", c, &c, c, c.Telegram.Token, c.Telegram.Token, c.Telegram.Token, c.Telegram.Token)
	for _, s := range []string{shown, log.String(), string(js), string(ym)} {
		if strings.Contains(s, "secret") || !strings.Contains(s, "***") {
			t.Errorf("shown: %s", s)
		}
	}
	if fmt.Sprint(Secret("")) != "" {
		t.Error("nothing looks like something")
	}
}

func TestConfigProblems(t *testing.T) {
	for src, want := range map[string][2]string{
		"language: fr": {
			`config.yaml:1: "language" must be one of: zh, en; not "fr"`,
			`config.yaml:1: “language”只能写：zh, en；不能写“fr”`},
		"\ntelegrm: {}": {
			`config.yaml:2: unknown key "telegrm"; did you mean "telegram"?`,
			`config.yaml:2: 没有“telegrm”这个键；是不是“telegram”？`},
		"token_file: x": {
			`config.yaml:1: "token_file" belongs below "telegram:", in a line of its own, indented`,
			`config.yaml:1: “token_file”要写在“telegram:”下面，另起一行，缩进两格`},
		"xyzzy: 1": {
			`config.yaml:1: unknown key "xyzzy"`,
			`config.yaml:1: 没有“xyzzy”这个键`},
		"database: ''": {
			`config.yaml:1: "database" must not be empty`,
			`config.yaml:1: “database”不能为空`},
		"key_file: https://x/y": {
			`config.yaml:1: "key_file" must be the name of a file`,
			`config.yaml:1: “key_file”要写文件名`},
		"key_file: ./huiyin.db": {
			`config.yaml:1: "key_file" and "database" must not be the same file`,
			`config.yaml:1: “key_file”和“database”不能是同一个文件`},
		"telegram: {api_url: api.telegram.org}": {
			`config.yaml:1: "api_url" must be an address such as https://api.telegram.org`,
			`config.yaml:1: “api_url”要写网址，如 https://api.telegram.org`},
		"telegram: {proxy: 127.0.0.1:1080}": {
			`config.yaml:1: "proxy" must be an address that begins with http://, https://, socks5:// or socks5h://`,
			`config.yaml:1: “proxy”要写以 http://、https://、socks5:// 或 socks5h:// 开头的地址`},
		"telegram: {long_poll: 51s}": {
			`config.yaml:1: "long_poll" must be whole seconds between 1s and 50s`,
			`config.yaml:1: “long_poll”要写整秒，1s 到 50s 之间`},
		"telegram: {long_poll: 1500ms}": {
			`config.yaml:1: "long_poll" must be whole seconds between 1s and 50s`,
			`config.yaml:1: “long_poll”要写整秒，1s 到 50s 之间`},
		"telegram: {long_poll: 50}": {
			`config.yaml:1: "long_poll" must be a length of time such as 50s, not "50"`,
			`config.yaml:1: “long_poll”要写时长，如 50s，不能写“50”`},
		"telegram: {token: 12 34}": {
			"config.yaml:1: warning: whoever can read this file can speak as the bot; put the token into the token file instead, or into HUIYIN_TOKEN\n" +
				`config.yaml:1: this does not look like a token; copy it from @BotFather once more (digits, a colon, letters)`,
			"config.yaml:1: 提醒：谁能读这个文件，谁就能冒充机器人；请把令牌写进令牌文件，或者写进 HUIYIN_TOKEN\n" +
				`config.yaml:1: 这不像令牌；请从 @BotFather 再复制一次（数字、冒号、字母）`},
		"telegram: {token_file: sub}": {
			`config.yaml:1: the token file sub can't be read: this is a folder, not a file`,
			`config.yaml:1: 读不了令牌文件 sub：这是文件夹，不是文件`},
		"telegram: {token_file: config.yaml}": {
			`config.yaml: this does not look like a token; copy it from @BotFather once more (digits, a colon, letters)`,
			`config.yaml: 这不像令牌；请从 @BotFather 再复制一次（数字、冒号、字母）`},
		"limits:\n  messages_per_minute: 0\n  orders_per_day: x": {
			"config.yaml:2: \"messages_per_minute\" must be between 1 and 1000, not 0\nconfig.yaml:3: \"orders_per_day\" must be a whole number, not \"x\"",
			"config.yaml:2: “messages_per_minute”要在 1 到 1000 之间，不能是 0\nconfig.yaml:3: “orders_per_day”要写整数，不能写“x”"},
		"log: debug": {
			`config.yaml:1: "log" needs keys of its own, in the lines below it, indented`,
			`config.yaml:1: “log”下面要另起行、缩进，写它自己的键`},
		"log: {level: [info]}": {
			`config.yaml:1: "level" must be a text`,
			`config.yaml:1: “level”要写一段文字`},
	} {
		path := write(t, "config.yaml", src)
		if err := os.Mkdir(filepath.Join(filepath.Dir(path), "sub"), 0o700); err != nil {
			t.Fatal(err)
		}
		c, problems := Load(path, nil)
		if c != nil {
			t.Errorf("%s: accepted", src)
		}
		checkSays(t, problems, "en", filepath.Dir(path), want[0])
		checkSays(t, problems, "zh", filepath.Dir(path), want[1])
	}
}

func TestFileProblems(t *testing.T) {
	folder := t.TempDir()
	for name, load := range map[string]func(string) Problems{
		"config":    func(p string) Problems { _, ps := Load(p, nil); return ps },
		"community": func(p string) Problems { _, ps := LoadCommunity(p, time.Time{}); return ps },
	} {
		checkSays(t, load(filepath.Join(folder, "x.yaml")), "en", folder, "x.yaml: there is no such file; copy "+name+".example.yaml and edit the copy")
		checkSays(t, load(filepath.Join(folder, "x.yaml")), "zh", folder, "x.yaml: 没有这个文件；请复制 "+name+".example.yaml 再改")
		if ps := load(folder); len(ps) != 1 || ps[0].Key != "config.is_folder" {
			t.Errorf("a folder: %v", ps)
		}
	}
}
