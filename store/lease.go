package store

import (
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"time"
)

const (
	leaseName  = "writer"
	leaseSpan  = 30 * time.Second // how long a lease is good for without renewal
	leaseRenew = 10 * time.Second // a commit renews a lease older than this
)

// lease is our turn as the one process that writes. Its token is a fence: it
// only grows, and a process that finds another one than its own must stop.
// Used by the writer's goroutine only.
type lease struct {
	holder  string
	token   int64
	asked   time.Time // the renewal in the transaction under way
	renewed time.Time // the last one that was committed
}

// take makes us the holder. On SQLite it takes the lease from whoever has it,
// because the file lock has shown that nobody else is alive here.
func (l *lease) take(t *Tx) error {
	// The random part tells two processes apart that have the same number, for
	// example in two containers.
	host, _ := os.Hostname()
	l.holder = fmt.Sprintf("%s/%d/%s", host, os.Getpid(), rand.Text()[:8])
	l.asked = t.now
	return t.row(`INSERT INTO lease (name, holder, token, until) VALUES ($1, $2, 1, $3)
		ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, token = lease.token + 1, until = excluded.until
		RETURNING token`, leaseName, l.holder, t.now.Add(leaseSpan).UnixMilli()).Scan(&l.token)
}

// hold checks inside a group's transaction that we are still the holder; the
// write lock, which is ours until the commit, keeps it true until then.
func (l *lease) hold(t *Tx) error {
	var holder string
	var token int64
	err := t.row(`SELECT holder, token FROM lease WHERE name = $1`, leaseName).Scan(&holder, &token)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("check lease: %w", err)
	}
	if token != l.token || holder != l.holder {
		return &Problem{Code: codeLeaseLost, Args: map[string]any{
			"path": t.db.path, "holder": holder, "token": token, "ours": l.token}}
	}
	// A clock that was set back renews too, or the lease would end in the past.
	if age := t.now.Sub(l.renewed); age >= 0 && age < leaseRenew {
		return nil
	}
	if _, err := t.exec(`UPDATE lease SET until = $1 WHERE name = $2`, t.now.Add(leaseSpan).UnixMilli(), leaseName); err != nil {
		return fmt.Errorf("renew lease: %w", err)
	}
	l.asked = t.now
	return nil
}

// committed is called after each commit.
func (l *lease) committed() { l.renewed = l.asked }
