package order

import "time"

// Day is a date, as the number of days since 1970-01-01.
type Day int

// DayOf is the date that the time shows on a calendar in its own zone.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

func (d Day) time() time.Time { return time.Unix(int64(d)*24*60*60, 0).UTC() }

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.time().Weekday() }

// String writes the date: "2026-10-01".
func (d Day) String() string { return d.time().Format(time.DateOnly) }
