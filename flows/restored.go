package flows

import (
	"slices"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// ForgetAgain forgets whom an older backup has brought back, and tells how many
// that were. It does nothing where no older backup was put back.
func (f *Flows) ForgetAgain(tx *store.Tx) (int, error) {
	stones, err := tx.Unburied()
	if err != nil || len(stones) == 0 {
		return 0, err
	}
	people, err := tx.Buried(stones)
	if err != nil {
		return 0, err
	}
	for _, id := range people {
		s, err := f.begin(tx, Input{Person: Person{ID: id}, Chat: Chat{ID: id, Private: true}})
		if err != nil {
			return 0, err
		}
		p, _, err := tx.Person(id)
		if err != nil {
			return 0, err
		}
		roles, err := tx.RolesOf(id)
		if err != nil {
			return 0, err
		}
		p.ID = id
		s.me, s.lang, s.actor = p, s.langOf(p), order.Actor{Person: id, Members: roles}
		if err := s.forgetMe(); err != nil {
			return 0, err
		}
	}
	return len(people), tx.Rebury(stones)
}

// How far the numbers jump when a backup is put back: orders that came after it
// have numbers that people know, and that must not be given away twice.
const (
	numberGap  = 500
	numberStep = 1000
)

// Restored is called once after a backup was put back. from is when it was made;
// number is the highest number of an order that is known otherwise. What waited
// to be said is not said twice, numbers are not given away twice, and those who
// can be reached hear that what came after is not known any more. Who was
// forgotten since is forgotten again; it tells how many.
func (f *Flows) Restored(tx *store.Tx, from time.Time, number int64) (forgotten int, err error) {
	if err := tx.Restored(); err != nil {
		return 0, err
	}
	if forgotten, err = f.ForgetAgain(tx); err != nil {
		return 0, err
	}
	last, err := tx.LastNumber()
	if err != nil {
		return 0, err
	}
	last = max(last, number)
	if err := tx.SkipNumbers((last + numberGap + numberStep - 1) / numberStep * numberStep); err != nil {
		return 0, err
	}
	s, err := f.begin(tx, Input{})
	if err != nil {
		return 0, err
	}
	s.actor = order.Actor{Clock: true}
	if err := s.tellStaff(from); err != nil {
		return 0, err
	}
	return forgotten, s.tellResidents(from)
}

// tellStaff tells those who steer orders, and the groups of units.
func (s *step) tellStaff(from time.Time) error {
	chats, err := s.tx.AllChats()
	if err != nil {
		return err
	}
	to, err := s.owners()
	if err != nil {
		return err
	}
	for _, c := range chats {
		if c.Active && c.Purpose != "" && c.Purpose != store.ForResidents {
			to = append(to, target{chat: c.ID, lang: s.chatLang(c)})
		}
	}
	for _, a := range s.c.Below("", order.KindCommunity) {
		desk, err := s.desk(a.Key)
		if err != nil {
			return err
		}
		to = append(to, desk...)
	}
	return s.tellRestored(to, "restored.staff", from, nil)
}

// tellResidents tells the groups of residents, and everybody in private who waits
// for something. Nobody is woken for it.
func (s *step) tellResidents(from time.Time) error {
	chats, err := s.tx.AllChats()
	if err != nil {
		return err
	}
	open, err := s.tx.OpenResidents()
	if err != nil {
		return err
	}
	var groups, people []target
	for _, c := range chats {
		if c.Active && c.Purpose == store.ForResidents {
			groups = append(groups, target{chat: c.ID, lang: s.chatLang(c)})
		}
	}
	for person := range open {
		to, ok, err := s.reach(person)
		if err != nil {
			return err
		}
		if ok {
			people = append(people, to)
		}
	}
	slices.SortFunc(people, func(a, b target) int { return int(open[a.person][0] - open[b.person][0]) })
	if err := s.tellRestored(groups, "restored.group", from, nil); err != nil {
		return err
	}
	return s.tellRestored(people, "restored.resident", from, open)
}

// tellRestored says it once to each, after the quiet hours.
func (s *step) tellRestored(to []target, key string, from time.Time, open map[int64][]int64) error {
	wake := s.c.QuietHours.Wake(s.now, s.c.Zone())
	var told []target
	for _, t := range to {
		if hasChat(told, t.chat) {
			continue
		}
		told = append(told, t)
		args := []any{"At", s.clock(t.lang, from)}
		if open != nil {
			args = append(args, "List", numbers(open[t.person]))
		}
		if wake.After(s.now) {
			t.notBefore = wake
		}
		if err := s.say(t, 0, Outgoing{Text: say(t.lang, key, args...)}); err != nil {
			return err
		}
	}
	return nil
}
