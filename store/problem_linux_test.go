package store

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// TestFullDiskBehindIOError gives SQLite's "disk I/O error" with every errno that another
// call may have left: on a full disk it is called full, on one with room it is not.
func TestFullDiskBehindIOError(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m"); err != nil {
		t.Skip("a small disk can't be mounted here:", err)
	}
	defer func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	}()
	path, ballast := filepath.Join(dir, "huiyin.db"), filepath.Join(dir, "ballast")
	says := func(want string) {
		t.Helper()
		for _, errno := range []syscall.Errno{0, syscall.ENOENT, syscall.EAGAIN, syscall.EIO} {
			err := problem(path, sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: errno})
			if p := AsProblem(err); p == nil || p.Code != want {
				t.Errorf("errno %d (%v): %v, not %s", errno, errno, err, want)
			}
		}
	}
	says(codeIO)
	for _, size := range []int{2 << 20, 3 << 19} { // no room; half a MiB, which the failed call gave back
		err := os.WriteFile(ballast, make([]byte, size), 0o600)
		if err != nil && !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
		says(codeFull)
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".room-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
