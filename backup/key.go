package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"filippo.io/age"

	"huiyin/store"
)

// readKey opens the key file.
func readKey(path string) (*age.X25519Identity, error) {
	args := map[string]any{"key": path}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &store.Problem{Code: codeKeyMissing, Args: args}
	}
	if err != nil {
		return nil, &store.Problem{Code: codeKeyBroken, Args: args, Err: err}
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, err := age.ParseX25519Identity(line)
		if err != nil {
			break // without the error, which may quote the key
		}
		return key, nil
	}
	return nil, &store.Problem{Code: codeKeyBroken, Args: args}
}

// ensureKey opens the key file, or makes it. Under its name there is a whole key
// or nothing.
func ensureKey(path string) (key *age.X25519Identity, made bool, err error) {
	key, err = readKey(path)
	if p := store.AsProblem(err); p == nil || p.Code != codeKeyMissing {
		return key, false, err
	}
	if key, err = age.GenerateX25519Identity(); err != nil {
		return nil, false, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, false, err
	}
	// age's own form, so that its command can open a backup without this program.
	text := fmt.Sprintf("# public key: %s\n%s\n", key.Recipient(), key)
	part := path + ".part"
	err = os.WriteFile(part, []byte(text), 0o600)
	if err == nil {
		err = durable(part, path)
	}
	return key, true, err
}

// durable gives a written file its name, so that both survive a power cut.
func durable(part, path string) error {
	f, err := os.OpenFile(part, os.O_RDWR, 0)
	if err == nil {
		err = errors.Join(f.Sync(), f.Close())
	}
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil || runtime.GOOS == "windows" { // which can't open a folder
		return err
	}
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
