package main

import (
	"context"
	"embed"
	"path"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/sim"
	"huiyin/sim/story"
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
	eachStory(t, func(t *testing.T, lang, name string) {
		play(t, lang, name, func(h *host, w *story.World) {
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
		})
	})
}

// TestStoriesUnderFaults plays every story while Telegram answers now and then
// that it is asked too often, that it is broken, or not at all, and delivers
// updates twice. People see the same; only a message whose answer was lost may
// arrive again.
func TestStoriesUnderFaults(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	eachStory(t, func(t *testing.T, lang, name string) {
		play(t, lang, name, func(h *host, w *story.World) {
			w.AllowRepeats, h.faulty = true, true
			for _, f := range []sim.Fault{
				{Kind: "redeliver", Every: 9, Times: 3}, // each time all that was delivered before
				{Kind: "lost-answer", Every: 17, Methods: []string{"sendMessage", "sendPhoto"}},
				{Kind: "429", Every: 11, RetryAfter: 1, Methods: []string{"sendMessage", "editMessageText"}},
				{Kind: "500", Every: 13, Methods: []string{"sendMessage", "editMessageText", "getUpdates"}},
				{Kind: "502html", Every: 19, Methods: []string{"sendMessage", "editMessageText", "getUpdates"}},
			} {
				h.sim.AddFault(f)
			}
		})
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
				t.Run(lang+"/"+strings.TrimSuffix(f.Name(), ".story"), func(t *testing.T) { test(t, lang, f.Name()) })
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
	script, err := story.Parse(name, src)
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(morning))
		ctx := context.Background()
		h := newHost(t, lang)
		if err := h.start(ctx); err != nil {
			t.Fatal(err)
		}
		defer h.close()
		w := h.world()
		if !strings.HasPrefix(name, "setup") {
			h.enter(ctx, w)
		}
		prepare(h, w)
		if err := script.Run(ctx, w); err != nil {
			t.Error(err)
		}
		if testing.Verbose() {
			t.Log(w.Transcript())
		}
	})
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
