package flows

import (
	"strconv"

	"huiyin/order"
	"huiyin/store"
)

// tapHomes chooses a place and gives the link of those who live there: the one
// that a poster carries. It is no secret, and yet only whoever binds the groups
// of the place gives it away, so that nobody is sent to a wrong one.
func (s *step) tapHomes(p press) error {
	if !s.in.Chat.Private {
		return order.ErrButton
	}
	list := s.choices(order.Bind, store.ForResidents, "")
	if len(list) == 0 {
		s.alert("bind.no_right")
		return nil
	}
	what, step, key := p.arg(0), p.arg(1), p.arg(2)
	switch {
	case what == "new":
		return s.panel(slotInvite, s.inviteTop(), false)
	case what == store.ForResidents && step == "at":
		return s.giveHome(key)
	case what != "in" && what != store.ForResidents:
		return order.ErrButton
	}
	page, _ := strconv.Atoi(p.arg(3)) // none is the first
	return s.panel(slotInvite, Outgoing{Text: s.t("homes.which"), Buttons: s.chooser(order.Bind, "homes", store.ForResidents, key, page)}, false)
}

// giveHome gives the link of the place, in a message that can be passed on.
func (s *step) giveHome(key string) error {
	if !s.steering().chosen(order.Bind, store.ForResidents, key) {
		return order.ErrButton
	}
	if err := s.dropPost(s.in.Chat.ID, slotInvite); err != nil {
		return err
	}
	link := s.startLink("b_" + key)
	m := handOut(s.t("homes.link", "Place", placeName(s.c, key, s.lang), "Link", link), link)
	m.Buttons = [][]Button{{{Text: s.t("homes.more"), Data: data("homes", "in")}}}
	return s.reply(m)
}
