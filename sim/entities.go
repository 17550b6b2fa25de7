package sim

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// utf16Len is the length of s in UTF-16 code units, Telegram's unit for every
// offset, length and limit of a text.
func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// wordChar tells letters and digits of any script, and the underscore. A
// mention or command that touches one is no mention and no command: "@x_bot" in
// "@x_bot你好" is plain text, as on Telegram's servers.
func wordChar(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r)
}

func nameByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// span is a recognised part of a text, in bytes.
type span struct {
	kind     string
	from, to int
}

// findEntities recognises commands, mentions, hashtags, cashtags, URLs, e-mail
// addresses and phone numbers, as Telegram's servers do in every text, of
// people and of bots.
func findEntities(text string) []Entity {
	if !strings.ContainsAny(text, "/@#$.+0123456789") {
		return nil
	}
	spans := findURLs(text)
	spans = addSpans(spans, findNames(text, '/', "bot_command"))
	spans = addSpans(spans, findNames(text, '@', "mention"))
	spans = addSpans(spans, findTags(text, '#', "hashtag"))
	spans = addSpans(spans, findTags(text, '$', "cashtag"))
	spans = addSpans(spans, findPhones(text))
	sort.Slice(spans, func(i, j int) bool { return spans[i].from < spans[j].from })
	return toEntities(text, spans)
}

// addSpans adds the new spans that touch none of the old ones: what was found
// first wins.
func addSpans(old, fresh []span) []span {
next:
	for _, n := range fresh {
		for _, o := range old {
			if n.from < o.to && o.from < n.to {
				continue next
			}
		}
		old = append(old, n)
	}
	return old
}

func toEntities(text string, spans []span) []Entity {
	out := make([]Entity, 0, len(spans))
	at, units := 0, 0
	for _, sp := range spans {
		units += utf16Len(text[at:sp.from])
		at = sp.from
		out = append(out, Entity{Type: sp.kind, Offset: units, Length: utf16Len(text[sp.from:sp.to])})
	}
	return out
}

// findNames finds /command, /command@bot (mark '/') and @name (mark '@').
func findNames(text string, mark byte, kind string) (out []span) {
	for i := 0; i < len(text); {
		at := strings.IndexByte(text[i:], mark)
		if at < 0 {
			break
		}
		at += i
		i = at + 1
		if prev, _ := utf8.DecodeLastRuneInString(text[:at]); at > 0 && badNeighbour(prev, mark) {
			continue
		}
		end := at + 1
		for end < len(text) && nameByte(text[end]) {
			end++
		}
		n := end - at - 1
		if mark == '@' && (n < 4 || n > 32) || mark == '/' && (n < 1 || n > 64) {
			continue
		}
		if mark == '/' && end < len(text) && text[end] == '@' {
			to := end + 1
			for to < len(text) && nameByte(text[to]) {
				to++
			}
			if size := to - end - 1; size < 3 || size > 32 {
				i = to
				continue
			}
			end = to
		}
		i = end
		if next, size := utf8.DecodeRuneInString(text[end:]); size > 0 && badNeighbour(next, mark) {
			continue
		}
		out = append(out, span{kind, at, end})
	}
	return out
}

func badNeighbour(r rune, mark byte) bool {
	return wordChar(r) || mark == '/' && (r == '/' || r == '<' || r == '>')
}

func findTags(text string, mark byte, kind string) (out []span) {
	for i := 0; i < len(text); i++ {
		if text[i] != mark {
			continue
		}
		if prev, _ := utf8.DecodeLastRuneInString(text[:i]); i > 0 && wordChar(prev) {
			continue
		}
		end, letters, count := i+1, 0, 0
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if mark == '$' && (r < 'A' || r > 'Z') || mark == '#' && !wordChar(r) {
				break
			}
			if unicode.IsLetter(r) {
				letters++
			}
			count++
			end += size
		}
		if mark == '$' && (count > 8 || startsWord(text[end:])) || letters == 0 || count > 256 {
			continue
		}
		out = append(out, span{kind, i, end})
		i = end - 1
	}
	return out
}

func startsWord(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size > 0 && wordChar(r)
}

// findURLs finds http(s) and tg links, bare domains of a few well-known zones,
// and e-mail addresses. Telegram knows every zone; the list here is enough for
// texts in tests and keeps "3.5" and "file.txt" plain.
func findURLs(text string) (out []span) {
	for i := 0; i < len(text); {
		for i < len(text) && isSpace(text[i]) {
			i++
		}
		end := i
		for end < len(text) && !isSpace(text[end]) {
			end++
		}
		if sp, ok := urlIn(text, i, end); ok {
			out = append(out, sp)
		}
		i = end
	}
	return out
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' }

// urlIn looks at one word of the text.
func urlIn(text string, from, to int) (span, bool) {
	word := text[from:to]
	if !strings.Contains(word, ".") && !strings.Contains(word, "://") {
		return span{}, false
	}
	for _, scheme := range []string{"https://", "http://", "tg://"} {
		if at := strings.Index(strings.ToLower(word), scheme); at >= 0 {
			end := urlEnd(word, at+len(scheme))
			if end > at+len(scheme) {
				return span{"url", from + at, from + end}, true
			}
		}
	}
	start := strings.IndexFunc(word, func(r rune) bool { return r < 0x80 && nameByte(byte(r)) && r != '_' })
	if start < 0 {
		return span{}, false
	}
	end := urlEnd(word, start)
	body := word[start:end]
	if at := strings.IndexByte(body, '@'); at > 0 && knownZone(body[at+1:]) && !strings.ContainsAny(body, "/:") {
		return span{"email", from + start, from + end}, true
	}
	host, _, _ := strings.Cut(body, "/")
	if start > 0 && word[start-1] == '@' || strings.Contains(host, "@") || !knownZone(host) {
		return span{}, false
	}
	return span{"url", from + start, from + end}, true
}

func urlEnd(word string, at int) int {
	end := at
	for end < len(word) && word[end] < 0x80 && word[end] > ' ' && !strings.ContainsRune("\"<>{}|^`", rune(word[end])) {
		end++
	}
	for end > at && strings.IndexByte(".,:;!?')", word[end-1]) >= 0 {
		end--
	}
	return end
}

func knownZone(host string) bool {
	host, _, _ = strings.Cut(host, ":")
	labels := strings.Split(host, ".")
	if len(labels) < 2 {
		return false
	}
	for _, l := range labels {
		if l == "" || strings.IndexFunc(l, func(r rune) bool { return r >= 0x80 || !nameByte(byte(r)) && r != '-' }) >= 0 {
			return false
		}
	}
	switch strings.ToLower(labels[len(labels)-1]) {
	case "com", "org", "net", "cn", "me", "io", "gov", "edu", "info", "ru", "de", "uk", "dev", "app", "hk", "tw":
		return true
	}
	return false
}

// findPhones finds international numbers: a plus and 7 to 15 digits, which may
// be parted by single spaces, hyphens or brackets. Numbers without a plus are
// recognised by clients only, not by the servers.
func findPhones(text string) (out []span) {
	for i := 0; i < len(text); i++ {
		if text[i] != '+' || i > 0 && nameByte(text[i-1]) {
			continue
		}
		end, digits := i+1, 0
		for j := i + 1; j < len(text); j++ {
			if c := text[j]; c >= '0' && c <= '9' {
				digits++
				end = j + 1
			} else if !strings.ContainsRune(" -()", rune(c)) || j-end > 1 {
				break
			}
		}
		if digits >= 7 && digits <= 15 && !startsWord(text[end:]) {
			out = append(out, span{"phone_number", i, end})
		}
		i = end - 1
	}
	return out
}

// partOf cuts the text of an entity.
func partOf(text string, e Entity) string {
	units, from := 0, -1
	for i, r := range text {
		if units == e.Offset && from < 0 {
			from = i
		}
		if units >= e.Offset+e.Length && from >= 0 {
			return text[from:i]
		}
		units += utf16.RuneLen(r)
	}
	if from < 0 {
		return ""
	}
	return text[from:]
}
