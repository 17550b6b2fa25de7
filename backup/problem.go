package backup

import "huiyin/store"

// The codes of a store.Problem that this package makes.
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

// Code is the code of the store.Problem inside err, one of this package's or the
// store's, with what its words need; "" when it has none.
func Code(err error) (code string, args map[string]any) {
	if p := store.AsProblem(err); p != nil {
		return p.Code, p.Args
	}
	return "", nil
}
