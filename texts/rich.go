package texts

import (
	"strings"
	"unicode/utf8"
)

// Entity is a part of a text that looks special. Offsets and lengths count
// UTF-16 units, as Telegram does.
type Entity struct {
	Type   string `json:"type"` // bold, blockquote, expandable_blockquote, text_mention
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	User   int64  `json:"user,omitempty"` // of a text_mention
}

// Rich is a text under construction. Whatever users wrote goes in as text,
// never as markup, so nothing they write can change how the rest looks.
type Rich struct {
	b        strings.Builder
	units    int
	entities []Entity
}

// Units is the length of s in UTF-16 units.
func Units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x10000 {
			n++
		}
	}
	return n
}

// Text is what was written so far.
func (r *Rich) Text() string { return r.b.String() }

// Entities are the special parts, in order.
func (r *Rich) Entities() []Entity { return r.entities }

// Add appends plain text.
func (r *Rich) Add(s string) *Rich {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	r.b.WriteString(s)
	r.units += Units(s)
	return r
}

// Line appends plain text and ends the line.
func (r *Rich) Line(s string) *Rich { return r.Add(s).Add("\n") }

// Bold appends bold text.
func (r *Rich) Bold(s string) *Rich { return r.mark(s, Entity{Type: "bold"}) }

// Quote appends a block quotation and ends the line; a long one is folded by
// Telegram until somebody opens it.
func (r *Rich) Quote(s string) *Rich {
	kind := "blockquote"
	if strings.Count(s, "\n") > 4 || Units(s) > 300 {
		kind = "expandable_blockquote"
	}
	return r.mark(s, Entity{Type: kind}).Add("\n")
}

// Mention appends a name that leads to the person and tells them. Telegram
// drops it silently where the person is unknown to the bot.
func (r *Rich) Mention(name string, user int64) *Rich {
	return r.mark(name, Entity{Type: "text_mention", User: user})
}

func (r *Rich) mark(s string, e Entity) *Rich {
	// Telegram trims white space at the edges of an entity, so it stays outside.
	body := strings.TrimSpace(s)
	if body == "" {
		return r.Add(s)
	}
	start := strings.Index(s, body)
	r.Add(s[:start])
	e.Offset = r.units
	r.Add(body)
	e.Length = r.units - e.Offset
	r.entities = append(r.entities, e)
	return r.Add(s[start+len(body):])
}

// Clip shortens s to at most max UTF-16 units, with an ellipsis where
// something is missing. It never cuts a character in two.
func Clip(s string, max int) string {
	if Units(s) <= max {
		return s
	}
	n := 0
	for i, r := range s {
		w := 1
		if r >= 0x10000 {
			w = 2
		}
		if n+w > max-1 {
			return strings.TrimRight(s[:i], " \n") + "…"
		}
		n += w
	}
	return s
}
