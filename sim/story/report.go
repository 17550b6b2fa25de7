package story

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"huiyin/sim"
)

// shown is how many of the last messages a failure shows.
const shown = 6

// screens draws what the people of a failed step see in its place.
func (r *run) screens(b bound) string {
	p := b.words.place()
	if p.title == "" {
		return ""
	}
	var spots []spot
	if who := b.words.slots["who"]; who != "" {
		if s, err := r.w.spot(who, p); err == nil {
			spots = append(spots, s)
		}
	} else if people := b.words.slots["people"]; people != "" && p.private() {
		for _, who := range r.w.split(people) {
			s, _ := r.w.spot(who, p)
			spots = append(spots, s)
		}
	} else {
		spots, _ = r.w.viewers(p)
	}
	var out strings.Builder
	for _, s := range spots {
		out.WriteString("\n" + indent(r.w.screen(s)))
	}
	return out.String()
}

// screen draws the end of a chat as one person sees it.
func (w *World) screen(s spot) string {
	all := w.all(s)
	var b strings.Builder
	fmt.Fprintf(&b, "%s in %s has on the screen (● new, ○ seen by an earlier step):", s.who, s.place)
	if len(all) == 0 {
		b.WriteString("\n  nothing at all")
	}
	if skipped := len(all) - shown; skipped > 0 {
		fmt.Fprintf(&b, "\n  … %d older", skipped)
		all = all[skipped:]
	}
	for _, m := range all {
		b.WriteString("\n" + w.show(m))
	}
	if keys := w.Sim.Keyboard(s.user, s.chat); len(keys) > 0 {
		b.WriteString("\n  keyboard:")
		for _, row := range keys {
			b.WriteString("\n      [" + strings.Join(row, "] [") + "]")
		}
	}
	return b.String()
}

// show draws one message.
func (w *World) show(m sim.Seen) string {
	mark := "  "
	if n := w.ears.notes[keyOf(m)]; n != nil && n.seenAt == "" {
		mark = "● "
	} else if n != nil {
		mark = "○ "
	}
	head := fmt.Sprintf("  %s%s %s: ", mark, m.Date.In(w.Zone).Format("15:04"), w.author(m))
	return head + strings.Join(body(m), "\n      ")
}

// author is who wrote a message, as stories call them.
func (w *World) author(m sim.Seen) string {
	switch {
	case m.From == w.ears.bot:
		return "@" + w.Bot
	case w.name(m.From) != "":
		return w.name(m.From)
	case m.From == 0 || m.From == m.Chat:
		return "(anonymous)"
	}
	return cmp.Or(m.Name, "?")
}

// body is a message's content, line by line: media, text, buttons.
func body(m sim.Seen) []string {
	var out []string
	if m.Service != "" {
		out = append(out, "— "+strings.ReplaceAll(m.Service, "_", " "))
	}
	if m.Media != "" {
		out = append(out, "("+strings.ReplaceAll(m.Media, "_", " ")+")")
	}
	if m.Text != "" {
		out = append(out, strings.Split(m.Text, "\n")...)
	}
	for _, row := range buttons(m) {
		out = append(out, "["+strings.Join(row, "] [")+"]")
	}
	if len(m.Reactions) > 0 {
		out = append(out, "carries "+strings.Join(m.Reactions, " "))
	}
	return out
}

// hint says what comes nearest to a wish that failed.
func (w *World) hint(s spot, want wish) string {
	var out strings.Builder
	var best *sim.Seen
	lacks := make([]string, len(want.lines))
	for _, m := range slices.Backward(w.bots(s)) {
		if missing := want.missing(m); len(missing) < len(lacks) {
			best, lacks = &m, missing
		}
	}
	switch {
	case best == nil:
		out.WriteString("; not one of the lines is there")
	case len(lacks) == 0:
		fmt.Fprintf(&out, "; one that has it was seen already, at %s", w.ears.notes[keyOf(*best)].seenAt)
	default:
		fmt.Fprintf(&out, "; the nearest lacks:\n    %s\n  and is:\n%s", strings.Join(lacks, "\n    "), w.show(*best))
	}
	for _, n := range w.ears.fresh {
		if n.key.chat != s.chat && !n.gone && len(want.missing(n.last)) == 0 {
			fmt.Fprintf(&out, "\nsuch a new message is in another place: %s", w.title(n.key.chat))
		}
	}
	return out.String()
}
