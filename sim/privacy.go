package sim

import "strings"

// hears tells whether a bot is told of a message of a person.
//
// In private chats, and as an administrator, and with privacy mode off, a bot
// hears everything. Otherwise it hears in groups only
//
//   - service messages;
//   - commands that name it (/cmd@its_name), anywhere in the text or caption;
//   - a command that names no bot, if it begins the text and no other bot was
//     the last one to post in the group. Telegram says "if the bot was the last
//     bot to send a message to the group"; a group in which no bot has spoken
//     yet counts for every bot, because a freshly added bot does hear /start;
//   - mentions of its @username, and text_mentions of it;
//   - replies to its own messages.
//
// Mentions and commands are those that the servers recognise: a name that
// touches a letter, a Chinese one included, is none.
func (s *Sim) hears(t *bot, ch *chat, m *message) bool {
	if s.bots[m.From] != nil && m.Kind != "service" {
		return false // never another bot, never itself
	}
	if ch.Kind == "private" || t.ReadsAll || ch.admin(t.ID) || m.Kind == "service" {
		return true
	}
	if r := ch.get(m.ReplyTo); m.ReplyTo != 0 && r != nil && r.From == t.ID && !r.AsChat {
		return true
	}
	for _, e := range m.Ents {
		switch e.Type {
		case "mention":
			if strings.EqualFold(partOf(m.Text, e), "@"+t.Username) {
				return true
			}
		case "text_mention":
			if e.UserID == t.ID {
				return true
			}
		case "bot_command":
			_, name, named := strings.Cut(partOf(m.Text, e), "@")
			if named && strings.EqualFold(name, t.Username) {
				return true
			}
			if !named && e.Offset == 0 && (ch.LastBot == 0 || ch.LastBot == t.ID) {
				return true
			}
		}
	}
	return false
}

// botsIn lists the bots of a chat in order of creation.
func (s *Sim) botsIn(ch *chat) []*bot {
	if ch.Kind == "private" {
		return []*bot{s.bots[ch.Bot]}
	}
	var out []*bot
	for _, id := range s.order {
		if t := s.bots[id]; t != nil && ch.has(id) {
			out = append(out, t)
		}
	}
	return out
}

// deliver tells the bots of a chat of a message; kind is message or
// edited_message.
func (s *Sim) deliver(ch *chat, m *message, kind string) {
	var payload []byte
	for _, t := range s.botsIn(ch) {
		if !s.hears(t, ch, m) {
			continue
		}
		if payload == nil {
			payload = s.messageJSON(ch, m)
		}
		s.emit(t, kind, payload)
	}
}
