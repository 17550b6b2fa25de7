package flows

import (
	"time"

	"huiyin/store"
)

// Keep is for how many days what is personal is kept, class by class.
type Keep struct {
	At       string // a cron expression in the community's time zone: when what had its time is taken away
	Orders   int    // of orders that ended: who it was, words, address, who did what
	Files    int    // of orders that ended: photos, voices, places
	Drafts   int    // what was never submitted
	Messages int    // what was said by the bot, and updates that could not be handled
	Shown    int    // who saw whose phone and address
	History  int    // who agreed to what, who changed which setting, who invited whom
}

// DefaultKeep is what holds where the owner wrote nothing.
func DefaultKeep() Keep {
	return Keep{At: "10 4 * * *", Orders: 1095, Files: 365, Drafts: 30, Messages: 90, Shown: 365, History: 1095}
}

// days is how long a class is kept.
func (k Keep) days(class store.Past) int {
	return map[store.Past]int{store.PastFiles: k.Files, store.PastOrders: k.Orders, store.PastDrafts: k.Drafts,
		store.PastMessages: k.Messages, store.PastShown: k.Shown, store.PastHistory: k.History}[class]
}

// timerKeep takes away what had its time.
const timerKeep = "keep"

// keepStep is how much of a class one transaction takes away: nobody waits for it.
const keepStep = 100

// keepPause is how long it waits before the next step.
const keepPause = time.Second

// dueKeep takes one step, and comes back until nothing is left; then at its next
// time.
func (s *step) dueKeep() error {
	for _, class := range store.Pasts() {
		n, err := s.tx.TakeAway(class, s.now.AddDate(0, 0, -s.keep.days(class)), keepStep)
		if err != nil {
			return err
		}
		if n == keepStep {
			return s.tx.SetTimer(timerKeep, "", s.now.Add(keepPause))
		}
	}
	if err := s.tx.SweptAll(); err != nil {
		return err
	}
	next, err := s.nextKeep()
	if err != nil {
		return err
	}
	return s.tx.SetTimer(timerKeep, "", next)
}

// nextKeep is when it is due; a time that never comes is no reason to keep all for ever.
func (s *step) nextKeep() (time.Time, error) {
	next, err := nextLocal(s.keep.At, s.now, s.c.Zone())
	if err == nil && next.IsZero() {
		next = s.now.Add(24 * time.Hour)
	}
	return next, err
}

// setKeep sets the time, unless it is set to an earlier one.
func (s *step) setKeep() error {
	next, err := s.nextKeep()
	if err != nil {
		return err
	}
	if at, set, err := s.tx.TimerAt(timerKeep, ""); err != nil || set && !at.After(next) {
		return err
	}
	return s.tx.SetTimer(timerKeep, "", next)
}

// staleKeep is how long after the last time something is wrong.
const staleKeep = 3 * 24 * time.Hour

// lookKeep: is what had its time taken away?
func (s *step) lookKeep() ([]Finding, error) {
	last, err := s.tx.SweptAt()
	if err != nil {
		return nil, err
	}
	due, set, err := s.tx.TimerAt(timerKeep, "")
	since := last
	if since.IsZero() {
		since = due
	}
	switch {
	case err != nil:
		return nil, err
	case set && s.now.Sub(due) > staleKeep || !last.IsZero() && s.now.Sub(last) > staleKeep:
		return one(Finding{"keep", Bad, "doctor.keep_late", []any{"For", s.now.Sub(since)}}), nil
	case last.IsZero():
		return one(Finding{"keep", Well, "doctor.keep_wait", nil}), nil
	}
	list, err := s.tx.SweptSince(s.now.AddDate(0, 0, -30))
	n := 0
	for _, x := range list {
		n += x.Count
	}
	return one(Finding{"keep", Well, "doctor.keep", []any{"For", s.now.Sub(last), "Count", n}}), err
}
