package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"huiyin/order"
)

// RosterAsk is a roster that somebody has sent in chat and not agreed to yet.
type RosterAsk struct {
	Person int64
	Mark   string // of what was in force when it was compared
	Change order.RosterChange
	At     time.Time
}

// RosterAsk reads what the person is asked about.
func (t *Tx) RosterAsk(person int64) (a RosterAsk, ok bool, err error) {
	var at int64
	var doc []byte
	err = t.row(`SELECT at, mark, change_x FROM roster_ask WHERE person = $1`, person).Scan(&at, &a.Mark, &doc)
	if errors.Is(err, sql.ErrNoRows) {
		return RosterAsk{}, false, nil
	}
	if err != nil {
		return a, false, err
	}
	a.Person, a.At = person, moment(at)
	if doc, err = t.unsealBytes(doc); err != nil {
		return a, false, err
	}
	if err := json.Unmarshal(doc, &a.Change); err != nil {
		return a, false, fmt.Errorf("read asked roster: %T", err) // the error itself quotes names
	}
	if a.Change.Community != nil {
		err = a.Change.Community.Prepare()
	}
	return a, err == nil, err
}

// SaveRosterAsk keeps what the person is asked about, in place of what they were
// asked before.
func (t *Tx) SaveRosterAsk(a RosterAsk) error {
	doc, err := json.Marshal(a.Change)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO roster_ask (person, at, mark, change_x) VALUES ($1,$2,$3,$4) ON CONFLICT (person) DO UPDATE SET at=$2, mark=$3, change_x=$4`,
		a.Person, ms(t.Now()), a.Mark, t.sealBytes(doc))
	return err
}

// DropRosterAsk forgets what the person was asked about.
func (t *Tx) DropRosterAsk(person int64) error {
	_, err := t.exec(`DELETE FROM roster_ask WHERE person = $1`, person)
	return err
}

// SweepRosterAsks forgets what was not answered since then.
func (t *Tx) SweepRosterAsks(before time.Time) error {
	_, err := t.exec(`DELETE FROM roster_ask WHERE at < $1`, ms(before))
	return err
}
