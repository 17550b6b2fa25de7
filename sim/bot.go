package sim

import (
	"fmt"
	"strings"
)

// bot is a bot and all that the servers keep for it.
type bot struct {
	ID         int64
	Username   string
	Name       string
	Token      string
	ReadsAll   bool
	NoGroups   bool
	Allowed    []string
	Queue      []*update
	NextUpdate int64
	Commands   map[string][]BotCommand // by scope and language
	Texts      map[string]string       // name, description and short description by language
	MenuButton map[int64]string        // by user; 0 is the default
	Hook       *hookState
	LoggedOut  bool
	done       []*update // confirmed ones, for redelivery
	resend     []*update
	poll       *longPoll
	hook       *webhook
	flood      *flood
	json       string
}

// AddBot makes a bot and returns its token. A username that is taken or does
// not end in "bot" panics: the world would be impossible.
func (s *Sim) AddBot(b BotSpec) (token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !strings.HasSuffix(strings.ToLower(b.Username), "bot") || s.names[strings.ToLower(b.Username)] != 0 {
		panic(fmt.Sprintf("sim: bot username %q is taken or does not end in bot", b.Username))
	}
	t := &bot{Username: b.Username, Name: b.Name, ReadsAll: b.ReadsAll, NoGroups: b.NoGroups, Token: b.Token}
	if t.Name == "" {
		t.Name = b.Username
	}
	id, _, ok := strings.Cut(t.Token, ":")
	if _, err := fmt.Sscanf(id, "%d", &t.ID); !ok || err != nil || t.ID <= 0 {
		t.ID = 6100000000 + int64(s.rng.IntN(900000000))
		t.Token = fmt.Sprintf("%d:AA%s", t.ID, s.letters(33))
	}
	t.NextUpdate = 100000000 + int64(s.rng.IntN(800000000))
	t.Commands, t.Texts, t.MenuButton = map[string][]BotCommand{}, map[string]string{}, map[int64]string{}
	s.adopt(t)
	s.order = append(s.order, t.ID)
	return t.Token
}

// adopt puts a bot into the indexes.
func (s *Sim) adopt(t *bot) {
	t.json = botJSON(t)
	t.flood = newFlood()
	s.bots[t.ID] = t
	s.tokens[t.Token] = t
	s.names[strings.ToLower(t.Username)] = t.ID
}

// Bots lists the bots in order of creation.
func (s *Sim) Bots() []BotInfo {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []BotInfo
	for _, id := range s.order {
		if t := s.bots[id]; t != nil {
			out = append(out, BotInfo{t.ID, t.Username, t.Name})
		}
	}
	return out
}

func (s *Sim) getMe(c *call) ([]byte, error) {
	t := c.bot
	b := []byte(strings.TrimSuffix(t.json, "}"))
	for _, f := range []struct {
		key string
		on  bool
	}{
		{"can_join_groups", !t.NoGroups}, {"can_read_all_group_messages", t.ReadsAll}, {"supports_inline_queries", false},
		{"can_connect_to_business", false}, {"has_main_web_app", false},
	} {
		b = appendRaw(b, f.key, fmt.Sprint(f.on))
	}
	return append(b, '}'), nil
}

// logOut moves the bot to another server: this one answers 401 from then on.
func (s *Sim) logOut(c *call) ([]byte, error) {
	c.bot.LoggedOut = true
	s.endPoll(c.bot, "terminated by logOut request")
	return isTrue(), nil
}

// closeBot ends the session; the next call opens a new one.
func (s *Sim) closeBot(c *call) ([]byte, error) {
	s.endPoll(c.bot, "terminated by close request")
	return isTrue(), nil
}

func isTrue() []byte { return []byte("true") }
