package store

import (
	"strings"
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
// came, and whether the bot can reach it. It is one query for all of them.
func (t *Tx) Loads(units []order.Unit) (map[string]order.Load, error) {
	loads := make(map[string]order.Load, len(units))
	if len(units) == 0 {
		return loads, nil
	}
	keys := make([]string, len(units))
	for i, u := range units {
		keys[i] = u.Key
	}
	list, args := t.in(keys)
	rows, err := t.query(`WITH u (key) AS (VALUES (`+strings.ReplaceAll(list, ",", "),(")+`))
 SELECT u.key, (SELECT COUNT(*) FROM dispatch d WHERE d.unit = u.key AND d.state IN ('offered', 'accepted')),
 COALESCE((SELECT AVG(ended_at - at) FROM (SELECT d.at, d.ended_at FROM dispatch d
  WHERE d.unit = u.key AND d.ended_at <> 0 AND d.state IN ('accepted', 'declined', 'finished') ORDER BY d.id DESC LIMIT 20) AS latest), 0),
 CASE WHEN EXISTS (SELECT 1 FROM chat c WHERE c.unit = u.key AND c.unit <> '' AND c.active = 1)
  OR EXISTS (SELECT 1 FROM member m JOIN person p ON p.id = m.person WHERE m.unit = u.key AND m.unit <> '' AND p.started = 1 AND p.blocked = 0)
  THEN 1 ELSE 0 END FROM u`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var key string
		var l order.Load
		var avg float64
		var reachable int64
		if err := rows.Scan(&key, &l.Open, &avg, &reachable); err != nil {
			return nil, err
		}
		l.Answer, l.Reachable = time.Duration(avg)*time.Millisecond, reachable == 1
		loads[key] = l
	}
	return loads, rows.Err()
}
