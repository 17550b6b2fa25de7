package story

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// pairs are the steps in both languages; each pair must mean the same.
func pairs() [][2]string {
	return [][2]string{
		{`Grandma Li says in Grid 1: hello: you`, `Grandma Li 在 Grid 1 说：hello: you`},
		{`Li says in Grid 1 topic Repairs: hello`, `Li在Grid 1话题Repairs说：hello`},
		{`小李 says in private: hello`, `小李 在 private 说: hello`},
		{`Li says anonymously in Grid 1: hello`, `Li 在 Grid 1 匿名说：hello`},
		{`Li replies in Grid 1 to "elevator": me too`, `Li 在 Grid 1 回复“elevator”：me too`},
		{`Li sends a photo in Grid 1`, `Li 在 Grid 1 发 photo`},
		{`Li sends album of 3 in Grid 1: look`, `Li 在 Grid 1 发album of 3：look`},
		{`Li sends a video note in Grid 1 to "here": look`, `Li 在 Grid 1 回复「here」发 video note：look`},
		{`Li forwards "here" from 村民说事 to Grid 1`, `Li 把 村民说事 的“here”转发到 Grid 1`},
		{`Li edits "old" in Grid 1: new`, `Li 在 Grid 1 把“old”改成：new`},
		{`Li deletes "old" in Grid 1`, `Li 在 Grid 1 删除“old”`},
		{`Li taps in Grid 1: 接单`, `Li 在 Grid 1 点：接单`},
		{`Li taps in Grid 1: 接单 on "#17"`, `Li 在 Grid 1 点：接单 在“#17”上`},
		{`Li, Grandma Li tap at once in Grid 1: 接单`, `Li, Grandma Li同时在Grid 1点：接单`},
		{`Li forges in Grid 1: x:1`, `Li 在 Grid 1 伪造：x:1`},
		{`Li is told: done`, `提示 Li：done`},
		{`2 of Li and 小李 are told: done`, `提示 Li and 小李 中 2 人：done`},
		{`Li starts the bot`, `Li 打开机器人`},
		{`Li starts the bot with b_3`, `Li 打开机器人 带 b_3`},
		{`Li opens the link "go" in Grid 1`, `Li 在 Grid 1 打开链接“go”`},
		{`Li blocks the bot`, `Li 屏蔽机器人`},
		{`Li unblocks the bot`, `Li 解除屏蔽机器人`},
		{`Li leaves Grid 1`, `Li 离开 Grid 1`},
		{`Li joins Grid 1`, `Li 加入 Grid 1`},
		{`Li becomes an admin of Grid 1`, `Li 成为 Grid 1 的管理员`},
		{`Li becomes an anonymous admin of Grid 1`, `Li 成为 Grid 1 的匿名管理员`},
		{`Grid 1 becomes a supergroup`, `Grid 1 升级为超级群`},
		{`the bot is added to Grid 1 by Li`, `Li 把机器人拉进 Grid 1`},
		{`The bot is removed from Grid 1`, `机器人被移出 Grid 1`},
		{`the bot is removed from Grid 1 by Li`, `机器人被 Li 移出 Grid 1`},
		{`the bot becomes an admin of Grid 1`, `机器人成为 Grid 1 的管理员`},
		{`Li opens the link "add me" in private for Grid 1: east`, `Li 在 private 打开链接“add me”选 Grid 1: east`},
		{`Li picks 小李 and Rock and Roll with "people"`, `Li 用“people”选 小李 and Rock and Roll`},
		{`Li picks Grandma Li with "people"`, `Li 用“people”选 Grandma Li`},
		{`Li picks the group 村民说事 with "group"`, `Li 用“group”选群 村民说事`},
		{`Li sees in Grid 1: card`, `Li 在 Grid 1 看到：card`},
		{`1 of Li and 小李 sees in private: card`, `Li and 小李 中 1 人在 private 看到：card`},
		{`Li still sees in Grid 1: card`, `Li 在 Grid 1 现在看到：card`},
		{`Li does not see in Grid 1: card`, `Li 在 Grid 1 看不到：card`},
		{`Li has no button in Grid 1: 接单`, `Li 在 Grid 1 没有按钮：接单`},
		{`the message "elevator" in Grid 1 carries 👀`, `Grid 1 的消息“elevator”带有 👀`},
		{`Nobody hears anything else`, `别人什么也没听到`},
		{`remember no from Grid 1 "#(\d+)"`, `记住 no 来自 Grid 1“#(\d+)”`},
		{`Li remembers no from private "#(\d+)"`, `Li 记住 no 来自 private “#(\d+)”`},
		{`after 2小时5分钟`, `2小时5分钟后`},
		{`at 08:00`, `到08:00`},
		{`on 2026-05-01 at 08:00`, `到 2026-05-01 08:00`},
		{`Telegram answers 429`, `Telegram 回答 429`},
		{`Telegram answers 429 every 3rd call`, `Telegram回答429每3次一次`},
		{`Telegram answers 502 to sendMessage 2 times`, `Telegram 回答 502 给 sendMessage 共 2 次`},
		{`Telegram is down`, `Telegram 坏了`},
		{`Telegram is well again`, `Telegram 好了`},
		{`the answer to the next send is lost`, `下一次发送的回答丢失`},
		{`the last update is delivered again`, `最后一条更新再次送达`},
		{`the program is killed`, `程序被杀`},
		{`the program restarts`, `程序重启`},
		{`a backup is made`, `做一份备份`},
		{`the backup is put back`, `用备份恢复`},
		{`use set-up`, `用 set-up`},
	}
}

// village has names that contain each other, and words of the grammar.
func village() *World {
	return &World{
		People: map[string]int64{"Li": 1, "Grandma Li": 2, "小李": 3, "李在明": 4, "Rock and Roll": 5},
		Places: map[string]int64{"Grid 1": -1, "Grid 1: east": -2, "村民说事": -3, "Grid 1 topic B": -4},
	}
}

func TestFormsInBothLanguages(t *testing.T) {
	t.Parallel()
	w := village()
	open, known := openGrammar(), worldGrammar(sorted(w.People), sorted(w.Places))
	used := map[string]bool{}
	for _, pair := range pairs() {
		var form [2]string
		var words [2]map[string]string
		for i, head := range pair {
			st := step{line: 1, head: head}
			if err := open.check(st); err != nil {
				t.Errorf("parse %q: %v", head, err)
			}
			for f, m := range known.fits(st) {
				form[i], words[i] = f.en, m.slots
				break
			}
			if form[i] == "" {
				t.Errorf("no form of the world fits %q", head)
			}
		}
		if form[0] != form[1] || !maps.Equal(words[0], words[1]) {
			t.Errorf("the two mean different things:\n  %q %q %q\n  %q %q %q", pair[0], form[0], words[0], pair[1], form[1], words[1])
		}
		used[form[0]] = true
	}
	for _, f := range forms() {
		if !used[f.en] {
			t.Errorf("no example of %q", f.en)
		}
	}
}

func TestNamesLongestFirst(t *testing.T) {
	t.Parallel()
	w := village()
	g := worldGrammar(sorted(w.People), sorted(w.Places))
	for _, c := range []struct{ head, who, place, topic, text string }{
		{"Grandma Li says in Grid 1: east: x", "Grandma Li", "Grid 1: east", "", "x"},
		{"李在明在村民说事说：我说：在 Grid 1 说：好", "李在明", "村民说事", "", "我说：在 Grid 1 说：好"},
		{"Li says in Grid 1 topic B: x", "Li", "Grid 1 topic B", "", "x"},
		{"Li says in Grid 1 topic B topic C: x", "Li", "Grid 1 topic B", "C", "x"},
		{"Li says in Grid 1: Grandma Li says in Grid 1: x", "Li", "Grid 1", "", "Grandma Li says in Grid 1: x"},
	} {
		b, err := g.find(step{head: c.head})
		if err != nil {
			t.Errorf("find %q: %v", c.head, err)
			continue
		}
		p := b.words.place()
		if b.words.slots["who"] != c.who || p.title != c.place || p.topic != c.topic || b.words.text() != c.text {
			t.Errorf("%q: got %q", c.head, b.words.slots)
		}
	}
	if got := w.split("Rock and Roll, 小李、Li and Grandma Li"); !slices.Equal(got, []string{"Rock and Roll", "小李", "Li", "Grandma Li"}) {
		t.Errorf("split people: got %q", got)
	}
}

func TestParseBlocks(t *testing.T) {
	t.Parallel()
	s, err := Parse("a", []byte("\uFEFF# a comment\r\n\r\nLi says in Grid 1: one\r\n    two\r\n      three\r\n\r\n    # a comment\r\n    #4 four\r\n\u3000\u3000# 注\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(s.steps) != 1 || s.steps[0].line != 3 {
		t.Fatalf("got %+v", s.steps)
	}
	if got, want := strings.Join(s.steps[0].block, "\n"), "two\n  three\n#4 four"; got != want {
		t.Errorf("got block %q, want %q", got, want)
	}
}

func TestParseErrorsAllAtOnce(t *testing.T) {
	t.Parallel()
	_, err := Parse("bad.story", []byte(strings.Join([]string{
		"  stray",
		"Li shouts in Grid 1: hello",
		"Li sees in Grid 1:",
		"after 3 moons",
		"at 25:00",
		"on 2026-02-30 at 08:00",
		"Telegram answers 418",
		"Li sends a horse in Grid 1",
		"Li 在 Grid 1 发 相册1张",
		"remember x from Grid 1 \"abc\"",
		"remember x from Grid 1 \"(abc\"",
		"the program restarts",
		"    now",
		"Li leaves private",
		"小李 在 私聊 看见：工单",
	}, "\n")))
	if err == nil {
		t.Fatal("no error")
	}
	for i, want := range []string{
		`bad.story:1: .*belongs to the step above`,
		`bad.story:2: .*no step.*`,
		`bad.story:3: .*needs a text`,
		`bad.story:4: .*no length of time`,
		`bad.story:5: .*no time of day`,
		`bad.story:6: .*no such day`,
		`bad.story:7: .*can't be made to answer "418"`,
		`bad.story:8: .*nobody can send "horse"`,
		`bad.story:9: .*2 to 10`,
		`bad.story:10: .*round brackets`,
		`bad.story:11: .*pattern is wrong`,
		`bad.story:12: .*no indented lines`,
		`bad.story:14: .*private chat is no group`,
		`bad.story:15: .*perhaps you mean: WHO 在 PLACE 看到: TEXT`,
	} {
		if !regexp.MustCompile(want).MatchString(err.Error()) {
			t.Errorf("error %d: want %s in:\n%v", i, want, err)
		}
	}
	if _, err := Parse("a", []byte{0xff}); err == nil {
		t.Error("what is not UTF-8 was taken")
	}
}

func TestSpans(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"30 minutes": "30m0s", "2 hours 5 minutes": "2h5m0s", "1 hour and 1 second": "1h0m1s", "3 days": "72h0m0s",
		"30分钟": "30m0s", "2小时5分钟": "2h5m0s", "1个小时": "1h0m0s", "3天": "72h0m0s", "1 周": "168h0m0s", "90秒": "1m30s",
	} {
		if got, err := span(text); err != nil || got.String() != want {
			t.Errorf("span %q: got %v, %v; want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"3", "3 moons", "-1 hour", "999999 days", "1 hour soon"} {
		if got, err := span(text); err == nil {
			t.Errorf("span %q: got %v, want an error", text, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, pair := range pairs() {
		f.Add(pair[0] + "\n  x")
		f.Add(pair[1])
	}
	f.Fuzz(func(t *testing.T, src string) {
		s, err := Parse("fuzz", []byte(src))
		if err == nil {
			_, _ = s.bind(village())
		}
	})
}
