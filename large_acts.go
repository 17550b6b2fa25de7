package main

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"huiyin/order"
	"huiyin/sim"
	"huiyin/store"
	"huiyin/texts"
)

// press is one button that somebody presses in this hop, and what they write then.
type pressed struct {
	who, chat int64
	message   int
	data      string
	words     string
	photo     bool
	again     bool // pressed twice
}

// everybody has all whose time has come do the next thing, all at once.
func (p *past) everybody(ctx context.Context, hop int) error {
	p.calm(ctx)
	var list []pressed
	err := p.prog.db.Read(ctx, func(tx *store.Tx) error {
		kept := p.live[:0]
		for _, e := range p.live {
			if hop < e.next {
				kept = append(kept, e)
				continue
			}
			x, more, err := p.act(tx, e)
			if err != nil {
				return err
			}
			if x.data != "" {
				list = append(list, x)
			}
			if e.step > 0 || p.random.IntN(8) == 0 { // most answer at once, and the work takes its time
				e.next = hop + 1 + p.random.IntN(3)
			}
			if more {
				kept = append(kept, e)
			}
		}
		p.live = kept
		return nil
	})
	if err != nil {
		return err
	}
	var all sync.WaitGroup
	for _, x := range list {
		all.Go(func() {
			_, _ = p.sim.TapData(ctx, x.who, x.chat, x.message, x.data) // a refusal is theirs to read
			if x.again {
				_, _ = p.sim.TapData(ctx, x.who, x.chat, x.message, x.data)
			}
		})
	}
	all.Wait()
	clear(p.busy)
	for _, x := range list {
		if x.words == "" {
			continue
		}
		said := sim.Say{Text: x.words}
		if x.photo {
			said = sim.Say{Media: &sim.Media{Kind: "photo", Caption: x.words}}
		}
		if _, err := p.sim.Say(x.who, x.who, said); err != nil {
			return err
		}
	}
	p.calm(ctx)
	return nil
}

// act is what is done next about an order; more tells whether anything will be
// done after it.
func (p *past) act(tx *store.Tx, e *errand) (x pressed, more bool, err error) {
	if e.no == 0 {
		if e.no, err = tx.OrderByMessage(p.groupOf(e.grid), e.message, ""); err != nil || e.no == 0 {
			return x, false, err
		}
	}
	o, err := tx.Order(e.no)
	if err != nil {
		return x, false, err
	}
	cards, err := tx.Cards(e.no)
	if err != nil {
		return x, false, err
	}
	switch {
	case e.fate == withdrawn && o.State.Open():
		x := p.tap(cards, "group", e.resident, "withdraw")
		x.again = true // the bot asks whether they mean it
		return x, false, nil
	case e.fate == ignored:
		e.step++
		if e.step == neglected { // in the end somebody does
			e.fate, e.step = judged, 0
		}
		return x, true, nil
	case o.State == order.New:
		return p.steer(tx, o, cards, e)
	case o.State == order.Offered && e.fate == refused:
		return p.tap(cards, "unit:"+o.Unit, 0, "decline", "busy"), true, nil
	case o.State == order.Offered:
		return p.tap(cards, "unit:"+o.Unit, 0, "accept"), true, nil
	case o.State == order.Done && e.fate == judged:
		return p.tap(cards, "group", e.resident, "rate", fmt.Sprint(1+max(0, p.random.IntN(10)-7))), false, nil
	case o.State == order.Accepted:
		return p.work(o, cards, e)
	}
	return x, false, nil
}

// work is what the taker does, one thing after the other.
func (p *past) work(o order.Order, cards []store.Post, e *errand) (pressed, bool, error) {
	e.step++
	switch {
	case e.step == 1:
		return p.tap(cards, "taker", o.Taker, "promise", "tomorrow"), e.fate != halfway, nil
	case e.fate == paused:
		return p.tap(cards, "taker", o.Taker, "wait", "parts", "h7"), false, nil
	case p.busy[o.Taker]:
		e.step--
		return pressed{}, true, nil
	}
	p.busy[o.Taker] = true
	x := p.tap(cards, "taker", o.Taker, "finish")
	x.photo = p.c.Category(o.Category).Evidence == order.EvidencePhoto
	x.words = reports[p.random.IntN(len(reports))].In(p.lang)
	return x, e.fate == judged && e.step < 5, nil
}

// steer is what the desk does with an order that no rule dispatched.
func (p *past) steer(tx *store.Tx, o order.Order, cards []store.Post, e *errand) (pressed, bool, error) {
	if e.fate == refused {
		return p.tap(cards, "desk", 0, "refuse", "elsewhere"), false, nil
	}
	var near []order.Unit
	for i := range p.c.Units {
		if p.c.WorksIn(&p.c.Units[i], o.Area) {
			near = append(near, p.c.Units[i])
		}
	}
	loads, err := tx.Loads(near)
	if err != nil {
		return pressed{}, false, err
	}
	for _, r := range p.c.Rank(o, order.Field{Loads: loads, Now: tx.Now().In(p.c.Zone())}) {
		if r.Open() {
			return p.tap(cards, "desk", 0, "offer", r.Unit.Key), true, nil
		}
	}
	return pressed{}, false, nil
}

// tap is a press on the order's card of that view: by the person, or, for 0, by
// anybody who sees it.
func (p *past) tap(cards []store.Post, view string, who int64, verb string, args ...string) pressed {
	for _, c := range cards {
		if c.View != view || c.MessageID == 0 || who != 0 && c.Chat > 0 && c.Chat != who {
			continue
		}
		x := pressed{who: who, chat: c.Chat, message: c.MessageID}
		switch {
		case who == 0 && c.Chat > 0:
			x.who = c.Chat
		case who == 0:
			in := p.inside[c.Chat]
			for x.who = in[p.random.IntN(len(in))]; !p.by[x.who].Started; { // others could not be asked anything later
				x.who = in[p.random.IntN(len(in))]
			}
		}
		x.data = strings.Join(append([]string{"1", verb, fmt.Sprint(c.Order)}, args...), ":")
		return x
	}
	return pressed{}
}

// shortlist are the people whom the page shows first.
func (p *past) shortlist() []sim.Screen {
	screen := func(user, chat int64, zh, en string) sim.Screen {
		return sim.Screen{User: user, Chat: chat, Label: pick(p.lang, zh, en)}
	}
	with := func(role order.Role, area, unit string) int64 {
		for _, m := range p.members {
			if m.Role == role && m.Area == area && m.Unit == unit && p.by[m.Person].Started {
				return m.Person
			}
		}
		return p.owner
	}
	dispatcher, leader := with(order.RoleDispatcher, communityKey(0), ""), with(order.RoleLeader, gridKey(0), "")
	worker, resident := with(order.RoleUnit, "", "property-"+communityKey(0)), p.lives[gridKey(0)][0]
	for _, id := range p.lives[gridKey(0)] {
		if p.by[id].Started {
			resident = id
			break
		}
	}
	desk, unit := dispatcher, worker
	for _, g := range p.groups {
		switch {
		case g.Purpose == store.ForDesk && g.Area == communityKey(0):
			desk = g.ID
		case g.Unit == "property-"+communityKey(0):
			unit = g.ID
		}
	}
	role := func(key string) string { return texts.Say(p.lang, "role."+key) }
	name := func(id int64) string { return p.by[id].Name }
	label := func(id int64, what string) string { return what + " " + name(id) }
	return []sim.Screen{
		screen(resident, p.groupOf(gridKey(0)), "居民 "+name(resident), "Resident "+name(resident)),
		screen(dispatcher, desk, label(dispatcher, role("dispatcher")), label(dispatcher, role("dispatcher"))),
		screen(worker, unit, "物业 "+name(worker), "Property "+name(worker)),
		screen(leader, leader, label(leader, role("leader")), label(leader, role("leader"))),
		screen(p.owner, p.owner, label(p.owner, role("owner")), label(p.owner, role("owner"))),
	}
}
