package order

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func TestLadder(t *testing.T) {
	c := village(t)
	o := Order{Area: "b3", Category: "lift", State: Offered, Start: noon, LadderAt: noon, Intake: noon}
	for i, want := range []struct {
		step  StepKind
		after time.Duration
	}{{StepNudge, 15 * time.Minute}, {StepTell, 30 * time.Minute}, {StepWiden, 45 * time.Minute}, {StepClimb, time.Hour}, {StepClimb, 90 * time.Minute},
		{StepDaily, 25*time.Hour + 30*time.Minute}, {StepDaily, 49*time.Hour + 30*time.Minute}} {
		due, ok := c.Next(o)
		if !ok || due.Step != want.step || !due.At.Equal(noon.Add(want.after)) || due.Index != i {
			t.Errorf("step %d: %+v", i, due)
		}
		o.AcceptStep++
	}
	o.State = Accepted
	if due, _ := c.Next(o); due.Clock != "finish" || !due.At.Equal(noon.Add(2*time.Hour)) {
		t.Errorf("after acceptance: %+v", due)
	}
	for _, s := range []State{Done, Closed, Withdrawn, Refused} {
		o.State = s
		if _, ok := c.Next(o); ok {
			t.Errorf("%s has a next step", s)
		}
	}
}

// TestSkip: after Skip the next step lies ahead, and it is the first that does.
func TestSkip(t *testing.T) {
	c := village(t)
	rapid.Check(t, func(t *rapid.T) {
		o := Order{Category: rapid.SampledFrom([]string{"lift", "other"}).Draw(t, "category"), Start: noon, LadderAt: noon,
			State: rapid.SampledFrom([]State{New, Offered, Accepted}).Draw(t, "state")}
		now := noon.Add(time.Duration(rapid.IntRange(0, 60*24*30).Draw(t, "minutes")) * time.Minute)
		c.Skip(&o, now)
		due, ok := c.Next(o)
		if !ok || !due.At.After(now) {
			t.Fatalf("the next step %+v is not after %v", due, now)
		}
		back := o
		if due.Clock == "accept" {
			back.AcceptStep--
		} else {
			back.FinishStep--
		}
		if due.Index > 0 {
			if before, _ := c.Next(back); before.At.After(now) {
				t.Fatalf("a step that lies ahead was skipped: %+v", before)
			}
		}
	})
}

// TestLateReturn: what comes back when its ladder is spent gets a new one, and
// no new limits.
func TestLateReturn(t *testing.T) {
	c := village(t)
	o := Order{Category: "lift", State: New, Start: noon, LadderAt: noon, AcceptDue: noon.Add(30 * time.Minute)}
	back := noon.Add(4 * time.Hour)
	c.Skip(&o, back)
	if due, _ := c.Next(o); due.Step != StepNudge || !due.At.Equal(back.Add(15*time.Minute)) {
		t.Errorf("the next step is %+v", due)
	}
	if late, _ := o.Overdue(back); !late {
		t.Error("the limit was moved")
	}
	early := Order{Category: "lift", State: New, Start: noon, LadderAt: noon}
	c.Skip(&early, noon.Add(40*time.Minute))
	if due, _ := c.Next(early); due.Step != StepWiden || !due.At.Equal(noon.Add(45*time.Minute)) {
		t.Errorf("what comes back in time goes on where it was, not with %+v", due)
	}
}

// TestLadderNeverEnds: each step is later than the one before, for ever.
func TestLadderNeverEnds(t *testing.T) {
	c := village(t)
	o := Order{Category: "lift", Start: noon, LadderAt: noon, State: New}
	last := time.Time{}
	for range 1000 {
		due, ok := c.Next(o)
		if !ok || !due.At.After(last) {
			t.Fatalf("%+v does not follow %v", due, last)
		}
		last = due.At
		o.AcceptStep++
	}
}

func TestQuiet(t *testing.T) {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	at := func(s string) time.Time {
		x, err := time.ParseInLocation("2006-01-02 15:04", s, shanghai)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	var night Quiet
	if err := night.UnmarshalText([]byte("22:00-07:00")); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ now, wake string }{
		{"2026-11-23 21:59", "2026-11-23 21:59"},
		{"2026-11-23 22:00", "2026-11-24 07:00"},
		{"2026-11-24 00:00", "2026-11-24 07:00"},
		{"2026-11-24 06:59", "2026-11-24 07:00"},
		{"2026-11-24 07:00", "2026-11-24 07:00"},
		{"2026-12-31 23:30", "2027-01-01 07:00"},
	} {
		if got := night.Wake(at(x.now), shanghai); !got.Equal(at(x.wake)) {
			t.Errorf("%s wakes at %v, want %s", x.now, got, x.wake)
		}
	}
	siesta := Quiet{13 * 60, 15 * 60}
	if got := siesta.Wake(at("2026-11-23 14:00"), shanghai); !got.Equal(at("2026-11-23 15:00")) {
		t.Errorf("siesta: %v", got)
	}
	if got := (Quiet{}).Wake(at("2026-11-23 03:00"), shanghai); !got.Equal(at("2026-11-23 03:00")) {
		t.Errorf("no quiet hours: %v", got)
	}
}

// TestQuietWake: waking is never before, never more than a day later, and
// never in the quiet hours, in zones with and without summer time.
func TestQuietWake(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone, err := time.LoadLocation(rapid.SampledFrom([]string{"Asia/Shanghai", "Europe/Berlin", "America/Santiago", "Australia/Lord_Howe", "UTC"}).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		q := Quiet{rapid.IntRange(0, 1439).Draw(t, "from"), rapid.IntRange(0, 1439).Draw(t, "to")}
		now := time.Unix(rapid.Int64Range(1_700_000_000, 1_900_000_000).Draw(t, "now"), 0)
		wake := q.Wake(now, zone)
		if wake.Before(now) || wake.Sub(now) > 25*time.Hour {
			t.Fatalf("%v wakes %v at %v", q, now.In(zone), wake.In(zone))
		}
		if again := q.Wake(wake, zone); again.Sub(wake) > 2*time.Hour {
			t.Fatalf("woken in the quiet hours: %v, then %v", wake.In(zone), again.In(zone))
		}
	})
}

func TestSpan(t *testing.T) {
	for _, good := range []string{"30m", "4h", "3d", "1d12h", "90m", "2h30m"} {
		var s, again Span
		if err := s.UnmarshalText([]byte(good)); err != nil {
			t.Errorf("%s: %v", good, err)
			continue
		}
		text, err := s.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		if err := again.UnmarshalText(text); err != nil || again != s {
			t.Errorf("%s became %s and then %v (%v)", good, text, again, err)
		}
	}
	for _, bad := range []string{"", "4", "h", "4x", "-4h", "4.5h", "0m", "9999d", "4 h", "99999999999999999999d"} {
		if err := new(Span).UnmarshalText([]byte(bad)); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

// TestQuietWhenClocksMove: quiet hours end at the first minute that is not
// quiet, also in the nights in which an hour of the wall is missing or doubled.
func TestQuietWhenClocksMove(t *testing.T) {
	for _, name := range []string{"America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Shanghai"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"22:00-02:30", "22:00-01:30", "22:00-07:00", "01:00-02:15", "02:00-03:00", "00:00-05:00"} {
			var q Quiet
			if err := q.UnmarshalText([]byte(text)); err != nil {
				t.Fatal(err)
			}
			for _, from := range []time.Time{time.Date(2026, 3, 7, 12, 0, 0, 0, zone), time.Date(2026, 3, 28, 12, 0, 0, 0, zone),
				time.Date(2026, 4, 4, 12, 0, 0, 0, zone), time.Date(2026, 10, 3, 12, 0, 0, 0, zone),
				time.Date(2026, 10, 24, 12, 0, 0, 0, zone), time.Date(2026, 10, 31, 12, 0, 0, 0, zone)} {
				for minute := range 36 * 60 {
					now := from.Add(time.Duration(minute)*time.Minute + 20*time.Second)
					want := now
					for q.at(want) {
						want = want.Add(time.Minute).Truncate(time.Minute)
					}
					if got := q.Wake(now, zone); !got.Equal(want) {
						t.Fatalf("%s, %s: from %v people sleep until %v, not until %v", name, text, now, got, want)
					}
				}
			}
		}
	}
}
