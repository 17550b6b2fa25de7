package store

import (
	"time"

	"huiyin/order"
)

// AddDispatch keeps a new offer and gives it its id.
func (t *Tx) AddDispatch(no int64, unit string) (id int64, err error) {
	t.unlearn()
	return t.insert(`INSERT INTO dispatch (ord, unit, state, at) VALUES ($1,$2,$3,$4) RETURNING id`,
		no, unit, string(order.DispatchOffered), ms(t.Now()))
}

// EndDispatch moves a dispatch to another state, with the taker or the reason
// that belong to it. The time of the answer stays the one of the first answer:
// what comes of an accepted offer says nothing about how fast it was accepted.
func (t *Tx) EndDispatch(id int64, state order.DispatchState, taker int64, reason string) error {
	t.unlearn()
	_, err := t.exec(`UPDATE dispatch SET state=$2, ended_at=CASE WHEN ended_at = 0 THEN $3 ELSE ended_at END, taker=$4, reason_x=$5 WHERE id=$1`,
		id, string(state), ms(t.Now()), taker, t.seal(reason))
	return err
}

// Dispatches lists all dispatches of the order, oldest first. The list is not
// to be changed.
func (t *Tx) Dispatches(no int64) ([]order.Dispatch, error) {
	if known, yes := t.dispatches[no]; yes {
		return known, nil
	}
	list, err := t.readDispatches(no)
	if err == nil {
		if t.dispatches == nil {
			t.dispatches = map[int64][]order.Dispatch{}
		}
		t.dispatches[no] = list
	}
	return list, err
}

func (t *Tx) readDispatches(no int64) ([]order.Dispatch, error) {
	rows, err := t.query(`SELECT id, ord, unit, state, at, ended_at, taker, reason_x FROM dispatch WHERE ord = $1 ORDER BY id`, no)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []order.Dispatch
	for rows.Next() {
		var d order.Dispatch
		var at, ended int64
		var reason []byte
		if err := rows.Scan(&d.ID, &d.Order, &d.Unit, &d.State, &at, &ended, &d.Taker, &reason); err != nil {
			return nil, err
		}
		d.At, d.EndedAt = moment(at), moment(ended)
		if d.Reason, err = t.unseal(reason); err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, rows.Err()
}

// TakenSince counts the orders that were offered to the unit since then and that
// it took. Ids rise with time, so that only those are read.
func (t *Tx) TakenSince(unit string, since time.Time) (n int, err error) {
	rows, err := t.query(`SELECT at, state FROM dispatch WHERE unit = $1 AND ended_at <> 0 ORDER BY id DESC`, unit)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var at int64
		var state order.DispatchState
		if err := rows.Scan(&at, &state); err != nil {
			return 0, err
		}
		if at < ms(since) {
			break
		}
		if state == order.DispatchAccepted || state == order.DispatchFinished {
			n++
		}
	}
	return n, rows.Err()
}

// Loads tells for each unit what it holds, how fast its latest twenty answers
// came, and whether the bot can reach it.
func (t *Tx) Loads(units []order.Unit) (map[string]order.Load, error) {
	loads := make(map[string]order.Load, len(units))
	for _, u := range units {
		var l order.Load
		var avg float64
		err := t.row(`SELECT (SELECT COUNT(*) FROM dispatch WHERE unit = $1 AND state IN ('offered', 'accepted')),
 (SELECT COUNT(*) FROM chat WHERE unit = $1 AND unit <> '' AND active = 1) +
 (SELECT COUNT(*) FROM member m JOIN person p ON p.id = m.person WHERE m.unit = $1 AND m.unit <> '' AND p.started = 1 AND p.blocked = 0)`,
			u.Key).Scan(&l.Open, &l.Answers)
		if err != nil {
			return nil, err
		}
		l.Reachable = l.Answers > 0
		err = t.row(`SELECT COUNT(*), COALESCE(AVG(ended_at - at), 0) FROM
 (SELECT at, ended_at FROM dispatch WHERE unit = $1 AND ended_at <> 0 AND state IN ('accepted', 'declined', 'finished') ORDER BY id DESC LIMIT 20) AS latest`,
			u.Key).Scan(&l.Answers, &avg)
		if err != nil {
			return nil, err
		}
		l.Answer = time.Duration(avg) * time.Millisecond
		loads[u.Key] = l
	}
	return loads, nil
}
