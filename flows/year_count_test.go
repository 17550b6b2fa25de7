package flows

import (
	"slices"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// learn reads the lines of the ledger that are new.
func (y *year) learn() {
	rows, err := y.raw.Query(`SELECT l.id, l.ord, l.at, l.act, l.was, l.state, o.area, o.intake FROM ledger l JOIN ord o ON o.no = l.ord WHERE l.id > ? ORDER BY l.id`, y.last)
	if err != nil {
		y.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var x told
		var at, intake int64
		var area string
		if err := rows.Scan(&y.last, &x.no, &at, &x.act, &x.was, &x.state, &area, &intake); err != nil {
			y.Fatal(err)
		}
		x.at = time.UnixMilli(at)
		if y.areas[x.no] == "" {
			y.areas[x.no], y.start[x.no] = area, time.UnixMilli(intake)
		}
		if x.act == order.Rate {
			x.rating = y.ratingOf(x.no)
		}
		y.ledger = append(y.ledger, x)
	}
}

// ratingOf is the resident's judgement, whose line was just read.
func (y *year) ratingOf(no int64) (n int) {
	if err := y.db.Read(y.Context(), func(tx *store.Tx) error {
		list, err := tx.History(no)
		for _, e := range list {
			if e.Act == order.Rate {
				n = int(e.Note[0] - '0')
			}
		}
		return err
	}); err != nil {
		y.Fatal(err)
	}
	return n
}

// limits are the finish limits of what is open, which holds and extensions move.
func (y *year) limits() map[int64]time.Time {
	rows, err := y.raw.Query(`SELECT no, finish_due FROM ord WHERE ended_at = 0`)
	if err != nil {
		y.Fatal(err)
	}
	defer rows.Close()
	all := map[int64]time.Time{}
	for rows.Next() {
		var no, at int64
		if err := rows.Scan(&no, &at); err != nil {
			y.Fatal(err)
		}
		all[no] = time.UnixMilli(at)
	}
	return all
}

// stood is how an order stands after its lines so far.
type stood struct {
	state           order.State
	start           time.Time
	accepted, ended time.Time
	rating          int
}

// counted is the digest of an area, from the ledger alone.
func (y *year) counted(area string) (x [10]int) {
	y.learn()
	today := order.DayOf(y.now.In(y.c.Zone()))
	from, to := (today-1).At(0, y.c.Zone()), today.At(0, y.c.Zone())
	in := func(at time.Time) bool { return !at.Before(from) && at.Before(to) }
	over := func(s order.State) bool {
		return slices.Contains([]order.State{order.Closed, order.Withdrawn, order.Refused}, s)
	}
	all, days, back := map[int64]*stood{}, [4]map[int64]bool{{}, {}, {}, {}}, 0
	for _, e := range y.ledger {
		if !y.c.Within(y.areas[e.no], area) {
			continue
		}
		s := all[e.no]
		if s == nil {
			s = &stood{start: y.start[e.no]}
			all[e.no] = s
		}
		s.state = e.state
		switch e.act {
		case order.Accept, order.Settle:
			s.accepted = e.at
		case order.Rate:
			s.rating = e.rating
		case order.Reopen:
			*s = stood{state: e.state, start: e.at}
		}
		if over(e.state) && !over(e.was) {
			s.ended = e.at
		}
		for i, yes := range []bool{e.act == order.Intake, e.act == order.Accept || e.act == order.Settle, e.act == order.Finish || e.act == order.Settle, over(e.state) && !over(e.was)} {
			if yes && in(e.at) {
				days[i][e.no] = true
			}
		}
		if e.act == order.Reopen && in(e.at) {
			back++
		}
	}
	for i := range days {
		x[i] = len(days[i])
	}
	y.standing(&x, all, in, to, back)
	return x
}

// standing fills in what depends on how the orders stand now.
func (y *year) standing(x *[10]int, all map[int64]*stood, in func(time.Time) bool, to time.Time, back int) {
	var due, inTime, good int
	solved, limits := 0, y.limits()
	for no, s := range all {
		limit := s.start.Add(y.c.ClassOf("other").Accept.Clock.Duration())
		if s.state.Open() {
			x[5]++
			if s.state != order.Held && (!limits[no].After(y.now) || !s.state.Taken() && !limit.After(y.now)) {
				x[4]++
			}
		}
		answered := !s.accepted.IsZero() && in(s.accepted)
		missed := in(limit) && (s.accepted.IsZero() || !s.accepted.Before(to)) && s.state != order.Withdrawn && s.state != order.Refused
		if answered || missed {
			due++
		}
		if answered && !s.accepted.After(limit) {
			inTime++
		}
		if s.state != order.Closed || !in(s.ended) {
			continue
		}
		if s.rating == 0 {
			x[9]++
			continue
		}
		solved++
		if s.rating < 3 {
			good++
		}
	}
	rate := func(part, whole int) int {
		if whole == 0 {
			return -1
		}
		return int(float64(part)/float64(whole)*100 + 0.5)
	}
	x[6], x[7], x[8] = rate(inTime, due), rate(solved, solved+back), rate(good, solved+back)
}
