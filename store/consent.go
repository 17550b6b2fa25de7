package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"time"
)

// Consent is one yes or no of a person.
type Consent struct {
	At      time.Time
	Person  int64
	What    string // what they were asked
	Version int    // of the notice
	Given   bool
	Way     string // how they said it
}

// Agree keeps a person's yes or no. The latest one holds.
func (t *Tx) Agree(c Consent) error {
	if c.Person == 0 {
		return nil
	}
	_, err := t.exec(`INSERT INTO consent (at, person, what, version, given, way) VALUES ($1,$2,$3,$4,$5,$6)`,
		ms(t.Now()), c.Person, c.What, c.Version, bit(c.Given), c.Way)
	return err
}

// Consent is what a person said last when asked this; ok is false when they have
// not answered yet.
func (t *Tx) Consent(person int64, what string) (c Consent, ok bool, err error) {
	if person == 0 {
		return c, false, nil
	}
	var at, given int64
	err = t.row(`SELECT at, version, given, way FROM consent WHERE person = $1 AND person <> 0 AND what = $2 ORDER BY id DESC LIMIT 1`, person, what).Scan(&at, &c.Version, &given, &c.Way)
	if errors.Is(err, sql.ErrNoRows) {
		return Consent{}, false, nil
	}
	c.At, c.Person, c.What, c.Given = moment(at), person, what, given == 1
	return c, err == nil, err
}

// ConsentsOf lists all that a person said when asked, oldest first.
func (t *Tx) ConsentsOf(person int64) (list []Consent, err error) {
	rows, err := t.query(`SELECT at, what, version, given, way FROM consent WHERE person = $1 AND person <> 0 ORDER BY id`, person)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		c := Consent{Person: person}
		var at, given int64
		if err := rows.Scan(&at, &c.What, &c.Version, &given, &c.Way); err != nil {
			return nil, err
		}
		c.At, c.Given = moment(at), given == 1
		list = append(list, c)
	}
	return list, rows.Err()
}

// Shown says that what is somebody's own was shown to somebody else.
type Shown struct {
	ID     int64
	At     time.Time
	Person int64    // whose it is
	Viewer int64    // who saw it
	Order  int64    // 0: not because of an order
	What   []string // phone, address, map, words
	Unit   string   // as whose member they saw it
	Role   string   // or by which role
	How    string   // card, roster
	Sum    string   // changes when what is shown does
}

// shownDoc is what is sealed of it.
type shownDoc struct {
	What []string `json:"what"`
	Unit string   `json:"unit,omitempty"`
	Role string   `json:"role,omitempty"`
	How  string   `json:"how"`
	Sum  string   `json:"sum,omitempty"`
}

// Show keeps that something was shown. first is false when the same was shown to
// the same person for the same order before, and nothing is kept.
func (t *Tx) Show(s Shown) (first bool, err error) {
	if s.Person == 0 || s.Viewer == 0 || s.Person == s.Viewer {
		return false, nil
	}
	if s.Order != 0 {
		last, err := t.shown(`ord = $1 AND ord <> 0 AND viewer = $2 AND person = $3 ORDER BY id DESC LIMIT 1`, s.Order, s.Viewer, s.Person)
		if err != nil || len(last) == 1 && last[0].Sum == s.Sum {
			return false, err
		}
	}
	doc, err := json.Marshal(shownDoc{s.What, s.Unit, s.Role, s.How, s.Sum})
	if err != nil {
		return false, err
	}
	_, err = t.exec(`INSERT INTO shown (at, person, viewer, ord, doc_x) VALUES ($1,$2,$3,$4,$5)`, ms(t.Now()), s.Person, s.Viewer, s.Order, t.sealBytes(doc))
	return true, err
}

// ShownOf lists to whom what is a person's was shown, oldest first.
func (t *Tx) ShownOf(person int64) ([]Shown, error) {
	return t.shown(`person = $1 ORDER BY id`, person)
}

// ShownTo lists what a person was shown of others, oldest first.
func (t *Tx) ShownTo(viewer int64) ([]Shown, error) {
	return t.shown(`viewer = $1 AND viewer <> 0 ORDER BY id`, viewer)
}

func (t *Tx) shown(where string, args ...any) (list []Shown, err error) {
	rows, err := t.query(`SELECT id, at, person, viewer, ord, doc_x FROM shown WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s Shown
		var at int64
		var sealed []byte
		if err := rows.Scan(&s.ID, &at, &s.Person, &s.Viewer, &s.Order, &sealed); err != nil {
			return nil, err
		}
		var doc shownDoc
		if err := t.openDoc(sealed, &doc); err != nil {
			return nil, err
		}
		s.At, s.What, s.Unit, s.Role, s.How, s.Sum = moment(at), doc.What, doc.Unit, doc.Role, doc.How, doc.Sum
		list = append(list, s)
	}
	return list, rows.Err()
}
