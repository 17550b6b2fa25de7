package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"huiyin/order"
	"huiyin/sim"
)

// move is one thing of the plan. What it comes down to is decided when its time
// has come, by its own numbers and by what there is to be seen.
type move struct {
	at   time.Duration // since the beginning
	kind string
	seed uint64
}

// drawPlan draws what happens, from a seed alone.
func drawPlan(seed uint64, k lifeKind) (plan []move) {
	r := rand.New(rand.NewPCG(seed, 11))
	often := func(kind string, perDay float64, human bool) {
		for day := range k.days {
			n := int(perDay)
			if r.Float64() < perDay-float64(n) {
				n++
			}
			for range n {
				at := time.Duration(r.Int64N(int64(24 * time.Hour)))
				if human && r.IntN(12) > 0 { // by day, most of them; k.begins is in the morning
					at = time.Duration(r.Int64N(int64(13 * time.Hour)))
				}
				plan = append(plan, move{time.Duration(day)*24*time.Hour + at.Truncate(time.Millisecond), kind, r.Uint64()})
			}
		}
	}
	n := float64(k.orders)
	often("group", n*0.8, true)
	often("private", n*0.2, true)
	often("work", n*3.2, true)
	often("desk", n*1.2, true)
	often("judge", n*1.1, true)
	often("stray", n*0.2, true)
	often("edit", n*0.1, true)
	often("race", n*0.08, true)
	often("block", 0.8, true)
	often("leave", 0.4, true)
	often("away", 0.7, true)
	often("digest", 0.5, true)
	if k.crashes {
		often("crash", 2.5, false)
	}
	if k.storms {
		often("storm", 0.6, false)
	}
	if k.steps {
		often("step", 0.15, false)
	}
	if k.drizzle || k.crashes {
		often("again", 3, false)
	}
	slices.SortStableFunc(plan, func(a, b move) int { return int(a.at - b.at) })
	return plan
}

// make does a move of the plan.
func (l *life) make(m move) {
	r := rand.New(rand.NewPCG(m.seed, 1))
	switch m.kind {
	case "group":
		l.orderInGroup(r)
	case "private":
		l.orderInPrivate(r)
	case "work":
		l.acts(r, pickOf(r, l.workers), workVerbs)
	case "desk":
		l.acts(r, pickOf(r, l.desk), deskVerbs)
	case "judge":
		l.acts(r, pickOf(r, l.residents), residentVerbs)
	case "stray":
		l.stray(r)
	case "edit":
		l.edit(r)
	case "race":
		l.race(r)
	case "block":
		l.block(r)
	case "leave":
		l.leaveGroup(r)
	case "away":
		l.dialogue(r, pickOf(r, slices.Concat(l.workers, l.desk[1:])), pickOf(r, []string{"/leave", "/leave", "/duty"}))
	case "digest":
		l.acts(r, pickOf(r, l.desk), map[string]int{"nudge": 2, "units": 2, "climb": 1})
	default:
		l.befalls(m.kind, r)
	}
}

func pickOf[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// What people press, and how gladly.
var (
	workVerbs     = map[string]int{"accept": 8, "decline": 2, "promise": 3, "arrive": 3, "finish": 5, "wait": 1, "release": 1, "help": 1, "resume": 1}
	deskVerbs     = map[string]int{"units": 2, "offer": 6, "climb": 1, "nudge": 2, "extend": 9, "refuse": 1, "undo": 1, "uphold": 2, "resume": 1, "settle": 2, "swap": 2, "standin": 4}
	residentVerbs = map[string]int{"rate": 8, "reopen": 2, "withdraw": 1, "join": 3, "resume": 2}
)

// press is a button that somebody sees.
type press struct {
	chat    int64
	message int
	text    string
	data    string
}

type oldButton struct {
	who *soul
	press
}

// verbOf is what the button does, and to which order.
func verbOf(data string) (verb, no string) {
	parts := strings.SplitN(data, ":", 4)
	if len(parts) > 1 {
		verb = parts[1]
	}
	if len(parts) > 2 {
		no = parts[2]
	}
	return verb, no
}

// choose finds a button that the person would press, by looking here and there.
func (l *life) choose(r *rand.Rand, s *soul, verbs map[string]int) (press, bool) {
	chats := s.groups
	if s.started && !s.blocked {
		chats = append(slices.Clone(chats), s.id, s.id) // their own is looked at more
	}
	if len(chats) == 0 {
		return press{}, false
	}
	for range 10 {
		chat := pickOf(r, chats)
		scr := l.boards[chat]
		if scr == nil || len(scr.ids) == 0 {
			continue
		}
		i := r.IntN(len(scr.ids))
		if r.IntN(2) == 0 {
			i = max(i, len(scr.ids)-1-r.IntN(6))
		}
		m := scr.live[scr.ids[i]]
		if m == nil {
			continue
		}
		var list []press
		for _, row := range m.Buttons {
			for _, b := range row {
				verb, _ := verbOf(b.Data)
				for range verbs[verb] {
					list = append(list, press{chat, m.MessageID, b.Text, b.Data})
				}
			}
		}
		if len(list) > 0 {
			return pickOf(r, list), true
		}
	}
	return press{}, false
}

// acts has somebody look at their chats and do one thing.
func (l *life) acts(r *rand.Rand, s *soul, verbs map[string]int) {
	p, ok := l.choose(r, s, verbs)
	if !ok {
		return
	}
	l.tap(s, p)
	if r.IntN(8) == 0 {
		l.tap(s, p) // a hasty finger
	}
	verb, no := verbOf(p.data)
	switch verb {
	case "finish", "settle":
		l.later(time.Duration(10+r.IntN(600))*time.Second, func() {
			say := sim.Say{Text: "修好了，已经恢复"}
			if r.IntN(3) == 0 {
				say = sim.Say{Media: &sim.Media{Kind: "photo", Caption: "看图"}}
			}
			_, _ = l.sim.Say(s.id, s.id, say)
		})
	case "withdraw", "reopen":
		if r.IntN(2) == 0 {
			l.later(8*time.Second, func() { l.tap(s, p) })
		}
	case "decline", "wait", "release", "refuse", "units", "swap", "standin":
		l.goesOn(r, s, p.chat, verb, no, 3)
	}
}

// goesOn answers what the bot asks back, with any of the buttons it offers.
func (l *life) goesOn(r *rand.Rand, s *soul, chat int64, verb, no string, left int) {
	if left == 0 {
		return
	}
	l.later(time.Duration(3+r.IntN(60))*time.Second, func() {
		scr := l.boards[chat]
		if scr == nil {
			return
		}
		for _, id := range slices.Backward(scr.ids[max(0, len(scr.ids)-8):]) {
			m := scr.live[id]
			if m == nil {
				continue
			}
			var list []press
			for _, row := range m.Buttons {
				for _, b := range row {
					v, n := verbOf(b.Data)
					more := v == verb && strings.Count(b.Data, ":") > 2 || verb == "units" && v == "offer"
					if n == no && more || no == "" && v == verb {
						list = append(list, press{chat, id, b.Text, b.Data})
					}
				}
			}
			if len(list) > 0 {
				l.tap(s, pickOf(r, list))
				l.goesOn(r, s, chat, verb, no, left-1)
				return
			}
		}
	})
}

// dialogue has somebody begin with a command and press whatever comes.
func (l *life) dialogue(r *rand.Rand, s *soul, command string) {
	if _, err := l.sim.Say(s.id, s.id, sim.Say{Text: command}); err == nil {
		l.goesOn(r, s, s.id, command[1:], "", 4)
	}
}

func (l *life) tap(s *soul, p press) {
	if _, err := l.sim.TapAsync(s.id, p.chat, p.message, p.text); err == nil {
		l.pressed(s, p)
	}
}

// stray is a press of anything, also of a button that is not there any more.
func (l *life) stray(r *rand.Rand) {
	if len(l.old) > 0 && r.IntN(2) == 0 {
		o := pickOf(r, l.old)
		l.pressed(o.who, o.press)
		go func() { _, _ = l.sim.TapData(context.Background(), o.who.id, o.chat, o.message, o.data) }()
		return
	}
	s := pickOf(r, slices.Concat(l.residents, l.workers))
	all := map[string]int{"show": 1, "message": 1, "help": 1}
	for _, m := range []map[string]int{workVerbs, residentVerbs} {
		for v := range m {
			all[v] = 1
		}
	}
	delete(all, "withdraw")
	l.acts(r, s, all)
}

// race has two people press the same button at the same moment.
func (l *life) race(r *rand.Rand) {
	s := pickOf(r, l.workers)
	p, ok := l.choose(r, s, map[string]int{"accept": 1})
	if !ok {
		return
	}
	l.tap(s, p)
	for _, other := range l.workers {
		if other != s && slices.Contains(other.groups, p.chat) {
			l.tap(other, p)
		}
	}
}

// words are what somebody says, and the mark by which it is known again.
func (l *life) words(r *rand.Rand) (text, mark string) {
	l.marks++
	mark = letters(l.marks)
	class := "normal"
	switch n := r.IntN(100); {
	case n < 1:
		class = "emergency"
	case n < 6:
		class = "urgent"
	case n < 30:
		class = "consult"
	}
	var words []string
	for i := range l.c.Categories {
		k := &l.c.Categories[i]
		if l.c.ClassOf(k.Key).Key == class && !l.c.Sensitive(k.Key) && len(k.Words) > 0 {
			words = append(words, k.Words[0])
		}
	}
	return fmt.Sprintf("%d号楼%s 〔%s〕", 1+r.IntN(8), pickOf(r, words), mark), mark
}

func (l *life) orderInGroup(r *rand.Rand) {
	s := pickOf(r, l.residents)
	text, mark := l.words(r)
	say := sim.Say{Text: "@" + demoBot + " " + text}
	if r.IntN(6) == 0 {
		say = sim.Say{Media: &sim.Media{Kind: "photo", Caption: say.Text}}
	}
	id, err := l.sim.Say(s.id, s.groups[0], say)
	l.must(err)
	l.said(s, s.groups[0], id, mark, true)
}

func (l *life) orderInPrivate(r *rand.Rand) {
	s := pickOf(r, l.residents)
	text, mark := l.words(r)
	id, err := l.sim.Say(s.id, s.id, sim.Say{Text: text})
	if err != nil {
		return // never started, or has blocked the bot
	}
	l.said(s, s.id, id, mark, false)
	if r.IntN(10) == 0 {
		return // and forgets about it
	}
	l.later(time.Duration(5+r.IntN(400))*time.Second, func() {
		p, ok := l.newest(s.id, mark, "1:draft:submit")
		if !ok {
			return
		}
		l.tap(s, p)
		l.submitted(mark)
		if r.IntN(4) == 0 {
			l.tap(s, p)
		}
	})
}

// newest finds a button on a message that bears the mark.
func (l *life) newest(chat int64, mark, data string) (press, bool) {
	scr := l.boards[chat]
	if scr == nil {
		return press{}, false
	}
	for _, id := range slices.Backward(scr.ids) {
		m := scr.live[id]
		if m == nil || !strings.Contains(m.Text, "〔"+mark+"〕") {
			continue
		}
		if b, ok := buttonFor(*m, strings.Split(data, ":")[1:]...); ok {
			return press{chat, id, b.Text, b.Data}, true
		}
	}
	return press{}, false
}

// edit changes the words of an order that somebody made in a group.
func (l *life) edit(r *rand.Rand) {
	if len(l.sayings) == 0 {
		return
	}
	x := l.sayings[len(l.sayings)-1-r.IntN(min(30, len(l.sayings)))]
	text, _ := l.words(r)
	text, _, _ = strings.Cut(text, "〔")
	if x.chat < 0 {
		text = "@" + demoBot + " " + text
	}
	_ = l.sim.EditText(x.who.id, x.chat, x.message, text+"〔"+x.mark+"〕")
}

// block is somebody who stops the bot, and most often comes back.
func (l *life) block(r *rand.Rand) {
	s := pickOf(r, slices.Concat(l.residents, l.workers, l.desk[1:]))
	if !s.started || s.blocked || l.sim.Block(s.id, demoBot) != nil {
		return
	}
	s.blocked = true
	if r.IntN(6) > 0 {
		l.later(time.Duration(1+r.IntN(72))*time.Hour, func() {
			l.must(l.sim.Unblock(s.id, demoBot))
			_ = l.sim.Start(s.id, demoBot, "")
			s.blocked = false
			l.returned(s)
		})
	}
}

// leaveGroup is a worker who leaves their unit's group for a while.
func (l *life) leaveGroup(r *rand.Rand) {
	s := pickOf(r, l.workers)
	if len(s.groups) == 0 || l.sim.Leave(s.id, s.groups[0]) != nil {
		return
	}
	group := s.groups
	s.groups = nil
	l.later(time.Duration(1+r.IntN(60))*time.Hour, func() {
		l.must(l.sim.Join(s.id, group[0]))
		s.groups = group
	})
}

// befalls is what happens to the program and to Telegram.
func (l *life) befalls(kind string, r *rand.Rand) {
	switch kind {
	case "crash":
		if l.down > 0 || l.doom.Load() > 0 {
			return
		}
		if l.outage = 0; r.IntN(4) == 0 {
			l.outage = time.Duration(r.Int64N(int64(14 * time.Hour)))
		}
		l.doom.Store(1 + r.Int64N(6))
	case "storm":
		l.storm(r)
	case "step":
		d := time.Duration(r.Int64N(int64(2*time.Hour))) - time.Hour
		l.look() // what was seen so far was seen by the clock as it was
		l.note("clock moved by %v", d)
		l.clockMoved(d)
		l.clock.offset.Add(int64(d))
	case "again":
		l.sim.AddFault(sim.Fault{Kind: "redeliver", Times: 1})
	}
}

// storm is a time in which Telegram fails.
func (l *life) storm(r *rand.Rand) {
	long := time.Duration(1+r.IntN(30)) * time.Minute
	f := pickOf(r, []sim.Fault{
		{Kind: "down"}, {Kind: "500"}, {Kind: "502html"}, {Kind: "down"},
		{Kind: "429", RetryAfter: time.Duration(3+r.IntN(30)) * time.Second, Every: 2, Methods: []string{"sendMessage", "editMessageText"}},
		{Kind: "lost-answer", Every: 3, Methods: []string{"sendMessage"}},
		{Kind: "500", Every: 2},
	})
	if f.Kind == "down" && r.IntN(2) == 0 {
		long = time.Duration(1+r.IntN(14)) * time.Hour
	}
	id := l.sim.AddFault(f)
	l.note("%s, every %d, for %v", f.Kind, f.Every, long)
	l.stormy(f)
	l.later(long, func() {
		l.sim.ClearFault(id)
		l.calm(f)
	})
}

// classOf is the class of an order's category.
func (l *life) classOf(category string) *order.Class { return l.c.ClassOf(category) }
