package main

import (
	"context"
	"database/sql"
	"maps"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/sim/story"
)

// TestChatterIsKeptNowhere plays the story in which nobody speaks to the bot,
// though it hears everything, and counts the rows of every table before and after.
func TestChatterIsKeptNowhere(t *testing.T) {
	src, err := storyFiles.ReadFile("stories/en/chatter.story")
	if err != nil {
		t.Fatal(err)
	}
	script, err := story.Parse("chatter.story", src)
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(morning))
		ctx := context.Background()
		h := newHost(t, "en")
		if err := h.start(ctx); err != nil {
			t.Fatal(err)
		}
		defer h.close()
		w := h.world()
		h.enter(ctx, w)
		before := rows(t, h)
		before["inbox"]++ // the bot hears that it became an administrator: that is about itself
		if err := script.Run(ctx, w); err != nil {
			t.Fatal(err)
		}
		if after := rows(t, h); !maps.Equal(before, after) {
			t.Errorf("rows before: %v\nafter: %v", before, after)
		}
	})
}

// rows counts the rows of every table.
func rows(t *testing.T, h *host) map[string]int {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(h.dir, "huiyin.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	counts := map[string]int{}
	names, err := db.Query(`SELECT name FROM sqlite_master WHERE type = 'table'`)
	if err != nil {
		t.Fatal(err)
	}
	defer names.Close()
	for names.Next() {
		var name string
		if err := names.Scan(&name); err != nil {
			t.Fatal(err)
		}
		counts[name] = 0
	}
	for name := range counts {
		n := 0
		if err := db.QueryRow(`SELECT COUNT(*) FROM "` + name + `"`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		counts[name] = n
	}
	return counts
}
