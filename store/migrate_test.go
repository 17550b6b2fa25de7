package store

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const secondMigration = "-- +goose Up\nALTER TABLE note ADD COLUMN extra TEXT NOT NULL DEFAULT 'x';\n"

func copiesOf(t *testing.T, o Options) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(o.Path))
	must(t, err)
	var found []string
	for _, e := range entries {
		if strings.Contains(e.Name(), ".before-") || strings.HasSuffix(e.Name(), ".part") {
			found = append(found, filepath.Join(filepath.Dir(o.Path), e.Name()))
		}
	}
	return found
}

// withNote makes a database of version 1 that holds one word.
func withNote(t *testing.T) Options {
	t.Helper()
	o := testOptions(t)
	o.Now = func() time.Time { return time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC) }
	db := mustOpen(t, o)
	must(t, db.Write(t.Context(), addNote("kept")))
	must(t, db.Close())
	return o
}

func TestFirstMigrationNeedsNoCopy(t *testing.T) {
	o := testOptions(t)
	mustOpen(t, o)
	if found := copiesOf(t, o); len(found) != 0 {
		t.Errorf("copies: %v", found)
	}
}

func TestMigrationKeepsACopy(t *testing.T) {
	o := withNote(t)
	o.Migrations = files(firstMigration, secondMigration)
	db := mustOpen(t, o)
	must(t, db.Write(t.Context(), func(tx *Tx) error {
		_, err := tx.exec(`UPDATE note SET extra = 'y'`)
		return err
	}))
	found := copiesOf(t, o)
	if want := []string{o.Path + ".before-2-20260301T080000Z"}; !slices.Equal(found, want) {
		t.Fatalf("copies %v, want %v", found, want)
	}
	if info, err := os.Stat(found[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy has mode %v, %v", info.Mode(), err)
	}
	must(t, db.Close())
	mustOpen(t, o).Close()
	if again := copiesOf(t, o); len(again) != 1 {
		t.Errorf("copied without need: %v", again)
	}
	// The way back: the copy is a database of the old version.
	o.Path, o.Migrations = found[0], files(firstMigration)
	if got := notes(t, mustOpen(t, o)); !slices.Equal(got, []string{"kept"}) {
		t.Errorf("the copy holds %v", got)
	}
}

func TestFailedMigration(t *testing.T) {
	fails := "-- +goose Up\nCREATE TABLE half (id INTEGER);\nINSERT INTO nowhere VALUES (1);\n"
	dangles := "-- +goose Up\nINSERT INTO reply (note) VALUES (99);\n"
	for _, c := range []struct {
		name     string
		texts    []string
		failed   int64
		restored bool
	}{
		{"the only one", []string{firstMigration, fails}, 2, false},
		{"the second of two", []string{firstMigration, secondMigration, fails}, 3, true},
		{"outside of a transaction", []string{firstMigration, "-- +goose NO TRANSACTION\n" + fails}, 2, true},
		{"a row that points nowhere", []string{firstMigration, dangles}, 0, true},
		{"not even SQL", []string{firstMigration, "nothing"}, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := withNote(t)
			o.Migrations = files(c.texts...)
			p := refused(t, o, codeMigration)
			copies := copiesOf(t, o)
			if len(copies) != 1 || p.Args["copy"] != copies[0] {
				t.Errorf("args %v, copies %v", p.Args, copies)
			}
			if p.Args["restored"] != c.restored || p.Args["failed"] != c.failed || p.Args["have"] != int64(1) || p.Args["want"] != int64(len(c.texts)) {
				t.Errorf("args %v", p.Args)
			}
			if !strings.Contains(p.Error(), copies[0]) {
				t.Errorf("the copy is not named: %v", p)
			}
			// A service manager tries again and again.
			first := o.Now()
			o.Now = func() time.Time { return first.Add(time.Minute) }
			for range 2 {
				again := refused(t, o, codeMigration)
				if now := copiesOf(t, o); !slices.Equal(now, copies) || again.Args["copy"] != copies[0] {
					t.Errorf("copies after trying again %v, args %v", now, again.Args)
				}
			}
			o.Migrations = files(firstMigration)
			db := mustOpen(t, o)
			if got := notes(t, db); !slices.Equal(got, []string{"kept"}) {
				t.Errorf("the database holds %v", got)
			}
			must(t, db.Read(t.Context(), func(tx *Tx) error {
				var n int
				err := tx.row(`SELECT count(*) FROM sqlite_master WHERE name = 'half' OR sql LIKE '%extra%'`).Scan(&n)
				if n != 0 {
					t.Error("half a migration is left")
				}
				return err
			}))
		})
	}
}

func TestNewerDatabase(t *testing.T) {
	o := withNote(t)
	o.Migrations = files(firstMigration, secondMigration)
	mustOpen(t, o).Close()
	o.Now = func() time.Time { return time.Date(2026, 4, 1, 8, 0, 0, 0, time.UTC) }
	o.Migrations = files(firstMigration, secondMigration, "-- +goose Up\nCREATE TABLE third (id INTEGER);\n")
	mustOpen(t, o).Close()

	o.Migrations = files(firstMigration, secondMigration)
	p := refused(t, o, codeNewer)
	if p.Args["have"] != int64(3) || p.Args["want"] != int64(2) {
		t.Errorf("args %v", p.Args)
	}
	newest, oldest := o.Path+".before-3-20260401T080000Z", o.Path+".before-2-20260301T080000Z"
	if got := p.Args["copies"].([]string); !slices.Equal(got, []string{newest, oldest}) {
		t.Errorf("copies %v", got)
	}
	o.Migrations = files(firstMigration)
	if got := refused(t, o, codeNewer).Args["copies"].([]string); !slices.Equal(got, []string{oldest}) {
		t.Errorf("copies for the oldest program %v", got)
	}
}

func TestMigratingSaysNothingOnStdout(t *testing.T) {
	old := os.Stdout
	r, w, err := os.Pipe()
	must(t, err)
	os.Stdout = w
	defer func() { os.Stdout = old }()
	var log bytes.Buffer
	o := withNote(t)
	o.Migrations = files(firstMigration, secondMigration)
	o.Log = logTo(&log)
	mustOpen(t, o)
	must(t, w.Close())
	said, err := io.ReadAll(r)
	must(t, err)
	if len(said) > 0 {
		t.Errorf("stdout: %s", said)
	}
	if !strings.Contains(log.String(), "database migrated") {
		t.Errorf("log: %s", &log)
	}
}

func TestCopy(t *testing.T) {
	db := mustOpen(t, testOptions(t))
	must(t, db.Write(t.Context(), addNote("one")))
	to := filepath.Join(t.TempDir(), "a copy ?#%.db")
	must(t, db.Copy(t.Context(), to))
	must(t, quickCheck(t.Context(), to))
	if err := db.Copy(t.Context(), to); err == nil {
		t.Error("an older copy was overwritten")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	broken := to + ".2"
	if err := db.Copy(ctx, broken); err == nil {
		t.Error("copied after the end")
	}
	entries, err := os.ReadDir(filepath.Dir(to))
	must(t, err)
	if len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}
