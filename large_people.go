package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"huiyin/order"
	"huiyin/sim"
	"huiyin/store"
)

// population is who lives and works in a made-up territory, in the simulator.
type population struct {
	*territory
	lang    string
	token   string
	sim     *sim.Sim
	random  *rand.Rand
	people  []store.Person
	members []order.Member
	groups  []store.Chat
	inside  map[int64][]int64 // the people of each group
	owner   int64
	lives   map[string][]int64 // residents by grid
	leaves  []order.Leave
	rotas   map[string]order.Rota // by unit
}

// Of a hundred people, how many have pressed Start: nearly all who work, and of
// the residents those who were curious.
const (
	startedStaff     = 98
	startedResidents = 60
)

// populate fills an empty simulator with the territory's people and groups.
func populate(t *territory, s *sim.Sim, seed uint64, lang string) *population {
	p := &population{territory: t, lang: lang, sim: s, random: rand.New(rand.NewPCG(seed, 2)),
		inside: map[int64][]int64{}, lives: map[string][]int64{}, rotas: map[string]order.Rota{}}
	p.token = s.AddBot(sim.BotSpec{Username: demoBot, Name: pick(lang, "回音", "Huiyin")})
	p.owner = p.join(order.Member{Role: order.RoleOwner})
	for range 4 {
		p.join(order.Member{Role: order.RoleOfficer, Area: "street"})
	}
	for i := range t.communities {
		p.desk(i)
	}
	for _, w := range t.crews {
		p.crew(w)
	}
	leaders := map[string][]int64{}
	for i := range t.grids {
		key := gridKey(i)
		leaders[key] = []int64{p.join(order.Member{Role: order.RoleLeader, Area: key}), p.join(order.Member{Role: order.RoleWorker, Area: key}),
			p.join(order.Member{Role: order.RoleWorker, Area: key})}
	}
	residents := max(0, t.scale.people-len(p.people))
	for i := range t.grids {
		key := gridKey(i)
		for range share(residents, t.grids, i) {
			p.lives[key] = append(p.lives[key], p.add(startedResidents, buildingKey(before(t.buildings, t.grids, i)+p.random.IntN(share(t.buildings, t.grids, i)))))
		}
		p.group(store.Chat{Purpose: store.ForResidents, Area: key}, joinNames(t.c.Area(key).Name, "居民群", " residents"), slices.Concat(leaders[key], p.lives[key]))
	}
	return p
}

// add makes a person; of a hundred such, so many have pressed Start.
func (p *population) add(started int, area string) int64 {
	name := personName(p.random).In(p.lang)
	id := p.sim.AddUser(sim.UserSpec{First: name, Lang: pick(p.lang, "zh-hans", "en")})
	p.people = append(p.people, store.Person{ID: id, Name: name, Code: pick(p.lang, "zh-hans", "en"), Area: area, Started: p.random.IntN(100) < started})
	return id
}

// join makes a person with a role. Owners have always pressed Start.
func (p *population) join(m order.Member) int64 {
	started := startedStaff
	if m.Role == order.RoleOwner || m.Role == order.RoleDispatcher {
		started = 100
	}
	m.Person = p.add(started, "")
	p.members = append(p.members, m)
	return m.Person
}

// desk makes the dispatchers of a community; every other community has a group
// for them.
func (p *population) desk(i int) {
	key := communityKey(i)
	two := []int64{p.join(order.Member{Role: order.RoleDispatcher, Area: key}), p.join(order.Member{Role: order.RoleDispatcher, Area: key})}
	if i%2 == 0 {
		p.group(store.Chat{Purpose: store.ForDesk, Area: key}, joinNames(p.c.Area(key).Name, "调度群", " desk"), two)
		return
	}
	if p.random.IntN(3) == 0 {
		p.away(two[0], two[1])
	}
}

// crew makes the people of a unit. Each tenth unit has somebody on duty at night.
func (p *population) crew(w crew) {
	u, role := p.c.Unit(w.unit), order.RoleUnit
	if u.Volunteers {
		role = order.RoleVolunteer
	}
	var all []int64
	for range w.people {
		all = append(all, p.join(order.Member{Role: role, Unit: w.unit}))
	}
	if p.random.IntN(8) == 0 {
		p.away(all[0], all[1])
	}
	if w.people >= 5 && !u.Volunteers && p.random.IntN(10) == 0 {
		p.rotas[w.unit] = order.Rota{Weekly: []order.Weekly{
			{Days: 0b0111110, From: 20 * 60, To: 8 * 60, Person: all[2]}, {Days: 0b1000001, From: 20 * 60, To: 8 * 60, Person: all[3]}}}
	}
	if w.group {
		purpose, area := store.ForUnit, "street"
		if u.Volunteers {
			purpose = store.ForVolunteers
		}
		if len(u.Areas) > 0 {
			area = u.Areas[0]
		}
		p.group(store.Chat{Purpose: purpose, Area: area, Unit: w.unit}, joinNames(u.Name, "接单群", ""), all)
	}
}

// away has somebody begin a leave of some days, with somebody to stand in.
func (p *population) away(person, substitute int64) {
	p.leaves = append(p.leaves, order.Leave{Person: person, Substitute: substitute})
}

func (p *population) group(c store.Chat, title order.Name, members []int64) {
	c.Title, c.Active = title.In(p.lang), true
	c.ID = p.sim.AddGroup(sim.GroupSpec{Title: c.Title, Super: true, Owner: members[0], Members: members[1:]})
	p.groups = append(p.groups, c)
	p.inside[c.ID] = members
}

// write puts everybody and everything into an empty database, as claim code,
// invites and /bind would, and has the people and the bot come in.
func (p *population) write(ctx context.Context, db *store.DB) error {
	for _, x := range p.people {
		if x.Started {
			if err := p.sim.Start(x.ID, demoBot, ""); err != nil {
				return err
			}
		}
	}
	for _, g := range p.groups {
		if err := p.sim.AddBotTo(demoBot, g.ID, p.inside[g.ID][0]); err != nil {
			return err
		}
	}
	return db.Write(ctx, func(tx *store.Tx) error {
		for _, x := range p.people {
			x.SeenAt = tx.Now()
			if err := tx.SavePerson(x); err != nil {
				return err
			}
		}
		for _, m := range p.members {
			if err := tx.AddMember(m); err != nil {
				return err
			}
		}
		for _, g := range p.groups {
			if err := tx.SaveChat(g); err != nil {
				return err
			}
		}
		return p.writeDuty(tx)
	})
}

// writeDuty keeps leave and rotas. They begin with the past that is played.
func (p *population) writeDuty(tx *store.Tx) error {
	today := order.DayOf(tx.Now().In(p.c.Zone()))
	for i, l := range p.leaves {
		l.From, l.Until = tx.Now(), (today+order.Day(p.days+3+i%5)).At(0, p.c.Zone())
		if err := tx.SaveLeave(l); err != nil {
			return err
		}
		if err := tx.SetTimer("leave", fmt.Sprint(l.Person), l.Until.Add(time.Minute)); err != nil {
			return err
		}
	}
	for unit, r := range p.rotas {
		if err := tx.SaveRota(unit, "", r, today); err != nil {
			return err
		}
	}
	return nil
}
