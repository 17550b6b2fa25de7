package store

import (
	"strings"
	"sync"
)

// SQL is written once, in the style of PostgreSQL. The one thing that must be
// rewritten for SQLite is $1: SQLite takes it as a *named* parameter that
// happens to be called "1" and numbers it by its first appearance, so
// "state=$2 AND chat=$1" would bind the wrong values without a complaint. ?1 is
// what PostgreSQL means by $1.
//
// It becomes +?1, which means the same. For a bare ?1 SQLite looks, where there
// is an ORDER BY or a LIMIT, whether the bound value allows a better plan, and
// from then on parses and plans the statement anew each time a value is bound:
// eight times the price of a small query. Behind a sign it does not look.

// dialectLimit keeps a query that is built anew each time (and should not be)
// from growing the cache for ever.
const dialectLimit = 4096

type dialect struct {
	mu    sync.RWMutex
	known map[string]string
}

func (d *dialect) sqlite(query string) string {
	d.mu.RLock()
	out, ok := d.known[query]
	d.mu.RUnlock()
	if ok {
		return out
	}
	out = rewrite(query)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.known == nil {
		d.known = make(map[string]string)
	}
	if len(d.known) < dialectLimit {
		d.known[query] = out
	}
	return out
}

// rewrite turns $n into +?n, outside of quotes and comments.
func rewrite(query string) string {
	var b strings.Builder
	b.Grow(len(query))
	for i := 0; i < len(query); {
		if n := opaque(query[i:]); n > 0 {
			b.WriteString(query[i : i+n])
			i += n
			continue
		}
		if query[i] == '$' && i+1 < len(query) && digit(query[i+1]) && (i == 0 || !wordy(query[i-1])) {
			b.WriteString("+?")
		} else {
			b.WriteByte(query[i])
		}
		i++
	}
	return b.String()
}

// opaque returns the length of the quoted text or comment that s starts with,
// 0 if there is none. An unfinished one reaches to the end. A doubled quote
// needs no case of its own: it looks like one text ending and the next
// beginning, and both are left alone.
func opaque(s string) int {
	end := ""
	skip := 1
	switch {
	case s[0] == '\'' || s[0] == '"' || s[0] == '`':
		end = s[:1]
	case strings.HasPrefix(s, "--"):
		end, skip = "\n", 2
	case strings.HasPrefix(s, "/*"):
		end, skip = "*/", 2
	default:
		return 0
	}
	n := strings.Index(s[skip:], end)
	if n < 0 {
		return len(s)
	}
	return skip + n + len(end)
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func wordy(c byte) bool {
	return digit(c) || c == '_' || c == '$' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}
