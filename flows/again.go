package flows

import (
	"slices"
	"time"

	"huiyin/order"
)

// repeatable are the acts that leave the order in its state, so that the table
// of rules lets them through as often as somebody taps.
var repeatable = map[string]order.Act{
	"promise": order.Promise, "arrive": order.Arrive, "help": order.Help, "climb": order.Climb, "nudge": order.Nudge,
}

// justNow is how soon after the first a second tap on the same is a slip of the
// finger, or comes from somebody who did not see the first.
const justNow = 10 * time.Second

// again reports whether this was done a moment ago: two taps on 上报 must not
// carry the order past a tier, nor should people hear everything twice.
func (s *step) again(o order.Order, p press) (bool, error) {
	act, ok := repeatable[p.verb]
	if !ok || !s.can(o, act) {
		return false, nil // the tap itself says why not
	}
	list, err := s.tx.History(o.No)
	if err != nil {
		return false, err
	}
	for _, e := range slices.Backward(list) {
		if s.now.Sub(e.At) >= justNow {
			break
		}
		if e.Act == act && (act != order.Promise || e.Note == p.arg(1)) {
			s.toast("toast.once")
			return true, nil
		}
	}
	return false, nil
}
