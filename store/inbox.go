package store

import (
	"strconv"
	"time"
)

// States of an inbox row.
const (
	inboxWaiting = 0
	inboxDone    = 1
	inboxParked  = 2
)

// Incoming is an update as it came.
type Incoming struct {
	ID     int64
	Body   []byte // raw JSON; nil once done
	At     time.Time
	Parked string // why it was parked; empty: not parked
}

// Receive keeps the updates and moves the offset to next, in one commit of
// the caller's. An update that is known already is not kept again.
func (t *Tx) Receive(updates []Incoming, next int64) error {
	for _, u := range updates {
		state := inboxWaiting
		if u.Parked != "" {
			state = inboxParked
		}
		_, err := t.exec(`INSERT INTO inbox (update_id, at, state, body_x, error) VALUES ($1,$2,$3,$4,$5) ON CONFLICT (update_id) DO NOTHING`,
			u.ID, ms(t.Now()), state, t.sealBytes(u.Body), u.Parked)
		if err != nil {
			return err
		}
	}
	if next > 0 {
		if err := t.SetMeta("offset", strconv.FormatInt(next, 10)); err != nil {
			return err
		}
	}
	return t.SetMeta("offset_at", strconv.FormatInt(ms(t.Now()), 10))
}

// Offset is the number of the next update to ask for, and when Telegram was
// last heard of; 0 when it never was.
func (t *Tx) Offset() (next int64, at time.Time, err error) {
	a, err := t.Meta("offset")
	if err != nil {
		return 0, at, err
	}
	b, err := t.Meta("offset_at")
	if err != nil {
		return 0, at, err
	}
	next, _ = strconv.ParseInt(a, 10, 64) // empty at the first start
	n, _ := strconv.ParseInt(b, 10, 64)
	return next, moment(n), nil
}

// Waiting lists the updates that wait to be handled, after the given one, in
// order.
func (t *Tx) Waiting(after int64, limit int) ([]Incoming, error) {
	rows, err := t.query(`SELECT update_id, at, body_x FROM inbox WHERE state = 0 AND update_id > $1 ORDER BY update_id LIMIT $2`, after, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Incoming
	for rows.Next() {
		var u Incoming
		var at int64
		var body []byte
		if err := rows.Scan(&u.ID, &at, &body); err != nil {
			return nil, err
		}
		u.At = moment(at)
		if u.Body, err = t.unsealBytes(body); err != nil {
			return nil, err
		}
		list = append(list, u)
	}
	return list, rows.Err()
}

// Handled empties the update. first is false when it had been handled before:
// then nothing may be done again.
func (t *Tx) Handled(id int64) (first bool, err error) {
	res, err := t.exec(`UPDATE inbox SET state = $2, body_x = NULL WHERE update_id = $1 AND state = $3`, id, inboxDone, inboxWaiting)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// Park puts an update aside that can't be handled. It stays readable for the
// owner and does not stall the rest.
func (t *Tx) Park(id int64, why string) error {
	_, err := t.exec(`UPDATE inbox SET state = $2, error = $3 WHERE update_id = $1`, id, inboxParked, why)
	return err
}

// Parked counts the updates that were put aside.
func (t *Tx) Parked() (n int, err error) {
	err = t.row(`SELECT COUNT(*) FROM inbox WHERE state = $1`, inboxParked).Scan(&n)
	return n, err
}

// Sweep removes what is only kept to know it again: handled updates after the
// time that Telegram keeps them; after a day what a forgotten person had made;
// and, after the time for which messages are remembered, so that a reply to them
// or a button on them is understood, updates that were put aside, messages, cards
// of orders that ended, and what ran when.
func (t *Tx) Sweep(keep, remembered time.Duration) error {
	before := ms(t.Now().Add(-keep))
	if _, err := t.exec(`DELETE FROM inbox WHERE state = 1 AND at < $1`, before); err != nil {
		return err
	}
	if _, err := t.exec(`DELETE FROM ran WHERE job = '`+jobSpent+`' AND at < $1`, ms(t.Now().Add(-spentKept))); err != nil {
		return err
	}
	if _, err := t.exec(`DELETE FROM redeemed WHERE until < $1`, ms(t.Now())); err != nil {
		return err
	}
	old := ms(t.Now().Add(-remembered))
	for _, q := range []string{
		`DELETE FROM inbox WHERE state = 2 AND at < $1`,
		`DELETE FROM ran WHERE at < $1`,
		`DELETE FROM post WHERE slot = '' AND pending = 0 AND at < $1`,
		`DELETE FROM post WHERE ord <> 0 AND pending = 0 AND ord IN (SELECT no FROM ord WHERE ended_at <> 0 AND ended_at < $1)`,
	} {
		if _, err := t.exec(q, old); err != nil {
			return err
		}
	}
	return nil
}
