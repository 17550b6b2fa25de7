package order

import "strings"

// Role is what a member does in an area or a unit.
type Role string

// The roles.
const (
	RoleLeader     Role = "leader"     // 网格长
	RoleWorker     Role = "worker"     // 网格员
	RoleResponder  Role = "responder"  // 楼长、中心户
	RoleVolunteer  Role = "volunteer"  // 志愿者
	RoleDispatcher Role = "dispatcher" // 社区调度员
	RoleOfficer    Role = "officer"    // 街道
	RoleUnit       Role = "unit"       // 单位成员
	RoleOwner      Role = "owner"      // 管理员
)

// Member is one role of one person, in an area or in a unit.
type Member struct {
	Person int64
	Role   Role
	Area   string // key of the area; empty for a unit's member and for the owner
	Unit   string // key of the unit; empty otherwise
}

// Relation is a set of ways in which somebody stands to one order. Rights
// hang on relations, never on what a button says.
type Relation uint16

// The relations.
const (
	Resident   Relation = 1 << iota // asked for it
	Neighbour                       // is in the group where it was asked for, and is not the resident
	Asked                           // belongs to a unit that has the offer open
	Outrun                          // belongs to a unit that was asked in this round, before somebody took it
	Taker                           // accepted it
	Finisher                        // reported it done; nobody has judged that yet
	Dispatcher                      // steers the community that the order lies in
	Leader                          // leads the grid that the order lies in
	Officer                         // works in the street that the order lies in
	Owner                           // owns the installation
	Substitute                      // stands in for who accepted it and is on leave
	Clock                           // is the program itself, at its time
	Decliner                        // belongs to a unit that declined it in this round
	InGrid                          // leads the grid that the order lies in or works there, or is its building's first responder, and the matter is small
	Responder                       // is the first responder of the building that holds the order now
)

var relationNames = []string{"resident", "neighbour", "asked", "outrun", "taker", "finisher", "dispatcher", "leader", "officer", "owner", "substitute", "clock", "decliner", "ingrid", "responder"}

// AllRelations lists the relations one by one.
func AllRelations() []Relation {
	all := make([]Relation, len(relationNames))
	for i := range all {
		all[i] = 1 << i
	}
	return all
}

// String names the relations in the set, joined by "+".
func (r Relation) String() string {
	var names []string
	for i, n := range relationNames {
		if r&(1<<i) != 0 {
			names = append(names, n)
		}
	}
	return strings.Join(names, "+")
}

// Actor is somebody who does something to an order, as the program knows them
// from the message that brought the act.
type Actor struct {
	Person  int64
	Members []Member
	Chat    int64    // the group that the act came from; 0 in private
	Unit    string   // the unit whose bound chat that is, if any
	Clock   bool     // the program itself
	For     []int64  // whom they stand in for now
	Lent    []Member // the roles that they have only because of that

	Declined bool // one of their units declined the order in this round
}

// Relations finds how the actor stands to the order. dispatches are all that
// the order ever had.
func (c *Community) Relations(a Actor, o Order, dispatches []Dispatch) Relation {
	if a.Clock {
		return Clock
	}
	r := a.personal(o)
	if a.Unit != "" {
		r |= unitRelation(a.Unit, o, dispatches)
	}
	if a.Declined {
		r |= Decliner
	}
	for _, m := range a.Members {
		r |= c.memberRelation(m, o, dispatches)
	}
	for _, m := range a.Lent {
		r |= c.memberRelation(m, o, dispatches)
	}
	return r
}

// personal is what somebody is to the order without any role. Orders without a
// resident are nobody's own.
func (a Actor) personal(o Order) (r Relation) {
	switch {
	case a.Person != 0 && a.Person == o.Resident:
		r = Resident
	case a.Chat != 0 && a.Chat == o.Chat:
		r = Neighbour
	}
	if a.Person != 0 && a.Person == o.Taker {
		switch {
		case o.State.Taken():
			r |= Taker
		case o.State == Done:
			r |= Finisher
		}
	}
	if o.State.Taken() && contains(a.For, o.Taker) {
		r |= Substitute
	}
	return r
}

// unitRelation is what whoever belongs to the unit is to the order.
func unitRelation(unit string, o Order, dispatches []Dispatch) (r Relation) {
	for _, d := range dispatches {
		switch {
		case d.Unit != unit:
		case d.State == DispatchOffered:
			r |= Asked
		case o.State.Taken() && d.State != DispatchUndone && !d.At.Before(o.Start):
			r |= Outrun
		}
	}
	return r
}

func (c *Community) memberRelation(m Member, o Order, dispatches []Dispatch) Relation {
	switch m.Role {
	case RoleOwner:
		return Owner
	case RoleUnit, RoleVolunteer: // a volunteer belongs to a team
		if m.Unit == "" {
			return 0
		}
		return unitRelation(m.Unit, o, dispatches)
	}
	if !c.Within(o.Area, m.Area) {
		return 0
	}
	switch m.Role {
	case RoleLeader:
		if c.Reserved(o.Category) { // it is not pushed down to a grid
			return 0
		}
		return Leader | c.inGrid(o)
	case RoleWorker:
		return c.inGrid(o)
	case RoleResponder:
		return c.inBuilding(o)
	case RoleDispatcher:
		return Dispatcher
	case RoleOfficer:
		return Officer
	}
	return 0
}

// inGrid is what the people of its grid are to an order that they can settle
// themselves (小事一格化解).
func (c *Community) inGrid(o Order) Relation {
	if c.Small(o.Category) {
		return InGrid
	}
	return 0
}

// inBuilding is what a first responder is to an order of their building: a
// neighbour, so they see only what by its severity is collected there.
func (c *Community) inBuilding(o Order) Relation {
	switch {
	case c.EntryTier(o.Category, o.Area) != TierBuilding:
		return 0
	case o.Tier == TierBuilding:
		return InGrid | Responder
	}
	return InGrid
}
