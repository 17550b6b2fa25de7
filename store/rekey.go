package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Rekeyed is what a change of the key did.
type Rekeyed struct {
	Values int    // how many values were sealed anew
	Old    string // where the old key is kept: backups that were made before need it
	// Loose is why the file could not be packed anew; nil: it was. Until it is, what
	// the old key opens may stand in parts of the file that are not used any more.
	Loose error
}

// Rekey makes a new key and seals with it, in one transaction, everything that
// the database has sealed. The program must not run. However it is ended on its
// way, the next Open finds the key that fits: the new one waits under its own
// name before the commit, and the old one is never deleted.
//
// at, if not nil, is told each point that it has come to; tests end the process there.
func Rekey(ctx context.Context, o Options, at func(point string)) (done Rekeyed, err error) {
	if at == nil {
		at = func(string) {}
	}
	db, err := Open(ctx, o)
	if err != nil {
		return done, err
	}
	defer func() {
		if e := db.Close(); err == nil && e == nil {
			at("closed")
			done.Loose = pack(ctx, o.Path)
		}
	}()
	next := nextKey(o.KeyFile)
	key, err := makeKey(Options{KeyFile: next})
	if err != nil {
		return done, err
	}
	to, err := newBox(key)
	if err != nil {
		return done, err
	}
	at("key written")
	if done.Values, err = reseal(ctx, db, to, at); err != nil {
		return done, fmt.Errorf("seal anew: %w", err)
	}
	at("committed")
	done.Old, err = takeNext(o.KeyFile, db.now(), at)
	return done, err
}

// nextKey is where a new key waits until everything is sealed with it.
func nextKey(file string) string { return file + ".new" }

// oldKeys lists the keys that were in use before, the latest first.
func oldKeys(file string) []string {
	list, _ := filepath.Glob(globSafe(file) + ".old-*")
	slices.Sort(list)
	slices.Reverse(list)
	return list
}

// globSafe lets a path stand for itself in a pattern.
func globSafe(path string) string {
	return strings.NewReplacer(`*`, `\*`, `?`, `\?`, `[`, `\[`, `\`, `\\`).Replace(path)
}

// takeNext puts the new key in the old one's place, which is kept under another
// name. At no moment is there none.
func takeNext(file string, now time.Time, at func(string)) (old string, err error) {
	old = file + ".old-" + now.UTC().Format("20060102T150405.000Z")
	if _, err := os.Stat(file); err == nil {
		if err := os.Link(file, old); err != nil && !errors.Is(err, fs.ErrExist) {
			if err := copyFile(file, old); err != nil { // a disk without links
				return "", problem(file, err)
			}
		}
	} else {
		old = ""
	}
	if err := syncFolder(filepath.Dir(file)); err != nil {
		return old, problem(file, err)
	}
	at("old key kept")
	if err := os.Rename(nextKey(file), file); err != nil {
		return old, problem(file, err)
	}
	at("key renamed")
	return old, problem(file, syncFolder(filepath.Dir(file)))
}

// pack writes the closed database anew: what is not used any more goes, in the
// file and in its WAL.
func pack(ctx context.Context, path string) error {
	path, err := realPath(path)
	if err != nil {
		return err
	}
	lock, err := lockFile(path)
	if err != nil {
		return err
	}
	defer lock.release()
	pool := openPlain(path)
	defer pool.Close()
	if _, err := pool.ExecContext(ctx, "VACUUM"); err != nil {
		return problem(path, err)
	}
	_, err = pool.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return problem(path, err)
}

// reseal seals everything with another key, in one transaction. From its commit
// on db, whose own key is the old one, can't be used for anything but Close.
func reseal(ctx context.Context, db *DB, to *box, at func(string)) (n int, err error) {
	// What stands for people where they may not be named, and what signs links, stays
	// as it was: it can't be made anew without knowing who they are.
	to.mark, to.link = db.box.mark, db.box.link
	err = db.Write(ctx, func(t *Tx) error {
		n = 0
		columns, err := t.sealedColumns()
		if err != nil {
			return err
		}
		for i, c := range columns {
			more, err := t.resealColumn(c, to)
			if err != nil {
				return fmt.Errorf("%s.%s: %w", c.table, c.name, err)
			}
			n += more
			if i == len(columns)/2 {
				at("half sealed")
			}
		}
		if err := t.SetMeta(keyCheckRow, base64.StdEncoding.EncodeToString(to.seal([]byte(keyCheckOf)))); err != nil {
			return err
		}
		if err := t.SetMeta(keyMarksRow, base64.StdEncoding.EncodeToString(to.seal(slices.Concat(to.mark[:], to.link[:])))); err != nil {
			return err
		}
		at("all sealed")
		return nil
	})
	return n, err
}

// keyMarksRow keeps, sealed, what marks and links are made with, once that can't
// be told from the key any more.
const keyMarksRow = "key_marks"

// learnMarks gives the box what marks and links are made with, if the key was ever
// changed. It works on a database of any version.
func (b *box) learnMarks(ctx context.Context, on asker) error {
	if ok, err := hasTable(ctx, on, "meta"); err != nil || !ok {
		return err
	}
	var text string
	err := on.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?1", keyMarksRow).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read marks: %w", err)
	}
	sealed, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return errSeal
	}
	plain, err := b.unseal(sealed)
	if err != nil || len(plain) != len(b.mark)+len(b.link) {
		return errSeal
	}
	copy(b.mark[:], plain)
	copy(b.link[:], plain[len(b.mark):])
	return nil
}

type sealedColumn struct{ table, name string }

// sealedColumns lists every column that holds personal data, of all tables that there are.
func (t *Tx) sealedColumns() (list []sealedColumn, err error) {
	rows, err := t.query(`SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name LIKE '%\_x' ESCAPE '\' ORDER BY 1, 2`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var c sealedColumn
		if err := rows.Scan(&c.table, &c.name); err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, rows.Err()
}

// atOnce is how many values are held in memory while they are sealed anew.
const atOnce = 500

func (t *Tx) resealColumn(c sealedColumn, to *box) (n int, err error) {
	for last := int64(-1 << 63); ; {
		ids, values, err := t.sealedAfter(c, last)
		if err != nil || len(ids) == 0 {
			return n, err
		}
		for i, sealed := range values {
			plain, err := t.db.box.unseal(sealed)
			if err != nil {
				return n, err
			}
			if _, err := t.exec(`UPDATE "`+c.table+`" SET "`+c.name+`" = $2 WHERE rowid = $1`, ids[i], to.seal(plain)); err != nil {
				return n, err
			}
		}
		n += len(ids)
		last = ids[len(ids)-1]
	}
}

func (t *Tx) sealedAfter(c sealedColumn, last int64) (ids []int64, values [][]byte, err error) {
	rows, err := t.query(`SELECT rowid, "`+c.name+`" FROM "`+c.table+`" WHERE rowid > $1 AND "`+c.name+`" IS NOT NULL ORDER BY rowid LIMIT $2`, last, atOnce)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var value []byte
		if err := rows.Scan(&id, &value); err != nil {
			return nil, nil, err
		}
		ids, values = append(ids, id), append(values, value)
	}
	return ids, values, rows.Err()
}

// FitKey makes a database that was put back from a backup fit the present key: if
// it was sealed with one that was in use before, and that is still kept beside the
// present one, it is sealed anew. Open says what is wrong where no key fits.
func FitKey(ctx context.Context, o Options) (resealed bool, err error) {
	if err := o.complete(); err != nil {
		return false, err
	}
	old, err := fittingKey(ctx, o)
	if err != nil || old == "" {
		return false, err
	}
	key, err := readKey(o)
	if err != nil {
		return false, err
	}
	to, err := newBox(key)
	if err != nil {
		return false, err
	}
	o.KeyFile = old
	db, err := Open(ctx, o)
	if err != nil {
		return false, err
	}
	if _, err = reseal(ctx, db, to, func(string) {}); err != nil {
		return false, errors.Join(fmt.Errorf("seal anew: %w", err), db.Close())
	}
	return true, db.Close()
}

// fittingKey finds the former key that the database is sealed with; "" when it is
// the present one, or none fits.
func fittingKey(ctx context.Context, o Options) (old string, err error) {
	plain := openPlain(o.Path)
	defer plain.Close()
	check, err := keyCheck(ctx, plain)
	if err != nil || check == nil {
		return "", err
	}
	for i, file := range append([]string{o.KeyFile}, oldKeys(o.KeyFile)...) {
		key, err := readKey(Options{Path: o.Path, KeyFile: file, Log: o.Log})
		if err != nil {
			continue
		}
		if b, err := newBox(key); err == nil && b.opens(check) {
			if i == 0 {
				return "", nil
			}
			return file, nil
		}
	}
	return "", nil
}
