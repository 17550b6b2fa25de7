package roster

import (
	"slices"
	"strconv"
	"strings"

	"huiyin/config"
	"huiyin/order"
)

// Plan is what an import would do, and what keeps it from doing so.
type Plan struct {
	Problems Problems
	Lines    []Line
	Change   order.RosterChange // empty when the problems hold an error
}

// Removes counts what would go.
func (p Plan) Removes() (n int) {
	for _, l := range p.Lines {
		if l.Did == DidRemove {
			n++
		}
	}
	return n
}

// Compare reads the book against what is in force. found are the problems of
// loading it.
func Compare(b Book, p Present, found Problems) Plan {
	r := &reader{Present: p, c: clone(p.Community), of: cellsOf{}, taken: map[string]bool{}, fits: map[string]*namebook{}}
	r.list = found
	r.tables = r.complaints.tables(b)
	for i, problem := range r.list { // the loader knows no places
		for at, s := range b.Sheets {
			if problem.Sheet == s.Name {
				r.list[i].sheet = at
			}
		}
	}
	r.read()
	r.lastOwner()
	r.inUse()
	r.judge()
	r.list.sort()
	plan := Plan{Problems: r.list}
	if r.list.Failed() {
		return plan
	}
	r.change(&plan)
	return plan
}

// read goes from what stands alone to what names other things.
func (r *reader) read() {
	r.classes = classBook(r.c.Classes)
	for _, uses := range []map[string]order.Use{r.InUse.Areas, r.InUse.Units, r.InUse.Categories} {
		for key := range uses {
			r.taken[key] = true
		}
	}
	for _, a := range r.c.Areas {
		r.taken[a.Key] = true
	}
	for _, u := range r.c.Units {
		r.taken[u.Key] = true
	}
	for _, g := range r.c.Categories {
		r.taken[g.Key] = true
	}
	if t := r.tables[sheetAreas]; t != nil {
		r.readAreas(t)
	}
	r.areas = areaBook(r.c.Areas)
	if t := r.tables[sheetDuty]; t != nil {
		r.readDuty(t)
	}
	r.categories = categoryBook(r.c.Categories)
	if t := r.tables[sheetUnits]; t != nil {
		r.readUnits(t)
	}
	r.units = unitBook(r.c.Units)
	if t := r.tables[sheetDuty]; t != nil {
		r.readRules(t)
		r.keepRules()
	}
	if t := r.tables[sheetPeople]; t != nil {
		r.readPeople(t)
	}
}

// lastOwner keeps an import from taking the installation from everybody.
func (r *reader) lastOwner() {
	t := r.tables[sheetPeople]
	if t == nil {
		return
	}
	had, have := false, false
	for _, l := range r.People {
		had = had || l.Joined() && l.Role == order.RoleOwner
	}
	for _, p := range r.people {
		have = have || p.was != nil && p.was.Joined() && p.was.Role == order.RoleOwner && p.listed.Role == order.RoleOwner
	}
	if had && !have {
		r.whole(t, "roster.last_owner")
	}
}

// inUse finds what goes although something refers to it.
func (r *reader) inUse() {
	areas, units := r.InUse.Areas, r.InUse.Units
	if r.tables[sheetPeople] == nil { // then the people stay as they are
		areas, units = and(areas, r.People, func(l order.Listed) string { return l.Area }), and(units, r.People, func(l order.Listed) string { return l.Unit })
	}
	if t := r.tables[sheetAreas]; t != nil {
		for _, a := range r.Community.Areas {
			by, used := areas[a.Key]
			if i := indexOf(len(r.c.Areas), func(i int) bool { return r.c.Areas[i].Key == a.Key }); i < 0 {
				r.gone(t, used, a.Name, a.Key, by)
			} else if used && r.c.Areas[i].Kind != "" && r.c.Areas[i].Kind != a.Kind {
				r.say(t.rows[i], "kind", "roster.kind_in_use", "Was", wordFor(kinds, a.Kind), "By", Word("roster.use."+string(by)))
			}
		}
	}
	if t := r.tables[sheetUnits]; t != nil {
		r.unitsInUse(t, units)
	}
	if t := r.tables[sheetDuty]; t != nil {
		for _, g := range r.Community.Categories {
			if by, used := r.InUse.Categories[g.Key]; indexOf(len(r.c.Categories), func(i int) bool { return r.c.Categories[i].Key == g.Key }) < 0 {
				r.gone(t, used, g.Name, g.Key, by)
			}
		}
	}
}

func (r *reader) unitsInUse(t *table, units map[string]order.Use) {
	for _, u := range r.Community.Units {
		by, used := units[u.Key]
		i := indexOf(len(r.c.Units), func(i int) bool { return r.c.Units[i].Key == u.Key })
		if i < 0 {
			r.gone(t, used, u.Name, u.Key, by)
			continue
		}
		member := func(l order.Listed) bool { return l.Unit == u.Key }
		if r.c.Units[i].Volunteers != u.Volunteers && r.tables[sheetPeople] == nil && slices.ContainsFunc(r.People, member) {
			was := map[bool]Word{true: "roster.kind.volunteers", false: "roster.kind.unit"}[u.Volunteers]
			r.say(t.rows[i], "volunteers", "roster.kind_in_use", "Was", was, "By", Word("roster.use.people")) // their role is another one in a team
		}
	}
}

func (r *reader) gone(t *table, used bool, name order.Name, key string, by order.Use) {
	if used {
		r.whole(t, "roster.in_use", "Name", orElse(name.ZH, name.EN), "Key", key, "By", Word("roster.use."+string(by)))
	}
}

func and(uses map[string]order.Use, people []order.Listed, key func(order.Listed) string) map[string]order.Use {
	all := map[string]order.Use{}
	for _, l := range people {
		if k := key(l); k != "" {
			all[k] = order.UsePeople
		}
	}
	for k, by := range uses {
		all[k] = by
	}
	return all
}

func indexOf(n int, is func(i int) bool) int {
	for i := range n {
		if is(i) {
			return i
		}
	}
	return -1
}

func orElse(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// otherWords are those of the community file's words that speak of its lines;
// "" is not said at all.
var otherWords = map[string]string{
	"config.no_community":  "roster.no_community",
	"config.no_volunteers": "roster.no_volunteers",
	"config.dead_rule":     "roster.rule_twice",
	"config.wide_comma":    "", // in a cell a comma parts two words, wherever it is from
	"config.empty_item":    "",
}

// judge asks the rules of the community file, and says what they find by the
// cell that it is about.
func (r *reader) judge() {
	for _, p := range config.CheckCommunity(r.c) {
		key, other := otherWords[p.Key]
		if !other {
			key = p.Key
		}
		if key == "" {
			continue
		}
		t, row, col := r.whereIs(p.Path)
		switch {
		case t == nil && p.Warning: // it was so before
		case t == nil:
			r.whole(nil, key, p.Args...)
		case row == nil && p.Warning:
			r.add(Problem{Sheet: t.name, sheet: t.at, Key: key, Args: p.Args, Warning: true})
		case row == nil:
			r.whole(t, key, p.Args...)
		case p.Warning:
			r.warn(*row, col, key, withHeading(p.Args, col)...)
		case r.bad(*row, col):
		default:
			r.say(*row, col, key, withHeading(p.Args, col)...)
		}
	}
}

// withHeading says the heading where the community file's words say a key.
func withHeading(args []any, col string) []any {
	list := append([]any{}, args...)
	for i := 0; i+1 < len(list); i += 2 {
		if value, ok := list[i+1].(string); ok && list[i] == "Key" && fileKeys[value] {
			list[i+1] = Word("roster.head." + col)
		}
	}
	return list
}

// fileKeys are the keys of the community file that its checks name.
var fileKeys = map[string]bool{"key": true, "kind": true, "in": true, "name": true, "zh": true, "en": true, "words": true,
	"areas": true, "units": true, "categories": true, "category": true, "class": true, "refer": true, "unit": true, "area": true}

// columnOf says in which column stands what the file has under the key.
var columnOf = map[string]string{"key": "key", "kind": "kind", "in": "in", "name": "zh", "name.zh": "zh", "name.en": "en", "words": "words",
	"areas": "areas", "categories": "categories", "volunteers": "volunteers", "class": "class", "refer": "refer_zh", "refer.zh": "refer_zh", "refer.en": "refer_en"}

// whereIs finds the cell that a path of the community file means.
func (r *reader) whereIs(path string) (t *table, row *record, col string) {
	list, rest, _ := strings.Cut(path, "[")
	t = r.tables[map[string]string{"areas": sheetAreas, "units": sheetUnits, "categories": sheetDuty, "rules": sheetDuty}[list]]
	number, rest, found := strings.Cut(rest, "]")
	i, err := strconv.Atoi(number)
	if t == nil || !found || err != nil {
		return t, nil, ""
	}
	rows := r.of[list]
	if col = columnOf[strings.TrimPrefix(cutIndex(rest), ".")]; list == "rules" {
		rows, col = r.rules, "dispatch"
	}
	if i >= len(rows) {
		return t, nil, ""
	}
	if col == "" || !t.has(col) {
		col = r.nameColumn(rows[i])
	}
	return t, &rows[i], col
}

// cutIndex takes the place in a list off: ".words[3]" → ".words".
func cutIndex(path string) string {
	path, _, _ = strings.Cut(path, "[")
	return path
}
