package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"github.com/xuri/excelize/v2"

	"huiyin/flows"
	"huiyin/store"
)

// madeData makes the file of all that is stored about one person; what is their
// number, language and the kind of file.
func (p *program) madeData(ctx context.Context, what string) ([]byte, error) {
	var person int64
	var lang, form string
	if _, err := fmt.Sscan(what, &person, &lang, &form); err != nil {
		return nil, fmt.Errorf("make a person's file: %w", err)
	}
	var sheets []flows.DataSheet
	err := p.db.Read(ctx, func(tx *store.Tx) (err error) {
		sheets, err = p.flows.Data(tx, person, lang)
		return err
	})
	if err == nil && form == "xlsx" {
		return dataWorkbook(sheets)
	}
	if err != nil {
		return nil, fmt.Errorf("make a person's file: %w", err)
	}
	return dataJSON(sheets)
}

// dataJSON is an object of lists of objects, with every value as a text.
func dataJSON(sheets []flows.DataSheet) ([]byte, error) {
	all := map[string][]map[string]string{}
	for _, s := range sheets {
		rows := []map[string]string{}
		for _, r := range s.Rows {
			row := map[string]string{}
			for i, c := range s.Columns {
				row[c] = r[i]
			}
			rows = append(rows, row)
		}
		all[s.Key] = rows
	}
	return json.MarshalIndent(all, "", "  ")
}

// dataWorkbook is a sheet for each part. Every value is a text, never a formula.
func dataWorkbook(sheets []flows.DataSheet) ([]byte, error) {
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	for i, s := range sheets {
		if i == 0 {
			if err := book.SetSheetName("Sheet1", s.Name); err != nil {
				return nil, err
			}
		} else if _, err := book.NewSheet(s.Name); err != nil {
			return nil, err
		}
		for y, row := range append([][]string{s.Heads}, s.Rows...) {
			for x, value := range row {
				cell, err := excelize.CoordinatesToCellName(x+1, y+1)
				if err != nil {
					return nil, err
				}
				if err := book.SetCellStr(s.Name, cell, value); err != nil {
					return nil, err
				}
			}
		}
	}
	var b bytes.Buffer
	err := book.Write(&b)
	return b.Bytes(), err
}
