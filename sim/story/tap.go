package story

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"huiyin/sim"
)

// patience is how long a person looks at a button that doesn't answer, in the program's time.
const patience = 15 * time.Second

// target is a button that a person can press.
type target struct {
	msg   sim.Seen
	label string
	key   bool // of the reply keyboard
	url   string
}

// messageID is the number by which the simulator knows the message.
func (t target) messageID() int {
	if t.msg.EphemeralID != 0 {
		return -t.msg.EphemeralID
	}
	return t.msg.MessageID
}

// targets lists what can be pressed there: the newest message first, the reply keyboard last. A quote keeps only the
// messages with that text.
func (w *World) targets(s spot, on string) []target {
	var out []target
	for _, m := range slices.Backward(w.bots(s)) {
		if !contains(m.Text, on) {
			continue
		}
		for _, row := range m.Buttons {
			for _, b := range row {
				out = append(out, target{msg: m, label: b.Text, url: b.URL})
			}
		}
	}
	if on != "" {
		return out
	}
	for _, row := range w.Sim.Keyboard(s.user, s.chat) {
		for _, label := range row {
			out = append(out, target{label: label, key: true})
		}
	}
	return out
}

// pick finds the button with this text: exactly so if there is one, otherwise one that begins so, otherwise one that
// contains it. Of several messages the newest counts.
func pick(all []target, label string) (target, bool) {
	for _, same := range []func(have, want string) bool{
		func(have, want string) bool { return have == want }, strings.HasPrefix, strings.Contains,
	} {
		i := slices.IndexFunc(all, func(t target) bool { return same(strings.TrimSpace(t.label), label) })
		if i >= 0 {
			return all[i], true
		}
	}
	return target{}, false
}

// errNoButton is what a tap on nothing gives.
var errNoButton = errors.New("no button")

// aim finds the button that a step means.
func (r *run) aim(m *words, who string) (spot, target, error) {
	s, err := r.w.spot(who, m.place())
	if err != nil {
		return s, target{}, err
	}
	label, err := r.w.fill(m.slots["button"])
	if err != nil {
		return s, target{}, err
	}
	on, err := r.w.fill(m.slots["on"])
	if err != nil {
		return s, target{}, err
	}
	t, ok := pick(r.w.targets(s, on), label)
	if !ok {
		return s, t, fmt.Errorf("%s has %w [%s] to tap in %s", who, errNoButton, label, s.place)
	}
	return s, t, nil
}

// tap is one person's press.
func tap(m *words) (act, error) {
	return acting(func(ctx context.Context, r *run) error {
		s, t, err := r.aim(m, m.slots["who"])
		if err != nil {
			return err
		}
		return r.press(ctx, []spot{s}, []target{t})
	}), nil
}

// tapAtOnce is a race: all press before the program can answer anybody.
func tapAtOnce(m *words) (act, error) {
	return acting(func(ctx context.Context, r *run) error {
		var spots []spot
		var targets []target
		for _, who := range r.w.split(m.slots["people"]) {
			s, t, err := r.aim(m, who)
			if err != nil {
				return err
			}
			spots, targets = append(spots, s), append(targets, t)
		}
		return r.press(ctx, spots, targets)
	}), nil
}

// split gives the names in a list of people.
func (w *World) split(people string) []string {
	var out []string
	for people != "" {
		best := ""
		for name := range w.People {
			if strings.HasPrefix(people, name) && len(name) > len(best) {
				best = name
			}
		}
		if best == "" { // a comma, or an "and"
			people = strings.TrimPrefix(people, string([]rune(people)[0]))
			continue
		}
		out = append(out, best)
		people = people[len(best):]
	}
	return out
}

// press presses each person's button, and waits for all answers.
func (r *run) press(ctx context.Context, spots []spot, targets []target) error {
	var waiting []*awaited
	for i, s := range spots {
		t := targets[i]
		r.w.act(s, "▸ ["+t.label+"]")
		delete(r.w.toasts, s.who)
		switch {
		case t.key:
			if _, err := r.w.Sim.PressKey(s.user, s.chat, t.label); err != nil {
				return err
			}
		case t.url != "":
			if err := r.w.Sim.Open(s.user, t.url); err != nil {
				return err
			}
		default:
			query, err := r.w.Sim.TapAsync(s.user, s.chat, t.messageID(), t.label)
			if err != nil {
				return err
			}
			waiting = append(waiting, r.await(ctx, s.who, func(ctx context.Context) (sim.Answer, error) {
				return r.w.Sim.AwaitTap(ctx, query)
			}))
		}
	}
	var errs []error
	for _, a := range waiting {
		errs = append(errs, r.answer(ctx, a))
	}
	return errors.Join(errs...)
}

// forge sends data that no button of the newest message has.
func forge(m *words) (act, error) {
	return acting(func(ctx context.Context, r *run) error {
		s, err := r.w.spot(m.slots["who"], m.place())
		if err != nil {
			return err
		}
		data, err := r.w.fill(m.text())
		if err != nil {
			return err
		}
		posted := r.w.bots(s)
		if len(posted) == 0 {
			return fmt.Errorf("the bot has no message there")
		}
		newest := target{msg: posted[len(posted)-1]}
		r.w.act(s, "▸ {"+data+"}")
		delete(r.w.toasts, s.who)
		return r.answer(ctx, r.await(ctx, s.who, func(ctx context.Context) (sim.Answer, error) {
			return r.w.Sim.TapData(ctx, s.user, s.chat, newest.messageID(), data)
		}))
	}), nil
}

// awaited is a tap on its way to an answer.
type awaited struct {
	who    string
	done   chan struct{}
	cancel context.CancelFunc
	answer sim.Answer
	err    error
}

func (r *run) await(ctx context.Context, who string, wait func(ctx context.Context) (sim.Answer, error)) *awaited {
	ctx, cancel := context.WithCancel(ctx)
	a := &awaited{who: who, done: make(chan struct{}), cancel: cancel}
	go func() {
		defer close(a.done)
		a.answer, a.err = wait(ctx)
	}()
	return a
}

// answer waits until the program has answered the tap. It first lets the program finish what it can at this instant, then
// gives it some time: an answer may wait for a limit of Telegram's to pass.
func (r *run) answer(ctx context.Context, a *awaited) error {
	defer a.cancel()
	for waited := time.Duration(0); ; waited += time.Second {
		if err := r.settle(ctx); err != nil {
			return err
		}
		if a.over() {
			break
		}
		if waited == patience {
			a.cancel()
			<-a.done
			break
		}
		if err := r.w.Host.Advance(ctx, time.Second); err != nil {
			return fmt.Errorf("wait for the answer to %s's tap: %w", a.who, err)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if a.err == nil {
		r.w.toasts[a.who] = toast{Answer: a.answer, answered: true}
		return nil
	}
	if !errors.Is(a.err, context.Canceled) && !errors.Is(a.err, context.DeadlineExceeded) {
		return a.err
	}
	r.w.toasts[a.who] = toast{}
	if !r.w.AllowRepeats && !r.w.faults {
		return fmt.Errorf("the tap of %s was not answered within %v: the button keeps spinning", a.who, patience)
	}
	r.w.Unanswered++
	return nil
}

// over says whether the tap has been answered. The moment of grace is for hosts that run in real time, in which the waiting
// goroutine may be a little behind the program.
func (a *awaited) over() bool {
	select {
	case <-a.done:
		return true
	case <-time.After(20 * time.Millisecond):
		return false
	}
}

// told checks what a person's last tap showed.
func told(m *words) (act, error) {
	return func(_ context.Context, r *run) error {
		want, err := r.wish(m)
		if err != nil {
			return err
		}
		return r.w.wasTold(m.slots["who"], want)
	}, nil
}

func (w *World) wasTold(who string, want wish) error {
	t, ok := w.toasts[who]
	switch {
	case !ok:
		return fmt.Errorf("%s has tapped no button that is answered", who)
	case !t.answered && w.AllowRepeats:
		return nil // counted in Unanswered: a crash may swallow a toast, which nothing can bring back
	case !t.answered:
		return fmt.Errorf("the tap of %s was never answered", who)
	}
	if len(want.missing(sim.Seen{Text: t.Text})) > 0 {
		return fmt.Errorf("%s was told %s", who, shownToast(t))
	}
	return nil
}

func shownToast(t toast) string {
	if t.Text == "" {
		return "nothing"
	}
	return strconv.Quote(t.Text)
}

// someTold checks a race: exactly so many were told this, whoever they were.
func someTold(m *words) (act, error) {
	return func(_ context.Context, r *run) error {
		want, err := r.wish(m)
		if err != nil {
			return err
		}
		var were, unheard, report []string
		for _, who := range r.w.split(m.slots["people"]) {
			switch t, ok := r.w.toasts[who]; {
			case r.w.wasTold(who, want) != nil:
			case ok && !t.answered: // swallowed by a crash: it may have been this answer, or another
				unheard = append(unheard, who)
			default:
				were = append(were, who)
			}
			report = append(report, who+": "+shownToast(r.w.toasts[who]))
		}
		if n := count(m); len(were) > n || len(were)+len(unheard) < n {
			return fmt.Errorf("%d of them were told so, not %d:\n  %s", len(were), n, strings.Join(report, "\n  "))
		}
		return nil
	}, nil
}

// count reads the number of people in a step.
func count(m *words) int {
	switch word := strings.ToLower(m.slots["count"]); word {
	case "one", "一":
		return 1
	case "two", "两", "二":
		return 2
	case "three", "三":
		return 3
	default:
		n, _ := strconv.Atoi(word) // the form lets only digits through
		return n
	}
}
