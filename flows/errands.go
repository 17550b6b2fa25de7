package flows

import (
	"slices"
	"strconv"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// An errand is an order that waits for somebody in a chat. A reminder never
// posts a card by itself: it makes the errand due, and the chat is called once
// for all that is due in it. Where one order waits its own card comes anew;
// where several do, the rolling card does, which lists them all.
//
// Three things go past this and come as a card of their own, at once: an
// emergency, what a person asks for by hand, and whoever is called by name.

// slotErrands is the rolling card, of which a chat has at most one.
const slotErrands = "errands"

// What is due at nearly the same time comes together: a reminder waits a little
// for others, and a chat is called only so often. Both stay within the minute
// that the promise leaves.
const (
	errandLull = 20 * time.Second
	errandGap  = 50 * time.Second
)

// await notes that the order waits for somebody in the chat. With a time they
// are called then; without one they were told just now.
func (s *step) await(o order.Order, view string, to target, why string, at time.Time) error {
	e := store.Errand{Chat: to.chat, Order: o.No, View: view, State: o.State, Tier: o.Tier, Why: why, Due: at}
	if at.IsZero() {
		e.Said = s.now
	} else if r, resting, err := s.resting(to.person, o); err != nil {
		return err
	} else if resting && r.Until.After(at) {
		e.Due = s.awake(o, r.Until)
	} else if due, err := s.tx.ErrandDue(to.chat, o.No, view); err != nil {
		return err
	} else if !due.IsZero() && due.Before(at) {
		e.Due = due // who is called just now, as one on duty elsewhere, does not wait for the morning because of the other role
	}
	if err := s.tx.SaveErrand(e); err != nil {
		return err
	}
	if at.IsZero() {
		return s.roll(to.chat, false, 0)
	}
	return s.setErrands(to.chat)
}

// remind calls chats because of an order: those that sleep in the morning, and
// those that are called just now a little later. By hand it is done at once.
func (s *step) remind(o order.Order, view string, list []target, why string, hand bool) error {
	alone := hand || s.c.ClassFor(o).Emergency
	for _, to := range list {
		var err error
		if alone {
			if err = s.await(o, view, to, why, time.Time{}); err == nil {
				err = s.alone(o, view, to, why)
			}
		} else {
			at := s.now
			if to.notBefore.After(at) {
				at = to.notBefore
			}
			err = s.await(o, view, to, why, at)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// bring shows chats the card of an order that waits for them. Who sleeps gets it
// without a sound, and is called in the morning.
func (s *step) bring(o order.Order, view string, list []target, fresh bool) error {
	wake, asleep := s.asleep(o)
	for _, to := range list {
		var call time.Time
		if to.silent = asleep && !to.duty; to.silent {
			call = wake
		}
		if err := s.await(o, view, to, "", call); err != nil {
			return err
		}
		if err := s.card(o, view, to, fresh); err != nil {
			return err
		}
	}
	return nil
}

// later leaves out whoever sleeps: they are called in the morning.
func (s *step) later(o order.Order, view string, list []target) (awake []target, err error) {
	wake, asleep := s.asleep(o)
	for _, to := range list {
		if !asleep || to.duty {
			awake = append(awake, to)
		} else if err := s.await(o, view, to, "", wake); err != nil {
			return nil, err
		}
	}
	return awake, nil
}

// hushed lets what is only to be known come to those who sleep without a sound.
func (s *step) hushed(o order.Order, list []target) []target {
	_, asleep := s.asleep(o)
	for i := range list {
		list[i].silent = asleep && !list[i].duty
	}
	return list
}

// alone brings the order's own card anew, with a line that says why.
func (s *step) alone(o order.Order, view string, to target, why string) error {
	m, err := s.render(o, view, to.chat, to.lang)
	if err != nil {
		return err
	}
	if why != "" {
		m = withHead(say(to.lang, why, "No", number(o.No), "Area", s.holderName(o).In(to.lang))+"\n", m)
	}
	return s.tx.Say(store.Post{Chat: to.chat, Slot: slot(o.No, view), Order: o.No, View: view, Body: encode(m), Fresh: true, NotBefore: to.notBefore})
}

// setErrands sets when the chat is called next.
func (s *step) setErrands(chat int64) error {
	at, last, err := s.tx.NextErrand(chat)
	if err != nil {
		return err
	}
	id := strconv.FormatInt(chat, 10)
	if at.IsZero() {
		return s.tx.StopTimer(timerErrands, id)
	}
	call := at
	if !at.After(s.now) {
		call = at.Add(errandLull)
	}
	if free := last.Add(errandGap); !last.IsZero() && free.After(call) {
		call = free
	}
	if s.c.Awake(at, false, false).Equal(at) && s.c.Awake(call, false, false).After(call) {
		call = at // or it would come when they sleep already
	}
	return s.tx.SetTimer(timerErrands, id, call)
}

// dueErrands calls a chat, once for all that is due in it.
func (s *step) dueErrands(id string) error {
	chat, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return nil // a timer of a version to come
	}
	due, err := s.takeDue(chat)
	if err != nil {
		return err
	}
	if len(due) > 0 {
		to, ok, err := s.errandChat(chat)
		if err == nil && ok {
			err = s.callFor(to, due)
		} else if err == nil {
			err = s.unheardErrands(due)
		}
		if err != nil {
			return err
		}
	}
	return s.setErrands(chat)
}

// takeDue marks what is due in a chat as said, and lists it. What does not wait
// any more goes.
func (s *step) takeDue(chat int64) (due []store.Errand, err error) {
	list, err := s.tx.Errands(chat)
	if err != nil {
		return nil, err
	}
	for _, e := range list {
		o, err := s.tx.Order(e.Order)
		if err != nil {
			return nil, err
		}
		if err := s.at(o.Area).restOver(chat, o); err != nil {
			return nil, err
		}
		if !s.stillWaits(e, o) {
			if err := s.tx.DropErrand(chat, e.Order, e.View); err != nil {
				return nil, err
			}
			continue
		}
		if e.Due.IsZero() || e.Due.After(s.now) {
			continue
		}
		due = append(due, e)
		e.Due, e.Said = time.Time{}, s.now
		if err := s.tx.SaveErrand(e); err != nil {
			return nil, err
		}
	}
	return due, nil
}

// callFor says what is due in a chat: as a card where nothing else waits there,
// otherwise on the rolling card.
func (s *step) callFor(to target, due []store.Errand) error {
	list, _, err := s.waiting(to.chat)
	if err != nil {
		return err
	}
	if len(list) > 1 {
		return s.roll(to.chat, true, 0)
	}
	for _, e := range due {
		if p, ok, err := s.tx.PostIn(to.chat, slot(e.Order, e.View)); err != nil {
			return err
		} else if ok && p.Pending && p.Fresh {
			continue // it is on its way, for another reason
		}
		o, err := s.tx.Order(e.Order)
		if err != nil {
			return err
		}
		if err := s.at(o.Area).alone(o, e.View, to, e.Why); err != nil {
			return err
		}
		if err := s.filesWith(o, e.View, to); err != nil {
			return err
		}
	}
	return s.dropPost(to.chat, slotErrands)
}

// filesWith shows the files below a card that who has not taken the order gets.
func (s *step) filesWith(o order.Order, view string, to target) error {
	_, isUnit := cutView(view)
	if isUnit && !s.sensitive(o) || view == viewDesk && o.State == order.New {
		return s.sendFiles(o, "intake", []target{to})
	}
	return nil
}

// errandChat is where an errand is said; ok is false where nobody can be reached.
func (s *step) errandChat(chat int64) (target, bool, error) {
	if chat > 0 {
		return s.reach(chat)
	}
	c, _, err := s.tx.Chat(chat)
	return target{chat: chat, lang: s.chatLang(c)}, c.Active, err
}

// unheardErrands goes on with what was to be said where nobody hears it: each
// order takes the next way.
func (s *step) unheardErrands(list []store.Errand) error {
	for _, e := range list {
		if err := s.tx.DropErrand(e.Chat, e.Order, e.View); err != nil {
			return err
		}
	}
	for _, e := range list {
		o, err := s.tx.Order(e.Order)
		if err != nil {
			return err
		}
		if e.Chat > 0 {
			if err := s.at(o.Area).unreachable(o, e.Chat); err != nil {
				return err
			}
		}
		if err := s.at(o.Area).unheard(o, store.Post{Chat: e.Chat, Order: e.Order, View: e.View, Fresh: true}); err != nil {
			return err
		}
	}
	return nil
}

// stillWaits reports whether the order still waits for whoever the errand is
// of. Whatever moves it on ends that; a climb does for those below, once they
// were called.
func (s *step) stillWaits(e store.Errand, o order.Order) bool {
	if e.View == viewGrid && o.State.Open() && !o.State.Taken() && s.now.Sub(e.Said) < errandGap {
		return true // the call may not have left yet, and a climb at that moment must not empty it
	}
	if e.State != o.State {
		return false
	}
	if unit, ok := cutView(e.View); ok {
		return o.State == order.Accepted && o.Unit == unit || s.stillAsked(o, e.View)
	}
	switch e.View {
	case viewTaker:
		return o.Taker == e.Chat
	case viewDesk:
		return o.State == order.New || e.Why == "" || e.Tier == o.Tier || !e.Due.IsZero()
	}
	return e.Tier == o.Tier || !e.Due.IsZero()
}

// sortErrands takes out what does not wait any more, now that the order stands
// as it does, and shows it on the rolling cards. Where somebody acted, a call
// that was not said yet is dropped, because what it asks for may have been done;
// but not that of a unit that is still asked, nor one that somebody wished for.
func (s *step) sortErrands(o order.Order, calm bool) error {
	list, err := s.tx.ErrandsOf(o.No, slotErrands)
	if err != nil || len(list) == 0 {
		return err
	}
	var rolled []int64
	for _, e := range list {
		if e.Rolled && !slices.Contains(rolled, e.Chat) {
			rolled = append(rolled, e.Chat)
		}
		if s.actor.Clock && !e.Due.IsZero() && o.State.Open() && e.State != o.State {
			e.State = o.State // the clock went on in the night: they hear of it in the morning all the same
			if err := s.tx.SaveErrand(e); err != nil {
				return err
			}
		}
		if !s.stillWaits(e, o) {
			if err := s.tx.DropErrand(e.Chat, e.Order, e.View); err != nil {
				return err
			}
			continue
		}
		if !calm || e.Due.IsZero() || s.me.ID == o.Resident || s.stillAsked(o, e.View) {
			continue
		}
		if _, resting, err := s.resting(e.Chat, o); err != nil || resting {
			if err != nil {
				return err
			}
			continue
		}
		e.Due = time.Time{}
		if err := s.tx.SaveErrand(e); err != nil {
			return err
		}
	}
	if err := s.sortRests(o); err != nil {
		return err
	}
	for _, chat := range rolled {
		if err := s.roll(chat, false, 0); err != nil {
			return err
		}
	}
	return nil
}

// dropErrands takes out what somebody has no role for any more.
func (s *step) dropErrands(person int64) error {
	list, err := s.tx.Errands(person)
	if err != nil {
		return err
	}
	for _, e := range list {
		o, err := s.tx.Order(e.Order)
		if err != nil {
			return err
		}
		if s.lost(o, store.Post{View: e.View}) {
			if err := s.tx.DropErrand(person, e.Order, e.View); err != nil {
				return err
			}
		}
	}
	return s.roll(person, false, 0)
}
