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
	Away    []Leave
}

// Leave is a time in which somebody is away, and who has agreed to stand in.
type Leave struct {
	Interval
	Substitute int64 // 0: nobody
}

// Rota says who of a unit, or of those with a role in an area, is on duty.
type Rota struct {
	Unit, Area string
	order.Rota
}

// Chat is a group that the bot is, or was, in.
type Chat struct {
	ID      int64
	Title   string
	Purpose string
	Area    string
	Unit    string
	Active  bool    // the bot is in it
	Left    []int64 // people of the unit who have left it
}

// Territory is everything that decides who is called: what the owner wrote, and
// who has joined.
type Territory struct {
	Community *order.Community
	Members   []order.Member
	People    []Person
	Chats     []Chat
	Rotas     []Rota
}

// Available reports whether the person is there at that time: whoever is not
// hears nothing, and is passed over. It is the one place that knows of absence;
// what it says may change only at the moments that Edges lists.
func (t *Territory) Available(p *Person, at time.Time) bool {
	_, away := p.leave(at)
	return !away
}

// leave finds the leave that the person is on.
func (p *Person) leave(at time.Time) (Leave, bool) {
	for _, l := range p.Away {
		if !at.Before(l.From) && at.Before(l.To) {
			return l, true
		}
	}
	return Leave{}, false
}

// Edges lists the moments of a stretch of time at which what Available says or who
// is on duty, or which agreements hold, may change.
func (t *Territory) Edges(from, to time.Time) []time.Time {
	var list []time.Time
	add := func(e time.Time) {
		if e.After(from) && e.Before(to) {
			list = append(list, e)
		}
	}
	for i := range t.People {
		for _, a := range t.People[i].Away {
			add(a.From)
			add(a.To)
		}
	}
	zone := t.Community.Zone()
	for _, r := range t.Rotas {
		zone := t.Community.AtHome(r.Unit, r.Area).Zone()
		first, last := order.DayOf(from.In(zone))-1, order.DayOf(to.In(zone))
		for day := first; day <= last; day++ {
			for _, x := range r.Turns(day) {
				add(x.Start(zone))
				add(x.End(zone))
			}
		}
	}
	for _, u := range t.Community.Units {
		if until, err := time.ParseInLocation(time.DateOnly, string(u.Agreement.Until), zone); err == nil {
			add((order.DayOf(until) + 1).At(0, zone))
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
func (t *Territory) with(role order.Role, area string) []int64 { return ids(t.membersWith(role, area)) }

func (t *Territory) membersWith(role order.Role, area string) []order.Member {
	return t.those(func(m order.Member) bool { return m.Role == role && m.Area == area })
}

// of lists who belongs to the unit.
func (t *Territory) of(unit string) []int64 { return ids(t.membersOf(unit)) }

func (t *Territory) membersOf(unit string) []order.Member {
	return t.those(func(m order.Member) bool { return m.Unit == unit && unit != "" })
}

func (t *Territory) those(are func(order.Member) bool) []order.Member {
	var list []order.Member
	for _, m := range t.Members {
		if are(m) {
			list = append(list, m)
		}
	}
	return list
}

// ids are the people, nobody twice.
func ids(members []order.Member) []int64 {
	var list []int64
	for _, m := range members {
		if !slices.Contains(list, m.Person) {
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
