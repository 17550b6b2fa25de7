package flows

import (
	"strings"
	"time"

	"huiyin/order"
)

// gridRows is how many waiting matters /grid lists.
const gridRows = 8

// grids are the grids and buildings whose small matters whoever acts may settle there.
func (s *step) grids() (keys []string) {
	for _, m := range s.actor.Members {
		a := s.c.Area(m.Area)
		if (m.Role == order.RoleLeader || m.Role == order.RoleWorker || m.Role == order.RoleResponder) && a != nil && !known(keys, a.Key) {
			keys = append(keys, a.Key)
		}
	}
	return keys
}

// inGrid reports whether whoever acts belongs to the order's grid, and the
// matter is small enough to be settled there.
func (s *step) inGrid(o order.Order) bool {
	_, by, err := s.may(o, order.See)
	return err == nil && by&order.InGrid != 0
}

// gridList is /grid: what waits in one's own grid and can be settled there.
func (s *step) gridList() error {
	var areas []string
	for _, key := range s.grids() {
		areas = append(areas, s.areaKeys(s.c.Area(key))...)
	}
	if len(areas) == 0 {
		return s.reply(Outgoing{Text: s.t("grid.not_yours")})
	}
	list, err := s.tx.Untaken(areas)
	if err != nil {
		return err
	}
	var lines []string
	var m Outgoing
	more := 0
	for _, o := range list {
		if !s.can(o, order.Settle) {
			continue
		}
		if len(lines) == gridRows {
			more++
			continue
		}
		lines = append(lines, s.t("grid.line", "Line", s.orderLine(o), "Place", placeName(s.c, o.Area, s.lang), "For", span(s.lang, s.now.Sub(o.Start))))
		m.Buttons = append(m.Buttons, []Button{{Text: s.t("grid.settle", "No", number(o.No)), Data: data("settle", o.No), Style: "success"},
			{Text: s.t("grid.show", "No", number(o.No)), Data: data("show", o.No)}})
	}
	if len(lines) == 0 {
		return s.reply(Outgoing{Text: s.t("grid.none")})
	}
	lines = append([]string{s.t("grid.head")}, lines...)
	if more > 0 {
		lines = append(lines, s.t("digest.more", "Count", more))
	}
	m.Text = strings.Join(lines, "\n")
	return s.reply(m)
}

// gridCard is what people of the grid see who steer nothing: the matter and the
// place, and the one thing that they can do.
func (d *drawing) gridCard() (Outgoing, error) {
	d.guarded()
	d.place()
	if !d.o.State.Open() {
		d.ending()
		return d.done()
	}
	if err := d.standing(); err != nil {
		return Outgoing{}, err
	}
	d.settleRow()
	d.reportRow()
	return d.done()
}

// settleRow lets the people of the grid settle it, where the reader is one.
func (d *drawing) settleRow() {
	if d.reader <= 0 || !d.c.Small(d.o.Category) || d.o.State != order.New && d.o.State != order.Offered {
		return
	}
	if their, err := d.as(d.reader); err == nil && their.can(d.o, order.Settle) {
		d.row(Button{Text: d.t("button.settle"), Data: data("settle", d.o.No), Style: "success"})
	}
}

// tapSettle is 我来办，已解决: somebody of the grid has seen to it. Where nothing
// must show that, one tap is all; 没解决 is the resident's answer to a slip.
func (s *step) tapSettle(o order.Order, _ press) error {
	if _, _, err := s.may(o, order.Settle); err != nil {
		return err
	}
	switch s.c.EvidenceOf(o.Category) {
	case order.EvidenceNone:
		return s.settleHere(o)
	case order.EvidencePhoto:
		return s.ask(o, dialogSettle, "ask.evidence_photo")
	}
	return s.ask(o, dialogSettle, "ask.evidence")
}

// settleHere accepts and finishes in one: whoever acts was the taker all along.
func (s *step) settleHere(o order.Order) error {
	return s.endWork(o, order.Settle, func(o *order.Order) error {
		o.Unit, o.Taker, o.ByRule, o.AcceptedAt = "", s.me.ID, false, s.now
		o.PromisedAt, o.ArrivedAt = time.Time{}, time.Time{}
		return s.endOffers(o.No, "", order.DispatchExpired)
	})
}

// doneBy is who reported the order done: the unit, or the grid that settled it.
func (d *drawing) doneBy() string {
	if d.o.Unit != "" {
		return d.unitName(d.o.Unit)
	}
	if a := d.c.Holder(d.o); a != nil && a.Kind == order.KindBuilding {
		return d.placeName()
	}
	if a := d.c.Above(d.o.Area, order.KindGrid); a != nil {
		return a.Name.In(d.lang)
	}
	return d.holderName(d.o).In(d.lang)
}

// settledBefore says that the grid had settled it, when the resident says that
// it is not solved.
func (d *drawing) settledBefore() error {
	if d.o.Reopens == 0 {
		return nil
	}
	e, ok, err := d.tx.Latest(d.o.No, order.Settle)
	if !ok || err != nil {
		return err
	}
	kind := order.KindGrid
	if e.Tier == order.TierBuilding {
		kind = order.KindBuilding
	}
	if a := d.c.Above(d.o.Area, kind); a != nil {
		d.line("card.before", "Name", a.Name.In(d.lang))
	}
	return nil
}
