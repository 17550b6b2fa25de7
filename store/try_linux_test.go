package store

import (
	"context"
	"errors"
	"path/filepath"
	"syscall"
	"testing"

	"huiyin/sim/disk"
)

// TestTryOnAFailingDisk: when the disk fails inside a try, SQLite gives up the whole
// transaction, and with it the savepoint. The caller learns of the disk, not of the
// savepoint, so that it tries again, and the next write goes well.
func TestTryOnAFailingDisk(t *testing.T) {
	dir := t.TempDir()
	d, err := disk.Under(dir)
	must(t, err)
	defer d.Close()
	o := crashOptions(dir)
	o.Path = filepath.Join(dir, "x.db")
	db, err := Open(context.Background(), o)
	must(t, err)
	defer db.Close()
	err = db.Write(context.Background(), func(tx *Tx) error {
		return tx.Try(func() error {
			_, err := tx.exec(`PRAGMA cache_size = 1`) // so that it writes before the commit
			d.Fail(disk.Write, 0, 1, syscall.ENOSPC)
			for n := 0; err == nil && n < 1000; n++ {
				_, err = tx.exec(`INSERT INTO note (word) VALUES (hex(randomblob(500)))`)
			}
			return err
		})
	})
	if p := AsProblem(err); p == nil || p.Code != codeFull || errors.Is(err, ErrClosed) {
		t.Errorf("the caller hears %v", err)
	}
	d.Mend()
	must(t, db.Write(context.Background(), addNote("after")))
	if all := notes(t, db); len(all) != 1 {
		t.Errorf("there are %d notes", len(all))
	}
}
