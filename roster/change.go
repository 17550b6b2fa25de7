package roster

import (
	"slices"
	"strings"

	"huiyin/order"
	"huiyin/texts"
)

// What an import does to a line.
const (
	DidAdd    = "add"
	DidChange = "change"
	DidRenew  = "renew" // the invite has expired, and is made anew
	DidRemove = "remove"
	DidOrder  = "order" // the rows were put into another order, which counts for categories
)

// Line is one thing that an import would change.
type Line struct {
	Did   string
	Sheet string
	name  func(lang string) string
	what  []detail
}

// detail is one column that changes.
type detail struct {
	col     string
	was, is string
}

// Say is the line in the language: "修改 区域：3号楼（英文名：Building 3 → Block 3）".
func (l Line) Say(lang string) string {
	name := ""
	if l.name != nil {
		name = l.name(lang)
	}
	s := texts.Say(lang, "roster.did."+l.Did, "Sheet", texts.Say(lang, "roster.sheet."+l.Sheet), "Name", shown(name))
	var list []string
	for _, d := range l.what {
		list = append(list, texts.Say(lang, "roster.detail", "Head", texts.Say(lang, "roster.head."+d.col),
			"Was", orElse(shown(d.was), texts.Say(lang, "roster.nothing")), "Is", orElse(shown(d.is), texts.Say(lang, "roster.nothing"))))
	}
	if len(list) == 0 {
		return s
	}
	return texts.Say(lang, "roster.did_what", "Line", s, "What", strings.Join(list, texts.Say(lang, "roster.semicolon")))
}

// Counts says how much would change, a sheet a line: "人员：新增 3，删除 1".
func (p Plan) Counts(lang string) (list []string) {
	for _, sheet := range []string{sheetAreas, sheetUnits, sheetPeople, sheetDuty} {
		var parts []string
		for _, did := range []string{DidAdd, DidChange, DidRenew, DidRemove, DidOrder} {
			n := 0
			for _, l := range p.Lines {
				if l.Sheet == sheet && l.Did == did {
					n++
				}
			}
			if n > 0 {
				parts = append(parts, texts.Say(lang, "import.count."+did, "Count", n))
			}
		}
		if parts != nil {
			list = append(list, texts.Say(lang, "import.counts", "Sheet", texts.Say(lang, "roster.sheet."+sheet), "List", strings.Join(parts, texts.Say(lang, "import.comma"))))
		}
	}
	return list
}

// Going names what would go.
func (p Plan) Going(lang string) (list []string) {
	for _, l := range p.Lines {
		if l.Did == DidRemove {
			list = append(list, l.Say(lang))
		}
	}
	return list
}

// change works out what differs.
func (r *reader) change(plan *Plan) {
	now, then := r.items(r.Community), r.items(r.c)
	for _, id := range []string{sheetAreas, sheetUnits, sheetDuty} {
		if r.tables[id] != nil {
			plan.Lines = append(plan.Lines, differences(id, now[id], then[id])...)
		}
	}
	if len(plan.Lines) > 0 {
		plan.Change.Community = r.c
		if err := r.c.Prepare(); err != nil { // only the time zone can be wrong, and no sheet has it
			plan.Change.Community = nil
		}
	}
	if r.tables[sheetPeople] != nil {
		r.changePeople(plan)
	}
}

// item is an area, unit or category as its columns, in keys only, so that two
// can be compared whatever they are called.
type item struct {
	key  string
	name order.Name
	cols []detail // col and is
}

func (r *reader) items(c *order.Community) map[string][]item {
	m := map[string][]item{}
	list := func(words []string) string { return strings.Join(words, ", ") }
	yes := map[bool]string{true: "✓"}
	for _, a := range c.Areas {
		m[sheetAreas] = append(m[sheetAreas], item{a.Key, a.Name, []detail{{"kind", "", a.Kind}, {"in", "", a.In}, {"zh", "", a.Name.ZH},
			{"en", "", a.Name.EN}, {"words", "", list(a.Words)}}})
	}
	for _, u := range c.Units {
		m[sheetUnits] = append(m[sheetUnits], item{u.Key, u.Name, []detail{{"zh", "", u.Name.ZH}, {"en", "", u.Name.EN}, {"areas", "", list(u.Areas)},
			{"categories", "", list(u.Categories)}, {"volunteers", "", yes[u.Volunteers]}}})
	}
	for _, g := range c.Categories {
		var rules []string
		for _, rule := range c.Rules {
			if rule.Category == g.Key {
				rules = append(rules, strings.TrimPrefix(rule.Area+":"+rule.Unit, ":"))
			}
		}
		slices.Sort(rules) // their order means nothing
		m[sheetDuty] = append(m[sheetDuty], item{g.Key, g.Name, []detail{{"zh", "", g.Name.ZH}, {"en", "", g.Name.EN}, {"class", "", g.Class},
			{"words", "", list(g.Words)}, {"dispatch", "", list(rules)}, {"refer_zh", "", g.Refer.ZH}, {"refer_en", "", g.Refer.EN}, {"enters", "", g.Enters}}})
	}
	return m
}

func differences(sheet string, now, then []item) (lines []Line) {
	was := map[string]item{}
	for _, i := range now {
		was[i.key] = i
	}
	is := map[string]bool{}
	var order []string
	for _, i := range then {
		is[i.key] = true
		old, known := was[i.key]
		if !known {
			lines = append(lines, Line{Did: DidAdd, Sheet: sheet, name: i.called})
			continue
		}
		order = append(order, i.key)
		var what []detail
		for n, d := range i.cols {
			if old.cols[n].is != d.is {
				what = append(what, detail{d.col, old.cols[n].is, d.is})
			}
		}
		if what != nil {
			lines = append(lines, Line{Did: DidChange, Sheet: sheet, name: old.called, what: what})
		}
	}
	var before []string
	for _, i := range now {
		if !is[i.key] {
			lines = append(lines, Line{Did: DidRemove, Sheet: sheet, name: i.called})
		} else {
			before = append(before, i.key)
		}
	}
	if !slices.Equal(before, order) {
		lines = append(lines, Line{Did: DidOrder, Sheet: sheet})
	}
	return lines
}

func (i item) called(lang string) string { return i.name.In(lang) + " (" + i.key + ")" }

// changePeople finds who comes, changes and goes.
func (r *reader) changePeople(plan *Plan) {
	for _, p := range r.people {
		switch l := p.listed; {
		case p.was == nil:
			plan.Change.Add = append(plan.Change.Add, l)
			plan.Lines = append(plan.Lines, Line{Did: DidAdd, Sheet: sheetPeople, name: r.called(l, r.c)})
		case l != *p.was:
			plan.Change.Change = append(plan.Change.Change, order.Relisted{Was: *p.was, Is: l})
			plan.Lines = append(plan.Lines, Line{Did: DidChange, Sheet: sheetPeople, name: r.called(*p.was, r.Community), what: personChanges(*p.was, l)})
		}
	}
	for n, l := range r.People {
		if !r.claimed[n] {
			plan.Change.Remove = append(plan.Change.Remove, l)
			plan.Lines = append(plan.Lines, Line{Did: DidRemove, Sheet: sheetPeople, name: r.called(l, r.Community)})
		}
	}
	// A changed line is renewed from what it has become.
	for _, p := range r.people {
		if p.was != nil && p.listed.Expired(r.Now) {
			plan.Change.Renew = append(plan.Change.Renew, p.listed)
			plan.Lines = append(plan.Lines, Line{Did: DidRenew, Sheet: sheetPeople, name: r.called(p.listed, r.c)})
		}
	}
}

func personChanges(was, is order.Listed) (what []detail) {
	for _, d := range []detail{{"name", was.Name, is.Name}, {"role", string(was.Role), string(is.Role)},
		{"place", was.Area + was.Unit, is.Area + is.Unit}, {"phone", was.Phone, is.Phone}} {
		if d.was != d.is {
			what = append(what, d)
		}
	}
	return what
}

// called names somebody with role and place.
func (r *reader) called(l order.Listed, c *order.Community) func(lang string) string {
	return func(lang string) string {
		s := l.Name + " · " + texts.Say(lang, "role."+string(l.Role))
		if a := c.Area(l.Area); a != nil {
			s += " · " + a.Name.In(lang)
		}
		if u := c.Unit(l.Unit); u != nil {
			s += " · " + u.Name.In(lang)
		}
		return s
	}
}
