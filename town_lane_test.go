package main

import (
	"fmt"
	"strings"

	"huiyin/order"
	"huiyin/sim"
)

// turn is what a lane waits for.
type turn int

const (
	forDraft  turn = iota // the resident: the card of the draft
	forOffer              // the unit: a card with 接单
	forOrder              // the worker: the private card
	forWhen               // the worker: the card after the promise
	forThere              // the worker: the card after the arrival
	forProof              // the worker: the question for a photo or a sentence
	forRating             // the resident: the question how it was
	forEnd                // the resident: the closed card
	forNobody
)

// lane is a resident and a worker who play one order after the other. The town
// holds its lock around it.
type lane struct {
	town             *town
	index            int
	place            *district
	resident, worker int64

	stage  turn
	serial int
	marker string
	home   int64 // where the resident sees the order
	number string
	joined bool
	play   *played
}

// enter has the people press Start who have to, or would.
func (l *lane) enter() error {
	l.stage = forNobody
	if err := l.town.sim.Start(l.worker, townBot, ""); err != nil || l.index%2 == 1 {
		return err
	}
	return l.town.sim.Start(l.resident, townBot, "")
}

// next begins another order.
func (l *lane) next() error {
	if l.town.ending {
		l.stage = forNobody
		return nil
	}
	l.serial++
	l.marker, l.number, l.joined = letters(l.index)+"-"+letters(l.serial), "", false
	l.stage, l.home = forOffer, l.place.residents
	words := "@" + townBot + " 电梯坏了，老人下不了楼 〔" + l.marker + "〕"
	if l.town.hectic && l.index%2 == 0 && l.serial%2 == 0 {
		l.stage, l.home = forDraft, l.resident
		words = fmt.Sprintf("%s号楼电梯坏了，老人下不了楼 〔%s〕", strings.TrimPrefix(l.place.building(), "b"), l.marker)
	}
	id, err := l.town.sim.Say(l.resident, l.home, sim.Say{Text: words})
	if err != nil {
		return err
	}
	l.play = &played{chat: l.home, message: id, marker: l.marker, presses: map[order.Act]int{}}
	l.town.all = append(l.town.all, l.play)
	l.town.busy++
	return nil
}

// building is the number of the house of the district, as residents write it.
func (d *district) building() string {
	n := 0
	_, _ = fmt.Sscanf(d.key, "c%d", &n) // made so by addDistrict
	return fmt.Sprint(100 + n)
}

// done counts a finished order and goes on.
func (l *lane) done() error {
	l.town.busy--
	close(l.town.moved)
	l.town.moved = make(chan struct{})
	return l.next()
}

// see looks at a message and does what a person would. mine tells that it
// carries the marker of the present order.
func (l *lane) see(m sim.Seen, mine bool) error {
	if mine && l.number == "" {
		l.number = numberIn(m.Text)
	}
	if mine && l.town.hectic && !l.joined && m.Chat == l.place.residents && offers(m, "join") {
		l.joined = true
		if err := l.press(l.place.neighbour, m, order.Join, 1, "join"); err != nil {
			return err
		}
		if _, err := l.tap(l.place.neighbour, m, "join"); err != nil { // again: it must not count
			return err
		}
	}
	private := mine && m.Chat == l.worker
	switch {
	case l.stage == forDraft && mine && m.Chat == l.resident && offers(m, "draft", "submit"):
		return l.move(forOffer, l.press(l.resident, m, order.Intake, 1, "draft", "submit"), l.again(l.resident, m, "draft", "submit"))
	case l.stage == forOffer && mine && m.Chat == l.place.unit && offers(m, "accept"):
		return l.move(forOrder, l.press(l.worker, m, order.Accept, 1, "accept"), l.again(l.worker, m, "accept"))
	case l.stage == forOrder && private && offers(m, "promise"):
		return l.promise(m)
	case l.stage == forWhen && private && offers(m, "arrive") && !offers(m, "promise"):
		return l.move(forThere, l.press(l.worker, m, order.Arrive, 1, "arrive"))
	case l.stage == forThere && private && offers(m, "finish") && !offers(m, "arrive") == l.town.hectic && !offers(m, "promise"):
		return l.move(forProof, l.press(l.worker, m, order.Finish, 1, "finish"))
	case l.stage == forProof && m.Chat == l.worker && offers(m, "close") && numberIn(m.Text) == l.number:
		_, err := l.town.sim.Say(l.worker, l.worker, sim.Say{Text: "换了钢丝绳，已经恢复 〔" + l.marker + "〕"})
		return l.move(forRating, err)
	case l.stage == forRating && mine && (m.Chat == l.home || m.Chat == l.resident) && offers(m, "rate"):
		return l.move(forEnd, l.press(l.resident, m, order.Rate, 1, "rate", l.number[1:], "1"), l.again(l.resident, m, "rate", l.number[1:], "1"))
	case l.stage == forEnd && mine && m.Chat == l.home && len(m.Buttons) == 0:
		return l.done()
	}
	return nil
}

// promise presses one of the four, and among hectic people two of them.
func (l *lane) promise(m sim.Seen) error {
	if !l.town.hectic {
		return l.move(forThere, l.press(l.worker, m, order.Promise, 1, "promise", l.number[1:], "30m"))
	}
	return l.move(forWhen, l.press(l.worker, m, order.Promise, 1, "promise", l.number[1:], "30m"),
		l.press(l.worker, m, order.Promise, 1, "promise", l.number[1:], "tomorrow"))
}

// move moves on to a stage unless something went wrong.
func (l *lane) move(to turn, errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	l.stage = to
	return nil
}

// press is a press that must count as one act, exactly once.
func (l *lane) press(who int64, m sim.Seen, act order.Act, n int, verb ...string) error {
	l.play.presses[act] += n
	_, err := l.tap(who, m, verb...)
	return err
}

// again is the second press of somebody in a hurry, which must not count.
func (l *lane) again(who int64, m sim.Seen, verb ...string) error {
	if !l.town.hectic {
		return nil
	}
	_, err := l.tap(who, m, verb...)
	return err
}

func (l *lane) tap(who int64, m sim.Seen, verb ...string) (string, error) {
	b, ok := buttonFor(m, verb...)
	if !ok {
		return "", fmt.Errorf("there is no button %v", verb)
	}
	return l.town.sim.TapAsync(who, m.Chat, m.MessageID, b.Text)
}

func offers(m sim.Seen, verb ...string) bool {
	_, ok := buttonFor(m, verb...)
	return ok
}

// buttonFor looks for a button by what it does.
func buttonFor(m sim.Seen, verb ...string) (sim.Button, bool) {
	want := "1:" + strings.Join(verb, ":")
	for _, row := range m.Buttons {
		for _, b := range row {
			if b.Data == want || strings.HasPrefix(b.Data, want+":") {
				return b, true
			}
		}
	}
	return sim.Button{}, false
}

// numberIn is the first order's number in a text, with its #.
func numberIn(text string) string {
	i := strings.IndexByte(text, '#')
	if i < 0 {
		return ""
	}
	n := i + 1
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return text[i:n]
}
