package config

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestBackupProblems(t *testing.T) {
	for src, says := range map[string]string{
		"backup: {to: b}":                            "",
		"backup: {at: daily}":                        `config.yaml:1:"daily" is not a cron time; write five fields such as "0 8 * * *" (every day at 08:00)`,
		"backup: {at: '0 3 30 2 *'}":                 `config.yaml:1:"0 3 30 2 *" never comes`,
		"backup: {at: '*/5 * * * *'}":                `config.yaml:1:warning: "*/5 * * * *" comes more often than once an hour`,
		"backup: {keep_days: 0}":                     `config.yaml:1:"keep_days" must be between 1 and 3660, not 0`,
		"backup: {to: 's3://bucket'}":                `config.yaml:1:`,
		"backup: {key: ' '}":                         `config.yaml:1:`,
		"backup: {key: huiyin.key}":                  `config.yaml:1:"backup.key" and "key_file" must not be the same file`,
		"backup: {key: huiyin.db}":                   `config.yaml:1:"backup.key" and "database" must not be the same file`,
		"backup: {to: b, key: b/key}":                `config.yaml:1:warning: this key lies in the folder of the backups (b); whoever gets that folder could read them. Keep keys apart`,
		"backup: {to: .}":                            `config.yaml:1:warning: this key lies in the folder of the backups`,
		"backup:\n  to: b\nkey_file: b/huiyin.key\n": `config.yaml:3:warning: this key lies in the folder of the backups (b)`,
	} {
		path := write(t, "config.yaml", src)
		_, problems := Load(path, nil)
		said := plainSays(problems, filepath.Dir(path))
		if says == "" && said != "" || !hasStart(said, says) {
			t.Errorf("%s:\n got %s\nwant %s", src, said, says)
		}
	}
}

func plainSays(p Problems, folder string) string {
	said := strings.ReplaceAll(p.Say("en"), folder+string(filepath.Separator), "")
	return strings.ReplaceAll(strings.ReplaceAll(said, folder, "."), ": ", ":")
}

func hasStart(said, want string) bool {
	return strings.HasPrefix(said, strings.ReplaceAll(want, ": ", ":"))
}
