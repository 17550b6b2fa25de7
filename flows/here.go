package flows

import (
	"time"

	"huiyin/order"
)

// s.c is the community as it is where the step happens: where the order lies,
// where the group belongs, where whoever acts is at home. What is said of another
// place is asked of the community there.

// goTo moves the step to an area; "" is none in particular.
func (s *step) goTo(area string) { s.c = s.c.Whole().At(area) }

// at is the same step in an area, for asking and writing down. What it is told to
// keep in mind, such as an answer to a tap, is lost.
func (s *step) at(area string) *step {
	there := *s
	there.goTo(area)
	return &there
}

// goHome moves the step to where the chat belongs, or else whoever acts.
func (s *step) goHome() error {
	if !s.in.Chat.Private {
		c, _, err := s.tx.Chat(s.in.Chat.ID)
		s.c = s.c.Whole().AtHome(c.Unit, c.Area)
		return err
	}
	s.c = s.homeOf(s.actor.Members, s.me.Area)
	return nil
}

// homeOf is the community where somebody with these roles is at home: by the
// first of their roles that has a place, else where they live.
func (s *step) homeOf(roles []order.Member, area string) *order.Community {
	for _, m := range roles {
		if m.Area != "" || m.Unit != "" {
			return s.c.Whole().AtHome(m.Unit, m.Area)
		}
	}
	return s.c.Whole().At(area)
}

// home is the community where a person is at home.
func (s *step) home(person int64) (*order.Community, error) {
	p, _, err := s.tx.Person(person)
	if err != nil {
		return nil, err
	}
	roles, err := s.tx.RolesOf(person)
	return s.homeOf(roles, p.Area), err
}

// lastDay is the last day of a leave, by the clock of whoever is away.
func (s *step) lastDay(l order.Leave) (order.Day, error) {
	home, err := s.home(l.Person)
	if err != nil {
		return 0, err
	}
	return l.Last(home.Zone()), nil
}

// wakes is when a person hears what can wait for the end of the quiet hours.
func (s *step) wakes(person int64) (time.Time, error) {
	home, err := s.home(person)
	if err != nil {
		return time.Time{}, err
	}
	return home.Awake(s.now, false, false), nil
}
