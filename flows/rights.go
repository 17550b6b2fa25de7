package flows

import (
	"huiyin/order"
	"huiyin/store"
)

// steering asks the table of rights (order.Grants) for somebody with these
// roles. What it adds is only what can be named at all: a group is bound to an
// area of the right kind, a role is given for one.
type steering struct {
	c       *order.Community
	members []order.Member
}

func (s *step) steering() steering { return steering{s.c, s.actor.Members} }

// some reports whether they have one of the rights anywhere.
func (r steering) some(rights ...order.Right) bool { return order.Somewhere(r.members, rights...) }

// gives reports whether there is a role that they may give.
func (r steering) gives() bool {
	for _, role := range order.Roles() {
		if r.some(order.Give(role)) {
			return true
		}
	}
	return false
}

// takes reports whether there is a role that they may take away.
func (r steering) takes() bool {
	for _, role := range order.Roles() {
		if r.some(order.Take(role)) {
			return true
		}
	}
	return false
}

func (r steering) area(right order.Right, key string) bool {
	return r.c.Allowed(r.members, right, key, "")
}

func (r steering) unit(right order.Right, u *order.Unit) bool {
	return r.c.Allowed(r.members, right, "", u.Key)
}

// binds reports whether they may change what the group is for. A group that is
// for nothing yet is anybody's who may bind at all.
func (r steering) binds(c store.Chat) bool {
	if u := r.c.Unit(c.Unit); u != nil {
		return r.unit(order.Bind, u)
	}
	if r.c.Area(c.Area) != nil {
		return r.area(order.Bind, c.Area)
	}
	return r.some(order.Bind)
}

// chosen checks what a button named: it must be of the right kind, and the
// right must reach it.
func (r steering) chosen(right order.Right, what, key string) bool {
	if u := r.c.Unit(key); u != nil {
		switch what {
		case store.ForUnit: // also the role of a unit's member
			return !u.Volunteers && r.unit(right, u)
		case store.ForVolunteers, string(order.RoleVolunteer):
			return u.Volunteers && r.unit(right, u)
		}
	}
	a := r.c.Area(key)
	if a == nil || !r.area(right, key) {
		return false
	}
	switch what {
	case store.ForResidents:
		return a.Kind != order.KindStreet
	case store.ForDesk, string(order.RoleDispatcher):
		return a.Kind == order.KindCommunity
	case string(order.RoleOfficer):
		return a.Kind == order.KindStreet
	case string(order.RoleLeader), string(order.RoleWorker):
		return a.Kind == order.KindGrid
	case string(order.RoleResponder):
		return a.Kind == order.KindBuilding
	}
	return false
}

// mayInvite reports whether they may give the role for that area or unit.
func (r steering) mayInvite(role order.Role, area, unit string) bool {
	switch role {
	case order.RoleOwner:
		return area == "" && unit == "" && r.c.Allowed(r.members, order.Give(role), "", "")
	case order.RoleUnit, order.RoleVolunteer:
		area = unit
	}
	return r.chosen(order.Give(role), string(role), area)
}

// mayDismiss reports whether they may take the role away.
func (r steering) mayDismiss(m order.Member) bool {
	return r.c.Allowed(r.members, order.Take(m.Role), m.Area, m.Unit)
}
