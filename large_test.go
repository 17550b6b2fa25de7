package main

import (
	"context"
	"os"
	"testing"
	"time"
)

// largeDemo is a demo of that size in a folder, made and ready to be opened.
func largeDemo(t *testing.T, size, lang string) *demo {
	t.Helper()
	d := &demo{lang: lang, dir: t.TempDir(), size: size, seed: 1, ctx: t.Context(), moves: make(chan struct{}, 1)}
	began := time.Now()
	if _, _, err := d.begin(t.Context(), console{out: t.Output(), err: t.Output(), env: os.Getenv}); err != nil {
		t.Fatal(err)
	}
	t.Logf("made in %v", time.Since(began))
	return d
}

func TestDemoLarge(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	_ = ctx
	largeDemo(t, "large", "zh")
}
