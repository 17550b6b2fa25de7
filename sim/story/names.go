package story

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// words are the parts of one step: what stood in each place of its form, and the lines below it.
type words struct {
	slots map[string]string
	block []string
}

// newWords matches a step against one form; nil means that it does not fit.
func newWords(re *regexp.Regexp, st step) *words {
	got := re.FindStringSubmatch(st.head)
	if got == nil {
		return nil
	}
	m := &words{slots: map[string]string{}, block: st.block}
	for i, name := range re.SubexpNames() {
		if name == "" || got[i] == "" {
			continue
		}
		m.slots[strings.TrimRight(name, "_")] = got[i]
	}
	return m
}

// text is the step's text: what stands behind its colon, then the lines below.
func (m *words) text() string { return strings.Join(m.body(), "\n") }

// body is the same, line by line.
func (m *words) body() []string {
	var lines []string
	if head := m.slots["text"]; head != "" {
		lines = append(lines, head)
	}
	return append(lines, m.block...)
}

// place is a spot of the world as a story names it.
type place struct{ title, topic string }

func (m *words) place() place { return place{m.slots["place"], m.slots["topic"]} }

// private says whether the place is one's private chat with the bot.
func (p place) private() bool { return p.title == "private" || p.title == "私聊" }

func (p place) String() string {
	if p.topic != "" {
		return p.title + " › " + p.topic
	}
	return p.title
}

// anything is what each word in capitals in a form stands for, when any name will do.
func anything() map[string]string {
	return map[string]string{
		"WHO":     `(?P<who>\S|\S.*?\S)`,
		"PEOPLE":  `(?P<people>\S.*?\S)`,
		"PICKED":  `(?P<picked>\S.*?)`,
		"SOURCE":  `(?P<source>\S.*?)`,
		"PLACE":   `(?P<place>\S.*?)` + topicPattern,
		"TEXT":    `(?P<text>.*)`,
		"BUTTON":  `(?P<button>\S.*?)`,
		"QUOTE":   `(?P<quote>.+?)`,
		"ON":      `(?P<on>.+?)`,
		"NAME":    `(?P<name>[\pL_][\pL\pN_]*)`,
		"SCRIPT":  `(?P<script>\S.*)`,
		"KIND":    `(?P<kind>\S.*?)`,
		"CODE":    `(?P<code>\d+|[a-z]+|不答|乱码|缓慢)`,
		"COUNT":   `(?P<count>\d+|one|two|three|[一两二三])`,
		"TIMES":   `(?P<times>\d+)`,
		"EVERY":   `(?P<every>\d+)(?:st|nd|rd|th)?`,
		"ONCE":    `(?P<once>once|一次)`,
		"METHOD":  `(?P<method>[a-z]+)`,
		"SPAN":    `(?P<span>\d.*?)`,
		"CLOCK":   `(?P<clock>\d{1,2}[:：]\d{2})`,
		"DATE":    `(?P<date>\d{4}-\d{1,2}-\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)`,
		"EMOJI":   `(?P<emoji>\S+)`,
		"PAYLOAD": `(?P<payload>\S+)`,
	}
}

const topicPattern = `(?:\s+topic\s+(?P<topic>\S.*?)|\s*话题\s*(?P<topic_>\S.*?))?`

// slotName finds the words in capitals of a form.
var slotName = regexp.MustCompile(`[A-Z]{2,}`)

// grammar is the table of forms, made ready for one set of names.
type grammar struct {
	slots map[string]string
	forms []form
	made  [][2]*regexp.Regexp // by form: English, Chinese; nil until first needed
}

// openGrammar takes any name; it serves Parse.
func openGrammar() *grammar {
	all := forms()
	return &grammar{slots: anything(), forms: all, made: make([][2]*regexp.Regexp, len(all))}
}

// worldGrammar takes only the names of one world. A name may contain anything, even words of the forms, and other names:
// so the longest is tried first.
func worldGrammar(people, places []string) *grammar {
	g := openGrammar()
	who, where := either(people), either(append(slices.Clone(places), "private", "私聊"))
	g.slots["WHO"] = `(?P<who>` + who + `)`
	others := `(?:(?:\s*[,，、]\s*(?:and\s+)?|\s+and\s+|\s*[和与]\s*)` + who + `)`
	g.slots["PEOPLE"] = `(?P<people>` + who + others + `+)`
	g.slots["PICKED"] = `(?P<picked>` + who + others + `*)`
	g.slots["SOURCE"] = `(?P<source>` + where + `)`
	g.slots["PLACE"] = `(?P<place>` + where + `)` + topicPattern
	return g
}

// either is a pattern for one of the names, exactly as they are written.
func either(names []string) string {
	names = slices.Clone(names)
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	for i, n := range names {
		names[i] = regexp.QuoteMeta(n)
	}
	return `(?-i:` + strings.Join(names, "|") + `)`
}

// patterns gives a form's two patterns, English and Chinese.
func (g *grammar) patterns(i int) [2]*regexp.Regexp {
	if g.made[i][0] == nil {
		g.made[i] = [2]*regexp.Regexp{g.compile(g.forms[i].en, `\s+`), g.compile(g.forms[i].zh, `\s*`)}
	}
	return g.made[i]
}

// fits calls yield for every form that the step fits, in the order of the table.
func (g *grammar) fits(st step) iter.Seq2[*form, *words] {
	return func(yield func(*form, *words) bool) {
		for i := range g.forms {
			for _, re := range g.patterns(i) {
				if m := newWords(re, st); m != nil && !yield(&g.forms[i], m) {
					return
				}
			}
		}
	}
}

// compile turns a readable form into a pattern: words in capitals become places, colons and quotation marks may be of
// either width, and a space stands for at least one space in English and for any, or none, in Chinese.
func (g *grammar) compile(form, space string) *regexp.Regexp {
	var b strings.Builder
	for i, part := range strings.Split(form, `"`) {
		if i%2 == 1 {
			part = "\x01" + part + "\x02"
		}
		b.WriteString(part)
	}
	src := b.String()
	// A colon behind a question mark belongs to the pattern "(?:", not to the story.
	src = strings.ReplaceAll(src, "(?:", "\x03")
	src = strings.ReplaceAll(src, ":", `\s*[:：]\s*`)
	src = strings.ReplaceAll(src, " ", space)
	src = strings.NewReplacer("\x01", `\s*["“”「『]`, "\x02", `["“”」』]`, "\x03", "(?:").Replace(src)
	src = slotName.ReplaceAllStringFunc(src, func(slot string) string {
		if pattern, ok := g.slots[slot]; ok {
			return pattern
		}
		return slot
	})
	return regexp.MustCompile(`(?i)^` + src + `$`)
}

// bound is a step that is ready to be played.
type bound struct {
	step
	words *words
	do    act
}

// bind finds for every step the form and the names it uses, and reports all unknown names at once.
func (s *Script) bind(w *World) ([]bound, error) {
	g := worldGrammar(slices.Collect(maps.Keys(w.People)), slices.Collect(maps.Keys(w.Places)))
	var out []bound
	var errs []error
	for _, st := range s.steps {
		b, err := g.find(st)
		if errors.Is(err, errUnknown) {
			err = errors.New(w.unknown(st))
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %s\n  %w", s.Name, st.line, st.head, err))
			continue
		}
		out = append(out, b)
	}
	return out, errors.Join(errs...)
}

// errUnknown means that a step has a form, but not with the names of this world.
var errUnknown = errors.New("unknown names")

// find gives what the first form that fits makes of the step.
func (g *grammar) find(st step) (bound, error) {
	found := errUnknown
	for f, m := range g.fits(st) {
		do, err := f.bind(m)
		if err == nil {
			return bound{step: st, words: m, do: do}, nil
		}
		found = err
	}
	return bound{}, found
}

// unknown says which name of a step is none of this world's.
func (w *World) unknown(st step) string {
	for _, m := range openGrammar().fits(st) {
		if who := m.slots["who"]; who != "" && w.People[who] == 0 {
			return fmt.Sprintf("nobody here is called %q; there are: %s", who, list(w.People))
		}
		for _, slot := range []string{"place", "source"} {
			at := m.slots[slot]
			if _, known := w.Places[at]; at != "" && !known && !(place{title: at}).private() {
				return fmt.Sprintf("no place here is called %q; there are: private, %s", at, list(w.Places))
			}
		}
	}
	return fmt.Sprintf("some name in this line is unknown; people: %s; places: private, %s", list(w.People), list(w.Places))
}

func list(names map[string]int64) string {
	return strings.Join(slices.Sorted(maps.Keys(names)), ", ")
}
