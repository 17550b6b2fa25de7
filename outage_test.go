package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/sim"
)

// journal is what the program wrote for its operator.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) count(words string) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return strings.Count(j.b.String(), words)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

// says compares all that was written, line by line.
func (j *journal) says(t *testing.T, lines ...string) {
	t.Helper()
	j.mu.Lock()
	defer j.mu.Unlock()
	if want := strings.Join(lines, "\n"); strings.TrimSpace(j.b.String()) != want {
		t.Errorf("the operator read\n%swant\n%s", j.b.String(), want)
	}
}

// stays checks that an order is taken and answered, as on any day.
func (h *host) stays(ctx context.Context, no string) {
	h.t.Helper()
	li, grid := h.cast.people["小李"], h.cast.places["新田一网格居民群"]
	h.say(ctx, li, grid, sim.Say{Text: "@" + demoBot + " 3号楼电梯坏了"})
	h.expect(li, grid, no, 1)
	h.expect(h.cast.people["赵师傅"], h.cast.places["路西物业接单群"], no, 1)
}

// TestTokenRevoked: when Telegram does not know the token any more, the program
// ends and says why.
func TestTokenRevoked(t *testing.T) {
	for lang, want := range map[string]string{"zh": "Telegram 不认识这个机器人令牌", "en": "Telegram does not know this bot token"} {
		s := sim.New(sim.Options{})
		token := s.AddBot(sim.BotSpec{Username: demoBot})
		server := httptest.NewServer(s.Handler())
		s.AddFault(sim.Fault{Kind: "401", Every: 2, Methods: []string{"getUpdates"}}) // the first one is answered
		dir := folder(t, "language: "+lang+"\ntelegram:\n  api_url: "+server.URL+"\n")
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		code, out, errs := command(ctx, map[string]string{"HUIYIN_TOKEN": token}, "run", "-c", filepath.Join(dir, "config.yaml"))
		if code != 1 || ctx.Err() != nil {
			t.Errorf("exit %d, %v", code, ctx.Err())
		}
		cancel()
		server.Close()
		has(t, out, demoBot)
		has(t, errs, want)
		if strings.Contains(out+errs, token) {
			t.Error("the token was written")
		}
	}
}

// TestAnotherProgram: while another program takes the updates, this one says so
// once and goes on when it is alone again.
func TestAnotherProgram(t *testing.T) {
	inTown(t, "zh", func(ctx context.Context, h *host) {
		j, told := &journal{}, &journal{}
		h.log, h.notices = j, told
		h.sim.AddFault(sim.Fault{Kind: "409", Methods: []string{"getUpdates"}})
		if err := h.Restart(ctx); err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Minute)
		if n := j.count("another program asks for the updates"); n != 1 {
			t.Errorf("it was said %d times", n)
		}
		told.says(t, "另一个程序正在用同一个令牌收消息，消息可能被它收走。请把那一个停掉。")
		h.sim.ClearFaults()
		h.stays(ctx, "#1001")
		told.says(t, "另一个程序正在用同一个令牌收消息，消息可能被它收走。请把那一个停掉。", "又连上 Telegram 了，一切照常。")
	})
}

// TestWebhookLeft: a webhook that another program has left is removed.
func TestWebhookLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(morning))
		ctx := context.Background()
		h, j, told := newHost(t, "zh"), &journal{}, &journal{}
		h.log, h.notices = j, told
		client := &http.Client{Transport: h.sim.Transport()}
		answer, err := client.PostForm("https://api.telegram.org/bot"+h.cast.token+"/setWebhook", url.Values{"url": {"https://example.org/hook"}})
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Fatal(answer, err)
		}
		answer.Body.Close()
		if err := h.start(ctx); err != nil {
			t.Fatal(err)
		}
		defer h.close()
		time.Sleep(time.Minute)
		if n := j.count("a webhook was set for this bot"); n != 1 {
			t.Errorf("it was said %d times", n)
		}
		told.says(t, "这个机器人设过 webhook（让 Telegram 把消息送到一个网址），正在取消。如果反复出现，说明另一个程序又设上了，请停掉它。", "又连上 Telegram 了，一切照常。")
		h.enter(ctx, h.world())
		h.stays(ctx, "#1001")
	})
}

// TestNoNetworkAtStart: the program starts, keeps trying, and works when
// Telegram can be reached; what was said meanwhile is answered.
func TestNoNetworkAtStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(morning))
		ctx := context.Background()
		h, j, told := newHost(t, "zh"), &journal{}, &journal{}
		h.log, h.notices = j, told
		h.sim.AddFault(sim.Fault{Kind: "down"})
		if err := h.start(ctx); err != nil {
			t.Fatal(err)
		}
		defer h.close()
		li := h.cast.people["小李"]
		if err := h.sim.Start(li, demoBot, ""); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Minute)
		if n := j.count("can't be reached"); n != 1 {
			t.Errorf("it was said %d times", n)
		}
		told.says(t, "连不上 Telegram（api.telegram.org），程序会一直重试。请检查网络；要用代理才能上 Telegram 的地方，请设“telegram.proxy”。")
		h.sim.ClearFaults()
		time.Sleep(time.Minute)
		h.settle(ctx)
		told.says(t, "连不上 Telegram（api.telegram.org），程序会一直重试。请检查网络；要用代理才能上 Telegram 的地方，请设“telegram.proxy”。", "又连上 Telegram 了，一切照常。")
		h.expect(li, 0, "您好，这里是新田社区的回音", 1)
		h.enter(ctx, h.world())
		h.stays(ctx, "#1001")
	})
}

// TestNetworkGone: the operator reads once that Telegram is gone, however many
// parts of the program notice and however often; after more than a day also
// that messages may be lost. A hiccup is not worth a line.
func TestNetworkGone(t *testing.T) {
	inTown(t, "zh", func(ctx context.Context, h *host) {
		told := &journal{}
		h.notices = told
		if err := h.Restart(ctx); err != nil {
			t.Fatal(err)
		}
		h.stays(ctx, "#1001")
		told.says(t)
		h.sim.AddFault(sim.Fault{Kind: "down"})
		time.Sleep(30 * time.Hour) // the ladder wants to speak all the time
		told.says(t, "连不上 Telegram（api.telegram.org），程序会一直重试。请检查网络；要用代理才能上 Telegram 的地方，请设“telegram.proxy”。")
		h.sim.ClearFaults()
		time.Sleep(10 * time.Minute)
		h.settle(ctx)
		for words, want := range map[string]int{"又连上 Telegram 了，一切照常。\n": 1, "有 29 个小时没有收到 Telegram 的消息。": 1, "\n": 3} {
			if n := told.count(words); n != want {
				t.Errorf("%q was written %d times, not %d", words, n, want)
			}
		}
	})
}

// TestNameAfterNoNetwork: a start without network takes the name from the last
// one, and asks for it as soon as it can.
func TestNameAfterNoNetwork(t *testing.T) {
	inTown(t, "zh", func(ctx context.Context, h *host) {
		h.sim.AddFault(sim.Fault{Kind: "down"})
		if err := h.Restart(ctx); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		select {
		case <-h.prog.bot.Introduced():
			t.Error("Telegram has told a name without network")
		default:
		}
		h.sim.ClearFaults()
		time.Sleep(time.Minute)
		select {
		case <-h.prog.bot.Introduced():
		default:
			t.Error("the name was not asked for")
		}
		h.stays(ctx, "#1001")
	})
}

// TestRaceOfTwoGroups: members of two units that were both asked accept at the
// same moment, each in their own group. One of them gets the order.
func TestRaceOfTwoGroups(t *testing.T) {
	inTown(t, "zh", func(ctx context.Context, h *host) {
		zhao, mei := h.cast.people["赵师傅"], h.cast.people["红梅"]
		firm, vests := h.cast.places["路西物业接单群"], h.cast.places["红马甲志愿队"]
		h.stays(ctx, "#1001")
		for range 120 {
			if h.told(mei, vests, "#1001") > 0 {
				break
			}
			if err := h.Advance(ctx, time.Minute); err != nil {
				t.Fatal(err)
			}
		}
		var queries []string
		for who, chat := range map[int64]int64{zhao: firm, mei: vests} {
			q, err := h.sim.TapAsync(who, chat, h.newest(who, chat, "#1001").MessageID, "接单")
			if err != nil {
				t.Fatal(err)
			}
			queries = append(queries, q)
		}
		h.settle(ctx)
		won, lost := 0, 0
		for _, q := range queries {
			a, err := h.sim.AwaitTap(ctx, q)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(a.Text, "接单成功") {
				won++
			}
			if strings.Contains(a.Text, "已经先接了") {
				lost++
			}
		}
		if won != 1 || lost != 1 {
			t.Errorf("%d won, %d lost", won, lost)
		}
		if n := h.told(zhao, 0, "办理中") + h.told(mei, 0, "办理中"); n != 1 {
			t.Errorf("%d people have the order", n)
		}
	})
}
