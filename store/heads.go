package store

import "time"

// Head is the post that goes first in its chat.
type Head struct {
	ID     int64
	Chat   int64
	Urgent bool
	More   bool // others of the chat are due as well
}

// Heads lists, for each chat into which something may be sent now, the post
// that goes first: urgent ones before others, otherwise in the order in which
// they were said. So a chat with a long queue does not hide the others.
func (t *Tx) Heads(limit int) ([]Head, error) {
	rows, err := t.query(`SELECT id, chat, urgent, total FROM (
  SELECT id, chat, urgent, seq, ROW_NUMBER() OVER (PARTITION BY chat ORDER BY urgent DESC, seq) AS place, COUNT(*) OVER (PARTITION BY chat) AS total
  FROM post WHERE pending = 1 AND not_before <= $1) AS q
 WHERE place = 1 ORDER BY urgent DESC, seq LIMIT $2`, ms(t.Now()), limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Head
	for rows.Next() {
		var h Head
		var urgent, total int64
		if err := rows.Scan(&h.ID, &h.Chat, &urgent, &total); err != nil {
			return nil, err
		}
		h.Urgent, h.More = urgent == 1, total > 1
		list = append(list, h)
	}
	return list, rows.Err()
}

// DuePost reads a post that may be sent now; ok is false when it may not, any
// more or yet.
func (t *Tx) DuePost(id int64) (Post, bool, error) {
	list, err := t.posts(`id = $1 AND pending = 1 AND not_before <= $2`, id, ms(t.Now()))
	if err != nil || len(list) == 0 {
		return Post{}, false, err
	}
	return list[0], true, nil
}

// NextDue is when the first post that may not be sent yet may be; ok is false
// when there is none.
func (t *Tx) NextDue() (at time.Time, ok bool, err error) {
	var n *int64
	if err = t.row(`SELECT MIN(not_before) FROM post WHERE pending = 1 AND not_before > $1`, ms(t.Now())).Scan(&n); err != nil || n == nil {
		return at, false, err
	}
	return moment(*n), true, nil
}
