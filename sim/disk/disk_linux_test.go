package disk

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/mattn/go-sqlite3"
)

func opened(t *testing.T) (*Disk, *sql.DB, string) {
	t.Helper()
	dir := t.TempDir()
	d, err := Under(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "x.db")+"?_journal_mode=WAL&_synchronous=FULL")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = db.Close() })
	if _, err := db.Exec("CREATE TABLE note (n INTEGER PRIMARY KEY, text TEXT)"); err != nil {
		t.Fatal(err)
	}
	return d, db, dir
}

func add(db *sql.DB, n int) error {
	_, err := db.Exec("INSERT INTO note VALUES (?, ?)", n, fmt.Sprint("note ", n))
	return err
}

// TestSeen: what is noted is all that SQLite has written, and once it is synced a cut
// changes nothing.
func TestSeen(t *testing.T) {
	d, db, dir := opened(t)
	for n := range 1500 { // enough for the WAL to be folded in between
		if err := add(db, n); err != nil {
			t.Fatal(err)
		}
	}
	compare := func(after *Aftermath) {
		t.Helper()
		seen, cut := after.Seen(), after.Cut(rand.New(rand.NewPCG(1, 1)))
		files, err := ReadFiles(dir)
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range files {
			if name != "x.db-shm" && (!bytes.Equal(seen[name], text) || !after.Unsynced("") && !bytes.Equal(cut[name], text)) {
				t.Errorf("%s: %d bytes, %d noted, %d after a cut", name, len(text), len(seen[name]), len(cut[name]))
			}
		}
	}
	after := d.Aftermath()
	after.Advance(d.Len())
	compare(after)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	after.Advance(d.Len())
	compare(after)
	if d.Len() < 3000 {
		t.Errorf("only %d operations", d.Len())
	}
}

// TestUnsynced: what was written and not synced may be lost, kept and torn.
func TestUnsynced(t *testing.T) {
	d, err := Under(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	after := d.Aftermath()
	old, fresh := bytes.Repeat([]byte("a"), 4096), bytes.Repeat([]byte("b"), 4096)
	for _, o := range []op{{kind: create, name: "f"}, {kind: Write, name: "f", data: old}, {kind: Sync, name: "f"}, {kind: folder}, {kind: Write, name: "f", data: fresh}} {
		after.step(o)
	}
	ways := func() (lost, kept, torn int) {
		for seed := range uint64(200) {
			switch text := after.Cut(rand.New(rand.NewPCG(seed, 1)))["f"]; {
			case bytes.Equal(text, old):
				lost++
			case bytes.Equal(text, fresh):
				kept++
			default:
				torn++
			}
		}
		return lost, kept, torn
	}
	if lost, kept, torn := ways(); lost < 20 || kept < 20 || torn < 10 {
		t.Errorf("lost %d, kept %d, torn %d", lost, kept, torn)
	}
	after.step(op{kind: spoilt, name: "f"})
	after.step(op{kind: Sync, name: "f"})
	if lost, kept, _ := ways(); lost < 20 || kept < 20 {
		t.Errorf("a sync after one that failed has saved what that one gave up: lost %d, kept %d", lost, kept)
	}
	after.step(op{kind: Delete, name: "f"})
	gone := 0
	for seed := range uint64(50) {
		if after.Cut(rand.New(rand.NewPCG(seed, 1)))["f"] == nil {
			gone++
		}
	}
	if gone == 0 || gone == 50 {
		t.Errorf("a deletion that is not synced holds in %d of 50 cuts", gone)
	}
}

// TestFail: a full and a broken disk look to SQLite like a real one, and a cut ends all.
func TestFail(t *testing.T) {
	d, db, dir := opened(t)
	for _, f := range []struct {
		kinds Kind
		err   syscall.Errno
		want  sqlite3.ErrNo
	}{{Write, syscall.ENOSPC, sqlite3.ErrFull}, {Write, syscall.EIO, sqlite3.ErrIoErr}, {Sync, syscall.EIO, sqlite3.ErrIoErr}} {
		d.Fail(f.kinds, 0, 1, f.err)
		var lite sqlite3.Error
		if err := add(db, 1); !errors.As(err, &lite) || lite.Code != f.want || f.want == sqlite3.ErrIoErr && lite.SystemErrno != f.err {
			t.Errorf("%d %v: %v (%v)", f.kinds, f.err, err, lite.SystemErrno)
		}
		if d.Failed() != 1 {
			t.Errorf("%d have failed", d.Failed())
		}
	}
	if err := add(db, 1); err != nil {
		t.Fatal(err)
	}
	was, err := os.ReadFile(filepath.Join(dir, "x.db-wal"))
	if err != nil {
		t.Fatal(err)
	}
	d.CutAt(d.Len() + 1)
	if err := add(db, 2); err == nil || !d.Off() {
		t.Error("written without power")
	}
	if now, err := os.ReadFile(filepath.Join(dir, "x.db-wal")); err != nil || len(now) > len(was)+4200 {
		t.Error(len(was), len(now), err)
	}
}
