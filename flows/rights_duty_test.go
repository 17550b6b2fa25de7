package flows

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// rotaButtons are all the buttons with which a rota is set, for somebody who can
// be on duty there and a day. What they show or change tells whether they open.
var rotaButtons = []string{"top", "who", "d P 2", "h P 2", "f P 2", "t P 2 20", "add P 127 0 12", "day", "on D",
	"xw D", "xh D P", "xf D P", "xt D P 20", "xa D P 4 8", "xy D P 4 8", "xi D P 4 8"}

// dutyWalk is what TestRightsOfDuty counts.
type dutyWalk struct{ all, right, opened int }

// TestRightsOfDuty walks leave, stand-ins, rotas and swaps: everybody tries every
// button in every scene of testdata/rights_duty.txt, in private and in a group,
// and may do exactly what it says. Who is refused changes nothing and is told.
func TestRightsOfDuty(t *testing.T) {
	q := newQuarter(t)
	text, err := os.ReadFile("testdata/rights_duty.txt")
	if err != nil {
		t.Fatal(err)
	}
	names, w := map[string][]string{}, dutyWalk{}
	for _, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if name, list, ok := strings.Cut(line, " = "); ok {
			names[strings.TrimSpace(name)] = strings.Fields(list)
			continue
		}
		door, who, _ := strings.Cut(line, "  ")
		var may []string
		for _, name := range strings.Fields(who) {
			if list, ok := names[name]; ok {
				may = append(may, list...)
			} else {
				may = append(may, name)
			}
		}
		f, before := strings.Fields(door), w.opened
		for _, p := range quarterPeople {
			want := slices.Contains(may, p.name)
			if f[1] == "set" {
				q.setRota(&w, f, p.name, want)
				continue
			}
			q.ofDuty(&w, f, p.name, want)
		}
		if w.opened == before && who != "" && strings.TrimSpace(who) != "-" {
			t.Errorf("%s never opened for anybody: the walk does not test it", door)
		}
	}
	t.Logf("walked %d combinations of %d people: %d right", w.all, len(quarterPeople), w.right)
}

// setRota tries every button of a rota.
func (q *quarter) setRota(w *dutyWalk, f []string, name string, want bool) {
	at := map[string]string{"uproperty": "plumber", "ufar": "farhand", "agrid1": "leader", "agrid9": "", "axintian": "dispatcher", "adongmen": "dispatcher2",
		"aluxi": "officer", "agrid5": ""}[f[2]]
	for _, b := range rotaButtons {
		if at == "" && strings.Contains(b, "P") { // nobody can be on duty there
			continue
		}
		verb, rest, _ := strings.Cut(b, " ")
		rest = strings.NewReplacer("P", "@"+at, "D", "+1").Replace(rest)
		q.ofDuty(w, append([]string{f[0], "rota", verb, f[2]}, strings.Fields(rest)...), name, want)
	}
}

// ofDuty lets one person try one door in its scene, in private and in a group.
func (q *quarter) ofDuty(w *dutyWalk, f []string, name string, want bool) {
	q.Helper()
	who := q.people[name]
	q.before = func(tx *store.Tx) error { return q.scene(tx, f[0], who) }
	defer func() { q.before = nil }()
	inputs := q.doorOfDuty(f[1:])
	a := q.try(who, who, q.orders[0].no, inputs...)
	got := a.opensDuty()
	w.all++
	if got {
		w.opened++
	}
	switch {
	case got && !want:
		q.Errorf("LEAK: %v was allowed to %s: %q", f, name, a.said())
		return
	case !got && want:
		q.Errorf("WRONG REFUSAL: %v by %s: %q", f, name, a.said())
		return
	case !got && slices.ContainsFunc(a.touched, func(t string) bool { return t == "absence" || t == "rota" || t == "ord" || t == "ledger" }):
		q.Errorf("CHANGED: %v was refused to %s, and yet %v", f, name, a.touched)
		return
	case !got && a.said() == "":
		q.Errorf("SILENCE: %v was refused to %s, who heard nothing", f, name)
		return
	}
	w.right++
	if inputs[len(inputs)-1].Kind != Tapped {
		return
	}
	w.all++
	if b := q.try(who, gridOne, q.orders[0].no, inputs...); len(b.touched) > 0 || b.said() == "" || b.opensDuty() {
		q.Errorf("LEAK: %v by %s works in a group: %v %q", f, name, b.touched, b.said())
		return
	}
	w.right++
}

// scene sets what was so before.
func (q *quarter) scene(tx *store.Tx, scene string, who int64) error {
	day := order.DayOf(q.now.In(time.FixedZone("", 8*3600)))
	leave := func(person, asked int64) error {
		return tx.SaveLeave(order.Leave{Person: person, From: q.now.Add(-time.Hour), Until: q.now.Add(50 * time.Hour), Asked: asked})
	}
	plumber, colleague, former := q.people["plumber"], q.people["colleague"], q.people["former"]
	r := order.Rota{Weekly: []order.Weekly{{Days: everyDay, From: 8 * 60, To: 20 * 60, Person: plumber}, {Days: everyDay, From: 20 * 60, To: 8 * 60, Person: colleague}}}
	switch scene {
	case "away":
		if _, away, err := (&step{Flows: q.flows, tx: tx, now: q.now}).away(who); err != nil || away {
			return err
		}
		return leave(who, 0)
	case "asked":
		return leave(colleague, plumber)
	case "former":
		return leave(colleague, former)
	case "absent":
		if err := leave(plumber, 0); err != nil {
			return err
		}
		return leave(colleague, plumber)
	case "offered":
		r.Offers = []order.Change{{Day: day, From: 8 * 60, Out: plumber, In: colleague}}
	case "dismissed":
		r.Offers = []order.Change{{Day: day, From: 8 * 60, Out: plumber, In: former}}
	case "here":
		return nil
	}
	return tx.SaveRota("property", "", r, day)
}

// doorOfDuty is the way in that a line of the table names.
func (q *quarter) doorOfDuty(f []string) []Input {
	day := order.DayOf(q.now.In(time.FixedZone("", 8*3600)))
	var args []any
	for _, word := range f[1:] {
		if name, ok := strings.CutPrefix(word, "@"); ok {
			args = append(args, q.people[name])
		} else if n, err := strconv.Atoi(word); err == nil && strings.HasPrefix(word, "+") {
			args = append(args, int(day)+n)
		} else {
			args = append(args, word)
		}
	}
	switch f[0] {
	case "command":
		return []Input{{Kind: Said, Message: Message{ID: 990000, Command: f[1]}}}
	case "date":
		_, month, n := order.Day(args[0].(int)).On()
		text := strconv.Itoa(int(month)) + "月" + strconv.Itoa(n) + "日"
		return []Input{{Kind: "dialog", Message: Message{Text: dialogDate}}, {Kind: Said, Message: Message{ID: 990000, Text: text}}}
	}
	return []Input{{Kind: Tapped, Tap: Tap{Message: 1, Data: data(f[0], args...)}}}
}

// opensDuty reports whether the door opened: a panel was shown, or leave or rota
// changed, and the answer is no refusal.
func (a *attempt) opensDuty() bool {
	for _, answer := range a.answers {
		if answer.Alert {
			return false
		}
	}
	if slices.Contains(a.touched, "absence") || slices.Contains(a.touched, "rota") {
		return true
	}
	return slices.ContainsFunc(a.posts, func(p store.Post) bool {
		return p.Chat == a.chat && (p.Slot == slotDuty || p.Slot == slotLeave || strings.HasPrefix(p.Slot, "standin:") || strings.HasPrefix(p.Slot, "swap:"))
	})
}
