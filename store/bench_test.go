package store

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// BenchmarkWrite measures small durable transactions (one insert each, FULL):
// "one" waits for each before the next, the others have that many goroutines
// that each wait for their own.
func BenchmarkWrite(b *testing.B) {
	for _, writers := range []int{1, 16, 128, 512} {
		b.Run(fmt.Sprintf("%d", writers), func(b *testing.B) {
			var commits atomic.Int64
			o := testOptions(b)
			o.AfterCommit = func() { commits.Add(1) }
			db := mustOpen(b, o)
			var next atomic.Int64
			var wg sync.WaitGroup
			b.ReportAllocs()
			b.ResetTimer()
			for range writers {
				wg.Go(func() {
					for {
						n := next.Add(1)
						if n > int64(b.N) {
							return
						}
						if err := db.Write(context.Background(), func(t *Tx) error {
							_, err := t.exec(`INSERT INTO note (id, word) VALUES ($1, $2)`, n, fmt.Sprint(n))
							return err
						}); err != nil {
							b.Error(err)
							return
						}
					}
				})
			}
			wg.Wait()
			b.StopTimer()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "writes/s")
			b.ReportMetric(float64(b.N)/float64(max(commits.Load(), 1)), "writes/commit")
		})
	}
}

// BenchmarkSubmit measures the same without a goroutine per write.
func BenchmarkSubmit(b *testing.B) {
	db := mustOpen(b, testOptions(b))
	var wg sync.WaitGroup
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		wg.Add(1)
		db.Submit(func(t *Tx) error {
			_, err := t.exec(`INSERT INTO note (id, word) VALUES ($1, $2)`, i, fmt.Sprint(i))
			return err
		}, func(err error) {
			if err != nil {
				b.Error(err)
			}
			wg.Done()
		})
	}
	wg.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "writes/s")
}

// BenchmarkRead measures one small query in a snapshot of its own.
func BenchmarkRead(b *testing.B) {
	db := mustOpen(b, testOptions(b))
	must(b, db.Write(context.Background(), addNote("one")))
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			err := db.Read(context.Background(), func(t *Tx) error {
				var word string
				return t.row(`SELECT word FROM note WHERE id = $1`, 1).Scan(&word)
			})
			if err != nil {
				b.Error(err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reads/s")
}

// BenchmarkSorted measures a small query that sorts, with parameters as the
// dialect writes them and bare: bare ones have SQLite plan it anew each time.
func BenchmarkSorted(b *testing.B) {
	db := mustOpen(b, Options{Path: filepath.Join(b.TempDir(), "huiyin.db"), KeyFile: filepath.Join(b.TempDir(), "key"), Now: time.Now})
	for _, way := range []string{"$1", "?1"} {
		b.Run(map[string]string{"$1": "signed", "?1": "bare"}[way], func(b *testing.B) {
			must(b, db.Write(context.Background(), func(t *Tx) error {
				for b.Loop() {
					rows, err := t.query(`SELECT id, unit FROM dispatch WHERE ord = `+way+` ORDER BY id`, 1)
					if err != nil {
						return err
					}
					for rows.Next() {
						continue
					}
					if err := rows.Close(); err != nil {
						return err
					}
				}
				return nil
			}))
		})
	}
}
