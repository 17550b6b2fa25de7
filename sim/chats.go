package sim

import (
	"slices"
	"strconv"
	"strings"
)

func (s *Sim) getChat(c *call) ([]byte, error) {
	ch, err := s.readable(c.bot, c.p.str("chat_id"))
	if err != nil {
		return nil, err
	}
	b := []byte(strings.TrimSuffix(s.chatJSON(ch), "}"))
	b = appendInt(b, "accent_color_id", 0)
	b = appendInt(b, "max_reaction_count", 11)
	b = appendRaw(b, "accepted_gift_types", `{"unlimited_gifts":false,"limited_gifts":false,"unique_gifts":false,"premium_subscription":false,"gifts_from_channels":false}`)
	if ch.Kind != "private" {
		b = appendRaw(b, "permissions", `{"can_send_messages":true,"can_send_polls":true,"can_invite_users":true}`)
	}
	if n := len(ch.Pins); n > 0 {
		if m := ch.get(ch.Pins[n-1]); m != nil {
			b = appendKey(b, "pinned_message")
			b = s.appendMessage(b, ch, m, false)
		}
	}
	return append(b, '}'), nil
}

// memberJSON is a ChatMember.
func (s *Sim) memberJSON(ch *chat, id int64, role string, anonymous bool) string {
	b := []byte{'{'}
	b = appendRaw(b, "user", s.personJSON(id))
	b = appendText(b, "status", role)
	switch role {
	case "creator":
		b = appendRaw(b, "is_anonymous", strconv.FormatBool(anonymous))
	case "kicked":
		b = appendInt(b, "until_date", 0)
	case "administrator":
		b = append(b, `,"can_be_edited":false`...)
		b = appendRaw(b, "is_anonymous", strconv.FormatBool(anonymous))
		for _, right := range groupRights {
			if right != "manage_topics" || ch.Forum {
				b = appendRaw(b, "can_"+right, strconv.FormatBool(ch.grants(id, right)))
			}
		}
	}
	return string(append(b, '}'))
}

// groupRights are the rights of administrators of groups.
var groupRights = []string{"manage_chat", "change_info", "delete_messages", "restrict_members", "invite_users", "pin_messages", "manage_video_chats",
	"promote_members", "manage_topics"}

// grants reports whether the administrator has the right.
func (c *chat) grants(id int64, right string) bool {
	m := c.Members[id]
	if m == nil || m.Rights == nil {
		return right != "promote_members"
	}
	return right == "manage_chat" || slices.Contains(m.Rights, right) // which all others imply
}

func (s *Sim) getChatMember(c *call) ([]byte, error) {
	ch, err := s.readable(c.bot, c.p.str("chat_id"))
	if err != nil {
		return nil, err
	}
	id := c.p.int("user_id")
	if id <= 0 {
		return nil, bad("invalid user_id specified")
	}
	if s.users[id] == nil && s.bots[id] == nil {
		return nil, bad("user not found")
	}
	if ch.Kind == "private" {
		if id != ch.User && id != ch.Bot {
			return nil, bad("member not found")
		}
		return []byte(s.memberJSON(ch, id, "member", false)), nil
	}
	m := ch.Members[id]
	if m == nil {
		if ch.Kind == "group" {
			return nil, bad("member not found")
		}
		m = &member{Role: "left"}
	}
	return []byte(s.memberJSON(ch, id, m.Role, m.Anonymous)), nil
}

// getChatAdministrators leaves out other bots, as the Bot API says.
func (s *Sim) getChatAdministrators(c *call) ([]byte, error) {
	ch, err := s.readable(c.bot, c.p.str("chat_id"))
	if err != nil {
		return nil, err
	}
	if ch.Kind == "private" {
		return nil, bad("there are no administrators in the private chat")
	}
	var list []string
	for _, id := range ch.Order {
		if ch.admin(id) && (s.bots[id] == nil || id == c.bot.ID) {
			m := ch.Members[id]
			list = append(list, s.memberJSON(ch, id, m.Role, m.Anonymous))
		}
	}
	return []byte("[" + strings.Join(list, ",") + "]"), nil
}

func (s *Sim) getChatMemberCount(c *call) ([]byte, error) {
	ch, err := s.readable(c.bot, c.p.str("chat_id"))
	if err != nil {
		return nil, err
	}
	if ch.Kind == "private" {
		return []byte("2"), nil
	}
	n := 0
	for id := range ch.Members {
		if ch.has(id) {
			n++
		}
	}
	return strconv.AppendInt(nil, int64(n), 10), nil
}

func (s *Sim) leaveChat(c *call) ([]byte, error) {
	ch, err := s.writable(c.bot, c.p.str("chat_id"))
	if err != nil {
		return nil, err
	}
	if ch.Kind == "private" {
		return nil, bad("chat member status can't be changed in private chats")
	}
	s.move(ch, c.bot.ID, c.bot.ID, "left")
	return isTrue(), nil
}

// pinnable finds the message to pin or unpin and checks the bot's rights.
func (s *Sim) pinnable(c *call, what string) (*chat, *message, error) {
	ch, err := s.writable(c.bot, c.p.str("chat_id"))
	if err != nil {
		return nil, nil, err
	}
	if ch.Kind != "private" && !ch.admin(c.bot.ID) {
		return nil, nil, bad("not enough rights to manage pinned messages in the chat")
	}
	id := int(c.p.int("message_id"))
	if id == 0 && what == "unpin" && len(ch.Pins) > 0 {
		id = ch.Pins[len(ch.Pins)-1]
	}
	m := ch.get(id)
	if m == nil || id <= 0 {
		return nil, nil, bad("message to " + what + " not found")
	}
	return ch, m, nil
}

func (s *Sim) pinMessage(c *call) ([]byte, error) {
	ch, m, err := s.pinnable(c, "pin")
	if err != nil {
		return nil, err
	}
	if m.Kind == "service" {
		return nil, bad("service messages can't be pinned")
	}
	ch.Pins = append(without(ch.Pins, m.ID), m.ID)
	b := s.appendMessage([]byte(`"pinned_message":`), ch, m, false)
	s.service(ch, c.bot.ID, "pinned_message", string(b), m.Thread)
	s.event("pin", ch, m, c.bot.ID, "")
	return isTrue(), nil
}

func (s *Sim) unpinMessage(c *call) ([]byte, error) {
	ch, m, err := s.pinnable(c, "unpin")
	if err != nil {
		return nil, err
	}
	ch.Pins = without(ch.Pins, m.ID)
	s.event("pin", ch, m, c.bot.ID, "")
	return isTrue(), nil
}

func (s *Sim) unpinAll(c *call) ([]byte, error) {
	ch, err := s.writable(c.bot, c.p.str("chat_id"))
	if err != nil {
		return nil, err
	}
	if ch.Kind != "private" && !ch.admin(c.bot.ID) {
		return nil, bad("not enough rights to manage pinned messages in the chat")
	}
	ch.Pins = nil
	s.event("pin", ch, nil, c.bot.ID, "")
	return isTrue(), nil
}

func without(list []int, id int) []int {
	out := make([]int, 0, len(list)+1)
	for _, x := range list {
		if x != id {
			out = append(out, x)
		}
	}
	return out
}
