package config

import (
	"strings"
	"time"

	"huiyin/order"
)

// chineseNames are what people write where a short word belongs.
var chineseNames = map[string]string{"中国": "cn", "china": "cn", "prc": "cn", "无": order.NoCountry, "街道": "street",
	"楼院": order.KindBuilding, "楼栋": order.KindBuilding, "楼": order.KindBuilding, "网格": order.KindGrid, "社区": order.KindCommunity}

// among checks a word against those that may stand there, and knows a few
// other names for them.
func (k *checker) among(path, value string, allowed []string) bool {
	for _, a := range allowed {
		if a == value {
			return true
		}
	}
	guess := chineseNames[strings.ToLower(value)]
	if guess == "" {
		guess = k.guess(value, allowed)
	}
	k.say(path, "config.one_of", "Key", lastKey(path), "Value", value, "Allowed", strings.Join(allowed, ", "), "Guess", guess)
	return false
}

// preset puts the classes of the preset behind the owner's. Where there is no
// such preset any other one serves, so that its classes are not missed as well:
// all presets have the same keys.
func (k *checker) preset() {
	k.ownClasses = len(k.c.Classes)
	if !k.given("preset") {
		return
	}
	name := k.c.Preset
	if k.bad["preset"] || !k.among("preset", name, order.Presets()) {
		name = order.Presets()[0]
	}
	k.c.Classes = order.WithPreset(k.c.Classes, name)
}

// calendar checks the days that the owner wrote. What it prepares is used to
// compare limits.
func (k *checker) calendar() {
	k.ownDays("calendar", &k.c.Calendar, k.c.Calendar)
}

// ownDays checks a calendar; usual is what holds where it stands.
func (k *checker) ownDays(at string, own *order.Calendar, usual order.Calendar) {
	country := at + ".country"
	if k.given(country) && !k.bad[country] && !k.among(country, own.Country, order.Countries()) {
		own.Country, usual.Country = "", ""
	}
	usual.Holidays, usual.MakeUp = nil, nil
	_ = usual.Prepare(time.UTC) // it is about days that are built in, and a test of theirs holds them
	k.working = &usual
	off := k.days(at+".holidays", own.Holidays, true, "config.day_off")
	work := k.days(at+".makeup", own.MakeUp, false, "config.day_works")
	for day, path := range work {
		if off[day] != "" {
			k.say(path, "config.day_both", "Value", day.String())
		}
	}
}

// days checks one list, and returns the path at which each of its days stands.
// Days that change nothing are doubtful: a slip of the pen, or of the year.
func (k *checker) days(path string, list []order.Days, works bool, idle string) map[order.Day]string {
	at := map[order.Day]string{}
	if len(list) > maxDays {
		k.count(path, len(list), maxDays)
		return at
	}
	for i, d := range list {
		p := item(path, i, "")
		if !k.given(p) || k.bad[p] {
			continue
		}
		changes, twice := false, false
		for day := d.First; day <= d.Last; day++ {
			changes = changes || k.working.Works(day) == works
			twice = twice || at[day] != ""
			at[day] = p
		}
		switch {
		case twice:
			k.warn(p, "config.twice", "Value", written(d))
		case !changes:
			k.warn(p, idle, "Value", written(d))
		}
	}
	return at
}

// years warns when limits in use count working time and the holidays of this
// year are not known, or in December those of the next. A zero time leaves it out.
func (k *checker) years(now time.Time) {
	used := map[string]bool{}
	for _, g := range k.c.Categories {
		used[g.Class] = true
	}
	working := false
	for _, s := range k.c.Classes {
		working = working || used[s.Key] && (s.Accept.Working() || s.Finish.Working())
	}
	if !working || now.IsZero() {
		return
	}
	full := k.c.Calendar
	if full.Prepare(time.UTC) != nil {
		return
	}
	path := "classes"
	for _, p := range []string{"preset", "calendar"} {
		if k.given(p) {
			path = p
		}
	}
	soon := now.AddDate(0, 1, 0) // no day of December, plus a month, is still in the year
	for year := now.Year(); year <= soon.Year(); year++ {
		if !full.Knows(year) {
			k.warn(path, "config.no_year", "Year", year)
		}
	}
}

// limits compares the two limits of a class. A working hour counts as an hour,
// which is the least that it lasts by the clock.
func (k *checker) limits(path func(string) string, s order.Class) {
	switch {
	case k.working.Length(s.Accept) >= k.working.Length(s.Finish):
		k.say(path("accept"), "config.accept_late", "Accept", written(s.Accept), "Finish", written(s.Finish))
	case s.Accept.Working() && !s.Finish.Working():
		k.warn(path("accept"), "config.accept_kind", "Accept", written(s.Accept), "Finish", written(s.Finish))
	}
	if s.Emergency && (s.Accept.Working() || s.Finish.Working()) {
		k.warn(path("emergency"), "config.emergency_waits", "Key", s.Key)
	}
}

// plainer turns the ways in which people write a length of time into ours.
var plainer = strings.NewReplacer(" ", "", "working", "w", "work", "w", "minutes", "m", "minute", "m", "mins", "m", "min", "m",
	"hours", "h", "hour", "h", "hrs", "h", "hr", "h", "days", "d", "day", "d", "business", "w", "工作天", "工作日", "分钟", "分钟", "分", "分钟", "日", "天", "工作日", "工作日")

// plainLimit is what the value was probably meant to be; empty when it is no
// length of time even so.
func plainLimit(value string) string {
	value = plainer.Replace(strings.ToLower(value))
	if new(order.Limit).UnmarshalText([]byte(value)) != nil {
		return ""
	}
	return value
}
