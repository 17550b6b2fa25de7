package flows

import (
	"fmt"
	"time"

	"huiyin/order"
	"huiyin/texts"
)

// say is texts.Say, short because it stands everywhere.
func say(lang, key string, args ...any) string { return texts.Say(lang, key, args...) }

// clock writes a time: alone on the same day, with the date otherwise. It never
// says "tomorrow", because a card is read the next day too.
func (s *step) clock(lang string, at time.Time) string {
	local, today := at.In(s.c.Zone()), s.now.In(s.c.Zone())
	hm := local.Format("15:04")
	if local.YearDay() == today.YearDay() && local.Year() == today.Year() {
		return hm
	}
	return s.dated(lang, at)
}

// dated writes a time with its date also when that is today: for what is read on
// other days, too, because the card that says it is not drawn again.
func (s *step) dated(lang string, at time.Time) string {
	local := at.In(s.c.Zone())
	return say(lang, "when.date", "Month", int(local.Month()), "Day", local.Day(), "Name", local.Format("Jan"), "Time", local.Format("15:04"))
}

// span writes a length of time: "30 分钟", "4 小时", "3 天".
func span(lang string, d time.Duration) string { return texts.Span(lang, d) }

// limit writes how long something may take: "4 小时", "5 个工作日".
func limit(lang string, l order.Limit) string {
	days, hours := say(lang, "when.work_days", "Count", l.Days), say(lang, "when.work_hours", "Count", l.Hours)
	switch {
	case !l.Working():
		return span(lang, l.Clock.Duration())
	case l.Hours == 0:
		return days
	case l.Days == 0:
		return hours
	}
	return say(lang, "when.work_both", "Days", days, "Hours", hours)
}

func number(no int64) string { return fmt.Sprintf("#%d", no) }
