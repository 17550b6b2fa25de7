package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/config"
	"huiyin/order"
	"huiyin/sim"
	"huiyin/sim/story"
	"huiyin/store"
)

//go:embed stories
var storyFiles embed.FS

// morning is when every story begins: a Monday, 09:00 in Shanghai.
var morning = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

// TestStories plays every story as it is written.
func TestStories(t *testing.T) {
	eachStory(t, func(t *testing.T, lang, name string) { play(t, lang, name, func(*host, *story.World) {}) })
}

// TestStoriesCrashing plays every story while the program dies again and
// again: right after a commit, before anybody has heard of it. Nothing may be
// lost or done twice; only a message that was on its way may arrive again.
func TestStoriesCrashing(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	eachHardStory(t, func(t *testing.T, lang, name string) { play(t, lang, name, crashing) })
}

func crashing(h *host, w *story.World) {
	w.AllowRepeats = true
	commits := 0
	h.crash = func() bool {
		commits++
		if commits > h.crashes%3 {
			commits = 0
			return true
		}
		return false
	}
}

// TestStoriesUnderFaults plays every story while Telegram answers now and then
// that it is asked too often, that it is broken, or not at all, and delivers
// updates twice. People see the same; only a message whose answer was lost may
// arrive again.
func TestStoriesUnderFaults(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	eachHardStory(t, func(t *testing.T, lang, name string) { play(t, lang, name, stumbling) })
}

func stumbling(h *host, w *story.World) {
	w.AllowRepeats, h.faulty = true, true
	for _, f := range []sim.Fault{
		{Kind: "redeliver", Every: 9, Times: 3}, // each time all that was delivered before
		{Kind: "lost-answer", Every: 17, Methods: []string{"sendMessage", "sendPhoto"}},
		{Kind: "429", Every: 11, RetryAfter: 1, Methods: []string{"sendMessage", "editMessageText"}},
		{Kind: "500", Every: 13, Methods: []string{"sendMessage", "editMessageText", "getUpdates"}},
		{Kind: "502html", Every: 19, Methods: []string{"sendMessage", "editMessageText", "getUpdates"}},
	} {
		id := h.sim.AddFault(f)
		if f.Kind == "redeliver" {
			h.redelivering = id
		}
	}
}

// watching are the steps that only look, with what they look for.
var watching = regexp.MustCompile(`(?m)^.*(看到|看不到|没有按钮|提示|带有|什么也没听到| sees? | is told| carries | has no button|nobody hears).*\n(?:[ \t].*\n)*`)

// TestSameEnd plays some stories calmly, crashing and under faults: in the end
// the orders are the same, and so is all that the ledger says of them, in the
// same order. What people see on the way is for the tests above; here everybody
// only acts.
func TestSameEnd(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		for _, name := range []string{"lift", "decline", "not-solved", "ladder", "draft", "silence"} {
			t.Run(lang+"/"+name, func(t *testing.T) {
				t.Parallel()
				calm := ending(t, lang, name, func(*host, *story.World) {})
				for how, prepare := range map[string]func(*host, *story.World){"crashing": crashing, "under faults": stumbling} {
					if got := ending(t, lang, name, prepare); !slices.Equal(got, calm) {
						t.Errorf("%s: %s\ncalm: %s", how, strings.Join(got, "\n  "), strings.Join(calm, "\n  "))
					}
				}
			})
		}
	}
}

// ending plays a story and lists what then stands in the database, without the
// times: a program that dies now and then does everything a little later.
func ending(t *testing.T, lang, name string, prepare func(*host, *story.World)) (list []string) {
	src, err := storyFiles.ReadFile(path.Join("stories", lang, name+".story"))
	if err != nil {
		t.Fatal(err)
	}
	perform(t, lang, name+".story", watching.ReplaceAll(src, nil), func(h *host, w *story.World) {
		prepare(h, w)
		h.deaf = true
		h.atEnd = func() {
			for h.gone() { // the last commit may have been the one at which it died
				if err := h.revive(context.Background()); err != nil {
					t.Fatal(err)
				}
			}
			list = h.remains()
		}
	})
	if len(list) == 0 {
		t.Error("the story left nothing behind")
	}
	return list
}

// remains lists the orders, each with its ledger in order.
func (h *host) remains() (list []string) {
	err := h.prog.db.Read(context.Background(), func(tx *store.Tx) error {
		for no := int64(1001); ; no++ {
			o, err := tx.Order(no)
			if errors.Is(err, order.ErrGone) {
				return nil
			}
			if err != nil {
				return err
			}
			list = append(list, fmt.Sprint(o.No, o.Resident, o.Area, o.Category, o.Text, o.Address, o.State, o.Tier, o.Unit, o.Taker, o.Rating, o.Reopens, o.Declines, o.Joined))
			history, err := tx.History(no)
			if err != nil {
				return err
			}
			for _, e := range history {
				list = append(list, fmt.Sprint(e.Order, e.Act, e.Person, e.Relation, e.Was, e.State, e.Tier, e.Unit, e.Note))
			}
		}
	})
	if err != nil {
		h.t.Error(err)
	}
	return list
}

// eachHardStory is eachStory for runs with crashes and faults. Under the race
// detector, which makes everything several times slower, each story is played in
// one of its languages, in turn (underRace). What they look for does not depend on words, and
// without the detector both are played.
func eachHardStory(t *testing.T, test func(t *testing.T, lang, name string)) {
	files, err := storyFiles.ReadDir("stories/zh")
	if err != nil {
		t.Fatal(err)
	}
	turn := map[string]string{}
	for i, f := range files {
		turn[f.Name()] = []string{"zh", "en"}[i%2]
	}
	eachStory(t, func(t *testing.T, lang, name string) {
		if !underRace || turn[name] == lang {
			test(t, lang, name)
		}
	})
}

func eachStory(t *testing.T, test func(t *testing.T, lang, name string)) {
	for _, lang := range []string{"zh", "en"} {
		files, err := storyFiles.ReadDir("stories/" + lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasSuffix(f.Name(), ".story") {
				t.Run(lang+"/"+strings.TrimSuffix(f.Name(), ".story"), func(t *testing.T) {
					t.Parallel()
					test(t, lang, f.Name())
				})
			}
		}
	}
}

// play runs one story in a bubble of its own.
func play(t *testing.T, lang, name string, prepare func(*host, *story.World)) {
	src, err := storyFiles.ReadFile(path.Join("stories", lang, name))
	if err != nil {
		t.Fatal(err)
	}
	perform(t, lang, name, src, prepare)
}

func perform(t *testing.T, lang, name string, src []byte, prepare func(*host, *story.World)) {
	script, err := story.Parse(name, src)
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(morning))
		ctx := context.Background()
		h := newHost(t, lang)
		h.settleIn(name)
		if err := h.start(ctx); err != nil {
			t.Fatal(err)
		}
		defer h.close()
		w := h.world()
		if !strings.HasPrefix(name, "setup") {
			h.enter(ctx, w)
		}
		prepare(h, w)
		if err := script.Run(ctx, w); err != nil && !(h.deaf && strings.Contains(err.Error(), "which no step has seen")) {
			t.Error(err)
		}
		if h.atEnd != nil {
			h.atEnd()
		}
		if testing.Verbose() {
			t.Log(w.Transcript())
		}
	})
}

// settleIn gives a story a community of its own, where there is one for it in
// stories/communities. The cast has its places in it, so it must have their keys.
// {language} is the story's, {other} the other one.
func (h *host) settleIn(name string) {
	file := strings.TrimSuffix(name, ".story") + ".yaml"
	src, err := storyFiles.ReadFile(path.Join("stories/communities", file))
	if err != nil {
		return
	}
	text := strings.NewReplacer("{language}", h.lang, "{other}", pick(h.lang, "en", "zh")).Replace(string(src))
	h.community = func() (*order.Community, error) {
		c, problems := config.ParseCommunity(file, []byte(text))
		if c == nil || len(problems) > 0 {
			h.t.Fatal(problems.Say("en"))
		}
		return c, nil
	}
}

// enter puts everybody into their places before the story begins; what the bot
// says meanwhile is not part of it.
func (h *host) enter(ctx context.Context, w *story.World) {
	if err := h.cast.appoint(ctx, h.prog.db, h.lang); err != nil {
		h.t.Fatal(err)
	}
	if err := h.cast.enter(h.sim); err != nil {
		h.t.Fatal(err)
	}
	if err := h.Settle(ctx); err != nil {
		h.t.Fatal(err)
	}
	w.Forgive()
}
