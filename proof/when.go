package proof

import "time"

// When says which orders are concerned, by when they begin: all, the same
// stretches of every week, or those of some dates.
type When struct {
	Always bool
	Weekly []Stretch
	Dates  []Interval
}

// Stretch is a part of every week, in minutes since Monday began. One that goes
// over the end of the week ends in the next: To may be more than a week.
type Stretch struct{ From, To int }

// whenOf finds the rule in the stretches, if there is one.
func (p *proof) whenOf(runs []run) *When {
	begin, end := p.from.UnixMilli(), p.monday(p.weeks).UnixMilli()
	if len(runs) == 1 && runs[0].from <= begin && runs[0].to >= end {
		return &When{Always: true}
	}
	w := &When{}
	for _, r := range runs {
		w.Dates = append(w.Dates, Interval{time.UnixMilli(r.from), time.UnixMilli(r.to)})
	}
	var hit, all [week]int
	next := 0
	for i, place := range p.wall() {
		at := begin + int64(i)*minute
		all[place]++
		for next < len(runs) && runs[next].to <= at {
			next++
		}
		if next < len(runs) && runs[next].from <= at {
			hit[place]++
		}
	}
	for i := range week {
		switch n := len(w.Weekly); {
		case hit[i] == 0:
		case hit[i] != all[i]:
			w.Weekly = nil
			return w
		case n > 0 && w.Weekly[n-1].To == i:
			w.Weekly[n-1].To++
		default:
			w.Weekly = append(w.Weekly, Stretch{i, i + 1})
		}
	}
	w.Dates = nil
	if n := len(w.Weekly); n > 1 && w.Weekly[0].From == 0 && w.Weekly[n-1].To == week {
		w.Weekly[n-1].To += w.Weekly[0].To
		w.Weekly = w.Weekly[1:]
	}
	return w
}

// wall is the place in the week of every minute that is looked at.
func (p *proof) wall() []uint16 {
	if p.places == nil {
		end := p.monday(p.weeks)
		for at := p.from; at.Before(end); at = at.Add(time.Minute) {
			p.places = append(p.places, uint16(placeOf(at)))
		}
	}
	return p.places
}
