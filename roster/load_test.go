package roster

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func zipOf(t testing.TB, files map[string][]byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for name, data := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// workbook makes a file as somebody else's spreadsheet program would.
func workbook(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	buf, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// TestWrongFiles: what is no roster is refused, in words, by what it is.
func TestWrongFiles(t *testing.T) {
	good := workbook(t, func(*excelize.File) {})
	zeros := make([]byte, maxUnpacked/2+1)
	for name, c := range map[string]struct {
		data   []byte
		zh, en string
	}{
		"old.xls":       {append(bytes.Clone(magicOLE), make([]byte, 600)...), "这是旧格式（.xls）；请另存为 Excel 工作簿（.xlsx）", "this is the old format (.xls); save it as an Excel workbook (.xlsx)"},
		"password.xlsx": {append(append(bytes.Clone(magicOLE), make([]byte, 600)...), encrypted...), "这个文件有密码；请去掉密码再保存", "this file has a password; remove it and save again"},
		"macro.xlsx": {zipOf(t, map[string][]byte{"xl/workbook.xml": nil, "xl/vbaProject.bin": nil}),
			"这个文件带宏，不能收；请另存为不带宏的 Excel 工作簿（.xlsx）", "this file carries macros and is not taken; save it as an Excel workbook without macros (.xlsx)"},
		"binary.xlsb":  {zipOf(t, map[string][]byte{"xl/workbook.bin": nil}), "这是二进制格式（.xlsb）；请另存为 Excel 工作簿（.xlsx）", "this is the binary format (.xlsb); save it as an Excel workbook (.xlsx)"},
		"calc.ods":     {zipOf(t, map[string][]byte{"mimetype": []byte("application/vnd.oasis.opendocument.spreadsheet")}), "这不是 Excel 工作簿；请另存为 .xlsx", "this is no Excel workbook; save it as .xlsx"},
		"letter.xlsx":  {zipOf(t, map[string][]byte{"word/document.xml": nil}), "这不是 Excel 工作簿；请另存为 .xlsx", "this is no Excel workbook; save it as .xlsx"},
		"picture.png":  {[]byte("\x89PNG\r\n\x1a\n"), "这不是表格文件；请用 .xlsx、装着 CSV 的文件夹或者 .zip", "this is no spreadsheet; give an .xlsx, or a folder or .zip of CSV files"},
		"page.xls":     {[]byte("<html><table><tr><td>x"), "这不是表格文件；请用 .xlsx、装着 CSV 的文件夹或者 .zip", "this is no spreadsheet; give an .xlsx, or a folder or .zip of CSV files"},
		"empty.xlsx":   {nil, "这不是表格文件；请用 .xlsx、装着 CSV 的文件夹或者 .zip", "this is no spreadsheet; give an .xlsx, or a folder or .zip of CSV files"},
		"区域.csv":       {[]byte("键,类型"), "区域: 找不到列名；前十行里要有一行写着：类型、中文名", "区域: there are no headings; one of the first ten rows must hold: Kind, Chinese name"},
		"letter.csv":   {[]byte("%PDF-1.7"), "这不是表格文件；请用 .xlsx、装着 CSV 的文件夹或者 .zip", "this is no spreadsheet; give an .xlsx, or a folder or .zip of CSV files"},
		"cut.xlsx":     {good[:len(good)/2], "这个文件坏了，打不开；请在表格程序里重新保存一次", "this file is damaged and can't be opened; save it anew in the spreadsheet program"},
		"broken.xlsx":  {zipOf(t, map[string][]byte{"xl/workbook.xml": []byte("<"), "[Content_Types].xml": []byte("<")}), "这个文件坏了，打不开；请在表格程序里重新保存一次", "this file is damaged and can't be opened; save it anew in the spreadsheet program"},
		"bomb.xlsx":    {zipOf(t, map[string][]byte{"xl/workbook.xml": zeros, "xl/sharedStrings.xml": zeros}), "这个文件解开以后太大（超过 32 MB），没有读", "unpacked, this file is too large (more than 32 MB); it was not read"},
		"big.xlsx":     {make([]byte, maxFile+1), "这个文件超过 10 MB，不像花名册", "this file is larger than 10 MB and can't be a roster"},
		"nothing.xlsx": {good, "没有一张认得的表；表名要写：区域、单位、人员、履职事项清单", "no sheet is known; call them: Areas, Units, People, Duty catalogue"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(path, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
			b, problems := Load(path)
			plan := Compare(b, example(t), problems)
			for lang, want := range map[string]string{"zh": c.zh, "en": c.en} {
				if got := plan.Problems.Say(lang); got != want+"\n" {
					t.Errorf("said: %swant: %s", got, want)
				}
			}
			if !plan.Change.Empty() {
				t.Error("something would change")
			}
		})
	}
	if _, problems := Load(filepath.Join(t.TempDir(), "none.xlsx")); problems.Say("en") != "there is no such file\n" {
		t.Error(problems.Say("en"))
	}
	if _, problems := Load(t.TempDir()); problems.Say("en") != "there is no CSV file in this folder\n" {
		t.Error(problems.Say("en"))
	}
}

// TestLyingZip: sizes are counted, not believed.
func TestLyingZip(t *testing.T) {
	data := zipOf(t, map[string][]byte{"xl/workbook.xml": make([]byte, maxUnpacked+1)})
	at := bytes.Index(data, []byte("PK\x01\x02")) // the list of files, where sizes are declared
	copy(data[at+24:], "\x01\x00\x00\x00")
	if what := kindOf(data); what != "roster.bomb" && what != "roster.damaged" {
		t.Errorf("taken for %q", what)
	}
}

// TestForeignWorkbook: numbers, formulas, merged cells and failed formulas, as
// spreadsheet programs write them.
func TestForeignWorkbook(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		must(t, f.SetSheetName("Sheet1", "人员"))
		must(t, f.SetSheetRow("人员", "A1", &[]any{"新田社区人员名单"}))
		must(t, f.MergeCell("人员", "A1", "D1"))
		must(t, f.SetSheetRow("人员", "A3", &[]any{"姓名", "角色", "区域或单位", "电话"}))
		must(t, f.SetSheetRow("人员", "A4", &[]any{"甲", "网格员", "一网格", 13800000001}))
		must(t, f.SetSheetRow("人员", "A5", &[]any{"乙", "网格员", nil, 13800000002.0}))
		must(t, f.MergeCell("人员", "C4", "C5"))
		must(t, f.SetSheetRow("人员", "A7", &[]any{nil, "网格员", "二网格", nil}))
		must(t, f.SetCellFormula("人员", "A7", `"从"&"没算过"`)) // no value was worked out
		must(t, f.SetSheetRow("人员", "XFD5", &[]any{"远"}))
	})
	b, problems := Read("x.xlsx", data)
	p := example(t)
	p.People = nil
	plan := Compare(b, p, problems)
	if got, want := plan.Problems.Say("zh"), "人员!A7: 缺少“姓名”\n"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
	b.Sheets[0].Rows = b.Sheets[0].Rows[:5]
	plan = Compare(b, p, nil)
	if len(plan.Change.Add) != 2 || plan.Change.Add[1].Area != "grid1" || plan.Change.Add[1].Phone != "13800000002" {
		t.Errorf("%s%+v", plan.Problems.Say("zh"), plan.Change.Add)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestForeignCSV: as Excel saves it in China, with lines and separators of its own.
func TestForeignCSV(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("姓名,角色,区域或单位\r\n\r\n张三,网格员,一网格\r\n")
	must(t, err)
	for name, text := range map[string]string{
		"GBK":        gbk,
		"semicolons": bom + "姓名;角色;区域或单位\n\n张三;网格员;一网格\n",
		"tabs":       "姓名\t角色\t区域或单位\r\n\r\n张三\t网格员\t一网格",
		"quotes":     "\"姓名\",\"角色\",\"区域或单位\"\n\n\"张三\",\"网格员\",一网格\n",
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			must(t, os.WriteFile(filepath.Join(folder, "人员.CSV"), []byte(text), 0o600))
			must(t, os.WriteFile(filepath.Join(folder, "notes.txt"), []byte("x"), 0o600))
			b, problems := Load(folder)
			p := example(t)
			p.People = nil
			plan := Compare(b, p, problems)
			if len(plan.Problems) > 0 || len(plan.Change.Add) != 1 || plan.Change.Add[0].Name != "张三" || plan.Change.Add[0].Area != "grid1" {
				t.Errorf("%s%+v", plan.Problems.Say("zh"), plan.Change.Add)
			}
			b.Sheets[0].Rows[2][1] = "网络员"
			if got := Compare(b, p, nil).Problems.Say("zh"); !strings.HasPrefix(got, "人员!B3: ") {
				t.Errorf("rows are not counted as spreadsheets do: %s", got)
			}
		})
	}
}

// TestWideRows: rows that say nothing but where their last cell is are not read to
// their end, however many a small file holds.
func TestWideRows(t *testing.T) {
	sheet := func(cell string, rows int) []byte {
		data := workbook(t, func(f *excelize.File) { must(t, f.SetCellStr("Sheet1", "A1", "x")) })
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		must(t, err)
		parts := map[string][]byte{}
		for _, f := range z.File {
			r, err := f.Open()
			must(t, err)
			parts[f.Name], err = io.ReadAll(r)
			must(t, err)
		}
		parts["xl/worksheets/sheet1.xml"] = []byte(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` +
			strings.Repeat(`<row><c r="`+cell+`"><v>1</v></c></row>`, rows) + `</sheetData></worksheet>`)
		return zipOf(t, parts)
	}
	if _, problems := Read("x.xlsx", sheet("XFD1", 2000)); problems.Say("en") != "unpacked, this file is too large (more than 32 MB); it was not read\n" {
		t.Errorf("wide rows: %q", problems.Say("en"))
	}
	if _, problems := Read("x.xlsx", sheet("XFD1", 100)); strings.Contains(problems.Say("en"), "too large") {
		t.Errorf("rows that somebody has painted: %q", problems.Say("en"))
	}
}

// TestTooMuch: sheets and rows without end are refused, not counted to the end.
func TestTooMuch(t *testing.T) {
	rows := strings.Repeat("a,b\n", maxRows+5)
	_, problems := Read("x.zip", zipOf(t, map[string][]byte{"人员.csv": []byte(rows)}))
	if got := problems.Say("en"); got != "人员!12001: too many rows; at most 12000 are possible\n" {
		t.Error(got)
	}
	data := workbook(t, func(f *excelize.File) { must(t, f.SetCellStr("Sheet1", "C1048576", "x")) })
	if _, problems := Read("x.xlsx", data); problems.Say("en") != "Sheet1!1048576: too many rows; at most 12000 are possible\n" {
		t.Error(problems.Say("en"))
	}
	data = workbook(t, func(f *excelize.File) {
		for i := range maxSheets {
			_, err := f.NewSheet("s" + strings.Repeat("x", i%28) + string(rune('a'+i/28)))
			must(t, err)
		}
	})
	if _, problems := Read("x.xlsx", data); problems.Say("en") != "too many sheets; at most 32 are possible\n" {
		t.Error(problems.Say("en"))
	}
}

// Whatever the file holds: no panic, and either a change or a mistake; every
// problem can be said and names its cell.
func FuzzRead(f *testing.F) {
	p := example(f)
	for _, lang := range []string{"zh", "en"} {
		b := Write(p, lang)
		data, err := writeWorkbook(b, b.looks(lang))
		must(f, err)
		f.Add(data)
		data, err = b.zip()
		must(f, err)
		f.Add(data)
		for _, s := range b.Sheets {
			data, err = writeCSV(s)
			must(f, err)
			f.Add(data)
		}
	}
	for _, s := range []string{"", "PK\x03\x04", string(magicOLE), "姓名,角色\n,,,\n\"", "name;role\n=1;'=1\n", "键,类型,上级,中文名\na,网格,a,甲\na,楼栋,a,甲\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		books := []Book{}
		if b, problems := Read("x", data); len(problems) == 0 {
			books = append(books, b)
		}
		for _, name := range []string{"人员.csv", "areas.csv", "单位.csv", "duty.csv"} {
			b := Book{}
			if problems := b.addCSV(name, data); len(problems) == 0 {
				books = append(books, b)
			}
		}
		for _, b := range books {
			plan := Compare(b, p, nil)
			if plan.Problems.Failed() && !plan.Change.Empty() {
				t.Error("a roster with mistakes would be taken")
			}
			for _, lang := range []string{"zh", "en"} {
				for _, problem := range plan.Problems {
					if said := problem.Say(lang); strings.Contains(said, "<no value>") || strings.Contains(said, "roster.head.") {
						t.Errorf("not said well: %q", said)
					}
				}
				_ = said(plan, lang)
			}
			if plan.Change.Community != nil {
				again := p
				again.Community = plan.Change.Community
				if more := Compare(Write(again, "en"), again, nil); more.Problems.Failed() || len(more.Lines) > 0 && more.Change.Community != nil {
					t.Errorf("what was taken does not come back:\n%s%s", more.Problems.Say("en"), said(more, "en"))
				}
			}
		}
	})
}
