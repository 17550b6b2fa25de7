package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/sim/disk"
)

// TestPowerCut cuts the power under the store: while it makes its database, brings an
// older one up to date, takes orders by many at once, folds its WAL, closes, and starts
// after the cut before. Of what was not synced at that moment anything is kept, lost or
// torn. Each time the database must open, be sound, and hold every order that was
// acknowledged, whole. HUIYIN_CUTS sets how many, HUIYIN_SEED repeats a run as far as
// chance is concerned.
func TestPowerCut(t *testing.T) {
	o := newOutage(t, "FULL")
	o.cut(number("HUIYIN_CUTS", 400))
	t.Log(o.String())
	if o.lost > 0 || len(o.broken) > 0 {
		t.Errorf("%d acknowledged orders lost, broken: %v", o.lost, o.broken)
	}
	if o.inFlight == 0 || o.between == 0 || o.starts == 0 || o.folding == 0 {
		t.Errorf("the test shows nothing: %s", o)
	}
}

// TestPowerCutNeedsFull shows that the test would see it: with less than FULL the
// database stays sound and loses what was acknowledged, and without any sync it breaks.
func TestPowerCutNeedsFull(t *testing.T) {
	for _, word := range []string{"NORMAL", "OFF"} {
		t.Run(word, func(t *testing.T) {
			o := newOutage(t, word)
			o.cut(number("HUIYIN_CUTS", 400) / 2)
			t.Log(o.String())
			if o.lost == 0 && word == "NORMAL" { // without any sync the file may be broken before an order is missed
				t.Error("nothing was lost")
			}
			if word == "NORMAL" && len(o.broken) > 0 {
				t.Errorf("broken: %v", o.broken)
			}
			if word == "OFF" && len(o.broken) == 0 {
				t.Error("nothing is broken")
			}
		})
	}
}

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

// outage counts what cuts have done.
type outage struct {
	t    *testing.T
	seed int
	sync string
	dice *rand.Rand

	cuts, starts, between int      // of them, while it started; with something unsynced
	folding               int      // of them, while the WAL was brought into the file
	acked, lost           int      // orders that were acknowledged before a cut, over all cuts
	inFlight              int      // orders that are there though nobody was told
	broken                []string // what else was wrong
}

func newOutage(t *testing.T, sync string) *outage {
	seed := number("HUIYIN_SEED", int(time.Now().UnixNano()%1_000_000))
	return &outage{t: t, seed: seed, sync: sync, dice: rand.New(rand.NewPCG(uint64(seed), 7))}
}

// String is the result in a line.
func (o *outage) String() string {
	return fmt.Sprintf("seed %d, synchronous=%s: %d power cuts (%d while it started, %d with something unsynced, %d while it folded the WAL): %d times an order had been acknowledged, %d lost, %d more were on their way; %d databases broken",
		o.seed, o.sync, o.cuts, o.starts, o.between, o.folding, o.acked, o.lost, o.inFlight, len(o.broken))
}

const (
	cutsPerRun  = 40
	writesOfRun = 160
	runsOfDisk  = 8 // after so many, a new database
)

// cut makes so many.
func (o *outage) cut(cuts int) {
	var files map[string][]byte
	for run := 0; o.cuts < cuts && len(o.broken) < 20; run++ {
		if run%runsOfDisk == 0 || files == nil {
			files = o.begin(run)
		}
		files = o.run(files, min(cutsPerRun, cuts-o.cuts))
	}
}

// begin is what lies on the disk before: nothing, or a database of an older program.
func (o *outage) begin(run int) map[string][]byte {
	if run/runsOfDisk%2 == 0 {
		return map[string][]byte{}
	}
	dir := o.t.TempDir()
	all, err := fs.Sub(embedded, "migrations/sqlite")
	must(o.t, err)
	with := o.options(dir)
	with.Migrations = firstOf{all, 1 + o.dice.IntN(8)}
	db, err := Open(context.Background(), with)
	must(o.t, err)
	must(o.t, db.Close())
	files, err := disk.ReadFiles(dir)
	must(o.t, err)
	return files
}

// firstOf is a folder of which only the first files are there.
type firstOf struct {
	fs.FS
	n int
}

// ReadDir lists them.
func (f firstOf) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(f.FS, name)
	return list[:min(f.n, len(list))], err
}

// Glob finds them.
func (f firstOf) Glob(pattern string) (names []string, err error) {
	list, err := fs.Glob(f.FS, pattern)
	return list[:min(f.n, len(list))], err
}

func (o *outage) options(dir string) Options {
	return Options{Path: filepath.Join(dir, "huiyin.db"), KeyFile: filepath.Join(dir, "huiyin.key"), Now: func() time.Time { return time.Unix(1_800_000_000, 0) }, Synchronous: o.sync}
}

// acknowledged is an order of which somebody was told, when so many operations were done.
type acknowledged struct {
	no int64
	at int
}

// run lets the store live on a disk, looks what cuts at some moments would leave, and
// returns one of these.
func (o *outage) run(files map[string][]byte, cuts int) map[string][]byte {
	dir := o.t.TempDir()
	lay(o.t, dir, files)
	d, err := disk.Under(dir)
	must(o.t, err)
	defer d.Close()
	held, opened, told := o.live(d, dir)
	key, err := os.ReadFile(filepath.Join(dir, "huiyin.key"))
	must(o.t, err)
	moments := o.moments(d, opened, told, cuts)
	after, next := d.Aftermath(), o.dice.IntN(cuts)
	for i, moment := range moments {
		after.Advance(moment)
		left := after.Cut(o.dice)
		left["huiyin.key"] = key // synced by other means before anything was sealed
		o.cuts++
		if moment <= opened {
			o.starts++
		}
		if after.Unsynced("") {
			o.between++
		}
		if after.Unsynced("huiyin.db") && moment > opened {
			o.folding++
		}
		if o.judge(left, held, told, moment) && i == next {
			files = left
		}
	}
	if o.sync != "FULL" {
		return nil
	}
	return files
}

// moments are when to cut: while it started, when somebody was told, while the WAL is
// folded into the file, and at any time.
func (o *outage) moments(d *disk.Disk, opened int, told []acknowledged, cuts int) []int {
	folds := slices.DeleteFunc(d.When("huiyin.db", disk.Write|disk.Sync), func(n int) bool { return n <= opened })
	list := make([]int, cuts)
	for i := range list {
		switch o.dice.IntN(5) {
		case 0:
			list[i] = o.dice.IntN(opened + 1)
		case 1:
			list[i] = told[o.dice.IntN(len(told))].at
		case 2:
			if len(folds) > 0 {
				list[i] = folds[o.dice.IntN(len(folds))]
				break
			}
			fallthrough
		default:
			list[i] = o.dice.IntN(d.Len() + 1)
		}
	}
	slices.Sort(list)
	return list
}

// live opens the store, writes by many at once, and closes it in good order or not.
func (o *outage) live(d *disk.Disk, dir string) (held int64, opened int, told []acknowledged) {
	db, err := Open(context.Background(), o.options(dir))
	must(o.t, err)
	opened = d.Len()
	held, err = NumberIn(context.Background(), filepath.Join(dir, "huiyin.db"))
	must(o.t, err)
	var mu sync.Mutex
	var all sync.WaitGroup
	for hand := range 6 {
		all.Go(func() {
			for n := range writesOfRun / 6 {
				no, err := int64(0), error(nil)
				if err = db.Write(context.Background(), func(tx *Tx) (err error) {
					no, err = placeOrder(tx, hand, n)
					return err
				}); err != nil {
					o.t.Error(err)
					return
				}
				mu.Lock()
				told = append(told, acknowledged{no, d.Len()})
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if o.dice.IntN(2) == 0 {
		must(o.t, db.Close())
	} else {
		db.Kill()
	}
	return held, opened, told
}

// placeOrder writes all that comes with an order.
func placeOrder(tx *Tx, hand, n int) (int64, error) {
	now := tx.Now()
	a := order.Order{Area: "grid1", Category: "lift", Text: strings.Repeat("电梯坏了", 1+n%200), State: order.New, Intake: now, Start: now, Resident: int64(hand + 1)}
	if err := tx.AddOrder(&a, ""); err != nil {
		return 0, err
	}
	scope := fmt.Sprint(a.No)
	return a.No, errors.Join(
		tx.Note(Entry{Order: a.No, Act: order.Intake, Person: a.Resident, State: order.New, Note: "记下了"}),
		tx.SetTimer("ladder", scope, now.Add(time.Hour)),
		tx.Say(Post{Kind: PostMessage, Chat: int64(hand + 1), Slot: "order:" + scope, Body: []byte(`{"text":"` + a.Text + `"}`)}))
}

// lay writes files.
func lay(t *testing.T, dir string, files map[string][]byte) {
	for name, text := range files {
		must(t, os.WriteFile(filepath.Join(dir, name), text, 0o600))
	}
}

// judge opens what was left, and reports whether all is well.
func (o *outage) judge(left map[string][]byte, held int64, told []acknowledged, moment int) bool {
	dir, err := os.MkdirTemp("", "cut")
	must(o.t, err)
	defer os.RemoveAll(dir)
	lay(o.t, dir, left)
	with := o.options(dir)
	with.Synchronous = "OFF" // nobody cuts here
	db, err := Open(context.Background(), with)
	if err != nil {
		o.broken = append(o.broken, fmt.Sprintf("moment %d: %v", moment, err))
		return false
	}
	defer db.Close()
	there, err := o.sound(db)
	if err != nil {
		o.broken = append(o.broken, fmt.Sprintf("moment %d: %v", moment, err))
		return false
	}
	lost := max(0, int(held-there))
	known := held
	for _, a := range told {
		if a.at > moment {
			continue
		}
		o.acked++
		known = max(known, a.no)
		if a.no > there {
			lost++
		}
	}
	o.inFlight += int(max(0, there-known))
	o.lost += lost
	return lost == 0
}

// sound checks the database and finds the last of its orders: they must be there
// without a gap, and each with all that belongs to it.
func (o *outage) sound(db *DB) (last int64, err error) {
	err = db.Read(context.Background(), func(tx *Tx) error {
		var verdict string
		if err := tx.row(`SELECT group_concat(integrity_check) FROM pragma_integrity_check`).Scan(&verdict); err != nil || verdict != "ok" {
			return fmt.Errorf("integrity_check: %s %w", verdict, err)
		}
		var orders, notes, timers, posts int64
		if err := tx.row(`SELECT (SELECT value FROM counter WHERE name = 'order'), (SELECT count(*) FROM ord), (SELECT count(DISTINCT ord) FROM ledger),
			(SELECT count(*) FROM timer WHERE kind = 'ladder'), (SELECT count(*) FROM post)`).Scan(&last, &orders, &notes, &timers, &posts); err != nil {
			return err
		}
		if first := int64(1000); orders != last-first || notes != orders || timers != orders || posts != orders {
			return fmt.Errorf("the counter says %d, there are %d orders, %d with a ledger, %d with a timer, %d with a card", last, orders, notes, timers, posts)
		}
		return nil
	})
	return last, err
}
