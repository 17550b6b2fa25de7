package flows

import (
	"fmt"
	"strconv"

	"huiyin/order"
	"huiyin/store"
)

// Why a post can never be delivered.
const (
	whyBlocked = "blocked" // the person stopped the bot
	whyGone    = "gone"    // the bot is not in the group any more
)

// Undelivered handles that a post can't be delivered, now or later: whoever
// else must know is told, once.
func (f *Flows) Undelivered(tx *store.Tx, p store.Post, why string) error {
	s, err := f.begin(tx, Input{})
	if err != nil {
		return err
	}
	switch {
	case why == whyGone && p.Chat < 0:
		return s.chatGone(p.Chat)
	case why != whyBlocked || p.Chat <= 0:
		return nil
	}
	if _, known, err := tx.Person(p.Chat); err != nil || !known {
		if err != nil {
			return err
		}
		return tx.Forget(p.ID) // they were forgotten meanwhile: so is this
	}
	if err := s.stopped(p.Chat); err != nil || p.Order == 0 {
		return err
	}
	o, err := tx.Order(p.Order)
	if isRefusal(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := s.unreachable(o, p.Chat); err != nil {
		return err
	}
	if err := s.echoLost(o, p); err != nil {
		return err
	}
	return s.unheard(o, p)
}

// echoLost has an echo that did not arrive in private said in the group, where the
// resident asked: they stopped the bot while it was not looking.
func (s *step) echoLost(o order.Order, p store.Post) error {
	if p.Chat != o.Resident || p.View != "" || o.Chat >= 0 || !o.State.Open() {
		return nil
	}
	return s.tx.SetTimer(timerEcho, scope(o.No), s.now)
}

// stopped remembers that a person can't be reached any more. Whatever they
// hold, and whatever they asked for in private, must not wait for them unseen.
func (s *step) stopped(person int64) error {
	if err := s.tx.SetBlocked(person, true); err != nil {
		return err
	}
	if err := s.redrawHeld(person); err != nil {
		return err
	}
	taken, err := s.tx.TakenBy(person)
	if err != nil {
		return err
	}
	asked, err := s.tx.OpenOf(person)
	if err != nil {
		return err
	}
	for _, o := range append(taken, asked...) {
		if err := s.unreachable(o, person); err != nil {
			return err
		}
	}
	return nil
}

// unreachable tells whoever steers the order that a person it depends on can't
// be reached any more.
func (s *step) unreachable(o order.Order, person int64) error {
	if !o.State.Open() {
		return nil
	}
	switch {
	case o.State.Taken() && person == o.Taker:
		return s.tellDesk(o, person, "unreachable.taker")
	case person == o.Resident:
		return s.residentUnreachable(o)
	}
	alone, err := s.lastAsked(o, person)
	if err != nil {
		return err
	}
	if alone {
		return s.tellDesk(o, person, "unreachable.asked")
	}
	return s.placeEmpty(o, person)
}

// placeEmpty passes on what was for somebody who was the only one in their place
// of the order: the dispatcher, the grid leader, the officer. An order that
// waits to be dispatched must not wait for the next reminder as well.
func (s *step) placeEmpty(o order.Order, person int64) error {
	for _, place := range []struct {
		role      order.Role
		kind, key string
	}{
		{order.RoleDispatcher, order.KindCommunity, "unreachable.dispatcher"},
		{order.RoleLeader, order.KindGrid, "unreachable.leader"},
		{order.RoleOfficer, order.KindStreet, "unreachable.officer"},
	} {
		alone, err := s.onlyOne(o, person, place.role, place.kind)
		if err != nil || !alone {
			if err != nil {
				return err
			}
			continue
		}
		if place.role == order.RoleDispatcher && o.State == order.New {
			desk, err := s.desk(o.Area)
			if err != nil {
				return err
			}
			if err := s.cards(o, viewDesk, desk, false); err != nil {
				return err
			}
		}
		if err := s.tellDesk(o, person, place.key); err != nil {
			return err
		}
	}
	return nil
}

// residentUnreachable matters only where the order came in private: in a group
// the card goes on telling them.
func (s *step) residentUnreachable(o order.Order) error {
	if o.Chat < 0 {
		return nil
	}
	to, ok, err := s.reach(o.Taker)
	if err != nil {
		return err
	}
	if o.State.Taken() && ok {
		return s.tellOnce(o, o.Resident, []target{to}, "unreachable.resident")
	}
	return s.tellDesk(o, o.Resident, "unreachable.resident")
}

// lastAsked reports whether the person is of a unit that was asked and that
// nobody else can be reached in.
func (s *step) lastAsked(o order.Order, person int64) (bool, error) {
	units, err := s.asked(o)
	if err != nil {
		return false, err
	}
	roles, err := s.tx.RolesOf(person)
	if err != nil {
		return false, err
	}
	for _, m := range roles {
		if m.Unit == "" || !known(units, m.Unit) {
			continue
		}
		others, err := s.unit(m.Unit)
		if err != nil || len(others) == 0 {
			return err == nil, err
		}
	}
	return false, nil
}

// onlyOne reports whether the person has the role where the order lies and
// nobody else who has it can be reached.
func (s *step) onlyOne(o order.Order, person int64, role order.Role, kind string) (bool, error) {
	area := s.c.Above(o.Area, kind)
	if area == nil {
		return false, nil
	}
	members, err := s.tx.MembersWith(role, area.Key)
	if err != nil {
		return false, err
	}
	mine := false
	for _, m := range members {
		mine = mine || m.Person == person
	}
	if !mine {
		return false, nil
	}
	others, err := s.reachMembers(members, nil)
	return len(others) == 0, err
}

func (s *step) tellDesk(o order.Order, person int64, key string) error {
	desk, err := s.desk(o.Area)
	if err != nil {
		return err
	}
	return s.tellOnce(o, person, desk, key)
}

// jobUnreachable is told once per order, person and day.
const jobUnreachable = "unreachable"

func (s *step) tellOnce(o order.Order, person int64, list []target, key string) error {
	id := strconv.FormatInt(person, 10)
	first, err := s.tx.RunOnce(jobUnreachable, scope(o.No)+":"+id, s.now.In(s.c.Zone()).Format("2006-01-02"))
	if err != nil || !first {
		return err
	}
	p, _, err := s.tx.Person(person)
	if err != nil {
		return err
	}
	for _, to := range list {
		name := orText(p.Name, say(to.lang, "card.somebody"))
		if to.person == 0 && person == o.Resident && s.sensitive(o) {
			name = say(to.lang, "card.somebody")
		}
		text := say(to.lang, key, "No", number(o.No), "Name", name)
		err := s.tx.Say(store.Post{Chat: to.chat, Slot: jobUnreachable + ":" + id, Order: o.No, Body: encode(Outgoing{Text: text}), Fresh: true})
		if err != nil {
			return err
		}
	}
	return nil
}

// blocked handles that a person stopped the bot, or started it again.
func (s *step) blocked(stopped bool) error {
	id := s.in.Person.ID
	p, known, err := s.tx.Person(id)
	if err != nil || !known || p.Blocked == stopped {
		return err
	}
	if stopped {
		return s.stopped(id)
	}
	if err := s.tx.SetBlocked(id, false); err != nil {
		return err
	}
	return s.redrawHeld(id)
}

const jobUnreadable = "unreadable"

// unreadable tells the owners of an update that was put aside. When Telegram
// changes, there may be many.
func (s *step) unreadable() error {
	tell, last, err := s.seldom(jobUnreadable, "")
	if err != nil || !tell {
		return err
	}
	if last {
		return s.tellOwners("owner.unreadable_last", "Update", s.in.Update)
	}
	return s.tellOwners("owner.unreadable", "Update", s.in.Update)
}

// jobFlood is told once per group, person and hour.
const jobFlood = "flood"

// flooding tells a person that what they sent was not kept: in private, or where
// the bot can't write to them, in answer to their message in the group, without a
// sound and seldom. Who pressed a button was told by its answer.
func (s *step) flooding() error {
	to, ok, err := s.reach(s.in.Person.ID)
	if err != nil {
		return err
	}
	if ok {
		return s.say(to, 0, Outgoing{Text: say(to.lang, "flood.slow")})
	}
	if s.in.Chat.Private || s.in.Message.ID == 0 {
		return nil
	}
	c, known, err := s.tx.Chat(s.in.Chat.ID)
	if err != nil || !known || !c.Active {
		return err
	}
	first, err := s.tx.RunOnce(jobFlood, fmt.Sprintf("%d:%d", c.ID, s.in.Person.ID), s.now.UTC().Format("2006-01-02 15"))
	if err != nil || !first {
		return err
	}
	return s.reply(Outgoing{Text: say(s.chatLang(c), "flood.slow"), Silent: true})
}
