package store

import (
	"database/sql"
	"errors"
	"time"

	"huiyin/order"
)

// Errand is an order that waits for somebody in a chat: what they were told of,
// and when they are to be called because of it.
type Errand struct {
	Chat  int64
	Order int64
	View  string // the card that it is to them
	State order.State
	Tier  order.Tier
	Why   string    // key of the line that says why they are called
	Due   time.Time // when they are to be called; zero: they were
	Said  time.Time // when they were called last; zero: never

	Category string    // of the order; only read
	Limit    time.Time // when its clock runs out; only read
	Rolled   bool      // the chat has a rolling card; only read by ErrandsOf
}

// SaveErrand keeps what waits in a chat. When it was said last is kept where the
// errand does not tell.
func (t *Tx) SaveErrand(e Errand) error {
	_, err := t.exec(`INSERT INTO errand (chat, ord, view, state, tier, why, due, said) VALUES ($1,$2,$3,$4,$5,$6,$7,$8)
 ON CONFLICT (chat, ord, view) DO UPDATE SET state = $4, tier = $5, why = $6, due = $7, said = CASE WHEN $8 = 0 THEN said ELSE $8 END`,
		e.Chat, e.Order, e.View, string(e.State), int64(e.Tier), e.Why, ms(e.Due), ms(e.Said))
	return err
}

const errandColumns = `e.chat, e.ord, e.view, e.state, e.tier, e.why, e.due, e.said, o.category,
 CASE WHEN o.state IN ('new', 'offered') THEN o.accept_due ELSE o.finish_due END AS runs_out`

func (t *Tx) errands(sql string, args ...any) ([]Errand, error) {
	rows, err := t.query(sql, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Errand
	for rows.Next() {
		var e Errand
		var state string
		var tier, due, said, limit, rolled int64
		if err := rows.Scan(&e.Chat, &e.Order, &e.View, &state, &tier, &e.Why, &due, &said, &e.Category, &limit, &rolled); err != nil {
			return nil, err
		}
		e.State, e.Tier, e.Due, e.Said, e.Limit, e.Rolled = order.State(state), order.Tier(tier), moment(due), moment(said), moment(limit), rolled == 1
		list = append(list, e)
	}
	return list, rows.Err()
}

// Errands lists what waits in a chat, what runs out first before the others.
func (t *Tx) Errands(chat int64) ([]Errand, error) {
	return t.errands(`SELECT `+errandColumns+`, 0 FROM errand AS e JOIN ord AS o ON o.no = e.ord WHERE e.chat = $1 ORDER BY runs_out, e.ord, e.view`, chat)
}

// ErrandsOf lists where an order waits for somebody.
func (t *Tx) ErrandsOf(no int64, slot string) ([]Errand, error) {
	return t.errands(`SELECT `+errandColumns+`, EXISTS (SELECT 1 FROM post AS p WHERE p.chat = e.chat AND p.slot = $2 AND p.slot <> '')
 FROM errand AS e JOIN ord AS o ON o.no = e.ord WHERE e.ord = $1 ORDER BY e.chat, e.view`, no, slot)
}

// ErrandDue is when an order is to be called in a chat; zero when it is not.
func (t *Tx) ErrandDue(chat, no int64, view string) (time.Time, error) {
	var due int64
	err := t.row(`SELECT due FROM errand WHERE chat = $1 AND ord = $2 AND view = $3`, chat, no, view).Scan(&due)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return moment(due), err
}

// HasErrand reports whether an order waits for somebody in a chat.
func (t *Tx) HasErrand(chat, no int64) (has bool, err error) {
	var n int64
	err = t.row(`SELECT COUNT(*) FROM errand WHERE chat = $1 AND ord = $2`, chat, no).Scan(&n)
	return n > 0, err
}

// DropErrand removes what does not wait any more.
func (t *Tx) DropErrand(chat, no int64, view string) error {
	_, err := t.exec(`DELETE FROM errand WHERE chat = $1 AND ord = $2 AND view = $3`, chat, no, view)
	return err
}

// DropErrands removes all that waits in a chat.
func (t *Tx) DropErrands(chat int64) error {
	_, err := t.exec(`DELETE FROM errand WHERE chat = $1`, chat)
	return err
}

// Rest is somebody's wish to be reminded of an order later. It holds while the
// order is in the same state.
type Rest struct {
	Person int64
	Order  int64
	State  order.State
	Until  time.Time
	Why    string // a code, or words
}

// SaveRest keeps a rest; there is one per person and order.
func (t *Tx) SaveRest(r Rest) error {
	_, err := t.exec(`INSERT INTO rest (person, ord, state, until, why_x) VALUES ($1,$2,$3,$4,$5)
 ON CONFLICT (person, ord) DO UPDATE SET state = $3, until = $4, why_x = $5`, r.Person, r.Order, string(r.State), ms(r.Until), t.seal(r.Why))
	return err
}

func (t *Tx) rests(where string, args ...any) ([]Rest, error) {
	rows, err := t.query(`SELECT person, ord, state, until, why_x FROM rest WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Rest
	for rows.Next() {
		var r Rest
		var state string
		var until int64
		var why []byte
		if err := rows.Scan(&r.Person, &r.Order, &state, &until, &why); err != nil {
			return nil, err
		}
		r.State, r.Until = order.State(state), moment(until)
		if r.Why, err = t.unseal(why); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

// Rest finds a person's rest of an order; ok is false when there is none.
func (t *Tx) Rest(person, no int64) (r Rest, ok bool, err error) {
	list, err := t.rests(`person = $1 AND ord = $2`, person, no)
	if err != nil || len(list) == 0 {
		return Rest{}, false, err
	}
	return list[0], true, nil
}

// RestsBy lists what a person wants to be reminded of later.
func (t *Tx) RestsBy(person int64) ([]Rest, error) {
	return t.rests(`person = $1 ORDER BY until, ord`, person)
}

// RestsOf lists who wants to be reminded of an order later.
func (t *Tx) RestsOf(no int64) ([]Rest, error) {
	return t.rests(`ord = $1 ORDER BY until, person`, no)
}

// EndRest removes a rest; none is no error.
func (t *Tx) EndRest(person, no int64) error {
	_, err := t.exec(`DELETE FROM rest WHERE person = $1 AND ord = $2`, person, no)
	return err
}

// NextErrand is when something that waits in the chat is due next, and when the
// chat was called last; zero times where there is none.
func (t *Tx) NextErrand(chat int64) (next, last time.Time, err error) {
	var due, said sql.NullInt64
	err = t.row(`SELECT MIN(CASE WHEN due > 0 THEN due END), MAX(said) FROM errand WHERE chat = $1`, chat).Scan(&due, &said)
	if errors.Is(err, sql.ErrNoRows) {
		return next, last, nil
	}
	return moment(due.Int64), moment(said.Int64), err
}
