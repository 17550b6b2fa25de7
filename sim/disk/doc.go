// Package disk is a disk for tests that lies under SQLite, in this process: whatever
// the library writes into a watched folder passes through it. It can fail – full, or
// broken – at any operation, and it knows what a power cut would leave: of what was
// written and not synced yet, anything may be kept, lost or torn.
//
// It is a virtual file system, registered as the default one, so that the program's
// own code runs on it unchanged, whatever it opens and however. It imports nothing,
// not even the library: the symbols are those of whichever SQLite is linked.
// Only for Linux, where it knows when a folder is synced, too.
package disk
