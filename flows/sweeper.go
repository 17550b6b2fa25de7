package flows

import (
	"context"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"

	"huiyin/store"
)

// Ticker is the clock that the sweeper waits on.
type Ticker interface {
	Now() time.Time
	NewTimer(d time.Duration) (c <-chan time.Time, stop func())
}

// Sweeper does what is due at its time. Timers are rows of the store; the
// sweeper only wakes up: when the next one is due, when one was set, and every
// minute by cron in case a wake-up was lost.
type Sweeper struct {
	DB    *store.DB
	Flows *Flows
	Clock Ticker
	Log   *slog.Logger
	// Stored, if set, hears how the writing went: nil when it went well.
	Stored func(err error)
}

// batch is how many due timers are read at once.
const batch = 256

// Run sweeps until ctx ends.
func (w *Sweeper) Run(ctx context.Context) error {
	tick := make(chan struct{}, 1)
	wake := func() {
		select {
		case tick <- struct{}{}:
		default:
		}
	}
	c := cron.New(cron.WithChain(cron.SkipIfStillRunning(cron.DiscardLogger), cron.Recover(cron.DiscardLogger)))
	if _, err := c.AddFunc("@every 1m", wake); err != nil {
		return err
	}
	c.Start()
	defer c.Stop()
	for {
		if _, err := w.Sweep(ctx); err != nil && ctx.Err() == nil {
			w.Log.Error("sweep", "err", err)
		}
		due, stop := w.next(ctx)
		select {
		case <-ctx.Done():
			stop()
			return nil
		case <-due:
		case <-w.DB.TimerBell():
		case <-tick:
		}
		stop()
	}
}

// next waits for the first timer.
func (w *Sweeper) next(ctx context.Context) (<-chan time.Time, func()) {
	at, ok := time.Time{}, false
	err := w.DB.Read(ctx, func(tx *store.Tx) (err error) {
		at, ok, err = tx.NextTimer()
		return err
	})
	if err != nil || !ok {
		return nil, func() {}
	}
	wait := at.Sub(w.Clock.Now())
	if wait <= 0 {
		wait = time.Second // what is overdue failed just now: not again at once
	}
	return w.Clock.NewTimer(wait)
}

// Sweep does everything that is due now and tells how much that was. A timer
// that fails is tried again at the next sweep and does not hold up the others.
func (w *Sweeper) Sweep(ctx context.Context) (done int, err error) {
	for {
		var due []store.Timer
		err := w.DB.Read(ctx, func(tx *store.Tx) (err error) {
			due, err = tx.DueTimers(batch)
			return err
		})
		if err != nil || len(due) == 0 {
			return done, err
		}
		failed := w.each(ctx, due)
		done += len(due) - failed
		if failed == len(due) || len(due) < batch {
			return done, ctx.Err()
		}
	}
}

// each hands all due timers to the writer at once, which commits them together.
func (w *Sweeper) each(ctx context.Context, due []store.Timer) (failed int) {
	results := make(chan error, len(due))
	for _, t := range due {
		w.DB.Submit(func(tx *store.Tx) error { return w.Flows.Due(tx, t) }, func(err error) {
			if err != nil {
				w.Log.Error("timer failed", "kind", t.Kind, "scope", t.Scope, "err", err)
				w.putOff(t)
			}
			if w.Stored != nil {
				w.Stored(err)
			}
			results <- err
		})
	}
	for range due {
		if err := <-results; err != nil {
			failed++
		}
	}
	return failed
}

// later is when a timer that failed is tried again. Those that fail for ever
// must not stand at the head of the queue for ever.
const later = time.Minute

func (w *Sweeper) putOff(t store.Timer) {
	w.DB.Submit(func(tx *store.Tx) error { return tx.SetTimer(t.Kind, t.Scope, tx.Now().Add(later)) }, nil)
}
