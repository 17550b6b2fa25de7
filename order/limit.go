package order

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Limit is how long something may take: by the clock ("30m", "4h", "3d"), or
// in working time ("8wh", "5wd"), which a Calendar turns into a moment. It is
// one or the other, never both.
type Limit struct {
	Clock Span // by the clock; 0 when the limit is working time
	Days  int  // working days 工作日, each as long as the calendar's working day
	Hours int  // working hours 工作时
}

// ClockTime is a limit by the clock.
func ClockTime(d time.Duration) Limit { return Limit{Clock: Span(d)} }

// Working reports whether the limit counts working time only.
func (l Limit) Working() bool { return l.Days > 0 || l.Hours > 0 }

const (
	longest      = 366 * 24 * time.Hour // of a span or a limit
	longestHours = int(longest / time.Hour)
)

// UnmarshalText reads "30m", "4h", "3d" and sums of these, or "8wh", "5wd" and
// sums of these; also in Chinese: "8工作时", "5个工作日". A limit is at least a
// minute and at most a year, or 366 working days.
func (l *Limit) UnmarshalText(text []byte) error {
	n, ok := count(string(text))
	working := has(n, 'H', 'D')
	if !ok || working && has(n, 'm', 'h', 'd') {
		return fmt.Errorf("%q is not a limit such as 30m, 4h, 3d, 8wh or 5wd", text)
	}
	if !working {
		l.Days, l.Hours = 0, 0
		return l.Clock.UnmarshalText(text)
	}
	if hours := n['D']*24 + n['H']; hours <= 0 || hours > longestHours {
		return fmt.Errorf("%q is not between one working hour and 366 working days", text)
	}
	*l = Limit{Days: n['D'], Hours: n['H']}
	return nil
}

// MarshalText writes the limit so that UnmarshalText can read it.
func (l Limit) MarshalText() ([]byte, error) {
	if !l.Working() {
		return l.Clock.MarshalText()
	}
	var text []byte
	if l.Days > 0 {
		text = fmt.Appendf(text, "%dwd", l.Days)
	}
	if l.Hours > 0 {
		text = fmt.Appendf(text, "%dwh", l.Hours)
	}
	return text, nil
}

// measures are the words behind a number, each with its unit. None of them is
// the beginning of another.
var measures = []struct {
	word string
	unit byte // m, h, d by the clock; H, D of working time
}{
	{"m", 'm'}, {"h", 'h'}, {"d", 'd'}, {"wh", 'H'}, {"wd", 'D'},
	{"分钟", 'm'}, {"小时", 'h'}, {"天", 'd'}, {"工作时", 'H'}, {"工作小时", 'H'}, {"工作日", 'D'},
}

// count reads a sum such as "1d12h" or "1个工作日" and says how many there are
// of each unit; ok is false when it is none.
func count(text string) (n map[byte]int, ok bool) {
	n = map[byte]int{}
	for text != "" {
		i := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
		if i <= 0 {
			return n, false
		}
		number, err := strconv.Atoi(text[:i])
		if err != nil || number > int(longest/time.Minute) {
			return n, false
		}
		text = strings.TrimPrefix(text[i:], "个")
		unit := byte(0)
		for _, m := range measures {
			if rest, found := strings.CutPrefix(text, m.word); found {
				unit, text = m.unit, rest
				break
			}
		}
		if unit == 0 {
			return n, false
		}
		if n[unit] += number; n[unit] > int(longest/time.Minute) {
			return n, false
		}
	}
	return n, len(n) > 0
}

func has(n map[byte]int, units ...byte) bool {
	for _, u := range units {
		if _, there := n[u]; there {
			return true
		}
	}
	return false
}
