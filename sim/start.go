package sim

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// Start opens the private chat with a bot, lifting a block, and sends
// "/start payload". A payload has at most 64 characters of A-Z, a-z, 0-9, _ and
// -, as in links.
func (s *Sim) Start(user int64, botUsername, payload string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.start(user, botUsername, payload)
}

func (s *Sim) start(user int64, botUsername, payload string) error {
	t := s.botNamed(botUsername)
	if t == nil || s.users[user] == nil {
		return fmt.Errorf("start: no bot %q or no person %d", botUsername, user)
	}
	if !goodPayload(payload) {
		return fmt.Errorf("start: %q is no start parameter", payload)
	}
	key := privKey{user, t.ID}
	ch := s.privs[key]
	if ch == nil {
		ch = &chat{Kind: "private", User: user, Bot: t.ID}
		s.privs[key] = ch
	}
	s.setBlocked(ch, false)
	m := &message{From: user, Kind: "text"}
	if err := m.write(strings.TrimSpace("/start "+payload), maxText); err != nil {
		return fmt.Errorf("start: %w", err)
	}
	s.speak(ch, m)
	return nil
}

func goodPayload(p string) bool {
	for i := range len(p) {
		if !nameByte(p[i]) && p[i] != '-' {
			return false
		}
	}
	return len(p) <= 64
}

// Open follows a link to a bot: t.me/<bot>?start=payload, or ?startgroup=
// payload, for which the person must be in exactly one group that the bot is
// not in yet; otherwise use [Sim.OpenInGroup].
func (s *Sim) Open(user int64, url string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	l, err := readLink(url)
	if err != nil {
		return err
	}
	if !l.group {
		return s.start(user, l.bot, l.payload)
	}
	t := s.botNamed(l.bot)
	var only *chat
	for _, id := range s.chats {
		ch := s.groups[id]
		if t != nil && ch.has(user) && !ch.has(t.ID) && ch.MigratedTo == 0 && (l.rights == nil || ch.admin(user)) {
			if only != nil {
				return errors.New("open: more than one group to choose from")
			}
			only = ch
		}
	}
	if only == nil {
		return errors.New("open: no group to add the bot to")
	}
	return s.startGroup(user, l, only)
}

// OpenInGroup follows a startgroup link and chooses a group: the bot is added,
// as an administrator with exactly the rights that the link asks for, and
// "/start@bot payload" is posted. A link that asks for rights offers only groups
// in which the person is an administrator.
func (s *Sim) OpenInGroup(user int64, url string, chat int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	l, err := readLink(url)
	if err != nil {
		return err
	}
	ch := s.groups[chat]
	if !l.group || ch == nil {
		return errors.New("open: not a startgroup link, or no such group")
	}
	return s.startGroup(user, l, ch)
}

// link is a parsed deep link.
type link struct {
	bot, payload string
	group        bool
	rights       []string // that &admin= asks for; nil: none
}

func readLink(raw string) (link, error) {
	if !strings.Contains(raw, "://") {
		raw = "https://" + raw
	}
	u, err := url.Parse(raw)
	if err != nil {
		return link{}, errors.New("open: not a link")
	}
	q := u.Query()
	l := link{bot: strings.Trim(u.Path, "/"), payload: q.Get("start")}
	switch {
	case u.Scheme == "tg" && u.Host == "resolve":
		l.bot = q.Get("domain")
	case u.Host != "t.me" && u.Host != "telegram.me":
		return link{}, errors.New("open: not a link to Telegram")
	}
	if q.Has("startgroup") {
		l.group, l.payload = true, q.Get("startgroup")
		for _, right := range strings.Fields(q.Get("admin")) { // a plus in an address is a space
			if !slices.Contains(groupRights, right) && right != "anonymous" {
				return link{}, fmt.Errorf("open: no right is called %q", right)
			}
			l.rights = append(l.rights, right)
		}
	}
	if !goodPayload(l.payload) {
		return link{}, errors.New("open: bad start parameter")
	}
	return l, nil
}

func (s *Sim) startGroup(user int64, l link, ch *chat) error {
	t := s.botNamed(l.bot)
	if t == nil {
		return fmt.Errorf("open: no bot %q", l.bot)
	}
	if l.rights != nil && !ch.admin(user) {
		return errors.New("open: this link asks for rights, and this person is no administrator of the group")
	}
	if err := s.addBot(t, ch, user); err != nil {
		return err
	}
	if l.rights != nil {
		s.promoteWith(ch, t.ID, user, l.rights)
	}
	if l.payload == "" {
		return nil
	}
	m := &message{From: user, Kind: "text"}
	if err := m.write("/start@"+t.Username+" "+l.payload, maxText); err != nil {
		return err
	}
	s.speak(ch, m)
	return nil
}

// Block blocks a bot: it hears my_chat_member and can't write any more.
func (s *Sim) Block(user int64, botUsername string) error { return s.block(user, botUsername, true) }

// Unblock lifts a block.
func (s *Sim) Unblock(user int64, botUsername string) error { return s.block(user, botUsername, false) }

func (s *Sim) block(user int64, name string, on bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.botNamed(name)
	if t == nil || s.privs[privKey{user, t.ID}] == nil {
		return errors.New("block: no open chat with that bot")
	}
	s.setBlocked(s.privs[privKey{user, t.ID}], on)
	return nil
}

func (s *Sim) setBlocked(ch *chat, on bool) {
	if ch.Blocked == on {
		return
	}
	ch.Blocked = on
	from, to := "member", "kicked"
	if !on {
		from, to = to, from
	}
	t := s.bots[ch.Bot]
	s.emit(t, "my_chat_member", s.changeJSON(ch, t.ID, ch.User, from, to, false))
	text := "unblocked"
	if on {
		text = "blocked"
	}
	s.event("block", ch, nil, ch.User, text)
}
