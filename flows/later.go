package flows

import (
	"strings"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// 晚点 puts off the reminders of one person about one order. No clock moves, the
// ladder goes on, the resident hears what they would hear; and when the next step
// calls somebody above, it is over.

var (
	laterSpans   = []string{"30m", "2h", "morning"}
	laterReasons = []string{"on_my_way", "at_work", "agreed", "parts", "other"}
)

// resting finds a person's rest that holds now.
func (s *step) resting(person int64, o order.Order) (store.Rest, bool, error) {
	if person <= 0 {
		return store.Rest{}, false, nil
	}
	r, ok, err := s.tx.Rest(person, o.No)
	return r, ok && s.holds(r, o.State), err
}

// holds reports whether a rest is not over yet.
func (s *step) holds(r store.Rest, state order.State) bool {
	return r.State == state && r.Until.After(s.now)
}

// sortRests removes the rests of an order that moved on.
func (s *step) sortRests(o order.Order) error {
	list, err := s.tx.RestsOf(o.No)
	if err != nil {
		return err
	}
	for _, r := range list {
		if !s.holds(r, o.State) {
			if err := s.tx.EndRest(r.Person, o.No); err != nil {
				return err
			}
		}
	}
	return nil
}

// restOver ends a rest whose time has come, so that no card speaks of it any more.
func (s *step) restOver(person int64, o order.Order) error {
	r, ok, err := s.tx.Rest(person, o.No)
	if err != nil || !ok || s.holds(r, o.State) {
		return err
	}
	if err := s.tx.EndRest(person, o.No); err != nil {
		return err
	}
	return s.refresh(o, false)
}

// tapLater is 晚点: it asks until when, then why.
func (s *step) tapLater(o order.Order, p press) error {
	if err := s.mayRest(o); err != nil {
		return err
	}
	span, why := p.arg(1), p.arg(2)
	switch {
	case span == "":
		return s.askLater(o)
	case !known(laterSpans, span):
		return order.ErrButton
	case why == "":
		m := Outgoing{Text: s.t("ask.later_why", "No", number(o.No), "At", s.clock(s.lang, s.laterEnd(o, span)))}
		for _, r := range laterReasons {
			m.Buttons = append(m.Buttons, []Button{{Text: s.t("reason.later." + r), Data: data("later", o.No, span, r)}})
		}
		return s.promptOr(o, m, "button.back", false)
	case !known(laterReasons, why):
		return order.ErrButton
	case why == "other":
		if err := s.ask(o, dialogLater, "ask.later_words"); err != nil {
			return err
		}
		return s.tx.SaveDialog(store.Dialog{Person: s.me.ID, Chat: s.in.Chat.ID, Step: dialogLater, Order: o.No, Arg: span})
	}
	if err := s.rest(o, span, "later."+why); err != nil {
		return err
	}
	return s.unprompt(o)
}

// mayRest asks whether whoever acts may put the order off: in private, where it
// waits for them, and never an emergency.
func (s *step) mayRest(o order.Order) error {
	if _, _, err := s.may(o, order.Later); err != nil {
		return err
	}
	if !s.in.Chat.Private {
		return order.ErrButton
	}
	if s.c.ClassFor(o).Emergency {
		return order.ErrUrgent
	}
	mine, err := s.tx.HasErrand(s.me.ID, o.No)
	if err == nil && !mine {
		err = order.ErrRole
	}
	return err
}

func (s *step) askLater(o order.Order) error {
	text := s.t("ask.later", "No", number(o.No))
	if end, ok := s.tellsAbove(o); ok {
		text += "\n" + s.t("ask.later_most", "At", s.clock(s.lang, end))
	}
	m := Outgoing{Text: text}
	for _, span := range laterSpans {
		m.Buttons = append(m.Buttons, []Button{{
			Text: s.t("later."+span, "At", s.clock(s.lang, s.laterEnd(o, span))), Data: data("later", o.No, span)}})
	}
	return s.prompt(o, m)
}

// laterEnd is until when an order can be put off that long: not beyond the step
// that tells somebody above.
func (s *step) laterEnd(o order.Order, span string) time.Time {
	at := s.now.Add(30 * time.Minute)
	switch span {
	case "2h":
		at = s.now.Add(2 * time.Hour)
	case "morning":
		if at = s.holdEnd(0); !at.After(s.now) {
			at = s.holdEnd(1)
		}
	}
	if end, ok := s.tellsAbove(o); ok && end.Before(at) {
		return end
	}
	return at
}

// tellsAbove is when the ladder next tells somebody above whoever has the order.
func (s *step) tellsAbove(o order.Order) (time.Time, bool) {
	for {
		due, ok := s.c.Next(o)
		switch {
		case !ok:
			return time.Time{}, false
		case due.Step == order.StepTell, due.Step == order.StepClimb, due.Step == order.StepDaily:
			return due.At, true
		case due.Clock == "accept":
			o.AcceptStep++
		case due.Clock == "finish":
			o.FinishStep++
		default:
			return time.Time{}, false
		}
	}
}

// rest puts the order off for whoever acts. The ledger keeps why, the cards of
// those who steer show it.
func (s *step) rest(o order.Order, span, why string) error {
	if err := s.mayRest(o); err != nil {
		return err
	}
	until := s.laterEnd(o, span)
	if !until.After(s.now) {
		return order.ErrTooLate
	}
	if err := s.act(&o, order.Later, why, nil); err != nil {
		return err
	}
	if err := s.tx.SaveRest(store.Rest{Person: s.me.ID, Order: o.No, State: o.State, Until: until, Why: why}); err != nil {
		return err
	}
	list, err := s.tx.Errands(s.me.ID)
	if err != nil {
		return err
	}
	for _, e := range list {
		if e.Order != o.No {
			continue
		}
		e.Due = s.awake(o, until)
		if err := s.tx.SaveErrand(e); err != nil {
			return err
		}
	}
	if err := s.setErrands(s.me.ID); err != nil {
		return err
	}
	s.toast("toast.later", "At", s.clock(s.lang, until))
	return s.refresh(o, true)
}

// laterAnswer takes the words of why an order is put off.
func (s *step) laterAnswer(o order.Order, span string) error {
	if err := s.rest(o, span, strings.TrimSpace(s.in.Message.Text)); err != nil {
		return err
	}
	return s.reply(Outgoing{Text: s.t("toast.later", "At", s.clock(s.lang, s.laterEnd(o, span)))})
}

// rests says, on the cards of those who steer, who put the order off and why.
func (d *drawing) rests() error {
	list, err := d.tx.RestsOf(d.o.No)
	if err != nil {
		return err
	}
	for _, r := range list {
		if !d.holds(r, d.o.State) {
			continue
		}
		why := reasonText(d.lang, r.Why)
		if d.veiled && why == r.Why {
			why = d.t("reason.later.other") // words may say what it is about
		}
		d.line("card.rest", "Name", d.personName(r.Person), "Why", orText(why, d.t("reason.later.other")), "At", d.clock(d.lang, r.Until))
	}
	return nil
}

// laterRow is the button that puts an order off, where it waits for the person.
func (d *drawing) laterRow(chat int64) error {
	if chat <= 0 || len(d.buttons) == 0 || d.c.ClassFor(d.o).Emergency || d.o.State == order.Held {
		return nil
	}
	mine, err := d.tx.HasErrand(chat, d.o.No)
	if err == nil && mine {
		d.row(d.button("button.later", "later"))
	}
	return err
}

// dataLater lists what the person put off.
func (s *step) dataLater() ([]string, error) {
	list, err := s.tx.RestsBy(s.me.ID)
	var lines []string
	for _, r := range list {
		lines = append(lines, s.t("mydata.rest", "No", number(r.Order), "At", s.clock(s.lang, r.Until), "Why", reasonText(s.lang, r.Why)))
	}
	return lines, err
}
