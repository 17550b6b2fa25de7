package bot

import (
	"time"

	"github.com/go-telegram/bot/models"
)

// Ids that Telegram uses for senders that are not people.
const (
	anonymousAdmin = 1087968824 // an administrator who posts as the group
)

// albumMemory is how long an album counts as addressed to the bot, in memory.
// Its messages arrive within seconds; later the order itself knows them.
const albumMemory = 10 * time.Minute

type albumKey struct {
	chat  int64
	album string
}

// relevance decides what of all that the bot hears is kept. What it refuses is
// never stored: what people say to each other is not ours.
type relevance struct {
	self
	albums map[albumKey]time.Time // addressed to the bot, and when
	// belongs reports whether a message, or its album, is known to be an order.
	belongs func(chat int64, message int, album string) bool
}

// note remembers the albums of which a message addresses the bot. A whole batch
// is noted before it is judged, because the captioned message need not be the
// first.
func (r *relevance) note(u *models.Update, now time.Time) {
	m := u.Message
	if m == nil || m.MediaGroupID == "" || private(m.Chat) || !r.addressed(m) {
		return
	}
	for k, at := range r.albums {
		if now.Sub(at) > albumMemory {
			delete(r.albums, k)
		}
	}
	r.albums[albumKey{m.Chat.ID, m.MediaGroupID}] = now
}

// keeps reports whether the update is for the bot.
func (r *relevance) keeps(u *models.Update) bool {
	switch {
	case u.Message != nil:
		return r.keepsMessage(u.Message)
	case u.EditedMessage != nil:
		return r.keepsEdit(u.EditedMessage)
	case u.CallbackQuery != nil:
		chat, message, _ := tapped(u.CallbackQuery)
		return chat.ID != 0 && message != 0 && !u.CallbackQuery.From.IsBot
	case u.MyChatMember != nil:
		return known(u.MyChatMember.Chat)
	case u.ChatMember != nil:
		person, left := leaver(u.ChatMember)
		return left && !person.IsBot && group(u.ChatMember.Chat)
	}
	return false
}

func private(c models.Chat) bool { return c.Type == models.ChatTypePrivate }

func group(c models.Chat) bool {
	return c.Type == models.ChatTypeGroup || c.Type == models.ChatTypeSupergroup
}

func known(c models.Chat) bool { return c.ID != 0 && (private(c) || group(c)) }

func (r *relevance) keepsMessage(m *models.Message) bool {
	if !known(m.Chat) {
		return false
	}
	if m.MigrateToChatID != 0 || m.MigrateFromChatID != 0 {
		return true
	}
	if m.LeftChatMember != nil {
		return group(m.Chat) && !m.LeftChatMember.IsBot
	}
	if !r.fromPerson(m) || service(m) {
		return false
	}
	if private(m.Chat) || r.addressed(m) {
		return true
	}
	if m.MediaGroupID == "" {
		return false
	}
	_, noted := r.albums[albumKey{m.Chat.ID, m.MediaGroupID}]
	return noted || r.belongs(m.Chat.ID, 0, m.MediaGroupID)
}

// keepsEdit is like keepsMessage, but an edit also counts when it takes the
// mention away. A place that moves is not an edit anybody made.
func (r *relevance) keepsEdit(m *models.Message) bool {
	if !known(m.Chat) || !r.fromPerson(m) || m.Location != nil {
		return false
	}
	return private(m.Chat) || r.addressed(m) || r.belongs(m.Chat.ID, m.ID, m.MediaGroupID)
}

// fromPerson is false for bots, channels and posts that a channel forwards to
// its group by itself.
func (r *relevance) fromPerson(m *models.Message) bool {
	switch {
	case m.IsAutomaticForward, m.From == nil && m.SenderChat == nil:
		return false
	case anonymous(m):
		return true
	case m.SenderChat != nil:
		return false // a channel's mask: nobody whom the bot could answer
	}
	return !m.From.IsBot
}

// anonymous reports whether an administrator hides behind the group.
func anonymous(m *models.Message) bool {
	return m.From != nil && m.From.ID == anonymousAdmin || m.SenderChat != nil && m.SenderChat.ID == m.Chat.ID
}

// addressed reports whether a message in a group is meant for the bot.
func (r *relevance) addressed(m *models.Message) bool {
	return r.toBot(m) || r.read(m.Text, m.Entities).mentioned || r.read(m.Caption, m.CaptionEntities).mentioned
}

// toBot reports whether the message replies to the bot. In a forum every
// message that replies to nothing "replies" to the message that made its topic.
func (s self) toBot(m *models.Message) bool {
	to := repliedTo(m)
	return to != nil && to.From != nil && to.From.ID == s.id
}

func repliedTo(m *models.Message) *models.Message {
	to := m.ReplyToMessage
	if to == nil || to.ForumTopicCreated != nil || m.IsTopicMessage && to.ID == m.MessageThreadID {
		return nil
	}
	return to
}

// service reports whether Telegram tells of something that happened in the
// chat, and nobody said anything.
func service(m *models.Message) bool {
	switch {
	case len(m.NewChatMembers) > 0, m.NewChatTitle != "", len(m.NewChatPhoto) > 0, m.DeleteChatPhoto,
		m.GroupChatCreated, m.SupergroupChatCreated, m.ChannelChatCreated, m.MessageAutoDeleteTimerChanged != nil,
		m.PinnedMessage != nil, m.WriteAccessAllowed != nil,
		m.ForumTopicCreated != nil, m.ForumTopicEdited != nil, m.ForumTopicClosed != nil, m.ForumTopicReopened != nil,
		m.GeneralForumTopicHidden != nil, m.GeneralForumTopicUnhidden != nil,
		m.VideoChatScheduled != nil, m.VideoChatStarted != nil, m.VideoChatEnded != nil, m.VideoChatParticipantsInvited != nil,
		m.ProximityAlertTriggered != nil, m.BoostAdded != nil, m.ChatBackgroundSet != nil, m.ConnectedWebsite != "":
		return true
	}
	return false
}

// tapped is the message that carries the pressed button, as far as Telegram
// still has it.
func tapped(q *models.CallbackQuery) (chat models.Chat, message, thread int) {
	switch m := q.Message; {
	case m.Message != nil:
		return m.Message.Chat, m.Message.ID, topic(m.Message)
	case m.InaccessibleMessage != nil:
		return m.InaccessibleMessage.Chat, m.InaccessibleMessage.MessageID, 0
	}
	return chat, 0, 0
}

// topic is the forum topic of a message. Outside of forums Telegram numbers
// threads of replies, which can't be written to.
func topic(m *models.Message) int {
	if !m.IsTopicMessage {
		return 0
	}
	return m.MessageThreadID
}

// leaver is the member whom the change is about, if it is that they left.
func leaver(c *models.ChatMemberUpdated) (models.User, bool) {
	person, in := member(c.NewChatMember)
	_, was := member(c.OldChatMember)
	return person, was && !in && person.ID != 0
}

// member is who it is about and whether they are in the chat.
func member(m models.ChatMember) (person models.User, in bool) {
	switch {
	case m.Owner != nil && m.Owner.User != nil:
		return *m.Owner.User, true
	case m.Administrator != nil:
		return m.Administrator.User, true
	case m.Member != nil && m.Member.User != nil:
		return *m.Member.User, true
	case m.Restricted != nil && m.Restricted.User != nil:
		return *m.Restricted.User, m.Restricted.IsMember
	case m.Left != nil && m.Left.User != nil:
		return *m.Left.User, false
	case m.Banned != nil && m.Banned.User != nil:
		return *m.Banned.User, false
	}
	return person, false
}
