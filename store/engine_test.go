package store

import (
	"bytes"
	"context"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"
)

// firstMigration is the smallest schema the engine can work with, and a table to
// play with.
const firstMigration = `-- +goose Up
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE lease (name TEXT PRIMARY KEY, holder TEXT NOT NULL, token INTEGER NOT NULL, until INTEGER NOT NULL) STRICT;
CREATE TABLE note (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, text_x BLOB) STRICT;
CREATE TABLE reply (id INTEGER PRIMARY KEY, note INTEGER NOT NULL REFERENCES note (id)) STRICT;
`

// files makes a migrations folder from the texts of version 1, 2 …
func files(texts ...string) fs.FS {
	folder := fstest.MapFS{}
	for i, text := range texts {
		folder["0000"+string(rune('1'+i))+"_step.sql"] = &fstest.MapFile{Data: []byte(text)}
	}
	return folder
}

// testOptions are options for a database in a fresh folder.
func testOptions(t testing.TB) Options {
	t.Helper()
	folder := t.TempDir()
	return Options{
		Path:       filepath.Join(folder, "data", "huiyin.db"),
		KeyFile:    filepath.Join(folder, "secret", "key"),
		Now:        time.Now,
		Migrations: files(firstMigration),
	}
}

func mustOpen(t testing.TB, o Options) *DB {
	t.Helper()
	db, err := Open(context.Background(), o)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// refused opens a database that must not open, and returns the problem.
func refused(t *testing.T, o Options, code string) *Problem {
	t.Helper()
	db, err := Open(context.Background(), o)
	if err == nil {
		_ = db.Close()
		t.Fatalf("opened, want %s", code)
	}
	p := AsProblem(err)
	if p == nil || p.Code != code {
		t.Fatalf("got %v, want %s", err, code)
	}
	return p
}

func addNote(word string) func(*Tx) error {
	return func(t *Tx) error {
		_, err := t.exec(`INSERT INTO note (word) VALUES ($1)`, word)
		return err
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// notes returns all words in the order of their numbers.
func notes(t testing.TB, db *DB) (words []string) {
	t.Helper()
	must(t, db.Read(context.Background(), func(tx *Tx) error {
		rows, err := tx.query(`SELECT word FROM note ORDER BY id`)
		if err != nil {
			return err
		}
		for rows.Next() {
			var word string
			if err := rows.Scan(&word); err != nil {
				return err
			}
			words = append(words, word)
		}
		return rows.Err()
	}))
	return words
}

func readText(t testing.TB, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	must(t, err)
	return string(text)
}

// logTo returns a logger that writes into a buffer.
func logTo(b *bytes.Buffer) *slog.Logger { return slog.New(slog.NewTextHandler(b, nil)) }
