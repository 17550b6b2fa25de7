package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/go-telegram/bot/models"

	"huiyin/flows"
)

// errNothing is an update with nothing in it that the bot knows.
var errNothing = errors.New("an update of no known kind")

// parse reads the raw JSON of an update.
func parse(raw []byte) (*models.Update, error) {
	u := new(models.Update)
	if err := json.Unmarshal(raw, u); err != nil {
		return nil, fmt.Errorf("decode update: %T", err) // the error itself quotes the message
	}
	return u, nil
}

// input makes of an update what flows understands.
func (s self) input(u *models.Update) (flows.Input, error) {
	in := flows.Input{Update: u.ID}
	switch {
	case u.Message != nil:
		s.message(&in, u.Message)
	case u.EditedMessage != nil:
		s.message(&in, u.EditedMessage)
		if in.Kind == flows.Said {
			in.Kind = flows.Edited
		}
	case u.CallbackQuery != nil:
		s.tap(&in, u.CallbackQuery)
	case u.MyChatMember != nil:
		s.standing(&in, u.MyChatMember)
	case u.ChatMember != nil:
		in.Kind, in.At, in.Chat = flows.Left, seconds(u.ChatMember.Date), chatOf(u.ChatMember.Chat)
		who, left := leaver(u.ChatMember)
		if !left {
			return in, errNothing
		}
		in.Person = personOf(&who)
	default:
		return in, errNothing
	}
	return in, nil
}

func seconds(n int) time.Time {
	if n <= 0 {
		return time.Time{}
	}
	return time.Unix(int64(n), 0).UTC()
}

func chatOf(c models.Chat) flows.Chat {
	return flows.Chat{ID: c.ID, Private: private(c), Title: tidy(c.Title)}
}

func personOf(u *models.User) flows.Person {
	if u == nil {
		return flows.Person{}
	}
	return flows.Person{
		ID: u.ID, Name: tidy(u.FirstName + " " + u.LastName), Username: u.Username,
		Language: u.LanguageCode, Bot: u.IsBot,
	}
}

// author is who wrote a message, or the group or channel it was written as.
func author(m *models.Message) flows.Person {
	p := personOf(m.From)
	if m.SenderChat != nil {
		p.Name, p.Bot = tidy(m.SenderChat.Title), true
		if p.ID == 0 {
			p.ID = m.SenderChat.ID
		}
	}
	return p
}

func (s self) message(in *flows.Input, m *models.Message) {
	in.At, in.Chat, in.Person, in.Anonymous = seconds(max(m.Date, m.EditDate)), chatOf(m.Chat), author(m), anonymous(m)
	switch {
	case m.MigrateToChatID != 0:
		in.Kind, in.NewChat = flows.Migrated, m.MigrateToChatID
		return
	case m.MigrateFromChatID != 0:
		in.Kind, in.NewChat = flows.Migrated, m.Chat.ID
		in.Chat.ID = m.MigrateFromChatID
		return
	case m.LeftChatMember != nil:
		in.Kind, in.Person = flows.Left, personOf(m.LeftChatMember)
		return
	}
	in.Kind = flows.Said
	in.Message = s.said(m)
}

func (s self) said(m *models.Message) flows.Message {
	w := s.read(m.Text, m.Entities)
	if m.Text == "" {
		w = s.read(m.Caption, m.CaptionEntities)
	}
	out := flows.Message{
		ID: m.ID, Thread: topic(m), Text: w.text, Command: w.command, Album: m.MediaGroupID, Media: mediaOf(m), Place: placeOf(m),
		ReplyTo: s.reply(m),
	}
	out.Addressed = !private(m.Chat) && (w.mentioned || s.toBot(m))
	if d := m.Document; d != nil && m.Animation == nil {
		out.File = &flows.File{ID: d.FileID, Name: d.FileName, Shown: tidy(d.FileName), Mime: d.MimeType, Size: d.FileSize}
	}
	if m.Contact != nil {
		out.Contact = &flows.Contact{Phone: m.Contact.PhoneNumber, Person: m.Contact.UserID}
	}
	out.Picked = pickedIn(m)
	if m.Text == "" && m.Caption == "" && out.Picked == nil && len(out.Media) == 0 && out.Place == nil && out.Contact == nil {
		out.Odd = oddOf(m)
	}
	return out
}

// reply is what the message replies to. Who marks a part of it means that part.
func (s self) reply(m *models.Message) *flows.Reply {
	to := repliedTo(m)
	if to == nil {
		return nil
	}
	r := &flows.Reply{ID: to.ID, Author: author(to), ToBot: s.toBot(m), Media: mediaOf(to), Album: to.MediaGroupID, Place: placeOf(to)}
	r.Text = s.read(to.Text, to.Entities).text
	if to.Text == "" {
		r.Text = s.read(to.Caption, to.CaptionEntities).text
	}
	if m.Quote != nil && m.Quote.IsManual && m.Quote.Text != "" {
		r.Text = strings.TrimSpace(m.Quote.Text)
	}
	return r
}

// pickedIn is what was picked from a list that a key opened.
func pickedIn(m *models.Message) *flows.Picked {
	switch {
	case m.UsersShared != nil:
		p := &flows.Picked{ID: int32(m.UsersShared.RequestID)} //nolint:gosec // a number that we gave; another one matches nothing
		for _, u := range m.UsersShared.Users {
			p.People = append(p.People, flows.Person{ID: u.UserID, Name: tidy(u.FirstName + " " + u.LastName), Username: u.Username})
		}
		return p
	case m.ChatShared != nil:
		return &flows.Picked{ID: int32(m.ChatShared.RequestID), Group: flows.Chat{ID: m.ChatShared.ChatID, Title: tidy(m.ChatShared.Title)}} //nolint:gosec // a number that we gave; another one matches nothing
	}
	return nil
}

func mediaOf(m *models.Message) []flows.Media {
	one := func(kind, file string) []flows.Media {
		if file == "" {
			return nil
		}
		return []flows.Media{{Kind: kind, FileID: file}}
	}
	switch {
	case len(m.Photo) > 0:
		best := m.Photo[0]
		for _, p := range m.Photo[1:] {
			if p.Width*p.Height > best.Width*best.Height {
				best = p
			}
		}
		return one("photo", best.FileID)
	case m.Voice != nil:
		return one("voice", m.Voice.FileID)
	case m.Video != nil:
		return one("video", m.Video.FileID)
	case m.Animation != nil: // comes with a document too, for old programs
		return one("video", m.Animation.FileID)
	case m.Audio != nil:
		return one("document", m.Audio.FileID)
	case m.Document != nil:
		return one("document", m.Document.FileID)
	}
	return nil
}

func placeOf(m *models.Message) *flows.Place {
	switch {
	case m.Venue != nil:
		return &flows.Place{Lat: m.Venue.Location.Latitude, Lon: m.Venue.Location.Longitude}
	case m.Location != nil:
		return &flows.Place{Lat: m.Location.Latitude, Lon: m.Location.Longitude}
	}
	return nil
}

// oddOf names what the bot can't use.
func oddOf(m *models.Message) string {
	switch {
	case m.Sticker != nil:
		return "sticker"
	case m.VideoNote != nil:
		return "video_note"
	case m.Poll != nil:
		return "poll"
	case m.Dice != nil:
		return "dice"
	case m.Game != nil:
		return "game"
	case m.Story != nil:
		return "story"
	case m.Checklist != nil:
		return "checklist"
	case m.PaidMedia != nil:
		return "paid_media"
	}
	return "other"
}

func (s self) tap(in *flows.Input, q *models.CallbackQuery) {
	chat, message, thread := tapped(q)
	in.Kind, in.Person, in.Chat = flows.Tapped, personOf(&q.From), chatOf(chat)
	in.Message.Thread = thread
	in.Tap = flows.Tap{Message: message, Data: q.Data}
}

// standing is a change of what the bot is in a chat.
func (s self) standing(in *flows.Input, c *models.ChatMemberUpdated) {
	in.At, in.Chat, in.Person = seconds(c.Date), chatOf(c.Chat), personOf(&c.From)
	_, inside := member(c.NewChatMember)
	switch {
	case private(c.Chat) && inside:
		in.Kind = flows.Unblocked
	case private(c.Chat):
		in.Kind = flows.Blocked
	case inside:
		in.Kind = flows.BotAdded
	default:
		in.Kind = flows.BotRemoved
	}
}
