package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// Contents is what a database holds, as far as two copies of it must agree. How
// it lies in the file does not matter.
type Contents struct {
	Version int64     `json:"version"` // of the schema
	Latest  time.Time `json:"latest"`  // of the latest line of the ledger; zero when there is none
	Tables  []Table   `json:"tables"`  // by name
}

// Table is what one table holds.
type Table struct {
	Name string `json:"name"`
	Rows int64  `json:"rows"`
	Hash string `json:"hash"` // SHA-256 over all values of all rows, as hex
}

// Rows is how many rows there are, in the named table or, for "", in all.
func (c Contents) Rows(table string) (n int64) {
	for _, t := range c.Tables {
		if table == "" || t.Name == table {
			n += t.Rows
		}
	}
	return n
}

// Differs names the first table that is not the same in both; "" if none.
func (c Contents) Differs(other Contents) string {
	for i, t := range c.Tables {
		if i >= len(other.Tables) || t != other.Tables[i] {
			return t.Name
		}
	}
	if len(other.Tables) > len(c.Tables) {
		return other.Tables[len(c.Tables)].Name
	}
	if c.Version != other.Version {
		return "version"
	}
	return ""
}

// CopyOut writes what the database holds at one moment to the new file to, and
// says what that was, both from the same snapshot. Whoever writes is not held
// up. The copy was not checked, nor is it durable.
func (db *DB) CopyOut(ctx context.Context, to string) (Contents, error) {
	if db.closed() {
		return Contents{}, ErrClosed
	}
	c, err := copyOut(ctx, db.path, "mode=ro&_query_only=1&_busy_timeout=5000", to)
	return c, problem(db.path, err)
}

// CopyBeside is CopyOut for a database that another process may be using. One
// that nobody uses is kept from being opened meanwhile.
func CopyBeside(ctx context.Context, path, to string) (Contents, error) {
	if _, err := os.Stat(path); err != nil {
		return Contents{}, err
	}
	path, err := realPath(path)
	if err != nil {
		return Contents{}, err
	}
	params := "mode=ro&_query_only=1&_busy_timeout=5000"
	if lock, err := lockFile(path); err == nil {
		defer lock.release()
		// Without a WAL SQLite would make one even for reading, perhaps as another user's.
		if _, err := os.Stat(path + "-wal"); errors.Is(err, fs.ErrNotExist) {
			params += "&immutable=1"
		}
	}
	c, err := copyOut(ctx, path, params, to)
	return c, problem(path, err)
}

// Inspect checks a database file that nobody uses, and says what it holds.
func Inspect(ctx context.Context, path string) (c Contents, err error) {
	if err := quickCheck(ctx, path); err != nil {
		return c, problem(path, err)
	}
	pool := openPool(path, "mode=ro&_query_only=1", 1)
	defer pool.Close()
	if err := foreignKeys(ctx, pool); err != nil {
		return c, problem(path, err)
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return c, problem(path, err)
	}
	defer conn.Close()
	c, err = contents(ctx, conn)
	return c, problem(path, err)
}

// copyOut copies the pages and reads the rows inside one read transaction. The
// copy is then packed anew, so that nothing that was deleted lies in it.
func copyOut(ctx context.Context, from, params, to string) (c Contents, err error) {
	pool := openPool(from, params, 1)
	defer pool.Close()
	src, err := pool.Conn(ctx)
	if err != nil {
		return c, err
	}
	defer src.Close()
	if _, err := src.ExecContext(ctx, "BEGIN"); err != nil {
		return c, err
	}
	defer func() { _, _ = src.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") }() // the connection goes anyway
	if _, err := version(ctx, src); err != nil {                                      // the first read fixes the snapshot
		return c, err
	}
	if err := copyPages(ctx, src, to); err != nil {
		return c, fmt.Errorf("copy pages: %w", err)
	}
	if c, err = contents(ctx, src); err != nil {
		return c, fmt.Errorf("read contents: %w", err)
	}
	return c, nil
}

// pagesAtOnce is how many pages are copied before it is asked whether to go on.
const pagesAtOnce = 1024

// copyPages uses SQLite's own backup. It begins anew whenever its source sees a
// change; inside a read transaction there is none to be seen.
func copyPages(ctx context.Context, src *sql.Conn, to string) error {
	if err := writeFile(to, nil); err != nil {
		return err
	}
	pool := openPool(to, "_synchronous=OFF&_foreign_keys=off", 1)
	defer pool.Close()
	dst, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer dst.Close()
	err = src.Raw(func(from any) error {
		return dst.Raw(func(into any) error {
			b, err := into.(*sqlite3.SQLiteConn).Backup("main", from.(*sqlite3.SQLiteConn), "main")
			if err != nil {
				return err
			}
			for done := false; !done && err == nil; {
				if done, err = b.Step(pagesAtOnce); err == nil {
					err = ctx.Err()
				}
			}
			return errors.Join(err, b.Finish())
		})
	})
	if err != nil {
		return err
	}
	for _, q := range []string{"PRAGMA journal_mode = OFF", "VACUUM"} {
		if _, err := dst.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// contents reads every row of every table.
func contents(ctx context.Context, on *sql.Conn) (c Contents, err error) {
	if c.Version, err = version(ctx, on); err != nil {
		return c, err
	}
	names, err := texts(ctx, on, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
	if err != nil {
		return c, err
	}
	for _, name := range names {
		t, err := sum(ctx, on, name)
		if err != nil {
			return c, fmt.Errorf("read table %s: %w", name, err)
		}
		c.Tables = append(c.Tables, t)
	}
	if slices.Contains(names, "ledger") {
		var at int64
		if err := on.QueryRowContext(ctx, "SELECT coalesce(max(at), 0) FROM ledger").Scan(&at); err != nil {
			return c, err
		}
		c.Latest = moment(at)
	}
	return c, nil
}

// sum hashes the rows in the order of the table's key: the order in which they
// lie there changes when a database is packed.
func sum(ctx context.Context, on *sql.Conn, table string) (Table, error) {
	t := Table{Name: table}
	key, err := texts(ctx, on, "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk", table)
	if err != nil {
		return t, err
	}
	if len(key) == 0 {
		if key, err = texts(ctx, on, "SELECT name FROM pragma_table_info(?1) ORDER BY cid", table); err != nil {
			return t, err
		}
	}
	for i, name := range key {
		key[i] = quoted(name)
	}
	rows, err := on.QueryContext(ctx, "SELECT * FROM "+quoted(table)+" ORDER BY "+strings.Join(key, ", ")) //nolint:gosec // names of our own schema, quoted
	if err != nil {
		return t, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return t, err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	h := sha256.New()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return t, err
		}
		for _, v := range values {
			hashValue(h, v)
		}
		t.Rows++
	}
	t.Hash = hex.EncodeToString(h.Sum(nil))
	return t, rows.Err()
}

// hashValue writes the kind and the length before each value, so that no two
// different rows look the same.
func hashValue(h hash.Hash, v any) {
	var head [9]byte
	var body []byte
	switch v := v.(type) {
	case nil:
		head[0] = 'n'
	case int64:
		head[0] = 'i'
		binary.BigEndian.PutUint64(head[1:], uint64(v)) //nolint:gosec // the bits are what is hashed
	case float64:
		head[0] = 'f'
		binary.BigEndian.PutUint64(head[1:], math.Float64bits(v))
	case []byte:
		head[0], body = 'b', v
		binary.BigEndian.PutUint64(head[1:], uint64(len(body)))
	default: // a text, or what the driver makes of one in a column of dates
		head[0], body = 't', fmt.Append(nil, v)
		binary.BigEndian.PutUint64(head[1:], uint64(len(body)))
	}
	h.Write(head[:])
	h.Write(body)
}

func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func texts(ctx context.Context, on *sql.Conn, query string, args ...any) ([]string, error) {
	rows, err := on.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, rows.Err()
}
