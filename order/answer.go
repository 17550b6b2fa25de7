package order

// Climbed reports whether the order is above the tier at which it began.
func (c *Community) Climbed(o Order) bool {
	if o.Entry != 0 {
		return o.Tier > o.Entry
	}
	return o.Tier > max(TierGrid, c.EntryTier(o.Category, o.Area)) // from before there were first responders
}

// AnswersFor is the role of those who answer for what an area of this kind
// holds.
func AnswersFor(kind string) Role {
	switch kind {
	case KindBuilding:
		return RoleResponder
	case KindGrid:
		return RoleLeader
	case KindCommunity:
		return RoleDispatcher
	case KindStreet:
		return RoleOfficer
	}
	return ""
}

// ClimbsOn reports whether a step that is still to come carries the order one
// tier up by itself.
func (c *Community) ClimbsOn(o Order) bool {
	if o.Tier == TierBuilding && !o.State.Taken() {
		return true
	}
	ladder, done := c.Ladders.Accept, o.AcceptStep
	if o.State.Taken() {
		ladder, done = c.Ladders.Finish, o.FinishStep
	}
	for i := done; i < len(ladder); i++ {
		if ladder[i].Do == StepClimb {
			return true
		}
	}
	return false
}
