package story

import "context"

// pickPeople presses a key that opens a list of people, and picks some.
func pickPeople(m *words) (act, error) {
	return acting(func(_ context.Context, r *run) error {
		s, label, err := r.picking(m)
		if err != nil {
			return err
		}
		var picked []int64
		for _, who := range r.w.split(m.slots["picked"]) {
			picked = append(picked, r.w.People[who])
		}
		_, err = r.w.Sim.PickUsers(s.user, s.chat, label, picked...)
		return err
	}), nil
}

// pickGroup presses a key that opens a list of groups, and picks one.
func pickGroup(m *words) (act, error) {
	return group(m, func(r *run, _, chat int64) error {
		s, label, err := r.picking(m)
		if err != nil {
			return err
		}
		_, err = r.w.Sim.PickChat(s.user, s.chat, label, chat)
		return err
	})
}

// picking finds the key in the private chat: only there can a key open a list.
func (r *run) picking(m *words) (spot, string, error) {
	s, err := r.w.spot(m.slots["who"], place{title: "private"})
	if err != nil {
		return s, "", err
	}
	label, err := r.w.fill(m.slots["quote"])
	if err != nil {
		return s, "", err
	}
	if t, ok := pick(r.w.targets(s, ""), label); ok && t.key {
		label = t.label
	}
	r.w.act(s, "▸ ["+label+"]")
	return s, label, nil
}
