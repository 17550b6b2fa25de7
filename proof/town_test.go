package proof

import (
	"fmt"
	"testing"
	"time"

	"huiyin/order"
)

// at is when the proofs of these tests begin: a Monday.
var at = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)

func name(s string) order.Name { return order.Name{ZH: s, EN: s} }

// The people of the tests.
const (
	wu    int64 = iota + 1 // owner
	zhou                   // dispatcher of c1
	sun                    // leader of g1
	han                    // officer of the street
	zhao                   // of the property firm
	qian                   // the same
	mei                    // volunteer
	zhou2                  // dispatcher of c2
	sun2                   // leader of g2
)

// rules is a street with two communities of one grid each.
func rules() *order.Community {
	return &order.Community{
		Name: name("town"), TimeZone: "Asia/Shanghai", QuietHours: order.Quiet{From: 22 * 60, To: 7 * 60},
		Areas: []order.Area{
			{Key: "s", Kind: order.KindStreet, Name: name("street")},
			{Key: "c1", Kind: order.KindCommunity, In: "s", Name: name("c1")},
			{Key: "g1", Kind: order.KindGrid, In: "c1", Name: name("g1")},
			{Key: "b1", Kind: order.KindBuilding, In: "g1", Name: name("b1")},
			{Key: "c2", Kind: order.KindCommunity, In: "s", Name: name("c2")},
			{Key: "g2", Kind: order.KindGrid, In: "c2", Name: name("g2")},
		},
		Units: []order.Unit{
			{Key: "firm", Name: name("firm"), Categories: []string{"fire", "lift"}},
			{Key: "vests", Name: name("vests"), Volunteers: true},
		},
		Classes: []order.Class{
			{Key: "emergency", Name: name("emergency"), Accept: order.Limit{Clock: order.Span(10 * time.Minute)}, Finish: order.Limit{Clock: order.Span(2 * time.Hour)}, Emergency: true},
			{Key: "urgent", Name: name("urgent"), Accept: order.Limit{Clock: order.Span(30 * time.Minute)}, Finish: order.Limit{Clock: order.Span(4 * time.Hour)}},
			{Key: "normal", Name: name("normal"), Accept: order.Limit{Clock: order.Span(4 * time.Hour)}, Finish: order.Limit{Clock: order.Span(72 * time.Hour)}},
		},
		Categories: []order.Category{
			{Key: "fire", Name: name("fire"), Class: "emergency"},
			{Key: "lift", Name: name("lift"), Class: "urgent"},
			{Key: "other", Name: name("other"), Class: "normal"},
		},
		Rules: []order.DispatchRule{{Category: "fire", Unit: "firm"}, {Category: "lift", Unit: "firm"}},
	}
}

// town is a territory without a hole, with the change made to it.
func town(t testing.TB, change func(*Territory)) *Territory {
	t.Helper()
	x := &Territory{Community: rules(), Members: []order.Member{
		{Person: wu, Role: order.RoleOwner},
		{Person: zhou, Role: order.RoleDispatcher, Area: "c1"}, {Person: zhou2, Role: order.RoleDispatcher, Area: "c2"},
		{Person: sun, Role: order.RoleLeader, Area: "g1"}, {Person: sun2, Role: order.RoleLeader, Area: "g2"},
		{Person: han, Role: order.RoleOfficer, Area: "s"},
		{Person: zhao, Role: order.RoleUnit, Unit: "firm"}, {Person: qian, Role: order.RoleUnit, Unit: "firm"},
		{Person: mei, Role: order.RoleVolunteer, Unit: "vests"},
	}}
	for id := wu; id <= sun2; id++ {
		x.People = append(x.People, Person{ID: id, Name: fmt.Sprint(id), Started: true})
	}
	if change != nil {
		change(x)
	}
	if err := x.Community.Prepare(); err != nil {
		t.Fatal(err)
	}
	return x
}

func (t *Territory) only(ids ...int64) {
	for i := range t.People {
		t.People[i].Started = false
		for _, id := range ids {
			t.People[i].Started = t.People[i].Started || t.People[i].ID == id
		}
	}
}

func (t *Territory) away(id int64, from, to string) {
	zone := time.FixedZone("", 8*3600)
	a, err := time.ParseInLocation("2006-01-02 15:04", from, zone)
	b, err2 := time.ParseInLocation("2006-01-02 15:04", to, zone)
	if err != nil || err2 != nil {
		panic(fmt.Sprint(err, err2))
	}
	p := t.person(id)
	p.Away = append(p.Away, Leave{Interval: Interval{a, b}})
}

func (t *Territory) drop(role order.Role, area string) {
	var list []order.Member
	for _, m := range t.Members {
		if m.Role != role || area != "" && m.Area != area && m.Unit != area {
			list = append(list, m)
		}
	}
	t.Members = list
}
