package main

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/sim"
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

		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		if err := h.Advance(ctx, 5*time.Minute); err != nil {
			t.Fatal(err)
		}
		h.expect(wang, grid, "#1002", 1)
		told.says(t, full, "数据库又能写了，一切照常。")
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
