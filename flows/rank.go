package flows

import (
	"strings"
	"time"

	"huiyin/order"
)

// field is what is known of the units that work where the order lies, for giving
// it to one of them. A street may have hundreds of others.
func (s *step) field(o order.Order) (f order.Field, err error) {
	f.Now = s.now.In(s.c.Whole().At(o.Area).Zone())
	rule := s.c.RuleUnit(o.Category, o.Area)
	var near []order.Unit
	for i := range s.c.Units {
		if u := &s.c.Units[i]; u.Key == rule || s.c.WorksIn(u, o.Area) {
			near = append(near, *u)
		}
	}
	if f.Loads, err = s.loads(near); err != nil {
		return f, err
	}
	month := time.Date(f.Now.Year(), f.Now.Month(), 1, 0, 0, 0, 0, f.Now.Location())
	for _, u := range near {
		if u.Agreement.Quota == 0 {
			continue
		}
		l := f.Loads[u.Key]
		if l.Month, err = s.tx.TakenSince(u.Key, month); err != nil {
			return f, err
		}
		f.Loads[u.Key] = l
	}
	if f.Asked, err = s.everAsked(o); err != nil {
		return f, err
	}
	against, _, err := s.objection(o)
	f.Named = against.named
	return f, err
}

// ranked lists the units for the order, best first.
func (s *step) ranked(o order.Order) ([]order.Ranked, error) {
	f, err := s.field(o)
	if err != nil {
		return nil, err
	}
	return s.c.Rank(o, f), nil
}

// everAsked lists the units that were asked in this round, whatever came of it.
func (s *step) everAsked(o order.Order) ([]string, error) {
	list, err := s.tx.Dispatches(o.No)
	if err != nil {
		return nil, err
	}
	var units []string
	for _, d := range list {
		if d.State != order.DispatchUndone && !d.At.Before(o.Start) {
			units = append(units, d.Unit)
		}
	}
	return units, nil
}

// offerButton offers the order to a unit.
func (d *drawing) offerButton(r order.Ranked) Button {
	b := d.button("button.offer", "offer", r.Unit.Key)
	b.Text = d.t("button.offer", "Name", r.Unit.Name.In(d.lang))
	if !r.Load.Reachable {
		b.Text += d.t("rank.brackets", "Why", d.t("rank.unreachable"))
	}
	if r.Part != order.PartNone && r.Open() {
		b.Style = "primary"
	}
	return b
}

// short is the one thing to know of a unit in a long list.
func (d *drawing) short(r order.Ranked) string {
	if why := d.against(r); len(why) > 0 {
		return why[0]
	}
	if r.Load.Open > 0 {
		return d.t("rank.open", "Count", r.Load.Open)
	}
	return ""
}

// against lists what speaks against a unit, the worst first.
func (d *drawing) against(r order.Ranked) (list []string) {
	for _, x := range []struct {
		holds bool
		key   string
	}{{r.Barred, "rank.barred"}, {r.Expired, "rank.expired"}, {!r.Load.Reachable, "rank.unreachable"}, {r.Full, "rank.full"}} {
		if x.holds {
			list = append(list, d.t(x.key))
		}
	}
	return list
}

// reasons says in a few words why a unit stands where it does in the list.
func (d *drawing) reasons(r order.Ranked) {
	var why []string
	switch r.Part {
	case order.PartLead:
		why = append(why, d.t("rank.lead"))
	case order.PartAssist:
		why = append(why, d.t("rank.assist"))
	case order.PartAble:
		why = append(why, d.t("rank.able"))
	}
	why = append(why, d.against(r)...)
	if r.Load.Open > 0 {
		why = append(why, d.t("rank.open", "Count", r.Load.Open))
	}
	if r.Load.Answer > 0 {
		why = append(why, d.t("rank.usual", "For", span(d.lang, r.Load.Answer)))
	}
	if len(why) == 1 && !r.Load.Reachable && r.Part == order.PartNone {
		return // the button says it
	}
	if len(why) > 0 {
		d.line("rank.line", "Name", r.Unit.Name.In(d.lang), "Why", strings.Join(why, " · "))
	}
}
