package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/go-telegram/bot/models"
)

// self is who the bot is.
type self struct {
	id   int64
	name string // username without @
}

// words are a text with what was meant for the bot as such taken out.
type words struct {
	text      string
	command   string // lower case; empty: none
	mentioned bool   // the bot is named, or the command is for it
}

// span is a part of a text in UTF-16 units.
type span struct{ from, to int }

// read finds the command and the mentions of the bot. Entities that don't fit
// the text are as good as none.
func (s self) read(text string, entities []models.MessageEntity) words {
	if len(entities) == 0 {
		return words{text: strings.TrimSpace(text)}
	}
	units := utf16.Encode([]rune(text))
	var cut []span
	var w words
	for _, e := range entities {
		if at, ok := fit(e, len(units)); ok && s.named(e, units[at.from:at.to]) {
			cut = append(cut, at)
			w.mentioned = true
		}
	}
	for _, e := range entities {
		at, ok := fit(e, len(units))
		if !ok || e.Type != models.MessageEntityTypeBotCommand {
			continue
		}
		word := string(utf16.Decode(units[at.from:at.to]))
		name, mine := s.command(word)
		if mine && strings.Contains(word, "@") {
			w.mentioned = true // wherever it stands
		}
		if mine && blankBefore(units, at.from, cut) {
			w.command, w.mentioned = name, true
			cut = append(cut, at)
			break
		}
	}
	w.text = without(units, cut)
	return w
}

// fit is where the entity stands, if it stands inside a text of n units.
func fit(e models.MessageEntity, n int) (span, bool) {
	if e.Offset < 0 || e.Length <= 0 || e.Offset > n || e.Length > n-e.Offset {
		return span{}, false
	}
	return span{e.Offset, e.Offset + e.Length}, true
}

func (s self) named(e models.MessageEntity, part []uint16) bool {
	switch e.Type {
	case models.MessageEntityTypeMention:
		return s.name != "" && strings.EqualFold(string(utf16.Decode(part)), "@"+s.name)
	case models.MessageEntityTypeTextMention:
		return e.User != nil && e.User.ID == s.id
	}
	return false
}

// command splits "/order@bot". mine is false for a command of another bot.
func (s self) command(word string) (name string, mine bool) {
	word, ok := strings.CutPrefix(word, "/")
	name, to, addressed := strings.Cut(word, "@")
	if !ok || name == "" || addressed && !strings.EqualFold(to, s.name) {
		return "", false
	}
	return strings.ToLower(name), true
}

// blankBefore reports whether nothing but blanks and cut parts stand before.
func blankBefore(units []uint16, before int, cut []span) bool {
	for i := 0; i < before; i++ {
		inside := slices.ContainsFunc(cut, func(c span) bool { return c.from <= i && i < c.to })
		if !inside && !unicode.IsSpace(rune(units[i])) {
			return false
		}
	}
	return true
}

// without takes parts out of a text, with the blank that each leaves over and
// the comma that followed a salutation.
func without(units []uint16, cut []span) string {
	if len(cut) == 0 {
		return strings.TrimSpace(string(utf16.Decode(units)))
	}
	slices.SortFunc(cut, func(a, b span) int { return a.from - b.from })
	rest := make([]uint16, 0, len(units))
	at, salutation := 0, false
	for _, c := range cut {
		if c.to <= at {
			continue // overlaps
		}
		rest = append(rest, units[at:max(at, c.from)]...)
		at = c.to
		if blankEnd(rest) {
			salutation = salutation || strings.TrimSpace(string(utf16.Decode(rest))) == ""
			if at < len(units) && units[at] == ' ' {
				at++
			}
		}
	}
	text := strings.TrimSpace(string(utf16.Decode(append(rest, units[at:]...))))
	if salutation {
		text = strings.TrimSpace(strings.TrimLeft(text, ",，:：、"))
	}
	return text
}

func blankEnd(units []uint16) bool {
	return len(units) == 0 || unicode.IsSpace(rune(units[len(units)-1]))
}
