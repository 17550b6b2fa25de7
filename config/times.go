package config

import (
	"errors"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"huiyin/order"
)

func (k *checker) times() {
	if k.given("time_zone") && !k.bad["time_zone"] {
		k.zone("time_zone", k.c.TimeZone)
	}
	k.quiet("quiet_hours", k.c.QuietHours)
	k.digest("digest", k.c.Digest)
}

func (k *checker) digest(at string, d order.DigestTimes) {
	for path, spec := range map[string]string{at + ".grid": d.Grid, at + ".community": d.Community} {
		if k.given(path) && !k.bad[path] {
			k.cron(path, spec)
		}
	}
}

// zones are the time zones to guess from.
var zones = []string{"Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei", "Asia/Singapore",
	"Asia/Tokyo", "Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Australia/Sydney", "UTC"}

func (k *checker) zone(path, name string) {
	// "Local" would mean another time on another machine.
	if _, err := time.LoadLocation(name); err == nil && name != "Local" && name != "" {
		return
	}
	guess := ""
	lower := strings.ToLower(name)
	for _, beijing := range []string{"beijing", "peking", "china", "北京", "上海", "+8", "+08"} {
		if strings.Contains(lower, beijing) {
			guess = zones[0] // the zone database has no Asia/Beijing
		}
	}
	if guess == "" {
		guess = k.guess(name, zones)
	}
	k.say(path, "config.no_zone", "Value", name, "Guess", guess)
}

// quiet warns of quiet hours that are probably written the wrong way round.
func (k *checker) quiet(path string, q order.Quiet) {
	text, _ := q.MarshalText() // it never fails
	length := (q.To - q.From + 24*60) % (24 * 60)
	switch n := k.at[path]; {
	case !k.given(path) || k.bad[path]:
	case length == 0 && n.Value != "" && n.Value != "none":
		k.warn(path, "config.quiet_none", "Value", n.Value)
	case length > 12*60:
		k.warn(path, "config.quiet_long", "Value", string(text), "Hours", length/60)
	}
}

func (k *checker) cron(path, spec string) {
	schedule, err := parseCron(spec)
	if strings.HasPrefix(spec, "TZ=") || strings.HasPrefix(spec, "CRON_TZ=") {
		k.say(path, "config.cron_zone", "Value", spec)
		return
	}
	if err != nil || strings.HasPrefix(spec, "@every") {
		k.say(path, "config.bad_cron", "Value", spec)
		return
	}
	// Any day serves: a spec that fires at all does so within the five years
	// that cron looks ahead.
	first := schedule.Next(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC))
	if first.IsZero() {
		k.say(path, "config.cron_never", "Value", spec)
		return
	}
	if second := schedule.Next(first); !second.IsZero() && second.Sub(first) < time.Hour {
		k.warn(path, "config.cron_often", "Value", spec)
	}
}

// parseCron is cron's parser, which panics on some specs ("TZ=0").
func parseCron(spec string) (s cron.Schedule, err error) {
	defer func() {
		if recover() != nil {
			s, err = nil, errors.New("parse cron spec: the parser gave up")
		}
	}()
	return cron.ParseStandard(spec)
}

// steps are the words for do.
var steps = []string{string(order.StepNudge), string(order.StepTell), string(order.StepWiden), string(order.StepClimb)}

// ladder checks the steps of one clock. No steps at all mean the usual ones.
func (k *checker) ladder(path string, l order.Ladder) {
	if len(l) > maxSteps {
		k.count(path, len(l), maxSteps)
		return
	}
	last, climbs, readable := 0, false, true
	for i, s := range l {
		at, do := item(path, i, "at"), item(path, i, "do")
		if k.need(at) {
			k.between(at, s.At, 1, 1000)
			if i > 0 && s.At <= last && s.At > 0 {
				k.say(at, "config.not_rising", "Value", s.At, "Before", last)
			}
			last = s.At
		}
		if !k.need(do) {
			readable = false
			continue
		}
		switch {
		case s.Do == order.StepDaily:
			k.say(do, "config.step_daily")
		case s.Do == order.StepWiden && strings.HasSuffix(path, "ladders.finish"):
			k.say(do, "config.step_widen")
		default:
			k.oneOf(do, string(s.Do), steps...)
		}
		climbs = climbs || s.Do == order.StepClimb
	}
	if len(l) == 0 {
		return
	}
	if readable && !climbs {
		k.warn(path, "config.no_climb")
	}
	if l[0].At > 100 {
		k.warn(item(path, 0, "at"), "config.step_late", "Value", l[0].At)
	}
}

// building checks how long a building's first responder has. A ladder that begins
// earlier cuts it short.
func (k *checker) building(path string, l order.Ladders) {
	if l.Building == 0 || k.bad[path] {
		return // the usual part
	}
	k.between(path, l.Building, 1, 100)
	if len(l.Accept) > 0 && l.Accept[0].At > 0 && l.Building > l.Accept[0].At {
		k.warn(path, "config.building_late", "Value", l.Building, "First", l.Accept[0].At)
	}
}
