package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/poster"
	"huiyin/roster"
	"huiyin/store"
)

// withPeople makes an installation that has run once, and adds rows to the
// people sheet of its roster, as a folder of CSV files.
func withPeople(t *testing.T, rows string) (config, folder string) {
	t.Helper()
	dir := folderOf(t)
	config, folder = filepath.Join(dir, "config.yaml"), filepath.Join(dir, "roster")
	if code, out, errs := command(t.Context(), nil, "roster", "export", "-c", config, "--bot", "huiyin_bot", folder); code != 0 {
		t.Fatal(out, errs)
	}
	f, err := os.OpenFile(filepath.Join(folder, "人员.csv"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(rows); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return config, folder
}

func folderOf(t *testing.T) string { return folder(t, "language: zh\n") }

// TestRosterCommands: export, dry run, import, and the links of the next export.
func TestRosterCommands(t *testing.T) {
	config, folder := withPeople(t, ",周调度,社区调度员,,+86 138\r\n,孙,网格长,一网格,\r\n")
	try := func(code int, args ...string) string {
		t.Helper()
		got, out, errs := command(t.Context(), nil, append([]string{"roster", args[0], "-c", config}, args[1:]...)...)
		if got != code {
			t.Errorf("%v: exit %d\n%s%s", args, got, out, errs)
		}
		return out
	}
	has(t, try(0, "import", "--dry-run", folder), "新增 人员：周调度 · 社区调度员 · 新田社区", "新增 人员：孙 · 网格长 · 新田一网格", "会改 2 处")
	has(t, try(0, "import", folder), "改好了 2 处")
	has(t, try(0, "import", folder), "没有要改的。")
	book := filepath.Join(filepath.Dir(config), "r.xlsx")
	try(0, "export", "--bot", "huiyin_bot", "--lang", "en", book)
	b, problems := roster.Load(book)
	if problems != nil || len(b.Sheets[2].Rows) != 3 || !strings.HasPrefix(b.Sheets[2].Rows[1][6], "https://t.me/huiyin_bot?start=i_") || b.Sheets[2].Rows[1][4] != "+86 138" {
		t.Errorf("%v %q", problems, b.Sheets[2].Rows)
	}
	has(t, try(0, "import", "--lang", "en", book), "nothing to change")
	// Rows that are gone are removed only when asked.
	empty := strings.Join([]string{"编号", "姓名", "角色", "区域或单位"}, ",") + "\n"
	if err := os.WriteFile(filepath.Join(folder, "人员.csv"), []byte(empty), 0o600); err != nil {
		t.Fatal(err)
	}
	has(t, try(1, "import", folder), "删除 人员：孙", "2 处", "--remove")
	has(t, try(0, "import", "--remove", folder), "改好了 2 处")
}

// TestRosterTemplate: the example as a spreadsheet needs no settings, and can
// be imported.
func TestRosterTemplate(t *testing.T) {
	dir := folderOf(t)
	book := filepath.Join(dir, "r.xlsx")
	if code, out, errs := command(t.Context(), nil, "roster", "template", "--lang", "en", book); code != 0 {
		t.Error(out, errs)
	}
	code, out, errs := command(t.Context(), nil, "roster", "import", "-c", filepath.Join(dir, "config.yaml"), book)
	if code != 0 {
		t.Error(errs)
	}
	has(t, out, "没有要改的。")
}

// TestRosterMistakes: one wrong cell, and nothing is changed.
func TestRosterEnding(t *testing.T) {
	t.Parallel()
	book := filepath.Join(t.TempDir(), "people.txt")
	for lang, want := range map[string]string{"zh": "“people.txt”写不了", "en": "“people.txt” can’t be written"} {
		code, _, errs := command(t.Context(), nil, "roster", "template", "--lang", lang, book)
		if code == 0 || !strings.Contains(errs, want) {
			t.Errorf("got %d, %q", code, errs)
		}
	}
	if _, err := os.Stat(book); err == nil {
		t.Error("and yet something was written")
	}
}

func TestRosterMistakes(t *testing.T) {
	config, folder := withPeople(t, ",周调度,社区调度员,,\r\n,孙,网络长,一网格,\r\n")
	for _, args := range [][]string{{"--dry-run"}, nil} {
		code, out, _ := command(t.Context(), nil, append([]string{"roster", "import", "-c", config, folder}, args...)...)
		if code != 1 {
			t.Errorf("exit %d", code)
		}
		has(t, out, "人员!C3: 不能写“网络长”", "是不是“网格长”？", "有 1 处错误，什么也没改。")
	}
	code, out, errs := command(t.Context(), nil, "roster", "import", "-c", config, "--lang", "en", filepath.Join(folder, "none.xlsx"))
	if code != 1 {
		t.Errorf("exit %d", code)
	}
	has(t, out+errs, "there is no such file", "Mistakes: 1. Nothing was changed.")
}

// TestRosterWhileRunning: looking is possible while the bot runs, importing is
// not.
func TestRosterWhileRunning(t *testing.T) {
	config, folder := withPeople(t, ",孙,网格长,一网格,\r\n")
	if code, out, errs := command(t.Context(), nil, "roster", "import", "-c", config, folder); code != 0 {
		t.Fatal(out, errs)
	}
	dir := filepath.Dir(config)
	db, err := store.Open(t.Context(), store.Options{Path: filepath.Join(dir, "huiyin.db"), KeyFile: filepath.Join(dir, "huiyin.key"), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Write(t.Context(), func(tx *store.Tx) error { return tx.SetMeta(metaBot, "known_bot") }); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"roster", "export", filepath.Join(dir, "x.zip")}, {"roster", "import", "--dry-run", folder}} {
		if code, out, errs := command(t.Context(), nil, append(args, "-c", config)...); code != 0 || errs != "" {
			t.Errorf("%v: exit %d\n%s%s", args, code, out, errs)
		}
	}
	b, _ := roster.Load(filepath.Join(dir, "x.zip"))
	found := false
	for _, s := range b.Sheets {
		found = found || s.Name == "人员" && strings.HasPrefix(s.Rows[1][6], "https://t.me/known_bot?start=i_")
	}
	if !found {
		t.Errorf("no link in %q", b)
	}
	code, _, errs := command(t.Context(), nil, "roster", "import", "-c", config, folder)
	if code != 1 {
		t.Errorf("exit %d", code)
	}
	has(t, errs, "正被另一个程序使用", "管理员把这个文件私聊发给机器人")
}

// TestPosters: one page for each building of the example.
func TestPosters(t *testing.T) {
	dir := folderOf(t)
	config, out := filepath.Join(dir, "config.yaml"), filepath.Join(dir, "posters")
	code, _, errs := command(t.Context(), nil, "posters", "-c", config, "--out", out)
	if code != 1 {
		t.Errorf("exit %d", code)
	}
	has(t, errs, "--bot")
	code, said, errs := command(t.Context(), nil, "posters", "-c", config, "--out", out, "--bot", "huiyin_bot")
	if code != 0 {
		t.Fatal(said, errs)
	}
	has(t, said, "8 张海报")
	pages, err := filepath.Glob(filepath.Join(out, "*.png"))
	if err != nil || len(pages) != 8 {
		t.Fatal(pages, err)
	}
	page, err := os.ReadFile(filepath.Join(out, "b3.png"))
	if err != nil {
		t.Fatal(err)
	}
	letters := poster.Find(func(string) string { return "" }, poster.Sample(nil))
	want, err := letters.PNG(poster.Poster{Community: order.Name{ZH: "新田社区", EN: "Xintian Community"}, Building: order.Name{ZH: "3号楼", EN: "Building 3"},
		Link: poster.Link("huiyin_bot", "b3")})
	if err != nil || string(page) != string(want) {
		t.Errorf("the page of b3 is another one: %v", err)
	}
}
