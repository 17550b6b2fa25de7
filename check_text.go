package main

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"huiyin/order"
	"huiyin/proof"
	"huiyin/texts"
)

// statement puts a proof into words.
type statement struct {
	r        *proof.Report
	lang     string
	problems string // warnings about the files
	alone    bool   // the proof is about the file alone: nobody has joined yet
}

func (s *statement) t(key string, args ...any) string { return texts.Say(s.lang, key, args...) }

func (s *statement) c() *order.Community { return s.r.Territory.Community }

// text is the whole statement, for people.
func (s *statement) text() string {
	var b strings.Builder
	say := func(line string) { b.WriteString(line + "\n") }
	b.WriteString(s.problems)
	if s.problems == "" {
		say(s.t("console.check_fine"))
	} else {
		say(s.t("console.check_warned"))
	}
	say("")
	if s.alone {
		say(s.t("proof.alone"))
	}
	day := func(n int) string { return s.r.From.AddDate(0, 0, n).Format("2006-01-02") }
	days := int(s.r.To.Sub(s.r.From).Hours()+12) / 24
	say(s.t("proof.head", "From", day(0), "To", day(days-1), "Starts", s.r.Starts, "Kinds", len(s.r.Lines)))
	if len(s.r.Territory.Rotas) > 0 {
		say(s.t("proof.rota"))
	} else if !s.r.Exact {
		say(s.t("proof.vague"))
	}
	say("")
	b.WriteString(s.table())
	say("")
	if len(s.r.Holes) == 0 {
		say(s.t("proof.no_holes"))
	} else {
		say(s.t("proof.holes", "Count", len(s.r.Holes)))
	}
	told := alikeHoles(s.c(), s.r.Holes)
	if len(told) < len(s.r.Holes) {
		say(s.t("proof.holes_alike"))
	}
	for i, list := range told {
		say(fmt.Sprintf("%d. %s", i+1, s.holes(list)))
	}
	if len(s.r.Notes) > 0 {
		say("")
		say(s.t("proof.notes"))
	}
	for _, list := range alikeNotes(s.r.Notes) {
		say("- " + s.notes(list))
	}
	return b.String()
}

// row is the worst of a class in some areas.
type row struct {
	areas  []string
	bounds [3]*proof.Bound
}

// rows are the worst bounds of a class over its categories; areas with the same
// bounds share one.
func (s *statement) rows(class string) []row {
	byArea := map[string]*row{}
	var list []*row
	for _, l := range s.r.Lines {
		if l.Class != class {
			continue
		}
		w := byArea[l.Area]
		if w == nil {
			w = &row{areas: []string{l.Area}, bounds: l.Bounds}
			byArea[l.Area] = w
			list = append(list, w)
		}
		for m, b := range l.Bounds {
			if was := w.bounds[m].Delay; was != proof.Never && (b.Delay == proof.Never || b.Delay > was) {
				w.bounds[m] = b
			}
		}
	}
	var rows []row
	for _, w := range list {
		i := slices.IndexFunc(rows, func(x row) bool {
			return reflect.DeepEqual(delays(x.bounds), delays(w.bounds))
		})
		if i < 0 {
			rows = append(rows, *w)
			continue
		}
		rows[i].areas = append(rows[i].areas, w.areas...)
	}
	return rows
}

func delays(list [3]*proof.Bound) (d [3]int64) {
	for m, b := range list {
		d[m] = int64(b.Delay)
	}
	return d
}

// table is the worst bounds, class by class.
func (s *statement) table() string {
	lines := [][]string{{s.t("proof.class"), s.t("proof.area"), s.t("proof.metric.first"), s.t("proof.metric.second"), s.t("proof.metric.owner")}}
	for _, k := range s.c().Classes {
		for _, r := range s.rows(k.Key) {
			line := []string{k.Name.In(s.lang), s.where(r.areas)}
			for _, b := range r.bounds {
				line = append(line, length(s.lang, b.Delay))
			}
			lines = append(lines, line)
		}
	}
	widths := make([]int, len(lines[0]))
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], width(cell))
		}
	}
	var b strings.Builder
	for _, line := range lines {
		for i, cell := range line {
			b.WriteString(cell)
			if i < len(line)-1 {
				b.WriteString(strings.Repeat(" ", widths[i]-width(cell)+2))
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// width is how many columns of a console the text takes: Chinese takes two each.
func width(text string) (n int) {
	for _, r := range text {
		if n++; r >= 0x2e80 {
			n++
		}
	}
	return n
}

// where names areas: one that is there with all that lies in it is named alone,
// and all of a kind together.
func (s *statement) where(areas []string) string {
	all := proof.Places(s.c())
	if len(areas) >= len(all) {
		return s.t("proof.everywhere")
	}
	in, missing := map[string]bool{}, map[string]bool{} // missing: areas in which one is not there
	for _, a := range areas {
		in[a] = true
	}
	for _, key := range all {
		if in[key] {
			continue
		}
		for a := s.c().Area(key); a != nil; a = s.c().Area(a.In) {
			missing[a.Key] = true
		}
	}
	var names, alone []string
	count := map[string]int{} // of those that are named, by what they are
	for _, key := range all {
		a := s.c().Area(key)
		whole := in[key] && !missing[key]
		switch {
		case !in[key] || in[a.In] && !missing[a.In]:
		case whole:
			names = append(names, a.Name.In(s.lang))
			count["proof.all."+a.Kind]++
		default:
			names = append(names, s.t("proof.itself", "Name", a.Name.In(s.lang)))
			alone = append(alone, a.Name.In(s.lang))
			count["proof.all_itself."+a.Kind]++
		}
	}
	if len(names) > mostNames && len(count) == 1 {
		for what, n := range count {
			if kind := what[strings.LastIndex(what, ".")+1:]; n == len(s.c().Below("", kind)) {
				return s.t(what, "Count", n)
			}
		}
	}
	switch {
	case len(names) <= mostNames:
		return s.list(names, mostNames)
	case len(alone) == len(names):
		return s.t("proof.itself", "Name", s.list(alone, mostNames/2))
	}
	return s.list(names, mostNames/2)
}

// mostNames is how many places are named one by one.
const mostNames = 6

// list joins names; of very many it shows the first.
func (s *statement) list(names []string, most int) string {
	text := strings.Join(names[:min(most, len(names))], s.t("proof.comma"))
	if n := len(names) - most; n > 0 {
		text = s.t("proof.more", "List", text, "Count", n)
	}
	return text
}
