package store

import "errors"

// Try runs fn and undoes what it changed if it fails, without undoing what was
// done before it in the same transaction. The error is fn's.
func (t *Tx) Try(fn func() error) error {
	if err := verb(t.on(), `SAVEPOINT try`); err != nil {
		return err
	}
	failed := fn()
	if failed != nil {
		t.unlearn()
		t.duty = roster{}
		if err := verb(t.on(), `ROLLBACK TO SAVEPOINT try`); err != nil {
			return errors.Join(failed, err) // a disk that fails has ended the whole transaction: that is the cause
		}
	}
	if err := verb(t.on(), `RELEASE SAVEPOINT try`); err != nil {
		return err
	}
	return failed
}
