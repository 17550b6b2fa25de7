package config

import (
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// guesses is how many "did you mean" are worked out for one file: in a file
// where hundreds of words are wrong they would help nobody, and cost seconds.
const guesses = 200

// Nearest is the candidate that the word was probably meant to be; empty when
// none is close.
func Nearest(word string, candidates []string) string { return nearest(word, candidates) }

// nearest is the candidate that the word was probably meant to be; empty when
// none is close.
func nearest(word string, candidates []string) string {
	n := utf8.RuneCountInString(word)
	best, guess := 4, ""
	switch {
	case n == 0 || n > 64:
		return ""
	case n <= 2:
		best = 2
	case n <= 5:
		best = 3
	}
	word = strings.ToLower(word)
	for _, c := range candidates {
		if m := utf8.RuneCountInString(c); m <= n-best || m >= n+best {
			continue
		}
		if d := levenshtein.ComputeDistance(word, strings.ToLower(c)); d < best {
			best, guess = d, c
		}
	}
	return guess
}
