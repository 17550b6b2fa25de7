package flows

import (
	"strconv"

	"huiyin/order"
	"huiyin/store"
)

// standInSlot is where somebody is asked to stand in for the person.
func standInSlot(person int64) string { return "standin:" + strconv.FormatInt(person, 10) }

// askStandIn asks somebody to stand in. Nothing changes until they agree.
func (s *step) askStandIn(person int64) error {
	l, away, err := s.away(s.me.ID)
	if err != nil || !away {
		return orError(err, errNoLeave)
	}
	list, err := s.standIns()
	if err != nil {
		return err
	}
	if !has(list, person) {
		return errNoStandIn
	}
	to, ok, err := s.reach(person)
	if err != nil || !ok {
		return orError(err, errNoStandIn)
	}
	if err := s.withdrawAsk(&l); err != nil {
		return err
	}
	l.Asked = person
	if err := s.tx.SaveLeave(l); err != nil {
		return err
	}
	if err := s.tx.SetTimer(timerStandIn, strconv.FormatInt(s.me.ID, 10), s.now.Add(answerWithin)); err != nil {
		return err
	}
	held, err := s.tx.TakenBy(s.me.ID)
	if err != nil {
		return err
	}
	text := say(to.lang, "standin.ask", "Name", orText(s.me.Name, say(to.lang, "card.somebody")), "Day", s.dayName(to.lang, l.Last(s.c.Zone())))
	if len(held) > 0 {
		text += "\n" + say(to.lang, "standin.held", "Count", len(held))
	}
	m := Outgoing{Text: text, Buttons: [][]Button{{
		{Text: say(to.lang, "standin.yes"), Data: data("standin", "yes", s.me.ID), Style: "success"},
		{Text: say(to.lang, "standin.no"), Data: data("standin", "no", s.me.ID)}}}}
	if err := s.tx.Say(store.Post{Chat: to.chat, Slot: standInSlot(s.me.ID), Body: encode(m), Fresh: true}); err != nil {
		return err
	}
	top, err := s.leaveNow(l)
	if err != nil {
		return err
	}
	return s.panel(slotLeave, top, false)
}

// withdrawAsk takes back a question that was not answered.
func (s *step) withdrawAsk(l *order.Leave) error {
	if l.Asked == 0 {
		return nil
	}
	if err := s.dropPost(l.Asked, standInSlot(l.Person)); err != nil {
		return err
	}
	l.Asked = 0
	return s.tx.SaveLeave(*l)
}

// tapStandIn is the answer of who was asked. The button may be forged or old:
// only who is asked now can answer.
func (s *step) tapStandIn(p press) error {
	person, err := strconv.ParseInt(p.arg(1), 10, 64)
	if err != nil || !s.in.Chat.Private || p.arg(0) != "yes" && p.arg(0) != "no" {
		return order.ErrButton
	}
	l, away, err := s.away(person)
	if err != nil {
		return err
	}
	if !away || l.Asked != s.me.ID {
		return errOver
	}
	if _, too, err := s.away(s.me.ID); err != nil || too {
		return orError(err, errOnLeave)
	}
	if p.arg(0) == "no" {
		return s.declineStandIn(l)
	}
	return s.standIn(l)
}

// declineStandIn tells who is on leave, and the desk what is held.
func (s *step) declineStandIn(l order.Leave) error {
	if err := s.withdrawAsk(&l); err != nil {
		return err
	}
	s.toast("standin.declined_toast")
	if to, ok, err := s.reach(l.Person); err != nil {
		return err
	} else if ok {
		m := Outgoing{Text: say(to.lang, "standin.declined", "Name", s.me.Name),
			Buttons: [][]Button{{{Text: say(to.lang, "leave.find_other"), Data: data("leave", "who", 0)}}}}
		if err := s.say(to, 0, m); err != nil {
			return err
		}
	}
	return s.tellAway(l)
}

// standIn begins: what was held goes on in the substitute's hands, and they are
// called from now on.
func (s *step) standIn(l order.Leave) error {
	own := s.actor.Members
	theirs, err := s.tx.RolesOf(l.Person)
	if err != nil {
		return err
	}
	if len(s.c.Lent(own, theirs)) == 0 {
		return errNoStandIn // roles have gone meanwhile
	}
	former := l.Substitute
	l.Substitute, l.Asked = s.me.ID, 0
	if err := s.tx.SaveLeave(l); err != nil {
		return err
	}
	if err := s.tx.StopTimer(timerStandIn, strconv.FormatInt(l.Person, 10)); err != nil {
		return err
	}
	if err := s.learnLent(); err != nil {
		return err
	}
	if former != 0 {
		if err := s.relieve(order.Leave{Person: l.Person, Substitute: former}); err != nil {
			return err
		}
	}
	name, err := s.nameOf(l.Person, s.lang)
	if err != nil {
		return err
	}
	last, err := s.lastDay(l)
	if err != nil {
		return err
	}
	text := s.t("standin.done", "Name", name, "Day", s.dayName(s.lang, last))
	if err := s.panel(standInSlot(l.Person), Outgoing{Text: text}, false); err != nil {
		return err
	}
	if err := s.handOverAll(l); err != nil {
		return err
	}
	if err := s.cardsOf(l.Person); err != nil {
		return err
	}
	if err := s.redrawAnswered(theirs); err != nil {
		return err
	}
	to, ok, err := s.reach(l.Person)
	if err != nil || !ok {
		return err
	}
	return s.say(to, 0, Outgoing{Text: say(to.lang, "standin.agreed", "Name", s.me.Name)})
}

// handOverAll hands over what is held through a unit that both belong to, and
// tells the desk of the rest.
func (s *step) handOverAll(l order.Leave) error {
	held, err := s.tx.TakenBy(l.Person)
	if err != nil {
		return err
	}
	for _, o := range held {
		if !s.member(o.Unit) {
			continue
		}
		if err := s.takeOver(o); err != nil {
			return err
		}
	}
	return s.tellAway(l)
}

// member reports whether whoever acts has a role in the unit; being in its group
// is not enough to be given what others hold.
func (s *step) member(unit string) bool {
	for _, m := range s.actor.Members {
		if m.Unit == unit && unit != "" {
			return true
		}
	}
	return false
}

// takeOver goes on with an order of somebody on leave. Its clocks and what was
// promised stay; the resident hears who comes now.
func (s *step) takeOver(o order.Order) error {
	err := s.act(&o, order.HandOver, "", func(o *order.Order) error {
		o.Taker = s.me.ID
		list, err := s.tx.Dispatches(o.No)
		if err != nil {
			return err
		}
		for _, d := range list {
			if d.State == order.DispatchAccepted {
				return s.tx.EndDispatch(d.ID, order.DispatchAccepted, s.me.ID, d.Reason)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := s.settle(o); err != nil {
		return err
	}
	if _, err := s.giveCard(o); err != nil {
		return err
	}
	return s.echo(&o, "echo.handed_over", "Name", s.c.Unit(o.Unit).Name, "Who", s.me.Name)
}

// mostCards is how many cards a substitute gets at once. The others come with
// their next step.
const mostCards = 10

// cardsOf shows the substitute what waits for an answer before who is on leave.
func (s *step) cardsOf(person int64) error {
	posts, err := s.tx.SlotsIn(person)
	if err != nil {
		return err
	}
	shown := 0
	for _, p := range posts {
		_, unit := cutView(p.View)
		if !unit && p.View != viewDesk {
			continue
		}
		o, err := s.tx.Order(p.Order)
		if isRefusal(err) {
			continue
		}
		if err != nil {
			return err
		}
		if o.State != order.New && o.State != order.Offered || !s.can(o, order.See) || shown == mostCards {
			continue
		}
		shown++
		if err := s.card(o, p.View, target{chat: s.me.ID, person: s.me.ID, lang: s.lang}, false); err != nil {
			return err
		}
	}
	return nil
}

// relieve tells a substitute that it is over, and takes back what only that
// showed them.
func (s *step) relieve(l order.Leave) error {
	if l.Substitute == 0 {
		return nil
	}
	if err := s.withdrawCards(l.Substitute); err != nil {
		return err
	}
	to, ok, err := s.reach(l.Substitute)
	if err != nil || !ok {
		return err
	}
	name, err := s.nameOf(l.Person, to.lang)
	if err != nil {
		return err
	}
	if s.actor.Clock {
		if to.notBefore, err = s.wakes(l.Substitute); err != nil {
			return err
		}
	}
	return s.say(to, 0, Outgoing{Text: say(to.lang, "standin.ended", "Name", name)})
}

// tellAway tells the desk, once per order and day, what somebody on leave holds,
// so that it can be given back to the unit.
func (s *step) tellAway(l order.Leave) error {
	held, err := s.tx.TakenBy(l.Person)
	if err != nil {
		return err
	}
	last, err := s.lastDay(l)
	if err != nil {
		return err
	}
	id := strconv.FormatInt(l.Person, 10)
	for _, o := range held {
		if _, away, err := s.awayFrom(o); err != nil || !away {
			if err != nil {
				return err
			}
			continue
		}
		first, err := s.tx.RunOnce(jobUnreachable, scope(o.No)+":leave:"+id, s.today().String())
		if err != nil {
			return err
		}
		if !first {
			continue
		}
		desk, err := s.desk(o.Area)
		if err != nil {
			return err
		}
		for _, to := range s.quiet(o, desk) {
			name, err := s.nameOf(l.Person, to.lang)
			if err != nil {
				return err
			}
			if err := s.watch(o, []target{to}, "watch.away", "Name", name, "Day", s.dayName(to.lang, last)); err != nil {
				return err
			}
		}
	}
	return nil
}

// dueStandIn is when nobody has agreed to stand in for a while.
func (s *step) dueStandIn(scope string) error {
	person, err := strconv.ParseInt(scope, 10, 64)
	if err != nil {
		return nil
	}
	l, away, err := s.away(person)
	if err != nil || !away || l.Substitute != 0 {
		return err
	}
	return s.tellAway(l)
}
