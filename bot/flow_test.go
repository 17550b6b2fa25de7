package bot

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/flows"
	"huiyin/sim"
	"huiyin/store"
)

// broadcast starts n more people and returns a post for each.
func (r *rig) broadcast(n int) []store.Post {
	r.t.Helper()
	var posts []store.Post
	for i := range n {
		u := r.AddUser(sim.UserSpec{First: fmt.Sprint("u", i)})
		r.must(r.Start(u, "huiyin_bot", ""))
		posts = append(posts, post(u, flows.Outgoing{Text: "notice"}))
	}
	r.quiet()
	return posts
}

// A chat that got a 429 waits, all of it, and keeps its order.
func TestRetryAfterHoldsTheChat(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		var posts []store.Post
		for i := range 4 {
			posts = append(posts, post(r.li, flows.Outgoing{Text: fmt.Sprint("p", i)}))
		}
		r.AddFault(sim.Fault{Kind: "429", Methods: []string{"sendMessage"}, Times: 1, RetryAfter: 40 * time.Second})
		calls := r.Calls()["sendmessage"]
		r.put(posts...)
		time.Sleep(time.Second) // so that the fault meets this chat
		r.put(post(r.wang, flows.Outgoing{Text: "others go on"}))
		time.Sleep(38 * time.Second)
		if n := r.Calls()["sendmessage"] - calls; n != 2 {
			t.Errorf("%d calls before the time", n)
		}
		r.quiet()
		time.Sleep(time.Minute)
		r.quiet()
		got := r.texts(r.li, r.li)
		if g := strings.Join(got[len(got)-4:], " "); g != "p0 p1 p2 p3" {
			t.Errorf("got %v", got)
		}
	})
}

// Several chats told to wait at once mean that all of it was too much.
func TestRetryAfterForAll(t *testing.T) {
	play(t, func(r *rig) {
		posts := r.started().broadcast(60)
		r.AddFault(sim.Fault{Kind: "429", Methods: []string{"sendMessage"}, Times: 3, RetryAfter: 20 * time.Second})
		calls := r.Calls()["sendmessage"]
		r.put(posts...)
		time.Sleep(19 * time.Second)
		if n := r.Calls()["sendmessage"] - calls; n > parallel {
			t.Errorf("%d calls before the time", n)
		}
		time.Sleep(time.Minute)
		r.quiet()
		if n := r.Counters().Floods; n != 3 {
			t.Errorf("%d times too fast", n)
		}
	})
}

// A chat with several posts goes on while many others wait.
func TestQueueOfAChatAmongMany(t *testing.T) {
	play(t, func(r *rig) {
		posts := r.started().broadcast(300)
		var mine []store.Post
		for i := range 3 {
			mine = append(mine, post(r.li, flows.Outgoing{Text: fmt.Sprint("p", i)}))
		}
		r.put(append(mine, posts...)...)
		time.Sleep(2100 * time.Millisecond)
		synctest.Wait()
		if got := r.last(r.li, r.li).Text; got != "p2" {
			t.Errorf("after 2 s the last is %q", got)
		}
		r.quiet()
	})
}

// However long Telegram takes to answer, it never has to say 429.
func TestPaceWithSlowAnswers(t *testing.T) {
	play(t, func(r *rig) {
		posts := r.started().inGroup(true).broadcast(250)
		for i := range 30 {
			posts = append(posts, post(r.group, flows.Outgoing{Text: fmt.Sprint(i)}), post(r.li, flows.Outgoing{Text: fmt.Sprint(i)}))
		}
		r.AddFault(sim.Fault{Kind: "slow", Methods: []string{"sendMessage"}, Every: 3, Delay: 700 * time.Millisecond})
		r.AddFault(sim.Fault{Kind: "slow", Methods: []string{"sendMessage"}, Every: 2, Delay: 100 * time.Millisecond})
		begin := time.Now()
		r.put(posts...)
		r.quiet()
		if n := r.Counters().Floods; n != 0 {
			t.Errorf("%d times too fast", n)
		}
		if d := time.Since(begin); d > 2*time.Minute {
			t.Errorf("took %v", d)
		}
	})
}

// A wish that changes while its message is on the way is sent as well.
func TestWishChangesInFlight(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		r.AddFault(sim.Fault{Kind: "slow", Methods: []string{"sendMessage"}, Times: 1, Delay: 5 * time.Second})
		for i := range 5 {
			p := post(r.li, flows.Outgoing{Text: fmt.Sprint("v", i)})
			p.Slot = "order:1"
			r.put(p)
			time.Sleep(time.Second)
		}
		r.quiet()
		if m := r.last(r.li, r.li); m.Text != "v4" || m.Version != 2 {
			t.Errorf("got %q, version %d", m.Text, m.Version)
		}
	})
}

// What is held back for quiet hours goes out at its time and not before, and
// does not keep Settle waiting.
func TestNotBefore(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		p := post(r.li, flows.Outgoing{Text: "morning"})
		p.NotBefore = time.Now().Add(8 * time.Hour)
		r.put(p)
		r.quiet()
		time.Sleep(7*time.Hour + 59*time.Minute)
		if got := r.last(r.li, r.li).Text; got == "morning" {
			t.Error("too early")
		}
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		if got := r.last(r.li, r.li).Text; got != "morning" {
			t.Errorf("got %q", got)
		}
	})
}

// When Telegram answers nothing but errors for a while, it is no message's fault:
// all go out within a minute of its recovery.
func TestAllGoOutAfterTelegramsErrors(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		r.AddFault(sim.Fault{Kind: "500"})
		r.put(post(r.li, flows.Outgoing{Text: "now"}))
		for range 12 {
			time.Sleep(5*time.Minute + 7*time.Second)
		}
		r.ClearFaults()
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := r.last(r.li, r.li).Text; got != "now" {
			t.Errorf("a minute later stands %q", got)
		}
	})
}

// A post that Telegram always stumbles over does not keep its chat for ever.
func TestPoisonedPost(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		r.AddFault(sim.Fault{Kind: "500", Methods: []string{"sendPhoto"}})
		r.put(post(r.li, flows.Outgoing{Text: "x", Media: []flows.Media{{Kind: "photo", FileID: "f"}}}), post(r.li, flows.Outgoing{Text: "after it"}))
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if got := r.last(r.li, r.li).Text; got != "after it" {
			t.Errorf("got %q", got)
		}
		calls := r.Calls()["sendphoto"]
		time.Sleep(time.Hour)
		if n := r.Calls()["sendphoto"] - calls; n < 10 || n > 14 {
			t.Errorf("%d tries in an hour", n)
		}
		r.ClearFaults()
		r.quiet()
	})
}

// Whatever a post holds that Telegram does not accept, the rest arrives.
func TestMending(t *testing.T) {
	play(t, func(r *rig) {
		r.started().inGroup(true)
		long := strings.Repeat("🏠长", 3000)
		p := post(r.group, flows.Outgoing{Text: long, Entities: nil, Buttons: [][]flows.Button{{{Text: "", Data: "x"}, {Text: "go", URL: "nonsense"}, {Text: "ok", Data: "ok"}}}})
		p.Thread, p.ReplyTo = 777, 888
		r.put(p)
		r.put(post(r.li, flows.Outgoing{Text: strings.Repeat("长", 2000), Media: []flows.Media{{Kind: "voice", FileID: "nonsense"}}}))
		r.put(post(r.li, flows.Outgoing{Text: "too much", Buttons: [][]flows.Button{{{Text: "x", Data: strings.Repeat("x", 65)}}}}))
		r.put(post(r.li, flows.Outgoing{}), store.Post{Chat: r.li, Body: []byte("{")}, store.Post{Chat: r.li, Kind: "song"})
		r.put(post(r.li, flows.Outgoing{Text: "the end"}))
		r.quiet()
		m := r.last(r.wang, r.group)
		if len([]rune(m.Text)) < 2700 || len(m.Buttons) != 1 || len(m.Buttons[0]) != 1 || m.Buttons[0][0].Text != "ok" {
			t.Errorf("got %d runes, buttons %v", len([]rune(m.Text)), m.Buttons)
		}
		got := r.texts(r.li, r.li)
		if len(got) < 2 || got[len(got)-1] != "the end" || len([]rune(got[len(got)-2])) != 2000 {
			t.Errorf("got %d messages", len(got))
		}
		if n := strings.Count(r.log.String(), "a post can't be sent"); n != 4 {
			t.Errorf("%d logged", n)
		}
	})
}

// Who was away tells so as soon as Telegram answers, also when nothing is new.
func TestLateIsToldAtOnce(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		r.must(r.stop())
		time.Sleep(25 * time.Hour)
		r.run()
		time.Sleep(time.Second)
		if n := len(r.echo.inputs(flows.Late)); n != 1 {
			t.Errorf("told %d times", n)
		}
	})
}
