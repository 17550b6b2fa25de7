package order

import (
	"fmt"
	"strings"
	"time"
)

// Weekdays are days of the week, one bit each: 1<<time.Monday and so on.
type Weekdays uint8

// weekdayWords are how people write the days, from Sunday as package time has it.
var weekdayWords = [7][]string{{"sun", "周日", "周天"}, {"mon", "周一"}, {"tue", "周二"}, {"wed", "周三"}, {"thu", "周四"}, {"fri", "周五"}, {"sat", "周六"}}

// Has reports whether the day is one of them.
func (w Weekdays) Has(d time.Weekday) bool { return w&(1<<d) != 0 }

// UnmarshalText reads "mon-fri", "mon,wed,sat" and "周一至周五", or "" for
// nothing written.
func (w *Weekdays) UnmarshalText(text []byte) error {
	*w = 0
	words := strings.FieldsFunc(strings.NewReplacer("星期", "周", "至", "-", "到", "-").Replace(strings.ToLower(string(text))),
		func(r rune) bool { return strings.ContainsRune(" ,，、", r) })
	if len(words) == 0 && len(text) > 0 {
		return fmt.Errorf("%q are no days of the week such as mon-fri", text)
	}
	for _, word := range words {
		first, last, isRange := strings.Cut(word, "-")
		from, ok := weekday(first)
		to, okTo := from, true
		if isRange {
			to, okTo = weekday(last)
		}
		if !ok || !okTo {
			*w = 0
			return fmt.Errorf("%q are no days of the week such as mon-fri", text)
		}
		for d := from; ; d = (d + 1) % 7 {
			if *w |= 1 << d; d == to {
				break
			}
		}
	}
	return nil
}

func weekday(word string) (time.Weekday, bool) {
	for d, words := range weekdayWords {
		full := strings.ToLower(time.Weekday(d).String())
		for _, known := range append([]string{full}, words...) {
			if word == known {
				return time.Weekday(d), true
			}
		}
	}
	return 0, false
}

// MarshalText writes the days so that UnmarshalText can read them.
func (w Weekdays) MarshalText() ([]byte, error) {
	var list []string
	for i := range 7 {
		if d := time.Weekday((i + 1) % 7); w.Has(d) {
			list = append(list, weekdayWords[d][0])
		}
	}
	return []byte(strings.Join(list, ",")), nil
}

// Hours are the working hours of a working day, without the breaks.
type Hours []Shift

// Shift is a stretch of working time, in minutes after midnight.
type Shift struct{ From, To int }

// UnmarshalText reads "08:00-12:00 14:00-18:00", in rising order, or "" for
// nothing written. A shift ends at 24:00 at the latest.
func (h *Hours) UnmarshalText(text []byte) error {
	list, last := Hours(nil), 0
	for _, word := range strings.FieldsFunc(string(text), func(r rune) bool { return strings.ContainsRune(" ,，、", r) }) {
		from, to, _ := strings.Cut(word, "-")
		s := Shift{dayMinute(from), dayMinute(to)}
		if s.From < last || s.To <= s.From {
			return fmt.Errorf("%q are no working hours such as 08:00-12:00 14:00-18:00", text)
		}
		list, last = append(list, s), s.To
	}
	if len(list) == 0 && len(text) > 0 {
		return fmt.Errorf("%q are no working hours such as 08:00-12:00 14:00-18:00", text)
	}
	*h = list
	return nil
}

// dayMinute reads "08:30"; -1 when it is no time.
func dayMinute(s string) int {
	if s == "24:00" {
		return 24 * 60
	}
	t, err := time.Parse("15:04", s)
	if err != nil {
		return -1
	}
	return t.Hour()*60 + t.Minute()
}

// MarshalText writes the hours so that UnmarshalText can read them.
func (h Hours) MarshalText() ([]byte, error) {
	var text []byte
	for i, s := range h {
		if i > 0 {
			text = append(text, ' ')
		}
		text = fmt.Appendf(text, "%02d:%02d-%02d:%02d", s.From/60, s.From%60, s.To/60, s.To%60)
	}
	return text, nil
}

// length is the working time of a day.
func (h Hours) length() (sum time.Duration) {
	for _, s := range h {
		sum += time.Duration(s.To-s.From) * time.Minute
	}
	return sum
}
