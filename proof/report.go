package proof

import (
	"fmt"
	"slices"
	"time"

	"huiyin/order"
)

// Never is the delay of what never comes.
const Never time.Duration = -1

// Bound is the longest time that something takes, for each minute of the week
// at which an order may begin: over all weeks that were looked at, and whatever
// happens otherwise.
type Bound struct {
	Delay time.Duration // the longest of all; Never: there is no end
	Start time.Time     // an order for which it is so long
	week  []worst
}

// Piece is a part of the week, in minutes since Monday began, in which the delay
// stays as it is or falls by a minute each minute: whoever is called at seven
// waits the less the later the order came.
type Piece struct {
	From, To int
	Delay    time.Duration // at From; Never: there is no end
	Falls    bool
}

// At is the delay of orders that begin in this minute of the week.
func (b *Bound) At(minute int) time.Duration { return delayOf(b.week[minute]) }

func delayOf(w worst) time.Duration {
	if w.delay == never {
		return Never
	}
	return time.Duration(w.delay) * time.Millisecond
}

// Pieces is the whole week.
func (b *Bound) Pieces() []Piece {
	var list []Piece
	for i := range week {
		d := b.At(i)
		if n := len(list); n > 0 {
			p := &list[n-1]
			gone := time.Duration(i-p.From) * time.Minute
			switch {
			case d == p.Delay && (!p.Falls || d == Never):
				p.To = i + 1
				continue
			case d != Never && p.Delay != Never && d == p.Delay-gone && (p.Falls || p.To == p.From+1):
				p.To, p.Falls = i+1, true
				continue
			}
		}
		list = append(list, Piece{From: i, To: i + 1, Delay: d})
	}
	return list
}

// Line is what is proven for the orders of one category in one area.
type Line struct {
	Category, Area, Class string
	Bounds                [metrics]*Bound
}

// Report is the proof.
type Report struct {
	Territory *Territory
	From, To  time.Time // the starts that were looked at
	Starts    int       // how many
	Lines     []Line    // by category and area, in the file's order
	Holes     []Hole
	Notes     []Note
	Exact     bool // no bound is longer than what can really happen
}

// Prove looks at whole weeks, from the Monday that is not after the time. Areas
// whose settings count time otherwise are proven by themselves, each for the
// weeks of its own time zone.
func Prove(t *Territory, at time.Time, weeks int) *Report {
	k := newCalendar(t.Community, at, weeks)
	r := &Report{Territory: t, From: k.from, To: k.monday(weeks), Exact: len(t.Rotas) == 0}
	r.Starts = int(r.To.Sub(r.From) / time.Minute)
	known := map[Kind]Line{}
	for i, part := range partsOf(t.Community) {
		here := *t
		here.Community = part.c
		p := newProof(&here, at, weeks)
		lines, list := p.prove(part.areas)
		for _, l := range lines {
			known[Kind{l.Category, l.Area}] = l
		}
		r.Exact = r.Exact && !slices.ContainsFunc(list, func(h *group) bool { return h.vague })
		if i == 0 {
			r.Notes = notes(p)
		}
		r.Notes = append(r.Notes, p.asleep(lines, part)...)
		r.Holes = append(r.Holes, p.found...)
	}
	for _, c := range t.Community.Categories {
		for _, area := range Places(t.Community) {
			r.Lines = append(r.Lines, known[Kind{c.Key, area}])
		}
	}
	sortHoles(r.Holes)
	return r
}

// part is areas in which time counts alike.
type part struct {
	c     *order.Community // as it is there
	areas []string
	other bool // not as it is for the others
}

// partsOf sorts the areas by what matters of their settings.
func partsOf(c *order.Community) []part {
	var list []part
	known := map[string]int{}
	same := map[*order.Community]int{} // areas without settings of their own share what is above them
	for _, area := range Places(c) {
		x := c.At(area)
		if i, ok := same[x]; ok {
			list[i].areas = append(list[i].areas, area)
			continue
		}
		key := fmt.Sprint(x.TimeZone, x.QuietHours, x.Calendar.Country, x.Calendar.WorkingDays, x.Calendar.WorkingHours, x.Calendar.Holidays, x.Calendar.MakeUp,
			x.Classes, x.Ladders)
		i, ok := known[key]
		if !ok {
			i = len(list)
			known[key] = i
			list = append(list, part{c: x})
		}
		same[x] = i
		list[i].areas = append(list[i].areas, area)
	}
	if list == nil {
		list = []part{{c: c}}
	}
	for i := range list {
		list[i].other = len(list) > 1
	}
	return list
}

// prove proves the areas of one part, by category and area.
func (p *proof) prove(areas []string) (lines []Line, groups []*group) {
	var chains []*chain
	for _, k := range p.model.c.Categories {
		for _, area := range areas {
			ch := p.chain(k.Key, area)
			chains = append(chains, ch)
			lines = append(lines, Line{Category: k.Key, Area: area, Class: ch.class.Key})
		}
	}
	bounds := map[*chain][metrics]*Bound{}
	h := &holes{proof: p, groups: map[*chain]*group{}}
	for _, list := range p.byClass() {
		for _, g := range p.class(list) {
			b := g.bounds()
			for _, ch := range g.chains {
				bounds[ch] = b
				h.groups[ch] = g
			}
			groups = append(groups, g)
		}
	}
	for i := range lines {
		lines[i].Bounds = bounds[chains[i]]
	}
	p.found = h.find(lines, chains)
	return lines, groups
}

// byClass sorts the chains by their class, those that begin in a building apart:
// they have a step more.
func (p *proof) byClass() [][]*chain {
	var list [][]*chain
	for _, ch := range p.order {
		i := slices.IndexFunc(list, func(l []*chain) bool { return l[0].class == ch.class && (l[0].building == "") == (ch.building == "") })
		if i < 0 {
			list = append(list, nil)
			i = len(list) - 1
		}
		list[i] = append(list[i], ch)
	}
	return list
}

// bounds is what the group came to.
func (g *group) bounds() [metrics]*Bound {
	var list [metrics]*Bound
	for m := range metrics {
		b := &Bound{week: g.worst[m]}
		top := worst{delay: -1}
		for _, w := range b.week {
			if w.delay > top.delay {
				top = w
			}
		}
		b.Delay, b.Start = delayOf(top), time.UnixMilli(top.start)
		list[m] = b
	}
	return list
}
