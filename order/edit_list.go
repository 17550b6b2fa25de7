package order

import (
	"encoding/json"
	"slices"
)

// mostDays is how many entries a list of days may have, as in a file.
const mostDays = 200

// OwnDays are the days of one's own that hold in the area, in their order: days
// off for SetHolidays, working days for SetMakeUp.
func (c *Community) OwnDays(area string, name Setting) (list []Day) {
	calendar := &c.At(area).Calendar
	own := calendar.Holidays
	if name == SetMakeUp {
		own = calendar.MakeUp
	}
	for _, d := range own {
		d.each(func(day Day) { list = append(list, day) })
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// WithDay is the community with one more day off, or working day, of the area's
// own. The area keeps those that it had from above. A day can't be both.
func (c *Community) WithDay(area string, name Setting, day Day) (*Community, error) {
	other := SetHolidays
	if name == SetHolidays {
		other = SetMakeUp
	}
	if slices.Contains(c.OwnDays(area, other), day) {
		return nil, ErrSetting
	}
	return c.withDays(area, name, append(c.OwnDays(area, name), day))
}

// WithoutDay is the community with one fewer. Without the last one the area
// inherits those from above again.
func (c *Community) WithoutDay(area string, name Setting, day Day) (*Community, error) {
	return c.withDays(area, name, slices.DeleteFunc(c.OwnDays(area, name), func(d Day) bool { return d == day }))
}

func (c *Community) withDays(area string, name Setting, days []Day) (*Community, error) {
	slices.Sort(days)
	var list []Days
	for _, d := range slices.Compact(days) {
		if n := len(list); n > 0 && list[n-1].Last+1 == d {
			list[n-1].Last = d
		} else {
			list = append(list, Days{d, d})
		}
	}
	if len(list) > mostDays {
		return nil, ErrSetting
	}
	value := ""
	if len(list) > 0 {
		b, err := json.Marshal(list)
		if err != nil {
			return nil, err
		}
		value = string(b)
	}
	return c.With(area, name, value)
}

// Bounds of a ladder, as in a file.
const (
	mostSteps   = 20
	mostPercent = 1000
)

// UsualLadder is the ladder of a clock, SetAcceptLadder or SetFinishLadder, where
// nobody says otherwise.
func UsualLadder(name Setting) Ladder {
	var l Ladders
	l.defaults()
	if name == SetFinishLadder {
		return l.Finish
	}
	return l.Accept
}

// LadderOf is the ladder that holds in the area.
func (c *Community) LadderOf(area string, name Setting) Ladder {
	if name == SetFinishLadder {
		return c.At(area).Ladders.Finish
	}
	return c.At(area).Ladders.Accept
}

// StepsOf are the kinds of step that a ladder may have: whoever has accepted an
// order is not joined by another unit.
func StepsOf(name Setting) []StepKind {
	if name == SetFinishLadder {
		return []StepKind{StepNudge, StepTell, StepClimb}
	}
	return []StepKind{StepNudge, StepTell, StepWiden, StepClimb}
}

// Safe reports whether a ladder can be put in force from a chat: its times rise,
// the first step comes before the limit is over, and it climbs, so that no order
// stays where nobody answers.
func (l Ladder) Safe(name Setting) bool {
	if len(l) == 0 || len(l) > mostSteps || l[0].At > 100 {
		return false
	}
	climbs, last := false, 0
	for _, s := range l {
		if s.At <= last || s.At > mostPercent || !slices.Contains(StepsOf(name), s.Do) {
			return false
		}
		climbs, last = climbs || s.Do == StepClimb, s.At
	}
	return climbs
}

// WithLadder is the community with another ladder in the area; ErrSetting for one
// that is not Safe.
func (c *Community) WithLadder(area string, name Setting, l Ladder) (*Community, error) {
	if !l.Safe(name) {
		return nil, ErrSetting
	}
	b, err := json.Marshal(l)
	if err != nil {
		return nil, err
	}
	return c.With(area, name, string(b))
}
