package flows

import (
	"strings"
	"time"

	"huiyin/order"
	"huiyin/store"
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
	if s.can(o, order.Relay) {
		return true, s.relay(o)
	}
	if handled, err := s.addWords(o, p); handled || err != nil {
		return handled, err
	}
	return s.in.Message.Command == "", nil // not theirs: talk among neighbours
}

// addWords takes what the resident replies to their own card, while nobody has
// taken the order yet, as more of the order.
func (s *step) addWords(o order.Order, card store.Post) (handled bool, err error) {
	m := s.in.Message
	mine := card.View == viewGroup || card.View == viewResident
	if !mine || m.Command != "" || (m.Text == "" && len(m.Media) == 0) || !s.can(o, order.Edit) {
		return false, nil
	}
	if err := s.notEnough(o); err != nil {
		return true, err
	}
	text := strings.TrimSpace(clipRunes(o.Text+"\n"+m.Text, longest))
	if err := s.act(&o, order.Edit, "", func(o *order.Order) error { o.Text = text; return nil }); err != nil {
		return true, err
	}
	if err := s.refresh(o, false); err != nil {
		return true, err
	}
	if len(m.Media) > 0 {
		if err := s.addFiles(o.No, nil); err != nil {
			return true, err
		}
	}
	if s.in.Chat.Private {
		return true, s.reply(Outgoing{Text: s.t("intake.added", "No", number(o.No))})
	}
	return true, s.tx.Say(store.Post{Kind: store.PostReact, Chat: s.in.Chat.ID, MessageID: m.ID, Body: encode(Reaction{"👀"})})
}

// answerToRelayed handles a reply to what the other side said. It goes before
// whatever else the bot has asked meanwhile: a reply says whom it is meant for.
func (s *step) answerToRelayed() (handled bool, err error) {
	r := s.in.Message.ReplyTo
	if r == nil || !r.ToBot {
		return false, nil
	}
	p, ok, err := s.tx.PostOf(s.in.Chat.ID, r.ID)
	if err != nil || !ok || p.Slot != "" {
		return false, err // a card, or the question itself
	}
	return s.replyInPrivate()
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
		return s.addWords(o, p)
	}
	return true, s.relay(o)
}

// mostSaid is how much one person says about one order in a day: far more than
// people need, and far less than what would fill the ledger.
const mostSaid = 50

// notEnough refuses when the person has said that much.
func (s *step) notEnough(o order.Order) error {
	n, err := s.tx.CountSaid(o.No, s.me.ID, s.now.Add(-24*time.Hour))
	if err == nil && n >= mostSaid {
		err = order.ErrEnough
	}
	return err
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
	if err := s.notEnough(o); err != nil {
		return err
	}
	from, other := "relay.from_resident", o.Taker
	to, ok, err := s.reach(other)
	if by&order.Taker != 0 && s.me.ID != o.Resident {
		from = "relay.from_taker"
		to, ok, err = s.residentAt(o)
		ok = ok && !to.veiled
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
