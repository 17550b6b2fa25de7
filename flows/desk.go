package flows

import (
	"huiyin/order"
	"huiyin/store"
)

// ranks is how many units the dispatcher's card offers before 更多.
const ranks = 3

// deskCard is what dispatchers, leaders, officers and owners see.
func (d *drawing) deskCard() (Outgoing, error) {
	if d.veiled {
		d.line("secret.desk")
	} else {
		d.guarded()
		d.place()
	}
	if !d.o.State.Open() {
		d.ending()
		return d.done()
	}
	d.holder()
	if err := d.answer(); err != nil {
		return Outgoing{}, err
	}
	if d.c.Reserved(d.o.Category) {
		d.line("card.reserved")
	}
	if err := d.refusals(); err != nil {
		return Outgoing{}, err
	}
	if d.o.State.Taken() {
		d.line("card.taken_by", "Name", d.personName(d.o.Taker))
	}
	if err := d.hitches(); err != nil {
		return Outgoing{}, err
	}
	if err := d.rests(); err != nil {
		return Outgoing{}, err
	}
	d.promise()
	d.joined()
	if d.o.State == order.Offered && d.o.ByRule && d.undoable() {
		d.line("card.by_rule")
	}
	d.next()
	if err := d.deskButtons(); err != nil {
		return Outgoing{}, err
	}
	d.settleRow()
	if err := d.laterRow(d.reader); err != nil {
		return Outgoing{}, err
	}
	if d.veiled {
		d.buttons = append(d.buttons, d.elsewhereLink(d.o.No, d.lang))
	}
	return d.done()
}

// refusals names the units that gave it back, and why, and those that reported
// it done when the resident says that it is not.
func (d *drawing) refusals() error {
	list, err := d.tx.Dispatches(d.o.No)
	if err != nil {
		return err
	}
	for _, x := range list {
		why, named := objected(x)
		switch {
		case x.State == order.DispatchDeclined && named != "":
			d.line("card.refusal_named", "Name", d.unitName(x.Unit), "Why", reasonText(d.lang, why), "Other", d.unitName(named))
		case x.State == order.DispatchDeclined, x.State == order.DispatchReleased:
			d.line("card.refusal", "Name", d.unitName(x.Unit), "Why", reasonText(d.lang, why))
		case x.State == order.DispatchFinished:
			d.line("card.before", "Name", d.unitName(x.Unit))
		}
	}
	return d.settledBefore()
}

func (d *drawing) deskButtons() error {
	switch d.o.State {
	case order.New:
		if err := d.choice(); err != nil {
			return err
		}
		d.row(d.button("button.units", "units"), d.button("button.refuse", "refuse"), d.button("button.climb", "climb"))
	case order.Offered:
		if d.undoable() {
			d.row(d.button("button.undo", "undo"))
		}
		d.row(d.button("button.nudge", "nudge"), d.button("button.reassign", "units"))
		d.row(d.button("button.refuse", "refuse"), d.button("button.climb", "climb"))
	case order.Accepted:
		if err := d.giveBack(); err != nil {
			return err
		}
		d.row(d.button("button.nudge", "nudge"), d.button("button.reassign", "units"), d.button("button.climb", "climb"))
	case order.Held:
		if err := d.giveBack(); err != nil {
			return err
		}
		d.row(d.button("button.resume", "resume"), d.button("button.reassign", "units"), d.button("button.climb", "climb"))
	}
	return nil
}

// choice offers the best units, with a line for each that says why. A unit's
// objection comes first: to agree with it, or to uphold the dispatch.
func (d *drawing) choice() error {
	ranked, err := d.ranked(d.o)
	if err != nil {
		return err
	}
	against, open, err := d.objection(d.o)
	if err != nil {
		return err
	}
	var review []Button
	shown := 0
	for _, r := range ranked {
		if shown == ranks || !r.Open() {
			break
		}
		shown++
		d.reasons(r)
		if r.Named {
			b := d.offerButton(r)
			b.Text, b.Style = d.t("button.agree", "Name", r.Unit.Name.In(d.lang)), "primary"
			review = append(review, b)
		}
	}
	if open && !against.again {
		review = append(review, d.button("button.uphold", "uphold", against.unit))
	}
	if len(review) > 0 {
		d.row(review...)
	}
	for _, r := range ranked[:shown] {
		if !r.Named {
			d.row(d.offerButton(r))
		}
	}
	return nil
}

// giveBack offers to ask the unit again while its taker is on leave.
func (d *drawing) giveBack() error {
	_, away, err := d.awayFrom(d.o)
	if err == nil && away && d.c.Unit(d.o.Unit) != nil {
		b := d.button("button.give_back", "offer", d.o.Unit)
		b.Text = d.t("button.give_back", "Name", d.unitName(d.o.Unit))
		d.row(b)
	}
	return err
}

// undoable reports whether the dispatch can still be taken back.
func (d *drawing) undoable() bool { return d.now.Before(d.o.OfferedAt.Add(order.UndoFor)) }

// prompt puts a question with buttons under a card. It goes away when it is
// answered, so that the chat keeps one card per order.
func (s *step) prompt(o order.Order, m Outgoing) error { return s.promptOr(o, m, "button.back", true) }

// promptOr is prompt with another word for leaving it. Not fresh, it takes the
// place of the question before it.
func (s *step) promptOr(o order.Order, m Outgoing, leave string, fresh bool) error {
	m.Buttons = append(m.Buttons, []Button{{Text: s.t(leave), Data: data("close")}})
	return s.tx.Say(store.Post{Chat: s.in.Chat.ID, Thread: s.in.Message.Thread, ReplyTo: s.in.Tap.Message,
		Slot: promptSlot(o.No), Order: o.No, Body: encode(m), Urgent: true, Fresh: fresh})
}

func promptSlot(no int64) string { return "prompt:" + scope(no) }

// unprompt takes the question away.
func (s *step) unprompt(o order.Order) error {
	p, ok, err := s.tx.PostIn(s.in.Chat.ID, promptSlot(o.No))
	if err != nil || !ok {
		return err
	}
	if err := s.tx.Forget(p.ID); err != nil || p.MessageID == 0 {
		return err
	}
	return s.tx.Say(store.Post{Kind: store.PostDelete, Chat: s.in.Chat.ID, MessageID: p.MessageID})
}

// tapUnits shows all units that work there, to choose one.
func (s *step) tapUnits(o order.Order, _ press) error {
	if _, _, err := s.may(o, order.Offer); err != nil {
		return err
	}
	ranked, err := s.ranked(o)
	if err != nil {
		return err
	}
	d := &drawing{step: s, o: o, lang: s.lang}
	m := Outgoing{Text: s.t("ask.unit", "No", number(o.No))}
	for _, r := range ranked {
		if len(m.Buttons) == 90 { // Telegram takes 100 buttons
			break
		}
		b := d.offerButton(r)
		if why := d.short(r); why != "" {
			b.Text = d.t("button.offer", "Name", r.Unit.Name.In(d.lang)) + d.t("rank.brackets", "Why", why)
		}
		m.Buttons = append(m.Buttons, []Button{b})
	}
	return s.prompt(o, m)
}

// tapOffer dispatches the order to the unit that was chosen.
func (s *step) tapOffer(o order.Order, p press) error {
	u := s.c.Unit(p.arg(1))
	if u == nil {
		return order.ErrButton
	}
	if _, _, err := s.may(o, order.Offer); err != nil {
		return err
	}
	if s.c.Barred(u, o.Category) {
		return order.ErrReserved
	}
	if heard, err := s.heard(u); err != nil || !heard {
		return err
	}
	was := o
	if err := s.offer(&o, u, order.Offer, false); err != nil {
		return err
	}
	if err := s.unprompt(o); err != nil {
		return err
	}
	s.toast("toast.offered", "Name", u.Name.In(s.lang))
	if was.State.Taken() {
		if err := s.toldTaker(was, "taker.reassigned"); err != nil {
			return err
		}
		if was.Unit == u.Key {
			return s.echo(&o, "echo.given_back", "Name", u.Name)
		}
		return s.echo(&o, "echo.reassigned", "Name", u.Name)
	}
	return nil
}

// heard reports whether the unit can be reached; if not, whoever tapped is
// told. An offer that nobody can read would be silence.
func (s *step) heard(u *order.Unit) (bool, error) {
	to, err := s.unit(u.Key)
	if err == nil && len(to) == 0 {
		s.alert("toast.unreachable", "Name", u.Name.In(s.lang))
	}
	return len(to) > 0, err
}

// toldTaker tells who held the order that they need not go.
func (s *step) toldTaker(o order.Order, key string) error {
	to, ok, err := s.reach(o.Taker)
	if err != nil || !ok {
		return err
	}
	return s.say(to, o.No, Outgoing{Text: say(to.lang, key, "No", number(o.No))})
}

// tapUndo takes the dispatch back, within order.UndoFor.
func (s *step) tapUndo(o order.Order, _ press) error {
	if _, _, err := s.may(o, order.Undo); err != nil {
		return err
	}
	if !s.now.Before(o.OfferedAt.Add(order.UndoFor)) {
		return order.ErrTooLate
	}
	err := s.act(&o, order.Undo, "", func(o *order.Order) error {
		o.Unit, o.ByRule = "", false
		return s.endOffers(o.No, "", order.DispatchUndone)
	})
	if err != nil {
		return err
	}
	s.toast("toast.undone")
	return s.settle(o)
}

// endOffers ends all open offers of the order, except the unit's.
func (s *step) endOffers(no int64, except string, as order.DispatchState) error {
	list, err := s.tx.Dispatches(no)
	if err != nil {
		return err
	}
	for _, d := range list {
		if d.State != order.DispatchOffered || d.Unit == except {
			continue
		}
		if err := s.tx.EndDispatch(d.ID, as, 0, ""); err != nil {
			return err
		}
	}
	return nil
}

// refusals that a dispatcher can choose from; anything else is written.
var refuseReasons = []string{"elsewhere", "private", "repeated", "other"}

// tapRefuse asks why, then turns the order down with the right address.
func (s *step) tapRefuse(o order.Order, p press) error {
	if _, _, err := s.may(o, order.Refuse); err != nil {
		return err
	}
	why := p.arg(1)
	switch why {
	case "":
		m := Outgoing{Text: s.t("ask.refuse", "No", number(o.No))}
		for _, r := range refuseReasons {
			m.Buttons = append(m.Buttons, []Button{{Text: s.t("reason.refuse." + r), Data: data("refuse", o.No, r)}})
		}
		return s.prompt(o, m)
	case "other":
		return s.ask(o, dialogRefuse, "ask.refuse_words")
	}
	if !known(refuseReasons, why) {
		return order.ErrButton
	}
	return s.turnDown(o, "refuse."+why)
}

// turnDown refuses the order: the resident hears the reason and where to go.
func (s *step) turnDown(o order.Order, why string) error {
	err := s.act(&o, order.Refuse, why, func(o *order.Order) error {
		o.EndedAt = s.now
		return s.endOffers(o.No, "", order.DispatchExpired)
	})
	if err != nil {
		return err
	}
	if err := s.unprompt(o); err != nil {
		return err
	}
	s.toast("toast.refused")
	if err := s.settle(o); err != nil {
		return err
	}
	if err := s.tellJoined(o, "echo.refused_joined"); err != nil {
		return err
	}
	return s.echoWith(&o, func(lang string) Outgoing {
		text := s.at(o.Area).own(lang, "refused", "No", number(o.No), "Why", reasonText(lang, why))
		if refer := s.c.ReferOf(o.Category).In(lang); refer != "" {
			text += "\n" + refer
		}
		return Outgoing{Text: text}
	})
}

// tapClimb carries the order one tier up by hand.
func (s *step) tapClimb(o order.Order, _ press) error {
	if err := s.climb(&o, "byhand"); err != nil {
		return err
	}
	s.toast("toast.climbed")
	return nil
}

// tapNudge reminds whoever must act now, by hand.
func (s *step) tapNudge(o order.Order, _ press) error {
	if err := s.act(&o, order.Nudge, "byhand", nil); err != nil {
		return err
	}
	s.toast("toast.nudged")
	return s.nudge(o, true)
}

func known(list []string, x string) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

// reasonText puts a reason into words: chosen ones have a text in each
// language, written ones stay as they are.
func reasonText(lang, why string) string {
	for _, prefix := range []string{"refuse.", "decline.", "release.", "wait.", "later."} {
		if len(why) > len(prefix) && why[:len(prefix)] == prefix {
			return say(lang, "reason."+why)
		}
	}
	return why
}
