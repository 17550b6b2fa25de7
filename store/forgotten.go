package store

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Tombstone says that somebody had everything deleted. Who it was only the key
// can tell, and only of a person who is named.
type Tombstone struct {
	Mark string
	At   int64 // Unix milliseconds
}

// TombstoneFile is where a database's tombstones are kept beside it: what puts an
// older database in its place leaves this file alone.
func TombstoneFile(database string) string { return database + ".forgotten" }

// Bury keeps a tombstone for the person. The file comes first: a tombstone
// too many does no harm, one too few brings somebody back.
func (t *Tx) Bury(person int64) error {
	stone := Tombstone{t.db.box.markOf(person), ms(t.Now())}
	file := TombstoneFile(t.db.path)
	err := addTombstones(file, []Tombstone{stone})
	if err != nil {
		return problem(t.db.path, fmt.Errorf("keep tombstone: %w", err))
	}
	all, err := ReadTombstones(file)
	if err != nil {
		return problem(t.db.path, err)
	}
	// With those of an earlier try that was undone: left alone, it would be done
	// at some later start, to somebody who has come back since.
	return t.Rebury(slices.DeleteFunc(all, func(s Tombstone) bool { return s.Mark != stone.Mark }))
}

// Unburied lists the tombstones of the file that the database does not know:
// it was put back from a backup that is older. The file gets those that it
// lacks, because it was lost.
func (t *Tx) Unburied() ([]Tombstone, error) {
	file := TombstoneFile(t.db.path)
	outside, err := ReadTombstones(file)
	if err != nil {
		return nil, problem(t.db.path, err)
	}
	inside, err := tombstonesOf(t.query(`SELECT mark, at FROM forgotten`))
	if err != nil {
		return nil, err
	}
	if lost := without(inside, outside); len(lost) > 0 {
		if err := addTombstones(file, lost); err != nil {
			return nil, problem(t.db.path, err)
		}
	}
	return without(outside, inside), nil
}

// Rebury puts tombstones into the database.
func (t *Tx) Rebury(list []Tombstone) error {
	for _, s := range list {
		if _, err := t.exec(`INSERT INTO forgotten (mark, at) VALUES ($1, $2) ON CONFLICT (mark, at) DO NOTHING`, s.Mark, s.At); err != nil {
			return err
		}
	}
	return nil
}

// peopleColumns is where people's ids stand. TestPeopleColumns finds a new one.
var peopleColumns = []string{
	"absence person", "absence substitute", "absence asked", "community by_person", "consent person", "dialog person", "dispatch taker", "draft person", "errand chat", "gone person",
	"invite by_person", "invite used_by", "joined person", "ledger person", "listed person", "listed by_person", "member person", "ord resident", "ord taker", "person id", "post chat", "rest person", "revision person", "roster_ask person", "shown person", "shown viewer",
}

// Buried finds the people for whom the tombstones stand, among all whom the
// database knows in any way.
func (t *Tx) Buried(list []Tombstone) (people []int64, err error) {
	marks := map[string]bool{}
	for _, s := range list {
		marks[s.Mark] = true
	}
	var ask []string
	for _, c := range peopleColumns {
		table, column, _ := strings.Cut(c, " ")
		ask = append(ask, `SELECT `+column+` FROM `+table)
	}
	all, err := t.ids(strings.Join(ask, " UNION ") + " ORDER BY 1")
	if err != nil {
		return nil, err
	}
	for _, id := range all {
		if id > 0 && marks[t.db.box.markOf(id)] {
			people = append(people, id)
		}
	}
	return people, nil
}

// scanRows is what a query gives.
type scanRows interface {
	scanner
	Next() bool
	Err() error
	Close() error
}

func tombstonesOf[R scanRows](rows R, err error) (list []Tombstone, _ error) {
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var s Tombstone
		if err := rows.Scan(&s.Mark, &s.At); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, rows.Err()
}

// BuriedIn lists the tombstones inside a database file of any version, also one
// that is in use.
func BuriedIn(ctx context.Context, path string) ([]Tombstone, error) {
	pool := openPool(path, "mode=ro&_query_only=1&_busy_timeout=5000", 1)
	defer pool.Close()
	if ok, err := hasTable(ctx, pool, "forgotten"); err != nil || !ok {
		return nil, problem(path, err)
	}
	list, err := tombstonesOf(pool.QueryContext(ctx, `SELECT mark, at FROM forgotten`))
	return list, problem(path, err)
}

func without(list, known []Tombstone) (rest []Tombstone) {
	seen := map[Tombstone]bool{}
	for _, s := range known {
		seen[s] = true
	}
	for _, s := range list {
		if !seen[s] {
			rest = append(rest, s)
			seen[s] = true
		}
	}
	return rest
}

var tombstoneLine = regexp.MustCompile(`^([0-9a-f]{32}) ([0-9]{1,18})$`)

// ReadTombstones reads a file of tombstones; one that is not there has none. Half
// a line, which a power cut may leave, is left out: what it was to say was not done.
func ReadTombstones(path string) (list []Tombstone, err error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for s := bufio.NewScanner(bytes.NewReader(text)); s.Scan(); {
		if m := tombstoneLine.FindStringSubmatch(s.Text()); m != nil {
			at, _ := strconv.ParseInt(m[2], 10, 64)
			list = append(list, Tombstone{m[1], at})
		}
	}
	return list, nil
}

// MergeTombstones adds to the file at path those of the list that it lacks.
func MergeTombstones(path string, list []Tombstone) error {
	have, err := ReadTombstones(path)
	if err != nil {
		return err
	}
	if list = without(list, have); len(list) == 0 {
		return nil
	}
	return addTombstones(path, list)
}

// addTombstones appends lines that are on the disk when it returns.
func addTombstones(path string, list []Tombstone) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	end, err := f.Seek(0, io.SeekEnd)
	var b bytes.Buffer
	if last := []byte{'\n'}; err == nil && end > 0 {
		if _, err = f.ReadAt(last, end-1); last[0] != '\n' {
			b.WriteByte('\n') // half a line was left
		}
	}
	for _, s := range slices.CompactFunc(list, func(a, b Tombstone) bool { return a == b }) {
		fmt.Fprintf(&b, "%s %d\n", s.Mark, s.At)
	}
	if err == nil {
		_, err = f.Write(b.Bytes())
	}
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil || end > 0 {
		return err
	}
	return syncFolder(filepath.Dir(path))
}
