package story

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"huiyin/sim"
)

// Host is the program under test, as a story sees it.
type Host interface {
	// Settle returns when the program has nothing left to do at this instant.
	Settle(ctx context.Context) error
	// Advance lets d pass, with everything that is due on the way.
	Advance(ctx context.Context, d time.Duration) error
	// Now is the program's time.
	Now() time.Time
	// Restart stops the program in good order and starts it again.
	Restart(ctx context.Context) error
	// Kill stops the program abruptly and starts it again.
	Kill(ctx context.Context) error
	// Backup keeps all that the program knows now.
	Backup(ctx context.Context) error
	// PutBack stops the program, puts the last backup in the place of what it knows, and starts it again.
	PutBack(ctx context.Context) error
	// Recall gives a value that stories may use as {name}, for example a code that only the program's log shows; empty if
	// there is none.
	Recall(name string) string
}

// World is what stories are played in: a simulated Telegram, the program beside it, and the names that stories use. What has
// been seen, said and remembered stays in the World from one Run to the next. A World serves one Run at a time.
type World struct {
	Sim    *sim.Sim
	Host   Host
	Bot    string           // username of the bot under test, without @; stories may use it as {bot}
	People map[string]int64 // user ids by name
	Places map[string]int64 // group ids by title; a group that becomes a supergroup gets its new id here
	Zone   *time.Location   // of the times in stories; default UTC
	// AllowRepeats is for runs with crashes and faults, in which a message may be sent twice: see Repeats and Unanswered. A
	// card may then also come again with newer words under the same number, and its forgotten copy stays as it was.
	AllowRepeats bool
	// Load finds the script of a step "use NAME".
	Load func(name string) (*Script, error)
	// Log, if any, gets a line for each step as it begins.
	Log io.Writer

	// Repeats counts the messages that were the same, in place, text and buttons, as one seen before. Without AllowRepeats
	// they are noise, and fail the story.
	Repeats int
	// Unanswered counts the taps that the program never answered while it could not, that is with AllowRepeats or a fault.
	Unanswered int

	ears   ears
	toasts map[string]toast
	values map[string]string
	former map[int64]string // titles of groups that have become supergroups, by their old ids
	faults bool
}

// toast is what a tap showed to the person who tapped.
type toast struct {
	sim.Answer
	answered bool
}

// open makes the parts that the caller can't.
func (w *World) open() error {
	if w.Zone == nil {
		w.Zone = time.UTC
	}
	if w.toasts == nil {
		w.toasts, w.values, w.former = map[string]toast{}, map[string]string{}, map[int64]string{}
	}
	if w.ears.bot == 0 {
		i := slices.IndexFunc(w.Sim.Bots(), func(b sim.BotInfo) bool { return strings.EqualFold(b.Username, w.Bot) })
		if i < 0 {
			return fmt.Errorf("open world: the simulator has no bot %q", w.Bot)
		}
		w.ears.bot = w.Sim.Bots()[i].ID
	}
	w.ears.listen(w.Sim)
	return nil
}

// Forgive takes everything the bot has said so far as seen, for hosts that set up a world before the first story.
func (w *World) Forgive() error {
	if err := w.open(); err != nil {
		return err
	}
	for _, n := range w.ears.fresh {
		n.seenAt = "before the story"
	}
	w.ears.fresh = nil
	return nil
}

// variable finds {name} in texts; braces around anything else, as in JSON, stay as they are.
var variable = regexp.MustCompile(`\{([\pL_][\pL\pN_]*)\}`)

// fill puts remembered values into a text.
func (w *World) fill(text string) (string, error) {
	var errs []error
	text = variable.ReplaceAllStringFunc(text, func(ref string) string {
		name := ref[1 : len(ref)-1]
		if v, ok := w.values[name]; ok {
			return v
		}
		if name == "bot" {
			return w.Bot
		}
		v := w.Host.Recall(name)
		if v == "" {
			errs = append(errs, fmt.Errorf("nothing is remembered as %s", ref))
		}
		return v
	})
	return text, errors.Join(errs...)
}

// spot is a place with the eyes of one person.
type spot struct {
	who    string
	place  place
	user   int64
	chat   int64
	thread int // 0: the whole chat
}

// spot finds where a person means.
func (w *World) spot(who string, p place) (spot, error) {
	s := spot{who: who, place: p, user: w.People[who]}
	if p.private() {
		s.chat = s.user
		return s, nil
	}
	s.chat = w.Places[p.title]
	if p.topic == "" {
		return s, nil
	}
	for _, c := range w.Sim.Chats() {
		if c.ID != s.chat {
			continue
		}
		var known []string
		for _, t := range c.Topics {
			if t.Name == p.topic {
				s.thread = t.ID
				return s, nil
			}
			known = append(known, t.Name)
		}
		return s, fmt.Errorf("%s has no topic %q; it has: %s", p.title, p.topic, strings.Join(known, ", "))
	}
	return s, fmt.Errorf("%s has no topics", p.title)
}

// all is everything the person sees there now, oldest first.
func (w *World) all(s spot) []sim.Seen {
	var out []sim.Seen
	for _, m := range w.Sim.Messages(s.user, s.chat) {
		if !m.Deleted && (s.thread == 0 || m.Thread == s.thread) {
			out = append(out, m)
		}
	}
	return out
}

// bots is what the bot has posted there, oldest first.
func (w *World) bots(s spot) []sim.Seen {
	return slices.DeleteFunc(w.all(s), func(m sim.Seen) bool { return m.From != w.ears.bot || m.Service != "" })
}

// find gives the newest message there whose text contains the quote and which suits.
func (w *World) find(s spot, quote string, suits func(sim.Seen) bool) (sim.Seen, error) {
	for _, m := range slices.Backward(w.all(s)) {
		if m.Service == "" && contains(m.Text, quote) && (suits == nil || suits(m)) {
			return m, nil
		}
	}
	return sim.Seen{}, fmt.Errorf("there is no such message: %q", quote)
}

// viewers are spots through which a place can be looked at when the story names nobody: each person's own chat, or one
// person who is in the group.
func (w *World) viewers(p place) ([]spot, error) {
	var out []spot
	for _, who := range sorted(w.People) {
		s, err := w.spot(who, p)
		if err != nil {
			return nil, err
		}
		if len(w.all(s)) == 0 {
			continue
		}
		out = append(out, s)
		if !p.private() {
			break
		}
	}
	return out, nil
}

// title is a chat's name, for reports.
func (w *World) title(chat int64) string {
	for _, name := range sorted(w.Places) {
		if w.Places[name] == chat {
			return name
		}
	}
	if old := w.former[chat]; old != "" {
		return old
	}
	if who := w.name(chat); who != "" {
		return "private (" + who + ")"
	}
	return fmt.Sprintf("chat %d", chat)
}

// name is a person's name in stories; empty if the id is nobody's.
func (w *World) name(user int64) string {
	for _, who := range sorted(w.People) {
		if w.People[who] == user {
			return who
		}
	}
	return ""
}
