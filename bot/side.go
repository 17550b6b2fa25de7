package bot

import (
	"context"
	"sync"
	"time"

	tg "github.com/go-telegram/bot"

	"huiyin/flows"
	"huiyin/store"
	"huiyin/texts"
)

const (
	sideWorkers = 16
	sideQueue   = 1024
	sorryEvery  = 10 * time.Minute
	toastLimit  = 200 // characters, Telegram's
)

// side sends what does not go through the outbox: the answers to taps, which
// are worth nothing a minute later, and apologies when nothing can be written.
// All of it is best effort: when there is too much, it is left out.
type side struct {
	*Bot
	mu    sync.Mutex
	ended bool
	queue chan func(context.Context)
	told  map[int64]time.Time // whom sorry was said to

	alarmed time.Time // when the owners heard of trouble last
	alert   bool      // they have not heard yet that it is over
}

func newSide(b *Bot) *side {
	return &side{Bot: b, queue: make(chan func(context.Context), sideQueue), told: map[int64]time.Time{}}
}

func (s *side) start(ctx context.Context, wg *sync.WaitGroup) {
	for range sideWorkers {
		wg.Go(func() {
			for do := range s.queue {
				do(ctx)
				s.hands.lay()
			}
		})
	}
}

// end lets the workers finish what is queued.
func (s *side) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	close(s.queue)
}

func (s *side) put(do func(context.Context)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return
	}
	s.hands.take()
	select {
	case s.queue <- do:
	default:
		s.hands.lay()
	}
}

// toast answers a tap. Telegram refuses when it comes too late; nobody is
// looking any more then.
func (s *side) toast(query string, a flows.Answer) {
	if query == "" {
		return
	}
	s.put(func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, callTimeout)
		defer cancel()
		f := s.api.direct(ctx, "answerCallbackQuery", &tg.AnswerCallbackQueryParams{
			CallbackQueryID: query, Text: texts.Clip(a.Text, toastLimit), ShowAlert: a.Alert && a.Text != "",
		}, nil)
		if f != nil {
			s.log.Debug("a tap was not answered", f.attrs()...)
		}
	})
}

// sorry tells a person, once in a while, that nothing can be taken now.
func (s *side) sorry(in flows.Input) {
	if in.Kind != flows.Said && in.Kind != flows.Tapped || in.Chat.ID == 0 {
		return
	}
	now := s.o.Clock.Now()
	s.mu.Lock()
	recently := now.Sub(s.told[in.Chat.ID]) < sorryEvery
	if !recently {
		if len(s.told) >= streamsKept {
			clear(s.told)
		}
		s.told[in.Chat.ID] = now
	}
	s.mu.Unlock()
	if recently || !s.sender.pace.admit(in.Chat.ID, true, 1, now) {
		return
	}
	s.sender.pace.begin(1)
	s.put(func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, callTimeout)
		defer cancel()
		_, err := s.api.SendMessage(ctx, &tg.SendMessageParams{
			ChatID: in.Chat.ID, MessageThreadID: in.Message.Thread,
			Text: texts.Say(texts.Pick(in.Person.Language, s.o.Language), "bot.try_later"),
		})
		s.sender.pace.end(in.Chat.ID, 1, s.o.Clock.Now())
		if f := asFailure("sendMessage", err); f != nil {
			s.log.Debug("an apology was not sent", f.attrs()...)
		}
	})
}

// alarm tells the owners that the database can't be written, and that it can again.
// A disk that is full now and then must not ring all day.
func (s *side) alarm(code string, args map[string]any) {
	if s.o.Owners == nil {
		return
	}
	now, over := s.o.Clock.Now(), code == codeStored
	s.mu.Lock()
	ring := over == s.alert && (over || now.Sub(s.alarmed) >= sorryEvery)
	if ring {
		s.alert = !over
	}
	if ring && !over {
		s.alarmed = now
	}
	s.mu.Unlock()
	if !ring {
		return
	}
	var pairs []any
	for k, v := range args {
		pairs = append(pairs, k, v)
	}
	s.put(func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, callTimeout)
		defer cancel()
		var owners []flows.Ear
		err := s.o.DB.Read(ctx, func(tx *store.Tx) (err error) {
			owners, err = s.o.Owners(tx)
			return err
		})
		if err != nil {
			s.log.Warn("the owners are not told: they can't be read", "err", err)
		}
		for _, to := range owners {
			_, err := s.api.SendMessage(ctx, &tg.SendMessageParams{ChatID: to.Chat, Text: texts.Say(to.Language, code, pairs...)})
			if f := asFailure("sendMessage", err); f != nil {
				s.log.Debug("an owner was not told", f.attrs()...)
			}
		}
	})
}
