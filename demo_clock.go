package main

import (
	"sync"
	"time"
)

// movedClock runs like the real one, moved ahead: the demo's buttons move it
// further, so that nudges, climbs and digests can be seen.
type movedClock struct {
	mu     sync.Mutex
	ahead  time.Duration
	timers map[*movedTimer]bool
}

type movedTimer struct {
	at   time.Time
	c    chan time.Time
	real *time.Timer
}

func newMovedClock(ahead time.Duration) *movedClock {
	return &movedClock{ahead: ahead, timers: map[*movedTimer]bool{}}
}

// Now is the program's time.
func (c *movedClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.ahead)
}

// Ahead is how far it runs ahead of the real clock.
func (c *movedClock) Ahead() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ahead
}

// NewTimer fires after d, or as soon as the clock was moved past that moment.
func (c *movedClock) NewTimer(d time.Duration) (<-chan time.Time, func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := &movedTimer{at: time.Now().Add(c.ahead + d), c: make(chan time.Time, 1)}
	t.real = time.AfterFunc(d, func() { c.fire(t) })
	c.timers[t] = true
	return t.c, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		t.real.Stop()
		delete(c.timers, t)
	}
}

func (c *movedClock) fire(t *movedTimer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.timers[t] {
		delete(c.timers, t)
		t.c <- t.at
	}
}

// Move moves the clock ahead by d and fires what is due then.
func (c *movedClock) Move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead += d
	now := time.Now().Add(c.ahead)
	for t := range c.timers {
		if !t.at.After(now) {
			t.real.Stop()
			delete(c.timers, t)
			t.c <- t.at
		}
	}
}
