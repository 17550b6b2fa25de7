package flows

import (
	"strconv"

	"huiyin/order"
	"huiyin/store"
)

// botAdded handles that the bot came into a group, or that its rights there
// changed.
func (s *step) botAdded() error {
	was, known, err := s.tx.Chat(s.in.Chat.ID)
	if err != nil {
		return err
	}
	c, err := s.here()
	if err != nil {
		return err
	}
	if known && was.Active {
		return nil // only its rights changed
	}
	if err := s.recognise(); err != nil {
		return err
	}
	if c.Purpose != "" {
		if err := s.groupMenu(c); err != nil {
			return err
		}
		lang := s.chatLang(c)
		if err := s.say(target{chat: c.ID}, 0, Outgoing{Text: say(lang, "group.back", "What", s.chatPurpose(c, lang))}); err != nil {
			return err
		}
		return s.cardsAnew(c) // what was to be said meanwhile was dropped
	}
	if s.steering().some(order.Bind) {
		return s.panel(slotBind, s.bindPurposes(), true)
	}
	return s.say(target{chat: c.ID}, 0, Outgoing{Text: say(s.chatLang(c), "group.ask_admin")})
}

// recognise looks up who did something, without keeping anybody who is new.
func (s *step) recognise() error {
	p, known, err := s.tx.Person(s.in.Person.ID)
	if err != nil {
		return err
	}
	if !known {
		p.Code = s.in.Person.Language
	}
	s.me, s.lang = p, s.langOf(p)
	return s.learnRoles()
}

// botRemoved handles that the bot was put out of a group.
func (s *step) botRemoved() error { return s.chatGone(s.in.Chat.ID) }

// chatGone remembers that nothing can be said in the group any more, and tells
// whoever steers there, once.
func (s *step) chatGone(id int64) error {
	c, known, err := s.tx.Chat(id)
	if err != nil || !known || !c.Active {
		return err
	}
	c.Active = false
	if err := s.tx.SaveChat(c); err != nil {
		return err
	}
	if err := s.tx.Silence(id, whyGone); err != nil {
		return err
	}
	if err := s.tx.DropErrands(id); err != nil {
		return err
	}
	return s.tellGone(c)
}

const jobGone = "gone"

// dueGone tells of a group that was gone too often yesterday to be told of each
// time, and is not back.
func (s *step) dueGone(scope string) error {
	id, err := strconv.ParseInt(scope, 10, 64)
	if err != nil {
		return nil
	}
	c, known, err := s.tx.Chat(id)
	if err != nil || !known || c.Active {
		return err
	}
	return s.tellGone(c)
}

// tellGone tells whoever steers there that nothing can be said in the group any
// more. Whoever puts the bot out and in again all day annoys nobody: after some
// times the rest waits for the next morning.
func (s *step) tellGone(c store.Chat) error {
	if c.Purpose == "" {
		return nil // nobody counted on it
	}
	id := strconv.FormatInt(c.ID, 10)
	tell, last, err := s.seldom(jobGone, id)
	if err != nil {
		return err
	}
	if !tell || last {
		if err := s.tx.SetTimer(timerGone, id, s.at(c.Area).nextMorning()); err != nil || !tell {
			return err
		}
	}
	desk, err := s.desk(c.Area)
	if err != nil {
		return err
	}
	owners, err := s.owners()
	if err != nil {
		return err
	}
	for _, to := range owners {
		if !hasChat(desk, to.chat) {
			desk = append(desk, to)
		}
	}
	for _, to := range desk {
		text := say(to.lang, "owner.group_gone", "Title", c.Title, "What", s.chatPurpose(c, to.lang))
		if last {
			text += "\n" + say(to.lang, "owner.group_gone_last")
		}
		if err := s.say(to, 0, Outgoing{Text: text}); err != nil {
			return err
		}
	}
	return nil
}

// migrated follows a group that became a supergroup. Telegram says so up to
// three times; only the first counts.
func (s *step) migrated() error {
	c, known, err := s.tx.Chat(s.in.Chat.ID)
	if err != nil {
		return err
	}
	if err := s.tx.MoveChat(s.in.Chat.ID, s.in.NewChat); err != nil || !known {
		return err
	}
	c.ID = s.in.NewChat
	body := encode(s.menuFor(c))
	if err := s.tx.Say(store.Post{Kind: store.PostMenu, Chat: c.ID, Slot: slotMenu, Body: body, Fresh: true}); err != nil {
		return err
	}
	if c.Purpose == "" || !c.Active {
		return nil
	}
	if err := s.say(target{chat: c.ID}, 0, Outgoing{Text: say(s.chatLang(c), "group.migrated")}); err != nil {
		return err
	}
	return s.cardsAnew(c)
}

// cardsAnew says the cards of open orders again in the group: they were dropped
// while the bot was out, or the buttons on the old ones are dead.
func (s *step) cardsAnew(c store.Chat) error {
	cards, err := s.tx.CardsIn(c.ID)
	if err != nil {
		return err
	}
	for _, p := range cards {
		o, err := s.tx.Order(p.Order)
		if err != nil {
			return err
		}
		if err := s.card(o, p.View, target{chat: c.ID, thread: p.Thread, lang: s.chatLang(c)}, true); err != nil {
			return err
		}
	}
	return nil
}

// late tells the residents' groups and the owners that messages may be lost:
// Telegram keeps them for a day, and the program was away for longer.
func (s *step) late() error {
	chats, err := s.tx.Chats()
	if err != nil {
		return err
	}
	for _, c := range chats {
		if c.Purpose != store.ForResidents {
			continue
		}
		if err := s.say(target{chat: c.ID}, 0, Outgoing{Text: say(s.chatLang(c), "group.late")}); err != nil {
			return err
		}
	}
	return s.tellOwners("owner.late")
}
