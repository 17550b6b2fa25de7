package flows

import (
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// passFor is how long a link that binds a group can be used.
const passFor = 24 * time.Hour

// newGroup stands in a button for a group that the bot is not in yet.
const newGroup = "new"

// addGroup is /bind in private: it asks what the group will be for.
func (s *step) addGroup() error {
	if !s.steering().some(order.Bind) {
		return s.reply(Outgoing{Text: s.t("bind.no_right")})
	}
	return s.panel(slotGroup, s.groupTop(newGroup), true)
}

// groupTop asks what the group is for.
func (s *step) groupTop(chat string) Outgoing {
	m := Outgoing{Text: s.t("group.what")}
	for _, what := range purposes {
		if len(s.choices(order.Bind, what, "")) > 0 {
			m.Buttons = append(m.Buttons, []Button{{Text: s.t("purpose." + what), Data: data("group", chat, what, "in")}})
		}
	}
	if chat == newGroup {
		m.Buttons = append(m.Buttons, []Button{{Text: s.t("pick.known"), Data: data("group", knownGroup, "pick")}})
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("choose.close"), Data: data("close")}})
	return m
}

// tapGroup goes on with adding a group: chat:purpose:at:key, or to look inside,
// chat:purpose:in:key:page. Rights are judged anew with every tap.
func (s *step) tapGroup(p press) error {
	if !s.in.Chat.Private {
		return order.ErrButton
	}
	if !s.steering().some(order.Bind) {
		s.alert("bind.no_right")
		return nil
	}
	chat, what, key := p.arg(0), p.arg(1), p.arg(3)
	switch {
	case chat == "top":
		return s.addGroup()
	case chat != newGroup && chat != knownGroup:
		return order.ErrButton
	case what == "new":
		return s.panel(slotGroup, s.groupTop(chat), false)
	case what == "pick":
		return s.askGroup()
	case !known(purposes, what):
		return order.ErrButton
	case p.arg(2) == "at":
		return s.groupFor(chat, what, key)
	}
	if only, ok := s.only(order.Bind, what); ok && key == "" {
		return s.groupFor(chat, what, only)
	}
	page, _ := strconv.Atoi(p.arg(4)) // none is the first
	return s.panel(slotGroup, Outgoing{Text: s.t("bind.which", "What", s.t("purpose."+what)),
		Buttons: s.chooser(order.Bind, "group:"+chat, what, key, page)}, false)
}

// groupFor binds the group that was picked, or gives the link for one that the
// bot is not in yet.
func (s *step) groupFor(chat, what, key string) error {
	if chat == knownGroup {
		return s.bindPicked(what, key)
	}
	if !s.steering().chosen(order.Bind, what, key) {
		return order.ErrButton
	}
	p := pass{purpose: what, place: placeMark(key), by: s.me.ID, until: s.now.Add(passFor)}
	if _, err := io.ReadFull(s.random, p.nonce[:]); err != nil {
		return fmt.Errorf("draw a code: %w", err)
	}
	c := store.Chat{Purpose: what, Area: key}
	if what == store.ForUnit || what == store.ForVolunteers {
		c.Area, c.Unit = "", key
	}
	return s.panel(slotGroup, Outgoing{Text: s.t("group.link", "What", s.chatPurpose(c, s.lang), "Until", s.clock(s.lang, p.until)), Buttons: [][]Button{
		{{Text: s.t("group.choose"), URL: s.groupLink(p.code(s.tx.Sign))}},
		{{Text: s.t("group.more"), Data: data("group", newGroup, "new")}, {Text: s.t("choose.close"), Data: data("close")}},
	}}, false)
}

// groupLink opens Telegram's choice of a group to add the bot to. It asks for no
// rights of an admin: the bot needs none, and an admin hears every word.
func (f *Flows) groupLink(code string) string {
	return "https://t.me/" + f.bot() + "?startgroup=" + passPrefix + code
}

// bindByLink binds the group that the bot came into by a link. Both who made the
// link and who uses it must have the right.
func (s *step) bindByLink(code string) error {
	c, err := s.here()
	if err != nil {
		return err
	}
	if s.in.Anonymous { // nobody can tell who uses it; a tap does
		return s.bind(false)
	}
	p, ok := readPass(code, s.tx.Sign)
	if !ok {
		return s.reply(Outgoing{Text: s.t("group.wrong")})
	}
	key := p.key(s.c)
	if refusal, err := s.refusePass(p, key, c); err != nil || refusal != "" {
		if err != nil {
			return err
		}
		return s.reply(Outgoing{Text: s.t(refusal, "What", s.chatPurpose(c, s.lang))})
	}
	mark := hex.EncodeToString(s.tx.Sign([]byte(code))[:16])
	bound, err := s.tx.Redeem(mark, s.in.Chat.ID, p.until)
	switch {
	case err != nil:
		return fmt.Errorf("redeem link: %w", err)
	case bound != s.in.Chat.ID:
		return s.reply(Outgoing{Text: s.t("group.used")})
	case c.Purpose == p.purpose && orText(c.Unit, c.Area) == key:
		return s.panel(slotBind, s.bindTop(c), true)
	}
	return s.bindTo(c, p.purpose, key)
}

// refusePass says why the link does not bind the group; "" when it does. What
// is wrong with the link is told only to those who may bind groups at all.
func (s *step) refusePass(p pass, key string, c store.Chat) (refusal string, err error) {
	switch {
	case !s.steering().some(order.Bind):
		return "bind.no_right", nil
	case !s.now.Before(p.until):
		return "group.expired", nil
	case key == "":
		return "group.no_place", nil
	case !s.steering().binds(c):
		return "bind.not_yours", nil
	case !s.steering().chosen(order.Bind, p.purpose, key):
		return "group.not_yours", nil
	}
	members, err := s.tx.RolesOf(p.by)
	if err == nil && !(steering{s.c, members}).chosen(order.Bind, p.purpose, key) {
		refusal = "group.maker"
	}
	return refusal, err
}
