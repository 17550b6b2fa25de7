package store

import "github.com/mattn/go-sqlite3"

// SQLiteVersion is the version of SQLite that was compiled in.
func SQLiteVersion() string {
	v, _, _ := sqlite3.Version()
	return v
}
