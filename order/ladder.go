package order

import "time"

// StepKind is what a step of a ladder does.
type StepKind string

// The kinds of step.
const (
	StepNudge StepKind = "nudge" // remind whoever must answer
	StepTell  StepKind = "tell"  // remind, and tell the grid leader
	StepWiden StepKind = "widen" // ask the next unit, or the volunteers
	StepClimb StepKind = "climb" // one tier up
	StepDaily StepKind = "daily" // tell the last tier and the owner, every day until it is answered; in an emergency more often

	StepResume StepKind = "resume" // a hold is over; it stands in no ladder
)

// Step is one step of a ladder.
type Step struct {
	At int      `yaml:"at" json:"at"` // percent of the limit, counted from the start of the clock
	Do StepKind `yaml:"do" json:"do"`
}

// Ladder is the steps that follow when nobody answers, in rising order. After
// its last step it goes on once a day, for ever; in an emergency more often.
type Ladder []Step

// Ladders are the ladders of the two clocks.
type Ladders struct {
	Accept Ladder `yaml:"accept" json:"accept"`
	Finish Ladder `yaml:"finish" json:"finish"`

	// Building is how long a building's first responder has before the grid is
	// told, in percent of the limit to accept.
	Building int `yaml:"building" json:"building,omitempty"`
}

func (l *Ladders) defaults() {
	if len(l.Accept) == 0 {
		l.Accept = Ladder{{50, StepNudge}, {100, StepTell}, {150, StepWiden}, {200, StepClimb}, {300, StepClimb}}
	}
	if len(l.Finish) == 0 {
		l.Finish = Ladder{{50, StepNudge}, {100, StepTell}, {150, StepClimb}, {200, StepClimb}}
	}
	if l.Building <= 0 {
		l.Building = 25
	}
}

// Due is a step and its time.
type Due struct {
	Clock string // "building", "accept", "finish" or "hold"
	Step  StepKind
	Index int // how many steps of this ladder come before it
	At    time.Time
}

// day is a length of time, not a date: a change to summer time must not make a
// call come late.
const day = 24 * time.Hour

// again is how far apart the calls are after the last step: a day; in an
// emergency as often as the resident is promised an echo.
func (c *Class) again() time.Duration {
	if c.Emergency && c.Echo > 0 {
		return c.Echo.Duration()
	}
	return day
}

// at is the i-th step of the ladder. Its percents are parts of the limit in the
// limit's own kind of time, of which so much was spent before start. After the
// last step the order is called again and again.
func (l Ladder) at(c *Calendar, start time.Time, limit Limit, spent, again time.Duration, i int) Due {
	at := func(percent int) time.Time {
		return c.after(limit, start, c.Length(limit)*time.Duration(percent)/100-spent)
	}
	if i < len(l) {
		return Due{Step: l[i].Do, Index: i, At: at(l[i].At)}
	}
	last := at(l[len(l)-1].At)
	return Due{Step: StepDaily, Index: i, At: last.Add(again * time.Duration(i-len(l)+1))}
}

// acceptStep is the i-th step while nobody accepts the order. Its limit is what
// was promised when it began: where other limits or another calendar hold by now,
// the steps are parts of the time up to the promise, by the clock.
func (c *Community) acceptStep(o Order, i int) Due {
	return c.Ladders.Accept.at(&c.Calendar, o.LadderAt, c.acceptLimit(o), 0, c.ClassOf(o.Category).again(), i)
}

// acceptLimit is the accept limit that the order was promised.
func (c *Community) acceptLimit(o Order) Limit {
	limit := c.ClassOf(o.Category).Accept
	if o.LadderAt.Equal(o.Start) {
		if promised := o.AcceptDue.Sub(o.Start); promised > 0 && !near(c.Calendar.Add(o.Start, limit), o.AcceptDue) {
			limit = ClockTime(promised)
		}
	}
	return limit
}

// buildingStep is when an order leaves its building by itself: never after the
// first step of the ladder, which is for those above.
func (c *Community) buildingStep(o Order) Due {
	percent := min(c.Ladders.Building, c.Ladders.Accept[0].At)
	first := Ladder{{percent, StepClimb}}.at(&c.Calendar, o.LadderAt, c.acceptLimit(o), 0, day, 0)
	first.Clock = "building"
	return first
}

// finishStep is the same for the one who took it.
func (c *Community) finishStep(o Order, i int) Due {
	return c.Ladders.Finish.at(&c.Calendar, o.finishFrom(), c.finishLimit(o), o.FinishSpent, c.ClassOf(o.Category).again(), i)
}

// finishLimit is the finish limit that the order was promised.
func (c *Community) finishLimit(o Order) Limit {
	limit, from := c.ClassOf(o.Category).Finish, o.finishFrom()
	left := o.FinishDue.Sub(from)
	if promised := left + o.FinishSpent; left > 0 && promised > 0 && !near(c.Calendar.after(limit, from, c.Calendar.Length(limit)-o.FinishSpent), o.FinishDue) {
		limit = ClockTime(promised)
	}
	return limit
}

// near is equal, but for what is lost where times are kept in milliseconds.
func near(a, b time.Time) bool { return a.Sub(b).Abs() < time.Second }

// Next is the step that follows automatically for this order; ok is false
// when its state has none.
func (c *Community) Next(o Order) (due Due, ok bool) {
	c = c.At(o.Area)
	switch o.State {
	case New, Offered:
		if o.Tier == TierBuilding {
			return c.buildingStep(o), true
		}
		due = c.acceptStep(o, o.AcceptStep)
		due.Clock = "accept"
	case Accepted:
		due = c.finishStep(o, o.FinishStep)
		due.Clock = "finish"
	case Held:
		due = Due{Clock: "hold", Step: StepResume, At: o.HeldUntil}
	default:
		return Due{}, false
	}
	return due, true
}

// Skip moves both ladders of the order past the steps whose time is over. It
// is used when an order changes hands: reminders that were due while somebody
// else held it make no sense any more. An accept ladder that has no step left
// but the daily one begins again, because whoever is asked now has not heard
// anything, and an order that came back late must not wait a day for its next
// step. The limits themselves stay where they are.
func (c *Community) Skip(o *Order, now time.Time) {
	c = c.At(o.Area)
	for !c.acceptStep(*o, o.AcceptStep).At.After(now) {
		o.AcceptStep++
	}
	if c.Spent(*o) {
		o.LadderAt, o.AcceptStep = now, 0
	}
	for !c.finishStep(*o, o.FinishStep).At.After(now) {
		o.FinishStep++
	}
}

// Spent reports whether the order's accept ladder has nothing left but its
// daily step.
func (c *Community) Spent(o Order) bool { return o.AcceptStep >= len(c.At(o.Area).Ladders.Accept) }
