package flows

import (
	"time"

	"huiyin/order"
	"huiyin/store"
)

// target is a chat to say something in, and the language spoken there.
type target struct {
	chat      int64
	thread    int
	reply     int
	lang      string
	person    int64     // whose private chat it is; 0 for a group
	notBefore time.Time // quiet hours
}

// reach is a person's private chat; ok is false when the bot may not write there.
func (s *step) reach(person int64) (target, bool, error) {
	if person == 0 {
		return target{}, false, nil
	}
	p, _, err := s.tx.Person(person)
	if err != nil || !p.Reachable() {
		return target{}, false, err
	}
	return target{chat: p.ID, person: p.ID, lang: s.langOf(p)}, true, nil
}

func (s *step) reachMembers(members []order.Member, err error) ([]target, error) {
	if err != nil {
		return nil, err
	}
	var list []target
	for _, m := range members {
		to, ok, err := s.reach(m.Person)
		if err != nil {
			return nil, err
		}
		if ok && !hasChat(list, to.chat) {
			list = append(list, to)
		}
	}
	return list, nil
}

func hasChat(list []target, chat int64) bool {
	for _, t := range list {
		if t.chat == chat {
			return true
		}
	}
	return false
}

func (s *step) groups(chats []store.Chat, err error) ([]target, error) {
	var list []target
	for _, c := range chats {
		list = append(list, target{chat: c.ID, lang: s.chatLang(c)})
	}
	return list, err
}

// unit is where a unit is asked: its groups, or its members one by one.
func (s *step) unit(key string) ([]target, error) {
	list, err := s.groups(s.tx.ChatsOf(key))
	if err != nil || len(list) > 0 {
		return list, err
	}
	return s.reachMembers(s.tx.MembersOf(key))
}

// desk is where an area's orders are steered: the dispatch desk's group, else
// the dispatchers one by one, else the owners.
func (s *step) desk(area string) ([]target, error) {
	a := s.c.Above(area, order.KindCommunity)
	if a != nil {
		list, err := s.groups(s.tx.ChatsFor(store.ForDesk, a.Key))
		if err != nil || len(list) > 0 {
			return list, err
		}
		list, err = s.reachMembers(s.tx.MembersWith(order.RoleDispatcher, a.Key))
		if err != nil || len(list) > 0 {
			return list, err
		}
	}
	return s.owners()
}

// leaders are the grid leaders of the area; where there is none, the desk.
func (s *step) leaders(area string) ([]target, error) {
	if a := s.c.Above(area, order.KindGrid); a != nil {
		list, err := s.reachMembers(s.tx.MembersWith(order.RoleLeader, a.Key))
		if err != nil || len(list) > 0 {
			return list, err
		}
	}
	return s.desk(area)
}

// officers are the people of the street; where there is none, the owners.
func (s *step) officers(area string) ([]target, error) {
	if a := s.c.Above(area, order.KindStreet); a != nil {
		list, err := s.reachMembers(s.tx.MembersWith(order.RoleOfficer, a.Key))
		if err != nil || len(list) > 0 {
			return list, err
		}
	}
	return s.owners()
}

func (s *step) owners() ([]target, error) {
	return s.reachMembers(s.tx.MembersWith(order.RoleOwner, ""))
}

// quiet moves the targets behind the quiet hours.
func (s *step) quiet(o order.Order, list []target) []target {
	if wake, asleep := s.asleep(o); asleep {
		for i := range list {
			list[i].notBefore = wake
		}
	}
	return list
}

// asleep reports whether the order has to let people sleep now, and until when.
// Emergencies never do.
func (s *step) asleep(o order.Order) (wake time.Time, asleep bool) {
	wake = s.awake(o, s.now)
	return wake, wake.After(s.now)
}

// awake is the first moment from at on at which people hear of the order.
func (s *step) awake(o order.Order, at time.Time) time.Time { return s.c.Awake(o.Category, at) }

// tellOwners says one line to the owners.
func (s *step) tellOwners(key string, args ...any) error {
	list, err := s.owners()
	if err != nil {
		return err
	}
	for _, to := range list {
		if err := s.say(to, 0, Outgoing{Text: say(to.lang, key, args...)}); err != nil {
			return err
		}
	}
	return nil
}
