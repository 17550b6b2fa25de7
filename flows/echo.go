package flows

import (
	"time"

	"huiyin/order"
	"huiyin/store"
)

// echo tells the resident how the order stands. In private it is a message. In
// a group the card says it already: one card per order, no noise. What the clock
// does at night is told in the morning, as it stands then; and what it does by
// day counts as an echo only where it makes a sound, because it means that still
// nobody came.
func (s *step) echo(o *order.Order, key string, args ...any) error {
	if wake, asleep := s.asleep(*o); asleep && s.actor.Clock {
		return s.tx.SetTimer(timerEcho, scope(o.No), wake)
	}
	to, ok, err := s.reach(o.Resident)
	if err != nil {
		return err
	}
	if !ok {
		return s.echoInGroup(o)
	}
	if err := s.echoed(o); err != nil {
		return err
	}
	return s.say(to, o.No, Outgoing{Text: s.signed(o.Area, to, s.echoText(*o, to.lang, key, args...))})
}

// echoInGroup counts the change of the card in the group as an echo, if somebody
// did something and it changes the card: what is carried to the last tier once more
// looks as it did before.
func (s *step) echoInGroup(o *order.Order) error {
	if s.actor.Clock {
		return nil
	}
	p, ok, err := s.tx.PostIn(o.Chat, slot(o.No, viewGroup))
	if err != nil || !ok || !p.Pending {
		return err
	}
	return s.echoed(o)
}

// echoWith tells the resident something that must not be overlooked: where the
// bot can't write to them in private, it answers their message in the group.
func (s *step) echoWith(o *order.Order, message func(lang string) Outgoing) error {
	if err := s.echoed(o); err != nil {
		return err
	}
	to, ok, err := s.residentAt(*o)
	if err != nil || !ok {
		return err
	}
	m := message(to.lang)
	m.Text = s.signed(o.Area, to, m.Text)
	return s.say(to, o.No, m)
}

// residentAt is where the resident can be told something: in private, else in
// reply to their own message.
func (s *step) residentAt(o order.Order) (target, bool, error) {
	to, ok, err := s.reach(o.Resident)
	if err != nil || ok || o.Chat >= 0 {
		return to, ok, err
	}
	c, ok, err := s.tx.Chat(o.Chat)
	if err != nil || !ok || !c.Active {
		return target{}, false, err
	}
	to = target{chat: o.Chat, thread: o.Thread, reply: o.Message, lang: s.chatLang(c)}
	if s.sensitive(o) {
		to.reply, to.veiled = 0, true // a reply shows again what was said
	}
	return to, true, nil
}

// echoText fills in names and times in the language of who reads it.
func (s *step) echoText(o order.Order, lang, key string, args ...any) string {
	filled := []any{"No", number(o.No)}
	for _, a := range args {
		switch a := a.(type) {
		case order.Name:
			filled = append(filled, a.In(lang))
		case time.Time:
			filled = append(filled, s.at(o.Area).clock(lang, a))
		default:
			filled = append(filled, a)
		}
	}
	return say(lang, key, filled...)
}

// echoed remembers that the resident heard something now.
func (s *step) echoed(o *order.Order) error {
	o.EchoAt = s.now
	if err := s.tx.Echoed(o.No); err != nil {
		return err
	}
	return s.setEcho(*o)
}

// setEcho sets the time by which the resident must hear something again.
func (s *step) setEcho(o order.Order) error {
	if !o.State.Open() {
		return s.tx.StopTimer(timerEcho, scope(o.No))
	}
	return s.tx.SetTimer(timerEcho, scope(o.No), o.EchoAt.Add(s.c.ClassFor(o).Echo.Duration()))
}

// dueEcho says how the order stands because the interval is over.
func (s *step) dueEcho(o order.Order) error {
	if !o.State.Open() {
		return nil
	}
	if wake, asleep := s.asleep(o); asleep {
		return s.tx.SetTimer(timerEcho, scope(o.No), wake)
	}
	if err := s.act(&o, order.Tell, "", nil); err != nil {
		return err
	}
	if err := s.echoed(&o); err != nil {
		return err
	}
	to, ok, err := s.residentAt(o)
	if err != nil || !ok {
		return err
	}
	d := &drawing{step: s, o: o, lang: to.lang}
	d.line("echo.still."+string(o.State), "No", number(o.No))
	if o.State != order.New {
		d.holder()
	}
	d.next()
	d.sign(to)
	m, err := d.done()
	if err != nil {
		return err
	}
	if to.veiled {
		m = s.news(o.No, to.lang)
	}
	// One rolling message: the newest says it all, older ones go.
	return s.tx.Say(store.Post{Chat: to.chat, Thread: to.thread, ReplyTo: to.reply, Slot: "echo:" + scope(o.No), Order: o.No,
		Body: encode(m), Fresh: true, NotBefore: to.notBefore})
}

// showOrder shows an order by its number to somebody who may see it.
func (s *step) showOrder(no int64) error {
	o, err := s.tx.Order(no)
	if err != nil {
		return err
	}
	if !s.can(o, order.See) {
		return order.ErrGone // who may not see it shall not learn that it exists
	}
	if !s.in.Chat.Private {
		return s.showInGroup(o)
	}
	to := target{chat: s.in.Chat.ID, lang: s.lang, person: s.me.ID}
	switch {
	case s.can(o, order.Contact):
		return s.card(o, viewTaker, to, true)
	case s.can(o, order.Own):
		return s.card(o, viewResident, to, true)
	case s.can(o, order.Steer):
		if err := s.card(o, viewWatch, to, true); err != nil || !s.sensitive(o) {
			return err
		}
		return s.sendFiles(o, "intake", []target{to}) // the desk's group did not get them
	case s.inGrid(o):
		return s.card(o, viewGrid, to, true)
	}
	return s.reply(Outgoing{Text: s.t("show.asked", "No", number(o.No))}) // their card stands in their chat already
}

// showInGroup says in a group only what everybody there may know.
func (s *step) showInGroup(o order.Order) error {
	if s.in.Chat.ID != o.Chat {
		return s.reply(Outgoing{Text: s.t("show.private"), Buttons: [][]Button{{{Text: s.t("button.private"), URL: s.startLink("o" + scope(o.No))}}}})
	}
	d := &drawing{step: s, o: o, lang: s.lang, veiled: s.sensitive(o), unnamed: true}
	m, err := s.draw(d, viewGroup)
	if err != nil {
		return err
	}
	m.Buttons = nil
	return s.reply(m)
}

func (s *step) tapShow(o order.Order, _ press) error { return s.showOrder(o.No) }

// residentCard gives the resident their card in private.
func (s *step) residentCard(o order.Order) error {
	to, ok, err := s.reach(o.Resident)
	if err != nil || !ok {
		return err
	}
	return s.card(o, viewResident, to, true)
}

// dropPost removes a card of the bot from a chat, with its slot.
func (s *step) dropPost(chat int64, slot string) error {
	p, ok, err := s.tx.PostIn(chat, slot)
	if err != nil || !ok {
		return err
	}
	if err := s.tx.Forget(p.ID); err != nil || p.MessageID == 0 {
		return err
	}
	return s.tx.Say(store.Post{Kind: store.PostDelete, Chat: chat, MessageID: p.MessageID})
}
