package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"strconv"
	"strings"
)

// Look is a database that is only looked at, also while the program uses it: no
// lock, no lease, no migration, nothing is written.
type Look struct {
	Size    int64       // bytes of the file and of what is not folded into it yet
	Have    int64       // the version it has
	Want    int64       // the version that this program knows
	Damage  *Problem    // what its check found; nil: it is sound
	Key     *Problem    // what is wrong with the key file; nil: it fits
	KeyMode fs.FileMode // who may read the key file; 0 where that is not known

	db *DB
}

// OpenLook opens a database for looking. The error is fs.ErrNotExist when there
// is none.
func OpenLook(ctx context.Context, o Options) (*Look, error) {
	info, err := os.Stat(o.Path)
	if err != nil {
		return nil, err // before complete makes the folder
	}
	if err := o.complete(); err != nil {
		return nil, err
	}
	l := &Look{Size: info.Size(), db: &DB{memory: newMemory(), path: o.Path, now: o.Now, log: o.Log}}
	// Without this file nobody has the database open. SQLite would make it, even
	// for reading, and leave it behind, perhaps as another user's.
	params := "mode=ro&_query_only=1&_busy_timeout=5000&_foreign_keys=on"
	if wal, err := os.Stat(o.Path + "-wal"); err == nil {
		l.Size += wal.Size()
	} else {
		params += "&immutable=1"
	}
	l.db.reads = openPool(o.Path, params, 1)
	if err := l.examine(ctx, o); err != nil {
		l.Close()
		return nil, problem(o.Path, fmt.Errorf("look at database: %w", err))
	}
	return l, nil
}

func (l *Look) examine(ctx context.Context, o Options) (err error) {
	if err := l.check(ctx); err != nil || l.Damage != nil {
		return err
	}
	if l.Have, err = version(ctx, l.db.reads); err != nil {
		return err
	}
	if l.Want, err = newest(o.Migrations); err != nil {
		return err
	}
	dead, err := l.db.reads.Conn(ctx)
	if err != nil {
		return err
	}
	l.db.dead = dead
	if err := dead.Close(); err != nil {
		return err
	}
	return l.unlock(ctx, o)
}

// check has SQLite look through the file.
func (l *Look) check(ctx context.Context) error {
	var verdict string
	err := l.db.reads.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict)
	if err == nil && verdict != "ok" {
		err = &Problem{Code: codeCorrupt, Args: map[string]any{"path": l.db.path}, Err: errors.New(verdict)}
	}
	if p := AsProblem(problem(l.db.path, err)); p != nil && p.Code == codeCorrupt {
		l.Damage = p
		return nil
	}
	return err
}

// unlock opens the key file, and never makes one.
func (l *Look) unlock(ctx context.Context, o Options) error {
	check, err := keyCheck(ctx, l.db.reads)
	if err != nil {
		return err
	}
	if info, err := os.Stat(o.KeyFile); err == nil && runtime.GOOS != "windows" {
		l.KeyMode = info.Mode().Perm()
	}
	args := map[string]any{"path": o.Path, "key": o.KeyFile}
	key, err := readKey(o)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.Key = &Problem{Code: codeKeyMissing, Args: args}
		return nil
	case AsProblem(err) != nil:
		l.Key = AsProblem(err)
		return nil
	case err != nil:
		return err
	}
	if l.db.box, err = newBox(key); err != nil {
		return err
	}
	if check != nil && !l.db.box.opens(check) {
		if b := waiting(o, check); b != nil {
			l.db.box = b // the next start gives it its name
		} else {
			l.Key = &Problem{Code: codeKeyWrong, Args: args}
			return nil
		}
	}
	return l.db.box.learnMarks(ctx, l.db.reads)
}

// Readable reports whether Read makes sense: the file is sound, of our version,
// and its key is there.
func (l *Look) Readable() bool { return l.Damage == nil && l.Key == nil && l.Have == l.Want }

// Read is DB.Read.
func (l *Look) Read(ctx context.Context, fn func(*Tx) error) error { return l.db.Read(ctx, fn) }

// CommunityZone is the name of the community's time zone, also of a zone that
// can't be loaded; "" when no community was read in yet.
func (l *Look) CommunityZone(ctx context.Context) (zone string, err error) {
	err = l.db.reads.QueryRowContext(ctx, "SELECT coalesce(json_extract(doc, '$.time_zone'), '') FROM community ORDER BY version DESC LIMIT 1").Scan(&zone)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return zone, err
}

// Close ends the looking.
func (l *Look) Close() { _ = l.db.reads.Close() }

// newest is the highest number among the migrations.
func newest(files fs.FS) (n int64, err error) {
	entries, err := fs.ReadDir(files, ".")
	for _, e := range entries {
		number, _, _ := strings.Cut(path.Base(e.Name()), "_")
		if v, err := strconv.ParseInt(number, 10, 64); err == nil {
			n = max(n, v)
		}
	}
	return n, err
}
