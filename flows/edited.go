package flows

import (
	"strings"

	"huiyin/order"
)

// edited follows a message that was changed after it had become an order, and
// takes one that names the bot only since it was changed.
func (s *step) edited() error {
	m := s.in.Message
	if s.in.Chat.Private {
		return s.editDraft()
	}
	no, err := s.tx.OrderByMessage(s.in.Chat.ID, m.ID, "")
	if err != nil {
		return err
	}
	if no == 0 {
		return s.namedLater()
	}
	o, err := s.tx.Order(no)
	if err != nil {
		return err
	}
	text := strings.TrimSpace(clipRunes(m.Text, longest))
	if text == "" || text == o.Text || !s.can(o, order.Edit) {
		return nil
	}
	if err := s.notEnough(o); err != nil {
		return err
	}
	err = s.act(&o, order.Edit, "", func(o *order.Order) error { o.Text = text; return nil })
	if err != nil {
		return err
	}
	return s.refresh(o, false)
}

// namedLater makes an order of a message whose writer forgot to name the bot and
// added that. What was a command, or an answer to the bot, was handled when it
// was said; and of the messages of an album only the first becomes an order.
func (s *step) namedLater() error {
	m := s.in.Message
	answered := m.ReplyTo != nil && m.ReplyTo.ToBot
	if !m.Addressed || answered || m.Command != "" && m.Command != "order" {
		return nil
	}
	chat, _, err := s.tx.Chat(s.in.Chat.ID)
	if err != nil {
		return err
	}
	if chat.Purpose == "" {
		return s.reply(Outgoing{Text: s.t("group.unbound")})
	}
	return s.groupOrder(chat)
}

// hint says why a message becomes no order. Who changes a message was told when
// they said it, and is not told again at each change.
func (s *step) hint(m Outgoing) error {
	if s.in.Kind == Edited {
		return nil
	}
	return s.reply(m)
}
