package bot

import (
	"context"
	"math/rand/v2"
	"time"
)

// Clock tells the time and wakes at a later one. A demonstration has one that
// can be moved.
type Clock interface {
	Now() time.Time
	// NewTimer sends once when d has passed; stop releases it early.
	NewTimer(d time.Duration) (c <-chan time.Time, stop func())
}

// RealClock is the time of the machine.
type RealClock struct{}

// Now is the present time.
func (RealClock) Now() time.Time { return time.Now() }

// NewTimer waits for real.
func (RealClock) NewTimer(d time.Duration) (<-chan time.Time, func()) {
	t := time.NewTimer(d)
	return t.C, func() { t.Stop() }
}

// sleep waits for d or the end of ctx; it reports whether d has passed.
func sleep(ctx context.Context, c Clock, d time.Duration) bool {
	wake, stop := c.NewTimer(d)
	defer stop()
	select {
	case <-wake:
		return true
	case <-ctx.Done():
		return false
	}
}

// backoff is how long to wait after the given number of failures in a row: it
// doubles from one second to most, give or take a tenth, so that what failed
// together does not try again together.
func backoff(failures int, most time.Duration) time.Duration {
	d := most
	if failures < 20 {
		d = min(most, time.Second<<max(failures, 0))
	}
	return d - d/10 + time.Duration(rand.Int64N(int64(d/5)+1)) //nolint:gosec // only spreads waits
}
