package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"huiyin/texts"
)

// Problem is one thing that is wrong, or doubtful, in what the owner wrote.
type Problem struct {
	File      string // as it was named to Load, or the name of an environment variable
	Line, Col int    // from 1; 0 when the whole file is meant
	Path      string // what it is about, such as "areas[2].in"; empty for what is wrong with the writing as such
	Key       string // of the text that says it
	Args      []any  // pairs for texts.Say; they hold no secret
	Warning   bool   // doubtful, but it works
}

// Say is the problem in the language: "config.yaml:12: unknown key …".
func (p Problem) Say(lang string) string {
	args := slices.Clone(p.Args)
	for i, a := range args {
		if word, ok := a.(Word); ok {
			args[i] = texts.Say(lang, word.Key, word.Args...)
		}
	}
	s := texts.Say(lang, p.Key, args...)
	if p.Warning {
		s = texts.Say(lang, "config.warning", "Text", s)
	}
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", p.File, p.Line, s)
	}
	return fmt.Sprintf("%s: %s", p.File, s)
}

// Word is a text inside another one.
type Word struct {
	Key  string
	Args []any
}

// Problems is all that was found, in the order of the lines.
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
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
}

// newProblem makes the arguments fit to be shown: short, on one line, without
// anything that looks like a token.
func newProblem(file string, line, col int, key string, args []any) Problem {
	clean := make([]any, len(args))
	for i, a := range args {
		switch x := a.(type) {
		case string:
			a = tidy(x)
		case Word:
			x.Args = newProblem("", 0, 0, "", x.Args).Args
			a = x
		}
		clean[i] = a
	}
	return Problem{File: mask(file), Line: line, Col: col, Key: key, Args: clean}
}

func newWarning(file, key string, args ...any) Problem {
	p := newProblem(file, 0, 0, key, args)
	p.Warning = true
	return p
}

func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, mask(s))
	return texts.Clip(s, 120)
}
