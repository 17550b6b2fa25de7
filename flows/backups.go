package flows

import (
	"encoding/json"
	"time"

	"huiyin/store"
)

// What is known of backups, as rows of the store's meta table.
const (
	factBackup = "fact_backup"        // the last good one: Backup as JSON
	factFailed = "fact_backup_failed" // the one that failed since, if any: Backup as JSON
)

// Backup is how the making of a backup went.
type Backup struct {
	At     time.Time      `json:"at"`
	Size   int64          `json:"size,omitempty"` // of the file, in bytes
	Rows   int64          `json:"rows,omitempty"` // of all tables
	Failed string         `json:"failed,omitempty"`
	Args   map[string]any `json:"args,omitempty"` // what the words of Failed need
}

// Backups tells of the last good backup and, if one failed since, of that.
func (f *Flows) Backups(tx *store.Tx) (good, failed Backup, err error) {
	for key, to := range map[string]*Backup{factBackup: &good, factFailed: &failed} {
		text, err := tx.Meta(key)
		if err != nil {
			return good, failed, err
		}
		if text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(text), to); err != nil {
			return good, failed, err
		}
	}
	return good, failed, nil
}

// BackedUp keeps how a backup went. The owners hear of the first that fails, and
// of the first that is good again.
func (f *Flows) BackedUp(tx *store.Tx, b Backup) error {
	_, failed, err := f.Backups(tx)
	if err != nil {
		return err
	}
	text, err := json.Marshal(b)
	if err != nil {
		return err
	}
	s, err := f.begin(tx, Input{})
	if err != nil {
		return err
	}
	bad := !failed.At.IsZero()
	if b.Failed != "" {
		if err := tx.SetMeta(factFailed, string(text)); err != nil || bad {
			return err
		}
		return s.tellBackup("backup.failed_owner", b)
	}
	if err := tx.SetMeta(factBackup, string(text)); err != nil {
		return err
	}
	if err := tx.SetMeta(factFailed, ""); err != nil || !bad {
		return err
	}
	return s.tellBackup("backup.again_owner", b)
}

func (s *step) tellBackup(key string, b Backup) error {
	to, err := s.owners()
	if err != nil {
		return err
	}
	wake := s.c.QuietHours.Wake(s.now, s.c.Zone())
	for _, t := range to {
		if wake.After(s.now) {
			t.notBefore = wake
		}
		if err := s.say(t, 0, Outgoing{Text: say(t.lang, key, "Why", b.why(t.lang))}); err != nil {
			return err
		}
	}
	return nil
}

func (b Backup) why(lang string) string {
	if b.Failed == "" {
		return ""
	}
	var args []any
	for k, v := range b.Args {
		args = append(args, k, v)
	}
	return say(lang, b.Failed, args...)
}

// staleBackup is how old the last good backup may be: a night may be missed.
const staleBackup = 50 * time.Hour

// lookBackup: is there a backup, and how old is it?
func (s *step) lookBackup() ([]Finding, error) {
	good, failed, err := s.Backups(s.tx)
	if err != nil {
		return nil, err
	}
	if s.lastBackup != nil { // one that was made by hand
		if at, size := s.lastBackup(); at.After(good.At) {
			good = Backup{At: at, Size: size}
		}
	}
	age := s.now.Sub(good.At)
	args := []any{"For", age, "Size", Size(good.Size), "Why", failed}
	switch {
	case !failed.At.IsZero() && failed.At.After(good.At):
		return one(Finding{"backup", Bad, "doctor.backup_failed", args}), nil
	case good.At.IsZero() && s.nightly:
		return one(Finding{"backup", Warning, "doctor.backup_wait", nil}), nil
	case good.At.IsZero():
		return one(Finding{"backup", Warning, "doctor.backup_none", nil}), nil
	case age > staleBackup:
		return one(Finding{"backup", Bad, "doctor.backup_old", args}), nil
	}
	return one(Finding{"backup", Well, "doctor.backup", args}), nil
}

// NextLocal is the first time after now at which the wall clock of the zone fits
// the cron expression; zero if there is none.
func NextLocal(spec string, now time.Time, zone *time.Location) (time.Time, error) {
	return nextLocal(spec, now, zone)
}
