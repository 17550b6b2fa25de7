package roster

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"huiyin/config"
	"huiyin/order"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// example is the example community with some people in it.
func example(t testing.TB) Present {
	t.Helper()
	c, problems := config.LoadCommunity("../community.example.yaml", time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC))
	if c == nil {
		t.Fatal(problems.Say("en"))
	}
	unit := func(role order.Role, key string, person int64) order.Member {
		return order.Member{Person: person, Role: role, Unit: key}
	}
	area := func(role order.Role, key string, person int64) order.Member {
		return order.Member{Person: person, Role: role, Area: key}
	}
	return Present{Community: c, Bot: "huiyin_bot", Now: noon, People: []order.Listed{
		{Member: order.Member{Person: 71, Role: order.RoleOwner}, Name: "李望"},
		{ID: 1, Member: area(order.RoleDispatcher, "xintian", 0), Name: "周调度", Phone: "+86 138 0013 8000", Code: "aaaabbbbccccdddd", Until: noon.Add(time.Hour)},
		{ID: 2, Member: area(order.RoleLeader, "grid1", 72), Name: "=1+1", Phone: "-12345"[1:], Code: "eeeeffffgggghhhh"},
		{ID: 3, Member: unit(order.RoleUnit, "property", 0), Name: "赵师傅", Code: "iiiijjjjkkkkllll", Until: noon.Add(time.Hour)},
		{Member: unit(order.RoleVolunteer, "volunteers", 73), Name: "@小孙"},
	}}
}

// nasty is a community whose names try to be formulas, lists and keys.
func nasty(t testing.TB) Present {
	p := example(t)
	c := p.Community
	for i, zh := range []string{"=HYPERLINK(\"x\")", "+甲", "-乙", "@丙", "'丁", "戊，己", "b1", "庚:辛"} {
		c.Areas[3+i%2].Name.EN = "Same"
		c.Units = append(c.Units, order.Unit{Key: "x" + string(rune('a'+i)), Name: order.Name{ZH: zh}, Areas: []string{"b1", "b2"}})
		c.Rules = append(c.Rules, order.DispatchRule{Category: "noise", Area: c.Areas[3+i].Key, Unit: "x" + string(rune('a'+i))})
	}
	c.Areas[6].Name = c.Areas[2].Name
	c.Areas[7].Words = []string{"a, b"}
	c.Areas[8].Words = []string{"甲", "'=1", "+1"}
	c.Areas[4].Name = order.Name{ZH: "3号楼"}
	if err := c.Prepare(); err != nil {
		t.Fatal(err)
	}
	return p
}

// An import of an export changes nothing, whatever the kind of file, the
// language and the names.
func TestRoundTrip(t *testing.T) {
	for name, p := range map[string]Present{"example": example(t), "nasty": nasty(t)} {
		for _, lang := range []string{"zh", "en"} {
			for _, file := range []string{"r.xlsx", "r.zip", "folder"} {
				t.Run(name+" "+lang+" "+file, func(t *testing.T) {
					path := filepath.Join(t.TempDir(), file)
					if err := Write(p, lang).Save(path, lang); err != nil {
						t.Fatal(err)
					}
					b, problems := Load(path)
					plan := Compare(b, p, problems)
					if plan.Problems.Failed() || name == "example" && len(plan.Problems) > 0 {
						t.Errorf("problems:\n%s", plan.Problems.Say(lang))
					}
					if len(plan.Lines) > 0 || !plan.Change.Empty() {
						t.Errorf("it would change %s", said(plan, lang))
					}
				})
			}
		}
	}
}

func said(p Plan, lang string) string {
	var lines []string
	for _, l := range p.Lines {
		lines = append(lines, l.Say(lang))
	}
	return strings.Join(lines, "\n")
}

// Nothing in a cell is a formula, in Excel nor in CSV.
func TestNoFormulas(t *testing.T) {
	p := nasty(t)
	path := filepath.Join(t.TempDir(), "r.xlsx")
	if err := Write(p, "zh").Save(path, "zh"); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cells := 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c := range row {
				name := ref(c+1, r+1)
				formula, err := f.GetCellFormula(sheet, name)
				kind, err2 := f.GetCellType(sheet, name)
				if formula != "" || err != nil || err2 != nil || row[c] != "" && kind != excelize.CellTypeSharedString {
					t.Errorf("%s!%s: formula %q, type %v, %v, %v", sheet, name, formula, kind, err, err2)
				}
				cells++
			}
		}
	}
	if cells < 200 {
		t.Errorf("only %d cells", cells)
	}
	folder := filepath.Join(t.TempDir(), "csv")
	if err := Write(p, "en").Save(folder, "en"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Areas", "Units", "People", "Duty catalogue"} {
		text, err := os.ReadFile(filepath.Join(folder, name+".csv"))
		if err != nil || !strings.HasPrefix(string(text), bom) {
			t.Fatal(name, err)
		}
		for _, bad := range []string{",=", ",+", ",-", ",@", "\n=", "\n+", "\n@", `,"=`, `,"+`} {
			if strings.Contains(string(text), bad) {
				t.Errorf("%s.csv holds %q", name, bad)
			}
		}
		if info, err := os.Stat(filepath.Join(folder, name+".csv")); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("others may read %s.csv", name)
		}
	}
}

// edit is a book of the example with cells changed: "people!B2" → text.
func edit(t testing.TB, p Present, changes map[string]string) Book {
	t.Helper()
	b := Write(p, "zh")
	for at, text := range changes {
		sheet, cell, _ := strings.Cut(at, "!")
		for i := range b.Sheets {
			if b.Sheets[i].Name != sheet {
				continue
			}
			if cell == "" {
				b.Sheets[i].Name = text
				continue
			}
			c, r, err := excelize.CellNameToCoordinates(cell)
			if err != nil {
				t.Fatal(err)
			}
			for len(b.Sheets[i].Rows) < r {
				b.Sheets[i].Rows = append(b.Sheets[i].Rows, nil)
			}
			row := b.Sheets[i].Rows[r-1]
			for len(row) < c {
				row = append(row, "")
			}
			row[c-1] = text
			b.Sheets[i].Rows[r-1] = row
		}
	}
	return b
}

// Each case: what is changed in the sheets of the example, and what is said.
// Rows of the areas: 2 luxi, 3 xintian, 4 grid1, 5 b1 …; people: 2 the owner, 3
// the dispatcher, 4 the leader, 5 the unit's member, 6 the volunteer.
func TestProblems(t *testing.T) {
	for name, c := range map[string]struct {
		change map[string]string
		zh, en string // the line that must be among them
	}{
		"kind missing":       {map[string]string{"区域!B5": ""}, "区域!B5: 缺少“类型”", `区域!B5: "Kind" is missing`},
		"kind unknown":       {map[string]string{"区域!B5": "楼动"}, "区域!B5: 不能写“楼动”，只能写：街道、社区、网格、楼栋；是不是“楼栋”？", `区域!B5: "楼动" can't stand here; write one of: Street, Community, Grid, Building; did you mean "楼栋"?`},
		"in missing":         {map[string]string{"区域!C5": ""}, "区域!C5: 楼栋要在某个网格里；请写它的名字", "区域!C5: Building: write in which Grid it lies"},
		"in unknown":         {map[string]string{"区域!C5": "新田一网路"}, "区域!C5: 没有“新田一网路”这个区域；是不是“新田一网格”？", `区域!C5: there is no area "新田一网路"; did you mean "新田一网格"?`},
		"in of wrong kind":   {map[string]string{"区域!C5": "新田社区"}, "区域!C5: 楼栋要在网格里，但“新田社区”是社区", `区域!C5: Building must lie in Grid, but "新田社区" is Community`},
		"street lies in":     {map[string]string{"区域!C2": "新田社区"}, "区域!C2: 街道上面没有区域；请空着", "区域!C2: a street lies in nothing; leave this empty"},
		"no name":            {map[string]string{"区域!D5": "", "区域!E5": ""}, "区域!D5: 要写中文名或英文名，最好都写", "区域!D5: write a Chinese or an English name, better both"},
		"name too long":      {map[string]string{"区域!D5": strings.Repeat("长", 65)}, "区域!D5: “中文名”有 65 个字；最多 64 个字", `区域!D5: "Chinese name" has 65 characters; at most 64 are possible`},
		"bad key":            {map[string]string{"区域!A5": "楼 1"}, "区域!A5: “楼 1”不能当键：只能用小写字母 a-z、数字、- 和 _，1 到 24 个", `区域!A5: "楼 1" can't be a key: use 1 to 24 small letters a-z, digits, - and _`},
		"key twice":          {map[string]string{"区域!A6": "b1"}, "区域!A6: 键“b1”在第 5 行已经用过", `区域!A6: the key "b1" is taken already, in row 5`},
		"name in two grids":  {map[string]string{"区域!D5": "九号", "区域!D9": "九号", "单位!D6": "九号"}, "单位!D6: “九号”不止一个；请写键：b1, b4", `单位!D6: there is more than one "九号"; write the key: b1, b4`},
		"area in use":        {map[string]string{"区域!A6": "b22", "区域!D6": "22号楼"}, "区域: 不能删“2号楼”（b2）：有工单用着它", `区域: "2号楼" (b2) can't be removed: orders refer to it`},
		"area of people":     {map[string]string{"人员!": "别的", "区域!A4": "g", "区域!D4": "一格"}, "区域: 不能删“新田一网格”（grid1）：有人担任着那里的角色", `区域: "新田一网格" (grid1) can't be removed: somebody has a role there`},
		"kind in use":        {map[string]string{"区域!B6": "网格", "区域!C6": "新田社区"}, "区域!B6: 不能从“楼栋”改成别的：有工单用着它", `区域!B6: "Building" can't be changed to another kind: orders refer to it`},
		"unit in use":        {map[string]string{"单位!A2": "p2", "单位!B2": "新物业"}, "单位: 不能删“路西物业”（property）：有群绑定着它", `单位: "路西物业" (property) can't be removed: a group is bound to it`},
		"team of people":     {map[string]string{"人员!": "别的", "单位!F10": ""}, "单位!F10: 不能从“志愿队”改成别的：有人担任着那里的角色", `单位!F10: "Team of volunteers" can't be changed to another kind: somebody has a role there`},
		"unit's area":        {map[string]string{"单位!D2": "新田九网格"}, "单位!D2: 没有“新田九网格”这个区域；是不是“新田一网格”？", `单位!D2: there is no area "新田九网格"; did you mean "新田一网格"?`},
		"unit's category":    {map[string]string{"单位!E3": "供暧"}, "单位!E3: 没有“供暧”这个分类；是不是“供暖”？", `单位!E3: there is no category "供暧"; did you mean "供暖"?`},
		"volunteers":         {map[string]string{"单位!F2": "也许"}, "单位!F2: 不能写“也许”，只能写：是、否", `单位!F2: "也许" can't stand here; write one of: Yes, No`},
		"class missing":      {map[string]string{"履职事项清单!D5": ""}, "履职事项清单!D5: 缺少“等级”", `履职事项清单!D5: "Class" is missing`},
		"class unknown":      {map[string]string{"履职事项清单!D5": "紧集"}, "履职事项清单!D5: 没有“紧集”这个等级；是不是“紧急”？", `履职事项清单!D5: there is no class "紧集"; did you mean "紧急"?`},
		"tier unknown":       {map[string]string{"履职事项清单!I5": "网络"}, "履职事项清单!I5: 不能写“网络”，只能写：街道、社区、网格、楼栋；是不是“网格”？", `履职事项清单!I5: "网络" can't stand here; write one of: Street, Community, Grid, Building; did you mean "网格"?`},
		"responder's place":  {map[string]string{"人员!C4": "楼长"}, "人员!D4: 楼长要写楼栋，但“新田一网格”不是", `人员!D4: First responder needs Building, which "新田一网格" is not`},
		"rule's unit":        {map[string]string{"履职事项清单!F5": "路西物"}, "履职事项清单!F5: 没有“路西物”这个单位；是不是“路西物业”？", `履职事项清单!F5: there is no unit "路西物"; did you mean "路西物业"?`},
		"rule's area":        {map[string]string{"履职事项清单!F5": "月亮上的大网格：路西物业"}, "履职事项清单!F5: 没有“月亮上的大网格”这个区域", `履职事项清单!F5: there is no area "月亮上的大网格"`},
		"rule twice":         {map[string]string{"履职事项清单!F5": "路西物业；燃气公司"}, "履职事项清单!F5: 同一个地方派给了两家；请只留一家", "履职事项清单!F5: one place is dispatched to two units; leave one"},
		"last has words":     {map[string]string{"履职事项清单!E22": "别的"}, "履职事项清单!E22: 最后一个分类（“other”）装其他的事，不能有关键词", `履职事项清单!E22: the last category ("other") is for what fits nowhere else; it must have no words`},
		"category in use":    {map[string]string{"履职事项清单!A5": "l2", "履职事项清单!B5": "升降"}, "履职事项清单: 不能删“电梯故障”（lift）：有工单用着它", `履职事项清单: "电梯故障" (lift) can't be removed: orders refer to it`},
		"person's name":      {map[string]string{"人员!B5": ""}, "人员!B5: 缺少“姓名”", `人员!B5: "Name" is missing`},
		"person's name too":  {map[string]string{"人员!B5": strings.Repeat("长", 65)}, "人员!B5: 有 65 个字；最多 64 个字", `人员!B5: 65 characters; at most 64 are possible`},
		"role missing":       {map[string]string{"人员!C5": ""}, "人员!C5: 缺少“角色”", `人员!C5: "Role" is missing`},
		"role unknown":       {map[string]string{"人员!C4": "网络长"}, "人员!C4: 不能写“网络长”，只能写：管理员、街道干部、社区调度员、网格长、网格员、楼长、单位成员、志愿者；是不是“网格长”？", `人员!C4: "网络长" can't stand here; write one of: Owner, Street officer, Dispatcher, Grid leader, Grid worker, First responder, Unit member, Volunteer; did you mean "网格长"?`},
		"place missing":      {map[string]string{"人员!D4": ""}, "人员!D4: 网格长要写是哪个网格", "人员!D4: Grid leader: write which Grid"},
		"place of kind":      {map[string]string{"人员!D4": "3号楼"}, "人员!D4: 网格长要写网格，但“3号楼”不是", `人员!D4: Grid leader needs Grid, which "3号楼" is not`},
		"place unknown":      {map[string]string{"人员!D5": "路西勿业"}, "人员!D5: 没有“路西勿业”这个单位；是不是“路西物业”？", `人员!D5: there is no unit "路西勿业"; did you mean "路西物业"?`},
		"owner's place":      {map[string]string{"人员!D2": "3号楼"}, "人员!D2: 管理员不用写区域或单位；请空着", "人员!D2: Owner: no area or unit belongs to it; leave this empty"},
		"phone":              {map[string]string{"人员!E3": "1.38E+10 x"}, "人员!E3: “1.38E+10 x”不像电话号码", `人员!E3: "1.38E+10 x" does not look like a phone number`},
		"number unknown":     {map[string]string{"人员!A3": "99"}, "人员!A3: 花名册里没有编号“99”；新来的人请把编号空着", `人员!A3: the roster has no number "99"; for somebody new leave it empty`},
		"number twice":       {map[string]string{"人员!A3": "3"}, "人员!A5: 编号“3”写了两次；新来的人请把编号空着", `人员!A5: the number "3" stands here twice; for somebody new leave it empty`},
		"person twice":       {map[string]string{"人员!B7": "新人", "人员!C7": "网格长", "人员!D7": "二网格", "人员!B9": "新人", "人员!C9": "网格长", "人员!D9": "grid2"}, "人员!B9: 新人在第 7 行已经写过", "人员!B9: 新人 stands in row 7 already"},
		"last owner":         {map[string]string{"人员!C2": "网格员", "人员!D2": "grid1"}, "人员: 一位已加入的管理员也没有了；至少要留一位", "人员: no owner who has joined would be left; keep one at least"},
		"failed formula":     {map[string]string{"人员!D4": "#REF!"}, "人员!D4: 这里是算错的公式（#REF!）；请写上内容", "人员!D4: here is a formula that has failed (#REF!); write what is meant"},
		"garbled":            {map[string]string{"人员!B4": "张\ufffd"}, "人员!B4: 这里有乱码；请重新写，CSV 请存成 UTF-8 编码", "人员!B4: here are broken characters; write it anew, and save CSV files as UTF-8"},
		"cell too long":      {map[string]string{"区域!F4": strings.Repeat("a", maxCell+1)}, "区域!F4: 这一格太长；最多 32767 个字节", "区域!F4: this cell is too long; at most 32767 bytes are possible"},
		"unknown heading":    {map[string]string{"人员!E1": "电活"}, "人员!E1: 不认识“电活”这一列，没有读；是不是“电话”？", `人员!E1: the column "电活" is not known and was not read; did you mean "电话"?`},
		"own column":         {map[string]string{"人员!H1": "生日"}, "人员!H1: 提醒：不认识“生日”这一列，没有读", `人员!H1: warning: the column "生日" is not known and was not read`},
		"heading twice":      {map[string]string{"人员!H1": "手机号"}, "人员!H1: “手机号”这一列写了两次；第一次在 E1", `人员!H1: the column "手机号" stands here twice; the first one is E1`},
		"column missing":     {map[string]string{"人员!C1": "一二三四"}, "人员: 缺少“角色”这一列", `人员: the column "Role" is missing`},
		"no headings":        {map[string]string{"单位!A1": "", "单位!B1": "", "单位!C1": "", "单位!D1": "", "单位!E1": "", "单位!F1": ""}, "单位: 找不到列名；前十行里要有一行写着：中文名", "单位: there are no headings; one of the first ten rows must hold: Chinese name"},
		"sheet misspelt":     {map[string]string{"人员!": "人圆"}, "人圆: 不认识这张表，没有读；是不是“人员”？", `人圆: this sheet is not known and was not read; did you mean "人员"?`},
		"sheet of their own": {map[string]string{"说明!": "食堂菜单"}, "食堂菜单: 提醒：不认识这张表，没有读", "食堂菜单: warning: this sheet is not known and was not read"},
		"sheet twice":        {map[string]string{"说明!": "people"}, "people: 这张表和“人员”写的是同一类东西；请合成一张", `people: this sheet and "人员" are for the same; make one of them`},
		"same word":          {map[string]string{"区域!F6": "1栋"}, "区域!F6: 提醒：“1栋”既指“b2”，又指“b1”，两者在同一处；机器人分不清", `区域!F6: warning: "1栋" means both "b2" and "b1", which lie side by side; the bot can't tell them apart by it`},
	} {
		t.Run(name, func(t *testing.T) {
			p := example(t)
			p.InUse = order.InUse{Areas: map[string]order.Use{"b2": order.UseOrders}, Units: map[string]order.Use{"property": order.UseGroups},
				Categories: map[string]order.Use{"lift": order.UseOrders}}
			plan := Compare(edit(t, p, c.change), p, nil)
			for lang, want := range map[string]string{"zh": c.zh, "en": c.en} {
				if !strings.Contains("\n"+plan.Problems.Say(lang), "\n"+want+"\n") {
					t.Errorf("not said: %s\nbut:\n%s", want, plan.Problems.Say(lang))
				}
			}
			if warning := strings.Contains(c.en, "warning:"); plan.Problems.Failed() == warning {
				t.Errorf("failed: %v", !warning)
			}
			if plan.Problems.Failed() && !plan.Change.Empty() {
				t.Error("a roster with mistakes would be taken")
			}
		})
	}
}

// What changes is said, and is what will be done.
func TestChanges(t *testing.T) {
	p := example(t)
	p.Community.Area("grid1").Settings = order.Settings{Language: "en", QuietHours: order.OwnQuiet{Set: true},
		Classes: []order.Class{{Key: "urgent", Accept: order.ClockTime(20 * time.Minute)}}}
	b := edit(t, p, map[string]string{
		"区域!E7":  "Block Three",
		"区域!B15": "楼栋", "区域!C15": "新田三网格", "区域!D15": "９号楼",
		"单位!F4":     "是",
		"履职事项清单!F5": "路西物业；新田一网格: 家电维修店",
		"人员!B4":     "孙网格长",
		"人员!E5":     "13900000000",
		"人员!B8":     "钱姐", "人员!C8": "志愿者", // there is more than one team now
		"人员!D8": "红马甲志愿队",
		"人员!A6": "", "人员!B6": "吴叔", "人员!G6": "",
	})
	plan := Compare(b, p, nil)
	if plan.Problems.Failed() {
		t.Fatal(plan.Problems.Say("zh"))
	}
	want := `修改 区域：3号楼 (b3)（英文名：Building 3 → Block Three）
新增 区域：９号楼 (a1)
修改 单位：燃气公司 (gasworks)（志愿队：（空） → ✓）
修改 履职事项清单：电梯故障 (lift)（派给：property → grid1:shop, property）
修改 人员：=1+1 · 网格长 · 新田一网格（姓名：=1+1 → 孙网格长）
修改 人员：赵师傅 · 单位成员 · 路西物业（电话：（空） → 13900000000）
新增 人员：吴叔 · 志愿者 · 红马甲志愿队
新增 人员：钱姐 · 志愿者 · 红马甲志愿队
删除 人员：@小孙 · 志愿者 · 红马甲志愿队`
	if diff := cmp.Diff(want, said(plan, "zh")); diff != "" {
		t.Errorf("(-want +said)\n%s", diff)
	}
	if c := plan.Change.Community; c == nil || c.At("b3").Language != "en" || c.Language != "zh" {
		t.Error("the settings of an area are lost, though no sheet has them")
	}
	if c := plan.Change.Community; c == nil || c.Area("a1").In != "grid3" || c.RuleUnit("lift", "b1") != "shop" || c.RuleUnit("lift", "b8") != "property" {
		t.Error("the community is not what was written")
	}
	if plan.Removes() != 1 || len(plan.Change.Add) != 2 || len(plan.Change.Change) != 2 || len(plan.Change.Remove) != 1 {
		t.Errorf("%+v", plan.Change)
	}
	if is := plan.Change.Change[1].Is; is.Code != "iiiijjjjkkkkllll" || is.ID != 3 {
		t.Errorf("the invite of a changed line is lost: %+v", is)
	}
}

// What a sheet or a column does not say stays.
func TestMissingPartsStay(t *testing.T) {
	p := example(t)
	whole := Write(p, "en")
	for n := range sheetOrder {
		plan := Compare(Book{Sheets: whole.Sheets[n : n+1]}, p, nil)
		if len(plan.Problems)+len(plan.Lines) > 0 {
			t.Errorf("only %s: %s%s", whole.Sheets[n].Name, plan.Problems.Say("en"), said(plan, "en"))
		}
	}
	for n, id := range sheetOrder {
		for i, c := range columns[id] {
			if c.needed || c.id == "no" {
				continue
			}
			var rows [][]string
			for _, row := range whole.Sheets[n].Rows {
				rows = append(rows, append(append([]string{}, row[:i]...), row[i+1:]...))
			}
			plan := Compare(Book{Sheets: []Sheet{{whole.Sheets[n].Name, rows}}}, p, nil)
			if len(plan.Problems)+len(plan.Lines) > 0 {
				t.Errorf("%s without %s: %s%s", id, c.id, plan.Problems.Say("en"), said(plan, "en"))
			}
		}
	}
}

// Columns in any order, headings in either language, below a title.
func TestLayoutOfSheets(t *testing.T) {
	p := example(t)
	p.People = nil
	b := Book{Sheets: []Sheet{{"People ", [][]string{
		{"Xintian, 2026"}, nil,
		{"手机", "备注", "Role*", "Ｘ", "NAME", "区域/单位"},
		{"139 0000 0000", "下月来", "网格长", "", "　李 雷 ", "2网格"},
		{"", "", "GRID LEADER", "", "Han", "２网格"},
	}}}}
	plan := Compare(b, p, nil)
	if plan.Problems.Failed() || len(plan.Change.Add) != 2 {
		t.Fatalf("%s%s", plan.Problems.Say("en"), said(plan, "en"))
	}
	want := order.Listed{Member: order.Member{Role: order.RoleLeader, Area: "grid2"}, Name: "李 雷", Phone: "139 0000 0000"}
	if got := plan.Change.Add[0]; got != want {
		t.Errorf("%+v", got)
	}
}

// An invite that has expired is made anew by the next import, and not shown.
func TestExpired(t *testing.T) {
	p := example(t)
	p.Now = noon.Add(2 * time.Hour)
	b := Write(p, "en")
	if row := b.Sheets[2].Rows[2]; row[5] != "invite expired" || row[6] != "" {
		t.Errorf("%q", row)
	}
	plan := Compare(b, p, nil)
	if len(plan.Change.Renew) != 2 || len(plan.Lines) != 2 || plan.Change.Renew[0].ID != 1 {
		t.Errorf("%+v", plan)
	}
}

// largest is a community as large as one may be, with as many people.
func largest(t testing.TB) Present {
	p := example(t)
	c := p.Community
	for n := len(c.Areas); n < 5000; n++ {
		grid := fmt.Sprintf("g%d", n/50)
		if c.Areas[len(c.Areas)-1].In != grid {
			c.Areas = append(c.Areas, order.Area{Key: grid, Kind: order.KindGrid, In: "xintian", Name: order.Name{ZH: fmt.Sprintf("第%d网格", n/50), EN: "Grid No " + grid}})
			n++
		}
		c.Areas = append(c.Areas, order.Area{Key: fmt.Sprintf("x%d", n), Kind: order.KindBuilding, In: grid, Name: order.Name{ZH: fmt.Sprintf("%d栋楼", n%50), EN: fmt.Sprintf("House %d", n%50)}})
	}
	for n := range 5000 {
		p.People = append(p.People, order.Listed{ID: int64(100 + n), Member: order.Member{Role: order.RoleWorker, Area: fmt.Sprintf("g%d", 1+n%90)},
			Name: fmt.Sprintf("组员%d", n), Code: fmt.Sprintf("code%d", n), Until: noon.Add(time.Hour)})
	}
	if err := c.Prepare(); err != nil {
		t.Fatal(err)
	}
	return p
}

// The largest roster comes back, also without its keys and numbers, by names
// alone.
func TestLargest(t *testing.T) {
	p := largest(t)
	path := filepath.Join(t.TempDir(), "r.xlsx")
	if err := Write(p, "zh").Save(path, "zh"); err != nil {
		t.Fatal(err)
	}
	b, problems := Load(path)
	for n, row := range b.Sheets[2].Rows {
		if n > 0 {
			b.Sheets[2].Rows[n] = append([]string{""}, row[1:min(len(row), 6)]...) // neither number nor link
		}
	}
	for n, row := range b.Sheets[0].Rows[1:] {
		if row[0] != "xintian" && n%2 == 0 {
			row[0] = ""
		}
	}
	plan := Compare(b, p, problems)
	if plan.Problems.Failed() || len(plan.Lines) > 0 {
		t.Errorf("%.2000s%.2000s", plan.Problems.Say("zh"), said(plan, "zh"))
	}
}
