package flows

import (
	"strconv"
	"strings"

	"huiyin/order"
)

// Where an order lies is asked by buttons, one level after the other: the
// communities of a large street, their grids, their buildings. Whoever would
// rather type the place can do so at any level.

// few is how many buildings are offered at once; where there are more, the
// grid is asked first.
const few = 12

// asksPlace takes apart what a draft asks: in which area, and which page of it.
func asksPlace(ask string) (in string, page int) {
	in, number, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(ask, askPlace), ":"), ":")
	page, _ = strconv.Atoi(number) // none is the first
	return in, page
}

// placesIn are the areas to choose from in an area, "" for everywhere.
func (s *step) placesIn(in string) []*order.Area {
	if a := s.c.Area(in); a != nil && a.Kind == order.KindCommunity {
		return s.c.Below(in, order.KindGrid)
	}
	list := s.c.Below(in, order.KindBuilding)
	if in != "" || len(list) <= few {
		return list
	}
	if list = s.c.Below("", order.KindGrid); len(list) <= pageSize {
		return list
	}
	if towns := s.c.Below("", order.KindCommunity); len(towns) > 1 {
		return towns
	}
	return list
}

// choosePlace goes down the territory level by level; how is "here" for an area
// in which others lie, or a page.
func (s *step) choosePlace(d *draft, key, how string) error {
	d.Ask = askPlace
	page, turned := strings.CutPrefix(how, "p")
	if turned {
		d.Ask += ":" + key + ":" + page
	}
	a := s.c.Area(key)
	switch {
	case key == "":
		return nil
	case a == nil || a.Kind == order.KindStreet: // nobody dispatches for a whole street
		return order.ErrButton
	case turned:
		return nil
	case how != "here" && a.Kind != order.KindBuilding && len(s.placesIn(key)) > 0:
		d.Ask += ":" + key
		return nil
	}
	d.Area, d.Asked, d.Ask = key, true, ""
	return nil
}

// urgentButtons are for an emergency of which no place is known: one tap sends it
// off. Where there are several communities, the tap says which one is called, so
// that no stranger's desk is.
func (s *step) urgentButtons(in string, page int) [][]Button {
	call := func(text, key string) Button {
		return Button{Text: text, Data: data("draft", "submit", key), Style: "danger"}
	}
	towns := s.c.Below("", order.KindCommunity)
	if len(towns) == 1 {
		return append([][]Button{{call(s.t("button.submit_now"), towns[0].Key)}}, s.placeButtons(in, page, true)...)
	}
	if a := s.c.Above(in, order.KindCommunity); a != nil {
		return append([][]Button{{call("🆘 "+a.Name.In(s.lang), a.Key)}}, s.placeButtons(in, page, true)...)
	}
	page, first, last := leaf(len(towns), page)
	var rows [][]Button
	for i, a := range towns[first:last] {
		if i%2 == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], call("🆘 "+a.Name.In(s.lang), a.Key))
	}
	if !s.manyTowns() {
		return append(rows, s.placeButtons(in, 0, false)...)
	}
	if turn := turns(page, last < len(towns), placePage(in)); turn != nil {
		rows = append(rows, turn)
	}
	return append(rows, []Button{{Text: s.t("button.cancel"), Data: data("draft", "cancel")}})
}

// placePage makes the data of the buttons that turn the pages of an area's places.
func placePage(in string) func(page int) string {
	return func(page int) string { return data("draft", "place", in, "p"+strconv.Itoa(page)) }
}

// placeButtons are the places in an area; elsewhere says whether a community as
// such can be chosen too.
func (s *step) placeButtons(in string, page int, elsewhere bool) [][]Button {
	all := s.placesIn(in)
	page, first, last := leaf(len(all), page)
	var rows [][]Button
	add := func(text string, args ...any) {
		if n := len(rows); n == 0 || len(rows[n-1]) == 2 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], Button{Text: text, Data: data("draft", args...)})
	}
	towns := false
	for _, a := range all[first:last] {
		name := a.Name.In(s.lang)
		towns = towns || a.Kind == order.KindCommunity
		switch {
		case a.Kind == order.KindCommunity:
			name += " ›"
		case a.Kind == order.KindBuilding && in == "":
			name = placeName(s.c, a.Key, s.lang)
		}
		add(name, "place", a.Key)
	}
	if turn := turns(page, last < len(all), placePage(in)); turn != nil {
		rows = append(rows, turn, nil)
	}
	up := ""
	switch {
	case in != "":
		add(s.t("draft.somewhere_in", "Place", s.c.Area(in).Name.In(s.lang)), "place", in, "here")
		up = s.c.Area(in).In
	case elsewhere && !towns:
		for _, a := range s.c.Below("", order.KindCommunity) {
			add(s.t("draft.elsewhere", "Place", a.Name.In(s.lang)), "place", a.Key, "here")
		}
	}
	end := []Button{{Text: s.t("button.cancel"), Data: data("draft", "cancel")}}
	if in != "" && s.manyTowns() {
		if a := s.c.Area(up); a == nil || a.Kind == order.KindStreet {
			up = ""
		}
		end = append([]Button{{Text: s.t("button.back"), Data: data("draft", "place", up)}}, end...)
	}
	return append(rows, end)
}

// manyTowns reports whether the communities are asked first.
func (s *step) manyTowns() bool {
	list := s.placesIn("")
	return len(list) > 0 && list[0].Kind == order.KindCommunity
}

// guessPlace finds the place that the resident names: first where they are just
// asked, then anywhere, then in the community that they live in.
func (s *step) guessPlace(d *draft, text string) string {
	if in, _ := asksPlace(d.Ask); strings.HasPrefix(d.Ask, askPlace) && in != "" {
		if area := s.c.GuessArea(text, in); area != "" && area != in {
			return area
		}
	}
	if area := s.c.GuessArea(text, ""); area != "" {
		return area
	}
	if home := s.c.Above(s.me.Area, order.KindCommunity); home != nil {
		if area := s.c.GuessArea(text, home.Key); area != home.Key {
			return area
		}
	}
	return ""
}
