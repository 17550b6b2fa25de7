package store

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"huiyin/order"
)

// TestOnce: what the database itself keeps from happening twice, whatever its
// callers believe.
func TestOnce(t *testing.T) {
	folder, now := t.TempDir(), time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	db := mustOpen(t, Options{Path: filepath.Join(folder, "huiyin.db"), KeyFile: filepath.Join(folder, "key"), Now: func() time.Time { return now }})
	add := func(chat int64, message int) error {
		return db.Write(context.Background(), func(tx *Tx) error {
			return tx.AddOrder(&order.Order{Area: "grid1", Category: "lift", State: order.New, Intake: now, Start: now, Chat: chat, Message: message}, "")
		})
	}
	must(t, add(-5, 7))
	must(t, add(-5, 8))
	must(t, add(-6, 7))
	if add(-5, 7) == nil {
		t.Error("one message became two orders")
	}
	must(t, add(9, 0)) // of no message: by button
	must(t, add(9, 0))

	take := func(scope string) (mine bool) {
		must(t, db.Write(context.Background(), func(tx *Tx) (err error) {
			mine, err = tx.TakeTimer("ladder", scope)
			return err
		}))
		return mine
	}
	must(t, db.Write(context.Background(), func(tx *Tx) error {
		if err := tx.SetTimer("ladder", "1", now); err != nil {
			return err
		}
		return tx.SetTimer("ladder", "2", now.Add(time.Second))
	}))
	if !take("1") || take("1") {
		t.Error("a due timer acts twice, or never")
	}
	if take("2") || take("3") {
		t.Error("a timer acts before its time, or without one")
	}
	must(t, db.Write(context.Background(), func(tx *Tx) error {
		for i, want := range []bool{true, false} {
			if first, err := tx.RunOnce("digest", "grid1", "2026-03-01 08:00"); err != nil || first != want {
				t.Errorf("run %d: %v, %v", i+1, first, err)
			}
		}
		return nil
	}))
}
