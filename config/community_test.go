package config

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// base is the smallest community without any problem. Each part can be
// replaced by a case.
var base = map[string]string{
	"name":       "name: {zh: 社, en: C}",
	"more":       "",
	"areas":      "areas: [{key: s, kind: street, name: {zh: 街, en: S}}, {key: c, kind: community, in: s, name: {zh: 区, en: C}}, {key: g, kind: grid, in: c, name: {zh: 格, en: G}}]",
	"units":      "units: [{key: u, name: {zh: 单, en: U}, categories: [lift], volunteers: true}, {key: far, name: {zh: 远, en: Far}, areas: [g]}]",
	"classes":    "classes: [{key: fast, name: {zh: 急, en: Fast}, accept: 10m, finish: 2h, echo: 30m, emergency: true}]",
	"categories": "categories: [{key: lift, name: {zh: 梯, en: Lift}, class: fast, words: [梯]}, {key: other, name: {zh: 他, en: Other}, class: fast}]",
	"rules":      "rules: []",
	"ladders":    "ladders: {}",
}

// parts are the lines in which the parts of base stand.
var parts = []string{"name", "more", "areas", "units", "classes", "categories", "rules", "ladders"}

func build(part, with string) []byte {
	var b strings.Builder
	for _, p := range parts {
		if p == part {
			b.WriteString(with + "\n")
		} else {
			b.WriteString(base[p] + "\n")
		}
	}
	return []byte(b.String())
}

func TestBaseHasNoProblem(t *testing.T) {
	if c, problems := ParseCommunity("c.yaml", build("", "")); c == nil || len(problems) > 0 {
		t.Fatal(problems.Say("en"))
	}
}

// Each case: the part that is replaced, by what, and what is said.
func TestCommunityProblems(t *testing.T) {
	area := func(s string) string { return strings.Replace(base["areas"], "[", "[\n"+s+",\n", 1) }
	unit := func(s string) string { return strings.Replace(base["units"], "[", "[\n"+s+",\n", 1) }
	class := func(s string) string { return strings.Replace(base["classes"], "[", "[\n"+s+",\n", 1) }
	category := func(s string) string {
		return strings.Replace(base["categories"], "categories: [", "categories: [\n"+s+",\n", 1)
	}
	for _, c := range []struct{ part, with, en, zh string }{
		// Names
		{"name", "language: zh", `1: "name" is missing`, `1: 缺少“name”`},
		{"name", "name: {}", `1: "name" needs a Chinese or an English text, better both`, `1: “name”要写中文或英文，最好都写`},
		{"name", "name: 新田", `1: a name must be written in both languages: {zh: 电梯, en: Lift}`, `1: 名称要写两种语言：{zh: 电梯, en: Lift}`},
		{"name", "name: {zh: 社}", `1: warning: 1 names have no English, this one first; the Chinese one is shown instead`, `1: 提醒：有 1 个名称没写英文，这是第一个；会用中文代替`},
		{"name", "name: {en: C}", `1: warning: 1 names have no Chinese, this one first; the English one is shown instead`, `1: 提醒：有 1 个名称没写中文，这是第一个；会用英文代替`},
		{"name", `name: {zh: "a\nb", en: C}`, `1: "zh" must be one line, without tabs`, `1: “zh”只能写一行，不能有制表符`},
		{"name", "name: {zh: 社, en: " + strings.Repeat("n", 65) + "}", `1: "en" has 65 characters; at most 64 are possible`, `1: “en”有 65 个字；最多 64 个字`},
		{"more", "language: en-GB", `2: "language" must be one of: zh, en; not "en-GB"; did you mean "en"?`, `2: “language”只能写：zh, en；不能写“en-GB”；是不是“en”？`},
		// Structure
		{"more", "unts: []", `2: unknown key "unts"; did you mean "units"?`, `2: 没有“unts”这个键；是不是“units”？`},
		{"more", "name: {zh: 又}", `2: "name" stands here twice; the first one is in line 1`, `2: “name”写了两次；第一次在第 1 行`},
		{"more", "[a, b]: c", `2: a key must be one word`, `2: 键必须是一个词`},
		{"more", "? ''", `2: unknown key ""`, `2: 没有“”这个键`},
		{"more", "<<: {language: zh}", `2: anchors and aliases (&, *, <<) can't be used here; write the value out, and put a text that begins with * in quotes`, `2: 这里不能用锚点和别名（&、*、<<）；请把内容直接写出来，以 * 开头的文字请加引号`},
		{"rules", "rules: {category: lift, unit: u}", `7: "rules" must be a list: [one, two], or lines that begin with "- "`, `7: “rules”要写成列表：[一, 二]，或者每行以“- ”开头`},
		{"rules", "rules: [~]", `7: an item of "rules" is empty` + "\n" + `7: "category" is missing` + "\n" + `7: "unit" is missing`, `7: “rules”里有一项是空的` + "\n" + `7: 缺少“category”` + "\n" + `7: 缺少“unit”`},
		{"more", "close_after: soon", `2: "close_after" must be a length of time such as 30m, 4h or 3d, not "soon"`, `2: “close_after”要写时长，如 30m、4h、3d，不能写“soon”`},
		{"areas", "areas: []", "3: \"areas\" must not be empty\n4: there is no area \"g\"", "3: “areas”不能为空\n4: 没有“g”这个区域"},
		// Areas
		{"areas", area("{key: A 1, kind: grid, in: c, name: {zh: 甲, en: A}}"), `4: "A 1" can't be a key: use 1 to 24 small letters a-z, digits, - and _`, `4: “A 1”不能当键：只能用小写字母 a-z、数字、- 和 _，1 到 24 个`},
		{"areas", area("{key: g, kind: grid, in: c, name: {zh: 甲, en: A}}"), `5: the key "g" is taken already, in line 4`, `5: 键“g”在第 4 行已经用过`},
		{"areas", area("{kind: grid, in: c, name: {zh: 甲, en: A}}"), `4: "key" is missing`, `4: 缺少“key”`},
		{"areas", area("{key: a, kind: gird, in: c, name: {zh: 甲, en: A}}"), `4: "kind" must be one of: street, community, grid, building; not "gird"; did you mean "grid"?`, `4: “kind”只能写：street, community, grid, building；不能写“gird”；是不是“grid”？`},
		{"areas", area("{key: a, kind: 楼栋, in: g, name: {zh: 甲, en: A}}"), `4: "kind" must be one of: street, community, grid, building; not "楼栋"; did you mean "building"?`, `4: “kind”只能写：street, community, grid, building；不能写“楼栋”；是不是“building”？`},
		{"areas", area("{key: a, kind: building, in: c, name: {zh: 甲, en: A}}"), `4: a building must lie in a grid, but "c" is a community`, `4: building 要在 grid 里，但“c”是 community`},
		{"areas", area("{key: a, kind: building, name: {zh: 甲, en: A}}"), `4: a building must lie in a grid: write "in" with its key`, `4: building 要在某个 grid 里：请写“in”和它的键`},
		{"areas", area("{key: a, kind: street, in: c, name: {zh: 甲, en: A}}"), `4: a street lies in nothing; remove "in"`, `4: 街道上面没有区域；请删掉“in”`},
		{"areas", area("{key: a, kind: grid, in: 区, name: {zh: 甲, en: A}}"), `4: there is no area "区"; did you mean "c"?`, `4: 没有“区”这个区域；是不是“c”？`},
		{"areas", area("{key: a, kind: grid, in: xintian, name: {zh: 甲, en: A}}"), `4: there is no area "xintian"`, `4: 没有“xintian”这个区域`},
		{"areas", area("{key: a, kind: grid, in: b, name: {zh: 甲, en: A}},\n{key: b, kind: grid, in: a, name: {zh: 乙, en: B}}"), `4: "a" lies in itself, by way of the areas it names`, `4: “a”绕了一圈，又在它自己里面`},
		{"areas", area("{key: a, kind: community, name: {zh: 甲, en: A}}"), `4: warning: "a" lies in no street; nobody is above it when an order climbs`, `4: 提醒：“a”不在任何街道里；工单上报时，上面没有人`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, words: [g]}"), `5: warning: "G" means both "g" and "a", which lie side by side; the bot can't tell them apart by it`, `5: 提醒：“G”既指“g”，又指“a”，两者在同一处；机器人分不清`},
		{"areas", "areas: [{key: g, kind: street, name: {zh: 街, en: S}}]", "3: there must be at least one area of the kind community\n3: warning: there is no area of the kind grid; all orders start at the community", "3: 至少要有一个社区（kind: community）\n3: 提醒：没有网格（kind: grid）；所有工单都从社区开始"},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, words: ['甲，乙', 丙, 丙, '']}"), "4: warning: \"甲，乙\" counts as one word, because it holds a Chinese comma; separate words with \",\"\n4: warning: \"丙\" stands in this list twice\n4: an item of \"words\" is empty", "4: 提醒：“甲，乙”里有中文标点，会当成一个词；词与词之间请用英文逗号 \",\"\n4: 提醒：“丙”在这个列表里写了两次\n4: “words”里有一项是空的"},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, words: 丙}"), `4: "words" must be a list: [one, two], or lines that begin with "- "`, `4: “words”要写成列表：[一, 二]，或者每行以“- ”开头`},
		// Units and rules
		{"units", unit("{key: v, name: {zh: 甲, en: A}, areas: [gg], categories: [lfit, lift, lift]}"), "5: there is no area \"gg\"; did you mean \"g\"?\n5: there is no category \"lfit\"; did you mean \"lift\"?\n5: warning: \"lift\" stands in this list twice", "5: 没有“gg”这个区域；是不是“g”？\n5: 没有“lfit”这个分类；是不是“lift”？\n5: 提醒：“lift”在这个列表里写了两次"},
		{"units", "units: [{key: u, name: {zh: 单, en: U}, categories: [lift]}]", `4: warning: no unit has "volunteers: true"; when a unit does not answer there is nobody else to ask`, `4: 提醒：没有哪个单位写了“volunteers: true”；单位不答复时，没有别人可找`},
		{"units", "units: [{key: u, name: {zh: 单, en: U}, volunteers: maybe, categories: [lift]}]", "4: warning: no unit has \"volunteers: true\"; when a unit does not answer there is nobody else to ask\n4: \"volunteers\" must be true or false, not \"maybe\"", "4: 提醒：没有哪个单位写了“volunteers: true”；单位不答复时，没有别人可找\n4: “volunteers”只能写 true（是）或 false（否），不能写“maybe”"},
		{"units", "units: [{key: u, name: {zh: 单, en: U}, volunteers: true}]", `6: warning: nobody is on duty for "lift": no unit lists it and no rule names it`, `6: 提醒：“lift”没有人管：没有单位列出它，也没有规则提到它`},
		{"rules", "rules:\n- {category: lift, unit: uu}", `8: there is no unit "uu"; did you mean "u"?`, `8: 没有“uu”这个单位；是不是“u”？`},
		{"rules", "rules:\n- {category: 梯, unit: 单, area: 格}", "8: there is no category \"梯\"; did you mean \"lift\"?\n8: there is no unit \"单\"; did you mean \"u\"?\n8: there is no area \"格\"; did you mean \"g\"?", "8: 没有“梯”这个分类；是不是“lift”？\n8: 没有“单”这个单位；是不是“u”？\n8: 没有“格”这个区域；是不是“g”？"},
		{"rules", "rules:\n- {category: lift, unit: u}\n- {category: lift, unit: u, area: g}\n- {category: lift, unit: far}", "10: this rule never applies: the rule in line 8 has the same category \"lift\" and the same area\n10: warning: this rule also sends orders from places where \"far\" does not work", "10: 这条规则永远用不上：第 8 行的规则分类“lift”和区域都一样\n10: 提醒：这条规则也会派“far”不去的地方的工单"},
		{"rules", "rules:\n- {category: lift, unit: far, area: g}", "", ""},
		// Classes and categories
		{"classes", class("{key: a, name: {zh: 甲, en: A}, accept: 4h, finish: 4h, echo: 1h}"), "6: warning: no category belongs to the class \"a\"\n6: \"accept\" (4h) must be shorter than \"finish\" (4h)", "6: 提醒：没有分类属于等级“a”\n6: 接单时限“accept”（4h）要比办结时限“finish”（4h）短"},
		{"classes", "classes: [{key: fast, name: {zh: 甲, en: A}, accept: 30, finish: 4h, emergency: true}]", "5: \"echo\" is missing\n5: \"accept\" must be a limit such as 30m, 4h, 3d, 8wh (8 working hours) or 5wd (5 working days), not \"30\"", "5: 缺少“echo”\n5: “accept”要写时限，如 30m、4h、3d、8工作时、5工作日，不能写“30”"},
		{"classes", "classes: [{key: fast, name: {zh: 甲, en: A}, accept: 1m, finish: 4h, echo: 4m, emergency: true}]", `5: "echo" is 4m; more often than every 5m would pester the resident`, `5: 回音间隔“echo”是 4m；比 5m 更密会打扰居民`},
		{"classes", "classes: [{key: fast, name: {zh: 甲, en: A}, accept: 1m, finish: 4h, echo: 1d, emergency: true}]", `5: warning: "echo" (1d) is longer than "finish" (4h); the resident hears nothing before the time is over`, `5: 提醒：回音间隔“echo”（1d）比办结时限“finish”（4h）长；到时限为止居民听不到回音`},
		{"categories", category("{key: a, name: {zh: 甲, en: A}, class: fsat, words: [梯, 丙]}"), "7: warning: nobody is on duty for \"a\": no unit lists it and no rule names it\n7: there is no class \"fsat\"; did you mean \"fast\"?\n8: warning: \"梯\" belongs to the category \"a\" already, which always wins", "7: 提醒：“a”没有人管：没有单位列出它，也没有规则提到它\n7: 没有“fsat”这个等级；是不是“fast”？\n8: 提醒：“梯”已经属于分类“a”，总是归它"},
		{"categories", category("{key: u2, name: {zh: 甲, en: A}, words: [甲], refer: {}}"), "7: \"class\" is missing\n7: warning: nobody is on duty for \"u2\": no unit lists it and no rule names it\n7: \"refer\" needs a Chinese or an English text, better both", "7: 缺少“class”\n7: 提醒：“u2”没有人管：没有单位列出它，也没有规则提到它\n7: “refer”要写中文或英文，最好都写"},
		{"categories", "categories: [{key: lift, name: {zh: 梯, en: Lift}, class: fast}, {key: other, name: {zh: 他, en: Other}, class: fast, words: [x]}]", "6: warning: the category \"lift\" has no words; the bot can't recognise it, people can only choose it\n6: the last category (\"other\") is for what fits nowhere else; it must have no words", "6: 提醒：分类“lift”没有关键词；机器人认不出，只能由人来选\n6: 最后一个分类（“other”）装其他的事，不能有关键词"},
		// The duty catalogue
		{"categories", category("{key: a, in: lfit, name: {zh: 甲, en: A}, words: [甲], evidence: foto}"), "7: warning: nobody is on duty for \"a\": no unit lists it and no rule names it\n7: there is no category \"lfit\"; did you mean \"lift\"?\n7: \"evidence\" must be one of: none, text, photo; not \"foto\"; did you mean \"photo\"?", "7: 提醒：“a”没有人管：没有单位列出它，也没有规则提到它\n7: 没有“lfit”这个分类；是不是“lift”？\n7: “evidence”只能写：none, text, photo；不能写“foto”；是不是“photo”？"},
		{"categories", category("{key: a, in: lift, name: {zh: 甲, en: A}, words: [甲]}"), "", ""},
		{"categories", category("{key: a, in: b, name: {zh: 甲, en: A}, words: [甲]},\n{key: b, in: a, name: {zh: 乙, en: B}, words: [乙]}"), "7: the category \"a\" lies in itself, by way of the categories it names", "7: 分类“a”绕了一圈，又在它自己里面"},
		{"categories", category("{key: a, in: lift, name: {zh: 甲, en: A}, words: [甲]}, {key: b, in: a, name: {zh: 甲, en: A}, words: [乙]}, {key: e, in: b, name: {zh: 甲, en: A}, words: [丙]}, {key: f, in: e, name: {zh: 甲, en: A}, words: [丁]},\n{key: g, in: f, name: {zh: 甲, en: A}, words: [戊]}"), "8: the category \"g\" lies deeper than 5 levels", "8: 分类“g”在第 5 层以下；最多 5 层"},
		{"categories", strings.Replace(base["categories"], "class: fast}]", "in: lift}]", 1), `6: the last category ("other") is for what fits nowhere else; it can't lie in another one`, `6: 最后一个分类（“other”）装其他的事，不能在别的分类里`},
		{"categories", category("{key: a, remove: true}"), `7: the catalogue has no "a" to remove`, `7: 清单里没有“a”，删不了`},
		{"categories", category("{key: a, in: b, reserved: false, name: {zh: 甲, en: A}, words: [甲]},\n{key: b, reserved: true, in: lift, name: {zh: 乙, en: B}}"), `7: warning: "b" above says "reserved: true", which holds for all below; false has no effect here`, `7: 提醒：上一级“b”写了“reserved: true”，下面的都算；这里写 false 没有用`},
		{"categories", "catalogue: sreet\n" + base["categories"], `6: "catalogue" must be one of: street; not "sreet"; did you mean "street"?`, `6: “catalogue”只能写：street；不能写“sreet”；是不是“street”？`},
		{"rules", "duties:\n- {category: lfit, lead: uu, assist: [farr]}\nrules: []", "8: there is no category \"lfit\"; did you mean \"lift\"?\n8: there is no unit \"uu\"; did you mean \"u\"?\n8: there is no unit \"farr\"; did you mean \"far\"?", "8: 没有“lfit”这个分类；是不是“lift”？\n8: 没有“uu”这个单位；是不是“u”？\n8: 没有“farr”这个单位；是不是“far”？"},
		{"rules", "duties:\n- {category: lift, lead: u, assist: [u]}\n- {category: lift, lead: far}\n- {category: lift}", "8: warning: \"u\" leads already and need not assist\n9: this duty never applies: the one in line 8 has the same category \"lift\" and the same area\n10: \"lead\" is missing\n10: this duty never applies: the one in line 8 has the same category \"lift\" and the same area", "8: 提醒：“u”已经牵头，不用再写协办\n9: 这一条永远用不上：第 8 行的分类“lift”和区域都一样\n10: 缺少“lead”\n10: 这一条永远用不上：第 8 行的分类“lift”和区域都一样"},
		{"categories", strings.Replace(base["categories"], "words: [梯]", "words: [梯], reserved: true", 1) + "\nduties:\n- {category: lift, lead: u}\n- {category: lift, area: g, lead: far}", "8: \"lift\" is reserved to a department: it can't go to volunteers or to a grid's own team (\"u\")\n9: \"lift\" is reserved to a department: it can't go to volunteers or to a grid's own team (\"far\")", "8: “lift”归部门办，不下放：不能交给志愿队，也不能交给网格自己的队伍（“u”）\n9: “lift”归部门办，不下放：不能交给志愿队，也不能交给网格自己的队伍（“far”）"},
		{"categories", strings.Replace(base["categories"], "words: [梯]", "words: [梯], sensitive: true", 1) + "\nduties:\n- {category: lift, lead: u}", "8: warning: \"lift\" is a private matter and goes to the volunteers \"u\"; whoever accepts it reads what it is about", "8: 提醒：“lift”是私密的事，却交给志愿队“u”；接单的志愿者会看到内容"},
		{"units", unit("{key: v, name: {zh: 甲, en: A}, agreement: {until: 2027-6-30, quota: 0}}"), "5: \"until\" must be a date such as 2027-06-30, not \"2027-6-30\"\n5: \"quota\" must be between 1 and 10000, not 0", "5: “until”要写日期，如 2027-06-30，不能写“2027-6-30”\n5: “quota”要在 1 到 10000 之间，不能是 0"},
		{"units", unit("{key: v, name: {zh: 甲, en: A}, agreement: {until: 2027-06-30, quota: 20}}"), "", ""},
		{"categories", "catalogue: street", "5: warning: no category belongs to the class \"fast\"\n6: warning: nobody is on duty for 91 categories of the catalogue, such as \"fire\"; the dispatcher gets all of that", "5: 提醒：没有分类属于等级“fast”\n6: 提醒：清单里有 91 个分类没有人管，例如“fire”；这些事都要由调度员来派"},
		// Times
		{"more", "time_zone: Asia/Beijing", `2: there is no time zone "Asia/Beijing"; did you mean "Asia/Shanghai"?`, `2: 没有“Asia/Beijing”这个时区；是不是“Asia/Shanghai”？`},
		{"more", "time_zone: Asia/Shanghia", `2: there is no time zone "Asia/Shanghia"; did you mean "Asia/Shanghai"?`, `2: 没有“Asia/Shanghia”这个时区；是不是“Asia/Shanghai”？`},
		{"more", "time_zone: Local", `2: there is no time zone "Local"`, `2: 没有“Local”这个时区`},
		{"more", "time_zone: ../../etc/passwd", `2: there is no time zone "../../etc/passwd"`, `2: 没有“../../etc/passwd”这个时区`},
		{"more", "quiet_hours: 22-7", `2: "quiet_hours" must be two times such as "22:00-07:00", not "22-7"`, `2: “quiet_hours”要写起止时间，如 "22:00-07:00"，不能写“22-7”`},
		{"more", "quiet_hours: 22:00-24:00", `2: "quiet_hours" must be two times such as "22:00-07:00", not "22:00-24:00"`, `2: “quiet_hours”要写起止时间，如 "22:00-07:00"，不能写“22:00-24:00”`},
		{"more", "quiet_hours: 08:00-08:00", `2: warning: "08:00-08:00" means no quiet hours at all; write none if that is meant`, `2: 提醒：“08:00-08:00”等于没有安静时段；如果就是不要，请写 none`},
		{"more", "quiet_hours: 07:00-22:00", `2: warning: the quiet hours 07:00-22:00 last 15 hours; are they the wrong way round?`, `2: 提醒：安静时段 07:00-22:00 长达 15 小时；是不是写反了？`},
		{"more", "quiet_hours: none", "", ""},
		{"more", "digest: {grid: 0 8 * *}", `2: "0 8 * *" is not a cron time; write five fields such as "0 8 * * *" (every day at 08:00)`, `2: “0 8 * *”不是 cron 时间；请写五段，如 "0 8 * * *"（每天 08:00）`},
		{"more", "digest: {grid: '@every 1h'}", `2: "@every 1h" is not a cron time; write five fields such as "0 8 * * *" (every day at 08:00)`, `2: “@every 1h”不是 cron 时间；请写五段，如 "0 8 * * *"（每天 08:00）`},
		{"more", "digest: {grid: ''}", `2: "" is not a cron time; write five fields such as "0 8 * * *" (every day at 08:00)`, `2: “”不是 cron 时间；请写五段，如 "0 8 * * *"（每天 08:00）`},
		{"more", "digest: {community: TZ=0}", `2: "TZ=0" names a time zone; write the zone under "time_zone" only`, `2: “TZ=0”里写了时区；时区只写在“time_zone”里`},
		{"more", "digest: {community: CRON_TZ=Asia/Tokyo 0 8 * * *}", `2: "CRON_TZ=Asia/Tokyo 0 8 * * *" names a time zone; write the zone under "time_zone" only`, `2: “CRON_TZ=Asia/Tokyo 0 8 * * *”里写了时区；时区只写在“time_zone”里`},
		{"more", "digest: {grid: 0 8 30 2 *}", `2: "0 8 30 2 *" never comes`, `2: “0 8 30 2 *”永远不会到`},
		{"more", "digest: {grid: '* 8 * * *'}", `2: warning: "* 8 * * *" comes more often than once an hour`, `2: 提醒：“* 8 * * *”比每小时一次还密`},
		{"more", "digest: {grid: 0 8 29 2 *, community: '@daily'}", "", ""},
		// Settings of areas
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {langage: en}}"), `4: unknown key "langage"; did you mean "language"?`, `4: 没有“langage”这个键；是不是“language”？`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {texts: {welcom: {zh: 您好}}}}"), `4: unknown key "welcom"; did you mean "welcome"?`, `4: 没有“welcom”这个键；是不是“welcome”？`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {texts: {welcome: 您好}}}"), `4: a name must be written in both languages: {zh: 电梯, en: Lift}`, `4: 名称要写两种语言：{zh: 电梯, en: Lift}`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {texts: {submitted: {zh: '{编码} 收到了'}}}}"), `4: the text “Taken in” can't be used: There is no placeholder “编码”; did you mean {编号}?`, `4: “收到了”这段文字不行：没有“编码”这个空；是不是 {编号}？`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {texts: {closing: {en: '{number} will be closed'}}}}"), `4: the text “Notice of closing” can't be used: {time} is missing: without it nobody understands the text.`, `4: “归档提醒”这段文字不行：少了 {时间}：没有它，看的人就不明白。`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {texts: {emergency: {zh: 请先报警}}}}"), `4: the text “Emergency numbers” can't be used: Please write a number to call, such as 112.`, `4: “紧急电话”这段文字不行：请写上要打的电话号码，例如 120。`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {language: fr}}"), `4: "language" must be one of: zh, en; not "fr"`, `4: “language”只能写：zh, en；不能写“fr”`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {time_zone: Asia/Beijing}}"), `4: there is no time zone "Asia/Beijing"; did you mean "Asia/Shanghai"?`, `4: 没有“Asia/Beijing”这个时区；是不是“Asia/Shanghai”？`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {quiet_hours: 22-7}}"), `4: "quiet_hours" must be two times such as "22:00-07:00", not "22-7"`, `4: “quiet_hours”要写起止时间，如 "22:00-07:00"，不能写“22-7”`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {quiet_hours: \"07:00-22:00\"}}"), `4: warning: the quiet hours 07:00-22:00 last 15 hours; are they the wrong way round?`, `4: 提醒：安静时段 07:00-22:00 长达 15 小时；是不是写反了？`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {preset: steet}}"), `4: "preset" must be one of: 12345, street; not "steet"; did you mean "street"?`, `4: “preset”只能写：12345, street；不能写“steet”；是不是“street”？`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {classes: [{key: fats, accept: 20m}]}}"), `4: there is no class "fats"; did you mean "fast"?`, `4: 没有“fats”这个等级；是不是“fast”？`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {classes: [{key: fast, accept: 3h}]}}"), `4: "accept" (3h) must be shorter than "finish" (2h)`, `4: 接单时限“accept”（3h）要比办结时限“finish”（2h）短`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {classes: [{key: fast, echo: 1m}, {key: fast}]}}"), `4: "echo" is 1m; more often than every 5m would pester the resident
4: the key "fast" is taken already, in line 4`, `4: 回音间隔“echo”是 1m；比 5m 更密会打扰居民
4: 键“fast”在第 4 行已经用过`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {ladders: {finish: [{at: 50, do: widen}]}}}"), `4: warning: no step says "climb"; an order that nobody answers stays where it is
4: "widen" belongs to the ladder "accept" only: here somebody holds the order already`, `4: 提醒：没有一步写“climb”；没人答复的工单会留在原处
4: “widen”只能写在“accept”里：这里已经有人接单了`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {digest: {grid: 8am}}}"), `4: "8am" is not a cron time; write five fields such as "0 8 * * *" (every day at 08:00)`, `4: “8am”不是 cron 时间；请写五段，如 "0 8 * * *"（每天 08:00）`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {calendar: {working_days: sat-sun, holidays: [2026-12-01]}}}"), `4: warning: 2026-12-01 is a day off anyway`, `4: 提醒：2026-12-01 本来就不上班`},
		{"areas", area("{key: a, kind: grid, in: c, name: {zh: 甲, en: A}, settings: {preset: street}}"), `4: warning: none of the classes of the preset "street" is in use: it changes nothing`, `4: 提醒：现成等级“street”里没有一个等级是您用的：写了也不会改变什么`},

		// Ladders
		{"ladders", "ladders: {accept: [{at: 50, do: nugde}, {at: 50, do: climb}, {at: 200, do: daily}]}", "8: \"do\" must be one of: nudge, tell, widen, climb; not \"nugde\"; did you mean \"nudge\"?\n8: \"at\" must rise from step to step: 50 comes after 50\n8: \"daily\" comes by itself after the last step; remove it", "8: “do”只能写：nudge, tell, widen, climb；不能写“nugde”；是不是“nudge”？\n8: “at”要一步比一步大：50 写在了 50 后面\n8: 最后一步之后自然每天上报；请删掉“daily”"},
		{"ladders", "ladders: {finish: [{at: 0, do: widen}, {do: climb}]}", "8: \"at\" must be between 1 and 1000, not 0\n8: \"widen\" belongs to the ladder \"accept\" only: here somebody holds the order already\n8: \"at\" is missing", "8: “at”要在 1 到 1000 之间，不能是 0\n8: “widen”只能写在“accept”里：这里已经有人接单了\n8: 缺少“at”"},
		{"ladders", "ladders: {accept: [{at: 150, do: tell}]}", "8: warning: no step says \"climb\"; an order that nobody answers stays where it is\n8: warning: the first step comes at 150 %, after the limit; nobody is reminded in time", "8: 提醒：没有一步写“climb”；没人答复的工单会留在原处\n8: 提醒：第一步在 150 %，已经过了时限；没有人按时得到提醒"},
		{"ladders", "ladders: {accept: [{at: 50%, do: climb}]}", `8: "at" must be a whole number, not "50%"`, `8: “at”要写整数，不能写“50%”`},
	} {
		checkProblems(t, c.part, c.with, c.en, c.zh)
	}
}

// checkProblems replaces a part of base and compares what is said.
func checkProblems(t *testing.T, part, with, en, zh string) {
	t.Helper()
	got, problems := ParseCommunity("c", build(part, with))
	if (got == nil) != problems.Failed() {
		t.Errorf("%s: result %v beside\n%s", with, got != nil, problems.Say("en"))
	}
	for lang, want := range map[string]string{"en": en, "zh": zh} {
		said := strings.TrimSpace(strings.ReplaceAll("\n"+problems.Say(lang), "\nc:", "\n"))
		if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(said, "\n")); diff != "" {
			t.Errorf("%s (-want +said):\n%s", with, diff)
		}
	}
}

func TestYAMLProblems(t *testing.T) {
	for src, want := range map[string][2]string{
		"name: x\n\tareas: []\n":     {"c:2: this line begins with a tab; indent with spaces", "c:2: 这一行用了制表符开头；缩进请用空格"},
		"language: zh\nname：x\n":     {`c:2: the colon "：" is the Chinese one; write ":" and a space`, `c:2: 冒号“：”是中文的；请改成英文冒号 ":" 再加一个空格`},
		"name：x":                     {`c:1: the colon "：" is the Chinese one; write ":" and a space`, `c:1: 冒号“：”是中文的；请改成英文冒号 ":" 再加一个空格`},
		"language: zh\nname: \xb5":   {"c:2: this line is not UTF-8 text; save the file with the encoding UTF-8", "c:2: 这一行不是 UTF-8 文字；请把文件另存为 UTF-8 编码"},
		"language: *x\n":             {"c:1: anchors and aliases (&, *, <<) can't be used here; write the value out, and put a text that begins with * in quotes", "c:1: 这里不能用锚点和别名（&、*、<<）；请把内容直接写出来，以 * 开头的文字请加引号"},
		"name: {zh: x\nareas: [\n":   {`c:1: brackets [ ] or { } are not in pairs, or a "," is missing between them`, `c:1: 括号 [ ] 或 { } 没有成对，或者里面少了英文逗号 ","`},
		"name: a: b\n":               {`c:1: there is one colon too many here, or the line above has no end; put a text that holds a colon in quotes ""`, `c:1: 这里多了一个冒号，或者上一行没写完；文字里有冒号的，请整段加英文引号 ""`},
		"language: zh\nname: \x01":   {"c:2: this line holds an invisible control character; remove it and type the line anew", "c:2: 这一行有看不见的控制字符；请删掉，重新打一遍"},
		strings.Repeat("#\n", 2<<20): {"c: this file is larger than 2 MB", "c: 这个文件超过 2 MB"},
	} {
		c, problems := ParseCommunity("c", []byte(src))
		if c != nil || len(problems) == 0 {
			t.Fatalf("%.40q was accepted", src)
		}
		first := problems[:1] // what the rest of the file lacks follows
		if en, zh := strings.TrimSpace(first.Say("en")), strings.TrimSpace(first.Say("zh")); en != want[0] || zh != want[1] {
			t.Errorf("%.40q: said\n%s\n%s\nwant\n%s\n%s", src, en, zh, want[0], want[1])
		}
	}
	_, problems := ParseCommunity("c", append(build("", ""), "---\nname: x\n"...))
	checkSays(t, problems, "en", "", "c:9: a second document begins here; remove the line ---")
	checkSays(t, problems, "zh", "", "c:9: 从这里起是第二份文档；请删掉 --- 这一行")
	_, problems = ParseCommunity("c", []byte("新田社区"))
	checkSays(t, problems, "en", "", `c:1: the file must consist of lines such as "key: value"`)
	checkSays(t, problems, "zh", "", `c:1: 文件要由“键: 值”这样的行组成`)
	for _, src := range []string{"", "\n# 新田社区\n", "---\n"} {
		_, problems = ParseCommunity("c", []byte(src))
		checkSays(t, problems, "zh", "", "c: 这个文件是空的；请复制 community.example.yaml 再改")
		checkSays(t, problems, "en", "", "c: the file is empty; copy community.example.yaml and edit the copy")
	}
	_, problems = ParseCommunity("c", []byte("language: &a zh\nname: *a\n"))
	if len(problems) == 0 || problems[0].Line != 1 {
		t.Errorf("an alias: %s", problems.Say("en"))
	}
}

func TestLimits(t *testing.T) {
	var b strings.Builder
	for i := range maxAreas + 1 {
		fmt.Fprintf(&b, "{key: a%d, kind: grdi, in: nowhere%d, name: {zh: 格, en: G}},\n", i, i)
	}
	_, problems := ParseCommunity("c", build("areas", "areas: ["+b.String()+"]"))
	if len(problems) == 0 || problems[0].Key != "config.too_many" {
		t.Errorf("%d areas: %v", maxAreas+1, problems[0])
	}
	_, problems = ParseCommunity("c", build("ladders", "ladders: {accept: ["+strings.Repeat("{at: 1, do: climb},", maxSteps+1)+"]}"))
	checkSays(t, problems, "en", "", `c:8: "accept" has 21 items; at most 20 are possible`)
	_, problems = ParseCommunity("c", build("rules", "rules: ["+strings.Repeat("{category: lift, unit: u},", maxRules+1)+"]"))
	checkSays(t, problems, "zh", "", `c:7: “rules”有 5001 项；最多 5000 项`)
}

// A file with many mistakes: all of them are said at once.
func TestGolden(t *testing.T) {
	src, err := os.ReadFile("testdata/mistakes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, problems := ParseCommunity("mistakes.yaml", src)
	if c != nil {
		t.Error("a file with mistakes was accepted")
	}
	for _, lang := range []string{"zh", "en"} {
		name := "testdata/mistakes." + lang + ".txt"
		got := problems.Say(lang)
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
