package order

import (
	"slices"
	"time"
)

// Weekly is a stretch of duty that comes back every week.
type Weekly struct {
	Days   uint8 `json:"d"` // the days of the week on which it begins, one bit each: 1<<time.Monday and so on
	From   int   `json:"f"` // minutes after midnight, 0 to 1439
	To     int   `json:"t"` // minutes after midnight, 1 to 1440; not after From: on the next day
	Person int64 `json:"p"`
}

// On reports whether it begins on that day of the week.
func (w Weekly) On(d time.Weekday) bool { return w.Days&(1<<d) != 0 }

// Valid reports whether it can be worked at all.
func (w Weekly) Valid() bool {
	return w.Days > 0 && w.Days < 1<<7 && w.From >= 0 && w.From < dayMinutes && w.To > 0 && w.To <= dayMinutes && w.Person != 0
}

const dayMinutes = 24 * 60

// Turn is one stretch of duty on one day.
type Turn struct {
	Day    Day   `json:"d"`
	From   int   `json:"f"` // minutes after midnight, 0 to 1439
	To     int   `json:"t"` // minutes after midnight, 1 to 1440; not after From: on the next day
	Person int64 `json:"p"`
}

// Valid reports whether it can be worked at all.
func (t Turn) Valid() bool { return Weekly{Days: 1, From: t.From, To: t.To, Person: t.Person}.Valid() }

// Meets reports whether some minute belongs to both turns of one day.
func (t Turn) Meets(o Turn) bool {
	end := func(t Turn) int {
		if t.To <= t.From {
			return t.To + dayMinutes
		}
		return t.To
	}
	return t.Day == o.Day && t.From < end(o) && o.From < end(t)
}

// Start is when the turn begins, on the wall clock of the zone.
func (t Turn) Start(zone *time.Location) time.Time { return t.Day.At(t.From, zone) }

// End is when the turn is over: at this moment it is the next one's. It is on
// the next day where the turn goes over midnight.
func (t Turn) End(zone *time.Location) time.Time {
	if t.To <= t.From {
		return (t.Day + 1).At(t.To, zone)
	}
	return t.Day.At(t.To, zone)
}

// Change is an exception for one day: the turn that begins then is somebody
// else's, or nobody's.
type Change struct {
	Day  Day   `json:"d"`
	From int   `json:"f"`
	Out  int64 `json:"o"` // whose turn it would be
	In   int64 `json:"i"` // whose it is; 0: nobody's
}

// Rota says who is on duty when, for the people of one unit or one area. The
// empty rota means that everybody always is.
type Rota struct {
	Weekly  []Weekly `json:"w,omitempty"`
	Changes []Change `json:"c,omitempty"`
	Extra   []Turn   `json:"x,omitempty"` // turns of one day, beside the weekly ones (加班、顶班)
	Offers  []Change `json:"o,omitempty"` // swaps that the other one has not answered
}

// Limits of a rota, so that it can be read and kept.
const (
	MostWeekly  = 40
	MostChanges = 400
	MostExtra   = 200
)

// Clone is a copy that can be changed.
func (r Rota) Clone() Rota {
	return Rota{slices.Clone(r.Weekly), slices.Clone(r.Changes), slices.Clone(r.Extra), slices.Clone(r.Offers)}
}

// Set reports whether there is a rota at all.
func (r Rota) Set() bool { return len(r.Weekly)+len(r.Extra) > 0 }

// Turns are the turns that begin on the day, in the order of their beginning,
// with the changes of that day made.
func (r Rota) Turns(day Day) []Turn {
	var list []Turn
	for _, w := range r.Weekly {
		if w.On(day.Weekday()) {
			list = append(list, Turn{day, w.From, w.To, w.Person})
		}
	}
	for _, t := range r.Extra {
		if t.Day == day {
			list = append(list, t)
		}
	}
	for _, c := range r.Changes {
		if c.Day != day {
			continue
		}
		for i, t := range list {
			if t.From == c.From && t.Person == c.Out {
				list[i].Person = c.In
				break
			}
		}
	}
	list = slices.DeleteFunc(list, func(t Turn) bool { return t.Person == 0 })
	slices.SortStableFunc(list, func(a, b Turn) int { return a.From - b.From })
	return list
}

// At are the turns that go on at the time. A turn has its beginning and not its
// end, so that where one follows the other exactly one of them goes on.
func (r Rota) At(t time.Time, zone *time.Location) []Turn {
	today := DayOf(t.In(zone))
	var list []Turn
	for day := today - 1; day <= today; day++ {
		for _, x := range r.Turns(day) {
			if !t.Before(x.Start(zone)) && t.Before(x.End(zone)) {
				list = append(list, x)
			}
		}
	}
	return list
}

// OnDuty are the people on duty at the time, nobody twice. It is nobody where
// the rota has a hole, and where there is no rota.
func OnDuty(r Rota, t time.Time, zone *time.Location) []int64 {
	var people []int64
	for _, x := range r.At(t, zone) {
		if !contains(people, x.Person) {
			people = append(people, x.Person)
		}
	}
	return people
}

// TurnOf finds the person's turn that begins on the day at that minute.
func (r Rota) TurnOf(person int64, day Day, from int) (Turn, bool) {
	for _, t := range r.Turns(day) {
		if t.Person == person && t.From == from {
			return t, true
		}
	}
	return Turn{}, false
}

// Change makes an exception; ok is false when there is no such turn, or when
// whoever should take it over has one at the same time.
func (r *Rota) Change(c Change) (ok bool) {
	t, found := r.TurnOf(c.Out, c.Day, c.From)
	if !found || c.In == c.Out || len(r.Changes) >= MostChanges {
		return false
	}
	if c.In != 0 && r.busy(c.In, t) {
		return false
	}
	r.withdraw(func(o Change) bool { return o.Day == c.Day && o.From == c.From && o.Out == c.Out })
	if i := slices.Index(r.Extra, t); c.In == 0 && i >= 0 {
		r.Extra = slices.Delete(r.Extra, i, i+1) // nothing is left that it would be an exception of
		return true
	}
	r.Changes = append(r.Changes, c)
	return true
}

// AddTurn adds a turn of one day; ok is false when it can't be worked, when the
// person has one that begins together with it, or when there are too many.
func (r *Rota) AddTurn(t Turn) (ok bool) {
	if !t.Valid() || r.busy(t.Person, t) || len(r.Extra) >= MostExtra {
		return false
	}
	r.Extra = append(r.Extra, t)
	return true
}

// Instead adds a turn of one day in place of all that meet it on that day, and
// tells whose they were; ok is as for AddTurn.
func (r *Rota) Instead(t Turn) (out []int64, ok bool) {
	try := r.Clone()
	for _, o := range try.Turns(t.Day) {
		if o.Meets(t) {
			if !try.Change(Change{Day: t.Day, From: o.From, Out: o.Person}) {
				return nil, false
			}
			out = append(out, o.Person)
		}
	}
	if !try.AddTurn(t) {
		return nil, false
	}
	*r = try
	return out, true
}

// busy reports whether the person has a turn that begins together with this one:
// then the two could not be told apart.
func (r Rota) busy(person int64, t Turn) bool {
	_, has := r.TurnOf(person, t.Day, t.From)
	return has
}

// Offer keeps that a turn is offered to somebody else, in place of an earlier
// offer of the same turn; ok is false when it could not be changed so.
func (r *Rota) Offer(c Change) (ok bool) {
	try := r.Clone()
	if c.In == 0 || !try.Change(c) {
		return false
	}
	r.withdraw(func(o Change) bool { return o.Day == c.Day && o.From == c.From && o.Out == c.Out })
	r.Offers = append(r.Offers, c)
	return true
}

// Accept makes a swap that was offered; ok is false when it was not, or when it
// makes no sense any more.
func (r *Rota) Accept(c Change) (ok bool) {
	return contains(r.Offers, c) && r.Change(c)
}

// Refuse takes an offer back.
func (r *Rota) Refuse(c Change) (ok bool) {
	ok = contains(r.Offers, c)
	r.withdraw(func(o Change) bool { return o == c })
	return ok
}

func (r *Rota) withdraw(which func(Change) bool) { r.Offers = slices.DeleteFunc(r.Offers, which) }

// Add adds a weekly stretch of duty; ok is false when it is none, stands there
// already, or there are too many.
func (r *Rota) Add(w Weekly) (ok bool) {
	if !w.Valid() || len(r.Weekly) >= MostWeekly {
		return false
	}
	for i, x := range r.Weekly {
		if x.Person == w.Person && x.From == w.From && x.To == w.To {
			r.Weekly[i].Days |= w.Days // the same hours on more days
			return x.Days|w.Days != x.Days
		}
		if x.Person == w.Person && x.From == w.From && x.Days&w.Days != 0 {
			return false // two turns that could not be told apart
		}
	}
	r.Weekly = append(r.Weekly, w)
	return true
}

// Remove takes a weekly stretch away.
func (r *Rota) Remove(w Weekly) (ok bool) {
	ok = contains(r.Weekly, w)
	r.Weekly = slices.DeleteFunc(r.Weekly, func(x Weekly) bool { return x == w })
	return ok
}

// Without takes the person out of the rota; changed is false when they were
// not in it.
func (r *Rota) Without(person int64) (changed bool) {
	mine := func(c Change) bool { return c.Out == person || c.In == person }
	size := func() int { return len(r.Weekly) + len(r.Changes) + len(r.Extra) + len(r.Offers) }
	n := size()
	r.Extra = slices.DeleteFunc(r.Extra, func(t Turn) bool { return t.Person == person })
	r.Weekly = slices.DeleteFunc(r.Weekly, func(w Weekly) bool { return w.Person == person })
	r.Changes = slices.DeleteFunc(r.Changes, mine)
	r.Offers = slices.DeleteFunc(r.Offers, mine)
	return size() != n
}

// Prune drops the exceptions of days that are over. A turn of yesterday may go
// on today.
func (r *Rota) Prune(today Day) {
	over := func(c Change) bool { return c.Day < today-1 }
	r.Changes = slices.DeleteFunc(r.Changes, over)
	r.Extra = slices.DeleteFunc(r.Extra, func(t Turn) bool { return t.Day < today-1 })
	r.Offers = slices.DeleteFunc(r.Offers, over)
}
