package store

import (
	"fmt"

	"github.com/gofrs/flock"
)

// fileLock keeps a second process on this machine away from the database. The
// operating system drops it when the process ends, however it ends. The file
// stays: removing it would let two processes lock two different files of one
// name.
type fileLock struct{ file *flock.Flock }

func lockFile(path string) (*fileLock, error) {
	file := flock.New(path+".lock", flock.SetPermissions(0o600))
	ok, err := file.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", file.Path(), err)
	}
	if !ok {
		return nil, &Problem{Code: codeLocked, Args: map[string]any{"path": path, "lock": file.Path()}}
	}
	return &fileLock{file: file}, nil
}

func (l *fileLock) release() { _ = l.file.Unlock() }
