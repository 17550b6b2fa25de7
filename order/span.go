package order

import (
	"fmt"
	"strings"
	"time"
)

// Span is a length of time that a person writes: "30m", "4h", "2d", "1d12h".
type Span time.Duration

// Duration is the span as Go's own type.
func (s Span) Duration() time.Duration { return time.Duration(s) }

// UnmarshalText reads "30m", "4h", "3d" and sums of these, also "30分钟",
// "4小时" and "3天". Spans are whole minutes, more than nothing and at most a
// year.
func (s *Span) UnmarshalText(text []byte) error {
	n, ok := count(string(text))
	if !ok || has(n, 'H', 'D') {
		return fmt.Errorf("%q is not a length of time such as 30m, 4h or 3d", text)
	}
	sum := time.Duration(n['m'])*time.Minute + time.Duration(n['h'])*time.Hour + time.Duration(n['d'])*day
	if sum <= 0 || sum > longest {
		return fmt.Errorf("%q is not between one minute and a year", text)
	}
	*s = Span(sum)
	return nil
}

// MarshalText writes the span so that UnmarshalText can read it.
func (s Span) MarshalText() ([]byte, error) {
	d := time.Duration(s)
	var b strings.Builder
	for _, p := range []struct {
		unit time.Duration
		name string
	}{{24 * time.Hour, "d"}, {time.Hour, "h"}, {time.Minute, "m"}} {
		if n := d / p.unit; n > 0 {
			fmt.Fprintf(&b, "%d%s", n, p.name)
			d -= n * p.unit
		}
	}
	return []byte(b.String()), nil
}

// Quiet is the part of each day in which people are not nudged, in minutes
// after midnight. From == To means there is none.
type Quiet struct{ From, To int }

// UnmarshalText reads "22:00-07:00", or "" for none.
func (q *Quiet) UnmarshalText(text []byte) error {
	if len(text) == 0 || string(text) == "none" {
		*q = Quiet{}
		return nil
	}
	from, to, ok := strings.Cut(string(text), "-")
	f, errF := time.Parse("15:04", strings.TrimSpace(from))
	t, errT := time.Parse("15:04", strings.TrimSpace(to))
	if !ok || errF != nil || errT != nil {
		return fmt.Errorf("%q is not a time such as 22:00-07:00", text)
	}
	*q = Quiet{f.Hour()*60 + f.Minute(), t.Hour()*60 + t.Minute()}
	return nil
}

// MarshalText writes the quiet hours so that UnmarshalText can read them.
func (q Quiet) MarshalText() ([]byte, error) {
	if q.From == q.To {
		return nil, nil
	}
	return fmt.Appendf(nil, "%02d:%02d-%02d:%02d", q.From/60, q.From%60, q.To/60, q.To%60), nil
}

// Wake is the first moment, not before t, that is not in the quiet hours of
// the zone.
func (q Quiet) Wake(t time.Time, zone *time.Location) time.Time {
	local := t.In(zone)
	if !q.at(local) {
		return t
	}
	whole := local.Add(-time.Duration(local.Second())*time.Second - time.Duration(local.Nanosecond()))
	left := (q.To - minuteOf(local) + minutesOfDay) % minutesOfDay
	wake := whole.Add(time.Duration(left) * time.Minute)
	if _, moved := local.ZoneBounds(); moved.IsZero() || moved.After(wake) {
		return wake
	}
	// The clocks are moved before that: an hour of the wall is missing, or comes twice.
	for wake = whole; q.at(wake); {
		wake = wake.Add(time.Minute)
	}
	return wake
}

const minutesOfDay = 24 * 60

func minuteOf(local time.Time) int { return local.Hour()*60 + local.Minute() }

// at reports whether the time, as the wall shows it, lies in the quiet hours.
func (q Quiet) at(local time.Time) bool {
	minute := minuteOf(local)
	if q.From > q.To {
		return minute >= q.From || minute < q.To
	}
	return minute >= q.From && minute < q.To
}
