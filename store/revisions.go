package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"huiyin/order"
)

// The ways in which the territory and its rules are changed.
const (
	ByChat   = "chat"
	ByFile   = "file"
	ByRoster = "roster"
)

// Author is who changes the territory and its rules, and how.
type Author struct {
	Person int64  // 0: nobody in particular
	Way    string // chat, file or roster
	Undoes int64  // the revision that is taken back; 0: none
}

// Revision is a line of the history of the territory and its rules.
type Revision struct {
	ID int64
	At time.Time
	Author
	order.Revision
}

// ChangeCommunity keeps a new version of the territory and its rules, and writes
// into the history what is different from the one before.
func (t *Tx) ChangeCommunity(c *order.Community, by Author) error {
	was, err := t.Community()
	if err != nil {
		return err
	}
	if was != nil {
		for _, r := range order.Revisions(was, c) {
			_, err := t.exec(`INSERT INTO revision (at, person, way, item_of, name, was, became, undoes) VALUES ($1,$2,$3,$4,$5,$6,$7,$8)`,
				ms(t.Now()), by.Person, by.Way, r.Of, r.Name, r.Was, r.Is, by.Undoes)
			if err != nil {
				return fmt.Errorf("note revision: %w", err)
			}
		}
	}
	doc, err := json.Marshal(c)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO community (version, at, by_person, doc) SELECT COALESCE(MAX(version), 0) + 1, $1, $2, $3 FROM community`,
		ms(t.Now()), by.Person, string(doc))
	t.saved = c
	t.OnCommit(func() { t.db.community.Store(c) })
	return err
}

// SaveCommunity is ChangeCommunity for a whole new community: one that is read in
// first, or that comes with a roster.
func (t *Tx) SaveCommunity(c *order.Community, by int64) error {
	return t.ChangeCommunity(c, Author{Person: by, Way: ByRoster})
}

// Revisions lists what was changed, the newest first: of these areas' settings,
// or everything when there are none. limit and skip cut out a page.
func (t *Tx) Revisions(areas []string, limit, skip int) ([]Revision, error) {
	if areas == nil {
		return t.revisions(`id > 0 ORDER BY id DESC LIMIT $1 OFFSET $2`, limit, skip)
	}
	keys, args := t.in(areas)
	args = append(args, limit, skip)
	return t.revisions(`item_of IN (`+keys+`) AND item_of <> '' AND name NOT IN ('unit', 'category') ORDER BY id DESC LIMIT `+mark(len(args)-1)+` OFFSET `+mark(len(args)), args...)
}

// Revision reads one line of the history.
func (t *Tx) Revision(id int64) (r Revision, ok bool, err error) {
	list, err := t.revisions(`id = $1`, id)
	if err != nil || len(list) == 0 {
		return Revision{}, false, err
	}
	return list[0], true, nil
}

// RevisionsOf lists what the person changed, oldest first.
func (t *Tx) RevisionsOf(person int64) ([]Revision, error) {
	if person == 0 {
		return nil, nil
	}
	return t.revisions(`person = $1 AND person <> 0 ORDER BY id`, person)
}

func (t *Tx) revisions(where string, args ...any) ([]Revision, error) {
	rows, err := t.query(`SELECT id, at, person, way, item_of, name, was, became, undoes FROM revision WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Revision
	for rows.Next() {
		var r Revision
		var at int64
		if err := rows.Scan(&r.ID, &at, &r.Person, &r.Way, &r.Of, &r.Name, &r.Was, &r.Is, &r.Undoes); err != nil {
			return nil, err
		}
		r.At = moment(at)
		list = append(list, r)
	}
	return list, rows.Err()
}

// fileKey is where the community file stands as it was when it was last read in.
const fileKey = "community_file"

// ReadIn is the community file as it was when it was last read in; nil when there
// was none.
func (t *Tx) ReadIn() (*order.Community, error) {
	doc, err := t.Meta(fileKey)
	if err == nil && doc == "" { // of before this was kept: the first version came from the file
		err = t.row(`SELECT doc FROM community ORDER BY version LIMIT 1`).Scan(&doc)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return communityIn(doc)
}

// SetReadIn remembers the community file as it is read in now.
func (t *Tx) SetReadIn(c *order.Community) error {
	doc, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return t.SetMeta(fileKey, string(doc))
}

func communityIn(doc string) (*order.Community, error) {
	c := new(order.Community)
	if err := json.Unmarshal([]byte(doc), c); err != nil {
		return nil, fmt.Errorf("read community: %w", err)
	}
	if err := c.Prepare(); err != nil {
		return nil, fmt.Errorf("read community: %w", err)
	}
	return c, nil
}
