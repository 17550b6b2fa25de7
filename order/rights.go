package order

// Right is something that a role allows, and that is not done to one order.
// What is done to an order stands in Rules.
type Right string

// The rights. Those to give a role and to take it away are made by Give and Take.
const (
	Bind            Right = "bind"             // 绑定: say what a group is for, change it, end it, choose its language
	Vouch           Right = "vouch"            // 代报: ask in others' names, as often as need be; their number goes to the taker
	GridDigest      Right = "grid_digest"      // get a grid's daily summary
	CommunityDigest Right = "community_digest" // get a community's daily summary
	SetDuty         Right = "duty"             // 排班: say who of a unit, or of an area, is on duty when
	Doctor          Right = "doctor"           // ask how the installation is
	Roster          Right = "roster"           // get the roster as a spreadsheet, and send it back changed
	Overview        Right = "areas"            // see who leads where, which groups there are, and how much is open
	AdjustHours     Right = "hours"            // set language, time zone, quiet hours, the time of digests and texts, and take such a change back
	AdjustLimits    Right = "limits"           // set limits, working time, and when orders are closed, and take such a change back
)

// Give is the right to invite somebody to a role.
func Give(role Role) Right { return "give_" + Right(role) }

// Take is the right to take a role away, and to see in /people who has it.
func Take(role Role) Right { return "take_" + Right(role) }

// Roles lists every role, from those that steer to those that work, as people
// choose from them.
func Roles() []Role {
	return []Role{RoleDispatcher, RoleLeader, RoleWorker, RoleResponder, RoleUnit, RoleVolunteer, RoleOfficer, RoleOwner}
}

// AllRights lists every right, in the order of the documents.
func AllRights() []Right {
	list := []Right{Bind}
	for _, r := range Roles() {
		list = append(list, Give(r))
	}
	for _, r := range Roles() {
		list = append(list, Take(r))
	}
	return append(list, Vouch, GridDigest, CommunityDigest, SetDuty, Doctor, Roster, Overview, AdjustHours, AdjustLimits)
}

// Reach says where a right holds.
type Reach string

// The reaches.
const (
	Everywhere Reach = "everywhere"
	OwnArea    Reach = "own_area" // in the area of the role and in all below it, and for units that work there
	OwnAlone   Reach = "own"      // in exactly the area of the role
)

// Grant is one row of the table of rights: who has this role has this right,
// so far.
type Grant struct {
	Right Right
	Role  Role
	Reach Reach
}

// Grants is the one table of right × role. Every command, button and link that
// is not about one order goes through it.
func Grants() []Grant {
	list := []Grant{
		{Bind, RoleOwner, Everywhere}, {Bind, RoleDispatcher, OwnArea},
		{GridDigest, RoleLeader, OwnAlone},
		{CommunityDigest, RoleDispatcher, OwnAlone},
		{SetDuty, RoleOwner, Everywhere}, {SetDuty, RoleDispatcher, OwnArea},
		{Doctor, RoleOwner, Everywhere},
		{Roster, RoleOwner, Everywhere},
		{Overview, RoleOwner, Everywhere}, {Overview, RoleOfficer, OwnArea}, {Overview, RoleDispatcher, OwnArea}, {Overview, RoleLeader, OwnArea},
		{AdjustHours, RoleOwner, Everywhere}, {AdjustHours, RoleOfficer, OwnArea}, {AdjustHours, RoleDispatcher, OwnArea}, {AdjustHours, RoleLeader, OwnArea},
		// Whoever is measured by a limit does not set it: that is for the tier above.
		{AdjustLimits, RoleOwner, Everywhere}, {AdjustLimits, RoleOfficer, OwnArea},
	}
	for _, r := range []Role{RoleOwner, RoleOfficer, RoleDispatcher, RoleLeader, RoleWorker, RoleResponder} {
		list = append(list, Grant{Vouch, r, Everywhere})
	}
	for _, r := range Roles() {
		list = append(list, Grant{Give(r), RoleOwner, Everywhere}, Grant{Take(r), RoleOwner, Everywhere})
	}
	for _, r := range []Role{RoleLeader, RoleWorker, RoleResponder, RoleUnit, RoleVolunteer} {
		list = append(list, Grant{Give(r), RoleDispatcher, OwnArea}, Grant{Take(r), RoleDispatcher, OwnArea})
	}
	return list
}

// Holders lists the roles that have the right at all.
func Holders(right Right) (list []Role) {
	for _, g := range Grants() {
		if g.Right == right {
			list = append(list, g.Role)
		}
	}
	return list
}

// Somewhere reports whether the roles give one of the rights anywhere at all.
func Somewhere(members []Member, rights ...Right) bool {
	for _, m := range members {
		for _, g := range Grants() {
			if g.Role == m.Role && contains(rights, g.Right) {
				return true
			}
		}
	}
	return false
}

// Allowed reports whether the roles give the right for the area, or for the
// unit where one is named.
func (c *Community) Allowed(members []Member, right Right, area, unit string) bool {
	for _, m := range members {
		for _, g := range Grants() {
			if g.Role == m.Role && g.Right == right && c.reaches(g.Reach, m.Area, area, unit) {
				return true
			}
		}
	}
	return false
}

func (c *Community) reaches(reach Reach, own, area, unit string) bool {
	switch {
	case reach == Everywhere:
		return true
	case reach == OwnAlone:
		return unit == "" && area == own
	case unit == "":
		return c.Within(area, own)
	}
	u := c.Unit(unit)
	return u != nil && c.WorksInPart(u, own)
}

// WorksInPart reports whether the unit works in the area, or in a part of it.
func (c *Community) WorksInPart(u *Unit, area string) bool {
	if len(u.Areas) == 0 {
		return true
	}
	for _, a := range u.Areas {
		if c.Within(a, area) || c.Within(area, a) {
			return true
		}
	}
	return false
}
