package order

import "time"

// Listed is a line of the roster (花名册): a role, and who has it or is to have
// it. Somebody whom the bot has not met yet stands there with a personal invite.
type Listed struct {
	ID     int64  // of the line; 0: the role was given in chat and nothing more is kept
	Member        // Person 0: has not joined yet
	Name   string // as the roster calls them; for who joined in chat, as Telegram does
	Phone  string // written into the roster by its owner, never the one that the person gave the bot
	Code   string // of the personal invite
	Until  time.Time
	By     int64 // who picked them in chat, and must still be allowed to when they join; 0: the roster's owner wrote them
}

// Joined reports whether the person has taken the role.
func (l Listed) Joined() bool { return l.Person != 0 }

// Expired reports whether the personal invite can't be used any more.
func (l Listed) Expired(now time.Time) bool { return !l.Joined() && !now.Before(l.Until) }

// Relisted is a line of the roster that changes.
type Relisted struct{ Was, Is Listed }

// What a role is held in, besides the kinds of area.
const (
	InUnit = "unit"       // a unit
	InTeam = "volunteers" // a team of volunteers
	InAll  = ""           // nothing: it holds everywhere
)

// In is what the role is held in: a kind of area, InUnit, InTeam or InAll.
func (r Role) In() string {
	switch r {
	case RoleOfficer:
		return KindStreet
	case RoleDispatcher:
		return KindCommunity
	case RoleLeader, RoleWorker:
		return KindGrid
	case RoleResponder:
		return KindBuilding
	case RoleUnit:
		return InUnit
	case RoleVolunteer:
		return InTeam
	}
	return InAll
}

// Fits reports whether there is such a place for the role.
func (c *Community) Fits(m Member) bool {
	switch in := m.Role.In(); in {
	case InAll:
		return m.Role == RoleOwner && m.Area == "" && m.Unit == ""
	case InUnit, InTeam:
		u := c.Unit(m.Unit)
		return u != nil && m.Area == "" && u.Volunteers == (in == InTeam)
	default:
		a := c.Area(m.Area)
		return a != nil && m.Unit == "" && a.Kind == in
	}
}

// RosterChange is what it takes to make the roster what its owner wrote.
type RosterChange struct {
	Community *Community // the new territory and its rules; nil: they stay
	Add       []Listed   // they get an invite
	Change    []Relisted
	Renew     []Listed // they get a new invite, because the old one has expired
	Remove    []Listed
}

// Empty reports whether nothing changes.
func (c RosterChange) Empty() bool {
	return c.Community == nil && len(c.Add)+len(c.Change)+len(c.Renew)+len(c.Remove) == 0
}

// InUse says which keys of the community cannot go, because something refers to
// them; the value is by what.
type InUse struct{ Areas, Units, Categories map[string]Use }

// Use is what refers to a key.
type Use string

// What may refer to a key of the community.
const (
	UseOrders    Use = "orders"
	UseResidents Use = "residents"
	UseGroups    Use = "groups"
	UsePeople    Use = "people"
)
