package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/backup"
	"huiyin/config"
	"huiyin/flows"
	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

// installed is a database with the example community and some orders, and its settings.
type installed struct {
	*testing.T
	dir, config string
	moved       string // the folder in which the database really lies; empty: where it seems to
}

func newInstalled(t *testing.T) *installed {
	t.Helper()
	i := &installed{T: t, dir: folder(t, "language: en\nbackup:\n  to: backups\n")}
	i.config = filepath.Join(i.dir, "config.yaml")
	i.write(func(tx *store.Tx) error {
		if err := fill(tx, func() (*order.Community, error) { return demoCommunity("en") }); err != nil {
			return err
		}
		return i.person(tx, 700100001)
	})
	return i
}

func (i *installed) person(tx *store.Tx, id int64) error {
	return tx.SavePerson(store.Person{ID: id, Name: "小李", Phone: "13800138000", Started: true, SeenAt: tx.Now()})
}

func (i *installed) path(name string) string { return filepath.Join(i.dir, name) }

func (i *installed) open() *store.DB {
	i.Helper()
	db, err := store.Open(i.Context(), store.Options{Path: i.path("huiyin.db"), KeyFile: i.path("huiyin.key"), Now: time.Now, Synchronous: "OFF"})
	if err != nil {
		i.Fatal(err)
	}
	return db
}

func (i *installed) write(fn func(*store.Tx) error) {
	i.Helper()
	db := i.open()
	if err := errors.Join(db.Write(context.Background(), fn), db.Close()); err != nil {
		i.Fatal(err)
	}
}

// ok runs a command that must go well, bad one that must not.
func (i *installed) ok(args ...string) string {
	i.Helper()
	code, out, errs := command(i.Context(), nil, append(args, "-c", i.config)...)
	if code != 0 || errs != "" {
		i.Fatalf("%v: exit %d\n%s%s", args, code, out, errs)
	}
	return out
}

func (i *installed) bad(args ...string) string {
	i.Helper()
	code, out, errs := command(i.Context(), nil, append(args, "-c", i.config)...)
	if code != 1 {
		i.Fatalf("%v: exit %d\n%s%s", args, code, out, errs)
	}
	return out + errs
}

func (i *installed) backups() (list []backup.File) {
	i.Helper()
	list, err := backup.List(i.path("backups"))
	if err != nil {
		i.Fatal(err)
	}
	return list
}

// TestBackupCommand: the commands and their sentences, beside a running program and
// without one, in both languages.
func TestBackupCommand(t *testing.T) {
	i := newInstalled(t)
	out := i.ok("backup")
	has(t, out, "OK: "+i.path("backups/huiyin-"), "read back and compared", "A new key was made: "+i.path("huiyin-backup.key"), i.path("huiyin.key"))
	db := i.open() // the program runs
	out = i.ok("backup", "--to", i.path("elsewhere"))
	if strings.Contains(out, "new key") {
		t.Error("the key is new again")
	}
	has(t, i.bad("restore", "--yes", i.backups()[0].Path), "is in use by another program")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	good := i.backups()[0].Path
	has(t, i.ok("backup", "--check", good), "is good", "0 orders")
	has(t, i.bad("restore", good), "There is a database already", "Nothing was changed. Add --yes")
	has(t, i.bad("restore", i.path("huiyin.db")), "is no backup")
	has(t, i.bad("restore", "--lang", "zh", i.path("none")), "没有", "这个文件")
	has(t, i.bad("backup", "--check", i.config), "is no backup")
	text, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	cut := i.path("cut.tar.gz.age")
	if err := os.WriteFile(cut, text[:len(text)-10], 0o600); err != nil {
		t.Fatal(err)
	}
	has(t, i.bad("restore", "--yes", cut), "is damaged or cut off")
	out = i.ok("restore", "--yes", good)
	has(t, out, "0 orders, 1 people", "What was there is kept: "+i.path("huiyin.db.replaced-"), "Restored: "+i.path("huiyin.db"))
	out = i.ok("restore", "--to", i.path("clean"), good)
	has(t, out, "Restored: "+i.path("clean/huiyin.db"))
	if strings.Contains(out, "already") {
		t.Error(out)
	}
	if err := os.Rename(i.path("huiyin-backup.key"), i.path("kept")); err != nil {
		t.Fatal(err)
	}
	has(t, i.bad("restore", "--yes", good), "huiyin-backup.key, is missing")
	i.ok("backup") // makes another key
	has(t, i.bad("restore", "--yes", good), "does not open", "another backup's key")
	if err := errors.Join(os.Rename(i.path("kept"), i.path("huiyin-backup.key")), os.Remove(i.path("huiyin.key"))); err != nil {
		t.Fatal(err)
	}
	has(t, i.bad("restore", "--yes", good), "key file", "is missing")
	if err := os.WriteFile(i.config, []byte("language: zh\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	has(t, i.bad("backup"), "请说备份到哪里")
	if err := os.WriteFile(i.config, []byte("language: zh\ndatabase: none.db\nbackup: {to: backups}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	has(t, i.bad("backup"), "还没有数据库")
}

// TestRestoreForgets: through the commands alone, somebody who had everything deleted
// after the backup is in no restored database, wherever it goes.
func TestRestoreForgets(t *testing.T) {
	i := newInstalled(t)
	i.ok("backup")
	first := i.backups()[0].Path
	i.write(func(tx *store.Tx) error {
		_, err := tx.ForgetPerson(700100001, nil)
		return errors.Join(err, tx.Bury(700100001))
	})
	i.ok("backup")
	there := func(dir string) (found bool) {
		err := store.Snapshot(t.Context(), store.Options{Path: filepath.Join(dir, "huiyin.db"), KeyFile: i.path("huiyin.key"), Now: time.Now}, func(tx *store.Tx) (err error) {
			_, found, err = tx.Person(700100001)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	has(t, i.ok("restore", "--to", i.path("a"), first), "Deleted once more", "1 people")
	if there(i.path("a")) {
		t.Error("restored elsewhere, the person is back")
	}
	has(t, i.ok("restore", "--yes", first), "Deleted once more")
	if there(i.dir) {
		t.Error("the person is back")
	}
	// Without the file beside the database, the one beside the backups tells; without both, the database that is there.
	for _, gone := range [][]string{{"huiyin.db.forgotten"}, {"huiyin.db.forgotten", "backups/huiyin.forgotten"}} {
		for _, name := range gone {
			if err := os.Remove(i.path(name)); err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
		}
		i.ok("restore", "--yes", first)
		if there(i.dir) {
			t.Errorf("without %v the person is back", gone)
		}
	}
	// By hand, and then the program starts.
	old := i.path("old.db")
	if _, err := backup.Unpack(t.Context(), first, i.path("huiyin-backup.key"), old); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(old, i.path("huiyin.db")); err != nil {
		t.Fatal(err)
	}
	if !there(i.dir) {
		t.Fatal("the test shows nothing")
	}
	i.write(func(tx *store.Tx) error {
		n, err := flows.New(flows.Options{}).ForgetAgain(tx)
		if n != 1 {
			t.Errorf("%d forgotten again", n)
		}
		return err
	})
}

// TestRestoreOtherVersion: a backup of an older schema is brought up to date; one of
// a newer is refused, and nothing is changed.
func TestRestoreOtherVersion(t *testing.T) {
	i := newInstalled(t)
	change := func(query string) string {
		t.Helper()
		p := &patient{T: t, cfg: config.Config{Database: i.path("huiyin.db")}}
		p.raw(query)
		i.ok("backup")
		return i.backups()[0].Path
	}
	older := change("DELETE FROM goose_db_version WHERE version_id = 12; DROP TABLE consent; DROP TABLE shown; DROP TABLE swept")
	newer := change("INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)")
	if err := os.Remove(i.path("huiyin.db")); err != nil {
		t.Fatal(err)
	}
	has(t, i.bad("restore", newer), "was made by a newer program (version 999)")
	if exists(i.path("huiyin.db")) {
		t.Error("something was restored")
	}
	i.ok("restore", older)
	i.open().Close()
}

// TestNightlyBackup lets nights pass over the whole program: each has its backup, the
// owner hears of the one that fails, once, and of the next good one; old ones go.
func TestNightlyBackup(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(morning))
		ctx := context.Background()
		h := newHost(t, "zh")
		h.backupTo = filepath.Join(h.dir, "backups")
		if err := h.start(ctx); err != nil {
			t.Fatal(err)
		}
		defer h.close()
		h.enter(ctx, h.world())
		count := func(want int) {
			t.Helper()
			list, err := backup.List(h.backupTo)
			if err != nil || len(list) != want {
				t.Errorf("%d backups, want %d (%v)", len(list), want, err)
			}
		}
		pass := func(d time.Duration) {
			t.Helper()
			if err := h.Advance(ctx, d); err != nil {
				t.Fatal(err)
			}
		}
		zone, _ := time.LoadLocation("Asia/Shanghai")
		pass(18 * time.Hour) // 03:00
		count(0)
		pass(time.Hour)
		count(1)
		list, err := backup.List(h.backupTo)
		if err != nil || list[0].At.In(zone).Format("15:04") != "03:30" {
			t.Errorf("%v at %v", err, list[0].At)
		}
		pass(3 * 24 * time.Hour)
		count(4)
		owner := h.cast.people["吴主任"]
		h.expect(owner, 0, "备份", 0)
		key := filepath.Join(h.dir, "backup.key")
		if err := errors.Join(os.Rename(key, key+".away"), os.WriteFile(key, []byte("nonsense"), 0o600)); err != nil {
			t.Fatal(err)
		}
		pass(29 * time.Hour)
		h.expect(owner, 0, "今晚的备份没有做成："+key+" 里没有备份的钥匙", 1)
		if err := os.Rename(key+".away", key); err != nil {
			t.Fatal(err)
		}
		pass(5 * time.Hour)
		h.expect(owner, 0, "备份又能做了", 1)
		h.expect(owner, 0, "今晚的备份没有做成", 1)
		count(5)
		// Down at night: made up for after the start.
		h.stop()
		if err := <-h.ended; err != nil {
			t.Fatal(err)
		}
		time.Sleep(24 * time.Hour)
		if err := h.start(ctx); err != nil {
			t.Fatal(err)
		}
		pass(3 * time.Minute)
		count(6)
		pass(3 * 24 * time.Hour)
		count(7)
	})
}

// TestBackupBesideTown makes backups with the command while a whole town uses the
// program: each restores to the very rows of its moment, and no order, press or card is
// lost for it. HUIYIN_BACKUPS says how many.
func TestBackupBesideTown(t *testing.T) {
	h := newTownHouse(t, 6, 24)
	i := &installed{T: t, dir: h.dir, config: filepath.Join(h.dir, "config.yaml")}
	if err := os.WriteFile(i.config, []byte("language: en\nbackup: {to: backups}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	go h.town.live(ctx)
	count, states := fromEnv("HUIYIN_BACKUPS", 4), map[int64]bool{}
	h.inside(func(ctx context.Context) {
		if err := h.town.begin(); err != nil {
			t.Fatal(err)
		}
		for range count {
			i.ok("backup")
			file := i.backups()[0].Path
			m, err := backup.Unpack(ctx, file, i.path("huiyin-backup.key"), filepath.Join(t.TempDir(), "huiyin.db"))
			if err != nil {
				t.Fatal(err)
			}
			states[m.Contents.Rows("ledger")] = true
		}
		h.town.end()
		if stuck, err := h.town.rest(ctx); err != nil || stuck > 0 {
			t.Errorf("%d orders were never finished (%v)", stuck, err)
		}
	})
	o := h.judge()
	if len(states) < 2 {
		t.Error("nothing happened between the backups")
	}
	t.Logf("%d backups restored identically, at %d states of the ledger; %d orders, %d presses: %d lost, %d doubled, %d missed, %d twice, %d cards wrong",
		count, len(states), o.orders, o.acts, o.lost, o.doubled, o.missed, o.again, o.wrong)
}

// TestStartForgets: a program that finds an older database in its place, put there
// by hand, forgets once more before it does anything.
func TestStartForgets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(morning))
		ctx := context.Background()
		h := newHost(t, "zh")
		if err := h.start(ctx); err != nil {
			t.Fatal(err)
		}
		h.enter(ctx, h.world())
		li, old, now := h.cast.people["小李"], filepath.Join(h.dir, "old.db"), filepath.Join(h.dir, "huiyin.db")
		if _, err := h.prog.db.CopyOut(ctx, old); err != nil {
			t.Fatal(err)
		}
		err := h.prog.db.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.ForgetPerson(li, nil)
			return errors.Join(err, tx.Bury(li))
		})
		h.stop()
		if err := errors.Join(err, <-h.ended, os.Rename(old, now)); err != nil {
			t.Fatal(err)
		}
		if err := h.start(ctx); err != nil {
			t.Fatal(err)
		}
		defer h.close()
		err = h.prog.db.Read(ctx, func(tx *store.Tx) error {
			_, known, err := tx.Person(li)
			if known {
				t.Error("the person is back")
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// TestStartClears: copies of everything that a killed backup, or a killed look at
// one, has left are gone when the program starts, though it makes no backups. One
// that is at work is left alone.
func TestStartClears(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHost(t, "zh")
		database := filepath.Join(h.dir, "huiyin.db")
		left := []string{database + ".work", backup.Trial(database) + ".work"}
		for _, folder := range left {
			if err := errors.Join(os.Mkdir(folder, 0o700), os.WriteFile(filepath.Join(folder, "copy.db"), []byte("everybody"), 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		if err := h.start(context.Background()); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		for _, folder := range left {
			if _, err := os.Stat(folder); err == nil {
				t.Errorf("%s is left", folder)
			}
		}
		folder, leave, err := backup.Work(database)
		if err == nil {
			err = backup.Clear(database)
		}
		if _, gone := os.Stat(folder); err != nil || gone != nil {
			t.Error(err, gone)
		}
		leave()
		h.close()
	})
}

// TestPrivacyNamesTheDays: /privacy says for how long backups keep what was deleted.
func TestPrivacyNamesTheDays(t *testing.T) {
	for lang, want := range map[string]string{"zh": "最多再在备份里留 30 天", "en": "after 30 days at the latest"} {
		if text := texts.Say(lang, "privacy.backups", "Days", config.Default().Backup.KeepDays); !regexp.MustCompile(want).MatchString(text) {
			t.Errorf("%s: %s", lang, text)
		}
	}
}
