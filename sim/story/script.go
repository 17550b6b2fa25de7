package story

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Script is a parsed story: its name and its steps in order. It holds no names of any world, so one script can be run in
// many.
type Script struct {
	Name  string
	steps []step
}

// step is one line of a story with the indented lines that belong to it.
type step struct {
	line  int
	head  string
	block []string
}

// Parse reads a story. It reports every line that is no step, or half of one, at once: the error's text has one line
// "name:line: what is wrong" for each. Names of people and places are checked later, by Run, since only a world knows them.
func Parse(name string, src []byte) (*Script, error) {
	if !utf8.Valid(src) {
		return nil, fmt.Errorf("%s:1: the file is not UTF-8 text", name)
	}
	s := &Script{Name: name}
	var errs []error
	steps, strays := split(src)
	for _, line := range strays {
		errs = append(errs, fmt.Errorf("%s:%d: an indented line belongs to the step above it, but there is none", name, line))
	}
	g := openGrammar()
	for _, st := range steps {
		if err := g.check(st); err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %w", name, st.line, err))
		}
		s.steps = append(s.steps, st)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return s, nil
}

// split cuts a file into steps, and names the lines that stand indented before any step.
func split(src []byte) (steps []step, strays []int) {
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	for i, line := range strings.Split(string(src), "\n") {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		bare := strings.TrimLeftFunc(line, unicode.IsSpace)
		indented := len(bare) < len(line)
		switch {
		case bare == "" || isComment(bare, indented):
		case !indented:
			steps = append(steps, step{line: i + 1, head: bare})
		case len(steps) == 0:
			strays = append(strays, i+1)
		default:
			last := &steps[len(steps)-1]
			last.block = append(last.block, line)
		}
	}
	for i := range steps {
		steps[i].block = dedent(steps[i].block)
	}
	return steps, strays
}

// isComment tells comments from text. Cards begin with an order's number, so an indented "#1024 …" is text: inside a step
// a comment needs a space behind its "#".
func isComment(bare string, indented bool) bool {
	if !strings.HasPrefix(bare, "#") {
		return false
	}
	return !indented || bare == "#" || strings.HasPrefix(bare, "# ")
}

// dedent takes away the indentation that all lines share, so that a text may have indented lines of its own.
func dedent(lines []string) []string {
	shared := ""
	for i, line := range lines {
		indent := line[:len(line)-len(strings.TrimLeftFunc(line, unicode.IsSpace))]
		if i == 0 {
			shared = indent
			continue
		}
		for !strings.HasPrefix(indent, shared) {
			_, size := utf8.DecodeLastRuneInString(shared)
			shared = shared[:len(shared)-size]
		}
	}
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = strings.TrimPrefix(line, shared)
	}
	return out
}

// check finds a form that the step has, whatever the names in it.
func (g *grammar) check(st step) error {
	var first error
	for f, m := range g.fits(st) {
		_, err := f.bind(m)
		if err == nil {
			return nil
		}
		if first == nil {
			first = err
		}
	}
	if first != nil {
		return first
	}
	return fmt.Errorf("this is no step that stories know: %q%s", st.head, g.suggest(st.head))
}

// bind makes the form's act out of the words that stood in its places.
func (f *form) bind(m *words) (act, error) {
	if f.lines == none && len(m.block) > 0 {
		return nil, errors.New("no indented lines can stand below this step")
	}
	if f.lines == needed && len(m.body()) == 0 {
		return nil, errors.New("this step needs a text: behind the colon, or in indented lines below it")
	}
	return f.make(m)
}
