package proof

// voices are the people who were called so far, as far as it matters: nobody,
// one, or more than one, and whether the owner is among them.
//
// Who sits in a group is not known to the bot, except those who have the role
// that the group is for. A group without any such is somebody: one human being,
// who may be the same as in another group, or as somebody who was called by name.
type voices struct {
	some  bool  // somebody without a name
	one   int64 // the only one with a name; 0: none yet
	many  bool  // two with a name
	owner bool
}

func (v voices) any() bool { return v.some || v.one != 0 }

// name adds somebody with a name.
func (v voices) name(person int64, owner bool) voices {
	switch v.one {
	case person:
	case 0:
		v.one = person
	default:
		v.many = true
	}
	v.owner = v.owner || owner
	return v
}

// and is both together.
func (v voices) and(w voices) voices {
	if w.one != 0 {
		v = v.name(w.one, w.owner)
	}
	v.some, v.many, v.owner = v.some || w.some, v.many || w.many, v.owner || w.owner
	return v
}

// Metric is what the proof gives a bound for.
type Metric int

// The metrics.
const (
	First  Metric = iota // until anybody is called
	Second               // until a second human being is called
	Owner                // until an owner is called
	metrics
)

// String names the metric, as a part of keys.
func (m Metric) String() string { return [...]string{"first", "second", "owner"}[m] }

// has reports whether the metric is reached.
func (v voices) has(m Metric) bool { return [...]bool{v.any(), v.many, v.owner}[m] }
