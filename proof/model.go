package proof

import (
	"slices"
	"time"

	"huiyin/order"
)

// roster is who is available, as a number: the same people, the same number.
type roster uint16

// model is a territory made ready for being asked often.
type model struct {
	*Territory
	c       *order.Community
	people  map[int64]*Person
	owner   map[int64]bool
	edges   []int64     // ms, rising: when the roster may change
	rosters []roster    // before the first edge, and from each edge on
	when    []time.Time // a moment of each roster
	asked   map[query][]target
	prints  map[string]string // of units: through which chats they are reached
	natures map[string]string // of units: when they can be reached
}

type query struct {
	role order.Role // empty: a unit
	key  string
	r    roster
}

// newModel looks at the stretch of time; what Available says before and after
// it is never asked.
func newModel(t *Territory, from, to time.Time) *model {
	m := &model{Territory: t, c: t.Community, people: map[int64]*Person{}, owner: map[int64]bool{}, asked: map[query][]target{}, prints: map[string]string{}, natures: map[string]string{}}
	for _, x := range t.Members {
		m.people[x.Person] = t.person(x.Person)
		m.owner[x.Person] = m.owner[x.Person] || x.Role == order.RoleOwner
	}
	for _, e := range t.Edges(from, to) {
		m.edges = append(m.edges, e.UnixMilli())
	}
	slices.Sort(m.edges)
	m.edges = slices.Compact(m.edges)
	known := map[string]roster{}
	m.enrol(known, from)
	for _, e := range m.edges {
		m.enrol(known, time.UnixMilli(e))
	}
	return m
}

// enrol notes who is available from this moment on.
func (m *model) enrol(known map[string]roster, at time.Time) {
	ids := make([]int64, 0, len(m.people))
	for id := range m.people {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	there := make([]byte, len(ids))
	for i, id := range ids {
		if m.Available(m.people[id], at) {
			there[i] = 1
		}
	}
	r, ok := known[string(there)]
	if !ok {
		r = roster(len(known))
		known[string(there)] = r
		m.when = append(m.when, at)
	}
	m.rosters = append(m.rosters, r)
}

// at is the roster of a moment.
func (m *model) at(ms int64) roster {
	if len(m.edges) == 0 {
		return m.rosters[0]
	}
	i, found := slices.BinarySearch(m.edges, ms)
	if found {
		i++
	}
	return m.rosters[i]
}

func (m *model) there(person int64, r roster) bool { return m.Available(m.people[person], m.when[r]) }

// target is one chat that is written to: a person's, or a group with those who
// are known to be in it.
type target struct {
	person int64
	group  bool
	known  []int64
}

// private lists those of the people whom the bot may write to.
func (m *model) private(list []int64, r roster) []target {
	var to []target
	for _, id := range list {
		if p := m.people[id]; p.Started && !p.Blocked && m.there(id, r) {
			to = append(to, target{person: id})
		}
	}
	return to
}

func groups(chats []Chat, known []int64) []target {
	var to []target
	for _, c := range chats {
		if c.Active {
			to = append(to, target{group: true, known: known})
		}
	}
	return to
}

// ask remembers what find found.
func (m *model) ask(q query, find func() []target) []target {
	to, ok := m.asked[q]
	if !ok {
		to = find()
		m.asked[q] = to
	}
	return to
}

// unit is where a unit is asked: its groups, or its members one by one.
func (m *model) unit(key string, r roster) []target {
	return m.ask(query{key: key, r: r}, func() []target {
		if to := groups(m.unitChats(key), m.of(key)); len(to) > 0 {
			return to
		}
		return m.private(m.of(key), r)
	})
}

// desk is where a community's orders are steered: the dispatchers' group, else
// the dispatchers one by one, else the owners.
func (m *model) desk(community string, r roster) []target {
	return m.ask(query{order.RoleDispatcher, community, r}, func() []target {
		if community != "" {
			if to := groups(m.deskChats(community), m.with(order.RoleDispatcher, community)); len(to) > 0 {
				return to
			}
			if to := m.private(m.with(order.RoleDispatcher, community), r); len(to) > 0 {
				return to
			}
		}
		return m.owners(r)
	})
}

// leaders are the leaders of a grid; where there is none, the desk.
func (m *model) leaders(grid, community string, r roster) []target {
	to := m.ask(query{order.RoleLeader, grid, r}, func() []target {
		if grid == "" {
			return nil
		}
		return m.private(m.with(order.RoleLeader, grid), r)
	})
	if len(to) > 0 {
		return to
	}
	return m.desk(community, r)
}

// officers are the people of the street; where there is none, the owners.
func (m *model) officers(street string, r roster) []target {
	to := m.ask(query{order.RoleOfficer, street, r}, func() []target {
		if street == "" {
			return nil
		}
		return m.private(m.with(order.RoleOfficer, street), r)
	})
	if len(to) > 0 {
		return to
	}
	return m.owners(r)
}

func (m *model) owners(r roster) []target {
	return m.ask(query{order.RoleOwner, "", r}, func() []target { return m.private(m.with(order.RoleOwner, ""), r) })
}

// hear are those who hear a call to the targets while the roster is r.
func (m *model) hear(list []target, r roster) voices {
	var v voices
	for _, to := range list {
		switch {
		case !to.group:
			v = m.add(v, to.person, r)
		case len(to.known) == 0:
			v.some = true
		}
		for _, id := range to.known {
			v = m.add(v, id, r)
		}
	}
	return v
}

func (m *model) add(v voices, person int64, r roster) voices {
	if !m.there(person, r) {
		return v
	}
	return v.name(person, m.owner[person])
}

// project finds, for each roster, the first in which the same people of the
// chain are available: who else is makes no difference to it.
func (m *model) project(ch *chain) []roster {
	var people []int64
	for _, p := range ch.places() {
		if p.unit != "" {
			people = append(people, m.of(p.unit)...)
		} else {
			people = append(people, m.with(p.role, p.area)...)
		}
	}
	first := map[string]roster{}
	list := make([]roster, len(m.when))
	for r := range m.when {
		there := make([]byte, len(people))
		for i, id := range people {
			if m.there(id, roster(r)) {
				there[i] = 1
			}
		}
		if _, known := first[string(there)]; !known {
			first[string(there)] = roster(r)
		}
		list[r] = first[string(there)]
	}
	return list
}
