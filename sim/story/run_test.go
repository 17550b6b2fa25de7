package story

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// passing are stories that the tiny bot fulfils, each in both languages.
func passing() map[string][2]string {
	return map[string][2]string{
		"echo and card": {`
Li starts the bot with b_3
Li sees in private: Welcome b_3
Li taps in private: Help
Li sees in private: Say …thing
Li says in private: one
    two
Li sees in private:
    You said: one
    two
    [Save] [Again]
    [Mute]
Li taps in private: Sav
Li is told: Saved
Li still sees in private:
    · saved
    [Undo]
Li has no button in private: Save
Li does not see in private: Reminder
nobody hears anything else
`, `
Li 打开机器人 带 b_3
Li 在 私聊 看到：Welcome b_3
Li 在 私聊 点：Help
Li 在 私聊 看到：Say …thing
Li 在 私聊 说：one
　　two
Li 在 私聊 看到：
　　You said: one
　　two
　　[Save] [Again]
　　[Mute]
Li 在 私聊 点：Sav
提示 Li：Saved
Li 在 私聊 现在看到：
　　· saved
　　[Undo]
Li 在 私聊 没有按钮：Save
Li 在 私聊 看不到：Reminder
别人什么也没听到
`},
		"race": {`
Li says in Grid One: /order lift
Bo sees in Grid One:
    #… lift · waiting
    [Take] [Decline]
the message "/order lift" in Grid One carries 👀
Li, Grandma Li and Bo tap at once in Grid One: Take on "#17"
one of Li, Grandma Li and Bo is told: Yours
2 of Li, Grandma Li and Bo are told: faster
Grandma Li still sees in Grid One: #17 lift · taken by …
`, `
Li 在 Grid One 说：/order lift
Bo 在 Grid One 看到：
    #… lift · waiting
    [Take] [Decline]
Grid One 的消息“/order lift”带有 👀
Li、Grandma Li和Bo 同时在 Grid One 点：Take 在“#17”上
提示 Li、Grandma Li和Bo 中 一 人：Yours
提示 Li、Grandma Li和Bo 中 2 人：faster
Grandma Li 在 Grid One 现在看到：#17 lift · taken by …
`},
		"time and memory": {`
Bo starts the bot
Bo sees in private: Welcome
Bo says in private: /later tea
after 29 minutes 59 seconds
nobody hears anything else
after 1 second
Bo sees in private: Reminder: tea
at 08:00
on 2000-01-03 at 12:30
Bo says in private: /link
Bo sees in private: Your code is …
remember code from private "code is (\w+)"
Bo remembers payload from private "start=(\w+)"
Bo opens the link "Go" in private
Bo sees in private: Welcome {payload}
Bo says in private: {code} {secret} {bot} {"json": 1}
Bo sees in private: AB12 s3cret tiny_bot {"json": 1}
`, `
Bo 打开机器人
Bo 在 私聊 看到：Welcome
Bo 在 私聊 说：/later tea
29分钟59秒后
别人什么也没听到
1秒后
Bo 在 私聊 看到：Reminder: tea
到08:00
到 2000年1月3日 12:30
Bo 在 私聊 说：/link
Bo 在 私聊 看到：Your code is …
记住 code 来自 私聊“code is (\w+)”
Bo 记住 payload 来自 私聊“start=(\w+)”
Bo 在 私聊 打开链接“Go”
Bo 在 私聊 看到：Welcome {payload}
Bo 在 私聊 说：{code} {secret} {bot} {"json": 1}
Bo 在 私聊 看到：AB12 s3cret tiny_bot {"json": 1}
`},
		"places and things": {`
Li sends a photo in Grid One: the lift
Li sees in Grid One: Nice photo
Bo replies in Grid One to "the lift": yes
Bo edits "yes" in Grid One: no
Bo deletes "no" in Grid One
Li forwards "the lift" from Grid One to Grid One
Li sees in Grid One: Nice photo
Li sends an album of 2 in Grid One
Li sees in Grid One: Nice photo
Li sees in Grid One: Nice photo
Li sends a place in Grid One: 35.1, 111.2
Li sends a voice in Grid One
Li sends a document in Grid One
Li sends a sticker in Grid One
Li sends a contact in Grid One: +86139
Li sends a video note in Grid One
Li sends a poll in Grid One: Tea?
    yes
    no
Bo says in Forum topic Repairs: /order door
Li sees in Forum: #17 door
Grid One becomes a supergroup
Bo leaves Grid One
Bo joins Grid One
the bot becomes an admin of Grid One
Bo becomes an anonymous admin of Grid One
Bo says anonymously in Grid One: quiet
the bot is removed from Grid One
Li says in Grid One: /order unheard
the bot is added to Grid One by Li
`, `
Li 在 Grid One 发 照片：the lift
Li 在 Grid One 看到：Nice photo
Bo 在 Grid One 回复“the lift”：yes
Bo 在 Grid One 把“yes”改成：no
Bo 在 Grid One 删除“no”
Li 把 Grid One 的“the lift”转发到 Grid One
Li 在 Grid One 看到：Nice photo
Li 在 Grid One 发 相册2张
Li 在 Grid One 看到：Nice photo
Li 在 Grid One 看到：Nice photo
Li 在 Grid One 发 位置：35.1, 111.2
Li 在 Grid One 发 语音
Li 在 Grid One 发 文件
Li 在 Grid One 发 贴纸
Li 在 Grid One 发 名片：+86139
Li 在 Grid One 发 视频留言
Li 在 Grid One 发 投票：Tea?
    yes
    no
Bo 在 Forum 话题 Repairs 说：/order door
Li 在 Forum 看到：#17 door
Grid One 升级为超级群
Bo 离开 Grid One
Bo 加入 Grid One
机器人成为 Grid One 的管理员
Bo 成为 Grid One 的匿名管理员
Bo 在 Grid One 匿名说：quiet
机器人被移出 Grid One
Li 在 Grid One 说：/order unheard
Li 把机器人拉进 Grid One
`},
		"troubles": {`
Bo starts the bot
Bo sees in private: Welcome
Telegram is down
Bo says in private: one
nobody hears anything else
Telegram is well again
after 1 minute
Bo sees in private: You said: one
Telegram answers 429 to sendMessage 2 times
Bo says in private: two
after 10 seconds
Bo sees in private: You said: two
Telegram is well again
the program restarts
Bo says in private: three
Bo sees in private: You said: three
Bo forges in private: nonsense
Bo is told: ?
Bo blocks the bot
Bo unblocks the bot
`, `
Bo 打开机器人
Bo 在 私聊 看到：Welcome
Telegram 坏了
Bo 在 私聊 说：one
别人什么也没听到
Telegram 好了
1分钟后
Bo 在 私聊 看到：You said: one
Telegram 回答 429 给 sendMessage 共 2 次
Bo 在 私聊 说：two
10秒后
Bo 在 私聊 看到：You said: two
Telegram 好了
程序重启
Bo 在 私聊 说：three
Bo 在 私聊 看到：You said: three
Bo 在 私聊 伪造：nonsense
提示 Bo：?
Bo 屏蔽机器人
Bo 取消屏蔽机器人
`},
	}
}

func TestStoriesThatPass(t *testing.T) {
	t.Parallel()
	for name, both := range passing() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var transcripts [2]string
			for i, src := range both {
				_, transcript, err := play(t, src, nil)
				if err != nil {
					t.Fatalf("%v\n%s", err, numbered(src))
				}
				transcripts[i] = transcript
			}
			if name != "race" && transcripts[0] != transcripts[1] {
				t.Errorf("the two languages played differently:\n%s\n---\n%s", transcripts[0], transcripts[1])
			}
		})
	}
}

func TestRepeatsOnlyWhenAllowed(t *testing.T) {
	t.Parallel()
	lenient := func(w *World) { w.AllowRepeats = true }
	greet := []string{"Li starts the bot", "Li sees in private: Welcome"}
	w, _, err := play(t, steps(append(greet, "Li says in private: /twice Bo", "Li sees in private: Hello Bo")...), lenient)
	if err != nil || w.Repeats != 1 {
		t.Errorf("a repeat: got %d repeats, %v", w.Repeats, err)
	}
	// A kill makes the bot handle its last update again.
	w, _, err = play(t, steps(append(greet, "Li says in private: x", "Li sees in private: You said: x", "the program is killed")...), lenient)
	if err != nil || w.Repeats != 1 {
		t.Errorf("after a kill: got %d repeats, %v", w.Repeats, err)
	}
	_, _, err = play(t, steps(append(greet, "Li says in private: x", "Li sees in private: You said: x", "the last update is delivered again")...), nil)
	if err == nil || !strings.Contains(err.Error(), "said more") {
		t.Errorf("a repeat that is not allowed: got %v", err)
	}
	_, _, err = play(t, steps(append(greet, "Li says in private: /twice Bo")...), lenient)
	if err == nil || !strings.Contains(err.Error(), "(2)") {
		t.Errorf("two equal messages that nobody saw are no repeats: got %v", err)
	}
	w, _, err = play(t, steps(append(greet, "Li says in private: x", "Li sees in private: x", "Li taps in private: Mute", "Li is told: anything")...), lenient)
	if err != nil || w.Unanswered != 1 {
		t.Errorf("a swallowed toast: got %d unanswered, %v", w.Unanswered, err)
	}
}

func TestUseLogAndForgive(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	_, _, err := play(t, steps("use greet", "nobody hears anything else"), func(w *World) {
		w.Load, w.Log = load, &log
		if err := w.Sim.Start(w.People["Bo"], "tiny_bot", ""); err != nil {
			t.Error(err)
		}
		if err := w.Host.Settle(context.Background()); err != nil {
			t.Error(err)
		}
		if err := w.Forgive(); err != nil {
			t.Error(err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "2000-01-01 08:00:00 test.story:1: use greet\n2000-01-01 08:00:00 greet:1: Li starts the bot\n"
	if !strings.HasPrefix(log.String(), want) {
		t.Errorf("got log %q", log.String())
	}
}

func TestTranscript(t *testing.T) {
	t.Parallel()
	const src = `
Li starts the bot
Li sees in private: Welcome
Li says in private: one
Li sees in private: one
Li taps in private: Save
after 90 seconds
Bo says in Grid One: /order lift
Bo sees in Grid One: lift
`
	const want = `── 2000-01-01 08:00 ──
[private (Li)] Li: /start
[private (Li)] @tiny_bot: Welcome
    [Help]
[private (Li)] Li: one
[private (Li)] @tiny_bot: You said: one
    [Save] [Again]
    [Mute]
Li ▸ [Save]
Li ◂ Saved
[private (Li)] @tiny_bot (now): You said: one · saved
    [Undo]
── 2000-01-01 08:01 ──
[Grid One] Bo: /order lift
[Grid One] Bo: /order lift — carries 👀
[Grid One] @tiny_bot: #17 lift · waiting
    [Take] [Decline]
    [Me_too]
`
	for range 3 {
		_, got, err := play(t, src, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Fatalf("got:\n%s\nwant:\n%s", got, want)
		}
	}
}
