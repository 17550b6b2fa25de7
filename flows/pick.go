package flows

import (
	"encoding/binary"
	"fmt"
	"io"
	"strconv"
	"strings"

	"huiyin/order"
	"huiyin/store"
)

// dialogPick is a dialog that waits for something picked from a list, and
// dialogGroup one that knows which group was picked.
const (
	dialogPick  = "pick"
	dialogGroup = "group"
)

// errNotAsked: it was answered or taken back meanwhile, or somebody else is meant.
const errNotAsked order.Error = "pick.not_asked"

// knownGroup stands in a button for the group that was picked.
const knownGroup = "known"

// tapPick goes on with picking people: it asks for which role and place.
func (s *step) tapPick(p press) error {
	if !s.in.Chat.Private {
		return order.ErrButton
	}
	if !s.steering().gives() {
		s.alert("invite.no_right")
		return nil
	}
	what := p.arg(0)
	role := order.Role(what)
	switch {
	case what == "top":
		return s.panel(slotPeople, s.pickTop(), true)
	case what == "new":
		return s.panel(slotPeople, s.pickTop(), false)
	case role == order.RoleOwner:
		return s.askPeople(role, "")
	case p.arg(1) == "at":
		return s.askPeople(role, p.arg(2))
	case !s.mayGive(role):
		return order.ErrButton
	}
	if key, ok := s.only(order.Give(role), what); ok && p.arg(2) == "" {
		return s.askPeople(role, key)
	}
	page, _ := strconv.Atoi(p.arg(3)) // none is the first
	return s.panel(slotPeople, Outgoing{Text: s.t("invite.where", "Role", s.t("role."+what)),
		Buttons: s.chooser(order.Give(role), "pick", what, p.arg(2), page)}, false)
}

func (s *step) pickTop() Outgoing {
	m := Outgoing{Text: s.t("pick.role"), Buttons: s.roleButtons("pick")}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("choose.close"), Data: data("close")}})
	return m
}

// asMember is a role for the place or unit that a button names.
func asMember(role order.Role, key string) order.Member {
	if role == order.RoleUnit || role == order.RoleVolunteer {
		return order.Member{Role: role, Unit: key}
	}
	return order.Member{Role: role, Area: key}
}

func (s *step) mayGiveTo(m order.Member) bool { return s.steering().mayInvite(m.Role, m.Area, m.Unit) }

// askPeople shows the key that opens the list of people.
func (s *step) askPeople(role order.Role, key string) error {
	m := asMember(role, key)
	if !s.mayGiveTo(m) {
		return order.ErrButton
	}
	id, err := s.expectPick(string(role) + "|" + key)
	if err != nil {
		return err
	}
	if err := s.dropPost(s.in.Chat.ID, slotPeople); err != nil {
		return err
	}
	return s.reply(Outgoing{Text: s.t("pick.ask", "What", s.memberName(m, s.lang), "Most", MostPicked),
		Keyboard: [][]Key{{{Text: s.t("pick.people"), People: id}}, {{Text: s.t("key.back")}}}})
}

// askGroup shows the key that opens the list of groups that the bot is in.
func (s *step) askGroup() error {
	id, err := s.expectPick("")
	if err != nil {
		return err
	}
	if err := s.dropPost(s.in.Chat.ID, slotGroup); err != nil {
		return err
	}
	return s.reply(Outgoing{Text: s.t("pick.ask_group"), Keyboard: [][]Key{{{Text: s.t("pick.group"), Group: id}}, {{Text: s.t("key.back")}}}})
}

// expectPick remembers what will be picked for. The number is drawn, so that a
// key that still stands there from an earlier question answers no later one.
func (s *step) expectPick(what string) (id int32, err error) {
	b := make([]byte, 4)
	if _, err := io.ReadFull(s.random, b); err != nil {
		return 0, fmt.Errorf("draw a number: %w", err)
	}
	id = int32(binary.BigEndian.Uint32(b)>>1) | 1 // never 0
	return id, s.tx.SaveDialog(store.Dialog{Person: s.me.ID, Chat: s.in.Chat.ID, Step: dialogPick, Arg: strconv.Itoa(int(id)) + "|" + what})
}

// picked answers what was picked.
func (s *step) picked(p *Picked) error {
	d, ok, err := s.tx.Dialog(s.me.ID, s.in.Chat.ID)
	if err != nil {
		return err
	}
	parts := strings.Split(d.Arg, "|")
	if !ok || d.Step != dialogPick || s.now.Sub(d.At) > asked || parts[0] != strconv.Itoa(int(p.ID)) {
		return s.reply(Outgoing{Text: s.t("pick.over"), Keyboard: s.keyboard()})
	}
	if err := s.tx.DropDialog(s.me.ID, s.in.Chat.ID); err != nil {
		return err
	}
	if p.Group.ID != 0 {
		return s.pickedGroup(p.Group)
	}
	if len(parts) != 3 {
		return s.reply(Outgoing{Text: s.t("pick.over"), Keyboard: s.keyboard()})
	}
	m := asMember(order.Role(parts[1]), parts[2])
	if !s.mayGiveTo(m) {
		return s.reply(Outgoing{Text: s.t("invite.no_right"), Keyboard: s.keyboard()})
	}
	return s.pickedPeople(m, p.People)
}

// pickedPeople asks whoever can be asked, and keeps the others in the roster,
// each with an invite to be passed on. Nobody gets a role without agreeing.
func (s *step) pickedPeople(m order.Member, people []Person) error {
	what := s.memberName(m, s.lang)
	lines := []string{s.t("pick.done", "What", what)}
	var cards []Outgoing
	for _, x := range people {
		if x.ID <= 0 {
			continue
		}
		m.Person = x.ID
		how, card, err := s.offerRole(m, x)
		if err != nil {
			return err
		}
		name := orText(x.Name, s.t("card.somebody"))
		lines = append(lines, "• "+name+s.t("usage.colon")+s.t(how))
		if card != nil {
			card.Text = s.t("pick.for", "Name", name) + "\n\n" + card.Text
			cards = append(cards, *card)
		}
	}
	if err := s.reply(Outgoing{Text: strings.Join(lines, "\n"), Keyboard: s.keyboard()}); err != nil {
		return err
	}
	for _, card := range cards {
		if err := s.reply(card); err != nil {
			return err
		}
	}
	return nil
}

// offerRole asks one of the picked, or makes an invite for them.
func (s *step) offerRole(m order.Member, x Person) (how string, card *Outgoing, err error) {
	roles, err := s.tx.RolesOf(x.ID)
	if err != nil {
		return "", nil, err
	}
	for _, have := range roles {
		if have == m {
			return "pick.have", nil, nil
		}
	}
	if x.ID == s.me.ID {
		return "pick.have", nil, s.takeRole(m)
	}
	to, ok, err := s.reach(x.ID)
	if err != nil {
		return "", nil, err
	}
	if ok {
		how, err = s.askRole(m, to)
		return how, nil, err
	}
	c, err := s.enlistPicked(m, x.Name)
	return "pick.listed", c, err
}

// roleSlot is where somebody is asked whether they want the role.
func roleSlot(m order.Member) string { return "role:" + string(m.Role) + ":" + m.Area + m.Unit }

// askRole asks somebody in private. Whoever was asked lately is not asked again,
// whatever they answered.
func (s *step) askRole(m order.Member, to target) (how string, err error) {
	before, ok, err := s.tx.PostIn(to.chat, roleSlot(m))
	if err != nil {
		return "", err
	}
	if ok && s.now.Sub(before.At) < inviteFor {
		return "pick.asked_before", nil
	}
	i := store.Invite{Role: m.Role, Area: m.Area, Unit: m.Unit, By: s.me.ID}
	if i.Code, err = s.secret(); err != nil {
		return "", err
	}
	if err := s.tx.AddInvite(i); err != nil {
		return "", fmt.Errorf("keep invite: %w", err)
	}
	text := say(to.lang, "pick.offer", "Name", orText(s.me.Name, say(to.lang, "card.somebody")), "What", s.memberName(m, to.lang),
		"Until", s.clock(to.lang, s.now.Add(inviteFor)))
	card := Outgoing{Text: text, Buttons: [][]Button{{
		{Text: say(to.lang, "pick.yes"), Data: data("role", "yes", i.Code), Style: "success"},
		{Text: say(to.lang, "pick.no"), Data: data("role", "no", i.Code)}}}}
	return "pick.asked", s.tx.Say(store.Post{Chat: to.chat, Slot: roleSlot(m), Body: encode(card), Fresh: true})
}

// tapRole is the answer of who was asked. Only they have the question before
// them, so only they can answer it.
func (s *step) tapRole(p press) error {
	if !s.in.Chat.Private || p.arg(0) != "yes" && p.arg(0) != "no" {
		return order.ErrButton
	}
	i, ok, err := s.tx.Invite(p.arg(1))
	if err != nil {
		return err
	}
	m := order.Member{Person: s.me.ID, Role: i.Role, Area: i.Area, Unit: i.Unit}
	if !ok || i.Used != 0 {
		return errNotAsked
	}
	if _, ok, err := s.tx.PostIn(s.me.ID, roleSlot(m)); err != nil || !ok {
		return orError(err, errNotAsked)
	}
	if p.arg(0) == "no" {
		return s.declineRole(i, m)
	}
	if valid, err := s.stillValid(i); err != nil || !valid {
		if err == nil {
			s.alert("invite.expired")
		}
		return err
	}
	if err := s.dropPost(s.me.ID, roleSlot(m)); err != nil {
		return err
	}
	return s.enrol(i, m)
}

// declineRole tells who asked.
func (s *step) declineRole(i store.Invite, m order.Member) error {
	if err := s.tx.VoidInvite(i.Code); err != nil {
		return err
	}
	if err := s.panel(roleSlot(m), Outgoing{Text: s.t("pick.declined_you", "What", s.memberName(m, s.lang))}, false); err != nil {
		return err
	}
	to, ok, err := s.reach(i.By)
	if err != nil || !ok {
		return err
	}
	return s.say(to, 0, Outgoing{Text: say(to.lang, "pick.declined", "Name", s.me.Name, "What", s.memberName(m, to.lang))})
}

// enlistPicked keeps somebody who can't be asked in the roster, with an invite
// that whoever picked them passes on. Their id is not kept: they have not met
// the bot.
func (s *step) enlistPicked(m order.Member, name string) (*Outgoing, error) {
	m.Person = 0
	l := order.Listed{Member: m, Name: name, By: s.me.ID}
	mine, err := s.tx.PickedBy(s.me.ID)
	if err != nil {
		return nil, err
	}
	for _, before := range mine {
		if !before.Joined() && before.Member == m && before.Name == name {
			l = before
		}
	}
	if l.ID == 0 || l.Expired(s.now) {
		if err := s.enlist(&l); err != nil {
			return nil, err
		}
	}
	card := s.inviteWith(l.Code, s.memberName(m, s.lang), l.Until)
	return &card, nil
}

// stillPicked reports whether who picked somebody may still give the role.
func (s *step) stillPicked(l order.Listed) (bool, error) {
	if l.By == 0 {
		return true, nil
	}
	members, err := s.tx.RolesOf(l.By)
	return steering{s.c, members}.mayInvite(l.Role, l.Area, l.Unit), err
}

// tellEnlisted tells who picked somebody that they have joined. Where it was the
// roster, nobody in particular made the invite. Somebody should see who used it:
// a link in a spreadsheet may have come into wrong hands.
func (s *step) tellEnlisted(l order.Listed, m order.Member) error {
	if l.By == 0 {
		return s.tellOwners("invite.accepted_listed", "Name", s.me.Name, "Listed", l.Name, "What", s.memberName(m, s.c.Language))
	}
	to, ok, err := s.reach(l.By)
	if err != nil || !ok {
		return err
	}
	return s.say(to, 0, Outgoing{Text: say(to.lang, "pick.joined", "Name", s.me.Name, "Listed", orText(l.Name, say(to.lang, "card.somebody")), "What", s.memberName(m, to.lang))})
}

// pickedGroup asks what the group is for. Telegram offers groups that the bot
// is in; that may have changed.
func (s *step) pickedGroup(g Chat) error {
	c, ok, err := s.tx.Chat(g.ID)
	if err != nil {
		return err
	}
	title, what := orText(g.Title, c.Title), s.chatPurpose(c, s.lang)
	answer := func(text string) error { return s.reply(Outgoing{Text: text, Keyboard: s.keyboard()}) }
	switch {
	case !ok || !c.Active:
		return answer(s.t("pick.not_in", "Title", title))
	case !s.steering().some(order.Bind):
		return answer(s.t("bind.no_right"))
	case !s.steering().binds(c):
		return answer(s.t("bind.not_yours", "What", what))
	}
	err = s.tx.SaveDialog(store.Dialog{Person: s.me.ID, Chat: s.in.Chat.ID, Step: dialogGroup, Arg: strconv.FormatInt(g.ID, 10)})
	if err != nil {
		return err
	}
	if err := answer(s.t("pick.group_is", "Title", title, "What", what)); err != nil {
		return err
	}
	return s.panel(slotGroup, s.groupTop(knownGroup), true)
}

// bindPicked binds the group that was picked.
func (s *step) bindPicked(what, key string) error {
	d, ok, err := s.tx.Dialog(s.me.ID, s.in.Chat.ID)
	if err != nil {
		return err
	}
	id, wrong := strconv.ParseInt(d.Arg, 10, 64)
	if !ok || d.Step != dialogGroup || wrong != nil || s.now.Sub(d.At) > asked {
		s.alert("pick.over")
		return nil
	}
	c, ok, err := s.tx.Chat(id)
	if err != nil {
		return err
	}
	if !ok || !c.Active {
		s.alert("pick.not_in", "Title", c.Title)
		return nil
	}
	if !s.steering().binds(c) || !s.steering().chosen(order.Bind, what, key) {
		return order.ErrButton
	}
	if err := s.tx.DropDialog(s.me.ID, s.in.Chat.ID); err != nil {
		return err
	}
	text, err := s.bound(&c, what, key)
	if err != nil {
		return err
	}
	if err := s.tx.Say(store.Post{Chat: c.ID, Slot: slotBind, Body: encode(Outgoing{Text: text}), Fresh: true}); err != nil {
		return err
	}
	return s.panel(slotGroup, Outgoing{Text: s.t("group.bound", "Title", c.Title, "What", s.chatPurpose(c, s.lang)),
		Buttons: [][]Button{{{Text: s.t("group.more"), Data: data("group", newGroup, "new")}, {Text: s.t("choose.close"), Data: data("close")}}}}, false)
}
