package proof

import (
	"fmt"
	"slices"
	"strconv"

	"huiyin/order"
)

// chain is who stands behind an order: all that decides who is called when.
// Many kinds of order share one.
type chain struct {
	class     *order.Class
	category  string // one of those that share it
	tier      order.Tier
	rule      string      // the unit that a rule names; empty: none
	others    [3][]string // units that could be asked besides: on duty, volunteers on duty, other volunteers
	grid      string
	community string
	street    string

	like []roster // for each roster the first that makes no difference to those people
}

// key is the same for equal chains.
func (ch *chain) key() string {
	return fmt.Sprint(ch.class.Key, ch.tier, ch.rule, ch.others, ch.grid, ch.community, ch.street)
}

// chainOf finds who stands behind the orders of a category in an area.
func chainOf(c *order.Community, category, area string) *chain {
	ch := &chain{class: c.ClassOf(category), category: category, tier: c.EntryTier(area), rule: c.RuleUnit(category, area)}
	if c.Unit(ch.rule) == nil {
		ch.rule = ""
	}
	for i := range c.Units {
		u := &c.Units[i]
		if !c.WorksIn(u, area) {
			continue
		}
		duty := u.Key == ch.rule || slices.Contains(u.Categories, category)
		switch {
		case duty && !u.Volunteers:
			ch.others[0] = append(ch.others[0], u.Key)
		case duty:
			ch.others[1] = append(ch.others[1], u.Key)
		case u.Volunteers:
			ch.others[2] = append(ch.others[2], u.Key)
		}
	}
	for kind, to := range map[string]*string{order.KindGrid: &ch.grid, order.KindCommunity: &ch.community, order.KindStreet: &ch.street} {
		if a := c.Above(area, kind); a != nil {
			*to = a.Key
		}
	}
	return ch
}

// holders are the people of the tier that holds the order.
func (m *model) holders(ch *chain, t order.Tier, r roster) []target {
	switch t {
	case order.TierBuilding, order.TierGrid:
		return m.leaders(ch.grid, ch.community, r)
	case order.TierCommunity:
		return m.desk(ch.community, r)
	}
	return m.officers(ch.street, r)
}

// moments is what has to be known of the moments at which an order's steps are
// due, to know who is called by which.
type moments struct {
	heard  bool // what is said at once makes a sound in waking time
	due    []roster
	wake   []roster
	merged []bool // the next step is due at the same moment: only that one is said
}

// key is the same for equal moments.
func (s moments) key() string {
	b := make([]byte, 0, 5*len(s.due)+1)
	b = append(b, flag(s.heard))
	for i := range s.due {
		b = append(b, byte(s.due[i]), byte(s.due[i]>>8), byte(s.wake[i]), byte(s.wake[i]>>8), flag(s.merged[i]))
	}
	return string(b)
}

func flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// way is one way that things can go: who was asked and called so far.
type way struct {
	tier    order.Tier
	asked   []string // units, in the order of asking
	called  voices
	reached [metrics]int // the step by which it was, -1: not yet; 0 is the dispatch
}

// open reports whether any metric is still to be reached.
func (x way) open() bool { return slices.Contains(x.reached[:], -1) }

// key is the same for ways that go on alike. As soon as two people were called
// it makes no difference any more who they were: of the units that were asked
// only matters whether they reach an owner.
func (w *walk) key(x way) string {
	kinds := make([]string, len(x.asked))
	for i, u := range x.asked {
		kinds[i] = w.kind(u, x.called.many)
	}
	slices.Sort(kinds)
	if x.called.many {
		x.called.one = 0
	}
	return fmt.Sprint(kinds, x.called, x.reached)
}

// kind is the same for units that do the same for the bounds.
func (w *walk) kind(u string, crowded bool) string {
	if !crowded || u == silent {
		return u
	}
	for i, list := range w.ch.others {
		if slices.Contains(list, u) {
			return w.nature(u) + strconv.Itoa(i)
		}
	}
	return u
}

// nature is when the unit can be reached, and whether an owner hears it then.
func (m *model) nature(u string) string {
	n, known := m.natures[u]
	if known {
		return n
	}
	for r := range m.when {
		to := m.unit(u, roster(r))
		n += fmt.Sprint(len(to) > 0)
		for later := range m.when {
			if m.hear(to, roster(later)).owner {
				n += fmt.Sprint(" ", later)
			}
		}
	}
	m.natures[u] = n
	return n
}

// crowd is how many different ways are told apart. Beyond it the units asked
// last count as silent, which can only make the bound later.
const (
	crowd  = 128
	silent = "?" // a unit that was asked and whose people count as deaf
)

// walk is an order on its way up the ladder, along all ways that it can go.
type walk struct {
	*model
	ch    *chain
	at    moments
	steps []order.StepKind
	ways  []way
	full  bool // there are too many ways to tell them apart
}

// follow takes an order from its dispatch through the steps of the ladder.
func (m *model) follow(ch *chain, at moments, steps []order.StepKind) *walk {
	w := &walk{model: m, ch: ch, at: at, steps: steps}
	w.dispatch()
	for i := range steps {
		if !slices.ContainsFunc(w.ways, way.open) {
			break // nothing that comes later matters
		}
		if last := i == len(steps)-1; !last && at.merged[i+1] {
			w.pass(i + 1)
			continue
		}
		w.step(i + 1)
	}
	return w
}

// dispatch is what happens at once: a rule asks a unit if it can be reached,
// and the desk is shown the order in any case.
func (w *walk) dispatch() {
	x := way{tier: w.ch.tier, reached: [metrics]int{-1, -1, -1}}
	r := w.at.due[0]
	if w.ch.rule != "" && len(w.unit(w.ch.rule, r)) > 0 {
		x.asked = []string{w.ch.rule}
		x = w.call(x, 0, w.unit(w.ch.rule, r))
	}
	w.ways = []way{w.call(x, 0, w.desk(w.ch.community, r))}
}

// call adds those who hear a call of the i-th step.
func (w *walk) call(x way, i int, list []target) way {
	if i == 0 && !w.at.heard {
		return x
	}
	x.called = x.called.and(w.hear(list, w.at.wake[i]))
	for m := range metrics {
		if x.reached[m] < 0 && x.called.has(m) {
			x.reached[m] = i
		}
	}
	return x
}

// step does the i-th step, as flows does it.
func (w *walk) step(i int) {
	r := w.at.due[i]
	kind := w.steps[i-1]
	if kind == order.StepWiden {
		w.widen(i, true)
		return
	}
	for n, x := range w.ways {
		switch kind {
		case order.StepClimb:
			above := x.tier >= order.TierStreet
			x.tier = x.tier.Up()
			if above {
				x = w.call(x, i, w.owners(r))
			} else {
				x = w.call(x, i, w.holders(w.ch, x.tier, r))
			}
		case order.StepDaily:
			x = w.call(x, i, w.holders(w.ch, x.tier, r))
			x = w.call(x, i, w.owners(r))
		default:
			x = w.nudge(x, i)
			if kind == order.StepTell {
				x = w.call(x, i, w.leaders(w.ch.grid, w.ch.community, r))
			}
		}
		w.ways[n] = x
	}
}

// nudge reminds the units that were asked; where none can be reached, the desk.
func (w *walk) nudge(x way, i int) way {
	heard := false
	for _, u := range x.asked {
		to := w.unit(u, w.at.due[i])
		heard = heard || len(to) > 0 || u == silent
		x = w.call(x, i, to)
	}
	if !heard {
		x = w.call(x, i, w.desk(w.ch.community, w.at.due[i]))
	}
	return x
}

// pass is a step that is overtaken by the next one: the order climbs and
// another unit is asked, but nothing more is said.
func (w *walk) pass(i int) {
	switch w.steps[i-1] {
	case order.StepClimb:
		for n := range w.ways {
			w.ways[n].tier = w.ways[n].tier.Up()
		}
	case order.StepWiden:
		w.widen(i, false)
	}
}

// widen asks one more unit. Which of several that are equally fit it will be
// depends on their work at that time, so each is a way that it can go.
func (w *walk) widen(i int, say bool) {
	r := w.at.due[i]
	var next []way
	seen := map[string]bool{}
	for _, x := range w.ways {
		if w.full {
			break
		}
		fit := w.fit(x.asked, r)
		if len(fit) == 0 && say {
			next = append(next, w.call(x, i, w.desk(w.ch.community, r)))
		} else if len(fit) == 0 {
			next = append(next, x)
		}
		for _, u := range fit {
			y := x
			y.asked = append(slices.Clip(x.asked), u)
			y = w.call(y, i, w.unit(u, r))
			if len(w.ways) == 1 && len(fit) == 1 {
				next = append(next, y)
			} else if k := w.key(y); !seen[k] {
				seen[k] = true
				next = append(next, y)
			}
		}
	}
	if w.full = w.full || len(next) > crowd; !w.full {
		w.ways = next
		return
	}
	for n := range w.ways {
		w.ways[n].asked = append(slices.Clip(w.ways[n].asked), silent)
	}
}

// fit lists the units of which one is asked next: reachable, not asked before,
// and of the best kind that there is. Of units that are reached through just the
// same chats, always, one stands for all: it makes no difference which is asked.
func (w *walk) fit(asked []string, r roster) []string {
	for _, kind := range w.ch.others {
		var list []string
		seen := map[string]bool{}
		for _, u := range kind {
			if slices.Contains(asked, u) || len(w.unit(u, r)) == 0 || seen[w.print(u)] {
				continue
			}
			seen[w.print(u)] = true
			list = append(list, u)
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// print is the same for units that are reached through the same chats.
func (m *model) print(u string) string {
	p, known := m.prints[u]
	if !known {
		for r := range m.when {
			p += fmt.Sprint(m.unit(u, roster(r)), ";")
		}
		m.prints[u] = p
	}
	return p
}
