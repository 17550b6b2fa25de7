package flows

import (
	"slices"
	"strings"

	"huiyin/order"
)

// answer is who answers for an order at the tier that holds it now.
type answer struct {
	area    order.Name // the place; past the street it is the whole community
	role    order.Role // the role that answers there
	person  int64      // 0: nobody has the role, or all who have it are away
	instead int64      // whom they stand in for; 0: it is their own role
	owner   bool       // the owners answer, because nobody below them does
}

// toOwners ends the ledger's note of a climb past the street.
const toOwners = "-owner"

// answers finds who answers for the order. Of several it is the one who has had
// the role longest and can be reached: one name, the same on every card. Where a
// street has nobody, the owners are called, and so they answer.
func (s *step) answers(o order.Order) (answer, error) {
	above, err := s.pastStreet(o)
	if err != nil {
		return answer{}, err
	}
	at := s.c.Holder(o)
	if at == nil || above {
		return s.ownerAnswers(answer{area: s.c.Name, role: order.RoleOwner})
	}
	a := answer{area: at.Name, role: order.AnswersFor(at.Kind)}
	members, err := s.tx.MembersWith(a.role, at.Key)
	if err != nil {
		return a, err
	}
	if a.person, a.instead, err = s.first(members); err != nil || a.person != 0 || at.Kind != order.KindStreet {
		return a, err
	}
	return s.ownerAnswers(a)
}

// ownerAnswers adds the owner who answers where nobody else does. All of them
// may be on leave and are called all the same, because nobody comes after them.
func (s *step) ownerAnswers(a answer) (answer, error) {
	members, err := s.tx.MembersWith(order.RoleOwner, "")
	if err != nil {
		return a, err
	}
	a.owner = true
	a.person, a.instead, err = s.first(members)
	if a.person == 0 && len(members) > 0 {
		a.person = members[0].Person
	}
	return a, err
}

// first is the first of the members, or who stands in for them, that can be
// reached, else the first who is there; 0 when all are away.
func (s *step) first(members []order.Member) (person, instead int64, err error) {
	for _, m := range members {
		people, err := s.called([]order.Member{m})
		if err != nil {
			return 0, 0, err
		}
		for _, p := range people {
			_, heard, err := s.reach(p)
			if err != nil {
				return 0, 0, err
			}
			if heard || person == 0 {
				person, instead = p, otherPerson(m.Person, p)
			}
			if heard {
				return person, instead, nil
			}
		}
	}
	return person, instead, nil
}

func otherPerson(role, called int64) int64 {
	if role == called {
		return 0
	}
	return role
}

// pastStreet reports whether the order went up from its street, to the owners,
// since it last began.
func (s *step) pastStreet(o order.Order) (bool, error) {
	if o.Tier < order.TierStreet {
		return false, nil
	}
	// Each climb of an order that was at the street already says so.
	e, _, err := s.tx.Latest(o.No, order.Reopen, order.Climb)
	return strings.HasSuffix(e.Note, toOwners) && e.Act == order.Climb, err
}

// answer is the line of a climbed card that names who answers for it. An order
// that nobody had to carry up yet is in the hands of its unit, which the card
// says.
func (d *drawing) answer() error {
	if !d.c.Climbed(d.o) || d.unnamed {
		return nil
	}
	a, err := d.answers(d.o)
	if err != nil {
		return err
	}
	d.line("answer.line", "Who", d.answerName(a))
	return nil
}

// answerName is the place, the person and their role, and whom they stand in
// for: "新田社区 王琳（社区调度员）".
func (d *drawing) answerName(a answer) string {
	key, role := "answer.name", "role."+string(a.role)
	switch {
	case a.person == 0 && a.owner:
		key = "answer.nobody"
	case a.person == 0 && d.c.ClimbsOn(d.o):
		key = "answer.nobody_climbs"
	case a.person == 0:
		key = "answer.nobody_owner"
	case a.owner && a.role != order.RoleOwner:
		key = "answer.owner"
	case a.instead != 0:
		key = "answer.substitute"
	}
	return d.t(key, "Area", a.area.In(d.lang), "Role", d.t(role), "Name", d.personName(a.person), "For", d.personName(a.instead), "To", d.climbsTo())
}

// holderAbove is the tier that holds a climbed order that nobody has taken, with
// the units that are asked; empty for all others.
func (d *drawing) holderAbove() string {
	if d.o.State != order.Offered || !d.c.Climbed(d.o) {
		return ""
	}
	units, err := d.asked(d.o)
	if err != nil {
		return ""
	}
	var names []string
	for _, u := range units {
		names = append(names, d.unitName(u))
	}
	at := d.t("tier.owner")
	if above, err := d.pastStreet(d.o); err != nil || !above {
		at = d.holderName(d.o).In(d.lang)
	}
	return d.t("answer.asking", "Area", at, "Units", strings.Join(names, d.t("answer.comma")))
}

// redrawAnswered draws anew the climbed orders whose cards name one of these
// members, or would: somebody came, went, or is away.
//
// What waits in a building that they leave empty goes on.
func (s *step) redrawAnswered(members []order.Member) error {
	if err := s.emptied(members); err != nil {
		return err
	}
	if !slices.ContainsFunc(members, answersAbove) {
		return nil
	}
	list, err := s.tx.OpenFrom(order.TierGrid)
	if err != nil {
		return err
	}
	for _, o := range list {
		if !s.c.Climbed(o) || !slices.ContainsFunc(members, func(m order.Member) bool {
			return answersAbove(m) && s.c.Within(o.Area, m.Area) || m.Role == order.RoleOwner
		}) {
			continue
		}
		if err := s.refresh(o, false); err != nil {
			return err
		}
	}
	return nil
}

func answersAbove(m order.Member) bool {
	return m.Role == order.RoleLeader || m.Role == order.RoleDispatcher || m.Role == order.RoleOfficer || m.Role == order.RoleOwner
}

// standingFor are the roles of the person, and of those for whom they stand in:
// where one of them is named, the other may be.
func (s *step) standingFor(person int64, roles []order.Member) ([]order.Member, error) {
	all, err := s.tx.Leaves()
	if err != nil {
		return nil, err
	}
	list := slices.Clone(roles)
	for _, l := range all {
		if l.Substitute != person || !l.On(s.now) {
			continue
		}
		theirs, err := s.tx.RolesOf(l.Person)
		if err != nil {
			return nil, err
		}
		list = append(list, theirs...)
	}
	return list, nil
}
