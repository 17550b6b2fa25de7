package flows

import (
	"strings"

	"huiyin/order"
	"huiyin/texts"
)

// tapMessage asks for a message to the other side.
func (s *step) tapMessage(o order.Order, _ press) error {
	if _, _, err := s.may(o, order.Relay); err != nil {
		return err
	}
	return s.ask(o, dialogRelay, "ask.relay")
}

// replyToCard handles a reply to one of the bot's messages in a group.
// Whatever is not for an order there is chatter.
func (s *step) replyToCard() (handled bool, err error) {
	if handled, err := s.answerDialog(); handled || err != nil {
		return handled, err
	}
	p, ok, err := s.tx.PostOf(s.in.Chat.ID, s.in.Message.ReplyTo.ID)
	if err != nil || !ok || p.Order == 0 {
		return false, err
	}
	o, err := s.tx.Order(p.Order)
	if err != nil {
		return true, err
	}
	if !s.can(o, order.Relay) {
		// Not theirs, or nobody took it yet: talk among neighbours.
		return s.in.Message.Command == "", nil
	}
	return true, s.relay(o)
}

// replyInPrivate handles a reply to a message about an order, in private.
func (s *step) replyInPrivate() (handled bool, err error) {
	r := s.in.Message.ReplyTo
	if r == nil || !r.ToBot {
		return false, nil
	}
	p, ok, err := s.tx.PostOf(s.in.Chat.ID, r.ID)
	if err != nil || !ok || p.Order == 0 {
		return false, err
	}
	o, err := s.tx.Order(p.Order)
	if err != nil {
		return true, err
	}
	if !s.can(o, order.Relay) {
		return false, nil
	}
	return true, s.relay(o)
}

// relay passes a message between resident and taker, without phone numbers.
func (s *step) relay(o order.Order) error {
	m := s.in.Message
	if m.Odd != "" || (m.Text == "" && len(m.Media) == 0 && m.Place == nil) {
		return s.reply(Outgoing{Text: s.t("relay.odd")})
	}
	_, by, err := s.may(o, order.Relay)
	if err != nil {
		return err
	}
	from, other := "relay.from_resident", o.Taker
	to, ok, err := s.reach(other)
	if by&order.Taker != 0 && s.me.ID != o.Resident {
		from = "relay.from_taker"
		to, ok, err = s.residentAt(o)
	}
	if err != nil {
		return err
	}
	if !ok {
		return s.reply(Outgoing{Text: s.t("relay.unreachable")})
	}
	if err := s.act(&o, order.Relay, clipRunes(m.Text, longest), nil); err != nil {
		return err
	}
	var rich texts.Rich
	rich.Bold(say(to.lang, from, "No", number(o.No), "Name", s.me.Name)).Line("")
	if m.Text != "" {
		rich.Quote(texts.Clip(m.Text, quoted*2))
	}
	rich.Add(say(to.lang, "relay.how"))
	limit := 1024 // a caption is shorter than a text
	out := Outgoing{Text: strings.TrimRight(rich.Text(), "\n"), Entities: rich.Entities(), Media: m.Media, Place: m.Place}
	if len(m.Media) > 0 && texts.Units(out.Text) > limit {
		if err := s.say(to, o.No, Outgoing{Media: m.Media}); err != nil {
			return err
		}
		out.Media = nil
	}
	if err := s.say(to, o.No, out); err != nil {
		return err
	}
	if from == "relay.from_taker" {
		if err := s.echoed(&o); err != nil {
			return err
		}
	}
	if s.in.Chat.Private {
		return s.reply(Outgoing{Text: s.t("relay.done")})
	}
	return nil
}
