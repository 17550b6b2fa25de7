package sim

import (
	"encoding/json"
	"errors"
	"strings"
)

// reactionList is what ReactionTypeEmoji allows in Bot API 10.3.
const reactionList = "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 " +
	"😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"

// reactionOf checks an emoji; variation selectors do not matter.
func reactionOf(emoji string) (string, bool) {
	plain := strings.ReplaceAll(emoji, "\ufe0f", "")
	for r := range strings.FieldsSeq(reactionList) {
		if r == plain {
			return plain, true
		}
	}
	return "", false
}

// react replaces the reactions that somebody has on a message.
func (m *message) react(by int64, emoji []string) (old []string) {
	var kept []reaction
	for _, r := range m.Reacts {
		if r.By == by {
			old = append(old, r.Emoji)
		} else {
			kept = append(kept, r)
		}
	}
	for _, e := range emoji {
		kept = append(kept, reaction{by, e})
	}
	m.Reacts = kept
	return old
}

func (s *Sim) setReaction(c *call) ([]byte, error) {
	var sent []struct {
		Type  string `json:"type"`
		Emoji string `json:"emoji"`
	}
	if raw := c.p.str("reaction"); raw != "" && json.Unmarshal([]byte(raw), &sent) != nil {
		return nil, bad("can't parse reaction types JSON object")
	}
	ch, err := s.writable(c.bot, c.p.str("chat_id"))
	if err != nil {
		return nil, err
	}
	m := ch.get(int(c.p.int("message_id")))
	if m == nil || c.p.int("message_id") <= 0 {
		return nil, bad("message to react not found")
	}
	if len(sent) > 1 {
		return nil, bad("REACTIONS_TOO_MANY")
	}
	var emoji []string
	for _, r := range sent {
		e, ok := reactionOf(r.Emoji)
		if r.Type != "emoji" || !ok {
			return nil, bad("REACTION_INVALID")
		}
		emoji = append(emoji, e)
	}
	m.react(c.bot.ID, emoji)
	s.event("reaction", ch, m, c.bot.ID, strings.Join(emoji, ""))
	return isTrue(), nil
}

// React sets a person's only reaction on a message; an empty emoji takes it
// back. Bots hear of it in private chats and where they are administrators, if
// they asked for message_reaction.
func (s *Sim) React(user, chat int64, messageID int, emoji string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.joined(user, chat)
	if err != nil {
		return err
	}
	m := ch.get(messageID)
	if m == nil {
		return errors.New("react: no such message")
	}
	var list []string
	if emoji != "" {
		e, ok := reactionOf(emoji)
		if !ok {
			return errors.New("react: Telegram has no such reaction")
		}
		list = []string{e}
	}
	old := m.react(user, list)
	s.event("reaction", ch, m, user, emoji)
	for _, t := range s.botsIn(ch) {
		if ch.Kind == "private" || ch.admin(t.ID) {
			s.tellReaction(t, ch, m, user, old, list)
		}
	}
	return nil
}

func (s *Sim) tellReaction(t *bot, ch *chat, m *message, user int64, old, list []string) {
	b := []byte{'{'}
	b = appendRaw(b, "chat", s.chatJSON(ch))
	b = appendInt(b, "message_id", int64(m.ID))
	if ch.Members != nil && ch.Members[user].Anonymous {
		b = appendRaw(b, "actor_chat", s.chatJSON(ch))
	} else {
		b = appendRaw(b, "user", s.personJSON(user))
	}
	b = appendInt(b, "date", s.unix())
	b = appendReactions(b, "old_reaction", old)
	b = appendReactions(b, "new_reaction", list)
	s.emit(t, "message_reaction", append(b, '}'))
}

func appendReactions(b []byte, key string, list []string) []byte {
	b = append(appendKey(b, key), '[')
	for i, e := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"type":"emoji","emoji":`...)
		b = append(appendStr(b, e), '}')
	}
	return append(b, ']')
}
