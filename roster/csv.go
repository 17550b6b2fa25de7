package roster

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

const bom = "\ufeff"

// loadFolder reads the CSV files of a folder, one sheet each.
func loadFolder(folder string) (Book, Problems) {
	b := Book{File: filepath.Base(folder)}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return b, wrongFile("roster.unreadable", "Reason", reason(err))
	}
	var problems Problems
	size := int64(0)
	for _, e := range entries {
		if e.IsDir() || !strings.EqualFold(filepath.Ext(e.Name()), ".csv") {
			continue
		}
		info, err := e.Info()
		if err != nil {
			return b, wrongFile("roster.unreadable", "Reason", reason(err))
		}
		if size += info.Size(); size > maxFile {
			return b, wrongFile("roster.too_big", "Max", maxFile>>20)
		}
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return b, wrongFile("roster.unreadable", "Reason", reason(err))
		}
		problems = append(problems, b.addCSV(e.Name(), data)...)
	}
	if len(b.Sheets) == 0 && len(problems) == 0 {
		return b, wrongFile("roster.no_csv")
	}
	return b, problems
}

// readZip reads the CSV files of a zip. Its sizes were looked at already.
func readZip(data []byte) (b Book, problems Problems) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return b, wrongFile("roster.damaged")
	}
	for _, f := range z.File {
		name := path.Base(strings.ReplaceAll(f.Name, "\\", "/"))
		if !strings.EqualFold(path.Ext(name), ".csv") || strings.HasPrefix(name, ".") {
			continue // a Mac adds files of its own, "._areas.csv"
		}
		r, err := f.Open()
		if err != nil {
			return b, wrongFile("roster.damaged")
		}
		text, err := io.ReadAll(io.LimitReader(r, maxUnpacked))
		r.Close()
		if err != nil {
			return b, wrongFile("roster.damaged")
		}
		problems = append(problems, b.addCSV(name, text)...)
	}
	return b, problems
}

// addCSV reads one file. Excel in China saves CSV in its own encoding unless
// told otherwise, and that is understood as well.
func (b *Book) addCSV(file string, data []byte) Problems {
	name := strings.TrimSuffix(file, filepath.Ext(file))
	if len(b.Sheets) >= maxSheets {
		return wrongFile("roster.too_many_sheets", "Max", maxSheets)
	}
	if !utf8.ValidString(name) {
		name = fromGBK([]byte(name)) // what some programs write into a zip
	}
	text := strings.TrimPrefix(string(data), bom)
	if !utf8.ValidString(text) {
		text = fromGBK(data)
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	first, _, _ := strings.Cut(text, "\n")
	for _, other := range []string{"\t", ";"} { // Excel writes the local separator
		if !strings.Contains(first, ",") && strings.Contains(first, other) {
			r.Comma = rune(other[0])
		}
	}
	s := Sheet{Name: name}
	breaks := 0 // lines that ended inside a cell
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return Problems{{Sheet: name, Key: "roster.bad_csv"}}
		}
		line, _ := r.FieldPos(0)
		for len(s.Rows) < min(line-breaks, maxRows)-1 {
			s.Rows = append(s.Rows, nil) // the reader leaves out empty lines, and rows are counted with them
		}
		if len(s.Rows) >= maxRows {
			return Problems{{Sheet: name, Row: len(s.Rows) + 1, Key: "roster.too_many_rows", Args: []any{"Max", maxRows}}}
		}
		for i, cell := range row {
			breaks += strings.Count(cell, "\n")
			row[i] = unguarded(cell)
		}
		row = row[:min(len(row), maxColumns)]
		s.Rows = append(s.Rows, row)
	}
	b.Sheets = append(b.Sheets, s)
	return nil
}

func fromGBK(data []byte) string {
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\ufffd")
	}
	return string(text)
}

// guarded keeps a spreadsheet program from taking a text for a formula: it puts
// an apostrophe in front, which says "text" there. A CSV file has no other way.
func guarded(cell string) string {
	if starts(cell, "=+-@\t\r") || starts(cell, "'") && starts(cell[1:], "=+-@\t\r'") {
		return "'" + cell
	}
	return cell
}

// unguarded takes the apostrophe off again.
func unguarded(cell string) string {
	if starts(cell, "'") && starts(cell[1:], "=+-@\t\r'") {
		return cell[1:]
	}
	return cell
}

func starts(s, any string) bool { return s != "" && strings.IndexByte(any, s[0]) >= 0 }

// writeCSV makes one file, with the mark by which Excel knows UTF-8.
func writeCSV(s Sheet) ([]byte, error) {
	var buf bytes.Buffer
	buf.WriteString(bom)
	w := csv.NewWriter(&buf)
	w.UseCRLF = true
	for _, row := range s.Rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = guarded(cell)
		}
		if err := w.Write(safe); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return buf.Bytes(), w.Error()
}
