package flows

import (
	"testing"

	"huiyin/order"
)

// edit lets a person change a message in the residents' group.
func (w *setupWorld) edit(person int64, m Message) {
	w.Helper()
	w.handle(Input{Kind: Edited, Person: Person{ID: person}, Chat: Chat{ID: gridOne}, Message: m})
}

// Who forgot to name the bot adds it; that is one order, however often the
// message is changed afterwards.
func TestNamedLater(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	count := func() int { return len(w.dump()["ord"]) }
	w.edit(xiaoLi, Message{ID: 41, Text: "3号楼电梯坏了"})
	if count() != 0 || traced(w.dump(), "电梯坏了") {
		t.Fatal("chatter was kept")
	}
	for _, text := range []string{"3号楼电梯坏了", "3号楼左边电梯坏了", "3号楼左边电梯坏了"} {
		w.edit(xiaoLi, Message{ID: 41, Text: text, Addressed: true})
	}
	o := w.order(1001)
	if count() != 1 || o.Resident != xiaoLi || o.Message != 41 || o.Area != "b3" || o.Text != "3号楼左边电梯坏了" || o.State != order.Offered {
		t.Errorf("%d orders, the first %+v", count(), o)
	}
	w.sees(gridOne, "#1001 电梯故障", "3号楼左边电梯坏了")
	w.sees(firm, "#1001")
	for range 2 { // /order in answer to a neighbour, added later
		w.edit(sun, Message{ID: 43, Text: "", Command: "order", Addressed: true, ReplyTo: &Reply{ID: 42, Author: Person{ID: grandma, Name: "王奶奶"}, Text: "楼道灯不亮"}})
	}
	if o := w.order(1002); count() != 2 || o.Resident != grandma || o.Message != 42 {
		t.Errorf("%d orders, the second %+v", count(), o)
	}
	w.edit(xiaoLi, Message{ID: 44, Text: "漏水", Addressed: true, Album: "a", Media: []Media{{"photo", "f1"}}})
	w.edit(xiaoLi, Message{ID: 45, Text: "漏水了", Addressed: true, Album: "a", Media: []Media{{"photo", "f2"}}})
	if n := count(); n != 3 {
		t.Errorf("%d orders, an album is one", n)
	}
}

// What was handled when it was said is not handled again because it was changed.
func TestNamedLaterIsNotForAnswers(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	for _, p := range []int64{liWang, zhao} {
		w.say(p, p, "/start")
	}
	w.say(xiaoLi, gridOne, "3号楼电梯坏了")
	card := w.screens[gridOne][len(w.screens[gridOne])-1].id
	w.press(zhao, firm, 1, data("accept", int64(1001)))
	w.hear(xiaoLi, gridOne, Message{Text: "快点", ReplyTo: &Reply{ID: card, ToBot: true}})
	w.clear(gridOne)
	w.edit(xiaoLi, Message{ID: w.message + 1, Text: "请快点", Addressed: true, ReplyTo: &Reply{ID: card, ToBot: true}})
	w.edit(xiaoLi, Message{ID: w.message + 2, Command: "help", Addressed: true})
	w.edit(xiaoLi, Message{ID: w.message + 3, Addressed: true}) // nothing but the name
	w.edit(xiaoLi, Message{ID: w.message + 4, Addressed: true, Odd: "sticker"})
	if n := len(w.dump()["ord"]); n != 1 {
		t.Errorf("%d orders", n)
	}
	if got := w.screen(gridOne); got != "" {
		t.Errorf("the group was told:\n%s", got)
	}
}
