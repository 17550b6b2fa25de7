package flows

import (
	"regexp"
	"strings"

	"huiyin/order"
	"huiyin/texts"
)

// drawing is a card under construction.
type drawing struct {
	*step
	o       order.Order
	lang    string
	unit    string
	reader  int64 // the chat that it is for; 0 where that does not matter
	veiled  bool  // in a group, of what is never shown there
	unnamed bool  // stays as it is, so it names nobody who may go
	rich    texts.Rich
	buttons [][]Button
	secret  bool // something on it is for one person only
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
	if d.veiled {
		d.rich.Bold(number(d.o.No) + " " + d.t("secret.name") + " · " + d.t("state."+string(d.o.State))).Line("")
		return
	}
	if a, f := d.o.Overdue(d.now); a || f {
		mark = "🔴 "
	}
	if d.c.ClassFor(d.o).Emergency && d.o.State.Open() {
		mark = "🆘" + strings.TrimSuffix(mark, " ") + " "
	}
	d.rich.Bold(mark + number(d.o.No) + " " + d.c.Category(d.o.Category).Name.In(d.lang) + " · " + d.t("state."+string(d.o.State))).Line("")
}

func (d *drawing) words() { d.quote(d.o.Text, quoted) }

// digits finds what may be a phone number, with whatever stands between its
// digits; times of the day and lists of numbers are none.
var digits = regexp.MustCompile(`\p{Nd}(?:[^\pL\pN\n:：,，、;；]{0,3}\p{Nd}){6,}`)

// guarded shows the words without what may be a phone number: that is for
// whoever takes the order.
func (d *drawing) guarded() { d.quote(digits.ReplaceAllString(d.o.Text, "•••"), quoted) }

func (d *drawing) quote(text string, limit int) {
	if text == "" {
		text = d.t("card.no_text")
	}
	d.rich.Quote(texts.Clip(text, limit))
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
			key := "card.dispatching"
			if a.Kind == order.KindBuilding {
				key = "card.collecting"
			}
			name = d.t(key, "Area", a.Name.In(d.lang))
		}
	} else if above := d.holderAbove(); above != "" {
		name = above
	} else if d.o.Unit != "" {
		name = d.unitName(d.o.Unit)
	}
	d.line("card.holder", "Name", name)
}

// promise is what was said to the resident, for as long as it holds. Once its
// time is over the card says that, because a broken promise that still stands
// there is worse than none.
func (d *drawing) promise() {
	class := d.c.ClassFor(d.o)
	late, lateFinish := d.o.Overdue(d.now)
	switch d.o.State {
	case order.New, order.Offered:
		taken := !d.o.AcceptedAt.IsZero() // in time or not, somebody had it and gave it back
		if !late && !lateFinish && !taken {
			d.line("card.promise", "Accept", limit(d.lang, class.Accept), "Finish", limit(d.lang, class.Finish))
			return
		}
		if late && !taken {
			d.line("card.late_accept", "At", d.at(d.o.Area).dated(d.lang, d.o.AcceptDue))
		}
	case order.Accepted:
		d.coming()
	case order.Held:
		d.line("card.held", "At", d.at(d.o.Area).clock(d.lang, d.o.HeldUntil), "Why", d.lastNote(order.Hold))
		return
	}
	if lateFinish {
		d.line("card.late_finish", "At", d.at(d.o.Area).dated(d.lang, d.o.FinishDue))
	} else {
		d.line("card.finish_by", "At", d.at(d.o.Area).clock(d.lang, d.o.FinishDue))
	}
}

// coming is when the taker will be there, or came.
func (d *drawing) coming() {
	switch {
	case !d.o.ArrivedAt.IsZero():
		d.line("card.arrived", "At", d.at(d.o.Area).clock(d.lang, d.o.ArrivedAt))
	case d.o.PromisedAt.IsZero():
	case !d.now.Before(d.o.PromisedAt):
		d.line("card.late_eta", "At", d.at(d.o.Area).dated(d.lang, d.o.PromisedAt))
	default:
		d.line("card.eta", "At", d.at(d.o.Area).clock(d.lang, d.o.PromisedAt))
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
	if due.Step == order.StepDaily && d.c.ClassFor(d.o).Emergency {
		key += "_soon"
	}
	heard, night := d.heardAt(d.o, due), ""
	if heard.After(due.At) { // the promise may be over by then, so it says why
		night = d.t("card.night")
	}
	d.rich.Line(d.t(key, "At", d.at(d.o.Area).clock(d.lang, heard), "To", d.climbsTo()) + night)
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
		d.line("card.done", "Name", d.doneBy())
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
	e, ok, err := d.tx.Latest(d.o.No, act)
	if err != nil || !ok {
		return ""
	}
	return reasonText(d.lang, e.Note)
}
