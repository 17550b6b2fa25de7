package store

import (
	"sync/atomic"

	"huiyin/order"
)

// memory is what a DB keeps besides the file: it can be lost at any time.
type memory struct {
	community atomic.Pointer[order.Community] // the latest version, nil when not read yet
	places    int64                           // places given away in the queue of the outbox, 0 when not read yet; the writer's
	fold      atomic.Bool                     // what was forgotten still stands in the WAL
	outbox    bell
	timers    bell
}

func newMemory() memory { return memory{outbox: newBell(), timers: newBell()} }

func (m *memory) wakeOutbox() { m.outbox.ring() }
func (m *memory) wakeTimers() { m.timers.ring() }

// OutboxBell receives after commits that put something into the outbox. Rings
// that nobody has heard yet become one.
func (m *memory) OutboxBell() <-chan struct{} { return m.outbox }

// TimerBell receives after commits that set a timer, like OutboxBell.
func (m *memory) TimerBell() <-chan struct{} { return m.timers }
