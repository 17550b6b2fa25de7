package sim

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// scope is a BotCommandScope.
type scope struct {
	Type   string          `json:"type"`
	ChatID json.RawMessage `json:"chat_id"`
	UserID int64           `json:"user_id"`
}

// scopeKey checks the scope and language of a call and makes the key under
// which its commands are kept.
func (s *Sim) scopeKey(c *call) (string, error) {
	sc := scope{Type: "default"}
	if raw := c.p.str("scope"); raw != "" {
		if json.Unmarshal([]byte(raw), &sc) != nil {
			return "", bad("can't parse BotCommandScope JSON object")
		}
	}
	lang := c.p.str("language_code")
	if lang != "" && (len(lang) != 2 || strings.ToLower(lang) != lang) {
		return "", bad("invalid language code specified")
	}
	switch sc.Type {
	case "default", "all_private_chats", "all_group_chats", "all_chat_administrators":
		return sc.Type + "||" + lang, nil
	case "chat", "chat_administrators", "chat_member":
	default:
		return "", bad("can't parse BotCommandScope: unsupported type specified")
	}
	chatID := strings.Trim(string(sc.ChatID), `"`)
	if chatID == "" {
		return "", bad("can't parse BotCommandScope: empty chat_id specified")
	}
	ch, err := s.readable(c.bot, chatID)
	if err != nil {
		return "", err
	}
	if ch.Kind == "private" && sc.Type != "chat" {
		return "", bad("can't set commands of this scope in a private chat")
	}
	key := fmt.Sprintf("%s|%d|%s", sc.Type, ch.publicID(), lang)
	if sc.Type == "chat_member" {
		if sc.UserID <= 0 {
			return "", bad("can't parse BotCommandScope: invalid user_id specified")
		}
		key = fmt.Sprintf("%s|%d:%d|%s", sc.Type, ch.publicID(), sc.UserID, lang)
	}
	return key, nil
}

// checkCommands applies the rules of setMyCommands and BotCommand.
func checkCommands(list []BotCommand) error {
	if len(list) > 100 {
		return bad("BOT_COMMANDS_TOO_MUCH")
	}
	for _, c := range list {
		if n := len(c.Command); n < 1 || n > 32 || strings.Trim(c.Command, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
			return bad("BOT_COMMAND_INVALID")
		}
		if n := utf16Len(strings.TrimSpace(c.Description)); n < 1 || n > 256 {
			return bad("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	return nil
}

func (s *Sim) setMyCommands(c *call) ([]byte, error) {
	if !c.p.has("commands") {
		return nil, bad("parameter \"commands\" is required")
	}
	var list []BotCommand
	if json.Unmarshal([]byte(c.p.str("commands")), &list) != nil {
		return nil, bad("can't parse commands JSON object")
	}
	for i := range list {
		list[i].Command = strings.TrimPrefix(list[i].Command, "/")
	}
	key, err := s.scopeKey(c)
	if err != nil {
		return nil, err
	}
	if err := checkCommands(list); err != nil {
		return nil, err
	}
	if len(list) == 0 {
		delete(c.bot.Commands, key)
	} else {
		c.bot.Commands[key] = list
	}
	s.event("menu", nil, nil, c.bot.ID, key)
	return isTrue(), nil
}

func (s *Sim) getMyCommands(c *call) ([]byte, error) {
	key, err := s.scopeKey(c)
	if err != nil {
		return nil, err
	}
	list := c.bot.Commands[key]
	if list == nil {
		list = []BotCommand{}
	}
	return json.Marshal(list)
}

func (s *Sim) deleteMyCommands(c *call) ([]byte, error) {
	key, err := s.scopeKey(c)
	if err != nil {
		return nil, err
	}
	delete(c.bot.Commands, key)
	s.event("menu", nil, nil, c.bot.ID, key)
	return isTrue(), nil
}

// Menu is the command menu that this person sees in this chat: the first scope
// that has commands, in the order the Bot API gives, each first for the
// person's language and then for any. In a group it is the menu of the first
// bot that has one.
func (s *Sim) Menu(user, chat int64) []BotCommand {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chatOf(user, chat)
	u := s.users[user]
	if ch == nil || u == nil {
		return nil
	}
	lang, _, _ := strings.Cut(strings.ToLower(u.Lang), "-")
	for _, id := range s.order {
		t := s.bots[id]
		if t == nil || ch.Kind == "private" && ch.Bot != id || ch.Kind != "private" && !ch.has(id) {
			continue
		}
		for _, sc := range scopesFor(ch, user) {
			for _, l := range []string{lang, ""} {
				if list := t.Commands[sc+"|"+l]; len(list) > 0 {
					return append([]BotCommand(nil), list...)
				}
			}
		}
	}
	return nil
}

func scopesFor(ch *chat, user int64) []string {
	id := strconv.FormatInt(ch.publicID(), 10)
	if ch.Kind == "private" {
		return []string{"chat|" + id, "all_private_chats|", "default|"}
	}
	out := []string{fmt.Sprintf("chat_member|%s:%d", id, user)}
	if ch.admin(user) {
		out = append(out, "chat_administrators|"+id)
	}
	out = append(out, "chat|"+id)
	if ch.admin(user) {
		out = append(out, "all_chat_administrators|")
	}
	return append(out, "all_group_chats|", "default|")
}

// textLimit is the longest name, description or short description, in UTF-16
// units, from the Bot API.
func textLimit(what string) (field string, limit int) {
	switch what {
	case "myname":
		return "name", 64
	case "mydescription":
		return "description", 512
	default:
		return "short_description", 120
	}
}

func (s *Sim) setMyText(c *call) ([]byte, error) {
	field, limit := textLimit(strings.TrimPrefix(c.method, "set"))
	text := strings.TrimSpace(c.p.str(field))
	if utf16Len(text) > limit {
		return nil, bad(strings.ReplaceAll(field, "_", " ") + " is too long")
	}
	c.bot.Texts[field+"|"+c.p.str("language_code")] = text
	return isTrue(), nil
}

func (s *Sim) getMyText(c *call) ([]byte, error) {
	field, _ := textLimit(strings.TrimPrefix(c.method, "get"))
	text := c.bot.Texts[field+"|"+c.p.str("language_code")]
	if text == "" {
		text = c.bot.Texts[field+"|"]
	}
	if text == "" && field == "name" {
		text = c.bot.Name
	}
	return append(appendText([]byte{'{'}, field, text), '}'), nil
}

func (s *Sim) setMenuButton(c *call) ([]byte, error) {
	raw := c.p.str("menu_button")
	if raw == "" {
		raw = `{"type":"default"}`
	}
	var b struct {
		Type string `json:"type"`
	}
	if json.Unmarshal([]byte(raw), &b) != nil {
		return nil, bad("can't parse menu button JSON object")
	}
	switch b.Type {
	case "default", "commands", "web_app":
	default:
		return nil, bad("can't parse menu button: MenuButton has unsupported type")
	}
	c.bot.MenuButton[c.p.int("chat_id")] = raw
	return isTrue(), nil
}

func (s *Sim) getMenuButton(c *call) ([]byte, error) {
	for _, id := range []int64{c.p.int("chat_id"), 0} {
		if raw := c.bot.MenuButton[id]; raw != "" {
			return []byte(raw), nil
		}
	}
	return []byte(`{"type":"commands"}`), nil
}
