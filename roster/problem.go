package roster

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"huiyin/texts"
)

// Problem is one thing that is wrong, or doubtful, in a roster.
type Problem struct {
	Sheet    string // its name in the file; empty when the whole file is meant
	Row, Col int    // from 1; 0 when the whole sheet, or the whole row, is meant
	Key      string // of the text that says it
	Args     []any  // pairs for texts.Say; a value of type Word is said in the reader's language
	Warning  bool   // doubtful, but it works

	sheet int // place in the file, to sort by
}

// Word is the key of a text that is part of another one.
type Word string

// Where is the cell: "区域!C7".
func (p Problem) Where() string {
	switch {
	case p.Sheet == "":
		return ""
	case p.Row == 0:
		return p.Sheet
	}
	return p.Sheet + "!" + ref(p.Col, p.Row)
}

// Say is the problem in the language: "区域!C7: …".
func (p Problem) Say(lang string) string {
	args := slices.Clone(p.Args)
	for i, a := range args {
		switch v := a.(type) {
		case Word:
			args[i] = texts.Say(lang, string(v))
		case []Word:
			var words []string
			for _, w := range v {
				words = append(words, texts.Say(lang, string(w)))
			}
			args[i] = strings.Join(words, texts.Say(lang, "roster.comma"))
		case string:
			args[i] = shown(v)
		}
	}
	s := texts.Say(lang, p.Key, args...)
	if p.Warning {
		s = texts.Say(lang, "roster.warning", "Text", s)
	}
	if where := p.Where(); where != "" {
		return where + ": " + s
	}
	return s
}

// shown makes what stands in a cell fit for one line.
func shown(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	return texts.Clip(s, 60)
}

// Problems is all that was found, in the order of the sheets and rows.
type Problems []Problem

// Failed reports whether any of them is more than a warning.
func (ps Problems) Failed() bool {
	return slices.ContainsFunc(ps, func(p Problem) bool { return !p.Warning })
}

// Say is all problems in the language, one a line.
func (ps Problems) Say(lang string) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.Say(lang) + "\n")
	}
	return b.String()
}

func (ps Problems) sort() {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.sheet, b.sheet), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
	})
}
