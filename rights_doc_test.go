package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huiyin/order"
	"huiyin/texts"
)

// TestRightsDoc holds docs/rights.md and its Chinese twin equal to the table of
// rights in package order. Run with UPDATE=1 to write them anew.
func TestRightsDoc(t *testing.T) {
	for lang, path := range map[string]string{texts.EN: filepath.Join("docs", "rights.md"), texts.ZH: filepath.Join("docs", "zh", "rights.md")} {
		got := rightsDoc(lang)
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
			t.Errorf("%s is not what order.Grants says; run: UPDATE=1 go test -run TestRightsDoc .", path)
		}
	}
}

// rightsHead comes before the table, rightsFoot after it.
var rightsHead = map[string]string{
	texts.EN: `# Rights

[中文](zh/rights.md)

<!-- Made by TestRightsDoc from order.Grants(). Do not edit: run UPDATE=1 go test -run TestRightsDoc . -->

Who may set up, ask and read what is not about one order. This page is made from ` + "`order.Grants()`" + `; every command, button and
link asks it, at each tap anew: a button carries no rights. What may be done to an order stands in [states, acts and roles](states.md).

`,
	texts.ZH: `# 权限

[English](../rights.md)

<!-- Made by TestRightsDoc from order.Grants(). Do not edit: run UPDATE=1 go test -run TestRightsDoc . -->

不针对某一单的事，谁能做。这一页由 ` + "`order.Grants()`" + ` 生成；每条命令、每个按钮、每个链接，每次点按都重新问这张表：按钮本身不带权限。
对一单能做什么，见[状态、动作和身份](../states.md)。

`}

var rightsFoot = map[string]string{
	texts.EN: `
- *everywhere*: in the whole installation, also for places and units that are not in it any more.
- *own area*: in the area of the role and in all below it, and for the units that work there.
- *own*: in exactly the area of the role.

The last owner can't be dismissed, and can't be forgotten. Who takes a role away also ends what was accepted through it. The community's daily
summary goes to the dispatchers' group where there is one, and to the owners where no dispatcher can be reached. Groups speak the language that
whoever may bind them has chosen.

Rights beside orders are never lent: who stands in for somebody on leave may only do to orders what that one may. Everybody with a role may go on leave,
see who is on duty with them, and offer a turn of their own to another.

Everybody may, in private: order, read and withdraw their own orders, choose their language, ask ` + "`/help`, `/privacy`, `/whoami`, `/mydata`" + ` and
` + "`/forget`" + `. Whoever has the claim code becomes owner as long as there is none. Whoever is in a group may take away a question that the bot asked there.
`,
	texts.ZH: `
- **全部**：整个系统，包括已经不在里面的地点和单位。
- **本区域**：本人所在区域及其下的一切，以及在那里服务的单位。
- **仅本处**：只限本人所在的那一个区域。

最后一位管理员不能被收回，也不能被遗忘。收回角色时，凭这个角色接的单一并交还。社区日报发到调度群；没有调度群时发给社区调度员，都联系不上时发给管理员。
群里说哪种语言，由能绑定这个群的人决定。

这些权限从不转给替班的人：替班只管工单。有身份的人都可以请假，看自己那里谁值班，把自己的班请别人来。

人人都可以在私聊里：点单、看和撤回自己的单、选语言，用 ` + "`/help`、`/privacy`、`/whoami`、`/mydata`、`/forget`" + `。还没有管理员时，谁有认领码谁就是管理员。
群里任何人都可以收起机器人在群里问的问题。
`}

// rightsWords name what is not said in chat.
var rightsWords = map[string][2]string{ // English, Chinese
	"head": {"right", "权限"}, "code": {"in code", "代码里"},
	string(order.Bind):            {"bind a group, choose its language", "绑定群、选群的语言"},
	string(order.Vouch):           {"order for somebody else, without a daily limit", "替别人点单，不受每日数量限制"},
	string(order.GridDigest):      {"get a grid's daily summary", "收到网格日报"},
	string(order.CommunityDigest): {"get a community's daily summary", "收到社区日报"},
	string(order.SetDuty):         {"set who is on duty", "排班"},
	string(order.Doctor):          {"ask how the installation is: `/doctor`", "体检：`/doctor`"},
	string(order.Overview):        {"see the areas: who leads, which groups, how much is open", "看区域：谁负责、有哪些群、还有多少工单"},
	string(order.AdjustHours):     {"set language, time zone, quiet hours, digests and texts: `/settings`", "设置语言、时区、安静时段、日报、文字：`/settings`"},
	string(order.AdjustLimits):    {"set limits, working time, closing: `/settings`", "设置时限、上班时间、归档：`/settings`"},
	"give_":                       {"invite as ", "邀请："}, "take_": {"take away: ", "收回："},
	string(order.Everywhere): {"everywhere", "全部"}, string(order.OwnArea): {"own area", "本区域"}, string(order.OwnAlone): {"own", "仅本处"},
}

func rightsWord(lang, key string) string {
	if lang == texts.ZH {
		return rightsWords[key][1]
	}
	return rightsWords[key][0]
}

func rightsDoc(lang string) string {
	roleName := func(r order.Role) string { return texts.Say(lang, "role."+string(r)) }
	var b strings.Builder
	b.WriteString(rightsHead[lang])
	fmt.Fprintf(&b, "| %s | %s |", rightsWord(lang, "head"), rightsWord(lang, "code"))
	for _, r := range order.Roles() {
		fmt.Fprintf(&b, " %s |", roleName(r))
	}
	b.WriteString("\n|---|---|" + strings.Repeat("---|", len(order.Roles())) + "\n")
	for _, right := range order.AllRights() {
		name := rightsWord(lang, string(right))
		for _, prefix := range []string{"give_", "take_"} {
			if role, ok := strings.CutPrefix(string(right), prefix); ok {
				name = rightsWord(lang, prefix) + roleName(order.Role(role))
			}
		}
		fmt.Fprintf(&b, "| %s | `%s` |", name, right)
		for _, r := range order.Roles() {
			i := slices.IndexFunc(order.Grants(), func(g order.Grant) bool { return g.Right == right && g.Role == r })
			if i < 0 {
				b.WriteString(" |")
				continue
			}
			fmt.Fprintf(&b, " %s |", rightsWord(lang, string(order.Grants()[i].Reach)))
		}
		b.WriteString("\n")
	}
	b.WriteString(rightsFoot[lang])
	return b.String()
}
