package flows

import (
	"huiyin/order"
	"huiyin/store"
)

// adjust puts another community in force, and does in the same transaction what
// follows from its settings in the area and below.
func (s *step) adjust(area string, c *order.Community, by store.Author) error {
	was := s.c.Whole()
	if err := s.tx.ChangeCommunity(c, by); err != nil {
		return err
	}
	s.c = c
	if s.me.ID != 0 {
		if err := s.goHome(); err != nil {
			return err
		}
	}
	if err := s.adjustDigests(area); err != nil {
		return err
	}
	if err := s.adjustOrders(area, was); err != nil {
		return err
	}
	return s.adjustWords(area, was)
}

// adjustDigests sets the digests to their new times. One that is due already stays.
func (s *step) adjustDigests(area string) error {
	for _, kind := range []string{order.KindCommunity, order.KindGrid} {
		for _, a := range s.c.Below(area, kind) {
			next, err := s.nextDigest(a)
			if err != nil {
				return err
			}
			at, set, err := s.tx.TimerAt(timerDigest, a.Key)
			if err != nil {
				return err
			}
			if next.IsZero() || set && (!at.After(s.now) || at.Equal(next)) {
				continue
			}
			if err := s.tx.SetTimer(timerDigest, a.Key, next); err != nil {
				return err
			}
		}
	}
	return nil
}

// adjustOrders sets the next steps of what is open. The limits that were promised
// stay (order.Next sees to it); quiet hours, steps and echoes are those of now. An
// echo only ever comes earlier.
func (s *step) adjustOrders(area string, was *order.Community) error {
	list, err := s.tx.OpenIn(s.keysIn(area))
	if err != nil {
		return err
	}
	before := *s
	before.c = was
	for _, o := range list {
		if err := s.schedule(o); err != nil {
			return err
		}
		echo := o.EchoAt.Add(s.c.ClassFor(o).Echo.Duration())
		if at, set, err := s.tx.TimerAt(timerEcho, scope(o.No)); err != nil {
			return err
		} else if set && echo.Before(at) {
			if err := s.tx.SetTimer(timerEcho, scope(o.No), echo); err != nil {
				return err
			}
		}
		if old, new := before.nextHeard(o), s.nextHeard(o); old != new {
			if err := s.refresh(o, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// nextHeard is what a card says of when people hear of the next step.
func (s *step) nextHeard(o order.Order) string {
	due, ok := s.c.Next(o)
	if !ok {
		return ""
	}
	return string(due.Step) + s.at(o.Area).clock("zh", s.heardAt(o, due))
}

// keysIn lists the area with all that lies in it; nil for everything.
func (s *step) keysIn(area string) []string {
	if area == "" {
		return nil
	}
	var keys []string
	for i := range s.c.Areas {
		if key := s.c.Areas[i].Key; s.c.Within(key, area) {
			keys = append(keys, key)
		}
	}
	return keys
}

// adjustWords renews the menus of groups whose language has changed.
func (s *step) adjustWords(area string, was *order.Community) error {
	if area == "" && was.Language != s.c.Whole().Language {
		if err := s.DefaultMenus(s.tx); err != nil {
			return err
		}
	}
	before := *s
	before.c = was
	chats, err := s.tx.EveryChat()
	if err != nil {
		return err
	}
	for _, c := range chats {
		if !c.Active || before.chatLang(c) == s.chatLang(c) {
			continue
		}
		if err := s.groupMenu(c); err != nil {
			return err
		}
	}
	return nil
}
