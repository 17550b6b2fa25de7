// Package store keeps everything Huiyin knows: all SQL, the transactions, the
// migrations, the inbox, the outbox and the timers live here and nowhere else.
//
// # One writer, many readers
//
// SQLite lets one connection write at a time, so the package has exactly one:
// a single goroutine takes whatever writes are queued (up to 128), runs each in
// its own savepoint, and makes all of them durable with one commit. Nobody is
// told "done" before that commit is on the disk. Readers have a pool of their
// own, cannot write, and each of their transactions sees one snapshot.
//
// # Two guards against a second process
//
// The file lock (<path>.lock) stops a second process on the same machine
// before it touches anything; the operating system drops it when a process
// dies, so nothing is ever left to clean up. It cannot be trusted on network
// file systems, nor when somebody deletes the lock file. There the lease row
// helps: every Open raises its token, and every group of writes checks inside
// its own transaction that the token is still the one it took. The newer
// process wins and the older one cannot commit any more.
//
// On SQLite the file lock already proves that the former holder is gone, so
// Open takes the lease at once and does not wait for it to run out; and because
// an idle process commits nothing that would need fencing, there is no renewal
// ticker, only a renewal in a commit that happens anyway. An engine for a
// database server has no file lock and relies on the lease alone, running-out
// time included.
//
// # What is sealed
//
// Columns with personal data are sealed with AES-256-GCM under a key that is
// kept in a file outside the database, so a stolen copy tells little. The
// database holds a sealed known text: a wrong or missing key is noticed at
// start, and a new key is never made for a database that has one already.
package store
