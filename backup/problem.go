package backup

import (
	"errors"
	"fmt"

	"huiyin/store"
)

// The codes of a Problem.
const (
	codeRunning    = "backup.running"     // path: another backup or restore is under way
	codeKeyMissing = "backup.key_missing" // key: there is no key file
	codeKeyBroken  = "backup.key_broken"  // key: the key file holds no key
	codeKeyWrong   = "backup.key_wrong"   // file, key: it is another key, or the beginning of the file is damaged
	codeNotOne     = "backup.not_one"     // file: it is no backup
	codeNone       = "backup.none"        // file: there is no such file
	codeDamaged    = "backup.damaged"     // file: cut off, or changed
	codeDiffers    = "backup.differs"     // file, table: it was read back and holds something else
	codeFormat     = "backup.format"      // file: a newer program made it
)

// Problem is an error that the operator can act on. The words are made from Code
// and Args elsewhere.
type Problem struct {
	Code string
	Args map[string]any
	Err  error // the cause, may be nil
}

// Error is for the log.
func (p *Problem) Error() string {
	text := fmt.Sprint(p.Code, " ", p.Args)
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

// Code is the code of the problem inside err, of this package's or the store's,
// with what its words need; "" when it has none.
func Code(err error) (code string, args map[string]any) {
	if p := AsProblem(err); p != nil {
		return p.Code, p.Args
	}
	if p := store.AsProblem(err); p != nil {
		return p.Code, p.Args
	}
	return "", nil
}
