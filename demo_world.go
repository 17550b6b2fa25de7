package main

import (
	"context"

	"huiyin/order"
	"huiyin/sim"
	"huiyin/store"
)

// cast is the people and groups of the demo and of the stories. The names are
// invented.
type cast struct {
	token  string
	people map[string]int64
	places map[string]int64
	shown  []sim.Screen // the phones of a larger territory
}

const demoBot = "huiyin_demo_bot"

// role is a person of the cast: a name in both languages and what they are.
type role struct {
	zh, en string
	member order.Member // zero: a resident
}

// players are the people of the cast.
var players = []role{
	{zh: "小李", en: "Xiao Li"},
	{zh: "王奶奶", en: "Grandma Wang"},
	{zh: "小张", en: "Xiao Zhang"},
	{zh: "周调度", en: "Zhou the dispatcher", member: order.Member{Role: order.RoleDispatcher, Area: "xintian"}},
	{zh: "孙网格长", en: "Sun the grid leader", member: order.Member{Role: order.RoleLeader, Area: "grid1"}},
	{zh: "赵师傅", en: "Master Zhao"},
	{zh: "钱师傅", en: "Master Qian"},
	{zh: "红梅", en: "Hongmei"},
	{zh: "吴主任", en: "Director Wu", member: order.Member{Role: order.RoleOwner}},
}

// stage is a group of the cast: who is in it and what it is for.
type stage struct {
	zh, en  string
	purpose string
	area    string
	unit    string
	members []string     // Chinese names of players
	topics  []order.Name // where there are any, the group is a forum
}

// stages are the groups of the cast.
var stages = []stage{
	{zh: "新田一网格居民群", en: "Grid 1 residents", purpose: store.ForResidents, area: "grid1",
		members: []string{"小李", "王奶奶", "小张", "孙网格长"}},
	{zh: "路西物业接单群", en: "Luxi Property", purpose: store.ForUnit, area: "xintian", unit: "property", members: []string{"赵师傅", "钱师傅"}},
	{zh: "红马甲志愿队", en: "Red Vest Volunteers", purpose: store.ForVolunteers, area: "xintian", unit: "volunteers",
		members: []string{"红梅", "小张"}},
	{zh: "新田二网格居民群", en: "Grid 2 residents", purpose: store.ForResidents, area: "grid2",
		members: []string{"小李", "王奶奶"}, topics: []order.Name{{ZH: "报修", EN: "Repairs"}, {ZH: "闲聊", EN: "Chat"}}},
}

func pick(lang, zh, en string) string {
	if lang == "en" {
		return en
	}
	return zh
}

// build makes the cast in an empty simulator.
func build(s *sim.Sim, lang string) cast {
	c := cast{token: s.AddBot(sim.BotSpec{Username: demoBot, Name: pick(lang, "回音", "Huiyin")}), people: map[string]int64{}, places: map[string]int64{}}
	byZH := map[string]int64{}
	for _, p := range players {
		id := s.AddUser(sim.UserSpec{First: pick(lang, p.zh, p.en), Lang: pick(lang, "zh-hans", "en")})
		byZH[p.zh] = id
		c.people[p.zh], c.people[p.en] = id, id
	}
	for _, g := range stages {
		var members []int64
		for _, m := range g.members {
			members = append(members, byZH[m])
		}
		var topics []string
		for _, name := range g.topics {
			topics = append(topics, name.In(lang))
		}
		id := s.AddGroup(sim.GroupSpec{Title: pick(lang, g.zh, g.en), Super: true, Owner: byZH["吴主任"], Members: members, Topics: topics})
		c.places[g.zh], c.places[g.en] = id, id
	}
	return c
}

// appoint gives everybody their role and binds the groups, as claim code,
// invites and /bind would. Staff have pressed Start.
func (c cast) appoint(ctx context.Context, db *store.DB, lang string) error {
	return db.Write(ctx, func(tx *store.Tx) error {
		for _, p := range players {
			if p.member.Role == "" {
				continue
			}
			m := p.member
			m.Person = c.people[p.zh]
			if err := tx.AddMember(m); err != nil {
				return err
			}
		}
		for _, g := range stages {
			err := tx.SaveChat(store.Chat{ID: c.places[g.zh], Title: pick(lang, g.zh, g.en), Purpose: g.purpose, Area: g.area, Unit: g.unit, Active: true})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// enter brings the bot into the groups and has the people press Start who
// would have done so. Grandma Wang and Xiao Zhang have not.
func (c cast) enter(s *sim.Sim) error {
	for _, g := range stages {
		if err := s.AddBotTo(demoBot, c.places[g.zh], c.people["吴主任"]); err != nil {
			return err
		}
	}
	for _, p := range players {
		if p.zh == "王奶奶" || p.zh == "小张" {
			continue
		}
		if err := s.Start(c.people[p.zh], demoBot, ""); err != nil {
			return err
		}
	}
	return nil
}
