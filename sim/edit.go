package sim

import "time"

// deleteLife is how long a bot may delete a message, see deleteMessage in the
// Bot API; administrators of supergroups may delete any message of any age.
const deleteLife = 48 * time.Hour

// editable finds the message to edit. Only a bot's own message that was sent
// without a reply keyboard, and is neither forwarded nor a service message, can
// be edited.
func (s *Sim) editable(c *call) (*chat, *message, error) {
	if c.p.has("inline_message_id") {
		return nil, nil, bad("MESSAGE_ID_INVALID")
	}
	ch, err := s.writable(c.bot, c.p.str("chat_id"))
	if err != nil {
		return nil, nil, err
	}
	id := int(c.p.int("message_id"))
	if id <= 0 {
		return nil, nil, bad("message identifier is not specified")
	}
	m := ch.get(id)
	if m == nil {
		return nil, nil, bad("message to edit not found")
	}
	if m.From != c.bot.ID || m.Kind == "service" || m.Origin != "" {
		return nil, nil, bad("message can't be edited")
	}
	if k := m.Markup; k != nil && (k.Keys != nil || k.Force || k.Remove) {
		return nil, nil, bad("message can't be edited")
	}
	return ch, m, nil
}

// change applies an edit unless it changes nothing.
func (s *Sim) change(c *call, ch *chat, m, next *message) ([]byte, error) {
	if next.Markup != nil && next.Markup.Raw == "" {
		next.Markup = nil
	}
	if m.Text == next.Text && sameEntities(m.Ents, next.Ents) && m.File == next.File && m.Kind == next.Kind && sameMarkup(m.Markup, next.Markup) {
		return nil, bad("message is not modified: specified new message content and reply markup are exactly the same " +
			"as a current content and reply markup of the message")
	}
	if err := s.flooded(c.bot, ch, 1); err != nil {
		return nil, err
	}
	next.Edited = s.unix()
	next.Version++
	*m = *next
	s.count.Edits++
	s.event("edit", ch, m, c.bot.ID, "")
	return s.messageJSON(ch, m), nil
}

func (s *Sim) editText(c *call) ([]byte, error) {
	text, ents, err := c.p.textOf("text", "entities", "parse_mode", maxText)
	if err != nil {
		return nil, err
	}
	ch, m, err := s.editable(c)
	if err != nil {
		return nil, err
	}
	if m.Kind != "text" {
		return nil, bad("there is no text in the message to edit")
	}
	next := *m
	next.Text, next.Ents = text, ents
	if next.Markup, err = readMarkup(c.p, ch, true); err != nil {
		return nil, err
	}
	return s.change(c, ch, m, &next)
}

func (s *Sim) editCaption(c *call) ([]byte, error) {
	text, ents, err := c.p.textOf("caption", "caption_entities", "parse_mode", maxCaption)
	if err != nil {
		return nil, err
	}
	ch, m, err := s.editable(c)
	if err != nil {
		return nil, err
	}
	if m.File == "" || m.Kind == "sticker" || m.Kind == "video_note" {
		return nil, bad("there is no caption in the message to edit")
	}
	next := *m
	next.Text, next.Ents = text, ents
	if next.Markup, err = readMarkup(c.p, ch, true); err != nil {
		return nil, err
	}
	return s.change(c, ch, m, &next)
}

func (s *Sim) editMarkup(c *call) ([]byte, error) {
	ch, m, err := s.editable(c)
	if err != nil {
		return nil, err
	}
	next := *m
	if next.Markup, err = readMarkup(c.p, ch, true); err != nil {
		return nil, err
	}
	return s.change(c, ch, m, &next)
}

func (s *Sim) editMedia(c *call) ([]byte, error) {
	var it albumItem
	if !c.p.has("media") {
		return nil, bad("parameter \"media\" is required")
	}
	if err := c.p.json("media", &it); err != nil {
		return nil, bad("can't parse input media JSON object")
	}
	ch, m, err := s.editable(c)
	if err != nil {
		return nil, err
	}
	if m.File == "" && m.Kind != "text" || m.Kind == "sticker" || m.Kind == "voice" || m.Kind == "video_note" {
		return nil, bad("message can't be edited")
	}
	next := *m
	if err := s.fillItem(c.p, it, &next); err != nil {
		return nil, err
	}
	if m.Album != "" && next.Kind != m.Kind && (next.Kind == "document" || m.Kind == "document") {
		return nil, bad("can't use the media of the specified type in the album")
	}
	if next.Markup, err = readMarkup(c.p, ch, true); err != nil {
		return nil, err
	}
	return s.change(c, ch, m, &next)
}

// ephemeral finds the ephemeral message that a call names.
func (s *Sim) ephemeral(c *call, what string) (*chat, *message, error) {
	ch, err := s.writable(c.bot, c.p.str("chat_id"))
	if err != nil {
		return nil, nil, err
	}
	m := ch.get(-int(c.p.int("ephemeral_message_id")))
	if m == nil || m.Receiver != c.p.int("receiver_user_id") || m.From != c.bot.ID {
		return nil, nil, bad("message to " + what + " not found")
	}
	return ch, m, nil
}

func (s *Sim) editEphemeral(c *call) ([]byte, error) {
	text, ents, err := c.p.textOf("text", "entities", "parse_mode", maxText)
	if err != nil {
		return nil, err
	}
	ch, m, err := s.ephemeral(c, "edit")
	if err != nil {
		return nil, err
	}
	next := *m
	next.Text, next.Ents = text, ents
	if next.Markup, err = readMarkup(c.p, ch, true); err != nil {
		return nil, err
	}
	if _, err := s.change(c, ch, m, &next); err != nil {
		return nil, err
	}
	return isTrue(), nil
}

func (s *Sim) deleteEphemeral(c *call) ([]byte, error) {
	ch, m, err := s.ephemeral(c, "delete")
	if err != nil {
		return nil, err
	}
	s.erase(ch, m, c.bot.ID)
	s.count.Deletes++
	return isTrue(), nil
}

// erase deletes a message; polls and files stay, as they may be shared.
func (s *Sim) erase(ch *chat, m *message, by int64) {
	m.Deleted = true
	for i, id := range ch.Pins {
		if id == m.ID {
			ch.Pins = append(ch.Pins[:i:i], ch.Pins[i+1:]...)
			break
		}
	}
	s.event("delete", ch, m, by, "")
}

// mayDelete follows the list of deleteMessage in the Bot API.
func (s *Sim) mayDelete(t *bot, ch *chat, m *message) bool {
	young := s.now().Unix()-m.Date < int64(deleteLife/time.Second)
	if ch.Kind == "private" {
		return young
	}
	if ch.admin(t.ID) {
		return ch.Kind == "supergroup" || young
	}
	return young && m.From == t.ID && m.Kind != "service"
}

func (s *Sim) deleteMessage(c *call) ([]byte, error) {
	ch, err := s.writable(c.bot, c.p.str("chat_id"))
	if err != nil {
		return nil, err
	}
	id := int(c.p.int("message_id"))
	if id <= 0 {
		return nil, bad("message identifier is not specified")
	}
	m := ch.get(id)
	if m == nil {
		return nil, bad("message to delete not found")
	}
	if !s.mayDelete(c.bot, ch, m) {
		return nil, bad("message can't be deleted")
	}
	s.erase(ch, m, c.bot.ID)
	s.count.Deletes++
	return isTrue(), nil
}

// deleteMessages skips what is not there, but refuses all if one may not be
// deleted.
func (s *Sim) deleteMessages(c *call) ([]byte, error) {
	var ids []int
	if err := c.p.json("message_ids", &ids); err != nil {
		return nil, bad("can't parse message_ids JSON object")
	}
	ch, err := s.writable(c.bot, c.p.str("chat_id"))
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		return nil, bad("message identifiers are not specified")
	}
	if len(ids) > 100 {
		return nil, bad("too many message identifiers specified")
	}
	var found []*message
	for _, id := range ids {
		if id <= 0 {
			return nil, bad("invalid message identifier specified")
		}
		if m := ch.get(id); m != nil {
			if !s.mayDelete(c.bot, ch, m) {
				return nil, bad("message can't be deleted")
			}
			found = append(found, m)
		}
	}
	for _, m := range found {
		s.erase(ch, m, c.bot.ID)
		s.count.Deletes++
	}
	return isTrue(), nil
}
