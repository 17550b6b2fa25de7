package flows

import (
	"fmt"
	"strconv"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// Why a turn can't change hands.
const (
	errNotYourTurn order.Error = "swap.not_yours"
	errSwapOver    order.Error = "swap.over" // the offer was taken back, or the rota is another one
)

// tapSwap lets a member offer a turn of their own to another one, who has to
// agree.
func (s *step) tapSwap(p press) error {
	if !s.in.Chat.Private {
		return order.ErrButton
	}
	x, err := s.spotIn(p.arg(1))
	if err != nil {
		return err
	}
	people, err := s.staff(x)
	if err != nil {
		return err
	}
	if !has(people, s.me.ID) {
		return errNotYourTurn
	}
	rota, err := s.tx.Rota(x.unit, x.area)
	if err != nil {
		return err
	}
	if p.arg(0) == "top" {
		return s.swapTop(x, rota)
	}
	day, err := s.dayIn(p.arg(2))
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(p.arg(3))
	if err != nil {
		return order.ErrButton
	}
	c := order.Change{Day: day, From: n * half}
	switch p.arg(0) {
	case "on":
		return s.swapWith(x, rota, c, people)
	case "to":
		return s.swapOffer(x, rota, c, p.arg(4), people)
	case "yes", "no":
		return s.swapAnswer(x, rota, c, p)
	}
	return order.ErrButton
}

// swapTop asks which turn.
func (s *step) swapTop(x spot, rota order.Rota) error {
	m := Outgoing{Text: s.t("swap.which")}
	for i, t := range s.turnsOf(rota, s.me.ID) {
		if i == pageSize {
			break
		}
		m.Buttons = append(m.Buttons, []Button{{Text: s.dateName(t.Day) + " " + hours(t.From, t.To),
			Data: data("swap", "on", x.code(), int(t.Day), t.From/half)}})
	}
	if len(m.Buttons) == 0 {
		m.Text = s.t("swap.none")
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("button.back"), Data: data("duty", "at", x.code())}})
	return s.panel(slotDuty, m, false)
}

// myTurn finds the turn, which must be the person's own and not be over.
func (s *step) myTurn(rota order.Rota, c order.Change) (order.Turn, error) {
	t, ok := rota.TurnOf(s.me.ID, c.Day, c.From)
	if !ok || !t.End(s.c.Zone()).After(s.now) {
		return t, errNotYourTurn
	}
	return t, nil
}

// swapWith asks who is to take it.
func (s *step) swapWith(x spot, rota order.Rota, c order.Change, people []int64) error {
	t, err := s.myTurn(rota, c)
	if err != nil {
		return err
	}
	m := Outgoing{Text: s.t("swap.with", "Day", s.dateName(t.Day), "Hours", hours(t.From, t.To))}
	for _, p := range people {
		able, err := s.canTake(rota, t, p)
		if err != nil {
			return err
		}
		if !able || len(m.Buttons) == pageSize {
			continue
		}
		name, err := s.nameOf(p, s.lang)
		if err != nil {
			return err
		}
		m.Buttons = append(m.Buttons, []Button{{Text: name, Data: data("swap", "to", x.code(), int(c.Day), c.From/half, p)}})
	}
	if len(m.Buttons) == 0 {
		m.Text = s.t("swap.no_one")
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("button.back"), Data: data("swap", "top", x.code())}})
	return s.panel(slotDuty, m, false)
}

// canTake reports whether somebody else could take the turn: they can be asked,
// and have none that begins together with it.
func (s *step) canTake(rota order.Rota, t order.Turn, person int64) (bool, error) {
	if _, busy := rota.TurnOf(person, t.Day, t.From); busy || person == s.me.ID {
		return false, nil
	}
	r, err := s.reachability(person, "")
	if err != nil {
		return false, err
	}
	why, _ := r.Hitch(s.now, time.Time{})
	return why == order.NoHitch, nil
}

func swapSlot(x spot, c order.Change) string {
	return fmt.Sprintf("swap:%s:%d:%d:%d", x.code(), c.Day, c.From, c.Out)
}

// swapOffer asks the other one.
func (s *step) swapOffer(x spot, rota order.Rota, c order.Change, to string, people []int64) error {
	t, err := s.myTurn(rota, c)
	if err != nil {
		return err
	}
	person, err := strconv.ParseInt(to, 10, 64)
	if err != nil {
		return order.ErrButton
	}
	if able, err := s.canTake(rota, t, person); err != nil || !able || !has(people, person) {
		return orError(err, errRotaChanged)
	}
	c.Out, c.In = s.me.ID, person
	for _, o := range rota.Offers { // another one was asked before
		if o.Day == c.Day && o.From == c.From && o.Out == c.Out {
			if err := s.dropPost(o.In, swapSlot(x, o)); err != nil {
				return err
			}
		}
	}
	if !rota.Offer(c) {
		return errRotaChanged
	}
	if err := s.tx.SaveRota(x.unit, x.area, rota, s.today()); err != nil {
		return err
	}
	other, ok, err := s.reach(person)
	if err != nil || !ok {
		return orError(err, errRotaChanged)
	}
	b := func(key, answer string) Button {
		return Button{Text: say(other.lang, key), Data: data("swap", answer, x.code(), int(c.Day), c.From/half, c.Out)}
	}
	m := Outgoing{Text: say(other.lang, "swap.ask", "Name", s.me.Name, "Where", s.placeOrUnit(x.area, x.unit, other.lang), "Day", s.dayName(other.lang, c.Day), "Hours", hours(t.From, t.To)),
		Buttons: [][]Button{{b("standin.yes", "yes"), b("standin.no", "no")}}}
	if err := s.tx.Say(store.Post{Chat: person, Slot: swapSlot(x, c), Body: encode(m), Fresh: true}); err != nil {
		return err
	}
	name, err := s.nameOf(person, s.lang)
	if err != nil {
		return err
	}
	return s.panel(slotDuty, Outgoing{Text: s.t("swap.asked", "Name", name),
		Buttons: [][]Button{{{Text: s.t("button.back"), Data: data("duty", "at", x.code())}}}}, false)
}

// swapAnswer is the answer of who was asked; nobody else's counts.
func (s *step) swapAnswer(x spot, rota order.Rota, c order.Change, p press) error {
	out, err := strconv.ParseInt(p.arg(4), 10, 64)
	if err != nil {
		return order.ErrButton
	}
	c.Out, c.In = out, s.me.ID
	t, found := rota.TurnOf(out, c.Day, c.From)
	said := "swap.refused"
	switch {
	case p.arg(0) == "no":
		if !rota.Refuse(c) {
			return errSwapOver
		}
	case !found || !t.End(s.c.Zone()).After(s.now) || !rota.Accept(c):
		return errSwapOver
	default:
		said = "swap.agreed"
	}
	if err := s.tx.SaveRota(x.unit, x.area, rota, s.today()); err != nil {
		return err
	}
	mine := s.t("swap.declined")
	if said == "swap.agreed" {
		mine = s.t("swap.done", "Day", s.dayName(s.lang, c.Day), "Hours", hours(t.From, t.To))
	}
	if err := s.panel(swapSlot(x, c), Outgoing{Text: mine}, false); err != nil {
		return err
	}
	to, ok, err := s.reach(out)
	if err != nil || !ok {
		return err
	}
	text := say(to.lang, said, "Name", s.me.Name, "Day", s.dayName(to.lang, c.Day), "From", clockOf(c.From))
	return s.say(to, 0, Outgoing{Text: text})
}
