package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Snapshot runs fn on a snapshot of a database that another process may be using:
// nothing is locked, made, migrated or written. A database that is not there is
// fs.ErrNotExist; one that this program would migrate first is a *Problem.
func Snapshot(ctx context.Context, o Options, fn func(*Tx) error) error {
	if _, err := os.Stat(o.Path); err != nil {
		return err
	}
	if err := o.complete(); err != nil {
		return fmt.Errorf("look into database: %w", err)
	}
	db := &DB{memory: newMemory(), path: o.Path, now: o.Now, log: o.Log}
	params := "mode=ro&_query_only=1&_busy_timeout=5000&_stmt_cache_size=" + statements
	// Whoever closes a database in good order leaves no WAL. Without one nobody is writing, and SQLite
	// shall not make the files beside it that it would need to read along.
	if _, err := os.Stat(o.Path + "-wal"); errors.Is(err, fs.ErrNotExist) {
		params += "&immutable=1"
	}
	db.reads = openPool(db.path, params, 1)
	defer db.reads.Close()
	if err := db.snapshot(ctx, o, fn); err != nil {
		return problem(o.Path, err)
	}
	return nil
}

func (db *DB) snapshot(ctx context.Context, o Options, fn func(*Tx) error) error {
	check, err := keyCheck(ctx, db.reads)
	if err != nil {
		return err
	}
	want, err := newest(o.Migrations)
	if err != nil {
		return err
	}
	have, err := version(ctx, db.reads)
	switch {
	case err != nil:
		return err
	case check == nil || have < want: // without a key check it was never opened to the end
		return &Problem{Code: codeOlder, Args: map[string]any{"path": o.Path, "have": have, "want": want}}
	case have > want:
		return (&migration{path: o.Path, log: o.Log, have: have, want: want}).newer(ctx)
	}
	if db.box, err = keyed(o, check); err != nil {
		return err
	}
	conn, err := db.reads.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return err
	}
	t := &Tx{db: db, ctx: ctx, conn: conn, now: db.now()}
	defer func() {
		t.end()
		_, _ = conn.ExecContext(context.Background(), "ROLLBACK") // the connection is closed anyway
	}()
	return fn(t)
}
