package flows

import (
	"strings"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// The views of an order: which card it is. A unit's view is followed by a
// colon and the unit's key.
const (
	viewGroup    = "group"    // for everybody in the residents' group
	viewResident = "resident" // for who asked, in private
	viewDesk     = "desk"     // for dispatchers
	viewUnit     = "unit"     // for a unit that was asked
	viewTaker    = "taker"    // for who took it: the only one with phone and exact address
	viewWatch    = "watch"    // for grid leaders, officers and owners
	viewGrid     = "grid"     // for people of the grid who steer nothing
	viewFormer   = "former"   // what becomes of a taker's card once the order is not theirs
)

// quoted is the longest part of a resident's text that a card shows, in UTF-16
// units. Who takes the order sees as much as fits beside the rest of the card.
const quoted, quotedToTaker = 1200, 3000

// card wishes that a chat shows this view of the order.
func (s *step) card(o order.Order, view string, to target, fresh bool) error {
	m, err := s.render(o, view, to.chat, to.lang)
	if err != nil {
		return err
	}
	return s.tx.Say(store.Post{Chat: to.chat, Thread: to.thread, ReplyTo: to.reply, Slot: slot(o.No, view), Order: o.No, View: view,
		Body: encode(m), Fresh: fresh, NotBefore: to.notBefore})
}

func (s *step) cards(o order.Order, view string, list []target, fresh bool) error {
	for _, to := range list {
		if err := s.card(o, view, to, fresh); err != nil {
			return err
		}
	}
	return nil
}

func slot(no int64, view string) string { return "order:" + scope(no) + ":" + view }

// refresh wishes that all cards of the order show how it stands now.
func (s *step) refresh(o order.Order, calm bool) error {
	posts, err := s.tx.Cards(o.No)
	if err != nil {
		return err
	}
	for _, p := range posts {
		if p.Slot == "" {
			continue
		}
		held := calm && s.heldBack(p)
		if held && !s.stillAsked(o, p.View) {
			if err := s.tx.Forget(p.ID); err != nil {
				return err
			}
			continue
		}
		lang, err := s.postLang(p)
		if err != nil {
			return err
		}
		view := p.View
		if view == viewTaker && !s.reads(p.Chat, o, order.Contact) {
			view = viewFormer
		}
		m, err := s.render(o, view, p.Chat, lang)
		if err != nil {
			return err
		}
		if calm && !held {
			p.NotBefore = s.soon(p) // not after the quiet hours: an edit wakes nobody
		} else {
			m = s.keepHead(p, m)
		}
		p.Body, p.Calm, p.Fresh = encode(m), calm && !held, false
		if err := s.tx.Say(p); err != nil {
			return err
		}
	}
	return nil
}

// lull is how long an edit waits that nobody waits for. Work comes in bursts
// (accepted, coming, there), and several changes then become one call: groups
// have a limit of twenty a minute.
const lull = time.Second

// soon is when a card may be edited: at once where somebody just pressed it.
func (s *step) soon(p store.Post) time.Time {
	if p.MessageID == 0 || p.Chat == s.in.Chat.ID {
		return time.Time{}
	}
	return s.now.Add(lull)
}

// heldBack reports whether the card would come for the first time after the
// quiet hours. One that failed to be sent before is not meant.
func (s *step) heldBack(p store.Post) bool {
	return p.Pending && p.MessageID == 0 && p.Attempts == 0 && p.NotBefore.After(s.now)
}

// stillAsked reports whether the view is the card of a unit whose offer is open:
// it must hear of it in the morning, whatever others did at night.
func (s *step) stillAsked(o order.Order, view string) bool {
	unit, ok := cutView(view)
	open, err := s.asked(o)
	return ok && err == nil && known(open, unit)
}

// cutView finds whose card a unit's view is.
func cutView(view string) (unit string, ok bool) { return strings.CutPrefix(view, viewUnit+":") }

func (s *step) postLang(p store.Post) (string, error) {
	if p.Chat > 0 {
		person, _, err := s.tx.Person(p.Chat)
		return s.langOf(person), err
	}
	c, _, err := s.tx.Chat(p.Chat)
	return s.chatLang(c), err
}

// render draws one view of the order for a chat.
func (s *step) render(o order.Order, view string, chat int64, lang string) (Outgoing, error) {
	return s.draw(&drawing{step: s, o: o, lang: lang, reader: chat, veiled: chat < 0 && s.sensitive(o)}, view)
}

func (s *step) draw(d *drawing, view string) (Outgoing, error) {
	view, d.unit, _ = strings.Cut(view, ":")
	d.title()
	switch view {
	case viewTaker:
		return d.taker()
	case viewFormer:
		return d.former()
	case viewUnit:
		return d.unitCard()
	case viewDesk, viewWatch:
		return d.deskCard()
	case viewResident:
		return d.residentCard()
	case viewGrid:
		return d.gridCard()
	}
	return d.groupCard()
}
