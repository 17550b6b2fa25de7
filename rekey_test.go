package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huiyin/store"
)

// TestRekeyCommand: the command, its sentences, a running bot, and backups from
// before, which the former key still opens.
func TestRekeyCommand(t *testing.T) {
	i := newInstalled(t)
	i.ok("backup")
	before := i.backups()[0].Path
	db := i.open()
	has(t, i.bad("rekey"), "is in use by another program")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	old, err := os.ReadFile(i.path("huiyin.key"))
	if err != nil {
		t.Fatal(err)
	}
	out := i.ok("rekey")
	has(t, out, "values are sealed with a new key, "+i.path("huiyin.key"), "Keep it for 30 days", i.path("huiyin.key.old-"))
	has(t, i.ok("rekey", "--lang", "zh"), "用新钥匙重新加密", "旧钥匙留着")
	if now, err := os.ReadFile(i.path("huiyin.key")); err != nil || string(now) == string(old) {
		t.Errorf("the key is the same, %v", err)
	}
	phone := func() (phone string) {
		i.write(func(tx *store.Tx) error {
			p, _, err := tx.Person(700100001)
			phone = p.Phone
			return err
		})
		return phone
	}
	if got := phone(); got != "13800138000" {
		t.Errorf("after the change: %q", got)
	}
	out = i.ok("restore", "--yes", before)
	has(t, out, "sealed with the present one now")
	if got := phone(); got != "13800138000" {
		t.Errorf("after the restore: %q", got)
	}
	if strings.Contains(i.ok("backup"), "new key") {
		t.Error("backups have another key")
	}
	gone, _ := filepath.Glob(i.path("huiyin.key.old-*"))
	for _, f := range gone {
		if err := os.Remove(f); err != nil {
			t.Fatal(err)
		}
	}
	has(t, i.bad("restore", "--yes", before), "does not belong to the database")
	code, out, _ := command(t.Context(), nil, "--help")
	if code != 0 || !strings.Contains(out, "rekey") {
		t.Error("the help does not know it")
	}
}
