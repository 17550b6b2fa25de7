package config

import (
	"fmt"
	"slices"
)

// duties checks who leads and who assists.
func (k *checker) duties() {
	if len(k.c.Duties) > maxDuties {
		k.count("duties", len(k.c.Duties), maxDuties)
		return
	}
	first := map[[2]string]int{}
	for i, d := range k.c.Duties {
		path := func(key string) string { return item("duties", i, key) }
		category := k.need(path("category")) && k.refer(path("category"), d.Category, &k.kindBook, "config.no_category")
		if k.need(path("lead")) && k.refer(path("lead"), d.Lead, &k.unitBook, "config.no_unit") && category {
			k.fits(path("lead"), d.Category, d.Lead)
		}
		k.refers(path("assist"), d.Assist, &k.unitBook, "config.no_unit")
		for n, u := range d.Assist {
			p := fmt.Sprintf("%s[%d]", path("assist"), n)
			if u != "" && u == d.Lead {
				k.warn(p, "config.lead_assists", "Key", u)
			} else if category && k.unitBook.has(u) {
				k.fits(p, d.Category, u)
			}
		}
		area := !k.bad[path("area")]
		if area && k.given(path("area")) {
			area = k.refer(path("area"), d.Area, &k.areaBook, "config.no_area")
		}
		if !area || !category {
			continue
		}
		where := [2]string{d.Category, d.Area}
		if j, taken := first[where]; taken {
			k.say(item("duties", i, ""), "config.dead_duty", "Key", d.Category, "First", k.line(item("duties", j, "")))
			continue
		}
		first[where] = i
	}
}

// fits checks that a unit may have what is of the category: what is reserved
// to a department is not for volunteers or a grid's own team. That volunteers
// get what is nobody else's business is only doubtful.
func (k *checker) fits(path, category, unit string) {
	if k.all == nil {
		return
	}
	u := k.all.Unit(unit)
	switch {
	case k.all.Barred(u, category):
		k.say(path, "config.reserved_unit", "Key", category, "Unit", unit)
	case u.Volunteers && k.all.Sensitive(category):
		k.warn(path, "config.sensitive_volunteers", "Key", category, "Unit", unit)
	}
}

// duty warns of categories for which nobody is on duty. The last one, 其他, is
// the dispatcher's by its nature; so is what lies between others.
func (k *checker) duty() {
	duty, parents := map[string]bool{}, map[string]bool{}
	for _, u := range k.c.Units {
		for _, key := range u.Categories {
			duty[key] = true
		}
	}
	for _, r := range k.c.Rules {
		duty[r.Category] = true
	}
	for _, d := range k.c.Duties {
		duty[d.Category] = true
	}
	in := map[string]string{}
	for _, g := range k.kinds {
		in[g.Key], parents[g.In] = g.In, true
	}
	lonely, example := 0, ""
	for i, g := range k.kinds {
		way, _ := wayUp(g.Key, in)
		if i == len(k.kinds)-1 || g.Key == "" || parents[g.Key] || slices.ContainsFunc(way, func(key string) bool { return duty[key] }) {
			continue
		}
		if g.at >= 0 {
			k.warn(g.path("key"), "config.nobody", "Key", g.Key)
		} else if lonely++; lonely == 1 {
			example = g.Key
		}
	}
	if lonely > 0 {
		k.warn("catalogue", "config.nobody_many", "Number", lonely, "Key", example)
	}
}
