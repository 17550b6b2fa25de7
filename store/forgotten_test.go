package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func realOptions(t *testing.T) Options {
	dir := t.TempDir()
	return Options{Path: filepath.Join(dir, "huiyin.db"), KeyFile: filepath.Join(dir, "key"), Now: time.Now, Synchronous: "OFF"}
}

// TestPeopleColumns finds columns that hold people's ids and that Buried does not
// look into. What is listed here holds none.
func TestPeopleColumns(t *testing.T) {
	noPeople := map[string]bool{"draft asked": true, "listed asked": true}
	db := mustOpen(t, realOptions(t))
	must(t, db.Read(t.Context(), func(tx *Tx) error {
		found := 0
		all, err := texts(t.Context(), tx.conn, `SELECT m.name || ' ' || c.name FROM sqlite_master m, pragma_table_info(m.name) c
 WHERE m.type = 'table' AND c.type = 'INTEGER' AND (c.name IN ('person', 'resident', 'taker', 'by_person', 'used_by', 'substitute', 'asked', 'owner', 'user', 'by', 'who', 'worker', 'helper')
 OR c.name LIKE '%person%' OR c.name LIKE '%\_by' ESCAPE '\')`)
		for _, c := range all {
			if found++; !slices.Contains(peopleColumns, c) && !noPeople[c] {
				t.Errorf("%q is not in peopleColumns", c)
			}
		}
		if found < 15 {
			t.Errorf("only %d columns found", found)
		}
		return err
	}))
}

// TestTombstones: what was buried is known without a name; an older database
// learns of it from the file, and a lost file from the database.
func TestTombstones(t *testing.T) {
	o := realOptions(t)
	db := mustOpen(t, o)
	older := filepath.Join(t.TempDir(), "older.db")
	save := func(tx *Tx) error { return tx.SavePerson(Person{ID: 700100005, Name: "小李", SeenAt: tx.Now()}) }
	must(t, db.Write(t.Context(), save))
	_, err := db.CopyOut(t.Context(), older)
	must(t, err)
	must(t, db.Write(t.Context(), func(tx *Tx) error { return tx.Bury(700100005) }))
	file := TombstoneFile(o.Path)
	text, err := os.ReadFile(file)
	must(t, err)
	if strings.Contains(string(text), "700100005") || !tombstoneLine.MatchString(strings.TrimSpace(string(text))) {
		t.Errorf("the file says %q", text)
	}
	unburied := func(want int) (list []Tombstone) {
		t.Helper()
		must(t, db.Write(t.Context(), func(tx *Tx) (err error) { list, err = tx.Unburied(); return err }))
		if len(list) != want {
			t.Errorf("%d not buried, want %d", len(list), want)
		}
		return list
	}
	unburied(0)
	// A lost file comes back.
	must(t, os.Remove(file))
	unburied(0)
	if again, _ := os.ReadFile(file); string(again) != string(text) {
		t.Errorf("the file says %q, not %q", again, text)
	}
	// An older database is put back.
	must(t, db.Close())
	aside, err := Replace(t.Context(), o.Path, older, time.Now())
	must(t, err)
	if _, err := Inspect(t.Context(), aside); err != nil {
		t.Error(err)
	}
	if list, err := BuriedIn(t.Context(), aside); len(list) != 1 || err != nil {
		t.Error(list, err)
	}
	db = mustOpen(t, o)
	list := unburied(1)
	must(t, db.Write(t.Context(), func(tx *Tx) error {
		people, err := tx.Buried(list)
		if !slices.Equal(people, []int64{700100005}) {
			t.Errorf("buried: %v", people)
		}
		if err != nil {
			return err
		}
		return tx.Rebury(list)
	}))
	unburied(0)
}

// TestTombstoneOfUndoneWrite: a tombstone whose transaction was undone is settled by
// the next one for the same person, and does not wait for a later start.
func TestTombstoneOfUndoneWrite(t *testing.T) {
	o := realOptions(t)
	db := mustOpen(t, o)
	if err := db.Write(t.Context(), func(tx *Tx) error { _ = tx.Bury(1); return errTest }); err == nil {
		t.Fatal("it was not undone")
	}
	time.Sleep(2 * time.Millisecond) // another moment
	must(t, db.Write(t.Context(), func(tx *Tx) error { return tx.Bury(1) }))
	must(t, db.Write(t.Context(), func(tx *Tx) error {
		list, err := tx.Unburied()
		if len(list) > 0 {
			t.Errorf("still open: %v", list)
		}
		return err
	}))
	if list, err := ReadTombstones(TombstoneFile(o.Path)); len(list) != 2 || err != nil {
		t.Error(list, err)
	}
}

// TestTornTombstones: half a line, which a power cut may leave, spoils neither the
// lines before it nor those after.
func TestTornTombstones(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.forgotten")
	stone := func(n int) Tombstone { return Tombstone{fmt.Sprintf("%032x", n), int64(n)} }
	must(t, addTombstones(file, []Tombstone{stone(1), stone(2)}))
	whole, err := os.ReadFile(file)
	must(t, err)
	for cut := len(whole) - 1; cut > len(whole)/2; cut-- {
		must(t, os.WriteFile(file, whole[:cut], 0o600))
		must(t, MergeTombstones(file, []Tombstone{stone(1), stone(3)}))
		list, err := ReadTombstones(file)
		if err != nil || list[0] != stone(1) || list[len(list)-1] != stone(3) || len(list) > 3 {
			t.Errorf("cut at %d: %v %v", cut, list, err)
		}
	}
}
