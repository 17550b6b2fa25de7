package flows

import (
	"time"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

// nudge reminds whoever must act now. It never adds a second message: see
// errands.go. By hand it is at once, so quiet hours do not matter.
//
// A nudge counts only where it is heard: in private, else by name in the unit's
// group, else with whoever steers.
func (s *step) nudge(o order.Order, hand bool) error {
	_, away, err := s.awayFrom(o)
	if err != nil {
		return err
	}
	if o.State == order.Accepted && !away {
		if heard, err := s.nudgeTaker(o, hand); err != nil || heard {
			return err
		}
	}
	if o.Tier == order.TierBuilding && o.State == order.New {
		list, err := s.responders(o)
		if err != nil {
			return err
		}
		if len(list) > 0 {
			return s.remind(o, viewGrid, s.keepBack(o, list, hand), "", hand)
		}
	}
	units, err := s.mustAct(o)
	if err != nil {
		return err
	}
	heard := false
	for _, u := range units {
		one, err := s.urge(o, u, hand)
		if err != nil {
			return err
		}
		heard = heard || one
	}
	if heard && !away {
		return nil
	}
	// Nobody there hears it, or nobody there has it: whoever steers must.
	desk, err := s.desk(o.Area)
	if err != nil {
		return err
	}
	return s.remind(o, viewDesk, s.keepBack(o, desk, hand), "", hand)
}

// keepBack holds back what waits for the morning.
func (s *step) keepBack(o order.Order, list []target, hand bool) []target {
	if hand {
		return list
	}
	return s.quiet(o, list)
}

// nudgeTaker reminds who took the order.
func (s *step) nudgeTaker(o order.Order, hand bool) (heard bool, err error) {
	to, ok, err := s.reach(o.Taker)
	if err != nil {
		return false, err
	}
	if ok {
		return true, s.remind(o, viewTaker, s.keepBack(o, []target{to}, hand), "", hand)
	}
	return s.mention(o, o.Unit, []int64{o.Taker}, hand)
}

// urge reminds a unit: who is on duty, else everybody.
func (s *step) urge(o order.Order, unit string, hand bool) (heard bool, err error) {
	list, unheard, err := s.watchmen(unit)
	if err != nil {
		return false, err
	}
	view := viewUnit + ":" + unit
	if len(list) > 0 {
		return true, s.remind(o, view, s.keepBack(o, list, hand), "", hand)
	}
	if heard, err := s.mention(o, unit, unheard, hand); err != nil || heard {
		return heard, err
	}
	to, err := s.unit(unit)
	if err != nil {
		return false, err
	}
	return len(to) > 0, s.remind(o, view, s.keepBack(o, to, hand), "", hand)
}

// summon calls who is on duty in a unit that is asked in its group: in private,
// or else there by name. It returns whom it called in private.
func (s *step) summon(o order.Order, unit string) ([]target, error) {
	chats, err := s.tx.ChatsOf(unit)
	if err != nil || len(chats) == 0 {
		return nil, err // where there is no group they got the card already
	}
	list, unheard, err := s.watchmen(unit)
	if err != nil {
		return nil, err
	}
	if len(list) > 0 {
		return list, s.bring(o, viewUnit+":"+unit, list, true)
	}
	_, err = s.mention(o, unit, unheard, true)
	return nil, err
}

// watchmen are the people on duty in a unit with a rota, or their substitutes:
// those that can be written to, and those that can't.
func (s *step) watchmen(unit string) (list []target, unheard []int64, err error) {
	on, err := s.dutyOf(unit, s.now)
	if err != nil {
		return nil, nil, err
	}
	people, err := s.called(on)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range people {
		to, ok, err := s.reach(p)
		if err != nil {
			return nil, nil, err
		}
		if ok {
			list = append(list, to)
		} else {
			unheard = append(unheard, p)
		}
	}
	return awakened(list), unheard, nil
}

// mention calls people by name in their unit's groups: the unit's card comes
// anew, with a line that names them. heard is false where there is no such group,
// or where they have left it.
func (s *step) mention(o order.Order, unit string, people []int64, hand bool) (heard bool, err error) {
	chats, err := s.tx.ChatsOf(unit)
	if err != nil {
		return false, err
	}
	for _, c := range chats {
		here, err := s.stillIn(c.ID, people)
		if err != nil {
			return false, err
		}
		if len(here) == 0 {
			continue
		}
		heard = true
		to := s.keepBack(o, []target{{chat: c.ID, lang: s.chatLang(c)}}, hand)[0]
		m, err := s.render(o, viewUnit+":"+unit, to.chat, to.lang)
		if err != nil {
			return false, err
		}
		var head texts.Rich
		head.Add("⏰")
		for _, p := range here {
			name, err := s.nameOf(p, to.lang)
			if err != nil {
				return false, err
			}
			head.Add(" ").Mention(name, p)
		}
		head.Line(say(to.lang, "nudge.start", "No", number(o.No)))
		m = withRich(&head, m)
		view := viewUnit + ":" + unit
		err = s.tx.Say(store.Post{Chat: c.ID, Slot: slot(o.No, view), Order: o.No, View: view, Body: encode(m), Fresh: true, NotBefore: to.notBefore})
		if err != nil {
			return false, err
		}
	}
	return heard, nil
}

// stillIn keeps of the people those who have not left the group.
func (s *step) stillIn(chat int64, people []int64) (here []int64, err error) {
	for _, p := range people {
		gone, err := s.tx.Gone(chat, p)
		if err != nil {
			return nil, err
		}
		if !gone && p != 0 {
			here = append(here, p)
		}
	}
	return here, nil
}

// startRow is the way to Start for who is on duty and can't be written to.
func (d *drawing) startRow() error {
	_, unheard, err := d.watchmen(d.unit)
	if err == nil && len(unheard) > 0 {
		d.row(Button{Text: d.t("button.start"), URL: d.startLink("o" + scope(d.o.No))})
	}
	return err
}

// heardAt is when people hear of a step: nudges wake who is on duty.
func (s *step) heardAt(o order.Order, due order.Due) time.Time {
	wake := s.awake(o, due.At)
	if o.State != order.Offered || !wake.After(due.At) || due.Step != order.StepNudge && due.Step != order.StepTell {
		return wake
	}
	units, err := s.mustAct(o)
	if err != nil {
		return wake
	}
	for _, u := range units {
		if on, err := s.dutyOf(u, due.At); err == nil && len(on) > 0 {
			return due.At
		}
	}
	return wake
}

// unheard goes on with a call that did not arrive: the same person by name in
// the group, or whoever comes next.
func (s *step) unheard(o order.Order, p store.Post) error {
	called := p.MessageID == 0 || p.Fresh
	if !called || p.View == "" || !o.State.Open() {
		return nil
	}
	unit, isUnit := cutView(p.View)
	switch {
	case p.View == viewTaker && o.Taker == p.Chat:
		_, err := s.nudgeTaker(o, false)
		return err
	case isUnit && s.stillAsked(o, p.View):
		_, err := s.urge(o, unit, false)
		return err
	case p.View == viewGrid:
		return s.passOn(o)
	case p.View == viewDesk:
		desk, err := s.desk(o.Area)
		if err != nil {
			return err
		}
		return s.bring(o, viewDesk, desk, false)
	}
	return nil
}
