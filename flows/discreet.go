package flows

import (
	"huiyin/order"
	"huiyin/store"
)

// What is sensitive is nobody else's business. A group learns the number and
// the state of such an order and no more; what it is about is read in private,
// by whoever steers and by the one who took it.

// sensitive reports whether the order is never shown in a group.
func (s *step) sensitive(o order.Order) bool { return s.c.Sensitive(o.Category) }

// privately leaves out the groups when the order is not for them.
func (s *step) privately(o order.Order, list []target) []target {
	if !s.sensitive(o) {
		return list
	}
	var people []target
	for _, to := range list {
		if to.person != 0 {
			people = append(people, to)
		}
	}
	return people
}

// elsewhereLink is the button to the bot's private chat, where the order is shown to
// whoever may see it.
func (s *step) elsewhereLink(no int64, lang string) []Button {
	return []Button{{Text: say(lang, "button.private"), URL: s.startLink("o" + scope(no))}}
}

// news stands in a group in place of what is said to the resident there.
func (s *step) news(no int64, lang string) Outgoing {
	return Outgoing{Text: say(lang, "secret.news", "No", number(no)), Buttons: [][]Button{s.elsewhereLink(no, lang)}}
}

// secretCard is the card in the residents' group: the title has said all.
func (d *drawing) secretCard() (Outgoing, error) {
	if d.o.State.Open() || d.o.State == order.Done {
		d.buttons = append(d.buttons, d.elsewhereLink(d.o.No, d.lang))
	}
	return d.done()
}

// takeSecretly answers a message in a group that became such an order. There
// is no reaction, and the card is no reply: both would point at what was said.
// The message stays, because it is the resident's own; that they can delete it
// is told to them alone.
func (s *step) takeSecretly(o order.Order, chat store.Chat) error {
	if err := s.card(o, viewGroup, target{chat: o.Chat, thread: o.Thread, lang: s.chatLang(chat)}, false); err != nil {
		return err
	}
	return s.residentCard(o)
}
