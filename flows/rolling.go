package flows

import (
	"slices"
	"strconv"
	"strings"

	"huiyin/order"
	"huiyin/store"
)

// errandsShown is how many orders the rolling card shows at once; the others are
// named by their numbers.
const errandsShown = 8

// mostNumbers is how many numbers it names: more would leave no room for the lines.
const mostNumbers = 300

// roll draws a chat's rolling card: anew at the bottom of the chat, or where it
// stands, if it does.
func (s *step) roll(chat int64, fresh bool, page int) error {
	p, stands, err := s.tx.PostIn(chat, slotErrands)
	if err != nil || !stands && !fresh {
		return err
	}
	lang, err := s.postLang(store.Post{Chat: chat})
	if err != nil {
		return err
	}
	m, err := s.rolling(chat, lang, page)
	if err != nil {
		return err
	}
	next := store.Post{Chat: chat, Slot: slotErrands, Body: encode(m), Fresh: fresh}
	if !fresh {
		next.NotBefore = s.soon(p)
	}
	return s.tx.Say(next)
}

// waiting lists what waits in a chat, each order once, the reddest first; where
// that is more than the card shows, what was called for last comes before, because
// a call that one has to look for on the next page is none. And it lists what
// somebody put off.
func (s *step) waiting(chat int64) (list []store.Errand, later []store.Rest, err error) {
	all, err := s.tx.Errands(chat)
	if err != nil {
		return nil, nil, err
	}
	rests, err := s.tx.RestsBy(chat)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range all {
		resting := slices.IndexFunc(rests, func(r store.Rest) bool { return r.Order == e.Order && s.holds(r, e.State) })
		if resting >= 0 {
			if !slices.Contains(later, rests[resting]) {
				later = append(later, rests[resting])
			}
			continue
		}
		i := slices.IndexFunc(list, func(x store.Errand) bool { return x.Order == e.Order })
		switch {
		case i < 0:
			list = append(list, e)
		case closeness(e.View) < closeness(list[i].View):
			list[i] = e
		}
	}
	crowded := len(list) > errandsShown
	slices.SortStableFunc(list, func(a, b store.Errand) int {
		if by := s.calmness(a) - s.calmness(b); by != 0 || !crowded {
			return by
		}
		return b.Said.Compare(a.Said)
	})
	return list, later, nil
}

// closeness tells which of several cards of an order asks most of somebody.
func closeness(view string) int {
	if _, ok := cutView(view); ok {
		return 1
	}
	return map[string]int{viewTaker: 0, viewDesk: 2, viewWatch: 3, viewGrid: 4}[view]
}

// calmness puts emergencies before all others.
func (s *step) calmness(e store.Errand) int {
	if s.c.ClassOf(e.Category).Emergency {
		return 0
	}
	return 1
}

// rolling is a page of the card that lists all that waits in a chat.
func (s *step) rolling(chat int64, lang string, page int) (Outgoing, error) {
	list, later, err := s.waiting(chat)
	if err != nil {
		return Outgoing{}, err
	}
	d := &drawing{step: s, lang: lang}
	pages := max(1, (len(list)+errandsShown-1)/errandsShown)
	page = min(max(page, 0), pages-1)
	if len(list) == 0 {
		d.line("errands.none")
	} else if chat > 0 {
		d.rich.Bold(d.t("errands.mine", "Count", len(list))).Line("")
	} else {
		d.rich.Bold(d.t("errands.ours", "Count", len(list))).Line("")
	}
	first := page * errandsShown
	last := min(first+errandsShown, len(list))
	for _, e := range list[first:last] {
		if err := d.errand(e); err != nil {
			return Outgoing{}, err
		}
	}
	if more := slices.Concat(list[last:], list[:first]); len(more) > 0 {
		var numbers []string
		for _, e := range more[:min(len(more), mostNumbers)] {
			numbers = append(numbers, number(e.Order))
		}
		d.line("errands.more", "Count", len(more), "List", strings.Join(numbers, " "))
		d.row(Button{Text: d.t("errands.page"), Data: data("errands", (page+1)%pages)})
	}
	for _, r := range later {
		d.line("errands.later", "No", number(r.Order), "At", s.clock(lang, r.Until))
	}
	return d.done()
}

// errand is one line of the rolling card, with its buttons.
func (d *drawing) errand(e store.Errand) error {
	o, err := d.tx.Order(e.Order)
	if err != nil {
		return err
	}
	x := &drawing{step: d.at(o.Area), o: o, lang: d.lang, veiled: e.Chat < 0 && d.sensitive(o)}
	what := d.t("secret.name")
	if !x.veiled {
		what = d.t("errands.what", "What", d.c.Category(o.Category).Name.In(d.lang), "Place", x.placeName())
	}
	accept, finish := o.Overdue(d.now)
	mark, clock := "· ", "accept"
	if o.State == order.Accepted {
		clock = "finish"
	}
	limit := d.t("errands.by."+clock, "At", x.clock(d.lang, e.Limit))
	if accept || finish {
		mark, limit = "🔴 ", d.t("errands.late."+clock, "At", x.clock(d.lang, e.Limit))
	}
	if x.c.ClassFor(o).Emergency {
		mark = "🆘 "
	}
	if strings.HasPrefix(e.Why, "climb.") {
		mark = strings.TrimSpace(mark) + "⬆️ "
	}
	d.line("errands.line", "Mark", mark, "No", number(o.No), "What", what, "Limit", limit, "Next", x.nextShort())
	d.buttons = append(d.buttons, x.errandRow(e))
	return nil
}

// nextShort names the next automatic step in a few words.
func (d *drawing) nextShort() string {
	due, ok := d.c.Next(d.o)
	if !ok {
		return ""
	}
	return d.t("errands.next."+string(due.Step), "At", d.clock(d.lang, d.heardAt(d.o, due)), "To", d.climbsTo())
}

// errandRow is what can be done about an errand: the next thing in one tap, the
// card, and in private to put it off.
func (d *drawing) errandRow(e store.Errand) []Button {
	no := number(d.o.No)
	button := func(key, verb string) Button {
		return Button{Text: d.t("errands.button", "No", no, "What", d.t(key)), Data: data(verb, d.o.No)}
	}
	_, isUnit := cutView(e.View)
	var row []Button
	switch {
	case e.View == viewTaker:
		row = append(row, button("button.finish", "finish"))
	case isUnit && d.o.State == order.Offered:
		row = append(row, button("button.accept", "accept"))
	case isUnit:
	case d.o.State == order.New:
		row = append(row, button("errands.dispatch", "units"))
	default:
		row = append(row, button("button.nudge", "nudge"))
	}
	row = append(row, button("errands.open", "open"))
	if e.Chat > 0 && !d.c.ClassFor(d.o).Emergency {
		row = append(row, button("button.later", "later"))
	}
	return row
}

// tapErrands shows another page of the rolling card.
func (s *step) tapErrands(p press) error {
	page, err := strconv.Atoi(p.arg(0))
	post, ok, failed := s.tx.PostOf(s.in.Chat.ID, s.in.Tap.Message)
	if failed != nil {
		return failed
	}
	if err != nil || !ok || post.Slot != slotErrands {
		return order.ErrButton
	}
	return s.roll(s.in.Chat.ID, false, page)
}

// tapOpen brings the card of an order that waits in this chat.
func (s *step) tapOpen(o order.Order, _ press) error {
	if _, _, err := s.may(o, order.See); err != nil {
		return err
	}
	list, _, err := s.waiting(s.in.Chat.ID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(e store.Errand) bool { return e.Order == o.No })
	if i < 0 || s.in.Chat.Private && s.lost(o, store.Post{View: list[i].View}) {
		return s.showOrder(o.No)
	}
	to := target{chat: s.in.Chat.ID, thread: s.in.Message.Thread, lang: s.lang}
	if s.in.Chat.Private {
		to.person = s.me.ID
	} else if to.lang, err = s.postLang(store.Post{Chat: to.chat}); err != nil {
		return err
	}
	if err := s.card(o, list[i].View, to, true); err != nil {
		return err
	}
	return s.filesWith(o, list[i].View, to)
}
