package store

import (
	"bytes"
	"errors"
	"testing"
)

func testBox(t testing.TB, fill byte) *box {
	t.Helper()
	b, err := newBox(bytes.Repeat([]byte{fill}, keySize))
	must(t, err)
	return b
}

func TestSeal(t *testing.T) {
	b := testBox(t, 1)
	for _, text := range []string{"x", "回音", string(make([]byte, 5000))} {
		one, two := b.seal([]byte(text)), b.seal([]byte(text))
		if bytes.Equal(one, two) {
			t.Error("equal texts are sealed equally")
		}
		if len(text) > 3 && bytes.Contains(one, []byte(text)) {
			t.Error("the text shows")
		}
		if got, err := b.unseal(one); err != nil || string(got) != text {
			t.Errorf("got %q, %v", got, err)
		}
		if _, err := testBox(t, 2).unseal(one); !errors.Is(err, errSeal) {
			t.Errorf("another key: %v", err)
		}
		for i := range min(len(one), 40) {
			bad := bytes.Clone(one)
			bad[i] ^= 1
			if _, err := b.unseal(bad); !errors.Is(err, errSeal) {
				t.Errorf("byte %d changed: %v", i, err)
			}
		}
		for _, n := range []int{1, 5, len(one) - 1} {
			if _, err := b.unseal(one[:n]); !errors.Is(err, errSeal) {
				t.Errorf("cut at %d: %v", n, err)
			}
		}
	}
}

func TestSealNothing(t *testing.T) {
	b := testBox(t, 1)
	if b.seal(nil) != nil || b.seal([]byte{}) != nil {
		t.Error("nothing is sealed to something")
	}
	if got, err := b.unseal(nil); got != nil || err != nil {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestSealInTx(t *testing.T) {
	db := mustOpen(t, testOptions(t))
	must(t, db.Write(t.Context(), func(tx *Tx) error {
		id, err := tx.insert(`INSERT INTO note (word, text_x) VALUES ('a', $1) RETURNING id`, tx.seal("somebody"))
		if err != nil {
			return err
		}
		var sealed, none []byte
		if err := tx.row(`SELECT text_x FROM note WHERE id = $1`, id).Scan(&sealed); err != nil {
			return err
		}
		if text, err := tx.unseal(sealed); text != "somebody" || err != nil {
			t.Errorf("got %q, %v", text, err)
		}
		if text, err := tx.unseal(none); text != "" || err != nil {
			t.Errorf("got %q, %v", text, err)
		}
		if p := AsProblem(second(tx.unsealBytes([]byte{9, 9}))); p == nil || p.Code != codeCorrupt {
			t.Errorf("got %v", p)
		}
		got, err := tx.unsealBytes(tx.sealBytes([]byte("raw")))
		if string(got) != "raw" {
			t.Errorf("got %q", got)
		}
		return err
	}))
}

func second[T any](_ T, err error) error { return err }
