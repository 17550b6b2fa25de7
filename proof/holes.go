package proof

import (
	"fmt"
	"slices"
	"time"
)

// Kind is a category in an area.
type Kind struct {
	Category string `json:"category"`
	Area     string `json:"area"`
}

// Hole is where somebody is called too late: the first human being after the
// time to accept is over, the second after the time to finish is, the owner
// after the first daily call. Quiet hours are the owner's own wish and make no
// hole: a call may wait for their end.
type Hole struct {
	Metric Metric
	Delay  time.Duration // the longest; Never: there is no end
	Limit  time.Duration // how long it might have been for that order
	Start  time.Time     // an order for which it is so long
	When   When          // which starts are concerned
	Kinds  []Kind
	Why    []Reason
	Remedy []Remedy // changes that close it, together; none: no change that was tried does

	all, common []Reason // of the kinds of order: of any, of each
}

// holes looks for what is too late in a proof.
type holes struct {
	*proof
	groups map[*chain]*group
	anew   map[string]map[string]*group // proofs of other rules, by change and chain
}

// find lists the holes, each once for all kinds of order that it concerns.
func (h *holes) find(lines []Line, chains []*chain) []Hole {
	h.anew = map[string]map[string]*group{}
	found := map[string]*Hole{}
	var keys []string
	byChain := map[*chain][metrics]string{}
	whens := map[*group][metrics]*When{}
	for i, ch := range chains {
		g := h.groups[ch]
		names, known := byChain[ch]
		for m := range metrics {
			if len(g.runs[m]) == 0 {
				continue
			}
			if !known {
				w := whens[g]
				if w[m] == nil {
					w[m] = h.whenOf(g.runs[m])
					whens[g] = w
				}
				hole := h.look(ch, m, g, *w[m])
				names[m] = fmt.Sprint(m, hole.Remedy, hole.When, hole.Delay)
				if len(hole.Remedy) == 0 {
					names[m] += fmt.Sprint(hole.Why)
				}
				if found[names[m]] == nil {
					found[names[m]] = &hole
					keys = append(keys, names[m])
				}
				found[names[m]].share(hole.Why)
			}
			hole := found[names[m]]
			hole.Kinds = append(hole.Kinds, Kind{lines[i].Category, lines[i].Area})
		}
		byChain[ch] = names
	}
	list := make([]Hole, len(keys))
	for i, k := range keys {
		list[i] = *found[k]
	}
	return list
}

// sortHoles puts the worst first.
func sortHoles(list []Hole) {
	slices.SortStableFunc(list, func(a, b Hole) int {
		if a.Metric != b.Metric {
			return int(a.Metric - b.Metric)
		}
		return longer(b.Delay) - longer(a.Delay)
	})
}

// most is how many reasons one can read at once.
const most = 6

// share adds the reasons of another kind of order that the same change helps.
// When they become too many, those stay that hold for all.
func (h *Hole) share(why []Reason) {
	if h.all == nil {
		h.all, h.common = slices.Clone(why), slices.Clone(why)
		return
	}
	for _, r := range why {
		if !slices.Contains(h.all, r) {
			h.all = append(h.all, r)
		}
	}
	h.common = slices.DeleteFunc(h.common, func(r Reason) bool { return !slices.Contains(why, r) })
	switch {
	case len(h.all) <= most:
		h.Why = h.all
	case len(h.common) > 0:
		h.Why = h.common
	}
}

// longer makes delays comparable, with Never at the end.
func longer(d time.Duration) int {
	if d == Never {
		return int(never)
	}
	return int(d)
}

// look describes a hole of the chain: the worst start, why, and what closes it.
func (h *holes) look(ch *chain, m Metric, g *group, when When) Hole {
	top := g.runs[m][0]
	for _, r := range g.runs[m] {
		if r.delay > top.delay {
			top = r
		}
	}
	start := time.UnixMilli(top.start)
	x := Hole{Metric: m, Delay: delayOf(top.worst), Start: start, When: when, Limit: h.limit(ch, m, start)}
	x.Why = h.why(ch, m, top.worst)
	x.Remedy = h.remedy(ch, m, g)
	return x
}

// limit is how long the metric may take for an order that begins then.
func (h *holes) limit(ch *chain, m Metric, start time.Time) time.Duration {
	c := h.model.c
	o := c.Fresh(ch.category, "", start)
	at := o.AcceptDue
	if m != First {
		at = o.FinishDue
	}
	if daily := c.StepOf(o, len(c.Ladders.Accept)).At; m == Owner && daily.After(at) {
		at = daily
	}
	return c.HeardAt(ch.category, at).Sub(start)
}

// why names what is wrong on the way of the worst order.
func (h *holes) why(ch *chain, m Metric, at worst) []Reason {
	var list []Reason
	if one := h.alone(ch); m == Second && one != 0 {
		list = append(list, Reason{Code: WhyAlone, Person: one})
	}
	places := ch.places()
	if m == Owner {
		places = []place{{role: roleOwner}}
	}
	for i, p := range places {
		if i > 0 && p.unit != "" {
			break // further units matter only where nobody else does
		}
		list = append(list, h.troubles(ch, p, at)...)
	}
	start, c := time.UnixMilli(at.start), h.model.c
	if m == First && !c.HeardAt(ch.category, start).Equal(start) {
		list = append(list, Reason{Code: WhyQuiet})
	}
	if at.delay != never && !slices.ContainsFunc(list, func(x Reason) bool { return x.Code == WhyAway }) {
		list = append(list, Reason{Code: WhyLadder})
	}
	return list
}

// troubles says why nobody at a place is called by one of the steps of the order
// that begins then, up to the one that brings what was missing.
func (h *holes) troubles(ch *chain, p place, at worst) []Reason {
	c := h.model.c
	o := c.Fresh(ch.category, "", time.UnixMilli(at.start))
	list := append(h.ended(ch, p, h.at(at.start)), h.trouble(p, h.at(at.start))...)
	for i := 0; list == nil && i <= len(c.Ladders.Accept); i++ {
		due := c.StepOf(o, i).At
		for _, ms := range []int64{due.UnixMilli(), c.HeardAt(ch.category, due).UnixMilli()} {
			if list == nil && (at.delay == never || ms-at.start < at.delay) {
				list = h.trouble(p, h.at(ms))
			}
		}
	}
	return list
}

// alone is the only human being with a name that the chain can reach, if there
// is just one.
func (h *holes) alone(ch *chain) int64 {
	var all voices
	for r := range h.when {
		for _, p := range ch.places() {
			all = all.and(h.hear(h.reach(p, roster(r)), roster(r), roster(r)))
		}
	}
	if all.many {
		return 0
	}
	return all.one
}

// reach is who is written to at a place, without going on to the next.
func (m *model) reach(at place, r roster) []target {
	switch {
	case at.unit != "":
		return m.unit(at.unit, r)
	case at.role == roleDispatcher:
		if to := groups(m.deskChats(at.area), m.with(at.role, at.area)); len(to) > 0 {
			return to
		}
	}
	return m.crew(at, r)
}
