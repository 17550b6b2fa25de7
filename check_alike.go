package main

import (
	"fmt"
	"slices"
	"strings"

	"huiyin/order"
	"huiyin/proof"
)

// A hundred grids may have the same hole. For people they are told as one, with
// the places that it is in; programs get each by itself.

// fewAlike is how many like things are still told one by one.
const fewAlike = 2

// together puts what has the same sign together, where there is more than few of
// it, in the order of the first of each.
func together[T any](all []T, sign func(T) string) [][]T {
	var lists [][]T
	at := map[string]int{}
	for _, x := range all {
		key := sign(x)
		i, known := at[key]
		if !known {
			i = len(lists)
			at[key] = i
			lists = append(lists, nil)
		}
		lists[i] = append(lists[i], x)
	}
	var told [][]T
	for _, list := range lists {
		if len(list) > fewAlike {
			told = append(told, list)
			continue
		}
		for _, x := range list {
			told = append(told, []T{x})
		}
	}
	return told
}

// alikeHoles are the holes, those that differ only in where they are together.
func alikeHoles(c *order.Community, all []proof.Hole) [][]proof.Hole {
	return together(all, func(h proof.Hole) string {
		var what []string
		for _, k := range h.Kinds {
			if x := k.Category + " " + c.Area(k.Area).Kind; !slices.Contains(what, x) {
				what = append(what, x)
			}
		}
		slices.Sort(what)
		var why, fixes []string
		for _, r := range h.Why {
			why = append(why, reasonSign(r))
		}
		for _, r := range h.Remedy {
			fixes = append(fixes, fmt.Sprint(r.Code, r.Role, r.Class, r.Unit != ""))
		}
		return fmt.Sprint(h.Metric, h.Delay, h.Limit, h.When, c.At(h.Kinds[0].Area).TimeZone, what, slices.Compact(why), slices.Compact(fixes))
	})
}

// alikeNotes are the weak places, those that differ only in where they are together.
func alikeNotes(all []proof.Note) [][]proof.Note {
	return together(all, func(n proof.Note) string {
		return fmt.Sprint(reasonSign(n.Reason), n.Class, n.Delay, n.Areas, n.Kinds)
	})
}

// reasonSign is the same for reasons that differ only in who and where.
func reasonSign(r proof.Reason) string { return fmt.Sprint(r.Code, " ", r.Role, r.Unit != "") }

// holes says of several holes what hole says of one.
func (s *statement) holes(list []proof.Hole) string {
	if len(list) == 1 {
		return s.hole(list[0])
	}
	all := list[0]
	all.Kinds = nil
	var why []proof.Reason
	var fixes []proof.Remedy
	for _, h := range list {
		all.Kinds = append(all.Kinds, h.Kinds...)
		why, fixes = append(why, h.Why...), append(fixes, h.Remedy...)
	}
	text := s.head(all) + "\n   " + s.t("proof.because", "Why", strings.Join(s.whysOf(why), s.t("proof.semicolon")))
	if len(fixes) == 0 {
		return text + "\n   " + s.t("proof.no_remedy")
	}
	return text + "\n   " + s.t("proof.remedy_each", "Fix", strings.Join(s.fixesOf(fixes), s.t("proof.semicolon")))
}

// whysOf puts very many reasons into words, like ones in one sentence.
func (s *statement) whysOf(all []proof.Reason) []string {
	var words []string
	for _, list := range together(unique(all), reasonSign) {
		words = append(words, s.whyOf(list))
	}
	return words
}

// whyOf is the sentence of reasons that differ only in who and where.
func (s *statement) whyOf(list []proof.Reason) string {
	var who crowd
	for _, r := range list {
		who.add(s, r.Role, r.Area, r.Unit, r.Person, r.Chat)
	}
	key := "proof.why." + list[0].Code
	if list[0].Code == proof.WhyNobody && list[0].Unit != "" {
		key += "_unit"
	}
	return s.t(key, "Name", s.list(who.names, mostNames/2), "What", who.what(s), "Chat", s.list(who.chats, mostNames/2))
}

func (s *statement) fixesOf(all []proof.Remedy) []string {
	var words []string
	sign := func(r proof.Remedy) string { return fmt.Sprint(r.Code, r.Role, r.Class, r.Unit != "") }
	for _, list := range together(unique(all), sign) {
		if len(list) == 1 {
			words = append(words, s.fix(list[0]))
			continue
		}
		var who crowd
		for _, r := range list {
			who.add(s, r.Role, r.Area, r.Unit, r.Person, r.Chat)
		}
		words = append(words, s.t("proof.fix."+list[0].Code, "Name", s.list(who.names, mostNames/2), "What", who.what(s),
			"Chat", s.list(who.chats, mostNames/2), "Class", ""))
	}
	return words
}

// notes says of several weak places what note says of one.
func (s *statement) notes(list []proof.Note) string {
	if len(list) == 1 {
		return s.note(list[0])
	}
	var why []proof.Reason
	for _, n := range list {
		why = append(why, n.Reason)
	}
	return s.noteWith(list[0], s.whyOf(why))
}

// crowd is who and where, of things that are told as one.
type crowd struct {
	role         order.Role
	areas, units []string
	names, chats []string
}

func (w *crowd) add(s *statement, role order.Role, area, unit string, person int64, chat string) {
	put := func(to *[]string, text string) {
		if text != "" && !slices.Contains(*to, text) {
			*to = append(*to, text)
		}
	}
	w.role = role
	put(&w.areas, area)
	if u := s.c().Unit(unit); u != nil {
		put(&w.units, u.Name.In(s.lang))
	}
	put(&w.chats, chat)
	if person != 0 {
		put(&w.names, s.person(person))
	}
}

// what names the role with all places, or the units.
func (w *crowd) what(s *statement) string {
	where := s.list(w.units, mostNames/2)
	if where == "" {
		where = s.places(w.areas)
	}
	switch {
	case w.role == "":
		return where
	case where == "":
		return s.t("role." + string(w.role))
	}
	return s.t("role."+string(w.role)) + " · " + where
}

// places names areas, each for itself: all of a kind, or the first of them.
func (s *statement) places(keys []string) string {
	if len(keys) == 0 {
		return ""
	}
	var names []string
	kind := s.c().Area(keys[0]).Kind
	for _, key := range keys {
		a := s.c().Area(key)
		names = append(names, a.Name.In(s.lang))
		if a.Kind != kind {
			kind = ""
		}
	}
	if kind != "" && len(keys) > fewAlike && len(keys) == len(s.c().Below("", kind)) {
		return s.t("proof.all."+kind, "Count", len(keys))
	}
	return s.list(names, mostNames/2)
}

func unique[T comparable](list []T) []T {
	seen := map[T]bool{}
	var once []T
	for _, x := range list {
		if !seen[x] {
			seen[x] = true
			once = append(once, x)
		}
	}
	return once
}
