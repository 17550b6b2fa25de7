package backup

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"filippo.io/age"

	"huiyin/store"
)

// Unpack writes the database of a backup to the new file to, checks it, and finds
// it to hold the very rows that it held when the backup was made. When it fails
// the new file is gone again.
func Unpack(ctx context.Context, file, key, to string) (Manifest, error) {
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return Manifest{}, &store.Problem{Code: codeNone, Args: map[string]any{"file": file}}
	}
	id, err := readKey(key)
	if err != nil {
		return Manifest{}, err
	}
	m, err := unpack(ctx, file, id, to)
	var p *store.Problem
	if errors.As(err, &p) && p.Code == codeKeyWrong {
		p.Args["key"] = key
	}
	return m, store.FileProblem(to, err)
}

func unpack(ctx context.Context, file string, key *age.X25519Identity, to string) (m Manifest, err error) {
	defer func() {
		if err != nil {
			_ = os.Remove(to)
		}
	}()
	in, err := os.Open(file)
	if err != nil {
		return m, err
	}
	defer in.Close()
	plain, err := age.Decrypt(stoppable{ctx, in}, key)
	if err != nil {
		return m, closed(file, err)
	}
	if m, err = extract(plain, to); err != nil {
		if ctx.Err() != nil {
			return m, ctx.Err()
		}
		return m, damaged(file, err)
	}
	if m.Format > format {
		return m, &store.Problem{Code: codeFormat, Args: map[string]any{"file": file}}
	}
	got, err := store.Inspect(ctx, to)
	if err != nil {
		return m, damaged(file, err)
	}
	if table := m.Contents.Differs(got); table != "" {
		return m, &store.Problem{Code: codeDiffers, Args: map[string]any{"file": file, "table": table}}
	}
	return m, nil
}

// closed says why the encryption can't be undone.
func closed(file string, err error) error {
	args := map[string]any{"file": file, "key": ""}
	var other *age.NoIdentityMatchError
	if errors.As(err, &other) {
		return &store.Problem{Code: codeKeyWrong, Args: args, Err: err}
	}
	if head, e := readHead(file); e == nil && head != ageHead[:len(head)] {
		return &store.Problem{Code: codeNotOne, Args: args, Err: err}
	}
	return damaged(file, err)
}

// ageHead is how every file of age's begins.
const ageHead = "age-encryption.org/v1\n"

func readHead(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	head := make([]byte, len(ageHead))
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil
	}
	return string(head[:n]), err
}

// damaged keeps an error of the disk as it is: the file need not be at fault.
func damaged(file string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return err
	}
	return &store.Problem{Code: codeDamaged, Args: map[string]any{"file": file}, Err: err}
}

// extract reads the archive to its very end: only there the encryption tells
// that nothing was cut off.
func extract(plain io.Reader, to string) (m Manifest, err error) {
	packed, err := gzip.NewReader(plain)
	if err != nil {
		return m, err
	}
	archive := tar.NewReader(packed)
	if err := next(archive, manifestName); err != nil {
		return m, err
	}
	if err := json.NewDecoder(io.LimitReader(archive, 1<<20)).Decode(&m); err != nil {
		return m, err
	}
	if err := next(archive, databaseName); err != nil {
		return m, err
	}
	if err := write(archive, to); err != nil {
		return m, err
	}
	if _, err := archive.Next(); !errors.Is(err, io.EOF) {
		return m, errors.Join(err, errors.New("the archive goes on"))
	}
	_, err = io.Copy(io.Discard, packed) //nolint:gosec // up to the end of what is encrypted, because another archive could follow; it reads on to nowhere, in an archive that our own key has opened
	return m, err
}

func next(archive *tar.Reader, want string) error {
	h, err := archive.Next()
	if err == nil && h.Name != want {
		err = fmt.Errorf("%q stands where %q should", h.Name, want)
	}
	return err
}

func write(from io.Reader, to string) error {
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return errors.Join(err, f.Sync(), f.Close())
}
