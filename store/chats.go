package store

import (
	"database/sql"
	"errors"
)

// Purposes of a chat.
const (
	ForResidents  = "residents"
	ForUnit       = "unit"
	ForVolunteers = "volunteers"
	ForDesk       = "desk"
)

// Chat is a group that the bot is, or was, in.
type Chat struct {
	ID      int64
	Title   string
	Purpose string // empty: not bound yet
	Area    string
	Unit    string
	Lang    string // empty: the community's
	Active  bool
}

const chatColumns = `id, title_x, purpose, area, unit, lang, active`

func (t *Tx) scanChat(s scanner) (c Chat, err error) {
	var title []byte
	var active int64
	if err = s.Scan(&c.ID, &title, &c.Purpose, &c.Area, &c.Unit, &c.Lang, &active); err != nil {
		return c, err
	}
	c.Active = active == 1
	c.Title, err = t.unseal(title)
	return c, err
}

// Chat reads a group; ok is false when the bot does not know it.
func (t *Tx) Chat(id int64) (c Chat, ok bool, err error) {
	if known, yes := t.recall.chats[id]; yes {
		return known.row, known.ok, nil
	}
	c, ok, err = t.readChat(id)
	return learn(&t.recall.chats, id, c, ok, err)
}

func (t *Tx) readChat(id int64) (c Chat, ok bool, err error) {
	c, err = t.scanChat(t.row(`SELECT `+chatColumns+` FROM chat WHERE id = $1`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Chat{ID: id}, false, nil
	}
	return c, err == nil, err
}

// SaveChat keeps a group, new or known.
func (t *Tx) SaveChat(c Chat) error {
	t.unlearn()
	_, err := t.exec(`INSERT INTO chat (`+chatColumns+`) VALUES ($1,$2,$3,$4,$5,$6,$7) ON CONFLICT (id) DO UPDATE SET
 title_x=$2, purpose=$3, area=$4, unit=$5, lang=$6, active=$7`, c.ID, t.seal(c.Title), c.Purpose, c.Area, c.Unit, c.Lang, bit(c.Active))
	return err
}

func (t *Tx) chats(where string, args ...any) ([]Chat, error) {
	rows, err := t.query(`SELECT `+chatColumns+` FROM chat WHERE `+where+` ORDER BY id`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Chat
	for rows.Next() {
		c, err := t.scanChat(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, rows.Err()
}

// ChatsOf lists the groups of a unit that the bot is in.
func (t *Tx) ChatsOf(unit string) ([]Chat, error) {
	return t.chats(`unit = $1 AND unit <> '' AND active = 1`, unit)
}

// ChatsFor lists the groups bound to a purpose in an area that the bot is in.
func (t *Tx) ChatsFor(purpose, area string) ([]Chat, error) {
	return t.chats(`purpose = $1 AND area = $2 AND active = 1`, purpose, area)
}

// Chats lists all groups that the bot is in.
func (t *Tx) Chats() ([]Chat, error) { return t.chats(`active = 1`) }

// EveryChat lists all groups that the bot is, or was, in.
func (t *Tx) EveryChat() ([]Chat, error) { return t.chats(`id <> 0`) }

// MoveChat follows a group that became a supergroup: everything that points to
// the old id points to the new one. Messages said in the old one can't be
// edited any more, so their cards will be said again.
func (t *Tx) MoveChat(from, to int64) error {
	t.unlearn()
	for _, q := range []string{
		// Telegram tells of it several times. A row that appeared meanwhile under either id, and is for nothing, goes.
		`DELETE FROM chat WHERE id = $1 AND purpose = '' AND EXISTS (SELECT 1 FROM chat AS c WHERE c.id = $2 AND c.purpose <> '')`,
		`DELETE FROM chat WHERE id = $2 AND EXISTS (SELECT 1 FROM chat AS c WHERE c.id = $1)`,
		`UPDATE chat SET id = $2 WHERE id = $1`,
		`DELETE FROM post WHERE chat = $2 AND slot <> '' AND slot IN (SELECT slot FROM post AS p WHERE p.chat = $1)`,
		`UPDATE post SET chat = $2, message_id = 0, old_id = 0, reply_to = 0, sent_hash = '', not_before = 0 WHERE chat = $1`,
		`UPDATE ord SET chat = $2, message = 0 WHERE chat = $1`,
		`DELETE FROM dialog WHERE chat = $2 AND person IN (SELECT d.person FROM dialog AS d WHERE d.chat = $1)`,
		`UPDATE dialog SET chat = $2 WHERE chat = $1`,
		`DELETE FROM gone WHERE chat = $2 AND person IN (SELECT g.person FROM gone AS g WHERE g.chat = $1)`,
		`UPDATE gone SET chat = $2 WHERE chat = $1`,
		`UPDATE redeemed SET chat = $2 WHERE chat = $1`,
		`DELETE FROM errand WHERE chat = $2 AND EXISTS (SELECT 1 FROM errand AS e WHERE e.chat = $1)`,
		`UPDATE errand SET chat = $2 WHERE chat = $1`,
		`DELETE FROM timer WHERE kind = 'errands' AND scope = CAST($2 AS TEXT) AND EXISTS (SELECT 1 FROM timer AS t WHERE t.kind = 'errands' AND t.scope = CAST($1 AS TEXT))`,
		`UPDATE timer SET scope = CAST($2 AS TEXT) WHERE kind = 'errands' AND scope = CAST($1 AS TEXT)`,
	} {
		if _, err := t.exec(q, from, to); err != nil {
			return err
		}
	}
	return nil
}
