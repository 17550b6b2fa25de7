package flows

import (
	"time"

	"huiyin/order"
	"huiyin/store"
)

func ratingKey(r order.Rating) string { return "rating." + string(rune('0'+int(r))) } //nolint:gosec // a rating has one digit

// noticeAfter is how much of the wait for a judgement passes before the notice.
func noticeAfter(wait time.Duration) time.Duration { return wait * 2 / 3 }

// setClosing sets the end of the wait for a judgement, and a notice before it.
func (s *step) setClosing(o order.Order) error {
	after := s.c.Whole().At(o.Area).CloseAfter.Duration()
	if err := s.tx.SetTimer(timerClosing, scope(o.No), s.now.Add(noticeAfter(after))); err != nil {
		return err
	}
	return s.tx.SetTimer(timerClose, scope(o.No), s.now.Add(after))
}

// stopClosing is called when the resident has judged. A notice that waits for the
// morning would ask them again.
func (s *step) stopClosing(o order.Order) error {
	if err := s.tx.StopTimer(timerClosing, scope(o.No)); err != nil {
		return err
	}
	if err := s.tx.StopTimer(timerClose, scope(o.No)); err != nil {
		return err
	}
	to, ok, err := s.residentAt(o)
	if err != nil || !ok {
		return err
	}
	if p, ok, err := s.tx.PostIn(to.chat, closingSlot(o.No)); err != nil || !ok || !waits(p) {
		return err
	}
	return s.dropPost(to.chat, closingSlot(o.No))
}

func closingSlot(no int64) string { return "closing:" + scope(no) }

// tapRate is the resident's judgement.
func (s *step) tapRate(o order.Order, p press) error {
	rating := order.Rating(0)
	switch p.arg(1) {
	case "1":
		rating = order.Satisfied
	case "2":
		rating = order.Fair
	case "3":
		rating = order.Dissatisfied
	default:
		return order.ErrButton
	}
	if _, _, err := s.may(o, order.Rate); err != nil {
		return err
	}
	if o.State == order.Closed && o.Rating == rating {
		s.answer = Answer{Text: s.own(s.lang, "thanks")}
		return nil
	}
	if s.longOver(o) {
		return order.ErrTooLate
	}
	err := s.act(&o, order.Rate, p.arg(1), func(o *order.Order) error {
		o.Rating = rating
		if o.EndedAt.IsZero() { // a second thought does not lengthen the time for reopening
			o.EndedAt = s.now
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := s.stopClosing(o); err != nil {
		return err
	}
	if rating == order.Dissatisfied {
		s.alert("toast.dissatisfied")
	} else {
		s.answer = Answer{Text: s.own(s.lang, "thanks")}
	}
	if err := s.settle(o); err != nil {
		return err
	}
	return s.thank(o)
}

// thank passes a good judgement on to who did the work.
func (s *step) thank(o order.Order) error {
	if o.Rating != order.Satisfied && o.Rating != order.Fair {
		return nil
	}
	to, ok, err := s.reach(o.Taker)
	if err != nil || !ok {
		return err
	}
	return s.say(s.quiet(o, []target{to})[0], o.No, Outgoing{Silent: true,
		Text: say(to.lang, "thanks", "No", number(o.No), "Rating", say(to.lang, ratingKey(o.Rating)))})
}

// tapReopen is 没解决: the order comes back one tier up, with new clocks and
// its whole history.
func (s *step) tapReopen(o order.Order, _ press) error {
	if _, _, err := s.may(o, order.Reopen); err != nil {
		return err
	}
	if s.longOver(o) {
		return order.ErrTooLate
	}
	if o.State == order.Closed && o.Rating != order.NotRated { // the button stands under an old message, and they had said how it was
		if sure, err := s.confirmed(o, timerReopen, "toast.reopen_again"); err != nil || !sure {
			return err
		}
	}
	taker := o
	err := s.act(&o, order.Reopen, "", func(o *order.Order) error {
		here := s.c.Whole().At(o.Area)
		class := here.ClassOf(o.Category)
		o.Tier, o.Reopens = o.Tier.Up(), o.Reopens+1
		o.Start, o.LadderAt, o.FinishFrom, o.FinishSpent = s.now, s.now, time.Time{}, 0
		o.AcceptDue, o.FinishDue = here.Calendar.Add(s.now, class.Accept), here.Calendar.Add(s.now, class.Finish)
		o.AcceptStep, o.FinishStep, o.Declines, o.Rating = 0, 0, 0, order.NotRated
		o.Unit, o.Taker, o.ByRule = "", 0, false
		o.OfferedAt, o.AcceptedAt, o.PromisedAt, o.ArrivedAt = time.Time{}, time.Time{}, time.Time{}, time.Time{}
		o.DoneAt, o.EndedAt = time.Time{}, time.Time{}
		return s.tx.RestartClocks(*o)
	})
	if err != nil {
		return err
	}
	if err := s.stopClosing(o); err != nil {
		return err
	}
	if err := s.settle(o); err != nil {
		return err
	}
	if err := s.tellHolder(o, "climb.reopened"); err != nil {
		return err
	}
	if err := s.toldTaker(taker, "taker.reopened"); err != nil {
		return err
	}
	s.alert("toast.reopened")
	return s.echo(&o, "echo.reopened", "Area", s.holderName(o))
}

// longOver reports whether the order was closed so long ago that it stays so.
func (s *step) longOver(o order.Order) bool {
	return o.State == order.Closed && s.now.After(o.EndedAt.Add(s.c.Whole().At(o.Area).ReopenFor.Duration()))
}

func (s *step) holderName(o order.Order) order.Name {
	if a := s.c.Holder(o); a != nil {
		return a.Name
	}
	return s.c.Name
}

// dueClosing reminds the resident, once, before silence closes the order. Who
// hears of it only in the morning, or after the program was down, has as much
// time from then on as others have.
func (s *step) dueClosing(o order.Order) error {
	if o.State != order.Done {
		return nil
	}
	to, ok, err := s.residentAt(o)
	if err != nil || !ok {
		return err
	}
	after := s.c.CloseAfter.Duration()
	heard := *s // "today" is the day on which they read it
	heard.now = s.awake(o, s.now)
	end := o.DoneAt.Add(after)
	if at, set, err := s.tx.TimerAt(timerClose, scope(o.No)); err != nil {
		return err
	} else if set { // what was promised then, whatever the setting is now
		end = at
	}
	if fair := heard.now.Add(after - noticeAfter(after)); end.Before(fair) {
		end = fair
		if err := s.tx.SetTimer(timerClose, scope(o.No), end); err != nil {
			return err
		}
	}
	d := &drawing{step: &heard, o: o, lang: to.lang}
	d.rich.Line(d.own(to.lang, "closing", "No", number(o.No), "At", d.clock(to.lang, end)))
	d.sign(to)
	d.ratings()
	m, err := d.done()
	if err != nil {
		return err
	}
	return s.tx.Say(store.Post{Chat: to.chat, Thread: to.thread, ReplyTo: to.reply, Slot: closingSlot(o.No), Order: o.No,
		Body: encode(m), Fresh: true, NotBefore: s.quiet(o, []target{to})[0].notBefore})
}

// dueClose closes what nobody judged.
func (s *step) dueClose(o order.Order) error {
	if o.State != order.Done {
		return nil
	}
	err := s.act(&o, order.Close, "", func(o *order.Order) error { o.EndedAt = s.now; return nil })
	if err != nil {
		return err
	}
	if err := s.settle(o); err != nil {
		return err
	}
	to, ok, err := s.reach(o.Resident)
	if err != nil || !ok {
		return err // in a group the card says it
	}
	return s.say(s.quiet(o, []target{to})[0], o.No, Outgoing{Silent: true,
		Text:    s.signed(o.Area, to, s.own(to.lang, "closed", "No", number(o.No), "Days", span(to.lang, s.c.ReopenFor.Duration()))),
		Buttons: [][]Button{{{Text: say(to.lang, "button.reopen"), Data: data("reopen", o.No)}}}})
}

// confirmed reports whether this is the second tap, and asks for one otherwise.
// Only one person may do what is confirmed here, so it is enough to remember the
// first tap by the order, as a timer that does nothing when it is due: the
// question that somebody may be answering in this chat stays as it is.
func (s *step) confirmed(o order.Order, timer, again string) (bool, error) {
	until, tapped, err := s.tx.TimerAt(timer, scope(o.No))
	if err != nil {
		return false, err
	}
	if !tapped || s.now.After(until) {
		s.alert(again, "No", number(o.No))
		return false, s.tx.SetTimer(timer, scope(o.No), s.now.Add(confirmWithin))
	}
	return true, s.tx.StopTimer(timer, scope(o.No))
}

// confirmWithin is how soon the second tap must follow the first.
const confirmWithin = time.Minute

// tapWithdraw is 撤回. It takes a second tap, so that a slip of the thumb in a
// busy group does not end somebody's order.
func (s *step) tapWithdraw(o order.Order, _ press) error {
	if _, _, err := s.may(o, order.Withdraw); err != nil {
		return err
	}
	if sure, err := s.confirmed(o, timerWithdraw, "toast.withdraw_again"); err != nil || !sure {
		return err
	}
	s.toast("toast.withdrawn")
	return s.withdraw(o)
}

func (s *step) withdraw(o order.Order) error {
	taker := o
	err := s.act(&o, order.Withdraw, "", func(o *order.Order) error {
		o.EndedAt = s.now
		return s.endHolder(*o)
	})
	if err != nil {
		return err
	}
	if err := s.settle(o); err != nil {
		return err
	}
	if err := s.setEcho(o); err != nil {
		return err
	}
	if err := s.tellJoined(o, "echo.withdrawn_joined"); err != nil {
		return err
	}
	if taker.State.Taken() && taker.Taker != s.me.ID {
		return s.toldTaker(taker, "taker.withdrawn")
	}
	return nil
}

// withdrawAll takes back everything open that whoever acts asked for.
func (s *step) withdrawAll() error {
	list, err := s.tx.OpenOf(s.me.ID)
	if err != nil {
		return err
	}
	for _, o := range list {
		if err := s.withdraw(o); err != nil {
			return err
		}
	}
	return nil
}
