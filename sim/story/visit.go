package story

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"huiyin/sim"
)

// start opens the private chat with the bot.
func start(m *words) (act, error) {
	return acting(func(_ context.Context, r *run) error {
		payload, err := r.w.fill(m.slots["payload"])
		if err != nil {
			return err
		}
		return r.w.Sim.Start(r.w.People[m.slots["who"]], r.w.Bot, payload)
	}), nil
}

// openLink follows a button or a text that is a link.
func openLink(m *words) (act, error) {
	return acting(func(_ context.Context, r *run) error {
		s, err := r.w.spot(m.slots["who"], m.place())
		if err != nil {
			return err
		}
		l, err := r.w.linkIn(m, s)
		if err != nil {
			return err
		}
		return r.w.Sim.Open(s.user, l.url)
	}), nil
}

// openForGroup follows a link that asks for a group, and chooses one.
func openForGroup(m *words) (act, error) {
	return group(m, func(r *run, who, chat int64) error {
		s, err := r.w.spot(m.slots["who"], place{title: m.slots["source"]})
		if err != nil {
			return err
		}
		l, err := r.w.linkIn(m, s)
		if err != nil {
			return err
		}
		return r.w.Sim.OpenInGroup(who, l.url, chat)
	})
}

// linkIn finds the newest link that a step quotes.
func (w *World) linkIn(m *words, s spot) (link, error) {
	label, err := w.fill(m.slots["quote"])
	if err != nil {
		return link{}, err
	}
	for _, msg := range slices.Backward(w.all(s)) {
		for _, l := range links(msg) {
			if strings.Contains(l.label, label) {
				w.act(s, "▸ <"+l.label+">")
				return l, nil
			}
		}
	}
	return link{}, fmt.Errorf("there is no link %q", label)
}

// link is something that opens an address.
type link struct{ label, url string }

// links lists a message's links: its buttons, then those in its text.
func links(m sim.Seen) []link {
	var out []link
	for _, row := range m.Buttons {
		for _, b := range row {
			if b.URL != "" {
				out = append(out, link{b.Text, b.URL})
			}
		}
	}
	units := utf16.Encode([]rune(m.Text)) // Telegram counts so
	for _, e := range m.Entities {
		if e.Offset < 0 || e.Length < 0 || e.Offset+e.Length > len(units) {
			continue
		}
		text := string(utf16.Decode(units[e.Offset : e.Offset+e.Length]))
		switch e.Type {
		case "text_link":
			out = append(out, link{text, e.URL})
		case "url":
			out = append(out, link{text, text})
		}
	}
	return out
}

func block(m *words) (act, error) {
	return acting(func(_ context.Context, r *run) error {
		return r.w.Sim.Block(r.w.People[m.slots["who"]], r.w.Bot)
	}), nil
}

func unblock(m *words) (act, error) {
	return acting(func(_ context.Context, r *run) error {
		return r.w.Sim.Unblock(r.w.People[m.slots["who"]], r.w.Bot)
	}), nil
}

// group makes an act of something that happens to a group; nothing of the kind can happen to a private chat.
func group(m *words, do func(r *run, who, chat int64) error) (act, error) {
	if m.place().private() {
		return nil, fmt.Errorf("a private chat is no group")
	}
	return acting(func(_ context.Context, r *run) error {
		return do(r, r.w.People[m.slots["who"]], r.w.Places[m.slots["place"]])
	}), nil
}

func leave(m *words) (act, error) {
	return group(m, func(r *run, who, chat int64) error { return r.w.Sim.Leave(who, chat) })
}

func join(m *words) (act, error) {
	return group(m, func(r *run, who, chat int64) error { return r.w.Sim.Join(who, chat) })
}

func promote(anonymous bool) func(m *words) (act, error) {
	return func(m *words) (act, error) {
		return group(m, func(r *run, who, chat int64) error { return r.w.Sim.Promote(who, chat, anonymous) })
	}
}

// migrate turns a basic group into a supergroup. From then on the story's name means the new one.
func migrate(m *words) (act, error) {
	return group(m, func(r *run, _, chat int64) error {
		title := m.slots["place"]
		id := r.w.Sim.MigrateToSuper(chat)
		if id == 0 {
			return fmt.Errorf("%s is no basic group", title)
		}
		r.w.Places[title], r.w.former[chat] = id, title
		return nil
	})
}

func addBot(m *words) (act, error) {
	return group(m, func(r *run, who, chat int64) error { return r.w.Sim.AddBotTo(r.w.Bot, chat, who) })
}

func promoteBot(m *words) (act, error) {
	return group(m, func(r *run, _, chat int64) error { return r.w.Sim.PromoteBot(r.w.Bot, chat) })
}

// removeBot lets the group's creator do it if the story names nobody.
func removeBot(m *words) (act, error) {
	return group(m, func(r *run, who, chat int64) error {
		for _, c := range r.w.Sim.Chats() {
			for _, member := range c.Members {
				if who == 0 && c.ID == chat && member.Role == "creator" {
					who = member.ID
				}
			}
		}
		return r.w.Sim.RemoveBotFrom(r.w.Bot, chat, who)
	})
}
