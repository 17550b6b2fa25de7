package sim

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// AddUser makes a person and returns the id. A taken username panics.
func (s *Sim) AddUser(u UserSpec) (userID int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if u.Username != "" && s.names[strings.ToLower(u.Username)] != 0 {
		panic(fmt.Sprintf("sim: username %q is taken", u.Username))
	}
	s.nextUser++
	p := &user{ID: s.nextUser, First: u.First, Last: u.Last, Username: u.Username, Lang: u.Lang}
	s.adoptUser(p)
	s.order = append(s.order, p.ID)
	return p.ID
}

func (s *Sim) adoptUser(p *user) {
	p.json = userJSON(p)
	s.users[p.ID] = p
	if p.Username != "" {
		s.names[strings.ToLower(p.Username)] = p.ID
	}
}

// joined finds a chat that a person can now use.
func (s *Sim) joined(userID, chatID int64) (*chat, error) {
	if s.users[userID] == nil {
		return nil, fmt.Errorf("no person has the id %d", userID)
	}
	ch := s.chatOf(userID, chatID)
	switch {
	case ch == nil && chatID < 0:
		return nil, fmt.Errorf("no group has the id %d", chatID)
	case ch == nil:
		return nil, errors.New("this private chat is not open yet: press Start first")
	case ch.Kind != "private" && !ch.has(userID):
		return nil, errors.New("this person is not in the group")
	}
	return ch, nil
}

// talkative is joined for those who post.
func (s *Sim) talkative(userID, chatID int64, thread int) (*chat, error) {
	ch, err := s.joined(userID, chatID)
	if err != nil {
		return nil, err
	}
	switch {
	case ch.Blocked:
		return nil, errors.New("this person has blocked the bot")
	case ch.MigratedTo != 0:
		return nil, fmt.Errorf("the group was upgraded to %d", ch.MigratedTo)
	case thread != 0 && ch.topic(thread) == nil:
		return nil, fmt.Errorf("the group has no topic %d", thread)
	case thread != 0 && ch.topic(thread).Closed && !ch.admin(userID):
		return nil, errors.New("the topic is closed")
	}
	return ch, nil
}

// Say posts as a person and returns the message's id. In a private chat, chat
// is the person's own id (for the first bot) or the id of the bot. Commands,
// mentions, links and so on are recognised as Telegram's servers do. The error
// says why Telegram would not let this person post this here.
func (s *Sim) Say(user, chat int64, m Say) (messageID int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.talkative(user, chat, m.Thread)
	if err != nil {
		return 0, fmt.Errorf("say: %w", err)
	}
	msg, err := s.compose(user, ch, m)
	if err != nil {
		return 0, fmt.Errorf("say: %w", err)
	}
	s.speak(ch, msg)
	return msg.ID, nil
}

// speak posts a person's message and tells the bots.
func (s *Sim) speak(ch *chat, m *message) {
	s.post(ch, m)
	s.event("message", ch, m, m.From, "")
	s.deliver(ch, m, "message")
}

// compose makes the message that a person wants to post.
func (s *Sim) compose(user int64, ch *chat, m Say) (*message, error) {
	msg := &message{From: user, Thread: m.Thread, ReplyTo: m.ReplyTo, Silent: m.Silent}
	if m.ReplyTo != 0 && ch.get(m.ReplyTo) == nil {
		return nil, fmt.Errorf("there is no message %d to reply to", m.ReplyTo)
	}
	msg.followTopic(ch)
	if m.Anonymous {
		if ch.Kind != "supergroup" || ch.Members[user] == nil || !ch.Members[user].Anonymous {
			return nil, errors.New("only an anonymous administrator of a supergroup can post as the group")
		}
		msg.AsChat = true
	}
	switch {
	case m.Media != nil:
		return msg, s.attach(msg, *m.Media)
	case m.Contact != nil:
		ct := *m.Contact
		msg.Kind, msg.Contact, msg.Extra = "contact", &ct, contactExtra(&ct)
		return msg, nil
	case m.Location != nil:
		loc := *m.Location
		msg.Kind, msg.Loc, msg.Extra = "location", &loc, locationExtra(&loc)
		return msg, nil
	case m.Poll != nil:
		if err := checkPoll(m.Poll.Question, m.Poll.Options); err != nil {
			return nil, err
		}
		p := s.keepPoll(&poll{Question: m.Poll.Question, Options: m.Poll.Options, Public: m.Poll.Public, Multiple: m.Poll.Multiple})
		msg.Kind, msg.Poll, msg.Text = "poll", p.ID, p.Question
		return msg, nil
	case m.Forward != nil:
		return msg, s.forwardBy(user, msg, *m.Forward)
	}
	msg.Kind = "text"
	return msg, msg.write(m.Text, maxText)
}

// write sets the text or caption that a person typed.
func (m *message) write(text string, limit int) error {
	if !utf8.ValidString(text) {
		return errors.New("the text is not UTF-8")
	}
	text, _ = cleanText(text, nil)
	text, _ = trimText(text, nil)
	if text == "" && limit == maxText {
		return errors.New("the text is empty")
	}
	if utf16Len(text) > limit {
		return fmt.Errorf("the text is longer than %d characters", limit)
	}
	m.Text, m.Ents = text, findEntities(text)
	return nil
}

// attach sets a person's media.
func (s *Sim) attach(m *message, media Media) error {
	switch media.Kind {
	case "photo", "voice", "document", "sticker", "video", "video_note", "audio", "animation":
	default:
		return fmt.Errorf("unknown media kind %q", media.Kind)
	}
	name, mime, data := sample(media.Kind)
	if media.Bytes != nil {
		name, mime, data = media.Kind, "", media.Bytes
	}
	if media.Name != "" {
		name = media.Name
	}
	if media.Mime != "" {
		mime = media.Mime
	}
	if media.Kind == "photo" {
		if err := checkPhoto(data); err != nil {
			return errors.New("this is no photo that Telegram takes")
		}
	}
	m.Kind, m.File = media.Kind, s.keepFile(media.Kind, name, mime, data).ID
	if media.Caption == "" || media.Kind == "sticker" || media.Kind == "video_note" {
		return nil
	}
	return m.write(media.Caption, maxCaption)
}

func (s *Sim) forwardBy(user int64, m *message, f Forward) error {
	from, err := s.joined(user, f.Chat)
	if err != nil {
		return err
	}
	src := from.get(f.MessageID)
	if src == nil || src.Kind == "service" || src.Protected {
		return fmt.Errorf("message %d can't be forwarded", f.MessageID)
	}
	m.carry(src)
	m.Origin = s.origin(from, src)
	return nil
}

// SayAlbum posts 2 to 10 media as an album: separate messages with one
// media_group_id, the caption on the first.
func (s *Sim) SayAlbum(user, chat int64, caption string, media ...Media) ([]int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.talkative(user, chat, 0)
	if err != nil {
		return nil, fmt.Errorf("say album: %w", err)
	}
	if len(media) < 2 || len(media) > 10 {
		return nil, errors.New("say album: an album has 2 to 10 media")
	}
	var msgs []*message
	for i, md := range media {
		if i == 0 && md.Caption == "" {
			md.Caption = caption
		}
		m := &message{From: user}
		if err := s.attach(m, md); err != nil {
			return nil, fmt.Errorf("say album: %w", err)
		}
		msgs = append(msgs, m)
	}
	var ids []int
	group := s.album()
	for _, m := range msgs {
		m.Album = group
		s.speak(ch, m)
		ids = append(ids, m.ID)
	}
	return ids, nil
}

// PushText posts plain text as cheaply as possible: it is neither cleaned nor
// searched for entities. For benchmarks.
func (s *Sim) PushText(user, chat int64, text string) (messageID int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.talkative(user, chat, 0)
	if err != nil {
		return 0, fmt.Errorf("push text: %w", err)
	}
	m := &message{From: user, Kind: "text", Text: text}
	s.speak(ch, m)
	return m.ID, nil
}

// EditText changes a person's own message: its text, or the caption of media.
func (s *Sim) EditText(user, chat int64, messageID int, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.talkative(user, chat, 0)
	if err != nil {
		return fmt.Errorf("edit: %w", err)
	}
	m := ch.get(messageID)
	if m == nil || m.From != user || m.Origin != "" || m.Kind != "text" && m.File == "" {
		return errors.New("edit: only own text and captions can be edited")
	}
	limit := maxText
	if m.Kind != "text" {
		limit = maxCaption
	}
	next := *m
	if err := next.write(text, limit); err != nil {
		return fmt.Errorf("edit: %w", err)
	}
	if next.Text == m.Text {
		return errors.New("edit: nothing was changed")
	}
	next.Edited, next.Version = s.unix(), m.Version+1
	*m = next
	s.event("edit", ch, m, user, "")
	s.deliver(ch, m, "edited_message")
	return nil
}

// Delete deletes a message for everybody: an own one, any one in a private
// chat, or any one as an administrator. Bots never hear of it.
func (s *Sim) Delete(user, chat int64, messageID int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.joined(user, chat)
	if err != nil {
		return fmt.Errorf("delete: %w", err)
	}
	m := ch.get(messageID)
	if m == nil {
		return fmt.Errorf("delete: there is no message %d", messageID)
	}
	if ch.Kind != "private" && m.From != user && !ch.admin(user) {
		return errors.New("delete: only administrators delete other people's messages")
	}
	s.erase(ch, m, user)
	return nil
}

// PressKey presses a button of the reply keyboard that is now shown: its text is
// posted, or the contact or the location that it asks for.
func (s *Sim) PressKey(user, chat int64, label string) (messageID int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.talkative(user, chat, 0)
	if err != nil {
		return 0, fmt.Errorf("press key: %w", err)
	}
	for _, row := range ch.keys() {
		for _, k := range row {
			if k.Text != label {
				continue
			}
			if k.List != nil {
				return 0, fmt.Errorf("press key: %q opens a list to pick from", label)
			}
			m, err := s.compose(user, ch, s.keySays(user, k))
			if err != nil {
				return 0, fmt.Errorf("press key: %w", err)
			}
			s.speak(ch, m)
			return m.ID, nil
		}
	}
	return 0, fmt.Errorf("press key: no key %q is shown", label)
}

func (s *Sim) keySays(user int64, k key) Say {
	switch u := s.users[user]; k.Asks {
	case "contact":
		return Say{Contact: &Contact{Phone: fmt.Sprintf("+86139%08d", user%100000000), First: u.First, Last: u.Last, UserID: user}}
	case "location":
		return Say{Location: &Location{35.619, 111.371}}
	}
	return Say{Text: k.Text}
}
