package store

import (
	"database/sql"
	"errors"
	"time"
)

// Kinds of post.
const (
	PostMessage = "message" // body: flows.Outgoing
	PostReact   = "react"   // body: flows.Reaction; MessageID is what it reacts to
	PostDelete  = "delete"  // MessageID is what goes
	PostMenu    = "menu"    // body: flows.Menu
	PostFetch   = "fetch"   // body: flows.Fetch; nothing is said, a file is brought and read
)

// Post is something to be said, or something said that may still be edited.
//
// A post with a slot is a wish: "this slot of this chat shall look like this".
// A newer wish for the slot replaces an older one that was not sent yet, and
// edits the message of one that was.
type Post struct {
	ID        int64
	Chat      int64
	Thread    int
	ReplyTo   int
	Kind      string
	Slot      string
	Order     int64  // the order it is about; a reply to it is about that order too
	View      string // which card of the order; empty: none
	MessageID int    // Telegram's id of the message; 0: not sent yet
	OldID     int    // a message that goes when this one is sent
	Body      []byte // JSON
	Hash      string
	SentHash  string
	Pending   bool
	Urgent    bool
	Fresh     bool      // send anew instead of editing, so that it is noticed
	Calm      bool      // drop a Fresh that was wished and not sent yet: its reason is gone
	NotBefore time.Time // quiet hours, retry_after
	Attempts  int
	At        time.Time

	calls int64 // how many Fresh wishes wait to be sent, as one message
}

const postColumns = `id, chat, thread, reply_to, kind, slot, ord, view, message_id, old_id, body_x, hash, sent_hash, pending, urgent, fresh, not_before, attempts, at`

func (t *Tx) scanPost(s scanner) (p Post, err error) {
	var body []byte
	var pending, urgent, notBefore, at int64
	if err = s.Scan(&p.ID, &p.Chat, &p.Thread, &p.ReplyTo, &p.Kind, &p.Slot, &p.Order, &p.View, &p.MessageID, &p.OldID,
		&body, &p.Hash, &p.SentHash, &pending, &urgent, &p.calls, &notBefore, &p.Attempts, &at); err != nil {
		return p, err
	}
	p.Pending, p.Urgent, p.Fresh = pending == 1, urgent == 1, p.calls > 0
	p.NotBefore, p.At = moment(notBefore), moment(at)
	p.Body, err = t.unsealBytes(body)
	return p, err
}

// Say puts a post into the outbox. With a slot it replaces what the slot
// wished before; a wish that equals what stands there already sends nothing. A
// post that has an ID was read in this transaction and is not looked for again.
func (t *Tx) Say(p Post) error {
	if p.Kind == "" {
		p.Kind = PostMessage
	}
	was := wished{id: p.ID, hash: p.Hash, sent: p.SentHash, pending: p.Pending}
	p.Hash = t.db.box.printOf(p.Body)
	if p.Slot != "" {
		replaced, err := t.replace(p, was)
		if replaced || err != nil {
			return err
		}
	}
	place, err := t.place()
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO post (chat, thread, reply_to, kind, slot, ord, view, message_id, body_x, hash, pending, urgent, fresh, seq, not_before, at)
 VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,1,$11,0,$12,$13,$14)`,
		p.Chat, p.Thread, p.ReplyTo, p.Kind, p.Slot, p.Order, p.View, p.MessageID, t.sealBytes(p.Body), p.Hash,
		bit(p.Urgent), place, ms(p.NotBefore), ms(t.Now()))
	t.OnCommit(t.db.wakeOutbox)
	return err
}

// wished is what has to be known of a slot's post to replace it.
type wished struct {
	id         int64 // 0: the slot has none
	hash, sent string
	pending    bool
}

// wished reads what a slot wishes.
func (t *Tx) wished(chat int64, slot string) (w wished, err error) {
	var pending int64
	err = t.row(`SELECT id, hash, sent_hash, pending FROM post WHERE chat = $1 AND slot = $2 AND slot <> ''`, chat, slot).
		Scan(&w.id, &w.hash, &w.sent, &pending)
	if errors.Is(err, sql.ErrNoRows) {
		return wished{}, nil
	}
	w.pending = pending == 1
	return w, err
}

// place gives away the next place in the queue. The counter is in memory, and
// written down with the commit.
func (t *Tx) place() (int64, error) {
	if t.db.places == 0 {
		if err := t.row(`SELECT value FROM counter WHERE name = 'post'`).Scan(&t.db.places); err != nil {
			return 0, err
		}
	}
	t.db.places++
	return t.db.places, nil
}

// replace changes the wish of a slot that exists. A pending one keeps its
// place in the queue; one that was sent gets a new place.
func (t *Tx) replace(p Post, was wished) (bool, error) {
	var err error
	if was.id == 0 {
		if was, err = t.wished(p.Chat, p.Slot); err != nil || was.id == 0 {
			return false, err
		}
	}
	if was.hash == p.Hash && !p.Fresh && !p.Calm {
		return true, nil
	}
	if was.sent == p.Hash && !p.Fresh && (!was.pending || p.Calm) { // back to what stands there: nothing to send
		_, err = t.exec(`UPDATE post SET hash = sent_hash, body_x = $2, pending = 0 WHERE id = $1`, was.id, t.sealBytes(p.Body))
		return true, err
	}
	place, err := t.place()
	if err != nil {
		return true, err
	}
	_, err = t.exec(`UPDATE post SET body_x = $2, hash = $3, pending = 1, urgent = $4, attempts = 0, at = $5, error = '',
 seq = CASE WHEN pending = 1 THEN seq ELSE $6 END,
 not_before = CASE WHEN pending = 1 AND fresh > 0 AND $7 = 0 AND $11 = 0 THEN not_before
  WHEN pending = 1 AND fresh = 0 AND $7 = 0 AND not_before < $8 THEN not_before ELSE $8 END,
 fresh = CASE WHEN $7 = 1 THEN fresh + 1 WHEN $11 = 1 THEN 0 ELSE fresh END, ord = $9, view = $10 WHERE id = $1`,
		was.id, t.sealBytes(p.Body), p.Hash, bit(p.Urgent), ms(t.Now()), place, bit(p.Fresh), ms(p.NotBefore), p.Order, p.View, bit(p.Calm))
	t.OnCommit(t.db.wakeOutbox)
	return true, err
}

func (t *Tx) posts(where string, args ...any) ([]Post, error) {
	rows, err := t.query(`SELECT `+postColumns+` FROM post WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Post
	for rows.Next() {
		p, err := t.scanPost(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, rows.Err()
}

// DuePosts lists what may be sent now, urgent ones first and otherwise in the
// order in which it was said.
func (t *Tx) DuePosts(limit int) ([]Post, error) {
	return t.posts(`pending = 1 AND +not_before <= $1 ORDER BY urgent DESC, seq LIMIT $2`, ms(t.Now()), limit) // + so that the queue's index is taken
}

// NextPost is when the first waiting post becomes due; ok is false when none waits.
func (t *Tx) NextPost() (at time.Time, ok bool, err error) {
	var n *int64
	if err = t.row(`SELECT MIN(not_before) FROM post WHERE pending = 1`).Scan(&n); err != nil || n == nil {
		return at, false, err
	}
	return time.UnixMilli(*n), true, nil
}

// Cards lists the cards of an order: every post that has a view.
func (t *Tx) Cards(no int64) ([]Post, error) {
	return t.posts(`ord = $1 AND ord <> 0 AND view <> '' ORDER BY id`, no)
}

// PostIn finds the post of a slot.
func (t *Tx) PostIn(chat int64, slot string) (Post, bool, error) {
	list, err := t.posts(`chat = $1 AND slot = $2 AND slot <> ''`, chat, slot)
	if err != nil || len(list) == 0 {
		return Post{}, false, err
	}
	return list[0], true, nil
}

// PostOf finds the post that became this message of Telegram's.
func (t *Tx) PostOf(chat int64, message int) (Post, bool, error) {
	list, err := t.posts(`chat = $1 AND message_id = $2 AND message_id <> 0 AND kind = 'message' ORDER BY id DESC`, chat, message)
	if err != nil || len(list) == 0 {
		return Post{}, false, err
	}
	return list[0], true, nil
}

// Sent records that the post, as it was read, now stands in the message. What
// was wished meanwhile stays pending, also if only a new call was. What is said
// once is forgotten, unless it is about an order, because people reply to it.
func (t *Tx) Sent(p Post, message int) error {
	if message == 0 {
		message = -1 // something without a message: a reaction, a menu
	}
	if p.Slot == "" && p.Order == 0 {
		return t.Forget(p.ID) // nobody can have wished it otherwise
	}
	var done, slot, about int64
	err := t.row(`UPDATE post SET message_id = CASE WHEN $3 > 0 THEN $3 ELSE message_id END, old_id = 0, sent_hash = $2, attempts = 0, error = '',
 fresh = CASE WHEN fresh > $4 THEN 1 ELSE 0 END,
 pending = CASE WHEN hash = $2 AND fresh <= $4 THEN 0 ELSE 1 END,
 body_x = CASE WHEN slot = '' THEN NULL ELSE body_x END WHERE id = $1
 RETURNING 1 - pending, CASE WHEN slot = '' THEN 0 ELSE 1 END, ord`, p.ID, p.Hash, message, p.calls).Scan(&done, &slot, &about)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // forgotten meanwhile
	}
	if err != nil || done == 0 || slot == 1 || about != 0 {
		return err
	}
	return t.Forget(p.ID)
}

// Covered records that a message stands there which does not say yet what the
// post wishes: the next call edits it.
func (t *Tx) Covered(p Post, message int) error {
	_, err := t.exec(`UPDATE post SET message_id = $2, old_id = 0, sent_hash = '', attempts = 0, error = '', fresh = CASE WHEN fresh > $3 THEN 1 ELSE 0 END
 WHERE id = $1`, p.ID, message, p.calls)
	return err
}

// Postpone keeps the post for later, after a passing failure.
func (t *Tx) Postpone(id int64, until time.Time, why string) error {
	_, err := t.exec(`UPDATE post SET not_before = $2, attempts = attempts + 1, error = $3 WHERE id = $1`, id, ms(until), why)
	return err
}

// Anew forgets that the post was ever sent: its message is gone, or can't be
// edited, so the next try sends a new one.
func (t *Tx) Anew(id int64) error {
	_, err := t.exec(`UPDATE post SET message_id = 0, old_id = 0, reply_to = 0, sent_hash = '', pending = 1 WHERE id = $1`, id)
	return err
}

// Drop gives the post up: it can never be sent.
func (t *Tx) Drop(id int64, why string) error {
	_, err := t.exec(`UPDATE post SET pending = 0, error = $2, body_x = CASE WHEN slot = '' THEN NULL ELSE body_x END WHERE id = $1`, id, why)
	return err
}

// Forget removes the row of a post, so that its slot starts anew.
func (t *Tx) Forget(id int64) error {
	_, err := t.exec(`DELETE FROM post WHERE id = $1`, id)
	return err
}

// Silence drops all that waits to be said in a chat: the bot is not in it any
// more. Wishes stay known, so that they can be said when it comes back.
func (t *Tx) Silence(chat int64, why string) error {
	_, err := t.exec(`UPDATE post SET pending = 0, error = $2 WHERE chat = $1 AND pending = 1`, chat, why)
	return err
}
