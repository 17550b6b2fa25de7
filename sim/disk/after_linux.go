package disk

import (
	"bytes"
	"maps"
	"math/rand/v2"
)

// sector is what a disk writes as a whole.
const sector = 512

// op is one operation. name is that of the file, without the folder.
type op struct {
	kind Kind
	name string
	at   int64
	data []byte

	synced bool
	given  bool // the system has given it up: a sync failed, and the next one does not try again
}

// The kinds that only the layer notes.
const (
	create Kind = 128
	folder Kind = 256 // the folder was synced
	spoilt Kind = 512 // a sync failed
)

// Aftermath plays the operations of a disk once more, up to a moment, and says what a
// power cut at that moment would leave.
type Aftermath struct {
	d    *Disk
	done int
	safe map[string]*inode // what the folder on the disk lists
	live map[string]*inode // what the program sees
	list []entry           // changes of the folder that are not synced
}

// inode is a file, whatever its name.
type inode struct {
	safe  []byte
	since []op // what was done to it since then
}

// entry is a name that comes or goes (nil).
type entry struct {
	name string
	to   *inode
}

// Aftermath begins before the first operation.
func (d *Disk) Aftermath() *Aftermath {
	a := &Aftermath{d: d, safe: map[string]*inode{}}
	for name, text := range d.before {
		a.safe[name] = &inode{safe: bytes.Clone(text)}
	}
	a.live = maps.Clone(a.safe)
	return a
}

// Advance goes on until n operations are done.
func (a *Aftermath) Advance(n int) {
	for ; a.done < n; a.done++ {
		a.step(a.d.op(a.done))
	}
}

func (a *Aftermath) step(o op) {
	f := a.live[o.name]
	if f == nil && o.kind != Delete && o.kind != folder { // made by somebody else, before the library opened it
		f = &inode{}
		a.live[o.name] = f
		a.list = append(a.list, entry{o.name, f})
	}
	switch o.kind {
	case Write, Truncate:
		f.since = append(f.since, o)
	case Sync:
		f.sync()
	case spoilt:
		for i := range f.since {
			f.since[i].given = !f.since[i].synced || f.since[i].given
		}
	case Delete:
		delete(a.live, o.name)
		a.list = append(a.list, entry{o.name, nil})
	case folder:
		a.list, a.safe = nil, maps.Clone(a.live)
	}
}

// sync makes safe what was done, as far as it is not given up.
func (f *inode) sync() {
	doubt := false
	for i := range f.since {
		f.since[i].synced = f.since[i].synced || !f.since[i].given
		doubt = doubt || f.since[i].given
	}
	if doubt {
		return
	}
	for _, o := range f.since {
		f.safe = o.apply(f.safe)
	}
	f.since = nil
}

// apply does what is meant to a file's content, which it may change.
func (o op) apply(to []byte) []byte {
	if o.kind == Truncate {
		return to[:min(int64(len(to)), o.at)]
	}
	if end := o.at + int64(len(o.data)); end > int64(len(to)) {
		to = append(to, make([]byte, end-int64(len(to)))...)
	}
	copy(to[o.at:], o.data)
	return to
}

// Cut is what a power cut leaves now: file names and contents. Of each operation that
// was not synced, dice say whether it is kept, lost, or torn: some of its sectors are
// kept, some are as before, and one may be rubbish.
func (a *Aftermath) Cut(dice *rand.Rand) map[string][]byte {
	names := maps.Clone(a.safe)
	for _, e := range a.list[:dice.IntN(len(a.list)+1)] { // file systems keep the order of names
		names[e.name] = e.to
		if e.to == nil {
			delete(names, e.name)
		}
	}
	kept := []float64{0, 0.5, 0.9, 1}[dice.IntN(4)]
	files := map[string][]byte{}
	for name, f := range names {
		text := bytes.Clone(f.safe)
		for _, o := range f.since {
			switch {
			case o.synced:
				text = o.apply(text)
			case dice.Float64() < 0.2:
				text = o.tear(dice, text)
			case dice.Float64() < kept:
				text = o.apply(text)
			}
		}
		files[name] = text
	}
	return files
}

// tear does some of it.
func (o op) tear(dice *rand.Rand, text []byte) []byte {
	rubbish := dice.IntN(8) == 0
	for from := 0; from < len(o.data); {
		to := min(len(o.data), from+sector-int(o.at+int64(from))%sector)
		part := op{kind: Write, at: o.at + int64(from), data: o.data[from:to]}
		switch {
		case rubbish && dice.IntN(4) == 0:
			part.data = bytes.Clone(part.data)
			for i := range part.data {
				part.data[i] = byte(dice.Uint32())
			}
			text, rubbish = part.apply(text), false
		case dice.IntN(2) == 0:
			text = part.apply(text)
		}
		from = to
	}
	return text
}

// Unsynced reports whether a cut at this moment could change the file of that name, or,
// for "", anything.
func (a *Aftermath) Unsynced(name string) bool {
	for n, f := range a.live {
		if (name == "" || n == name) && len(f.since) > 0 {
			return true
		}
	}
	return name == "" && len(a.list) > 0
}

// Seen is what the program sees now, as far as SQLite wrote it.
func (a *Aftermath) Seen() map[string][]byte {
	files := map[string][]byte{}
	for name, f := range a.live {
		text := bytes.Clone(f.safe)
		for _, o := range f.since {
			text = o.apply(text)
		}
		files[name] = text
	}
	return files
}
