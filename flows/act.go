package flows

import (
	"errors"
	"fmt"

	"huiyin/order"
	"huiyin/store"
)

// asked lists the units that have an open offer for the order.
func (s *step) asked(o order.Order) ([]string, error) {
	list, err := s.tx.Dispatches(o.No)
	if err != nil {
		return nil, err
	}
	var units []string
	for _, d := range list {
		if d.State == order.DispatchOffered {
			units = append(units, d.Unit)
		}
	}
	return units, nil
}

// may asks the table of rules whether whoever acts may do this to the order
// now. It returns how they stand to it.
func (s *step) may(o order.Order, act order.Act) (order.State, order.Relation, error) {
	dispatches, err := s.tx.Dispatches(o.No)
	if err != nil {
		return o.State, 0, err
	}
	by := s.c.Relations(s.actor, o, dispatches)
	to, err := order.Decide(o.State, act, by)
	return to, by, err
}

// can is may, for showing or hiding something.
func (s *step) can(o order.Order, act order.Act) bool {
	_, _, err := s.may(o, act)
	return err == nil
}

// reads is can for somebody who does not act: may the person read this of the
// order, whatever roles they have?
func (s *step) reads(person int64, o order.Order, act order.Act) bool {
	_, err := order.Decide(o.State, act, s.c.Relations(order.Actor{Person: person}, o, nil))
	return err == nil
}

// act does it: asks the table, moves the state, lets change do the rest, keeps
// the order and writes the ledger. What people see is up to the caller.
func (s *step) act(o *order.Order, act order.Act, note string, change func(*order.Order) error) error {
	to, by, err := s.may(*o, act)
	if err != nil {
		return err
	}
	was, taker := o.State, o.Taker
	o.State = to
	if was == order.Held && to != order.Held {
		s.c.Unpause(o, s.now)
		if err := s.tx.MoveFinish(*o); err != nil {
			return err
		}
	}
	if change != nil {
		if err := change(o); err != nil {
			return err
		}
	}
	if err := s.tx.SaveOrder(*o); err != nil {
		return err
	}
	if taker != 0 && (o.Taker != taker || !o.State.Taken()) { // nobody asks for more time any more
		if err := s.tx.Unask(o.No, extendSlot(o.No)); err != nil {
			return err
		}
	}
	return s.note(*o, act, by, was, note)
}

func (s *step) note(o order.Order, act order.Act, by order.Relation, was order.State, note string) error {
	err := s.tx.Note(store.Entry{Order: o.No, Act: act, Person: s.me.ID, Relation: by.String(), Was: was, State: o.State, Tier: o.Tier, Unit: o.Unit, Note: note})
	if err != nil {
		return fmt.Errorf("note %s of order %d: %w", act, o.No, err)
	}
	return nil
}

// schedule sets the timer of the order's next automatic step, or stops it.
func (s *step) schedule(o order.Order) error {
	due, ok := s.c.Next(o)
	if !ok {
		return s.tx.StopTimer(timerLadder, scope(o.No))
	}
	return s.tx.SetTimer(timerLadder, scope(o.No), due.At)
}

// setLate sets the time at which the next promise of the order is over, so that
// its cards do not go on promising.
func (s *step) setLate(o order.Order) error {
	next, ok := o.NextPromise(s.now)
	if !ok {
		return s.tx.StopTimer(timerLate, scope(o.No))
	}
	return s.tx.SetTimer(timerLate, scope(o.No), next)
}

// dueLate draws the cards anew, because a promise is over.
func (s *step) dueLate(o order.Order) error {
	if err := s.setLate(o); err != nil {
		return err
	}
	return s.refresh(o, false)
}

// settle is the end of every act that changed an order: the next step is set,
// every card shows how it stands now. A reminder that was not sent yet is
// dropped when somebody acted, because what it asked for may have been done; the
// clock's own next step is no such reason.
func (s *step) settle(o order.Order) error {
	if err := s.schedule(o); err != nil {
		return err
	}
	if err := s.setLate(o); err != nil {
		return err
	}
	return s.refresh(o, !s.actor.Clock || !o.State.Open())
}

// isRefusal reports whether the error is one that a person may read.
func isRefusal(err error) bool {
	var refusal order.Error
	return errors.As(err, &refusal)
}
