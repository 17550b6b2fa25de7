package sim

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// query is one press of an inline button.
type query struct {
	ID       string
	Bot      int64
	User     int64
	Chat     int64 // public id
	At       time.Time
	Answered bool
	Answer   Answer
	done     chan struct{}
}

// answerCallback ends the wait of the person who pressed. A query can be
// answered once, and within callbackLife of the press.
func (s *Sim) answerCallback(c *call) ([]byte, error) {
	id := c.p.str("callback_query_id")
	q := s.queries[id]
	if q == nil || q.Bot != c.bot.ID || q.Answered || s.now().Sub(q.At) >= callbackLife {
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	}
	text := c.p.str("text")
	if utf16Len(text) > 200 {
		return nil, bad("MESSAGE_TOO_LONG")
	}
	if link := c.p.str("url"); link != "" {
		if !strings.Contains(strings.ToLower(link), "t.me/"+strings.ToLower(c.bot.Username)+"?start=") {
			return nil, bad("URL_INVALID") // other addresses are for games only
		}
	}
	q.Answered = true
	q.Answer = Answer{Text: text, Alert: c.p.bool("show_alert"), URL: c.p.str("url")}
	close(q.done)
	s.log.add(s, Event{Kind: "toast", Chat: q.Chat, User: q.User, Bot: c.bot.Username, Text: text})
	return isTrue(), nil
}

// press makes a callback query and its update.
func (s *Sim) press(userID int64, ch *chat, m *message, data string) (*query, error) {
	t := s.bots[m.From]
	if t == nil {
		return nil, errors.New("tap: the message is not a bot's")
	}
	if ch.MigratedTo != 0 {
		return nil, errors.New("tap: the group was upgraded, its old messages have no buttons any more")
	}
	if ch.Kind == "private" && ch.Blocked {
		return nil, errors.New("tap: you have blocked the bot")
	}
	if ch.Kind != "private" && !ch.has(t.ID) {
		return nil, errors.New("tap: the bot is no longer in the group")
	}
	q := &query{ID: s.digits(18), Bot: t.ID, User: userID, Chat: ch.publicID(), At: s.now(), done: make(chan struct{})}
	s.forgetQueries()
	s.queries[q.ID] = q
	b := append(make([]byte, 0, 1024), '{')
	b = appendText(b, "id", q.ID)
	b = appendRaw(b, "from", s.personJSON(userID))
	b = appendKey(b, "message")
	b = s.appendMessage(b, ch, m, true)
	b = appendText(b, "chat_instance", fmt.Sprint(-ch.publicID()*7919))
	b = appendText(b, "data", data)
	s.emit(t, "callback_query", append(b, '}'))
	return q, nil
}

// forgetQueries drops queries that nobody can answer any more.
func (s *Sim) forgetQueries() {
	if len(s.queries) < 1024 {
		return
	}
	for id, q := range s.queries {
		if s.now().Sub(q.At) >= callbackLife {
			delete(s.queries, id)
		}
	}
}

// tappable finds a message for a press; id -N is ephemeral message N.
func (s *Sim) tappable(userID, chatID int64, id int) (*chat, *message, error) {
	ch, err := s.joined(userID, chatID)
	if err != nil {
		return nil, nil, err
	}
	m := ch.get(id)
	if m == nil || m.Receiver != 0 && m.Receiver != userID {
		return nil, nil, fmt.Errorf("tap: no message %d here", id)
	}
	return ch, m, nil
}

// pick finds a button by its text: the exact one, or the only one that begins
// with it, or the only one that contains it.
func (m *message) pick(text string) (Button, error) {
	if m.Markup == nil || len(m.Markup.Inline) == 0 {
		return Button{}, fmt.Errorf("tap: message %d has no buttons", m.ID)
	}
	for _, fits := range []func(string) bool{
		func(t string) bool { return t == text },
		func(t string) bool { return strings.HasPrefix(t, text) },
		func(t string) bool { return strings.Contains(t, text) },
	} {
		var found []Button
		for _, row := range m.Markup.Inline {
			for _, b := range row {
				if fits(b.Text) {
					found = append(found, b)
				}
			}
		}
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			return Button{}, fmt.Errorf("tap: %d buttons match %q", len(found), text)
		}
	}
	return Button{}, fmt.Errorf("tap: no button %q on message %d", text, m.ID)
}

// tap presses a button and returns the query, or what the client does by
// itself.
func (s *Sim) tap(userID int64, ch *chat, m *message, b Button) (*query, Answer, error) {
	switch {
	case b.URL != "":
		return nil, Answer{URL: b.URL}, nil
	case b.Data == "":
		return nil, Answer{}, fmt.Errorf("tap: a %s button sends nothing to the bot", b.Other)
	}
	q, err := s.press(userID, ch, m, b.Data)
	return q, Answer{}, err
}

// Tap presses an inline button, named by its visible text (the exact text, or a
// unique beginning or part of it), and waits for the answer until ctx ends, at
// most the 150 s after which no answer can come. A url button answers by
// itself; follow it with [Sim.Open]. messageID -N means the ephemeral message N.
func (s *Sim) Tap(ctx context.Context, user, chat int64, messageID int, button string) (Answer, error) {
	s.mu.Lock()
	ch, m, err := s.tappable(user, chat, messageID)
	var b Button
	if err == nil {
		b, err = m.pick(button)
	}
	return s.tapAndWait(ctx, user, ch, m, b, err)
}

// TapAt presses the button in a row and column, both from 0, like [Sim.Tap].
func (s *Sim) TapAt(ctx context.Context, user, chat int64, messageID, row, col int) (Answer, error) {
	s.mu.Lock()
	ch, m, err := s.tappable(user, chat, messageID)
	var b Button
	if err == nil {
		if k := m.Markup; k != nil && row >= 0 && row < len(k.Inline) && col >= 0 && col < len(k.Inline[row]) {
			b = k.Inline[row][col]
		} else {
			err = fmt.Errorf("tap: no button at row %d, column %d of message %d", row, col, messageID)
		}
	}
	return s.tapAndWait(ctx, user, ch, m, b, err)
}

// tapAndWait is called with the lock held, and releases it.
func (s *Sim) tapAndWait(ctx context.Context, user int64, ch *chat, m *message, b Button, err error) (Answer, error) {
	if err != nil {
		s.mu.Unlock()
		return Answer{}, err
	}
	q, own, err := s.tap(user, ch, m, b)
	s.mu.Unlock()
	if err != nil || q == nil {
		return own, err
	}
	return s.await(ctx, q)
}

// TapData forges a press: any data on any message of a bot, buttons or not, as
// a modified client can do. The person must be able to see the message.
func (s *Sim) TapData(ctx context.Context, user, chat int64, messageID int, data string) (Answer, error) {
	s.mu.Lock()
	ch, m, err := s.tappable(user, chat, messageID)
	var q *query
	if err == nil {
		q, err = s.press(user, ch, m, data)
	}
	s.mu.Unlock()
	if err != nil {
		return Answer{}, err
	}
	return s.await(ctx, q)
}

// TapAsync presses like [Sim.Tap] and returns the query's id at once.
func (s *Sim) TapAsync(user, chat int64, messageID int, button string) (queryID string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, m, err := s.tappable(user, chat, messageID)
	if err != nil {
		return "", err
	}
	b, err := m.pick(button)
	if err != nil {
		return "", err
	}
	q, _, err := s.tap(user, ch, m, b)
	if err != nil {
		return "", err
	}
	if q == nil {
		return "", errors.New("tap: a url button makes no query")
	}
	return q.ID, nil
}

// AwaitTap waits for the answer to a press of [Sim.TapAsync], like [Sim.Tap].
func (s *Sim) AwaitTap(ctx context.Context, queryID string) (Answer, error) {
	s.mu.Lock()
	q := s.queries[queryID]
	s.mu.Unlock()
	if q == nil {
		return Answer{}, errors.New("tap: no such query")
	}
	return s.await(ctx, q)
}

func (s *Sim) await(ctx context.Context, q *query) (Answer, error) {
	t := time.NewTimer(callbackLife)
	defer t.Stop()
	select {
	case <-q.done:
		s.mu.Lock()
		defer s.mu.Unlock()
		return q.Answer, nil
	case <-t.C:
		return Answer{}, errors.New("tap: the bot did not answer within 150 s")
	case <-ctx.Done():
		return Answer{}, fmt.Errorf("tap: no answer: %w", ctx.Err())
	}
}
