package sim

import (
	"strconv"
	"unicode/utf8"
)

// The encoders here append JSON by hand: messages are written several times per
// update in benchmarks, and reflection would cost more than everything else.

const hexDigits = "0123456789abcdef"

// appendStr appends s as a JSON string.
func appendStr(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				b = append(append(b, s[start:i]...), `\ufffd`...)
				i++
				start = i
				continue
			}
			i += size
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
		i++
		start = i
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

func appendKey(b []byte, key string) []byte {
	if n := len(b); n > 0 && b[n-1] != '{' {
		b = append(b, ',')
	}
	b = append(b, '"')
	b = append(b, key...)
	return append(b, '"', ':')
}

func appendInt(b []byte, key string, v int64) []byte {
	return strconv.AppendInt(appendKey(b, key), v, 10)
}

func appendText(b []byte, key, v string) []byte { return appendStr(appendKey(b, key), v) }

func appendTrue(b []byte, key string, v bool) []byte {
	if !v {
		return b
	}
	return append(appendKey(b, key), "true"...)
}

func appendRaw(b []byte, key, raw string) []byte { return append(appendKey(b, key), raw...) }

// userJSON is a User object; full adds what only getMe tells.
func userJSON(u *user) string {
	b := append([]byte(nil), '{')
	b = appendInt(b, "id", u.ID)
	b = append(b, `,"is_bot":false`...)
	b = appendText(b, "first_name", u.First)
	if u.Last != "" {
		b = appendText(b, "last_name", u.Last)
	}
	if u.Username != "" {
		b = appendText(b, "username", u.Username)
	}
	if u.Lang != "" {
		b = appendText(b, "language_code", u.Lang)
	}
	return string(append(b, '}'))
}

func botJSON(t *bot) string {
	b := append([]byte(nil), '{')
	b = appendInt(b, "id", t.ID)
	b = append(b, `,"is_bot":true`...)
	b = appendText(b, "first_name", t.Name)
	b = appendText(b, "username", t.Username)
	return string(append(b, '}'))
}

// anonymousBot is the fake sender of anonymous administrators, the same for
// every group of the real Telegram.
const (
	anonymousID  = 1087968824
	anonymousBot = `{"id":1087968824,"is_bot":true,"first_name":"Group","username":"GroupAnonymousBot"}`
)

// personJSON is the User object of anybody: person, bot, or the fake sender.
func (s *Sim) personJSON(id int64) string {
	if u := s.users[id]; u != nil {
		return u.json
	}
	if t := s.bots[id]; t != nil {
		return t.json
	}
	return anonymousBot
}

// chatJSON is the Chat object; in a private chat it describes the person.
func (s *Sim) chatJSON(c *chat) string {
	if c.json != "" {
		return c.json
	}
	b := append([]byte(nil), '{')
	b = appendInt(b, "id", c.publicID())
	if c.Kind == "private" {
		u := s.users[c.User]
		b = appendText(b, "first_name", u.First)
		if u.Last != "" {
			b = appendText(b, "last_name", u.Last)
		}
		if u.Username != "" {
			b = appendText(b, "username", u.Username)
		}
	} else {
		b = appendText(b, "title", c.Title)
		b = appendTrue(b, "is_forum", c.Forum)
	}
	b = appendText(b, "type", c.Kind)
	c.json = string(append(b, '}'))
	return c.json
}

func appendEntities(b []byte, key string, ents []Entity, s *Sim) []byte {
	if len(ents) == 0 {
		return b
	}
	b = append(appendKey(b, key), '[')
	for i, e := range ents {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '{')
		b = appendInt(b, "offset", int64(e.Offset))
		b = appendInt(b, "length", int64(e.Length))
		b = appendText(b, "type", e.Type)
		if e.URL != "" {
			b = appendText(b, "url", e.URL)
		}
		if e.UserID != 0 {
			b = appendRaw(b, "user", s.personJSON(e.UserID))
		}
		if e.Language != "" {
			b = appendText(b, "language", e.Language)
		}
		if e.CustomEmojiID != "" {
			b = appendText(b, "custom_emoji_id", e.CustomEmojiID)
		}
		if e.UnixTime != 0 {
			b = appendInt(b, "unix_time", e.UnixTime)
		}
		if e.DateFormat != "" {
			b = appendText(b, "date_time_format", e.DateFormat)
		}
		b = append(b, '}')
	}
	return append(b, ']')
}

// appendMessage appends a Message object. Its replied-to message is included
// once and without a further one, as the Bot API says.
func (s *Sim) appendMessage(b []byte, c *chat, m *message, withReply bool) []byte {
	b = append(b, '{')
	b = appendInt(b, "message_id", int64(m.ID))
	if m.Thread != 0 && c.Forum {
		b = appendInt(b, "message_thread_id", int64(m.Thread))
		b = append(b, `,"is_topic_message":true`...)
	}
	if m.AsChat {
		b = appendRaw(b, "from", anonymousBot)
		b = appendRaw(b, "sender_chat", s.chatJSON(c))
	} else if m.From != 0 {
		b = appendRaw(b, "from", s.personJSON(m.From))
	}
	b = appendRaw(b, "chat", s.chatJSON(c))
	b = appendInt(b, "date", m.Date)
	if m.Edited != 0 {
		b = appendInt(b, "edit_date", m.Edited)
	}
	if m.Eph != 0 {
		b = appendInt(b, "ephemeral_message_id", int64(m.Eph))
		b = appendRaw(b, "receiver_user", s.personJSON(m.Receiver))
	}
	if m.Origin != "" {
		b = appendRaw(b, "forward_origin", m.Origin)
	}
	if withReply {
		b = s.appendReply(b, c, m)
	}
	if m.Album != "" {
		b = appendText(b, "media_group_id", m.Album)
	}
	b = s.appendContent(b, m)
	b = appendTrue(b, "has_protected_content", m.Protected)
	if m.Markup != nil && m.Markup.Raw != "" {
		b = appendRaw(b, "reply_markup", m.Markup.Raw)
	}
	return append(b, '}')
}

// appendReply adds the replied-to message. A message in a topic that replies to
// nothing counts as a reply to the service message that made the topic.
func (s *Sim) appendReply(b []byte, c *chat, m *message) []byte {
	id := m.ReplyTo
	if id == 0 && c.Forum && m.Thread != 0 && m.Thread != m.ID {
		id = m.Thread
	}
	if id == 0 {
		return b
	}
	r := c.get(id)
	if r == nil {
		return b
	}
	b = appendKey(b, "reply_to_message")
	return s.appendMessage(b, c, r, false)
}

func (s *Sim) appendContent(b []byte, m *message) []byte {
	switch m.Kind {
	case "text":
		b = appendText(b, "text", m.Text)
		return appendEntities(b, "entities", m.Ents, s)
	case "poll":
		return appendRaw(b, "poll", s.pollJSON(s.polls[m.Poll]))
	case "location", "venue", "contact", "service", "dice":
		if m.Extra != "" {
			b = append(append(b, ','), m.Extra...)
		}
		return b
	}
	if f := s.files[m.File]; f != nil {
		b = appendFile(b, f)
	}
	if m.Text != "" {
		b = appendText(b, "caption", m.Text)
		b = appendEntities(b, "caption_entities", m.Ents, s)
	}
	return b
}

// messageJSON encodes a message with its reply.
func (s *Sim) messageJSON(c *chat, m *message) []byte {
	return s.appendMessage(make([]byte, 0, 512+len(m.Text)), c, m, true)
}
