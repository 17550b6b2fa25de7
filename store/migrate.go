package store

import (
	"bufio"
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
)

// migration brings the database to the version of the program.
type migration struct {
	path  string
	files fs.FS
	now   func() time.Time
	log   *slog.Logger
	probe *sql.DB // a connection that only looks

	have, want int64
	copy       string // the copy from before
}

func (m *migration) run(ctx context.Context) error {
	pool := openPlain(m.path)
	defer pool.Close()
	// Goose may be given no logger of its own, or it writes to stdout.
	provider, err := goose.NewProvider(goose.DialectSQLite3, pool, m.files,
		goose.WithDisableGlobalRegistry(true), goose.WithSlog(m.log))
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	sources := provider.ListSources()
	m.want = sources[len(sources)-1].Version
	empty, err := m.look(ctx)
	if err != nil {
		return err
	}
	if m.have > m.want {
		return m.newer(ctx)
	}
	pending, err := provider.HasPending(ctx)
	if err != nil {
		return m.failed(err, false)
	}
	if !pending {
		return nil
	}
	if !empty {
		if err := m.keepCopy(ctx, next(sources, m.have)); err != nil {
			return m.failed(err, false)
		}
	}
	return m.migrate(ctx, provider, pool)
}

// look learns the version, and whether there is anything in the database at all.
func (m *migration) look(ctx context.Context) (empty bool, err error) {
	var tables int
	if err := m.probe.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master").Scan(&tables); err != nil {
		return false, fmt.Errorf("read schema: %w", err)
	}
	m.have, err = version(ctx, m.probe)
	return tables == 0, err
}

// asker is a pool, or one connection of it.
type asker interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func version(ctx context.Context, on asker) (int64, error) {
	ok, err := hasTable(ctx, on, goose.DefaultTablename)
	if err != nil || !ok {
		return 0, err
	}
	var v int64
	err = on.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM "+goose.DefaultTablename+" WHERE is_applied = 1").Scan(&v)
	if err != nil {
		return 0, fmt.Errorf("read schema version: %w", err)
	}
	return v, nil
}

func hasTable(ctx context.Context, on asker, name string) (bool, error) {
	var n int
	err := on.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?1", name).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("read schema: %w", err)
	}
	return n > 0, nil
}

// next returns the first version after have.
func next(sources []*goose.Source, have int64) int64 {
	for _, s := range sources {
		if s.Version > have {
			return s.Version
		}
	}
	return have
}

func (m *migration) keepCopy(ctx context.Context, before int64) error {
	stamp := m.now().UTC().Format("20060102T150405Z")
	name := fmt.Sprintf("%s.before-%d-%s", m.path, before, stamp)
	if err := copyDatabase(ctx, m.path, name); err != nil {
		return fmt.Errorf("copy database before migrating: %w", err)
	}
	if older := twin(name, strings.TrimSuffix(name, stamp)); older != "" {
		// A service manager that restarts a program whose migration fails would
		// otherwise fill the disk with copies of one and the same thing.
		m.copy = older
		return os.Remove(name)
	}
	m.copy = name
	m.log.Info("database copied before migrating", "copy", name, "have", m.have, "want", m.want)
	return nil
}

// twin finds an older file, of the names that start with prefix, that holds the
// same as the file at path; "" if there is none.
func twin(path, prefix string) string {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return ""
	}
	for _, e := range entries {
		other := filepath.Join(filepath.Dir(path), e.Name())
		if other != path && strings.HasPrefix(other, prefix) && sameContent(path, other) {
			return other
		}
	}
	return ""
}

// sameContent compares two databases made by VACUUM INTO. The first 100 bytes
// are left out: they hold counters that tell how often, not what.
func sameContent(a, b string) bool {
	const header = 100
	one, err := os.Open(a)
	if err != nil {
		return false
	}
	defer one.Close()
	two, err := os.Open(b)
	if err != nil {
		return false
	}
	defer two.Close()
	left, right := bufio.NewReaderSize(one, 1<<16), bufio.NewReaderSize(two, 1<<16)
	for n := 0; ; n++ {
		x, errX := left.ReadByte()
		y, errY := right.ReadByte()
		if errX != nil || errY != nil {
			return errX == io.EOF && errY == io.EOF
		}
		if x != y && n >= header {
			return false
		}
	}
}

// migrate applies what is pending. Each migration is a transaction of its own,
// so a failure of the second would leave the first in place; data_version tells
// whether anything was committed since, and then the copy is put back.
func (m *migration) migrate(ctx context.Context, provider *goose.Provider, pool *sql.DB) error {
	before, err := m.dataVersion(ctx)
	if err != nil {
		return m.failed(err, false)
	}
	_, err = provider.Up(ctx)
	if err == nil {
		err = foreignKeys(ctx, pool)
	}
	if err == nil {
		m.log.Info("database migrated", "have", m.have, "want", m.want)
		return nil
	}
	// Not ctx: its end may be the reason why we are here.
	after, lookErr := m.dataVersion(context.WithoutCancel(ctx))
	if lookErr == nil && after == before || m.copy == "" {
		return m.failed(err, false)
	}
	if back := m.putBack(pool); back != nil {
		return m.failed(errors.Join(err, fmt.Errorf("put the copy back: %w", back)), false)
	}
	return m.failed(err, true)
}

// dataVersion is a number that changes when another connection commits.
func (m *migration) dataVersion(ctx context.Context) (v int64, err error) {
	err = m.probe.QueryRowContext(ctx, "PRAGMA data_version").Scan(&v)
	return v, err
}

// foreignKeys looks for rows that point nowhere. Migrations run without the
// enforcement, because otherwise a table could not be rebuilt.
func foreignKeys(ctx context.Context, pool *sql.DB) error {
	var table string
	err := pool.QueryRowContext(ctx, `SELECT "table" FROM pragma_foreign_key_check LIMIT 1`).Scan(&table)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err != nil:
		return fmt.Errorf("check foreign keys: %w", err)
	}
	return fmt.Errorf("a row of table %q points to one that does not exist", table)
}

// putBack replaces the database by the copy from before, which stays.
func (m *migration) putBack(pool *sql.DB) error {
	if err := errors.Join(pool.Close(), m.probe.Close()); err != nil {
		return err
	}
	// After the last connection is closed there is no WAL. If there is one,
	// somebody else has the file open, and it must not be replaced under them.
	if _, err := os.Lstat(m.path + "-wal"); err == nil {
		return fmt.Errorf("%s-wal is in use", m.path)
	}
	part := m.path + ".part"
	if err := copyFile(m.copy, part); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	if err := os.Rename(part, m.path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(m.path))
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

// failed says what is known: the version the database has now, the copy, and
// whether the copy had to be put back. The cause is kept as a code when it has
// one (a full disk), because then the advice is another one.
func (m *migration) failed(err error, restored bool) error {
	args := map[string]any{"path": m.path, "have": m.have, "want": m.want, "copy": m.copy, "restored": restored, "failed": int64(0), "cause": ""}
	var partial *goose.PartialError
	if errors.As(err, &partial) && partial.Failed != nil && partial.Failed.Source != nil {
		args["failed"] = partial.Failed.Source.Version
	}
	if p := AsProblem(problem(m.path, err)); p != nil {
		args["cause"] = p.Code
	}
	return &Problem{Code: codeMigration, Args: args, Err: err}
}

// newer refuses a database that a newer program has changed. The way back is
// one of the copies that were made on the way there.
func (m *migration) newer(ctx context.Context) error {
	copies, err := m.copies(ctx)
	if err != nil {
		m.log.Warn("cannot look for copies of the database", "path", m.path, "error", err)
	}
	return &Problem{Code: codeNewer, Args: map[string]any{"path": m.path, "have": m.have, "want": m.want, "copies": copies}}
}

// copies finds the copies that this program could use, newest first.
func (m *migration) copies(ctx context.Context) ([]string, error) {
	folder := filepath.Dir(m.path)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	type found struct{ path, stamp string }
	var usable []found
	for _, e := range entries {
		rest, ok := strings.CutPrefix(e.Name(), filepath.Base(m.path)+".before-")
		_, stamp, _ := strings.Cut(rest, "-")
		if !ok || e.IsDir() || strings.HasSuffix(rest, ".part") || strings.HasSuffix(rest, "-journal") {
			continue
		}
		path := filepath.Join(folder, e.Name())
		if v, err := versionOf(ctx, path); err == nil && v <= m.want {
			usable = append(usable, found{path, stamp})
		}
	}
	slices.SortFunc(usable, func(a, b found) int { return cmp.Compare(b.stamp, a.stamp) })
	paths := make([]string, len(usable))
	for i, u := range usable {
		paths[i] = u.path
	}
	return paths, nil
}

func versionOf(ctx context.Context, path string) (int64, error) {
	pool := openPool(path, "mode=ro&_query_only=1", 1)
	defer pool.Close()
	return version(ctx, pool)
}
