package store

import (
	"strconv"
	"strings"
	"time"

	"huiyin/order"
)

// Entry is a line of the ledger: one thing that happened to one order.
type Entry struct {
	ID       int64
	Order    int64
	At       time.Time
	Act      order.Act
	Person   int64  // who did it; 0: the clock, or somebody who was forgotten
	Relation string // as what they did it
	Was      order.State
	State    order.State
	Tier     order.Tier
	Unit     string
	Note     string
}

// Note adds a line to the ledger.
func (t *Tx) Note(e Entry) error {
	_, err := t.exec(`INSERT INTO ledger (ord, at, act, person, relation, was, state, tier, unit, note_x) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)`,
		e.Order, ms(t.Now()), string(e.Act), e.Person, e.Relation, string(e.Was), string(e.State), int64(e.Tier), e.Unit, t.seal(e.Note))
	return err
}

// History lists what happened to the order, oldest first.
func (t *Tx) History(no int64) ([]Entry, error) { return t.entries(`ord = $1 ORDER BY id`, no) }

// First is the line that began the order; ok is false where there is none.
func (t *Tx) First(no int64) (e Entry, ok bool, err error) {
	return oneOf(t.entries(`ord = $1 ORDER BY id LIMIT 1`, no))
}

// Latest is the last line of the order with one of these acts; ok is false where
// there is none. An order that lies for months has hundreds of lines, and each time
// that its cards are drawn somebody asks.
func (t *Tx) Latest(no int64, acts ...order.Act) (e Entry, ok bool, err error) {
	args := []any{no}
	marks := make([]string, len(acts))
	for i, a := range acts {
		marks[i] = mark(i + 2)
		args = append(args, string(a))
	}
	return oneOf(t.entries(`ord = $1 AND act IN (`+strings.Join(marks, ",")+`) ORDER BY id DESC LIMIT 1`, args...))
}

func oneOf(list []Entry, err error) (Entry, bool, error) {
	if err != nil || len(list) == 0 {
		return Entry{}, false, err
	}
	return list[0], true, nil
}

// CountSaid counts what the person said about the order since then: messages to
// the other side, and changes of its words.
func (t *Tx) CountSaid(no, person int64, since time.Time) (n int, err error) {
	err = t.row(`SELECT COUNT(*) FROM ledger WHERE ord = $1 AND person = $2 AND act IN ('relay', 'edit') AND at >= $3`, no, person, ms(since)).Scan(&n)
	return n, err
}

func (t *Tx) entries(where string, args ...any) ([]Entry, error) {
	rows, err := t.query(`SELECT id, ord, at, act, person, relation, was, state, tier, unit, note_x FROM ledger WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Entry
	for rows.Next() {
		var e Entry
		var at int64
		var note []byte
		if err := rows.Scan(&e.ID, &e.Order, &at, &e.Act, &e.Person, &e.Relation, &e.Was, &e.State, &e.Tier, &e.Unit, &note); err != nil {
			return nil, err
		}
		e.At = moment(at)
		if e.Note, err = t.unseal(note); err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, rows.Err()
}

// Counts are the figures of the areas between two times, [from, to). What came in,
// was taken, was finished and ended in the period is counted in the ledger: an order
// that has gone on since – given back and taken anew, reopened – was taken all the
// same. How it stands, and the rates, are read from the orders; those that ended
// before have no part in that, and are not read.
func (t *Tx) Counts(areas []string, from, to time.Time) (c order.Counts, err error) {
	list, args := t.in(areas)
	n := len(args)
	args = append(args, ms(from), ms(to))
	f, u := mark(n+1), mark(n+2)
	rated := `ended_at >= ` + f + ` AND ended_at < ` + u + ` AND state = 'closed'`
	// An answer is due in the period when it came in it, or when its clock ran out in it unanswered.
	answered := `accepted_at >= ` + f + ` AND accepted_at < ` + u
	missed := `accept_due >= ` + f + ` AND accept_due < ` + u + ` AND (accepted_at = 0 OR accepted_at >= ` + u + `) AND state NOT IN ('withdrawn', 'refused')`
	// Two looks into the index of areas instead of one OR, and below the ledger before the orders: either way what
	// ended long ago is not read, which is most of an old database.
	lately := `(SELECT * FROM ord WHERE area IN (` + list + `) AND ended_at = 0
 UNION ALL SELECT * FROM ord WHERE area IN (` + list + `) AND ended_at >= ` + f + ` AND ended_at <> 0) AS o`
	err = t.row(`SELECT COALESCE(SUM(CASE WHEN state IN ('new','offered','accepted','held') THEN 1 ELSE 0 END),0),
 COALESCE(SUM(CASE WHEN (`+answered+`) OR (`+missed+`) THEN 1 ELSE 0 END),0),
 COALESCE(SUM(CASE WHEN `+answered+` AND accepted_at <= accept_due THEN 1 ELSE 0 END),0),
 COALESCE(SUM(CASE WHEN `+rated+` AND rating <> 0 THEN 1 ELSE 0 END),0),
 COALESCE(SUM(CASE WHEN `+rated+` AND rating IN (1, 2) THEN 1 ELSE 0 END),0),
 COALESCE(SUM(CASE WHEN `+rated+` AND rating = 0 THEN 1 ELSE 0 END),0)
 FROM `+lately, args...).
		Scan(&c.Open, &c.Due, &c.InTime, &c.Rated, &c.Satisfied, &c.Silent)
	if err != nil {
		return c, err
	}
	// What came back since is not settled. Nothing ends before it is done, so these are among the same orders.
	settled := func(ended string) string {
		return `(SELECT COUNT(*) FROM ord o WHERE o.area IN (` + list + `) AND ` + ended + ` AND o.done_at >= ` + f + ` AND o.done_at < ` + u + `
 AND (SELECT l.act FROM ledger l WHERE l.ord = o.no AND l.act IN ('settle', 'finish') ORDER BY l.id DESC LIMIT 1) = 'settle')`
	}
	err = t.row(`SELECT `+settled(`o.ended_at = 0`)+` + `+settled(`o.ended_at >= `+f+` AND o.ended_at <> 0`), args...).Scan(&c.Settled)
	if err != nil {
		return c, err
	}
	// Rated orders count as solved unless they came back; those that came back are open again or were judged anew.
	c.Solved = c.Rated
	reopened := 0
	once := func(what string) string { return `COUNT(DISTINCT CASE WHEN ` + what + ` THEN l.ord END)` }
	err = t.row(`SELECT `+once(`l.act = 'intake'`)+`, `+once(`l.act = 'accept' OR l.act = 'settle' AND l.was IN ('new','offered')`)+`, `+once(`l.act IN ('finish','settle')`)+`,
 `+once(`l.state IN ('closed','withdrawn','refused') AND l.was NOT IN ('closed','withdrawn','refused')`)+`, COUNT(CASE WHEN l.act = 'reopen' THEN 1 END)
 FROM ledger l CROSS JOIN ord o WHERE o.no = l.ord AND o.area IN (`+list+`) AND l.at >= `+f+` AND l.at < `+u+`
 AND l.act IN ('intake','accept','settle','finish','rate','close','withdraw','refuse','reopen')`, args...).
		Scan(&c.New, &c.Accepted, &c.Finished, &c.Closed, &reopened)
	c.Rated += reopened
	return c, err
}

func mark(n int) string { return "$" + strconv.Itoa(n) }
