package store

import (
	"context"
	"database/sql"
	"time"

	"huiyin/order"
)

// Tx is one transaction: all or nothing. It is valid only inside the function
// it was given to and only on that function's goroutine. It knows its time, and
// it seals what is personal.
type Tx struct {
	db    *DB
	ctx   context.Context
	conn  *sql.Conn
	now   time.Time
	write bool
	over  bool
	hooks []func()
	open  []*sql.Rows
	saved *order.Community // what this transaction made of the community
	duty  roster
	recall
}

// Now returns the time at which this transaction's function started. All times
// that it stores or compares come from here, so one step has one time.
func (t *Tx) Now() time.Time { return t.now }

// OnCommit has f called after the transaction is durable, and not at all when
// it is rolled back. It is meant for wake-ups: f runs on the writer's goroutine
// before anybody hears of the commit, so it must be quick and must not call
// Write or Close (Submit is fine). In a read it is called when the read ends
// without an error.
func (t *Tx) OnCommit(f func()) { t.hooks = append(t.hooks, f) }

// on returns the connection to use. SQLite may roll back a whole transaction by
// itself (disk full, I/O error); a statement after that would be committed on
// its own, outside of everything. Such a statement, and one of a Tx that
// outlived its function, gets a connection that refuses with sql.ErrConnDone.
func (t *Tx) on() *sql.Conn {
	if t.over || t.write && t.db.writer.raw.AutoCommit() {
		return t.db.dead
	}
	return t.conn
}

func (t *Tx) exec(query string, args ...any) (sql.Result, error) {
	return t.on().ExecContext(t.ctx, t.db.dialect.sqlite(query), args...)
}

func (t *Tx) query(query string, args ...any) (*sql.Rows, error) {
	rows, err := t.on().QueryContext(t.ctx, t.db.dialect.sqlite(query), args...)
	if err != nil {
		return nil, err
	}
	t.open = append(t.open, rows)
	return rows, nil
}

func (t *Tx) row(query string, args ...any) *sql.Row {
	return t.on().QueryRowContext(t.ctx, t.db.dialect.sqlite(query), args...)
}

// insert runs a statement that ends in RETURNING id, the one way to learn a new
// row's number that all databases share.
func (t *Tx) insert(query string, args ...any) (id int64, err error) {
	err = t.row(query, args...).Scan(&id)
	return id, err
}

func (t *Tx) seal(s string) []byte { return t.db.box.seal([]byte(s)) }

func (t *Tx) unseal(b []byte) (string, error) {
	plain, err := t.unsealBytes(b)
	return string(plain), err
}

func (t *Tx) sealBytes(b []byte) []byte { return t.db.box.seal(b) }

// unsealBytes reports a value that does not open as damage: the key as such was
// checked at start.
func (t *Tx) unsealBytes(b []byte) ([]byte, error) {
	plain, err := t.db.box.unseal(b)
	if err != nil {
		return nil, &Problem{Code: codeCorrupt, Args: map[string]any{"path": t.db.path}, Err: err}
	}
	return plain, nil
}

// end closes what the function left open. Rows that were forgotten would keep
// their connection busy for ever.
func (t *Tx) end() {
	t.over = true
	for _, rows := range t.open {
		_ = rows.Close()
	}
}
