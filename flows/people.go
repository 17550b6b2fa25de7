package flows

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"huiyin/order"
	"huiyin/store"
)

// Why a role is not taken away.
const (
	errLastOwner  order.Error = "people.last_owner" // nobody could give the role again
	errNoSuchRole order.Error = "people.gone"       // somebody else was faster
)

// people is /people: who has which role, so that it can be taken away. With
// words after it, it is about those whose name, role or place has them.
func (s *step) people(words string) error {
	if !s.steering().takes() {
		return s.reply(Outgoing{Text: s.t("people.no_right")})
	}
	return s.peopleList(0, sought(words), true)
}

// sought is what was looked for, short enough to be kept in a button.
func sought(words string) string {
	words = strings.Join(strings.Fields(strings.ReplaceAll(words, ":", " ")), " ")
	for len(words) > mostSought {
		_, size := utf8.DecodeLastRuneInString(words)
		words = words[:len(words)-size]
	}
	return words
}

// mostSought is in bytes; a button's data has 64.
const mostSought = 36

func (s *step) peopleList(page int, words string, fresh bool) error {
	list, err := s.dismissable()
	if err != nil {
		return err
	}
	all := len(list)
	if list, err = s.having(list, words); err != nil {
		return err
	}
	m := Outgoing{Text: s.t("people.who")}
	page, first, last := leaf(len(list), page)
	switch {
	case all == 0:
		m.Text = s.t("people.none")
	case len(list) == 0:
		m.Text = s.t("people.nobody_called", "Words", words)
	case words != "":
		m.Text += "\n" + s.t("people.called", "Words", words, "Count", len(list))
	case len(list) > 2*pageSize:
		m.Text += "\n" + s.t("people.many", "Count", len(list), "Page", page+1, "Pages", (len(list)+pageSize-1)/pageSize)
	}
	for _, x := range list[first:last] {
		name, err := s.nameOf(x.Person, s.lang)
		if err != nil {
			return err
		}
		why, err := s.hitch(x.Person, x.Unit, s.lang)
		if err != nil {
			return err
		}
		if why != "" {
			name = "⚠ " + name + s.t("people.hitch", "Why", why)
		}
		m.Buttons = append(m.Buttons, []Button{{Text: name + " · " + s.memberName(x, s.lang), Data: memberData("at", x)}})
	}
	turn := turns(page, last < len(list), func(page int) string { return data("people", "in", page, words) })
	if turn != nil {
		m.Buttons = append(m.Buttons, turn)
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("pick.button"), Data: data("pick", "new")}}, []Button{{Text: s.t("choose.close"), Data: data("close")}})
	return s.panel(slotPeople, m, fresh)
}

// dismissable lists the roles that whoever acts may take away, one kind after
// the other.
func (s *step) dismissable() ([]order.Member, error) {
	all, err := s.tx.Members()
	all = slices.DeleteFunc(all, func(m order.Member) bool { return !s.steering().mayDismiss(m) })
	slices.SortStableFunc(all, func(a, b order.Member) int {
		return slices.Index(order.Roles(), a.Role) - slices.Index(order.Roles(), b.Role)
	})
	return all, err
}

// having are those of the roles whose person, role or place has all of the words.
func (s *step) having(list []order.Member, words string) ([]order.Member, error) {
	if words == "" {
		return list, nil
	}
	var found []order.Member
	for _, m := range list {
		name, err := s.nameOf(m.Person, s.lang)
		if err != nil {
			return nil, err
		}
		text := strings.ToLower(name + " " + s.memberName(m, s.lang))
		if !slices.ContainsFunc(strings.Fields(strings.ToLower(words)), func(w string) bool { return !strings.Contains(text, w) }) {
			found = append(found, m)
		}
	}
	return found, nil
}

func (s *step) nameOf(person int64, lang string) (string, error) {
	p, _, err := s.tx.Person(person)
	return orText(p.Name, say(lang, "card.somebody")), err
}

// memberData names a role in a button: what it is, where, and whose.
func memberData(step string, m order.Member) string {
	return data("people", step, string(m.Role), m.Area+m.Unit, m.Person)
}

// tapPeople goes on with /people.
func (s *step) tapPeople(p press) error {
	if !s.in.Chat.Private {
		return order.ErrButton
	}
	if !s.steering().takes() {
		s.alert("people.no_right")
		return nil
	}
	if p.arg(0) == "in" {
		page, _ := strconv.Atoi(p.arg(1)) // none is the first
		return s.peopleList(page, sought(p.arg(2)), false)
	}
	m, err := s.memberIn(p)
	if err != nil {
		return err
	}
	switch p.arg(0) {
	case "at":
		return s.askDismiss(m)
	case "ok":
		return s.dismiss(m)
	}
	return order.ErrButton
}

// memberIn finds the role that a button names. The button may be forged or old,
// so rights are asked at every step.
func (s *step) memberIn(p press) (order.Member, error) {
	person, err := strconv.ParseInt(p.arg(3), 10, 64)
	if err != nil {
		return order.Member{}, order.ErrButton
	}
	list, err := s.dismissable()
	if err != nil {
		return order.Member{}, err
	}
	owners := 0
	var found order.Member
	for _, m := range list {
		if m.Role == order.RoleOwner {
			owners++
		}
		if m.Person == person && string(m.Role) == p.arg(1) && m.Area+m.Unit == p.arg(2) {
			found = m
		}
	}
	switch {
	case found.Person == 0:
		return found, errNoSuchRole // also for a role that is not theirs: a stranger learns nothing
	case found.Role == order.RoleOwner && owners == 1:
		return found, errLastOwner
	}
	return found, nil
}

// askDismiss shows whose role it is once more. Names are alike, usernames are not.
func (s *step) askDismiss(m order.Member) error {
	p, _, err := s.tx.Person(m.Person)
	if err != nil {
		return err
	}
	name := orText(p.Name, s.t("card.somebody"))
	if p.Username != "" {
		name += " @" + p.Username
	}
	return s.panel(slotPeople, Outgoing{Text: s.t("people.ask", "Name", name, "What", s.memberName(m, s.lang)), Buttons: [][]Button{
		{{Text: s.t("people.yes"), Data: memberData("ok", m), Style: "danger"}, {Text: s.t("button.back"), Data: data("people", "in")}},
	}}, false)
}

// dismiss takes the role away, and tells both sides.
func (s *step) dismiss(m order.Member) error {
	if err := s.takeAway(m); err != nil {
		return err
	}
	name, err := s.nameOf(m.Person, s.lang)
	if err != nil {
		return err
	}
	text := s.t("people.done", "Name", name, "What", s.memberName(m, s.lang))
	if m.Unit != "" {
		text += "\n" + s.t("people.also_group") // there, being in the group is enough to accept
	}
	if err := s.panel(slotPeople, Outgoing{Text: text, Buttons: [][]Button{{{Text: s.t("people.more"), Data: data("people", "in")}}}}, false); err != nil {
		return err
	}
	return s.tellDismissed(m)
}

// tellDismissed tells somebody that they have lost a role.
func (s *step) tellDismissed(m order.Member) error {
	to, their, err := s.newRoles(m.Person)
	if err != nil || their == nil {
		return err
	}
	return s.say(to, 0, Outgoing{Text: say(to.lang, "people.told", "What", s.memberName(m, to.lang))})
}

// newRoles renews the menu of somebody whose roles have changed without their
// doing; nobody when the bot may not write to them.
func (s *step) newRoles(person int64) (to target, their *step, err error) {
	to, ok, err := s.reach(person)
	if err != nil || !ok {
		return to, nil, err
	}
	if their, err = s.as(person); err != nil {
		return to, nil, err
	}
	their.in.Chat = Chat{ID: person, Private: true}
	return to, their, their.menu()
}

// takeAway ends the role and all that came with it: orders held through it, the
// cards in private, and invites that were made with it.
func (s *step) takeAway(m order.Member) error {
	if err := s.tx.RemoveMember(m); err != nil {
		return err
	}
	if m.Unit != "" {
		if err := s.releaseOf(m.Person, m.Unit, "release.dismissed"); err != nil {
			return err
		}
	}
	if err := s.offDuty(m); err != nil {
		return err
	}
	if err := s.withdrawCards(m.Person); err != nil {
		return err
	}
	if err := s.redrawAnswered([]order.Member{m}); err != nil {
		return err
	}
	invites, err := s.tx.InvitesOf(m.Person)
	if err != nil {
		return err
	}
	for _, i := range invites {
		if i.Used != 0 || i.By != m.Person {
			continue
		}
		valid, err := s.stillValid(i)
		if err != nil {
			return err
		}
		if valid {
			continue
		}
		// Who gets the role again later must not find old links working.
		if err := s.tx.VoidInvite(i.Code); err != nil {
			return err
		}
	}
	return nil
}

// as is the step as if another person acted, with the roles that they have now.
func (s *step) as(person int64) (*step, error) {
	p, _, err := s.tx.Person(person)
	if err != nil {
		return nil, err
	}
	their := *s
	their.me, their.lang = p, s.langOf(p)
	their.actor = order.Actor{}
	return &their, their.learnRoles()
}

// releaseOf gives back what the person holds of a unit, unless they still have
// a role of it. It counts as theirs: the table lets only takers release.
func (s *step) releaseOf(person int64, unit, why string) error {
	their, err := s.as(person)
	if err != nil || their.belongs(unit) {
		return err
	}
	taken, err := s.tx.TakenBy(person)
	if err != nil {
		return err
	}
	for _, o := range taken {
		if o.Unit != unit {
			continue
		}
		if err := their.release(o, why); err != nil {
			return err
		}
	}
	return nil
}

// withdrawCards takes from the person's private chat the cards that only a role
// gave them. The slots are forgotten, so that no later change is shown there.
func (s *step) withdrawCards(person int64) error {
	their, err := s.as(person)
	if err != nil {
		return err
	}
	posts, err := s.tx.SlotsIn(person)
	if err != nil {
		return err
	}
	for _, p := range posts {
		o, err := s.tx.Order(p.Order)
		if isRefusal(err) {
			continue
		}
		if err != nil {
			return err
		}
		if !their.lost(o, p) {
			continue
		}
		if err := their.withdrawCard(o, p); err != nil {
			return err
		}
	}
	return nil
}

// lost reports whether the post is one that whoever acts has no role for.
func (s *step) lost(o order.Order, p store.Post) bool {
	if unit, ok := cutView(p.View); ok {
		return !s.belongs(unit)
	}
	switch p.View {
	case viewDesk, viewWatch:
		return !s.can(o, order.Steer)
	case viewGrid:
		return !s.inGrid(o)
	case "": // questions under a card, and what waits for the morning
		return (isPrompt(p.Slot) || waits(p)) && !s.can(o, order.See)
	}
	return false // what they asked for themselves; a taker's card is drawn anew by the release
}

// withdrawCard takes away one post. The card of an order that has ended has no
// buttons, and is only not kept up to date any more.
func (s *step) withdrawCard(o order.Order, p store.Post) error {
	if p.View == "" {
		return s.dropPost(p.Chat, p.Slot)
	}
	if err := s.tx.Forget(p.ID); err != nil || p.MessageID == 0 || !o.State.Open() {
		return err
	}
	return s.tx.Say(store.Post{Chat: p.Chat, MessageID: p.MessageID, Body: encode(Outgoing{Text: s.t("people.not_yours", "No", number(o.No))})})
}

// left handles that a person left a group, or was put out of it. A role was
// given to them by name, so it stays; but who could accept a unit's orders only
// because they were in its group must not keep phone and address.
func (s *step) left() error {
	c, known, err := s.tx.Chat(s.in.Chat.ID)
	if err != nil || !known || c.Unit == "" {
		return err
	}
	if err := s.releaseOf(s.in.Person.ID, c.Unit, "release.left"); err != nil {
		return err
	}
	roles, err := s.tx.RolesOf(s.in.Person.ID)
	for _, m := range roles {
		if m.Unit == c.Unit { // they stay a member, and hear nothing of what the group hears
			return s.leftGroup(c, m.Person, true)
		}
	}
	return err
}
