package sim

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// TestLibrary drives the world with the library that real bots use.
func TestLibrary(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, Options{}).inGroup(true).started()
		heard := make(chan *models.Update, 10)
		b, err := tg.New(r.token, tg.WithServerURL("http://tg"), tg.WithHTTPClient(50*time.Second, r.client),
			tg.WithInitialOffset(r.offset-1),
			tg.WithDefaultHandler(func(_ context.Context, _ *tg.Bot, u *models.Update) { heard <- u }))
		r.ok(err)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); b.Start(ctx) }()

		me, err := b.GetMe(ctx)
		r.ok(err)
		if me.Username != "huiyin_bot" || !me.IsBot || me.ID != b.ID() {
			t.Errorf("%+v", me)
		}
		kb := &models.InlineKeyboardMarkup{InlineKeyboard: [][]models.InlineKeyboardButton{{{Text: "接单", CallbackData: "take:1"}}}}
		sent, err := b.SendMessage(ctx, &tg.SendMessageParams{ChatID: r.li, Text: "👀 #1024", ReplyMarkup: kb,
			Entities: []models.MessageEntity{{Type: models.MessageEntityTypeBold, Offset: 3, Length: 5}}})
		r.ok(err)
		if sent.Text != "👀 #1024" || len(sent.Entities) != 1 || sent.ReplyMarkup.InlineKeyboard[0][0].CallbackData != "take:1" {
			t.Errorf("%+v", sent)
		}
		libraryEdits(ctx, t, r, b, sent, kb)
		libraryFiles(ctx, t, r, b)
		_, err = b.SetMyCommands(ctx, &tg.SetMyCommandsParams{Commands: []models.BotCommand{{Command: "order", Description: "点单"}},
			Scope: &models.BotCommandScopeChat{ChatID: r.group}})
		r.ok(err)
		if m := r.Menu(r.li, r.group); len(m) != 1 || m[0].Command != "order" {
			t.Errorf("%+v", m)
		}
		_, err = b.SetMessageReaction(ctx, &tg.SetMessageReactionParams{ChatID: r.li, MessageID: 1, Reaction: []models.ReactionType{
			{Type: models.ReactionTypeTypeEmoji, ReactionTypeEmoji: &models.ReactionTypeEmoji{Emoji: "👀"}}}})
		r.ok(err)

		pressed := make(chan Answer)
		go func() {
			a, err := r.Tap(ctx, r.li, r.li, sent.ID, "接单")
			r.ok(err)
			pressed <- a
		}()
		u := <-heard
		if u.CallbackQuery == nil || u.CallbackQuery.Message.Message == nil || u.CallbackQuery.Message.Message.ID != sent.ID {
			t.Errorf("%+v", u)
		}
		_, err = b.AnswerCallbackQuery(ctx, &tg.AnswerCallbackQueryParams{CallbackQueryID: u.CallbackQuery.ID, Text: "已接"})
		r.ok(err)
		if a := <-pressed; a.Text != "已接" {
			t.Errorf("%+v", a)
		}
		_, err = r.Say(r.li, r.li, Say{Media: &Media{Kind: "photo", Caption: "楼道灯"}})
		r.ok(err)
		if u := <-heard; u.Message.Caption != "楼道灯" || len(u.Message.Photo) != 3 {
			t.Errorf("%+v", u.Message)
		}
		libraryErrors(ctx, t, r, b)
		if odd := r.Strange(); len(odd) != 0 {
			t.Error(odd)
		}
		stop()
		<-done
	})
}

func libraryEdits(ctx context.Context, t *testing.T, r *rig, b *tg.Bot, sent *models.Message, kb *models.InlineKeyboardMarkup) {
	edit := &tg.EditMessageTextParams{ChatID: r.li, MessageID: sent.ID, Text: "#1024 办理中", ReplyMarkup: kb}
	m, err := b.EditMessageText(ctx, edit)
	r.ok(err)
	if m.Text != "#1024 办理中" || m.EditDate == 0 {
		t.Errorf("%+v", m)
	}
	_, err = b.EditMessageText(ctx, edit)
	if !errors.Is(err, tg.ErrorBadRequest) || !strings.Contains(err.Error(), "message is not modified") {
		t.Error(err)
	}
}

func libraryFiles(ctx context.Context, t *testing.T, r *rig, b *tg.Bot) {
	img := samplePhoto()
	p, err := b.SendPhoto(ctx, &tg.SendPhotoParams{ChatID: r.li, Photo: &models.InputFileUpload{Filename: "a.png", Data: bytes.NewReader(img)}, Caption: "图"})
	r.ok(err)
	id := p.Photo[len(p.Photo)-1].FileID
	_, err = b.SendPhoto(ctx, &tg.SendPhotoParams{ChatID: r.li, Photo: &models.InputFileString{Data: id}})
	r.ok(err)
	list, err := b.SendMediaGroup(ctx, &tg.SendMediaGroupParams{ChatID: r.li, Media: []models.InputMedia{
		&models.InputMediaPhoto{Media: "attach://one.png", MediaAttachment: bytes.NewReader(img), Caption: "一"},
		&models.InputMediaPhoto{Media: id},
	}})
	r.ok(err)
	if len(list) != 2 || list[0].MediaGroupID != list[1].MediaGroupID || list[0].Caption != "一" {
		t.Errorf("%+v", list)
	}
	_, err = b.SendDocument(ctx, &tg.SendDocumentParams{ChatID: r.li, Document: &models.InputFileUpload{Filename: "台账.xlsx", Data: strings.NewReader("PK")}})
	r.ok(err)
	f, err := b.GetFile(ctx, &tg.GetFileParams{FileID: id})
	r.ok(err)
	resp, err := r.client.Get(b.FileDownloadLink(f))
	r.ok(err)
	data, err := io.ReadAll(resp.Body)
	r.ok(err)
	if resp.StatusCode != http.StatusOK || !bytes.Equal(data, img) {
		t.Errorf("downloaded %d bytes, %d", len(data), resp.StatusCode)
	}
}

func libraryErrors(ctx context.Context, t *testing.T, r *rig, b *tg.Bot) {
	r.ok(r.Block(r.li, "huiyin_bot"))
	_, err := b.SendMessage(ctx, &tg.SendMessageParams{ChatID: r.li, Text: "x"})
	if !errors.Is(err, tg.ErrorForbidden) {
		t.Error(err)
	}
	small := r.AddGroup(GroupSpec{Title: "s", Owner: r.li})
	r.ok(r.AddBotTo("huiyin_bot", small, r.li))
	next := r.MigrateToSuper(small)
	_, err = b.SendMessage(ctx, &tg.SendMessageParams{ChatID: small, Text: "x"})
	var moved *tg.MigrateError
	if !errors.As(err, &moved) || int64(moved.MigrateToChatID) != next {
		t.Error(err)
	}
	r.AddFault(Fault{Kind: "429", Methods: []string{"sendMessage"}, RetryAfter: 7 * time.Second, Times: 1})
	_, err = b.SendMessage(ctx, &tg.SendMessageParams{ChatID: next, Text: "x"})
	var slow *tg.TooManyRequestsError
	if !errors.As(err, &slow) || slow.RetryAfter != 7 {
		t.Error(err)
	}
}
