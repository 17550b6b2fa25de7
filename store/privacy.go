package store

import (
	"regexp"
	"strconv"
	"time"

	"huiyin/order"
)

// deletable is how long Telegram lets a bot delete its own messages.
const deletable = 48 * time.Hour

// TouchedBy lists the orders that the person asked for, or did anything to.
func (t *Tx) TouchedBy(person int64) ([]int64, error) {
	if person == 0 {
		return nil, nil
	}
	return t.ids(`SELECT no FROM ord WHERE resident = $1 UNION SELECT ord FROM ledger WHERE person = $1 AND person <> 0 ORDER BY 1`, person)
}

// JoinedBy lists the orders that the person waits for beside the resident.
func (t *Tx) JoinedBy(person int64) ([]int64, error) {
	return t.ids(`SELECT ord FROM joined WHERE person = $1 ORDER BY ord`, person)
}

// EntriesOf lists the lines of the ledger that the person wrote, oldest first.
func (t *Tx) EntriesOf(person int64) ([]Entry, error) {
	if person == 0 {
		return nil, nil
	}
	return t.entries(`person = $1 AND person <> 0 ORDER BY id`, person)
}

// InvitesOf lists the invites that the person made or used, oldest first.
func (t *Tx) InvitesOf(person int64) ([]Invite, error) {
	rows, err := t.query(`SELECT code, role, area, unit, by_person, at, used_by FROM invite WHERE by_person = $1 OR used_by = $1 ORDER BY at, code`, person)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Invite
	for rows.Next() {
		var i Invite
		var at int64
		if err := rows.Scan(&i.Code, &i.Role, &i.Area, &i.Unit, &i.By, &at, &i.Used); err != nil {
			return nil, err
		}
		i.At = moment(at)
		list = append(list, i)
	}
	return list, rows.Err()
}

// Unsay takes back what was not sent yet and is said once: all of it in the
// person's private chat, and everywhere what is about orders they asked for.
func (t *Tx) Unsay(person int64) error {
	_, err := t.exec(`DELETE FROM post WHERE pending = 1 AND slot = '' AND kind = 'message'
 AND (chat = $1 OR ord IN (SELECT no FROM ord WHERE resident = $1))`, person)
	return err
}

// ForgetPerson removes the person and empties whatever was theirs: what counts
// remains, who and what does not. Their orders must have ended and whatever
// they had taken must have been given back. blank is the body that replaces
// cards in their private chat that show somebody else's phone or address.
//
// The orders whose cards must be drawn anew are returned.
func (t *Tx) ForgetPerson(person int64, blank []byte) (changed []int64, err error) {
	defer t.unlearn()
	if person == 0 {
		return nil, nil
	}
	t.OnCommit(func() { t.db.fold.Store(true) })
	touched, err := t.TouchedBy(person)
	if err != nil {
		return nil, err
	}
	for _, no := range touched {
		o, err := t.Order(no)
		if err != nil {
			return nil, err
		}
		if o.Resident != person && o.Taker != person {
			continue
		}
		changed = append(changed, no)
		if err := t.emptyOrder(o, person); err != nil {
			return nil, err
		}
	}
	if err := t.emptyChat(person, blank); err != nil {
		return nil, err
	}
	for _, empty := range []func(int64) error{t.emptyPanels, t.emptyAsks, t.emptySlots, t.emptyParked, t.forgetDuty, t.keepSpent, t.emptyRows} {
		if err := empty(person); err != nil {
			return nil, err
		}
	}
	return changed, nil
}

// emptyRows removes the person's rows, and the person from those that stay.
func (t *Tx) emptyRows(person int64) error {
	id := strconv.FormatInt(person, 10)
	for _, q := range []struct {
		sql string
		arg any
	}{
		{`DELETE FROM person WHERE id = $1`, person},
		{`DELETE FROM member WHERE person = $1`, person},
		{`DELETE FROM listed WHERE person = $1 AND person <> 0`, person},
		{`DELETE FROM listed WHERE by_person = $1 AND by_person <> 0 AND person = 0`, person}, // nobody answers for it any more
		{`UPDATE listed SET by_person = 0 WHERE by_person = $1`, person},
		{`DELETE FROM draft WHERE person = $1`, person},
		{`DELETE FROM roster_ask WHERE person = $1`, person},
		{`DELETE FROM dialog WHERE person = $1 OR chat = $1`, person},
		{`DELETE FROM joined WHERE person = $1`, person},
		{`UPDATE ledger SET person = 0, note_x = NULL WHERE person = $1 AND person <> 0`, person},
		// An invite without a user would be open again, so a used one goes.
		{`DELETE FROM invite WHERE used_by = $1 OR (by_person = $1 AND used_by = 0)`, person},
		{`UPDATE invite SET by_person = 0 WHERE by_person = $1`, person},
		{`UPDATE community SET by_person = 0 WHERE by_person = $1`, person},
		{`UPDATE revision SET person = 0 WHERE person = $1 AND person <> 0`, person},
		{`UPDATE dispatch SET taker = 0, reason_x = NULL WHERE taker = $1`, person},
		{`UPDATE consent SET person = 0 WHERE person = $1 AND person <> 0`, person}, // how many agreed, and to which version, stays
		{`DELETE FROM shown WHERE person = $1`, person},
		{`UPDATE shown SET viewer = 0 WHERE viewer = $1 AND viewer <> 0`, person}, // whose number it was still sees which unit it went to
		{`DELETE FROM errand WHERE chat = $1`, person},
		{`DELETE FROM rest WHERE person = $1`, person},
		{`DELETE FROM timer WHERE scope = $1 AND kind IN ('draft', 'leave', 'standin', 'errands')`, id},
		{`DELETE FROM ran WHERE job IN ('unreachable', 'flood') AND scope LIKE '%:' || $1`, id},
	} {
		if _, err := t.exec(q.sql, q.arg); err != nil {
			return err
		}
	}
	return nil
}

// emptyOrder takes out of one order what was the person's.
func (t *Tx) emptyOrder(o order.Order, person int64) error {
	if o.Resident == person {
		if err := t.emptyOwn(o.No, person); err != nil {
			return err
		}
	}
	if o.Taker != person {
		return nil
	}
	if _, err := t.exec(`UPDATE ord SET taker = 0 WHERE no = $1`, o.No); err != nil {
		return err
	}
	_, err := t.exec(`DELETE FROM attachment WHERE ord = $1 AND stage = 'evidence'`, o.No)
	return err
}

// emptyOwn empties an order that the person asked for, and all that was said
// about it.
func (t *Tx) emptyOwn(no, person int64) error {
	for _, q := range []string{
		`UPDATE ord SET resident = 0, text_x = NULL, address_x = NULL, message = 0, album = '' WHERE no = $1`,
		`DELETE FROM attachment WHERE ord = $1`,
		`UPDATE post SET reply_to = 0 WHERE ord = $1`,
	} {
		if _, err := t.exec(q, no); err != nil {
			return err
		}
	}
	if _, err := t.exec(`UPDATE ord SET chat = 0, thread = 0 WHERE no = $1 AND chat = $2`, no, person); err != nil {
		return err
	}
	if err := t.emptyNotes(no); err != nil {
		return err
	}
	// Cards are drawn anew by the caller; questions about the order, and the
	// files and words that were passed on, go away.
	gone, err := t.posts(`ord = $1 AND view = '' AND chat <> $2 AND kind = 'message' AND (pending = 0 OR slot <> '')`, no, person)
	if err != nil {
		return err
	}
	return t.unsent(gone)
}

// unsent forgets posts, and lets their messages be deleted while Telegram
// allows it.
func (t *Tx) unsent(list []Post) error {
	for _, p := range list {
		if err := t.Forget(p.ID); err != nil {
			return err
		}
		if p.MessageID > 0 && p.At.After(t.Now().Add(-deletable)) {
			if err := t.Say(Post{Kind: PostDelete, Chat: p.Chat, MessageID: p.MessageID}); err != nil {
				return err
			}
		}
	}
	return nil
}

// emptyNotes keeps the notes that are codes, because statistics count them,
// and empties those that somebody wrote.
func (t *Tx) emptyNotes(no int64) error {
	list, err := t.History(no)
	if err != nil {
		return err
	}
	for _, e := range list {
		if e.Note == "" || coded(e) {
			continue
		}
		if _, err := t.exec(`UPDATE ledger SET note_x = NULL WHERE id = $1`, e.ID); err != nil {
			return err
		}
	}
	if _, err := t.exec(`UPDATE rest SET why_x = NULL WHERE ord = $1`, no); err != nil {
		return err
	}
	dispatches, err := t.Dispatches(no)
	if err != nil {
		return err
	}
	defer t.unlearn()
	for _, d := range dispatches {
		if d.Reason == "" || reasonCode.MatchString(d.Reason) {
			continue
		}
		if _, err := t.exec(`UPDATE dispatch SET reason_x = NULL WHERE id = $1`, d.ID); err != nil {
			return err
		}
	}
	return nil
}

var (
	reasonCode = regexp.MustCompile(`^(decline|release|refuse|later)\.[a-z_]+$`)
	plainCode  = regexp.MustCompile(`^[a-z0-9_-]{1,24}$`)
)

// coded reports whether the note is one that the program itself wrote.
func coded(e Entry) bool {
	switch e.Act {
	case order.Offer, order.Widen, order.Promise, order.Nudge, order.Climb:
		return plainCode.MatchString(e.Note)
	}
	return reasonCode.MatchString(e.Note)
}

// emptyChat forgets all posts in the person's private chat. A card that shows
// somebody else's phone or address is blanked on the way: it becomes an edit
// without a slot, which is forgotten as soon as it is done.
func (t *Tx) emptyChat(person int64, blank []byte) error {
	cards, err := t.posts(`chat = $1 AND view = 'taker' AND message_id > 0`, person)
	if err != nil {
		return err
	}
	if _, err := t.exec(`DELETE FROM post WHERE chat = $1`, person); err != nil {
		return err
	}
	for _, c := range cards {
		if err := t.Say(Post{Chat: person, MessageID: c.MessageID, Body: blank}); err != nil {
			return err
		}
	}
	return nil
}

// emptySlots forgets what was said elsewhere about the person as such.
func (t *Tx) emptySlots(person int64) error {
	id := strconv.FormatInt(person, 10)
	list, err := t.posts(`slot = $1 OR slot = $2 OR slot LIKE $3`, "unreachable:"+id, "standin:"+id, "swap:%:"+id)
	if err != nil {
		return err
	}
	return t.unsent(list)
}

// emptyParked drops updates that could not be handled and came from the
// person, or name them.
func (t *Tx) emptyParked(person int64) error {
	rows, err := t.query(`SELECT update_id, body_x FROM inbox WHERE state = $1`, inboxParked)
	if err != nil {
		return err
	}
	defer rows.Close()
	whole := wholeID(person)
	var list []int64
	for rows.Next() {
		var id int64
		var sealed []byte
		if err := rows.Scan(&id, &sealed); err != nil {
			return err
		}
		body, err := t.unsealBytes(sealed)
		if err != nil {
			return err
		}
		if whole.Match(body) {
			list = append(list, id)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, id := range list {
		if _, err := t.exec(`DELETE FROM inbox WHERE update_id = $1`, id); err != nil {
			return err
		}
	}
	return nil
}
