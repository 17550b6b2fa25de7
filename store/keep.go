package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Past is a class of what is personal and has had its time.
type Past string

// The classes, in the order in which they are swept.
const (
	PastFiles    Past = "files"    // photos, voices, places of orders that ended
	PastOrders   Past = "orders"   // who, words, address, who did what, of orders that ended
	PastDrafts   Past = "drafts"   // what was never submitted, and what was asked and not answered
	PastMessages Past = "messages" // panels of the bot that nobody uses any more
	PastShown    Past = "shown"    // who saw whose phone
	PastHistory  Past = "history"  // who agreed to what, who changed what, who invited whom
)

// Pasts lists the classes.
func Pasts() []Past {
	return []Past{PastFiles, PastOrders, PastDrafts, PastMessages, PastShown, PastHistory}
}

// TakeAway takes away at most limit of what is of the class and from before then:
// what counts remains, who and what does not. It tells how much that was; less
// than limit means that nothing is left. What is taken away is noted.
func (t *Tx) TakeAway(class Past, before time.Time, limit int) (n int, err error) {
	switch class {
	case PastFiles, PastOrders:
		n, err = t.takeOrders(class, before, limit)
	case PastDrafts:
		n, err = t.takeDrafts(before, limit)
	default:
		n, err = t.takeRows(class, before, limit)
	}
	if err != nil || n == 0 {
		return n, err
	}
	_, err = t.exec(`INSERT INTO swept (at, class, before, count) VALUES ($1,$2,$3,$4)`, ms(t.Now()), string(class), ms(before), n)
	return n, err
}

// takeOrders goes through the orders that ended, from where it stopped the last time.
func (t *Tx) takeOrders(class Past, before time.Time, limit int) (int, error) {
	at, no, err := t.swept(class)
	if err != nil {
		return 0, err
	}
	list, err := t.endedAfter(at, no, ms(before), limit)
	for _, e := range list {
		if class == PastFiles {
			_, err = t.exec(`DELETE FROM attachment WHERE ord = $1`, e.no)
		} else {
			err = t.emptyPast(e.no)
		}
		if err != nil {
			return 0, err
		}
	}
	if err != nil || len(list) == 0 {
		return 0, err
	}
	last := list[len(list)-1]
	return len(list), t.SetMeta("swept_"+string(class), fmt.Sprintf("%d %d", last.at, last.no))
}

type ended struct{ at, no int64 }

func (t *Tx) endedAfter(at, no, before int64, limit int) (list []ended, err error) {
	rows, err := t.query(`SELECT ended_at, no FROM ord WHERE ended_at <> 0 AND ended_at >= $1 AND ended_at < $2 AND (ended_at > $1 OR no > $3)
 ORDER BY ended_at, no LIMIT $4`, at, before, no, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var e ended
		if err := rows.Scan(&e.at, &e.no); err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, rows.Err()
}

// swept is the last order that was taken away of the class.
func (t *Tx) swept(class Past) (at, no int64, err error) {
	text, err := t.Meta("swept_" + string(class))
	a, n, _ := strings.Cut(text, " ")
	at, _ = strconv.ParseInt(a, 10, 64)
	no, _ = strconv.ParseInt(n, 10, 64)
	return at, no, err
}

// emptyPast takes out of an order who it was, what was said, and who did what. Its
// category, times, units, acts and rating stay.
func (t *Tx) emptyPast(no int64) error {
	if err := t.emptyNotes(no); err != nil {
		return err
	}
	defer t.unlearn()
	for _, q := range []string{
		`UPDATE ord SET resident = 0, taker = 0, text_x = NULL, address_x = NULL, chat = 0, message = 0, thread = 0, album = '' WHERE no = $1`,
		`DELETE FROM attachment WHERE ord = $1`,
		`DELETE FROM joined WHERE ord = $1`,
		`DELETE FROM shown WHERE ord = $1 AND ord <> 0`,
		`DELETE FROM rest WHERE ord = $1`,
		`DELETE FROM errand WHERE ord = $1`,
		`DELETE FROM dialog WHERE ord = $1`,
		`DELETE FROM post WHERE ord = $1 AND ord <> 0`,
		`UPDATE ledger SET person = 0 WHERE ord = $1`,
		`UPDATE dispatch SET taker = 0 WHERE ord = $1`,
	} {
		if _, err := t.exec(q, no); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) takeDrafts(before time.Time, limit int) (int, error) {
	people, err := t.ids(`SELECT person FROM draft WHERE at < $1 ORDER BY at LIMIT $2`, ms(before), limit)
	if err != nil {
		return 0, err
	}
	for _, p := range people {
		for _, q := range []string{`DELETE FROM draft WHERE person = $1`, `DELETE FROM post WHERE chat = $1 AND slot = 'draft'`,
			`DELETE FROM timer WHERE kind = 'draft' AND scope = CAST($1 AS TEXT)`} {
			if _, err := t.exec(q, p); err != nil {
				return 0, err
			}
		}
	}
	if _, err := t.exec(`DELETE FROM dialog WHERE at < $1`, ms(before)); err != nil {
		return 0, err
	}
	return len(people), nil
}

// panelSlots are the slots of what is only shown while somebody looks at it.
const panelSlots = `(slot IN ('people','roster','duty','leave','privacy','phone','invite','lang','forget','settings','areas','group') OR slot LIKE 'rota:%' OR slot LIKE 'role:%')`

// takeRows takes away what stands in rows of its own.
func (t *Tx) takeRows(class Past, before time.Time, limit int) (n int, err error) {
	queries := map[Past][]string{
		PastMessages: {`DELETE FROM post WHERE id IN (SELECT id FROM post WHERE ` + panelSlots + ` AND ord = 0 AND pending = 0 AND at < $1 LIMIT $2)`},
		PastShown:    {`DELETE FROM shown WHERE id IN (SELECT id FROM shown WHERE at < $1 ORDER BY at LIMIT $2)`},
		// What holds is the last word of a person, whenever it was said.
		PastHistory: {`UPDATE consent SET person = 0 WHERE id IN (SELECT c.id FROM consent c WHERE c.at < $1 AND c.person <> 0
 AND EXISTS (SELECT 1 FROM consent later WHERE later.person = c.person AND later.person <> 0 AND later.what = c.what AND later.id > c.id) LIMIT $2)`,
			`UPDATE revision SET person = 0 WHERE id IN (SELECT id FROM revision WHERE at < $1 AND person <> 0 LIMIT $2)`,
			`UPDATE community SET by_person = 0 WHERE version IN (SELECT version FROM community WHERE at < $1 AND by_person <> 0 LIMIT $2)`,
			`DELETE FROM invite WHERE code IN (SELECT code FROM invite WHERE at < $1 LIMIT $2)`,
			`DELETE FROM swept WHERE id IN (SELECT id FROM swept WHERE at < $1 LIMIT $2)`},
	}[class]
	for _, q := range queries {
		res, err := t.exec(q, ms(before), limit)
		if err != nil {
			return n, err
		}
		more, err := res.RowsAffected()
		if err != nil {
			return n, err
		}
		n = max(n, int(more))
	}
	return n, nil
}

// Swept is what was taken away at one time.
type Swept struct {
	At     time.Time
	Class  Past
	Before time.Time
	Count  int
}

// SweptSince lists what was taken away since then, oldest first.
func (t *Tx) SweptSince(since time.Time) (list []Swept, err error) {
	rows, err := t.query(`SELECT at, class, before, count FROM swept WHERE at >= $1 ORDER BY id`, ms(since))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s Swept
		var at, before int64
		if err := rows.Scan(&at, &s.Class, &before, &s.Count); err != nil {
			return nil, err
		}
		s.At, s.Before = moment(at), moment(before)
		list = append(list, s)
	}
	return list, rows.Err()
}

const sweptAtRow = "swept_at"

// SweptAll notes that everything that had its time was taken away.
func (t *Tx) SweptAll() error { return t.SetMeta(sweptAtRow, strconv.FormatInt(ms(t.Now()), 10)) }

// SweptAt is when that was the last time; zero when it never was.
func (t *Tx) SweptAt() (time.Time, error) {
	text, err := t.Meta(sweptAtRow)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	at, _ := strconv.ParseInt(text, 10, 64)
	return moment(at), err
}
