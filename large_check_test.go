package main

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/proof"
	"huiyin/sim"
	"huiyin/store"
)

// largeTerritory is who has joined in the large made-up territory, as check reads
// it from the database.
func largeTerritory(t testing.TB) *proof.Territory {
	t.Helper()
	made, err := makeTerritory(scales["large"], 1, "zh")
	if err != nil {
		t.Fatal(err)
	}
	s := sim.New(sim.Options{})
	defer s.Close()
	p := populate(made, s, 1, "zh")
	at := time.Date(2026, 11, 23, 12, 0, 0, 0, made.c.Zone())
	l := &proof.Territory{Community: made.c, Members: p.members}
	working := map[int64]bool{}
	for _, m := range p.members {
		working[m.Person] = true
	}
	for _, x := range p.people {
		if !working[x.ID] {
			continue
		}
		y := proof.Person{ID: x.ID, Name: x.Name, Started: x.Started, Blocked: x.Blocked}
		for i, a := range p.leaves {
			if a.Person == x.ID {
				y.Away = []proof.Leave{{Interval: proof.Interval{From: at.Add(-time.Hour), To: at.AddDate(0, 0, 3+i%5)}, Substitute: a.Substitute}}
			}
		}
		l.People = append(l.People, y)
	}
	for _, c := range p.groups {
		l.Chats = append(l.Chats, proof.Chat{ID: c.ID, Title: c.Title, Purpose: c.Purpose, Area: c.Area, Unit: c.Unit, Active: true})
	}
	for unit, r := range p.rotas {
		l.Rotas = append(l.Rotas, proof.Rota{Unit: unit, Rota: r})
	}
	return l
}

// TestCheckLarge proves a street of 29 communities, 109 grids and 2,000 buildings
// in a time that somebody waits for, and says a hole that many grids share in a
// few words.
func TestCheckLarge(t *testing.T) {
	l := largeTerritory(t)
	at := time.Date(2026, 11, 23, 12, 0, 0, 0, l.Community.Zone())
	prove := func(name string) (string, *statement) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		began := time.Now()
		s := statement{r: proof.Prove(l, at, provenWeeks), lang: "zh"}
		proven := time.Since(began)
		text := s.text()
		runtime.ReadMemStats(&after)
		t.Logf("%s: %v, with its words %v, %d MB in all; %d kinds, %d holes", name, proven, time.Since(began), (after.TotalAlloc-before.TotalAlloc)>>20, len(s.r.Lines), len(s.r.Holes))
		for _, line := range strings.Split(text, "\n") {
			if n := width(line); n > 260 {
				t.Errorf("%s: a line of %d columns: %s", name, n, line)
			}
		}
		if n := strings.Count(text, "\n"); n > 60 {
			t.Errorf("%s: %d lines", name, n)
		}
		t.Log("\n" + text)
		return text, &s
	}
	text, s := prove("as it is")
	if len(s.r.Lines) != 21*(29+109+2000) {
		t.Errorf("%d kinds of order", len(s.r.Lines))
	}
	has(t, text, "没有漏洞")

	// Nobody answers for any grid or desk, and the owner has stopped the bot.
	var members []order.Member
	for _, m := range l.Members {
		if m.Role != order.RoleLeader && m.Role != order.RoleDispatcher && m.Role != order.RoleUnit && m.Role != order.RoleOfficer {
			members = append(members, m)
		}
	}
	l.Members = members
	var chats []proof.Chat
	for _, c := range l.Chats {
		if c.Purpose == store.ForResidents || c.Purpose == store.ForVolunteers {
			chats = append(chats, c)
		}
	}
	l.Chats, l.Rotas = chats, nil
	text, s = prove("almost empty")
	if len(s.r.Holes) != 29+109 {
		t.Errorf("%d holes", len(s.r.Holes))
	}
	has(t, text, "全部 109 个网格，家庭暴力，永远没有第二个人听到", "没有人担任网格长 · 全部 109 个网格", "怎么补上（每一处都要）")
}
