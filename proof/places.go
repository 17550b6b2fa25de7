package proof

import "huiyin/order"

// Places lists the areas in which an order can lie, in the file's order: all but
// whole streets, for which nobody dispatches.
func Places(c *order.Community) []string {
	var list []string
	for _, a := range c.Areas {
		if a.Kind != order.KindStreet {
			list = append(list, a.Key)
		}
	}
	return list
}

// place is one place in the chain: a role in an area, or a unit.
type place struct {
	role order.Role
	area string
	unit string
}

// places lists those of a chain, in the order in which they are called.
func (ch *chain) places() []place {
	var list []place
	if ch.rule != "" {
		list = append(list, place{unit: ch.rule})
	}
	for _, p := range []place{{role: order.RoleResponder, area: ch.building}, {role: order.RoleDispatcher, area: ch.community}, {role: order.RoleLeader, area: ch.grid},
		{role: order.RoleOfficer, area: ch.street}} {
		if p.area != "" {
			list = append(list, p)
		}
	}
	list = append(list, place{role: order.RoleOwner})
	for _, kind := range ch.others {
		for _, c := range kind {
			if c.unit != ch.rule {
				list = append(list, place{unit: c.unit})
			}
		}
	}
	return list
}

// Codes of what is wrong.
const (
	WhyNobody    = "nobody"    // nobody has the role; the unit has neither group nor member
	WhyUnstarted = "unstarted" // who has it never pressed Start
	WhyBlocked   = "blocked"   // stopped the bot
	WhyAway      = "away"      // is away at that time
	WhyGone      = "gone"      // the bot is out of the group
	WhyAlone     = "alone"     // only one human being is ever called
	WhyQuiet     = "quiet"     // what comes in the quiet hours waits for their end
	WhyLadder    = "ladder"    // the step that would help comes too late
	WhyEnded     = "ended"     // the unit's agreement is over then, so that no rule leads to it
	WhyUnnamed   = "unnamed"   // only a group in which nobody has the role: that counts as one human being
)

// Reason is one thing that is wrong.
type Reason struct {
	Code   string     `json:"code"`
	Role   order.Role `json:"role,omitempty"`
	Area   string     `json:"area,omitempty"`
	Unit   string     `json:"unit,omitempty"`
	Person int64      `json:"person,omitempty"`
	Chat   string     `json:"chat,omitempty"` // a group's title
	Day    order.Date `json:"day,omitempty"`  // the last one of an agreement
}

// ended says that the agreement with the unit is over while the roster is r, where
// that keeps orders of the chain from it. Danger does not wait for a paper.
func (m *model) ended(ch *chain, at place, r roster) []Reason {
	if at.unit == "" || at.unit != ch.rule || ch.class.Emergency || !m.expired(at.unit, r) {
		return nil
	}
	return []Reason{{Code: WhyEnded, Unit: at.unit, Day: m.c.Unit(at.unit).Agreement.Until}}
}

// trouble says why nobody there is called while the roster is r; nil: somebody is.
func (m *model) trouble(at place, r roster) []Reason {
	var chats []Chat
	var people []int64
	switch {
	case at.unit != "":
		chats, people = m.unitChats(at.unit), m.of(at.unit)
	case at.role == order.RoleDispatcher:
		chats, people = m.deskChats(at.area), m.with(at.role, at.area)
	default:
		people = m.with(at.role, at.area)
	}
	base := Reason{Role: at.role, Area: at.area, Unit: at.unit}
	var list []Reason
	group := false
	for _, c := range chats {
		group = group || c.Active
	}
	if group && len(people) == 0 || !group && len(m.reach(at, r)) > 0 {
		return nil
	}
	for _, c := range chats {
		if x := base; !group {
			x.Code, x.Chat = WhyGone, c.Title
			list = append(list, x)
		}
	}
	for _, id := range people {
		x := base
		if x.Code = m.absence(id, r, group); x.Code == "" {
			return nil
		}
		x.Person = id
		list = append(list, x)
	}
	if len(list) == 0 {
		base.Code = WhyNobody
		list = append(list, base)
	}
	return list
}

// absence says why the person is not called; empty: they are. In a group one
// need not have pressed Start.
func (m *model) absence(id int64, r roster, group bool) string {
	p := m.people[id]
	switch {
	case !p.Started && !group:
		return WhyUnstarted
	case p.Blocked && !group:
		return WhyBlocked
	case !m.there(id, r):
		return WhyAway
	}
	return ""
}
