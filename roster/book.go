package roster

import (
	"strconv"
	"strings"
	"unicode"
)

// Book is the content of a roster's file, whatever kind of file it is.
type Book struct {
	File   string // as it was named
	Sheets []Sheet
}

// Sheet is one sheet. Rows and columns that hold nothing may be left out at
// the end.
type Sheet struct {
	Name string
	Rows [][]string // the row of number 1 first
}

// How much a file may hold. It is several times what a community may have.
const (
	maxSheets  = 32
	maxRows    = 12000
	maxColumns = 64
	maxCell    = 32767 // characters, as in Excel
)

// ref is the name of a cell as spreadsheets show it: column 3 and row 7 are C7.
func ref(column, row int) string {
	if column < 1 {
		return strconv.Itoa(row)
	}
	var letters string
	for n := column; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters + strconv.Itoa(row)
}

// tidy takes from a cell what nobody sees: spaces at both ends, also the wide
// one of Chinese keyboards, and marks without width.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u200b' || r == '\ufeff' || r == '\u200e' || r == '\u200f':
			return -1
		case r == '\r':
			return -1
		case r == '\u00a0' || r == '\t':
			return ' '
		case r != '\n' && unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
	return strings.TrimFunc(s, func(r rune) bool { return r == ' ' || r == '\u3000' })
}

// blank reports whether the row holds nothing.
func blank(row []string) bool {
	for _, c := range row {
		if strings.TrimSpace(tidy(c)) != "" {
			return false
		}
	}
	return true
}

// separators stand between the items of a list in a cell.
const separators = "、，,；;\n"

// items reads a list in a cell. Where there is more than one line, only lines
// count: so an item may hold a comma.
func items(cell string) []string {
	at := separators
	if strings.Contains(cell, "\n") {
		at = "\n"
	}
	var list []string
	for _, item := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(at, r) }) {
		if item = tidy(item); item != "" {
			list = append(list, item)
		}
	}
	return list
}

// join writes a list so that items reads it.
func join(list []string, comma string) string {
	for _, item := range list {
		if strings.ContainsAny(item, separators) {
			return strings.Join(list, "\n") + "\n"
		}
	}
	return strings.Join(list, comma)
}
