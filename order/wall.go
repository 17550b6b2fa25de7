package order

import (
	"strconv"
	"strings"
	"time"
)

// OnWall is the moment at which the wall clock of the zone shows this time, which
// is read as UTC; of two such moments either, but always the same one. Where the
// clocks are put forward over it, it is the moment at which they are: Go's own
// choice may lie an hour before the gap, on the day before. A later time never
// gives an earlier moment.
func OnWall(wall time.Time, zone *time.Location) time.Time {
	at := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), 0, 0, zone)
	if AsWall(at).Equal(wall) {
		return at
	}
	at = at.Add(-3 * time.Hour).Truncate(time.Minute)
	for AsWall(at.In(zone)).Before(wall) {
		at = at.Add(time.Minute)
	}
	return at
}

// AsWall reads a local time as if it were UTC.
func AsWall(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

// At is the moment at which the wall clock of the zone shows so many minutes
// after midnight on the day; 1440 is the midnight at its end.
func (d Day) At(minute int, zone *time.Location) time.Time {
	return OnWall(d.time().Add(time.Duration(minute)*time.Minute), zone)
}

// On is the date and its parts, for writing it.
func (d Day) On() (year int, month time.Month, day int) { return d.time().Date() }

// ReadDay reads a date as people write it – 2026-11-27, 11-27, 11/27, 11月27日,
// 27日 – as the next such day, today included. ok is false when it is none, or
// when it is further than a year away.
func ReadDay(text string, today Day) (day Day, ok bool) {
	text = strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case strings.ContainsRune("年月/.．－–", r):
			return '-'
		case strings.ContainsRune("日号 \t", r):
			return -1
		}
		return r
	}, text)
	var parts []int
	for _, p := range strings.Split(strings.Trim(text, "-"), "-") {
		n, err := strconv.Atoi(p)
		if err != nil || n < 1 || n > 9999 {
			return 0, false
		}
		parts = append(parts, n)
	}
	y, m, _ := today.On()
	switch len(parts) {
	case 3:
		day, ok = dateOf(parts[0], parts[1], parts[2])
	case 2:
		for year := y; year <= y+1 && (!ok || day < today); year++ {
			day, ok = dateOf(year, parts[0], parts[1])
		}
	case 1:
		for i := 0; i < 12 && (!ok || day < today); i++ {
			day, ok = dateOf(y+(int(m)-1+i)/12, (int(m)-1+i)%12+1, parts[0])
		}
	}
	return day, ok && day >= today && day <= today+366
}

// dateOf refuses what the calendar does not have, such as the 31st of April.
func dateOf(year, month, day int) (Day, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return DayOf(t), t.Year() == year && int(t.Month()) == month && t.Day() == day
}
