package order

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// inZone is a calendar for the zone; what is not given is the default.
func inZone(t interface{ Fatal(...any) }, c Calendar, zone string) *Calendar {
	location, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Prepare(location); err != nil {
		t.Fatal(err)
	}
	return &c
}

func read[T interface {
	*V
	UnmarshalText([]byte) error
}, V any](t interface{ Fatal(...any) }, text string) V {
	var v V
	if err := T(&v).UnmarshalText([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return v
}

// The borders of the definition: docs/configuration.md, "working time".
func TestWorkingLimits(t *testing.T) {
	cn := inZone(t, Calendar{}, "Asia/Shanghai")
	own := inZone(t, Calendar{Country: NoCountry, WorkingDays: read[*Weekdays](t, "mon-sat"), WorkingHours: read[*Hours](t, "09:00-12:00 13:00-17:30"),
		Holidays: []Days{read[*Days](t, "2026-11-23..2026-11-29"), read[*Days](t, "2026-12-31..2027-01-01")}, MakeUp: []Days{read[*Days](t, "2026-12-06")}}, "Asia/Shanghai")
	for _, x := range []struct {
		what          string
		c             *Calendar
		start, limit  string
		percent       int
		over, weekday string
	}{
		{"a day is a day's working time", cn, "2026-11-23 10:00", "1wd", 100, "2026-11-24 10:00", "Tuesday"},
		{"eight hours are a day of eight hours", cn, "2026-11-23 10:00", "8wh", 100, "2026-11-24 10:00", "Tuesday"},
		{"over a weekend", cn, "2026-11-27 16:00", "4wh", 100, "2026-11-30 10:00", "Monday"},
		{"from a Saturday it is all of Monday", cn, "2026-11-28 11:11", "1wd", 100, "2026-11-30 18:00", "Monday"},
		{"exactly at the end of a shift", cn, "2026-11-23 08:00", "4wh", 100, "2026-11-23 12:00", "Monday"},
		{"a minute more waits for the afternoon", cn, "2026-11-23 08:01", "4wh", 100, "2026-11-23 14:01", "Monday"},
		{"within lunch", cn, "2026-11-23 12:30", "1wh", 100, "2026-11-23 15:00", "Monday"},
		{"at the first minute of lunch", cn, "2026-11-23 12:00", "1wh", 100, "2026-11-23 15:00", "Monday"},
		{"in the last working minute", cn, "2026-11-23 17:59", "1wh", 100, "2026-11-24 08:59", "Tuesday"},
		{"when work is over", cn, "2026-11-23 18:00", "1wh", 100, "2026-11-24 09:00", "Tuesday"},
		{"23:50 before the National Day", cn, "2026-09-30 23:50", "4wh", 100, "2026-10-08 12:00", "Thursday"},
		{"a week of holidays, then a make-up Saturday", cn, "2026-09-30 17:00", "3wd", 100, "2026-10-10 17:00", "Saturday"},
		{"a make-up Sunday before it", cn, "2026-09-18 18:00", "1wd", 100, "2026-09-20 18:00", "Sunday"},
		{"the Spring Festival", cn, "2026-02-13 10:00", "2wd", 100, "2026-02-24 10:00", "Tuesday"},
		{"fifteen days in spring", cn, "2026-02-13 18:00", "15wd", 100, "2026-03-12 18:00", "Thursday"}, // 14 and 24–28 February, 2–6 and 9–12 March,
		{"into a year that nobody told", cn, "2026-12-31 23:50", "1wd", 100, "2027-01-01 18:00", "Friday"},
		{"half", cn, "2026-11-23 10:00", "5wd", 50, "2026-11-25 16:00", "Wednesday"},
		{"one and a half", cn, "2026-11-23 10:00", "5wd", 150, "2026-12-02 16:00", "Wednesday"},
		{"double", cn, "2026-11-23 10:00", "5wd", 200, "2026-12-07 10:00", "Monday"},
		{"a day and hours", cn, "2026-11-23 10:00", "1wd4wh", 100, "2026-11-24 16:00", "Tuesday"},
		{"by the clock", cn, "2026-09-30 23:50", "1d", 50, "2026-10-01 11:50", "Thursday"},
		{"own hours: a day is shorter than eight", own, "2026-12-01 10:00", "8wh", 100, "2026-12-02 10:30", "Wednesday"},
		{"own hours: a day", own, "2026-12-01 10:00", "1wd", 100, "2026-12-02 10:00", "Wednesday"},
		{"own Saturdays", own, "2026-12-11 17:30", "1wd", 100, "2026-12-12 17:30", "Saturday"},
		{"own make-up Sunday", own, "2026-12-05 17:30", "1wd", 100, "2026-12-06 17:30", "Sunday"},
		{"a whole week off", own, "2026-11-21 17:29", "1wh", 100, "2026-11-30 09:59", "Monday"},
		{"year's end", own, "2026-12-30 17:30", "1wd", 100, "2027-01-02 17:30", "Saturday"},
		{"no country, no official days", own, "2026-10-01 09:00", "1wd", 100, "2026-10-01 17:30", "Thursday"},
	} {
		at := func(s string) time.Time {
			m, err := time.ParseInLocation("2006-01-02 15:04", s, x.c.zone)
			if err != nil {
				t.Fatal(err)
			}
			return m
		}
		got := x.c.Part(at(x.start), read[*Limit](t, x.limit), x.percent)
		if !got.Equal(at(x.over)) {
			t.Errorf("%s: %d %% of %s from %s are over at %v, want %s", x.what, x.percent, x.limit, x.start, got, x.over)
		}
		if day := got.In(x.c.zone).Weekday().String(); x.weekday != "" && day != x.weekday {
			t.Errorf("%s: %s is a %s", x.what, x.over, day)
		}
	}
	start := time.Date(2026, 11, 23, 9, 59, 58, 0, time.UTC) // 17:59:58 in Shanghai
	if got := cn.Add(start, Limit{Hours: 1}); !got.Equal(time.Date(2026, 11, 24, 0, 59, 58, 0, time.UTC)) {
		t.Errorf("seconds are kept, not %v", got)
	}
}

// Night shifts in a night in which the clocks are moved: working hours are
// hours on the wall.
func TestWorkingTimeMoves(t *testing.T) {
	c := inZone(t, Calendar{Country: NoCountry, WorkingDays: read[*Weekdays](t, "mon-sun"), WorkingHours: read[*Hours](t, "01:30-02:30 04:00-05:00")}, "Europe/Berlin")
	at := func(day, hour, minute int, month time.Month) time.Time {
		return time.Date(2026, month, day, hour, minute, 0, 0, time.UTC)
	}
	for _, x := range []struct{ start, over time.Time }{
		{at(29, 0, 0, 3), at(29, 2, 30, 3)},    // 02:00–03:00 is left out: only half an hour before it counts
		{at(24, 22, 0, 10), at(25, 0, 30, 10)}, // 02:00–03:00 comes twice, and the first time is enough
		{at(25, 0, 15, 10), at(25, 3, 15, 10)}, // a quarter, the half hour once more, and a quarter after 04:00
	} {
		if got := c.Add(x.start, Limit{Hours: 1}); !got.Equal(x.over) {
			t.Errorf("from %v: %v, want %v", x.start.In(c.zone), got.In(c.zone), x.over.In(c.zone))
		}
	}
}

// A limit may reach far: package time names no moment at which the clocks are
// moved next, or a wrong one, in years that its tables do not hold.
func TestFarLimit(t *testing.T) {
	c := inZone(t, Calendar{Country: NoCountry, WorkingHours: read[*Hours](t, "12:00-12:01"), WorkingDays: read[*Weekdays](t, "thu")}, "Europe/Berlin")
	start := time.Date(2026, 11, 26, 11, 0, 0, 0, time.UTC) // a Thursday, 12:00
	if got, want := c.Part(start, Limit{Days: 366}, 1000), start.AddDate(0, 0, 7*3659).Add(time.Minute); got.In(c.zone).Format(time.DateOnly) != want.In(c.zone).Format(time.DateOnly) {
		t.Errorf("%v, want %v", got, want)
	}
}

// anyCalendar draws a calendar with shifts, days off and make-up days around
// the moments that anyStart draws.
func anyCalendar(t *rapid.T) *Calendar {
	c := Calendar{WorkingDays: Weekdays(rapid.IntRange(1, 127).Draw(t, "weekdays")), Country: rapid.SampledFrom([]string{"cn", NoCountry}).Draw(t, "country")}
	for i, n := 0, rapid.IntRange(1, 3).Draw(t, "shifts"); i < n; i++ {
		last := 0
		if i > 0 {
			last = c.WorkingHours[i-1].To
		}
		if last == 24*60 {
			break
		}
		from := rapid.IntRange(last, 24*60-1).Draw(t, "from")
		c.WorkingHours = append(c.WorkingHours, Shift{from, rapid.IntRange(from+1, 24*60).Draw(t, "to")})
	}
	days := rapid.Custom(func(t *rapid.T) Days {
		first := DayOf(around) + Day(rapid.IntRange(-3, 12).Draw(t, "first"))
		return Days{first, first + Day(rapid.IntRange(0, 3).Draw(t, "more"))}
	})
	c.Holidays, c.MakeUp = rapid.SliceOfN(days, 0, 3).Draw(t, "holidays"), rapid.SliceOfN(days, 0, 2).Draw(t, "makeup")
	zone := rapid.SampledFrom([]string{"Asia/Shanghai", "Europe/Berlin", "America/Santiago", "Australia/Lord_Howe", "America/New_York", "UTC"}).Draw(t, "zone")
	return inZone(t, c, zone)
}

// around lies just before the clocks go back in Europe and forward elsewhere.
var around = time.Date(2026, 10, 2, 0, 0, 0, 0, time.UTC)

func anyStart(t *rapid.T) time.Time {
	return around.Add(time.Duration(rapid.IntRange(0, 40*24*60).Draw(t, "minute")) * time.Minute)
}

// naive counts working minutes one by one, and knows nothing of how Calendar
// does it. It gives up after ten days.
func naive(c *Calendar, start time.Time, minutes int) (over time.Time, ok bool) {
	for at := start; at.Sub(start) < 10*24*time.Hour; at = at.Add(time.Minute) {
		if minutes == 0 {
			return at, true
		}
		local := at.In(c.zone)
		date, now := local.Format(time.DateOnly), local.Hour()*60+local.Minute()
		works := c.WorkingDays&(1<<local.Weekday()) != 0
		in := func(list []Days) bool {
			return slices.ContainsFunc(list, func(d Days) bool { return d.First.String() <= date && date <= d.Last.String() })
		}
		if c.Country == "cn" && date >= "2026-10-01" && date <= "2026-10-07" {
			works = false
		}
		works = works || c.Country == "cn" && date == "2026-10-10"
		works = (works && !in(c.Holidays)) || in(c.MakeUp)
		if works && slices.ContainsFunc(c.WorkingHours, func(s Shift) bool { return s.From <= now && now < s.To }) {
			minutes--
		}
	}
	return start.Add(10 * 24 * time.Hour), false
}

// TestCalendarCounts compares with counting minute by minute.
func TestCalendarCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, start := anyCalendar(t), anyStart(t)
		minutes := rapid.IntRange(0, 3000).Draw(t, "minutes")
		got := c.work(start, time.Duration(minutes)*time.Minute)
		if minutes > 0 { // the last minute before the end counts: it is never outside the working time
			if over, ok := naive(c, got.Add(-time.Minute), 1); !ok || !over.Equal(got) {
				t.Fatalf("%d minutes from %v end at %v, outside the working time", minutes, start.In(c.zone), got.In(c.zone))
			}
		}
		want, ok := naive(c, start, minutes)
		if ok && !got.Equal(want) || !ok && got.Before(want) {
			t.Fatalf("%d minutes from %v end at %v, want %v", minutes, start.In(c.zone), got.In(c.zone), want.In(c.zone))
		}
	})
}

// TestCalendarOrder: later or longer never ends earlier, and a limit in two
// parts ends where it does in one.
func TestCalendarOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, start := anyCalendar(t), anyStart(t)
		length := rapid.Custom(func(t *rapid.T) time.Duration {
			return time.Duration(rapid.Int64Range(0, int64(40*time.Hour)).Draw(t, "length"))
		})
		a, b := length.Draw(t, "a"), length.Draw(t, "b")
		later := start.Add(length.Draw(t, "later"))
		first := c.work(start, a)
		if first.Before(start) || c.work(later, a).Before(first) {
			t.Fatalf("%v from %v end at %v, from %v at %v", a, start, first, later, c.work(later, a))
		}
		if whole := c.work(start, a+b); whole.Before(first) || !c.work(first, b).Equal(whole) {
			t.Fatalf("%v and %v end at %v, together at %v", a, b, c.work(first, b), whole)
		}
	})
}

// TestWorkingLadder: the steps of a working limit are the same parts of it in
// working time, and each is later than the one before.
func TestWorkingLadder(t *testing.T) {
	c := village(t)
	c.Classes[1].Accept, c.Classes[1].Finish = Limit{Hours: 4}, Limit{Days: 5}
	friday := time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC) // 16:00 in Shanghai
	o := Order{Category: "other", State: New, Start: friday, LadderAt: friday}
	want := []time.Time{friday.Add(2 * time.Hour), friday.Add(66 * time.Hour), friday.Add(68 * time.Hour), friday.Add(72 * time.Hour), friday.Add(90 * time.Hour)}
	for i, at := range append(want, want[4].Add(24*time.Hour)) {
		if due, _ := c.Next(o); !due.At.Equal(at) {
			t.Errorf("step %d comes at %v, want %v", i, due.At.In(c.Zone()), at.In(c.Zone()))
		}
		o.AcceptStep++
	}
	o.State = Accepted
	if due, _ := c.Next(o); !due.At.Equal(time.Date(2026, 12, 2, 10, 0, 0, 0, c.Zone())) {
		t.Errorf("half of five days: %v", due.At.In(c.Zone()))
	}
	o.AcceptStep, o.FinishStep = 0, 0
	if c.Skip(&o, friday.Add(48*time.Hour)); o.AcceptStep != 1 || o.FinishStep != 0 {
		t.Errorf("on Sunday only Friday's nudge is over, not %d and %d steps", o.AcceptStep, o.FinishStep)
	}
}

// What is built in can be read, and is what the notice says: 33 days on which
// nobody works, 6 make-up days, and together as many working days as a year has.
func TestOfficialDays(t *testing.T) {
	known, err := announcements()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range known {
		for _, list := range [][]Days{a.off, a.work} {
			for _, d := range list {
				if d.First.Year() != a.year || d.Last.Year() != a.year || d.Last-d.First > 10 {
					t.Errorf("%s %d holds %v", a.country, a.year, d)
				}
			}
		}
	}
	c := inZone(t, Calendar{}, "Asia/Shanghai")
	off, makeup, works := 0, 0, 0
	for d := DayOf(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)); d.Year() == 2026; d++ {
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		special, listed := c.special[d]
		switch {
		case listed && special && !weekend:
			t.Errorf("%v is a make-up day, and a %v", d, d.Weekday())
		case listed && special:
			makeup++
		case listed:
			off++
		}
		if c.Works(d) {
			works++
		}
	}
	// A year has 365 - 104 - 13 days of work: 104 days at weekends, 13 legal holidays.
	if off != 33 || makeup != 6 || works != 248 {
		t.Errorf("%d days off, %d make-up days, %d working days", off, makeup, works)
	}
	if !c.Knows(2026) || c.Knows(2027) || !slices.Equal(Countries(), []string{"cn", NoCountry}) {
		t.Errorf("known: %v, %v, %v", c.Knows(2026), c.Knows(2027), Countries())
	}
	for _, bad := range []string{"off", "free 2026-01-01", "off 2026-13-01"} {
		if new(announced).line(bad) == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestLimit(t *testing.T) {
	for text, want := range map[string]Limit{
		"30m": ClockTime(30 * time.Minute), "3d": ClockTime(72 * time.Hour), "8wh": {Hours: 8}, "5wd": {Days: 5}, "1wd4wh": {Days: 1, Hours: 4}, "4wh1wd": {Days: 1, Hours: 4},
		"8工作时": {Hours: 8}, "8个工作小时": {Hours: 8}, "5工作日": {Days: 5}, "15个工作日": {Days: 15}, "30分钟": ClockTime(30 * time.Minute), "1天12小时": ClockTime(36 * time.Hour), "366wd": {Days: 366},
	} {
		if got := read[*Limit](t, text); got != want || got.Working() != (want.Clock == 0) {
			t.Errorf("%s is %+v, want %+v", text, got, want)
		}
	}
	for _, bad := range []string{"", "wd", "5", "5w", "5 wd", "-5wd", "0wd", "367wd", "1d4wh", "0wd4h", "4h0wh", "5WD", "5工作", "4小时天", "2.5wd", "99999999999999999999wd", "400000wd400000wd"} {
		if err := new(Limit).UnmarshalText([]byte(bad)); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
	for _, bad := range []string{"8wh", "5个工作日", "1d1wd"} {
		if err := new(Span).UnmarshalText([]byte(bad)); err == nil {
			t.Errorf("%q was taken as a span", bad)
		}
	}
}

func TestWeekdaysAndHours(t *testing.T) {
	for text, want := range map[string]string{"mon-fri": "mon,tue,wed,thu,fri", "周一至周五": "mon,tue,wed,thu,fri", "Mon, Wed": "mon,wed", "星期六、星期日": "sat,sun",
		"sat-tue": "mon,tue,sat,sun", "Monday-Tuesday": "mon,tue", "fri": "fri", "": ""} {
		if got, _ := read[*Weekdays](t, text).MarshalText(); string(got) != want {
			t.Errorf("%s became %s, want %s", text, got, want)
		}
	}
	for _, bad := range []string{" ", "mo-fr", "mon-", "-fri", "mon-fri-sat", "every day"} {
		if new(Weekdays).UnmarshalText([]byte(bad)) == nil {
			t.Errorf("%q was taken", bad)
		}
	}
	for text, want := range map[string]string{"8:00-12:00,14:00-18:00": "08:00-12:00 14:00-18:00", "00:00-24:00": "00:00-24:00", "09:00-12:00 12:00-13:00": "09:00-12:00 12:00-13:00", "": ""} {
		if got, _ := read[*Hours](t, text).MarshalText(); string(got) != want {
			t.Errorf("%s became %s, want %s", text, got, want)
		}
	}
	for _, bad := range []string{" ", "8-12", "08:00", "12:00-08:00", "08:00-08:00", "08:00-12:00 11:00-13:00", "08:00-25:00", "24:00-24:00"} {
		if new(Hours).UnmarshalText([]byte(bad)) == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

// What the owner wrote survives the database, and what was written before
// there was a calendar is read as it was.
func TestCalendarIsKept(t *testing.T) {
	c := village(t)
	c.Calendar = Calendar{Country: NoCountry, WorkingDays: read[*Weekdays](t, "mon-sat"), WorkingHours: read[*Hours](t, "09:00-12:00"),
		Holidays: []Days{read[*Days](t, "2026-12-01")}, MakeUp: []Days{read[*Days](t, "2026-12-06至2026-12-13")}}
	c.Preset = "street"
	c.Classes[0].Finish = Limit{Days: 1, Hours: 4}
	if err := c.Prepare(); err != nil {
		t.Fatal(err)
	}
	doc, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var again, old Community
	if err := json.Unmarshal(doc, &again); err != nil {
		t.Fatal(err)
	}
	if err := again.Prepare(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(c.Classes, again.Classes) + cmp.Diff(c.Calendar.special, again.Calendar.special) + cmp.Diff(c.Calendar.WorkingHours, again.Calendar.WorkingHours); diff != "" ||
		c.Calendar.WorkingDays != again.Calendar.WorkingDays || again.Calendar.Country != NoCountry {
		t.Errorf("it became another one: %s\n%s", diff, doc)
	}
	if err := json.Unmarshal([]byte(`{"classes":[{"key":"a","accept":"4h","finish":"3d","echo":"1d"}]}`), &old); err != nil {
		t.Fatal(err)
	}
	if err := old.Prepare(); err != nil || old.Classes[0].Accept != ClockTime(4*time.Hour) || old.Calendar.Country != "cn" || len(old.Classes) != 1 {
		t.Errorf("%+v %v", old.Classes, err)
	}
}

// Whatever is written as a limit: it is refused, or it can be written down,
// read again as the same, and added to any time.
func FuzzLimit(f *testing.F) {
	for _, s := range []string{"30m", "4h", "3d", "1d12h", "8wh", "5wd", "1wd4wh", "8工作时", "5个工作日", "3天", "", "0wd", "9999999999999d", "个", "5个", "4小时天"} {
		f.Add(s)
	}
	c := inZone(f, Calendar{}, "Asia/Shanghai")
	f.Fuzz(func(t *testing.T, s string) {
		var l, again Limit
		if l.UnmarshalText([]byte(s)) != nil {
			return
		}
		text, err := l.MarshalText()
		if err != nil || again.UnmarshalText(text) != nil || again != l {
			t.Fatalf("%q is %+v, written %q, and then %+v", s, l, text, again)
		}
		if l.Working() == (l.Clock > 0) || c.Length(l) <= 0 || !c.Add(noon, l).After(noon) {
			t.Fatalf("%q is %+v", s, l)
		}
	})
}
