package disk

/*
#cgo LDFLAGS: -Wl,--unresolved-symbols=ignore-in-object-files
#include <stdlib.h>
#include "layer_linux.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"syscall"
	"unsafe"
)

// Kind is what is done to a file. Several can be combined.
type Kind int

// The kinds that can fail.
const (
	Write    Kind = C.OP_WRITE
	Truncate Kind = C.OP_TRUNCATE
	Sync     Kind = C.OP_SYNC
	Open     Kind = C.OP_OPEN
	Delete   Kind = C.OP_DELETE
	Read     Kind = C.OP_READ
	Share    Kind = C.OP_SHARE // the memory that the users of a WAL share
)

// Disk is a folder under which SQLite writes. It is safe for use by many goroutines.
type Disk struct {
	folder string
	id     C.int
	before map[string][]byte
}

// Under makes the folder a disk, with what is in it as safe as can be. No database
// in it may be open. Close gives the folder back.
func Under(folder string) (*Disk, error) {
	folder, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return nil, err
	}
	if rc := C.layer_install(); rc != 0 {
		return nil, fmt.Errorf("register the layer: SQLite says %d", int(rc))
	}
	d := &Disk{folder: folder}
	if d.before, err = ReadFiles(folder); err != nil {
		return nil, err
	}
	name := C.CString(folder)
	defer C.free(unsafe.Pointer(name))
	if d.id = C.layer_watch(name); d.id < 0 {
		return nil, errors.New("too many disks at once")
	}
	return d, nil
}

// Close ends the watching. No file on the disk may be open any more.
func (d *Disk) Close() { C.layer_leave(d.id) }

// Len is how many operations have changed something, or made it safe.
func (d *Disk) Len() int { return int(C.layer_len(d.id)) }

// Fail has operations of these kinds fail with err from the from-th on, counted from
// now on and from 0, times times; times 0: until Mend. ENOSPC is a full disk, of which
// a write still takes half.
func (d *Disk) Fail(kinds Kind, from, times int, err syscall.Errno) {
	until := C.long(from + times)
	if times == 0 {
		until = math.MaxInt64
	}
	C.layer_fail(d.id, C.int(kinds), C.long(from), until, C.int(err))
}

// Mend ends all failing, but for that of a cut.
func (d *Disk) Mend() { C.layer_fail(d.id, 0, 0, 0, 0) }

// Seen is how many operations of the chosen kinds were tried since Fail.
func (d *Disk) Seen() int { return int(C.layer_seen(d.id)) }

// Failed is how many operations have failed since Fail.
func (d *Disk) Failed() int { return int(C.layer_failed(d.id)) }

// CutAt switches the power off before operation n, counted as Len does. From then on
// everything fails, reading as well. Below 0 switches it on again.
func (d *Disk) CutAt(n int) { C.layer_cut(d.id, C.long(n)) }

// Off reports whether the power was cut.
func (d *Disk) Off() bool { return C.layer_off(d.id) != 0 }

// op is the n-th operation.
func (d *Disk) op(n int) op {
	o := C.layer_get(d.id, C.long(n))
	return op{kind: Kind(o.kind), name: filepath.Base(C.GoString(C.layer_name(d.id, o.name))), at: int64(o.at), data: C.GoBytes(o.data, o.len)}
}

// When lists the operations of these kinds on the file of that name.
func (d *Disk) When(name string, kinds Kind) (list []int) {
	for n := range d.Len() {
		o := C.layer_get(d.id, C.long(n))
		if Kind(o.kind)&kinds != 0 && filepath.Base(C.GoString(C.layer_name(d.id, o.name))) == name {
			list = append(list, n)
		}
	}
	return list
}

// ReadFiles reads all files of a folder, but not of folders in it.
func ReadFiles(folder string) (map[string][]byte, error) {
	list, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, e := range list {
		if e.Type().IsRegular() {
			if files[e.Name()], err = os.ReadFile(filepath.Join(folder, e.Name())); err != nil {
				return nil, err
			}
		}
	}
	return files, nil
}
