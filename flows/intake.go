package flows

import (
	"slices"
	"strings"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// wish is what somebody asks for, before it has a number.
type wish struct {
	resident int64
	area     string
	category string
	text     string
	address  string
	album    string
	media    []Media
	place    *Place
	chat     int64 // where it was said
	message  int
	thread   int
	at       time.Time
}

// oldest is how far back Telegram's own time of a message is believed; it
// keeps messages for a bot for 24 hours.
const oldest = 25 * time.Hour

// take makes an order of the wish: it gets its number, its clocks start, and a
// rule may dispatch it at once.
func (s *step) take(w wish) (order.Order, error) {
	start := w.at
	if start.IsZero() || start.After(s.now) || start.Before(s.now.Add(-oldest)) {
		start = s.now
	}
	s.goTo(w.area)
	o := s.c.Fresh(w.category, w.area, start)
	o.Resident, o.Text, o.Address, o.EchoAt = w.resident, w.text, w.address, s.now
	o.Chat, o.Message, o.Thread = w.chat, w.message, w.thread
	if err := s.enter(&o); err != nil {
		return o, err
	}
	if err := s.withinDay(w.resident); err != nil {
		return o, err
	}
	if err := s.tx.AddOrder(&o, w.album); err != nil {
		return o, err
	}
	for _, m := range w.media {
		if err := s.tx.Attach(o.No, store.Attachment{Stage: "intake", Kind: m.Kind, FileID: m.FileID}); err != nil {
			return o, err
		}
	}
	if w.place != nil {
		if err := s.tx.Attach(o.No, store.Attachment{Stage: "intake", Kind: "place", Lat: w.place.Lat, Lon: w.place.Lon}); err != nil {
			return o, err
		}
	}
	if err := s.note(o, order.Intake, order.Resident, "", ""); err != nil {
		return o, err
	}
	if err := s.setEcho(o); err != nil {
		return o, err
	}
	return o, s.firstDispatch(&o)
}

// withinDay refuses more orders of one person than the owner allows per day, so
// that nobody can bury the others. Those made of other people's messages count
// for whoever makes them, unless that is their work. The person is told.
func (s *step) withinDay(resident int64) error {
	if s.ordersPerDay <= 0 || resident == 0 || s.in.Anonymous || resident != s.me.ID && s.steering().some(order.Vouch) {
		return nil
	}
	n, err := s.tx.CountOrders(s.me.ID, s.now.Add(-24*time.Hour))
	if err == nil && n >= s.ordersPerDay {
		err = order.ErrTooMany
	}
	return err
}

// firstDispatch lets a rule ask a unit; where none does, or the unit can't be
// reached, the desk gets the order to dispatch. What a building collects goes to
// its first responder, and comes here when it leaves the building.
func (s *step) firstDispatch(o *order.Order) error {
	if o.Tier == order.TierBuilding {
		return s.collect(*o)
	}
	if err := s.byRule(o); err != nil {
		return err
	}
	if err := s.schedule(*o); err != nil {
		return err
	}
	if err := s.setLate(*o); err != nil {
		return err
	}
	desk, err := s.desk(o.Area)
	if err != nil {
		return err
	}
	if o.State != order.New {
		return s.cards(*o, viewDesk, s.hushed(*o, desk), false)
	}
	if err := s.bring(*o, viewDesk, desk, false); err != nil {
		return err
	}
	return s.sendFiles(*o, "intake", desk) // who dispatches must see and hear what it is about
}

// byRule asks the unit that a rule names, where it can be reached.
func (s *step) byRule(o *order.Order) error {
	if s.c.RuleUnit(o.Category, o.Area) == "" {
		return nil
	}
	f, err := s.field(*o)
	if err != nil {
		return err
	}
	u := s.c.ByRule(*o, f)
	if u == nil || !f.Loads[u.Key].Reachable {
		return nil
	}
	clock := *s
	clock.actor, clock.me = order.Actor{Clock: true}, store.Person{}
	return clock.offer(o, u, order.Offer, true)
}

// offer asks a unit. The cards of units asked before say that it is not theirs
// any more, unless the order was only widened.
func (s *step) offer(o *order.Order, u *order.Unit, act order.Act, byRule bool) error {
	if s.c.Barred(u, o.Category) {
		return order.ErrReserved
	}
	was := o.State
	err := s.act(o, act, u.Key, func(o *order.Order) error {
		o.Tier = max(o.Tier, order.TierGrid) // whoever dispatches it takes it out of the building
		if act != order.Widen {
			if err := s.endHolder(*o); err != nil {
				return err
			}
			if was.Taken() || s.c.Spent(*o) {
				s.c.Skip(o, s.now)
			}
			o.Unit, o.Taker, o.ByRule, o.OfferedAt = u.Key, 0, byRule, s.now
			o.PromisedAt, o.ArrivedAt = time.Time{}, time.Time{}
		} else if o.Unit == "" {
			o.Unit = u.Key
		}
		open, err := s.asked(*o)
		if err != nil || known(open, u.Key) {
			return err
		}
		_, err = s.tx.AddDispatch(o.No, u.Key)
		return err
	})
	if err != nil {
		return err
	}
	if err := s.tx.SetTimer(timerUndo, scope(o.No), s.now.Add(order.UndoFor)); err != nil {
		return err
	}
	to, err := s.unit(u.Key)
	if err != nil {
		return err
	}
	if err := s.settle(*o); err != nil {
		return err
	}
	if act == order.Widen {
		if to, err = s.later(*o, viewUnit+":"+u.Key, to); err != nil { // it is the clock that asks, and may wait for the morning
			return err
		}
	}
	if err := s.bring(*o, viewUnit+":"+u.Key, to, true); err != nil {
		return err
	}
	called, err := s.summon(*o, u.Key)
	if err != nil || s.sensitive(*o) {
		return err
	}
	return s.sendFiles(*o, "intake", append(to, called...))
}

// endHolder ends whatever dispatch is open, before another unit is asked.
func (s *step) endHolder(o order.Order) error {
	list, err := s.tx.Dispatches(o.No)
	if err != nil {
		return err
	}
	for _, d := range list {
		if d.State == order.DispatchOffered || d.State == order.DispatchAccepted {
			if err := s.tx.EndDispatch(d.ID, order.DispatchExpired, d.Taker, d.Reason); err != nil {
				return err
			}
		}
	}
	return nil
}

// group handles what was said in a group for the bot. Everything else was
// dropped before it came here.
func (s *step) group() error {
	m := s.in.Message
	chat, _, err := s.tx.Chat(s.in.Chat.ID)
	if err != nil {
		return err
	}
	if m.Command != "" && m.Command != "order" {
		_, err := s.command(m.Command, m.Text)
		return err // a command we don't know is another bot's, or a slip: no order
	}
	if m.ReplyTo != nil && m.ReplyTo.ToBot {
		handled, err := s.replyToCard()
		if handled || err != nil {
			return err
		}
	}
	// Further pictures of an album arrive as messages of their own.
	if m.Album != "" {
		if no, err := s.tx.OrderByMessage(s.in.Chat.ID, m.ID, m.Album); err != nil || no != 0 {
			return s.moreOfAlbum(no, err)
		}
	}
	if !m.Addressed {
		return nil
	}
	if chat.Purpose == "" {
		return s.reply(Outgoing{Text: s.t("group.unbound")})
	}
	return s.groupOrder(chat)
}

// longest is how much of a text an order keeps, in characters. Telegram's own
// limit is 4096, so only a hostile client gets here.
const longest = 4096

// groupOrder makes an order of a message in a residents' group.
func (s *step) groupOrder(chat store.Chat) error {
	m := s.in.Message
	w := wish{resident: s.me.ID, text: m.Text, album: m.Album, media: m.Media, place: m.Place,
		chat: s.in.Chat.ID, message: m.ID, thread: m.Thread, at: s.in.At}
	if s.in.Anonymous || s.in.Person.Bot {
		w.resident = 0
	}
	if r := m.ReplyTo; r != nil && !r.ToBot {
		if err := s.adopt(&w, r); err != nil {
			return err
		}
	}
	w.text = strings.TrimSpace(clipRunes(w.text, longest))
	if w.text == "" && len(w.media) == 0 && w.place == nil {
		if m.Odd != "" {
			return s.hint(Outgoing{Text: s.t("intake.odd")})
		}
		return s.hint(Outgoing{Text: s.t("intake.empty", "Bot", "@"+s.bot())})
	}
	if no, err := s.tx.OrderByMessage(w.chat, w.message, w.album); err != nil || no != 0 {
		if err != nil {
			return err
		}
		return s.hint(Outgoing{Text: s.t("intake.known", "No", number(no))})
	}
	if w.area = s.c.GuessArea(w.text, chat.Area); w.area == "" || w.area == chat.Area {
		w.area = s.placeOf(chat)
	}
	w.category, _ = s.c.GuessCategory(w.text)
	o, err := s.take(w)
	if err != nil {
		return err
	}
	if s.sensitive(o) {
		return s.takeSecretly(o, chat)
	}
	if err := s.tx.Say(store.Post{Kind: store.PostReact, Chat: w.chat, MessageID: w.message, Body: encode(Reaction{"👀"})}); err != nil {
		return err
	}
	return s.card(o, viewGroup, target{chat: w.chat, thread: w.thread, reply: w.message, lang: s.chatLang(chat)}, false)
}

// placeOf is where an order lies that was said without a place in a group: the
// group's own area. A unit's group may have none, or one that the unit has left
// since, and nobody dispatches for a whole street: then it is the community in
// which its author lives, if the unit works there, or else the first in which the
// unit works.
func (s *step) placeOf(chat store.Chat) string {
	u := s.c.Unit(chat.Unit)
	if s.c.Above(chat.Area, order.KindCommunity) != nil && (u == nil || s.c.WorksInPart(u, chat.Area)) {
		return chat.Area
	}
	towns := s.c.Below("", order.KindCommunity)
	if u != nil {
		works := slices.DeleteFunc(slices.Clone(towns), func(a *order.Area) bool { return !s.c.WorksInPart(u, a.Key) })
		if len(works) > 0 {
			towns = works
		}
	}
	if home := s.c.Above(s.me.Area, order.KindCommunity); home != nil && slices.Contains(towns, home) {
		return home.Key
	}
	return towns[0].Key
}

// adopt makes the message that was replied to the order: its author is the
// resident, its words come first.
func (s *step) adopt(w *wish, r *Reply) error {
	w.message, w.album = r.ID, r.Album
	w.text = strings.TrimSpace(r.Text + "\n" + w.text)
	w.media = append(append([]Media(nil), r.Media...), w.media...)
	if r.Place != nil {
		w.place = r.Place
	}
	if r.Author.ID == 0 || r.Author.Bot {
		return nil
	}
	w.resident = r.Author.ID
	p, known, err := s.tx.Person(r.Author.ID)
	if err != nil || known {
		return err
	}
	p.Name, p.Username, p.Code, p.SeenAt = r.Author.Name, r.Author.Username, r.Author.Language, s.now
	return s.tx.SavePerson(p)
}

func clipRunes(s string, max int) string {
	n := 0
	for i := range s {
		if n == max {
			return s[:i]
		}
		n++
	}
	return s
}

// tapJoin is 我家也有: a neighbour waits for the same thing. Who joins hears how
// it ends, so it works only in the group where the order was made.
func (s *step) tapJoin(o order.Order, _ press) error {
	if s.me.ID == o.Resident {
		s.toast("toast.join_own")
		return nil
	}
	if s.sensitive(o) {
		return order.ErrGone
	}
	if _, _, err := s.may(o, order.Join); err != nil {
		return err
	}
	again, err := s.tx.Join(o.No, s.me.ID)
	if err != nil {
		return err
	}
	if again {
		s.toast("toast.joined_before")
		return nil
	}
	if err := s.act(&o, order.Join, "", func(o *order.Order) error { o.Joined++; return nil }); err != nil {
		return err
	}
	if _, ok, err := s.reach(s.me.ID); err != nil {
		return err
	} else if ok {
		s.toast("toast.joined", "No", number(o.No))
	} else {
		s.toast("toast.joined_card", "No", number(o.No))
	}
	return s.refresh(o, false)
}
