package main

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"huiyin/bot"
	"huiyin/flows"
	"huiyin/store"
)

// TestHeatPicture draws the proof from what the database holds now: where
// nobody can be reached any more, everything is black.
func TestHeatPicture(t *testing.T) {
	dark := func(change func(tx *store.Tx) error) (black int) {
		p := &program{db: inhabit(t, t.TempDir(), change), clock: bot.RealClock{}, weeks: 1}
		data, err := p.draw(t.Context(), flows.Picture{Kind: flows.PictureHeat})
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		b := img.Bounds()
		if b.Dx()+b.Dy() > 10000 || b.Dx() > 20*b.Dy() || b.Dy() > 20*b.Dx() || len(data) > 10<<20 {
			t.Errorf("no photo for Telegram: %v, %d bytes", b, len(data))
		}
		return blackIn(img)
	}
	well := dark(func(*store.Tx) error { return nil })
	alone := dark(func(tx *store.Tx) error {
		for i := range stages {
			if err := tx.SaveChat(store.Chat{ID: int64(-i - 1), Active: false}); err != nil {
				return err
			}
		}
		for i, p := range players {
			if err := tx.SavePerson(store.Person{ID: int64(i + 1), Name: p.zh, Started: true, Blocked: true}); err != nil {
				return err
			}
		}
		return nil
	})
	if alone < 2*well || alone == 0 {
		t.Errorf("%d black dots, and %d where nobody is left", well, alone)
	}
	if _, err := (&program{}).draw(t.Context(), flows.Picture{Kind: "oil"}); err == nil {
		t.Error("drawn in oil")
	}
}

func blackIn(img image.Image) (n int) {
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if r, g, b, _ := img.At(x, y).RGBA(); r+g+b == 0 {
				n++
			}
		}
	}
	return n
}
