package config

import (
	"os"
	"strings"
	"testing"
	"time"
)

// Whatever stands in a file: no panic, and either a result or an error, never
// both and never neither; every problem can be said.
func FuzzParseCommunity(f *testing.F) {
	f.Add(exampleFile(f, "community.example.yaml"))
	mistakes, err := os.ReadFile("testdata/mistakes.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(mistakes)
	f.Add(build("", ""))
	f.Add(build("classes", "preset: street\nclasses: [{key: fast, name: {zh: 急, en: Fast}, accept: 4wh, finish: 5工作日, echo: 30m}]"))
	f.Add(build("more", "calendar: {country: none, working_days: sat-tue, working_hours: '09:00-12:00 23:59-24:00', holidays: [2026-12-01..2027-11-30], makeup: [2026-12-06]}"))
	for _, s := range []string{"", "?", "a", "- a", "&a [*a]", "? {a: b}\n: c", "digest: {grid: TZ=0}", "areas: [~, 1, {in: a, key: a}]", "ladders: {accept: [{}]}", "digest: {grid: ', , , , ,'}", "!!binary x: y", "{", "%YAML 1.1\n---\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		c, problems := ParseCommunity("c.yaml", src)
		checkOutcome(t, c != nil, problems)
		if c == nil {
			return
		}
		// What was accepted must be usable.
		c.GuessCategory(string(src))
		c.GuessArea(string(src), "")
		for _, a := range c.Areas {
			if c.Above(a.Key, a.Kind) == nil {
				t.Errorf("area %q can't be found", a.Key)
			}
		}
		now := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
		for _, s := range c.Classes {
			if accept, finish := c.Calendar.Add(now, s.Accept), c.Calendar.Add(now, s.Finish); !accept.After(now) || !finish.After(now) {
				t.Errorf("the limits of %q are over at once", s.Key)
			}
		}
	})
}

func FuzzParseConfig(f *testing.F) {
	f.Add(exampleFile(f, "config.example.yaml"), "debug")
	f.Add([]byte("telegram: {token: '1:abc', proxy: socks5://x, long_poll: 5s}\nlog: {level: info}"), "")
	f.Add([]byte("limits: {orders_per_day: 99999999999999999999}\ntelegram: ~"), "x")
	f.Fuzz(func(t *testing.T, src []byte, level string) {
		// With a token in the environment no token file is opened.
		c, problems := parseConfig("c.yaml", src, environment("HUIYIN_TOKEN", token, "HUIYIN_LOG_LEVEL", level))
		checkOutcome(t, c != nil, problems)
		if !strings.Contains(string(src)+level, "secret") && strings.Contains(problems.Say("en"), "secret") {
			t.Error("the token was shown")
		}
	})
}

func checkOutcome(t *testing.T, result bool, problems Problems) {
	t.Helper()
	if result == problems.Failed() {
		t.Errorf("result %v beside\n%s", result, problems.Say("en"))
	}
	last := 0
	for _, p := range problems {
		for _, lang := range []string{"zh", "en"} {
			said := p.Say(lang)
			if strings.Contains(said, "config.") || strings.Contains(said, "<no value>") || strings.Contains(said, "\n") {
				if !strings.Contains(p.Key+said, "unknown") { // a quoted key may look like one of ours
					t.Errorf("%s is not said well: %q", p.Key, said)
				}
			}
		}
		if p.File == "c.yaml" && p.Line < last {
			t.Error("the problems are out of order")
		} else if p.File == "c.yaml" {
			last = p.Line
		}
	}
}
