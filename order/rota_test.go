package order

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

const (
	zhaoID int64 = iota + 1
	qianID
	sunID
)

const workdays = 1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday

// firmRota: Zhao on working days, Qian every night, Sun on the weekend's days.
var firmRota = Rota{Weekly: []Weekly{
	{workdays, 8 * 60, 20 * 60, zhaoID},
	{1<<7 - 1, 20 * 60, 8 * 60, qianID},
	{1<<time.Saturday | 1<<time.Sunday, 8 * 60, 20 * 60, sunID},
}}

func zoned(t interface{ Fatal(...any) }, name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func localTime(t *testing.T, s string, zone *time.Location) time.Time {
	t.Helper()
	x, err := time.ParseInLocation("2006-01-02 15:04:05", s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestOnDutyAtBorders: a turn has its first moment and not its last.
func TestOnDutyAtBorders(t *testing.T) {
	zone := zoned(t, "Asia/Shanghai")
	monday := DayOf(time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC))
	changed := Rota{Weekly: firmRota.Weekly, Changes: []Change{
		{monday, 20 * 60, qianID, zhaoID},     // Zhao takes Monday's night
		{monday + 1, 8 * 60, zhaoID, 0},       // nobody on Tuesday
		{monday + 2, 8 * 60, zhaoID, qianID},  // Wednesday goes to Qian
		{monday + 2, 8 * 60, qianID, sunID},   // and from Qian on to Sun
		{monday + 3, 9 * 60, zhaoID, sunID},   // there is no such turn
		{monday + 4, 8 * 60, sunID, qianID},   // nor is it Sun's
		{monday + 700, 8 * 60, zhaoID, sunID}, // another week
	}}
	for _, c := range []struct {
		at            string
		plain, change []int64
	}{
		{"2026-11-23 07:59:59", []int64{qianID}, []int64{qianID}}, // Sunday's night goes on
		{"2026-11-23 08:00:00", []int64{zhaoID}, []int64{zhaoID}},
		{"2026-11-23 19:59:59", []int64{zhaoID}, []int64{zhaoID}},
		{"2026-11-23 20:00:00", []int64{qianID}, []int64{zhaoID}},
		{"2026-11-24 00:00:00", []int64{qianID}, []int64{zhaoID}}, // over midnight it is still Monday's turn
		{"2026-11-24 07:59:59", []int64{qianID}, []int64{zhaoID}},
		{"2026-11-24 08:00:00", []int64{zhaoID}, nil},
		{"2026-11-24 20:00:00", []int64{qianID}, []int64{qianID}},
		{"2026-11-25 12:00:00", []int64{zhaoID}, []int64{sunID}},
		{"2026-11-26 09:00:00", []int64{zhaoID}, []int64{zhaoID}},
		{"2026-11-27 08:00:00", []int64{zhaoID}, []int64{zhaoID}},
		{"2026-11-28 07:59:59", []int64{qianID}, []int64{qianID}},
		{"2026-11-28 08:00:00", []int64{sunID}, []int64{sunID}},
		{"2026-11-29 19:59:59", []int64{sunID}, []int64{sunID}},
		{"2026-11-29 20:00:00", []int64{qianID}, []int64{qianID}},
	} {
		now := localTime(t, c.at, zone)
		if got := OnDuty(firmRota, now, zone); !slices.Equal(got, c.plain) {
			t.Errorf("%s: %v, want %v", c.at, got, c.plain)
		}
		if got := OnDuty(changed, now.UTC(), zone); !slices.Equal(got, c.change) {
			t.Errorf("%s with changes: %v, want %v", c.at, got, c.change)
		}
	}
	if got := OnDuty(Rota{}, time.Unix(1, 0), zone); got != nil {
		t.Errorf("without a rota: %v", got)
	}
}

// TestOnDutyInSummerTime: where the clocks are put forward a night is short,
// where they are put back it is long, and nobody is left out.
func TestOnDutyInSummerTime(t *testing.T) {
	berlin := zoned(t, "Europe/Berlin")
	r := Rota{Weekly: []Weekly{{1<<7 - 1, 0, 150, zhaoID}, {1<<7 - 1, 150, 24 * 60, qianID}}} // the border is half past two
	for _, c := range []struct {
		utc  string
		want int64
	}{
		{"2026-03-29 00:59:59", zhaoID}, // 01:59:59; then it is three
		{"2026-03-29 01:00:00", qianID},
		{"2026-10-24 23:59:59", zhaoID}, // 01:59:59 in summer
		{"2026-10-25 01:29:59", zhaoID}, // half past two for the second time is about to come
		{"2026-10-25 01:30:00", qianID},
		{"2026-10-25 22:59:59", qianID},
		{"2026-10-25 23:00:00", zhaoID},
	} {
		if got := OnDuty(r, localTime(t, c.utc, time.UTC), berlin); !slices.Equal(got, []int64{c.want}) {
			t.Errorf("%s: %v, want %d", c.utc, got, c.want)
		}
	}
}

// TestRotaTiles: where turns follow each other around the clock, at every moment
// exactly one person is on duty: in every zone, at every border, whatever the
// clocks do, and with swaps as well.
func TestRotaTiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone := zoned(t, rapid.SampledFrom([]string{"Asia/Shanghai", "Europe/Berlin", "Europe/London", "America/Santiago", "Atlantic/Azores",
			"Australia/Lord_Howe", "Africa/Casablanca", "UTC"}).Draw(t, "zone"))
		cuts := rapid.SliceOfNDistinct(rapid.IntRange(0, 1439), 1, 5, rapid.ID).Draw(t, "cuts")
		slices.Sort(cuts)
		var r Rota
		for i, from := range cuts {
			if !r.Add(Weekly{1<<7 - 1, from, cuts[(i+1)%len(cuts)], int64(i + 1)}) && from != cuts[(i+1)%len(cuts)] {
				// a turn that ends at 00:00 is written as ending at 24:00
				if !r.Add(Weekly{1<<7 - 1, from, 1440, int64(i + 1)}) {
					t.Fatalf("can't add the turn at %d of %v", from, cuts)
				}
			} else if len(cuts) == 1 && from == 0 {
				r = Rota{Weekly: []Weekly{{1<<7 - 1, 0, 1440, 1}}}
			}
		}
		now := time.Unix(rapid.Int64Range(1_700_000_000, 1_900_000_000).Draw(t, "now"), 0)
		if rapid.Bool().Draw(t, "at a border") {
			day := DayOf(now.In(zone))
			now = day.At(rapid.SampledFrom(cuts).Draw(t, "border"), zone).Add(time.Duration(rapid.IntRange(-1, 1).Draw(t, "beside")) * time.Second)
		}
		turns := r.At(now, zone)
		if len(turns) != 1 {
			t.Fatalf("at %v (%v) %d are on duty: %+v", now.In(zone), cuts, len(turns), turns)
		}
		x := turns[0]
		if now.Before(x.Start(zone)) || !now.Before(x.End(zone)) {
			t.Fatalf("%v is not in %+v", now.In(zone), x)
		}
		if !r.Change(Change{x.Day, x.From, x.Person, 99}) {
			t.Fatalf("can't change %+v", x)
		}
		if got := OnDuty(r, now, zone); !slices.Equal(got, []int64{99}) {
			t.Fatalf("after the swap %v is on duty", got)
		}
		if got := OnDuty(r, now.AddDate(0, 0, 7), zone); contains(got, 99) {
			t.Fatal("the swap holds a week later as well")
		}
	})
}

func TestSwap(t *testing.T) {
	monday := DayOf(time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC))
	r := Rota{Weekly: slices.Clone(firmRota.Weekly)}
	swap := Change{monday, 8 * 60, zhaoID, qianID}
	if r.Accept(swap) {
		t.Error("a swap that nobody offered was accepted")
	}
	for _, bad := range []Change{
		{monday, 9 * 60, zhaoID, qianID},    // no such turn
		{monday, 8 * 60, sunID, qianID},     // not theirs
		{monday, 8 * 60, zhaoID, zhaoID},    // to oneself
		{monday, 8 * 60, zhaoID, 0},         // to nobody
		{monday - 1, 8 * 60, zhaoID, sunID}, // Sunday is Sun's
	} {
		if r.Offer(bad) {
			t.Errorf("%+v was offered", bad)
		}
	}
	other := swap
	other.In = sunID
	if !r.Offer(other) || !r.Offer(swap) || len(r.Offers) != 1 {
		t.Errorf("offers %v", r.Offers)
	}
	if r.Accept(other) || !r.Accept(swap) || r.Accept(swap) || len(r.Offers) != 0 {
		t.Errorf("only the last offer counts, and once: %+v", r)
	}
	if _, ok := r.TurnOf(qianID, monday, 8*60); !ok {
		t.Error("the swap did nothing")
	}
	if !r.Offer(Change{monday, 8 * 60, qianID, zhaoID}) || !r.Refuse(r.Offers[0]) || len(r.Offers) != 0 {
		t.Error("what was swapped can't be offered back, or not be refused")
	}
	r.Prune(monday + 1)
	if len(r.Changes) != 1 {
		t.Error("yesterday's exception went too early")
	}
	r.Prune(monday + 2)
	if len(r.Changes) != 0 {
		t.Error("an old exception stayed")
	}
	if !r.Without(qianID) || r.Without(qianID) || len(r.Weekly) != 2 {
		t.Errorf("without Qian: %+v", r)
	}
}

func TestReadDay(t *testing.T) {
	today := DayOf(time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC))
	for text, want := range map[string]string{
		"2026-11-27": "2026-11-27", "11-27": "2026-11-27", "11月27日": "2026-11-27", "11/27": "2026-11-27", "２７号": "2026-11-27", "27": "2026-11-27",
		"23": "2026-11-23", "22": "2026-12-22", "1月3日": "2027-01-03", "2027年1月3日": "2027-01-03", "31": "2026-12-31", " 11.27 ": "2026-11-27",
		"": "", "明天": "", "0": "", "32": "", "2-30": "", "13-1": "", "2026-11-22": "", "2028-01-01": "", "1-2-3-4": "", "电梯坏了": "", "99999": "", "-5-": "2026-12-05",
	} {
		got, ok := ReadDay(text, today)
		if ok != (want != "") || ok && got.String() != want {
			t.Errorf("%q is %v (%v), want %q", text, got, ok, want)
		}
	}
}

// TestTurnOfOneDay: an extra turn counts on its day and on no other, beside the
// turns of that day or in place of those that it meets.
func TestTurnOfOneDay(t *testing.T) {
	zone := zoned(t, "Asia/Shanghai")
	christmas := DayOf(time.Date(2026, 12, 24, 0, 0, 0, 0, time.UTC)) // a Thursday
	beside, instead := firmRota.Clone(), firmRota.Clone()
	night := Turn{christmas, 18 * 60, 2 * 60, sunID} // meets Zhao's day and Qian's night
	if !beside.AddTurn(night) || beside.AddTurn(night) {
		t.Error("a turn is added once")
	}
	if out, ok := instead.Instead(night); !ok || !slices.Equal(out, []int64{zhaoID, qianID}) {
		t.Errorf("in place of %v", out)
	}
	for _, bad := range []Turn{{christmas, -1, 60, sunID}, {christmas, 1440, 60, sunID}, {christmas, 60, 0, sunID}, {christmas, 60, 1441, sunID}, {christmas, 0, 60, 0}, {christmas, 8 * 60, 9 * 60, zhaoID}} {
		if r := firmRota.Clone(); r.AddTurn(bad) {
			t.Errorf("%+v was added", bad)
		}
	}
	for _, c := range []struct {
		at              string
		beside, instead []int64
	}{
		{"2026-12-24 07:59:00", []int64{qianID}, []int64{qianID}}, // Wednesday's night goes on
		{"2026-12-24 17:59:59", []int64{zhaoID}, nil},
		{"2026-12-24 18:00:00", []int64{zhaoID, sunID}, []int64{sunID}},
		{"2026-12-25 01:59:59", []int64{sunID, qianID}, []int64{sunID}},
		{"2026-12-25 02:00:00", []int64{qianID}, nil},
		{"2026-12-25 08:00:00", []int64{zhaoID}, []int64{zhaoID}},
		{"2026-12-31 19:00:00", []int64{zhaoID}, []int64{zhaoID}}, // a week later
	} {
		now := localTime(t, c.at, zone)
		for what, x := range map[string]struct {
			r    Rota
			want []int64
		}{"beside": {beside, c.beside}, "instead": {instead, c.instead}} {
			if got := OnDuty(x.r, now, zone); !slices.Equal(got, x.want) {
				t.Errorf("%s, %s: %v, want %v", c.at, what, got, x.want)
			}
		}
	}
	// It can be swapped like any other, and taken away.
	swap := Change{christmas, 18 * 60, sunID, 9}
	if !beside.Offer(swap) || !beside.Accept(swap) {
		t.Error("it can't be swapped")
	}
	if _, ok := beside.TurnOf(9, christmas, 18*60); !ok {
		t.Error("the swap did nothing")
	}
	if !instead.Change(Change{Day: christmas, From: 18 * 60, Out: sunID}) || len(instead.Extra) != 0 {
		t.Error("it can't be taken away")
	}
	if beside.Prune(christmas + 1); len(beside.Extra) != 1 {
		t.Error("yesterday's turn, which may go on, is gone")
	}
	if beside.Prune(christmas + 2); len(beside.Extra) != 0 {
		t.Error("a turn of days ago stays")
	}
	alone := Rota{Extra: []Turn{night}}
	if !alone.Set() || !alone.Without(sunID) || alone.Set() {
		t.Errorf("of one who left: %+v", alone)
	}
}
