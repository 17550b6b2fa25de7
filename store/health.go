package store

import (
	"database/sql"
	"errors"
	"time"
)

// Backlog is how much of something should be done already, and since when the
// oldest of it waits.
type Backlog struct {
	Count  int
	Oldest time.Time
}

func (t *Tx) backlog(query string, args ...any) (b Backlog, err error) {
	var oldest int64
	err = t.row(query, args...).Scan(&b.Count, &oldest)
	b.Oldest = moment(oldest)
	return b, err
}

// LateUpdates tells of updates that came before then and are not handled yet.
func (t *Tx) LateUpdates(before time.Time) (Backlog, error) {
	return t.backlog(`SELECT COUNT(*), COALESCE(MIN(at), 0) FROM inbox WHERE state = 0 AND at < $1`, ms(before))
}

// LatePosts tells of posts that should have been sent before then: they were
// tried in vain, or nobody tried.
func (t *Tx) LatePosts(before time.Time) (Backlog, error) {
	return t.backlog(`SELECT COUNT(*), COALESCE(MIN(at), 0) FROM post WHERE pending = 1 AND at < $1 AND (attempts > 0 OR not_before < $1)`, ms(before))
}

// LateTimers tells of timers that were due before then.
func (t *Tx) LateTimers(before time.Time) (Backlog, error) {
	return t.backlog(`SELECT COUNT(*), COALESCE(MIN(due_at), 0) FROM timer WHERE due_at < $1`, ms(before))
}

// lookBack is how many of the latest posts are looked at: asking how things are
// must not read through years.
const lookBack = 20_000

// FailedPosts counts, among the latest posts, the messages since then that
// Telegram would not take, beside those to people and groups that can't be
// written to any more, and gives the error of the latest.
func (t *Tx) FailedPosts(since time.Time) (n int, latest string, err error) {
	const which = ` FROM post WHERE id > (SELECT MAX(id) FROM post) - $2 AND pending = 0 AND kind = 'message' AND error NOT IN ('', 'blocked', 'gone') AND at >= $1`
	if err = t.row(`SELECT COUNT(*)`+which, ms(since), lookBack).Scan(&n); err != nil || n == 0 {
		return n, "", err
	}
	err = t.row(`SELECT error`+which+` ORDER BY at DESC, id DESC LIMIT 1`, ms(since), lookBack).Scan(&latest)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return n, latest, err
}

// AllChats lists every group that the bot knows, also those that it is not in
// any more.
func (t *Tx) AllChats() ([]Chat, error) { return t.chats(`id <> 0`) }
