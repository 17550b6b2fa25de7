package roster

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"huiyin/order"
	"huiyin/texts"
)

// Present is what is in force now.
type Present struct {
	Community *order.Community
	People    []order.Listed
	InUse     order.InUse
	Bot       string // the bot's username, for personal links; empty: not known yet
	Now       time.Time
}

// Write makes the spreadsheet of what is in force, in the language.
func Write(p Present, lang string) Book {
	w := writer{Present: p, lang: lang, areas: areaBook(p.Community.Areas), units: unitBook(p.Community.Units),
		categories: categoryBook(p.Community.Categories), classes: classBook(p.Community.Classes)}
	return Book{Sheets: []Sheet{
		w.sheet(sheetAreas, w.areaRows()), w.sheet(sheetUnits, w.unitRows()),
		w.sheet(sheetPeople, w.peopleRows()), w.sheet(sheetDuty, w.dutyRows()), w.help()}}
}

type writer struct {
	Present
	lang                              string
	areas, units, categories, classes *namebook
}

func (w *writer) t(key string) string { return texts.Say(w.lang, key) }

func (w *writer) sheet(id string, rows [][]string) Sheet {
	var head []string
	for _, c := range columns[id] {
		head = append(head, w.t("roster.head."+c.id))
	}
	return Sheet{Name: w.t("roster.sheet." + id), Rows: append([][]string{head}, rows...)}
}

// help is a sheet for people only.
func (w *writer) help() Sheet {
	s := Sheet{Name: w.t("roster.sheet." + sheetHelp)}
	for _, line := range strings.Split(strings.TrimSpace(w.t("roster.help")), "\n") {
		s.Rows = append(s.Rows, []string{line})
	}
	return s
}

func (w *writer) area(key string) string {
	if a := w.Community.Area(key); a != nil {
		return areaLabel(w.areas, *a, w.lang)
	}
	return key
}

func (w *writer) list(keys []string, name func(string) string) string {
	var names []string
	for _, k := range keys {
		names = append(names, name(k))
	}
	return join(names, w.t("roster.comma"))
}

func (w *writer) areaRows() (rows [][]string) {
	for _, a := range w.Community.Areas {
		rows = append(rows, []string{a.Key, w.t(string(wordFor(kinds, a.Kind))), w.area(a.In), a.Name.ZH, a.Name.EN, join(a.Words, w.t("roster.comma"))})
	}
	return rows
}

func (w *writer) unitRows() (rows [][]string) {
	for _, u := range w.Community.Units {
		volunteers := ""
		if u.Volunteers {
			volunteers = w.t("roster.yes")
		}
		rows = append(rows, []string{u.Key, u.Name.ZH, u.Name.EN, w.list(u.Areas, w.area),
			w.list(u.Categories, func(k string) string { return w.categories.label(k, w.lang) }), volunteers})
	}
	return rows
}

func (w *writer) peopleRows() (rows [][]string) {
	for _, l := range w.People {
		place := w.area(l.Area)
		if l.Unit != "" {
			place = w.units.label(l.Unit, w.lang)
		}
		state, link := "joined", ""
		if !l.Joined() {
			state, link = "invited", Link(w.Bot, l.Code)
		}
		if l.Expired(w.Now) {
			state, link = "expired", ""
		}
		rows = append(rows, []string{number(l), l.Name, w.t("role." + string(l.Role)), place, l.Phone, w.t("roster.state." + state), link})
	}
	return rows
}

// number is what the sheet calls a line, so that the import finds it again
// whatever else was changed in it.
func number(l order.Listed) string {
	if l.ID == 0 {
		return "T" + strconv.FormatInt(l.Person, 10) // a role that was given in chat
	}
	return strconv.FormatInt(l.ID, 10)
}

// Link is a personal invite as it is passed on; empty when the bot's name is
// not known.
func Link(bot, code string) string {
	if bot == "" || code == "" {
		return ""
	}
	return "https://t.me/" + bot + "?start=i_" + code
}

func (w *writer) dutyRows() (rows [][]string) {
	for _, g := range w.Community.Categories {
		var rules []string
		for _, r := range w.Community.Rules {
			if r.Category != g.Key {
				continue
			}
			rule := w.units.label(r.Unit, w.lang)
			if r.Area != "" {
				rule = w.area(r.Area) + w.t("roster.colon") + rule
			}
			rules = append(rules, rule)
		}
		enters := ""
		if g.Enters != "" {
			enters = w.t(string(wordFor(kinds, g.Enters)))
		}
		rows = append(rows, []string{g.Key, g.Name.ZH, g.Name.EN, w.classes.label(g.Class, w.lang), join(g.Words, w.t("roster.comma")),
			strings.Join(rules, w.t("roster.semicolon")), g.Refer.ZH, g.Refer.EN, enters})
	}
	return rows
}

// Save writes the book to a new file, or over an old one: a workbook (.xlsx), a
// zip of CSV files (.zip), or else CSV files in a folder. The file names people
// and gives roles, so nobody else on the machine may read it.
func (b Book) Save(file, lang string) error {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".xlsx":
		data, err := b.Workbook(lang)
		if err != nil {
			return err
		}
		return writeFile(file, data)
	case ".zip":
		data, err := b.zip()
		if err != nil {
			return fmt.Errorf("make zip: %w", err)
		}
		return writeFile(file, data)
	}
	if err := os.MkdirAll(file, 0o700); err != nil {
		return err
	}
	for _, s := range b.Sheets {
		data, err := writeCSV(s)
		if err != nil {
			return fmt.Errorf("make CSV: %w", err)
		}
		if err := writeFile(filepath.Join(file, s.Name+".csv"), data); err != nil {
			return err
		}
	}
	return nil
}

// Workbook is the book as an .xlsx file, with its lists to choose from in the
// language.
func (b Book) Workbook(lang string) ([]byte, error) {
	data, err := writeWorkbook(b, b.looks(lang))
	if err != nil {
		return nil, fmt.Errorf("make workbook: %w", err)
	}
	return data, nil
}

// writeFile replaces the file at once or not at all.
func writeFile(name string, data []byte) error {
	part := name + ".part"
	if err := os.WriteFile(part, data, 0o600); err != nil {
		return err
	}
	return os.Rename(part, name)
}

func (b Book) zip() ([]byte, error) {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, s := range b.Sheets {
		data, err := writeCSV(s)
		if err != nil {
			return nil, err
		}
		w, err := z.Create(s.Name + ".csv")
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(data); err != nil {
			return nil, err
		}
	}
	err := z.Close() // writes the list of files
	return buf.Bytes(), err
}

// looks says how each sheet is drawn.
func (b Book) looks(lang string) looks {
	names := sheetNames()
	all := looks{}
	for _, s := range b.Sheets {
		id := names[fold(s.Name)]
		if id == sheetHelp {
			all[s.Name] = look{widths: []float64{110}, plain: true}
			continue
		}
		l := look{lists: map[int][]string{}}
		for i, c := range columns[id] {
			l.widths = append(l.widths, c.width)
			words := map[string][]spelling{"kind": kinds, "role": roles, "volunteers": yesNo}[c.id]
			for _, w := range words {
				l.lists[i] = append(l.lists[i], texts.Say(lang, w.text))
			}
		}
		all[s.Name] = l
	}
	return all
}

// clone copies the lists of a community that an import may change.
func clone(c *order.Community) *order.Community {
	n := *c
	n.Areas, n.Units = slices.Clone(c.Areas), slices.Clone(c.Units)
	n.Categories, n.Rules = slices.Clone(c.Categories), slices.Clone(c.Rules)
	return &n
}
