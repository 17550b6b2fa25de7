package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What a person writes who follows the documents a little too literally, or
// with a Chinese keyboard.
func TestSlips(t *testing.T) {
	for src, want := range map[string][2]string{
		"log.level: debug": {
			`config.yaml:1: "log.level" takes two lines: write "log:" and below it, indented, "level: debug"`,
			`config.yaml:1: “log.level”要分成两行：先写“log:”，在它下面缩进两格，写“level: debug”`},
		"log.levle: debug": {
			`config.yaml:1: "log.levle" takes two lines: write "log:" and below it, indented, "level: debug"`,
			`config.yaml:1: “log.levle”要分成两行：先写“log:”，在它下面缩进两格，写“level: debug”`},
		"telegram.token: " + token: {
			`config.yaml:1: "telegram.token" takes two lines: write "telegram:" and below it, indented, "token: …"`,
			`config.yaml:1: “telegram.token”要分成两行：先写“telegram:”，在它下面缩进两格，写“token: …”`},
		"language: cn": {
			`config.yaml:1: "language" must be one of: zh, en; not "cn"; did you mean "zh"?`,
			`config.yaml:1: “language”只能写：zh, en；不能写“cn”；是不是“zh”？`},
		"language: “zh”": {
			`config.yaml:1: the value of "language" holds a Chinese quotation mark; write the plain one: zh`,
			`config.yaml:1: “language”的值里有中文的引号；请改成英文的，写成 zh`},
		"telegram: {token: “" + token + "”}": {
			`config.yaml:1: the value of "token" holds a Chinese quotation mark; write the plain one`,
			`config.yaml:1: “token”的值里有中文的引号；请改成英文的`},
		"database: nowhere/huiyin.db": {
			`config.yaml:1: there is no folder "nowhere" for the database; correct this line, or make the folder first (a disk that is not mounted looks the same)`,
			`config.yaml:1: 没有“nowhere”这个文件夹，数据库没处放；请改正这一行，或者先建好文件夹（磁盘没有挂上，也会这样）`},
	} {
		path := write(t, "config.yaml", src)
		_, problems := Load(path, nil)
		checkSays(t, problems, "en", filepath.Dir(path), want[0])
		checkSays(t, problems, "zh", filepath.Dir(path), want[1])
	}
	for src, want := range map[string]string{
		"quiet_hours: “22：00-07：00”":   `2: “quiet_hours”的值里有中文的冒号“：”和引号；请改成英文的，写成 "22:00-07:00"`,
		"quiet_hours: \"22：00-07：00\"": `2: “quiet_hours”的值里有中文的冒号“：”；请改成英文的，写成 "22:00-07:00"`,
		"time_zone: “Asia/Shanghai”":   `2: “time_zone”的值里有中文的引号；请改成英文的，写成 Asia/Shanghai`,
		"digest: {grid: “0 8 * * *”}":  `2: “grid”的值里有中文的引号；请改成英文的，写成 "0 8 * * *"`,
		"close_after: “三天”":            `2: “close_after”的值里有中文的引号；请改成英文的`,
	} {
		_, problems := ParseCommunity("c", build("more", src))
		if got := strings.TrimSpace(problems.Say("zh")); got != "c:"+want {
			t.Errorf("%s\n got %s\nwant c:%s", src, got, want)
		}
	}
	if _, problems := ParseCommunity("c", build("name", "name: {zh: “新田”社区：一, en: X}")); len(problems) > 0 {
		t.Errorf("a name may hold any sign: %s", problems.Say("en"))
	}
}

// The settings speak their language also when they have mistakes.
func TestLanguageOfMistakes(t *testing.T) {
	for src, want := range map[string]string{
		"language: en\nlog.level: x":  "en",
		"language: en\nlog: {":        "en",
		"language: cn":                "zh",
		"language: “en”":              "en",
		"language：en":                 "en",
		"language: klingon":           "",
		"log: {":                      "",
		"telegrm: {}":                 "zh", // what holds when nothing is written
		"":                            "zh",
		"log: {level: debug}\n\tx: y": "",
	} {
		if got := Language(write(t, "config.yaml", src), nil); got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
	path := write(t, "config.yaml", "language: en")
	if got := Language(path, environment("HUIYIN_LANGUAGE", "zh")); got != "zh" {
		t.Errorf("the environment is not heard: %q", got)
	}
	if got := Language(path+"x", environment()); got != "" {
		t.Errorf("a file that is not there: %q", got)
	}
}

func TestTokenFileSlips(t *testing.T) {
	for text, want := range map[string]string{
		"":               "huiyin.token: 令牌文件是空的；请把 @BotFather 给的令牌贴进去，别的什么也不写",
		" \n":            "huiyin.token: 令牌文件是空的；请把 @BotFather 给的令牌贴进去，别的什么也不写",
		"123456:ABC":     "huiyin.token: 提醒：这个令牌太短，好像没有复制全；请从 @BotFather 再复制一次",
		"123456":         "huiyin.token: 这不像令牌；请从 @BotFather 再复制一次（数字、冒号、字母）",
		"\ufeff" + token: "",
	} {
		path := write(t, "config.yaml", "", "huiyin.token", text)
		c, problems := Load(path, nil)
		if c != nil {
			problems = append(problems, c.NeedToken()...)
		}
		checkSays(t, problems, "zh", filepath.Dir(path), want)
	}
}

func TestOpenFiles(t *testing.T) {
	path := write(t, "config.yaml", "", "huiyin.token", token, "huiyin.key", "")
	folder := filepath.Dir(path)
	for _, name := range []string{"huiyin.token", "huiyin.key"} {
		if err := os.Chmod(filepath.Join(folder, name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c, problems := Load(path, nil)
	if c == nil {
		t.Fatal("a warning stops the program")
	}
	checkSays(t, problems, "zh", folder, "huiyin.key: 提醒：这台机器上的别人也能读这个文件；请运行：chmod 600 huiyin.key\n"+
		"huiyin.token: 提醒：这台机器上的别人也能读这个文件；请运行：chmod 600 huiyin.token")
}

func TestStrangers(t *testing.T) {
	problems := Strangers([]string{"HUIYIN_LOG_LEVL=debug", "HUIYIN_TOKEN=x", "HUIYIN_TOKEN_FILE=x", "HUIYIN_TELEGRAM_PROXY=x", "HUIYIN_QQQQQQQQQQQ=1", "HUIYIN_EMPTY=", "HOME=/"})
	checkSays(t, problems, "en", "", "HUIYIN_LOG_LEVL: warning: there is no such environment variable; it does nothing; did you mean \"HUIYIN_LOG_LEVEL\"?\n"+
		"HUIYIN_QQQQQQQQQQQ: warning: there is no such environment variable; it does nothing")
	checkSays(t, problems[:1], "zh", "", "HUIYIN_LOG_LEVL: 提醒：没有这个环境变量，它不起作用；是不是“HUIYIN_LOG_LEVEL”？")
}
