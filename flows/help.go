package flows

import (
	"strings"

	"huiyin/order"
	"huiyin/store"
)

// help is /help: in a group, how this group is used.
func (s *step) help() error {
	if s.in.Chat.Private {
		text := s.usage() + "\n\n" + s.list(s.ownCommands())
		return s.reply(Outgoing{Text: text, Keyboard: s.keyboard()})
	}
	c, err := s.here()
	if err != nil {
		return err
	}
	text := s.groupUsage(c, s.lang)
	if lines := s.list(s.groupCommands(c)); lines != "" {
		text += "\n\n" + lines
	}
	return s.reply(Outgoing{Text: text, Buttons: [][]Button{{{Text: s.t("button.private"), URL: s.startLink("help")}}}})
}

// ownCommands are the commands that this person can use in private.
func (s *step) ownCommands() []string {
	names := []string{"order", "my", "status", "cancel"}
	if len(s.actor.Members) > 0 {
		names = append(names, "whoami", "duty", "leave")
	}
	if s.steering().gives() {
		names = append(names, "invite")
	}
	if s.steering().takes() {
		names = append(names, "people")
	}
	if s.steering().some(order.Bind) {
		names = append(names, "bind")
	}
	if len(s.grids()) > 0 {
		names = append(names, "grid")
	}
	if s.steering().some(order.Overview) {
		names = append(names, "areas")
	}
	if s.steering().some(order.AdjustHours, order.AdjustLimits) {
		names = append(names, "settings")
	}
	if s.steering().some(order.Doctor) {
		names = append(names, "doctor")
	}
	if s.steering().some(order.Roster) {
		names = append(names, "roster")
	}
	return append(names, "language", "privacy", "mydata", "forget")
}

// groupCommands are the commands that this person can use in the group: those of
// its menu, and what only those may do who set it up.
func (s *step) groupCommands(c store.Chat) (names []string) {
	for _, m := range s.menuFor(c).Commands {
		if m.Command != "help" && m.Command != "bind" {
			names = append(names, m.Command)
		}
	}
	if s.steering().some(order.Bind) && (c.Purpose == "" || s.setsUp(c)) {
		names = append(names, "bind", "language")
	}
	return names
}

// examples are the commands that want something behind them.
var examples = map[string]string{"status": " 1024"}

// list is a line for each command: what it does, and how it is written.
func (s *step) list(names []string) string {
	lines := make([]string, len(names))
	for i, name := range names {
		lines[i] = s.t("menu."+name) + s.t("usage.colon") + "/" + name + examples[name]
	}
	return strings.Join(lines, "\n")
}
