package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// FileProblem makes an error of the file system that has a remedy, a full disk
// above all, into a *Problem; any other comes back as it is.
func FileProblem(path string, err error) error { return problem(path, err) }

// Replace puts the closed database file from, which lies on the same disk, in the
// place of the one at path. What was there is kept beside it under another name,
// which is returned; "" when there was none. At no moment is there nothing.
func Replace(ctx context.Context, path, from string, now time.Time) (aside string, err error) {
	if path, err = realPath(path); err != nil {
		return "", err
	}
	lock, err := lockFile(path)
	if err != nil {
		return "", err
	}
	defer lock.release()
	if _, err := os.Lstat(from + "-wal"); err == nil {
		return "", fmt.Errorf("%s-wal is in use", from)
	}
	if err := syncFile(from); err != nil {
		return "", problem(from, err)
	}
	switch _, err := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return "", err
	default:
		aside = path + ".replaced-" + now.UTC().Format(asideStamp)
		if err := keepAside(ctx, path, aside); err != nil {
			return "", problem(path, fmt.Errorf("keep %s: %w", path, err))
		}
	}
	for _, part := range []string{"-wal", "-shm"} {
		if err := os.Remove(path + part); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return aside, problem(path, err)
		}
	}
	if err := os.Rename(from, path); err != nil {
		return aside, problem(path, err)
	}
	return aside, problem(path, syncFolder(filepath.Dir(path)))
}

// keepAside gives the database a second name. What its WAL holds is folded into it
// first; where that fails, because it is damaged, the WAL gets a second name too.
func keepAside(ctx context.Context, path, aside string) error {
	pool := openPlain(path)
	_, _ = pool.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)") // closing says whether it went well: the WAL is gone
	_ = pool.Close()
	for _, part := range []string{"", "-wal"} {
		if _, err := os.Lstat(path + part); part != "" && errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := os.Link(path+part, aside+part); err == nil {
			continue
		}
		if err := copyFile(path+part, aside+part); err != nil { // a disk without links
			return err
		}
	}
	return syncFolder(filepath.Dir(path))
}

// RealPath is the path at which a database really lies, links followed: what is put
// beside it belongs there. Its folder is made.
func RealPath(path string) (string, error) { return realPath(path) }

// Unused reports, as a *Problem, that another process has the database open.
func Unused(path string) error {
	path, err := realPath(path)
	if err != nil {
		return err
	}
	lock, err := lockFile(path)
	if err != nil {
		return err
	}
	lock.release()
	return nil
}

// NumberIn is the number of the latest order in a database file of any version.
func NumberIn(ctx context.Context, path string) (no int64, err error) {
	pool := openPool(path, "mode=ro&_query_only=1&_busy_timeout=5000", 1)
	defer pool.Close()
	err = pool.QueryRowContext(ctx, `SELECT value FROM counter WHERE name = 'order'`).Scan(&no)
	return no, problem(path, err)
}

// asideStamp is the time in the name under which Replace keeps what was there.
const asideStamp = "20060102T150405.000Z"

// Aside is a database that Replace has put aside, with all that people have had
// deleted since.
type Aside struct {
	Path string
	At   time.Time // when it was put aside
}

// Asides lists what Replace has put aside beside the database, the latest first.
func Asides(path string) ([]Aside, error) {
	path, err := realPath(path)
	if err != nil {
		return nil, err
	}
	names, err := filepath.Glob(globSafe(path) + ".replaced-*")
	if err != nil {
		return nil, err
	}
	var list []Aside
	for _, name := range names {
		at, err := time.Parse(asideStamp, strings.TrimPrefix(name, path+".replaced-"))
		if err == nil { // not a WAL, nor anybody else's
			list = append(list, Aside{name, at})
		}
	}
	slices.SortFunc(list, func(a, b Aside) int { return b.At.Compare(a.At) })
	return list, nil
}

// PruneAsides deletes what was put aside before then, and tells how much.
func PruneAsides(path string, before time.Time) (gone int, err error) {
	list, err := Asides(path)
	for _, a := range list {
		if !a.At.Before(before) {
			continue
		}
		for _, part := range []string{"-shm", "-wal", ""} {
			if e := os.Remove(a.Path + part); e != nil && !errors.Is(e, fs.ErrNotExist) {
				err = errors.Join(err, e)
			}
		}
		gone++
	}
	return gone, err
}
