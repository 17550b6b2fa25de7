package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"huiyin/order"
)

// TestPeek reads a database while it is in use, and after, and leaves no trace.
func TestPeek(t *testing.T) {
	dir := t.TempDir()
	o := Options{Path: filepath.Join(dir, "x.db"), KeyFile: filepath.Join(dir, "x.key"), Now: time.Now}
	members := func() (list []order.Member, err error) {
		err = Peek(t.Context(), o, func(tx *Tx) error {
			if _, err := tx.exec(`DELETE FROM member`); err == nil {
				t.Error("a look can write")
			}
			p, _, err := tx.Person(7)
			if err != nil || p.Name != "赵师傅" {
				t.Errorf("%q, %v", p.Name, err)
			}
			list, err = tx.Members()
			return err
		})
		return list, err
	}
	if _, err := members(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no database: %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("a look has made %v", left)
	}
	db, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(t.Context(), func(tx *Tx) error {
		return errors.Join(tx.SavePerson(Person{ID: 7, Name: "赵师傅", Started: true}), tx.AddMember(order.Member{Person: 7, Role: order.RoleOwner}))
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, when := range []string{"in use", "closed"} {
		if list, err := members(); err != nil || len(list) != 1 {
			t.Errorf("%s: %v, %v", when, list, err)
		}
		db.Close()
	}
	if left, _ := filepath.Glob(o.Path + "-*"); len(left) != 0 {
		t.Errorf("a look leaves %v", left)
	}
	if db, err = Open(t.Context(), o); err != nil {
		t.Fatal("after a look:", err)
	}
	db.Close()
	o.Migrations = os.DirFS(dir)
	if _, err := members(); AsProblem(err) == nil || AsProblem(err).Code != codeNewer {
		t.Errorf("a newer database: %v", err)
	}
	o.Migrations = nil
	if err := os.Rename(o.KeyFile, o.KeyFile+".lost"); err != nil {
		t.Fatal(err)
	}
	if _, err := members(); AsProblem(err) == nil || AsProblem(err).Code != codeKeyMissing {
		t.Errorf("a lost key: %v", err)
	}
	if _, err := os.Stat(o.KeyFile); err == nil {
		t.Error("a look has made a key")
	}
}
