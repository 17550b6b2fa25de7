package flows

import (
	"fmt"
	"time"

	"huiyin/texts"
)

// say is texts.Say, short because it stands everywhere.
func say(lang, key string, args ...any) string { return texts.Say(lang, key, args...) }

// clock writes a time as people say it: the time alone on the same day, with
// the date otherwise.
func (s *step) clock(lang string, at time.Time) string {
	local, today := at.In(s.c.Zone()), s.now.In(s.c.Zone())
	hm := local.Format("15:04")
	days := dayNumber(local) - dayNumber(today)
	switch {
	case days == 0:
		return hm
	case days == 1:
		return say(lang, "when.tomorrow", "Time", hm)
	}
	return say(lang, "when.date", "Month", int(local.Month()), "Day", local.Day(), "Name", local.Format("Jan"), "Time", hm)
}

func dayNumber(t time.Time) int {
	y, m, d := t.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// span writes a length of time: "30 分钟", "4 小时", "3 天".
func span(lang string, d time.Duration) string { return texts.Span(lang, d) }

func number(no int64) string { return fmt.Sprintf("#%d", no) }
