package store

import (
	"bytes"
	"errors"
	"os"
	"testing"
	"time"

	"huiyin/order"
)

func TestDuty(t *testing.T) {
	o := Options{Path: t.TempDir() + "/huiyin.db", KeyFile: t.TempDir() + "/key", Now: time.Now}
	db := mustOpen(t, o)
	from := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	leave := order.Leave{Person: 700100001, From: from, Until: from.Add(48 * time.Hour), Substitute: 700100002, Asked: 700100003}
	weekly := order.Weekly{Days: 2, From: 480, To: 1200, Person: 700100001}
	rota := order.Rota{Weekly: []order.Weekly{weekly, {Days: 4, From: 480, To: 1200, Person: 700100002}},
		Changes: []order.Change{{Day: 20780, From: 480, Out: 700100001, In: 700100002}}}
	must(t, db.Write(t.Context(), func(tx *Tx) error {
		must(t, tx.SaveLeave(leave))
		must(t, tx.SetGone(-5, 700100001, true))
		must(t, tx.SetGone(-5, 700100001, true))
		return tx.SaveRota("property", "", rota, 20780)
	}))
	must(t, db.Write(t.Context(), func(tx *Tx) error {
		all, err := tx.Leaves()
		must(t, err)
		if len(all) != 1 || all[700100001] != leave {
			t.Errorf("leaves %+v", all)
		}
		got, err := tx.Rota("property", "")
		must(t, err)
		if len(got.Weekly) != 2 || got.Weekly[0] != weekly || len(got.Changes) != 1 {
			t.Errorf("rota %+v", got)
		}
		got.Weekly[0].Person = 1 // a copy
		if other, _ := tx.Rota("property", ""); other.Weekly[0] != weekly {
			t.Error("what one step changed, another one reads")
		}
		if none, err := tx.Rota("", "property"); err != nil || none.Set() {
			t.Errorf("the area of that name: %+v %v", none, err)
		}
		if err := tx.Try(func() error { must(t, tx.EndLeave(700100001)); _, _ = tx.Leaves(); return errTest }); !errors.Is(err, errTest) {
			t.Error(err)
		}
		if all, _ := tx.Leaves(); len(all) != 1 {
			t.Error("what was undone is still believed")
		}
		must(t, tx.MoveChat(-5, -6))
		must(t, tx.MoveChat(-5, -6))
		if gone, err := tx.Gone(-6, 700100001); !gone || err != nil {
			t.Errorf("gone %v %v", gone, err)
		}
		return nil
	}))
	must(t, db.Write(t.Context(), func(tx *Tx) error {
		if _, err := tx.ForgetPerson(700100002, nil); err != nil {
			return err
		}
		all, _ := tx.Leaves()
		got, _ := tx.Rota("property", "")
		if all[700100001].Substitute != 0 || len(got.Weekly) != 1 || len(got.Changes) != 0 {
			t.Errorf("after /forget: %+v %+v", all, got)
		}
		_, err := tx.ForgetPerson(700100001, nil)
		return err
	}))
	must(t, db.Read(t.Context(), func(tx *Tx) error {
		all, _ := tx.Leaves()
		gone, _ := tx.Gone(-6, 700100001)
		if len(all) != 0 || gone {
			t.Errorf("left over: %+v, gone %v", all, gone)
		}
		return nil
	}))
	must(t, db.Close())
	file, err := os.ReadFile(o.Path)
	must(t, err)
	if bytes.Contains(file, []byte(`"p":7001000`)) {
		t.Error("a rota is readable in the file")
	}
}
