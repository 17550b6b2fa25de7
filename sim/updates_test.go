package sim

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

func TestOffsetRule(t *testing.T) {
	r := newRig(t, Options{})
	r.ok(r.Start(r.li, "huiyin_bot", ""))
	for i := range 4 {
		_, err := r.Say(r.li, r.li, Say{Text: fmt.Sprint("m", i)})
		r.ok(err)
	}
	first := r.updates(nil)
	if len(first) != 5 || len(r.updates(nil)) != 5 || r.Pending(r.token) != 5 {
		t.Fatalf("reading must not forget: %d, pending %d", len(first), r.Pending(r.token))
	}
	if got := r.updates(map[string]any{"limit": 2}); len(got) != 2 || got[0].ID != first[0].ID {
		t.Errorf("limit: %+v", got)
	}
	if got := r.updates(map[string]any{"limit": 0}); len(got) != 1 {
		t.Errorf("limit 0 is 1: %d", len(got))
	}
	if got := r.updates(map[string]any{"offset": first[0].ID}); len(got) != 5 {
		t.Errorf("own id confirms nothing: %d", len(got))
	}
	if got := r.updates(map[string]any{"offset": first[4].ID + 100}); len(got) != 5 {
		t.Errorf("far future confirms nothing: %d", len(got))
	}
	if got := r.updates(map[string]any{"offset": first[2].ID}); len(got) != 3 {
		t.Errorf("confirm two: %d", len(got))
	}
	if got := r.updates(map[string]any{"offset": -1}); len(got) != 1 || got[0].ID != first[4].ID || r.Pending(r.token) != 1 {
		t.Errorf("negative: %+v", got)
	}
	if got := r.updates(map[string]any{"offset": first[4].ID + 1}); len(got) != 0 {
		t.Errorf("all confirmed: %+v", got)
	}
	r.ok(r.Redeliver(r.token, first[1].ID))
	if got := r.updates(map[string]any{"offset": first[4].ID + 1}); len(got) != 1 || got[0].ID != first[1].ID {
		t.Errorf("redelivered: %+v", got)
	}
	if got := r.updates(map[string]any{"offset": first[4].ID + 1}); len(got) != 0 {
		t.Errorf("once: %+v", got)
	}
	id, err := r.InjectUpdate(r.token, []byte(`{"moon_phase":{"x":[}`))
	r.ok(err)
	resp, err := r.client.Get("http://tg/bot" + r.token + "/getUpdates")
	r.ok(err)
	raw, err := io.ReadAll(resp.Body)
	r.ok(err)
	if !strings.Contains(string(raw), fmt.Sprintf(`{"update_id":%d,"moon_phase":{"x":[}`, id)) {
		t.Errorf("%s", raw)
	}
}

func TestLongPoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, Options{}).started()
		began := time.Now()
		if got := r.updates(map[string]any{"offset": r.offset, "timeout": 50}); len(got) != 0 || time.Since(began) != 50*time.Second {
			t.Errorf("empty poll: %d after %v", len(got), time.Since(began))
		}
		go func() {
			time.Sleep(7 * time.Second)
			_, _ = r.Say(r.li, r.li, Say{Text: "late"})
		}()
		began = time.Now()
		if got := r.updates(map[string]any{"offset": r.offset, "timeout": 50}); len(got) != 1 || time.Since(began) != 7*time.Second {
			t.Errorf("poll: %d after %v", len(got), time.Since(began))
		}
		r.drain()
		first := make(chan answer)
		go func() { first <- r.call("getUpdates", map[string]any{"offset": r.offset, "timeout": 50}) }()
		synctest.Wait()
		ctx, cancel := context.WithCancel(context.Background())
		second := make(chan error)
		go func() {
			_, err := r.callCtx(ctx, "getUpdates", map[string]any{"offset": r.offset, "timeout": 50})
			second <- err
		}()
		if a := <-first; a.Code != 409 || a.Text != "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running" {
			t.Errorf("%+v", a)
		}
		synctest.Wait()
		cancel()
		if err := <-second; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		synctest.Wait()
		if r.botNamed(r.token).poll != nil {
			t.Error("a client that went away still polls")
		}
	})
}

func TestExpiry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, Options{}).started()
		id := r.sent(r.li, "x", buttons([]string{"A=a"}))
		_, err := r.TapAsync(r.li, r.li, id, "A")
		r.ok(err)
		_, err = r.Say(r.li, r.li, Say{Text: "hello"})
		r.ok(err)
		time.Sleep(149 * time.Second)
		if n := r.Pending(r.token); n != 2 {
			t.Errorf("after 149 s: %d", n)
		}
		time.Sleep(time.Second)
		if got := r.updates(nil); len(got) != 1 || got[0].kind() != "message" {
			t.Errorf("after 150 s: %+v", got)
		}
		time.Sleep(24*time.Hour - 151*time.Second)
		if n := r.Pending(r.token); n != 1 {
			t.Errorf("before a day: %d", n)
		}
		time.Sleep(time.Second)
		if n := r.Pending(r.token); n != 0 {
			t.Errorf("after a day: %d", n)
		}
	})
}

func TestCallbacks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, Options{}).started()
		id := r.sent(r.li, "card", map[string]any{"reply_markup": map[string]any{"inline_keyboard": [][]any{{
			map[string]any{"text": "接单", "callback_data": "take"}, map[string]any{"text": "退单 1", "callback_data": "d1"},
			map[string]any{"text": "退单 2", "callback_data": "d2"}, map[string]any{"text": "网页", "url": "https://t.me/huiyin_bot?start=x"},
		}}}})
		too := "Bad Request: query is too old and response timeout expired or query ID is invalid"
		got := make(chan Answer)
		go func() {
			a, err := r.Tap(t.Context(), r.li, r.li, id, "接")
			r.ok(err)
			got <- a
		}()
		synctest.Wait()
		q := r.drain()[0].Callback
		if q.Data != "take" || q.From.ID != r.li || q.Message.MessageID != id {
			t.Errorf("%+v", q)
		}
		args := map[string]any{"callback_query_id": q.ID, "text": "好", "show_alert": true}
		r.must("answerCallbackQuery", args)
		if a := <-got; a != (Answer{Text: "好", Alert: true}) {
			t.Errorf("%+v", a)
		}
		r.refused(400, too, "answerCallbackQuery", args)
		r.refused(400, too, "answerCallbackQuery", map[string]any{"callback_query_id": "1"})
		if _, err := r.Tap(t.Context(), r.li, r.li, id, "退单"); err == nil {
			t.Error("two buttons match")
		}
		if _, err := r.Tap(t.Context(), r.wang, r.li, id, "接单"); err == nil {
			t.Error("a stranger pressed")
		}
		if a, err := r.Tap(t.Context(), r.li, r.li, id, "网页"); err != nil || a.URL == "" {
			t.Error(a, err)
		}
		qid, err := r.TapAsync(r.li, r.li, id, "退单 2")
		r.ok(err)
		time.Sleep(150 * time.Second)
		r.refused(400, too, "answerCallbackQuery", map[string]any{"callback_query_id": qid})
		if _, err := r.TapData(t.Context(), r.li, r.li, id, "forged"); err == nil || !strings.Contains(err.Error(), "150 s") {
			t.Error("nobody answered:", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := r.TapAt(ctx, r.li, r.li, id, 0, 0); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
	})
}

func TestWebhook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hook := &hookBot{fail: 2}
		r := newRig(t, Options{Client: &http.Client{Transport: hook}})
		r.refused(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook", "setWebhook", map[string]any{"url": "http://bot"})
		r.refused(400, "Bad Request: secret token contains unallowed characters", "setWebhook", map[string]any{"url": "https://bot", "secret_token": "ä"})
		r.must("setWebhook", map[string]any{"url": "https://bot/hook", "secret_token": "s3cret", "allowed_updates": []string{"message"}})
		r.refused(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first", "getUpdates", nil)
		r.ok(r.Start(r.li, "huiyin_bot", ""))
		synctest.Wait()
		if info := string(r.must("getWebhookInfo", nil)); !strings.Contains(info, `"pending_update_count":1`) || !strings.Contains(info, "last_error_message") {
			t.Error(info)
		}
		time.Sleep(3 * time.Second) // repeats after 1 s and 2 s
		synctest.Wait()
		if hook.calls != 3 || hook.secret != "s3cret" || !strings.Contains(hook.last, `"/start"`) || r.Pending(r.token) != 0 {
			t.Errorf("%+v, pending %d", hook, r.Pending(r.token))
		}
		r.must("deleteWebhook", nil)
		r.drain()
	})
}

// hookBot is a bot's web server that first fails.
type hookBot struct {
	fail, calls  int
	secret, last string
}

func (h *hookBot) RoundTrip(req *http.Request) (*http.Response, error) {
	h.calls++
	raw, _ := io.ReadAll(req.Body)
	h.secret, h.last = req.Header.Get("X-Telegram-Bot-Api-Secret-Token"), string(raw)
	code := 200
	if h.calls <= h.fail {
		code = 500
	}
	return &http.Response{StatusCode: code, Body: io.NopCloser(bytes.NewReader(nil)), Request: req}, nil
}

func TestFaults(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, Options{}).started()
		hi := map[string]any{"chat_id": r.li, "text": "hi"}
		seen := func() int { return len(r.Messages(r.li, r.li)) }
		with := func(f Fault, check func()) {
			t.Helper()
			r.AddFault(f)
			check()
			r.ClearFaults()
		}
		with(Fault{Kind: "429", RetryAfter: 2500 * time.Millisecond}, func() {
			if a := r.call("sendMessage", hi); a.Code != 429 || a.Params.Retry != 3 || a.Text != "Too Many Requests: retry after 3" {
				t.Errorf("%+v", a)
			}
		})
		with(Fault{Kind: "500", Methods: []string{"sendmessage"}, Every: 2, Times: 1}, func() {
			r.must("getMe", nil)
			r.must("sendMessage", hi)
			r.refused(500, "Internal Server Error", "sendMessage", hi)
			r.must("sendMessage", hi)
			r.must("sendMessage", hi)
		})
		with(Fault{Kind: "401"}, func() { r.refused(401, "Unauthorized", "getMe", nil) })
		with(Fault{Kind: "401", Until: time.Now().Add(time.Minute)}, func() {
			time.Sleep(time.Minute)
			r.must("getMe", nil)
		})
		n := seen()
		with(Fault{Kind: "lost-answer"}, func() {
			if _, err := r.callCtx(t.Context(), "sendMessage", hi); !errors.Is(err, io.EOF) || seen() != n+1 {
				t.Error("lost answer:", err, seen()-n)
			}
		})
		with(Fault{Kind: "down"}, func() {
			if _, err := r.callCtx(t.Context(), "sendMessage", hi); !errors.Is(err, syscall.ECONNREFUSED) || seen() != n+1 {
				t.Error("down:", err)
			}
		})
		for _, kind := range []string{"502html", "badjson"} {
			with(Fault{Kind: kind}, func() {
				if _, err := r.callCtx(t.Context(), "getMe", nil); err == nil {
					t.Error(kind, "could be decoded")
				}
			})
		}
		with(Fault{Kind: "slow", Delay: 5 * time.Second}, func() {
			began := time.Now()
			r.must("getMe", nil)
			if time.Since(began) != 5*time.Second {
				t.Error("not slow:", time.Since(began))
			}
		})
		with(Fault{Kind: "timeout"}, func() {
			ctx, cancel := context.WithTimeout(t.Context(), 9*time.Second)
			defer cancel()
			if _, err := r.callCtx(ctx, "sendMessage", hi); !errors.Is(err, context.DeadlineExceeded) || seen() != n+1 {
				t.Error("timeout:", err)
			}
		})
		with(Fault{Kind: "redeliver", Times: 1}, func() {
			if got := r.updates(map[string]any{"offset": r.offset}); len(got) != 1 || got[0].ID >= r.offset {
				t.Errorf("redeliver: %+v", got)
			}
			if got := r.updates(map[string]any{"offset": r.offset}); len(got) != 0 {
				t.Errorf("redeliver once: %+v", got)
			}
		})
		if c := r.Calls(); c["sendmessage"] != 8 || r.Counters().Floods != 1 {
			t.Errorf("%v %+v", c, r.Counters())
		}
	})
}

func TestFlood(t *testing.T) {
	send := func(r *rig, chat int64) answer {
		return r.call("sendMessage", map[string]any{"chat_id": chat, "text": "x"})
	}
	t.Run("one chat", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			r := newRig(t, Options{Flood: true}).started()
			for range 3 {
				if a := send(r, r.li); !a.OK {
					t.Error("the bucket holds three:", a.Text)
				}
			}
			if a := send(r, r.li); a.Code != 429 || a.Params.Retry != 1 {
				t.Errorf("%+v", a)
			}
			time.Sleep(999 * time.Millisecond)
			if a := send(r, r.li); a.Code != 429 {
				t.Error("too early, yet sent")
			}
			time.Sleep(time.Millisecond)
			for range 100 { // a second apart is never refused
				if a := send(r, r.li); !a.OK {
					t.Fatal(a.Text)
				}
				time.Sleep(time.Second)
			}
		})
	})
	t.Run("group", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			r := newRig(t, Options{Flood: true}).inGroup(true)
			for range 20 {
				if a := send(r, r.group); !a.OK {
					t.Fatal(a.Text)
				}
				time.Sleep(time.Second)
			}
			if a := send(r, r.group); a.Code != 429 || a.Params.Retry != 40 {
				t.Errorf("%+v", a)
			}
			time.Sleep(40 * time.Second)
			for range 60 { // three seconds apart is never refused
				if a := send(r, r.group); !a.OK {
					t.Fatal(a.Text)
				}
				time.Sleep(3 * time.Second)
			}
		})
	})
	t.Run("overall", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			r := newRig(t, Options{Flood: true})
			var people []int64
			for range 90 {
				u := r.AddUser(UserSpec{First: "u"})
				r.ok(r.Start(u, "huiyin_bot", ""))
				people = append(people, u)
			}
			for _, u := range people[:30] {
				if a := send(r, u); !a.OK {
					t.Fatal(a.Text)
				}
			}
			if a := send(r, people[30]); a.Code != 429 || a.Params.Retry != 1 {
				t.Errorf("%+v", a)
			}
			time.Sleep(time.Second)
			for _, u := range people { // thirty a second are never refused
				if a := send(r, u); !a.OK {
					t.Fatal(a.Text)
				}
				time.Sleep(time.Second / 29)
			}
		})
	})
}
