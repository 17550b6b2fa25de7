package sim

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Limits of texts in UTF-16 units, from the Bot API description of sendMessage
// and sendPhoto.
const (
	maxText    = 4096
	maxCaption = 1024
)

// entityKinds are the types a bot may send; any other is dropped silently, as
// the Bot API server does, because it finds those in the text by itself.
func entityKind(kind string) bool {
	switch kind {
	case "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote",
		"code", "pre", "text_link", "text_mention", "custom_emoji", "date_time":
		return true
	}
	return false
}

// textOf reads a text with its entities or parse_mode, cleans and trims it as
// the servers do and checks its length. An empty caption is allowed, an empty
// text is not.
func (p *params) textOf(textName, entName, modeName string, limit int) (string, []Entity, error) {
	raw := p.str(textName)
	caption := limit == maxCaption
	if raw == "" {
		if caption {
			return "", nil, nil
		}
		return "", nil, bad("message text is empty")
	}
	if len(raw) > 1<<15 {
		return "", nil, bad("text is too long")
	}
	var ents []Entity
	var err error
	if mode := strings.ToLower(p.str(modeName)); mode != "" && mode != "none" {
		raw, ents, err = parseMode(raw, mode)
	} else {
		ents, err = p.entities(entName)
	}
	if err != nil {
		return "", nil, err
	}
	text, ents, err := tidyText(raw, ents)
	if err != nil {
		return "", nil, err
	}
	if text == "" && !caption {
		return "", nil, bad("text must be non-empty")
	}
	if len(text) > limit && utf16Len(text) > limit {
		if caption {
			return "", nil, bad("message caption is too long")
		}
		return "", nil, bad("message is too long")
	}
	return text, ents, nil
}

// sentEntity is an entity as bots send it; a text_mention names a user object.
type sentEntity struct {
	Entity
	Offset *int `json:"offset"`
	Length *int `json:"length"`
	User   *struct {
		ID int64 `json:"id"`
	} `json:"user"`
	DateTimeFormat string `json:"date_time_format"`
}

func (p *params) entities(name string) ([]Entity, error) {
	raw := p.str(name)
	if raw == "" {
		return nil, nil
	}
	var sent []sentEntity
	if err := json.Unmarshal([]byte(raw), &sent); err != nil {
		return nil, bad("can't parse entities: " + plainJSON(err))
	}
	out := make([]Entity, 0, len(sent))
	for _, e := range sent {
		if e.Offset == nil || e.Length == nil {
			return nil, bad("can't parse MessageEntity: Can't find field \"offset\" or \"length\"")
		}
		if !entityKind(e.Type) {
			continue
		}
		f := e.Entity
		f.Offset, f.Length, f.DateFormat = *e.Offset, *e.Length, e.DateTimeFormat
		if e.User != nil {
			f.UserID = e.User.ID
		}
		if f.Type == "text_link" && !goodURL(f.URL) {
			continue // a link to nowhere becomes plain text, as on the servers
		}
		out = append(out, f)
	}
	return out, nil
}

// plainJSON keeps a decoding error free of the text that was decoded.
func plainJSON(err error) string {
	s := err.Error()
	if i := strings.LastIndex(s, ": "); i >= 0 {
		s = s[i+2:]
	}
	return s
}

// tidyText replaces control characters, trims the text, checks the bot's
// entities and adds those found in the text. Nonsense entities are refused, not
// repaired: a negative or huge offset or length, one that begins or ends inside
// a surrogate pair, and one that reaches beyond the end. Empty ones are dropped,
// and those that reach into trimmed whitespace are cut.
func tidyText(text string, ents []Entity) (string, []Entity, error) {
	if !utf8.ValidString(text) {
		return "", nil, bad("strings must be encoded in UTF-8")
	}
	ents, err := checkEntities(ents)
	if err != nil {
		return "", nil, err
	}
	text, err = cleanText(text, ents)
	if err != nil {
		return "", nil, err
	}
	text, ents = trimText(text, ents)
	return text, mergeEntities(ents, findEntities(text)), nil
}

func checkEntities(ents []Entity) ([]Entity, error) {
	kept := ents[:0]
	for _, e := range ents {
		if e.Offset < 0 || e.Offset > 1000000 {
			return nil, bad(fmt.Sprintf("receive an entity with incorrect offset %d", e.Offset))
		}
		if e.Length < 0 || e.Length > 1000000 {
			return nil, bad(fmt.Sprintf("receive an entity with incorrect length %d", e.Length))
		}
		if e.Length > 0 {
			kept = append(kept, e)
		}
	}
	sortEntities(kept)
	return kept, nil
}

func sortEntities(ents []Entity) {
	sort.SliceStable(ents, func(i, j int) bool {
		if ents[i].Offset != ents[j].Offset {
			return ents[i].Offset < ents[j].Offset
		}
		return ents[i].Length > ents[j].Length
	})
}

// cleanText turns control characters into spaces and removes carriage returns,
// line separators and direction overrides. Offsets of entities move along, and
// are checked against character borders on the way.
func cleanText(text string, ents []Entity) (string, error) {
	if len(ents) == 0 && !needsCleaning(text) {
		return text, nil
	}
	var b strings.Builder
	b.Grow(len(text))
	total := utf16Len(text)
	moved := make([]int, total+1) // old unit offset to new one, -1 inside a pair
	units, out := 0, 0
	for _, r := range text {
		n := utf16.RuneLen(r)
		moved[units] = out
		if n == 2 {
			moved[units+1] = -1
		}
		units += n
		switch {
		case r == '\r' || r >= 0x2028 && r <= 0x202e || r == 0x333 || r == 0x33f || r == 0x30a:
			continue
		case r < ' ' && r != '\n':
			r = ' '
		}
		b.WriteRune(r)
		out += n
	}
	moved[total] = out
	for i := range ents {
		if err := moveEntity(&ents[i], moved, text); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

func needsCleaning(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < ' ' && c != '\n' || c == 0xe2 || c == 0xcc {
			return true
		}
	}
	return false
}

func moveEntity(e *Entity, moved []int, text string) error {
	total, end := len(moved)-1, e.Offset+e.Length
	switch {
	case e.Offset > total:
		return bad(fmt.Sprintf("entity begins after the end of the text at UTF-16 offset %d", e.Offset))
	case moved[e.Offset] < 0:
		return bad(fmt.Sprintf("entity begins in a middle of a UTF-16 symbol at byte offset %d", byteAfter(text, e.Offset)))
	case end > total:
		return bad(fmt.Sprintf("entity beginning at UTF-16 offset %d ends after the end of the text at UTF-16 offset %d",
			e.Offset, end))
	case moved[end] < 0:
		return bad(fmt.Sprintf("entity beginning at UTF-16 offset %d ends in a middle of a UTF-16 symbol at byte offset %d",
			e.Offset, byteAfter(text, end)))
	}
	e.Offset, e.Length = moved[e.Offset], moved[end]-moved[e.Offset]
	return nil
}

// byteAfter is the byte offset of the first character that begins at or after a
// UTF-16 offset; the servers' texts name that one.
func byteAfter(text string, units int) int {
	for i, r := range text {
		if units <= 0 {
			return i
		}
		units -= utf16.RuneLen(r)
	}
	return len(text)
}

// trimText cuts whitespace at the end, and at the beginning up to the first
// entity, as the servers do.
func trimText(text string, ents []Entity) (string, []Entity) {
	text = strings.TrimRight(text, " \n")
	limit := len(text)
	if len(ents) > 0 && ents[0].Offset < limit {
		limit = ents[0].Offset // whitespace is one byte and one unit
	}
	cut := 0
	for cut < limit && isSpace(text[cut]) {
		cut++
	}
	text = text[cut:]
	if len(ents) == 0 {
		return text, nil
	}
	size, kept := utf16Len(text), ents[:0]
	for _, e := range ents {
		e.Offset -= cut
		e.Length = min(e.Length, size-e.Offset)
		if e.Length > 0 {
			kept = append(kept, e)
		}
	}
	return text, kept
}

// mergeEntities adds found entities where the bot set none that excludes them:
// nothing is found inside code, pre, links and mentions.
func mergeEntities(given, found []Entity) []Entity {
	if len(given) == 0 {
		return found
	}
	out := given
next:
	for _, f := range found {
		for _, g := range given {
			if f.Offset >= g.Offset+g.Length || g.Offset >= f.Offset+f.Length {
				continue
			}
			switch g.Type {
			case "code", "pre", "text_link", "text_mention", "date_time":
				continue next
			}
		}
		out = append(out, f)
	}
	sortEntities(out)
	return out
}

func sameEntities(a, b []Entity) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
