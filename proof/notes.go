package proof

import (
	"slices"
	"time"

	"huiyin/order"
)

// Note is a weak place that makes no hole by itself: somebody else stands in, or
// the owner wished it so.
type Note struct {
	Reason
	Class string        // of quiet hours: whose orders wait
	Delay time.Duration // of quiet hours: how long at worst
	Areas []string      // of quiet hours: where, if they are not the same everywhere
	Kinds []string      // of a unit: the categories whose rule names it
	Where []Kind        // of an agreement: the rules that name the unit and that it stops; no area: everywhere
	From  time.Time     // of an agreement that ends: when that begins; zero: it is over already
}

// notes lists the weak places.
func notes(p *proof) []Note {
	var list []Note
	c := p.model.c
	now := p.at(p.from.UnixMilli())
	add := func(at place, kinds []string) {
		for _, x := range p.trouble(at, now) {
			list = append(list, Note{Reason: x, Kinds: kinds})
		}
	}
	for _, u := range c.Units {
		var kinds []string
		for _, rule := range c.Rules {
			if rule.Unit == u.Key && !slices.Contains(kinds, rule.Category) {
				kinds = append(kinds, rule.Category)
			}
		}
		if len(kinds) > 0 || u.Volunteers {
			add(place{unit: u.Key}, kinds)
			if to := p.unit(u.Key, now); len(to) > 0 && to[0].group && len(to[0].known) == 0 {
				list = append(list, Note{Reason: Reason{Code: WhyUnnamed, Unit: u.Key}})
			}
		}
	}
	roles := map[string]order.Role{order.KindStreet: order.RoleOfficer, order.KindCommunity: order.RoleDispatcher, order.KindGrid: order.RoleLeader}
	for _, a := range c.Areas {
		if role := roles[a.Kind]; role != "" {
			add(place{role: role, area: a.Key}, nil)
		}
	}
	add(place{role: roleOwner}, nil)
	return append(list, p.ending()...)
}

// ending names the agreements that are over, or will be within what was looked at:
// from then on no rule leads to those units. Renewing one, or giving its matters
// to another unit, closes that.
func (p *proof) ending() []Note {
	var list []Note
	c := p.model.c
	from, to := p.from.In(c.Zone()), p.monday(p.weeks).In(c.Zone())
	for _, u := range c.Units {
		if u.Agreement.Until == "" || !u.Agreement.Expired(to) {
			continue
		}
		note := Note{Reason: Reason{Code: WhyEnded, Unit: u.Key, Day: u.Agreement.Until}}
		if last, err := time.ParseInLocation(time.DateOnly, string(u.Agreement.Until), c.Zone()); err == nil && !u.Agreement.Expired(from) {
			note.From = (order.DayOf(last) + 1).At(0, c.Zone())
		}
		for _, rule := range c.Rules {
			if rule.Unit != u.Key || c.ClassOf(rule.Category).Emergency { // danger does not wait for a paper
				continue
			}
			note.Where = append(note.Where, Kind{rule.Category, rule.Area})
			if !slices.Contains(note.Kinds, rule.Category) {
				note.Kinds = append(note.Kinds, rule.Category)
			}
		}
		if len(note.Where) > 0 || u.Volunteers {
			list = append(list, note)
		}
	}
	return list
}

// asleep names the classes whose orders of the night are heard of only after
// the time to accept them is over.
func (p *proof) asleep(lines []Line, where part) []Note {
	var list []Note
	for _, k := range p.model.c.Classes {
		note := Note{Reason: Reason{Code: WhyQuiet}, Class: k.Key}
		for _, l := range lines {
			b := l.Bounds[First]
			if l.Class != k.Key || k.Emergency || b.Delay == Never {
				continue
			}
			o := p.model.c.Fresh(l.Category, "", b.Start)
			if b.Start.Add(b.Delay).After(o.AcceptDue) && b.Delay > note.Delay {
				note.Delay = b.Delay
			}
		}
		if where.other {
			note.Areas = where.areas
		}
		if note.Delay > 0 {
			list = append(list, note)
		}
	}
	return list
}
