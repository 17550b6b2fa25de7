package proof

import (
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"huiyin/order"
)

// roster is who is available and on duty, and which agreements hold, as a number:
// the same people, the same number.
type roster uint32

// model is a territory made ready for being asked often.
type model struct {
	*Territory
	c       *order.Community
	people  map[int64]*Person
	roles   map[int64][]order.Member
	owner   map[int64]bool
	rota    map[place]*Rota // by unit, or by role and area
	edges   []int64         // ms, rising: when the roster may change
	rosters []roster        // before the first edge, and from each edge on
	when    []time.Time     // a moment of each roster
	asked   map[query][]target
	prints  map[string]string // of units: through which chats they are reached
	natures map[string]string // of units: when they can be reached
	signs   map[place][]int   // of places: for each roster, what it is for them
}

// query is what was asked of the model before.
type query struct {
	kind string // "unit", "urge", or a role
	key  string
	r    roster
}

// newModel looks at the stretch of time; what Available says before and after
// it is never asked.
func newModel(t *Territory, from, to time.Time) *model {
	m := modelOf(t)
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

// modelOf is a model that knows no time yet.
func modelOf(t *Territory) *model {
	m := &model{Territory: t, c: t.Community, people: map[int64]*Person{}, roles: map[int64][]order.Member{}, owner: map[int64]bool{}, rota: map[place]*Rota{},
		asked: map[query][]target{}, prints: map[string]string{}, natures: map[string]string{}, signs: map[place][]int{}}
	for _, x := range t.Members {
		m.people[x.Person] = t.person(x.Person)
		m.roles[x.Person] = append(m.roles[x.Person], x)
		m.owner[x.Person] = m.owner[x.Person] || x.Role == order.RoleOwner
	}
	for i := range t.Rotas {
		if r := &t.Rotas[i]; r.Set() {
			m.rota[place{area: r.Area, unit: r.Unit}] = r
		}
	}
	return m
}

// changed is the model of a territory that differs only in who has which role
// and who can be reached: the rosters stay what they are.
func (m *model) changed(t *Territory) *model {
	n := modelOf(t)
	n.edges, n.rosters, n.when = m.edges, m.rosters, m.when
	return n
}

// enrol notes who is available, who stands in, who is on duty and which
// agreements hold from this moment on.
func (m *model) enrol(known map[string]roster, at time.Time) {
	people := make([]int64, 0, len(m.people))
	for id := range m.people {
		people = append(people, id)
	}
	slices.Sort(people)
	var key []byte
	note := func(n int64) { key = binary.LittleEndian.AppendUint64(key, uint64(n)) }
	for i, id := range people {
		if l, away := m.people[id].leave(at); away {
			note(int64(i))
			note(l.Substitute)
		}
	}
	for i := range m.Rotas {
		note(-1)
		on := order.OnDuty(m.Rotas[i].Rota, at, m.c.AtHome(m.Rotas[i].Unit, m.Rotas[i].Area).Zone())
		slices.Sort(on)
		for _, id := range on {
			note(id)
		}
	}
	for _, u := range m.c.Units {
		key = append(key, flag(u.Agreement.Expired(at.In(m.c.Zone()))))
	}
	r, ok := known[string(key)]
	if !ok {
		r = roster(len(known))
		known[string(key)] = r
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

// edge is the first moment after this one at which the roster may change.
func (m *model) edge(ms int64) (int64, bool) {
	i, found := slices.BinarySearch(m.edges, ms)
	if found {
		i++
	}
	if i == len(m.edges) {
		return 0, false
	}
	return m.edges[i], true
}

func (m *model) there(person int64, r roster) bool {
	p := m.people[person]
	return p != nil && m.Available(p, m.when[r])
}

// ever reports whether the person is there at any time.
func (m *model) ever(person int64) bool {
	for r := range m.when {
		if m.there(person, roster(r)) {
			return true
		}
	}
	return false
}

// expired reports whether the unit's agreement is over.
func (m *model) expired(unit string, r roster) bool {
	return m.c.Unit(unit).Agreement.Expired(m.when[r].In(m.c.Zone()))
}

// project finds, for each roster, the first in which all is the same for the
// people of the chain: who else is there makes no difference to it.
func (m *model) project(ch *chain) []roster {
	places := ch.places()
	first := map[string]roster{}
	list := make([]roster, len(m.when))
	for r := range m.when {
		var key []byte
		for _, p := range places {
			key = binary.AppendUvarint(key, uint64(m.sign(p)[r]))
		}
		if _, known := first[string(key)]; !known {
			first[string(key)] = roster(r)
		}
		list[r] = first[string(key)]
	}
	return list
}

// sign numbers, for each roster, what it is for a place: the same for the same.
func (m *model) sign(p place) []int {
	if list := m.signs[p]; list != nil {
		return list
	}
	members := m.membersAt(p)
	people := ids(members)
	for _, x := range members { // and whoever may stand in for them
		for _, l := range m.people[x.Person].Away {
			people = append(people, l.Substitute)
		}
	}
	known := map[string]int{}
	list := make([]int, len(m.when))
	for r := range m.when {
		key := fmt.Sprint(p.unit != "" && m.expired(p.unit, roster(r)), m.called(members, roster(r)), m.onDuty(p, roster(r)))
		for _, id := range people {
			key += string(rune('0' + flag(m.there(id, roster(r)))))
		}
		if _, ok := known[key]; !ok {
			known[key] = len(known)
		}
		list[r] = known[key]
	}
	m.signs[p] = list
	return list
}
