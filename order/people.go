package order

import "strings"

// Role is what a member does in an area or a unit.
type Role string

// The roles.
const (
	RoleLeader     Role = "leader"     // 网格长
	RoleWorker     Role = "worker"     // 网格员
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
	Neighbour                       // anybody who is not the resident
	Asked                           // belongs to a unit that has the offer open
	Taker                           // accepted it
	Dispatcher                      // steers the community that the order lies in
	Leader                          // leads the grid that the order lies in
	Officer                         // works in the street that the order lies in
	Owner                           // owns the installation
	Substitute                      // stands in for who accepted it and is on leave
	Clock                           // is the program itself, at its time
)

var relationNames = []string{"resident", "neighbour", "asked", "taker", "dispatcher", "leader", "officer", "owner", "substitute", "clock"}

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
	Unit    string   // the unit whose bound chat the act came from, if any
	Clock   bool     // the program itself
	For     []int64  // whom they stand in for now
	Lent    []Member // the roles that they have only because of that
}

// Relations finds how the actor stands to the order. asked lists the units
// that have an open offer for it.
func (c *Community) Relations(a Actor, o Order, asked []string) Relation {
	if a.Clock {
		return Clock
	}
	r := Neighbour
	if a.Person == o.Resident {
		r = Resident
	}
	if o.State == Accepted && a.Person == o.Taker {
		r |= Taker
	}
	if o.State == Accepted && contains(a.For, o.Taker) {
		r |= Substitute
	}
	if a.Unit != "" && contains(asked, a.Unit) {
		r |= Asked
	}
	for _, m := range a.Members {
		r |= c.memberRelation(m, o, asked)
	}
	for _, m := range a.Lent {
		r |= c.memberRelation(m, o, asked)
	}
	return r
}

func (c *Community) memberRelation(m Member, o Order, asked []string) Relation {
	switch m.Role {
	case RoleOwner:
		return Owner
	case RoleUnit, RoleVolunteer: // a volunteer belongs to a team
		if m.Unit != "" && contains(asked, m.Unit) {
			return Asked
		}
		return 0
	}
	if !c.Within(o.Area, m.Area) {
		return 0
	}
	switch m.Role {
	case RoleLeader:
		return Leader
	case RoleDispatcher:
		return Dispatcher
	case RoleOfficer:
		return Officer
	}
	return 0
}
