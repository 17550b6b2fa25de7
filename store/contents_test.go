package store

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// TestContents: two databases differ exactly if a row does, wherever it lies.
func TestContents(t *testing.T) {
	o := realOptions(t)
	db := mustOpen(t, o)
	look := func() Contents {
		t.Helper()
		to := filepath.Join(t.TempDir(), "copy.db")
		c, err := db.CopyOut(t.Context(), to)
		must(t, err)
		again, err := Inspect(t.Context(), to)
		must(t, err)
		if d := c.Differs(again); d != "" {
			t.Errorf("the copy differs in %s", d)
		}
		return c
	}
	was := look()
	for _, change := range []struct{ table, sql string }{
		{"meta", `INSERT INTO meta (key, value) VALUES ('a', 'b')`},
		{"meta", `UPDATE meta SET value = 'B' WHERE key = 'a'`},
		{"meta", `UPDATE meta SET key = 'ab', value = '' WHERE key = 'a'`},
		{"person", `INSERT INTO person (id, name_x, seen_at) VALUES (1, x'00', 0)`},
		{"person", `UPDATE person SET name_x = NULL`},
		{"person", `UPDATE person SET name_x = x''`},
		{"person", `UPDATE person SET seen_at = 1`},
		{"attachment", `INSERT INTO attachment (ord, stage, kind, lat) VALUES (1, 'intake', 'place', 1)`},
		{"attachment", `UPDATE attachment SET lat = -0.0`},
		{"timer", `INSERT INTO timer (kind, scope, due_at) VALUES ('b', '1', 0), ('a', '2', 0)`},
		{"timer", `DELETE FROM timer WHERE kind = 'a'`},
	} {
		must(t, db.Write(t.Context(), func(tx *Tx) error { _, err := tx.exec(change.sql); return err }))
		is := look()
		if d := was.Differs(is); d != change.table {
			t.Errorf("%s: differs in %q", change.sql, d)
		}
		was = is
	}
	// The order in which rows came does not matter.
	must(t, db.Write(t.Context(), func(tx *Tx) error {
		_, err := tx.exec(`DELETE FROM timer`)
		if err == nil {
			_, err = tx.exec(`INSERT INTO timer (kind, scope, due_at) VALUES ('b', '1', 0)`)
		}
		return err
	}))
	if d := was.Differs(look()); d != "" {
		t.Errorf("the same rows differ in %s", d)
	}
	if was.Rows("timer") != 1 || was.Rows("") < 4 {
		t.Errorf("%+v", was)
	}
}

// TestCopyHoldsNothingDeleted: what was deleted may linger in the pages of the
// database; in a copy it does not.
func TestCopyHoldsNothingDeleted(t *testing.T) {
	o := realOptions(t)
	db := mustOpen(t, o)
	canary := bytes.Repeat([]byte("canary-of-the-deleted "), 200)
	must(t, db.Write(t.Context(), func(tx *Tx) error { return tx.SetMeta("gone", string(canary)) }))
	to := filepath.Join(t.TempDir(), "with.db")
	_, err := db.CopyOut(t.Context(), to)
	must(t, err)
	if text, _ := os.ReadFile(to); !bytes.Contains(text, canary[:40]) {
		t.Fatal("the canary can't be found at all")
	}
	must(t, db.Write(t.Context(), func(tx *Tx) error { _, err := tx.exec(`DELETE FROM meta WHERE key = 'gone'`); return err }))
	to = filepath.Join(t.TempDir(), "without.db")
	_, err = db.CopyOut(t.Context(), to)
	must(t, err)
	if text, _ := os.ReadFile(to); bytes.Contains(text, canary[:40]) {
		t.Error("the copy holds what was deleted")
	}
}

// TestCopyOfOneMoment: writes that belong together are both in the copy or neither,
// and the contents are those of the copy, while others write all the time. The
// writers are not held up.
func TestCopyOfOneMoment(t *testing.T) {
	db := mustOpen(t, realOptions(t))
	ctx, stop := context.WithCancel(t.Context())
	var writers sync.WaitGroup
	for w := range 4 {
		writers.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				err := db.Write(context.Background(), func(tx *Tx) error {
					if err := tx.SetMeta(fmt.Sprint("left", w), fmt.Sprint(i)); err != nil {
						return err
					}
					return tx.SetMeta(fmt.Sprint("right", w), fmt.Sprint(i))
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 20 {
		to := filepath.Join(t.TempDir(), "copy.db")
		c, err := db.CopyOut(t.Context(), to)
		must(t, err)
		is, err := Inspect(t.Context(), to)
		if err != nil || c.Differs(is) != "" {
			t.Fatal(err, c.Differs(is))
		}
		pool := openPool(to, "mode=ro", 1)
		var torn int
		must(t, pool.QueryRow(`SELECT count(*) FROM meta a JOIN meta b ON b.key = replace(a.key, 'left', 'right') WHERE a.key LIKE 'left%' AND a.value <> b.value`).Scan(&torn))
		must(t, pool.Close())
		if torn > 0 {
			t.Errorf("%d pairs are torn", torn)
		}
	}
	stop()
	writers.Wait()
}

// TestCopyBeside copies a database that nobody has open, one that was killed, and
// one in use, and leaves nothing beside it.
func TestCopyBeside(t *testing.T) {
	o := realOptions(t)
	db := mustOpen(t, o)
	must(t, db.Write(t.Context(), func(tx *Tx) error { return tx.SetMeta("x", "1") }))
	want, err := db.CopyOut(t.Context(), filepath.Join(t.TempDir(), "a"))
	must(t, err)
	same := func(when string) {
		t.Helper()
		c, err := CopyBeside(t.Context(), o.Path, filepath.Join(t.TempDir(), "b"))
		if err != nil || want.Differs(c) != "" {
			t.Errorf("%s: %v, differs in %q", when, err, want.Differs(c))
		}
	}
	same("in use")
	must(t, db.Close())
	same("closed")
	for _, part := range []string{"-wal", "-shm"} {
		if _, err := os.Stat(o.Path + part); err == nil {
			t.Errorf("%s is left", part)
		}
	}
	if _, err := CopyBeside(t.Context(), o.Path+".none", filepath.Join(t.TempDir(), "c")); !os.IsNotExist(err) {
		t.Errorf("a copy of nothing: %v", err)
	}
}

// TestReplaceKeepsAll: the old database stays under another name with all that was
// written, also when it was killed; one in use, or a damaged one, too.
func TestReplaceKeepsAll(t *testing.T) {
	o := realOptions(t)
	db := mustOpen(t, o)
	fresh := func() string {
		to := filepath.Join(filepath.Dir(o.Path), "ready.db")
		_ = os.Remove(to)
		_, err := db.CopyOut(t.Context(), to)
		must(t, err)
		return to
	}
	ready := fresh()
	must(t, db.Write(t.Context(), func(tx *Tx) error { return tx.SetMeta("late", "1") }))
	want, err := db.CopyOut(t.Context(), filepath.Join(t.TempDir(), "want"))
	must(t, err)
	_, err = Replace(t.Context(), o.Path, ready, time.Now())
	if p := AsProblem(err); p == nil || p.Code != codeLocked {
		t.Errorf("replaced in use: %v", err)
	}
	if p := AsProblem(Unused(o.Path)); p == nil || p.Code != codeLocked {
		t.Errorf("unused: %v", p)
	}
	db.Kill()
	must(t, Unused(o.Path))
	aside, err := Replace(t.Context(), o.Path, ready, time.Now())
	must(t, err)
	kept, err := Inspect(t.Context(), aside)
	if err != nil || want.Differs(kept) != "" {
		t.Errorf("kept: %v, differs in %q", err, want.Differs(kept))
	}
	db = mustOpen(t, o)
	if meta(t, db, "late") != "" {
		t.Error("the old one is still there")
	}
	// As a power cut leaves it: what was written last is in the WAL only.
	must(t, db.Write(t.Context(), func(tx *Tx) error { return tx.SetMeta("in the WAL", "1") }))
	ready = fresh()
	dead := filepath.Join(t.TempDir(), "dead.db")
	for _, part := range []string{"", "-wal"} {
		must(t, copyFile(o.Path+part, dead+part))
	}
	must(t, copyFile(ready, dead+".ready"))
	aside, err = Replace(t.Context(), dead, dead+".ready", time.Now())
	must(t, err)
	pool := openPool(aside, "mode=ro", 1)
	var value string
	if err := pool.QueryRow(`SELECT value FROM meta WHERE key = 'in the WAL'`).Scan(&value); err != nil || value != "1" {
		t.Errorf("what was in the WAL is lost: %v", err)
	}
	must(t, pool.Close())
	must(t, db.Close())
	junk := bytes.Repeat([]byte("no database "), 1000)
	must(t, os.WriteFile(o.Path, junk, 0o600))
	must(t, os.WriteFile(o.Path+"-wal", []byte("nor this"), 0o600))
	aside, err = Replace(t.Context(), o.Path, ready, time.Now())
	must(t, err)
	if text, err := os.ReadFile(aside); err != nil || !bytes.Equal(text, junk) {
		t.Error("the damaged one was not kept", err)
	}
	db = mustOpen(t, o)
}
