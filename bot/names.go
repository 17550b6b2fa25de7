package bot

import (
	"strings"
	"unicode"

	"huiyin/texts"
)

const longestName = 130 // Telegram allows 64 twice

// tidy makes one plain line of a name: what turns the writing round, breaks the
// line or can't be seen would make another line of a card say something else. It
// is where every name comes in, so a name is plain wherever it is said.
func tidy(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Cf, r) && r != '\u200d': // the joiner holds emoji together
			return -1
		}
		return r
	}, name)
	return plain(texts.Clip(strings.Join(strings.Fields(name), " "), longestName))
}

// wordJoiner can't be seen and takes no room, and no link goes across it.
const wordJoiner = '\u2060'

// plain keeps a name from becoming a link. Telegram makes links of addresses,
// mentions, tags, commands and telephone numbers in every text, also in the
// bot's; so somebody who is called like one would put it into our mouth. The name
// reads as before.
func plain(name string) string {
	var b strings.Builder
	digits, mark := 0, false
	for _, r := range name {
		switch {
		case unicode.IsDigit(r):
			digits++
		case !strings.ContainsRune(" -().", r):
			digits = 0
		}
		if mark && r != ' ' || digits > 4 {
			b.WriteRune(wordJoiner)
			digits = min(digits, 1)
		}
		b.WriteRune(r)
		mark = strings.ContainsRune(".@#$/:+", r)
	}
	return b.String()
}
