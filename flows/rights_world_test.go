package flows

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"testing"

	"huiyin/order"
	"huiyin/store"
)

// quarter is a small community in which everybody stands in some relation to
// some order, and there is an order in every state, made in private and made in
// the residents' group.
type quarter struct {
	*setupWorld
	people  map[string]int64
	groups  map[string]int64
	orders  []walked
	before  func(tx *store.Tx) error // sets the scene of each attempt; undone with it
	notes   map[[2]int64]int         // what was once said to a person about an order: the message
	changed map[string]int64         // settings that were changed: the revision
}

// walked is an order of the walk.
type walked struct {
	no    int64
	state string // of the table: "one" and "two" are offered, to one unit and to two; "declined" is new again, "gathered" new in its building
	group bool
	album string
}

// Who lives in the quarter, with their roles.
var quarterPeople = []struct {
	name  string
	roles []order.Member
}{
	{"resident", nil},
	{"neighbour", nil},
	{"stranger", nil},
	{"passer", nil}, // stands in the firm's group without a role
	{"plumber", []order.Member{{Role: order.RoleUnit, Unit: "property"}}},
	{"colleague", []order.Member{{Role: order.RoleUnit, Unit: "property"}}},
	{"former", []order.Member{{Role: order.RoleUnit, Unit: "property"}}}, // is dismissed while holding each order
	{"vest", []order.Member{{Role: order.RoleVolunteer, Unit: "vests"}}},
	{"farhand", []order.Member{{Role: order.RoleUnit, Unit: "far"}}},
	{"dispatcher", []order.Member{{Role: order.RoleDispatcher, Area: "xintian"}}},
	{"dispatcher2", []order.Member{{Role: order.RoleDispatcher, Area: "dongmen"}}},
	{"exdispatcher", []order.Member{{Role: order.RoleDispatcher, Area: "xintian"}}}, // is dismissed in the end
	{"leader", []order.Member{{Role: order.RoleLeader, Area: "grid1"}}},
	{"leader2", []order.Member{{Role: order.RoleLeader, Area: "grid2"}}},
	{"officer", []order.Member{{Role: order.RoleOfficer, Area: "luxi"}}},
	{"officer2", []order.Member{{Role: order.RoleOfficer, Area: "lubei"}}},
	{"owner", []order.Member{{Role: order.RoleOwner}}},
	{"worker", []order.Member{{Role: order.RoleWorker, Area: "grid1"}}},
	{"mate", []order.Member{{Role: order.RoleUnit, Unit: "property"}}},    // on leave; the plumber has taken over what they held
	{"chief", []order.Member{{Role: order.RoleLeader, Area: "grid1"}}},    // on leave; the deputy stands in
	{"deputy", []order.Member{{Role: order.RoleWorker, Area: "grid1"}}},   // stands in for the chief
	{"exdeputy", []order.Member{{Role: order.RoleWorker, Area: "grid1"}}}, // stood in for the leader, who is back
	{"hats", []order.Member{{Role: order.RoleDispatcher, Area: "dongmen"}, {Role: order.RoleVolunteer, Unit: "vests"}}},
	{"first", []order.Member{{Role: order.RoleResponder, Area: "b3"}}}, // first responder of the building in which the orders lie
}

// quarterStates are the states of the walk, in the order of an order's life.
var quarterStates = []string{"new", "declined", "one", "two", "accepted", "handed", "held", "done", "closed", "withdrawn", "refused", "gathered"}

// anonymousAdmin is whom Telegram names in place of an admin who stays anonymous.
const anonymousAdmin int64 = 1087968824

const farGroup, unbound int64 = -100700003, -100700004

func newQuarter(t *testing.T) *quarter {
	q := &quarter{setupWorld: newSetupWorld(t), people: map[string]int64{}, notes: map[[2]int64]int{},
		groups: map[string]int64{"grid": gridOne, "firm": firm, "far": farGroup, "unbound": unbound}}
	q.write(func(tx *store.Tx) error {
		c := setupCommunity()
		for _, a := range [][3]string{{"lubei", order.KindStreet, ""}, {"beiguan", order.KindCommunity, "lubei"}, {"grid5", order.KindGrid, "beiguan"}} {
			c.Areas = append(c.Areas, order.Area{Key: a[0], Kind: a[1], In: a[2], Name: order.Name{ZH: a[0]}})
		}
		c.Categories = append([]order.Category{{Key: "litter", Class: "normal", Words: []string{"垃圾"}, Enters: order.KindBuilding}}, c.Categories...)
		if err := c.Prepare(); err != nil {
			return err
		}
		return tx.SaveCommunity(c, 0)
	})
	q.write(func(tx *store.Tx) error {
		return errors.Join(
			tx.SaveChat(store.Chat{ID: gridOne, Title: "群", Purpose: store.ForResidents, Area: "grid1", Active: true}),
			tx.SaveChat(store.Chat{ID: firm, Title: "群", Purpose: store.ForUnit, Area: "xintian", Unit: "property", Active: true}),
			tx.SaveChat(store.Chat{ID: farGroup, Title: "群", Purpose: store.ForUnit, Area: "dongmen", Unit: "far", Active: true}),
			tx.SaveChat(store.Chat{ID: unbound, Title: "群", Active: true}))
	})
	for i, p := range quarterPeople {
		id := 701000001 + int64(i)
		q.people[p.name], setupNames[id] = id, p.name
		for _, m := range p.roles {
			q.give(id, m.Role, m.Area, m.Unit)
		}
		q.say(id, id, "/start")
	}
	q.people["admin"] = anonymousAdmin
	q.makeOrders()
	q.changeSettings()
	q.writeNotes()
	q.watch()
	return q
}

// changeSettings leaves changes behind that can be taken back.
func (q *quarter) changeSettings() {
	q.changed = map[string]int64{}
	owner := q.people["owner"]
	for _, area := range []string{"", "luxi", "xintian", "grid1", "grid2"} {
		for door, what := range map[string][]any{"unhours": {"to", area, string(order.SetLanguage), 1}, "unlimits": {"to", area, string(order.SetClose), 4}} {
			q.press(owner, owner, 1, data("set", what...))
			q.write(func(tx *store.Tx) error {
				list, err := tx.Revisions(nil, 1, 0)
				if err == nil {
					q.changed[door+" "+orText(area, "-")] = list[0].ID
				}
				return err
			})
		}
	}
}

// makeOrders makes the orders; each of them was held before by somebody who
// lost the role meanwhile.
func (q *quarter) makeOrders() {
	who := q.people
	lady := who["resident"]
	q.say(lady, lady, "/start b_b3")
	q.hear(lady, lady, Message{Contact: &Contact{Phone: phone, Person: lady}})
	q.sharesPhone(lady)
	q.press(lady, lady, 1, data("privacy", "agree"))
	q.say(lady, lady, "灯坏了")
	q.press(lady, lady, 1, "1:draft:address")
	q.say(lady, lady, address)
	q.press(lady, lady, 1, "1:draft:cancel")
	for i, state := range quarterStates {
		what := "灯不亮"
		if state == "gathered" {
			what = "3号楼有垃圾"
		}
		q.say(lady, lady, what+"，打"+phone)
		q.press(lady, lady, 1, "1:draft:submit")
		q.orders = append(q.orders, walked{no: int64(1001 + 2*i), state: state})
		album := fmt.Sprint("album", i)
		q.hear(lady, gridOne, Message{Text: what, Media: []Media{{"photo", "p"}}, Album: album})
		q.orders = append(q.orders, walked{no: int64(1002 + 2*i), state: state, group: true, album: album})
	}
	for _, o := range q.orders {
		if o.state == "declined" || o.state == "gathered" { // the firm was asked once, or not at all
			continue
		}
		q.press(who["dispatcher"], who["dispatcher"], 1, data("offer", o.no, "property"))
		q.press(who["former"], who["former"], 1, data("accept", o.no))
	}
	q.press(who["dispatcher"], who["dispatcher"], 1, data("people", "ok", "unit", "property", who["former"]))
	for _, o := range q.orders {
		q.lead(o)
	}
	q.press(who["owner"], who["owner"], 1, data("people", "ok", "dispatcher", "xintian", who["exdispatcher"]))
	q.standsIn("plumber", "mate")
	q.standsIn("deputy", "chief")
	q.standsIn("exdeputy", "leader")
	q.press(who["leader"], who["leader"], 1, data("leave", "end"))
	for _, o := range q.orders {
		want := order.State(o.state)
		switch o.state {
		case "one", "two":
			want = order.Offered
		case "declined":
			want = order.New
		case "gathered":
			want = order.New
			if tier := q.order(o.no).Tier; tier != order.TierBuilding {
				q.Fatalf("#%d is at tier %d", o.no, tier)
			}
		case "handed":
			want = order.Accepted
			if taker := q.order(o.no).Taker; taker != who["plumber"] {
				q.Fatalf("#%d was not handed over: %d has it", o.no, taker)
			}
		}
		if got := q.order(o.no).State; got != want {
			q.Fatalf("#%d is %s, not %s", o.no, got, o.state)
		}
	}
}

// standsIn sends somebody on leave for months, and lets another one stand in.
func (q *quarter) standsIn(substitute, away string) {
	one, other := q.people[away], q.people[substitute]
	q.press(one, one, 1, data("leave", "on", int(order.DayOf(q.now)+99)))
	q.press(one, one, 1, data("leave", "ask", other))
	q.press(other, other, 1, data("standin", "yes", one))
}

// lead leads the order from new to its state.
func (q *quarter) lead(o walked) {
	who := q.people
	lady, plumber, dispatcher := who["resident"], who["plumber"], who["dispatcher"]
	at := lady
	if o.group {
		at = gridOne
	}
	switch o.state {
	case "new", "gathered":
		return
	case "refused":
		q.press(dispatcher, dispatcher, 1, data("refuse", o.no, "elsewhere"))
		return
	}
	q.press(dispatcher, dispatcher, 1, data("offer", o.no, "property"))
	switch o.state {
	case "one":
		return
	case "declined":
		q.press(plumber, plumber, 1, data("decline", o.no, "not_ours"))
		return
	case "withdrawn":
		q.press(lady, at, 1, data("withdraw", o.no))
		q.press(lady, at, 1, data("withdraw", o.no))
		return
	}
	q.write(func(tx *store.Tx) error {
		s, err := q.flows.begin(tx, Input{})
		if err != nil {
			return err
		}
		s.actor = order.Actor{Clock: true}
		row, err := tx.Order(o.no)
		if err != nil {
			return err
		}
		return s.offer(&row, s.c.Unit("vests"), order.Widen, false)
	})
	if o.state == "two" {
		return
	}
	if o.state == "handed" {
		q.press(who["mate"], who["mate"], 1, data("accept", o.no))
		return
	}
	q.press(plumber, plumber, 1, data("accept", o.no))
	switch o.state {
	case "accepted":
		return
	case "held":
		q.press(plumber, plumber, 1, data("wait", o.no, "parts", "h3"))
		return
	}
	q.press(plumber, plumber, 1, data("finish", o.no))
	q.say(plumber, plumber, "修好了")
	if o.state == "closed" {
		q.press(lady, at, 1, data("rate", o.no, 1))
	}
}

// writeNotes says a line about each order to everybody, as if they had once had
// to do with it: replies to it are about the order.
func (q *quarter) writeNotes() {
	for _, id := range q.people {
		for _, o := range q.orders {
			q.write(func(tx *store.Tx) error {
				return tx.Say(store.Post{Chat: id, Order: o.no, Body: encode(Outgoing{Text: "#"})})
			})
			q.notes[[2]int64{id, o.no}] = q.message
		}
	}
}

// watched are the tables that no refusal may touch. What people see, what the
// bot waits for, and when somebody was seen last are not among them.
var watched = []string{"ord", "ledger", "dispatch", "attachment", "joined", "member", "chat", "invite", "community", "revision", "counter", "listed", "absence", "rota"}

// watch lets the database count the changes of each table, in rows that the
// store can read inside a transaction and that vanish with it.
func (q *quarter) watch() {
	raw, err := sql.Open("sqlite3", "file:"+q.path)
	if err != nil {
		q.Fatal(err)
	}
	defer raw.Close()
	for _, table := range watched {
		what := []string{"INSERT", "UPDATE", "DELETE"}
		if table == "counter" {
			what = what[1:2]
		}
		statements := []string{fmt.Sprintf(`INSERT INTO meta (key, value) VALUES ('walk.%s', '0')`, table)}
		for _, event := range what {
			when := ""
			if table == "counter" { // the place in the outbox is counted there too
				when = ` WHEN NEW.name <> 'post'`
			}
			statements = append(statements, fmt.Sprintf(`CREATE TRIGGER walk_%[1]s_%[2]s AFTER %[2]s ON %[1]s%[3]s BEGIN
 UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'walk.%[1]s'; END`, table, event, when))
		}
		for _, s := range statements {
			if _, err := raw.Exec(s); err != nil {
				q.Fatal(s, err)
			}
		}
	}
}

// errBack undoes what was tried.
var errBack = errors.New("undo what was tried")

// attempt is one way in, tried by one person, and what came of it.
type attempt struct {
	tx      *store.Tx
	who     int64
	chat    int64
	no      int64
	answers []Answer
	acts    []order.Act // new lines of the ledger by them
	dialog  string      // what the bot waits for now
	posts   []store.Post
	touched []string
	set     map[string]string // the changes of each table by the scene itself
}

// mark remembers what the scene has changed, which is not the attempt's doing.
func (a *attempt) mark() error {
	a.set = map[string]string{}
	for _, table := range watched {
		n, err := a.tx.Meta("walk." + table)
		if err != nil {
			return err
		}
		a.set[table] = n
	}
	return nil
}

// try lets somebody do things in a chat, tells what came of them, and undoes
// all of it.
func (q *quarter) try(who, chat, no int64, inputs ...Input) (a attempt) {
	q.Helper()
	a = attempt{who: who, chat: chat, no: no}
	err := q.db.Write(context.Background(), func(tx *store.Tx) error {
		a.tx = tx
		before, err := tx.History(no)
		if err != nil {
			return err
		}
		if q.before != nil {
			if err := q.before(tx); err != nil {
				return err
			}
			if err := a.mark(); err != nil {
				return err
			}
		}
		for _, in := range inputs {
			in.At = q.now
			in.Person.Name, in.Person.Language = setupNames[who], "zh-hans"
			in.Person.ID = who
			if in.Anonymous = who == anonymousAdmin; in.Anonymous {
				in.Person.Bot = true
			}
			in.Chat = Chat{ID: chat, Private: chat > 0, Title: "群"}
			if in.Kind == "dialog" { // the bot asked this a while ago
				if err := tx.SaveDialog(store.Dialog{Person: who, Chat: chat, Step: in.Message.Text, Arg: in.Message.Album, Order: no}); err != nil {
					return err
				}
				continue
			}
			if in.Kind == "asked for time" {
				if err := tx.Say(store.Post{Chat: chat, Slot: extendSlot(no), Order: no, Body: encode(Outgoing{Text: "#"})}); err != nil {
					return err
				}
				continue
			}
			answer, err := q.flows.Handle(tx, in)
			if err != nil {
				return err
			}
			a.answers = append(a.answers, answer)
		}
		if err := a.look(q, len(before)); err != nil {
			return err
		}
		return errBack
	})
	if !errors.Is(err, errBack) {
		q.Fatalf("%s in %d, #%d, %+v: %v", setupNames[who], chat, no, inputs, err)
	}
	return a
}

// look reads what the attempt left behind.
func (a *attempt) look(q *quarter, lines int) error {
	history, err := a.tx.History(a.no)
	if err != nil {
		return err
	}
	for _, e := range history[lines:] {
		if e.Person == a.who {
			a.acts = append(a.acts, e.Act)
		}
	}
	d, _, err := a.tx.Dialog(a.who, a.chat)
	if err != nil {
		return err
	}
	a.dialog = d.Step
	if a.posts, err = a.tx.DuePosts(1000); err != nil {
		return err
	}
	for _, table := range watched {
		n, err := a.tx.Meta("walk." + table)
		if err != nil {
			return err
		}
		if n != "0" && n != a.set[table] {
			a.touched = append(a.touched, table)
		}
	}
	return a.spill(q)
}

// spill fails the test if phone or address now stand where they must not: with
// anybody but the resident and whoever holds the order now.
func (a *attempt) spill(q *quarter) error {
	cards, err := a.tx.Cards(a.no)
	if err != nil {
		return err
	}
	secret := func(text string) bool { return strings.Contains(text, phone) || strings.Contains(text, address) }
	for _, p := range append(cards, a.posts...) {
		if !secret(string(p.Body)) || p.Chat == q.people["resident"] {
			continue
		}
		o, err := a.tx.Order(p.Order)
		if err != nil {
			return err
		}
		if !o.State.Taken() || o.Taker != p.Chat {
			q.Errorf("LEAK: %s in %d, #%d: phone or address goes to %d (%s)", setupNames[a.who], a.chat, a.no, p.Chat, setupNames[p.Chat])
		}
	}
	for _, answer := range a.answers {
		if secret(answer.Text) {
			q.Errorf("LEAK: %s in %d, #%d: phone or address in %q", setupNames[a.who], a.chat, a.no, answer.Text)
		}
	}
	return nil
}

// cardIn is the message that is this card of the order in the chat; 0: none.
func (q *quarter) cardIn(chat, no int64, view string) (message int) {
	q.Helper()
	err := q.db.Read(context.Background(), func(tx *store.Tx) error {
		cards, err := tx.Cards(no)
		for _, p := range cards {
			if p.Chat == chat && p.View == view {
				message = p.MessageID
			}
		}
		return err
	})
	if err != nil {
		q.Fatal(err)
	}
	return message
}

// said is what the person heard in answer: the toast, or what was said to the
// chat.
func (a *attempt) said() string {
	for i := len(a.answers) - 1; i >= 0; i-- {
		if a.answers[i].Text != "" {
			return a.answers[i].Text
		}
	}
	for _, p := range a.posts {
		if p.Chat == a.chat && p.Kind == store.PostMessage {
			return string(p.Body)
		}
	}
	return ""
}
