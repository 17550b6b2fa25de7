package bot

import (
	"log/slog"
	"sync"
)

// phase logs when a state changes, and not each time it is met: a night
// without network is two lines.
type phase struct {
	mu  sync.Mutex
	now string
}

// enter reports whether state is a new one.
func (p *phase) enter(state string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.now == state {
		return false
	}
	p.now = state
	return true
}

// trouble logs the beginning of a kind of trouble.
func (p *phase) trouble(log *slog.Logger, message, state string, attrs ...any) {
	if p.enter(state) {
		log.Warn(message, attrs...)
	}
}

// well logs that the trouble is over, if there was any.
func (p *phase) well(log *slog.Logger, message string) {
	p.mu.Lock()
	was := p.now
	p.now = ""
	p.mu.Unlock()
	if was != "" {
		log.Info(message)
	}
}
