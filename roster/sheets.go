package roster

import (
	"slices"
	"strings"

	"huiyin/order"
	"huiyin/texts"
)

// The sheets, by what they hold.
const (
	sheetAreas  = "areas"
	sheetUnits  = "units"
	sheetPeople = "people"
	sheetDuty   = "duty"
	sheetHelp   = "help" // explains the others; it is not read
)

var sheetOrder = []string{sheetAreas, sheetUnits, sheetPeople, sheetDuty}

// column is one column of a sheet.
type column struct {
	id     string
	width  float64 // in characters
	needed bool    // the sheet can't be read without it
	also   []string
}

// columns are those of each sheet, in the order in which they are written. They
// are read in any order. What a missing column would say stays as it is.
var columns = map[string][]column{
	sheetAreas: {
		{id: "key", width: 12, also: []string{"编码", "代码", "code"}},
		{id: "kind", width: 12, needed: true, also: []string{"层级", "级别", "type", "level"}},
		{id: "in", width: 22, also: []string{"所属", "上级区域", "所属区域", "parent"}},
		{id: "zh", width: 20, needed: true, also: []string{"名称", "名字", "区域名称", "chinese"}},
		{id: "en", width: 22, also: []string{"英文", "英文名称", "english"}},
		{id: "words", width: 44, also: []string{"其他叫法", "俗称", "aliases"}},
	},
	sheetUnits: {
		{id: "key", width: 12, also: []string{"编码", "代码", "code"}},
		{id: "zh", width: 20, needed: true, also: []string{"名称", "名字", "单位名称", "chinese"}},
		{id: "en", width: 24, also: []string{"英文", "英文名称", "english"}},
		{id: "areas", width: 28, also: []string{"服务范围", "区域", "area"}},
		{id: "categories", width: 44, also: []string{"事项", "分类", "category"}},
		{id: "volunteers", width: 10, also: []string{"志愿者", "volunteer team"}},
	},
	sheetPeople: {
		{id: "no", width: 12, also: []string{"序号", "编码", "no", "no."}},
		{id: "name", width: 16, needed: true, also: []string{"名字", "人员"}},
		{id: "role", width: 14, needed: true, also: []string{"职务", "身份"}},
		{id: "place", width: 24, also: []string{"区域", "单位", "区域/单位", "area", "unit"}},
		{id: "phone", width: 18, also: []string{"手机", "手机号", "联系电话", "电话号码", "mobile"}},
		{id: "state", width: 14, also: []string{"是否加入", "joined"}},
		{id: "link", width: 52, also: []string{"链接", "个人链接", "invite"}},
	},
	sheetDuty: {
		{id: "key", width: 14, also: []string{"编码", "代码", "code"}},
		{id: "zh", width: 16, needed: true, also: []string{"名称", "事项名称", "事项", "分类", "chinese"}},
		{id: "en", width: 22, also: []string{"英文", "英文名称", "english"}},
		{id: "class", width: 12, also: []string{"紧急程度", "urgency"}},
		{id: "words", width: 60, also: []string{"词", "keyword"}},
		{id: "dispatch", width: 40, also: []string{"派单规则", "牵头单位", "责任单位", "rules", "unit"}},
		{id: "refer_zh", width: 32, also: []string{"该找谁", "转介"}},
		{id: "refer_en", width: 32},
		{id: "enters", width: 14, also: []string{"进入层级", "起始层级", "办理层级", "entry tier", "tier"}},
	},
}

// sheetAlso are further names of the sheets.
var sheetAlso = map[string][]string{
	sheetAreas:  {"网格", "楼栋", "areas", "area"},
	sheetUnits:  {"单位名册", "units", "unit", "partners"},
	sheetPeople: {"人员名册", "花名册", "people", "members", "staff"},
	sheetDuty:   {"履职清单", "事项清单", "事项", "duty", "categories", "catalogue"},
	sheetHelp:   {"使用说明", "readme", "help"},
}

// fold makes two spellings of a heading one: "Name (English)" and "name（english）".
func fold(s string) string {
	s = strings.ToLower(s)
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\u3000', '\n', '*', '＊', '_', '-', '/', '(', ')', '（', '）', ':', '：', '\u00a0', '\ufeff', '\t', '\r':
			return -1
		}
		return r
	}, s)
}

// sheetNames maps each spelling of a sheet's name to what it holds.
func sheetNames() map[string]string {
	m := map[string]string{}
	for _, id := range append(slices.Clone(sheetOrder), sheetHelp) {
		for _, name := range append([]string{id, texts.Say(texts.ZH, "roster.sheet."+id), texts.Say(texts.EN, "roster.sheet."+id)}, sheetAlso[id]...) {
			m[fold(name)] = id
		}
	}
	return m
}

// headings maps each spelling of a heading of the sheet to its column. A name
// of ours beats another word for a column that stands before it.
func headings(sheet string) map[string]string {
	m := map[string]string{}
	for _, c := range columns[sheet] {
		for _, name := range []string{c.id, texts.Say(texts.ZH, "roster.head."+c.id), texts.Say(texts.EN, "roster.head."+c.id)} {
			m[fold(name)] = c.id
		}
	}
	for _, c := range columns[sheet] {
		for _, name := range c.also {
			if m[fold(name)] == "" {
				m[fold(name)] = c.id
			}
		}
	}
	return m
}

// spelling is one of few words that a cell may hold.
type spelling struct {
	value string
	text  string   // key of its name
	also  []string // other ways to write it
}

var kinds = []spelling{
	{order.KindStreet, "roster.kind.street", []string{"乡镇", "镇"}},
	{order.KindCommunity, "roster.kind.community", []string{"村", "居委会"}},
	{order.KindGrid, "roster.kind.grid", nil},
	{order.KindBuilding, "roster.kind.building", []string{"楼", "楼院", "栋", "block"}},
}

var roles = []spelling{
	{string(order.RoleOwner), "role.owner", []string{"admin"}},
	{string(order.RoleOfficer), "role.officer", []string{"街道", "officer"}},
	{string(order.RoleDispatcher), "role.dispatcher", []string{"调度员"}},
	{string(order.RoleLeader), "role.leader", []string{"leader"}},
	{string(order.RoleWorker), "role.worker", []string{"worker"}},
	{string(order.RoleResponder), "role.responder", []string{"responder", "中心户", "楼栋长", "楼门长"}},
	{string(order.RoleUnit), "role.unit", []string{"单位", "member"}},
	{string(order.RoleVolunteer), "role.volunteer", []string{"志愿队员"}},
}

var yesNo = []spelling{
	{"yes", "roster.yes", []string{"true", "1", "y", "√", "✓", "对", "有"}},
	{"no", "roster.no", []string{"false", "0", "n", "×", "✗", "x", "无"}},
}

// spelt finds what a cell's word means.
func spelt(list []spelling, cell string) (value string, ok bool) {
	cell = fold(cell)
	for _, s := range list {
		for _, name := range append([]string{s.value, texts.Say(texts.ZH, s.text), texts.Say(texts.EN, s.text)}, s.also...) {
			if fold(name) == cell {
				return s.value, true
			}
		}
	}
	return "", false
}

// wordFor is the key of the word for a value.
func wordFor(list []spelling, value string) Word {
	for _, s := range list {
		if s.value == value {
			return Word(s.text)
		}
	}
	return Word(value)
}

func wordsOf(list []spelling) []Word {
	var words []Word
	for _, s := range list {
		words = append(words, Word(s.text))
	}
	return words
}

// namesOf lists the words in both languages, to guess from.
func namesOf(list []spelling) []string {
	var names []string
	for _, s := range list {
		names = append(names, texts.Say(texts.ZH, s.text), texts.Say(texts.EN, s.text))
	}
	return names
}
