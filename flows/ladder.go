package flows

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

// Kinds of timer.
const (
	timerLadder   = "ladder"  // the next automatic step of an order
	timerLate     = "late"    // a promise of the order is over: its cards say so
	timerEcho     = "echo"    // the resident must hear something
	timerClosing  = "closing" // notice before an unjudged order is closed
	timerClose    = "close"
	timerUndo     = "undo"     // a dispatch can't be taken back any more: the button goes
	timerWithdraw = "withdraw" // a second tap on 撤回 does not count any more; nothing is to be done
	timerReopen   = "reopen"   // the same of 没解决
	timerDraft    = "draft"    // ask about a draft that was left alone
	timerDigest   = "digest"   // an area's daily summary
	timerGone     = "gone"     // tell of a group that the bot is still out of
	timerLeave    = "leave"    // somebody is back
	timerStandIn  = "standin"  // nobody has agreed to stand in
	timerErrands  = "errands"  // call a chat, once for all that is due in it
	timerSweep    = "sweep"    // remove what is not needed any more
)

// Due does what a timer is for. The timer goes in the same transaction, so
// what is due twice happens once.
func (f *Flows) Due(tx *store.Tx, t store.Timer) error {
	mine, err := tx.TakeTimer(t.Kind, t.Scope)
	if err != nil || !mine {
		return err
	}
	s, err := f.begin(tx, Input{})
	if err != nil {
		return err
	}
	s.actor = order.Actor{Clock: true}
	switch t.Kind {
	case timerDigest:
		return s.dueDigest(t.Scope, t.At)
	case timerGone:
		return s.dueGone(t.Scope)
	case timerSweep:
		return s.dueSweep()
	case timerKeep:
		return s.dueKeep()
	case timerDraft:
		return s.dueDraft(t.Scope)
	case timerLeave:
		return s.dueLeave(t.Scope)
	case timerStandIn:
		return s.dueStandIn(t.Scope)
	case timerErrands:
		return s.dueErrands(t.Scope)
	}
	no, err := strconv.ParseInt(t.Scope, 10, 64)
	if err != nil {
		return nil // a timer of a version to come: nothing we could do
	}
	o, err := tx.Order(no)
	if isRefusal(err) {
		return nil
	}
	if err != nil {
		return err
	}
	s.goTo(o.Area)
	switch t.Kind {
	case timerLadder:
		return s.dueLadder(o)
	case timerEcho:
		return s.dueEcho(o)
	case timerClosing:
		return s.dueClosing(o)
	case timerUndo:
		return s.refresh(o, false)
	case timerLate:
		return s.dueLate(o)
	case timerClose:
		return s.dueClose(o)
	}
	return nil
}

// dueLadder takes the next step of the order's ladder. After a long sleep
// several steps are behind us: the climbs among them all count and another unit
// is asked, but only the last step is said, so that nobody wakes up to a pile
// of reminders.
func (s *step) dueLadder(o order.Order) error {
	due, ok := s.c.Next(o)
	if !ok || due.At.After(s.now) {
		return s.schedule(o)
	}
	if due.Clock == "hold" {
		return s.resume(o)
	}
	for {
		switch due.Clock {
		case "accept":
			o.AcceptStep++
		case "finish":
			o.FinishStep++
		}
		after := o
		if due.Step == order.StepClimb {
			after.Tier = o.Tier.Up()
		}
		next, _ := s.c.Next(after)
		if next.At.After(s.now) {
			return s.doStep(o, due)
		}
		switch due.Step {
		case order.StepClimb:
			was := o.Tier
			o.Tier = o.Tier.Up()
			if was == order.TierBuilding {
				if err := s.intoGrid(&o, due.Clock); err != nil {
					return err
				}
			}
		case order.StepWiden:
			if _, err := s.askAnother(&o); err != nil {
				return err
			}
		}
		due = next
	}
}

// doStep does one step of a ladder; acting keeps the order, and sets the next.
func (s *step) doStep(o order.Order, due order.Due) error {
	switch due.Step {
	case order.StepClimb:
		return s.climb(&o, due.Clock)
	case order.StepWiden:
		return s.widen(o)
	}
	if err := s.act(&o, order.Nudge, due.Clock+"."+string(due.Step), nil); err != nil {
		return err
	}
	if err := s.settle(o); err != nil {
		return err
	}
	if due.Step == order.StepDaily {
		return s.daily(o)
	}
	if err := s.nudge(o, false); err != nil {
		return err
	}
	if due.Step != order.StepTell {
		return nil
	}
	leaders, err := s.leaders(o)
	if err != nil {
		return err
	}
	return s.watch(o, s.quiet(o, leaders), "watch.overdue."+due.Clock)
}

// mustAct lists the units that have the order in hand now, or are asked.
func (s *step) mustAct(o order.Order) ([]string, error) {
	switch o.State {
	case order.Offered:
		return s.asked(o)
	case order.Accepted:
		return []string{o.Unit}, nil
	}
	return nil, nil
}

// watch shows the order to people above, with a line that says why.
func (s *step) watch(o order.Order, list []target, key string, args ...any) error {
	for _, to := range list {
		view := viewWatch
		if to.person == 0 {
			view = viewDesk
		} else if p, ok, err := s.tx.PostIn(to.chat, slot(o.No, viewDesk)); err != nil {
			return err
		} else if ok && p.View == viewDesk {
			view = viewDesk // the same person is the desk: one card is enough
		}
		if len(args) == 0 && (s.actor.Clock || to.notBefore.After(s.now)) {
			if err := s.remind(o, view, []target{to}, key, false); err != nil {
				return err
			}
			continue
		}
		if err := s.await(o, view, to, key, time.Time{}); err != nil {
			return err
		}
		m, err := s.render(o, view, to.chat, to.lang)
		if err != nil {
			return err
		}
		head := say(to.lang, key, append(args, "No", number(o.No), "Area", s.holderName(o).In(to.lang))...) + "\n"
		m = withHead(head, m)
		// Whoever is called just now, as one on duty elsewhere, does not wait for the
		// morning because of the other role.
		if p, ok, err := s.tx.PostIn(to.chat, slot(o.No, view)); err != nil {
			return err
		} else if ok && p.Pending && p.Fresh && p.NotBefore.Before(to.notBefore) {
			to.notBefore = p.NotBefore
		}
		err = s.tx.Say(store.Post{Chat: to.chat, Slot: slot(o.No, view), Order: o.No, View: view, Body: encode(m), Fresh: true, NotBefore: to.notBefore})
		if err != nil {
			return err
		}
	}
	return nil
}

// widen asks one more unit, beside those that did not answer.
func (s *step) widen(o order.Order) error {
	u, err := s.askAnother(&o)
	if err != nil {
		return err
	}
	if u != nil {
		return s.echo(&o, "echo.widened", "Name", u.Name)
	}
	// Nobody is left to ask: whoever steers must find somebody.
	if err := s.act(&o, order.Nudge, "accept.nobody_left", nil); err != nil {
		return err
	}
	if err := s.settle(o); err != nil {
		return err
	}
	desk, err := s.desk(o.Area)
	if err != nil {
		return err
	}
	return s.watch(o, s.quiet(o, desk), "watch.nobody_left")
}

// askAnother offers the order to the next unit; nil when there is none.
func (s *step) askAnother(o *order.Order) (*order.Unit, error) {
	u, err := s.another(*o)
	if err != nil || u == nil {
		return nil, err
	}
	return u, s.offer(o, u, order.Widen, false)
}

// another is the unit that would be asked next.
func (s *step) another(o order.Order) (*order.Unit, error) {
	f, err := s.field(o)
	if err != nil {
		return nil, err
	}
	return s.c.WidenTo(o, f), nil
}

// climb carries the order one tier up and calls the people there. Above the
// street there is only the owner. Whoever climbs by hand wants somebody now, so
// the quiet hours hold back only what the clock does.
func (s *step) climb(o *order.Order, why string) error {
	if o.Tier == order.TierBuilding {
		return s.leaveBuilding(o, why)
	}
	above := o.Tier >= order.TierStreet
	if above {
		why += toOwners
	}
	err := s.act(o, order.Climb, why, func(o *order.Order) error { o.Tier = o.Tier.Up(); return nil })
	if err != nil {
		return err
	}
	if err := s.settle(*o); err != nil {
		return err
	}
	list, err := s.holders(*o)
	key, said := "climb.arrived", "echo.climbed"
	if above {
		list, err = s.owners()
		key, said = "climb.owner", "echo.climbed_owner"
	}
	if err != nil {
		return err
	}
	if s.actor.Clock {
		list = s.quiet(*o, list)
	}
	if err := s.watch(*o, list, key); err != nil {
		return err
	}
	return s.echo(o, said, "Area", s.holderName(*o))
}

// holders are the people of the tier that holds the order.
func (s *step) holders(o order.Order) ([]target, error) {
	switch o.Tier {
	case order.TierBuilding:
		if list, err := s.responders(o); err != nil || len(list) > 0 {
			return list, err
		}
		return s.leaders(o)
	case order.TierGrid:
		return s.leaders(o)
	case order.TierCommunity:
		return s.desk(o.Area)
	}
	return s.officers(o.Area)
}

func (s *step) tellHolder(o order.Order, key string) error {
	list, err := s.holders(o)
	if err != nil {
		return err
	}
	return s.watch(o, s.quiet(o, list), key)
}

// daily tells the last tier and the owners, every day until it is answered; in
// an emergency more often, and then whoever was asked hears it again as well.
func (s *step) daily(o order.Order) error {
	if s.c.ClassFor(o).Emergency {
		if err := s.nudge(o, false); err != nil {
			return err
		}
	}
	list, err := s.holders(o)
	if err != nil {
		return err
	}
	owners, err := s.owners()
	if err != nil {
		return err
	}
	for _, to := range owners {
		if !hasChat(list, to.chat) {
			list = append(list, to)
		}
	}
	return s.watch(o, s.quiet(o, list), "watch.daily")
}

// keepHead keeps the line that says why a card comes, as long as it was not sent.
func (s *step) keepHead(p store.Post, m Outgoing) Outgoing {
	var was Outgoing
	if !p.Pending || json.Unmarshal(p.Body, &was) != nil || was.Head == "" {
		return m
	}
	var named []texts.Entity // who is named in it must still be called
	for _, e := range was.Entities {
		if e.Offset+e.Length > texts.Units(was.Head) {
			continue
		}
		if _, known, err := s.tx.Person(e.User); e.User != 0 && (err != nil || !known) {
			return m // they were forgotten meanwhile, and so is the line
		}
		named = append(named, e)
	}
	m = withHead(was.Head, m)
	m.Entities = append(named, m.Entities...)
	return m
}

// withRich puts a line that names people above a message.
func withRich(head *texts.Rich, m Outgoing) Outgoing {
	m = withHead(head.Text(), m)
	m.Entities = append(slices.Clone(head.Entities()), m.Entities...)
	return m
}

// withHead puts a line above a message and moves its entities down.
func withHead(head string, m Outgoing) Outgoing {
	shifted := make([]texts.Entity, len(m.Entities))
	for i, e := range m.Entities {
		e.Offset += texts.Units(head)
		shifted[i] = e
	}
	m.Text, m.Entities, m.Head = head+m.Text, shifted, head
	if m.Cover != nil {
		cover := withHead(head, *m.Cover)
		m.Cover = &cover
	}
	return m
}

// keepDone is how long handled updates are remembered: Telegram may deliver
// them again for a day.
const keepDone = 48 * time.Hour

// dueSweep removes what is not needed any more, once a day.
func (s *step) dueSweep() error {
	if err := s.tx.Sweep(keepDone, time.Duration(s.keep.Messages)*24*time.Hour); err != nil {
		return err
	}
	if err := s.tx.SweepRosterAsks(s.now.Add(-askedFor)); err != nil {
		return err
	}
	return s.tx.SetTimer(timerSweep, "", s.now.Add(24*time.Hour))
}
