package flows

import (
	"time"

	"huiyin/order"
	"huiyin/store"
)

// tapAccept is 接单: the first tap wins, the others hear who was faster.
func (s *step) tapAccept(o order.Order, _ press) error {
	if o.State.Taken() {
		return s.tooLateToAccept(o)
	}
	unit := ""
	err := s.act(&o, order.Accept, "", func(o *order.Order) error {
		d, err := s.myOffer(*o)
		if err != nil {
			return err
		}
		unit = d.Unit
		o.Unit, o.Taker, o.AcceptedAt = d.Unit, s.me.ID, s.now
		s.c.Skip(o, s.now)
		if err := s.tx.EndDispatch(d.ID, order.DispatchAccepted, s.me.ID, ""); err != nil {
			return err
		}
		return s.endOffers(o.No, d.Unit, order.DispatchExpired)
	})
	if err != nil {
		return err
	}
	if err := s.settle(o); err != nil {
		return err
	}
	if err := s.handOver(o); err != nil {
		return err
	}
	return s.echo(&o, "echo.accepted", "Name", s.c.Unit(unit).Name, "Due", o.FinishDue)
}

func (s *step) tooLateToAccept(o order.Order) error {
	switch {
	case s.can(o, order.Contact):
		return s.handOver(o) // the private card may have been missing
	case s.can(o, order.Hear):
		s.alert("toast.faster", "Name", s.takerName(o))
		return nil
	}
	return order.ErrTaken
}

// takerName is who was faster: by name within a unit, by their unit elsewhere.
func (s *step) takerName(o order.Order) string {
	d := &drawing{step: s, o: o, lang: s.lang}
	if s.belongs(o.Unit) {
		return d.personName(o.Taker)
	}
	return d.unitName(o.Unit)
}

// handOver gives the taker the card with phone and exact address, in private.
func (s *step) handOver(o order.Order) error {
	ok, err := s.giveCard(o)
	if err != nil {
		return err
	}
	if ok {
		s.toast("toast.accepted")
	} else {
		s.alert("toast.accepted_start")
	}
	return nil
}

// giveCard is handOver without a word; ok is false when the bot may not write to
// the taker.
func (s *step) giveCard(o order.Order) (ok bool, err error) {
	to, ok, err := s.reach(o.Taker)
	if err != nil || !ok {
		return false, err
	}
	if err := s.card(o, viewTaker, to, true); err != nil {
		return false, err
	}
	return true, s.sendFiles(o, "intake", []target{to})
}

// showTaker answers the link on a unit's card: the taker pressed Start.
func (s *step) showTaker(no int64) error {
	o, err := s.tx.Order(no)
	if err != nil {
		return err
	}
	if _, _, err := s.may(o, order.Contact); err != nil {
		return s.veil(o, err)
	}
	return s.handOver(o)
}

// myOffer is the open offer that whoever acts may answer.
func (s *step) myOffer(o order.Order) (order.Dispatch, error) {
	list, err := s.tx.Dispatches(o.No)
	if err != nil {
		return order.Dispatch{}, err
	}
	for _, d := range list {
		if d.State == order.DispatchOffered && s.belongs(d.Unit) {
			return d, nil
		}
	}
	return order.Dispatch{}, order.ErrRole
}

func (s *step) belongs(unit string) bool {
	if s.actor.Unit == unit {
		return true
	}
	for _, m := range s.actor.Members {
		if m.Unit == unit {
			return true
		}
	}
	return false
}

// reasons that a unit can choose from when it declines or gives back.
var (
	declineReasons = []string{"not_ours", "busy", "unclear", "other"}
	releaseReasons = []string{"not_ours", "busy", "parts", "other"}
)

// tapDecline is 退单: it asks why, then the order goes on.
func (s *step) tapDecline(o order.Order, p press) error {
	open, err := s.asked(o)
	if err != nil {
		return err
	}
	act := order.Decline
	if len(open) > 1 {
		act = order.Pass
	}
	if _, _, err := s.may(o, act); err != nil {
		return err
	}
	why := p.arg(1)
	if why == "" {
		return s.askReason(o, "decline", declineReasons)
	}
	if !known(declineReasons, why) {
		return order.ErrButton
	}
	err = s.act(&o, act, "decline."+why, func(o *order.Order) error {
		d, err := s.myOffer(*o)
		if err != nil {
			return err
		}
		o.Declines++
		if act == order.Decline {
			o.Unit = ""
		} else if o.Unit == d.Unit {
			o.Unit = otherThan(open, d.Unit)
		}
		return s.tx.EndDispatch(d.ID, order.DispatchDeclined, 0, "decline."+why)
	})
	if err != nil {
		return err
	}
	s.toast("toast.declined")
	if err := s.declined(o); err != nil {
		return err
	}
	if "decline."+why == notOurs {
		return s.askBetter(o)
	}
	return s.unprompt(o)
}

// declined lets the order go on after a decline.
func (s *step) declined(o order.Order) error {
	if o.Declines%order.ClimbAfterDeclines == 0 {
		return s.climbAfterDeclines(o)
	}
	return s.goOn(o)
}

func otherThan(list []string, x string) string {
	for _, y := range list {
		if y != x {
			return y
		}
	}
	return ""
}

// goOn carries on with an order that a unit gave up: when nobody is asked any
// more, the desk is, at once.
func (s *step) goOn(o order.Order) error {
	if err := s.goneBack(&o); err != nil || o.State != order.New {
		return err
	}
	desk, err := s.desk(o.Area)
	if err != nil {
		return err
	}
	if err := s.cards(o, viewDesk, s.quiet(o, desk), true); err != nil {
		return err
	}
	return s.sendFiles(o, "intake", s.quiet(o, desk))
}

// climbAfterDeclines is 提级督办: the third refusal sends the order up a tier.
func (s *step) climbAfterDeclines(o order.Order) error {
	if err := s.goneBack(&o); err != nil {
		return err
	}
	clock := *s
	clock.actor, clock.me = order.Actor{Clock: true}, store.Person{}
	return clock.climb(&o, "declines")
}

func (s *step) goneBack(o *order.Order) error {
	if o.State == order.New {
		s.c.Skip(o, s.now)
		if err := s.tx.SaveOrder(*o); err != nil {
			return err
		}
	}
	return s.settle(*o)
}

func (s *step) askReason(o order.Order, verb string, reasons []string) error {
	m := Outgoing{Text: s.t("ask."+verb, "No", number(o.No))}
	for _, r := range reasons {
		m.Buttons = append(m.Buttons, []Button{{Text: s.t("reason." + verb + "." + r), Data: data(verb, o.No, r)}})
	}
	return s.prompt(o, m)
}

// tapPromise says when the taker will be there.
func (s *step) tapPromise(o order.Order, p press) error {
	local := s.now.In(s.c.Zone())
	evening := func(days int) time.Time {
		return time.Date(local.Year(), local.Month(), local.Day()+days, 18, 0, 0, 0, s.c.Zone())
	}
	var at time.Time
	switch p.arg(1) {
	case "30m":
		at = s.now.Add(30 * time.Minute)
	case "2h":
		at = s.now.Add(2 * time.Hour)
	case "today":
		if at = evening(0); at.Before(s.now) {
			at = time.Date(local.Year(), local.Month(), local.Day(), 23, 59, 0, 0, s.c.Zone())
		}
	case "tomorrow":
		at = evening(1)
	default:
		return order.ErrButton
	}
	err := s.act(&o, order.Promise, p.arg(1), func(o *order.Order) error { o.PromisedAt = at; return nil })
	if err != nil {
		return err
	}
	s.toast("toast.promised", "At", s.clock(s.lang, at))
	if err := s.settle(o); err != nil {
		return err
	}
	return s.echo(&o, "echo.promised", "Name", s.c.Unit(o.Unit).Name, "At", at)
}

// tapArrive is 到场.
func (s *step) tapArrive(o order.Order, _ press) error {
	err := s.act(&o, order.Arrive, "", func(o *order.Order) error { o.ArrivedAt = s.now; return nil })
	if err != nil {
		return err
	}
	s.toast("toast.arrived")
	if err := s.settle(o); err != nil {
		return err
	}
	return s.echo(&o, "echo.arrived", "Name", s.c.Unit(o.Unit).Name)
}

// tapHelp is 需要支援: the desk and the leader hear of it.
func (s *step) tapHelp(o order.Order, _ press) error {
	if err := s.act(&o, order.Help, "", nil); err != nil {
		return err
	}
	s.toast("toast.help")
	desk, err := s.desk(o.Area)
	if err != nil {
		return err
	}
	leaders, err := s.leaders(o)
	if err != nil {
		return err
	}
	for _, to := range leaders {
		if !hasChat(desk, to.chat) {
			desk = append(desk, to)
		}
	}
	return s.watch(o, desk, "help.wanted", "Name", s.me.Name)
}

// tapRelease is 交还: phone and address are withdrawn, the order goes on.
func (s *step) tapRelease(o order.Order, p press) error {
	if _, _, err := s.may(o, order.Release); err != nil {
		return err
	}
	why := p.arg(1)
	if why == "" {
		return s.askReason(o, "release", releaseReasons)
	}
	if !known(releaseReasons, why) {
		return order.ErrButton
	}
	if err := s.unprompt(o); err != nil {
		return err
	}
	s.toast("toast.released")
	return s.release(o, "release."+why)
}

func (s *step) release(o order.Order, why string) error {
	err := s.act(&o, order.Release, why, func(o *order.Order) error {
		err := s.endDispatch(*o, order.DispatchReleased, why)
		o.Unit, o.Taker = "", 0
		o.PromisedAt, o.ArrivedAt = time.Time{}, time.Time{}
		return err
	})
	if err != nil {
		return err
	}
	if err := s.goOn(o); err != nil {
		return err
	}
	return s.echo(&o, "echo.released")
}

// releaseAll gives back everything that whoever acts has taken.
func (s *step) releaseAll() error {
	list, err := s.tx.TakenBy(s.me.ID)
	if err != nil {
		return err
	}
	for _, o := range list {
		if err := s.release(o, "release.other"); err != nil {
			return err
		}
	}
	return nil
}

// endDispatch ends the accepted dispatch of the order.
func (s *step) endDispatch(o order.Order, as order.DispatchState, why string) error {
	list, err := s.tx.Dispatches(o.No)
	if err != nil {
		return err
	}
	for _, d := range list {
		if d.State == order.DispatchAccepted {
			return s.tx.EndDispatch(d.ID, as, d.Taker, why)
		}
	}
	return nil
}
