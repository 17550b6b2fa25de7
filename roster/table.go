package roster

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huiyin/config"
	"huiyin/texts"
)

// table is a sheet whose columns were recognised.
type table struct {
	id    string
	name  string // in the file
	at    int    // place in the file
	cols  map[string]int
	cells [][]string
	rows  []record
}

// record is one row of a table.
type record struct {
	*table
	row int // from 1, as spreadsheets count
}

// has reports whether the sheet has the column.
func (t *table) has(col string) bool { _, ok := t.cols[col]; return ok }

func (r record) get(col string) string {
	c, ok := r.cols[col]
	if cells := r.cells[r.row-1]; ok && c < len(cells) {
		return tidy(cells[c])
	}
	return ""
}

// word is get for what is one line; a break in a cell is most likely a slip.
func (r record) word(col string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(r.get(col), "\n", " ")), " ")
}

// key is get for a key. Keys are small letters, however a phone writes them.
func (r record) key() string { return strings.ToLower(r.word("key")) }

// cell names one cell of the file.
type cell struct {
	sheet    string
	row, col int
}

// complaints gathers problems, at most one error for each cell: what follows
// from a first mistake helps nobody.
type complaints struct {
	list    Problems
	wrong   map[cell]bool
	guessed int
}

func (k *complaints) add(p Problem) {
	at := cell{p.Sheet, p.Row, p.Col}
	if !p.Warning && p.Row > 0 {
		if k.wrong[at] {
			return
		}
		if k.wrong == nil {
			k.wrong = map[cell]bool{}
		}
		k.wrong[at] = true
	}
	k.list = append(k.list, p)
}

// say reports a mistake in a cell; without such a column it is the row's.
func (k *complaints) say(r record, col, key string, args ...any) {
	p := Problem{Sheet: r.name, sheet: r.at, Row: r.row, Col: 1, Key: key, Args: args}
	if c, ok := r.cols[col]; ok {
		p.Col = c + 1
	}
	k.add(p)
}

func (k *complaints) warn(r record, col, key string, args ...any) {
	p := Problem{Sheet: r.name, sheet: r.at, Row: r.row, Col: r.cols[col] + 1, Key: key, Args: args, Warning: true}
	k.add(p)
}

// whole reports what concerns a whole sheet, or the file when it is nil.
func (k *complaints) whole(t *table, key string, args ...any) {
	if t == nil {
		k.add(Problem{Key: key, Args: args, sheet: -1})
		return
	}
	k.add(Problem{Sheet: t.name, sheet: t.at, Key: key, Args: args})
}

func (k *complaints) bad(r record, col string) bool {
	c, ok := r.cols[col]
	return ok && k.wrong[cell{r.name, r.row, c + 1}]
}

// guesses is how many "did you mean" are worked out for one file.
const guesses = 200

func (k *complaints) guess(word string, candidates []string) string {
	if k.guessed++; k.guessed > guesses {
		return ""
	}
	return config.Nearest(word, candidates)
}

// tables finds which sheet is which.
func (k *complaints) tables(b Book) map[string]*table {
	names := sheetNames()
	found := map[string]*table{}
	var candidates, unread []string
	for _, id := range sheetOrder {
		candidates = append(candidates, texts.Say(texts.ZH, "roster.sheet."+id), texts.Say(texts.EN, "roster.sheet."+id))
	}
	for i, s := range b.Sheets {
		t := &table{id: names[fold(s.Name)], name: s.Name, at: i, cells: s.Rows, cols: map[string]int{}}
		switch {
		case t.id == sheetHelp:
		case t.id == "" && !slices.ContainsFunc(s.Rows, func(row []string) bool { return !blank(row) }):
		case t.id == "":
			p := Problem{Sheet: s.Name, sheet: i, Key: "roster.unknown_sheet", Args: []any{"Guess", k.guess(s.Name, candidates)}}
			p.Warning = p.Args[1] == "" // a slip would lose a whole sheet; a sheet of the owner's own does no harm
			k.add(p)
		case found[t.id] != nil:
			k.whole(t, "roster.sheet_twice", "Other", found[t.id].name)
		default:
			if found[t.id] = t; k.headings(t) {
				k.rows(t)
			} else {
				unread = append(unread, t.id)
			}
		}
	}
	for _, id := range unread { // all in it would seem to be gone
		delete(found, id)
	}
	if len(found) == 0 && !k.list.Failed() {
		k.whole(nil, "roster.no_sheets", "Names", []Word{"roster.sheet.areas", "roster.sheet.units", "roster.sheet.people", "roster.sheet.duty"})
	}
	return found
}

// headLines is how far down the headings may stand: many sheets begin with a
// title.
const headLines = 10

// headings finds the row of headings, and the columns by it. It reports whether
// the sheet can be read.
func (k *complaints) headings(t *table) bool {
	known := headings(t.id)
	head, most := -1, 0
	for r, row := range t.cells[:min(len(t.cells), headLines)] {
		n, main := 0, false
		for _, c := range row {
			col := known[fold(c)]
			if col != "" {
				n++
			}
			main = main || col == "zh" || col == "en" || col == "name"
		}
		if main && n > most { // a row of data may hold a word that is also a heading
			head, most = r, n
		}
	}
	if head < 0 {
		k.whole(t, "roster.no_headings", "Names", t.needed())
		return false
	}
	var candidates []string
	for _, c := range columns[t.id] {
		candidates = append(candidates, texts.Say(texts.ZH, "roster.head."+c.id), texts.Say(texts.EN, "roster.head."+c.id))
	}
	for c, text := range t.cells[head] {
		text = tidy(text)
		col := known[fold(text)]
		p := Problem{Sheet: t.name, sheet: t.at, Row: head + 1, Col: c + 1, Args: []any{"Value", text}}
		if first, twice := t.cols[col]; col != "" && twice {
			p.Key, p.Args = "roster.heading_twice", append(p.Args, "First", ref(first+1, head+1))
			k.add(p)
			continue
		}
		switch {
		case col != "":
			t.cols[col] = c
		case text != "":
			p.Key, p.Args = "roster.unknown_heading", append(p.Args, "Guess", k.guess(text, candidates))
			p.Warning = p.Args[3] == ""
			k.add(p)
		}
	}
	whole := true
	for _, c := range columns[t.id] {
		if c.needed && !t.has(c.id) && !(c.id == "zh" && t.has("en")) {
			k.whole(t, "roster.no_column", "Head", Word("roster.head."+c.id))
			whole = false
		}
	}
	for r := head + 1; r < len(t.cells); r++ {
		if !blank(t.cells[r]) {
			t.rows = append(t.rows, record{t, r + 1})
		}
	}
	return whole
}

func (t *table) needed() []Word {
	var words []Word
	for _, c := range columns[t.id] {
		if c.needed {
			words = append(words, Word("roster.head."+c.id))
		}
	}
	return words
}

// rows looks at every cell that will be read.
func (k *complaints) rows(t *table) {
	for _, r := range t.rows {
		for col, c := range t.cols {
			if c >= len(t.cells[r.row-1]) {
				continue
			}
			text := t.cells[r.row-1][c]
			switch {
			case len(text) > maxCell:
				k.say(r, col, "roster.cell_long", "Max", maxCell)
			case isCellError(text):
				k.say(r, col, "roster.cell_error", "Value", strings.TrimSpace(text))
			case strings.ContainsRune(text, utf8.RuneError) || !utf8.ValidString(text):
				k.say(r, col, "roster.garbled")
			}
		}
	}
}
