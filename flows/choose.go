package flows

import (
	"huiyin/order"
	"huiyin/store"
)

// choice is one line of a question that a person answers by button.
type choice struct {
	key  string
	name string
	open bool // leads on to what lies inside
}

// choices lists what a purpose of a group, or a role, can be for: areas or
// units, only those that the right reaches. at is the area looked into.
func (s *step) choices(right order.Right, what, at string) []choice {
	switch what {
	case store.ForUnit: // also the role of a unit's member
		return s.unitChoices(right, false)
	case store.ForVolunteers, string(order.RoleVolunteer):
		return s.unitChoices(right, true)
	case store.ForDesk, string(order.RoleDispatcher):
		return s.areaChoices(right, "", order.KindCommunity, false)
	case string(order.RoleOfficer):
		return s.areaChoices(right, "", order.KindStreet, false)
	}
	return s.gridChoices(right, what, at)
}

func (s *step) unitChoices(right order.Right, volunteers bool) []choice {
	var list []choice
	for i := range s.c.Units {
		u := &s.c.Units[i]
		if u.Volunteers == volunteers && s.steering().unit(right, u) {
			list = append(list, choice{key: u.Key, name: u.Name.In(s.lang)})
		}
	}
	return list
}

func (s *step) areaChoices(right order.Right, in, kind string, open bool) []choice {
	var list []choice
	for _, a := range s.c.Below(in, kind) {
		if s.steering().area(right, a.Key) {
			list = append(list, choice{a.Key, a.Name.In(s.lang), open})
		}
	}
	return list
}

// gridChoices goes from the community to the grid, and for a residents' group or a
// first responder on to the building.
func (s *step) gridChoices(right order.Right, what, at string) []choice {
	if at == "" {
		list := s.areaChoices(right, "", order.KindCommunity, true)
		if len(list) != 1 {
			return list
		}
		at = list[0].key
	}
	a := s.c.Area(at)
	if a == nil || !s.steering().area(right, at) {
		return nil
	}
	residents, building := what == store.ForResidents, what == string(order.RoleResponder)
	var list []choice
	if residents {
		list = append(list, choice{key: at, name: s.t("choose.whole", "Name", a.Name.In(s.lang))})
	}
	if a.Kind == order.KindGrid {
		return append(list, s.areaChoices(right, at, order.KindBuilding, false)...)
	}
	for _, g := range s.areaChoices(right, at, order.KindGrid, false) {
		g.open = (residents || building) && len(s.c.Below(g.key, order.KindBuilding)) > 0
		if building && !g.open {
			continue
		}
		list = append(list, g)
	}
	return list
}

// pageSize is how many choices stand on one page; Telegram takes 100 buttons,
// a thumb fewer.
const pageSize = 16

// leaf cuts one page out of n choices; a page that there is not is the first.
func leaf(n, page int) (shown, first, last int) {
	if page < 0 || page >= (n+pageSize-1)/pageSize {
		page = 0
	}
	return page, page * pageSize, min((page+1)*pageSize, n)
}

// turns are the buttons to the pages before and after; nil when there are none.
func turns(page int, more bool, to func(page int) string) (list []Button) {
	if page > 0 {
		list = append(list, Button{Text: "‹", Data: to(page - 1)})
	}
	if more {
		list = append(list, Button{Text: "›", Data: to(page + 1)})
	}
	return list
}

// chooser draws the choices as buttons: two in a row, page by page. The verb
// gets them as what:at:key or, to look inside, what:in:key:page.
func (s *step) chooser(right order.Right, verb, what, at string, page int) [][]Button {
	list := s.choices(right, what, at)
	page, first, last := leaf(len(list), page)
	var rows [][]Button
	for i, c := range list[first:last] {
		b := Button{Text: c.name, Data: data(verb, what, "at", c.key)}
		if c.open {
			b = Button{Text: c.name + " ›", Data: data(verb, what, "in", c.key)}
		}
		if i%2 == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], b)
	}
	turn := turns(page, last < len(list), func(page int) string { return data(verb, what, "in", at, page) })
	if turn != nil {
		rows = append(rows, turn)
	}
	back := Button{Text: s.t("button.back"), Data: data(verb, "new")}
	if at != "" {
		back.Data = data(verb, what, "in")
	}
	return append(rows, []Button{back, {Text: s.t("choose.close"), Data: data("close")}})
}

// only is the one thing that can be chosen, so that nobody is asked.
func (s *step) only(right order.Right, what string) (key string, ok bool) {
	list := s.choices(right, what, "")
	if len(list) != 1 || list[0].open {
		return "", false
	}
	return list[0].key, true
}

// panel shows a question that is edited in place while it is answered.
func (s *step) panel(slot string, m Outgoing, fresh bool) error {
	p := store.Post{Chat: s.in.Chat.ID, Thread: s.in.Message.Thread, Slot: slot, Body: encode(m), Urgent: true, Fresh: fresh}
	if old, ok, err := s.tx.PostIn(p.Chat, slot); err != nil {
		return err
	} else if ok && fresh && old.Thread != p.Thread {
		// A message can't move to another topic.
		if err := s.dropPost(p.Chat, slot); err != nil {
			return err
		}
	}
	return s.tx.Say(p)
}

// closable are the slots of questions: what stands in another slot is not
// taken away by whoever asks for it.
var closable = []string{slotBind, slotInvite, slotPeople, slotLanguage, slotForget, slotLeave, slotDuty, slotGroup, slotSettings, slotAreas, slotPrivacy}

const (
	slotBind     = "bind"
	slotInvite   = "invite"
	slotPeople   = "people"
	slotLanguage = "lang"
	slotForget   = "forget"
	slotLeave    = "leave"
	slotDuty     = "duty"
	slotHeat     = "heat"
	slotGroup    = "group"
)

// tapClosePrompt deletes the question that carries the pressed button. A
// button's data can be forged, so cards and what stays said are not deleted.
func (s *step) tapClosePrompt(press) error {
	p, ok, err := s.tx.PostOf(s.in.Chat.ID, s.in.Tap.Message)
	if err != nil {
		return err
	}
	if !ok || p.View != "" || (!known(closable, p.Slot) && !isPrompt(p.Slot)) {
		return order.ErrButton
	}
	if isPrompt(p.Slot) { // whoever goes back does not answer: their next words are not the answer
		if err := s.tx.DropDialog(s.me.ID, s.in.Chat.ID); err != nil {
			return err
		}
	}
	if p.Slot == slotSettings {
		if err := s.dropSetting(); err != nil {
			return err
		}
	}
	if p.Slot == slotLeave {
		if err := s.dropDate(); err != nil {
			return err
		}
	}
	if err := s.tx.Forget(p.ID); err != nil {
		return err
	}
	return s.tx.Say(store.Post{Kind: store.PostDelete, Chat: s.in.Chat.ID, MessageID: s.in.Tap.Message})
}

func isPrompt(slot string) bool { return len(slot) > 7 && slot[:7] == "prompt:" }
