package config

import (
	"slices"

	"huiyin/order"
)

func (k *checker) units() {
	if !k.count("units", len(k.c.Units), maxUnits) {
		return
	}
	volunteers := false
	for i, u := range k.c.Units {
		k.key("units", i, u.Key, &k.unitBook)
		k.name(item("units", i, "name"), u.Name, true)
		k.refers(item("units", i, "areas"), u.Areas, &k.areaBook, "config.no_area")
		k.refers(item("units", i, "categories"), u.Categories, &k.kindBook, "config.no_category")
		volunteers = volunteers || u.Volunteers
		if quota := item("units", i, "agreement.quota"); k.given(quota) {
			k.between(quota, u.Agreement.Quota, 1, maxQuota)
		}
	}
	if !volunteers {
		k.warn("units", "config.no_volunteers")
	}
}

func (k *checker) rules() {
	if len(k.c.Rules) > maxRules {
		k.count("rules", len(k.c.Rules), maxRules)
		return
	}
	first := map[[2]string]int{}
	for i, r := range k.c.Rules {
		path := func(key string) string { return item("rules", i, key) }
		category := k.need(path("category")) && k.refer(path("category"), r.Category, &k.kindBook, "config.no_category")
		unit := k.need(path("unit")) && k.refer(path("unit"), r.Unit, &k.unitBook, "config.no_unit")
		area := !k.bad[path("area")]
		if area && k.given(path("area")) {
			area = k.refer(path("area"), r.Area, &k.areaBook, "config.no_area")
		}
		if area && unit {
			k.ruleArea(path("unit"), r)
		}
		if category && unit {
			k.fits(path("unit"), r.Category, r.Unit)
		}
		if !area || !category {
			continue
		}
		where := [2]string{r.Category, r.Area}
		if j, taken := first[where]; taken {
			k.say(item("rules", i, ""), "config.dead_rule", "Key", r.Category, "First", k.line(item("rules", j, "")))
			continue
		}
		first[where] = i
	}
}

// ruleArea warns when a rule reaches farther than the unit works.
func (k *checker) ruleArea(path string, r order.DispatchRule) {
	u := k.c.Units[k.unitBook.index[r.Unit]]
	if len(u.Areas) == 0 {
		return
	}
	for at, n := r.Area, 0; at != "" && n < 8; n++ {
		if slices.Contains(u.Areas, at) {
			return
		}
		i, ok := k.areaBook.index[at]
		if !ok {
			break
		}
		at = k.c.Areas[i].In
	}
	k.warn(path, "config.rule_outside", "Key", r.Unit)
}
