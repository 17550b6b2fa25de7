package backup

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"
	"github.com/gofrs/flock"

	"huiyin/store"
)

// Job is a backup to be made.
type Job struct {
	// Copy writes a copy of the database to a new file and says what it held, both
	// at one moment.
	Copy     func(ctx context.Context, to string) (store.Contents, error)
	Database string    // the database's path: what is temporary stands beside it
	Folder   string    // where the backups are kept; it is made
	Key      string    // the key file; it is made at the first backup
	KeepDays int       // backups that are older are deleted
	Now      time.Time // when it is made
}

// Made is a backup that was read back and found good.
type Made struct {
	File     string
	Size     int64
	Contents store.Contents
	NewKey   bool // the key file was made on the way
	Gone     int  // older backups that were deleted
}

// Manifest stands at the head of every backup.
type Manifest struct {
	Format   int            `json:"format"`
	At       time.Time      `json:"at"` // when it was made
	Contents store.Contents `json:"contents"`
}

// format is the number of the form described in this package's comment.
const format = 1

// Names inside the archive.
const (
	manifestName = "manifest.json"
	databaseName = "huiyin.db"
)

// Run makes the backup. It changes nothing but its own files, and only what is
// good gets the name of a backup.
func (j Job) Run(ctx context.Context) (made Made, err error) {
	defer func() { err = store.FileProblem(j.Folder, err) }()
	if j.Database, err = store.RealPath(j.Database); err != nil {
		return made, err
	}
	work, leave, err := Work(j.Database)
	if err != nil {
		return made, err
	}
	defer leave()
	if err := os.MkdirAll(j.Folder, 0o700); err != nil {
		return made, err
	}
	if err := removeParts(j.Folder); err != nil {
		return made, err
	}
	key, fresh, err := ensureKey(j.Key)
	if err != nil {
		return made, err
	}
	made.NewKey = fresh
	copied := filepath.Join(work, "copy.db")
	if made.Contents, err = j.Copy(ctx, copied); err != nil {
		return made, err
	}
	made.File = filepath.Join(j.Folder, prefix+j.Now.UTC().Format(stamp)+suffix)
	if _, err := os.Lstat(made.File); err == nil {
		return made, fmt.Errorf("%s: %w", made.File, os.ErrExist)
	}
	part := made.File + partial
	defer func() {
		if err != nil {
			_ = os.Remove(part)
		}
	}()
	if err := pack(ctx, part, key, Manifest{Format: format, At: j.Now.UTC(), Contents: made.Contents}, copied); err != nil {
		return made, err
	}
	if err := os.Remove(copied); err != nil { // room for what is read back
		return made, err
	}
	if _, err := unpack(ctx, part, key, filepath.Join(work, "trial.db")); err != nil {
		return made, fmt.Errorf("read back: %w", err)
	}
	return made, j.finish(part, &made)
}

// finish gives the good backup its name, and takes the old ones away.
func (j Job) finish(part string, made *Made) error {
	info, err := os.Stat(part)
	if err != nil {
		return err
	}
	made.Size = info.Size()
	// Before the name: a backup must never be there without the marks of those who went before it.
	stones, err := store.ReadTombstones(store.TombstoneFile(j.Database))
	if err == nil {
		err = store.MergeTombstones(Tombstones(made.File), stones)
	}
	if err == nil {
		err = durable(part, made.File)
	}
	if err != nil {
		return err
	}
	if j.KeepDays > 0 {
		// A day early: at no moment until the next night is one older than that.
		made.Gone, err = Prune(j.Folder, j.Now.AddDate(0, 0, 1-j.KeepDays))
	}
	return err
}

// Work is a folder beside the database for what is temporary, empty and for one
// process only; leave removes it. It lies there because that disk is trusted with
// the same already, and because a file can be moved from it into the database's place.
func Work(database string) (folder string, leave func(), err error) {
	base, err := store.RealPath(database)
	if err != nil {
		return "", nil, err
	}
	lock := flock.New(base+".backup.lock", flock.SetPermissions(0o600))
	ok, err := lock.TryLock()
	if err != nil {
		return "", nil, err
	}
	if !ok {
		return "", nil, &store.Problem{Code: codeRunning, Args: map[string]any{"path": database}}
	}
	folder = base + ".work"
	if err = os.RemoveAll(folder); err == nil {
		err = os.Mkdir(folder, 0o700)
	}
	if err != nil {
		return "", nil, errors.Join(err, lock.Unlock())
	}
	return folder, func() { _, _ = os.RemoveAll(folder), lock.Unlock() }, nil
}

// Trial stands for the database in Work where a backup is only looked at: that
// keeps out of the way of backups.
func Trial(database string) string { return database + ".check" }

// Clear removes what a backup, a look at one, or a restore has left that was killed
// on its way: a copy of everything, also of those who are forgotten since.
// What is at work at this moment is left alone.
func Clear(database string) error {
	base, err := store.RealPath(database)
	if err != nil {
		return err
	}
	for _, of := range []string{base, Trial(base)} {
		if _, e := os.Lstat(of + ".work"); e != nil {
			continue // there is nothing, as nearly always
		}
		_, leave, e := Work(of)
		if p := store.AsProblem(e); p != nil && p.Code == codeRunning {
			continue
		}
		if e == nil {
			leave()
		}
		err = errors.Join(err, e)
	}
	return err
}

// pack writes the encrypted archive as a stream: nothing but the copy itself is
// ever on the disk unencrypted.
func pack(ctx context.Context, to string, key *age.X25519Identity, m Manifest, database string) (err error) {
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	sealed, err := age.Encrypt(out, key.Recipient())
	if err != nil {
		return err
	}
	// What is sealed can't be made smaller; the rest is by the fastest way.
	packed, err := gzip.NewWriterLevel(sealed, gzip.BestSpeed)
	if err != nil {
		return err
	}
	archive := tar.NewWriter(packed)
	head, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := archive.WriteHeader(&tar.Header{Name: manifestName, Mode: 0o600, Size: int64(len(head)), ModTime: m.At}); err != nil {
		return err
	}
	if _, err := archive.Write(head); err != nil {
		return err
	}
	if err := packDatabase(ctx, archive, m.At, database); err != nil {
		return err
	}
	for _, c := range []io.Closer{archive, packed, sealed} {
		if err := c.Close(); err != nil {
			return err
		}
	}
	return out.Sync()
}

func packDatabase(ctx context.Context, archive *tar.Writer, at time.Time, database string) error {
	in, err := os.Open(database)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	if err := archive.WriteHeader(&tar.Header{Name: databaseName, Mode: 0o600, Size: info.Size(), ModTime: at}); err != nil {
		return err
	}
	_, err = io.Copy(archive, stoppable{ctx, in})
	return err
}

// stoppable is a reader that ends with its context.
type stoppable struct {
	ctx context.Context
	io.Reader
}

// Read reads unless the context has ended.
func (s stoppable) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.Reader.Read(b)
}
