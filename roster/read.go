package roster

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"huiyin/order"
)

// reader makes a community and a list of people out of a file's tables. It goes
// on after a mistake, so that the owner sees all of them at once.
type reader struct {
	complaints
	Present
	tables map[string]*table
	c      *order.Community // as it shall be
	people []person

	areas, units, categories, classes *namebook       // of what shall be
	rules                             []record        // where each rule stands
	taken                             map[string]bool // keys that no new area, unit or category may get
	of                                cellsOf         // where the items of each list stand
	claimed                           map[int]bool    // places in People that a row has
	fits                              map[string]*namebook
}

// cellsOf finds the row of an item by its place in a list.
type cellsOf map[string][]record

// person is a row of the people sheet, understood.
type person struct {
	record
	listed order.Listed  // as it shall be
	was    *order.Listed // as it is; nil: new
}

// keyShape is that of the community file's keys.
var keyShape = regexp.MustCompile(`^[a-z0-9_-]{1,24}$`)

// keys reads the keys of a sheet's rows. A row without one gets that of the
// item that it plainly is, or a new one.
func (r *reader) keys(t *table, letter string, same func(record) []string) []string {
	list := make([]string, len(t.rows))
	first := map[string]int{}
	for i, row := range t.rows {
		key := row.key()
		switch at, twice := first[key]; {
		case key == "":
		case !keyShape.MatchString(key):
			r.say(row, "key", "config.bad_key", "Key", key)
			list[i] = "?" + strconv.Itoa(i) // what refers to it by name is not wrong as well
		case twice:
			r.say(row, "key", "roster.key_twice", "Key", key, "Row", at)
			list[i] = "?" + strconv.Itoa(i)
		default:
			list[i], first[key] = key, row.row
		}
	}
	next := 1
	for i, row := range t.rows {
		if list[i] != "" {
			continue
		}
		for _, key := range same(row) {
			if first[key] == 0 && list[i] == "" {
				list[i], first[key] = key, row.row
			}
		}
		for ; list[i] == ""; next++ {
			if key := letter + strconv.Itoa(next); first[key] == 0 && !r.taken[key] {
				list[i], first[key] = key, row.row
			}
		}
	}
	return list
}

// name reads the two names of a row; a column that is missing changes nothing.
func (r *reader) name(row record, was order.Name) order.Name {
	n := was
	if row.has("zh") {
		n.ZH = row.word("zh")
	}
	if row.has("en") {
		n.EN = row.word("en")
	}
	if n.ZH == "" && n.EN == "" {
		r.say(row, r.nameColumn(row), "roster.no_name")
	}
	return n
}

func (r *reader) nameColumn(row record) string {
	if row.has("zh") {
		return "zh"
	}
	return "en"
}

// one finds the one thing that a cell names; "" after a complaint.
func (r *reader) one(row record, col, word string, b *namebook, missing string) string {
	list := b.find(word)
	switch len(list) {
	case 1:
		return list[0]
	case 0:
		r.say(row, col, missing, "Key", word, "Guess", r.guess(word, b.listed))
	default:
		r.say(row, col, "roster.ambiguous", "Value", word, "Keys", strings.Join(list, ", "))
	}
	return ""
}

// several is one for a list in a cell.
func (r *reader) several(row record, col string, b *namebook, missing string) []string {
	var keys []string
	for _, word := range items(row.get(col)) {
		if key := r.one(row, col, word, b, missing); key != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// tiers lists the kinds from above, so that what an area lies in is known
// before it.
var tiers = []string{order.KindStreet, order.KindCommunity, order.KindGrid, order.KindBuilding}

// readAreas reads the sheet of areas.
func (r *reader) readAreas(t *table) {
	list := make([]order.Area, len(t.rows))
	for i, row := range t.rows {
		kind, ok := spelt(kinds, row.word("kind"))
		switch {
		case ok:
			list[i].Kind = kind
		case row.word("kind") == "":
			r.say(row, "kind", "roster.missing", "Head", Word("roster.head.kind"))
		default:
			r.say(row, "kind", "roster.one_of", "Value", row.word("kind"), "Allowed", wordsOf(kinds), "Guess", r.guess(row.word("kind"), namesOf(kinds)))
		}
	}
	before := areaBook(r.Community.Areas)
	same := func(row record) (keys []string) {
		for _, key := range before.called(row) {
			a := r.Community.Area(key)
			in := row.word("in") // a row that names none may mean any
			if kind, _ := spelt(kinds, row.word("kind")); a.Kind == kind && (in == "" || slices.Contains(before.find(in), a.In)) {
				keys = append(keys, key)
			}
		}
		return keys
	}
	for i, key := range r.keys(t, "a", same) {
		row := t.rows[i]
		was := order.Area{}
		if a := r.Community.Area(key); a != nil {
			was = *a
		}
		list[i].Key, list[i].Name = key, r.name(row, was.Name)
		list[i].Words, list[i].In, list[i].Settings = was.Words, was.In, was.Settings
		if row.has("words") {
			list[i].Words = items(row.get("words"))
		}
	}
	r.c.Areas, r.of["areas"] = list, t.rows
	r.place(t, list)
}

// place finds what each area lies in, from the largest on.
func (r *reader) place(t *table, list []order.Area) {
	all := areaBook(list)
	for n, kind := range tiers {
		above := newNamebook()
		for _, a := range list {
			if n > 0 && a.Kind == tiers[n-1] {
				above.add(a.Key, a.Name, append(pathsOf(all.keys[a.In], a.Name), a.Words...)...)
			}
		}
		for i := range list {
			if list[i].Kind == kind && t.has("in") {
				list[i].In = r.areaIn(t.rows[i], n, above, all, list)
			}
		}
	}
}

func (r *reader) areaIn(row record, tier int, above, all *namebook, list []order.Area) string {
	word := row.word("in")
	if word == "" {
		if tier > 1 {
			r.say(row, "in", "roster.in_missing", "Kind", Word("roster.kind."+tiers[tier]), "Want", Word("roster.kind."+tiers[tier-1]))
		}
		return ""
	}
	if tier == 0 {
		r.say(row, "in", "roster.in_street")
		return ""
	}
	if len(above.find(word)) == 0 {
		if keys := all.find(word); len(keys) > 0 {
			i := slices.IndexFunc(list, func(a order.Area) bool { return a.Key == keys[0] })
			r.say(row, "in", "roster.in_kind", "Kind", Word("roster.kind."+tiers[tier]), "Want", Word("roster.kind."+tiers[tier-1]),
				"Value", word, "Got", wordFor(kinds, list[i].Kind))
			return ""
		}
	}
	return r.one(row, "in", word, above, "config.no_area")
}

// readUnits reads the sheet of units. Areas and categories are known already.
func (r *reader) readUnits(t *table) {
	list := make([]order.Unit, len(t.rows))
	for i, key := range r.keys(t, "u", unitBook(r.Community.Units).called) {
		row := t.rows[i]
		if u := r.Community.Unit(key); u != nil {
			list[i] = *u
		}
		list[i].Key, list[i].Name = key, r.name(row, list[i].Name)
		if row.has("areas") {
			list[i].Areas = r.several(row, "areas", r.areas, "config.no_area")
		}
		if row.has("categories") {
			list[i].Categories = r.several(row, "categories", r.categories, "config.no_category")
		}
		if word := row.word("volunteers"); row.has("volunteers") {
			value, ok := spelt(yesNo, word)
			if !ok && word != "" {
				r.say(row, "volunteers", "roster.one_of", "Value", word, "Allowed", wordsOf(yesNo), "Guess", "")
			}
			list[i].Volunteers = value == "yes"
		}
	}
	r.c.Units, r.of["units"] = list, t.rows
}
