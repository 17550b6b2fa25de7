package order

import "time"

// Reachability is all that is known of how somebody can be reached.
type Reachability struct {
	Started bool  // pressed Start, without which the bot may not write
	Blocked bool  // stopped the bot
	Left    bool  // left the group in which their unit is called
	Leave   Leave // may be over, or none
}

// Hitch is why somebody can't be reached.
type Hitch string

// The hitches, from the one that explains most.
const (
	NoHitch     Hitch = ""
	OnLeave     Hitch = "leave"   // 请假
	Stopped     Hitch = "blocked" // stopped the bot
	NotStarted  Hitch = "start"   // never pressed Start
	LeftGroup   Hitch = "left"    // can be written to, but sees nothing of what the group sees
	AsleepHitch Hitch = "asleep"  // quiet hours; passes by itself
)

// Hitch finds why somebody can't be reached, and until when as far as that is
// known. wake is when the quiet hours end for what they are to hear.
func (r Reachability) Hitch(now, wake time.Time) (h Hitch, until time.Time) {
	switch {
	case r.Leave.On(now):
		return OnLeave, r.Leave.Until
	case r.Blocked:
		return Stopped, time.Time{}
	case !r.Started:
		return NotStarted, time.Time{}
	case r.Left:
		return LeftGroup, time.Time{}
	case wake.After(now):
		return AsleepHitch, wake
	}
	return NoHitch, time.Time{}
}

// Private reports whether the bot may write to them alone.
func (r Reachability) Private() bool { return r.Started && !r.Blocked }

// Mention reports whether calling them by name in their unit's group makes
// sense: that is the next thing after a private message.
func (r Reachability) Mention() bool { return !r.Left }

// Awake is the first moment from t on at which somebody may be called: quiet
// hours hold back neither emergencies nor who is on duty by the rota. The quiet
// hours are those here: ask At.
func (c *Community) Awake(t time.Time, emergency, duty bool) time.Time {
	if emergency || duty {
		return t
	}
	return c.QuietHours.Wake(t, c.Zone())
}
