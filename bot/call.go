package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"huiyin/flows"
	"huiyin/store"
)

// parts are what of a message was sent already, so that a second try does not
// repeat it.
type parts struct {
	hash        string
	batches     int // of files
	text, place bool
	id          int
	drawn       []byte // the picture, so that no try draws it again
	pictured    bool
}

// put sends the parts of a message that are not in done yet, and returns the id
// of the one that may be edited later: the one with the buttons.
func (c *client) put(ctx context.Context, s *shape, done *parts) (id int, f *failure) {
	for _, files := range s.batches()[min(done.batches, len(s.batches())):] {
		at, f := c.putFiles(ctx, s, files, done.batches == 0)
		if f != nil {
			return 0, f
		}
		done.batches++
		if done.id == 0 {
			done.id = at
		}
	}
	if s.Picture != nil && !done.pictured {
		if done.id, f = c.putPicture(ctx, s, done); f != nil {
			return 0, f
		}
		done.pictured = true
	}
	if s.texted() && !done.text {
		if done.id, f = c.putText(ctx, s); f != nil {
			return 0, f
		}
		done.text = true
	}
	if s.Place != nil && !done.place {
		at, f := c.putPlace(ctx, s)
		if f != nil {
			return 0, f
		}
		done.place = true
		if done.id == 0 {
			done.id = at
		}
	}
	return done.id, nil
}

func messageID(m *models.Message) int {
	if m == nil {
		return 0
	}
	return m.ID
}

func (c *client) putText(ctx context.Context, s *shape) (int, *failure) {
	var m numbered
	f := c.direct(ctx, "sendMessage", &tg.SendMessageParams{
		ChatID: s.chat, MessageThreadID: s.thread, Text: s.text(), Entities: s.entities(), LinkPreviewOptions: s.preview(),
		DisableNotification: s.Silent, ReplyParameters: s.replyTo(), ReplyMarkup: s.markup(false),
	}, &m)
	return m.ID, f
}

// putPlace carries the buttons only when there is nothing else to carry them.
func (c *client) putPlace(ctx context.Context, s *shape) (int, *failure) {
	params := &tg.SendLocationParams{
		ChatID: s.chat, MessageThreadID: s.thread, Latitude: s.Place.Lat, Longitude: s.Place.Lon, DisableNotification: s.Silent,
	}
	if !s.texted() && !s.filed() {
		params.ReplyMarkup, params.ReplyParameters = s.markup(false), s.replyTo()
	}
	m, err := c.SendLocation(ctx, params)
	return messageID(m), asFailure("sendLocation", err)
}

// putFiles sends one file, or several as an album. Only the first of them
// replies.
func (c *client) putFiles(ctx context.Context, s *shape, files []flows.Media, first bool) (int, *failure) {
	var l label
	if s.captioned() {
		l = label{s.Text, s.entities(), s.markup(false)}
	}
	var reply *models.ReplyParameters
	if first {
		reply = s.replyTo()
	}
	if len(files) > 1 {
		ms, err := c.SendMediaGroup(ctx, &tg.SendMediaGroupParams{
			ChatID: s.chat, MessageThreadID: s.thread, Media: album(files, l), DisableNotification: s.Silent, ReplyParameters: reply,
		})
		if len(ms) == 0 {
			return 0, asFailure("sendMediaGroup", err)
		}
		return messageID(ms[0]), asFailure("sendMediaGroup", err)
	}
	file := &models.InputFileString{Data: files[0].FileID}
	switch files[0].Kind {
	case "photo":
		m, err := c.SendPhoto(ctx, &tg.SendPhotoParams{ChatID: s.chat, MessageThreadID: s.thread, Photo: file, Caption: l.text,
			CaptionEntities: l.entities, ReplyMarkup: l.markup, DisableNotification: s.Silent, ReplyParameters: reply})
		return messageID(m), asFailure("sendPhoto", err)
	case "voice":
		m, err := c.SendVoice(ctx, &tg.SendVoiceParams{ChatID: s.chat, MessageThreadID: s.thread, Voice: file, Caption: l.text,
			CaptionEntities: l.entities, ReplyMarkup: l.markup, DisableNotification: s.Silent, ReplyParameters: reply})
		return messageID(m), asFailure("sendVoice", err)
	case "video":
		m, err := c.SendVideo(ctx, &tg.SendVideoParams{ChatID: s.chat, MessageThreadID: s.thread, Video: file, Caption: l.text,
			CaptionEntities: l.entities, ReplyMarkup: l.markup, DisableNotification: s.Silent, ReplyParameters: reply})
		return messageID(m), asFailure("sendVideo", err)
	}
	m, err := c.SendDocument(ctx, &tg.SendDocumentParams{ChatID: s.chat, MessageThreadID: s.thread, Document: file, Caption: l.text,
		CaptionEntities: l.entities, ReplyMarkup: l.markup, DisableNotification: s.Silent, ReplyParameters: reply})
	return messageID(m), asFailure("sendDocument", err)
}

// putPicture draws the picture and uploads it.
func (c *client) putPicture(ctx context.Context, s *shape, done *parts) (int, *failure) {
	if done.drawn == nil {
		var f *failure
		if done.drawn, f = c.drawing(ctx, *s.Picture); f != nil {
			return 0, f
		}
	}
	var l label
	if s.captioned() {
		l = label{s.Text, s.entities(), s.markup(false)}
	}
	if name := s.Picture.Name; name != "" {
		m, err := c.SendDocument(ctx, &tg.SendDocumentParams{ChatID: s.chat, MessageThreadID: s.thread, Caption: l.text,
			Document:        &models.InputFileUpload{Filename: name, Data: bytes.NewReader(done.drawn)},
			CaptionEntities: l.entities, ReplyMarkup: l.markup, DisableNotification: s.Silent, ReplyParameters: s.replyTo()})
		return messageID(m), asFailure("sendDocument", err)
	}
	m, err := c.SendPhoto(ctx, &tg.SendPhotoParams{ChatID: s.chat, MessageThreadID: s.thread, Caption: l.text,
		Photo:           &models.InputFileUpload{Filename: "picture.png", Data: bytes.NewReader(done.drawn)},
		CaptionEntities: l.entities, ReplyMarkup: l.markup, DisableNotification: s.Silent, ReplyParameters: s.replyTo()})
	return messageID(m), asFailure("sendPhoto", err)
}

// drawing draws. What can't be drawn counts as a file that Telegram refuses, so
// that the words go out without it.
func (c *client) drawing(ctx context.Context, p flows.Picture) (drawn []byte, f *failure) {
	broken := &failure{method: "sendPhoto", text: "photo_invalid: it can't be drawn"}
	defer func() {
		if recover() != nil { // a mistake in one drawing must not end the program
			drawn, f = nil, broken
		}
	}()
	if c.draw == nil {
		return nil, broken
	}
	drawn, err := c.draw(ctx, p)
	switch {
	case errors.Is(err, context.Canceled):
		return nil, &failure{method: "sendPhoto", fault: faultCancelled}
	case err != nil || len(drawn) == 0:
		return nil, broken
	}
	return drawn, nil
}

// label is what stands under a file.
type label struct {
	text     string
	entities []models.MessageEntity
	markup   models.ReplyMarkup
}

// album makes the files of one album; the label goes under the first.
func album(files []flows.Media, l label) []models.InputMedia {
	var list []models.InputMedia
	for _, file := range files {
		switch file.Kind {
		case "photo":
			list = append(list, &models.InputMediaPhoto{Media: file.FileID, Caption: l.text, CaptionEntities: l.entities})
		case "video":
			list = append(list, &models.InputMediaVideo{Media: file.FileID, Caption: l.text, CaptionEntities: l.entities})
		default:
			list = append(list, &models.InputMediaDocument{Media: file.FileID, Caption: l.text, CaptionEntities: l.entities})
		}
		l = label{}
	}
	return list
}

// edit changes a message that stands there. Its files stay as they are.
func (c *client) edit(ctx context.Context, s *shape, message int) *failure {
	if s.captioned() {
		return c.direct(ctx, "editMessageCaption", &tg.EditMessageCaptionParams{
			ChatID: s.chat, MessageID: message, Caption: s.Text, CaptionEntities: s.entities(), ReplyMarkup: s.markup(true),
		}, nil)
	}
	return c.direct(ctx, "editMessageText", &tg.EditMessageTextParams{
		ChatID: s.chat, MessageID: message, Text: s.text(), Entities: s.entities(), LinkPreviewOptions: s.preview(), ReplyMarkup: s.markup(true),
	}, nil)
}

// remove deletes a message. What is too old to be deleted loses its buttons, so
// that nobody presses them any more.
func (c *client) remove(ctx context.Context, chat int64, message int) *failure {
	f := c.direct(ctx, "deleteMessage", &tg.DeleteMessageParams{ChatID: chat, MessageID: message}, nil)
	if f != nil && f.fault == faultRefused && contains(f.text, []string{"can't be deleted"}) {
		_, _ = c.EditMessageReplyMarkup(ctx, &tg.EditMessageReplyMarkupParams{ChatID: chat, MessageID: message})
	}
	return f
}

func (c *client) react(ctx context.Context, p store.Post) *failure {
	var r flows.Reaction
	if json.Unmarshal(p.Body, &r) != nil {
		return &failure{method: "setMessageReaction", text: "the post can't be read"}
	}
	params := &tg.SetMessageReactionParams{ChatID: p.Chat, MessageID: p.MessageID}
	if r.Emoji != "" {
		params.Reaction = []models.ReactionType{{
			Type: models.ReactionTypeTypeEmoji, ReactionTypeEmoji: &models.ReactionTypeEmoji{Emoji: r.Emoji},
		}}
	}
	return c.direct(ctx, "setMessageReaction", params, nil)
}

func (c *client) menu(ctx context.Context, p store.Post) *failure {
	var m flows.Menu
	if json.Unmarshal(p.Body, &m) != nil {
		return &failure{method: "setMyCommands", text: "the post can't be read"}
	}
	scope := scopeOf(p.Chat, m.Person)
	if len(m.Commands) == 0 {
		_, err := c.DeleteMyCommands(ctx, &tg.DeleteMyCommandsParams{Scope: scope, LanguageCode: m.Language})
		return asFailure("deleteMyCommands", err)
	}
	params := &tg.SetMyCommandsParams{Scope: scope, LanguageCode: m.Language}
	for _, l := range m.Commands {
		params.Commands = append(params.Commands, models.BotCommand{Command: l.Command, Description: l.Description})
	}
	_, err := c.SetMyCommands(ctx, params)
	return asFailure("setMyCommands", err)
}

// scopeOf says for whom a menu is: everybody everywhere (chat 0), a chat, or
// one person in a group.
func scopeOf(chat, person int64) models.BotCommandScope {
	switch {
	case chat == 0:
		return &models.BotCommandScopeDefault{}
	case person != 0 && chat < 0:
		return &models.BotCommandScopeChatMember{ChatID: chat, UserID: person}
	}
	return &models.BotCommandScopeChat{ChatID: chat}
}
