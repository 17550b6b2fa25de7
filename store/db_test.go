package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestSettingsAreReal(t *testing.T) {
	db := mustOpen(t, testOptions(t))
	pragma := func(tx *Tx, name string) (value string) {
		must(t, tx.row("PRAGMA "+name).Scan(&value))
		return value
	}
	must(t, db.Write(t.Context(), func(tx *Tx) error {
		for name, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000"} {
			if got := pragma(tx, name); got != want {
				t.Errorf("writer: %s is %s, want %s", name, got, want)
			}
		}
		if _, err := tx.exec(`INSERT INTO reply (note) VALUES (99)`); err == nil {
			t.Error("a reply to nothing was taken")
		}
		return nil
	}))
	must(t, db.Read(t.Context(), func(tx *Tx) error {
		if got := pragma(tx, "query_only"); got != "1" {
			t.Errorf("reader: query_only is %s", got)
		}
		_, err := tx.exec(`INSERT INTO note (word) VALUES ('x')`)
		if p := AsProblem(problem("p", err)); p == nil || p.Code != codeReadonly {
			t.Errorf("reader wrote: %v", err)
		}
		return nil
	}))
}

func TestVerifyRefuses(t *testing.T) {
	pool := openPool(filepath.Join(t.TempDir(), "x.db"), "_synchonous=FULL", 1) // misspelt, and so ignored
	defer pool.Close()
	p := AsProblem(verify(t.Context(), pool, "x.db", map[string]string{"synchronous": "2"}))
	if p == nil || p.Code != codePragma || p.Args["have"] != "1" || p.Args["want"] != "2" || p.Args["name"] != "synchronous" {
		t.Errorf("got %v", p)
	}
}

func TestOddPaths(t *testing.T) {
	for _, name := range []string{"with space", "what?mode=memory", "a#b", "100%", "%20", "a&b=c;d+e", "回音 'x' \"y\"", "file:x"} {
		t.Run(name, func(t *testing.T) {
			o := testOptions(t)
			o.Path = filepath.Join(filepath.Dir(o.Path), name, name+".db")
			db := mustOpen(t, o)
			must(t, db.Write(t.Context(), addNote("here")))
			if _, err := os.Stat(o.Path + "-wal"); err != nil {
				t.Error(err)
			}
			must(t, db.Copy(t.Context(), o.Path+".copy"))
			must(t, db.Close())
			if got := notes(t, mustOpen(t, o)); !slices.Equal(got, []string{"here"}) {
				t.Errorf("got %v", got)
			}
			info, err := os.Stat(o.Path)
			must(t, err)
			if info.Mode().Perm() != 0o600 {
				t.Errorf("the database has mode %v", info.Mode())
			}
		})
	}
}

func TestRelativePath(t *testing.T) {
	o := testOptions(t)
	t.Chdir(t.TempDir())
	o.Path, o.KeyFile = "data/x.db", "key"
	mustOpen(t, o).Close()
	if _, err := os.Stat("data/x.db"); err != nil {
		t.Error(err)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for name, spoil := range map[string]func(*Options){
		"clock": func(o *Options) { o.Now = nil },
		"path":  func(o *Options) { o.Path = "" },
		"key":   func(o *Options) { o.KeyFile = "" },
		"sync":  func(o *Options) { o.Synchronous = "MAYBE" },
		"files": func(o *Options) { o.Migrations = files() },
	} {
		o := testOptions(t)
		spoil(&o)
		if _, err := Open(t.Context(), o); err == nil || AsProblem(err) != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSecondProcess(t *testing.T) {
	o := testOptions(t)
	db := mustOpen(t, o)
	if p := refused(t, o, codeLocked); p.Args["lock"] != o.Path+".lock" || p.Args["path"] != o.Path {
		t.Errorf("args %v", p.Args)
	}
	link := filepath.Join(t.TempDir(), "link.db")
	must(t, os.Symlink(o.Path, link))
	other := o
	other.Path = link
	refused(t, other, codeLocked)
	must(t, db.Write(t.Context(), addNote("still here")))
	must(t, db.Close())
	mustOpen(t, o).Kill()
	mustOpen(t, o)
}

// What the file lock cannot stop, the lease does: the newer process wins.
func TestLeaseLost(t *testing.T) {
	o := testOptions(t)
	old := mustOpen(t, o)
	must(t, old.Write(t.Context(), addNote("before")))
	must(t, os.Remove(o.Path+".lock"))
	newer := mustOpen(t, o)
	p := AsProblem(old.Write(t.Context(), addNote("late")))
	if p == nil || p.Code != codeLeaseLost || p.Args["ours"] != int64(1) || p.Args["token"] != int64(2) || p.Args["holder"] == "" {
		t.Fatalf("got %v", p)
	}
	if p := AsProblem(old.Write(t.Context(), addNote("later"))); p == nil || p.Code != codeLeaseLost {
		t.Errorf("once more: %v", p)
	}
	must(t, newer.Write(t.Context(), addNote("after")))
	if got := notes(t, newer); !slices.Equal(got, []string{"before", "after"}) {
		t.Errorf("got %v", got)
	}
}

func TestLeaseIsRenewedByCommits(t *testing.T) {
	o := testOptions(t)
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	start := now
	o.Now = func() time.Time { return now }
	db := mustOpen(t, o)
	for _, c := range []struct{ at, until time.Duration }{
		{0, leaseSpan},
		{leaseRenew - 1, leaseSpan},
		{leaseRenew, leaseRenew + leaseSpan},
		{time.Hour, time.Hour + leaseSpan},
		{time.Minute, time.Minute + leaseSpan}, // the clock was set back
	} {
		now = start.Add(c.at)
		must(t, db.Write(t.Context(), func(tx *Tx) error {
			var until int64
			err := tx.row(`SELECT until FROM lease`).Scan(&until)
			if want := start.Add(c.until).UnixMilli(); until != want {
				t.Errorf("after %v: until %d, want %d", c.at, until, want)
			}
			return err
		}))
	}
}

func TestNoFolder(t *testing.T) {
	o := testOptions(t)
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	o.Path = filepath.Join(file, "data", "x.db")
	if p := refused(t, o, codeNoFolder); p.Args["folder"] != filepath.Dir(o.Path) {
		t.Errorf("args %v", p.Args)
	}
}

func TestDamagedFile(t *testing.T) {
	o := testOptions(t)
	must(t, os.MkdirAll(filepath.Dir(o.Path), 0o700))
	must(t, os.WriteFile(o.Path, []byte(strings.Repeat("no database ", 1000)), 0o600))
	if p := refused(t, o, codeCorrupt); p.Args["path"] != o.Path {
		t.Errorf("args %v", p.Args)
	}
	if _, err := os.Stat(o.KeyFile); err == nil {
		t.Error("a key was made")
	}
}

func TestTimeIsTheStartOfEach(t *testing.T) {
	o := testOptions(t)
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	o.Now = func() time.Time { now = now.Add(time.Second); return now }
	db := mustOpen(t, o)
	var seen []time.Time
	look := func(tx *Tx) error { seen = append(seen, tx.Now(), tx.Now()); return nil }
	together(t, db, look, look)
	if !seen[0].Equal(seen[1]) || !seen[2].Equal(seen[3]) || !seen[1].Before(seen[2]) {
		t.Errorf("times %v", seen)
	}
}

// Rows that a function forgot must not keep the connection.
func TestForgottenRows(t *testing.T) {
	db := mustOpen(t, testOptions(t))
	together(t, db, addNote("a"), addNote("b"))
	forget := func(tx *Tx) error {
		rows, err := tx.query(`SELECT id FROM note`)
		if err == nil {
			rows.Next()
		}
		return err
	}
	for range 2 * readers {
		must(t, db.Write(t.Context(), forget))
		must(t, db.Read(t.Context(), forget))
	}
	must(t, db.Close())
}

func TestTxAfterItsEnd(t *testing.T) {
	db := mustOpen(t, testOptions(t))
	var kept *Tx
	must(t, db.Write(t.Context(), func(tx *Tx) error { kept = tx; return nil }))
	if err := addNote("late")(kept); err == nil {
		t.Error("wrote after the end")
	}
	if _, err := kept.insert(`INSERT INTO note (word) VALUES ('late') RETURNING id`); err == nil {
		t.Error("inserted after the end")
	}
	if _, err := kept.query(`SELECT 1`); err == nil {
		t.Error("queried after the end")
	}
	if got := notes(t, db); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

// SQLite undoes a whole transaction when the disk is full. All of the group
// must hear of it, and nothing may slip through beside the transaction.
func TestFullDisk(t *testing.T) {
	db := mustOpen(t, testOptions(t))
	limit := func(pages int) {
		must(t, db.Write(t.Context(), func(tx *Tx) error {
			var n int
			return tx.row(fmt.Sprintf("PRAGMA max_page_count = %d", pages)).Scan(&n)
		}))
	}
	big := func(tx *Tx) error {
		_, err := tx.exec(`INSERT INTO note (word, text_x) VALUES ('big', zeroblob(1000000))`)
		if err == nil {
			return errors.New("it fitted")
		}
		if err := addNote("slipped through")(tx); err == nil && db.writer.raw.AutoCommit() {
			return errors.New("it slipped through")
		}
		return err
	}
	limit(20)
	alone := db.Write(t.Context(), big)
	if p := AsProblem(alone); p == nil || p.Code != codeFull || p.Args["path"] != db.path {
		t.Errorf("alone: %v", alone)
	}
	errs := together(t, db, addNote("a"), big, addNote("b"))
	if p := AsProblem(errs[1]); p == nil || p.Code != codeFull {
		t.Errorf("in a group: %v", errs)
	}
	kept := []string{}
	for i, word := range []string{"a", "", "b"} {
		if errs[i] == nil {
			kept = append(kept, word)
		}
	}
	if got := notes(t, db); !slices.Equal(got, kept) {
		t.Errorf("the database holds %v, reported were %v (%v)", got, kept, errs)
	}
	limit(1 << 30)
	must(t, db.Write(t.Context(), addNote("again")))
}

// RAISE(ROLLBACK) ends the transaction just as SQLite itself does after an I/O
// error, which cannot be had in a test.
func TestTransactionGivenUp(t *testing.T) {
	o := testOptions(t)
	o.Migrations = files(firstMigration, "-- +goose Up\n-- +goose StatementBegin\nCREATE TRIGGER stop BEFORE INSERT ON note WHEN new.word = 'stop' BEGIN SELECT RAISE(ROLLBACK, 'stopped'); END;\n-- +goose StatementEnd\n")
	db := mustOpen(t, o)
	stop := func(tx *Tx) error {
		if err := addNote("stop")(tx); err == nil {
			t.Error("not stopped")
		}
		// A function that does not look at its errors.
		if err := addNote("slipped through")(tx); err == nil {
			t.Error("slipped through")
		}
		return nil
	}
	for i, err := range together(t, db, addNote("a"), stop, addNote("b")) {
		if err == nil {
			t.Errorf("write %d was reported as kept", i)
		}
	}
	if err := db.Write(t.Context(), stop); err == nil {
		t.Error("alone: reported as kept")
	}
	if got := notes(t, db); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	must(t, db.Write(t.Context(), addNote("again")))
}

// The process dies right after a commit: the write is on the disk, nobody has
// heard of it, and the next process can open at once.
func TestKillAfterCommit(t *testing.T) {
	o := testOptions(t)
	var db *DB
	armed := false
	o.AfterCommit = func() {
		if armed {
			db.Kill()
		}
	}
	db = mustOpen(t, o)
	must(t, db.Write(t.Context(), addNote("before")))
	armed = true
	if err := db.Write(t.Context(), func(tx *Tx) error {
		tx.OnCommit(func() { t.Error("a hook ran") })
		return addNote("unheard")(tx)
	}); !errors.Is(err, ErrClosed) {
		t.Errorf("got %v", err)
	}
	o.AfterCommit = nil
	if got := notes(t, mustOpen(t, o)); !slices.Equal(got, []string{"before", "unheard"}) {
		t.Errorf("got %v", got)
	}
}

// testing.T.FailNow ends the goroutine it is called on.
func TestGoroutineEndedByFunction(t *testing.T) {
	o := testOptions(t)
	db := mustOpen(t, o)
	errs := together(t, db, addNote("a"), func(*Tx) error { runtime.Goexit(); return nil }, addNote("b"))
	for i, err := range errs {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("write %d: %v", i, err)
		}
	}
	allClosed(t, db)
	must(t, db.Close())
	if got := notes(t, mustOpen(t, o)); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

func TestHookPanics(t *testing.T) {
	db := mustOpen(t, testOptions(t))
	must(t, db.Write(t.Context(), func(tx *Tx) error {
		tx.OnCommit(func() { panic("on purpose") })
		return nil
	}))
	db.Submit(addNote("a"), func(error) { panic("on purpose") })
	must(t, db.Write(t.Context(), addNote("b")))
}

func TestReadIsBrokenOff(t *testing.T) {
	db := mustOpen(t, testOptions(t))
	ctx, cancel := context.WithCancel(t.Context())
	err := db.Read(ctx, func(tx *Tx) error {
		rows, err := tx.query(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n`)
		if err != nil {
			return err
		}
		for rows.Next() {
			cancel()
		}
		return rows.Err()
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	must(t, db.Read(t.Context(), func(*Tx) error { return nil }))
}

// All goroutines of an open database end with it, and it waits only in ways
// that the fake clock of a bubble understands.
func TestInBubble(t *testing.T) {
	for _, end := range []string{"close", "kill"} {
		synctest.Test(t, func(t *testing.T) {
			db := mustOpen(t, testOptions(t))
			start := time.Now()
			must(t, db.Write(t.Context(), addNote("a")))
			time.Sleep(72 * time.Hour)
			together(t, db, addNote("b"), addNote("c"))
			if got := notes(t, db); len(got) != 3 {
				t.Errorf("got %v", got)
			}
			must(t, db.Read(t.Context(), func(tx *Tx) error {
				if passed := tx.Now().Sub(start); passed < 72*time.Hour {
					t.Errorf("only %v have passed", passed)
				}
				return nil
			}))
			if end == "close" {
				must(t, db.Close())
			} else {
				db.Kill()
			}
		})
	}
}

func TestProblemsSpeak(t *testing.T) {
	codes := []string{codeLocked, codeNewer, codeOlder, codeKeyMissing, codeKeyWrong, codeKeyBroken, codeFull, codeIO, codeCorrupt,
		codeReadonly, codeOldSQLite, codePragma, codeMigration, codeLeaseLost, codeNoFolder}
	for _, code := range codes {
		p := &Problem{Code: code, Args: map[string]any{"path": "P", "copies": []string{"C"}, "copy": "C"}, Err: errTest}
		if text := p.Error(); strings.Contains(text, code) || !strings.HasSuffix(text, ": "+errTest.Error()) {
			t.Errorf("%s says %q", code, text)
		}
		if !errors.Is(p, errTest) || AsProblem(errors.Join(errTest, p)) != p {
			t.Errorf("%s does not unwrap", code)
		}
	}
	if AsProblem(errTest) != nil || AsProblem(nil) != nil || problem("p", nil) != nil || !errors.Is(problem("p", errTest), errTest) {
		t.Error("an error became a problem")
	}
}
