package proof

import (
	"slices"
	"time"

	"huiyin/order"
)

// Desk is the purpose of the dispatchers' group, as the store calls it.
const Desk = "desk"

// Interval is a stretch of time, without its end.
type Interval struct{ From, To time.Time }

// Person is somebody with a role.
type Person struct {
	ID      int64
	Name    string // only to be called by
	Started bool   // pressed Start: the bot may write to them
	Blocked bool   // stopped the bot
	Away    []Interval
}

// Chat is a group that the bot is, or was, in.
type Chat struct {
	ID      int64
	Title   string
	Purpose string
	Area    string
	Unit    string
	Active  bool // the bot is in it
}

// Territory is everything that decides who is called: what the owner wrote, and
// who has joined.
type Territory struct {
	Community *order.Community
	Members   []order.Member
	People    []Person
	Chats     []Chat
}

// Available reports whether the person is there at that time: whoever is not
// hears nothing, and is passed over. It is the one place that knows of absence;
// what it says may change only at the moments that Edges lists.
func (t *Territory) Available(p *Person, at time.Time) bool {
	for _, i := range p.Away {
		if !at.Before(i.From) && at.Before(i.To) {
			return false
		}
	}
	return true
}

// Edges lists the moments of a stretch of time at which what Available says may
// change.
func (t *Territory) Edges(from, to time.Time) []time.Time {
	var list []time.Time
	for i := range t.People {
		for _, a := range t.People[i].Away {
			for _, e := range []time.Time{a.From, a.To} {
				if e.After(from) && e.Before(to) {
					list = append(list, e)
				}
			}
		}
	}
	return list
}

// person finds a person; somebody whom the bot never met has not pressed Start.
func (t *Territory) person(id int64) *Person {
	for i := range t.People {
		if t.People[i].ID == id {
			return &t.People[i]
		}
	}
	return &Person{ID: id}
}

// with lists who has the role in exactly this area, as the store does.
func (t *Territory) with(role order.Role, area string) []int64 {
	return t.those(func(m order.Member) bool { return m.Role == role && m.Area == area })
}

// of lists who belongs to the unit.
func (t *Territory) of(unit string) []int64 {
	return t.those(func(m order.Member) bool { return m.Unit == unit && unit != "" })
}

func (t *Territory) those(are func(order.Member) bool) []int64 {
	var list []int64
	for _, m := range t.Members {
		if are(m) && !slices.Contains(list, m.Person) {
			list = append(list, m.Person)
		}
	}
	return list
}

// chats lists the groups for which are says yes, also those that the bot left.
func (t *Territory) chats(are func(Chat) bool) []Chat {
	var list []Chat
	for _, c := range t.Chats {
		if are(c) {
			list = append(list, c)
		}
	}
	return list
}

func (t *Territory) unitChats(unit string) []Chat {
	return t.chats(func(c Chat) bool { return c.Unit == unit && unit != "" })
}

func (t *Territory) deskChats(area string) []Chat {
	return t.chats(func(c Chat) bool { return c.Purpose == Desk && c.Area == area })
}

// Everybody is the territory of a community in which every place is filled: each
// unit, grid, community and street has somebody who has pressed Start, and there
// is an owner. It shows what the file alone can promise.
func Everybody(c *order.Community) *Territory {
	t := &Territory{Community: c}
	t.join(order.Member{Role: order.RoleOwner})
	for _, u := range c.Units {
		role := order.RoleUnit
		if u.Volunteers {
			role = order.RoleVolunteer
		}
		t.join(order.Member{Role: role, Unit: u.Key})
	}
	roles := map[string]order.Role{order.KindStreet: order.RoleOfficer, order.KindCommunity: order.RoleDispatcher, order.KindGrid: order.RoleLeader}
	for _, a := range c.Areas {
		if role := roles[a.Kind]; role != "" {
			t.join(order.Member{Role: role, Area: a.Key})
		}
	}
	return t
}

// join adds somebody new who has pressed Start. Their numbers are below zero,
// where Telegram has no people.
func (t *Territory) join(m order.Member) {
	id := int64(-1)
	for _, p := range t.People {
		id = min(id, p.ID-1)
	}
	m.Person = id
	t.Members = append(slices.Clip(t.Members), m)
	t.People = append(slices.Clip(t.People), Person{ID: id, Started: true})
}
