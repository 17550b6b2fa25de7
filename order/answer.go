package order

// Climbed reports whether the order is above the tier at which it began.
func (c *Community) Climbed(o Order) bool { return o.Tier > c.EntryTier(o.Category, o.Area) }

// AnswersFor is the role of those who answer for what an area of this kind
// holds; empty for buildings, which only collect.
func AnswersFor(kind string) Role {
	switch kind {
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
