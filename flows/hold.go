package flows

import (
	"slices"
	"strconv"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// resumeHour is when a hold ends on its last day, and the taker hears of it.
const resumeHour = 8

// tapWait is 要等等: whoever took the order can't go on at once. It asks why,
// then for how long: a hold pauses the finish clock, an extension is asked of
// the tier above. Once the promise is broken neither is possible.
func (s *step) tapWait(o order.Order, p press) error {
	if _, _, err := s.may(o, order.Hold); err != nil {
		return err
	}
	if !s.now.Before(o.FinishDue) {
		return order.ErrTooLate
	}
	why, length := p.arg(1), p.arg(2)
	switch {
	case why == "":
		return s.askReason(o, "wait", order.HoldReasons)
	case !known(order.HoldReasons, why):
		return order.ErrButton
	case length == "":
		return s.askLength(o, why)
	}
	days, err := strconv.Atoi(length[1:])
	if err != nil {
		return order.ErrButton
	}
	if err := s.unprompt(o); err != nil {
		return err
	}
	switch {
	case length[0] == 'h' && slices.Contains(order.HoldDays, days):
		return s.hold(o, why, days)
	case length[0] == 'e' && slices.Contains(order.ExtendDays, days):
		return s.askMoreTime(o, why, days)
	}
	return order.ErrButton
}

func (s *step) askLength(o order.Order, why string) error {
	m := Outgoing{Text: s.t("ask.wait_length", "No", number(o.No))}
	for _, days := range order.HoldDays {
		m.Buttons = append(m.Buttons, []Button{{Text: s.t("button.hold", "At", s.clock(s.lang, s.holdEnd(days))), Data: data("wait", o.No, why, "h"+strconv.Itoa(days))}})
	}
	for _, days := range order.ExtendDays {
		m.Buttons = append(m.Buttons, []Button{{Text: s.t("button.extend", "Count", days), Data: data("wait", o.No, why, "e"+strconv.Itoa(days))}})
	}
	return s.prompt(o, m)
}

// holdEnd is the morning on which a hold of so many days is over.
func (s *step) holdEnd(days int) time.Time {
	local := s.now.In(s.c.Zone())
	return order.OnWall(time.Date(local.Year(), local.Month(), local.Day()+days, resumeHour, 0, 0, 0, time.UTC), s.c.Zone())
}

// hold pauses the order. The resident reads why and until when, and may object.
func (s *step) hold(o order.Order, why string, days int) error {
	err := s.act(&o, order.Hold, "wait."+why, func(o *order.Order) error {
		o.Pause(s.now, s.holdEnd(days))
		return s.tx.MoveFinish(*o)
	})
	if err != nil {
		return err
	}
	s.toast("toast.held")
	if err := s.settle(o); err != nil {
		return err
	}
	return s.echoWith(&o, func(lang string) Outgoing {
		return Outgoing{
			Text:    say(lang, "echo.held", "No", number(o.No), "At", s.clock(lang, o.HeldUntil), "Why", say(lang, "reason.wait."+why)),
			Buttons: [][]Button{{{Text: say(lang, "button.object"), Data: data("resume", o.No)}}},
		}
	})
}

// tapResume is 恢复办理, by whoever holds the order, steers it, or waits for it.
func (s *step) tapResume(o order.Order, _ press) error {
	s.toast("toast.resumed")
	return s.resume(o)
}

// resume ends the hold. Whoever took the order is called, unless they did it
// themselves; the resident hears of it, unless they did.
func (s *step) resume(o order.Order) error {
	if err := s.act(&o, order.Resume, "", nil); err != nil {
		return err
	}
	if err := s.settle(o); err != nil {
		return err
	}
	if s.actor.Clock || s.me.ID != o.Taker {
		if err := s.nudge(o, false); err != nil {
			return err
		}
	}
	if !s.actor.Clock && s.me.ID == o.Resident {
		return nil
	}
	return s.echoWith(&o, func(lang string) Outgoing {
		return Outgoing{Text: say(lang, "echo.resumed", "No", number(o.No), "At", s.clock(lang, o.FinishDue))}
	})
}

// askMoreTime shows those above the taker's wish for more time.
func (s *step) askMoreTime(o order.Order, why string, days int) error {
	list, err := s.above(o)
	if err != nil {
		return err
	}
	for _, to := range list {
		d := &drawing{step: s, o: o, lang: to.lang}
		text := say(to.lang, "extend.asked", "No", number(o.No), "Name", d.personName(o.Taker), "Unit", d.unitName(o.Unit), "Count", days,
			"Why", say(to.lang, "reason.wait."+why), "At", s.clock(to.lang, o.FinishDue))
		answer := func(word string) Button {
			return Button{Text: say(to.lang, "button.extend."+word), Data: data("extend", o.No, why, days, word)}
		}
		err := s.tx.Say(store.Post{Chat: to.chat, Thread: to.thread, Slot: extendSlot(o.No), Order: o.No, Fresh: true,
			Body: encode(Outgoing{Text: text, Buttons: [][]Button{{answer("yes"), answer("no")}}}), NotBefore: to.notBefore})
		if err != nil {
			return err
		}
	}
	s.toast("toast.extend_asked")
	return nil
}

func extendSlot(no int64) string { return "extend:" + scope(no) }

// above are those who decide on more time: the tier above the one that holds
// the order.
func (s *step) above(o order.Order) ([]target, error) {
	switch {
	case o.Tier <= order.TierGrid:
		return s.desk(o.Area)
	case o.Tier == order.TierCommunity:
		return s.officers(o.Area)
	}
	return s.owners()
}

// tapExtend answers the taker's wish for more time. What was asked stands in
// the button; a forged one gives no more than an honest one could.
func (s *step) tapExtend(o order.Order, p press) error {
	why, word := p.arg(1), p.arg(3)
	days, err := strconv.Atoi(p.arg(2))
	if err != nil || !known(order.HoldReasons, why) || !slices.Contains(order.ExtendDays, days) || word != "yes" && word != "no" {
		return order.ErrButton
	}
	_, by, err := s.may(o, order.Extend)
	if err != nil {
		return err
	}
	if by&order.ExtendedBy(o.Tier) == 0 {
		return order.ErrRole
	}
	if !s.now.Before(o.FinishDue) {
		return order.ErrTooLate
	}
	if _, open, err := s.tx.PostIn(s.in.Chat.ID, extendSlot(o.No)); err != nil {
		return err
	} else if !open {
		return order.ErrState // answered already
	}
	if word == "yes" {
		err = s.extend(&o, why, days)
	}
	if err != nil {
		return err
	}
	return s.extendAnswered(o, word)
}

func (s *step) extend(o *order.Order, why string, days int) error {
	err := s.act(o, order.Extend, "wait."+why, func(o *order.Order) error {
		s.c.Prolong(o, days)
		return s.tx.MoveFinish(*o)
	})
	if err != nil {
		return err
	}
	if err := s.settle(*o); err != nil {
		return err
	}
	return s.echoWith(o, func(lang string) Outgoing {
		return Outgoing{Text: say(lang, "echo.extended", "No", number(o.No), "At", s.clock(lang, o.FinishDue), "Why", say(lang, "reason.wait."+why))}
	})
}

// extendAnswered takes the question away and tells the taker.
func (s *step) extendAnswered(o order.Order, word string) error {
	s.toast("toast.extend." + word)
	list, err := s.above(o)
	if err != nil {
		return err
	}
	if !hasChat(list, s.in.Chat.ID) {
		list = append(list, target{chat: s.in.Chat.ID})
	}
	for _, to := range list {
		if err := s.dropPost(to.chat, extendSlot(o.No)); err != nil {
			return err
		}
	}
	to, ok, err := s.reach(o.Taker)
	if err != nil || !ok {
		return err
	}
	return s.say(to, o.No, Outgoing{Text: say(to.lang, "taker.extend."+word, "No", number(o.No), "At", s.clock(to.lang, o.FinishDue))})
}
