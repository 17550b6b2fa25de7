package config

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"huiyin/order"
)

// Each case: the part that is replaced, by what, and what is said.
func TestCalendarProblems(t *testing.T) {
	class := func(limits string) string {
		return "classes: [{key: fast, name: {zh: 急, en: Fast}, echo: 30m, " + limits + "}]"
	}
	for _, c := range []struct{ part, with, en, zh string }{
		{"more", "calendar: {country: none, working_days: 周一至周六, working_hours: '9:00-12:00 13:00-17:30', holidays: [2026-11-30, 2026-12-01..2026-12-04], makeup: [2026-12-06]}", "", ""},
		{"more", "calendar: {country: cnn}", `2: "country" must be one of: cn, none; not "cnn"; did you mean "cn"?`, `2: “country”只能写：cn, none；不能写“cnn”；是不是“cn”？`},
		{"more", "calendar: {country: 中国}", `2: "country" must be one of: cn, none; not "中国"; did you mean "cn"?`, `2: “country”只能写：cn, none；不能写“中国”；是不是“cn”？`},
		{"more", "calendar: {county: cn}", `2: unknown key "county"; did you mean "country"?`, `2: 没有“county”这个键；是不是“country”？`},
		{"more", "working_days: mon-fri", `2: "working_days" belongs below "calendar:", in a line of its own, indented`, `2: “working_days”要写在“calendar:”下面，另起一行，缩进两格`},
		{"more", "calendar: cn", `2: "calendar" needs keys of its own, in the lines below it, indented`, `2: “calendar”下面要另起行、缩进，写它自己的键`},
		{"more", "calendar: {working_days: mo-fr}", `2: "working_days" must be days of the week such as mon-fri, not "mo-fr"`, `2: “working_days”要写星期几，如 周一至周五，不能写“mo-fr”`},
		{"more", "calendar: {working_hours: '14:00-18:00 08:00-12:00'}", `2: "working_hours" must be working hours, the earlier ones first, such as "08:00-12:00 14:00-18:00", not "14:00-18:00 08:00-12:00"`, `2: “working_hours”要写上班时间，从早到晚，如 "08:00-12:00 14:00-18:00"，不能写“14:00-18:00 08:00-12:00”`},
		{"more", "calendar: {working_hours: ['08:00-12:00']}", `2: "working_hours" must be working hours, the earlier ones first, such as "08:00-12:00 14:00-18:00"`, `2: “working_hours”要写上班时间，从早到晚，如 "08:00-12:00 14:00-18:00"`},
		{"more", "calendar: {holidays: 2026-12-01}", `2: "holidays" must be a list: [one, two], or lines that begin with "- "`, `2: “holidays”要写成列表：[一, 二]，或者每行以“- ”开头`},
		{"more", "calendar:\n  holidays:\n  - 2026-02-30\n  - 2026-12-04..2026-12-01", "4: \"holidays\" must be a date such as 2026-10-01, or 2026-10-01..2026-10-07, not \"2026-02-30\"\n5: \"holidays\" must be a date such as 2026-10-01, or 2026-10-01..2026-10-07, not \"2026-12-04..2026-12-01\"",
			"4: “holidays”要写日期，如 2026-10-01，或者 2026-10-01..2026-10-07，不能写“2026-02-30”\n5: “holidays”要写日期，如 2026-10-01，或者 2026-10-01..2026-10-07，不能写“2026-12-04..2026-12-01”"},
		{"more", "calendar:\n  holidays:\n  - 2026-10-04\n  - 2026-12-01\n  makeup:\n  - 2026-11-30..2026-12-01\n  - 2026-10-08\n  - 2026-12-06\n  - 2026-12-06",
			"4: warning: 2026-10-04 is a day off anyway\n7: warning: 2026-11-30..2026-12-01 is a working day anyway\n7: 2026-12-01 stands under \"holidays\" and under \"makeup\"\n8: warning: 2026-10-08 is a working day anyway\n10: warning: \"2026-12-06\" stands in this list twice",
			"4: 提醒：2026-10-04 本来就不上班\n7: 提醒：2026-11-30..2026-12-01 本来就上班\n7: 2026-12-01 既写在“holidays”里，又写在“makeup”里\n8: 提醒：2026-10-08 本来就上班\n10: 提醒：“2026-12-06”在这个列表里写了两次"},
		// Limits
		{"classes", class("accept: 4wh, finish: 1wd, emergency: false"), "", ""},
		{"classes", class("accept: 30分钟, finish: 1个工作日"), "", ""},
		{"classes", class("accept: 8工作时, finish: 1wd"), `5: "accept" (8wh) must be shorter than "finish" (1wd)`, `5: 接单时限“accept”（8wh）要比办结时限“finish”（1wd）短`},
		{"classes", class("accept: 1d, finish: 2wd"), `5: "accept" (1d) must be shorter than "finish" (2wd)`, `5: 接单时限“accept”（1d）要比办结时限“finish”（2wd）短`},
		{"classes", class("accept: 1wd, finish: 3d"), `5: warning: "accept" (1wd) is working time and "finish" (3d) is not; over a weekend or a holiday the time to finish is over before the time to accept`,
			`5: 提醒：接单时限“accept”（1wd）按工作时间算，办结时限“finish”（3d）不按；遇到周末和节假日，办结会比接单先到期`},
		{"classes", class("accept: 1h, finish: 1wd, emergency: true"), `5: warning: the class "fast" is an emergency, but its limits count working time; after work nobody is called`, `5: 提醒：等级“fast”是紧急的，时限却按工作时间算；下班以后没有人被催`},
		{"classes", class("accept: 1h, finish: 5 working days"), `5: "finish" must be a limit such as 30m, 4h, 3d, 8wh (8 working hours) or 5wd (5 working days), not "5 working days"; did you mean "5wd"?`,
			`5: “finish”要写时限，如 30m、4h、3d、8工作时、5工作日，不能写“5 working days”；是不是“5wd”？`},
		{"classes", "classes: [{key: fast, name: {zh: 急, en: Fast}, accept: 1h, finish: 1wd, echo: 8wh}]", `5: "echo" must be a length of time such as 30m, 4h or 3d, not "8wh"`, `5: “echo”要写时长，如 30m、4h、3d，不能写“8wh”`},
		{"classes", "classes: [{key: fast, name: {zh: 急, en: Fast}, accept: 1h, finish: 1wd, echo: 1d}]", `5: warning: "echo" (1d) is longer than "finish" (1wd); the resident hears nothing before the time is over`, `5: 提醒：回音间隔“echo”（1d）比办结时限“finish”（1wd）长；到时限为止居民听不到回音`},
		// Presets
		{"classes", "preset: 12306", "5: \"preset\" must be one of: 12345, street; not \"12306\"; did you mean \"12345\"?\n6: there is no class \"fast\"\n6: there is no class \"fast\"", "5: “preset”只能写：12345, street；不能写“12306”；是不是“12345”？\n6: 没有“fast”这个等级\n6: 没有“fast”这个等级"},
		{"classes", "preset: 街道\nclasses: [{key: fast, name: {zh: 急, en: Fast}, accept: 1h, finish: 2h, echo: 1h}]", `5: "preset" must be one of: 12345, street; not "街道"; did you mean "street"?`, `5: “preset”只能写：12345, street；不能写“街道”；是不是“street”？`},
		{"classes", "preset: street\nclasses: [{key: fast, name: {zh: 急, en: Fast}, accept: 1h, finish: 2h, echo: 1h}]", "", ""},
	} {
		checkProblems(t, c.part, c.with, c.en, c.zh)
	}
}

// A year whose holidays nobody told is a warning, where limits count working
// time; in December the next year is one, too.
func TestYearsWithoutHolidays(t *testing.T) {
	const working = "preset: street"
	ofDays := func(days string) string { return "preset: street\ncalendar: {" + days + "}" }
	for _, x := range []struct {
		classes, now string
		years        string
	}{
		{working, "2026-11-30", ""},
		{working, "2026-12-01", "2027"},
		{working, "2026-12-31", "2027"},
		{working, "2027-01-30", "2027"},
		{working, "2027-12-31", "2027 2028"},
		{"preset: 12345", "2027-12-31", ""}, // the clock needs no holidays
		{ofDays("country: none"), "2027-12-31", ""},
		{ofDays("holidays: [2027-01-01]"), "2027-12-31", "2028"},
	} {
		src := strings.ReplaceAll(string(build("classes", x.classes)), "class: fast", "class: normal")
		now, err := time.Parse(time.DateOnly, x.now)
		if err != nil {
			t.Fatal(err)
		}
		_, problems := parseCommunity("c", []byte(src), now)
		var years []string
		for _, p := range problems {
			if p.Key != "config.no_year" || !p.Warning || p.Line < 5 || p.Line > 6 {
				t.Errorf("%s: %s", x.classes, p.Say("en"))
			}
			years = append(years, strings.Fields(p.Say("en"))[5])
		}
		if got := strings.Join(years, " "); got != x.years {
			t.Errorf("%s on %s warns of %q, want %q", x.classes, x.now, got, x.years)
		}
	}
}

// A preset serves the example's categories as they are, and keeps its limits
// when the community is written to the database and read again.
func TestPresets(t *testing.T) {
	example := string(exampleFile(t, "community.example.yaml"))
	from, to := strings.Index(example, "\nclasses:"), strings.Index(example, "\n# 分类：")
	for _, name := range order.Presets() {
		src := example[:from] + "\npreset: " + name + "\n" + example[to:]
		c, problems := parseCommunity("c", []byte(src), time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC))
		if len(problems) > 0 {
			t.Fatalf("%s:\n%s", name, problems.Say("en"))
		}
		doc, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		again := new(order.Community)
		if err := json.Unmarshal(doc, again); err != nil {
			t.Fatal(err)
		}
		if err := again.Prepare(); err != nil {
			t.Fatal(err)
		}
		if len(again.Classes) != len(c.Classes) || len(c.Classes) != 6 {
			t.Errorf("%s: %d classes became %d", name, len(c.Classes), len(again.Classes))
		}
		for i, k := range again.Classes {
			if k != c.Classes[i] {
				t.Errorf("%s: %+v became %+v", name, c.Classes[i], k)
			}
			if c.Calendar.Length(k.Accept) >= c.Calendar.Length(k.Finish) || k.Echo.Duration() > c.Calendar.Length(k.Finish) || k.Name.ZH == "" || k.Name.EN == "" {
				t.Errorf("%s: the class %+v would not be accepted from an owner", name, k)
			}
		}
	}
}

// A class of the owner's takes the place of the preset's.
func TestPresetOverridden(t *testing.T) {
	src := strings.ReplaceAll(string(build("classes", "preset: street\nclasses: [{key: normal, name: {zh: 急, en: Fast}, accept: 1wh, finish: 2wd, echo: 1h}]")), "class: fast", "class: normal")
	c, problems := ParseCommunity("c", []byte(src))
	if len(problems) > 0 {
		t.Fatal(problems.Say("en"))
	}
	if k := c.ClassOf("lift"); k.Finish != (order.Limit{Days: 2}) || len(c.Classes) != 6 {
		t.Errorf("%+v of %d classes", k, len(c.Classes))
	}
}
