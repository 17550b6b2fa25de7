package store

import (
	"database/sql"
	"errors"
	"time"
)

// Timer is something to be done at its time. There is one for each kind and
// scope: setting it again moves it.
type Timer struct {
	Kind  string
	Scope string // an order's number, a person's id, an area's key
	At    time.Time
}

// SetTimer sets or moves a timer.
func (t *Tx) SetTimer(kind, scope string, at time.Time) error {
	_, err := t.exec(`INSERT INTO timer (kind, scope, due_at) VALUES ($1,$2,$3) ON CONFLICT (kind, scope) DO UPDATE SET due_at = $3`, kind, scope, ms(at))
	t.OnCommit(t.db.wakeTimers)
	return err
}

// StopTimer removes a timer; none is no error.
func (t *Tx) StopTimer(kind, scope string) error {
	_, err := t.exec(`DELETE FROM timer WHERE kind = $1 AND scope = $2`, kind, scope)
	return err
}

// TakeTimer removes a timer if it is still due. Only who got true may act: so
// twice is once.
func (t *Tx) TakeTimer(kind, scope string) (bool, error) {
	res, err := t.exec(`DELETE FROM timer WHERE kind = $1 AND scope = $2 AND due_at <= $3`, kind, scope, ms(t.Now()))
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// TimerAt is when a timer is due; ok is false when it is not set.
func (t *Tx) TimerAt(kind, scope string) (at time.Time, ok bool, err error) {
	var n int64
	err = t.row(`SELECT due_at FROM timer WHERE kind = $1 AND scope = $2`, kind, scope).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return at, false, nil
	}
	return moment(n), err == nil, err
}

// DueTimers lists the timers whose time has come, the oldest first.
func (t *Tx) DueTimers(limit int) ([]Timer, error) {
	rows, err := t.query(`SELECT kind, scope, due_at FROM timer WHERE due_at <= $1 ORDER BY due_at, kind, scope LIMIT $2`, ms(t.Now()), limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Timer
	for rows.Next() {
		var x Timer
		var at int64
		if err := rows.Scan(&x.Kind, &x.Scope, &at); err != nil {
			return nil, err
		}
		x.At = moment(at)
		list = append(list, x)
	}
	return list, rows.Err()
}

// NextTimer is when the first timer is due; ok is false when there is none.
func (t *Tx) NextTimer() (at time.Time, ok bool, err error) {
	var n *int64
	if err = t.row(`SELECT MIN(due_at) FROM timer`).Scan(&n); err != nil || n == nil {
		return at, false, err
	}
	return time.UnixMilli(*n), true, nil
}

// NextOf is when the first timer of a kind is due; ok is false when there is none.
func (t *Tx) NextOf(kind string) (at time.Time, ok bool, err error) {
	var n *int64
	if err = t.row(`SELECT MIN(due_at) FROM timer WHERE kind = $1`, kind).Scan(&n); err != nil || n == nil {
		return at, false, err
	}
	return moment(*n), true, nil
}

// RunOnce reports whether the periodic job has not run yet for the scope at that
// local time, or on that day, and remembers that it does now.
func (t *Tx) RunOnce(job, scope, day string) (bool, error) {
	res, err := t.exec(`INSERT INTO ran (job, scope, day, at) VALUES ($1,$2,$3,$4) ON CONFLICT (job, scope, day) DO NOTHING`, job, scope, day, ms(t.Now()))
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// SetTimerOnce sets a timer unless there is one already.
func (t *Tx) SetTimerOnce(kind, scope string, at time.Time) error {
	_, err := t.exec(`INSERT INTO timer (kind, scope, due_at) VALUES ($1,$2,$3) ON CONFLICT (kind, scope) DO NOTHING`, kind, scope, ms(at))
	t.OnCommit(t.db.wakeTimers)
	return err
}
