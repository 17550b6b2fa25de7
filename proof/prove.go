package proof

import (
	"math"
	"slices"
	"time"

	"huiyin/order"
)

// never is a delay without an end.
const never = math.MaxInt64

// ahead is how long after the last step of the latest order absences are looked
// at: who is not called by then counts as never called.
const ahead = 8 * 7 * 24 * time.Hour

// lost is a way on which no step of the ladder reaches what is asked for.
type lost struct {
	way
	never bool // nothing after the ladder does, either
}

// result is how an order goes of which the moments are known: by which step each
// metric is reached on the worst of all ways, as a slot; -1: by none of them.
type result struct {
	reached [metrics]int
	left    [metrics][]*lost // on which ways it is not
	vague   bool             // too many ways to tell apart
}

// group is chains for which all came out alike so far.
type group struct {
	chains []*chain
	worst  [metrics][]worst // for each minute of the week
	runs   [metrics][]run
	cures  [metrics]map[int]uint64 // by kind of moments: which slots would have been in time, always
	vague  bool
}

// worst is the longest delay of a minute of the week.
type worst struct{ delay, start int64 }

// run is a stretch of starts at which a metric comes too late.
type run struct {
	from, to int64
	worst
}

// proof is the work on one territory.
type proof struct {
	*model
	*calendar
	chains  map[string]*chain
	order   []*chain
	kinds   []moments      // all kinds of moments that were met
	numbers map[string]int // and their numbers
	results map[*chain]map[int]result
	// projected are the same results, by what the people of the chain see of the moments.
	projected map[*chain]map[string]result
	places    []uint16 // in the week, of every minute; made when it is needed
	last      int64    // nobody's availability changes after this
	found     []Hole

	named  map[string]bool // areas that a unit, a rule or a duty names
	housed map[string]bool // buildings in which somebody is the first responder
	met    map[Kind]*chain // the chain of each kind of order
}

func newProof(t *Territory, from time.Time, weeks int) *proof {
	k := newCalendar(t.Community, from, weeks)
	p := &proof{calendar: k, chains: map[string]*chain{}, numbers: map[string]int{}, results: map[*chain]map[int]result{},
		projected: map[*chain]map[string]result{}, named: spokenOf(t.Community), housed: map[string]bool{}, met: map[Kind]*chain{}}
	for _, m := range t.Members {
		if m.Role == order.RoleResponder {
			p.housed[m.Area] = true
		}
	}
	end := k.monday(weeks)
	for _, x := range t.Community.Categories {
		last := t.Community.StepOf(t.Community.Fresh(x.Key, "", k.monday(weeks)), len(t.Community.Ladders.Accept))
		if last.At.After(end) {
			end = last.At
		}
	}
	p.model = newModel(t, k.from, end.Add(ahead))
	if n := len(p.edges); n > 0 {
		p.last = p.edges[n-1]
	}
	return p
}

// chain finds the chain of a kind of order, the same for equal ones.
func (p *proof) chain(category, area string) *chain {
	kind := Kind{category, p.standsFor(area)}
	if known := p.met[kind]; known != nil {
		return known
	}
	ch := chainOf(p.model.c, kind.Category, kind.Area, p.housed)
	key := ch.key()
	if known := p.chains[key]; known != nil {
		ch = known
	} else {
		p.chains[key] = ch
		p.order = append(p.order, ch)
	}
	p.met[kind] = ch
	return ch
}

// standsFor is the area that all is the same for: a building lies in its grid,
// and where nobody says anything about just this building, whoever stands behind
// the grid's orders stands behind its own.
func (p *proof) standsFor(area string) string {
	a := p.model.c.Area(area)
	if a.Kind != order.KindBuilding || p.named[area] || p.housed[area] {
		return area
	}
	if above := p.model.c.Area(a.In); above != nil && above.Kind == order.KindGrid {
		return above.Key
	}
	return area
}

// spokenOf are the areas of which a unit, a rule or a duty says that it is for them.
func spokenOf(c *order.Community) map[string]bool {
	list := map[string]bool{}
	for _, u := range c.Units {
		for _, key := range u.Areas {
			list[key] = true
		}
	}
	for _, r := range c.Rules {
		list[r.Area] = true
	}
	for _, d := range c.Duties {
		list[d.Area] = true
	}
	return list
}

// class proves chains of one class that begin alike.
func (p *proof) class(chains []*chain) []*group {
	x := newClock(p.calendar, chains[0])
	all := &group{chains: chains}
	for m := range metrics {
		all.worst[m], all.cures[m] = make([]worst, week), map[int]uint64{}
		for i := range all.worst[m] {
			all.worst[m][i].delay = -1
		}
	}
	groups := []*group{all}
	known := map[int]bool{}
	for n := range p.weeks {
		x.turn(n)
		numbers, fresh := p.sort(x, known)
		groups = p.split(x, groups, fresh)
		for _, g := range groups {
			p.fold(x, g, numbers)
		}
	}
	return groups
}

// sort finds the kind of moments of each start; fresh are those that were not
// met before.
func (p *proof) sort(x *clock, known map[int]bool) (numbers, fresh []int) {
	numbers = make([]int, x.size*len(x.offsets))
	var before moments
	for i := range numbers {
		at := p.moments(x, i)
		if i > 0 && before.same(at) {
			numbers[i] = numbers[i-1]
			continue
		}
		before = at
		key := at.key()
		n, ok := p.numbers[key]
		if !ok {
			n = len(p.kinds)
			p.numbers[key] = n
			p.kinds = append(p.kinds, at)
		}
		if numbers[i] = n; !known[n] {
			known[n] = true
			fresh = append(fresh, n)
		}
	}
	return numbers, fresh
}

// moments is what matters of the i-th start.
func (p *proof) moments(x *clock, i int) moments {
	n := len(x.due)
	all := make([]roster, 2*n)
	at := moments{heard: x.wakes[0][i] == x.due[0][i], leaves: x.wakes[1][i] == x.due[1][i], due: all[:n], wake: all[n:], merged: make([]bool, n)}
	for s := range n {
		at.due[s], at.wake[s] = p.at(x.due[s][i]), p.at(x.wakes[s][i])
		at.merged[s] = s > 0 && s+1 < n && x.due[s+1][i] <= x.due[s][i]
	}
	if len(p.Rotas) > 0 {
		at.night = make([]int, n)
		for s := n - 1; s >= 0; s-- {
			switch {
			case x.due[s][i] == x.wakes[s][i]:
				at.night[s] = -1
			case s+1 < n && at.night[s+1] >= 0 && x.wakes[s+1][i] == x.wakes[s][i]:
				at.night[s] = at.night[s+1]
			default:
				at.night[s] = s
			}
		}
	}
	return at
}

func (s moments) same(o moments) bool {
	return s.heard == o.heard && s.leaves == o.leaves && slices.Equal(s.due, o.due) && slices.Equal(s.wake, o.wake) && slices.Equal(s.night, o.night) && slices.Equal(s.merged, o.merged)
}

// result is how the orders of a chain go in moments of this kind.
func (p *proof) result(x *clock, ch *chain, kind int) result {
	if r, ok := p.results[ch][kind]; ok {
		return r
	}
	if p.results[ch] == nil {
		p.results[ch], p.projected[ch] = map[int]result{}, map[string]result{}
		ch.like = p.project(ch)
	}
	at := p.kinds[kind].seen(ch.like)
	key := at.key()
	r, ok := p.projected[ch][key]
	if !ok {
		r = p.judge(p.follow(ch, at, x.steps))
		p.projected[ch][key] = r
	}
	p.results[ch][kind] = r
	return r
}

// seen is the same moments, as those people see them.
func (s moments) seen(like []roster) moments {
	t := moments{heard: s.heard, leaves: s.leaves, due: slices.Clone(s.due), wake: slices.Clone(s.wake), merged: s.merged, night: s.night}
	for i := range t.due {
		t.due[i], t.wake[i] = like[t.due[i]], like[t.wake[i]]
	}
	return t
}

// judge takes the worst of all ways, for each metric by itself.
func (p *proof) judge(w *walk) result {
	r := result{vague: w.full}
	for m := range metrics {
		for _, y := range w.ways {
			if y.reached[m] < 0 {
				r.left[m] = append(r.left[m], &lost{way: y})
			}
			r.reached[m] = max(r.reached[m], y.reached[m])
		}
		if len(r.left[m]) > 0 {
			r.reached[m] = -1
		}
		if slices.ContainsFunc(r.left[m], func(y *lost) bool { return p.hopeless(w.ch, y.way, m) }) {
			r.left[m] = nil
		}
	}
	return r
}

// hopeless reports whether no later day can reach the metric, whoever is
// available then. Where nothing ever changes, the next days are like the first.
func (p *proof) hopeless(ch *chain, y way, m Metric) bool {
	if p.last == 0 {
		return true
	}
	for i, r := range ch.like {
		if r != roster(i) {
			continue // like one before
		}
		for _, to := range p.rung(ch, y, r) {
			y.called = y.called.and(p.ears(to, p.ever))
		}
	}
	return !y.called.has(m)
}
