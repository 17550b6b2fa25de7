package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// dsn makes the address of a database file. The path is escaped, because ?, #
// and % in it would be taken for the start of the parameters or for a code.
func dsn(path string, params string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return "file://" + (&url.URL{Path: path}).EscapedPath() + "?" + params
}

// connector opens connections without the registry of database/sql, which any
// other package could change.
type connector struct {
	driver *sqlite3.SQLiteDriver
	dsn    string
}

// Connect opens one connection. SQLite opens a local file; there is nothing to
// wait for, so ctx is not used.
func (c *connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }

// Driver returns the SQLite driver.
func (c *connector) Driver() driver.Driver { return c.driver }

func openPool(path, params string, size int) *sql.DB {
	pool := sql.OpenDB(&connector{driver: &sqlite3.SQLiteDriver{}, dsn: dsn(path, params)})
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size)
	return pool
}

// openPlain opens a connection for what is not everyday work: reading the
// version, copying. It takes the journal mode as it finds it.
func openPlain(path string) *sql.DB {
	return openPool(path, "_busy_timeout=5000&_foreign_keys=off&_synchronous=FULL", 1)
}

// statements is how many prepared statements each connection keeps; more than
// the program has, so that each is prepared once.
const statements = "256"

func (db *DB) connect(ctx context.Context, sync string) error {
	db.writes = openPool(db.path, "_journal_mode=WAL&_txlock=immediate&_busy_timeout=5000&_foreign_keys=on&_secure_delete=on&_synchronous="+sync+
		"&_stmt_cache_size="+statements, 1)
	if err := verify(ctx, db.writes, db.path, map[string]string{
		"journal_mode":  "wal",
		"foreign_keys":  "1",
		"synchronous":   fmt.Sprint(syncNumber(sync)),
		"secure_delete": "1", // what is deleted is overwritten: the key would open it
	}); err != nil {
		return err
	}
	db.reads = openPool(db.path, "mode=ro&_query_only=1&_busy_timeout=5000&_foreign_keys=on&_stmt_cache_size="+statements, readers)
	if err := verify(ctx, db.reads, db.path, map[string]string{
		"journal_mode": "wal",
		"query_only":   "1",
	}); err != nil {
		return err
	}
	dead, err := db.writes.Conn(ctx)
	if err != nil {
		return err
	}
	db.dead = dead
	return dead.Close()
}

// verify asks SQLite what the settings really are: an unknown or misspelt one is
// ignored without a word, and WAL is refused quietly where it cannot work.
func verify(ctx context.Context, pool *sql.DB, path string, want map[string]string) error {
	for name, value := range want {
		var have string
		if err := pool.QueryRowContext(ctx, "PRAGMA "+name).Scan(&have); err != nil {
			return fmt.Errorf("read PRAGMA %s: %w", name, err)
		}
		if !strings.EqualFold(have, value) {
			return &Problem{Code: codePragma, Args: map[string]any{"path": path, "name": name, "have": have, "want": value}}
		}
	}
	return nil
}
