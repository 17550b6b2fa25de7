package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"
)

//go:embed migrations
var embedded embed.FS

// Options say where the database is and how to treat it.
type Options struct {
	Path    string           // the database file; its folder is created (0700)
	KeyFile string           // the key of what is sealed: made at first start, 0600, 32 random bytes as hex
	Now     func() time.Time // the clock; required

	Synchronous string       // PRAGMA synchronous, default FULL; less only in tests: NORMAL loses acknowledged commits at a power cut
	AfterCommit func()       // for tests: called right after a durable commit, before anybody hears of it; may call Kill
	Migrations  fs.FS        // numbered .sql files, default: the embedded ones
	Log         *slog.Logger // default: nothing is logged
}

// readers is the size of the reading pool. SQLite readers do not hinder each
// other, but each costs a page cache; more than this many at once gains nothing
// on the machines this program is meant for.
const readers = 4

// DB is an open database. It is safe for use by many goroutines.
type DB struct {
	memory
	path    string
	now     func() time.Time
	log     *slog.Logger
	box     *box
	dialect dialect
	lease   lease

	lock     *fileLock
	writes   *sql.DB
	reads    *sql.DB
	dead     *sql.Conn // a closed connection, for a Tx that must not do anything any more
	writer   *writer
	teardown sync.Once
}

// Open opens the database, making file, folder and key at the first start and
// migrating if the program is newer. What the operator can mend comes back as a
// *Problem. ctx is for the opening only.
func Open(ctx context.Context, o Options) (*DB, error) {
	if err := o.complete(); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	db, err := open(ctx, o)
	if err != nil {
		return nil, problem(o.Path, fmt.Errorf("open database: %w", err))
	}
	return db, nil
}

func open(ctx context.Context, o Options) (_ *DB, err error) {
	if err := sqliteNewEnough(); err != nil {
		return nil, err
	}
	db := &DB{memory: newMemory(), path: o.Path, now: o.Now, log: o.Log}
	defer func() {
		if err != nil {
			db.release()
		}
	}()
	if db.lock, err = lockFile(o.Path); err != nil {
		return nil, err
	}
	if err = touch(o.Path); err != nil {
		return nil, err
	}
	if err = db.prepare(ctx, o); err != nil {
		return nil, err
	}
	if err = db.connect(ctx, o.Synchronous); err != nil {
		return nil, err
	}
	db.writer, err = newWriter(ctx, db, o.AfterCommit)
	if err != nil {
		return nil, err
	}
	if err = db.settle(); err != nil {
		return nil, err
	}
	db.fold.Store(true) // the last run may have ended before it came to that
	db.writer.start()
	return db, nil
}

// prepare does what must be done before the database is used: is it ours to
// read, is it of our version? The key is looked at first, so that a database
// that could not be used anyway is not migrated.
func (db *DB) prepare(ctx context.Context, o Options) error {
	plain := openPlain(o.Path)
	defer plain.Close()
	check, err := keyCheck(ctx, plain)
	if err != nil {
		return err
	}
	if db.box, err = keyed(o, check); err != nil {
		return err
	}
	if err = db.box.learnMarks(ctx, plain); err != nil {
		return err
	}
	m := &migration{path: o.Path, files: o.Migrations, now: o.Now, log: o.Log, probe: plain}
	return m.run(ctx)
}

// settle writes what an open database must hold: the known sealed text and our
// lease. The writer's goroutine is not running yet.
func (db *DB) settle() error {
	return db.writer.alone(func(t *Tx) error {
		if err := t.keepKeyCheck(); err != nil {
			return fmt.Errorf("keep key check: %w", err)
		}
		if err := db.lease.take(t); err != nil {
			return fmt.Errorf("take lease: %w", err)
		}
		return nil
	})
}

func (o *Options) complete() error {
	switch {
	case o.Now == nil:
		return errors.New("Options.Now is missing")
	case o.Path == "":
		return errors.New("Options.Path is missing")
	case o.KeyFile == "":
		return errors.New("Options.KeyFile is missing")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Synchronous == "" {
		o.Synchronous = "FULL"
	}
	o.Synchronous = strings.ToUpper(o.Synchronous)
	if syncNumber(o.Synchronous) < 0 {
		return fmt.Errorf("Options.Synchronous %q is unknown", o.Synchronous)
	}
	if o.Migrations == nil {
		sub, err := fs.Sub(embedded, "migrations/sqlite")
		if err != nil {
			return err
		}
		o.Migrations = sub
	}
	var err error
	if o.Path, err = realPath(o.Path); err != nil {
		return err
	}
	return nil
}

// syncNumber is what SQLite answers when asked for PRAGMA synchronous, -1 for a
// word that it does not know.
func syncNumber(word string) int {
	return slices.Index([]string{"OFF", "NORMAL", "FULL", "EXTRA"}, word)
}

// realPath makes the folder and follows links, so that two names of one file
// get one lock.
func realPath(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	folder := filepath.Dir(abs)
	if err := os.MkdirAll(folder, 0o700); err != nil { //nolint:gosec // the folder that the owner names
		return "", &Problem{Code: codeNoFolder, Args: map[string]any{"path": abs, "folder": folder}, Err: err}
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real, nil
	}
	folder, err = filepath.EvalSymlinks(folder)
	if err != nil {
		return "", err
	}
	return filepath.Join(folder, filepath.Base(abs)), nil
}

// touch makes the file for ourselves only. SQLite would make it readable for
// all, and gives -wal and -shm the rights of the main file.
func touch(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func sqliteNewEnough() error {
	const least, leastNumber = "3.51.3", 3_051_003 // older ones can damage a WAL database
	have, number, _ := sqlite3.Version()
	if number < leastNumber {
		return &Problem{Code: codeOldSQLite, Args: map[string]any{"have": have, "want": least}}
	}
	return nil
}

// verb runs a statement without parameters. The driver prepares what is executed
// so anew each time, and keeps what is asked for as a query.
func verb(conn *sql.Conn, text string) error {
	rows, err := conn.QueryContext(context.Background(), text)
	if err != nil {
		return err
	}
	for rows.Next() { // an error may show only here
		continue
	}
	return errors.Join(rows.Err(), rows.Close())
}

// Read runs fn on one snapshot that already holds every commit that Write has
// reported. Writing in it fails. When ctx ends, a running query is broken off. fn
// must not call Read: it could wait for a connection that it holds itself.
func (db *DB) Read(ctx context.Context, fn func(*Tx) error) error {
	if db.closed() {
		return ErrClosed
	}
	conn, err := db.reads.Conn(ctx)
	if err != nil {
		return db.readError(ctx, err)
	}
	t := &Tx{db: db, ctx: ctx, conn: conn, now: db.now()}
	if err := verb(conn, "BEGIN"); err != nil {
		return db.readError(ctx, errors.Join(err, conn.Close()))
	}
	defer func() {
		t.end()
		if err := verb(conn, "ROLLBACK"); err != nil {
			_ = conn.Raw(func(any) error { return driver.ErrBadConn })
		}
		_ = conn.Close()
	}()
	if err := fn(t); err != nil {
		return db.readError(ctx, err)
	}
	for _, hook := range t.hooks {
		hook()
	}
	return nil
}

// closed reports whether Close or Kill was called. What is only looked at has no
// writer, and is never closed while it is read.
func (db *DB) closed() bool { return db.writer != nil && db.writer.jobs.closed() }

// readError names the cause: the end of ctx shows as an interrupt of SQLite, and
// a pool that was closed meanwhile has an error of its own.
func (db *DB) readError(ctx context.Context, err error) error {
	var lite sqlite3.Error
	switch {
	case errors.As(err, &lite) && lite.Code == sqlite3.ErrInterrupt && ctx.Err() != nil:
		return ctx.Err()
	case db.closed() && AsProblem(err) == nil && (errors.As(err, &lite) || errors.Is(err, sql.ErrConnDone) || strings.Contains(err.Error(), "database is closed")):
		return ErrClosed
	}
	return problem(db.path, err)
}

// Write runs fn in a transaction and returns after the commit that contains it
// is durable, or with fn's error after its changes were undone. Other writes may
// share the commit, but not the fate.
//
// When ctx ends before fn has started, fn will not run and the error is ctx's.
// After that the answer is waited for, because nobody could tell otherwise
// whether it happened. fn must not call Write, Close or Kill.
func (db *DB) Write(ctx context.Context, fn func(*Tx) error) error {
	return db.writer.write(ctx, fn)
}

// Submit is Write without waiting. Functions run in the order of submission.
// done, if not nil, is called exactly once with what Write would have returned.
// It is called on a goroutine that exists for this alone, one done after the
// other in the order of submission: it may call Write, but while it takes its
// time, later answers wait. It must not call Close.
func (db *DB) Submit(fn func(*Tx) error, done func(error)) {
	db.writer.submit(fn, done)
}

// Close finishes the queued writes, delivers their answers and closes the file.
// Later calls fail with ErrClosed. It may be called more than once, but not from
// inside fn, OnCommit or done.
func (db *DB) Close() error {
	db.writer.jobs.close()
	<-db.writer.ended
	<-db.writer.told
	db.release()
	return nil
}

// Kill is for tests: it does what the death of the process would do. There is no
// further commit, waiting writes and all later calls fail with ErrClosed, and
// the file is free for the next Open when it returns. It may be called from
// Options.AfterCommit; then the commit is on the disk, but nobody hears of it.
// It must not be called from inside fn.
func (db *DB) Kill() {
	db.writer.kill()
	db.release()
}

// release gives everything back, the writing connection last, so that it is the
// one to fold the WAL into the file.
func (db *DB) release() {
	db.teardown.Do(func() {
		if db.reads != nil {
			_ = db.reads.Close()
		}
		if db.writer != nil {
			db.writer.disconnect()
		}
		if db.writes != nil {
			_ = db.writes.Close()
		}
		if db.lock != nil {
			db.lock.release()
		}
	})
}
