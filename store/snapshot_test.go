package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"huiyin/order"
)

func lookFor(t *testing.T, o Options) (name string, err error) {
	t.Helper()
	err = Snapshot(t.Context(), o, func(tx *Tx) error {
		p, _, err := tx.Person(7)
		name = p.Name
		return err
	})
	return name, err
}

// TestSnapshot reads a database that is open elsewhere, and one that is not; it
// makes and changes nothing.
func TestSnapshot(t *testing.T) {
	o := testOptions(t)
	o.Migrations = nil
	if _, err := lookFor(t, o); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("none: %v", err)
	}
	if _, err := os.Stat(o.KeyFile); err == nil {
		t.Error("a key was made")
	}
	db := mustOpen(t, o)
	must(t, db.Write(t.Context(), func(tx *Tx) error { return tx.SavePerson(Person{ID: 7, Name: "小李"}) }))
	if name, err := lookFor(t, o); name != "小李" || err != nil {
		t.Errorf("open elsewhere: %q, %v", name, err)
	}
	must(t, db.Close())
	if name, err := lookFor(t, o); name != "小李" || err != nil {
		t.Errorf("closed: %q, %v", name, err)
	}
	if left, _ := filepath.Glob(o.Path + "-*"); len(left) != 0 {
		t.Errorf("a look leaves %v", left)
	}
	if err := Snapshot(t.Context(), o, setMeta("a", "b")); err == nil {
		t.Error("it wrote")
	}
	if err := Snapshot(t.Context(), o, func(*Tx) error { return errTest }); !errors.Is(err, errTest) {
		t.Error(err)
	}
	stop, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Snapshot(stop, o, func(*Tx) error { return nil }); err == nil {
		t.Error("it did not stop")
	}
}

// TestSnapshotRefuses: a database of another version, and a key that is not its own.
func TestSnapshotRefuses(t *testing.T) {
	o := withNote(t)
	for code, files := range map[string]fs.FS{
		codeOlder: files(firstMigration, secondMigration),
		codeNewer: files(),
	} {
		o.Migrations = files
		if p := AsProblem(Snapshot(t.Context(), o, func(*Tx) error { return nil })); p == nil || p.Code != code {
			t.Errorf("%v, want %s", p, code)
		}
	}
	o.Migrations = files(firstMigration)
	must(t, os.Remove(o.KeyFile))
	if p := AsProblem(Snapshot(t.Context(), o, func(*Tx) error { return nil })); p == nil || p.Code != codeKeyMissing {
		t.Errorf("without the key: %v", p)
	}
	o.Path += "2"
	must(t, os.WriteFile(o.Path, nil, 0o600))
	if p := AsProblem(Snapshot(t.Context(), o, func(*Tx) error { return nil })); p == nil || p.Code != codeOlder {
		t.Errorf("empty: %v", p)
	}
}

// TestListedLines: what a line holds comes back, and is found in each way.
func TestListedLines(t *testing.T) {
	o := testOptions(t)
	o.Migrations = nil
	db := mustOpen(t, o)
	line := order.Listed{Member: order.Member{Role: order.RoleLeader, Area: "g"}, Name: "孙", Phone: "139", Code: "abc"}
	var all, of []order.Listed
	var in order.InUse
	must(t, db.Write(t.Context(), func(tx *Tx) (err error) {
		line.Until = moment(ms(tx.Now()))
		must(t, tx.SaveListed(line))
		must(t, tx.SaveListed(order.Listed{Member: order.Member{Person: 7, Role: order.RoleOwner}})) // no code of its own
		must(t, tx.SaveListed(order.Listed{Member: order.Member{Person: 8, Role: order.RoleOwner}}))
		found, ok, err := tx.ListedBy("abc")
		line.ID = found.ID
		if !ok || err != nil || found != line {
			t.Errorf("%+v, %v", found, err)
		}
		if _, ok, err := tx.ListedBy(""); ok || err != nil {
			t.Errorf("no code is found: %v", err)
		}
		found.Person = 7
		must(t, tx.SaveListed(found))
		must(t, tx.RemoveMember(order.Member{Person: 7, Role: order.RoleOwner}))
		must(t, tx.SavePerson(Person{ID: 7, Area: "b1"}))
		must(t, tx.SaveChat(Chat{ID: -1, Area: "g", Unit: "u"}))
		all, err = tx.Listed()
		must(t, err)
		of, err = tx.ListedOf(7)
		must(t, err)
		in, err = tx.InUse()
		return err
	}))
	if len(all) != 2 || len(of) != 1 || of[0].Name != "孙" {
		t.Errorf("%+v %+v", all, of)
	}
	if len(in.Areas) != 2 || in.Areas["b1"] != order.UseResidents || in.Areas["g"] != order.UseGroups || in.Units["u"] != order.UseGroups {
		t.Errorf("%+v", in)
	}
}
