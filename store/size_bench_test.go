package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkSize measures what must not grow with the orders that are stored: the
// look for due timers, the figures of a digest for 109 areas, and beside them a
// count that an index alone can answer. 100 orders end each day, so that the
// larger database is only older.
func BenchmarkSize(b *testing.B) {
	const grids = 109
	for _, orders := range []int{10_000, 1_000_000} {
		db := aged(b, orders, grids)
		today := time.Now().Truncate(24 * time.Hour)
		for _, part := range []struct {
			name string
			do   func(*Tx) error
		}{
			{"timers", func(t *Tx) error { _, err := t.DueTimers(100); return err }},
			{"digest", func(t *Tx) error {
				for i := range grids {
					if _, err := t.Counts([]string{fmt.Sprint("g", i)}, today.AddDate(0, 0, -1), today); err != nil {
						return err
					}
					if _, _, err := t.LateOrders([]string{fmt.Sprint("g", i)}, 5); err != nil {
						return err
					}
				}
				return nil
			}},
			{"count", func(t *Tx) error {
				for i := range grids {
					var n int
					if err := t.row(`SELECT COUNT(*) FROM ord WHERE area = $1 AND ended_at >= $2`, fmt.Sprint("g", i), ms(today.AddDate(0, 0, -1))).Scan(&n); err != nil {
						return err
					}
				}
				return nil
			}},
		} {
			b.Run(fmt.Sprintf("%s/%d", part.name, orders), func(b *testing.B) {
				for b.Loop() {
					must(b, db.Read(context.Background(), part.do))
				}
			})
		}
	}
}

// aged is a database in which so many orders ended, the last of them now.
func aged(b *testing.B, orders, grids int) *DB {
	db := mustOpen(b, Options{Path: filepath.Join(b.TempDir(), "huiyin.db"), KeyFile: filepath.Join(b.TempDir(), "key"), Now: time.Now})
	now, apart := ms(time.Now()), (24 * time.Hour / 100).Milliseconds()
	const step = 50_000
	for from := 0; from < orders; from += step {
		to := min(from+step, orders)
		must(b, db.Write(context.Background(), func(t *Tx) error {
			series := `WITH RECURSIVE n (i) AS (VALUES ($1) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2)`
			if _, err := t.exec(series+` INSERT INTO ord (no, resident, area, category, state, tier, unit, taker, by_rule, intake, accept_due, finish_due,
 offered_at, accepted_at, promised_at, arrived_at, done_at, ended_at, echo_at, accept_step, finish_step, declines, reopens, joined, rating,
 chat, message, thread, clock_at, ladder_at, finish_from, held_at, held_until, finish_spent)
 SELECT 2000 + i, i % 5000, 'g' || (i % $3), 'lift', 'closed', 0, '', 7, 1, e - 9000, e - 8000, e + 9000,
 e - 8900, e - 8800, 0, 0, e - 1000, e, e - 1000, 0, 0, 0, 0, 0, 1, 0, 0, 0, e - 9000, 0, 0, 0, 0, 0
 FROM (SELECT i, $4 - ($5 - i) * $6 AS e FROM n)`, from, to, grids, now, orders, apart); err != nil {
				return err
			}
			_, err := t.exec(series+` INSERT INTO ledger (ord, at, act, person, relation, was, state, tier, unit)
 SELECT 2000 + i, $3 - ($4 - i) * $5 - 9000 + k * 3000, CASE k WHEN 0 THEN 'intake' WHEN 1 THEN 'accept' WHEN 2 THEN 'finish' ELSE 'rate' END,
 7, '', '', 'closed', 0, '' FROM n, (SELECT 0 AS k UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3)`, from, to, now, orders, apart)
			return err
		}))
	}
	must(b, db.Write(context.Background(), func(t *Tx) error {
		for i := range 2000 {
			if err := t.SetTimer("ladder", fmt.Sprint(i), t.Now().Add(time.Duration(i+1)*time.Hour)); err != nil {
				return err
			}
		}
		return nil
	}))
	return db
}
