package order

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Day is a date, as the number of days since 1970-01-01.
type Day int

// DayOf is the date that the time shows on a calendar in its own zone.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

func (d Day) time() time.Time { return time.Unix(int64(d)*24*60*60, 0).UTC() }

// Year is the year of the date.
func (d Day) Year() int { return d.time().Year() }

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.time().Weekday() }

// String writes the date: "2026-10-01".
func (d Day) String() string { return d.time().Format(time.DateOnly) }

// Days are one day, or several in a row.
type Days struct{ First, Last Day }

// UnmarshalText reads "2026-10-01" or "2026-10-01..2026-10-07"; 至 serves as
// well as the two dots. It is at most a year.
func (d *Days) UnmarshalText(text []byte) error {
	first, last, several := strings.Cut(strings.Replace(string(text), "至", "..", 1), "..")
	if !several {
		last = first
	}
	from, errFrom := time.Parse(time.DateOnly, strings.TrimSpace(first))
	to, errTo := time.Parse(time.DateOnly, strings.TrimSpace(last))
	if errFrom != nil || errTo != nil || to.Before(from) || to.Sub(from) > 366*24*time.Hour {
		return fmt.Errorf("%q is not a day such as 2026-10-01, or days such as 2026-10-01..2026-10-07", text)
	}
	*d = Days{DayOf(from), DayOf(to)}
	return nil
}

// MarshalText writes the days so that UnmarshalText can read them.
func (d Days) MarshalText() ([]byte, error) {
	if d.First == d.Last {
		return []byte(d.First.String()), nil
	}
	return []byte(d.First.String() + ".." + d.Last.String()), nil
}

// each calls fn with every day.
func (d Days) each(fn func(Day)) {
	for day := d.First; day <= d.Last; day++ {
		fn(day)
	}
}

// official are the days off and the make-up days that a government announced,
// a file for each country and year. Each file names its source.
//
//go:embed days/*.txt
var official embed.FS

// NoCountry is the calendar without any official days.
const NoCountry = "none"

// announced is what is known of one year.
type announced struct {
	country string
	year    int
	off     []Days
	work    []Days // make-up days 调休
}

// announcements reads all of official. A mistake in a file is a mistake of the
// program; a test reads them all.
func announcements() (list []announced, err error) {
	files, err := official.ReadDir("days")
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		country, year, _ := strings.Cut(strings.TrimSuffix(f.Name(), ".txt"), "-")
		a := announced{country: country}
		if a.year, err = strconv.Atoi(year); err != nil {
			return nil, fmt.Errorf("read %s: its name is not like cn-2026.txt", f.Name())
		}
		src, err := official.ReadFile("days/" + f.Name())
		if err != nil {
			return nil, err
		}
		for n, line := range strings.Split(string(src), "\n") {
			if err := a.line(line); err != nil {
				return nil, fmt.Errorf("read %s: line %d: %w", f.Name(), n+1, err)
			}
		}
		list = append(list, a)
	}
	return list, nil
}

// line reads a line of a file: "off 2026-10-01..2026-10-07 …", "work
// 2026-10-10", a comment, or nothing.
func (a *announced) line(line string) error {
	words := strings.Fields(line)
	if len(words) == 0 || strings.HasPrefix(words[0], "#") {
		return nil
	}
	if len(words) < 2 {
		return fmt.Errorf("%q has no day", line)
	}
	var d Days
	if err := d.UnmarshalText([]byte(words[1])); err != nil {
		return err
	}
	switch words[0] {
	case "off":
		a.off = append(a.off, d)
	case "work":
		a.work = append(a.work, d)
	default:
		return fmt.Errorf("%q begins with neither off nor work", line)
	}
	return nil
}

// Countries lists the countries whose official days are known, and NoCountry.
func Countries() []string {
	list := []string{NoCountry}
	known, _ := announcements() // Prepare reports what is wrong
	for _, a := range known {
		if !slices.Contains(list, a.country) {
			list = append(list, a.country)
		}
	}
	slices.Sort(list)
	return list
}
