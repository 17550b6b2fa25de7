package flows

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

// Options are what Flows needs from outside.
type Options struct {
	Bot          func() string // the bot's username, for links to it; may be empty until Telegram was reached
	Log          *slog.Logger
	Random       io.Reader // source of invite codes; default: the system's
	OrdersPerDay int       // of one resident; 0: no limit

	Nightly    bool                              // backups are made by themselves
	KeepDays   int                               // how long backups are kept; 0: not known
	Keep       Keep                              // how long what is personal is kept; zero: DefaultKeep
	LastBackup func() (at time.Time, size int64) // if set, finds one that was made by hand
}

// Flows plays the story. It keeps no state of its own: all of it is in the
// store, so any number of restarts change nothing.
type Flows struct {
	bot          func() string
	log          *slog.Logger
	random       io.Reader
	ordersPerDay int
	nightly      bool
	keepDays     int
	keep         Keep
	lastBackup   func() (time.Time, int64)
}

// New makes the flows.
func New(o Options) *Flows {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.Bot == nil {
		o.Bot = func() string { return "" }
	}
	if o.Keep == (Keep{}) {
		o.Keep = DefaultKeep()
	}
	return &Flows{bot: o.Bot, keep: o.Keep, log: o.Log, random: o.Random, ordersPerDay: o.OrdersPerDay,
		nightly: o.Nightly, keepDays: o.KeepDays, lastBackup: o.LastBackup}
}

// step is one input, or one timer, on its way through the story.
type step struct {
	*Flows
	tx     *store.Tx
	c      *order.Community
	now    time.Time
	in     Input
	me     store.Person // who acts; zero when the clock does
	lang   string       // the language of whoever acts
	actor  order.Actor
	answer Answer
}

// Handle takes one input through the story. An order.Error never leaves it: what
// was begun is undone, and the person is told in their language. Any other error
// means that the transaction must not commit.
func (f *Flows) Handle(tx *store.Tx, in Input) (Answer, error) {
	s, err := f.begin(tx, in)
	if err != nil {
		return Answer{}, err
	}
	switch in.Kind {
	case Said, Edited, Tapped:
		if err = s.meet(); err == nil {
			err = tx.Try(s.route)
		}
	case BotAdded:
		err = s.botAdded()
	case BotRemoved:
		err = s.botRemoved()
	case Blocked, Unblocked:
		err = s.blocked(in.Kind == Blocked)
	case Left:
		err = s.left()
	case Migrated:
		err = s.migrated()
	case Flooding:
		err = s.flooding()
	case Late:
		err = s.late()
	case Unreadable:
		err = s.unreadable()
	}
	var refusal order.Error
	if errors.As(err, &refusal) {
		s.refuse(refusal)
		err = nil
	}
	return s.answer, err
}

func (f *Flows) begin(tx *store.Tx, in Input) (*step, error) {
	c, err := tx.Community()
	if err != nil {
		return nil, err
	}
	if c == nil {
		return nil, errors.New("no community was read in")
	}
	return &step{Flows: f, tx: tx, c: c, now: tx.Now(), in: in, lang: c.Language}, nil
}

func (s *step) route() error {
	switch {
	case s.in.Kind == Tapped:
		return s.tapped()
	case s.in.Kind == Edited:
		return s.edited()
	case s.in.Chat.Private:
		return s.private()
	}
	return s.group()
}

// meet learns who acts, and what they are.
func (s *step) meet() error {
	p, known, err := s.tx.Person(s.in.Person.ID)
	if err != nil {
		return err
	}
	was := p
	p.Name, p.Username = s.in.Person.Name, s.in.Person.Username
	if s.in.Person.Language != "" {
		p.Code = s.in.Person.Language
	}
	if s.in.Chat.Private {
		p.Started, p.Blocked = true, false
	}
	back := known && p.Reachable() && !was.Reachable()
	// A chat full of people must not cost a write each time somebody speaks.
	if !known || p != was {
		p.SeenAt = s.now
		if err := s.savePerson(p); err != nil {
			return err
		}
	}
	if back { // cards say that they can't be reached
		if err := s.redrawHeld(p.ID); err != nil {
			return err
		}
	}
	s.me = p
	roles, err := s.tx.RolesOf(p.ID)
	if err != nil {
		return err
	}
	s.actor = order.Actor{Person: p.ID, Members: roles}
	if err := s.goHome(); err != nil {
		return err
	}
	s.lang = s.langOf(p)
	if err := s.learnLent(); err != nil {
		return err
	}
	if !s.in.Chat.Private {
		chat, ok, err := s.tx.Chat(s.in.Chat.ID)
		if err != nil {
			return err
		}
		if ok && !chat.Active { // it can be heard from again, so it can be written to
			if err := s.reawake(&chat); err != nil {
				return err
			}
		}
		s.actor.Chat = s.in.Chat.ID
		if ok {
			s.actor.Unit = chat.Unit
			if err := s.leftGroup(chat, p.ID, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// reawake takes a group back into use. A group that was muted for a while tells
// nobody when it may be written to again.
func (s *step) reawake(c *store.Chat) error {
	c.Active = true
	if err := s.tx.SaveChat(*c); err != nil {
		return err
	}
	return s.cardsAnew(*c)
}

// savePerson keeps somebody who acts, unless they are only Telegram's stand-in
// for an admin who stays anonymous.
func (s *step) savePerson(p store.Person) error {
	if s.in.Anonymous || s.in.Person.Bot || p.ID == 0 {
		return nil
	}
	return s.tx.SavePerson(p)
}

func (s *step) langOf(p store.Person) string {
	if p.Lang != "" {
		return p.Lang
	}
	return texts.Pick(p.Code, s.c.Language)
}

func (s *step) chatLang(c store.Chat) string {
	if c.Lang != "" {
		return c.Lang
	}
	return s.c.AtHome(c.Unit, c.Area).Language
}

// t is a text in the language of whoever acts.
func (s *step) t(key string, args ...any) string { return texts.Say(s.lang, key, args...) }

// toast is the short answer to a tap.
func (s *step) toast(key string, args ...any) { s.answer = Answer{Text: s.t(key, args...)} }

// alert is an answer to a tap that must be closed by hand.
func (s *step) alert(key string, args ...any) {
	s.answer = Answer{Text: s.t(key, args...), Alert: true}
}

// refuse tells whoever acts why it can't be done: as a toast after a tap, as a
// message otherwise.
func (s *step) refuse(e order.Error) {
	if s.in.Kind == Tapped {
		s.answer = Answer{Text: s.t(string(e)), Alert: true}
		return
	}
	if err := s.reply(Outgoing{Text: s.t(string(e))}); err != nil {
		s.log.Error("say refusal", "code", string(e), "err", err)
	}
}

// replyCrowd is how many answers may wait in a chat.
const replyCrowd = 5

// crowded reports whether so much waits to be said in the chat already that
// another answer would only keep what matters from it.
func (s *step) crowded() (bool, error) {
	n, err := s.tx.Unsaid(s.in.Chat.ID, replyCrowd)
	return n >= replyCrowd, err
}

// reply answers where the input came from, once. In a group it waits its turn
// behind the cards, and where too much waits already it is left out: Telegram
// takes few messages there, and anybody can make the bot answer.
func (s *step) reply(m Outgoing) error {
	p := store.Post{Chat: s.in.Chat.ID, Thread: s.in.Message.Thread, Body: encode(m), Urgent: s.in.Chat.Private}
	if !s.in.Chat.Private {
		if full, err := s.crowded(); err != nil || full {
			return err
		}
		p.ReplyTo = s.in.Message.ID
	}
	return s.tx.Say(p)
}

// say sends a message once to a chat.
func (s *step) say(to target, no int64, m Outgoing) error {
	if to.veiled {
		m = s.news(no, to.lang)
	}
	return s.tx.Say(store.Post{Chat: to.chat, Thread: to.thread, ReplyTo: to.reply, Order: no, Body: encode(m), NotBefore: to.notBefore})
}

// scope is an order's number as a timer's scope.
func scope(no int64) string { return fmt.Sprint(no) }
