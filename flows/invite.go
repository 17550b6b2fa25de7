package flows

import (
	"encoding/base32"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// inviteFor is how long an invite can be used.
const inviteFor = 7 * 24 * time.Hour

// rolesToGive are the roles that they may give, as far as there is a place or a
// unit for it.
func (s *step) rolesToGive() []order.Role {
	var list []order.Role
	for _, role := range order.Roles() {
		give := order.Give(role)
		if s.steering().some(give) && (role == order.RoleOwner || len(s.choices(give, string(role), "")) > 0) {
			list = append(list, role)
		}
	}
	return list
}

// invite is /invite: it asks for which role.
func (s *step) invite() error {
	if !s.steering().gives() {
		return s.reply(Outgoing{Text: s.t("invite.no_right")})
	}
	return s.panel(slotInvite, s.inviteTop(), true)
}

func (s *step) inviteTop() Outgoing {
	m := Outgoing{Text: s.t("invite.role"), Buttons: s.roleButtons("invite")}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("pick.button"), Data: data("pick", "top")}})
	if len(s.choices(order.Bind, store.ForResidents, "")) > 0 {
		m.Buttons = append(m.Buttons, []Button{{Text: s.t("homes.button"), Data: data("homes", "in")}})
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("choose.close"), Data: data("close")}})
	return m
}

// roleButtons are the roles that they may give, two in a row.
func (s *step) roleButtons(verb string) (rows [][]Button) {
	for i, role := range s.rolesToGive() {
		if i%2 == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], Button{Text: s.t("role." + string(role)), Data: data(verb, string(role), "in")})
	}
	return rows
}

// tapInvite goes on with /invite.
func (s *step) tapInvite(p press) error {
	if !s.in.Chat.Private {
		return order.ErrButton
	}
	if p.arg(0) == "me" {
		return s.useOwnInvite(p.arg(1))
	}
	if !s.steering().gives() {
		s.alert("invite.no_right")
		return nil
	}
	what := p.arg(0)
	switch {
	case what == "top":
		return s.panel(slotInvite, s.inviteTop(), true)
	case what == "new":
		return s.panel(slotInvite, s.inviteTop(), false)
	case what == string(order.RoleOwner):
		return s.makeInvite(order.RoleOwner, "")
	case p.arg(1) == "at":
		return s.makeInvite(order.Role(what), p.arg(2))
	case !s.mayGive(order.Role(what)):
		return order.ErrButton
	}
	if key, ok := s.only(order.Give(order.Role(what)), what); ok && p.arg(2) == "" {
		return s.makeInvite(order.Role(what), key)
	}
	page, _ := strconv.Atoi(p.arg(3)) // none is the first
	return s.panel(slotInvite, Outgoing{Text: s.t("invite.where", "Role", s.t("role."+what)), Buttons: s.chooser(order.Give(order.Role(what)), "invite", what, p.arg(2), page)}, false)
}

func (s *step) mayGive(role order.Role) bool {
	for _, r := range s.rolesToGive() {
		if r == role {
			return true
		}
	}
	return false
}

// makeInvite gives the personal link.
func (s *step) makeInvite(role order.Role, key string) error {
	i := store.Invite{Role: role, Area: key, By: s.me.ID}
	if role == order.RoleUnit || role == order.RoleVolunteer {
		i.Area, i.Unit = "", key
	}
	if !s.steering().mayInvite(i.Role, i.Area, i.Unit) {
		return order.ErrButton
	}
	var err error
	if i.Code, err = s.secret(); err != nil {
		return err
	}
	if err := s.tx.AddInvite(i); err != nil {
		return fmt.Errorf("keep invite: %w", err)
	}
	what := s.memberName(order.Member{Role: i.Role, Area: i.Area, Unit: i.Unit}, s.lang)
	if err := s.dropPost(s.in.Chat.ID, slotInvite); err != nil {
		return err
	}
	m := s.inviteWith(i.Code, what, s.now.Add(inviteFor))
	m.Buttons = [][]Button{{{Text: s.t("invite.more"), Data: data("invite", "top")}}}
	return s.reply(m)
}

// inviteWith is an invite as a message that can be passed on.
func (s *step) inviteWith(code, what string, until time.Time) Outgoing {
	link := s.startLink("i_" + code)
	return handOut(s.t("invite.link", "What", what, "Community", s.c.Name.In(s.lang), "Until", s.clock(s.lang, until), "Link", link), link)
}

// handOut is a link to be passed on: as a code to scan, and in words.
func handOut(text, link string) Outgoing {
	return Outgoing{Text: text, Picture: &Picture{Kind: PictureCode, Text: link}}
}

// secret draws what nobody can guess: 80 bits, as Telegram's links take them.
func (f *Flows) secret() (string, error) {
	b := make([]byte, 10)
	if _, err := io.ReadFull(f.random, b); err != nil {
		return "", fmt.Errorf("draw a code: %w", err)
	}
	return strings.ToLower(base32.StdEncoding.EncodeToString(b)), nil
}

// useInvite answers somebody who came by an invite's link.
func (s *step) useInvite(code string) error {
	i, ok, err := s.tx.Invite(code)
	if err != nil {
		return err
	}
	m := order.Member{Person: s.me.ID, Role: i.Role, Area: i.Area, Unit: i.Unit}
	switch {
	case !ok:
		return s.useListed(code)
	case s.has(m) && (i.Used == 0 || i.Used == s.me.ID): // not who lost the role since
		return s.sayWelcome("invite.have", "What", s.memberName(m, s.lang))
	case i.Used != 0:
		return s.sayWelcome("invite.used")
	}
	valid, err := s.stillValid(i)
	if err != nil {
		return err
	}
	if !valid {
		return s.sayWelcome("invite.expired")
	}
	if i.By == s.me.ID {
		return s.reply(Outgoing{Text: s.t("invite.own", "What", s.memberName(m, s.lang)),
			Buttons: [][]Button{{{Text: s.t("invite.me"), Data: data("invite", "me", code)}}}})
	}
	return s.enrol(i, m)
}

// useOwnInvite lets somebody take a role themselves that they may give: in a
// small place one person is several.
func (s *step) useOwnInvite(code string) error {
	i, ok, err := s.tx.Invite(code)
	if err != nil {
		return err
	}
	if !ok || i.Used != 0 || i.By != s.me.ID {
		return order.ErrButton
	}
	if valid, err := s.stillValid(i); err != nil || !valid {
		if err == nil {
			s.alert("invite.expired")
		}
		return err
	}
	return s.enrol(i, order.Member{Person: s.me.ID, Role: i.Role, Area: i.Area, Unit: i.Unit})
}

// stillValid reports whether the invite is young enough, and whether who made
// it could still make it.
func (s *step) stillValid(i store.Invite) (bool, error) {
	if !s.now.Before(i.At.Add(inviteFor)) {
		return false, nil
	}
	members, err := s.tx.RolesOf(i.By)
	return steering{s.c, members}.mayInvite(i.Role, i.Area, i.Unit), err
}

func (s *step) has(m order.Member) bool {
	for _, x := range s.actor.Members {
		if x == m {
			return true
		}
	}
	return false
}

// enrol gives the role of an invite, and tells who made it.
func (s *step) enrol(i store.Invite, m order.Member) error {
	if err := s.tx.UseInvite(i.Code, s.me.ID); err != nil {
		return err
	}
	if err := s.takeRole(m); err != nil {
		return err
	}
	if i.By == s.me.ID {
		return nil
	}
	to, ok, err := s.reach(i.By)
	if err != nil || !ok {
		return err
	}
	return s.say(to, 0, Outgoing{Text: say(to.lang, "invite.accepted", "Name", s.me.Name, "What", s.memberName(m, to.lang))})
}

// takeRole gives the role to whoever acts, and says what can be done with it.
func (s *step) takeRole(m order.Member) error {
	if err := s.tx.AddMember(m); err != nil {
		return err
	}
	if err := s.learnRoles(); err != nil {
		return err
	}
	if err := s.menu(); err != nil {
		return err
	}
	if err := s.redrawAnswered([]order.Member{m}); err != nil {
		return err
	}
	return s.reply(Outgoing{Text: s.welcomeTo(m), Keyboard: s.keyboard()})
}

func (s *step) welcomeTo(m order.Member) string {
	return s.t("invite.welcome", "What", s.memberName(m, s.lang)) + "\n" + s.t("usage.role."+string(m.Role))
}

// memberName names a role and where it holds: "网格长 · 新田一网格".
func (s *step) memberName(m order.Member, lang string) string {
	name := say(lang, "role."+string(m.Role))
	if at := s.placeOrUnit(m.Area, m.Unit, lang); at != "" {
		name += " · " + at
	}
	return name
}
