package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huiyin/backup"
	"huiyin/store"
)

// TestKillInBackup kills the real binary with SIGKILL in the middle of backups, at the
// moment at which each of its files appears and at random ones, while a program
// writes into the database: that goes on, its file is sound, and what has the name
// of a backup is one. HUIYIN_KILLS sets how many.
func TestKillInBackup(t *testing.T) {
	kills, seed := fromEnv("HUIYIN_KILLS", 14), fromEnv("HUIYIN_SEED", 1)
	binary := buildBinary(t)
	i := newInstalled(t)
	i.write(func(tx *store.Tx) error { // large enough to be met in the middle
		for n := range 400 {
			if err := tx.SetMeta(fmt.Sprint("ballast", n), strings.Repeat(fmt.Sprint(n), 8000)); err != nil {
				return err
			}
		}
		return nil
	})
	db := i.open()
	ctx, stop := context.WithCancel(t.Context())
	written := make(chan int)
	go func() {
		n := 0
		for ; ctx.Err() == nil; n++ {
			if err := db.Write(context.Background(), func(tx *store.Tx) error { return tx.SetMeta("n", fmt.Sprint(n)) }); err != nil {
				t.Error(err)
				break
			}
		}
		written <- n
	}()
	points := []string{"huiyin.db.work", "huiyin.db.work/copy.db", "huiyin.db.work/copy.db-journal", "backups/*.part", "huiyin.db.work/trial.db", "backups/*.age", ""}
	dice := rand.New(rand.NewPCG(uint64(seed), 2))
	met := map[string]int{}
	for n := range kills {
		point := points[n%len(points)]
		if i.killedAt(binary, point, time.Duration(dice.IntN(200))*time.Millisecond) {
			met[point]++
		}
		for _, f := range i.backups() {
			if _, err := backup.Unpack(t.Context(), f.Path, i.path("huiyin-backup.key"), filepath.Join(t.TempDir(), "x.db")); err != nil {
				t.Fatalf("kill %d at %q: %v", n, point, err)
			}
		}
	}
	stop()
	last := <-written
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Inspect(t.Context(), i.path("huiyin.db")); err != nil {
		t.Error(err)
	}
	i.ok("backup")
	for _, pattern := range []string{"huiyin.db.work", "backups/*.part"} {
		if left, _ := filepath.Glob(i.path(pattern)); len(left) > 0 {
			t.Errorf("left: %v", left)
		}
	}
	t.Logf("seed %d: %d kills (%v met), %d writes beside them, %d good backups", seed, kills, met, last, len(i.backups()))
}

// killedAt runs a backup and kills it when a new file of that pattern appears, or,
// without one, after a while. It reports whether the backup had not ended before.
func (i *installed) killedAt(binary, pattern string, after time.Duration) bool {
	i.Helper()
	for _, f := range i.backups() {
		if err := os.Remove(f.Path); err != nil {
			i.Fatal(err)
		}
	}
	old, _ := filepath.Glob(i.path("huiyin.db.work")) // what an earlier kill left
	for _, f := range old {
		if err := os.RemoveAll(f); err != nil {
			i.Fatal(err)
		}
	}
	if parts, _ := filepath.Glob(i.path("backups/*.part")); strings.HasSuffix(pattern, ".part") {
		for _, f := range parts {
			_ = os.Remove(f)
		}
	}
	cmd := exec.Command(binary, "backup", "-c", i.config)
	if err := cmd.Start(); err != nil {
		i.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	if pattern == "" {
		select {
		case <-time.After(after):
		case err := <-ended:
			ended <- err
		}
	}
	for pattern != "" {
		if found, _ := filepath.Glob(i.path(pattern)); len(found) > 0 {
			break
		}
		select {
		case err := <-ended:
			ended <- err
			pattern = ""
		default:
		}
	}
	_ = cmd.Process.Kill()
	err := <-ended
	return err != nil
}

// TestKillInRestore kills the real binary in the middle of restores: the database is
// the old one or the restored one, whole, and never missing.
func TestKillInRestore(t *testing.T) {
	kills, seed := fromEnv("HUIYIN_KILLS", 12), fromEnv("HUIYIN_SEED", 1)
	binary := buildBinary(t)
	i := newInstalled(t)
	i.ok("backup")
	good := i.backups()[0].Path
	dice := rand.New(rand.NewPCG(uint64(seed), 3))
	began := time.Now()
	if out, err := exec.Command(binary, "restore", "--yes", good, "-c", i.config).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	whole, cut, restored := time.Since(began), 0, 0
	for n := range kills {
		i.write(func(tx *store.Tx) error { return tx.SetMeta("mark", fmt.Sprint(n)) })
		cmd := exec.Command(binary, "restore", "--yes", good, "-c", i.config)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		if n%2 == 0 {
			i.untilMore("huiyin.db.replaced-*", ended)
			time.Sleep(time.Duration(dice.IntN(2000)) * time.Microsecond)
		} else {
			time.Sleep(time.Duration(dice.Int64N(int64(whole))))
		}
		_ = cmd.Process.Kill()
		if <-ended != nil {
			cut++
		}
		if _, err := store.Inspect(t.Context(), i.path("huiyin.db")); err != nil {
			t.Fatalf("kill %d: %v", n, err)
		}
		mark := ""
		i.write(func(tx *store.Tx) (err error) { mark, err = tx.Meta("mark"); return err })
		switch mark {
		case "":
			restored++
		case fmt.Sprint(n):
		default:
			t.Errorf("kill %d: the mark is %q", n, mark)
		}
	}
	t.Logf("seed %d: %d kills, %d in the middle, %d times restored, %d times as before", seed, kills, cut, restored, kills-restored)
	i.ok("restore", "--yes", good)
}

// untilMore waits until one more file of that pattern is there, or the process has ended.
func (i *installed) untilMore(pattern string, ended chan error) {
	old, _ := filepath.Glob(i.path(pattern))
	for {
		if now, _ := filepath.Glob(i.path(pattern)); len(now) > len(old) {
			return
		}
		select {
		case err := <-ended:
			ended <- err
			return
		default:
		}
	}
}
