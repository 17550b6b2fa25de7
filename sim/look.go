package sim

import (
	"slices"
	"time"
)

// eventLog is the bounded log of what happened.
type eventLog struct {
	seq  int64
	list []Event
	subs map[chan struct{}]bool
}

// event notes something that happened in a chat; m may be nil.
func (s *Sim) event(kind string, ch *chat, m *message, by int64, text string) {
	if s.opt.KeepEvents < 0 {
		return
	}
	e := Event{Kind: kind, User: by, Text: text}
	if ch != nil {
		e.Chat = ch.publicID()
		if ch.Kind == "private" {
			e.Bot = s.bots[ch.Bot].Username
		}
		if m != nil {
			seen := s.seen(ch, m)
			e.Message = &seen
		}
	}
	s.log.add(s, e)
}

func (l *eventLog) add(s *Sim, e Event) {
	keep := s.opt.KeepEvents
	if keep < 0 {
		return
	}
	if keep == 0 {
		keep = 100000
	}
	l.seq++
	e.Seq, e.At = l.seq, s.now()
	if len(l.list) >= 2*keep {
		l.list = append([]Event(nil), l.list[len(l.list)-keep:]...)
	}
	l.list = append(l.list, e)
	for c := range l.subs {
		wake(c)
	}
}

// Events are the entries of the log after a number, oldest first; those beyond
// Options.KeepEvents are forgotten.
func (s *Sim) Events(after int64) []Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	at, _ := slices.BinarySearchFunc(s.log.list, after+1, func(e Event, n int64) int { return int(e.Seq - n) })
	return slices.Clone(s.log.list[at:])
}

// Subscribe gives a channel that gets a value soon after any new event; several
// events may share one value. The function ends the subscription.
func (s *Sim) Subscribe() (<-chan struct{}, func()) {
	c := make(chan struct{}, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.log.subs == nil {
		s.log.subs = map[chan struct{}]bool{}
	}
	s.log.subs[c] = true
	return c, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.log.subs, c)
	}
}

// seen shows a message as people see it.
func (s *Sim) seen(ch *chat, m *message) Seen {
	v := Seen{
		Chat: ch.publicID(), MessageID: m.ID, Thread: m.Thread, ReplyTo: m.ReplyTo, From: m.From, Date: time.Unix(m.Date, 0),
		Text: m.Text, Entities: slices.Clone(m.Ents), MediaGroup: m.Album, Silent: m.Silent, Deleted: m.Deleted,
		Version: m.Version, Service: m.Service, Forwarded: m.Origin != "", Location: m.Loc, Contact: m.Contact,
		EphemeralID: m.Eph, Receiver: m.Receiver, Pinned: slices.Contains(ch.Pins, m.ID),
	}
	if m.Edited != 0 {
		v.EditDate = time.Unix(m.Edited, 0)
	}
	v.Name, v.Bot = s.nameOf(m.From), s.bots[m.From] != nil
	if m.AsChat {
		v.From, v.Name = ch.ID, ch.Title
	}
	if m.Kind != "text" && m.Kind != "service" {
		v.Media = m.Kind
	}
	if f := s.files[m.File]; f != nil {
		v.FileID, v.FileName = f.ID, f.Name
	}
	if p := s.polls[m.Poll]; p != nil {
		v.Poll = &PollSeen{Question: p.Question, Options: p.Options, Votes: p.counts(), Voters: len(p.Votes), Closed: p.Closed}
	}
	if k := m.Markup; k != nil {
		v.Buttons, v.Keyboard, v.NoKeyboard = k.Inline, labels(k.Keys), k.Remove
	}
	for _, r := range m.Reacts {
		v.Reactions = append(v.Reactions, r.Emoji)
	}
	return v
}

func (s *Sim) nameOf(id int64) string {
	if u := s.users[id]; u != nil {
		if u.Last != "" {
			return u.First + " " + u.Last
		}
		return u.First
	}
	if t := s.bots[id]; t != nil {
		return t.Name
	}
	return ""
}

func labels(rows [][]key) (out [][]string) {
	for _, row := range rows {
		var line []string
		for _, k := range row {
			line = append(line, k.Text)
		}
		out = append(out, line)
	}
	return out
}

// Messages is what this person sees in a chat now, oldest first; deleted
// messages and other people's ephemeral ones are gone. In a private chat, chat
// is the person's own id, for the first bot, or the bot's id. Outsiders see
// nothing.
func (s *Sim) Messages(user, chat int64) []Seen {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chatOf(user, chat)
	if ch == nil || ch.Kind != "private" && !ch.has(user) {
		return nil
	}
	out := make([]Seen, 0, len(ch.Msgs))
	for _, m := range ch.Msgs {
		if !m.Deleted {
			out = append(out, s.seen(ch, m))
		}
	}
	for _, m := range ch.Eph {
		if !m.Deleted && m.Receiver == user {
			out = append(out, s.seen(ch, m))
		}
	}
	return out
}

// Message is one message, deleted or not; id -N is the ephemeral message N.
func (s *Sim) Message(user, chat int64, messageID int) (Seen, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chatOf(user, chat)
	if ch == nil {
		return Seen{}, false
	}
	m := ch.at(messageID)
	if m == nil {
		return Seen{}, false
	}
	return s.seen(ch, m), true
}

// keys is the reply keyboard that the last message with one set.
func (c *chat) keys() [][]key {
	for _, m := range slices.Backward(c.Msgs) {
		if k := m.Markup; k != nil && !m.Deleted && (k.Keys != nil || k.Remove) {
			return k.Keys
		}
	}
	return nil
}

// Keyboard is the reply keyboard now shown in a chat, by labels; nil if none.
func (s *Sim) Keyboard(user, chat int64) [][]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chatOf(user, chat)
	if ch == nil {
		return nil
	}
	return labels(ch.keys())
}

// Users lists the people in order of creation.
func (s *Sim) Users() []UserInfo {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := []UserInfo{}
	for _, id := range s.order {
		u := s.users[id]
		if u == nil {
			continue
		}
		ch := s.chatOf(id, id)
		out = append(out, UserInfo{ID: id, First: u.First, Last: u.Last, Username: u.Username, Lang: u.Lang,
			Started: ch != nil, Blocked: ch != nil && ch.Blocked})
	}
	return out
}

// Chats lists the groups in order of creation.
func (s *Sim) Chats() []ChatInfo {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := []ChatInfo{}
	for _, id := range s.chats {
		ch := s.groups[id]
		info := ChatInfo{ID: id, Title: ch.Title, Kind: ch.Kind, Forum: ch.Forum, MigratedTo: ch.MigratedTo,
			Members: []MemberInfo{}, Topics: []TopicInfo{}}
		for _, who := range ch.Order {
			if ch.has(who) {
				m := ch.Members[who]
				info.Members = append(info.Members, MemberInfo{who, m.Role, m.Anonymous, s.bots[who] != nil})
			}
		}
		for _, tp := range ch.Topics {
			info.Topics = append(info.Topics, TopicInfo{tp.ID, tp.Name, tp.Closed})
		}
		out = append(out, info)
	}
	return out
}

// SetScreens says which chats the page shows side by side.
func (s *Sim) SetScreens(screens []Screen) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.screens = slices.Clone(screens)
}

// SetInfo gives the page its texts: title, language ("zh" or "en"), hints.
func (s *Sim) SetInfo(info map[string]string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.info = map[string]string{}
	for k, v := range info {
		s.info[k] = v
	}
}
