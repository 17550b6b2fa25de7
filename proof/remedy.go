package proof

import (
	"slices"

	"huiyin/order"
)

const (
	roleOwner      = order.RoleOwner
	roleDispatcher = order.RoleDispatcher
)

// Codes of changes.
const (
	FixStart     = "start"     // they press Start
	FixUnblock   = "unblock"   // they start the bot again
	FixRejoin    = "rejoin"    // the bot comes back into the group
	FixInvite    = "invite"    // one more person gets the role
	FixLadder    = "ladder"    // the steps of the example
	FixRenew     = "renew"     // the unit's agreement is renewed
	FixEmergency = "emergency" // quiet hours do not hold the class back
)

// Remedy is one change of the territory.
type Remedy struct {
	Code   string     `json:"code"`
	Role   order.Role `json:"role,omitempty"`
	Area   string     `json:"area,omitempty"`
	Unit   string     `json:"unit,omitempty"`
	Person int64      `json:"person,omitempty"`
	Chat   string     `json:"chat,omitempty"`
	Class  string     `json:"class,omitempty"`
}

// rules reports whether it changes what the owner wrote, and not who is there.
func (r Remedy) rules() bool {
	return r.Code == FixLadder || r.Code == FixEmergency || r.Code == FixRenew
}

// remedy finds the change that closes the hole, by trying: one alone if any
// does, first somebody and then a rule; else as many people as it takes.
func (h *holes) remedy(ch *chain, m Metric, g *group) []Remedy {
	people := h.candidates(ch, m, g)
	for _, r := range append(slices.Clip(people), h.rules(ch, m)...) {
		if h.closes(ch, m, g, []Remedy{r}) {
			return []Remedy{r}
		}
	}
	if !h.closes(ch, m, g, people) {
		return nil
	}
	for i := len(people) - 1; i >= 0; i-- {
		if less := slices.Delete(slices.Clone(people), i, i+1); h.closes(ch, m, g, less) {
			people = less
		}
	}
	return people
}

// rules lists the changes of what the owner wrote that could help. No other
// steps than those of the example are known to be better.
func (h *holes) rules(ch *chain, m Metric) []Remedy {
	var list []Remedy
	example := h.model.c.Otherwise(func(c *order.Community) { c.Ladders = order.Ladders{} })
	if !slices.Equal(example.Ladders.Accept, h.model.c.Ladders.Accept) {
		list = append(list, Remedy{Code: FixLadder})
	}
	if m == First && !ch.class.Emergency {
		list = append(list, Remedy{Code: FixEmergency, Class: ch.class.Key})
	}
	return list
}

// candidates lists the changes of who is there that could help: first what is
// broken is mended, then places are filled.
func (h *holes) candidates(ch *chain, m Metric, g *group) []Remedy {
	var mend, fill []Remedy
	places := ch.places()
	if m == Owner {
		places = []place{{role: roleOwner}}
	}
	r := h.at(g.runs[m][0].start)
	for _, at := range places {
		if h.ended(ch, at, r) != nil {
			mend = append(mend, Remedy{Code: FixRenew, Unit: at.unit})
		}
		for _, x := range h.trouble(at, r) {
			fix := Remedy{Role: x.Role, Area: x.Area, Unit: x.Unit, Person: x.Person, Chat: x.Chat}
			switch x.Code {
			case WhyUnstarted:
				fix.Code = FixStart
			case WhyBlocked:
				fix.Code = FixUnblock
			case WhyGone:
				fix.Code = FixRejoin
			default:
				continue
			}
			mend = append(mend, fix)
		}
		if at.role != order.RoleResponder && (at.unit == "" || len(places) == 1) {
			fill = append(fill, Remedy{Code: FixInvite, Role: at.role, Area: at.area})
		}
	}
	if m == Second { // the nearest person is a leader
		slices.SortStableFunc(fill, func(a, b Remedy) int { return nearer(a) - nearer(b) })
	}
	list := append(mend, fill...)
	if ch.rule != "" && m == First {
		list = append(list, Remedy{Code: FixInvite, Role: order.RoleUnit, Unit: ch.rule})
	}
	return list
}

func nearer(r Remedy) int {
	return slices.Index([]order.Role{order.RoleLeader, roleDispatcher, order.RoleOfficer, roleOwner}, r.Role)
}

// closes tries the changes.
func (h *holes) closes(ch *chain, m Metric, g *group, list []Remedy) bool {
	t := *h.Territory
	for _, r := range list {
		t.apply(r)
	}
	if slices.ContainsFunc(list, Remedy.rules) {
		return h.closesAnew(ch, m, &t, list)
	}
	// The moments stay as they are; only who is called changes.
	p := *h.proof
	p.model = h.changed(&t)
	steps := newClock(h.calendar, ch).steps
	for kind, cure := range g.cures[m] {
		r := p.judge(p.follow(ch, p.kinds[kind], steps))
		if n := r.reached[m]; n < 0 || cure>>n&1 == 0 {
			return false
		}
	}
	return true
}

// closesAnew proves the class once more under other rules.
func (h *holes) closesAnew(ch *chain, m Metric, t *Territory, list []Remedy) bool {
	key := ch.class.Key + flagName(ch.building != "")
	for _, r := range list {
		key += "," + r.Code + string(r.Role) + r.Area + r.Unit
	}
	if h.anew[key] == nil {
		h.anew[key] = map[string]*group{}
		p := newProof(t, h.from, h.weeks)
		for _, old := range h.order {
			if old.class.Key == ch.class.Key && (old.building == "") == (ch.building == "") {
				again := *old
				again.class = t.Community.ClassOf(old.category)
				p.order = append(p.order, &again)
			}
		}
		for _, g := range p.class(p.order) {
			for _, x := range g.chains {
				h.anew[key][x.key()] = g
			}
		}
	}
	g := h.anew[key][ch.key()]
	return g != nil && len(g.runs[m]) == 0
}

// apply makes the change in a copy of the territory, leaving alone what the copy
// shares with the original.
func (t *Territory) apply(r Remedy) {
	switch r.Code {
	case FixStart, FixUnblock:
		t.People = slices.Clone(t.People)
		i := slices.IndexFunc(t.People, func(p Person) bool { return p.ID == r.Person })
		if i < 0 {
			i = len(t.People)
			t.People = append(t.People, Person{ID: r.Person})
		}
		t.People[i].Started, t.People[i].Blocked = true, false
	case FixRejoin:
		t.Chats = slices.Clone(t.Chats)
		for i, c := range t.Chats {
			if c.Title == r.Chat && (c.Unit == r.Unit && r.Unit != "" || c.Area == r.Area && r.Area != "") {
				t.Chats[i].Active = true
			}
		}
	case FixInvite:
		t.join(order.Member{Role: r.Role, Area: r.Area, Unit: r.Unit})
	case FixLadder:
		t.Community = t.Community.Otherwise(func(c *order.Community) { c.Ladders = order.Ladders{} })
	case FixRenew:
		t.Community = renewed(t.Community, r.Unit)
	case FixEmergency:
		t.Community = t.Community.Otherwise(func(c *order.Community) {
			for i := range c.Classes {
				c.Classes[i].Emergency = c.Classes[i].Emergency || c.Classes[i].Key == r.Class
			}
		})
	}
}

// renewed is a copy of the territory in which the agreement with the unit has no
// end.
func renewed(old *order.Community, unit string) *order.Community {
	c := *old
	c.Units = slices.Clone(c.Units)
	for i := range c.Units {
		if c.Units[i].Key == unit {
			c.Units[i].Agreement.Until = ""
		}
	}
	if c.Prepare() != nil { // its time zone is one that was loaded before
		return old
	}
	return &c
}

// flagName tells chains that begin in a building from others.
func flagName(building bool) string {
	if building {
		return "*"
	}
	return ""
}
