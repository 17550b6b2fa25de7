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
