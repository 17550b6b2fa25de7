package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
)

// Peek runs fn on one snapshot of a database that another process may be using,
// without taking its lock and without writing anything: nothing is made, nothing
// is migrated. The error is fs.ErrNotExist when there is no such database; what
// the operator can mend is a *Problem.
func Peek(ctx context.Context, o Options, fn func(*Tx) error) error {
	if _, err := os.Stat(o.Path); err != nil {
		return fmt.Errorf("look into database: %w", err)
	}
	if err := o.complete(); err != nil {
		return fmt.Errorf("look into database: %w", err)
	}
	if err := peek(ctx, o, fn); err != nil {
		return problem(o.Path, fmt.Errorf("look into database: %w", err))
	}
	return nil
}

func peek(ctx context.Context, o Options, fn func(*Tx) error) error {
	// Whoever closes a database in good order leaves no WAL. Without one nobody is writing, and SQLite
	// shall not make the files beside it that it would need to read along.
	params := "mode=ro&_query_only=1&_busy_timeout=5000&_foreign_keys=on"
	if _, err := os.Stat(o.Path + "-wal"); errors.Is(err, fs.ErrNotExist) {
		params += "&immutable=1"
	}
	pool := openPool(o.Path, params, 1)
	defer pool.Close()
	conn, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	have, want := int64(0), newest(o.Migrations)
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return err
	}
	if have, err = version(ctx, conn); err != nil {
		return err
	}
	args := map[string]any{"path": o.Path, "have": have, "want": want}
	if have > want {
		return &Problem{Code: codeNewer, Args: args}
	}
	if have < want {
		return &Problem{Code: codeOlder, Args: args}
	}
	check, err := keyCheck(ctx, conn)
	if err != nil {
		return err
	}
	box, err := keyOnly(o, check)
	if err != nil {
		return err
	}
	db := &DB{memory: newMemory(), path: o.Path, now: o.Now, log: o.Log, box: box}
	t := &Tx{db: db, ctx: ctx, conn: conn, now: o.Now()}
	defer t.end()
	return fn(t)
}

// keyOnly opens the key file and never makes one.
func keyOnly(o Options, check []byte) (*box, error) {
	if _, err := os.Stat(o.KeyFile); errors.Is(err, fs.ErrNotExist) {
		return nil, &Problem{Code: codeKeyMissing, Args: map[string]any{"path": o.Path, "key": o.KeyFile}}
	}
	return keyed(o, check)
}

// newest is the version of the program: the number of its last migration.
func newest(files fs.FS) (version int64) {
	list, _ := fs.Glob(files, "*.sql") // the pattern is good, and nothing else can fail
	for _, name := range list {
		number, _, _ := strings.Cut(path.Base(name), "_")
		if n, err := strconv.ParseInt(number, 10, 64); err == nil {
			version = max(version, n)
		}
	}
	return version
}
