package main

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/xuri/excelize/v2"

	"huiyin/flows"
)

// TestDataFiles: both kinds of file hold every value as it is; a text that looks
// like a formula stays a text.
func TestDataFiles(t *testing.T) {
	sheets := []flows.DataSheet{{Key: "person", Name: "我", Columns: []string{"name"}, Heads: []string{"名字"}, Rows: [][]string{{"=1+1"}}},
		{Key: "orders", Name: "我的工单", Columns: []string{"order", "text"}, Heads: []string{"工单", "内容"}, Rows: [][]string{{"#1001", "电梯坏了"}}}}
	text, err := dataJSON(sheets)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string][]map[string]string
	if err := json.Unmarshal(text, &got); err != nil || got["person"][0]["name"] != "=1+1" || got["orders"][0]["text"] != "电梯坏了" {
		t.Errorf("%v %s", err, text)
	}
	book, err := dataWorkbook(sheets)
	if err != nil {
		t.Fatal(err)
	}
	read, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	if f, err := read.GetCellFormula("我", "A2"); f != "" || err != nil {
		t.Errorf("a formula: %q %v", f, err)
	}
	for cell, want := range map[string]string{"A1": "工单", "B2": "电梯坏了"} {
		if v, err := read.GetCellValue("我的工单", cell); v != want || err != nil {
			t.Errorf("%s is %q, %v", cell, v, err)
		}
	}
}
