package story

import (
	"context"
	"regexp"
	"strings"
	"unicode"
)

// act is one step made ready: it does or checks something in the world that is being played.
type act func(ctx context.Context, r *run) error

// below says whether a step may have lines below it.
type below int

const (
	none   below = iota // no
	some                // yes, or not
	needed              // yes, or a text behind the colon
)

// form is one kind of step in both languages. Words in capitals are the places for names and texts (see anything); the
// rest is what the author writes, with the parts in (?:…)? left out at will.
type form struct {
	en, zh string
	lines  below
	make   func(m *words) (act, error)
}

// forms is the whole grammar: one row for each kind of step. The order matters only where two forms fit one line.
func forms() []form {
	all := sayingForms()
	all = append(all, botForms()...)
	all = append(all, seeingForms()...)
	all = append(all, timeForms()...)
	return append(all, troubleForms()...)
}

func sayingForms() []form {
	return []form{
		{`WHO says in PLACE:TEXT`, `WHO 在 PLACE 说:TEXT`, needed, say(false)},
		{`WHO says anonymously in PLACE:TEXT`, `WHO 在 PLACE 匿名说:TEXT`, needed, say(true)},
		{`WHO replies in PLACE to "QUOTE":TEXT`, `WHO 在 PLACE 回复 "QUOTE":TEXT`, needed, say(false)},
		{`WHO sends (?:an? )?KIND in PLACE(?: to "QUOTE")?(?::TEXT)?`, `WHO 在 PLACE (?:回复 "QUOTE" )?发 KIND(?::TEXT)?`, some, send},
		{`WHO forwards "QUOTE" from SOURCE to PLACE`, `WHO 把 SOURCE 的 "QUOTE" 转发到 PLACE`, none, forward},
		{`WHO edits "QUOTE" in PLACE:TEXT`, `WHO 在 PLACE 把 "QUOTE" 改成:TEXT`, needed, edit},
		{`WHO deletes "QUOTE" in PLACE`, `WHO 在 PLACE 删除 "QUOTE"`, none, remove},
	}
}

func botForms() []form {
	return []form{
		{`WHO taps in PLACE:BUTTON(?: on "ON")?`, `WHO 在 PLACE 点:BUTTON(?: 在 "ON" 上)?`, none, tap},
		{`PEOPLE (?:all )?tap at once in PLACE:BUTTON(?: on "ON")?`, `PEOPLE 同时在 PLACE 点:BUTTON(?: 在 "ON" 上)?`, none, tapAtOnce},
		{`WHO forges in PLACE:TEXT`, `WHO 在 PLACE 伪造:TEXT`, needed, forge},
		{`WHO is told:TEXT`, `提示 WHO:TEXT`, needed, told},
		{`COUNT of PEOPLE (?:is|are) told:TEXT`, `提示 PEOPLE 中 COUNT 人:TEXT`, needed, someTold},
		{`WHO starts the bot(?: with PAYLOAD)?`, `WHO 打开机器人(?: 带 PAYLOAD)?`, none, start},
		{`WHO opens the link "QUOTE" in PLACE`, `WHO 在 PLACE 打开链接 "QUOTE"`, none, openLink},
		{`WHO opens the link "QUOTE" in SOURCE for PLACE`, `WHO 在 SOURCE 打开链接 "QUOTE" 选 PLACE`, none, openForGroup},
		{`WHO picks the group PLACE with "QUOTE"`, `WHO 用 "QUOTE" 选群 PLACE`, none, pickGroup},
		{`WHO picks PICKED with "QUOTE"`, `WHO 用 "QUOTE" 选 PICKED`, none, pickPeople},
		{`WHO blocks the bot`, `WHO 屏蔽机器人`, none, block},
		{`WHO unblocks the bot`, `WHO (?:解除|取消)屏蔽机器人`, none, unblock},
		{`WHO leaves PLACE`, `WHO 离开 PLACE`, none, leave},
		{`WHO joins PLACE`, `WHO 加入 PLACE`, none, join},
		{`WHO becomes an admin of PLACE`, `WHO 成为 PLACE 的管理员`, none, promote(false)},
		{`WHO becomes an anonymous admin of PLACE`, `WHO 成为 PLACE 的匿名管理员`, none, promote(true)},
		{`PLACE becomes a supergroup`, `PLACE 升级为超级群`, none, migrate},
		{`the bot is added to PLACE by WHO`, `WHO 把机器人拉进 PLACE`, none, addBot},
		{`the bot is removed from PLACE(?: by WHO)?`, `机器人被(?: WHO)? 移出 PLACE`, none, removeBot},
		{`the bot becomes an admin of PLACE`, `机器人成为 PLACE 的管理员`, none, promoteBot},
	}
}

func seeingForms() []form {
	return []form{
		{`WHO sees in PLACE:TEXT`, `WHO 在 PLACE 看到:TEXT`, needed, sees},
		{`COUNT of PEOPLE sees? in PLACE:TEXT`, `PEOPLE 中 COUNT 人在 PLACE 看到:TEXT`, needed, someSee},
		{`WHO still sees in PLACE:TEXT`, `WHO 在 PLACE 现在看到:TEXT`, needed, stillSees},
		{`WHO does not see in PLACE:TEXT`, `WHO 在 PLACE 看不到:TEXT`, needed, seesNot},
		{`WHO has no button in PLACE:BUTTON`, `WHO 在 PLACE 没有按钮:BUTTON`, none, noButton},
		{`the message "QUOTE" in PLACE carries EMOJI`, `PLACE 的消息 "QUOTE" 带有 EMOJI`, none, carries},
		{`nobody hears anything else`, `别人什么也没听到`, none, silence},
		{`remember NAME from PLACE "QUOTE"`, `记住 NAME 来自 PLACE "QUOTE"`, none, remember},
		{`WHO remembers NAME from PLACE "QUOTE"`, `WHO 记住 NAME 来自 PLACE "QUOTE"`, none, remember},
	}
}

func timeForms() []form {
	return []form{
		{`after SPAN`, `SPAN 后`, none, after},
		{`at CLOCK`, `到 CLOCK`, none, at},
		{`on DATE at CLOCK`, `到 DATE CLOCK`, none, at},
	}
}

func troubleForms() []form {
	return []form{
		{
			`Telegram answers CODE(?: to METHOD)?(?: every EVERY call| TIMES times?| ONCE)?`,
			`Telegram 回答 CODE(?: 给 METHOD)?(?: 每 EVERY 次一次| 共 TIMES 次| ONCE)?`, none, fault,
		},
		{`Telegram is down`, `Telegram 坏了`, none, down},
		{`Telegram is well again`, `Telegram 好了`, none, well},
		{`the answer to the next send is lost`, `下一次发送的回答丢失`, none, loseAnswer},
		{`the last update is delivered again`, `最后一条更新再次送达`, none, redeliver},
		{`the program is killed`, `程序被杀`, none, kill},
		{`the program restarts`, `程序重启`, none, restart},
		{`a backup is made`, `做一份备份`, none, backUp},
		{`the backup is put back`, `用备份恢复`, none, putBack},
		{`use SCRIPT`, `用 SCRIPT`, none, use},
	}
}

// optional finds the parts of a form that may be left out; readable shows them in brackets.
var optional = regexp.MustCompile(`\(\?:([^()]*)\)(\?)?`)

// readable is a form as a person would write it down.
func readable(pattern string) string {
	pattern = optional.ReplaceAllStringFunc(pattern, func(part string) string {
		m := optional.FindStringSubmatch(part)
		if m[2] == "" {
			return m[1]
		}
		return "[" + m[1] + "]"
	})
	return strings.NewReplacer("sees?", "see", "[an? ]", "a ", ":TEXT", ": TEXT", ":BUTTON", ": BUTTON", "times?", "times").Replace(pattern)
}

// suggest names the form that a line which is none resembles most; empty if it resembles none.
func (g *grammar) suggest(head string) string {
	best, score := "", 0.5
	for _, f := range g.forms {
		for _, pattern := range []string{f.en, f.zh} {
			shown := readable(pattern)
			if s := resemblance(head, shown); s > score {
				best, score = shown, s
			}
		}
	}
	if best == "" {
		return ""
	}
	return "; perhaps you mean: " + best
}

// resemblance is the share of the form's fixed letters that the line has, 0 to 1: letter by letter in Chinese, otherwise in
// pairs.
func resemblance(head, shown string) float64 {
	if i := strings.IndexAny(head, ":："); i > 0 {
		head = head[:i]
	}
	fixed := []rune(slotName.ReplaceAllString(shown, " "))
	have, all := 0, 0
	for i, r := range fixed {
		part := string(r)
		if r < 0x2e80 {
			if i == 0 || !unicode.IsLetter(r) || !unicode.IsLetter(fixed[i-1]) {
				continue
			}
			part = string(fixed[i-1 : i+1])
		}
		all++
		if strings.Contains(head, part) {
			have++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(have) / float64(all)
}
