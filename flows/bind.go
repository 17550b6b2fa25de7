package flows

import (
	"strconv"

	"huiyin/order"
	"huiyin/store"
)

// purposes lists what a group can be for, in the order of the buttons.
var purposes = []string{store.ForResidents, store.ForUnit, store.ForVolunteers, store.ForDesk}

// here is the group that the input came from, with the title it has now.
func (s *step) here() (store.Chat, error) {
	c, ok, err := s.tx.Chat(s.in.Chat.ID)
	if err != nil {
		return c, err
	}
	if ok && c.Active && (s.in.Chat.Title == "" || c.Title == s.in.Chat.Title) {
		return c, nil
	}
	c.Active = true
	if s.in.Chat.Title != "" {
		c.Title = s.in.Chat.Title
	}
	return c, s.tx.SaveChat(c)
}

// bind is /bind: it asks what the group is for.
func (s *step) bind(fresh bool) error {
	if s.in.Chat.Private {
		return s.addGroup()
	}
	c, err := s.here()
	if err != nil {
		return err
	}
	if s.in.Anonymous {
		// A button tells who presses it, even where a message does not.
		return s.reply(Outgoing{Text: s.t("bind.anonymous"), Buttons: [][]Button{{{Text: s.t("bind.its_me"), Data: data("bind", "top")}}}})
	}
	if !s.steering().some(order.Bind) {
		return s.reply(Outgoing{Text: s.t("bind.no_right")})
	}
	if !s.steering().binds(c) {
		return s.reply(Outgoing{Text: s.t("bind.not_yours", "What", s.chatPurpose(c, s.lang))})
	}
	return s.panel(slotBind, s.bindTop(c), fresh)
}

// bindTop shows what the group is for, or asks.
func (s *step) bindTop(c store.Chat) Outgoing {
	if c.Purpose == "" {
		return s.bindPurposes()
	}
	return Outgoing{Text: s.t("bind.is", "What", s.chatPurpose(c, s.lang)), Buttons: [][]Button{
		{{Text: s.t("bind.change"), Data: data("bind", "new")}, {Text: s.t("bind.off"), Data: data("bind", "off")}},
		{{Text: s.t("choose.close"), Data: data("close")}},
	}}
}

func (s *step) bindPurposes() Outgoing {
	m := Outgoing{Text: s.t("bind.what")}
	for _, what := range purposes {
		if len(s.choices(order.Bind, what, "")) > 0 {
			m.Buttons = append(m.Buttons, []Button{{Text: s.t("purpose." + what), Data: data("bind", what, "in")}})
		}
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("choose.close"), Data: data("close")}})
	return m
}

// tapBind goes on with /bind. Rights are judged anew with every tap.
func (s *step) tapBind(p press) error {
	if s.in.Chat.Private {
		return order.ErrButton
	}
	c, err := s.here()
	if err != nil {
		return err
	}
	if !s.steering().binds(c) || !s.steering().some(order.Bind) {
		s.alert("bind.no_right")
		return nil
	}
	what := p.arg(0)
	switch {
	case what == "top":
		return s.panel(slotBind, s.bindTop(c), false)
	case what == "new":
		return s.panel(slotBind, s.bindPurposes(), false)
	case what == "off":
		return s.unbind(c)
	case !known(purposes, what):
		return order.ErrButton
	case p.arg(1) == "at":
		return s.bindTo(c, what, p.arg(2))
	}
	if key, ok := s.only(order.Bind, what); ok && p.arg(2) == "" {
		return s.bindTo(c, what, key)
	}
	page, _ := strconv.Atoi(p.arg(3)) // none is the first
	return s.panel(slotBind, Outgoing{Text: s.t("bind.which", "What", s.t("purpose."+what)), Buttons: s.chooser(order.Bind, "bind", what, p.arg(2), page)}, false)
}

// bindTo binds the group, and says there how to use the bot.
func (s *step) bindTo(c store.Chat, what, key string) error {
	if !s.steering().chosen(order.Bind, what, key) {
		return order.ErrButton
	}
	text, err := s.bound(&c, what, key)
	if err != nil {
		return err
	}
	return s.panel(slotBind, Outgoing{Text: text}, false)
}

// bound makes the group what was chosen, and gives what is to be said there.
func (s *step) bound(c *store.Chat, what, key string) (text string, err error) {
	c.Purpose, c.Area, c.Unit = what, key, ""
	if u := s.c.Unit(key); u != nil && (what == store.ForUnit || what == store.ForVolunteers) {
		c.Area, c.Unit = s.unitArea(u), key
	}
	if err := s.tx.SaveChat(*c); err != nil {
		return "", err
	}
	if err := s.groupMenu(*c); err != nil {
		return "", err
	}
	lang := s.chatLang(*c)
	s.toast("bind.done_toast")
	return say(lang, "bind.done", "What", s.chatPurpose(*c, lang)) + "\n" + s.groupUsage(*c, lang), nil
}

// unitArea is where a unit's group belongs: the one area that the unit works
// in, or the one community that there is.
func (s *step) unitArea(u *order.Unit) string {
	if len(u.Areas) == 1 {
		return u.Areas[0]
	}
	if list := s.c.Below("", order.KindCommunity); len(list) == 1 {
		return list[0].Key
	}
	return ""
}

func (s *step) unbind(c store.Chat) error {
	c.Purpose, c.Area, c.Unit = "", "", ""
	if err := s.tx.SaveChat(c); err != nil {
		return err
	}
	if err := s.groupMenu(c); err != nil {
		return err
	}
	s.toast("bind.off_toast")
	return s.panel(slotBind, Outgoing{Text: s.t("bind.off_done")}, false)
}

// chatPurpose names what a group is for: "居民群 · 新田一网格".
func (s *step) chatPurpose(c store.Chat, lang string) string {
	if c.Purpose == "" {
		return say(lang, "purpose.none")
	}
	return say(lang, "purpose."+c.Purpose) + " · " + s.placeOrUnit(c.Area, c.Unit, lang)
}

func (s *step) placeOrUnit(area, unit, lang string) string {
	if u := s.c.Unit(unit); u != nil {
		return u.Name.In(lang)
	}
	return placeName(s.c, area, lang)
}

// groupUsage is how to use the bot in the group, in one line.
func (s *step) groupUsage(c store.Chat, lang string) string {
	if c.Purpose == "" {
		return say(lang, "group.unbound")
	}
	if c.Purpose == store.ForResidents {
		return s.at(c.Area).own(lang, "group", "Bot", "@"+s.bot())
	}
	return say(lang, "usage.group."+c.Purpose)
}
