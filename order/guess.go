package order

import (
	"strings"
	"unicode"
)

// GuessCategory finds what a text is about by the words of the categories: the
// longest word that occurs wins, the earlier category on a tie. The deepest
// goes first: words of a category in which others lie count only where none of
// a category without such occurs, since they say less. It is the last category
// (其他), with sure = false, when no word occurs.
func (c *Community) GuessCategory(text string) (key string, sure bool) {
	text = strings.ToLower(text)
	found := make([]int, len(c.Categories)) // the longest word of each that occurs
	for i, k := range c.Categories {
		for _, w := range k.Words {
			if n := len(w); n > found[i] && mentions(text, strings.ToLower(w)) {
				found[i] = n
			}
		}
	}
	best := -1
	for i, n := range found {
		if n > 0 && (best < 0 || c.tells(i, best, found)) {
			best = i
		}
	}
	if best < 0 {
		return c.Categories[len(c.Categories)-1].Key, false
	}
	return c.Categories[best].Key, true
}

// tells reports whether the words of category i tell more than those of j.
func (c *Community) tells(i, j int, found []int) bool {
	a, b := c.Categories[i].Key, c.Categories[j].Key
	wide, other := len(c.CategoriesIn(a)) > 0, len(c.CategoriesIn(b)) > 0
	switch {
	case wide != other:
		return !wide
	case wide && a != b && c.IsAbout(a, b): // both hold others, and one lies in the other
		return true
	case wide && a != b && c.IsAbout(b, a):
		return false
	}
	return found[i] > found[j]
}

// mentions finds w in text. A Latin word must begin there: "street" does not
// speak of a tree. How it ends is free, since words have endings.
func mentions(text, w string) bool {
	for from := 0; w != ""; {
		i := strings.Index(text[from:], w)
		if i < 0 {
			return false
		}
		i += from
		if i == 0 || !latin(w[0]) || !latin(text[i-1]) {
			return true
		}
		from = i + 1
	}
	return false
}

func latin(b byte) bool { return b >= 'a' && b <= 'z' }

// GuessArea finds the place that a text names, inside the area given (empty:
// anywhere). Names and words of areas are looked for; the most exact one wins,
// of two that are called alike the one whose community or grid is named as well,
// and a name that two areas share still is no answer.
func (c *Community) GuessArea(text, in string) string {
	text = strings.ToLower(text)
	best, key, clash := 0, "", false
	named := map[string]bool{} // areas that the text names, by themselves
	for i := range c.Areas {
		a := &c.Areas[i]
		if a.Kind == KindStreet || in != "" && !c.Within(a.Key, in) {
			continue // too wide a place for an order, or another one
		}
		for _, w := range append([]string{a.Name.ZH, a.Name.EN}, a.Words...) {
			w = strings.ToLower(w)
			if w == "" || !hasWord(text, w) {
				continue
			}
			named[a.Key] = true
			score := len(w) + 100*depth(a.Kind)
			if score < best || key == a.Key {
				continue
			}
			clash = score == best
			best, key = score, a.Key
		}
	}
	if clash {
		return c.unclash(named)
	}
	return key
}

// unclash finds, of the deepest areas that were named, the only one that lies in
// others that were named, too: the 5号楼 of 柳湖社区.
func (c *Community) unclash(named map[string]bool) string {
	most, key, clash := 0, "", false
	for i := range c.Areas {
		a := &c.Areas[i]
		if !named[a.Key] {
			continue
		}
		n := 0
		for up := c.Area(a.In); up != nil; up = c.Area(up.In) {
			if named[up.Key] {
				n++
			}
		}
		n += 10 * depth(a.Kind)
		switch {
		case n > most:
			most, key, clash = n, a.Key, false
		case n == most:
			clash = true
		}
	}
	if clash || most%10 == 0 {
		return ""
	}
	return key
}

func depth(kind string) int {
	return map[string]int{KindStreet: 1, KindCommunity: 2, KindGrid: 3, KindBuilding: 4}[kind]
}

// hasWord finds w in text where it does not continue a number or a Latin word:
// "13号楼" does not name 3号楼, and "building 30" not building 3.
func hasWord(text, w string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], w)
		if i < 0 {
			return false
		}
		i += from
		if edge(text[:i], w, true) && edge(text[i+len(w):], w, false) {
			return true
		}
		from = i + 1
	}
}

func edge(beside, w string, before bool) bool {
	if beside == "" {
		return true
	}
	rs, ws := []rune(beside), []rune(w)
	r, q := rs[0], ws[len(ws)-1]
	if before {
		r, q = rs[len(rs)-1], ws[0]
	}
	return !(joins(r) && joins(q))
}

func joins(r rune) bool {
	return unicode.IsDigit(r) || (r < unicode.MaxASCII && unicode.IsLetter(r)) || strings.ContainsRune("一二三四五六七八九十", r)
}
