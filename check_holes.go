package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"huiyin/order"
	"huiyin/proof"
	"huiyin/texts"
)

// head says which orders nobody hears of in time.
func (s *statement) head(h proof.Hole) string {
	key := "proof.hole." + h.Metric.String()
	if h.Delay == proof.Never {
		key += "_never"
	}
	text := s.t(key, "When", s.when(h.When, s.zone(h.Kinds)), "What", s.kinds(h.Kinds), "Delay", length(s.lang, h.Delay), "Limit", length(s.lang, h.Limit))
	if !h.When.Always || h.Delay != proof.Never {
		text += "\n   " + s.t("proof.worst", "Start", s.moment(h.Start, s.zone(h.Kinds)))
	}
	return text
}

// hole says which orders nobody hears of in time, why, and what would help.
func (s *statement) hole(h proof.Hole) string {
	text := s.head(h)
	text += "\n   " + s.t("proof.because", "Why", strings.Join(s.whys(h.Why), s.t("proof.semicolon")))
	if len(h.Remedy) == 0 {
		return text + "\n   " + s.t("proof.no_remedy")
	}
	var fixes []string
	for _, r := range h.Remedy {
		fixes = append(fixes, s.fix(r))
	}
	return text + "\n   " + s.t("proof.remedy", "Fix", strings.Join(fixes, s.t("proof.semicolon")))
}

// whys puts the reasons into words, the first of very many.
func (s *statement) whys(list []proof.Reason) []string {
	var words []string
	for _, r := range list {
		if w := s.why(r); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	const most = 6
	if n := len(words) - most; n > 0 {
		words = append(words[:most], s.t("proof.and_more", "Count", n))
	}
	return words
}

func (s *statement) why(r proof.Reason) string {
	key := "proof.why." + r.Code
	if r.Code == proof.WhyNobody && r.Unit != "" {
		key += "_unit"
	}
	return s.t(key, "Name", s.person(r.Person), "What", s.place(r.Role, r.Area, r.Unit), "Chat", r.Chat, "Day", string(r.Day))
}

func (s *statement) fix(r proof.Remedy) string {
	class := ""
	for _, k := range s.c().Classes {
		if k.Key == r.Class {
			class = k.Name.In(s.lang)
		}
	}
	return s.t("proof.fix."+r.Code, "Name", s.person(r.Person), "What", s.place(r.Role, r.Area, r.Unit), "Chat", r.Chat, "Class", class)
}

// note says a weak place.
func (s *statement) note(n proof.Note) string {
	if n.Code == proof.WhyQuiet {
		i := slices.IndexFunc(s.c().Classes, func(k order.Class) bool { return k.Key == n.Class })
		quiet, _ := s.c().QuietHours.MarshalText() // it never fails
		if len(n.Areas) > 0 {
			quiet, _ = s.c().At(n.Areas[0]).QuietHours.MarshalText()
			quiet = append(quiet, s.t("proof.note.where", "Where", s.where(n.Areas))...)
		}
		return s.t("proof.note.quiet", "Class", s.c().Classes[i].Name.In(s.lang), "Delay", length(s.lang, n.Delay), "Quiet", string(quiet))
	}
	if n.Code == proof.WhyEnded {
		return s.agreement(n)
	}
	return s.noteWith(n, s.why(n.Reason))
}

// noteWith says a weak place for which this is the reason, and who stands in.
func (s *statement) noteWith(n proof.Note, text string) string {
	switch {
	case len(n.Kinds) > 0:
		return s.t("proof.note.rule", "Why", text, "What", s.categories(n.Kinds))
	case n.Role == order.RoleLeader:
		return s.t("proof.note.leader", "Why", text)
	case n.Role == order.RoleDispatcher || n.Role == order.RoleOfficer:
		return s.t("proof.note.owner", "Why", text)
	}
	return text
}

// agreement says from when on a unit gets nothing by rule, and what closes that.
func (s *statement) agreement(n proof.Note) string {
	key := "proof.note.ended"
	if !n.From.IsZero() {
		key = "proof.note.ending"
	}
	what := s.categories(n.Kinds)
	if len(n.Where) == 0 {
		what = s.t("proof.note.help") // a team that is asked when nobody answers
	} else if !slices.ContainsFunc(n.Where, func(k proof.Kind) bool { return k.Area == "" }) {
		what = s.kinds(n.Where)
	}
	return s.t(key, "Unit", s.place("", "", n.Unit), "Day", string(n.Day), "From", n.From.In(s.c().Zone()).Format(time.DateOnly), "What", what,
		"Fix", s.fix(proof.Remedy{Code: proof.FixRenew, Unit: n.Unit}))
}

// person is what somebody is called.
func (s *statement) person(id int64) string {
	for _, p := range s.r.Territory.People {
		if p.ID == id && p.Name != "" {
			return p.Name
		}
	}
	return s.t("card.somebody")
}

// place names a role and where it holds, or a unit.
func (s *statement) place(role order.Role, area, unit string) string {
	c := s.c()
	name := ""
	if a := c.Area(area); a != nil {
		name = a.Name.In(s.lang)
	}
	if u := c.Unit(unit); u != nil {
		name = u.Name.In(s.lang)
		if role == "" {
			return name
		}
	}
	if role == "" {
		return name
	}
	if name == "" {
		return s.t("role." + string(role))
	}
	return s.t("role."+string(role)) + " · " + name
}

func (s *statement) categories(keys []string) string {
	if len(keys) == len(s.c().Categories) {
		return s.t("proof.everything")
	}
	var names []string
	for _, k := range keys {
		names = append(names, s.c().Category(k).Name.In(s.lang))
	}
	return s.list(names, 8)
}

// kinds names categories with their areas; categories with the same areas are
// named together.
func (s *statement) kinds(list []proof.Kind) string {
	areas := map[string][]string{}
	var keys []string
	for _, k := range list {
		if areas[k.Category] == nil {
			keys = append(keys, k.Category)
		}
		areas[k.Category] = append(areas[k.Category], k.Area)
	}
	together := map[string][]string{}
	var order []string
	for _, k := range keys {
		at := fmt.Sprint(areas[k])
		if together[at] == nil {
			order = append(order, at)
		}
		together[at] = append(together[at], k)
	}
	var parts []string
	for _, at := range order {
		parts = append(parts, s.t("proof.kinds", "Where", s.where(areas[together[at][0]]), "What", s.categories(together[at])))
	}
	return strings.Join(parts, s.t("proof.semicolon"))
}

// when says which orders are concerned.
func (s *statement) when(w proof.When, zone *time.Location) string {
	const most = 3
	if w.Always {
		return s.t("proof.always")
	}
	var parts []string
	for _, d := range w.Dates {
		parts = append(parts, s.moment(d.From, zone)+" – "+s.moment(d.To, zone))
	}
	if daily(w.Weekly) {
		x := w.Weekly[0]
		return s.t("proof.daily", "From", hourOf(x.From), "To", hourOf(x.To))
	}
	for _, x := range w.Weekly {
		parts = append(parts, s.day(x.From)+"–"+s.day(x.To))
	}
	return s.list(parts, most)
}

// daily reports whether all days of the week have the same stretch.
func daily(list []proof.Stretch) bool {
	const day = 24 * 60
	for i, x := range list {
		if len(list) != 7 || x.From-list[0].From != i*day || x.To-x.From != list[0].To-list[0].From {
			return false
		}
	}
	return len(list) == 7
}

func hourOf(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60%24, minute%60) }

// day is a minute of the week in words: "Mon 22:00".
func (s *statement) day(minute int) string {
	return s.t(fmt.Sprint("proof.day.", minute/(24*60)%7)) + " " + hourOf(minute)
}

// zone is the time zone of the areas of which something is said: they have the
// same one.
func (s *statement) zone(list []proof.Kind) *time.Location { return s.c().At(list[0].Area).Zone() }

// moment is a date and a time.
func (s *statement) moment(at time.Time, zone *time.Location) string {
	local := at.In(zone)
	return texts.Say(s.lang, fmt.Sprint("proof.day.", (int(local.Weekday())+6)%7)) + local.Format(" 2006-01-02 15:04")
}
