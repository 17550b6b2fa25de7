package order

import "time"

// Tier is the level of area that holds an order now. It rises with time and
// is independent of the state.
type Tier int

// The four tiers: 楼院 collects, 网格 settles small things, 社区 big ones,
// 街道 hard ones. Above the street there is only the owner.
const (
	TierBuilding Tier = iota + 1
	TierGrid
	TierCommunity
	TierStreet
)

// Up is the next tier; the street is the last.
func (t Tier) Up() Tier {
	if t >= TierStreet {
		return TierStreet
	}
	return t + 1
}

// Order is one thing that one resident asked for.
type Order struct {
	No       int64
	Resident int64  // Telegram id of who asked; 0 after /forget
	Area     string // key of the most exact area known
	Category string
	Text     string // the resident's own words
	Address  string // exact address; only the taker may read it
	State    State
	Tier     Tier
	Entry    Tier   // at which it began; 0 where that was not kept: EntryTier says it
	Unit     string // key of the unit that holds it: the one that took it, or the first one asked
	Taker    int64  // who accepted
	ByRule   bool   // the present dispatch was made by a rule

	Intake      time.Time     // when the message reached Telegram
	Start       time.Time     // when both clocks started: at intake, or when the resident said that it is not solved
	LadderAt    time.Time     // what the accept ladder's steps count from: Start, or a return that came after its last step
	AcceptDue   time.Time     // Start + accept limit; nothing moves it later
	FinishDue   time.Time     // Start + finish limit; only a hold and an extension move it later
	FinishFrom  time.Time     // what the finish ladder counts from, once a hold or an extension moved it; zero: Start
	FinishSpent time.Duration // how much of the finish limit was over by then; an extension makes it less
	HeldAt      time.Time     // when the present hold began; zero: none
	HeldUntil   time.Time
	OfferedAt   time.Time // the latest dispatch
	AcceptedAt  time.Time
	PromisedAt  time.Time // when the taker wants to be there
	ArrivedAt   time.Time
	DoneAt      time.Time
	EndedAt     time.Time
	EchoAt      time.Time // when the resident last heard something

	AcceptStep int // steps of the accept ladder that are behind us
	FinishStep int
	Declines   int
	Reopens    int
	Joined     int // neighbours who have the same trouble
	Rating     Rating

	Chat    int64 // where it was said
	Message int   // which message said it
	Thread  int
}

// Rating is the resident's judgement.
type Rating int

// The ratings. NotRated counts neither as satisfied nor as dissatisfied.
const (
	NotRated     Rating = 0
	Satisfied    Rating = 1 // 满意
	Fair         Rating = 2 // 基本满意
	Dissatisfied Rating = 3 // 不满意
)

// UndoFor is how long a dispatch can be taken back.
const UndoFor = 5 * time.Minute

// ClimbAfterDeclines is how many refusals by units send an order up a tier at once (提级督办).
const ClimbAfterDeclines = 3

// Overdue reports which of the two clocks has run out at the given time.
func (o Order) Overdue(now time.Time) (accept, finish bool) {
	if !o.State.Open() {
		return false, false
	}
	accept = !o.State.Taken() && !now.Before(o.AcceptDue)
	finish = o.State != Held && !now.Before(o.FinishDue)
	return accept, finish
}

// NextPromise is the first promise to the resident that is over after now: when
// somebody accepts, is there, or is done. ok is false when none is to come.
func (o Order) NextPromise(now time.Time) (at time.Time, ok bool) {
	for _, p := range []struct {
		at    time.Time
		holds bool
	}{
		{o.AcceptDue, o.State == New || o.State == Offered},
		{o.PromisedAt, o.State == Accepted && o.ArrivedAt.IsZero()},
		{o.FinishDue, o.State.Open() && o.State != Held},
	} {
		if p.holds && p.at.After(now) && (!ok || p.at.Before(at)) {
			at, ok = p.at, true
		}
	}
	return at, ok
}

// DispatchState is how one dispatch stands.
type DispatchState string

// The states of a dispatch.
const (
	DispatchOffered  DispatchState = "offered"
	DispatchAccepted DispatchState = "accepted"
	DispatchDeclined DispatchState = "declined"
	DispatchExpired  DispatchState = "expired"  // another unit took the order, or it was dispatched anew
	DispatchReleased DispatchState = "released" // accepted, then given back
	DispatchFinished DispatchState = "finished"
	DispatchUndone   DispatchState = "undone" // the dispatcher took it back in time
)

// Dispatch is an order offered to one unit.
type Dispatch struct {
	ID      int64
	Order   int64
	Unit    string
	State   DispatchState
	At      time.Time
	EndedAt time.Time // when it was answered, or taken back unanswered
	Taker   int64
	Reason  string // why it was declined or released
}
