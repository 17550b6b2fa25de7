package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"
)

// conformance is what every database must do. It uses only what other packages
// can use, so that one more engine is one more line in TestConformance. open
// gives an empty database, migrated to the newest version.
func conformance(t *testing.T, open func(t *testing.T) *DB) {
	for _, c := range []struct {
		name string
		test func(*testing.T, *DB)
	}{
		{"a commit is read at once", conformReadYourCommit},
		{"an error undoes its own writes only", conformRollback},
		{"a panic undoes its own writes only", conformPanic},
		{"submitted writes keep their order", conformOrder},
		{"no write is lost", conformCount},
		{"a hook runs after the commit or not at all", conformHooks},
		{"done may write", conformDoneWrites},
		{"a read sees one snapshot", conformSnapshot},
		{"a read cannot write", conformReadOnly},
		{"a caller that gave up is not written", conformGaveUp},
		{"close finishes what is queued", conformClose},
		{"kill commits nothing more", conformKill},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

func TestConformance(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		conformance(t, func(t *testing.T) *DB {
			folder := t.TempDir()
			return mustOpen(t, Options{Path: filepath.Join(folder, "huiyin.db"), KeyFile: filepath.Join(folder, "key"), Now: time.Now})
		})
	})
}

var errTest = errors.New("on purpose")

func setMeta(key, value string) func(*Tx) error {
	return func(t *Tx) error { return t.SetMeta(key, value) }
}

func meta(t *testing.T, db *DB, key string) (value string) {
	t.Helper()
	must(t, db.Read(context.Background(), func(tx *Tx) (err error) {
		value, err = tx.Meta(key)
		return err
	}))
	return value
}

// together runs the functions in one group: a first one holds the writer until
// all are queued. It returns their errors.
func together(t *testing.T, db *DB, fns ...func(*Tx) error) []error {
	t.Helper()
	held, free := make(chan struct{}), make(chan struct{})
	db.Submit(func(*Tx) error { close(held); <-free; return nil }, nil)
	<-held
	errs := make([]error, len(fns))
	var wg sync.WaitGroup
	for i, fn := range fns {
		wg.Add(1)
		db.Submit(fn, func(err error) { errs[i] = err; wg.Done() })
	}
	close(free)
	wg.Wait()
	return errs
}

func conformReadYourCommit(t *testing.T, db *DB) {
	for i := range 20 {
		want := strconv.Itoa(i)
		must(t, db.Write(t.Context(), setMeta("k", want)))
		if got := meta(t, db, "k"); got != want {
			t.Fatalf("read %q after writing %q", got, want)
		}
	}
}

func conformRollback(t *testing.T, db *DB) {
	fail := func(tx *Tx) error {
		if err := tx.SetMeta("bad", "x"); err != nil {
			return err
		}
		return fmt.Errorf("step: %w", errTest)
	}
	errs := together(t, db, setMeta("a", "1"), fail, setMeta("b", "2"), fail, setMeta("c", "3"))
	for i, err := range errs {
		if bad := i%2 == 1; errors.Is(err, errTest) != bad || !bad && err != nil {
			t.Errorf("write %d: %v", i, err)
		}
	}
	if got := meta(t, db, "a") + meta(t, db, "b") + meta(t, db, "c") + meta(t, db, "bad"); got != "123" {
		t.Errorf("database has %q, want 123", got)
	}
	// Alone in its group a write takes a shorter way; it must end the same.
	if err := db.Write(t.Context(), fail); !errors.Is(err, errTest) {
		t.Errorf("alone: %v", err)
	}
	if got := meta(t, db, "bad"); got != "" {
		t.Errorf("a failed write left %q", got)
	}
	must(t, db.Write(t.Context(), setMeta("after", "4")))
}

func conformPanic(t *testing.T, db *DB) {
	boom := func(tx *Tx) error {
		if err := tx.SetMeta("bad", "x"); err != nil {
			return err
		}
		panic("a secret")
	}
	errs := together(t, db, setMeta("a", "1"), boom, setMeta("b", "2"))
	if errs[0] != nil || errs[1] == nil || errs[2] != nil {
		t.Fatalf("errors %v", errs)
	}
	if text := errs[1].Error(); text != "panic with a string" {
		t.Errorf("the error says %q", text)
	}
	if err := db.Write(t.Context(), boom); err == nil {
		t.Error("a panic alone was no error")
	}
	if got := meta(t, db, "a") + meta(t, db, "b") + meta(t, db, "bad"); got != "12" {
		t.Errorf("database has %q, want 12", got)
	}
}

func conformOrder(t *testing.T, db *DB) {
	const n = 500
	var ran, heard []int
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		db.Submit(func(*Tx) error {
			ran = append(ran, i)
			if i%7 == 0 {
				return errTest
			}
			return nil
		}, func(error) {
			heard = append(heard, i)
			wg.Done()
		})
	}
	wg.Wait()
	if len(ran) != n || !slices.IsSorted(ran) || len(heard) != n || !slices.IsSorted(heard) {
		t.Errorf("ran %d, heard %d, or not in order", len(ran), len(heard))
	}
}

func conformCount(t *testing.T, db *DB) {
	const writers, each = 20, 25
	var wg sync.WaitGroup
	for range writers {
		wg.Go(func() {
			for range each {
				if err := db.Write(t.Context(), func(tx *Tx) error {
					text, err := tx.Meta("n")
					if err != nil {
						return err
					}
					n, _ := strconv.Atoi(text)
					return tx.SetMeta("n", strconv.Itoa(n+1))
				}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got := meta(t, db, "n"); got != strconv.Itoa(writers*each) {
		t.Errorf("counted %s, want %d", got, writers*each)
	}
}

func conformHooks(t *testing.T, db *DB) {
	var heard []string
	hook := func(name string, result error) func(*Tx) error {
		return func(tx *Tx) error {
			tx.OnCommit(func() { heard = append(heard, name, meta(t, db, name)) })
			if err := tx.SetMeta(name, "kept"); err != nil {
				return err
			}
			return result
		}
	}
	together(t, db, hook("a", nil), hook("b", errTest), hook("c", nil))
	must(t, db.Write(t.Context(), hook("d", nil)))
	if err := db.Write(t.Context(), hook("e", errTest)); !errors.Is(err, errTest) {
		t.Error(err)
	}
	if want := []string{"a", "kept", "c", "kept", "d", "kept"}; !slices.Equal(heard, want) {
		t.Errorf("hooks saw %v, want %v", heard, want)
	}
}

func conformDoneWrites(t *testing.T, db *DB) {
	result := make(chan error)
	db.Submit(setMeta("a", "1"), func(error) {
		result <- db.Write(context.Background(), setMeta("b", "2"))
	})
	must(t, <-result)
	if got := meta(t, db, "b"); got != "2" {
		t.Errorf("got %q", got)
	}
}

func conformSnapshot(t *testing.T, db *DB) {
	must(t, db.Write(t.Context(), setMeta("k", "old")))
	must(t, db.Read(t.Context(), func(tx *Tx) error {
		first, err := tx.Meta("k")
		if err != nil {
			return err
		}
		if err := db.Write(t.Context(), setMeta("k", "new")); err != nil {
			return err
		}
		second, err := tx.Meta("k")
		if first != "old" || second != "old" {
			t.Errorf("read %q, then %q", first, second)
		}
		return err
	}))
	if got := meta(t, db, "k"); got != "new" {
		t.Errorf("later read %q", got)
	}
}

func conformReadOnly(t *testing.T, db *DB) {
	if err := db.Read(t.Context(), setMeta("k", "v")); err == nil {
		t.Error("a read has written")
	}
	if err := db.Read(t.Context(), func(*Tx) error { return errTest }); !errors.Is(err, errTest) {
		t.Errorf("got %v", err)
	}
	if got := meta(t, db, "k"); got != "" {
		t.Errorf("a read has written %q", got)
	}
}

func conformGaveUp(t *testing.T, db *DB) {
	held, free := make(chan struct{}), make(chan struct{})
	db.Submit(func(*Tx) error { close(held); <-free; return nil }, nil)
	<-held
	ctx, cancel := context.WithCancel(t.Context())
	result := make(chan error)
	go func() { result <- db.Write(ctx, setMeta("k", "v")) }()
	cancel()
	if err := <-result; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(free)
	must(t, db.Write(t.Context(), setMeta("other", "v")))
	if got := meta(t, db, "k"); got != "" {
		t.Errorf("written after giving up: %q", got)
	}
	if err := db.Read(ctx, func(*Tx) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("read: %v", err)
	}
}

func conformClose(t *testing.T, db *DB) {
	const n = 300
	kept := 0
	for i := range n {
		db.Submit(setMeta(strconv.Itoa(i), "v"), func(err error) {
			if err == nil {
				kept++
			}
		})
	}
	must(t, db.Close())
	if kept != n {
		t.Errorf("%d of %d queued writes were kept", kept, n)
	}
	must(t, db.Close())
	allClosed(t, db)
	db.Kill()
}

func conformKill(t *testing.T, db *DB) {
	held, free := make(chan struct{}), make(chan struct{})
	results := make(chan error, 2)
	tell := func(err error) { results <- err }
	db.Submit(func(tx *Tx) error {
		err := tx.SetMeta("k", "v")
		close(held)
		<-free
		return err
	}, tell)
	<-held
	db.Submit(setMeta("k", "w"), tell)
	killed := make(chan struct{})
	go func() { db.Kill(); close(killed) }()
	// The death comes while the first write is under way.
	for !errors.Is(db.Read(t.Context(), func(*Tx) error { return nil }), ErrClosed) {
	}
	close(free)
	<-killed
	for range 2 {
		if err := <-results; !errors.Is(err, ErrClosed) {
			t.Errorf("got %v", err)
		}
	}
	allClosed(t, db)
	db.Kill()
	must(t, db.Close())
}

// allClosed checks that every later call fails.
func allClosed(t *testing.T, db *DB) {
	t.Helper()
	never := func(*Tx) error { t.Error("ran after the end"); return nil }
	result := make(chan error)
	db.Submit(never, func(err error) { result <- err })
	db.Submit(never, nil)
	for name, err := range map[string]error{
		"write":  db.Write(t.Context(), never),
		"read":   db.Read(t.Context(), never),
		"submit": <-result,
		"copy":   db.Copy(t.Context(), filepath.Join(t.TempDir(), "copy")),
	} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
