package texts

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// Own is a text that a community may have in words of its own. People write its
// placeholders in braces, by their names in either language: {编号}, {number}.
type Own struct {
	Key   string
	Base  string // the key of the program's own words; "" has none: without own words nothing is said
	Holes []Hole
	Most  int  // UTF-16 units, without what comes into the placeholders
	Lines int  // at most
	Digit bool // it must hold a number to call
}

// Hole is a placeholder.
type Hole struct {
	Arg    string // as the program calls it
	ZH, EN string // as people write it
	Must   bool   // without it the text says nothing
}

// In is the placeholder's name in the language, in braces.
func (h Hole) In(lang string) string {
	if lang == EN {
		return "{" + h.EN + "}"
	}
	return "{" + h.ZH + "}"
}

var (
	holeNo        = Hole{"No", "编号", "number", true}
	holeUnit      = Hole{"Name", "单位", "unit", false}
	holeCommunity = Hole{"Community", "社区", "community", false}
)

// owns are all texts that may be in own words. A toast holds 200 characters, and
// a card's line should not push what matters from the screen.
var owns = []Own{
	{"welcome", "start.welcome", []Hole{holeCommunity}, 300, 6, false},
	{"contact", "", nil, 200, 3, false},
	{"usage", "usage.resident", nil, 300, 6, false},
	{"group", "usage.group.residents", []Hole{{"Bot", "机器人", "bot", true}}, 300, 6, false},
	{"emergency", "help.danger", nil, 120, 2, true},
	{"submitted", "draft.submitted", []Hole{holeNo}, 120, 2, false},
	{"refused", "echo.refused", []Hole{holeNo, {"Why", "原因", "reason", true}}, 200, 4, false},
	{"done", "echo.done", []Hole{holeNo, holeUnit}, 120, 2, false},
	{"judge", "echo.judge", nil, 120, 2, false},
	{"thanks", "toast.rated", nil, 120, 2, false},
	{"closing", "echo.closing", []Hole{holeNo, {"At", "时间", "time", true}}, 200, 4, false},
	{"closed", "echo.closed", []Hole{holeNo, {"Days", "期限", "period", true}}, 200, 4, false},
	{"worker", "finish.thanks", []Hole{holeNo}, 200, 4, false},
	{"digest", "digest.title", []Hole{{"Area", "区域", "area", true}, {"Date", "日期", "date", true}}, 60, 1, false},
	{"signature", "", []Hole{holeCommunity}, 60, 1, false},
}

// Owns lists all texts that may be in own words.
func Owns() []Own { return slices.Clone(owns) }

// OwnText finds one by its key.
func OwnText(key string) (Own, bool) {
	for _, o := range owns {
		if o.Key == key {
			return o, true
		}
	}
	return Own{}, false
}

// Wrong is why a text can't be used: a key of these texts, with what comes into it.
type Wrong struct {
	Key  string
	Args []any
}

// Say is the reason in the language.
func (w Wrong) Say(lang string) string { return Say(lang, w.Key, w.Args...) }

// Tidied is the text without what nobody sees: white space around it and at the
// ends of its lines.
func Tidied(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRightFunc(lines[i], unicode.IsSpace)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// Check judges own words; nil is that they can be used. They go out as plain
// text, so there is no markup to be wrong. What is refused would break a card, or
// leave out what the reader needs, or trick the eye.
func (o Own) Check(text string) *Wrong {
	lines := strings.Split(text, "\n")
	switch {
	case strings.TrimSpace(text) == "":
		return &Wrong{"own.empty", nil}
	case !utf8.ValidString(text) || strings.ContainsFunc(text, hidden):
		return &Wrong{"own.hidden", nil}
	case Units(text) > o.Most:
		return &Wrong{"own.too_long", []any{"Number", Units(text), "Max", o.Most}}
	case len(lines) > o.Lines:
		return &Wrong{"own.too_many_lines", []any{"Number", len(lines), "Max", o.Lines}}
	case slices.Contains(lines[1:], ""):
		return &Wrong{"own.empty_line", nil}
	case o.Digit && !strings.ContainsFunc(text, unicode.IsDigit):
		return &Wrong{"own.no_number", nil}
	}
	have := map[string]bool{}
	for _, p := range split(text) {
		if !p.hole {
			if i := strings.IndexAny(p.text, "{}｛｝"); i >= 0 {
				return &Wrong{"own.lone_brace", nil}
			}
			continue
		}
		h, known := o.hole(p.text)
		if !known {
			return o.unknown(p.text)
		}
		have[h.Arg] = true
	}
	for _, h := range o.Holes {
		if h.Must && !have[h.Arg] {
			return &Wrong{"own.missing_hole", []any{"ZH", h.In(ZH), "EN", h.In(EN)}}
		}
	}
	return nil
}

// hidden reports characters that nobody sees and that change how the rest looks:
// control characters, marks of direction, and what takes no room.
func hidden(r rune) bool {
	switch {
	case r == '\n':
		return false
	case r == 0x200D, r == 0xFE0F: // they hold emoji together
		return false
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == 0x2028 || r == 0x2029 || r == utf8.RuneError
}

// piece is a part of a text in own words: as it stands, or the name of a placeholder.
type piece struct {
	text string
	hole bool
}

// plainBraces are for those who write with a Chinese keyboard.
var plainBraces = strings.NewReplacer("｛", "{", "｝", "}")

// split takes a text apart at its placeholders. A brace without its other half
// stays text.
func split(text string) (list []piece) {
	text = plainBraces.Replace(text)
	for {
		from := strings.IndexByte(text, '{')
		to := -1
		if from >= 0 {
			to = strings.IndexAny(text[from+1:], "{}\n")
		}
		if to < 0 || text[from+1+to] != '}' {
			return append(list, piece{text, false})
		}
		to += from + 1
		list = append(list, piece{text[:from], false}, piece{strings.TrimSpace(text[from+1 : to]), true})
		text = text[to+1:]
	}
}

func (o Own) hole(name string) (Hole, bool) {
	for _, h := range o.Holes {
		if name == h.ZH || strings.EqualFold(name, h.EN) {
			return h, true
		}
	}
	return Hole{}, false
}

// unknown says that there is no such placeholder.
func (o Own) unknown(name string) *Wrong {
	guess := o.guess(name)
	name = Clip(name, 40)
	switch {
	case len(o.Holes) == 0:
		return &Wrong{"own.no_holes", []any{"Name", name}}
	case guess == "":
		return &Wrong{"own.unknown_hole", []any{"Name", name}}
	}
	return &Wrong{"own.mistaken_hole", []any{"Name", name, "Guess", guess}}
}

// guess is the placeholder that was probably meant; "" when none is close, unless
// there is only one.
func (o Own) guess(name string) string {
	best, guess := 3, ""
	for _, h := range o.Holes {
		for _, known := range []string{h.ZH, h.EN} {
			far := levenshtein.ComputeDistance(strings.ToLower(Clip(name, 40)), known)
			if far < best && far < utf8.RuneCountInString(known) {
				best, guess = far, "{"+known+"}"
			}
		}
	}
	if guess == "" && len(o.Holes) == 1 {
		return o.Holes[0].Both()
	}
	return guess
}

// Both names the placeholder in both languages, for whoever may write either.
func (h Hole) Both() string { return h.In(ZH) + " " + h.In(EN) }

// Fill puts values, pairs like those of Say, into own words that Check has found
// right. A value is only ever text: braces in it mean nothing.
func (o Own) Fill(text string, args ...any) string {
	var b strings.Builder
	for _, p := range split(text) {
		h, known := o.hole(p.text)
		if !p.hole {
			b.WriteString(p.text)
			continue
		}
		for i := 0; known && i+1 < len(args); i += 2 {
			if value, ok := args[i+1].(string); ok && args[i] == h.Arg {
				b.WriteString(value)
				break
			}
		}
	}
	return b.String()
}

// Usual is what the program says where nobody has other words, with the names of
// the placeholders in it; "" is nothing.
func (o Own) Usual(lang string) string {
	base := o.Base
	switch base {
	case "":
		return ""
	case "digest.title": // it takes the date apart
		base = "own.usual_digest"
	}
	var args []any
	for _, h := range o.Holes {
		args = append(args, h.Arg, h.In(lang))
	}
	return Say(lang, base, args...)
}
