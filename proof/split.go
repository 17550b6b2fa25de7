package proof

import (
	"math"
	"slices"
)

// split takes chains apart for which these kinds of moments come out differently.
func (p *proof) split(x *clock, groups []*group, kinds []int) []*group {
	var list []*group
	for _, g := range groups {
		parts := map[string][]*chain{}
		var keys []string
		for _, ch := range g.chains {
			key := p.outcome(x, ch, kinds)
			if parts[key] == nil {
				keys = append(keys, key)
			}
			parts[key] = append(parts[key], ch)
		}
		for i, key := range keys {
			part := g
			if i < len(keys)-1 {
				part = g.like()
			}
			part.chains = parts[key]
			list = append(list, part)
		}
	}
	return list
}

// outcome is the same for chains that go alike in all these kinds of moments.
func (p *proof) outcome(x *clock, ch *chain, kinds []int) string {
	var key []byte
	alone := false
	for _, kind := range kinds {
		r := p.result(x, ch, kind)
		for m := range metrics {
			key = append(key, byte(r.reached[m]))
			alone = alone || len(r.left[m]) > 0
		}
		key = append(key, flag(r.vague))
	}
	if alone {
		return string(key) + ch.key() // how it goes on depends on the people
	}
	return string(key)
}

// like is a group with the same past and no chains.
func (g *group) like() *group {
	h := &group{vague: g.vague}
	for m := range metrics {
		h.worst[m], h.runs[m] = slices.Clone(g.worst[m]), slices.Clone(g.runs[m])
		h.cures[m] = map[int]uint64{}
		for k, v := range g.cures[m] {
			h.cures[m][k] = v
		}
	}
	return h
}

// fold adds a week to the group.
func (p *proof) fold(x *clock, g *group, numbers []int) {
	ch := g.chains[0]
	var r result
	last := -1
	for i := range x.size {
		for lane := range x.offsets {
			at := lane*x.size + i
			if numbers[at] != last {
				last = numbers[at]
				r = p.result(x, ch, last)
				g.vague = g.vague || r.vague
			}
			for m := range metrics {
				delay := int64(0)
				if n := r.reached[m]; n >= 0 {
					delay = x.slot(n, at) - x.due[0][at]
				} else {
					delay = p.late(x, ch, r.left[m], m, at)
				}
				if w := &g.worst[m][x.place[i]]; delay > w.delay {
					*w = worst{delay, x.due[0][at]}
				}
				if delay > x.limits[m][at]-x.due[0][at] {
					p.note(x, g, m, at, delay, last)
				}
			}
		}
	}
}

// late is how long the metric takes for the i-th start on the ways on which no
// step of the ladder reaches it.
func (p *proof) late(x *clock, ch *chain, left []*lost, m Metric, i int) int64 {
	longest := int64(-1)
	for _, y := range left {
		if y.never {
			return never
		}
		d := p.tail(x, ch, y.way, m, i)
		// Where a rota turns, looking so far for every order would take too long. Who is never called
		// from now on counts as never called in later orders either, which can only be too careful.
		y.never = d == never && len(p.Rotas) > 0
		longest = max(longest, d)
	}
	if longest < 0 {
		return never
	}
	return longest
}

// tail goes on after the steps of the ladder, until the metric is reached or
// nothing changes any more. Whoever is on duty counts as called when the others
// awake, which may be later than they are.
func (p *proof) tail(x *clock, ch *chain, y way, m Metric, i int) int64 {
	for n := int64(1); ; n++ {
		due, wake := x.later(i, n)
		r := p.at(due)
		y.called = y.called.and(p.hear(p.rung(ch, y, r), r, p.at(wake)))
		if y.called.has(m) {
			return wake - x.due[0][i]
		}
		if due > p.last {
			return never
		}
		if next, ok := p.edge(due); ok && due == wake && x.class.Emergency {
			n += max(0, (next-due-1)/x.again) // until then all of them call the same people
		}
	}
}

// note remembers a delay that is longer than it may be.
func (p *proof) note(x *clock, g *group, m Metric, i int, delay int64, kind int) {
	start := x.due[0][i]
	cure, ok := g.cures[m][kind]
	if !ok {
		cure = math.MaxUint64
	}
	for n := range 2 * len(x.wakes) {
		if x.slot(n, i) > x.limits[m][i] {
			cure &^= 1 << n
		}
	}
	g.cures[m][kind] = cure
	from := x.begin + int64(i%x.size)*minute
	if n := len(g.runs[m]); n > 0 && from <= g.runs[m][n-1].to {
		r := &g.runs[m][n-1]
		r.to = from + minute
		if delay > r.delay {
			r.worst = worst{delay, start}
		}
		return
	}
	g.runs[m] = append(g.runs[m], run{from, from + minute, worst{delay, start}})
}
