package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// ErrClosed is the answer to every call on a DB that was closed or killed, and
// to writes that were still waiting when it was killed.
var ErrClosed = errors.New("store: closed")

// The codes of a Problem. Each names a cause that a person can do something
// about; Args holds what the advice needs.
const (
	codeLocked     = "store.locked"      // path, lock: another process uses the database
	codeNewer      = "store.newer"       // path, have, want, copies ([]string, newest first): made by a newer program
	codeOlder      = "store.older"       // path, have, want: the program must be started once before others may look
	codeKeyMissing = "store.key_missing" // path, key: sealed data, but no key file
	codeKeyWrong   = "store.key_wrong"   // path, key: the key file belongs to another database
	codeKeyBroken  = "store.key_broken"  // path, key: the key file is not 64 hexadecimal digits
	codeKeyOpen    = "store.key_open"    // path, key, mode: others can read the key file; only logged
	codeFull       = "store.full"        // path: no room on the disk
	codeIO         = "store.io"          // path: the disk does not read or write
	codeCorrupt    = "store.corrupt"     // path: the file is damaged or no database
	codeReadonly   = "store.readonly"    // path: no right to write
	codeOldSQLite  = "store.old_sqlite"  // have, want: the SQLite library is too old
	codePragma     = "store.pragma"      // path, name, have, want: SQLite refused a setting
	codeMigration  = "store.migration"   // path, have, want, failed, copy, restored (bool), cause (a code or "")
	codeLeaseLost  = "store.lease_lost"  // path, holder, token, ours: another process took over
	codeNoFolder   = "store.no_folder"   // path, folder: the folder cannot be made or used
)

// Problem is an error that the operator can act on, of the store or of a backup of
// it. Its words for people are made from Code and Args elsewhere; Error is for the log.
type Problem struct {
	Code string         // store.… or backup.…
	Args map[string]any // what the words need: path, version …
	Err  error          // the cause, may be nil
}

// Error says in plain English what is wrong.
func (p *Problem) Error() string {
	text := p.sentence()
	if p.Err != nil {
		text += ": " + p.Err.Error()
	}
	return text
}

// Unwrap returns the cause.
func (p *Problem) Unwrap() error { return p.Err }

// AsProblem returns the Problem inside err, or nil.
func AsProblem(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return nil
}

func (p *Problem) sentence() string {
	arg := func(name string) any { return p.Args[name] }
	switch p.Code {
	case codeLocked:
		return fmt.Sprintf("the database %v is in use by another process", arg("path"))
	case codeNewer:
		text := fmt.Sprintf("the database %v has version %v, this program knows %v", arg("path"), arg("have"), arg("want"))
		if copies, _ := p.Args["copies"].([]string); len(copies) > 0 {
			text += "; usable older copies: " + strings.Join(copies, ", ")
		}
		return text
	case codeOlder:
		return fmt.Sprintf("the database %v has version %v and must be brought to %v first, by starting the program", arg("path"), arg("have"), arg("want"))
	case codeKeyMissing:
		return fmt.Sprintf("the database %v holds sealed data, but its key file %v is missing", arg("path"), arg("key"))
	case codeKeyWrong:
		return fmt.Sprintf("the key file %v does not belong to the database %v", arg("key"), arg("path"))
	case codeKeyBroken:
		return fmt.Sprintf("the key file %v cannot be used, it should hold 64 hexadecimal digits", arg("key"))
	case codeFull:
		return fmt.Sprintf("the disk of %v is full", arg("path"))
	case codeIO:
		return fmt.Sprintf("the disk of %v fails", arg("path"))
	case codeCorrupt:
		return fmt.Sprintf("the file %v is damaged or not a database", arg("path"))
	case codeReadonly:
		return fmt.Sprintf("the database %v cannot be written", arg("path"))
	case codeOldSQLite:
		return fmt.Sprintf("SQLite %v is too old, at least %v is needed", arg("have"), arg("want"))
	case codePragma:
		return fmt.Sprintf("SQLite has %v = %v for %v, not %v", arg("name"), arg("have"), arg("path"), arg("want"))
	case codeMigration:
		text := fmt.Sprintf("the database %v could not be brought from version %v to %v", arg("path"), arg("have"), arg("want"))
		if c, _ := p.Args["copy"].(string); c != "" {
			text += ", the copy from before is " + c
		}
		return text
	case codeLeaseLost:
		return fmt.Sprintf("another process has taken over the database %v", arg("path"))
	case codeNoFolder:
		return fmt.Sprintf("the folder %v cannot be used", arg("folder"))
	}
	return fmt.Sprint(p.Code, " ", p.Args) // a code of another package
}

// problem turns an error of SQLite or of the file system that has a remedy into
// a Problem. Any other error — a broken constraint, a refusal of the core —
// comes back as it is.
func problem(path string, err error) error {
	if err == nil || AsProblem(err) != nil {
		return err
	}
	code := fileCode(err)
	var lite sqlite3.Error
	if errors.As(err, &lite) {
		code = liteCode(lite)
		// When the shared memory beside the WAL can't grow, SQLite says only "disk I/O
		// error", and its errno may be that of another call.
		if code == codeIO && full(filepath.Dir(path)) {
			code = codeFull
		}
	}
	if code == "" {
		return err
	}
	return &Problem{Code: code, Args: map[string]any{"path": path}, Err: err}
}

func liteCode(e sqlite3.Error) string {
	// The errno of the system says more than SQLite's "disk I/O error".
	if code := fileCode(e.SystemErrno); code != "" {
		return code
	}
	switch e.Code {
	case sqlite3.ErrFull:
		return codeFull
	case sqlite3.ErrIoErr, sqlite3.ErrCantOpen, sqlite3.ErrProtocol:
		return codeIO
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return codeCorrupt
	case sqlite3.ErrReadonly, sqlite3.ErrPerm:
		return codeReadonly
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return codeLocked
	}
	return ""
}

// full reports whether the folder's disk takes no file of 1 MiB any more: more than
// the shared memory of a small database, because what failed may have given its room back.
func full(folder string) bool {
	f, err := os.CreateTemp(folder, ".room-*")
	if err != nil {
		return fileCode(err) == codeFull
	}
	_, err = f.Write(make([]byte, 1<<20))
	_ = f.Close()
	_ = os.Remove(f.Name())
	return fileCode(err) == codeFull
}

func fileCode(err error) string {
	var no syscall.Errno
	if !errors.As(err, &no) {
		return ""
	}
	switch no {
	case syscall.ENOSPC, syscall.EDQUOT:
		return codeFull
	case syscall.EROFS, syscall.EACCES, syscall.EPERM:
		return codeReadonly
	case syscall.EIO:
		return codeIO
	}
	return ""
}
