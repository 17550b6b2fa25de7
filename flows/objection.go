package flows

import (
	"strings"

	"huiyin/order"
	"huiyin/store"
)

// 派单异议: a unit that says "not ours" may name the unit that should do it.
// The decline stands at once, and no clock waits for what is named or decided.

const notOurs = "decline.not_ours"

// objection is what the last unit that said "not ours" objects to.
type objection struct {
	unit  string
	named string // the unit that should do it; empty: they did not say
	again bool   // the unit was asked twice already
}

// objected cuts the unit that was named off the reason of a decline.
func objected(d order.Dispatch) (why, named string) {
	if d.State != order.DispatchDeclined {
		return d.Reason, ""
	}
	why, named, _ = strings.Cut(d.Reason, ":")
	return why, named
}

// objection finds the latest objection of this round that nobody has decided
// yet; an order that somebody else is asked for is decided.
func (s *step) objection(o order.Order) (found objection, open bool, err error) {
	if o.State != order.New {
		return found, false, nil
	}
	list, err := s.tx.Dispatches(o.No)
	times := map[string]int{}
	for _, d := range list {
		if d.At.Before(o.Start) || d.State == order.DispatchUndone {
			continue
		}
		times[d.Unit]++
		if why, named := objected(d); d.State == order.DispatchDeclined && why == notOurs {
			found, open = objection{unit: d.Unit, named: named}, s.c.Unit(d.Unit) != nil
		}
	}
	found.again = times[found.unit] > 1
	return found, open, err
}

// upheld reports whether the unit is asked although it had said "not ours".
func (s *step) upheld(o order.Order, unit string) (bool, error) {
	list, err := s.tx.Dispatches(o.No)
	for _, d := range list {
		if why, _ := objected(d); d.Unit == unit && why == notOurs && !d.At.Before(o.Start) {
			return true, err
		}
	}
	return false, err
}

// manyUnits is how many units are offered to be named.
const manyUnits = 6

// askBetter asks who should do it, in place of the question why it was declined.
func (s *step) askBetter(o order.Order) error {
	ranked, err := s.ranked(o)
	if err != nil {
		return err
	}
	m := Outgoing{Text: s.t("ask.better", "No", number(o.No))}
	n := 0
	for _, r := range ranked {
		if n == manyUnits || r.Asked || r.Barred {
			continue
		}
		if n%2 == 0 {
			m.Buttons = append(m.Buttons, nil)
		}
		last := len(m.Buttons) - 1
		m.Buttons[last] = append(m.Buttons[last], Button{Text: r.Unit.Name.In(s.lang), Data: data("suggest", o.No, r.Unit.Key)})
		n++
	}
	if n == 0 {
		return s.unprompt(o)
	}
	return s.promptOr(o, m, "button.skip", false)
}

// myDecline is the latest decline of this round, as "not ours", by a unit of
// whoever acts.
func (s *step) myDecline(o order.Order) (found order.Dispatch, err error) {
	list, err := s.tx.Dispatches(o.No)
	for _, d := range list {
		if why, _ := objected(d); d.State == order.DispatchDeclined && why == notOurs && !d.At.Before(o.Start) && s.belongs(d.Unit) {
			found = d
		}
	}
	return found, err
}

// tapSuggest keeps which unit should do it. The desk sees it first on its card,
// which is edited without a sound: of the decline it has heard.
func (s *step) tapSuggest(o order.Order, p press) error {
	mine, err := s.myDecline(o)
	if err != nil {
		return err
	}
	their := *s
	their.actor.Declined = mine.ID != 0
	state, by, err := their.may(o, order.Suggest)
	if err != nil {
		return err
	}
	u := s.c.Unit(p.arg(1))
	if u == nil || u.Key == mine.Unit || s.c.Barred(u, o.Category) || !s.c.WorksIn(u, o.Area) {
		return order.ErrButton
	}
	if err := s.tx.EndDispatch(mine.ID, mine.State, mine.Taker, notOurs+":"+u.Key); err != nil {
		return err
	}
	err = s.tx.Note(store.Entry{Order: o.No, Act: order.Suggest, Person: s.me.ID, Relation: by.String(), Was: o.State, State: state,
		Tier: o.Tier, Unit: mine.Unit, Note: u.Key})
	if err != nil {
		return err
	}
	if err := s.unprompt(o); err != nil {
		return err
	}
	s.toast("toast.suggested", "Name", u.Name.In(s.lang))
	return s.refresh(o, false)
}

// tapUphold is 维持原派: the unit that objected is asked again, once.
func (s *step) tapUphold(o order.Order, p press) error {
	if _, _, err := s.may(o, order.Uphold); err != nil {
		return err
	}
	against, open, err := s.objection(o)
	switch {
	case err != nil:
		return err
	case !open || against.unit != p.arg(1):
		return order.ErrButton
	case against.again:
		return order.ErrUpheld
	}
	u := s.c.Unit(against.unit)
	if heard, err := s.heard(u); err != nil || !heard {
		return err
	}
	if err := s.offer(&o, u, order.Uphold, false); err != nil {
		return err
	}
	if err := s.unprompt(o); err != nil {
		return err
	}
	s.toast("toast.upheld", "Name", u.Name.In(s.lang))
	return nil
}
