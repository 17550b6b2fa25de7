package backup

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// The name of a backup says when it was made, and how it can be opened without
// this program.
const (
	prefix  = "huiyin-"
	suffix  = ".tar.gz.age"
	stamp   = "20060102T150405.000Z"
	partial = ".part"
)

// tombstones is the file beside the backups with the marks of the forgotten.
const tombstones = "huiyin.forgotten"

// Tombstones is where the marks of the forgotten lie beside a backup.
func Tombstones(file string) string { return filepath.Join(filepath.Dir(file), tombstones) }

// File is a backup in a folder.
type File struct {
	Path string
	At   time.Time // when it was made, by its name
	Size int64
}

// List lists the backups in a folder, newest first. A folder that is not there has none.
func List(folder string) (list []File, err error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, e := range entries {
		at, ok := made(e.Name())
		if info, err := e.Info(); ok && err == nil && info.Mode().IsRegular() {
			list = append(list, File{filepath.Join(folder, e.Name()), at, info.Size()})
		}
	}
	slices.SortFunc(list, func(a, b File) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.Path, a.Path)) })
	return list, err
}

func made(name string) (time.Time, bool) {
	rest, ok := strings.CutPrefix(name, prefix)
	rest, whole := strings.CutSuffix(rest, suffix)
	at, err := time.Parse(stamp, rest)
	return at, ok && whole && err == nil
}

// Prune deletes the backups that were made before then, but never the newest, and
// what a backup that was broken off left. It returns how many backups are gone.
func Prune(folder string, before time.Time) (gone int, err error) {
	list, err := List(folder)
	for i, f := range list {
		if i > 0 && f.At.Before(before) {
			if e := os.Remove(f.Path); e != nil {
				err = errors.Join(err, e)
				continue
			}
			gone++
		}
	}
	return gone, errors.Join(err, removeParts(folder))
}

func removeParts(folder string) (err error) {
	left, _ := filepath.Glob(filepath.Join(escape(folder), prefix+"*"+suffix+partial))
	for _, path := range left {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}

// escape keeps Glob from reading a folder's name as a pattern.
var escape = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace
