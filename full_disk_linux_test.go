package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/sim"
	"huiyin/store"
	"huiyin/texts"
)

// TestFullDisk fills the disk that the database is on. Residents hear that it
// does not work now; when there is room, all they wrote is done, once.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		t.Skip("a small disk can't be mounted here:", err)
	}
	defer func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	}()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(morning))
		ctx := context.Background()
		h, told := newHost(t, "zh"), &journal{}
		h.dir, h.notices = dir, told
		if err := h.start(ctx); err != nil {
			t.Fatal(err)
		}
		defer h.close()
		h.enter(ctx, h.world())
		h.stays(ctx, "#1001")

		ballast := filepath.Join(dir, "ballast")
		fillDisk(t, ballast)
		li, wang, grid := h.cast.people["小李"], h.cast.people["王奶奶"], h.cast.places["新田一网格居民群"]
		said := 0
		for h.told(li, 0, texts.Say("zh", "bot.try_later")) == 0 && said < 200 { // there may be room inside the files
			if _, err := h.sim.Say(li, li, sim.Say{Text: "/status 77"}); err != nil {
				t.Fatal(err)
			}
			said++
			time.Sleep(5 * time.Second)
		}
		if _, err := h.sim.Say(wang, grid, sim.Say{Text: "@" + demoBot + " 3号楼水管漏水"}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)
		h.expect(wang, grid, "#1002", 0)
		full := "磁盘满了（" + filepath.Join(dir, "huiyin.db") + "）。请腾出空间，程序会接着做，不会丢工单。"
		told.says(t, full)
		owner := h.cast.people["吴主任"]
		h.expect(owner, 0, full, 1)

		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		if err := h.Advance(ctx, 5*time.Minute); err != nil {
			t.Fatal(err)
		}
		h.expect(wang, grid, "#1002", 1)
		told.says(t, full, "数据库又能写了，一切照常。")
		h.expect(owner, 0, "数据库又能写了，一切照常。", 1)
		h.expect(li, 0, "没有找到这个工单", said)
	})
}

// fillDisk writes until nothing more fits.
func fillDisk(t *testing.T, path string) {
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, size := range []int{64 << 10, 4 << 10, 1} {
		for b := make([]byte, size); err == nil; {
			_, err = f.Write(b)
		}
		err = nil
	}
}

// TestBackupToFullDisk makes backups to a disk that is full, at every amount of room,
// and to one that gets room again: a sentence, no file, the database untouched.
func TestBackupToFullDisk(t *testing.T) {
	t.Run("of the backups", func(t *testing.T) {
		i := newInstalled(t)
		if err := os.Mkdir(i.path("backups"), 0o700); err != nil {
			t.Fatal(err)
		}
		i.fillAndBackUp(i.path("backups"), "size=256k")
	})
	t.Run("of the database", func(t *testing.T) {
		i := newInstalled(t)
		small := i.path("small")
		if err := os.Mkdir(small, 0o700); err != nil {
			t.Fatal(err)
		}
		i.moved = "small"
		i.fillAndBackUp(small, "size=2m")
	})
}

// fillAndBackUp mounts a small disk on the folder, fills it, and makes room until a
// backup is made.
func (i *installed) fillAndBackUp(disk, size string) {
	t := i.T
	t.Helper()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, size); err != nil {
		t.Skip("a small disk can't be mounted here:", err)
	}
	defer func() {
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	}()
	if i.moved != "" { // the database lies on it, behind a link
		text, err := os.ReadFile(i.path("huiyin.db"))
		if err = errors.Join(err, os.WriteFile(filepath.Join(disk, "huiyin.db"), text, 0o600), os.Remove(i.path("huiyin.db")),
			os.Symlink(filepath.Join(disk, "huiyin.db"), i.path("huiyin.db"))); err != nil {
			t.Fatal(err)
		}
	}
	before, err := store.Inspect(t.Context(), i.path("huiyin.db"))
	if err != nil {
		t.Fatal(err)
	}
	files, _ := os.ReadDir(disk)
	ballast := filepath.Join(disk, "ballast")
	fillDisk(t, ballast)
	failed := 0
	for room := int64(0); len(i.backups()) == 0; room += 4 << 10 {
		info, err := os.Stat(ballast)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(ballast, max(0, info.Size()-room)); err != nil {
			t.Fatal(err)
		}
		code, out, errs := command(t.Context(), nil, "backup", "-c", i.config)
		if code == 0 {
			has(t, out, "OK")
			break
		}
		failed++
		has(t, errs, "The disk is full ("+disk, "No backup was made. The database was not touched.")
		locks := 2 // they stay
		if list, err := os.ReadDir(disk); err != nil || len(list) > len(files)+1+locks || len(i.backups()) > 0 {
			t.Errorf("room %d: left: %v %v", room, list, err)
		}
	}
	if after, err := store.Inspect(t.Context(), i.path("huiyin.db")); err != nil || before.Differs(after) != "" || failed < 3 {
		t.Errorf("%v, differs in %q, failed %d times", err, before.Differs(after), failed)
	}
	t.Logf("%d backups failed for want of room", failed)
	if len(i.backups()) != 1 {
		t.Error("no backup although there is room")
	}
	i.ok("backup", "--check", i.backups()[0].Path)
}
