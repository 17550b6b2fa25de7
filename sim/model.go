package sim

import (
	"strconv"
	"strings"
)

// The types here are the world as it is kept and saved. Exported fields are
// written by Save; the rest is rebuilt by Load.

type user struct {
	ID                          int64
	First, Last, Username, Lang string
	json                        string
}

type privKey struct{ user, bot int64 }

// chat is a group, or the private chat of one person with one bot.
type chat struct {
	ID           int64 // 0 in a private chat
	Kind         string
	Title        string
	Forum        bool
	User, Bot    int64 // of a private chat
	Blocked      bool  // the person has blocked the bot
	Members      map[int64]*member
	Order        []int64 // of joining
	Topics       []*topic
	MigratedTo   int64
	MigratedFrom int64
	Msgs         []*message
	Base         int // ids up to Base are forgotten
	Eph          []*message
	NextEph      int
	Pins         []int
	LastBot      int64 // the bot that spoke last, for plain commands in privacy mode
	json         string
}

type member struct {
	Role      string // creator, administrator, member, left, kicked
	Anonymous bool
	Rights    []string `json:",omitempty"` // of an administrator with few; nil: all but promoting others
}

type topic struct {
	ID     int
	Name   string
	Closed bool
}

// message is one message of a chat. Extra holds the JSON of fields that never
// change (a location, a service message), encoded once.
type message struct {
	ID           int
	From         int64
	AsChat       bool // posted by an anonymous administrator
	Date, Edited int64
	Kind         string
	Service      string
	Text         string
	Ents         []Entity
	File         string
	Extra        string
	Poll         string
	Loc          *Location
	Contact      *Contact
	Album        string
	ReplyTo      int
	Thread       int
	Markup       *markup
	Origin       string
	Silent       bool
	Protected    bool
	Deleted      bool
	Version      int
	Reacts       []reaction
	Eph          int
	Receiver     int64
}

type reaction struct {
	By    int64
	Emoji string
}

// publicID is the chat's id as bots know it.
func (c *chat) publicID() int64 {
	if c.Kind == "private" {
		return c.User
	}
	return c.ID
}

// at finds a message, deleted or not.
func (c *chat) at(id int) *message {
	if id < 0 {
		for _, m := range c.Eph {
			if m.Eph == -id {
				return m
			}
		}
		return nil
	}
	if i := id - 1 - c.Base; i >= 0 && i < len(c.Msgs) {
		return c.Msgs[i]
	}
	return nil
}

// get finds a message that is still there.
func (c *chat) get(id int) *message {
	if m := c.at(id); m != nil && !m.Deleted {
		return m
	}
	return nil
}

func (c *chat) role(id int64) string {
	if m := c.Members[id]; m != nil {
		return m.Role
	}
	return "left"
}

func (c *chat) has(id int64) bool {
	switch c.role(id) {
	case "left", "kicked":
		return false
	}
	return true
}

func (c *chat) admin(id int64) bool {
	r := c.role(id)
	return r == "creator" || r == "administrator"
}

func (c *chat) topic(id int) *topic {
	for _, t := range c.Topics {
		if t.ID == id {
			return t
		}
	}
	return nil
}

// setRole changes a membership and keeps the order of joining.
func (c *chat) setRole(id int64, role string) {
	m := c.Members[id]
	if m == nil {
		m = &member{}
		c.Members[id] = m
		c.Order = append(c.Order, id)
	}
	m.Role, m.Rights = role, nil
	if role != "creator" && role != "administrator" {
		m.Anonymous = false
	}
}

// post numbers, dates and keeps a message.
func (s *Sim) post(c *chat, m *message) {
	m.Date, m.Version = s.unix(), 1
	if m.Eph != 0 {
		c.Eph = append(c.Eph, m)
		return
	}
	m.ID = c.Base + len(c.Msgs) + 1
	c.Msgs = append(c.Msgs, m)
	if k := s.opt.KeepMessages; k > 0 && len(c.Msgs) >= 2*k {
		cut := len(c.Msgs) - k
		c.Base += cut
		c.Msgs = append([]*message(nil), c.Msgs[cut:]...)
	}
}

// botNamed finds a bot by token, by username, or by "@username".
func (s *Sim) botNamed(name string) *bot {
	if t := s.tokens[name]; t != nil {
		return t
	}
	return s.bots[s.names[strings.ToLower(strings.TrimPrefix(name, "@"))]]
}

// firstBot is the bot that a person's own id stands for as a chat: the first
// one whose chat the person has opened, otherwise the first one made.
func (s *Sim) firstBot(userID int64) *bot {
	var first *bot
	for _, id := range s.order {
		t := s.bots[id]
		if t == nil {
			continue
		}
		if s.privs[privKey{userID, id}] != nil {
			return t
		}
		if first == nil {
			first = t
		}
	}
	return first
}

// chatOf finds a chat as a person names it: a group's id, a bot's id, or the
// person's own id for the first bot.
func (s *Sim) chatOf(userID, chatID int64) *chat {
	if chatID < 0 {
		return s.groups[chatID]
	}
	if chatID == userID {
		if t := s.firstBot(userID); t != nil {
			return s.privs[privKey{userID, t.ID}]
		}
		return nil
	}
	return s.privs[privKey{userID, chatID}]
}

// digits makes a string of random decimal digits.
func (s *Sim) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + s.rng.IntN(10))
	}
	if b[0] == '0' {
		b[0] = '7'
	}
	return string(b)
}

// letters makes a random string of the characters of tokens and file ids.
func (s *Sim) letters(n int) string {
	const set = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	b := make([]byte, n)
	for i := range b {
		b[i] = set[s.rng.IntN(len(set))]
	}
	return string(b)
}

func (s *Sim) album() string {
	s.nextAlbum++
	return strconv.FormatInt(s.nextAlbum, 10)
}
