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

// TestStatesDoc holds docs/states.md equal to the table in package order. Run
// with UPDATE=1 to write it anew.
func TestStatesDoc(t *testing.T) {
	path := filepath.Join("docs", "states.md")
	got := statesDoc()
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
		t.Errorf("%s is not what order.Rules says; run: UPDATE=1 go test -run TestStatesDoc .", path)
	}
}

const statesHead = `# States, acts and roles · 状态、动作和身份

<!-- Made by TestStatesDoc from order.Rules(). Do not edit: run UPDATE=1 go test -run TestStatesDoc . -->

This page is made from ` + "`order.Rules()`" + `, the one table that says who may do what to an order, and in which state. Every
button, command, reply and timer asks it. A test fails when the page and the table differ.
这一页由 ` + "`order.Rules()`" + ` 生成：谁在什么状态下能做什么，只有这一张表说了算。

`

const statesTableNote = `
A cell names who may do the act. → names the state that it leads to; without it the state stays. Where there is no row,
nobody may. The tier (网格, 社区, 街道) is apart from the state: ` + "`climb`" + ` raises it and leaves the state alone,
` + "`reopen`" + ` raises it as well. ` + "`intake`" + ` comes before the table: it makes the order, in state ` + "`new`" + `.

The table says what a role may do at all. Some acts have a time as well, which package flows watches: ` + "`undo`" + ` is over five
minutes after the dispatch, and ` + "`reopen`" + ` of a closed order at the end of ` + "`reopen_for`" + `. The phone number goes to the taker only if
the resident asked themselves, or somebody did whose work that is. What is not done to one order stands in [rights](rights.md).
`

const statesRoles = `
| role | 身份 | who that is |
|---|---|---|
| ` + "`resident`" + ` | 居民 | asked for it |
| ` + "`neighbour`" + ` | 邻居 | is in the group where it was asked for, and is not the resident |
| ` + "`asked`" + ` | 被派单的单位 | belongs to a unit whose offer is open, or taps in that unit's group |
| ` + "`outrun`" + ` | 慢了一步的单位 | belongs to a unit that was asked in this round, before somebody took it |
| ` + "`taker`" + ` | 接单人 | accepted it |
| ` + "`finisher`" + ` | 办结人 | reported it done, and nobody has judged that yet |
| ` + "`dispatcher`" + ` | 社区调度员 | steers the community that it lies in |
| ` + "`leader`" + ` | 网格长 | leads the grid that it lies in |
| ` + "`officer`" + ` | 街道干部 | works in the street that it lies in |
| ` + "`owner`" + ` | 管理员 | owns the installation |
| ` + "`substitute`" + ` | 替班人 | stands in for who accepted it and is on leave |
| ` + "`decliner`" + ` | 退单的单位 | belongs to a unit that declined it as not its own, since it last began |
| ` + "`ingrid`" + ` | 本网格的人 | leads the grid that it lies in or works there, or is its building's first responder, and the matter is small: no emergency, not private, not reserved to a department |
| ` + "`responder`" + ` | 楼长 | is the first responder of the building that holds it now |
| ` + "`desk`" + ` | – | dispatcher, leader, officer and owner, all four |
| ` + "`clock`" + ` | – | the program itself, at its time |
`

func statesDoc() string {
	var b strings.Builder
	b.WriteString(statesHead)
	statesList(&b)
	statesDiagram(&b)
	statesTable(&b)
	return b.String()
}

func statesList(b *strings.Builder) {
	b.WriteString("## States · 状态\n\n| in code | on the card | 卡片上 | somebody still owes the resident something |\n|---|---|---|---|\n")
	for _, s := range order.States() {
		owes := "no"
		if s.Open() {
			owes = "yes"
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s |\n", s, texts.Say(texts.EN, "state."+string(s)), texts.Say(texts.ZH, "state."+string(s)), owes)
	}
}

// statesDiagram draws the moves from one state to another.
func statesDiagram(b *strings.Builder) {
	b.WriteString("\n## The life of an order · 一单的一生\n\n```mermaid\nstateDiagram-v2\n    [*] --> new: intake\n")
	for _, from := range order.States() {
		acts := map[order.State][]string{}
		for _, r := range order.Rules() {
			if slices.Contains(r.From, from) && r.To != "" && r.To != from {
				acts[r.To] = append(acts[r.To], string(r.Act))
			}
		}
		for _, to := range order.States() {
			if len(acts[to]) > 0 {
				fmt.Fprintf(b, "    %s --> %s: %s\n", from, to, strings.Join(acts[to], ", "))
			}
		}
	}
	b.WriteString("```\n")
}

func statesTable(b *strings.Builder) {
	b.WriteString("\n## Who may do what · 谁能做什么\n" + statesTableNote + "\n")
	b.WriteString("| act |")
	for _, s := range order.States() {
		fmt.Fprintf(b, " `%s` |", s)
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(order.States())) + "\n")
	for _, a := range order.Acts() {
		fmt.Fprintf(b, "| `%s` |", a)
		for _, s := range order.States() {
			b.WriteString(" " + statesCell(s, a) + " |")
		}
		b.WriteString("\n")
	}
	b.WriteString(statesRoles)
}

// statesCell asks Decide, not the rows, so that the page shows what happens.
func statesCell(s order.State, a order.Act) string {
	var who []string
	var leads order.State
	for _, r := range order.AllRelations() {
		to, err := order.Decide(s, a, r)
		if err != nil {
			continue
		}
		who, leads = append(who, r.String()), to
	}
	names := strings.ReplaceAll(strings.Join(who, ", "), "dispatcher, leader, officer, owner", "desk")
	switch {
	case len(who) == 0:
		return ""
	case leads == s:
		return names
	}
	return fmt.Sprintf("%s → `%s`", names, leads)
}
