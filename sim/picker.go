package sim

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// list is what a key asks to be picked: people, or a chat. Flags that are nil
// ask for nothing.
type list struct {
	ID             int32
	Most           int   // people at once
	Bots, Premium  *bool // people
	Name, Username bool  // what of the picked is told: of chats, the title

	Channel      bool
	Forum, Named *bool // chats
	Own, BotIn   bool  // the person owns the chat; the bot is in it
	Admin        bool  // the person or the bot must be administrator
}

// mostPicked is how many people can be picked at once.
const mostPicked = 10

// field says in the servers' words that a field is missing.
func field(name string) error {
	return bad(`can't parse keyboard button: Can't find field "` + name + `"`)
}

func readList(raw json.RawMessage, sent any, kind string) error {
	if json.Unmarshal(raw, sent) != nil {
		return bad("can't parse keyboard button: " + kind + " expected")
	}
	return nil
}

func readUsersList(raw json.RawMessage) (*list, error) {
	var sent struct {
		ID       *int32 `json:"request_id"`
		Bots     *bool  `json:"user_is_bot"`
		Premium  *bool  `json:"user_is_premium"`
		Most     *int   `json:"max_quantity"`
		Name     bool   `json:"request_name"`
		Username bool   `json:"request_username"`
		Photo    bool   `json:"request_photo"`
	}
	if err := readList(raw, &sent, "KeyboardButtonRequestUsers"); err != nil {
		return nil, err
	}
	if sent.ID == nil {
		return nil, field("request_id")
	}
	most := 1
	if sent.Most != nil {
		most = *sent.Most
	}
	if most < 1 || most > mostPicked {
		return nil, bad("can't parse keyboard button: max_quantity must be from 1 to 10")
	}
	return &list{ID: *sent.ID, Most: most, Bots: sent.Bots, Premium: sent.Premium, Name: sent.Name, Username: sent.Username}, nil
}

func readChatList(raw json.RawMessage) (*list, error) {
	var sent struct {
		ID       *int32          `json:"request_id"`
		Channel  *bool           `json:"chat_is_channel"`
		Forum    *bool           `json:"chat_is_forum"`
		Named    *bool           `json:"chat_has_username"`
		Own      bool            `json:"chat_is_created"`
		User     json.RawMessage `json:"user_administrator_rights"`
		Bot      json.RawMessage `json:"bot_administrator_rights"`
		BotIn    bool            `json:"bot_is_member"`
		Title    bool            `json:"request_title"`
		Username bool            `json:"request_username"`
		Photo    bool            `json:"request_photo"`
	}
	if err := readList(raw, &sent, "KeyboardButtonRequestChat"); err != nil {
		return nil, err
	}
	switch {
	case sent.ID == nil:
		return nil, field("request_id")
	case sent.Channel == nil:
		return nil, field("chat_is_channel")
	}
	return &list{ID: *sent.ID, Most: 1, Name: sent.Title, Username: sent.Username, Channel: *sent.Channel, Forum: sent.Forum, Named: sent.Named,
		Own: sent.Own, BotIn: sent.BotIn, Admin: sent.User != nil || sent.Bot != nil}, nil
}

// Choice is one line of the list that a key opens.
type Choice struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

// Picker is the list that a key opens: of people or of groups.
type Picker struct {
	Kind    string   `json:"kind"` // users, chat; empty: the key opens no list
	Most    int      `json:"most"` // how many may be picked
	Choices []Choice `json:"choices"`
}

// Picker shows the list that a key of the reply keyboard opens for this person.
func (s *Sim) Picker(user, chat int64, label string) Picker {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, k, err := s.listKey(user, chat, label)
	if err != nil {
		return Picker{Choices: []Choice{}}
	}
	p := Picker{Kind: k.Asks, Most: k.List.Most, Choices: []Choice{}}
	if k.Asks == "users" {
		for _, id := range s.order {
			if s.pickable(user, id, k.List) {
				p.Choices = append(p.Choices, Choice{id, s.nameOf(id)})
			}
		}
		return p
	}
	for _, id := range s.chats {
		if s.offers(user, ch.Bot, s.groups[id], k.List) {
			p.Choices = append(p.Choices, Choice{id, s.groups[id].Title})
		}
	}
	return p
}

// listKey finds the key that opens a list.
func (s *Sim) listKey(user, where int64, label string) (*chat, key, error) {
	ch, err := s.talkative(user, where, 0)
	if err != nil {
		return nil, key{}, err
	}
	for _, row := range ch.keys() {
		for _, k := range row {
			if k.Text == label && k.List != nil {
				return ch, k, nil
			}
		}
	}
	return nil, key{}, fmt.Errorf("no key %q that opens a list is shown", label)
}

// pickable reports whether the list shows this person, or bot. Nobody here is a
// premium user, and nobody finds themselves in the list.
func (s *Sim) pickable(by, id int64, l *list) bool {
	robot := s.bots[id] != nil
	return id != by && (robot || s.users[id] != nil) && (l.Bots == nil || *l.Bots == robot) && (l.Premium == nil || !*l.Premium)
}

// offers reports whether the list shows this group to the person. No group here
// has a username, and there are no channels.
func (s *Sim) offers(by, bot int64, g *chat, l *list) bool {
	switch {
	case g == nil || !g.has(by) || g.MigratedTo != 0 || l.Channel,
		l.Forum != nil && *l.Forum != g.Forum,
		l.Named != nil && *l.Named,
		l.Own && g.role(by) != "creator",
		l.BotIn && !g.has(bot),
		l.Admin && !g.admin(by):
		return false
	}
	return true
}

// PickUsers presses a key that asks for people, and picks some from the list.
func (s *Sim) PickUsers(user, chat int64, label string, picked ...int64) (messageID int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, k, err := s.listKey(user, chat, label)
	switch {
	case err != nil:
		return 0, fmt.Errorf("pick: %w", err)
	case k.Asks != "users":
		return 0, errors.New("pick: this key does not ask for people")
	case len(picked) == 0 || len(picked) > k.List.Most:
		return 0, fmt.Errorf("pick: this list takes 1 to %d", k.List.Most)
	}
	b := appendInt([]byte(`"users_shared":{`), "request_id", int64(k.List.ID))
	b = append(appendKey(b, "users"), '[')
	for i, id := range picked {
		if !s.pickable(user, id, k.List) || slices.Contains(picked[:i], id) {
			return 0, fmt.Errorf("pick: the list does not show %d, or it is picked already", id)
		}
		if i > 0 {
			b = append(b, ',')
		}
		b = s.appendShared(b, id, k.List)
	}
	return s.shared(ch, user, "users_shared", append(b, `]}`...)), nil
}

// appendShared appends a SharedUser, with what was asked for.
func (s *Sim) appendShared(b []byte, id int64, l *list) []byte {
	b = appendInt(append(b, '{'), "user_id", id)
	first, last, username := "", "", ""
	if u := s.users[id]; u != nil {
		first, last, username = u.First, u.Last, u.Username
	} else {
		first, username = s.bots[id].Name, s.bots[id].Username
	}
	if l.Name {
		b = appendText(b, "first_name", first)
		if last != "" {
			b = appendText(b, "last_name", last)
		}
	}
	if l.Username && username != "" {
		b = appendText(b, "username", username)
	}
	return append(b, '}')
}

// PickChat presses a key that asks for a chat, and picks a group.
func (s *Sim) PickChat(user, chat int64, label string, group int64) (messageID int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, k, err := s.listKey(user, chat, label)
	switch {
	case err != nil:
		return 0, fmt.Errorf("pick: %w", err)
	case k.Asks != "chat":
		return 0, errors.New("pick: this key does not ask for a chat")
	case !s.offers(user, ch.Bot, s.groups[group], k.List):
		return 0, fmt.Errorf("pick: the list does not show %d", group)
	}
	b := appendInt([]byte(`"chat_shared":{`), "request_id", int64(k.List.ID))
	b = appendInt(b, "chat_id", group)
	if k.List.Name {
		b = appendText(b, "title", s.groups[group].Title)
	}
	return s.shared(ch, user, "chat_shared", append(b, '}')), nil
}

func (s *Sim) shared(ch *chat, user int64, kind string, extra []byte) int {
	m := &message{From: user, Kind: "service", Service: kind, Extra: string(extra)}
	s.speak(ch, m)
	return m.ID
}
