package sim

import (
	"context"
	"net/http"
	"strings"
	"time"
)

// fault is a Fault with its counts.
type fault struct {
	Fault
	ID     int
	Seen   int // matching calls
	Played int
}

// AddFault begins a fault and returns its number. Of several that match a call,
// the one added first is played.
func (s *Sim) AddFault(f Fault) (id int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faultID++
	s.faults = append(s.faults, &fault{Fault: f, ID: s.faultID})
	return s.faultID
}

// ClearFault ends one fault.
func (s *Sim) ClearFault(id int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if f.ID == id {
			s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
			return
		}
	}
}

// ClearFaults ends all faults. Calls that hang in a timeout fault keep hanging.
func (s *Sim) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// Calls counts the Bot API requests per method, in lower case, faulty ones
// included.
func (s *Sim) Calls() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make(map[string]int, len(s.calls))
	for k, v := range s.calls {
		out[k] = v
	}
	return out
}

// Counters are the totals since New or Load.
func (s *Sim) Counters() Counters {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.count
}

// strike counts a call and picks the fault to play on it, if any.
func (s *Sim) strike(method string) (p play) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[method]++
	s.count.Calls++
	if f := s.outage(); f != nil {
		f.Played++
		s.count.Faults++
		return play{f: f.Fault}
	}
	for _, f := range s.faults {
		if !f.matches(method) || !f.Until.IsZero() && !s.now().Before(f.Until) || f.Times > 0 && f.Played >= f.Times {
			continue
		}
		f.Seen++
		if f.Every > 1 && f.Seen%f.Every != 0 {
			continue
		}
		f.Played++
		s.count.Faults++
		if f.Kind == "429" {
			s.count.Floods++
		}
		p = play{f: f.Fault}
		p.again, p.garbage = f.Kind == "redeliver", f.Kind == "badjson"
		return p
	}
	return p
}

// outage is a fault that lets no call at all through; nothing else can happen
// to a call then.
func (s *Sim) outage() *fault {
	for _, f := range s.faults {
		if f.Kind == "down" && len(f.Methods) == 0 && f.Every <= 1 && (f.Until.IsZero() || s.now().Before(f.Until)) && (f.Times == 0 || f.Played < f.Times) {
			return f
		}
	}
	return nil
}

// Down reports whether no call at all gets through.
func (s *Sim) Down() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.outage() != nil
}

func (f *fault) matches(method string) bool {
	if f.Kind == "redeliver" {
		return method == "getupdates"
	}
	if len(f.Methods) == 0 {
		return true
	}
	for _, m := range f.Methods {
		if strings.EqualFold(m, method) {
			return true
		}
	}
	return false
}

// play is what happens to one call; the zero value is nothing.
type play struct {
	f       Fault
	again   bool // give confirmed updates again
	garbage bool // spoil the answer
}

// refusedHeader is how a handler tells the Transport that the connection must
// fail as if nobody listened; a real server can only drop it.
const refusedHeader = "X-Sim-Refused"

// before plays what comes instead of the work, and tells whether to do it.
func (p play) before(ctx context.Context, w http.ResponseWriter) bool {
	switch p.f.Kind {
	case "429":
		writeAPI(w, nil, tooMany(p.f.RetryAfter))
	case "500":
		writeAPI(w, nil, &apiError{code: 500, text: "Internal Server Error"})
	case "502html":
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		_, _ = w.Write([]byte("<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"))
	case "401":
		writeAPI(w, nil, &apiError{code: 401, text: "Unauthorized"})
	case "409":
		writeAPI(w, nil, conflict("terminated by other getUpdates request; make sure that only one bot instance is running"))
	case "down":
		w.Header().Set(refusedHeader, "1")
		panic(http.ErrAbortHandler)
	case "timeout":
		hang(ctx, p.f.Delay)
		panic(http.ErrAbortHandler)
	case "slow":
		wait := p.f.Delay
		if wait == 0 {
			wait = time.Second
		}
		return hang(ctx, wait)
	default:
		return true
	}
	return false
}

// after plays what comes after the work.
func (p play) after() {
	if p.f.Kind == "lost-answer" {
		panic(http.ErrAbortHandler)
	}
}

// hang waits until the client goes or d has passed (0: no end); it tells
// whether the client is still there.
func hang(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		<-ctx.Done()
		return false
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
