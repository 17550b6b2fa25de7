package roster

import (
	"slices"
	"strings"

	"huiyin/order"
)

// readDuty reads the duty catalogue without its rules: these name units, which
// name categories.
func (r *reader) readDuty(t *table) {
	list := make([]order.Category, len(t.rows))
	for i, key := range r.keys(t, "k", categoryBook(r.Community.Categories).called) {
		row := t.rows[i]
		for _, g := range r.Community.Categories {
			if g.Key == key {
				list[i] = g
			}
		}
		g := &list[i]
		g.Key, g.Name = key, r.name(row, g.Name)
		if row.has("words") {
			g.Words = items(row.get("words"))
		}
		if row.has("refer_zh") {
			g.Refer.ZH = row.word("refer_zh")
		}
		if row.has("refer_en") {
			g.Refer.EN = row.word("refer_en")
		}
		r.readEnters(row, g)
		switch word := row.word("class"); {
		case word != "":
			g.Class = r.one(row, "class", word, r.classes, "config.no_class")
		case g.In != "": // it takes the class from the category above
			if row.has("class") {
				g.Class = ""
			}
		case row.has("class") || g.Class == "":
			r.say(row, "class", "roster.missing", "Head", Word("roster.head.class"))
		}
	}
	r.c.Categories, r.of["categories"] = list, t.rows
}

// readEnters reads at which tier orders of the category begin; an empty cell leaves
// it to its class.
func (r *reader) readEnters(row record, g *order.Category) {
	if !row.has("enters") {
		return
	}
	word := row.word("enters")
	kind, ok := spelt(kinds, word)
	if !ok && word != "" {
		r.say(row, "enters", "roster.one_of", "Value", word, "Allowed", wordsOf(kinds), "Guess", r.guess(word, namesOf(kinds)))
	}
	g.Enters = kind
}

// readRules reads to whom each category is dispatched: "物业; 一网格：维修店".
func (r *reader) readRules(t *table) {
	if !t.has("dispatch") {
		return
	}
	r.c.Rules = nil
	for i, row := range t.rows {
		seen := map[string]bool{}
		for _, item := range items(row.get("dispatch")) {
			rule := order.DispatchRule{Category: r.c.Categories[i].Key}
			area, unit, ok := cutColon(item)
			if !ok {
				area, unit = "", item
			} else if rule.Area = r.one(row, "dispatch", area, r.areas, "config.no_area"); rule.Area == "" {
				continue
			}
			if rule.Unit = r.one(row, "dispatch", unit, r.units, "config.no_unit"); rule.Unit == "" {
				continue
			}
			if seen[rule.Area] {
				r.say(row, "dispatch", "roster.rule_twice", "Value", area)
			}
			seen[rule.Area] = true
			r.c.Rules, r.rules = append(r.c.Rules, rule), append(r.rules, row)
		}
	}
}

// keepRules drops the rules of categories, areas and units that are no more;
// a mistake in them is said where they stood.
func (r *reader) keepRules() {
	if r.tables[sheetDuty].has("dispatch") {
		return
	}
	r.c.Rules = slices.DeleteFunc(r.c.Rules, func(rule order.DispatchRule) bool {
		_, known := r.categories.keys[rule.Category]
		return !known
	})
}

func cutColon(s string) (before, after string, ok bool) {
	i := strings.IndexAny(s, ":：")
	if i < 0 {
		return s, "", false
	}
	return tidy(s[:i]), tidy(strings.TrimLeft(s[i:], ":：")), true
}
