package store

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// sealedWorld is a database of the real version with something in it that is
// sealed, a tombstone, and somebody of whom a mark is known.
func sealedWorld(t *testing.T) Options {
	t.Helper()
	o := testOptions(t)
	o.Migrations = nil
	db := mustOpen(t, o)
	for i := range int64(1200) { // more than are sealed at once
		must(t, db.Write(t.Context(), func(tx *Tx) error {
			return tx.SavePerson(Person{ID: 1000 + i, Name: "小李", Phone: "13800138000", Started: true, SeenAt: tx.Now()})
		}))
	}
	must(t, db.Write(t.Context(), func(tx *Tx) error {
		if err := tx.Say(Post{Chat: 1000, Body: []byte("to be said")}); err != nil {
			return err
		}
		return tx.Bury(999)
	}))
	must(t, db.Close())
	return o
}

// intact checks that everything can be read, and that marks are what they were.
func intact(t *testing.T, o Options, mark string) {
	t.Helper()
	db := mustOpen(t, o)
	defer db.Close()
	must(t, db.Read(context.Background(), func(tx *Tx) error {
		for i := range int64(1200) {
			if p, ok, err := tx.Person(1000 + i); err != nil || !ok || p.Name != "小李" || p.Phone != "13800138000" {
				t.Fatalf("person %d: %+v %v %v", 1000+i, p, ok, err)
			}
		}
		posts, err := tx.DuePosts(9)
		if err != nil || len(posts) != 1 || string(posts[0].Body) != "to be said" {
			t.Errorf("posts %v %v", posts, err)
		}
		return nil
	}))
	if got := db.box.markOf(999); got != mark {
		t.Errorf("the mark of 999 was %s and is %s", mark, got)
	}
	if !fits(t, o, o.KeyFile) {
		t.Error("the key in its place does not fit")
	}
}

func fits(t *testing.T, o Options, file string) bool {
	t.Helper()
	plain := openPlain(o.Path)
	defer plain.Close()
	check, err := keyCheck(t.Context(), plain)
	must(t, err)
	key, err := readKey(Options{KeyFile: file, Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	b, err := newBox(key)
	must(t, err)
	return b.opens(check)
}

func markBefore(t *testing.T, o Options) string {
	t.Helper()
	db := mustOpen(t, o)
	defer db.Close()
	return db.box.markOf(999)
}

// TestRekey: everything is sealed with the new key, nothing that the old one opens
// is left in the files, and a second change goes as well.
func TestRekey(t *testing.T) {
	o := sealedWorld(t)
	mark := markBefore(t, o)
	before, err := os.ReadFile(o.Path)
	must(t, err)
	for range 2 {
		old := readText(t, o.KeyFile)
		sealed := anySealed(t, o)
		if !bytes.Contains(before, sealed) {
			t.Fatal("the test can't find what is sealed")
		}
		done, err := Rekey(t.Context(), o, nil)
		must(t, err)
		if done.Loose != nil || done.Values < 2401 {
			t.Errorf("%+v", done)
		}
		if readText(t, o.KeyFile) == old || readText(t, done.Old) != old {
			t.Error("the keys are not where they belong")
		}
		if info, err := os.Stat(o.KeyFile); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("key: %v %v", info, err)
		}
		for _, f := range []string{o.Path, o.Path + "-wal"} {
			if text, err := os.ReadFile(f); err == nil && bytes.Contains(text, sealed) {
				t.Errorf("%s still holds what the old key opens", f)
			}
		}
		intact(t, o, mark)
		before, err = os.ReadFile(o.Path)
		must(t, err)
		time.Sleep(2 * time.Millisecond) // the old keys' names are times
	}
}

// anySealed is one sealed value as it stands in the file.
func anySealed(t *testing.T, o Options) (sealed []byte) {
	t.Helper()
	plain := openPlain(o.Path)
	defer plain.Close()
	must(t, plain.QueryRowContext(t.Context(), `SELECT phone_x FROM person WHERE id = 1700`).Scan(&sealed))
	return sealed
}

// TestRekeyInUse: a running program keeps its key.
func TestRekeyInUse(t *testing.T) {
	o := sealedWorld(t)
	db := mustOpen(t, o)
	defer db.Close()
	old := readText(t, o.KeyFile)
	if _, err := Rekey(t.Context(), o, nil); AsProblem(err) == nil || AsProblem(err).Code != codeLocked {
		t.Errorf("got %v", err)
	}
	if readText(t, o.KeyFile) != old {
		t.Error("the key changed")
	}
}

// rekeyPoints are the moments at which TestRekeyKilled ends the process.
var rekeyPoints = []string{"key written", "half sealed", "all sealed", "committed", "old key kept", "key renamed", "closed"}

// TestRekeyKilled kills the process with SIGKILL at each point: the next start
// finds a key that fits, everything is there, and the change can be made again.
func TestRekeyKilled(t *testing.T) {
	for _, point := range rekeyPoints {
		t.Run(point, func(t *testing.T) {
			o := sealedWorld(t)
			mark := markBefore(t, o)
			cmd := exec.Command(os.Args[0], "-test.run=^TestRekeyChild$")
			cmd.Env = append(os.Environ(), "HUIYIN_REKEY="+o.Path, "HUIYIN_REKEY_KEY="+o.KeyFile, "HUIYIN_REKEY_AT="+point)
			out, err := cmd.CombinedOutput()
			if err == nil || !strings.Contains(err.Error(), "killed") {
				t.Fatalf("the process was not killed: %v\n%s", err, out)
			}
			if point == "old key kept" { // what only looks must read it too
				look, err := OpenLook(t.Context(), o)
				must(t, err)
				if !look.Readable() {
					t.Errorf("looking: %v", look.Key)
				}
				look.Close()
			}
			intact(t, o, mark)
			done, err := Rekey(t.Context(), o, nil)
			must(t, err)
			if done.Values < 2401 {
				t.Errorf("%+v", done)
			}
			intact(t, o, mark)
		})
	}
}

// TestRekeyChild is the process that TestRekeyKilled kills.
func TestRekeyChild(t *testing.T) {
	path := os.Getenv("HUIYIN_REKEY")
	if path == "" {
		t.Skip("only for TestRekeyKilled")
	}
	o := Options{Path: path, KeyFile: os.Getenv("HUIYIN_REKEY_KEY"), Now: time.Now}
	_, err := Rekey(t.Context(), o, func(point string) {
		if point == os.Getenv("HUIYIN_REKEY_AT") {
			if self, err := os.FindProcess(os.Getpid()); err == nil {
				_ = self.Kill()
			}
			select {}
		}
	})
	t.Fatalf("came to its end: %v", err)
}

// TestFitKey: what is sealed with a former key is sealed with the present one; a
// foreign database is left alone.
func TestFitKey(t *testing.T) {
	o := sealedWorld(t)
	mark := markBefore(t, o)
	kept := filepath.Join(t.TempDir(), "kept.db")
	must(t, copyFile(o.Path, kept))
	for range 2 {
		_, err := Rekey(t.Context(), o, nil)
		must(t, err)
		time.Sleep(2 * time.Millisecond)
	}
	back := o
	back.Path = kept
	if done, err := FitKey(t.Context(), back); !done || err != nil {
		t.Fatalf("got %v %v", done, err)
	}
	intact(t, back, mark)
	if done, err := FitKey(t.Context(), back); done || err != nil {
		t.Errorf("once more: %v %v", done, err)
	}
	foreign := sealedWorld(t)
	foreign.KeyFile = o.KeyFile
	if done, err := FitKey(t.Context(), foreign); done || err != nil {
		t.Errorf("foreign: %v %v", done, err)
	}
	refused(t, foreign, codeKeyWrong)
}
