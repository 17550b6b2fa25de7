package story

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"huiyin/sim"
)

// item is something that happened: an entry of the simulator's log, or something that a person did and that leaves no
// message, as a tap.
type item struct {
	step  int
	at    time.Time
	event sim.Event
	who   string // of an act
	act   string
}

// act notes something that leaves no message.
func (w *World) act(s spot, what string) {
	w.ears.items = append(w.ears.items, item{step: w.ears.step, at: w.Host.Now(), who: s.who, act: what})
}

// Transcript is everything that was visible in the world so far, as plain text: who said what where, with buttons, edits,
// taps and the answers to them, under a heading for each minute in which something happened. Its order does not depend on
// how the program's parallel work was scheduled: within one step and one second, people come before the bot, and places come
// in the order of their names. Of several edits within that second it shows the last.
func (w *World) Transcript() string {
	if w.open() != nil {
		return ""
	}
	var rows []row
	for _, it := range w.ears.items {
		if r, ok := w.row(it); ok {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, row.compare)
	last := map[row]int{} // where the last edit of a message at one moment stands
	for i, r := range rows {
		if r.edit != (key{}) {
			last[r.moment()] = i
		}
	}
	var b strings.Builder
	minute := ""
	for i, r := range rows {
		if r.edit != (key{}) && last[r.moment()] != i {
			continue
		}
		if at := r.at.In(w.Zone).Format("2006-01-02 15:04"); at != minute {
			minute = at
			fmt.Fprintf(&b, "── %s ──\n", minute)
		}
		b.WriteString(r.text + "\n")
	}
	return b.String()
}

// row is one item as it is printed, with what decides its position.
type row struct {
	step  int
	at    time.Time // to the second
	rank  int       // people's acts 0, toasts 1, the bot's messages 2
	place string
	edit  key // of an edited message
	text  string
}

func (r row) compare(o row) int {
	return cmp.Or(cmp.Compare(r.step, o.step), r.at.Compare(o.at), cmp.Compare(r.rank, o.rank), cmp.Compare(r.place, o.place))
}

// moment is the row without its text: two edits of one message at one moment have the same.
func (r row) moment() row {
	r.text = ""
	return r
}

// row puts an item into words; false for what nobody sees.
func (w *World) row(it item) (row, bool) {
	r := row{step: it.step, at: it.at.UTC().Truncate(time.Second)}
	if it.act != "" {
		r.place, r.text = it.who, it.who+" "+it.act
		return r, true
	}
	ev := it.event
	who := w.name(ev.User)
	switch m := ev.Message; {
	case ev.Kind == "toast":
		r.rank, r.place, r.text = 1, who, who+" ◂ "+strings.ReplaceAll(ev.Text, "\n", " / ")
		return r, ev.Text != ""
	case m == nil:
		return r, false
	case ev.Kind == "message" || ev.Kind == "edit" || ev.Kind == "delete" || ev.Kind == "reaction":
		r.place = w.where(*m)
		r.text = "[" + r.place + "] " + w.line(ev)
		if ev.Kind == "edit" {
			r.edit = keyOf(*m)
		}
		if m.From == w.ears.bot || ev.Kind == "reaction" && who == "" {
			r.rank = 2
		}
		return r, true
	}
	return r, false
}

// where is a message's place in the transcript.
func (w *World) where(m sim.Seen) string {
	title := w.title(m.Chat)
	if m.Thread == 0 {
		return title
	}
	for _, c := range w.Sim.Chats() {
		for _, t := range c.Topics {
			if c.ID == m.Chat && t.ID == m.Thread {
				return title + " › " + t.Name
			}
		}
	}
	return title
}

// line is what happened to a message, with its content where that is new.
func (w *World) line(ev sim.Event) string {
	m := *ev.Message
	first, _, _ := strings.Cut(m.Text, "\n")
	switch ev.Kind {
	case "delete":
		return fmt.Sprintf("%s: (deleted) %s", w.author(m), first)
	case "reaction":
		return fmt.Sprintf("%s: %s — carries %s", w.author(m), first, cmp.Or(strings.Join(m.Reactions, " "), "nothing"))
	}
	m.Reactions = nil
	mark := ""
	if ev.Kind == "edit" {
		mark = " (now)"
	}
	return w.author(m) + mark + ": " + strings.Join(body(m), "\n    ")
}
