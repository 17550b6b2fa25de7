package flows

import (
	"strconv"
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
	duty      bool      // on duty by the rota: quiet hours do not matter
	silent    bool      // they sleep: it comes without a sound
	veiled    bool      // a group that must not learn what the order is about
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

// reachMembers are the private chats of the members, or of who stands in for
// those on leave.
func (s *step) reachMembers(members []order.Member, err error) ([]target, error) {
	if err != nil {
		return nil, err
	}
	people, err := s.called(members)
	if err != nil {
		return nil, err
	}
	var list []target
	for _, p := range people {
		to, ok, err := s.reach(p)
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

// unit is where a unit is asked: its groups, or its members one by one, those on
// duty first.
func (s *step) unit(key string) ([]target, error) {
	list, err := s.groups(s.tx.ChatsOf(key))
	if err != nil || len(list) > 0 {
		return list, err
	}
	members, err := s.tx.MembersOf(key)
	return s.crew(key, "", members, err)
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
		members, err := s.tx.MembersWith(order.RoleDispatcher, a.Key)
		list, err = s.crew("", a.Key, members, err)
		if err != nil || len(list) > 0 {
			return list, err
		}
	}
	return s.owners()
}

// leaders are the grid leaders where the order lies; where there is none, and
// for what is not pushed down to a grid, the desk.
func (s *step) leaders(o order.Order) ([]target, error) {
	list, err := s.ownLeaders(o)
	if err != nil || len(list) > 0 {
		return list, err
	}
	return s.desk(o.Area)
}

// ownLeaders are the grid leaders where the order lies, and nobody in their place.
func (s *step) ownLeaders(o order.Order) ([]target, error) {
	a := s.c.Above(o.Area, order.KindGrid)
	if a == nil || s.c.Reserved(o.Category) {
		return nil, nil
	}
	members, err := s.tx.MembersWith(order.RoleLeader, a.Key)
	return s.crew("", a.Key, members, err)
}

// officers are the people of the street; where there is none, the owners.
func (s *step) officers(area string) ([]target, error) {
	if a := s.c.Above(area, order.KindStreet); a != nil {
		members, err := s.tx.MembersWith(order.RoleOfficer, a.Key)
		list, err := s.crew("", a.Key, members, err)
		if err != nil || len(list) > 0 {
			return list, err
		}
	}
	return s.owners()
}

// owners are the last to be called. Where all of them are on leave they are
// called all the same, because nobody comes after them.
func (s *step) owners() ([]target, error) {
	members, err := s.tx.MembersWith(order.RoleOwner, "")
	list, err := s.reachMembers(members, err)
	if err != nil || len(list) > 0 {
		return list, err
	}
	for _, m := range members {
		to, ok, err := s.reach(m.Person)
		if err != nil {
			return nil, err
		}
		if ok {
			list = append(list, to)
		}
	}
	return list, nil
}

// quiet moves the targets behind the quiet hours.
func (s *step) quiet(o order.Order, list []target) []target {
	if wake, asleep := s.asleep(o); asleep {
		for i := range list {
			if !list[i].duty {
				list[i].notBefore = wake
			}
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
func (s *step) awake(o order.Order, at time.Time) time.Time {
	return s.c.Whole().At(o.Area).HeardAt(o.Category, at)
}

// alarmsADay is how often somebody hears of the same trouble in one day.
const alarmsADay = 3

// seldom reports whether a trouble that may come in great numbers may be told once
// more today, and whether that is the last time.
func (s *step) seldom(job, scope string) (tell, last bool, err error) {
	day := s.now.In(s.c.Zone()).Format(time.DateOnly)
	for i := 1; i <= alarmsADay && !tell && err == nil; i++ {
		tell, err = s.tx.RunOnce(job, scope, day+"#"+strconv.Itoa(i))
		last = tell && i == alarmsADay
	}
	return tell, last, err
}

// nextMorning is when people are awake on the next local day.
func (s *step) nextMorning() time.Time {
	local := s.now.In(s.c.Zone())
	midnight := order.OnWall(time.Date(local.Year(), local.Month(), local.Day()+1, 0, 0, 0, 0, time.UTC), s.c.Zone())
	return s.c.QuietHours.Wake(midnight, s.c.Zone())
}

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

// Ear is somebody's private chat, and their language.
type Ear struct {
	Chat     int64
	Language string
}

// Owners are the owners who can be written to, also on leave when there is nobody
// else: for what can't go through the outbox, because nothing can be written.
func (f *Flows) Owners(tx *store.Tx) (list []Ear, err error) {
	s, err := f.begin(tx, Input{})
	if err != nil {
		return nil, err
	}
	owners, err := s.owners()
	for _, to := range owners {
		list = append(list, Ear{Chat: to.chat, Language: to.lang})
	}
	return list, err
}
