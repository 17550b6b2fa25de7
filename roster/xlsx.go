package roster

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// readWorkbook reads the texts of all cells. Of a formula it takes the value
// that was worked out when the file was saved, never the formula itself.
func readWorkbook(data []byte) (b Book, problems Problems) {
	// The library meets files that no spreadsheet program wrote.
	defer func() {
		if recover() != nil {
			b, problems = Book{}, wrongFile("roster.damaged")
		}
	}()
	// Nothing is unpacked to temporary files: the sheets name people.
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked})
	if err != nil {
		return b, wrongFile("roster.damaged")
	}
	defer f.Close()
	names := f.GetSheetList()
	if len(names) > maxSheets {
		return b, wrongFile("roster.too_many_sheets", "Max", maxSheets)
	}
	for _, name := range names {
		rows, cells, wrong, err := readSheet(f, name)
		if errors.Is(err, errEndless) {
			return Book{}, wrongFile("roster.bomb", "Max", maxUnpacked>>20)
		}
		if err != nil {
			return b, wrongFile("roster.damaged")
		}
		if wrong != nil {
			problems = append(problems, *wrong)
		}
		if wrong == nil && cells < maxCells {
			fillMerged(f, name, rows)
		}
		b.Sheets = append(b.Sheets, Sheet{name, rows})
	}
	return b, problems
}

// maxCells is how many cells a sheet may have, empty ones before full ones
// included, to be held in memory as a whole: merged cells need that.
const maxCells = 1 << 20

// endless is how many cells of a sheet are counted at most. A row takes a few
// bytes of the file and stands for 16384 cells when only its last one is there:
// reading such rows to their end would take hours.
const endless = 8 * maxCells

var errEndless = errors.New("a sheet of cells without end")

func readSheet(f *excelize.File, name string) (list [][]string, cells int, wrong *Problem, err error) {
	rows, err := f.Rows(name)
	if err != nil {
		return nil, 0, nil, nil // a sheet of another kind: a diagram
	}
	defer rows.Close()
	for n := 1; rows.Next(); n++ {
		row, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, 0, nil, err
		}
		if cells += len(row) + 1; cells > endless {
			return nil, cells, nil, errEndless
		}
		row = row[:min(len(row), maxColumns)]
		for i := range row {
			row[i] = row[i][:min(len(row[i]), 4*maxCell)]
		}
		switch {
		case n <= maxRows:
			list = append(list, slices.Clone(row))
		case !blank(row):
			return list, cells, &Problem{Sheet: name, Row: n, Key: "roster.too_many_rows", Args: []any{"Max", maxRows}}, nil
		}
	}
	for len(list) > 0 && blank(list[len(list)-1]) {
		list = list[:len(list)-1]
	}
	return list, cells, nil, rows.Error()
}

// fillMerged writes the value of merged cells into each of them: many write the
// grid once beside all its buildings.
func fillMerged(f *excelize.File, name string, rows [][]string) {
	merged, err := f.GetMergeCells(name)
	if err != nil || len(merged) > maxRows {
		return
	}
	for _, m := range merged {
		left, top, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		right, bottom, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 != nil || err2 != nil || left != right || top > len(rows) || left > maxColumns || left > len(rows[top-1]) {
			continue // titles go across; only what goes down is filled
		}
		value := rows[top-1][left-1]
		for r := top; r < min(bottom, len(rows)); r++ {
			for len(rows[r]) < left {
				rows[r] = append(rows[r], "")
			}
			rows[r][left-1] = value
		}
	}
}

// cellErrors are what Excel shows where a formula has failed.
var cellErrors = []string{"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}

func isCellError(cell string) bool { return slices.Contains(cellErrors, strings.TrimSpace(cell)) }

// writeWorkbook makes the workbook. Every cell is written as a text, so that
// nothing in it can become a formula, and phones keep their zeros.
func writeWorkbook(b Book, look looks) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	text, err := f.NewStyle(&excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	if err != nil {
		return nil, err
	}
	head, err := f.NewStyle(&excelize.Style{NumFmt: 49, Font: &excelize.Font{Bold: true, Color: "FFFFFF"},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1F6F5C"}}, Alignment: &excelize.Alignment{Vertical: "center"}})
	if err != nil {
		return nil, err
	}
	for i, s := range b.Sheets {
		if i == 0 {
			err = f.SetSheetName("Sheet1", s.Name)
		} else {
			_, err = f.NewSheet(s.Name)
		}
		if err != nil {
			return nil, err
		}
		if err := writeSheet(f, s, look[s.Name], text, head); err != nil {
			return nil, err
		}
	}
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "Huiyin", LastModifiedBy: "Huiyin"}); err != nil {
		return nil, err
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// look is how a sheet is drawn.
type look struct {
	widths []float64
	lists  map[int][]string // column, from 0 → the words to choose from
	plain  bool             // without a heading
}

type looks map[string]look

func writeSheet(f *excelize.File, s Sheet, l look, text, head int) error {
	for i, width := range l.widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := f.SetColWidth(s.Name, name, name, width); err != nil {
			return err
		}
		if err := f.SetColStyle(s.Name, name, text); err != nil {
			return err
		}
		if words := l.lists[i]; words != nil {
			dv := excelize.NewDataValidation(true)
			dv.SetSqref(name + "2:" + name + "5000")
			dv.ShowErrorMessage = false // other spellings are understood, so the list only offers
			if err := dv.SetDropList(words); err != nil {
				return err
			}
			if err := f.AddDataValidation(s.Name, dv); err != nil {
				return err
			}
		}
	}
	for r, row := range s.Rows {
		for c, cell := range row {
			style := text
			if r == 0 && !l.plain {
				style = head
			} else if cell == "" {
				continue
			}
			name := ref(c+1, r+1)
			if err := f.SetCellStr(s.Name, name, cell); err != nil {
				return err
			}
			if err := f.SetCellStyle(s.Name, name, name, style); err != nil {
				return err
			}
		}
	}
	if l.plain {
		return nil
	}
	return f.SetPanes(s.Name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}
