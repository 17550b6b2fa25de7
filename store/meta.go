package store

import (
	"database/sql"
	"errors"

	"huiyin/order"
)

// Meta reads a value of the program's own; "" when it was never set.
func (t *Tx) Meta(key string) (value string, err error) {
	err = t.row(`SELECT value FROM meta WHERE key = $1`, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, err
}

// SetMeta keeps a value of the program's own.
func (t *Tx) SetMeta(key, value string) error {
	_, err := t.exec(`INSERT INTO meta (key, value) VALUES ($1,$2) ON CONFLICT (key) DO UPDATE SET value = $2`, key, value)
	return err
}

// Community reads the latest version of the territory and its rules; nil when
// none was read in yet.
func (t *Tx) Community() (*order.Community, error) {
	if t.saved != nil {
		return t.saved, nil
	}
	if c := t.db.community.Load(); c != nil {
		return c, nil
	}
	var doc string
	err := t.row(`SELECT doc FROM community ORDER BY version DESC LIMIT 1`).Scan(&doc)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	c, err := communityIn(doc)
	if err != nil {
		return nil, err
	}
	if t.write { // a reader may look at an old snapshot
		t.db.community.Store(c)
	}
	return c, nil
}
