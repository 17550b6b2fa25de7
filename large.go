package main

import (
	"fmt"
	"math/rand/v2"

	"huiyin/order"
)

// scale is how large a made-up territory is.
type scale struct {
	communities, grids, buildings int
	units, people                 int
	orders, days                  int // of the past
}

// scales are the sizes that the demo can have besides its own small one.
var scales = map[string]scale{
	"middle": {communities: 6, grids: 24, buildings: 300, units: 40, people: 500, orders: 120, days: 10},
	"large":  {communities: 29, grids: 109, buildings: 2000, units: 150, people: 3000, orders: 500, days: 10},
}

// crew is a unit with how many people it has, and whether it has a group.
type crew struct {
	unit   string
	people int
	group  bool
}

// territory is a made-up territory: one street, with communities, grids,
// buildings, units and the rules of the example.
type territory struct {
	scale
	c     *order.Community
	crews []crew
}

// makeTerritory makes one up, always the same for the same seed. Rules, classes
// and categories are those of the example, said for each community.
func makeTerritory(sc scale, seed uint64, lang string) (*territory, error) {
	c, err := demoCommunity(lang)
	if err != nil {
		return nil, err
	}
	t := &territory{scale: sc, c: c}
	c.Name = order.Name{ZH: "云溪街道", EN: "Yunxi Street"}
	c.Areas = []order.Area{{Key: "street", Kind: order.KindStreet, Name: c.Name, Words: []string{"云溪"}}}
	c.Units, c.Rules, c.Duties = nil, nil, nil
	t.wide()
	names := placeNames(rand.New(rand.NewPCG(seed, 1)), sc.communities)
	for i, name := range names {
		t.community(i, name)
	}
	t.shops(names, sc.units-len(c.Units))
	return t, c.Prepare()
}

// share is the i-th part of all when it is shared out among n as evenly as can be.
func share(all, n, i int) int {
	if i < all%n {
		return all/n + 1
	}
	return all / n
}

// before is how many the first i have together.
func before(all, n, i int) int { return all/n*i + min(i, all%n) }

func communityKey(i int) string { return fmt.Sprintf("c%02d", i+1) }
func gridKey(i int) string      { return fmt.Sprintf("g%03d", i+1) }
func buildingKey(i int) string  { return fmt.Sprintf("b%04d", i+1) }

// community adds a community with its grids, buildings and own units.
func (t *territory) community(i int, name order.Name) {
	key, house := communityKey(i), 0
	t.area(key, order.KindCommunity, "street", joinNames(name, "社区", " Community"), name.ZH, name.EN)
	for g := range share(t.grids, t.communities, i) {
		n := before(t.grids, t.communities, i) + g
		number := fmt.Sprint(g + 1)
		t.area(gridKey(n), order.KindGrid, key, joinNames(name, numerals[g]+"网格", " Grid "+number), numerals[g]+"网格", number+"网格", "grid "+number)
		for b := range share(t.buildings, t.grids, n) {
			house++
			number := fmt.Sprint(house)
			t.area(buildingKey(before(t.buildings, t.grids, n)+b), order.KindBuilding, gridKey(n),
				order.Name{ZH: number + "号楼", EN: "Building " + number}, number+"栋", number+"幢", "block "+number)
		}
	}
	property, clinic, team := "property-"+key, "clinic-"+key, "team-"+key
	t.unit(crew{property, 6, true}, order.Unit{Name: joinNames(name, "物业", " Property"), Areas: []string{key},
		Categories: []string{"hazard", "lift", "water", "power", "noise", "rubbish", "greenery", "parking"}})
	t.unit(crew{clinic, 3, false}, order.Unit{Name: joinNames(name, "卫生站", " Clinic"), Areas: []string{key}, Categories: []string{"medical", "elderly"}})
	t.unit(crew{team, 8, true}, order.Unit{Name: joinNames(name, "志愿队", " Volunteers"), Areas: []string{key},
		Categories: []string{"elderly", "neighbours"}, Volunteers: true})
	t.unit(crew{"branch-" + key, 3, false}, order.Unit{Name: joinNames(name, "党支部", " Party Branch"), Areas: []string{key}, Categories: []string{"neighbours", "policy"}})
	for _, category := range []string{"hazard", "lift", "water", "power", "rubbish", "greenery", "ebike"} {
		t.c.Rules = append(t.c.Rules, order.DispatchRule{Category: category, Area: key, Unit: property})
	}
	t.c.Rules = append(t.c.Rules, order.DispatchRule{Category: "medical", Area: key, Unit: clinic})
	t.c.Duties = append(t.c.Duties, order.Duty{Category: "elderly", Area: key, Lead: clinic, Assist: []string{team}},
		order.Duty{Category: "neighbours", Area: key, Lead: "family", Assist: []string{team}}, order.Duty{Category: "parking", Area: key, Lead: property})
}

func (t *territory) area(key, kind, in string, name order.Name, words ...string) {
	t.c.Areas = append(t.c.Areas, order.Area{Key: key, Kind: kind, In: in, Name: name, Words: words})
}

func (t *territory) unit(w crew, u order.Unit) {
	u.Key = w.unit
	t.c.Units = append(t.c.Units, u)
	t.crews = append(t.crews, w)
}

// wide adds the units that work in the whole street.
func (t *territory) wide() {
	for _, u := range []struct {
		key, zh, en string
		categories  []string
		rule        string
	}{
		{"heat", "云溪供热公司", "Yunxi Heating", []string{"heating"}, "heating"},
		{"gasworks", "云溪燃气公司", "Yunxi Gas", []string{"gas", "hazard"}, "gas"},
		{"waterworks", "云溪自来水公司", "Yunxi Waterworks", []string{"water"}, ""},
		{"grid-power", "云溪供电所", "Yunxi Power Supply", []string{"power"}, ""},
		{"hall", "街道便民服务中心", "Street Service Hall", []string{"formalities", "policy"}, "formalities"},
		{"family", "街道调解中心", "Street Mediation", []string{"violence", "neighbours"}, ""},
		{"enforcement", "街道综合执法队", "Street Enforcement", []string{"illegal", "parking"}, ""},
		{"hospital", "街道卫生院", "Street Hospital", []string{"medical", "elderly"}, ""},
	} {
		t.unit(crew{u.key, 5, true}, order.Unit{Name: order.Name{ZH: u.zh, EN: u.en}, Categories: u.categories})
		if u.rule != "" {
			t.c.Rules = append(t.c.Rules, order.DispatchRule{Category: u.rule, Unit: u.key})
		}
	}
	t.c.Duties = append(t.c.Duties, order.Duty{Category: "violence", Lead: "family"}, order.Duty{Category: "illegal", Lead: "enforcement"})
}

// shops adds n shops. Each serves two communities under an agreement, some only so
// and so often a month.
func (t *territory) shops(names []order.Name, n int) {
	for i := range n {
		at, trade := i*7%t.communities, trades[i%len(trades)]
		key := fmt.Sprintf("shop-%02d", i+1)
		name := joinNames(names[at], trade.zh+"店", " "+trade.en)
		if i >= t.communities {
			name = joinNames(name, numerals[i/t.communities]+"店", fmt.Sprint(" ", i/t.communities+1))
		}
		areas := []string{communityKey(at), communityKey((at + 1) % t.communities)}
		u := order.Unit{Name: name, Areas: areas, Categories: []string{"repair"}, Agreement: order.Agreement{Until: "2032-12-31", Quota: i % 3 * 20}}
		t.unit(crew{key, 2, false}, u)
		if i < t.communities { // the first shop of each community; shops of others come besides
			t.c.Rules = append(t.c.Rules, order.DispatchRule{Category: "repair", Area: areas[0], Unit: key})
		}
	}
}
