package proof

import (
	"encoding/binary"
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
	rule      string     // the unit that a rule names; empty: none
	others    [][]choice // units that the clock asks, the best first; those between which history decides together
	building  string     // with a first responder to whom such orders go first; empty: they begin at the grid
	grid      string     // empty: none, or the matter is not pushed down to it
	community string
	street    string

	like []roster // for each roster the first that makes no difference to those people
}

// choice is a unit that can be asked. Whether a quota is used up depends on
// history: then another one may be asked instead.
type choice struct {
	unit  string
	quota bool
}

// key is the same for equal chains.
func (ch *chain) key() string {
	return fmt.Sprint(ch.class.Key, ch.tier, ch.rule, ch.others, ch.building, ch.grid, ch.community, ch.street)
}

// chainOf finds who stands behind the orders of a category in an area. housed are
// the buildings in which somebody is the first responder.
func chainOf(c *order.Community, category, area string, housed map[string]bool) *chain {
	ch := &chain{class: c.ClassOf(category), category: category, tier: c.EntryTier(category, area), rule: c.RuleUnit(category, area)}
	if u := c.Unit(ch.rule); u == nil || c.Barred(u, category) {
		ch.rule = ""
	}
	if a := c.Above(area, order.KindBuilding); ch.tier == order.TierBuilding {
		if a != nil && housed[a.Key] {
			ch.building = a.Key
		} else {
			ch.tier = order.TierGrid
		}
	}
	for _, list := range c.Choices(category, area) {
		var like []choice
		for _, u := range list {
			like = append(like, choice{u.Key, u.Agreement.Quota > 0})
		}
		ch.others = append(ch.others, like)
	}
	for kind, to := range map[string]*string{order.KindGrid: &ch.grid, order.KindCommunity: &ch.community, order.KindStreet: &ch.street} {
		if a := c.Above(area, kind); a != nil && (kind != order.KindGrid || !c.Reserved(category)) {
			*to = a.Key
		}
	}
	return ch
}

// holders are the people of the tier that holds the order.
func (m *model) holders(ch *chain, t order.Tier, r roster) []target {
	switch t {
	case order.TierBuilding:
		if to := m.responders(ch.building, r); len(to) > 0 {
			return to
		}
		return m.leaders(ch.grid, ch.community, r)
	case order.TierGrid:
		return m.leaders(ch.grid, ch.community, r)
	case order.TierCommunity:
		return m.desk(ch.community, r)
	}
	return m.officers(ch.street, r)
}

// moments is what has to be known of the moments at which an order's steps are
// due, to know who is called by which.
type moments struct {
	heard  bool // it begins in waking time
	leaves bool // the first step after that is due in waking time
	due    []roster
	wake   []roster
	merged []bool // the next step is due at the same moment: only that one is said
	night  []int  // the last step that is due in the same quiet hours, -1: in none; nil: nobody is ever on duty
}

// key is the same for equal moments.
func (s moments) key() string {
	b := make([]byte, 0, 10*len(s.due)+2)
	b = append(b, flag(s.heard), flag(s.leaves))
	for i := range s.due {
		b = binary.LittleEndian.AppendUint32(b, uint32(s.due[i]))
		b = binary.LittleEndian.AppendUint32(b, uint32(s.wake[i]))
		b = append(b, flag(s.merged[i]), byte(s.until(i)))
	}
	return string(b)
}

// until is the last step of the night in which the i-th step is due, -1: none.
func (s moments) until(i int) int {
	if s.night == nil {
		return -1
	}
	return s.night[i]
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
	later   voices       // who will hear in the morning
	night   int          // the last step before that morning, -1: no night
	reached [metrics]int // the slot by which it was, -1: not yet; 0 is the dispatch
}

// open reports whether any metric is still to be reached.
func (x way) open() bool { return slices.Contains(x.reached[:], -1) }

// mark notes what is reached by now.
func (x way) mark(slot int) way {
	for m := range metrics {
		if x.reached[m] < 0 && x.called.has(m) {
			x.reached[m] = slot
		}
	}
	return x
}

// morning is when those hear who were asleep.
func (x way) morning() way {
	if x.night < 0 {
		return x
	}
	x.called = x.called.and(x.later)
	x = x.mark(wakeSlot(x.night))
	x.later, x.night = voices{}, -1
	return x
}

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
		x.called.one, x.later.one = 0, 0
	}
	return fmt.Sprint(kinds, x.called, x.later, x.night, x.reached)
}

// kind is the same for units that do the same for the bounds.
func (w *walk) kind(u string, crowded bool) string {
	if !crowded || u == silent {
		return u
	}
	for i, list := range w.ch.others {
		for _, c := range list {
			if c.unit == u {
				return w.nature(u) + strconv.Itoa(i) + fmt.Sprint(c.quota)
			}
		}
	}
	return u
}

// nature is when the unit can be asked, and how an owner hears of it.
func (m *model) nature(u string) string {
	n, known := m.natures[u]
	if known {
		return n
	}
	owners := false
	for r := range m.when {
		n += fmt.Sprint(len(m.unit(u, roster(r))) > 0, m.expired(u, roster(r)))
		for _, to := range m.offered(u, roster(r)) {
			owners = owners || m.ears(to, func(int64) bool { return true }).owner
		}
	}
	if owners {
		n = m.print(u)
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
	for n := range w.ways {
		w.ways[n] = w.ways[n].morning()
	}
	return w
}

// dispatch is what happens at once: what begins in a building goes to its first
// responders, if one can be reached; all else is sent.
func (w *walk) dispatch() {
	x := way{tier: w.ch.tier, night: -1, reached: [metrics]int{-1, -1, -1}}
	if w.ch.building != "" {
		if to := w.responders(w.ch.building, w.at.due[0]); len(to) > 0 {
			w.ways = []way{w.call(x, 0, to)}
			return
		}
		x.tier = order.TierGrid
	}
	w.ways = w.send(x, 0, w.at.heard)
}

// send is the dispatch by the i-th step: a rule asks a unit if it can be reached,
// and the desk is shown the order in any case. An agreement that is over stops
// the rule, except in an emergency, and so may a quota.
func (w *walk) send(plain way, i int, heard bool) []way {
	r := w.at.due[i]
	var ways []way
	sent := w.ch.rule != "" && len(w.unit(w.ch.rule, r)) > 0
	bound := sent && !w.ch.class.Emergency
	if sent = sent && !(bound && w.expired(w.ch.rule, r)); sent {
		x := plain
		x.asked = []string{w.ch.rule}
		ways = append(ways, w.call(x, i, w.offered(w.ch.rule, r)))
	}
	if !sent || bound && w.c.Unit(w.ch.rule).Agreement.Quota > 0 {
		ways = append(ways, plain)
	}
	for n, x := range ways {
		desk := w.desk(w.ch.community, r)
		if len(x.asked) > 0 && !heard { // it comes without a sound, and does not wait for them
			desk = slices.DeleteFunc(slices.Clone(desk), func(to target) bool { return !to.duty })
		}
		ways[n] = w.call(x, i, desk)
	}
	return ways
}

// leave carries the orders that wait in their building to the grid, by the i-th
// step: they are sent, and unless the next step overtakes this one the grid's own
// leaders are told. Those that never waited there are left alone.
func (w *walk) leave(i int, say bool) {
	var next []way
	for _, x := range w.ways {
		if x.tier != order.TierBuilding {
			next = append(next, x)
			continue
		}
		x.tier = order.TierGrid
		for _, y := range w.send(x, i, w.at.leaves) {
			if say {
				y = w.call(y, i, w.ownLeaders(w.ch.grid, w.at.due[i]))
			}
			next = append(next, y)
		}
	}
	w.ways = next
}

// call adds those who hear a call of the i-th step. In the night these are only
// those on duty; the others hear it in the morning.
func (w *walk) call(x way, i int, list []target) way {
	night := w.at.until(i)
	if night < 0 {
		x.called = x.called.and(w.hear(list, w.at.due[i], w.at.wake[i]))
		return x.mark(wakeSlot(i))
	}
	var duty, others []target
	for _, to := range list {
		if to.duty {
			duty = append(duty, to)
		} else {
			others = append(others, to)
		}
	}
	x.called = x.called.and(w.hear(duty, w.at.due[i], w.at.due[i]))
	x.later, x.night = x.later.and(w.hear(others, w.at.wake[i], w.at.wake[i])), night
	return x.mark(dueSlot(i))
}

// step does the i-th step, as flows does it.
func (w *walk) step(i int) {
	r := w.at.due[i]
	kind := w.steps[i-1]
	for n, x := range w.ways {
		if x.night != w.at.until(i) {
			w.ways[n] = x.morning()
		}
	}
	switch {
	case w.ch.building != "" && i == 1:
		w.leave(i, true)
		return
	case kind == order.StepWiden:
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
			x = w.call(x, i, w.rung(w.ch, x, r))
		default:
			x = w.call(x, i, w.nudged(w.ch, x.asked, r))
			if kind == order.StepTell {
				x = w.call(x, i, w.leaders(w.ch.grid, w.ch.community, r))
			}
		}
		w.ways[n] = x
	}
}

// pass is a step that is overtaken by the next one: the order climbs and
// another unit is asked, but nothing more is said.
func (w *walk) pass(i int) {
	if w.ch.building != "" && i == 1 {
		w.leave(i, false)
		return
	}
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
			y = w.call(y, i, w.offered(u, r))
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
// with an agreement that holds, and of the best kind that there is. Where all of
// that kind have a quota, it may be used up. Of units that are reached through just
// the same chats, always, one stands for all: it makes no difference which is asked.
func (w *walk) fit(asked []string, r roster) []string {
	var list []string
	seen := map[string]bool{}
	for _, kind := range w.ch.others {
		sure := false
		for _, c := range kind {
			if slices.Contains(asked, c.unit) || w.expired(c.unit, r) || len(w.unit(c.unit, r)) == 0 {
				continue
			}
			sure = sure || !c.quota
			if p := w.print(c.unit); !seen[p] {
				seen[p] = true
				list = append(list, c.unit)
			}
		}
		if sure {
			break
		}
	}
	return list
}

// print is the same for units that are reached through the same chats.
func (m *model) print(u string) string {
	p, known := m.prints[u]
	if !known {
		p = fmt.Sprint(m.c.Unit(u).Agreement.Quota > 0)
		for r := range m.when {
			p += fmt.Sprint(m.offered(u, roster(r)), m.urge(u, roster(r)), m.expired(u, roster(r)), ";")
		}
		m.prints[u] = p
	}
	return p
}
