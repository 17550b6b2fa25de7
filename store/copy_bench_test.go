package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkWriteBesideCopy measures how long a write takes until it is durable, alone
// and while copies of a database of some 100 MB are made without a pause.
func BenchmarkWriteBesideCopy(b *testing.B) {
	o := Options{Path: filepath.Join(b.TempDir(), "huiyin.db"), KeyFile: filepath.Join(b.TempDir(), "key"), Now: time.Now}
	db := mustOpen(b, o)
	ballast := strings.Repeat("x", 1000)
	for n := range 100 {
		err := db.Write(context.Background(), func(tx *Tx) error {
			for i := range 1000 {
				if err := tx.SetMeta(fmt.Sprint("ballast", n, "-", i), ballast); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	for _, beside := range []bool{false, true} {
		b.Run(map[bool]string{false: "alone", true: "beside copies"}[beside], func(b *testing.B) {
			ctx, stop := context.WithCancel(context.Background())
			copies, ended := 0, make(chan struct{})
			var took time.Duration
			go func() {
				defer close(ended)
				for beside && ctx.Err() == nil {
					to, began := filepath.Join(b.TempDir(), "copy.db"), time.Now()
					if _, err := db.CopyOut(ctx, to); err == nil {
						copies++
						took += time.Since(began)
					}
					_ = os.Remove(to)
				}
			}()
			var times []time.Duration
			for b.Loop() {
				began := time.Now()
				if err := db.Write(context.Background(), func(tx *Tx) error { return tx.SetMeta("n", began.String()) }); err != nil {
					b.Fatal(err)
				}
				times = append(times, time.Since(began))
				time.Sleep(2 * time.Millisecond) // a busy day, not a closed loop
			}
			stop()
			<-ended
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds()), "µs-p50")
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "µs-p99")
			b.ReportMetric(float64(times[len(times)-1].Microseconds()), "µs-max")
			if copies > 0 {
				b.ReportMetric(float64(took.Milliseconds())/float64(copies), "ms/copy")
			}
		})
	}
}
