package store

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestKeyIsMadeOnce(t *testing.T) {
	o := testOptions(t)
	mustOpen(t, o).Close()
	key := readText(t, o.KeyFile)
	if len(strings.TrimSpace(key)) != 2*keySize {
		t.Errorf("the key file has %d bytes", len(key))
	}
	info, err := os.Stat(o.KeyFile)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the key file has mode %v", info.Mode())
	}
	mustOpen(t, o).Close()
	if readText(t, o.KeyFile) != key {
		t.Error("the key changed")
	}
}

func TestKeyMissing(t *testing.T) {
	o := testOptions(t)
	mustOpen(t, o).Close()
	must(t, os.Remove(o.KeyFile))
	if p := refused(t, o, codeKeyMissing); p.Args["key"] != o.KeyFile || p.Args["path"] == nil {
		t.Errorf("args %v", p.Args)
	}
	if _, err := os.Stat(o.KeyFile); err == nil {
		t.Error("a new key was made")
	}
}

func TestKeyWrong(t *testing.T) {
	o := testOptions(t)
	mustOpen(t, o).Close()
	must(t, os.WriteFile(o.KeyFile, []byte(strings.Repeat("ab", keySize)), 0o600))
	refused(t, o, codeKeyWrong)
}

// A wrong key must be noticed before anything is changed.
func TestKeyIsCheckedBeforeMigrating(t *testing.T) {
	o := testOptions(t)
	mustOpen(t, o).Close()
	must(t, os.Remove(o.KeyFile))
	o.Migrations = files(firstMigration, "-- +goose Up\nCREATE TABLE extra (id INTEGER);")
	refused(t, o, codeKeyMissing)
	if found := copiesOf(t, o); len(found) != 0 {
		t.Errorf("copied already: %v", found)
	}
}

func TestKeyBroken(t *testing.T) {
	good := strings.Repeat("ab", keySize)
	for _, text := range []string{"", "ab", good + "ab", good[:63] + "x", "\x00"} {
		o := testOptions(t)
		must(t, os.MkdirAll(filepath.Dir(o.KeyFile), 0o700))
		must(t, os.WriteFile(o.KeyFile, []byte(text), 0o600))
		if p := refused(t, o, codeKeyBroken); text != "" && strings.Contains(p.Error(), text) {
			t.Errorf("the error shows the key: %v", p)
		}
	}
}

func TestKeyOfSomebodyElseMayHaveSpace(t *testing.T) {
	o := testOptions(t)
	must(t, os.MkdirAll(filepath.Dir(o.KeyFile), 0o700))
	must(t, os.WriteFile(o.KeyFile, []byte("\n "+strings.Repeat("AB", keySize)+"\r\n"), 0o600))
	mustOpen(t, o)
}

func TestKeyOpen(t *testing.T) {
	o := testOptions(t)
	mustOpen(t, o).Close()
	must(t, os.Chmod(o.KeyFile, 0o644))
	var log bytes.Buffer
	o.Log = logTo(&log)
	mustOpen(t, o)
	if !strings.Contains(log.String(), codeKeyOpen) {
		t.Errorf("log: %s", &log)
	}
}

func TestKeyUnusable(t *testing.T) {
	o := testOptions(t)
	must(t, os.MkdirAll(o.KeyFile, 0o700)) // a folder where the file should be
	refused(t, o, codeKeyBroken)
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.Symlink(filepath.Join(file, "nowhere"), file+".link"))
	o.KeyFile = filepath.Join(file+".link", "key")
	if p := refused(t, o, codeNoFolder); p.Args["folder"] != file+".link" {
		t.Errorf("args %v", p.Args)
	}
}
