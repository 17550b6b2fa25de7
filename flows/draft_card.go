package flows

import (
	"strings"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

// draftCard shows the draft and asks for what is missing, or to submit.
func (s *step) draftCard(d draft, head string, fresh bool) error {
	var rich texts.Rich
	if head != "" {
		rich.Line(head)
	}
	text := d.text()
	if text == "" {
		text = s.t("card.no_text")
	}
	m := Outgoing{}
	ask := d.Ask
	if ask == "" && d.Area == "" {
		ask = askPlace
	} else if ask == "" && !d.Sure {
		ask = askCategory
	}
	if ask == "" {
		rich.Bold(s.t("draft.title", "Category", s.c.Category(d.Category).Name.In(s.lang))).Line("")
	}
	rich.Quote(texts.Clip(text, quoted))
	if n := d.files(); n > 0 {
		rich.Line(s.t("draft.files", "Count", n))
	}
	switch {
	case strings.HasPrefix(ask, askCategory):
		rich.Bold(s.t("draft.what"))
		m.Buttons = s.categoryButtons(strings.TrimPrefix(strings.TrimPrefix(ask, askCategory), ":"))
	case ask != "":
		m.Buttons = s.askWhere(d, &rich)
	default:
		rich.Line(s.t("card.place", "Place", placeName(s.c, d.Area, s.lang)))
		if d.Address != "" {
			rich.Line(s.t("card.address", "Address", d.Address))
		}
		if s.c.Sensitive(d.Category) {
			rich.Line(s.t("draft.secret"))
		}
		rich.Add(s.t("draft.ready"))
		m.Buttons = s.draftButtons()
		if err := s.withNotice(d, &rich, &m); err != nil {
			return err
		}
	}
	buttons, err := s.withProofs(d, m.Buttons)
	if err != nil {
		return err
	}
	m.Buttons = buttons
	m.Text, m.Entities = strings.TrimRight(rich.Text(), "\n"), rich.Entities()
	return s.tx.Say(store.Post{Chat: s.me.ID, Slot: draftSlot, Body: encode(m), Fresh: fresh, Urgent: true})
}

// askWhere asks for the place.
func (s *step) askWhere(d draft, rich *texts.Rich) [][]Button {
	in, page := asksPlace(d.Ask)
	urgent := d.atOnce(s.c)
	if urgent && len(s.c.Below("", order.KindCommunity)) > 1 {
		rich.Bold(s.t("draft.where_urgent"))
	} else {
		rich.Bold(s.t("draft.where"))
	}
	if s.manyTowns() {
		rich.Line(s.t("draft.or_type"))
	}
	if urgent {
		return s.urgentButtons(in, page)
	}
	return s.placeButtons(in, page, true)
}

// atOnce reports whether the order goes without a place, if need be: seconds
// count, and whoever comes can ask.
func (d draft) atOnce(c *order.Community) bool {
	return d.Area == "" && d.Category != "" && c.ClassOf(d.Category).Emergency
}

func (d draft) files() int {
	n := 0
	for _, p := range d.Parts {
		n += len(p.Media)
		if p.Place != nil {
			n++
		}
	}
	return n
}

func (s *step) draftButtons() [][]Button {
	b := func(key string, args ...any) Button { return Button{Text: s.t(key), Data: data("draft", args...)} }
	submit := b("button.submit", "submit")
	submit.Style = "success"
	return [][]Button{{submit},
		{b("button.category", "category"), b("button.place", "place"), b("button.address", "address")},
		{b("button.cancel", "cancel")}}
}

// categoryButtons lists one level of the catalogue: what lies in a category, or
// what stands at the top.
func (s *step) categoryButtons(in string) [][]Button {
	var rows [][]Button
	for i, c := range s.c.CategoriesIn(in) {
		if i == 90 { // Telegram takes 100 buttons
			break
		}
		b := Button{Text: c.Name.In(s.lang), Data: data("draft", "category", c.Key)}
		if len(s.c.CategoriesIn(c.Key)) > 0 {
			b.Text += " ›"
		}
		if i%2 == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], b)
	}
	last := []Button{{Text: s.t("button.cancel"), Data: data("draft", "cancel")}}
	if in == "" {
		return append(rows, last)
	}
	above := s.c.Category(in)
	rows = append(rows, []Button{{Text: s.t("draft.another_kind", "Category", above.Name.In(s.lang)), Data: data("draft", "category", in, "here")}})
	back := data("draft", "category")
	if above.In != "" {
		back = data("draft", "category", above.In)
	}
	return append(rows, append([]Button{{Text: s.t("button.back"), Data: back}}, last...))
}
