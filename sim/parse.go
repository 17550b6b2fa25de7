package sim

import (
	"fmt"
	"html"
	"strings"
)

// parseMode understands HTML with the usual tags. MarkdownV2 and Markdown are
// refused: a bot of ours sends entities, and half a Markdown would forgive what
// the real servers refuse.
func parseMode(text, mode string) (string, []Entity, error) {
	switch mode {
	case "html":
		return parseHTML(text)
	case "markdown", "markdownv2":
		return "", nil, bad("can't parse entities: Markdown is not simulated, send entities or HTML")
	}
	return "", nil, bad("unsupported parse_mode")
}

// htmlKind is the entity type of a tag, or nothing.
func htmlKind(tag string) string {
	switch tag {
	case "b", "strong":
		return "bold"
	case "i", "em":
		return "italic"
	case "u", "ins":
		return "underline"
	case "s", "strike", "del":
		return "strikethrough"
	case "code", "pre", "blockquote":
		return tag
	case "a":
		return "text_link"
	case "tg-spoiler":
		return "spoiler"
	}
	return ""
}

// openTag is a tag that has not been closed yet.
type openTag struct {
	name string
	ent  Entity
	at   int // byte offset of the tag in the source, for errors
}

func parseHTML(src string) (string, []Entity, error) {
	var out strings.Builder
	var ents []Entity
	var stack []openTag
	units := 0
	for i := 0; i < len(src); {
		switch src[i] {
		case '<':
			end := strings.IndexByte(src[i:], '>')
			if end < 0 {
				return "", nil, parseFail("Unclosed start tag at byte offset %d", i)
			}
			tag := src[i+1 : i+end]
			if strings.HasPrefix(tag, "/") {
				done, err := closeTag(&stack, strings.TrimSpace(tag[1:]), units, i)
				if err != nil {
					return "", nil, err
				}
				ents = append(ents, done...)
			} else if open, err := startTag(tag, units, i); err != nil {
				return "", nil, err
			} else {
				stack = append(stack, open)
			}
			i += end + 1
		default:
			end := strings.IndexByte(src[i:], '<')
			if end < 0 {
				end = len(src) - i
			}
			piece := html.UnescapeString(src[i : i+end])
			out.WriteString(piece)
			units += utf16Len(piece)
			i += end
		}
	}
	if len(stack) > 0 {
		t := stack[len(stack)-1]
		return "", nil, parseFail("Can't find end tag corresponding to start tag %q", t.name)
	}
	return out.String(), ents, nil
}

func parseFail(format string, args ...any) error {
	return bad("can't parse entities: " + fmt.Sprintf(format, args...))
}

func startTag(tag string, units, at int) (openTag, error) {
	name, attrs, _ := strings.Cut(tag, " ")
	name = strings.ToLower(strings.TrimSpace(name))
	kind := htmlKind(name)
	if kind == "" {
		return openTag{}, parseFail("Unsupported start tag %q at byte offset %d", name, at)
	}
	e := Entity{Type: kind, Offset: units}
	if kind == "text_link" {
		e.URL = attribute(attrs, "href")
	}
	return openTag{name, e, at}, nil
}

func attribute(attrs, name string) string {
	_, rest, ok := strings.Cut(attrs, name+"=")
	if !ok || rest == "" {
		return ""
	}
	if q := rest[0]; q == '"' || q == '\'' {
		value, _, _ := strings.Cut(rest[1:], string(q))
		return html.UnescapeString(value)
	}
	value, _, _ := strings.Cut(rest, " ")
	return html.UnescapeString(value)
}

func closeTag(stack *[]openTag, name string, units, at int) ([]Entity, error) {
	s := *stack
	if len(s) == 0 {
		return nil, parseFail("Unexpected end tag at byte offset %d", at)
	}
	top := s[len(s)-1]
	if name != "" && !strings.EqualFold(name, top.name) {
		return nil, parseFail("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", at, top.name, name)
	}
	*stack = s[:len(s)-1]
	e := top.ent
	e.Length = units - e.Offset
	if e.Length == 0 || e.Type == "text_link" && !goodURL(e.URL) {
		return nil, nil
	}
	return []Entity{e}, nil
}
