package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"huiyin/order"
)

const orderColumns = `no, resident, area, category, text_x, address_x, state, tier, unit, taker, by_rule,
 intake, accept_due, finish_due, offered_at, accepted_at, promised_at, arrived_at, done_at, ended_at, echo_at,
 accept_step, finish_step, declines, reopens, joined, rating, chat, message, thread, clock_at, ladder_at, finish_from, held_at, held_until, finish_spent, entry`

type scanner interface{ Scan(...any) error }

func (t *Tx) scanOrder(s scanner) (order.Order, error) {
	var o order.Order
	var text, address []byte
	var byRule int64
	var at [16]int64
	err := s.Scan(&o.No, &o.Resident, &o.Area, &o.Category, &text, &address, &o.State, &o.Tier, &o.Unit, &o.Taker, &byRule,
		&at[0], &at[1], &at[2], &at[3], &at[4], &at[5], &at[6], &at[7], &at[8], &at[9],
		&o.AcceptStep, &o.FinishStep, &o.Declines, &o.Reopens, &o.Joined, &o.Rating, &o.Chat, &o.Message, &o.Thread, &at[10], &at[11], &at[12], &at[13], &at[14], &at[15], &o.Entry)
	if errors.Is(err, sql.ErrNoRows) {
		return o, order.ErrGone
	}
	if err != nil {
		return o, err
	}
	o.ByRule = byRule == 1
	o.Intake, o.Start, o.LadderAt, o.AcceptDue, o.FinishDue, o.OfferedAt = moment(at[0]), moment(at[10]), moment(at[11]), moment(at[1]), moment(at[2]), moment(at[3])
	o.AcceptedAt, o.PromisedAt, o.ArrivedAt = moment(at[4]), moment(at[5]), moment(at[6])
	o.DoneAt, o.EndedAt, o.EchoAt = moment(at[7]), moment(at[8]), moment(at[9])
	o.FinishFrom, o.HeldAt, o.HeldUntil = moment(at[12]), moment(at[13]), moment(at[14])
	o.FinishSpent = time.Duration(at[15]) * time.Millisecond
	if o.Text, err = t.unseal(text); err != nil {
		return o, err
	}
	o.Address, err = t.unseal(address)
	return o, err
}

// Order reads one order. The error is order.ErrGone when there is none.
func (t *Tx) Order(no int64) (order.Order, error) {
	return t.scanOrder(t.row(`SELECT `+orderColumns+` FROM ord WHERE no = $1`, no))
}

// AddOrder gives the order its number and keeps it. album is the id that the
// messages of an album share, or empty.
func (t *Tx) AddOrder(o *order.Order, album string) error {
	no, err := t.next("order")
	if err != nil {
		return err
	}
	o.No = no
	_, err = t.exec(`INSERT INTO ord (`+orderColumns+`, album) VALUES
 ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25,$26,$27,$28,$29,$30,$31,$32,$33,$34,$35,$36,$37,$38)`,
		o.No, o.Resident, o.Area, o.Category, t.seal(o.Text), t.seal(o.Address), string(o.State), int64(o.Tier), o.Unit, o.Taker, bit(o.ByRule),
		ms(o.Intake), ms(o.AcceptDue), ms(o.FinishDue), ms(o.OfferedAt), ms(o.AcceptedAt), ms(o.PromisedAt), ms(o.ArrivedAt),
		ms(o.DoneAt), ms(o.EndedAt), ms(o.EchoAt),
		o.AcceptStep, o.FinishStep, o.Declines, o.Reopens, o.Joined, int64(o.Rating), o.Chat, o.Message, o.Thread, ms(o.Start), ms(o.LadderAt),
		ms(o.FinishFrom), ms(o.HeldAt), ms(o.HeldUntil), o.FinishSpent.Milliseconds(), int64(o.Entry), album)
	if err != nil {
		return fmt.Errorf("add order: %w", err)
	}
	return nil
}

// SaveOrder writes what may change in an order's life. Intake, resident and
// both due times are never written again.
func (t *Tx) SaveOrder(o order.Order) error {
	_, err := t.exec(`UPDATE ord SET area=$2, category=$3, text_x=$4, address_x=$5, state=$6, tier=$7, unit=$8, taker=$9, by_rule=$10,
 offered_at=$11, accepted_at=$12, promised_at=$13, arrived_at=$14, done_at=$15, ended_at=$16, echo_at=$17,
 accept_step=$18, finish_step=$19, declines=$20, reopens=$21, joined=$22, rating=$23, ladder_at=$24 WHERE no=$1`,
		o.No, o.Area, o.Category, t.seal(o.Text), t.seal(o.Address), string(o.State), int64(o.Tier), o.Unit, o.Taker, bit(o.ByRule),
		ms(o.OfferedAt), ms(o.AcceptedAt), ms(o.PromisedAt), ms(o.ArrivedAt), ms(o.DoneAt), ms(o.EndedAt), ms(o.EchoAt),
		o.AcceptStep, o.FinishStep, o.Declines, o.Reopens, o.Joined, int64(o.Rating), ms(o.LadderAt))
	if err != nil {
		return fmt.Errorf("save order %d: %w", o.No, err)
	}
	return nil
}

// RestartClocks writes the order's two clocks anew. Only the reopening of an
// order may do that.
func (t *Tx) RestartClocks(o order.Order) error {
	_, err := t.exec(`UPDATE ord SET clock_at=$2, accept_due=$3, finish_due=$4, finish_from=0, finish_spent=0 WHERE no=$1`, o.No, ms(o.Start), ms(o.AcceptDue), ms(o.FinishDue))
	return err
}

// MoveFinish writes the finish clock and the hold anew. Only a hold, its end
// and an extension may do that.
func (t *Tx) MoveFinish(o order.Order) error {
	_, err := t.exec(`UPDATE ord SET finish_due=$2, finish_from=$3, held_at=$4, held_until=$5, finish_spent=$6 WHERE no=$1`,
		o.No, ms(o.FinishDue), ms(o.FinishFrom), ms(o.HeldAt), ms(o.HeldUntil), o.FinishSpent.Milliseconds())
	return err
}

func (t *Tx) orders(where string, args ...any) ([]order.Order, error) {
	rows, err := t.query(`SELECT `+orderColumns+` FROM ord WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []order.Order
	for rows.Next() {
		o, err := t.scanOrder(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, o)
	}
	return list, rows.Err()
}

// OrderByMessage finds the order that a message of a chat became, also when
// the message is another one of the same album; 0 when there is none.
func (t *Tx) OrderByMessage(chat int64, message int, album string) (no int64, err error) {
	err = t.row(`SELECT no FROM ord WHERE chat = $1 AND message = $2 AND message <> 0`, chat, message).Scan(&no)
	if errors.Is(err, sql.ErrNoRows) && album != "" {
		err = t.row(`SELECT no FROM ord WHERE chat = $1 AND album = $2 AND album <> ''`, chat, album).Scan(&no)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return no, err
}

// OrdersOf lists a resident's latest orders, the newest first.
func (t *Tx) OrdersOf(resident int64, limit int) ([]order.Order, error) {
	return t.orders(`resident = $1 ORDER BY no DESC LIMIT $2`, resident, limit)
}

// OpenOf lists all that is still owed to a resident.
func (t *Tx) OpenOf(resident int64) ([]order.Order, error) {
	return t.orders(`resident = $1 AND resident <> 0 AND state IN ('new', 'offered', 'accepted', 'held') ORDER BY no`, resident)
}

// HeldIn lists what somebody has taken in the areas and not finished.
func (t *Tx) HeldIn(areas []string) ([]order.Order, error) {
	list, args := t.in(areas)
	return t.orders(`state IN ('new', 'offered', 'accepted', 'held') AND taker <> 0 AND area IN (`+list+`) ORDER BY no`, args...)
}

// OpenIn lists what is open in the areas; everywhere when they are nil.
func (t *Tx) OpenIn(areas []string) ([]order.Order, error) {
	const open = `state IN ('new', 'offered', 'accepted', 'held')`
	if areas == nil {
		return t.orders(open + ` ORDER BY no`)
	}
	list, args := t.in(areas)
	return t.orders(open+` AND area IN (`+list+`) ORDER BY no`, args...)
}

// OpenByArea counts what is open, by the area in which it lies.
func (t *Tx) OpenByArea() (map[string]int, error) {
	rows, err := t.query(`SELECT area, COUNT(*) FROM ord WHERE state IN ('new', 'offered', 'accepted', 'held') GROUP BY area`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	open := map[string]int{}
	for rows.Next() {
		var area string
		var n int
		if err := rows.Scan(&area, &n); err != nil {
			return nil, err
		}
		open[area] = n
	}
	return open, rows.Err()
}

// Untaken lists what nobody has taken yet in the areas, the longest wait first.
func (t *Tx) Untaken(areas []string) ([]order.Order, error) {
	list, args := t.in(areas)
	return t.orders(`state IN ('new', 'offered') AND area IN (`+list+`) ORDER BY clock_at, no`, args...)
}

// OfferedTo lists the orders that a unit is asked for now.
func (t *Tx) OfferedTo(unit string) ([]order.Order, error) {
	return t.orders(`no IN (SELECT ord FROM dispatch WHERE unit = $1 AND unit <> '' AND state = 'offered' AND state IN ('offered', 'accepted')) ORDER BY no`, unit)
}

// OpenFrom lists what is open and held at this tier or above it.
func (t *Tx) OpenFrom(tier order.Tier) ([]order.Order, error) {
	return t.orders(`state IN ('new', 'offered', 'accepted', 'held') AND tier >= $1 ORDER BY no`, int64(tier))
}

// TakenBy lists the orders that a person holds now.
func (t *Tx) TakenBy(person int64) ([]order.Order, error) {
	return t.orders(`taker = $1 AND state IN ('accepted', 'held') ORDER BY no`, person)
}

// LateOrders counts what is past a clock in the areas now, as order.Overdue has
// it, and lists those that wait longest.
func (t *Tx) LateOrders(areas []string, limit int) (list []order.Order, count int, err error) {
	keys, args := t.in(areas)
	now, most := mark(len(args)+1), mark(len(args)+2)
	// The end is named so that the index of areas leaves out what has ended.
	late := `state IN ('new', 'offered', 'accepted', 'held') AND state <> 'held' AND ended_at = 0 AND area IN (` + keys + `)
 AND (finish_due <= ` + now + ` OR (accept_due <= ` + now + ` AND state IN ('new', 'offered')))`
	args = append(args, ms(t.Now()))
	if err := t.row(`SELECT COUNT(*) FROM ord WHERE `+late, args...).Scan(&count); err != nil || count == 0 {
		return nil, 0, err
	}
	list, err = t.orders(late+` ORDER BY clock_at, no LIMIT `+most, append(args, limit)...)
	return list, count, err
}

// in makes the list of placeholders for the keys.
func (t *Tx) in(keys []string) (string, []any) {
	if len(keys) == 0 {
		return "''", nil
	}
	marks, args := make([]string, len(keys)), make([]any, len(keys))
	for i, k := range keys {
		marks[i], args[i] = fmt.Sprintf("$%d", i+1), k
	}
	return strings.Join(marks, ","), args
}

// next counts a counter up by one and returns it.
func (t *Tx) next(name string) (n int64, err error) {
	err = t.row(`UPDATE counter SET value = value + 1 WHERE name = $1 RETURNING value`, name).Scan(&n)
	return n, err
}

// Attachment is a file or a place that belongs to an order.
type Attachment struct {
	Stage  string // intake, evidence
	Kind   string // photo, voice, video, document, place
	FileID string
	Lat    float64
	Lon    float64
}

// Attach adds a file or a place to the order.
func (t *Tx) Attach(no int64, a Attachment) error {
	_, err := t.exec(`INSERT INTO attachment (ord, stage, kind, file_x, lat, lon) VALUES ($1,$2,$3,$4,$5,$6)`,
		no, a.Stage, a.Kind, t.seal(a.FileID), a.Lat, a.Lon)
	return err
}

// Attachments lists what belongs to the order, in the order of arrival.
func (t *Tx) Attachments(no int64) ([]Attachment, error) {
	rows, err := t.query(`SELECT stage, kind, file_x, lat, lon FROM attachment WHERE ord = $1 ORDER BY id`, no)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Attachment
	for rows.Next() {
		var a Attachment
		var file []byte
		if err := rows.Scan(&a.Stage, &a.Kind, &file, &a.Lat, &a.Lon); err != nil {
			return nil, err
		}
		if a.FileID, err = t.unseal(file); err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, rows.Err()
}

// Join remembers that a neighbour has the same trouble; again says that they
// had said so before.
func (t *Tx) Join(no, person int64) (again bool, err error) {
	res, err := t.exec(`INSERT INTO joined (ord, person, at) VALUES ($1,$2,$3) ON CONFLICT (ord, person) DO NOTHING`, no, person, ms(t.Now()))
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 0, err
}

// Joined lists the neighbours who wait for the order too.
func (t *Tx) Joined(no int64) ([]int64, error) {
	return t.ids(`SELECT person FROM joined WHERE ord = $1 ORDER BY at, person`, no)
}

func (t *Tx) ids(query string, args ...any) ([]int64, error) {
	rows, err := t.query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		list = append(list, id)
	}
	return list, rows.Err()
}

// Echoed records that the resident heard something now.
func (t *Tx) Echoed(no int64) error {
	_, err := t.exec(`UPDATE ord SET echo_at = $2 WHERE no = $1`, no, ms(t.Now()))
	return err
}

// CountOrders counts the orders that the person made since then, for themselves
// or for others, also those of before they were forgotten.
func (t *Tx) CountOrders(person int64, since time.Time) (n int, err error) {
	err = t.row(`SELECT (SELECT COUNT(*) FROM ledger WHERE person = $1 AND person <> 0 AND at >= $2 AND act = 'intake') +
 (SELECT COUNT(*) FROM ran WHERE job = '`+jobSpent+`' AND scope = $3 AND at >= $2)`, person, ms(since), t.db.box.markOf(person)).Scan(&n)
	return n, err
}

// jobSpent are the orders that a person made on the day they were forgotten, so
// that deleting is no way to more orders than others may make. Nothing but a mark
// stands for the person, and a day later it goes too.
const (
	jobSpent  = "spent"
	spentKept = 24 * time.Hour
)

// keepSpent remembers how many orders the person made of late, before the ledger
// forgets that it was they.
func (t *Tx) keepSpent(person int64) error {
	var n int
	since := t.Now().Add(-spentKept)
	err := t.row(`SELECT COUNT(*) FROM ledger WHERE person = $1 AND person <> 0 AND at >= $2 AND act = 'intake'`, person, ms(since)).Scan(&n)
	for i := 0; i < n && err == nil; i++ {
		_, err = t.RunOnce(jobSpent, t.db.box.markOf(person), fmt.Sprintf("%d/%d", ms(t.Now()), i))
	}
	return err
}
