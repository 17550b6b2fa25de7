package order

import "time"

// Calendar says which time is working time. Working time stands still at
// night, in breaks, on days off and over holidays.
type Calendar struct {
	Country      string   `yaml:"country" json:"country,omitempty"`            // whose official days hold: "cn", or "none"
	WorkingDays  Weekdays `yaml:"working_days" json:"working_days,omitzero"`   // of a usual week
	WorkingHours Hours    `yaml:"working_hours" json:"working_hours,omitzero"` // of every working day
	Holidays     []Days   `yaml:"holidays" json:"holidays,omitempty"`          // days off of one's own
	MakeUp       []Days   `yaml:"makeup" json:"makeup,omitempty"`              // working days of one's own 调休

	zone    *time.Location
	special map[Day]bool // days that differ from their weekday: is it a working day?
	years   map[int]bool // years of which anything special is known
}

// Prepare fills in defaults and builds the table of special days, in which
// one's own days beat the official ones. It must be called once, before any
// other method; Community.Prepare does. The error is about the official days
// that are built in.
//
// The default working day has eight hours, as the State Council's rule on
// working hours (国务院关于职工工作时间的规定) has it.
func (c *Calendar) Prepare(zone *time.Location) error {
	if c.Country == "" {
		c.Country = "cn"
	}
	if c.WorkingDays == 0 {
		c.WorkingDays = 1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday
	}
	if len(c.WorkingHours) == 0 {
		c.WorkingHours = Hours{{8 * 60, 12 * 60}, {14 * 60, 18 * 60}}
	}
	c.zone, c.special, c.years = zone, map[Day]bool{}, map[int]bool{}
	known, err := announcements()
	if err != nil {
		return err
	}
	for _, a := range known {
		if a.country == c.Country {
			c.years[a.year] = true
			c.mark(a.off, false)
			c.mark(a.work, true)
		}
	}
	for _, own := range [][]Days{c.Holidays, c.MakeUp} {
		for _, d := range own {
			c.years[d.First.Year()], c.years[d.Last.Year()] = true, true
		}
	}
	c.mark(c.Holidays, false)
	c.mark(c.MakeUp, true)
	return nil
}

func (c *Calendar) mark(list []Days, works bool) {
	for _, d := range list {
		d.each(func(day Day) { c.special[day] = works })
	}
}

// Works reports whether the day is a working day.
func (c *Calendar) Works(d Day) bool {
	if works, special := c.special[d]; special {
		return works
	}
	return c.WorkingDays.Has(d.Weekday())
}

// Knows reports whether the holidays of the year are known: the official ones
// are built in, or the owner wrote days of that year. A calendar without a
// country needs none.
func (c *Calendar) Knows(year int) bool { return c.Country == NoCountry || c.years[year] }

// Length is how long a limit is: time by the clock, or working time, of which
// a working day has as much as the working hours of a day.
func (c *Calendar) Length(l Limit) time.Duration {
	if !l.Working() {
		return l.Clock.Duration()
	}
	return time.Duration(l.Days)*c.WorkingHours.length() + time.Duration(l.Hours)*time.Hour
}

// Add is the moment at which a limit that began at start is over: the first
// one at which so much time has passed. Of a working limit that is never
// outside the working time, but it may be the very end of a shift.
func (c *Calendar) Add(start time.Time, l Limit) time.Time { return c.Part(start, l, 100) }

// Part is the moment at which so many percent of a limit are over, counted in
// the limit's own kind of time.
func (c *Calendar) Part(start time.Time, l Limit, percent int) time.Time {
	length := c.Length(l) * time.Duration(percent) / 100
	if !l.Working() {
		return start.Add(length)
	}
	return c.work(start, length)
}

// after is the moment at which so much of the limit's own kind of time has
// passed since start.
func (c *Calendar) after(l Limit, start time.Time, d time.Duration) time.Time {
	if !l.Working() {
		return start.Add(d)
	}
	return c.work(start, d)
}

// between is how much of the limit's own kind of time lies between two moments.
func (c *Calendar) between(l Limit, from, to time.Time) (sum time.Duration) {
	if !l.Working() {
		return max(0, to.Sub(from))
	}
	for at := from; at.Before(to); {
		begin, end := c.stretch(at)
		if end.After(to) {
			end = to
		}
		sum += max(0, end.Sub(begin))
		at = end
	}
	return sum
}

// work is the first moment at which so much working time has passed since
// start.
func (c *Calendar) work(start time.Time, left time.Duration) time.Time {
	at := start
	for left > 0 {
		from, to := c.stretch(at)
		if length := to.Sub(from); length < left {
			left, at = left-length, to
			continue
		}
		return from.Add(left)
	}
	return at
}

// stretch is the first stretch of working time that ends after the moment,
// without what lies before it. Where the clocks of the zone are moved, a
// stretch ends and another one may begin: working hours are hours on the wall.
func (c *Calendar) stretch(at time.Time) (from, to time.Time) {
	for {
		local := at.In(c.zone)
		_, moved := local.ZoneBounds()
		moves := moved.After(at) // on 31 December of far leap years ZoneBounds names a moment that is over
		hour, minute, second := local.Clock()
		wall := time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second + time.Duration(local.Nanosecond())
		next := at.Add(day - wall)
		if c.Works(DayOf(local)) {
			for _, s := range c.WorkingHours {
				begin, end := time.Duration(s.From)*time.Minute, time.Duration(s.To)*time.Minute
				if end <= wall {
					continue
				}
				from, to = at.Add(max(begin-wall, 0)), at.Add(end-wall)
				if !moves || !to.After(moved) {
					return from, to
				}
				if from.Before(moved) {
					return from, moved
				}
				break
			}
		}
		if moves && moved.Before(next) {
			next = moved
		}
		at = next
	}
}
