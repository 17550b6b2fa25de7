package story

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	spanPart = regexp.MustCompile(`(?i)^\s*(\d+)\s*(days?|hours?|minutes?|seconds?|weeks?|天|个?小时|分钟|秒|周)\s*(?:and\b|,)?\s*`)
	dateText = regexp.MustCompile(`^(\d{4})\D(\d{1,2})\D(\d{1,2})`)
)

// span reads "2 hours 5 minutes" and "2小时5分钟". A day is 24 hours.
func span(text string) (time.Duration, error) {
	var sum time.Duration
	for rest := text; rest != ""; {
		got := spanPart.FindStringSubmatch(rest)
		if got == nil {
			return 0, fmt.Errorf("this is no length of time: %q; write it as in: 3 days, 2 hours 5 minutes, 2小时5分钟", text)
		}
		n, err := strconv.Atoi(got[1])
		if err != nil || n > 100000 {
			return 0, fmt.Errorf("this is too long a time: %q", text)
		}
		sum += time.Duration(n) * unit(got[2])
		rest = rest[len(got[0]):]
	}
	return sum, nil
}

func unit(word string) time.Duration {
	switch strings.TrimSuffix(strings.ToLower(word), "s") {
	case "week", "周":
		return 7 * 24 * time.Hour
	case "day", "天":
		return 24 * time.Hour
	case "hour", "小时", "个小时":
		return time.Hour
	case "minute", "分钟":
		return time.Minute
	default:
		return time.Second
	}
}

// after lets time pass.
func after(m *words) (act, error) {
	d, err := span(m.slots["span"])
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, r *run) error { return r.advance(ctx, d) }, nil
}

func (r *run) advance(ctx context.Context, d time.Duration) error {
	if err := r.w.Host.Advance(ctx, d); err != nil {
		return fmt.Errorf("advance by %v: %w", d, err)
	}
	return r.settle(ctx)
}

// at lets time pass until the clock shows this: on the day that the story names, otherwise the next time it does.
func at(m *words) (act, error) {
	clock, err := time.Parse("15:04", strings.Replace(m.slots["clock"], "：", ":", 1))
	if err != nil {
		return nil, fmt.Errorf("this is no time of day: %s", m.slots["clock"])
	}
	year, month, day := 0, 0, 0
	if got := dateText.FindStringSubmatch(m.slots["date"]); got != nil {
		year, _ = strconv.Atoi(got[1])
		month, _ = strconv.Atoi(got[2])
		day, _ = strconv.Atoi(got[3])
		if d := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC); d.Day() != day || int(d.Month()) != month {
			return nil, fmt.Errorf("there is no such day: %s", m.slots["date"])
		}
	}
	return func(ctx context.Context, r *run) error {
		now := r.w.Host.Now().In(r.w.Zone)
		then := time.Date(year, time.Month(month), day, clock.Hour(), clock.Minute(), 0, 0, r.w.Zone)
		if year == 0 {
			then = time.Date(now.Year(), now.Month(), now.Day(), clock.Hour(), clock.Minute(), 0, 0, r.w.Zone)
			if !then.After(now) {
				then = time.Date(now.Year(), now.Month(), now.Day()+1, clock.Hour(), clock.Minute(), 0, 0, r.w.Zone)
			}
		}
		if !then.After(now) {
			return fmt.Errorf("that is past: it is %s already", now.Format("2006-01-02 15:04"))
		}
		return r.advance(ctx, then.Sub(now))
	}, nil
}
