package flows

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

// year is a crowd whose digests are counted anew, each at the moment it comes.
type year struct {
	*crowd
	c       *order.Community
	read    map[int64]int       // messages that were looked at, by reader
	days    map[string]int      // digests of each area and local day
	ledger  []told              // all lines, in order
	last    int64               // the last of them
	areas   map[int64]string    // where each order lies
	start   map[int64]time.Time // when its clocks started at first
	cells   int
	digests int
}

// told is a line of the ledger.
type told struct {
	no         int64
	at         time.Time
	act        order.Act
	was, state order.State
	rating     int
}

// yearZones are ten zones with clocks that move in different ways, or never, and
// the times of the digest that their moves make difficult.
var yearZones = []struct{ zone, grid, community string }{
	{"Asia/Shanghai", "0 8 * * *", "30 8 * * *"}, {"Europe/Berlin", "30 2 * * *", "0 0 * * *"}, {"America/New_York", "30 2 * * *", "59 23 * * *"},
	{"Australia/Lord_Howe", "15 2 * * *", "45 1 * * *"}, {"America/Santiago", "0 0 * * *", "30 23 * * *"}, {"Africa/Cairo", "0 0 * * *", "30 0 * * *"},
	{"Pacific/Apia", "0 3 * * *", "0 4 * * *"}, {"Asia/Kathmandu", "0 8 * * *", "15 8 * * *"}, {"America/St_Johns", "1 0 * * *", "30 2 * * *"},
	{"Pacific/Chatham", "45 2 * * *", "45 3 * * *"},
}

// TestDigestYear lets a crowd live in ten time zones, and counts each figure of each
// digest anew from the ledger when it comes; each local day has exactly one for each
// area. HUIYIN_YEAR is for how many days, of which the plain run has few.
func TestDigestYear(t *testing.T) {
	days := 5
	if n, err := strconv.Atoi(os.Getenv("HUIYIN_YEAR")); err == nil {
		days = n
	}
	var mu sync.Mutex
	digests, cells, lines := 0, 0, 0
	t.Run("zones", func(t *testing.T) {
		for i, z := range yearZones {
			t.Run(strings.ReplaceAll(z.zone, "/", " "), func(t *testing.T) {
				t.Parallel()
				y := newYear(t, uint64(i+1), z.zone, z.grid, z.community)
				y.live(days)
				mu.Lock()
				defer mu.Unlock()
				digests, cells, lines = digests+y.digests, cells+y.cells, lines+len(y.ledger)
			})
		}
	})
	t.Logf("%d days in %d zones: %d digests, %d cells, counted from %d lines of the ledger", days, len(yearZones), digests, cells, lines)
}

func newYear(t *testing.T, seed uint64, zone, grid, community string) *year {
	y := &year{crowd: newCrowd(t, seed), read: map[int64]int{}, days: map[string]int{}, areas: map[int64]string{}, start: map[int64]time.Time{}}
	y.c = setupCommunity()
	y.c.TimeZone, y.c.Digest, y.c.CloseAfter = zone, order.DigestTimes{Grid: grid, Community: community}, order.Span(30*time.Hour)
	if err := y.c.Prepare(); err != nil {
		t.Fatal(err)
	}
	y.write(func(tx *store.Tx) error {
		if err := tx.SaveCommunity(y.c, 0); err != nil {
			return err
		}
		for _, a := range y.c.Areas { // those of the old zone
			if err := tx.StopTimer(timerDigest, a.Key); err != nil {
				return err
			}
		}
		return y.flows.Prepare(tx)
	})
	// Begin some days before the clocks are moved, where they are.
	y.now = time.Date(2026, 9, 1, 12, 0, 0, 0, y.c.Zone())
	if _, moved := y.now.ZoneBounds(); !moved.IsZero() && moved.Before(y.now.AddDate(1, 0, 0)) {
		y.now = moved.Add(-3 * 24 * time.Hour)
	}
	for _, a := range y.c.Areas {
		y.write(func(tx *store.Tx) error { return tx.StopTimer(timerDigest, a.Key) })
	}
	y.write(y.flows.Prepare)
	return y
}

// live lives for so many days.
func (y *year) live(days int) {
	first := order.DayOf(y.now.In(y.c.Zone())) + 1
	end := y.now.AddDate(0, 0, days)
	for y.now.Before(end) && !y.Failed() {
		for range 1 + y.rng.IntN(5) {
			y.something()
		}
		y.slowly(time.Duration(20+y.rng.IntN(500)) * time.Minute)
	}
	for day := first; day < order.DayOf(y.now.In(y.c.Zone())); day++ {
		for _, a := range []string{"一网格", "新田社区"} {
			_, month, n := day.On()
			if got := y.days[fmt.Sprintf("%s %d-%d", a, month, n)]; got != 1 {
				y.Errorf("%s has %d digests on %d-%d", a, got, month, n)
			}
		}
	}
}

// something is one thing that somebody does to the orders there are.
func (y *year) something() {
	var open []order.Order
	for _, o := range y.lately() {
		if o.State != order.Withdrawn && o.State != order.Refused {
			open = append(open, o)
		}
	}
	if len(open) == 0 || y.rng.IntN(4) == 0 && len(open) < 40 {
		y.say(pickOne(y.rng, []int64{xiaoLi, grandma}), gridOne, pickOne(y.rng, []string{"3号楼电梯坏了", "二网格灯不亮"})+" "+letter(y.message))
		return
	}
	o := pickOne(y.rng, open)
	press := func(who, chat int64, verb string, args ...any) {
		y.press(who, chat, 1, data(verb, append([]any{o.No}, args...)...))
	}
	switch n := y.rng.IntN(12); {
	case o.State == order.New:
		press(zhou, zhou, "offer", "property")
	case o.State == order.Offered && n < 8:
		press(zhao, firm, "accept")
	case o.State == order.Offered:
		press(zhao, firm, "decline", "busy")
	case o.State == order.Accepted && n < 5:
		press(zhao, zhao, "finish")
		y.say(zhao, zhao, "修好了")
	case o.State == order.Accepted && n < 8:
		press(zhao, zhao, "release", "busy")
	case o.State == order.Accepted && n < 10:
		press(zhao, zhao, "wait", "parts", "h1")
	case o.State == order.Accepted:
		press(zhao, zhao, "wait", "parts", "e3")
		press(zhou, zhou, "extend", "parts", 3, "yes")
	case o.State == order.Held:
		press(zhao, zhao, "resume")
	case n < 6:
		press(o.Resident, gridOne, "rate", 1+n%3)
	case n < 9:
		press(o.Resident, gridOne, "reopen")
		press(o.Resident, gridOne, "reopen")
	}
	if y.rng.IntN(30) == 0 {
		press(o.Resident, gridOne, "withdraw")
		press(o.Resident, gridOne, "withdraw")
	}
	if y.rng.IntN(30) == 0 {
		press(zhou, zhou, "refuse", "elsewhere")
	}
}

func letter(n int) string { return strings.Repeat("啊", n%5) }

// lately are the orders that are not over for long.
func (y *year) lately() (list []order.Order) {
	rows, err := y.raw.Query(`SELECT no FROM ord WHERE ended_at = 0 OR ended_at > ?`, y.now.Add(-3*24*time.Hour).UnixMilli())
	if err != nil {
		y.Fatal(err)
	}
	var numbers []int64
	for rows.Next() {
		var no int64
		if err := rows.Scan(&no); err != nil {
			y.Fatal(err)
		}
		numbers = append(numbers, no)
	}
	rows.Close()
	err = y.db.Read(context.Background(), func(tx *store.Tx) error {
		for _, no := range numbers {
			o, err := tx.Order(no)
			if err != nil {
				return err
			}
			list = append(list, o)
		}
		return nil
	})
	if err != nil {
		y.Fatal(err)
	}
	return list
}

// slowly lets time pass, from timer to timer, and reads each digest as it comes.
func (y *year) slowly(d time.Duration) {
	until := y.now.Add(d)
	for y.now.Before(until) && !y.Failed() {
		next := until
		y.write(func(tx *store.Tx) error {
			if at, ok, err := tx.NextTimer(); err != nil || ok && at.Before(until) {
				next = at
				return err
			}
			return nil
		})
		if next.After(y.now) {
			y.now = next
		}
		y.due()
		y.deliver()
		y.readDigests()
	}
}

// readDigests looks through what is new for those who get digests.
func (y *year) readDigests() {
	for _, who := range []int64{sun, zhou} {
		for _, m := range y.screens[who] {
			if m.id > y.read[who] {
				y.read[who] = m.id
				y.judge(m.out.Text)
			}
		}
	}
	for chat, list := range y.screens {
		if len(list) > 60 {
			y.screens[chat] = list[len(list)-30:]
		}
	}
}

// shape makes a pattern of a text, with a group for each of its figures.
func shape(key string, names ...string) *regexp.Regexp {
	var args []any
	for i, name := range names {
		args = append(args, name, fmt.Sprint("Q", i, "Q"))
	}
	text := regexp.QuoteMeta(texts.Say("zh", key, args...))
	for i, name := range names {
		group := `(\d+)`
		if name == "Area" {
			group = `(\S+)`
		}
		text = strings.Replace(text, fmt.Sprint("Q", i, "Q"), group, 1)
	}
	return regexp.MustCompile(text)
}

var (
	shapeTitle  = shape("digest.title", "Area", "Month", "Day")
	shapeCounts = shape("digest.yesterday", "New", "Accepted", "Finished", "Closed")
	shapeOthers = []*regexp.Regexp{shape("digest.late", "Count"), shape("digest.open", "Count"), shape("digest.answered", "Percent"),
		shape("digest.solved", "Percent"), shape("digest.satisfied", "Percent"), shape("digest.silent", "Count")}
)

// judge holds a digest against the ledger.
func (y *year) judge(text string) {
	head := shapeTitle.FindStringSubmatch(text)
	if head == nil || !strings.HasPrefix(text, head[0]) {
		return
	}
	y.days[head[1]+" "+head[2]+"-"+head[3]]++
	got := [10]int{}
	for i, n := range shapeCounts.FindStringSubmatch(text)[1:] {
		got[i], _ = strconv.Atoi(n)
	}
	for i, p := range shapeOthers {
		got[4+i] = -1
		if m := p.FindStringSubmatch(text); m != nil {
			got[4+i], _ = strconv.Atoi(m[1])
		} else if i == 0 || i == 5 {
			got[4+i] = 0
		}
	}
	area := map[string]string{"一网格": "grid1", "二网格": "grid2", "新田社区": "xintian"}[head[1]]
	if want := y.counted(area); got != want {
		y.Errorf("%v: the digest says %v, the ledger %v:\n%s", y.now.In(y.c.Zone()), got, want, text)
	}
	y.digests++
	y.cells += len(got)
}
