package story

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"huiyin/sim"
)

// sees wants a new message, and takes the oldest that fits.
func sees(m *words) (act, error) {
	return func(_ context.Context, r *run) error {
		s, err := r.w.spot(m.slots["who"], m.place())
		if err != nil {
			return err
		}
		want, err := r.wish(m)
		if err != nil {
			return err
		}
		if r.take(s, want) {
			return nil
		}
		return errors.New("no new message there has all of this" + r.w.hint(s, want))
	}, nil
}

// take marks the oldest new message that fits as seen; false if there is none. Where
// messages may arrive twice, a second copy of one that was seen comes last.
func (r *run) take(s spot, want wish) bool {
	fit := slices.DeleteFunc(r.w.bots(s), func(msg sim.Seen) bool { return !r.w.ears.isNew(msg) || !r.fits(msg, want) })
	if len(fit) == 0 {
		return false
	}
	first := slices.IndexFunc(fit, func(msg sim.Seen) bool { return !r.w.AllowRepeats || !r.w.ears.copied(msg) })
	r.w.ears.consume(fit[max(first, 0)], r.at)
	return true
}

// fits reports whether the message has all of the wish. A program that dies now and
// then does late what else is due, and may have edited the message before anybody looks.
func (r *run) fits(msg sim.Seen, want wish) bool {
	if !r.w.AllowRepeats {
		return len(want.missing(msg)) == 0
	}
	return slices.ContainsFunc(r.w.ears.looked(msg), func(m sim.Seen) bool { return len(want.missing(m)) == 0 })
}

// someSee is for races: exactly so many of these people have the new message.
func someSee(m *words) (act, error) {
	if !m.place().private() {
		return nil, errors.New("in a group all see the same message; this step is for private chats")
	}
	return func(_ context.Context, r *run) error {
		want, err := r.wish(m)
		if err != nil {
			return err
		}
		var were []string
		for _, who := range r.w.split(m.slots["people"]) {
			s, err := r.w.spot(who, m.place())
			if err != nil {
				return err
			}
			if r.take(s, want) {
				were = append(were, who)
			}
		}
		if len(were) != count(m) {
			return fmt.Errorf("%d of them have such a new message, not %d (%s)", len(were), count(m), strings.Join(were, ", "))
		}
		return nil
	}, nil
}

// stillSees wants a message to look like this now, new or not: cards are edited in place. If all that fit are new, the
// oldest of them counts as seen.
func stillSees(m *words) (act, error) {
	return func(_ context.Context, r *run) error {
		s, err := r.w.spot(m.slots["who"], m.place())
		if err != nil {
			return err
		}
		want, err := r.wish(m)
		if err != nil {
			return err
		}
		fit := slices.DeleteFunc(r.w.bots(s), func(msg sim.Seen) bool { return len(want.missing(msg)) > 0 })
		if len(fit) == 0 {
			return errors.New("no message there has all of this now" + r.w.hint(s, want))
		}
		if !slices.ContainsFunc(fit, func(msg sim.Seen) bool { return !r.w.ears.isNew(msg) }) {
			r.w.ears.consume(fit[0], r.at)
		}
		return nil
	}, nil
}

// seesNot wants none of the lines to stand anywhere there.
func seesNot(m *words) (act, error) {
	return func(_ context.Context, r *run) error {
		s, err := r.w.spot(m.slots["who"], m.place())
		if err != nil {
			return err
		}
		want, err := r.wish(m)
		if err != nil {
			return err
		}
		for _, msg := range r.w.bots(s) {
			for _, line := range want.lines {
				if len(wish{[]trait{line}}.missing(msg)) == 0 && !(r.w.AllowRepeats && r.w.ears.orphan(msg)) {
					return fmt.Errorf("but there it is: %q, in this message:\n%s", line.raw, r.w.show(msg))
				}
			}
		}
		return nil
	}, nil
}

// noButton wants that a tap on this text would find nothing.
func noButton(m *words) (act, error) {
	return func(_ context.Context, r *run) error {
		_, t, err := r.aim(m, m.slots["who"])
		if errors.Is(err, errNoButton) {
			return nil
		}
		if err != nil {
			return err
		}
		if t.key {
			return fmt.Errorf("there is one, on the keyboard: [%s]", t.label)
		}
		if r.w.AllowRepeats && r.w.ears.orphan(t.msg) {
			return nil // a copy that a program which died does not know of
		}
		return fmt.Errorf("there is one: [%s], in this message:\n%s", t.label, r.w.show(t.msg))
	}, nil
}

// carries wants a reaction on a message.
func carries(m *words) (act, error) {
	return func(_ context.Context, r *run) error {
		spots, err := r.w.viewers(m.place())
		if err != nil {
			return err
		}
		last := fmt.Errorf("nobody sees anything in %s", m.place())
		for _, s := range spots {
			msg, err := r.quoted(m, s, nil)
			if err != nil {
				last = err
				continue
			}
			if slices.Contains(msg.Reactions, m.slots["emoji"]) {
				return nil
			}
			last = fmt.Errorf("the message carries %s", cmp.Or(strings.Join(msg.Reactions, " "), "no reaction"))
		}
		return last
	}, nil
}

// silence is the step; silent is what it wants.
func silence(*words) (act, error) { return silent, nil }

func silent(ctx context.Context, r *run) error {
	if err := r.settle(ctx); err != nil {
		return err
	}
	left, repeats := r.w.ears.noise(r.w.AllowRepeats)
	r.w.Repeats += repeats
	if len(left) == 0 {
		return nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "but the bot said more, which no step has seen (%d):", len(left))
	for _, n := range left {
		fmt.Fprintf(&b, "\nin %s:\n%s", r.w.title(n.key.chat), r.w.show(n.last))
	}
	return errors.New(b.String())
}

// remember keeps what a pattern's first group finds in the newest message that it fits.
func remember(m *words) (act, error) {
	if _, err := pattern(m.slots["quote"]); err != nil {
		return nil, err
	}
	return func(_ context.Context, r *run) error {
		src, err := r.w.fill(m.slots["quote"])
		if err != nil {
			return err
		}
		re, err := pattern(src)
		if err != nil {
			return err
		}
		var spots []spot
		if who := m.slots["who"]; who != "" {
			s, err := r.w.spot(who, m.place())
			if err != nil {
				return err
			}
			spots = []spot{s}
		} else if spots, err = r.w.viewers(m.place()); err != nil {
			return err
		}
		value, ok := r.w.search(spots, re)
		if !ok {
			return fmt.Errorf("no message there fits %s", re)
		}
		r.w.values[m.slots["name"]] = value
		return nil
	}, nil
}

func pattern(src string) (*regexp.Regexp, error) {
	re, err := regexp.Compile(src)
	if err != nil {
		return nil, fmt.Errorf("the pattern is wrong: %w", err)
	}
	if re.NumSubexp() < 1 {
		return nil, fmt.Errorf("the pattern needs (round brackets) around what is to be remembered: %s", src)
	}
	return re, nil
}

// search looks through the bot's messages, newest first, in their texts and the addresses of their links.
func (w *World) search(spots []spot, re *regexp.Regexp) (string, bool) {
	var all []sim.Seen
	for _, s := range spots {
		all = append(all, w.bots(s)...)
	}
	slices.SortStableFunc(all, func(a, b sim.Seen) int { return a.Date.Compare(b.Date) })
	for _, msg := range slices.Backward(all) {
		if got := re.FindStringSubmatch(msg.Text); got != nil {
			return got[1], true
		}
		for _, l := range links(msg) {
			if got := re.FindStringSubmatch(l.url); got != nil {
				return got[1], true
			}
		}
	}
	return "", false
}
