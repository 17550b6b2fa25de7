package flows

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// listedFor is how long a personal invite of the roster can be used. It is
// passed on by hand, from door to door, so it lasts far longer than one made in
// chat; the next import after that renews it.
const listedFor = 90 * 24 * time.Hour

// Roster lists everybody who has a role or is to have one, the owners first.
func (f *Flows) Roster(tx *store.Tx) ([]order.Listed, error) {
	list, err := tx.Listed()
	if err != nil {
		return nil, err
	}
	lines := map[order.Member]bool{}
	for _, l := range list {
		lines[l.Member] = l.Joined()
	}
	members, err := tx.Members()
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		if lines[m] {
			continue
		}
		p, _, err := tx.Person(m.Person)
		if err != nil {
			return nil, err
		}
		list = append(list, order.Listed{Member: m, Name: p.Name})
	}
	byRole := []order.Role{order.RoleOwner, order.RoleOfficer, order.RoleDispatcher, order.RoleLeader, order.RoleWorker, order.RoleResponder, order.RoleUnit, order.RoleVolunteer}
	slices.SortStableFunc(list, func(a, b order.Listed) int {
		return slices.Index(byRole, a.Role) - slices.Index(byRole, b.Role)
	})
	return list, nil
}

// ChangeRoster makes the roster what its owner wrote. Who loses a role loses all
// that came with it, and is told, just as when it is taken away in chat.
func (f *Flows) ChangeRoster(tx *store.Tx, change order.RosterChange) error {
	return f.changeRoster(tx, change, 0)
}

func (f *Flows) changeRoster(tx *store.Tx, change order.RosterChange, by int64) error {
	if change.Community != nil {
		if err := tx.SaveCommunity(change.Community, by); err != nil {
			return fmt.Errorf("save community: %w", err)
		}
		if err := f.Prepare(tx); err != nil {
			return fmt.Errorf("prepare changed community: %w", err)
		}
	}
	s, err := f.begin(tx, Input{})
	if err != nil {
		return err
	}
	for _, r := range change.Change {
		if err := s.relist(r); err != nil {
			return err
		}
	}
	// After the changes, which still know the old invites.
	for _, l := range slices.Concat(change.Add, change.Renew) {
		if err := s.enlist(&l); err != nil {
			return err
		}
	}
	for _, l := range change.Remove {
		if err := s.unlist(l); err != nil {
			return err
		}
	}
	return nil
}

// enlist keeps somebody who is to have a role, with a new personal invite.
func (s *step) enlist(l *order.Listed) error {
	var err error
	if l.Code, err = s.secret(); err != nil {
		return err
	}
	l.Until = s.now.Add(listedFor)
	return s.tx.SaveListed(*l)
}

// relist changes a line. Who has joined gets the new role before the old one
// goes: what they hold by both stays with them.
func (s *step) relist(r order.Relisted) error {
	if err := s.tx.SaveListed(r.Is); err != nil {
		return err
	}
	if !r.Was.Joined() || r.Was.Member == r.Is.Member {
		return nil
	}
	if err := s.tx.AddMember(r.Is.Member); err != nil {
		return err
	}
	if err := s.takeAway(r.Was.Member); err != nil {
		return err
	}
	if err := s.tellDismissed(r.Was.Member); err != nil {
		return err
	}
	if err := s.redrawAnswered([]order.Member{r.Is.Member}); err != nil {
		return err
	}
	to, their, err := s.newRoles(r.Is.Person)
	if err != nil || their == nil {
		return err
	}
	return s.say(to, 0, Outgoing{Text: their.welcomeTo(r.Is.Member), Keyboard: their.keyboard()})
}

func (s *step) unlist(l order.Listed) error {
	if l.Joined() {
		if err := s.takeAway(l.Member); err != nil {
			return err
		}
		if err := s.tellDismissed(l.Member); err != nil {
			return err
		}
	}
	return s.tx.Unlist(l.ID)
}

// useListed answers somebody who came by a personal invite of the roster.
func (s *step) useListed(code string) error {
	l, ok, err := s.tx.ListedBy(code)
	if err != nil {
		return err
	}
	m := l.Member
	m.Person = s.me.ID
	switch {
	case !ok:
		return s.sayWelcome("invite.unknown")
	case l.Person == s.me.ID || (!l.Joined() && s.has(m)):
		return s.sayWelcome("invite.have", "What", s.memberName(m, s.lang))
	case l.Joined():
		return s.sayWelcome("invite.used")
	case l.Expired(s.now) || !s.c.Fits(l.Member):
		return s.sayWelcome("invite.expired")
	}
	if valid, err := s.stillPicked(l); err != nil || !valid {
		if err != nil {
			return err
		}
		return s.sayWelcome("invite.expired")
	}
	l.Person = s.me.ID
	if err := s.tx.SaveListed(l); err != nil {
		return err
	}
	if err := s.tellEnlisted(l, m); err != nil {
		return err
	}
	return s.takeRole(m)
}

// dataListed is what the roster says of whoever asks.
func (s *step) dataListed() ([]string, error) {
	var lines []string
	if ask, ok, err := s.tx.RosterAsk(s.me.ID); err != nil {
		return nil, err
	} else if ok {
		lines = append(lines, "", s.t("import.mydata", "At", s.clock(s.lang, ask.At)))
	}
	list, err := s.tx.ListedOf(s.me.ID)
	if err != nil || len(list) == 0 {
		return lines, err
	}
	lines = append(lines, "", s.t("mydata.listed"))
	for _, l := range list {
		lines = append(lines, strings.TrimSpace(s.t("mydata.listed_line", "Name", l.Name, "Phone", l.Phone, "What", s.memberName(l.Member, s.lang))))
	}
	return lines, nil
}
