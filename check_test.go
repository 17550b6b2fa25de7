package main

import (
	"encoding/json"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/proof"
	"huiyin/store"
)

var tokenEnv = map[string]string{"HUIYIN_TOKEN": "123456:abcdefghijklmnopqrstuvwxyz"}

// inhabit fills the database of the folder with the people and groups of the
// demo, changed by change, and leaves it open.
func inhabit(t *testing.T, dir string, change func(tx *store.Tx) error) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), store.Options{Path: filepath.Join(dir, "huiyin.db"), KeyFile: filepath.Join(dir, "huiyin.key"), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(t.Context(), func(tx *store.Tx) error {
		c, err := demoCommunity("zh")
		if err != nil {
			return err
		}
		if err := tx.SaveCommunity(c, 0); err != nil {
			return err
		}
		for i, p := range players {
			m := p.member
			m.Person = int64(i + 1)
			if err := tx.SavePerson(store.Person{ID: m.Person, Name: p.zh, Started: true}); err != nil {
				return err
			}
			if m.Role == "" {
				continue
			}
			if err := tx.AddMember(m); err != nil {
				return err
			}
		}
		for i, g := range stages {
			if err := tx.SaveChat(store.Chat{ID: int64(-i - 1), Title: g.zh, Purpose: g.purpose, Area: g.area, Unit: g.unit, Active: true}); err != nil {
				return err
			}
		}
		return change(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// TestCheckDemo: the territory of the demo has no holes, and that can be asked
// while the program runs.
func TestCheckDemo(t *testing.T) {
	dir := folder(t, "language: zh\n")
	inhabit(t, dir, func(*store.Tx) error { return nil })
	code, out, errs := command(t.Context(), tokenEnv, "check", "--weeks", "2", "-c", filepath.Join(dir, "config.yaml"))
	if code != 0 {
		t.Errorf("exit %d\n%s", code, errs)
	}
	has(t, out, "没有漏洞", "危急", "30 分钟", "燃气公司没有群")
	t.Log("\n" + out)
}

// TestCheckHoles: a hole has an exit status of its own, and what is said of it
// names who and what to do, in words, for programs, and as a picture.
func TestCheckHoles(t *testing.T) {
	dir := folder(t, "language: en\n")
	inhabit(t, dir, func(tx *store.Tx) error { return tx.SetBlocked(9, true) })
	file, picture := filepath.Join(dir, "config.yaml"), filepath.Join(dir, "heat.png")
	code, out, _ := command(t.Context(), tokenEnv, "check", "--weeks", "2", "-c", file, "--png", picture)
	if code != 3 {
		t.Errorf("exit %d", code)
	}
	has(t, out, "2 holes", "the owner is never called", "吴主任 (Owner) has stopped the bot", "What closes it: 吴主任 (Owner) starts the bot again.", "at any time")
	t.Log("\n" + out)
	f, err := os.Open(picture)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if img, err := png.Decode(f); err != nil || img.Bounds().Dx() < 24*7 {
		t.Error("the picture:", err)
	}
	code, out, _ = command(t.Context(), tokenEnv, "check", "--json", "--weeks", "2", "-c", file)
	var d proofDocument
	if err := json.Unmarshal([]byte(out), &d); err != nil || code != 3 {
		t.Fatalf("exit %d, %v", code, err)
	}
	kinds := 0
	for _, b := range d.Bounds {
		kinds += len(b.Kinds)
	}
	if kinds != 21*12 || len(d.Holes) != 2 || d.Holes[1].Minutes != nil || d.Holes[1].Remedy[0] != (proof.Remedy{Code: proof.FixUnblock, Role: order.RoleOwner, Person: 9}) {
		t.Errorf("%d kinds, %+v", kinds, d.Holes)
	}
}

// TestCheckUnreadable: a database that can't be read is said, and not taken for
// one in which nobody is.
func TestCheckUnreadable(t *testing.T) {
	dir := folder(t, "language: zh\n")
	if err := inhabit(t, dir, func(*store.Tx) error { return nil }).Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "huiyin.key")); err != nil {
		t.Fatal(err)
	}
	code, out, _ := command(t.Context(), tokenEnv, "check", "-c", filepath.Join(dir, "config.yaml"))
	if code != 1 || strings.Contains(out, "没有发现问题") {
		t.Errorf("exit %d: %s", code, out)
	}
	has(t, out, "找不到钥匙文件")
}

// TestCheckNobody: while nobody has joined, the file alone is looked at, kindly.
func TestCheckNobody(t *testing.T) {
	dir := folder(t, "language: zh\n")
	code, out, _ := command(t.Context(), tokenEnv, "check", "--weeks", "2", "-c", filepath.Join(dir, "config.yaml"))
	if code != 0 {
		t.Errorf("exit %d", code)
	}
	has(t, out, "还没有人加入，没关系", "没有漏洞")
	if _, err := os.Stat(filepath.Join(dir, "huiyin.db")); err == nil {
		t.Error("the check has made a database")
	}
	// No night is survived by a ladder that begins too late.
	text := strings.Replace(string(exampleCommunity), "ladders:", "old_ladders:", 1)
	if i := strings.Index(text, "old_ladders:"); i > 0 {
		text = text[:i] + "ladders:\n  accept:\n    - {at: 900, do: nudge}\n    - {at: 1000, do: climb}\n"
	}
	if err := os.WriteFile(filepath.Join(dir, "community.yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, _ = command(t.Context(), tokenEnv, "check", "--weeks", "2", "-c", filepath.Join(dir, "config.yaml"))
	if code != 3 {
		t.Errorf("exit %d", code)
	}
	has(t, out, "“ladders.accept”改用样本里的步骤", "每天")
}

// TestDeskPurpose: the proof and the store call the dispatchers' group alike.
func TestDeskPurpose(t *testing.T) {
	if proof.Desk != store.ForDesk {
		t.Errorf("%q is not %q", proof.Desk, store.ForDesk)
	}
}
