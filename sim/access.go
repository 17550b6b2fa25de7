package sim

import (
	"strconv"
	"strings"
)

// writable finds the chat of a chat_id and checks that the bot may post there.
// The texts are those of the Bot API server; the order of the checks, too.
func (s *Sim) writable(t *bot, chatID string) (*chat, error) {
	c, err := s.reach(t, chatID)
	if err != nil {
		return nil, err
	}
	if c.Kind == "private" {
		if c.Blocked {
			return nil, forbidden("bot was blocked by the user")
		}
		return c, nil
	}
	if c.MigratedTo != 0 {
		return nil, &apiError{code: 400, text: "Bad Request: group chat was upgraded to a supergroup chat", migrate: c.MigratedTo}
	}
	return c, present(c, t)
}

// readable is writable for methods that only look: a chat that was upgraded or
// a person who blocked the bot can still be looked at.
func (s *Sim) readable(t *bot, chatID string) (*chat, error) {
	c, err := s.reach(t, chatID)
	if err != nil || c.Kind != "supergroup" {
		return c, err
	}
	return c, present(c, t)
}

// present refuses a bot that is no member of a group.
func present(c *chat, t *bot) error {
	switch c.role(t.ID) {
	case "kicked":
		return forbidden("bot was kicked from the " + c.Kind + " chat")
	case "left":
		return forbidden("bot is not a member of the " + c.Kind + " chat")
	}
	return nil
}

// reach finds a chat that the bot knows of.
func (s *Sim) reach(t *bot, chatID string) (*chat, error) {
	chatID = strings.TrimSpace(chatID)
	if chatID == "" {
		return nil, bad("chat_id is empty")
	}
	id, err := strconv.ParseInt(chatID, 10, 64)
	if err != nil {
		return nil, bad("chat not found") // groups here have no usernames
	}
	if id < 0 {
		if c := s.groups[id]; c != nil && c.Members[t.ID] != nil {
			return c, nil
		}
		return nil, bad("chat not found")
	}
	if s.bots[id] != nil {
		return nil, forbidden("the bot can't send messages to the bot")
	}
	if c := s.privs[privKey{id, t.ID}]; c != nil {
		return c, nil
	}
	if s.users[id] != nil && s.met(t, id) {
		return nil, forbidden("bot can't initiate conversation with a user")
	}
	return nil, bad("chat not found")
}

// met tells whether the bot has come across a person, in a common group.
func (s *Sim) met(t *bot, userID int64) bool {
	for _, c := range s.groups {
		if c.Members[t.ID] != nil && c.Members[userID] != nil {
			return true
		}
	}
	return false
}

// thread checks message_thread_id. It is ignored outside forums; in a forum the
// General topic has none, and naming it (1) finds nothing.
func (s *Sim) thread(t *bot, c *chat, p *params) (int, error) {
	id := int(p.int("message_thread_id"))
	if id <= 0 || c.Kind != "private" && !c.Forum {
		return 0, nil
	}
	tp := c.topic(id)
	if tp == nil {
		return 0, bad("message thread not found")
	}
	if tp.Closed && !c.admin(t.ID) {
		return 0, bad("TOPIC_CLOSED")
	}
	return id, nil
}

// replyArgs is ReplyParameters, and the older separate arguments.
type replyArgs struct {
	MessageID   int    `json:"message_id"`
	EphemeralID int    `json:"ephemeral_message_id"`
	ChatID      any    `json:"chat_id"`
	Anyway      bool   `json:"allow_sending_without_reply"`
	Quote       string `json:"quote"`
}

// replyTo finds the message to reply to; 0 for none.
func (s *Sim) replyTo(c *chat, p *params) (int, error) {
	a := replyArgs{MessageID: int(p.int("reply_to_message_id")), Anyway: p.bool("allow_sending_without_reply")}
	if err := p.json("reply_parameters", &a); err != nil {
		return 0, err
	}
	if a.MessageID == 0 {
		return 0, nil
	}
	m := c.get(a.MessageID)
	if m == nil || a.MessageID < 0 {
		if a.Anyway {
			return 0, nil
		}
		return 0, bad("message to be replied not found")
	}
	if a.Quote != "" && !strings.Contains(m.Text, a.Quote) {
		return 0, bad("QUOTE_TEXT_INVALID")
	}
	return m.ID, nil
}
