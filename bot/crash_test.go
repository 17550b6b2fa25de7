package bot

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"huiyin/flows"
	"huiyin/sim"
	"huiyin/store"
)

// TestCrashAfterEveryCommit lets the process die right after each commit of a
// small story. Whatever the moment: every message is handled exactly once, and
// answered, in order, with at most the one answer twice that was on its way.
func TestCrashAfterEveryCommit(t *testing.T) {
	for after := int32(1); ; after++ {
		died := false
		synctest.Test(t, func(t *testing.T) { died = crash(t, after) })
		if t.Failed() {
			t.Fatalf("after commit %d", after)
		}
		if !died {
			if after < 10 {
				t.Errorf("only %d commits", after)
			}
			return
		}
	}
}

func crash(t *testing.T, after int32) (died bool) {
	r := newRig(t, sim.Options{Flood: true, Now: time.Now}, Options{})
	_ = r.db.Close()
	folder := t.TempDir()
	var commits atomic.Int32
	var handled atomic.Int32
	open := func(hook func()) {
		db, err := store.Open(t.Context(), store.Options{Path: filepath.Join(folder, "db"), KeyFile: filepath.Join(folder, "key"), Now: time.Now,
			Synchronous: "OFF", AfterCommit: hook})
		r.must(err)
		r.db, r.o.DB = db, db
	}
	r.echo.extra = func(tx *store.Tx, in flows.Input) (flows.Answer, error) {
		if in.Kind != flows.Said {
			return flows.Answer{}, nil
		}
		tx.OnCommit(func() { handled.Add(1) })
		return flows.Answer{}, tx.Say(post(in.Chat.ID, flows.Outgoing{Text: in.Message.Text}))
	}
	open(func() {
		if commits.Add(1) == after {
			died = true
			r.db.Kill()
		}
	})
	b, err := New(t.Context(), r.o)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	if err == nil {
		go func() { ended <- b.Run(ctx) }()
	} else if !errors.Is(err, store.ErrClosed) {
		t.Fatal(err)
	}
	r.must(r.Start(r.li, "huiyin_bot", ""))
	var want []string
	for i := range 4 {
		want = append(want, fmt.Sprint("m", i))
		r.says(r.li, r.li, want[i])
		time.Sleep(time.Second)
	}
	time.Sleep(time.Minute)
	if err == nil {
		cancel()
		if err := <-ended; err != nil && !errors.Is(err, store.ErrClosed) {
			t.Errorf("Run: %v", err)
		}
	}
	_ = r.db.Close()
	open(nil)
	r.run()
	defer r.end()
	r.quiet()
	time.Sleep(5 * time.Minute)
	r.quiet()
	var got []string
	doubles := 0
	for _, s := range r.texts(r.li, r.li) {
		if s == "" || !strings.HasPrefix(s, "m") {
			continue
		}
		if n := len(got); n > 0 && got[n-1] == s {
			doubles++
			continue
		}
		got = append(got, s)
	}
	if strings.Join(got, " ") != strings.Join(want, " ") || doubles > 1 {
		t.Errorf("said %v, %d doubles", got, doubles)
	}
	return died
}

// TestStoreTrouble: while the disk is full nothing is given up, and people are
// told, once.
func TestStoreTrouble(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		full := &store.Problem{Code: "store.full"}
		var ends time.Time
		r.echo.mu.Lock()
		ends = time.Now().Add(time.Minute)
		r.echo.extra = func(tx *store.Tx, in flows.Input) (flows.Answer, error) {
			if time.Now().Before(ends) {
				return flows.Answer{}, full
			}
			return flows.Answer{}, tx.Say(post(in.Chat.ID, flows.Outgoing{Text: "got " + in.Message.Text}))
		}
		r.echo.mu.Unlock()
		before := len(r.texts(r.li, r.li))
		for i := range 3 {
			r.says(r.li, r.li, fmt.Sprint("m", i))
		}
		time.Sleep(3 * time.Minute)
		r.quiet()
		got := strings.Join(r.texts(r.li, r.li)[before:], "|")
		if got != "现在记不下来，请稍后再试。|got m0|got m1|got m2" {
			t.Errorf("got %s", got)
		}
	})
}

// raw opens the database beside the bot.
func (r *rig) raw() *sql.DB {
	r.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(r.folder, "huiyin.db")+"?_busy_timeout=5000")
	r.must(err)
	return db
}

// An update that the inbox refuses for a reason of its own costs only itself.
func TestOneRowThatCantBeKept(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		db := r.raw()
		defer db.Close()
		next := r.LastUpdate(r.token) + 2
		_, err := db.Exec(fmt.Sprintf(`CREATE TRIGGER refuse BEFORE INSERT ON inbox WHEN NEW.update_id = %d BEGIN SELECT RAISE(ABORT, 'no'); END`, next))
		r.must(err)
		// All three in one answer.
		id := r.AddFault(sim.Fault{Kind: "409", Methods: []string{"getUpdates"}})
		time.Sleep(time.Minute)
		for i := range 3 {
			r.says(r.li, r.li, fmt.Sprint("m", i))
		}
		r.ClearFault(id)
		time.Sleep(2 * time.Minute)
		r.quiet()
		got := r.texts(r.li, r.li)
		if g := strings.Join(got[len(got)-2:], " "); g != "echo: m0 echo: m2" {
			t.Errorf("got %v", got)
		}
	})
}

// Another process that has taken the database ends this one.
func TestLeaseLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, sim.Options{Now: time.Now}, Options{})
		r.run()
		r.started()
		db := r.raw()
		_, err := db.Exec(`UPDATE lease SET token = token + 1`)
		r.must(err)
		r.must(db.Close())
		r.says(r.li, r.li, "anybody?")
		time.Sleep(2 * time.Minute)
		if p := store.AsProblem(r.stop()); p == nil || p.Code != "store.lease_lost" {
			t.Errorf("Run: %v", p)
		}
		_ = r.db.Close()
	})
}

// A result that the database refuses must not let the post be sent for ever.
func TestResultThatCantBeRecorded(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		db := r.raw()
		_, err := db.Exec(`CREATE TRIGGER refuse BEFORE UPDATE OF sent_hash ON post WHEN NEW.ord = 17 BEGIN SELECT RAISE(ABORT, 'no'); END;
			CREATE TRIGGER refuse_all BEFORE UPDATE ON post WHEN NEW.ord = 18 BEGIN SELECT RAISE(ABORT, 'no'); END;`)
		r.must(err)
		r.must(db.Close())
		for no := range int64(2) {
			p := post(r.li, flows.Outgoing{Text: fmt.Sprint("order ", no)})
			p.Order = 17 + no
			r.put(p)
		}
		r.put(post(r.li, flows.Outgoing{Text: "after it"}))
		time.Sleep(4 * time.Minute)
		synctest.Wait()
		got := strings.Join(r.texts(r.li, r.li), "|")
		if !strings.HasSuffix(got, "order 0|order 1|after it") {
			t.Errorf("got %s", got)
		}
	})
}

// What is for one person only is said by an edit, once it is known where the
// message stands. A copy whose answer was lost never says it.
func TestCoverIsAllThatALostCopySays(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		r.AddFault(sim.Fault{Kind: "lost-answer", Methods: []string{"sendMessage"}, Times: 1})
		p := post(r.li, flows.Outgoing{Text: "#17 at 3-2-501", Cover: &flows.Outgoing{Text: "#17"}})
		p.Slot = "order:17:taker"
		r.put(p)
		r.quiet()
		time.Sleep(time.Minute)
		r.quiet()
		if got := r.texts(r.li, r.li); !slices.Equal(got[len(got)-2:], []string{"#17", "#17 at 3-2-501"}) {
			t.Errorf("the chat reads %q", got)
		}
		r.read(func(tx *store.Tx) error {
			p, ok, err := tx.PostIn(r.li, "order:17:taker")
			if !ok || p.Pending || p.SentHash != p.Hash {
				t.Errorf("the post is %+v", p)
			}
			return err
		})
	})
}
