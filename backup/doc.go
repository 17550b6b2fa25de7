// Package backup makes a file of a database that can be trusted, and opens it
// again.
//
// A backup is one file: a tar archive with what the database held and how much
// that was, compressed with gzip and encrypted with age. It gets its name only
// after it was read back, decrypted, checked by SQLite, and found to hold the
// very rows of the moment at which it was made. Whatever has another name is
// not a backup.
//
// The key is a file of its own and never part of a backup; nor is the key of the
// sealed columns. The tombstones of the forgotten lie beside the backups, so that
// an older one can't bring anybody back.
package backup
