package story

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// run is one playing of a story.
type run struct {
	w     *World
	stack []string // names of the scripts being played, outermost first
	at    string   // "name:line" of the present step
}

// Run plays the story. The first step that fails ends it; the error names file and line, says what was expected, and shows
// what the person really sees there. At the end nothing may be left that the bot said and no step saw.
func (s *Script) Run(ctx context.Context, w *World) error {
	if err := w.open(); err != nil {
		return err
	}
	if w.ears.step == 0 { // the building of the world is no part of the story
		w.ears.items = slices.DeleteFunc(w.ears.items, func(it item) bool {
			return it.event.Message != nil && it.event.Message.Service != ""
		})
	}
	r := &run{w: w}
	if err := r.play(ctx, s); err != nil {
		return err
	}
	if err := silent(ctx, r); err != nil {
		return fmt.Errorf("%s: at the end of the story, where nobody may hear anything else:\n%s", s.end(), indent(err.Error()))
	}
	return nil
}

// end is where the last step stands.
func (s *Script) end() string {
	if len(s.steps) == 0 {
		return s.Name + ":1"
	}
	return fmt.Sprintf("%s:%d", s.Name, s.steps[len(s.steps)-1].line)
}

// play plays one script; "use" comes back here.
func (r *run) play(ctx context.Context, s *Script) error {
	if slices.Contains(r.stack, s.Name) {
		return fmt.Errorf("%s uses itself, by way of %s", s.Name, strings.Join(r.stack, ", "))
	}
	r.stack = append(r.stack, s.Name)
	defer func() { r.stack = r.stack[:len(r.stack)-1] }()
	steps, err := s.bind(r.w)
	if err != nil {
		return err
	}
	for _, b := range steps {
		r.at = fmt.Sprintf("%s:%d", s.Name, b.line)
		if r.w.Log != nil {
			fmt.Fprintf(r.w.Log, "%s %s: %s\n", r.w.Host.Now().In(r.w.Zone).Format("2006-01-02 15:04:05"), r.at, b.head)
		}
		if err := r.step(ctx, b); err != nil {
			return err
		}
	}
	return nil
}

// step plays one step, and dresses its failure.
func (r *run) step(ctx context.Context, b bound) error {
	at := r.at
	err := b.do(ctx, r)
	r.w.ears.listen(r.w.Sim)
	r.w.ears.step++
	if err == nil {
		return nil
	}
	if inner := (*used)(nil); errors.As(err, &inner) {
		return fmt.Errorf("%s: %s: %w", at, b.head, inner.err)
	}
	text := fmt.Sprintf("%s: %s", at, b.head)
	for _, line := range b.block {
		text += "\n    | " + line
	}
	return &failure{text: text + "\n" + indent(err.Error()) + r.screens(b), err: err}
}

// failure is a failed step: a whole page for the reader, with the cause for errors.Is.
type failure struct {
	text string
	err  error
}

func (f *failure) Error() string { return f.text }
func (f *failure) Unwrap() error { return f.err }

// used is a failure inside a script that a step used: it has its own page already.
type used struct{ err error }

func (u *used) Error() string { return u.err.Error() }
func (u *used) Unwrap() error { return u.err }

// settle lets the program do what an act has given it to do.
func (r *run) settle(ctx context.Context) error {
	if err := r.w.Host.Settle(ctx); err != nil {
		return fmt.Errorf("settle: %w", err)
	}
	r.w.ears.listen(r.w.Sim)
	return nil
}

// acting makes an act of what a person does: do it, then let the program answer.
func acting(do func(ctx context.Context, r *run) error) act {
	return func(ctx context.Context, r *run) error {
		if err := do(ctx, r); err != nil {
			return err
		}
		return r.settle(ctx)
	}
}

func indent(text string) string {
	return "  " + strings.ReplaceAll(text, "\n", "\n  ")
}

func sorted(names map[string]int64) []string { return slices.Sorted(maps.Keys(names)) }
