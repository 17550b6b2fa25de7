package flows

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// besieged is a world in which somebody has made order #1001 in private, and the
// residents' group and the firm's group are bound.
func besieged(t *testing.T) *setupWorld {
	w := newSetupWorld(t)
	w.write(func(tx *store.Tx) error {
		for _, c := range []store.Chat{
			{ID: gridOne, Purpose: store.ForResidents, Area: "grid1", Active: true},
			{ID: firm, Purpose: store.ForUnit, Area: "xintian", Unit: "property", Active: true},
		} {
			if err := tx.SaveChat(c); err != nil {
				return err
			}
		}
		return nil
	})
	w.say(xiaoLi, xiaoLi, "/start b_b3")
	w.say(xiaoLi, xiaoLi, "3号楼电梯坏了，我的电话 138.0013.8000")
	w.tap(xiaoLi, xiaoLi, "提交")
	return w
}

// hear lets a person say something that needs more than words.
func (w *setupWorld) hear(person, chat int64, m Message) {
	w.Helper()
	w.message++
	m.ID, m.Addressed = w.message, true
	w.handle(Input{Kind: Said, Person: Person{ID: person}, Chat: Chat{ID: chat}, Message: m})
}

// A button's data can be forged: whoever joined a private order would hear what
// it is about and how it ends.
func TestAttackJoinPrivateOrder(t *testing.T) {
	w := besieged(t)
	w.say(grandma, grandma, "/start")
	for chat, who := range map[int64]int64{grandma: grandma, gridOne: sun} {
		a, b := w.press(who, chat, 1, "1:join:1001"), w.press(who, chat, 1, "1:join:1077")
		if a != b {
			t.Errorf("an order of somebody else answers %+v, one that does not exist %+v", a, b)
		}
	}
	if n := w.order(1001).Joined; n != 0 {
		t.Errorf("%d strangers wait for a private order", n)
	}
}

// Orders made of other people's messages count for whoever makes them, and not
// against those people.
func TestAttackOrdersInOthersNames(t *testing.T) {
	w := besieged(t)
	w.flows.ordersPerDay = 5
	for i := range 20 {
		author := grandma + int64(i%10)*1000
		w.hear(zhao, gridOne, Message{Text: "电梯", ReplyTo: &Reply{ID: 9000 + i, Author: Person{ID: author, Name: "邻居"}, Text: "天气真好"}})
	}
	if n := len(w.dump()["ord"]); n > 6 {
		t.Errorf("%d orders stand there, %d may", n, 6)
	}
	w.clear(gridOne)
	w.say(grandma, gridOne, "3号楼电梯又坏了")
	w.sees(gridOne, "电梯又坏了")
}

// Deleting oneself is no way to more orders than others may make in a day.
func TestAttackForgetForMoreOrders(t *testing.T) {
	w := besieged(t)
	w.flows.ordersPerDay = 3
	made := func() int { return len(w.dump()["ord"]) - 1 } // one was there before
	for range 4 {
		for range 5 {
			w.say(grandma, gridOne, "楼道灯坏了")
		}
		w.say(grandma, grandma, "/forget")
		w.tap(grandma, grandma, "全部删除")
	}
	if n := made(); n != 3 {
		t.Errorf("%d orders were made, 3 may", n)
	}
	if traced(w.dump(), fmt.Sprint(grandma)) {
		t.Error("what counts for the limit tells who was forgotten")
	}
	w.say(zhao, gridOne, "楼道灯坏了")
	if n := made(); n != 4 {
		t.Errorf("it counts for somebody else: %d orders", n)
	}
	w.now = w.now.Add(24*time.Hour + time.Second)
	w.say(grandma, gridOne, "楼道灯坏了")
	if n := made(); n != 5 {
		t.Errorf("a day later it still counts: %d orders", n)
	}
	w.write(func(tx *store.Tx) error { return tx.Sweep(keepDone, 90*24*time.Hour) })
	if left := w.dump()["ran"]; len(left) != 0 {
		t.Errorf("after the sweep there is %q", left)
	}
}

// Neither messages to the other side nor changes of the words fill the ledger
// without end; the order stays as it is, and others may go on.
func TestAttackTalk(t *testing.T) {
	w := besieged(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(zhao, zhao, "/start")
	lines := func() int { return len(w.dump()["ledger"]) }
	card := w.screens[xiaoLi][len(w.screens[xiaoLi])-1].id
	before := lines()
	for i := range 2 * mostSaid {
		w.hear(xiaoLi, xiaoLi, Message{Text: fmt.Sprint("还有", i), ReplyTo: &Reply{ID: card, ToBot: true}})
	}
	if n := lines() - before; n != mostSaid {
		t.Errorf("%d lines were added to the ledger, %d may", n, mostSaid)
	}
	w.sees(xiaoLi, "这一单今天已经说了很多")
	w.now = w.now.Add(24*time.Hour + time.Second)
	w.press(zhao, firm, 1, data("accept", int64(1001)))
	before = lines()
	for range 2 * mostSaid {
		w.tap(xiaoLi, xiaoLi, "给对方留言")
		w.say(xiaoLi, xiaoLi, "在吗")
	}
	if n := lines() - before; n != mostSaid {
		t.Errorf("%d lines were added to the ledger, %d may", n, mostSaid)
	}
	w.clear(xiaoLi)
	w.tap(zhao, zhao, "给对方留言")
	w.say(zhao, zhao, "这就来")
	w.sees(xiaoLi, "这就来")
	said := w.message + 1
	w.say(grandma, gridOne, "楼道灯坏了")
	before = lines()
	for i := range 2 * mostSaid {
		w.handle(Input{Kind: Edited, Person: Person{ID: grandma}, Chat: Chat{ID: gridOne}, Message: Message{ID: said, Text: fmt.Sprint("灯坏了", i), Addressed: true}})
	}
	if n := lines() - before; n != mostSaid {
		t.Errorf("%d lines were added to the ledger, %d may", n, mostSaid)
	}
}

// A unit's group is not a place to pour pictures into.
func TestAttackPictures(t *testing.T) {
	w := besieged(t)
	w.say(grandma, gridOne, "3号楼电梯坏了")
	card := w.screens[gridOne][len(w.screens[gridOne])-1].id
	w.clear(firm)
	for i := range 100 {
		w.hear(grandma, gridOne, Message{Media: []Media{{"photo", fmt.Sprint("file", i)}}, ReplyTo: &Reply{ID: card, ToBot: true}})
	}
	if n := len(w.screens[firm]); n > maxFiles+2 {
		t.Errorf("the firm's group got %d messages", n)
	}
	w.sees(gridOne, "够多了")
}

// However much somebody says, a draft and what /mydata answers stay small.
func TestAttackHugeDraft(t *testing.T) {
	w := besieged(t)
	w.say(grandma, grandma, "/start")
	for range 60 {
		w.say(grandma, grandma, strings.Repeat("灯", 4096))
		w.say(grandma, grandma, say("zh", "key.call"))
	}
	w.say(grandma, grandma, "完了")
	w.write(func(tx *store.Tx) error {
		d, _, err := tx.Draft(grandma)
		if n := len(d.Doc); n > 40_000 {
			t.Errorf("the draft has %d bytes", n)
		}
		return err
	})
}

// Telegram takes 20 messages a minute for a group. What somebody makes the bot
// answer there must not keep the cards from the others.
func TestAttackGroupReplies(t *testing.T) {
	w := besieged(t)
	said := func(kind Kind, text, command string) {
		in := Input{Kind: kind, At: w.now, Person: Person{ID: grandma, Name: "王奶奶"}, Chat: Chat{ID: gridOne, Title: "群"}}
		w.message++
		in.Message = Message{ID: w.message, Text: text, Command: command, Addressed: true}
		if err := w.db.Write(t.Context(), func(tx *store.Tx) error { _, err := w.flows.Handle(tx, in); return err }); err != nil {
			t.Fatal(err)
		}
	}
	for range 50 {
		said(Said, "", "help")
	}
	said(Said, "电梯坏了", "")
	for range 50 {
		said(Said, "", "help")
	}
	var waiting []store.Post
	w.write(func(tx *store.Tx) error {
		posts, err := tx.DuePosts(1000)
		for _, p := range posts {
			if p.Chat == gridOne && p.Kind == store.PostMessage {
				waiting = append(waiting, p)
			}
		}
		return err
	})
	for i, p := range waiting {
		if p.View == viewGroup && i > replyCrowd {
			t.Errorf("%d answers go before the card", i)
		}
	}
	if len(waiting) > replyCrowd+1 {
		t.Errorf("%d messages wait for the group", len(waiting))
	}
}

// /mydata is long; asking again while it is still being said adds nothing.
func TestAttackMyData(t *testing.T) {
	w := besieged(t)
	in := Input{Kind: Said, At: w.now, Person: Person{ID: xiaoLi, Name: "小李"}, Chat: Chat{ID: xiaoLi, Private: true}, Message: Message{ID: 5000, Command: "mydata"}}
	for range 100 {
		if err := w.db.Write(t.Context(), func(tx *store.Tx) error { _, err := w.flows.Handle(tx, in); return err }); err != nil {
			t.Fatal(err)
		}
	}
	w.write(func(tx *store.Tx) error {
		posts, err := tx.DuePosts(1000)
		if len(posts) > 2*replyCrowd {
			t.Errorf("%d messages wait", len(posts))
		}
		return err
	})
}

// A phone number in the words is for whoever takes the order, however it is written.
func TestAttackPhoneInWords(t *testing.T) {
	w := besieged(t)
	w.seesNot(firm, "8000")
	for _, number := range []string{"13800138000", "138 0013 8000", "138-0013-8000", "138.0013.8000", "138_0013_8000", "１３８００１３８０００",
		"(0357) 4221234", "0357－4221234", "138·0013·8000", "138/0013/8000", "138\u200b0013\u200b8000", "138–0013–8000"} {
		if got := digits.ReplaceAllString("打"+number+"找我", "•••"); strings.ContainsAny(got, "0123456789０１２３４５６７８９") {
			t.Errorf("%q shows %q", number, got)
		}
	}
	for _, harmless := range []string{"3号楼2单元501", "2026年11月23日", "12.5元"} {
		if got := digits.ReplaceAllString(harmless, "•••"); got != harmless {
			t.Errorf("%q became %q", harmless, got)
		}
	}
}

// A place that is too wide has no dispatch desk.
func TestAttackStreetAsPlace(t *testing.T) {
	w := besieged(t)
	w.say(grandma, grandma, "/start b_luxi")
	w.say(grandma, grandma, "灯坏了")
	w.press(grandma, grandma, 1, "1:draft:place:luxi:here")
	w.press(grandma, grandma, 1, "1:draft:category:lift")
	w.press(grandma, grandma, 1, "1:draft:submit")
	for _, line := range w.dump()["ord"] {
		if strings.Contains(line, "area=luxi") {
			t.Error("an order lies in a street")
		}
	}
}

// Who makes an order of a neighbour's message, and takes it, does not get the
// neighbour's phone number; a grid worker may ask for somebody.
func TestAttackPhoneOfNeighbour(t *testing.T) {
	w := besieged(t)
	w.give(sun, order.RoleWorker, "grid1", "")
	for _, who := range []int64{grandma, zhao} {
		w.say(who, who, "/start")
	}
	w.hear(grandma, grandma, Message{Contact: &Contact{Phone: "+8613911112222", Person: grandma}})
	w.sharesPhone(grandma)
	for i, c := range []struct {
		by    int64
		shown bool
	}{{zhao, false}, {xiaoLi, false}, {grandma, true}, {sun, true}} {
		w.clear(zhao)
		w.hear(c.by, gridOne, Message{Text: "电梯", ReplyTo: &Reply{ID: 9000 + i, Author: Person{ID: grandma, Name: "王奶奶"}, Text: "早上好"}})
		w.press(zhao, firm, 1, data("accept", int64(1002+i)))
		w.sees(zhao, "居民：王奶奶")
		if got := strings.Contains(w.screen(zhao), "13911112222"); got != c.shown {
			t.Errorf("made by %d: phone shown %v, want %v", c.by, got, c.shown)
		}
	}
}

// No button and no link tells a stranger which orders there are and how they stand.
func TestAttackGuessOrders(t *testing.T) {
	w := besieged(t)
	w.say(grandma, grandma, "/start")
	for verb := range orderTaps {
		for _, more := range []string{"", ":1", ":2h", ":other", ":property", ":far"} {
			a := w.press(grandma, grandma, 1, "1:"+verb+":1001"+more)
			if b := w.press(grandma, grandma, 1, "1:"+verb+":1077"+more); a != b {
				t.Errorf("%s%s: %q for an order that exists, %q for none", verb, more, a.Text, b.Text)
			}
		}
	}
	for _, link := range []string{"t", "o"} {
		w.clear(grandma)
		w.say(grandma, grandma, "/start "+link+"1001")
		w.sees(grandma, say("zh", "error.gone"))
	}
}

// Whoever had everything deleted is not named any more in what waits for somebody
// else's answer.
func TestAttackNameOfWhoAsked(t *testing.T) {
	w := picking(t)
	w.write(func(tx *store.Tx) error {
		return tx.SavePerson(store.Person{ID: zhou, Name: "周调度", SeenAt: tx.Now(), Started: true})
	})
	w.picks(zhou, Person{ID: sun, Name: "老孙"})
	w.sees(sun, "周调度")
	w.say(zhou, zhou, "/forget")
	w.tap(zhou, zhou, "全部删除")
	for table, lines := range w.dump() {
		for _, line := range lines {
			if strings.Contains(line, "周调度") {
				t.Errorf("still in %s: %s", table, line)
			}
		}
	}
	w.seesNot(sun, "周调度")
}

// The lists of people that staff have open name nobody who had everything deleted.
func TestAttackNameOnPanels(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	w.give(sun, order.RoleUnit, "", "property")
	for _, p := range []int64{liWang, zhou, sun} {
		w.say(p, p, "/start")
	}
	w.write(func(tx *store.Tx) error {
		return tx.SavePerson(store.Person{ID: sun, Name: "孙师傅", SeenAt: tx.Now(), Started: true})
	})
	w.say(liWang, liWang, "/people")
	w.sees(liWang, "孙师傅")
	w.say(zhou, zhou, "/people")
	w.write(func(tx *store.Tx) error { // a roster that waits for the owner's answer
		was := order.Listed{Member: order.Member{Person: sun, Role: order.RoleUnit, Unit: "property"}, Name: "孙师傅"}
		return tx.SaveRosterAsk(store.RosterAsk{Person: liWang, Mark: "x", Change: order.RosterChange{Remove: []order.Listed{was}}})
	})
	if !traced(map[string][]string{"": w.dump()["roster_ask"]}, "孙师傅") {
		t.Error("the roster was never stored")
	}
	w.say(liWang, liWang, "/mydata")
	w.sees(liWang, "发来的花名册")
	w.say(sun, sun, "/forget")
	w.tap(sun, sun, "全部删除")
	for table, lines := range w.dump() {
		for _, line := range lines {
			if strings.Contains(line, "孙师傅") || strings.Contains(line, fmt.Sprint(sun)) {
				t.Errorf("still in %s: %s", table, line)
			}
		}
	}
	w.seesNot(liWang, "孙师傅")
}

// A wish for more time ends with the work of who had it: it stays neither with
// their name nor for the next taker, who never asked.
func TestAttackOldExtension(t *testing.T) {
	for name, end := range map[string]func(*setupWorld){
		"given back": func(w *setupWorld) { w.press(zhao, zhao, 1, "1:release:1001:other") },
		"forgotten": func(w *setupWorld) {
			w.say(zhao, zhao, "/forget")
			w.tap(zhao, zhao, "全部删除")
		},
	} {
		w := besieged(t)
		w.give(zhao, order.RoleUnit, "", "property")
		w.give(liWang, order.RoleOwner, "", "")
		w.give(zhou, order.RoleDispatcher, "xintian", "")
		for _, p := range []int64{zhao, zhou, liWang} {
			w.say(p, p, "/start")
		}
		w.press(zhao, firm, 1, "1:accept:1001")
		w.press(zhao, zhao, 1, "1:wait:1001:parts:e3")
		asked := func() bool { return traced(map[string][]string{"": w.dump()["post"]}, "slot=extend:1001 ") }
		if !asked() {
			t.Fatalf("%s: nobody was asked:\n%s", name, w.screen(zhou))
		}
		end(w)
		if asked() {
			t.Errorf("%s: the question stays", name)
		}
	}
}

// A spreadsheet is made for each /roster; whoever asks without end has no more of
// them made than wait to be sent.
func TestAttackManyRosters(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(liWang, liWang, "/start")
	n := 0
	w.write(func(tx *store.Tx) error {
		for i := range 100 {
			in := Input{Kind: Said, Person: Person{ID: liWang, Name: "李望"}, Chat: Chat{ID: liWang, Private: true},
				Message: Message{ID: 5000 + i, Command: "roster"}}
			if _, err := w.flows.Handle(tx, in); err != nil {
				return err
			}
		}
		list, err := tx.DuePosts(1000)
		for _, p := range list {
			if strings.Contains(string(p.Body), PictureRoster) {
				n++
			}
		}
		return err
	})
	if n == 0 || n > replyCrowd {
		t.Errorf("%d spreadsheets are made", n)
	}
}
