package flows

import (
	"huiyin/order"
)

// What begins in a building is for its first responder (楼长): only they get a
// card, until they settle it, pass it on, or their part of the clock is over.
// Then the grid leader is told, and it is dispatched like any other order.

// responders are the first responders of the building that the order lies in, but
// for who asked: they know of it already.
func (s *step) responders(o order.Order) ([]target, error) {
	a := s.c.Above(o.Area, order.KindBuilding)
	if a == nil {
		return nil, nil
	}
	members, err := s.tx.MembersWith(order.RoleResponder, a.Key)
	all, err := s.crew("", a.Key, members, err)
	var list []target
	for _, to := range all {
		if to.person != o.Resident {
			list = append(list, to)
		}
	}
	return list, err
}

// enter finds the tier at which a new order begins. Nothing waits in a building
// where nobody can be reached.
func (s *step) enter(o *order.Order) error {
	if o.Tier != order.TierBuilding {
		return nil
	}
	list, err := s.responders(*o)
	if err == nil && len(list) == 0 {
		o.Tier, o.Entry = order.TierGrid, order.TierGrid
	}
	return err
}

// collect shows a new order to the first responders of its building.
func (s *step) collect(o order.Order) error {
	if err := s.schedule(o); err != nil {
		return err
	}
	if err := s.setLate(o); err != nil {
		return err
	}
	list, err := s.responders(o)
	if err != nil {
		return err
	}
	if err := s.bring(o, viewGrid, list, false); err != nil {
		return err
	}
	return s.sendFiles(o, "intake", list) // or they could not tell whether it is small
}

// leaveBuilding carries an order to the grid: it is dispatched, and the grid's
// leaders are told. Where there are none, the desk has got it in any case.
func (s *step) leaveBuilding(o *order.Order, why string) error {
	err := s.act(o, order.Climb, why, func(o *order.Order) error { o.Tier = o.Tier.Up(); return nil })
	if err != nil {
		return err
	}
	if err := s.settle(*o); err != nil {
		return err
	}
	if err := s.dispatchByClock(o); err != nil {
		return err
	}
	list, err := s.ownLeaders(*o)
	if err != nil {
		return err
	}
	if s.actor.Clock {
		list = s.quiet(*o, list)
	}
	if err := s.watch(*o, list, "climb.arrived"); err != nil {
		return err
	}
	return s.echo(o, "echo.climbed", "Area", s.holderName(*o))
}

// intoGrid does the same for a step that is overtaken by the next one: nobody is
// told that it climbed, but it must be dispatched.
func (s *step) intoGrid(o *order.Order, why string) error {
	if err := s.act(o, order.Climb, why, nil); err != nil {
		return err
	}
	return s.dispatchByClock(o)
}

// dispatchByClock is the first dispatch of an order that waited in its building,
// whoever took it out: it is a rule that asks, or nobody.
func (s *step) dispatchByClock(o *order.Order) error {
	clock := *s
	clock.actor = order.Actor{Clock: true}
	return clock.firstDispatch(o)
}

// passOn carries an order out of a building in which nobody can be reached any
// more.
func (s *step) passOn(o order.Order) error {
	if o.Tier != order.TierBuilding || o.State != order.New {
		return nil
	}
	list, err := s.responders(o)
	if err != nil || len(list) > 0 {
		return err
	}
	clock := *s
	clock.actor = order.Actor{Clock: true}
	return clock.leaveBuilding(&o, "building.alone")
}

// emptied does that for all that waits in the buildings of these roles, because
// whoever has them went, or can't be reached.
func (s *step) emptied(members []order.Member) error {
	var areas []string
	for _, m := range members {
		if m.Role == order.RoleResponder {
			areas = append(areas, m.Area)
		}
	}
	if len(areas) == 0 {
		return nil
	}
	list, err := s.tx.Untaken(areas)
	if err != nil {
		return err
	}
	for _, o := range list {
		if err := s.at(o.Area).passOn(o); err != nil {
			return err
		}
	}
	return nil
}

// reportRow lets a first responder pass the order on, while it is theirs.
func (d *drawing) reportRow() {
	if d.reader <= 0 || d.o.Tier != order.TierBuilding || d.o.State != order.New {
		return
	}
	if their, err := d.as(d.reader); err == nil && their.can(d.o, order.Climb) {
		d.row(Button{Text: d.t("button.report", "To", d.climbsTo()), Data: data("climb", d.o.No)})
	}
}

// collected counts for the digest what waits in buildings.
func (d *drawing) collected(keys []string) error {
	list, err := d.tx.Untaken(keys)
	if err != nil {
		return err
	}
	n := 0
	for _, o := range list {
		if o.Tier == order.TierBuilding {
			n++
		}
	}
	if n > 0 {
		d.line("digest.collected", "Count", n)
	}
	return nil
}
