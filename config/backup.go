package config

import (
	"path/filepath"
	"strings"
)

// maxKeepDays is how long a backup may be kept. Longer than this, what people
// had deleted would still lie in one.
const maxKeepDays = 3660

func checkBackup(w *walker, c *Config) {
	w.between("backup.keep_days", c.Backup.KeepDays, 1, maxKeepDays)
	if strings.TrimSpace(c.Backup.Key) == "" {
		w.say("backup.key", "config.empty", "Key", "backup.key")
	}
	for path, value := range map[string]string{"backup.to": c.Backup.To, "backup.key": c.Backup.Key} {
		if strings.Contains(value, "://") {
			w.say(path, "config.not_a_file", "Key", path)
		}
	}
	for other, path := range map[string]string{"database": c.Database, "key_file": c.KeyFile} {
		if c.Backup.Key != "" && filepath.Clean(c.Backup.Key) == filepath.Clean(path) {
			w.say("backup.key", "config.same_file", "Key", "backup.key", "Other", other)
		}
	}
	if !w.broken("backup.at") {
		(&checker{walker: w}).cron("backup.at", c.Backup.At)
	}
}

// backupPlaces warns of keys that lie among what they are to protect.
func (c *Config) backupPlaces(w *walker) {
	if c.Backup.To != "" {
		for path, file := range map[string]string{"backup.key": c.Backup.Key, "key_file": c.KeyFile} {
			if rest, err := filepath.Rel(c.Backup.To, file); file != "" && err == nil && filepath.IsLocal(rest) {
				w.warn(path, "config.key_in_backup", "Folder", c.Backup.To)
			}
		}
	}
	if openToOthers(c.Backup.Key) {
		w.problems = append(w.problems, newWarning(c.Backup.Key, "config.open_file", "File", c.Backup.Key))
	}
}
