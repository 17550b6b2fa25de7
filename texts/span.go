package texts

import "time"

// Span writes a length of time: "30 分钟", "4 小时", "3 天".
func Span(lang string, d time.Duration) string {
	d = d.Round(time.Minute)
	if d < time.Minute {
		d = time.Minute
	}
	switch {
	case d >= 48*time.Hour && d%(24*time.Hour) == 0:
		return Say(lang, "when.days", "Count", int(d/(24*time.Hour)))
	case d >= time.Hour && d%time.Hour == 0:
		return Say(lang, "when.hours", "Count", int(d/time.Hour))
	case d > time.Hour:
		return Say(lang, "when.both", "Hours", int(d/time.Hour), "Minutes", int(d%time.Hour/time.Minute))
	}
	return Say(lang, "when.minutes", "Count", int(d/time.Minute))
}
