package bot

import (
	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"huiyin/flows"
	"huiyin/store"
	"huiyin/texts"
)

const (
	textLimit    = 4096 // UTF-16 units of a message
	captionLimit = 1024 // of a caption
	albumLimit   = 10
)

// shape is a message as it goes to Telegram: what flows wants, less what
// Telegram has refused already.
type shape struct {
	flows.Outgoing
	chat   int64
	thread int
	reply  int
}

func newShape(p store.Post, o flows.Outgoing) shape {
	s := shape{Outgoing: o, chat: p.Chat, thread: p.Thread, reply: p.ReplyTo}
	s.clip(textLimit)
	if s.Picture != nil {
		s.Media = nil
	}
	if len(s.Media) > albumLimit {
		s.Media = s.Media[:albumLimit]
	}
	return s
}

// clip is a guard: whoever wrote the text has clipped it with more sense.
func (s *shape) clip(limit int) {
	if texts.Units(s.Text) <= limit {
		return
	}
	s.Text = texts.Clip(s.Text, limit)
	s.Entities = within(s.Entities, texts.Units(s.Text))
}

// within shortens entities to a text of n units.
func within(list []texts.Entity, n int) []texts.Entity {
	var kept []texts.Entity
	for _, e := range list {
		if e.Offset >= n {
			continue
		}
		e.Length = min(e.Length, n-e.Offset)
		kept = append(kept, e)
	}
	return kept
}

// batches are the files as they can be sent together: pictures and films in one
// album, documents in another, voice messages one by one.
func (s *shape) batches() [][]flows.Media {
	var seen, papers []flows.Media
	var list [][]flows.Media
	for _, m := range s.Media {
		switch m.Kind {
		case "photo", "video":
			seen = append(seen, m)
		case "voice":
			list = append(list, []flows.Media{m})
		default:
			papers = append(papers, m)
		}
	}
	for _, album := range [][]flows.Media{papers, seen} {
		if len(album) > 0 {
			list = append([][]flows.Media{album}, list...)
		}
	}
	return list
}

// captioned reports whether the text goes under the files, and not into a
// message of its own: an album can't carry buttons, a caption not much text.
func (s *shape) captioned() bool {
	if texts.Units(s.Text) > captionLimit {
		return false
	}
	if s.Picture != nil {
		return true
	}
	return len(s.batches()) == 1 && s.labelled()
}

// labelled reports whether Telegram lets the files carry what the text needs.
func (s *shape) labelled() bool {
	return len(s.Media) == 1 || len(s.Buttons) == 0
}

// texted reports whether there is a text message.
func (s *shape) texted() bool {
	if s.filed() {
		return !s.captioned() && (s.Text != "" || len(s.Buttons) > 0)
	}
	return s.Text != "" || s.Place == nil
}

// filed reports whether there is a file of any kind.
func (s *shape) filed() bool { return len(s.Media) > 0 || s.Picture != nil }

// weight is how many messages it makes.
func (s *shape) weight() int {
	n := len(s.Media)
	if s.Picture != nil {
		n++
	}
	if s.texted() {
		n++
	}
	if s.Place != nil {
		n++
	}
	return max(n, 1)
}

// text is what the text message says. Buttons under files need one.
func (s *shape) text() string {
	if s.Text == "" && s.filed() {
		return "↑"
	}
	return s.Text
}

func (s *shape) entities() []models.MessageEntity {
	list := make([]models.MessageEntity, 0, len(s.Entities))
	for _, e := range s.Entities {
		m := models.MessageEntity{Type: models.MessageEntityType(e.Type), Offset: e.Offset, Length: e.Length}
		if e.User != 0 {
			m.User = &models.User{ID: e.User}
		}
		list = append(list, m)
	}
	return list
}

// markup is nil, and not a nil pointer in an interface, when there is none: the
// library would send "null".
func (s *shape) markup(edit bool) models.ReplyMarkup {
	if rows := s.buttons(); len(rows) > 0 {
		return &models.InlineKeyboardMarkup{InlineKeyboard: rows}
	}
	if len(s.Keyboard) == 0 || edit {
		return nil
	}
	return newKeyboard(s.Keyboard)
}

func (s *shape) buttons() [][]models.InlineKeyboardButton {
	var rows [][]models.InlineKeyboardButton
	for _, row := range s.Buttons {
		var buttons []models.InlineKeyboardButton
		for _, b := range row {
			if b.Text == "" || b.Data == "" && b.URL == "" {
				continue
			}
			buttons = append(buttons, models.InlineKeyboardButton{Text: b.Text, CallbackData: b.Data, URL: b.URL, Style: b.Style})
		}
		if len(buttons) > 0 {
			rows = append(rows, buttons)
		}
	}
	return rows
}

// withoutExtras takes out what Telegram may refuse of the buttons.
func (s *shape) withoutExtras() {
	s.Keyboard = nil
	var rows [][]flows.Button
	for _, row := range s.Buttons {
		var kept []flows.Button
		for _, b := range row {
			if b.URL == "" {
				b.Style = ""
				kept = append(kept, b)
			}
		}
		if len(kept) > 0 {
			rows = append(rows, kept)
		}
	}
	s.Buttons = rows
}

func (s *shape) preview() *models.LinkPreviewOptions {
	if s.Preview {
		return nil
	}
	return &models.LinkPreviewOptions{IsDisabled: tg.True()}
}

func (s *shape) replyTo() *models.ReplyParameters {
	if s.reply == 0 {
		return nil
	}
	return &models.ReplyParameters{MessageID: s.reply, AllowSendingWithoutReply: true}
}

// without mends the shape after Telegram refused a part of it. It reports
// whether there was such a part, so that nothing is tried twice.
func (s *shape) without(v verdict) bool {
	switch v {
	case verdictPlain:
		had := len(s.Entities) > 0
		s.Entities = nil
		return had
	case verdictNoReply:
		had := s.reply != 0
		s.reply = 0
		return had
	case verdictNoThread:
		had := s.thread != 0
		s.thread = 0
		return had
	case verdictNoMedia:
		had := s.filed()
		if s.Picture != nil && s.Picture.Else != "" {
			s.Text, s.Entities = s.Picture.Else, nil
		}
		s.Media, s.Picture = nil, nil
		return had && (s.Text != "" || s.Place != nil)
	case verdictNoExtras:
		before, keyboard := len(s.buttons()), len(s.Keyboard)
		urls := false
		for _, row := range s.Buttons {
			for _, b := range row {
				urls = urls || b.URL != "" || b.Style != ""
			}
		}
		s.withoutExtras()
		return keyboard > 0 || before > 0 && urls
	}
	return false
}
