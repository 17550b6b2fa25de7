package flows

import (
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// TestNextLocalOnceADay walks through years of digests: whatever the zone does
// with its clocks, each local day has exactly one, and it is due at the time
// that was written, or where that time is missing, at the end of the gap.
func TestNextLocalOnceADay(t *testing.T) {
	zones := []string{"Asia/Shanghai", "Europe/Berlin", "America/Santiago", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"}
	specs := map[string]int{"30 2 * * *": 150, "0 0 * * *": 0, "0 8 * * *": 480, "30 1 * * *": 90, "59 23 * * *": 1439}
	for _, name := range zones {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for spec, minute := range specs {
			now := time.Date(2026, 1, 1, 23, 59, 30, 0, zone)
			day := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
			for range 3 * 366 {
				at, err := nextLocal(spec, now, zone)
				if err != nil {
					t.Fatal(err)
				}
				local := at.In(zone)
				if local.Format(time.DateOnly) != day.Format(time.DateOnly) {
					t.Fatalf("%s %q: after %v comes %v, not %s", name, spec, now, local, day.Format(time.DateOnly))
				}
				if got := local.Hour()*60 + local.Minute(); got < minute || got > minute+60 {
					t.Errorf("%s %q: due at %v", name, spec, local)
				}
				now, day = at.Add(5*time.Second), day.AddDate(0, 0, 1) // the sweeper may be a little late
			}
		}
	}
}

func TestNextLocalAtTheChangeOfClocks(t *testing.T) {
	for _, c := range []struct{ zone, spec, now, want string }{
		{"Europe/Berlin", "30 2 * * *", "2027-03-27T03:00:00+01:00", "2027-03-28T03:00:00+02:00"},   // 02:30 is missing
		{"Europe/Berlin", "30 2 * * *", "2027-10-31T00:00:00+02:00", "2027-10-31T02:30:00+01:00"},   // 02:30 comes twice
		{"Europe/Berlin", "30 2 * * *", "2027-10-31T02:30:00+01:00", "2027-11-01T02:30:00+01:00"},   // but counts once
		{"America/Santiago", "0 0 * * *", "2026-09-05T12:00:00-04:00", "2026-09-06T01:00:00-03:00"}, // midnight is missing
		{"America/Santiago", "0 0 * * *", "2027-04-03T12:00:00-03:00", "2027-04-04T00:00:00-04:00"}, // 23:00 comes twice
		{"Asia/Shanghai", "0 8 * * *", "2028-02-28T08:00:00+08:00", "2028-02-29T08:00:00+08:00"},    // leap day
		{"Asia/Shanghai", "0 8 29 2 *", "2026-11-23T09:00:00+08:00", "2028-02-29T08:00:00+08:00"},   // and only then
		{"Asia/Shanghai", "0 8 * * 1-5", "2026-11-27T08:00:00+08:00", "2026-11-30T08:00:00+08:00"},  // working days
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		at, err := nextLocal(c.spec, now, zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := at.In(zone).Format(time.RFC3339); got != c.want {
			t.Errorf("%s %q after %s: %s, want %s", c.zone, c.spec, c.now, got, c.want)
		}
	}
}

func TestNextLocalNever(t *testing.T) {
	at, err := nextLocal("0 8 31 2 *", time.Now(), time.UTC)
	if err != nil || !at.IsZero() {
		t.Errorf("%v, %v", at, err)
	}
}

// due does whatever is due now.
func (w *setupWorld) due() {
	w.Helper()
	w.fire(func(store.Timer) bool { return true })
	now := w.now
	w.now = now.Add(errandGap) // reminders wait for each other
	w.fire(func(t store.Timer) bool { return t.Kind == timerErrands })
	w.now = now
}

// fire does what is due, and what becomes due by it.
func (w *setupWorld) fire(wanted func(store.Timer) bool) {
	w.Helper()
	for n := 1; n > 0; {
		n = 0
		w.write(func(tx *store.Tx) error {
			due, err := tx.DueTimers(100)
			if err != nil {
				return err
			}
			for _, timer := range due {
				if !wanted(timer) {
					continue
				}
				n++
				if err := w.flows.Due(tx, timer); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// digests counts the digests that a person has seen since the last call, when
// all that is due now is done.
func (w *setupWorld) digests(person int64) int {
	w.Helper()
	w.due()
	n := strings.Count(w.screen(person), "日报")
	w.clear(person)
	return n
}

// reading makes somebody who gets the digests of a grid, and a function that
// lets the clock show a local time and counts the digests that come of it.
func reading(t *testing.T, change func(c *order.Community)) (*setupWorld, func(at string) int) {
	t.Helper()
	w := newSetupWorld(t)
	c := setupCommunity()
	change(c)
	w.write(func(tx *store.Tx) error { return tx.SaveCommunity(c, 0) })
	w.give(sun, order.RoleLeader, "grid1", "")
	w.say(sun, sun, "/start")
	w.clear(sun)
	w.write(w.flows.Prepare)
	return w, func(local string) int {
		t.Helper()
		at, err := time.ParseInLocation("2006-01-02 15:04", local, time.FixedZone("CST", 8*3600))
		if err != nil {
			t.Fatal(err)
		}
		w.now = at
		w.write(w.flows.Prepare) // as a restart does
		return w.digests(sun)
	}
}

// clockShows is a local time, and how many digests come then.
type clockShows struct {
	at   string
	want int
}

// TestDigestOnceADay moves the clock about as real clocks move: late, over
// whole days, and back.
func TestDigestOnceADay(t *testing.T) {
	_, at := reading(t, func(*order.Community) {})
	for _, s := range []clockShows{
		{"2028-02-28 07:59", 0}, // it slept through the days since November; in a minute one comes anyway
		{"2028-02-28 08:00", 1}, // one digest, not a hundred
		{"2028-02-28 07:30", 0}, // the clock was put back
		{"2028-02-28 08:01", 0},
		{"2028-02-29 08:00", 1},
		{"2028-03-01 11:00", 1}, // hours late
		{"2028-03-02 07:59", 0},
		{"2028-03-02 08:00", 1},
	} {
		if got := at(s.at); got != s.want {
			t.Errorf("%s: %d digests, want %d", s.at, got, s.want)
		}
	}
}

// A digest that was missed wakes nobody in the night, and does not come twice on
// one morning; one that is wanted at night comes at night.
func TestLateDigestLetsPeopleSleep(t *testing.T) {
	for name, c := range map[string]struct {
		spec  string
		shows []clockShows
	}{
		"up at night":          {"0 14 * * *", []clockShows{{"2026-11-24 02:00", 0}, {"2026-11-24 06:59", 0}, {"2026-11-24 07:00", 1}, {"2026-11-24 14:00", 1}}},
		"up before the next":   {"0 8 * * *", []clockShows{{"2026-11-24 08:00", 1}, {"2026-11-26 03:00", 0}, {"2026-11-26 07:00", 0}, {"2026-11-26 08:00", 1}}},
		"down in the morning":  {"0 14 * * *", []clockShows{{"2026-11-24 02:00", 0}, {"2026-11-24 12:30", 0}, {"2026-11-24 14:00", 1}}},
		"up by day":            {"0 8 * * *", []clockShows{{"2026-11-24 20:00", 1}, {"2026-11-25 08:00", 1}}},
		"up late in the night": {"0 8 * * *", []clockShows{{"2026-11-24 23:30", 0}, {"2026-11-25 07:00", 0}, {"2026-11-25 08:00", 1}}},
		"wanted at night":      {"0 23 * * *", []clockShows{{"2026-11-23 23:00", 1}, {"2026-11-24 23:04", 1}, {"2026-11-25 23:06", 0}, {"2026-11-26 07:00", 1}}},
	} {
		_, at := reading(t, func(o *order.Community) {
			o.Digest.Grid, o.QuietHours = c.spec, order.Quiet{From: 22 * 60, To: 7 * 60}
		})
		for _, s := range c.shows {
			if got := at(s.at); got != s.want {
				t.Errorf("%s, %s: %d digests, want %d", name, s.at, got, s.want)
			}
		}
	}
}

// Whoever writes several times a day gets as many digests.
func TestDigestSeveralTimesADay(t *testing.T) {
	_, at := reading(t, func(c *order.Community) { c.Digest.Grid = "0 8,13,18 * * *" })
	for _, s := range []clockShows{
		{"2026-11-23 13:00", 1}, {"2026-11-23 13:05", 0}, {"2026-11-23 18:00", 1},
		{"2026-11-24 08:00", 1}, {"2026-11-24 13:00", 1}, {"2026-11-24 18:00", 1},
		{"2026-11-25 14:00", 1}, // two were missed
		{"2026-11-26 17:00", 0}, // the next is near
		{"2026-11-26 18:00", 1},
	} {
		if got := at(s.at); got != s.want {
			t.Errorf("%s: %d digests, want %d", s.at, got, s.want)
		}
	}
}

// A digest that is wanted earlier comes earlier from the next start on.
func TestDigestMovedEarlier(t *testing.T) {
	w, at := reading(t, func(*order.Community) {})
	w.write(func(tx *store.Tx) error {
		c := setupCommunity()
		c.Digest.Grid = "30 6 * * *"
		return tx.SaveCommunity(c, 0)
	})
	for _, s := range []clockShows{{"2026-11-23 11:00", 0}, {"2026-11-24 06:30", 1}, {"2026-11-24 08:00", 0}} {
		if got := at(s.at); got != s.want {
			t.Errorf("%s: %d digests, want %d", s.at, got, s.want)
		}
	}
}

// However many orders are late, the digest counts all of them and lists those
// that wait longest.
func TestDigestCountsEveryLateOrder(t *testing.T) {
	w := newSetupWorld(t)
	w.give(sun, order.RoleLeader, "grid1", "")
	w.say(sun, sun, "/start")
	w.clear(sun)
	w.write(w.flows.Prepare)
	const late, fresh = 520, 3
	w.write(func(tx *store.Tx) error {
		for i := range late + fresh {
			due := w.now.Add(-time.Duration(i%7) * time.Minute)
			o := order.Order{Area: "b3", Category: "other", State: []order.State{order.New, order.Accepted}[i%2],
				Start: w.now.Add(-time.Duration(i) * time.Hour), AcceptDue: due, FinishDue: due}
			if i < fresh { // an accepted order is late only by its second clock
				o.State, o.FinishDue = order.Accepted, w.now.Add(30*24*time.Hour)
			}
			if err := tx.AddOrder(&o, ""); err != nil {
				return err
			}
		}
		return nil
	})
	w.now = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC) // 08:00
	w.due()
	w.sees(sun, "超时 520 件", "还有 515 件", "还没办完：523 件", "催办 #1523", "催办 #1519")
	w.seesNot(sun, "#1518", "#1001")
}
