package proof

import (
	"slices"

	"huiyin/order"
)

// What is here does as flows does in audience.go, urge.go and reach.go.

// target is one chat that is written to: a person's, or a group with those who
// are known to be in it.
type target struct {
	person int64
	group  bool
	known  []int64
	left   bool // all who are known to belong there have left the group
	duty   bool // on duty by the rota: quiet hours do not matter
}

// membersAt are those who have a place.
func (m *model) membersAt(p place) []order.Member {
	if p.unit != "" {
		return m.membersOf(p.unit)
	}
	return m.membersWith(p.role, p.area)
}

// called lists whom to call where these members would be: those who are there,
// and the substitute of who is not.
func (m *model) called(members []order.Member, r roster) []int64 {
	var list []int64
	add := func(id int64) {
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	for _, x := range members {
		l, away := m.people[x.Person].leave(m.when[r])
		switch {
		case !away:
			add(x.Person)
		case l.Substitute != 0 && m.there(l.Substitute, r) && m.c.MayStandIn(x, m.roles[l.Substitute]):
			add(l.Substitute)
		}
	}
	return list
}

// onDuty keeps of those who have a place the people on duty; nobody without a rota.
func (m *model) onDuty(p place, r roster) []order.Member {
	at := place{unit: p.unit}
	if p.unit == "" {
		at.area = p.area
	}
	rota := m.rota[at]
	if rota == nil {
		return nil
	}
	on := order.OnDuty(rota.Rota, m.when[r], m.c.AtHome(p.unit, p.area).Zone())
	var list []order.Member
	for _, x := range m.membersAt(p) {
		if slices.Contains(on, x.Person) {
			list = append(list, x)
		}
	}
	return list
}

// private lists those of the people whom the bot may write to, and the others.
func (m *model) private(list []int64, duty bool) (to []target, unheard []int64) {
	for _, id := range list {
		if p := m.people[id]; p.Started && !p.Blocked {
			to = append(to, target{person: id, duty: duty})
		} else {
			unheard = append(unheard, id)
		}
	}
	return to, unheard
}

// crew is whom to call of those who have a place: who is on duty, else all.
func (m *model) crew(p place, r roster) []target {
	if to, _ := m.private(m.called(m.onDuty(p, r), r), true); len(to) > 0 {
		return to
	}
	to, _ := m.private(m.called(m.membersAt(p), r), false)
	return to
}

// groups are those that the bot is in. Somebody is in them in any case, unless
// all who belong there are known to have left.
func groups(chats []Chat, members []int64) []target {
	var to []target
	for _, c := range chats {
		if !c.Active {
			continue
		}
		here := slices.DeleteFunc(slices.Clone(members), func(id int64) bool { return slices.Contains(c.Left, id) })
		to = append(to, target{group: true, known: here, left: len(here) == 0 && len(c.Left) > 0})
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
	return m.ask(query{"unit", key, r}, func() []target {
		if to := groups(m.unitChats(key), m.of(key)); len(to) > 0 {
			return to
		}
		return m.crew(place{unit: key}, r)
	})
}

// watchmen are the people on duty in a unit: those that can be written to, and
// those that can't.
func (m *model) watchmen(key string, r roster) ([]target, []int64) {
	return m.private(m.called(m.onDuty(place{unit: key}, r), r), true)
}

// offered is who hears that a unit is asked. Who is on duty is called in private
// besides the group, or else there by name, which counts for nobody: the group
// is called as well, in the night when it is over.
func (m *model) offered(key string, r roster) []target {
	to := m.unit(key, r)
	if len(to) == 0 || !to[0].group || m.rota[place{unit: key}] == nil {
		return to
	}
	watch, _ := m.watchmen(key, r)
	return append(slices.Clone(to), watch...)
}

// named reports whether somebody of the people is in the group.
func named(g target, people []int64) bool {
	return slices.ContainsFunc(people, func(id int64) bool { return slices.Contains(g.known, id) })
}

// urge is who is reminded of a unit: who is on duty, in private, else by name in
// the group, else everybody. It is nobody when the unit can't be reached.
func (m *model) urge(key string, r roster) []target {
	return m.ask(query{"urge", key, r}, func() []target {
		watch, unheard := m.watchmen(key, r)
		if len(watch) > 0 {
			return watch
		}
		all := m.unit(key, r)
		var to []target
		for _, g := range all {
			if g.group && named(g, unheard) {
				to = append(to, g)
			}
		}
		if len(to) > 0 {
			return to
		}
		return all
	})
}

// desk is where a community's orders are steered: the dispatchers' group, else
// the dispatchers one by one, else the owners.
func (m *model) desk(community string, r roster) []target {
	return m.ask(query{string(order.RoleDispatcher), community, r}, func() []target {
		if community != "" {
			if to := groups(m.deskChats(community), m.with(order.RoleDispatcher, community)); len(to) > 0 {
				return to
			}
			if to := m.crew(place{role: order.RoleDispatcher, area: community}, r); len(to) > 0 {
				return to
			}
		}
		return m.owners(r)
	})
}

// responders are the first responders of a building. That who asks is not called
// of their own order changes nothing: they know.
func (m *model) responders(building string, r roster) []target {
	return m.ask(query{string(order.RoleResponder), building, r}, func() []target {
		return m.crew(place{role: order.RoleResponder, area: building}, r)
	})
}

// leaders are the leaders of a grid; where there is none, the desk.
func (m *model) leaders(grid, community string, r roster) []target {
	if to := m.ownLeaders(grid, r); len(to) > 0 {
		return to
	}
	return m.desk(community, r)
}

// ownLeaders are the leaders of a grid, and nobody in their place.
func (m *model) ownLeaders(grid string, r roster) []target {
	return m.ask(query{string(order.RoleLeader), grid, r}, func() []target {
		if grid == "" {
			return nil
		}
		return m.crew(place{role: order.RoleLeader, area: grid}, r)
	})
}

// officers are the people of the street; where there is none, the owners.
func (m *model) officers(street string, r roster) []target {
	to := m.ask(query{string(order.RoleOfficer), street, r}, func() []target {
		if street == "" {
			return nil
		}
		return m.crew(place{role: order.RoleOfficer, area: street}, r)
	})
	if len(to) > 0 {
		return to
	}
	return m.owners(r)
}

// owners are the last to be called. That they are called on leave as well, when
// all of them are, counts for nothing: whoever is away hears nothing.
func (m *model) owners(r roster) []target {
	return m.ask(query{string(order.RoleOwner), "", r}, func() []target {
		to, _ := m.private(m.called(m.membersWith(order.RoleOwner, ""), r), false)
		return to
	})
}

// hear are those who hear a call to the targets: who is on duty at once, the
// others when they are awake.
func (m *model) hear(list []target, due, wake roster) voices {
	var v voices
	for _, to := range list {
		r := wake
		if to.duty {
			r = due
		}
		v = v.and(m.ears(to, func(id int64) bool { return m.there(id, r) }))
	}
	return v
}

// ears are those of one target who are there.
func (m *model) ears(to target, there func(int64) bool) voices {
	var v voices
	add := func(id int64) {
		if there(id) {
			v = v.name(id, m.owner[id])
		}
	}
	if !to.group {
		add(to.person)
	} else if v.some = len(to.known) == 0 && !to.left; !v.some {
		for _, id := range to.known {
			add(id)
		}
	}
	return v
}

// nudged is who is reminded: the units that were asked; where none can be
// reached, the desk.
func (m *model) nudged(ch *chain, asked []string, r roster) []target {
	var list []target
	heard := false
	for _, u := range asked {
		if u == silent {
			heard = true
			continue
		}
		to := m.urge(u, r)
		heard = heard || len(to) > 0
		list = append(list, to...)
	}
	if !heard {
		list = m.desk(ch.community, r)
	}
	return list
}

// rung is who is called after the last step, again and again: the holder and the
// owners; in an emergency also who was asked.
func (m *model) rung(ch *chain, x way, r roster) []target {
	list := append(slices.Clone(m.holders(ch, x.tier, r)), m.owners(r)...)
	if ch.class.Emergency {
		list = append(list, m.nudged(ch, x.asked, r)...)
	}
	return list
}
