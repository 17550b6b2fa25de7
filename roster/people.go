package roster

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"huiyin/order"
)

// How much one row of people may say.
const (
	maxName = 64 // characters
)

// phoneShape takes what people write for a phone number, in any country.
var phoneShape = regexp.MustCompile(`^[+0-9][0-9 ()/.-]{2,31}$`)

// readPeople reads the sheet of people.
func (r *reader) readPeople(t *table) {
	r.claimed = map[int]bool{}
	marks := map[string]int{} // numbers and codes → places in People
	named := map[order.Listed][]int{}
	for n, l := range r.People {
		marks[number(l)] = n
		if l.Code != "" {
			marks["code "+l.Code] = n
		}
		key := nameAndRole(l)
		named[key] = append(named[key], n)
	}
	for _, row := range t.rows {
		p := person{record: row, was: r.byNumber(row, marks)}
		r.person(&p)
		r.people = append(r.people, p)
	}
	// Who has no number is known by name and role, once the numbers have theirs.
	for i := range r.people {
		p := &r.people[i]
		if p.was != nil || p.word("no") != "" {
			continue
		}
		for _, n := range named[nameAndRole(p.listed)] {
			if !r.claimed[n] {
				r.claimed[n] = true
				r.known(p, &r.People[n])
				break
			}
		}
	}
	r.twins()
}

// byNumber finds the line of the roster that the row was, by its number or by
// its link.
func (r *reader) byNumber(row record, marks map[string]int) *order.Listed {
	no := strings.ToUpper(row.word("no"))
	mark := no
	if no == "" {
		_, code, _ := strings.Cut(row.word("link"), "start=i_")
		mark = "code " + code
	}
	n, found := marks[mark]
	switch {
	case !found && no != "":
		r.say(row, "no", "roster.no_number", "Value", no)
		return nil
	case !found:
		return nil
	case r.claimed[n]:
		r.say(row, "no", "roster.number_twice", "Value", orElse(no, number(r.People[n])))
		return nil
	}
	r.claimed[n] = true
	return &r.People[n]
}

// nameAndRole is what somebody is known by who has no number.
func nameAndRole(l order.Listed) order.Listed {
	return order.Listed{Name: l.Name, Member: order.Member{Role: l.Role, Area: l.Area, Unit: l.Unit}}
}

// known takes over from the line what the row does not say.
func (r *reader) known(p *person, was *order.Listed) {
	p.was = was
	p.listed.ID, p.listed.Person, p.listed.Code, p.listed.Until = was.ID, was.Person, was.Code, was.Until
	if !p.has("phone") {
		p.listed.Phone = was.Phone
	}
}

// person reads one row.
func (r *reader) person(p *person) {
	p.listed.Name = p.word("name")
	switch n := utf8.RuneCountInString(p.listed.Name); {
	case n == 0:
		r.say(p.record, "name", "roster.missing", "Head", Word("roster.head.name"))
	case n > maxName:
		r.say(p.record, "name", "roster.too_long", "Number", n, "Max", maxName)
	}
	if p.listed.Phone = p.word("phone"); p.listed.Phone != "" && !phoneShape.MatchString(p.listed.Phone) {
		r.say(p.record, "phone", "roster.bad_phone", "Value", p.listed.Phone)
	}
	if p.was != nil {
		r.known(p, p.was)
	}
	word := p.word("role")
	role, ok := spelt(roles, word)
	switch {
	case word == "":
		r.say(p.record, "role", "roster.missing", "Head", Word("roster.head.role"))
		return
	case !ok:
		r.say(p.record, "role", "roster.one_of", "Value", word, "Allowed", wordsOf(roles), "Guess", r.guess(word, namesOf(roles)))
		return
	}
	p.listed.Role = order.Role(role)
	if !p.has("place") && p.was != nil && p.was.Role == p.listed.Role {
		p.listed.Area, p.listed.Unit = p.was.Area, p.was.Unit
		return
	}
	r.placeOf(p)
}

// placeOf finds the area or unit in which the role is held.
func (r *reader) placeOf(p *person) {
	word, in := p.word("place"), p.listed.Role.In()
	if in == order.InAll {
		if word != "" {
			r.say(p.record, "place", "roster.no_place", "Role", wordFor(roles, string(p.listed.Role)))
		}
		return
	}
	unit := in == order.InUnit || in == order.InTeam
	fitting, all, missing := r.fitting(in), r.areas, "config.no_area"
	if unit {
		all, missing = r.units, "config.no_unit"
	}
	key := ""
	switch {
	case word == "" && len(fitting.keys) == 1: // there is no other, as in /invite
		for only := range fitting.keys {
			key = only
		}
	case word == "":
		r.say(p.record, "place", "roster.place_missing", "Role", wordFor(roles, string(p.listed.Role)), "Want", Word("roster.kind."+in))
	case len(fitting.find(word)) == 0 && len(all.find(word)) > 0:
		r.say(p.record, "place", "roster.place_kind", "Role", wordFor(roles, string(p.listed.Role)), "Want", Word("roster.kind."+in), "Value", word)
	default:
		key = r.one(p.record, "place", word, fitting, missing)
	}
	if unit {
		p.listed.Unit = key
	} else {
		p.listed.Area = key
	}
}

// fitting are the areas of a kind, or the units, that a role can be held in.
func (r *reader) fitting(in string) *namebook {
	if b := r.fits[in]; b != nil {
		return b
	}
	b := newNamebook()
	for _, u := range r.c.Units {
		if u.Volunteers && in == order.InTeam || !u.Volunteers && in == order.InUnit {
			b.add(u.Key, u.Name)
		}
	}
	for _, a := range r.c.Areas {
		if a.Kind == in {
			b.add(a.Key, a.Name, append(pathsOf(r.areas.keys[a.In], a.Name), a.Words...)...)
		}
	}
	r.fits[in] = b
	return b
}

// twins finds people who stand there twice.
func (r *reader) twins() {
	type line struct {
		person            int64
		name, phone       string
		role, area, place string
	}
	first := map[line]int{}
	for _, p := range r.people {
		l := line{p.listed.Person, p.listed.Name, p.listed.Phone, string(p.listed.Role), p.listed.Area, p.listed.Unit}
		if l.person != 0 {
			l.name, l.phone = strconv.FormatInt(l.person, 10), "" // one person has a role once
		}
		if at, twice := first[l]; twice && p.listed.Name != "" && p.listed.Role != "" {
			r.say(p.record, "name", "roster.person_twice", "Name", p.listed.Name, "Row", at)
			continue
		}
		first[l] = p.row
	}
}
