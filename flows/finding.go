package flows

import (
	"fmt"
	"strings"
	"time"

	"huiyin/order"
)

// Level is how something is that was looked at.
type Level string

// The levels.
const (
	Well    Level = "ok"
	Warning Level = "warning"
	Bad     Level = "bad"
)

// Finding is one line of a check-up.
type Finding struct {
	Check string // what was looked at
	Level Level
	Key   string // the text; with "_mend" behind it, the text that says how to mend it
	Args  []any  // for both texts: lengths of time, names and lists of names are put into the reader's language
}

// Say is how it is, in one sentence.
func (f Finding) Say(lang string) string { return say(lang, f.Key, f.inWords(lang)...) }

// Mend is how to mend it; empty for what is well.
func (f Finding) Mend(lang string) string {
	if f.Level == Well {
		return ""
	}
	return say(lang, f.Key+"_mend", f.inWords(lang)...)
}

// few names are enough to know where to begin.
const someNames = 5

func (f Finding) inWords(lang string) []any {
	words := make([]any, len(f.Args))
	for i, a := range f.Args {
		switch a := a.(type) {
		case order.Name:
			words[i] = a.In(lang)
		case []order.Name:
			words[i] = joinNames(a, lang)
		case time.Duration:
			words[i] = span(lang, a)
		case Backup:
			words[i] = a.why(lang)
		default:
			words[i] = a
		}
	}
	return words
}

func joinNames(list []order.Name, lang string) string {
	var names []string
	for i, n := range list {
		if i == someNames {
			names = append(names, "…")
			break
		}
		names = append(names, n.In(lang))
	}
	return strings.Join(names, say(lang, "doctor.comma"))
}

// plain is a name that is the same in every language.
func plain(text string) order.Name { return order.Name{ZH: text, EN: text} }

// Size writes a number of bytes as people say it.
func Size(bytes int64) string {
	switch {
	case bytes >= 1<<30:
		return fmt.Sprintf("%.1f GB", float64(bytes)/(1<<30))
	case bytes >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	}
	return fmt.Sprintf("%.0f KB", float64(bytes)/(1<<10))
}
