package store

import "time"

// Head is the post that goes first in its chat.
type Head struct {
	ID     int64
	Chat   int64
	Urgent bool
	More   bool // others of the chat are due as well
}

// Queue lists what may be sent now, the chats' first posts only as far as they
// are among the first limit posts of all, and without those to be skipped. whole
// is false when there are others. It costs the same however long the queue is.
func (t *Tx) Queue(limit int, skip func(id int64) bool) (heads []Head, whole bool, err error) {
	rows, err := t.query(`SELECT id, chat, urgent FROM post WHERE pending = 1 AND +not_before <= $1 ORDER BY urgent DESC, seq LIMIT $2`, ms(t.Now()), limit)
	if err != nil {
		return nil, false, err
	}
	defer rows.Close()
	n := 0
	place := map[int64]int{}
	for ; rows.Next(); n++ {
		var h Head
		var urgent int64
		if err := rows.Scan(&h.ID, &h.Chat, &urgent); err != nil {
			return nil, false, err
		}
		h.Urgent = urgent == 1
		if skip(h.ID) {
			continue
		}
		if i, ok := place[h.Chat]; ok {
			heads[i].More = true
			continue
		}
		place[h.Chat] = len(heads)
		heads = append(heads, h)
	}
	whole = n < limit
	if !whole {
		for i := range heads {
			heads[i].More = true // for all we know
		}
	}
	return heads, whole, rows.Err()
}

// Heads lists, for each chat into which something may be sent now, the post
// that goes first: urgent ones before others, otherwise in the order in which
// they were said. So a chat with a long queue does not hide the others. It
// looks at every waiting post.
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

// Unsaid counts, up to most, what waits to be said once in the chat.
func (t *Tx) Unsaid(chat int64, most int) (n int, err error) {
	err = t.row(`SELECT COUNT(*) FROM (SELECT 1 FROM post WHERE pending = 1 AND kind = 'message'
 AND (chat = $1 AND slot = '') LIMIT $2) AS few`, chat, most).Scan(&n)
	return n, err
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
