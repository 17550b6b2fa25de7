package main

import (
	"context"
	"log/slog"
	"time"

	"huiyin/backup"
	"huiyin/bot"
	"huiyin/config"
	"huiyin/flows"
	"huiyin/store"
)

// nightly makes a backup at its time, beside all else that the program does.
type nightly struct {
	cfg   *config.Config
	db    *store.DB
	flows *flows.Flows
	clock bot.Clock
	log   *slog.Logger
}

// A backup that failed is tried again after a while. A machine that slept, or
// whose clock was set, is noticed when the waiting is looked at again.
const (
	backupAgain = time.Hour
	backupLook  = 10 * time.Minute
	asideLook   = 24 * time.Hour // where no backups are made by themselves
	backupEarly = time.Minute    // after the start: a missed night is made up for, but not at once
)

// run clears away what a killed one has left, then waits and makes backups until ctx ends, where they are wanted;
// what restores have put aside goes in any case.
func (n *nightly) run(ctx context.Context) {
	if err := backup.Clear(n.cfg.Database); err != nil {
		n.log.Warn("clear away what a backup has left", "err", err)
	}
	from := n.clock.Now()
	for {
		n.prune()
		if n.cfg.Backup.To == "" {
			if !n.wait(ctx, asideLook) {
				return
			}
			continue
		}
		next, err := n.next(ctx, from)
		if err != nil || next.IsZero() {
			if ctx.Err() == nil {
				n.log.Error("find the time of the next backup", "err", err)
			}
			next = n.clock.Now().Add(backupAgain)
		}
		wait := next.Sub(n.clock.Now())
		if wait <= 0 {
			n.once(ctx)
			continue
		}
		if !n.wait(ctx, min(wait, backupLook)) {
			return
		}
	}
}

// wait reports whether the time is over, and ctx not at its end.
func (n *nightly) wait(ctx context.Context, d time.Duration) bool {
	wake, stop := n.clock.NewTimer(d)
	defer stop()
	select {
	case <-ctx.Done():
		return false
	case <-wake:
		return true
	}
}

// prune deletes what restores have put aside, when it is as old as a backup gets.
func (n *nightly) prune() {
	gone, err := store.PruneAsides(n.cfg.Database, n.clock.Now().AddDate(0, 0, -n.cfg.Backup.KeepDays))
	if err != nil {
		n.log.Warn("delete what was put aside", "err", err)
	}
	if gone > 0 {
		n.log.Info("deleted what a restore had put aside", "count", gone)
	}
}

// next is when the next backup is due. from is when the program started: one that
// has never made a backup waits for the first time from then on.
func (n *nightly) next(ctx context.Context, from time.Time) (next time.Time, err error) {
	err = n.db.Read(ctx, func(tx *store.Tx) error {
		good, failed, err := n.flows.Backups(tx)
		if err != nil {
			return err
		}
		if failed.At.After(good.At) {
			next = failed.At.Add(backupAgain)
			return nil
		}
		c, err := tx.Community()
		if err != nil || c == nil {
			return err
		}
		last := good.At
		if last.IsZero() || last.After(n.clock.Now()) { // the clock was ahead
			last = from
		}
		next, err = flows.NextLocal(n.cfg.Backup.At, last, c.Zone())
		return err
	})
	if early := from.Add(backupEarly); !next.IsZero() && next.Before(early) {
		next = early
	}
	return next, err
}

// once makes a backup and keeps how it went.
func (n *nightly) once(ctx context.Context) {
	began := n.clock.Now()
	made, err := backupJob(n.cfg, n.db.CopyOut, began).Run(ctx)
	if ctx.Err() != nil {
		return
	}
	b := flows.Backup{At: began, Size: made.Size, Rows: made.Contents.Rows("")}
	if err != nil {
		n.log.Error("backup", "err", err)
		b = flows.Backup{At: n.clock.Now(), Failed: "backup.unknown"}
		if code, args := backup.Code(err); code != "" {
			b.Failed, b.Args = code, args
		}
	} else {
		n.log.Info("backup made", "file", made.File, "size", made.Size, "rows", b.Rows, "took", n.clock.Now().Sub(began), "deleted", made.Gone)
	}
	if err := n.db.Write(ctx, func(tx *store.Tx) error { return n.flows.BackedUp(tx, b) }); err != nil && ctx.Err() == nil {
		n.log.Error("keep how the backup went", "err", err)
		wake, stop := n.clock.NewTimer(backupEarly) // it is not known that it was made: not again at once
		defer stop()
		select {
		case <-wake:
		case <-ctx.Done():
		}
	}
}

// backupJob is a backup as the settings want it.
func backupJob(cfg *config.Config, copyOut func(context.Context, string) (store.Contents, error), at time.Time) backup.Job {
	return backup.Job{Copy: copyOut, Database: cfg.Database, Folder: cfg.Backup.To, Key: cfg.Backup.Key, KeepDays: cfg.Backup.KeepDays, Now: at}
}
