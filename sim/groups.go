package sim

import (
	"errors"
	"fmt"
	"strconv"
)

// AddGroup makes a group and returns its id: negative, for supergroups with the
// -100 prefix. Bots are added with [Sim.AddBotTo].
func (s *Sim) AddGroup(g GroupSpec) (chatID int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	forum := g.Forum || len(g.Topics) > 0
	ch := s.newGroup(g.Title, g.Super || forum)
	ch.Forum = forum
	if g.Owner != 0 {
		ch.setRole(g.Owner, "creator")
	}
	for _, id := range g.Members {
		if !ch.has(id) {
			ch.setRole(id, "member")
		}
	}
	s.service(ch, g.Owner, "group_chat_created", `"group_chat_created":true`, 0)
	for _, name := range g.Topics {
		s.addTopic(ch, g.Owner, name)
	}
	return ch.ID
}

func (s *Sim) newGroup(title string, super bool) *chat {
	ch := &chat{Kind: "group", Title: title, Members: map[int64]*member{}}
	if super {
		s.nextSuper++
		ch.Kind, ch.ID = "supergroup", -1000000000000-s.nextSuper
	} else {
		s.nextGroup++
		ch.ID = -s.nextGroup
	}
	s.groups[ch.ID] = ch
	s.chats = append(s.chats, ch.ID)
	return ch
}

// service posts a service message and tells all bots of the chat, also those in
// privacy mode.
func (s *Sim) service(ch *chat, by int64, kind, extra string, thread int) *message {
	m := &message{From: by, Kind: "service", Service: kind, Extra: extra, Thread: thread}
	s.post(ch, m)
	s.event("message", ch, m, by, "")
	s.deliver(ch, m, "message")
	return m
}

// AddTopic makes a topic of a forum and returns its message_thread_id, which is
// the id of the service message that made it. It panics for other chats.
func (s *Sim) AddTopic(chat int64, name string) (threadID int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.groups[chat]
	if ch == nil || !ch.Forum {
		panic(fmt.Sprintf("sim: chat %d is no forum", chat))
	}
	return s.addTopic(ch, ch.owner(), name)
}

func (c *chat) owner() int64 {
	for _, id := range c.Order {
		if c.role(id) == "creator" {
			return id
		}
	}
	return 0
}

func (s *Sim) addTopic(ch *chat, by int64, name string) int {
	b := appendText([]byte(`"forum_topic_created":{`), "name", name)
	b = appendInt(b, "icon_color", 7322096)
	tp := &topic{ID: ch.Base + len(ch.Msgs) + 1, Name: name}
	ch.Topics = append(ch.Topics, tp)
	s.service(ch, by, "forum_topic_created", string(append(b, '}')), tp.ID)
	return tp.ID
}

// CloseTopic closes a topic: only administrators can post there.
func (s *Sim) CloseTopic(chat int64, thread int) error { return s.toggleTopic(chat, thread, true) }

// ReopenTopic opens a closed topic again.
func (s *Sim) ReopenTopic(chat int64, thread int) error { return s.toggleTopic(chat, thread, false) }

func (s *Sim) toggleTopic(id int64, thread int, shut bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.groups[id]
	if ch == nil || ch.topic(thread) == nil {
		return errors.New("no such topic")
	}
	ch.topic(thread).Closed = shut
	kind := "forum_topic_reopened"
	if shut {
		kind = "forum_topic_closed"
	}
	s.service(ch, ch.owner(), kind, `"`+kind+`":{}`, thread)
	return nil
}

// Join makes a person a member of a group.
func (s *Sim) Join(user, chat int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.groups[chat]
	if ch == nil || s.users[user] == nil {
		return errors.New("join: no such group or person")
	}
	if ch.has(user) || ch.MigratedTo != 0 {
		return errors.New("join: already a member, or the group was upgraded")
	}
	s.move(ch, user, user, "member")
	return nil
}

// Leave ends a person's own membership.
func (s *Sim) Leave(user, chat int64) error { return s.part(user, user, chat, "left") }

// Kick removes a person for good; by must be an administrator.
func (s *Sim) Kick(by, user, chat int64) error { return s.part(by, user, chat, "kicked") }

func (s *Sim) part(by, user, chat int64, role string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.groups[chat]
	if ch == nil || !ch.has(user) {
		return errors.New("leave: not a member of that group")
	}
	if by != user && !ch.admin(by) {
		return errors.New("kick: only administrators remove people")
	}
	s.move(ch, user, by, role)
	return nil
}

// AddBotTo adds a bot, named by token or username, to a group; by is the person
// who does it.
func (s *Sim) AddBotTo(bot string, chat, by int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ch := s.botNamed(bot), s.groups[chat]
	if t == nil || ch == nil {
		return fmt.Errorf("add bot: no bot %q or no group %d", bot, chat)
	}
	return s.addBot(t, ch, by)
}

func (s *Sim) addBot(t *bot, ch *chat, by int64) error {
	switch {
	case t.NoGroups:
		return errors.New("add bot: this bot can't be added to groups")
	case ch.has(t.ID):
		return errors.New("add bot: already a member")
	case !ch.has(by):
		return errors.New("add bot: only members add bots")
	case ch.MigratedTo != 0:
		return errors.New("add bot: the group was upgraded")
	}
	s.move(ch, t.ID, by, "member")
	return nil
}

// RemoveBotFrom removes a bot from a group; by must be an administrator.
func (s *Sim) RemoveBotFrom(bot string, chat, by int64) error {
	s.mu.Lock()
	t := s.botNamed(bot)
	s.mu.Unlock()
	if t == nil {
		return fmt.Errorf("remove bot: no bot %q", bot)
	}
	return s.part(by, t.ID, chat, "kicked")
}

// move changes who is in a group, with the service message and the updates that
// Telegram makes of it.
func (s *Sim) move(ch *chat, who, by int64, role string) {
	old := ch.role(who)
	ch.setRole(who, role)
	s.tellChange(ch, who, by, old, role)
	kind, extra := "new_chat_members", `"new_chat_members":[`+s.personJSON(who)+`]`
	if role != "member" {
		kind, extra = "left_chat_member", `"left_chat_member":`+s.personJSON(who)
	}
	m := s.service(ch, by, kind, extra, 0)
	if t := s.bots[who]; t != nil && role != "member" {
		s.emit(t, "message", s.messageJSON(ch, m)) // its own leaving is the last it hears
	}
}

// tellChange makes the member updates: my_chat_member for the bot concerned,
// chat_member for administrator bots that asked for it.
func (s *Sim) tellChange(ch *chat, who, by int64, old, role string) {
	anonymous := ch.Members[who] != nil && ch.Members[who].Anonymous
	b := s.changeJSON(ch, who, by, old, role, anonymous)
	if t := s.bots[who]; t != nil {
		s.emit(t, "my_chat_member", b)
	}
	for _, t := range s.botsIn(ch) {
		if t.ID != who && ch.admin(t.ID) {
			s.emit(t, "chat_member", b)
		}
	}
	s.event("member", ch, nil, who, role)
}

// changeJSON is a ChatMemberUpdated.
func (s *Sim) changeJSON(ch *chat, who, by int64, old, role string, anonymous bool) []byte {
	b := []byte{'{'}
	b = appendRaw(b, "chat", s.chatJSON(ch))
	b = appendRaw(b, "from", s.personJSON(by))
	b = appendInt(b, "date", s.unix())
	b = appendRaw(b, "old_chat_member", s.memberJSON(ch, who, old, false))
	b = appendRaw(b, "new_chat_member", s.memberJSON(ch, who, role, anonymous))
	return append(b, '}')
}

// Promote makes a person an administrator, anonymous if wanted (supergroups
// only).
func (s *Sim) Promote(user, chat int64, anonymous bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.groups[chat]
	if ch == nil || !ch.has(user) {
		return errors.New("promote: not a member of that group")
	}
	if anonymous && ch.Kind != "supergroup" {
		return errors.New("promote: only supergroups have anonymous administrators")
	}
	role := "administrator"
	if ch.role(user) == "creator" {
		role = "creator"
	}
	s.regrade(ch, user, ch.owner(), role, anonymous)
	return nil
}

// Demote makes an administrator a plain member.
func (s *Sim) Demote(user, chat int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.groups[chat]
	if ch == nil || ch.role(user) != "administrator" {
		return errors.New("demote: not an administrator of that group")
	}
	s.regrade(ch, user, ch.owner(), "member", false)
	return nil
}

// PromoteBot makes a bot an administrator with all rights but promoting others.
func (s *Sim) PromoteBot(bot string, chat int64) error { return s.gradeBot(bot, chat, "administrator") }

// DemoteBot makes a bot a plain member.
func (s *Sim) DemoteBot(bot string, chat int64) error { return s.gradeBot(bot, chat, "member") }

func (s *Sim) gradeBot(bot string, chat int64, role string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ch := s.botNamed(bot), s.groups[chat]
	if t == nil || ch == nil || !ch.has(t.ID) {
		return fmt.Errorf("promote: bot %q is not in that group", bot)
	}
	s.regrade(ch, t.ID, ch.owner(), role, false)
	return nil
}

func (s *Sim) regrade(ch *chat, who, by int64, role string, anonymous bool) {
	old := ch.role(who)
	ch.setRole(who, role)
	ch.Members[who].Anonymous = anonymous
	s.tellChange(ch, who, by, old, role)
}

// promoteWith makes somebody an administrator with few rights.
func (s *Sim) promoteWith(ch *chat, who, by int64, rights []string) {
	old := ch.role(who)
	ch.setRole(who, "administrator")
	ch.Members[who].Rights = rights
	s.tellChange(ch, who, by, old, "administrator")
}

// MigrateToSuper turns a basic group into a supergroup. The new group has a new
// id, the same members, and message ids from 1; both get a service message. The
// old one refuses everything with parameters.migrate_to_chat_id. It returns 0
// if there is no such basic group.
func (s *Sim) MigrateToSuper(chat int64) (newID int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.groups[chat]
	if old == nil || old.Kind != "group" || old.MigratedTo != 0 {
		return 0
	}
	ch := s.newGroup(old.Title, true)
	for _, id := range old.Order {
		ch.setRole(id, old.role(id))
		ch.Members[id].Rights = old.Members[id].Rights
	}
	ch.MigratedFrom = old.ID
	s.service(old, old.owner(), "migrate_to_chat_id", `"migrate_to_chat_id":`+strconv.FormatInt(ch.ID, 10), 0)
	old.MigratedTo = ch.ID
	m := &message{From: old.owner(), AsChat: true, Kind: "service", Service: "migrate_from_chat_id",
		Extra: `"migrate_from_chat_id":` + strconv.FormatInt(old.ID, 10)}
	s.post(ch, m)
	s.event("message", ch, m, m.From, "")
	s.deliver(ch, m, "message")
	return ch.ID
}
