package story

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"huiyin/sim"
)

// failures are the answers that Telegram can be made to give, by their names in stories.
func failures() map[string]string {
	return map[string]string{
		"429": "429", "500": "500", "502": "502html", "401": "401", "409": "409",
		"nothing": "timeout", "nonsense": "badjson", "slowly": "slow",
		"不答": "timeout", "乱码": "badjson", "缓慢": "slow",
	}
}

// fault makes Telegram fail until it is well again, or so many times.
func fault(m *words) (act, error) {
	f := sim.Fault{Kind: failures()[strings.ToLower(m.slots["code"])]}
	if f.Kind == "" {
		return nil, fmt.Errorf("telegram can't be made to answer %q; it can answer 401, 409, 429, 500, 502, nothing, nonsense, slowly (401、409、429、500、502、不答、乱码、缓慢)", m.slots["code"])
	}
	f.Every, _ = strconv.Atoi(m.slots["every"])
	f.Times, _ = strconv.Atoi(m.slots["times"])
	if m.slots["once"] != "" {
		f.Times = 1
	}
	if method := m.slots["method"]; method != "" {
		f.Methods = []string{method}
	}
	return faulty(f), nil
}

// faulty adds the fault. From here on taps may stay unanswered.
func faulty(f sim.Fault) act {
	return func(_ context.Context, r *run) error {
		r.w.Sim.AddFault(f)
		r.w.faults = true
		return nil
	}
}

func down(*words) (act, error) { return faulty(sim.Fault{Kind: "down"}), nil }

func well(*words) (act, error) {
	return acting(func(_ context.Context, r *run) error {
		r.w.Sim.ClearFaults()
		r.w.faults = false
		return nil
	}), nil
}

// loseAnswer lets the next message through, but not the news of it: the program can't know whether it was sent.
func loseAnswer(*words) (act, error) {
	f := sim.Fault{Kind: "lost-answer", Times: 1, Methods: []string{
		"sendMessage", "sendPhoto", "sendVoice", "sendDocument", "sendLocation", "sendVenue", "sendContact", "sendPoll",
		"sendMediaGroup", "copyMessage", "forwardMessage",
	}}
	return func(_ context.Context, r *run) error {
		r.w.Sim.AddFault(f)
		return nil
	}, nil
}

func redeliver(*words) (act, error) {
	return acting(func(_ context.Context, r *run) error {
		return r.w.Sim.Redeliver(r.w.Bot, r.w.Sim.LastUpdate(r.w.Bot))
	}), nil
}

func kill(*words) (act, error) {
	return acting(func(ctx context.Context, r *run) error { return r.w.Host.Kill(ctx) }), nil
}

func restart(*words) (act, error) {
	return acting(func(ctx context.Context, r *run) error { return r.w.Host.Restart(ctx) }), nil
}

func backUp(*words) (act, error) {
	return acting(func(ctx context.Context, r *run) error { return r.w.Host.Backup(ctx) }), nil
}

func putBack(*words) (act, error) {
	return acting(func(ctx context.Context, r *run) error { return r.w.Host.PutBack(ctx) }), nil
}

// use plays another script in between.
func use(m *words) (act, error) {
	return func(ctx context.Context, r *run) error {
		if r.w.Load == nil {
			return errors.New("this world can't load other scripts")
		}
		s, err := r.w.Load(m.slots["script"])
		if err != nil {
			return fmt.Errorf("load %s: %w", m.slots["script"], err)
		}
		if err := r.play(ctx, s); err != nil {
			return &used{err}
		}
		return nil
	}, nil
}
