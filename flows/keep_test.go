package flows

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// brief is a short memory, so that a year has many ends in it.
var brief = Keep{At: "10 4 * * *", Orders: 90, Files: 60, Drafts: 7, Messages: 30, Shown: 45, History: 100}

// aYear lives through a year with these times of keeping and returns the world.
// Each week somebody new asks, with everything that leaves a trace.
func aYear(t *testing.T, keep Keep) *setupWorld {
	t.Helper()
	w := newSetupWorld(t)
	w.flows = New(Options{Bot: func() string { return "huiyin_bot" }, Keep: keep})
	w.bound()
	w.write(w.flows.Prepare)
	w.say(zhao, zhao, "/start")
	for week := range int64(52) {
		w.aWeek(600000100 + week)
		for range 7 {
			w.now = w.now.Add(24 * time.Hour)
			w.untilDone()
		}
		w.screens = map[int64][]*shown{} // what stands in Telegram's chats is not the point
	}
	return w
}

// aWeek has one person ask for something that is done, ask for something that is
// withdrawn, join a neighbour, and leave a draft alone.
func (w *setupWorld) aWeek(person int64) {
	w.Helper()
	name := fmt.Sprintf("人%d", person)
	setupNames[person] = name
	defer delete(setupNames, person)
	w.say(person, person, "/start b_b3")
	w.handle(Input{Kind: Said, Person: Person{ID: person}, Chat: Chat{ID: person}, Message: Message{ID: 5000, Contact: &Contact{Phone: fmt.Sprintf("139%d", person), Person: person}}})
	w.sharesPhone(person)
	w.handle(Input{Kind: Said, Person: Person{ID: person}, Chat: Chat{ID: person}, Message: Message{ID: 5001, Text: "电梯坏了，" + name + "家", Media: []Media{{"photo", "photo-" + name}}}})
	w.tap(person, person, "提交")
	no := w.latest()
	w.tap(zhao, firm, "接单")
	w.press(zhao, zhao, 1, data("finish", no))
	w.say(zhao, zhao, "修好了，"+name+"在家")
	w.press(person, person, 1, data("rate", no, "1"))
	w.say(person, gridOne, "电梯又坏了，"+name)
	w.press(grandma, gridOne, 1, data("join", no+1))
	w.press(person, gridOne, 1, data("withdraw", no+1))
	w.press(person, gridOne, 1, data("withdraw", no+1))
	w.say(person, person, "还有一件，"+name)
	w.say(person, person, "/privacy")
	if a, b := w.order(no), w.order(no+1); a.State != order.Closed || b.State != order.Withdrawn {
		w.Fatalf("%s and %s", a.State, b.State)
	}
}

func (w *setupWorld) latest() (no int64) {
	w.Helper()
	w.write(func(tx *store.Tx) (err error) {
		no, err = tx.LastNumber()
		return err
	})
	return no
}

// untilDone does what is due, and what that makes due within a few minutes.
func (w *setupWorld) untilDone() {
	w.Helper()
	for range 50 {
		w.due()
		next, soon := time.Time{}, false
		w.write(func(tx *store.Tx) (err error) {
			at, ok, err := tx.NextOf(timerKeep)
			next, soon = at, ok && at.Before(w.now.Add(time.Minute))
			return err
		})
		if !soon {
			return
		}
		w.now = next
	}
	w.Fatal("keeping does not come to its end")
}

// figures are those of every week of the year, in every area.
func (w *setupWorld) figures(from time.Time) (list []string) {
	w.Helper()
	w.write(func(tx *store.Tx) error {
		for week := range 53 {
			a, b := from.AddDate(0, 0, 7*week), from.AddDate(0, 0, 7*week+7)
			for _, areas := range [][]string{{"b3"}, {"grid1", "b3"}, {"xintian", "grid1", "b3", "grid2"}} {
				c, err := tx.Counts(areas, a, b)
				if err != nil {
					return err
				}
				list = append(list, fmt.Sprintf("%d %v %+v", week, areas, c))
			}
		}
		return nil
	})
	return list
}

// acts are the lines of the ledger without who and what.
func (w *setupWorld) acts() (list []string) {
	w.Helper()
	w.write(func(tx *store.Tx) error {
		for no := int64(1001); no <= 1001+103; no++ {
			history, err := tx.History(no)
			if err != nil {
				return err
			}
			for _, e := range history {
				list = append(list, fmt.Sprint(e.Order, e.At, e.Act, e.Relation, e.Was, e.State, e.Tier, e.Unit))
			}
			o, err := tx.Order(no)
			if err != nil {
				return err
			}
			list = append(list, fmt.Sprint(o.No, o.Category, o.Area, o.State, o.Rating, o.Joined, o.Intake, o.AcceptedAt, o.DoneAt, o.EndedAt))
		}
		return nil
	})
	return list
}

// TestKeepYear: after a year nothing is left that is older than its class, while
// all that is younger is there; every figure is what it is where all is kept.
func TestKeepYear(t *testing.T) {
	w, all := aYear(t, brief), aYear(t, Keep{At: "10 4 * * *", Orders: 3660, Files: 3660, Drafts: 3660, Messages: 3660, Shown: 3660, History: 3660})
	start := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	for i, line := range all.figures(start) {
		if got := w.figures(start)[i]; got != line {
			t.Errorf("figures differ:\nkept for long  %s\nkept for short %s", line, got)
		}
	}
	if a, b := strings.Join(all.acts(), "\n"), strings.Join(w.acts(), "\n"); a != b {
		t.Errorf("ledgers differ:\n%.2000s\n\n%.2000s", a, b)
	}
	dump, kept := w.dump(), all.dump()
	for week := range 52 {
		name := fmt.Sprintf("人%d", 600000100+week)
		age := 24 * time.Hour * time.Duration(7*(52-week))
		for _, c := range []struct {
			table, what string
			days        int
		}{{"ord", name + "家", brief.Orders}, {"ord", "电梯又坏了，" + name, brief.Orders}, {"ledger", name + "在家", brief.Orders}, {"attachment", "photo-" + name, brief.Files},
			{"draft", "还有一件，" + name, brief.Drafts}, {"shown", fmt.Sprint(600000100 + week), brief.Shown}} {
			found := func(d map[string][]string) bool { return traced(map[string][]string{"": d[c.table]}, c.what) }
			day := 24 * time.Hour
			if old, young := age > day*time.Duration(c.days+1), age < day*time.Duration(c.days); old && found(dump) || young && !found(dump) {
				t.Errorf("%s of %s after %v: left %v", c.table, name, age, found(dump))
			}
			if !found(kept) {
				t.Errorf("%s of %s was never stored", c.table, name)
			}
		}
		old := age > 24*time.Hour*time.Duration(brief.Orders+1)
		for _, table := range []string{"ord", "ledger", "joined"} {
			if id := fmt.Sprint(600000100 + week); old && traced(map[string][]string{"": dump[table]}, id) {
				t.Errorf("%s knows %s after %v", table, id, age)
			}
		}
	}
	if n, m := len(dump["post"]), len(kept["post"]); n*2 > m {
		t.Errorf("%d posts are left of %d", n, m)
	}
	w.keepTold()
}

// keepTold checks that the history says what was taken away, and that the doctor is content.
func (w *setupWorld) keepTold() {
	w.Helper()
	w.write(func(tx *store.Tx) error {
		list, err := tx.SweptSince(w.now.AddDate(0, 0, -60))
		count := map[store.Past]int{}
		for _, s := range list {
			count[s.Class] += s.Count
		}
		for _, class := range store.Pasts() {
			if count[class] == 0 && class != store.PastHistory {
				w.Errorf("nothing of %s in the history: %v", class, count)
			}
		}
		if err != nil {
			return err
		}
		found, err := w.flows.Examine(tx)
		for _, f := range found {
			if f.Check == "keep" && f.Key != "doctor.keep" {
				w.Errorf("the doctor says %s", f.Key)
			}
		}
		return err
	})
}

// TestKeepInSteps: much at once is taken away in many small transactions.
func TestKeepInSteps(t *testing.T) {
	w := newSetupWorld(t)
	w.flows = New(Options{Keep: brief})
	w.bound()
	w.write(func(tx *store.Tx) error {
		for i := range int64(3*keepStep + 7) {
			o := order.Order{Resident: xiaoLi, Area: "b3", Category: "lift", Text: "电梯", State: order.Closed, Intake: w.now, EndedAt: w.now.Add(time.Duration(i/5) * time.Minute)}
			if err := tx.AddOrder(&o, ""); err != nil {
				return err
			}
		}
		return w.flows.Prepare(tx)
	})
	w.now = w.now.AddDate(0, 0, 95)
	w.untilDone()
	left := 0
	w.write(func(tx *store.Tx) error {
		list, err := tx.OrdersOf(xiaoLi, allOrders)
		left = len(list)
		return err
	})
	steps := 0
	w.write(func(tx *store.Tx) error {
		list, err := tx.SweptSince(time.Time{})
		for _, s := range list {
			if s.Class == store.PastOrders {
				steps++
			}
			if s.Count > keepStep {
				t.Errorf("%d at once", s.Count)
			}
		}
		return err
	})
	if left != 0 || steps != 4 {
		t.Errorf("%d orders left, %d steps", left, steps)
	}
}
