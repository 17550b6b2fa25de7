package store

import (
	"slices"
	"sync"
)

// mailbox is a queue without an upper end: putting never blocks, so that
// whoever puts can never be part of a deadlock.
type mailbox[T any] struct {
	mu    sync.Mutex
	items []T
	shut  bool
	wake  bell
}

func newMailbox[T any]() *mailbox[T] { return &mailbox[T]{wake: newBell()} }

// put says false when the mailbox is closed.
func (m *mailbox[T]) put(item T) bool {
	m.mu.Lock()
	if m.shut {
		m.mu.Unlock()
		return false
	}
	m.items = append(m.items, item)
	m.mu.Unlock()
	m.wake.ring()
	return true
}

// take waits for items and moves at most limit of them to the end of into. It
// returns into unchanged when the mailbox is closed and empty. Only one
// goroutine may take.
func (m *mailbox[T]) take(limit int, into []T) []T {
	for {
		m.mu.Lock()
		if n := min(limit, len(m.items)); n > 0 {
			into = append(into, m.items[:n]...)
			m.items = slices.Delete(m.items, 0, n)
			m.mu.Unlock()
			return into
		}
		shut := m.shut
		m.mu.Unlock()
		if shut {
			return into
		}
		<-m.wake
	}
}

// close lets take drain what is left.
func (m *mailbox[T]) close() {
	m.mu.Lock()
	m.shut = true
	m.mu.Unlock()
	m.wake.ring()
}

func (m *mailbox[T]) closed() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.shut
}

// bell wakes one goroutine. Ringing never blocks.
type bell chan struct{}

func newBell() bell { return make(bell, 1) }

func (b bell) ring() {
	select {
	case b <- struct{}{}:
	default:
	}
}
