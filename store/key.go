package store

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

const (
	keySize     = 32
	keyCheckRow = "key_check"
	keyCheckOf  = "huiyin" // the known text
)

// keyCheck reads the known sealed text, nil when there is none yet. It works on
// a database of any version, also on an empty one.
func keyCheck(ctx context.Context, on asker) ([]byte, error) {
	if ok, err := hasTable(ctx, on, "meta"); err != nil || !ok {
		return nil, err
	}
	var text string
	err := on.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?1", keyCheckRow).Scan(&text)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("read key check: %w", err)
	}
	sealed, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(sealed) == 0 {
		// Not nil: whatever it is, it shows that something was sealed.
		return []byte{0}, nil
	}
	return sealed, nil
}

// keyed opens the key file, or makes it if nothing was sealed so far. A new key
// for a database that holds sealed data would hide the real mistake (a file
// left behind in a move, a folder not mounted) and lose what it seals next.
func keyed(o Options, check []byte) (*box, error) {
	args := map[string]any{"path": o.Path, "key": o.KeyFile}
	key, err := readKey(o)
	switch {
	case errors.Is(err, fs.ErrNotExist) && check != nil:
		return nil, &Problem{Code: codeKeyMissing, Args: args}
	case errors.Is(err, fs.ErrNotExist):
		key, err = makeKey(o)
	}
	if err != nil {
		return nil, err
	}
	b, err := newBox(key)
	if err != nil {
		return nil, err
	}
	if check == nil || b.opens(check) {
		return b, nil
	}
	if b := waiting(o, check); b != nil { // the change of the key was ended after its commit: this ends it
		if _, err := takeNext(o.KeyFile, o.Now(), func(string) {}); err != nil {
			return nil, err
		}
		return b, nil
	}
	return nil, &Problem{Code: codeKeyWrong, Args: args}
}

// opens reports whether the known sealed text was sealed with this key.
func (b *box) opens(check []byte) bool {
	text, err := b.unseal(check)
	return err == nil && string(text) == keyCheckOf
}

// waiting is the new key, if the database is sealed with it already and it only
// waits for its name.
func waiting(o Options, check []byte) *box {
	o.KeyFile = nextKey(o.KeyFile)
	key, err := readKey(o)
	if err != nil {
		return nil
	}
	b, err := newBox(key)
	if err != nil || !b.opens(check) {
		return nil
	}
	return b
}

func readKey(o Options) ([]byte, error) {
	args := map[string]any{"path": o.Path, "key": o.KeyFile}
	text, err := os.ReadFile(o.KeyFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, err
	case err != nil:
		return nil, &Problem{Code: codeKeyBroken, Args: args, Err: err}
	}
	// Windows has no such bits: it shows all files as open to all.
	if info, err := os.Stat(o.KeyFile); err == nil && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		o.Log.Warn("others can read the key file", "code", codeKeyOpen, "path", o.Path, "key", o.KeyFile, "mode", info.Mode().Perm().String())
	}
	key, err := hex.DecodeString(string(bytes.TrimSpace(text)))
	if err != nil || len(key) != keySize {
		// Without the decoder's error, which would quote a part of the key.
		return nil, &Problem{Code: codeKeyBroken, Args: args}
	}
	return key, nil
}

// makeKey writes the file under another name first: a crash must not leave half
// a key that a later start would take for a broken one.
func makeKey(o Options) ([]byte, error) {
	key := make([]byte, keySize)
	_, _ = rand.Read(key) // never fails
	folder := filepath.Dir(o.KeyFile)
	part := o.KeyFile + ".part"
	err := os.MkdirAll(folder, 0o700)
	if err == nil {
		err = writeFile(part, []byte(hex.EncodeToString(key)+"\n"))
	}
	if err == nil {
		err = os.Rename(part, o.KeyFile)
	}
	if err == nil {
		err = syncFolder(folder)
	}
	if err != nil {
		return nil, &Problem{Code: codeNoFolder, Args: map[string]any{"path": o.KeyFile, "folder": folder}, Err: err}
	}
	return key, nil
}

// keepKeyCheck stores the known sealed text if there is none yet.
func (t *Tx) keepKeyCheck() error {
	text := base64.StdEncoding.EncodeToString(t.seal(keyCheckOf))
	_, err := t.exec("INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING", keyCheckRow, text)
	return err
}
