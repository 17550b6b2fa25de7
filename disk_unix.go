//go:build linux || darwin

package main

import "syscall"

// freeSpace is how many bytes the program may still write to the disk of the folder.
func freeSpace(folder string) (free int64, ok bool) {
	var s syscall.Statfs_t
	if syscall.Statfs(folder, &s) != nil {
		return 0, false
	}
	return int64(s.Bavail) * int64(s.Bsize), true //nolint:unconvert,gosec // it is another type on other systems; no disk has that many bytes
}
