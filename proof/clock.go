package proof

import (
	"time"

	"huiyin/order"
)

const (
	minute = int64(60_000) // times here are in milliseconds, as in the store
	week   = 7 * 24 * 60   // in minutes
)

// calendar is the stretch of time that is looked at: every minute of some weeks.
type calendar struct {
	c     *order.Community
	from  time.Time // a Monday, 00:00 by the wall
	weeks int
	quiet map[int64]*[24 * 60]int64
}

// newCalendar is whole weeks from the Monday that is not after the time.
func newCalendar(c *order.Community, at time.Time, weeks int) *calendar {
	local := at.In(c.Zone())
	monday := local.Day() - (int(local.Weekday())+6)%7
	from := time.Date(local.Year(), local.Month(), monday, 0, 0, 0, 0, c.Zone())
	return &calendar{c: c, from: from, weeks: weeks, quiet: map[int64]*[24 * 60]int64{}}
}

// monday is when the n-th week begins, by the wall.
func (k *calendar) monday(n int) time.Time {
	return time.Date(k.from.Year(), k.from.Month(), k.from.Day()+7*n, 0, 0, 0, 0, k.c.Zone())
}

// placeOf is a time's place in the week, in minutes since Monday began.
func placeOf(local time.Time) int {
	return (int(local.Weekday())+6)%7*24*60 + local.Hour()*60 + local.Minute()
}

// wake is when people hear what is due at that time and can wait for the end of
// the quiet hours.
func (k *calendar) wake(ms int64) int64 {
	const day = 24 * 60
	n := ms / minute
	page := k.quiet[n/day]
	if page == nil {
		page = new([day]int64)
		for i := range page {
			at := (n/day*day + int64(i)) * minute
			page[i] = k.c.QuietHours.Wake(time.UnixMilli(at), k.c.Zone()).UnixMilli()
		}
		k.quiet[n/day] = page
	}
	if at := page[n%day]; at/minute != n {
		return at
	}
	return ms
}

// clock is what the time does to the orders of one class that begin in one week:
// when their steps are due and when people hear of them, for every start.
type clock struct {
	*calendar
	category string // one of the class
	building bool   // they begin in a building: the first step carries them to the grid
	class    *order.Class
	steps    []order.StepKind
	offsets  []int64 // the moments of each minute that are looked at
	begin    int64
	size     int      // minutes
	place    []uint16 // of each minute in the week, by the wall
	due      [][]int64
	wakes    [][]int64
	limits   [metrics][]int64
	again    int64 // how far apart the calls after the last step are
}

// newClock makes a clock of the chain's class. The first daily step belongs to the
// steps; later ones are looked at where they matter.
func newClock(k *calendar, ch *chain) *clock {
	category := ch.category
	x := &clock{calendar: k, category: category, building: ch.building != "", class: k.c.ClassOf(category)}
	if x.building {
		x.steps = append(x.steps, order.StepClimb)
	}
	for _, s := range k.c.Ladders.Accept {
		x.steps = append(x.steps, s.Do)
	}
	x.steps = append(x.steps, order.StepDaily)
	x.due, x.wakes = make([][]int64, len(x.steps)+1), make([][]int64, len(x.steps)+1)
	x.offsets = x.corners()
	o := k.c.Fresh(category, "", k.from)
	last := len(k.c.Ladders.Accept)
	x.again = k.c.StepOf(o, last+1).At.Sub(k.c.StepOf(o, last).At).Milliseconds()
	return x
}

// turn sets the clock to the n-th week.
func (x *clock) turn(n int) {
	from, to := x.monday(n), x.monday(n+1)
	x.begin, x.size = from.UnixMilli(), int(to.Sub(from)/time.Minute)
	starts := x.size * len(x.offsets)
	grow := func(list *[]int64) {
		if len(*list) != starts {
			*list = make([]int64, starts)
		}
	}
	for i := range x.due {
		grow(&x.due[i])
		grow(&x.wakes[i])
	}
	for m := range x.limits {
		grow(&x.limits[m])
	}
	x.place = x.place[:0]
	for i := range x.size {
		x.place = append(x.place, uint16(placeOf(from.Add(time.Duration(i)*time.Minute))))
	}
	for lane := range x.offsets {
		x.fill(lane)
	}
}

// corners are the moments of a minute at which something may become otherwise.
// All borders lie on whole minutes, but a step may be due in the middle of one:
// then an order that began in the middle of another minute is the first that
// meets a border. Working time has borders of another kind: what is over at the
// very end of a shift would be over only in the next one a moment later.
func (x *clock) corners() []int64 {
	list := []int64{0}
	working := x.class.Accept.Working() || x.class.Finish.Working()
	put := func(at int64) {
		for _, y := range list {
			if y == at {
				return
			}
		}
		list = append(list, at)
	}
	add := func(ms int64) {
		at := (minute - ms%minute) % minute
		if put(at); working {
			put(at + 1)
		}
	}
	if working {
		put(1)
	}
	o := x.c.Fresh(x.category, "", x.from)
	for i := range x.steps {
		add(x.stepOf(o, i).UnixMilli())
	}
	add(o.AcceptDue.UnixMilli())
	add(o.FinishDue.UnixMilli())
	return list
}

// stepOf is when the order's i-th step is due.
func (x *clock) stepOf(o order.Order, i int) time.Time {
	switch {
	case !x.building:
	case i == 0:
		return x.c.LeavesBuilding(o)
	default:
		i--
	}
	return x.c.StepOf(o, i).At
}

// start is when the i-th order begins.
func (x *clock) start(i int) int64 {
	return x.begin + int64(i%x.size)*minute + x.offsets[i/x.size]
}

// block is how many starts are looked at together.
const block = 60

// fill computes one moment of every minute. Steps can only become later when an
// order begins later: where the last start of a block has the same times as the
// first, so have all between them. That is so while working time stands still.
func (x *clock) fill(lane int) {
	for i := 0; i < x.size; i += block {
		first, last := lane*x.size+i, lane*x.size+min(i+block, x.size)-1
		x.one(first)
		x.one(last)
		still := true
		for n := 1; n < len(x.due); n++ {
			still = still && x.due[n][first] == x.due[n][last]
		}
		for m := range x.limits {
			still = still && x.limits[m][first] == x.limits[m][last]
		}
		for at := first + 1; at < last; at++ {
			if still {
				x.same(first, at)
			} else {
				x.one(at)
			}
		}
	}
}

// one computes one start.
func (x *clock) one(i int) {
	at := x.start(i)
	o := x.c.Fresh(x.category, "", time.UnixMilli(at))
	x.due[0][i], x.wakes[0][i] = at, x.heard(at)
	for n := range x.steps {
		due := x.stepOf(o, n).UnixMilli()
		x.due[n+1][i], x.wakes[n+1][i] = due, x.heard(due)
	}
	late := max(o.FinishDue.UnixMilli(), x.due[len(x.steps)][i])
	for m, at := range [metrics]int64{o.AcceptDue.UnixMilli(), o.FinishDue.UnixMilli(), late} {
		x.limits[m][i] = x.heard(at)
	}
}

// same copies all but the start itself.
func (x *clock) same(from, to int) {
	at := x.start(to)
	x.due[0][to], x.wakes[0][to] = at, x.heard(at)
	for n := 1; n < len(x.due); n++ {
		x.due[n][to], x.wakes[n][to] = x.due[n][from], x.wakes[n][from]
	}
	for m := range x.limits {
		x.limits[m][to] = x.limits[m][from]
	}
}

// heard is when people hear of something that is due then.
func (x *clock) heard(ms int64) int64 {
	if x.class.Emergency {
		return ms
	}
	return x.wake(ms)
}

// later is when the n-th call after the first of the last step's is due.
func (x *clock) later(i int, n int64) (due, wake int64) {
	due = x.due[len(x.steps)][i] + n*x.again
	return due, x.heard(due)
}

// slots of a moment: a step has two, when it is due and when people are awake.
func dueSlot(step int) int  { return 2 * step }
func wakeSlot(step int) int { return 2*step + 1 }

// slot is when that is for the i-th start.
func (x *clock) slot(n, i int) int64 {
	if n%2 == 0 {
		return x.due[n/2][i]
	}
	return x.wakes[n/2][i]
}
