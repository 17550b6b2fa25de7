package flows

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"huiyin/order"
	"huiyin/store"
)

// door is one way to do something to an order.
type door struct {
	name    string
	act     func(o walked) string                       // what the table calls it, for this order
	inputs  func(q *quarter, s stand, o walked) []Input // nil: this door does not exist there
	allowed func(a attempt, o walked) bool
	quiet   bool // who is refused hears nothing: it is talk among neighbours
}

// stand is somebody in a chat.
type stand struct {
	name string // as in the table: resident, resident@grid
	who  int64
	chat int64
}

// expected is testdata/rights.txt: who may do what to which orders.
type expected struct {
	names map[string][]string
	may   map[string]bool // "act private|group state stand"
}

func readExpected(t *testing.T) expected {
	t.Helper()
	text, err := os.ReadFile("testdata/rights.txt")
	if err != nil {
		t.Fatal(err)
	}
	e := expected{names: map[string][]string{}, may: map[string]bool{}}
	states := map[string][]string{}
	spread := func(words []string, by map[string][]string) (list []string) {
		for _, w := range words {
			if more, ok := by[w]; ok {
				list = append(list, more...)
			} else {
				list = append(list, w)
			}
		}
		return list
	}
	for _, line := range strings.Split(string(text), "\n") {
		f := strings.Fields(line)
		switch {
		case len(f) == 0 || strings.HasPrefix(f[0], "#"):
		case f[1] == "=":
			e.names[f[0]] = f[2:]
		case f[1] == ":":
			states[f[0]] = f[2:]
		default:
			var named, in []string
			for _, w := range f[2:] {
				if _, group := states[w]; group || slices.Contains(quarterStates, w) {
					in = append(in, w)
				} else {
					named = append(named, w)
				}
			}
			for _, who := range spread(named, e.names) {
				if !slices.Contains(e.names["everybody"], who) {
					t.Fatalf("rights.txt: %q names nobody: %s", who, line)
				}
				for _, state := range spread(in, states) {
					for _, of := range spread([]string{f[1]}, map[string][]string{"both": {"private", "group"}}) {
						e.may[strings.Join([]string{f[0], of, state, who}, " ")] = true
					}
				}
			}
		}
	}
	return e
}

func (e expected) allows(act string, o walked, s stand) bool {
	of := "private"
	if o.group {
		of = "group"
	}
	return e.may[strings.Join([]string{act, of, o.state, s.name}, " ")]
}

// always names a door's act where it is the same for every order.
func always(act string) func(walked) string { return func(walked) string { return act } }

// button is a door that a tap opens, allowed when it left its line in the ledger.
func button(verb string, args ...any) door {
	d := door{name: "button " + verb, act: always(verb)}
	d.inputs = func(_ *quarter, _ stand, o walked) []Input { return []Input{tapOf(verb, o, args...)} }
	d.allowed = func(a attempt, o walked) bool { return slices.Contains(a.acts, order.Act(d.act(o))) }
	return d
}

func tapOf(verb string, o walked, args ...any) Input {
	return Input{Kind: Tapped, Tap: Tap{Message: 1, Data: data(verb, append([]any{o.no}, args...)...)}}
}

// asks is a button that asks something first.
func asks(verb, act, step string, args ...any) door {
	d := button(verb, args...)
	d.name, d.act = "button "+verb+" that asks", always(act)
	d.allowed = func(a attempt, _ walked) bool {
		if step != "" {
			return a.dialog == step
		}
		return slices.ContainsFunc(a.posts, func(p store.Post) bool { return p.Chat == a.chat && isPrompt(p.Slot) })
	}
	return d
}

// buttons are the doors of taps.
func buttons() []door {
	accept := button("accept")
	decline := button("decline", "busy")
	decline.act = func(o walked) string {
		if o.state == "two" {
			return "pass"
		}
		return "decline"
	}
	decline.allowed = func(a attempt, o walked) bool { return slices.Contains(a.acts, order.Act(decline.act(o))) }
	withdraw := button("withdraw")
	withdraw.inputs = func(_ *quarter, _ stand, o walked) []Input {
		return []Input{tapOf("withdraw", o), tapOf("withdraw", o)}
	}
	reopen := button("reopen")
	reopen.inputs = func(_ *quarter, _ stand, o walked) []Input {
		if o.state == "closed" { // it was rated, so it takes a second tap
			return []Input{tapOf("reopen", o), tapOf("reopen", o)}
		}
		return []Input{tapOf("reopen", o)}
	}
	hear, again := button("accept"), button("accept")
	hear.name, hear.act = "button accept of who was slower", always("hear")
	hear.allowed = func(a attempt, _ walked) bool { return strings.HasSuffix(a.said(), "已经先接了，谢谢您！") }
	again.name, again.act = "button accept of the taker", always("again")
	again.allowed = func(a attempt, _ walked) bool {
		return slices.ContainsFunc(a.posts, func(p store.Post) bool { return p.Chat == a.who && p.View == viewTaker })
	}
	again.inputs = func(_ *quarter, _ stand, o walked) []Input {
		if o.state != "accepted" && o.state != "handed" { // before, whoever accepts gets the card as well
			return nil
		}
		return []Input{tapOf("accept", o)}
	}
	repeat := button("rate", 1)
	repeat.name, repeat.act = "button rate once more", always("repeat")
	repeat.allowed = func(a attempt, _ walked) bool { return a.said() == say("zh", "toast.rated") }
	repeat.inputs = func(_ *quarter, _ stand, o walked) []Input {
		if o.state != "closed" {
			return nil
		}
		return []Input{tapOf("rate", o, 1)}
	}
	hold, extend := button("wait", "parts", "h3"), button("extend", "parts", 3, "yes")
	hold.act, hold.name = always("hold"), "button wait"
	hold.allowed = func(a attempt, _ walked) bool { return slices.Contains(a.acts, order.Hold) }
	extend.inputs = func(_ *quarter, _ stand, o walked) []Input {
		return []Input{{Kind: "asked for time"}, tapOf("extend", o, "parts", 3, "yes")}
	}
	show := door{name: "button show", act: always("see"), allowed: learns}
	show.inputs = func(_ *quarter, _ stand, o walked) []Input { return []Input{tapOf("show", o)} }
	return []door{accept, decline, withdraw, hold, extend, button("resume"), button("suggest", "vests"), button("uphold", "property"), asks("wait", "hold", ""), hear, again, repeat, show,
		button("promise", "30m"), button("arrive"), button("help"), button("release", "busy"), asks("finish", "finish", dialogEvidence), asks("settle", "settle", dialogSettle),
		asks("message", "relay", dialogRelay), button("offer", "far"), asks("units", "units", ""), button("undo"), button("refuse", "elsewhere"),
		asks("refuse", "refuse", dialogRefuse, "other"), asks("refuse", "refuse", ""), asks("decline", "decline or pass", ""), asks("release", "release", ""),
		button("climb"), button("nudge"), button("rate", 2), reopen, button("join")}
}

// learns is whether they learn more of the order than that it is not for them.
func learns(a attempt, _ walked) bool {
	said := a.said()
	return said != "" && !strings.Contains(said, say("zh", "error.gone"))
}

// commandDoors are commands and links, in private and in the group.
func commandDoors() []door {
	said := func(command, args string, private bool) func(*quarter, stand, walked) []Input {
		return func(_ *quarter, s stand, o walked) []Input {
			if private && s.chat < 0 {
				return nil
			}
			return []Input{{Kind: Said, Message: Message{ID: 990000, Addressed: true, Command: command, Text: fmt.Sprintf(args, o.no)}}}
		}
	}
	taker := func(a attempt, _ walked) bool {
		return slices.ContainsFunc(a.posts, func(p store.Post) bool { return p.Chat == a.who && p.View == viewTaker })
	}
	return []door{
		{name: "command status", act: always("see"), inputs: said("status", "#%d", false), allowed: learns},
		{name: "link to the order", act: always("see"), inputs: said("start", "o%d", true), allowed: learns},
		{name: "link to the taker's card", act: always("contact"), inputs: said("start", "t%d", true), allowed: taker},
	}
}

// replyDoors are what people say in answer to something of the bot's.
func replyDoors() []door {
	wrote := func(act order.Act) func(attempt, walked) bool {
		return func(a attempt, _ walked) bool { return slices.Contains(a.acts, act) }
	}
	reply := func(to int) Input {
		return Input{Kind: Said, Message: Message{ID: 990000, Addressed: true, Text: "请快一点", ReplyTo: &Reply{ID: to, ToBot: true}}}
	}
	note := func(q *quarter, s stand, o walked) []Input {
		if s.chat < 0 {
			return nil
		}
		return []Input{reply(q.notes[[2]int64{s.who, o.no}])}
	}
	card := func(q *quarter, s stand, o walked) []Input {
		view := viewResident
		if o.group {
			view = viewGroup
		}
		at := q.cardIn(s.chat, o.no, view)
		if at == 0 {
			return nil
		}
		return []Input{reply(at)}
	}
	return []door{
		{name: "reply to what was said about it", act: always("relay"), inputs: note, allowed: wrote(order.Relay)},
		{name: "reply to the card", act: always("add"), inputs: card, allowed: wrote(order.Edit), quiet: true},
		{name: "reply to the card of who is coming", act: always("relay"), inputs: func(q *quarter, s stand, o walked) []Input {
			if o.state != "accepted" && o.state != "handed" && o.state != "held" {
				return nil
			}
			return card(q, s, o)
		}, allowed: wrote(order.Relay), quiet: true},
		{name: "edited message", act: always("edit"), quiet: true, allowed: wrote(order.Edit), inputs: func(q *quarter, s stand, o walked) []Input {
			if !o.group || s.chat != gridOne {
				return nil
			}
			return []Input{{Kind: Edited, Message: Message{ID: q.order(o.no).Message, Text: "其实是水管"}}}
		}},
		{name: "picture of the album", act: always("picture"), quiet: true, inputs: func(_ *quarter, s stand, o walked) []Input {
			if !o.group || s.chat != gridOne {
				return nil
			}
			return []Input{{Kind: Said, Message: Message{ID: 990000, Album: o.album, Media: []Media{{"photo", "p2"}}}}}
		}, allowed: func(a attempt, _ walked) bool { return slices.Contains(a.touched, "attachment") }},
		{name: "picture of the evidence", act: always("evidence"), quiet: true, inputs: func(_ *quarter, s stand, o walked) []Input {
			m := Message{ID: 990000, Album: "evidence", Media: []Media{{"photo", "p3"}}, ReplyTo: &Reply{ID: 1, ToBot: true}}
			return []Input{{Kind: "dialog", Message: Message{Text: dialogAlbum, Album: m.Album}}, {Kind: Said, Message: m}}
		}, allowed: func(a attempt, _ walked) bool { return slices.Contains(a.touched, "attachment") }},
		answerDoor(dialogEvidence, "finish", order.Finish),
		answerDoor(dialogSettle, "settle", order.Settle),
		answerDoor(dialogRefuse, "refuse", order.Refuse),
		answerDoor(dialogRelay, "relay", order.Relay),
	}
}

// answerDoor is the answer to a question that the bot asked when the person
// still had the right to it.
func answerDoor(step, act string, did order.Act) door {
	return door{name: "answer to " + step, act: always(act),
		inputs: func(_ *quarter, _ stand, o walked) []Input {
			return []Input{{Kind: "dialog", Message: Message{Text: step}}, {Kind: Said, Message: Message{ID: 990000, Addressed: true, Text: "好了", ReplyTo: &Reply{ID: 1, ToBot: true}}}}
		},
		allowed: func(a attempt, _ walked) bool { return slices.Contains(a.acts, did) }}
}

// stands are all the people of the table, each in their chat.
func (q *quarter) stands(e expected) (list []stand) {
	for _, name := range e.names["everybody"] {
		person, group, _ := strings.Cut(name, "@")
		s := stand{name: name, who: q.people[person]}
		if s.chat = s.who; group != "" {
			s.chat = q.groups[group]
		}
		if s.who == 0 || s.chat == 0 {
			q.Fatalf("nobody is called %s", name)
		}
		list = append(list, s)
	}
	return list
}

// TestRights walks role × act × relation × state × door: everybody tries
// everything, through each door, and may do exactly what testdata/rights.txt
// says. Who is refused changes nothing and is told; phone and address go to
// nobody else.
func TestRights(t *testing.T) {
	q, e := newQuarter(t), readExpected(t)
	doors := slices.Concat(buttons(), commandDoors(), replyDoors())
	walkedAll, right, opened := 0, 0, map[string]int{}
	for _, s := range q.stands(e) {
		for _, o := range q.orders {
			for _, d := range doors {
				inputs := d.inputs(q, s, o)
				if inputs == nil || s.who == anonymousAdmin && inputs[0].Kind == Tapped {
					continue
				}
				walkedAll++
				a := q.try(s.who, s.chat, o.no, inputs...)
				if q.judge(e, d, s, o, a) {
					right++
				}
				if d.allowed(a, o) {
					opened[d.name]++
				}
			}
		}
	}
	t.Logf("walked %d combinations of %d people and places, %d orders, %d doors: %d right", walkedAll, len(e.names["everybody"]), len(q.orders), len(doors), right)
	for _, d := range doors {
		if opened[d.name] == 0 {
			t.Errorf("%s never opened for anybody: the walk does not test it", d.name)
		}
	}
	t.Log(slices.Sorted(maps.Keys(opened)))
}

// judge compares what happened with what the table says.
func (q *quarter) judge(e expected, d door, s stand, o walked, a attempt) bool {
	q.Helper()
	act := d.act(o)
	want := e.allows(act, o, s)
	if act == "decline or pass" {
		want = e.allows("decline", o, s) || e.allows("pass", o, s)
	}
	got, where := d.allowed(a, o), fmt.Sprintf("%s: %s of #%d (%s, group %v)", s.name, d.name, o.no, o.state, o.group)
	switch {
	case got && !want:
		q.Errorf("LEAK: %s was allowed: %v %q", where, a.acts, a.said())
	case !got && want:
		q.Errorf("WRONG REFUSAL: %s: %q", where, a.said())
	case got:
		return true
	}
	if got || want {
		return false
	}
	// What is another act at the same door was done, and is judged there.
	if other := e.elsewhere(d, o, s); other {
		return true
	}
	ok := true
	if len(a.acts) > 0 || len(a.touched) > 0 {
		q.Errorf("CHANGED: %s was refused, and yet %v, %v", where, a.acts, a.touched)
		ok = false
	}
	if !d.quiet && a.said() == "" {
		q.Errorf("SILENCE: %s was refused and heard nothing", where)
		ok = false
	}
	// Who has no business with the order must not learn that there is one.
	blind := !e.allows("see", o, s) && s.chat > 0
	if blind && strings.HasPrefix(d.name, "button") && a.said() != say("zh", "error.gone") {
		q.Errorf("TELLS: %s hears %q", where, a.said())
		ok = false
	}
	return ok
}

// elsewhere reports whether the same door opens for another act.
func (e expected) elsewhere(d door, o walked, s stand) bool {
	for _, act := range map[string][]string{
		"button accept": {"hear", "again"}, "button accept of who was slower": {"accept", "again"}, "button accept of the taker": {"accept", "hear"},
		"reply to what was said about it": {"add"}, "reply to the card": {"relay"}, "reply to the card of who is coming": {"add"},
	}[d.name] {
		if e.allows(act, o, s) {
			return true
		}
	}
	return false
}
