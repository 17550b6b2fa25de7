package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/flows"
	"huiyin/sim"
	"huiyin/store"
	"huiyin/texts"
)

func TestEcho(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		r.says(r.li, r.li, "电梯坏了")
		r.quiet()
		if got := r.last(r.li, r.li).Text; got != "echo: 电梯坏了" {
			t.Errorf("got %q", got)
		}
		if r.bot.Username() != "huiyin_bot" || r.bot.ID() == 0 {
			t.Errorf("the bot is %q, %d", r.bot.Username(), r.bot.ID())
		}
		if s := r.Strange(); len(s) > 0 {
			t.Errorf("unknown parameters: %v", s)
		}
		starts := r.echo.inputs(flows.Said)
		if starts[0].Message.Command != "start" || !starts[0].Chat.Private || starts[0].Chat.ID != r.li {
			t.Errorf("start came as %+v", starts[0])
		}
	})
}

func TestTap(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		r.put(post(r.li, flows.Outgoing{Text: "#1024", Buttons: [][]flows.Button{{{Text: "接单", Data: "a:1024", Style: "primary"}}}}))
		r.quiet()
		m := r.last(r.li, r.li)
		a, err := r.Tap(r.t.Context(), r.li, r.li, m.MessageID, "接单")
		if err != nil || a.Text != "tapped a:1024" {
			t.Errorf("got %+v, %v", a, err)
		}
		in := r.echo.inputs(flows.Tapped)[0]
		if in.Tap.Message != m.MessageID || in.Person.ID != r.li || in.Chat.ID != r.li {
			t.Errorf("the tap came as %+v", in)
		}
	})
}

func TestGroupChatterIsNotKept(t *testing.T) {
	play(t, func(r *rig) {
		r.started().inGroup(true)
		r.must(r.PromoteBot("huiyin_bot", r.group)) // now it hears everything
		r.quiet()
		before := len(r.echo.inputs(flows.Said))
		for i := range 5 {
			r.says(r.wang, r.group, fmt.Sprintf("chatter %d", i))
		}
		r.says(r.li, r.group, "@huiyin_bot，3号楼电梯坏了")
		r.quiet()
		said := r.echo.inputs(flows.Said)[before:]
		if len(said) != 1 || said[0].Message.Text != "3号楼电梯坏了" || !said[0].Message.Addressed {
			t.Fatalf("got %+v", said)
		}
		added := r.echo.inputs(flows.BotAdded)
		if len(added) != 2 {
			t.Errorf("added: %+v", added)
		}
	})
}

func TestAlbumInGroup(t *testing.T) {
	play(t, func(r *rig) {
		r.started().inGroup(true)
		r.must(r.PromoteBot("huiyin_bot", r.group))
		r.quiet()
		before := len(r.echo.inputs(flows.Said))
		_, err := r.SayAlbum(r.li, r.group, "@huiyin_bot 漏水", sim.Media{Kind: "photo"}, sim.Media{Kind: "photo"}, sim.Media{Kind: "photo"})
		r.must(err)
		_, err = r.SayAlbum(r.li, r.group, "our holiday", sim.Media{Kind: "photo"}, sim.Media{Kind: "photo"})
		r.must(err)
		r.quiet()
		said := r.echo.inputs(flows.Said)[before:]
		if len(said) != 3 {
			t.Fatalf("got %d messages of the album", len(said))
		}
		for _, in := range said {
			if in.Message.Album == "" || len(in.Message.Media) != 1 || in.Message.Media[0].Kind != "photo" {
				t.Errorf("got %+v", in.Message)
			}
		}
	})
}

func TestCardIsEditedAndSentAnew(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		card := func(text string, fresh bool) {
			p := post(r.li, flows.Outgoing{Text: text})
			p.Slot, p.Fresh = "order:17", fresh
			r.put(p)
			r.quiet()
		}
		card("one", false)
		first := r.last(r.li, r.li)
		card("two", false)
		if m := r.last(r.li, r.li); m.MessageID != first.MessageID || m.Text != "two" {
			t.Errorf("the card was not edited: %+v", m)
		}
		card("three", true)
		m := r.last(r.li, r.li)
		if m.MessageID == first.MessageID || m.Text != "three" {
			t.Errorf("the card was not sent anew: %+v", m)
		}
		if old, ok := r.Message(r.li, r.li, first.MessageID); ok && !old.Deleted {
			t.Error("the old card is still there")
		}
		// Somebody deletes it: the next wish must appear all the same.
		r.must(r.Delete(r.li, r.li, m.MessageID))
		card("four", false)
		if m := r.last(r.li, r.li); m.Text != "four" {
			t.Errorf("the card did not come back: %+v", m)
		}
		r.read(func(tx *store.Tx) error {
			p, ok, err := tx.PostIn(r.li, "order:17")
			if !ok || p.Pending || p.MessageID != r.last(r.li, r.li).MessageID {
				t.Errorf("the post is %+v", p)
			}
			return err
		})
	})
}

func TestOneByOnePerChatInOrder(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		var posts []store.Post
		var want []string
		for i := range 30 {
			want = append(want, fmt.Sprintf("%02d", i))
			posts = append(posts, post(r.li, flows.Outgoing{Text: want[i]}))
		}
		begin := time.Now()
		r.put(posts...)
		r.quiet()
		got := r.texts(r.li, r.li)
		if g := got[len(got)-30:]; strings.Join(g, " ") != strings.Join(want, " ") {
			t.Errorf("got %v", g)
		}
		if d := time.Since(begin); d < 26*time.Second || d > 40*time.Second {
			t.Errorf("took %v", d)
		}
		if n := r.Counters().Floods; n != 0 {
			t.Errorf("%d times too fast", n)
		}
	})
}

func TestUrgentOvertakesABroadcast(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		posts := r.broadcast(300)
		begin := time.Now()
		r.put(posts...)
		time.Sleep(2 * time.Second)
		p := post(r.li, flows.Outgoing{Text: "danger"})
		p.Urgent = true
		r.put(p)
		time.Sleep(2 * lookEvery)
		synctest.Wait()
		if got := r.last(r.li, r.li).Text; got != "danger" {
			t.Errorf("the urgent one waits; last is %q", got)
		}
		r.quiet()
		if d := time.Since(begin); d > 15*time.Second {
			t.Errorf("300 took %v", d)
		}
		if n := r.Counters().Floods; n != 0 {
			t.Errorf("%d times too fast", n)
		}
	})
}

func TestGroupMinute(t *testing.T) {
	play(t, func(r *rig) {
		r.started().inGroup(true)
		var posts []store.Post
		for i := range 50 {
			posts = append(posts, post(r.group, flows.Outgoing{Text: fmt.Sprint(i)}))
		}
		begin := time.Now()
		r.put(posts...)
		// Others are not held up by the busy group.
		r.put(post(r.li, flows.Outgoing{Text: "meanwhile"}))
		time.Sleep(time.Second)
		synctest.Wait()
		if got := r.last(r.li, r.li).Text; got != "meanwhile" {
			t.Errorf("held up; last is %q", got)
		}
		r.quiet()
		if d := time.Since(begin); d < 2*time.Minute || d > 4*time.Minute {
			t.Errorf("took %v", d)
		}
		if n := r.Counters().Floods; n != 0 {
			t.Errorf("%d times too fast", n)
		}
	})
}

func TestFaults(t *testing.T) {
	faults := []sim.Fault{
		{Kind: "429", Methods: []string{"sendMessage"}, Every: 3, RetryAfter: 7 * time.Second},
		{Kind: "500", Every: 3},
		{Kind: "502html", Every: 3},
		{Kind: "timeout", Every: 4, Delay: 5 * time.Second},
		{Kind: "timeout", Methods: []string{"sendMessage"}, Every: 4},
		{Kind: "slow", Every: 2, Delay: 3 * time.Second},
		{Kind: "down", Every: 2},
		{Kind: "409", Methods: []string{"getUpdates"}, Every: 2},
		{Kind: "429", Methods: []string{"getUpdates"}, Every: 2, RetryAfter: 9 * time.Second},
		{Kind: "badjson", Methods: []string{"getUpdates"}, Every: 2},
		{Kind: "lost-answer", Methods: []string{"getUpdates"}, Every: 2},
		{Kind: "redeliver", Every: 2, Times: 5},
	}
	for _, f := range faults {
		t.Run(f.Kind+strings.Join(f.Methods, ""), func(t *testing.T) {
			play(t, func(r *rig) {
				r.started()
				before := len(r.texts(r.li, r.li))
				f.Until = time.Now().Add(5 * time.Minute)
				r.AddFault(f)
				for i := range 12 {
					r.says(r.li, r.li, fmt.Sprint("message ", i))
					time.Sleep(10 * time.Second)
				}
				time.Sleep(10 * time.Minute)
				r.quiet()
				got := r.texts(r.li, r.li)[before:]
				for i := range 12 {
					if want := fmt.Sprint("echo: message ", i); i >= len(got) || got[i] != want {
						t.Fatalf("got %q", got)
					}
				}
				if len(got) != 12 {
					t.Errorf("got %q", got)
				}
			})
		})
	}
}

// A lost answer of a send can't be told from a lost send; saying it twice is
// the price of never not saying it.
func TestLostAnswerOfASend(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		r.AddFault(sim.Fault{Kind: "lost-answer", Methods: []string{"sendMessage"}, Times: 1})
		r.put(post(r.li, flows.Outgoing{Text: "once"}))
		r.quiet()
		time.Sleep(time.Minute)
		r.quiet()
		n := 0
		for _, s := range r.texts(r.li, r.li) {
			if s == "once" {
				n++
			}
		}
		if n != 2 {
			t.Errorf("said %d times", n)
		}
	})
}

func TestRedeliveredUpdateIsHandledOnce(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		r.says(r.li, r.li, "once")
		r.quiet()
		n := len(r.echo.inputs(flows.Said))
		r.says(r.li, r.li, "newer")
		first := r.LastUpdate(r.token) - 1
		r.quiet()
		n++
		r.must(r.Redeliver(r.token, first))
		r.quiet()
		r.read(func(tx *store.Tx) error {
			next, _, err := tx.Offset()
			if next != r.LastUpdate(r.token)+1 {
				t.Errorf("the offset went back to %d", next)
			}
			return err
		})
		if got := len(r.echo.inputs(flows.Said)); got != n {
			t.Errorf("%d inputs, then %d", n, got)
		}
	})
}

func TestBadUpdatesStallNobody(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		for _, raw := range []string{
			`{"message":{"message_id":"x"}}`, `{"message":[]}`, `{"unheard_of":{"a":1}}`, `{"message":{}}`, `{"callback_query":{"id":"1"}}`,
			`{"my_chat_member":{"chat":{"id":5,"type":"private"},"new_chat_member":{}}}`,
		} {
			_, err := r.InjectUpdate(r.token, []byte(raw))
			r.must(err)
		}
		r.says(r.li, r.li, "still there?")
		r.quiet()
		if got := r.last(r.li, r.li).Text; got != "echo: still there?" {
			t.Errorf("got %q", got)
		}
		if n := len(r.echo.inputs(flows.Unreadable)); n != 3 {
			t.Errorf("%d unreadable", n)
		}
		r.read(func(tx *store.Tx) error {
			n, err := tx.Parked()
			if n != 3 {
				t.Errorf("%d parked", n)
			}
			return err
		})
	})
}

func TestPanicAndErrorArePutAside(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		r.echo.mu.Lock()
		r.echo.extra = func(tx *store.Tx, in flows.Input) (flows.Answer, error) {
			switch {
			case in.Message.Text == "panic" || in.Tap.Data == "panic":
				_ = tx.Say(post(in.Chat.ID, flows.Outgoing{Text: "never seen"}))
				panic("secret " + in.Message.Text)
			case in.Message.Text == "error":
				_ = tx.Say(post(in.Chat.ID, flows.Outgoing{Text: "never seen"}))
				return flows.Answer{}, errors.New("no")
			case in.Kind == flows.Said:
				return flows.Answer{}, tx.Say(post(in.Chat.ID, flows.Outgoing{Text: in.Message.Text, Buttons: [][]flows.Button{{{Text: "x", Data: "panic"}}}}))
			}
			return flows.Answer{}, nil
		}
		r.echo.mu.Unlock()
		for _, s := range []string{"panic", "one", "error", "two"} {
			r.says(r.li, r.li, s)
		}
		r.quiet()
		got := r.texts(r.li, r.li)
		if g := strings.Join(got[len(got)-2:], " "); g != "one two" {
			t.Errorf("got %v", got)
		}
		a, err := r.Tap(r.t.Context(), r.wang, r.wang, 1, "x")
		if err == nil {
			t.Errorf("tapped what is not there: %+v", a)
		}
		a, err = r.Tap(r.t.Context(), r.li, r.li, r.last(r.li, r.li).MessageID, "x")
		if err != nil || a.Text != texts.Say(texts.ZH, "error.internal") || !a.Alert {
			t.Errorf("got %+v, %v", a, err)
		}
		r.quiet()
		if n := len(r.echo.inputs(flows.Unreadable)); n != 3 {
			t.Errorf("%d reported", n)
		}
		r.read(func(tx *store.Tx) error {
			n, err := tx.Parked()
			if n != 3 {
				t.Errorf("%d parked", n)
			}
			return err
		})
		if strings.Contains(r.log.String(), "secret") {
			t.Error("the log quotes the message")
		}
	})
}

func TestBlocked(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		r.must(r.db.Write(r.t.Context(), func(tx *store.Tx) error { return tx.SavePerson(store.Person{ID: r.li, Started: true}) }))
		r.must(r.Block(r.li, "huiyin_bot"))
		r.put(post(r.li, flows.Outgoing{Text: "hello?"}))
		stranger := r.AddUser(sim.UserSpec{First: "stranger"})
		r.put(post(stranger, flows.Outgoing{Text: "hello?"}))
		r.quiet()
		if len(r.echo.inputs(flows.Blocked)) != 1 || len(r.echo.lost) != 2 || r.echo.lost[0] != WhyBlocked || r.echo.lost[1] != WhyBlocked {
			t.Errorf("blocked %v, lost %v", r.echo.inputs(flows.Blocked), r.echo.lost)
		}
		r.read(func(tx *store.Tx) error {
			p, _, err := tx.Person(r.li)
			if !p.Blocked {
				t.Error("not remembered")
			}
			return err
		})
		r.must(r.Unblock(r.li, "huiyin_bot"))
		r.quiet()
		if len(r.echo.inputs(flows.Unblocked)) != 1 {
			t.Error("not heard of the unblocking")
		}
	})
}

func TestPutOutOfAGroup(t *testing.T) {
	play(t, func(r *rig) {
		r.started().inGroup(true)
		r.must(r.Leave(r.li, r.group))
		r.must(r.RemoveBotFrom("huiyin_bot", r.group, r.wang))
		r.put(post(r.group, flows.Outgoing{Text: "one"}), post(r.group, flows.Outgoing{Text: "two"}))
		r.quiet()
		if len(r.echo.lost) != 1 || r.echo.lost[0] != WhyGone {
			t.Errorf("lost %v", r.echo.lost)
		}
		if len(r.echo.inputs(flows.BotRemoved)) != 1 || len(r.echo.inputs(flows.Left)) == 0 {
			t.Errorf("removed %v, left %v", r.echo.inputs(flows.BotRemoved), r.echo.inputs(flows.Left))
		}
	})
}

func TestMigration(t *testing.T) {
	play(t, func(r *rig) {
		r.started().inGroup(false)
		p := post(r.group, flows.Outgoing{Text: "card"})
		p.Slot = "order:1"
		r.put(p)
		r.quiet()
		moved := r.MigrateToSuper(r.group)
		p = post(r.group, flows.Outgoing{Text: "card, changed"})
		p.Slot = "order:1"
		r.put(p)
		r.quiet()
		if got := r.last(r.wang, moved).Text; got != "card, changed" {
			t.Errorf("got %q", got)
		}
		if n := len(r.echo.inputs(flows.Migrated)); n == 0 {
			t.Error("not told")
		}
	})
}

func TestFlooding(t *testing.T) {
	playWith(t, sim.Options{Now: time.Now}, Options{PerMinute: 10}, func(r *rig) {
		r.started()
		before := len(r.echo.inputs(flows.Said))
		time.Sleep(time.Minute)
		for i := range 40 {
			r.says(r.li, r.li, fmt.Sprint("spam ", i))
			if i%10 == 0 {
				r.says(r.wang, r.wang, "question")
			}
		}
		r.quiet()
		if n := len(r.echo.inputs(flows.Said)) - before; n != 10+4 {
			t.Errorf("%d handled", n)
		}
		if n := len(r.echo.inputs(flows.Flooding)); n != 1 {
			t.Errorf("told %d times", n)
		}
		time.Sleep(2 * time.Minute)
		for i := range 12 {
			r.says(r.li, r.li, fmt.Sprint("more ", i))
		}
		r.quiet()
		if n := len(r.echo.inputs(flows.Flooding)); n != 2 {
			t.Errorf("told %d times", n)
		}
	})
}

// Who presses buttons too fast reads so in the answer to the press.
func TestFloodOfTaps(t *testing.T) {
	playWith(t, sim.Options{Now: time.Now}, Options{PerMinute: 3}, func(r *rig) {
		r.started()
		time.Sleep(2 * time.Minute)
		r.put(post(r.li, flows.Outgoing{Text: "card", Buttons: [][]flows.Button{{{Text: "催办", Data: "x"}}}}))
		r.quiet()
		m := r.last(r.li, r.li)
		for i := range 5 {
			want := "tapped x"
			if i >= 3 {
				want = texts.Say(texts.ZH, "flood.slow")
			}
			if a, err := r.Tap(r.t.Context(), r.li, r.li, m.MessageID, "催办"); err != nil || a.Text != want {
				t.Errorf("tap %d: %+v, %v", i, a, err)
			}
		}
	})
}

func TestMediaOut(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		for _, kind := range []string{"photo", "video", "voice", "document"} {
			_, err := r.Say(r.wang, r.wang, sim.Say{Media: &sim.Media{Kind: kind}})
			r.must(err)
		}
		r.quiet()
		files := map[string]flows.Media{}
		for _, in := range r.echo.inputs(flows.Said) {
			for _, m := range in.Message.Media {
				files[m.Kind] = m
			}
		}
		if len(files) != 4 {
			t.Fatalf("got %v", files)
		}
		buttons := [][]flows.Button{{{Text: "ok", Data: "ok"}}}
		for _, f := range files {
			r.put(post(r.li, flows.Outgoing{Text: "caption of " + f.Kind, Media: []flows.Media{f}, Buttons: buttons}))
		}
		r.put(post(r.li, flows.Outgoing{Text: "album", Media: []flows.Media{files["photo"], files["video"]}}))
		r.put(post(r.li, flows.Outgoing{Text: "with buttons", Buttons: buttons,
			Media: []flows.Media{files["voice"], files["photo"], files["document"], files["photo"]}}))
		r.put(post(r.li, flows.Outgoing{Text: "where", Place: &flows.Place{Lat: 35.6, Lon: 111.3}}))
		r.put(post(r.li, flows.Outgoing{Text: "gone file", Media: []flows.Media{{Kind: "photo", FileID: "nonsense"}}}))
		r.quiet()
		var got []string
		for _, m := range r.Messages(r.li, r.li) {
			if m.Bot && !strings.HasPrefix(m.Text, "echo") {
				got = append(got, fmt.Sprintf("%s %q %d", m.Media, m.Text, len(m.Buttons)))
			}
		}
		seen := strings.Join(got, "\n")
		for _, want := range []string{
			`photo "caption of photo" 1`, `voice "caption of voice" 1`, `video "caption of video" 1`, `document "caption of document" 1`,
			"photo \"album\" 0\nvideo \"\" 0\n",
			"photo \"\" 0\nphoto \"\" 0\ndocument \"\" 0\nvoice \"\" 0\n \"with buttons\" 1\n", " \"where\" 0\nlocation \"\" 0\n \"gone file\" 0",
		} {
			if !strings.Contains(seen, want) {
				t.Errorf("missing %q in\n%s", want, seen)
			}
		}
	})
}

func TestSmallThings(t *testing.T) {
	play(t, func(r *rig) {
		r.started().inGroup(true)
		id := r.says(r.li, r.group, "@huiyin_bot 停电")
		r.quiet()
		react := func(emoji string) store.Post {
			return store.Post{Chat: r.group, Kind: store.PostReact, MessageID: id, Body: []byte(`{"emoji":"` + emoji + `"}`)}
		}
		mine := r.last(r.li, r.group).MessageID
		r.put(react("👀"), react("🧨"),
			store.Post{Chat: r.li, Kind: store.PostMenu, Body: []byte(`{"commands":[{"command":"order","description":"点单"}]}`)},
			store.Post{Chat: r.group, Kind: store.PostMenu, Body: fmt.Appendf(nil, `{"person":%d,"commands":[{"command":"today","description":"日报"}]}`, r.wang)},
			store.Post{Chat: r.group, Kind: store.PostDelete, MessageID: mine}, store.Post{Chat: r.group, Kind: store.PostDelete, MessageID: 9999})
		r.quiet()
		if m, _ := r.Message(r.li, r.group, id); len(m.Reactions) != 1 {
			t.Errorf("reactions %v", m.Reactions)
		}
		if m, ok := r.Message(r.li, r.group, mine); ok && !m.Deleted {
			t.Error("not deleted")
		}
		if m := r.Menu(r.li, r.li); len(m) != 1 || m[0].Command != "order" {
			t.Errorf("menu %v", m)
		}
		if m := r.Menu(r.wang, r.group); len(m) != 1 || m[0].Command != "today" {
			t.Errorf("menu %v", m)
		}
	})
}

func TestRestartLosesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, sim.Options{Flood: true, Now: time.Now}, Options{})
		r.run()
		r.started()
		for i := range 20 {
			r.says(r.li, r.li, fmt.Sprint("m", i))
			time.Sleep(500 * time.Millisecond)
			r.must(r.stop())
			time.Sleep(2 * time.Second)
			r.run()
		}
		r.quiet()
		got := r.texts(r.li, r.li)
		var want []string
		for i := range 20 {
			want = append(want, fmt.Sprint("echo: m", i))
		}
		if g := got[len(got)-20:]; strings.Join(g, ",") != strings.Join(want, ",") {
			t.Errorf("got %v", g)
		}
		r.end()
	})
}

func TestLateAndOffline(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		r.must(r.stop())
		time.Sleep(30 * time.Hour)
		id := r.AddFault(sim.Fault{Kind: "down"})
		r.run() // says so, and goes on
		if r.bot.Username() != "huiyin_bot" {
			t.Error("the name is not remembered")
		}
		time.Sleep(time.Hour)
		r.ClearFault(id)
		r.says(r.li, r.li, "back?")
		time.Sleep(time.Minute)
		r.quiet()
		if got := r.last(r.li, r.li).Text; got != "echo: back?" {
			t.Errorf("got %q", got)
		}
		if n := len(r.echo.inputs(flows.Late)); n != 1 {
			t.Errorf("late %d times", n)
		}
		if n := strings.Count(r.log.String(), "level=WARN"); n > 4 {
			t.Errorf("%d warnings for one outage", n)
		}
	})
}

func TestTokenProblems(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, sim.Options{Now: time.Now}, Options{})
		defer r.db.Close()
		for _, token := range []string{"", "x", "123:abc", "123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "a:b", "1:2 3"} {
			o := r.o
			o.Token = token
			_, err := New(r.t.Context(), o)
			if p := AsProblem(err); p == nil || p.Code != codeTokenWrong {
				t.Errorf("%q: %v", token, err)
			}
		}
		o := r.o
		o.HTTPClient = nil
		for proxy, want := range map[string]string{"ftp://x": codeProxyWrong, "nonsense": codeProxyWrong, "://secret@": codeProxyWrong} {
			o.Proxy = proxy
			_, err := New(r.t.Context(), o)
			if p := AsProblem(err); p == nil || p.Code != want || strings.Contains(err.Error(), "secret") {
				t.Errorf("%q: %v", proxy, err)
			}
		}
		// Revoked while running.
		r.run()
		r.quiet()
		r.AddFault(sim.Fault{Kind: "401"})
		time.Sleep(2 * time.Minute)
		if p := AsProblem(r.stop()); p == nil || p.Code != codeTokenWrong {
			t.Errorf("Run: %v", p)
		}
	})
}

func TestAWeekOfSilence(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		time.Sleep(8 * 24 * time.Hour)
		r.says(r.li, r.li, "hello again")
		r.quiet()
		if got := r.last(r.li, r.li).Text; got != "echo: hello again" {
			t.Errorf("got %q", got)
		}
	})
}

func TestShutdownWaitsForSends(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		r.AddFault(sim.Fault{Kind: "slow", Methods: []string{"sendMessage"}, Delay: 3 * time.Second})
		r.put(post(r.li, flows.Outgoing{Text: "just before the end"}))
		time.Sleep(time.Second)
		begin := time.Now()
		r.must(r.stop())
		if d := time.Since(begin); d > grace {
			t.Errorf("took %v", d)
		}
		if got := r.last(r.li, r.li).Text; got != "just before the end" {
			t.Errorf("got %q", got)
		}
		r.read(func(tx *store.Tx) error {
			due, err := tx.DuePosts(1)
			if len(due) != 0 {
				t.Error("not recorded")
			}
			return err
		})
	})
}

func TestSettleEndsWithItsContext(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		r.AddFault(sim.Fault{Kind: "timeout", Methods: []string{"sendMessage"}})
		r.put(post(r.li, flows.Outgoing{Text: "never"}))
		ctx, cancel := context.WithTimeout(r.t.Context(), time.Second)
		defer cancel()
		if err := r.bot.Settle(ctx); !errors.Is(err, context.DeadlineExceeded) || r.bot.Settled() {
			t.Errorf("got %v", err)
		}
		r.ClearFaults()
	})
}
