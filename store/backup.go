package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// Copy writes a complete, checked copy of the database to the new file to, while
// the database stays in use. Under that name there is either a good copy or
// nothing. The key file is not part of it.
func (db *DB) Copy(ctx context.Context, to string) error {
	if db.writer.jobs.closed() {
		return ErrClosed
	}
	if err := copyDatabase(ctx, db.path, to); err != nil {
		return problem(to, fmt.Errorf("copy database: %w", err))
	}
	return nil
}

// copyDatabase uses VACUUM INTO: one snapshot, one pass. The stepped backup of
// SQLite starts anew with every write and would never end on a busy database.
func copyDatabase(ctx context.Context, from, to string) (err error) {
	to, err = filepath.Abs(to)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(to); err == nil {
		return fmt.Errorf("%s: %w", to, os.ErrExist)
	}
	part := to + ".part"
	// SQLite accepts an empty file, and so its rights are ours to set.
	if err := writeFile(part, nil); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(part)
		}
	}()
	if err := vacuumInto(ctx, from, part); err != nil {
		return err
	}
	if err := quickCheck(ctx, part); err != nil {
		return fmt.Errorf("check the copy: %w", err)
	}
	if err := syncFile(part); err != nil {
		return err
	}
	if err := os.Rename(part, to); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(to))
}

func vacuumInto(ctx context.Context, from, to string) error {
	pool := openPlain(from)
	defer pool.Close()
	_, err := pool.ExecContext(ctx, "VACUUM INTO ?1", to)
	return err
}

func quickCheck(ctx context.Context, path string) error {
	pool := openPool(path, "mode=ro&_query_only=1", 1)
	defer pool.Close()
	var verdict string
	if err := pool.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return &Problem{Code: codeCorrupt, Args: map[string]any{"path": path}, Err: errors.New(verdict)}
	}
	return nil
}

// writeFile makes a file for ourselves only, and durable.
func writeFile(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncFolder makes a new name durable. Windows does that by itself and cannot
// open a folder.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
