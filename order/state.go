package order

// State is where an order stands in its life.
type State string

// The states of an order. Their Chinese names stand in the texts.
const (
	New       State = "new"       // 待派单: nobody has been asked yet, or whoever was asked gave it back
	Offered   State = "offered"   // 待接单: at least one unit has been asked
	Accepted  State = "accepted"  // 办理中: somebody took it
	Held      State = "held"      // 挂起: taken, and waiting until a date for a reason that the resident can read
	Done      State = "done"      // 待评价: finished, the resident has not judged yet
	Closed    State = "closed"    // 已归档
	Withdrawn State = "withdrawn" // 撤回: the resident took it back
	Refused   State = "refused"   // 不予受理: always with a reason and the right address
)

// States lists every state, in the order of an order's life.
func States() []State {
	return []State{New, Offered, Accepted, Held, Done, Closed, Withdrawn, Refused}
}

// Open reports whether somebody still owes the resident something.
func (s State) Open() bool { return s == New || s == Offered || s.Taken() }

// Taken reports whether somebody has accepted it and not finished yet.
func (s State) Taken() bool { return s == Accepted || s == Held }

// Act is something that a person or the clock does to an order.
type Act string

// The acts. Each one has its row, or rows, in the table of Rules.
const (
	Intake      Act = "intake"   // 点单: the order comes into being
	Edit        Act = "edit"     // the resident changes their words
	Offer       Act = "offer"    // 派单: ask a unit
	Widen       Act = "widen"    // ask one more unit, beside those asked already
	Undo        Act = "undo"     // take back a dispatch, within UndoFor
	Uphold      Act = "uphold"   // 维持原派: ask a unit again that declined as not its own
	Refuse      Act = "refuse"   // 不予受理
	Accept      Act = "accept"   // 接单
	Decline     Act = "decline"  // 退单: the last unit asked says no
	Pass        Act = "pass"     // 退单 while another unit is still asked
	Suggest     Act = "suggest"  // after declining, name the unit that should do it
	Promise     Act = "promise"  // say when one will be there
	Arrive      Act = "arrive"   // 到场
	Help        Act = "help"     // 需要支援
	Release     Act = "release"  // 交还: the taker gives it back
	Hold        Act = "hold"     // 挂起: pause the finish clock until a date
	Resume      Act = "resume"   // 恢复办理
	Extend      Act = "extend"   // 延期: more time, given by the tier above
	HandOver    Act = "handover" // 替班: the substitute of a taker on leave goes on with it
	Finish      Act = "finish"   // 已办结
	Settle      Act = "settle"   // 当场办结: somebody of the grid has seen to a small matter themselves
	Rate        Act = "rate"     // 评价
	Reopen      Act = "reopen"   // 没解决
	Close       Act = "close"    // archived because the resident kept silent
	Withdraw    Act = "withdraw" // 撤回
	Relay       Act = "relay"    // a message between resident and taker
	Join        Act = "join"     // 我家也有 +1
	Nudge       Act = "nudge"    // 催办
	Later       Act = "later"    // 晚点: be reminded of it later; no clock moves, and nobody else is called later
	Climb       Act = "climb"    // 上报
	Tell        Act = "tell"     // an echo sent because the interval ran out
	AddEvidence Act = "evidence" // one more picture of the album that showed it done
	Hear        Act = "hear"     // learn who was faster
	See         Act = "see"      // know that there is such an order, and how it stands
	Own         Act = "own"      // read the resident's own card, with their own address
	Steer       Act = "steer"    // read the desk's card, without phone and exact address
	Contact     Act = "contact"  // read phone and exact address
)

// Acts lists every act that the table knows; Intake comes before it.
func Acts() []Act {
	return []Act{Edit, Offer, Widen, Undo, Uphold, Refuse, Accept, Decline, Pass, Suggest, Promise, Arrive, Help, Release, HandOver, Hold, Resume, Extend, Finish,
		Settle, Rate, Reopen, Close, Withdraw, Relay, Join, Nudge, Later, Climb, Tell, AddEvidence, Hear, See, Own, Steer, Contact}
}

// Rule is one row of the table: in these states these relations may do this
// act, and it leads to that state.
type Rule struct {
	From []State
	Act  Act
	By   Relation
	To   State // empty: the state stays as it is
}

// desk is whoever steers the orders of an area.
const desk = Dispatcher | Leader | Officer | Owner

// Rules is the one table of state × act × role. Every door (button, command,
// reply, timer) goes through it.
func Rules() []Rule {
	open, taken := []State{New, Offered, Accepted, Held}, []State{Accepted, Held}
	any := States()
	return []Rule{
		{open, Edit, Resident, ""},
		{open, Offer, desk | Clock, Offered},
		{[]State{New, Offered}, Widen, desk | Clock, Offered},
		{[]State{Offered}, Undo, desk, New},
		{[]State{New}, Uphold, desk, Offered},
		{[]State{New, Offered}, Refuse, Dispatcher | Officer | Owner, Refused},

		{[]State{Offered}, Accept, Asked, Accepted},
		{[]State{Offered}, Decline, Asked, New},
		{[]State{Offered}, Pass, Asked, Offered},
		{[]State{New, Offered}, Suggest, Decliner, ""},

		{[]State{Accepted}, Promise, Taker, ""},
		{[]State{Accepted}, Arrive, Taker, ""},
		{[]State{Accepted}, Help, Taker, ""},
		{[]State{Accepted}, Hold, Taker, Held},
		{[]State{Held}, Resume, Resident | Taker | desk | Clock, Accepted},
		{[]State{Accepted}, Extend, Dispatcher | Officer | Owner, ""}, // and only the tier above: ExtendedBy
		{taken, Release, Taker, New},
		{taken, HandOver, Substitute, ""},
		{taken, Finish, Taker, Done},
		{[]State{New, Offered}, Settle, InGrid, Done},
		{taken, Relay, Resident | Taker, ""},
		{taken, Contact, Taker, ""},

		{[]State{Done, Closed}, Rate, Resident, Closed},
		{[]State{Done, Closed}, Reopen, Resident, New},
		{[]State{Done}, Close, Clock, Closed},
		{open, Withdraw, Resident, Withdrawn},
		{open, Join, Neighbour, ""},

		{[]State{New, Offered, Accepted}, Nudge, desk | Clock, ""},
		{[]State{New, Offered, Accepted}, Later, Asked | Taker | desk, ""},
		{open, Climb, desk | Clock, ""},
		{[]State{New}, Climb, Responder, ""}, // 报网格: only while it is theirs
		{open, Tell, Clock, ""},
		{[]State{Done}, AddEvidence, Finisher, ""},
		{taken, Hear, Outrun, ""},
		{any, See, Resident | Asked | Taker | Substitute | InGrid | desk, ""},
		{any, Own, Resident, ""},
		{any, Steer, desk, ""},
	}
}

// Decide says to which state the act leads, for somebody who stands in these
// relations to the order. The error is ErrState when nobody may do the act in
// this state, and ErrRole when others may.
func Decide(s State, act Act, by Relation) (State, error) {
	possible := false
	for _, r := range Rules() {
		if r.Act != act || !contains(r.From, s) {
			continue
		}
		possible = true
		if r.By&by == 0 {
			continue
		}
		if r.To == "" {
			return s, nil
		}
		return r.To, nil
	}
	if possible {
		return s, ErrRole
	}
	return s, ErrState
}

func contains[T comparable](list []T, x T) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}
