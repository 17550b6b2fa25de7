package bot

import (
	"context"
	"errors"
	"strconv"
	"time"

	"huiyin/flows"
	"huiyin/store"
)

// facts are what /doctor tells of the running bot. They are written down when
// they change, with a commit that is due anyway.
type facts struct {
	known   bool // they were written down
	trouble string
	timed   bool
	skew    time.Duration
}

// coarse is how far the clock must drift before it is written down anew.
const coarse = 5 * time.Second

// learnt is how things are now. A clock that has hardly drifted stays as it was
// told.
func (p *poller) learnt(trouble string) facts {
	now := facts{known: true, trouble: trouble}
	if now.skew, now.timed = p.api.skewed(); p.kept.timed && (p.kept.skew-now.skew).Abs() < coarse {
		now.skew = p.kept.skew
	}
	return now
}

// keepFacts writes down what has changed since the last time.
func (p *poller) keepFacts(tx *store.Tx, now facts) error {
	was := p.kept
	var errs []error
	if !was.known || was.trouble != now.trouble {
		errs = append(errs, tx.SetMeta(flows.FactTrouble, now.trouble))
	}
	if now.timed && (!was.timed || was.skew != now.skew) {
		errs = append(errs, tx.SetMeta(flows.FactSkew, strconv.FormatInt(now.skew.Milliseconds(), 10)))
	}
	return errors.Join(errs...)
}

// tellTrouble writes down that somebody else takes the updates.
func (p *poller) tellTrouble(ctx context.Context, trouble string) {
	now := p.learnt(trouble)
	if p.kept == now {
		return
	}
	if p.o.DB.Write(ctx, func(tx *store.Tx) error { return p.keepFacts(tx, now) }) == nil {
		p.kept = now
	}
}
