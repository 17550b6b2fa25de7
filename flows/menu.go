package flows

import (
	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

const slotMenu = "menu"

// menu sets the commands that the person sees in private.
func (s *step) menu() error {
	if !s.in.Chat.Private || s.me.ID == 0 {
		return nil
	}
	return s.tx.Say(store.Post{Kind: store.PostMenu, Chat: s.me.ID, Slot: slotMenu, Body: encode(s.privateMenu())})
}

func (s *step) privateMenu() Menu {
	names := []string{"order", "my", "cancel"}
	if len(s.actor.Members) > 0 {
		names = append(names, "duty", "leave")
	}
	if len(s.grids()) > 0 {
		names = append(names, "grid")
	}
	if s.steering().gives() {
		names = append(names, "invite")
	}
	if s.steering().takes() {
		names = append(names, "people")
	}
	if s.steering().some(order.Bind) {
		names = append(names, "bind")
	}
	if s.steering().some(order.Overview) {
		names = append(names, "areas")
	}
	if s.steering().some(order.AdjustHours, order.AdjustLimits) {
		names = append(names, "settings")
	}
	if s.steering().some(order.Doctor) {
		names = append(names, "doctor")
	}
	if s.steering().some(order.Roster) {
		names = append(names, "roster")
	}
	return menuOf(s.lang, append(names, "help", "language", "privacy", "mydata", "forget")...)
}

// groupMenu sets the commands that everybody sees in the group.
func (s *step) groupMenu(c store.Chat) error {
	return s.tx.Say(store.Post{Kind: store.PostMenu, Chat: c.ID, Slot: slotMenu, Body: encode(s.menuFor(c))})
}

func (s *step) menuFor(c store.Chat) Menu {
	lang := s.chatLang(c)
	switch c.Purpose {
	case "":
		return menuOf(lang, "bind", "help")
	case store.ForDesk:
		return menuOf(lang, "order", "bind", "help")
	case store.ForResidents:
		return menuOf(lang, "order", "help", "privacy")
	}
	return menuOf(lang, "duty", "help", "privacy")
}

func menuOf(lang string, names ...string) Menu {
	m := Menu{Commands: make([]MenuCommand, len(names))}
	for i, n := range names {
		m.Commands[i] = MenuCommand{n, say(lang, "menu."+n)}
	}
	return m
}

// DefaultMenus sets the commands that people see before they have pressed
// Start, in both languages. It may be called at every start of the program:
// what stands already is not sent again.
func (f *Flows) DefaultMenus(tx *store.Tx) error {
	for _, lang := range []string{"", texts.ZH, texts.EN} {
		words := lang
		if words == "" { // Telegram languages that are neither
			c, err := tx.Community()
			if err != nil || c == nil {
				return err
			}
			words = c.Language
		}
		m := menuOf(words, "order", "help", "language", "privacy")
		m.Language = lang
		if err := tx.Say(store.Post{Kind: store.PostMenu, Slot: slotMenu + ":" + lang, Body: encode(m)}); err != nil {
			return err
		}
	}
	return nil
}
