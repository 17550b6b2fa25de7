package story

import (
	"regexp"
	"slices"
	"strings"

	"huiyin/sim"
)

// ears follow the simulator's log: which messages of the bot are new, and which a story has seen.
type ears struct {
	bot   int64
	seq   int64
	notes map[key]*note
	fresh []*note // not seen yet, in order of arrival
	chats map[int64][]*note
	items []item // for the transcript
	step  int    // how many steps have been played
}

// key names one message. Ephemeral messages have numbers of their own, for each receiver.
type key struct {
	chat     int64
	message  int
	receiver int64
}

// note is what is known of one message of the bot.
type note struct {
	key    key
	album  string
	prints []string // as sent, then after each edit
	looks  []sim.Seen
	seenAt string // the step that saw it; empty while new
	gone   bool
	last   sim.Seen
}

func keyOf(m sim.Seen) key {
	if m.EphemeralID != 0 {
		return key{m.Chat, -m.EphemeralID, m.Receiver}
	}
	return key{m.Chat, m.MessageID, 0}
}

// listen takes in what has happened since the last call.
func (e *ears) listen(s *sim.Sim) {
	if e.notes == nil {
		e.notes, e.chats = map[key]*note{}, map[int64][]*note{}
	}
	for _, ev := range s.Events(e.seq) {
		e.seq = ev.Seq
		e.items = append(e.items, item{step: e.step, at: ev.At, event: ev})
		if ev.Message != nil && ev.Message.From == e.bot && ev.Message.Service == "" {
			e.take(ev.Kind, *ev.Message)
		}
	}
}

func (e *ears) take(kind string, m sim.Seen) {
	k := keyOf(m)
	n := e.notes[k]
	switch {
	case kind == "message" && n == nil:
		n = &note{key: k, album: m.MediaGroup, prints: []string{look(m)}, looks: []sim.Seen{m}, last: m}
		e.notes[k] = n
		e.fresh = append(e.fresh, n)
		e.chats[k.chat] = append(e.chats[k.chat], n)
	case n == nil:
	case kind == "edit":
		n.prints, n.looks, n.last = append(n.prints, look(m)), append(n.looks, m), m
	case kind == "delete":
		n.gone = true
	}
}

// look is what makes a message the same as another one in the same chat.
func look(m sim.Seen) string {
	parts := []string{m.Media, m.Text}
	for _, row := range buttons(m) {
		parts = append(parts, strings.Join(row, "\x1f"))
	}
	return strings.Join(parts, "\x1e")
}

// isNew says whether no step has seen the message yet.
func (e *ears) isNew(m sim.Seen) bool {
	n := e.notes[keyOf(m)]
	return n != nil && n.seenAt == ""
}

// looked gives the message as it was sent and after each edit.
func (e *ears) looked(m sim.Seen) []sim.Seen {
	if n := e.notes[keyOf(m)]; n != nil {
		return n.looks
	}
	return []sim.Seen{m}
}

// consume marks the message as seen, and with it the album that it is part of: people see an album as one.
func (e *ears) consume(m sim.Seen, at string) {
	e.fresh = slices.DeleteFunc(e.fresh, func(n *note) bool {
		mine := n.key == keyOf(m) || n.album != "" && n.album == m.MediaGroup && n.key.chat == m.Chat
		if mine {
			n.seenAt = at
		}
		return mine
	})
}

// noise gives the messages that no step has seen. With repeats allowed, it first lets those go that are the same as one
// seen before, and counts them.
func (e *ears) noise(allowRepeats bool) (left []*note, repeats int) {
	e.fresh = slices.DeleteFunc(e.fresh, func(n *note) bool {
		if n.gone {
			n.seenAt = "before it was deleted"
		}
		return n.gone
	})
	e.fresh = slices.DeleteFunc(e.fresh, func(n *note) bool {
		if allowRepeats && e.repeated(n) {
			n.seenAt = "as a repeat"
			repeats++
			return true
		}
		return false
	})
	return e.fresh, repeats
}

// repeated compares the note as it was sent with every look that a seen message has had: the first copy may have been edited
// in the meantime. A program that died before it knew that a card stands there also says it again as it looks by then: the same
// number, other words.
func (e *ears) repeated(n *note) bool {
	return slices.ContainsFunc(e.chats[n.key.chat], func(old *note) bool {
		return old.seenAt != "" && old.alike(n) && (slices.Contains(old.prints, n.prints[0]) || old.subject() != "" && old.subject() == n.subject())
	})
}

// copied reports whether the message looked, when it came, as one that was seen has looked.
func (e *ears) copied(m sim.Seen) bool {
	n := e.notes[keyOf(m)]
	return n != nil && slices.ContainsFunc(e.chats[m.Chat], func(old *note) bool {
		return old != n && old.seenAt != "" && old.alike(n) && slices.Contains(old.prints, n.prints[0])
	})
}

// orphan reports whether another message of the bot stands in the same place under the same number, or came there with the
// same looks: then this one may be the copy that a program which died does not know of, and never edits or deletes.
func (e *ears) orphan(m sim.Seen) bool {
	n := e.notes[keyOf(m)]
	return n != nil && slices.ContainsFunc(e.chats[m.Chat], func(other *note) bool {
		if other == n || !other.alike(n) {
			return false
		}
		return slices.Contains(other.prints, n.prints[0]) || !other.gone && n.subject() != "" && other.subject() == n.subject()
	})
}

// alike reports whether both notes stand in the same place, for the same reader.
func (n *note) alike(other *note) bool {
	return n.key.receiver == other.key.receiver && n.last.Thread == other.last.Thread
}

var subjectPattern = regexp.MustCompile(`#\d+`)

// subject is the number that the message is about, as "#17"; empty if there is none.
func (n *note) subject() string { return subjectPattern.FindString(n.prints[0]) }
