package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"math"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// groupLimit is how many writes share one commit at most. At 128 the price of
// the commit hardly shows in each; more would only make the first of them wait.
const groupLimit = 128

// job is one write on its way. Either answer or done is set (or neither).
type job struct {
	fn     func(*Tx) error
	answer chan error
	done   func(error)
	begun  atomic.Bool // whoever sets it first, the writer or a caller that gave up, decides

	hooks []func()
	err   error
}

// writer is the one goroutine that writes, and the one that tells the dones.
type writer struct {
	db          *DB
	afterCommit func()
	conn        *sql.Conn
	raw         *sqlite3.SQLiteConn
	verbs       verbs

	jobs    *mailbox[*job]
	answers *mailbox[told]
	ended   chan struct{} // the writing goroutine is gone
	told    chan struct{} // the telling goroutine is gone

	// gate makes "is it killed?" and the begin or commit that follows one step.
	// While inTx is false the writer does not touch its connection.
	gate   sync.Mutex
	killed bool
	inTx   bool

	group []*job // what the current transaction is about

	places, placesKept int64 // how many places were given away: in this transaction's database, in the last commit's
}

// verbs are the statements around every transaction, prepared once. They go
// to the driver directly; there is nothing in them for database/sql to do.
type verbs struct {
	begin, commit, rollback, save, keep, undo driver.StmtExecContext
	all                                       []driver.Stmt
}

func newWriter(ctx context.Context, db *DB, afterCommit func()) (*writer, error) {
	conn, err := db.writes.Conn(ctx)
	if err != nil {
		return nil, err
	}
	w := &writer{
		db: db, afterCommit: afterCommit, conn: conn,
		jobs: newMailbox[*job](), answers: newMailbox[told](),
		ended: make(chan struct{}), told: make(chan struct{}),
	}
	err = conn.Raw(func(c any) error {
		w.raw = c.(*sqlite3.SQLiteConn)
		return w.verbs.prepare(w.raw)
	})
	if err != nil {
		w.disconnect()
		return nil, fmt.Errorf("prepare writer: %w", err)
	}
	return w, nil
}

func (v *verbs) prepare(conn *sqlite3.SQLiteConn) error {
	for _, verb := range []struct {
		to  *driver.StmtExecContext
		sql string
	}{
		{&v.begin, "BEGIN IMMEDIATE"}, {&v.commit, "COMMIT"}, {&v.rollback, "ROLLBACK"},
		{&v.save, "SAVEPOINT one"}, {&v.keep, "RELEASE one"}, {&v.undo, "ROLLBACK TO one"},
	} {
		stmt, err := conn.Prepare(verb.sql)
		if err != nil {
			return err
		}
		v.all = append(v.all, stmt)
		*verb.to = stmt.(driver.StmtExecContext)
	}
	return nil
}

func run(verb driver.StmtExecContext) error {
	_, err := verb.ExecContext(context.Background(), nil)
	return err
}

func (w *writer) start() {
	go w.work()
	go w.tell()
}

func (w *writer) write(ctx context.Context, fn func(*Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	j := &job{fn: fn, answer: make(chan error, 1)}
	if !w.jobs.put(j) {
		return ErrClosed
	}
	select {
	case err := <-j.answer:
		return err
	case <-ctx.Done():
		if j.begun.CompareAndSwap(false, true) {
			return ctx.Err()
		}
		return <-j.answer
	}
}

func (w *writer) submit(fn func(*Tx) error, done func(error)) {
	if w.jobs.put(&job{fn: fn, done: done}) || done == nil {
		return
	}
	if !w.answers.put(told{done, ErrClosed}) {
		go done(ErrClosed)
	}
}

// work is the writing goroutine. It ends when the mailbox is closed and empty.
func (w *writer) work() {
	defer w.end()
	for {
		w.group = w.jobs.take(groupLimit, w.group[:0])
		if len(w.group) == 0 {
			return
		}
		w.transact()
		w.answer()
		w.fold()
		clear(w.group)
	}
}

// fold puts the WAL into the file and empties it, after somebody was forgotten:
// until then old pages stand in it. Where a reader is in the way, it is tried again
// after the next commit, of which there is one each minute at least.
func (w *writer) fold() {
	if !w.db.memory.fold.Load() {
		return
	}
	w.gate.Lock()
	defer w.gate.Unlock()
	if w.killed {
		return
	}
	// Nobody waits for it: a reader that is in the way may take its time.
	_, err := w.raw.Exec("PRAGMA busy_timeout = 0", nil)
	if err == nil {
		var rows driver.Rows
		if rows, err = w.raw.Query("PRAGMA wal_checkpoint(TRUNCATE)", nil); err == nil {
			busy := make([]driver.Value, 3)
			if err = rows.Next(busy); err == nil && busy[0] == int64(0) {
				w.db.memory.fold.Store(false)
			}
			_ = rows.Close()
		}
	}
	if _, e := w.raw.Exec("PRAGMA busy_timeout = 5000", nil); e != nil || err != nil {
		w.db.log.Warn("fold the WAL", "err", errors.Join(err, e))
	}
}

// end also runs when a function has ended the goroutine under us (as
// testing.T.FailNow does). The writer cannot go on then; nobody may be left
// waiting for it.
func (w *writer) end() {
	w.gate.Lock()
	w.killed = true
	w.gate.Unlock()
	w.jobs.close()
	w.rollback()
	for len(w.group) > 0 {
		for _, j := range w.group {
			if j != nil {
				w.reply(j, ErrClosed)
			}
		}
		w.group = w.jobs.take(math.MaxInt, w.group[:0])
	}
	w.answers.close()
	close(w.ended)
}

// transact runs the group in one transaction and leaves each job's outcome in it.
func (w *writer) transact() {
	w.group = started(w.group)
	if len(w.group) == 0 {
		return
	}
	err := w.begin()
	good := 0
	if err == nil {
		good, err = w.runGroup()
	}
	if err == nil && good > 0 {
		err = w.commit()
	}
	w.rollback()
	if err == nil {
		return
	}
	err = problem(w.db.path, err)
	for _, j := range w.group {
		if j.err == nil {
			j.err = err
		}
	}
}

// started drops the jobs whose callers gave up before their turn.
func started(group []*job) []*job {
	kept := group[:0]
	for _, j := range group {
		if j.begun.CompareAndSwap(false, true) {
			kept = append(kept, j)
		}
	}
	return kept
}

func (w *writer) begin() error {
	w.gate.Lock()
	defer w.gate.Unlock()
	if w.killed {
		return ErrClosed
	}
	if err := run(w.verbs.begin); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	w.inTx = true
	return nil
}

// runGroup runs all jobs and counts those that went well. Its error means that
// the transaction as a whole cannot be committed.
func (w *writer) runGroup() (good int, err error) {
	check := w.tx()
	if err := w.db.lease.hold(check); err != nil {
		return 0, err
	}
	check.end()
	single := len(w.group) == 1
	for _, j := range w.group {
		if !single {
			if err := run(w.verbs.save); err != nil {
				return 0, fmt.Errorf("savepoint: %w", err)
			}
		}
		w.runJob(j)
		switch {
		case w.raw.AutoCommit():
			// SQLite has given up the whole transaction (disk full, I/O error),
			// the work of the others included. Whatever the function made of it.
			if AsProblem(j.err) == nil {
				j.err = &Problem{Code: codeIO, Args: map[string]any{"path": w.db.path}, Err: cause(j.err)}
			}
			return 0, fmt.Errorf("transaction given up: %w", cause(j.err))
		case j.err == nil:
			good++
		}
		if err := w.closeJob(j, single); err != nil {
			return 0, err
		}
	}
	if good > 0 {
		err = w.keepPlaces()
	}
	return good, err
}

// keepPlaces writes down once per commit how many places in the outbox's queue
// were given away. Those of what was undone stay empty, which does no harm.
func (w *writer) keepPlaces() error {
	if w.places = w.db.places; w.places == w.placesKept {
		return nil
	}
	t := w.tx()
	defer t.end()
	_, err := t.exec(`UPDATE counter SET value = $1 WHERE name = 'post'`, w.places)
	return err
}

func cause(err error) error {
	if err == nil {
		return sql.ErrTxDone
	}
	return err
}

func (w *writer) closeJob(j *job, single bool) error {
	if single {
		return nil // good is 0 after an error, so there will be no commit
	}
	if j.err != nil {
		if err := run(w.verbs.undo); err != nil {
			return fmt.Errorf("rollback to savepoint: %w", err)
		}
	}
	if err := run(w.verbs.keep); err != nil {
		return fmt.Errorf("release savepoint: %w", err)
	}
	return nil
}

// runJob calls the function. A panic of one must not hurt the others, and what
// it says may hold personal data: the caller gets an error that says no more
// than what kind of thing it was, and only the log has the stack.
func (w *writer) runJob(j *job) {
	t := w.tx()
	defer func() {
		t.end()
		if r := recover(); r != nil {
			j.err = panicError(r)
			w.db.log.Error("a write panicked", "error", j.err, "stack", string(debug.Stack()))
		}
		j.hooks = t.hooks
	}()
	j.err = problem(w.db.path, j.fn(t))
}

func panicError(r any) error {
	if e, ok := r.(runtime.Error); ok {
		return fmt.Errorf("panic: %w", e)
	}
	return fmt.Errorf("panic with a %T", r)
}

func (w *writer) tx() *Tx {
	return &Tx{db: w.db, ctx: context.Background(), conn: w.conn, now: w.db.now(), write: true}
}

// commit makes the group durable. Nobody has heard of it when AfterCommit is
// called, and if that kills the database, nobody will.
func (w *writer) commit() error {
	w.gate.Lock()
	if w.killed {
		w.gate.Unlock()
		return ErrClosed
	}
	if err := run(w.verbs.commit); err != nil {
		w.gate.Unlock()
		return fmt.Errorf("commit: %w", err)
	}
	w.inTx = false
	w.gate.Unlock()
	w.placesKept = w.places
	w.db.lease.committed()
	if w.afterCommit != nil {
		w.afterCommit()
	}
	w.gate.Lock()
	defer w.gate.Unlock()
	if w.killed {
		return ErrClosed
	}
	return nil
}

// rollback ends a transaction that is still open. It may be gone already, then
// its error says so and does not matter.
func (w *writer) rollback() {
	w.gate.Lock()
	defer w.gate.Unlock()
	if w.inTx {
		_ = run(w.verbs.rollback)
		w.inTx = false
	}
}

// alone runs fn in a transaction of its own before the goroutine is started.
func (w *writer) alone(fn func(*Tx) error) error {
	if err := w.begin(); err != nil {
		return err
	}
	defer w.rollback()
	t := w.tx()
	defer t.end()
	if err := fn(t); err != nil {
		return err
	}
	w.gate.Lock()
	defer w.gate.Unlock()
	if err := run(w.verbs.commit); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	w.inTx = false
	w.db.lease.committed()
	return nil
}

// kill returns when there can be no further commit and no transaction is open.
func (w *writer) kill() {
	w.gate.Lock()
	w.killed = true
	busy := w.inTx
	w.gate.Unlock()
	w.jobs.close()
	if busy {
		<-w.ended
	}
}

// disconnect gives the connection back. The prepared verbs must go first: an
// open statement would keep the file open.
func (w *writer) disconnect() {
	for _, stmt := range w.verbs.all {
		_ = stmt.Close()
	}
	_ = w.conn.Close()
}
