package order

// Error is a refusal that a person may read: its code is the key of a text in
// every language. All other errors are the program's own business.
type Error string

// Error returns the code.
func (e Error) Error() string { return string(e) }

// The refusals of the core.
const (
	ErrState    Error = "error.state"    // the order is not in a state for this
	ErrRole     Error = "error.role"     // somebody else may do this, not you
	ErrTaken    Error = "error.taken"    // another one was faster
	ErrTooLate  Error = "error.too_late" // the time for this is over
	ErrGone     Error = "error.gone"     // there is no such order, or not for you
	ErrTooMany  Error = "error.too_many" // more orders in a day than one resident may make
	ErrEnough   Error = "error.enough"   // more words for one order in a day than one person may say
	ErrReserved Error = "error.reserved" // the matter is a department's, and the unit is none
	ErrUpheld   Error = "error.upheld"   // the unit was asked a second time already
	ErrUrgent   Error = "error.urgent"   // an emergency can't be put off
	ErrButton   Error = "error.button"   // the button is not one of ours, or from an older version
)
