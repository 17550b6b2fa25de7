package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"huiyin/order"
)

// TestLoads compares the figures of all units, which come in one query, with
// what is counted one by one.
func TestLoads(t *testing.T) {
	now := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	db := mustOpen(t, Options{Path: t.TempDir() + "/huiyin.db", KeyFile: t.TempDir() + "/key", Now: func() time.Time { return now }})
	rng := rand.New(rand.NewPCG(1, 2))
	units := []order.Unit{{Key: "idle"}, {Key: "group"}, {Key: "left"}, {Key: "person"}, {Key: "silent"}}
	states := []order.DispatchState{order.DispatchOffered, order.DispatchAccepted, order.DispatchDeclined, order.DispatchExpired, order.DispatchFinished, order.DispatchUndone}
	open, took := map[string]int{}, map[string][]time.Duration{}
	for range 400 {
		u, state := units[1+rng.IntN(len(units)-1)].Key, states[rng.IntN(len(states))]
		for i := range 2 {
			must(t, db.Write(t.Context(), func(tx *Tx) error {
				if i == 0 {
					_, err := tx.AddDispatch(1, u)
					return err
				}
				if state == order.DispatchOffered {
					return nil
				}
				var id int64
				if err := tx.row(`SELECT MAX(id) FROM dispatch`).Scan(&id); err != nil {
					return err
				}
				return tx.EndDispatch(id, state, 0, "")
			}))
			if i == 0 {
				wait := time.Duration(rng.IntN(3600)) * time.Second
				now = now.Add(wait)
				switch state {
				case order.DispatchAccepted:
					open[u]++
					took[u] = append(took[u], wait)
				case order.DispatchOffered:
					open[u]++
				case order.DispatchDeclined, order.DispatchFinished:
					took[u] = append(took[u], wait)
				}
			}
		}
	}
	must(t, db.Write(t.Context(), func(tx *Tx) error {
		for id, c := range map[int64]Chat{-1: {Unit: "group", Active: true}, -2: {Unit: "group", Active: true}, -3: {Unit: "left"}, -4: {Active: true}} {
			c.ID = id
			if err := tx.SaveChat(c); err != nil {
				return err
			}
		}
		for id, p := range map[int64]Person{1: {Started: true}, 2: {}, 3: {Started: true, Blocked: true}} {
			p.ID = id
			if err := tx.SavePerson(p); err != nil {
				return err
			}
			unit := map[int64]string{1: "person", 2: "silent", 3: "silent"}[id]
			if err := tx.AddMember(order.Member{Person: id, Role: order.RoleUnit, Unit: unit}); err != nil {
				return err
			}
		}
		return nil
	}))
	must(t, db.Read(t.Context(), func(tx *Tx) error {
		loads, err := tx.Loads(units)
		if queries := len(tx.open); queries != 1 {
			t.Errorf("the rows of %d queries were read, want one for all units", queries)
		}
		for _, u := range units {
			want := order.Load{Open: open[u.Key], Answer: lately(took[u.Key]), Reachable: u.Key == "group" || u.Key == "person"}
			if got := loads[u.Key]; got != want {
				t.Errorf("%s: %+v, want %+v", u.Key, got, want)
			}
		}
		return err
	}))
}

// lately is the average of the latest twenty, to the millisecond.
func lately(list []time.Duration) time.Duration {
	list = list[max(0, len(list)-20):]
	sum := time.Duration(0)
	for _, d := range list {
		sum += d
	}
	if len(list) == 0 {
		return 0
	}
	return (sum / time.Duration(len(list))).Truncate(time.Millisecond)
}

// BenchmarkLoads ranks as many units as a community may have.
func BenchmarkLoads(b *testing.B) {
	db, err := Open(context.Background(), Options{Path: b.TempDir() + "/huiyin.db", KeyFile: b.TempDir() + "/key", Now: time.Now, Synchronous: "OFF"})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	units := make([]order.Unit, 500)
	for i := range units {
		units[i].Key = fmt.Sprint("unit", i)
	}
	err = db.Write(context.Background(), func(tx *Tx) error {
		for i := range 20_000 {
			id, err := tx.AddDispatch(int64(i), units[i%len(units)].Key)
			if err != nil {
				return err
			}
			if err := tx.EndDispatch(id, order.DispatchFinished, 1, ""); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := db.Read(context.Background(), func(tx *Tx) error { _, err := tx.Loads(units); return err }); err != nil {
			b.Fatal(err)
		}
	}
}
