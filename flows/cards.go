package flows

import (
	"regexp"
	"strings"
	"time"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
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
	viewFormer   = "former"   // what becomes of a taker's card once the order is not theirs
)

// quoted is the longest part of a resident's text that a card shows, in UTF-16
// units; the whole text goes to who takes the order.
const quoted = 1200

// card wishes that a chat shows this view of the order.
func (s *step) card(o order.Order, view string, to target, fresh bool) error {
	m, err := s.render(o, view, to.lang)
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
		if calm && s.heldBack(p) {
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
		if view == viewTaker && p.Chat != o.Taker {
			view = viewFormer
		}
		m, err := s.render(o, view, lang)
		if err != nil {
			return err
		}
		if calm {
			p.NotBefore = time.Time{} // what happened may be seen at once: an edit wakes nobody
		} else {
			m = keepHead(p, m)
		}
		p.Body, p.Calm, p.Fresh = encode(m), calm, false
		if err := s.tx.Say(p); err != nil {
			return err
		}
	}
	return nil
}

// heldBack reports whether the card would come for the first time after the
// quiet hours. One that failed to be sent before is not meant.
func (s *step) heldBack(p store.Post) bool {
	return p.Pending && p.MessageID == 0 && p.Attempts == 0 && p.NotBefore.After(s.now)
}

func (s *step) postLang(p store.Post) (string, error) {
	if p.Chat > 0 {
		person, _, err := s.tx.Person(p.Chat)
		return s.langOf(person), err
	}
	c, _, err := s.tx.Chat(p.Chat)
	return s.chatLang(c), err
}

// render draws one view of the order.
func (s *step) render(o order.Order, view, lang string) (Outgoing, error) {
	d := &drawing{step: s, o: o, lang: lang}
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
	}
	return d.groupCard()
}

// drawing is a card under construction.
type drawing struct {
	*step
	o       order.Order
	lang    string
	unit    string
	rich    texts.Rich
	buttons [][]Button
}

func (d *drawing) t(key string, args ...any) string { return say(d.lang, key, args...) }

func (d *drawing) done() (Outgoing, error) {
	return Outgoing{Text: strings.TrimRight(d.rich.Text(), "\n"), Entities: d.rich.Entities(), Buttons: d.buttons}, nil
}

func (d *drawing) line(key string, args ...any) { d.rich.Line(d.t(key, args...)) }

func (d *drawing) row(buttons ...Button) { d.buttons = append(d.buttons, buttons) }

func (d *drawing) button(key, verb string, args ...any) Button {
	return Button{Text: d.t(key), Data: data(verb, append([]any{d.o.No}, args...)...)}
}

// title is the first line: number, what it is about, how it stands.
func (d *drawing) title() {
	mark := ""
	if a, f := d.o.Overdue(d.now); a || f {
		mark = "🔴 "
	} else if d.c.ClassOf(d.o.Category).Emergency && d.o.State.Open() {
		mark = "🆘 "
	}
	d.rich.Bold(mark + number(d.o.No) + " " + d.c.Category(d.o.Category).Name.In(d.lang) + " · " + d.t("state."+string(d.o.State))).Line("")
}

func (d *drawing) words() { d.quote(d.o.Text) }

// digits finds what may be a phone number.
var digits = regexp.MustCompile(`\d[\d -]{5,}\d`)

// guarded shows the words without what may be a phone number: that is for
// whoever takes the order.
func (d *drawing) guarded() { d.quote(digits.ReplaceAllString(d.o.Text, "•••")) }

func (d *drawing) quote(text string) {
	if text == "" {
		text = d.t("card.no_text")
	}
	d.rich.Quote(texts.Clip(text, quoted))
}

// place is the public part of where it is.
func (d *drawing) place() { d.line("card.place", "Place", d.placeName()) }

func (d *drawing) placeName() string {
	return placeName(d.c, d.o.Area, d.lang)
}

// placeName is the way to an area, from the grid down.
func placeName(c *order.Community, key, lang string) string {
	var names []string
	for n := 0; key != "" && n < 4; n++ {
		a := c.Area(key)
		if a == nil {
			break
		}
		if len(names) > 0 && a.Kind != order.KindGrid {
			break
		}
		names = append([]string{a.Name.In(lang)}, names...)
		key = a.In
	}
	return strings.Join(names, " ")
}

func (d *drawing) unitName(key string) string {
	if u := d.c.Unit(key); u != nil {
		return u.Name.In(d.lang)
	}
	return d.t("card.nobody")
}

// holder says who has it in hand, and at which tier.
func (d *drawing) holder() {
	name := d.t("card.nobody")
	if d.o.State == order.New {
		if a := d.c.Holder(d.o); a != nil {
			name = d.t("card.dispatching", "Area", a.Name.In(d.lang))
		}
	} else if d.o.Unit != "" {
		name = d.unitName(d.o.Unit)
	}
	d.line("card.holder", "Name", name)
}

func (d *drawing) promise() {
	class := d.c.ClassOf(d.o.Category)
	if d.o.State == order.New || d.o.State == order.Offered {
		d.line("card.promise", "Accept", span(d.lang, class.Accept.Duration()), "Finish", span(d.lang, class.Finish.Duration()))
		return
	}
	if d.o.State == order.Accepted {
		if !d.o.ArrivedAt.IsZero() {
			d.line("card.arrived", "At", d.clock(d.lang, d.o.ArrivedAt))
		} else if !d.o.PromisedAt.IsZero() {
			d.line("card.eta", "At", d.clock(d.lang, d.o.PromisedAt))
		}
		d.line("card.finish_by", "At", d.clock(d.lang, d.o.FinishDue))
	}
}

// next names the next automatic step and when people hear of it.
func (d *drawing) next() {
	due, ok := d.c.Next(d.o)
	if !ok {
		return
	}
	key := "next." + due.Clock + "." + string(due.Step)
	if due.Step == order.StepWiden {
		if u, err := d.another(d.o); err == nil && u == nil {
			key += "_none"
		}
	}
	d.line(key, "At", d.clock(d.lang, d.awake(d.o, due.At)), "To", d.climbsTo())
}

// climbsTo names the tier that comes after the present one.
func (d *drawing) climbsTo() string {
	up := d.o
	up.Tier = d.o.Tier.Up()
	if d.o.Tier >= order.TierStreet {
		return d.t("tier.owner")
	}
	if a := d.c.Holder(up); a != nil {
		return a.Name.In(d.lang)
	}
	return d.t("tier.owner")
}

func (d *drawing) joined() {
	if d.o.Joined > 0 {
		d.line("card.joined", "Count", d.o.Joined)
	}
}

// ending says how it came out, for orders that are not open any more.
func (d *drawing) ending() {
	switch d.o.State {
	case order.Done:
		d.line("card.done", "Name", d.unitName(d.o.Unit))
	case order.Closed:
		if d.o.Rating != order.NotRated {
			d.line("card.rated", "Rating", d.t(ratingKey(d.o.Rating)))
		} else {
			d.line("card.not_rated")
		}
	case order.Withdrawn:
		d.line("card.withdrawn")
	case order.Refused:
		if why := d.lastNote(order.Refuse); why != "" {
			d.line("card.refused", "Why", why)
		}
	}
}

// lastNote is the note of the latest such act in the ledger.
func (d *drawing) lastNote(act order.Act) string {
	list, err := d.tx.History(d.o.No)
	if err != nil {
		return ""
	}
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Act == act {
			return reasonText(d.lang, list[i].Note)
		}
	}
	return ""
}

func (d *drawing) groupCard() (Outgoing, error) {
	d.words()
	d.place()
	if d.o.State.Open() {
		d.holder()
		d.promise()
		d.joined()
		d.next()
		d.row(Button{Text: d.t("button.join"), Data: data("join", d.o.No)}, d.button("button.withdraw", "withdraw"))
	} else {
		d.ending()
		if d.o.State == order.Done {
			d.ratings()
		}
	}
	return d.done()
}

func (d *drawing) residentCard() (Outgoing, error) {
	d.words()
	d.place()
	if d.o.Address != "" {
		d.line("card.address", "Address", d.o.Address)
	}
	if d.o.State.Open() {
		d.holder()
		d.promise()
		d.joined()
		d.next()
		if d.o.State == order.Accepted {
			d.row(d.button("button.message", "message"), d.button("button.withdraw", "withdraw"))
		} else {
			d.row(d.button("button.withdraw", "withdraw"))
		}
	} else {
		d.ending()
		if d.o.State == order.Done {
			d.ratings()
		}
	}
	return d.done()
}

func (d *drawing) ratings() {
	d.row(d.button("rating.1", "rate", 1), d.button("rating.2", "rate", 2), d.button("rating.3", "rate", 3))
	d.row(d.button("button.reopen", "reopen"))
}

// unitCard is what a unit sees in its chat. Phone and exact address are never on it.
func (d *drawing) unitCard() (Outgoing, error) {
	mine, err := d.dispatchOf(d.unit)
	if err != nil {
		return Outgoing{}, err
	}
	d.guarded()
	d.place()
	switch {
	case d.o.State == order.Offered && mine == order.DispatchOffered:
		d.promise()
		d.joined()
		d.next()
		d.row(Button{Text: d.t("button.accept"), Data: data("accept", d.o.No), Style: "success"}, d.button("button.decline", "decline"))
	case d.o.State == order.Accepted && mine == order.DispatchAccepted:
		d.line("card.taken_by", "Name", d.personName(d.o.Taker))
		d.promise()
		d.next()
		d.row(Button{Text: d.t("button.private"), URL: d.startLink("t" + scope(d.o.No))})
	case d.o.State == order.Accepted:
		d.line("card.taken_elsewhere")
	case mine == order.DispatchDeclined:
		d.line("card.you_declined")
	case d.o.State.Open():
		d.line("card.not_yours")
	default:
		d.ending()
	}
	return d.done()
}

func (d *drawing) dispatchOf(unit string) (order.DispatchState, error) {
	list, err := d.tx.Dispatches(d.o.No)
	if err != nil {
		return "", err
	}
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Unit == unit {
			return list[i].State, nil
		}
	}
	return "", nil
}

// personName is how a person is called in public: the name they gave Telegram.
func (d *drawing) personName(id int64) string {
	p, _, err := d.tx.Person(id)
	if err != nil || p.Name == "" {
		return d.t("card.somebody")
	}
	return p.Name
}

func (f *Flows) startLink(payload string) string {
	return "https://t.me/" + f.bot() + "?start=" + payload
}

// former is the card of somebody who had taken the order: phone and exact
// address are gone from it.
func (d *drawing) former() (Outgoing, error) {
	d.guarded()
	d.place()
	if d.o.State.Open() {
		d.line("card.given_back")
	} else {
		d.ending()
	}
	return d.done()
}

// taker is the card of the person who took the order.
func (d *drawing) taker() (Outgoing, error) {
	if d.o.State != order.Accepted {
		return d.former()
	}
	d.words()
	d.place()
	p, _, err := d.tx.Person(d.o.Resident)
	if err != nil {
		return Outgoing{}, err
	}
	if d.o.Address != "" {
		d.line("card.address", "Address", d.o.Address)
	}
	d.line("card.resident", "Name", orText(p.Name, d.t("card.somebody")))
	if p.Phone != "" {
		d.line("card.phone", "Phone", p.Phone)
	}
	d.promise()
	d.joined()
	d.next()
	if d.o.PromisedAt.IsZero() && d.o.ArrivedAt.IsZero() {
		d.rich.Line(d.t("card.when"))
		d.row(d.button("promise.30m", "promise", "30m"), d.button("promise.2h", "promise", "2h"))
		d.row(d.button("promise.today", "promise", "today"), d.button("promise.tomorrow", "promise", "tomorrow"))
	}
	if d.o.ArrivedAt.IsZero() {
		d.row(d.button("button.arrive", "arrive"), Button{Text: d.t("button.finish"), Data: data("finish", d.o.No), Style: "success"})
	} else {
		d.row(Button{Text: d.t("button.finish"), Data: data("finish", d.o.No), Style: "success"})
	}
	d.row(d.button("button.help", "help"), d.button("button.release", "release"), d.button("button.message", "message"))
	return d.done()
}

func orText(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
