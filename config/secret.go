package config

import (
	"fmt"
	"io"
	"regexp"
)

// Secret is a text that never shows itself: not in a log, not in an error,
// not when it is written to a file.
type Secret string

const stars = "***"

// Reveal is the text itself.
func (s Secret) Reveal() string { return string(s) }

// Format writes stars, whatever the verb is. String alone would not do: a
// wrong verb would print the text.
func (s Secret) Format(f fmt.State, _ rune) {
	if s != "" {
		_, _ = io.WriteString(f, stars) // fmt has no way to report it
	}
}

// MarshalText writes stars.
func (s Secret) MarshalText() ([]byte, error) { return fmt.Append(nil, s), nil }

// tokenInside finds a token that stands where none belongs.
var tokenInside = regexp.MustCompile(`[0-9]{5,}:[A-Za-z0-9_-]{10,}`)

func mask(s string) string { return tokenInside.ReplaceAllString(s, stars) }
