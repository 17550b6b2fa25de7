package store

import (
	"database/sql"
	"errors"
	"time"
)

// Draft is an order in the making: what a resident said in private and has
// not submitted yet.
type Draft struct {
	Person int64
	Doc    []byte // JSON of package flows
	At     time.Time
	Asked  bool // the resident was reminded of it
}

// Draft reads a person's draft.
func (t *Tx) Draft(person int64) (d Draft, ok bool, err error) {
	var doc []byte
	var at, asked int64
	err = t.row(`SELECT doc_x, at, asked FROM draft WHERE person = $1`, person).Scan(&doc, &at, &asked)
	if errors.Is(err, sql.ErrNoRows) {
		return Draft{}, false, nil
	}
	if err != nil {
		return d, false, err
	}
	d = Draft{Person: person, At: moment(at), Asked: asked == 1}
	d.Doc, err = t.unsealBytes(doc)
	return d, err == nil, err
}

// SaveDraft keeps a person's draft; there is one per person.
func (t *Tx) SaveDraft(d Draft) error {
	_, err := t.exec(`INSERT INTO draft (person, doc_x, at, asked) VALUES ($1,$2,$3,$4) ON CONFLICT (person) DO UPDATE SET doc_x=$2, at=$3, asked=$4`,
		d.Person, t.sealBytes(d.Doc), ms(t.Now()), bit(d.Asked))
	return err
}

// DropDraft removes a person's draft.
func (t *Tx) DropDraft(person int64) error {
	_, err := t.exec(`DELETE FROM draft WHERE person = $1`, person)
	return err
}

// Dialog is what the bot expects a person to write next in a chat.
type Dialog struct {
	Person int64
	Chat   int64
	Step   string
	Order  int64
	Arg    string
	At     time.Time
}

// Dialog reads what is expected of the person in the chat.
func (t *Tx) Dialog(person, chat int64) (d Dialog, ok bool, err error) {
	var at int64
	err = t.row(`SELECT step, ord, arg, at FROM dialog WHERE person = $1 AND chat = $2`, person, chat).Scan(&d.Step, &d.Order, &d.Arg, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return Dialog{}, false, nil
	}
	d.Person, d.Chat, d.At = person, chat, moment(at)
	return d, err == nil, err
}

// SaveDialog remembers what is expected of the person in the chat.
func (t *Tx) SaveDialog(d Dialog) error {
	_, err := t.exec(`INSERT INTO dialog (person, chat, step, ord, arg, at) VALUES ($1,$2,$3,$4,$5,$6) ON CONFLICT (person, chat) DO UPDATE SET step=$3, ord=$4, arg=$5, at=$6`,
		d.Person, d.Chat, d.Step, d.Order, d.Arg, ms(t.Now()))
	return err
}

// DropDialog forgets what was expected.
func (t *Tx) DropDialog(person, chat int64) error {
	_, err := t.exec(`DELETE FROM dialog WHERE person = $1 AND chat = $2`, person, chat)
	return err
}
