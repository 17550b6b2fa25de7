package main

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/bot"
	"huiyin/config"
	"huiyin/order"
	"huiyin/proof"
	"huiyin/sim"
	"huiyin/store"
)

// ordeal plays orders that nobody answers through the whole program, and
// compares when people heard of them with what was proven.
type ordeal struct {
	*host
	community  *order.Community
	residents  map[string]int64 // groups of residents, by area
	humans     map[int64][]int64
	crew       map[string]int64 // people with roles, by name
	categories []string
	areas      []string
	proven     *proof.Report
	sent       []*cry
}

// cry is an order that is made and left alone.
type cry struct {
	line    proof.Line
	start   time.Time
	chat    int64
	message int
	number  string
	heard   map[int64]time.Time // when each person first heard
}

func newOrdeal(t *testing.T, s scene, categories, areas []string) *ordeal {
	h := &host{t: t, dir: t.TempDir(), lang: "zh", sim: sim.New(sim.Options{}), pace: bot.Pace{PerSecond: -1}, synchronous: "OFF"}
	h.cast.token = h.sim.AddBot(sim.BotSpec{Username: demoBot, Name: "回音"})
	c, problems := config.ParseCommunity("community.yaml", exampleCommunity)
	if c == nil {
		t.Fatal(problems.Say("en"))
	}
	if s.rules != nil {
		s.rules(c)
		if err := c.Prepare(); err != nil {
			t.Fatal(err)
		}
	}
	h.community = func() (*order.Community, error) { return c, nil }
	o := &ordeal{host: h, community: c, residents: map[string]int64{}, humans: map[int64][]int64{}, crew: map[string]int64{}, categories: categories, areas: areas}
	ctx := context.Background()
	if err := h.start(ctx); err != nil {
		t.Fatal(err)
	}
	o.fill(s)
	if err := h.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	err := h.prog.db.Read(ctx, func(tx *store.Tx) error {
		x, err := territoryIn(tx)
		if err == nil {
			o.proven = proof.Prove(x, sunday.Add(24*time.Hour), 2)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *ordeal) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *ordeal) one(name string) int64 {
	if o.crew[name] == 0 {
		o.crew[name] = o.sim.AddUser(sim.UserSpec{First: name, Lang: "zh-hans"})
	}
	return o.crew[name]
}

// fill puts everybody into their places.
func (o *ordeal) fill(s scene) {
	var members []order.Member
	var chats []store.Chat
	for _, line := range s.crew {
		name, roles, _ := strings.Cut(line, ": ")
		name, started := strings.CutPrefix(name, "+")
		id := o.one(name)
		if started {
			o.must(o.sim.Start(id, demoBot, ""))
		}
		for _, role := range strings.Split(roles, ", ") {
			what, where, _ := strings.Cut(role, " ")
			m := order.Member{Person: id, Role: order.Role(what), Area: where}
			if m.Role == order.RoleUnit || m.Role == order.RoleVolunteer {
				m.Area, m.Unit = "", where
			}
			members = append(members, m)
		}
	}
	for _, line := range s.groups {
		what, names, _ := strings.Cut(line, ": ")
		purpose, where, _ := strings.Cut(what, " ")
		var in []int64
		for _, name := range strings.Fields(names) {
			in = append(in, o.one(name))
		}
		id := o.group(line, in[0], in[1:])
		o.humans[id] = in
		c := store.Chat{ID: id, Title: line, Purpose: purpose, Area: where, Active: true}
		if purpose != store.ForDesk {
			c.Area, c.Unit = "xintian", where
		}
		chats = append(chats, c)
	}
	for _, area := range o.areas {
		o.residents[area] = o.group("居民"+area, o.one("邻居"), nil)
		chats = append(chats, store.Chat{ID: o.residents[area], Title: area, Purpose: store.ForResidents, Area: area, Active: true})
	}
	o.must(o.Settle(context.Background()))
	o.must(o.prog.db.Write(context.Background(), func(tx *store.Tx) error {
		for _, m := range members {
			if err := tx.AddMember(m); err != nil {
				return err
			}
		}
		for _, c := range chats {
			if err := tx.SaveChat(c); err != nil {
				return err
			}
		}
		return o.absent(tx, s)
	}))
}

// absent sets who is on duty and who is away.
func (o *ordeal) absent(tx *store.Tx, s scene) error {
	for _, line := range s.duty {
		where, turn, _ := strings.Cut(line, ": ")
		what, key, _ := strings.Cut(where, " ")
		name, hours, _ := strings.Cut(turn, " ")
		hours, date, once := strings.Cut(hours, " on ")
		var from, to, fromMin, toMin int
		if _, err := fmt.Sscanf(hours, "%d:%d-%d:%d", &from, &fromMin, &to, &toMin); err != nil {
			return err
		}
		unit, area := key, ""
		if what == "area" {
			unit, area = "", key
		}
		r, err := tx.Rota(unit, area)
		if err != nil {
			return err
		}
		if day, err := time.Parse(time.DateOnly, date); once {
			o.must(err)
			r.AddTurn(order.Turn{Day: order.DayOf(day), From: from*60 + fromMin, To: to*60 + toMin, Person: o.one(name)})
		} else {
			r.Add(order.Weekly{Days: 1<<7 - 1, From: from*60 + fromMin, To: to*60 + toMin, Person: o.one(name)})
		}
		if err := tx.SaveRota(unit, area, r, 0); err != nil {
			return err
		}
	}
	for _, line := range s.leave {
		f := strings.Fields(line) // who, for, whom, how long
		length, err := time.ParseDuration(f[3])
		if err != nil {
			return err
		}
		l := order.Leave{Person: o.one(f[0]), From: sunday, Until: sunday.Add(3*time.Hour + length)}
		if f[2] != "-" {
			l.Substitute = o.one(f[2])
		}
		if err := tx.SaveLeave(l); err != nil {
			return err
		}
	}
	return nil
}

func (o *ordeal) group(title string, owner int64, members []int64) int64 {
	id := o.sim.AddGroup(sim.GroupSpec{Title: title, Super: true, Owner: owner, Members: members})
	o.must(o.sim.AddBotTo(demoBot, id, owner))
	return id
}

// suffer makes the orders at their times and lets days pass.
func (o *ordeal) suffer(ctx context.Context) {
	end := time.Time{}
	for _, l := range o.proven.Lines {
		monday := time.Date(2026, 11, 30, 0, 0, 0, 0, o.community.At(l.Area).Zone())
		if !slices.Contains(o.categories, l.Category) || !slices.Contains(o.areas, l.Area) {
			continue
		}
		starts, longest, rest := map[time.Duration]bool{22*time.Hour - time.Minute: true}, time.Duration(0), 36*time.Hour
		if o.community.ClassOf(l.Category).Emergency {
			// They call again and again for ever: the later they begin, the less there is to play.
			starts, rest = map[time.Duration]bool{3*24*time.Hour + 10*time.Hour: true, 3*24*time.Hour + 23*time.Hour: true}, 3*time.Hour
		} else if os.Getenv("HUIYIN_STARTS") != "" {
			for h := range 48 {
				starts[time.Duration(h)*time.Hour], starts[time.Duration(h+1)*time.Hour-time.Minute] = true, true
			}
		}
		for _, b := range l.Bounds {
			longest = max(longest, b.Delay)
			if rest > 24*time.Hour || b.Start.After(monday.Add(3*24*time.Hour)) {
				starts[b.Start.Sub(monday)] = true
			}
		}
		for at := range starts {
			o.sent = append(o.sent, &cry{line: l, start: monday.Add(at), heard: map[int64]time.Time{}})
			if over := monday.Add(at + longest + rest); over.After(end) { // in which who is never called had a call more
				end = over
			}
		}
	}
	slices.SortFunc(o.sent, func(a, b *cry) int { return a.start.Compare(b.start) })
	who := int64(0)
	for i, x := range o.sent {
		if i%15 == 0 { // so many orders a day are enough for one person
			who = o.sim.AddUser(sim.UserSpec{First: fmt.Sprint("居民", i), Lang: "zh-hans"})
			for _, id := range o.residents {
				o.must(o.sim.Join(who, id))
			}
		}
		time.Sleep(time.Until(x.start))
		x.chat = o.residents[x.line.Area]
		var err error
		x.message, err = o.sim.Say(who, x.chat, sim.Say{Text: "@" + demoBot + " " + wordFor(o.community, x.line.Category)})
		o.must(err)
		synctest.Wait()
	}
	time.Sleep(time.Until(end))
	o.must(o.Settle(ctx))
	o.listen()
}

// wordFor is something that residents say about the category.
func wordFor(c *order.Community, category string) string {
	if words := c.Category(category).Words; len(words) > 0 {
		return words[0]
	}
	return "请来看看"
}

// listen goes through all that the bot said.
func (o *ordeal) listen() {
	byMessage, byNumber := map[[2]int64]*cry{}, map[string]*cry{}
	for _, x := range o.sent {
		byMessage[[2]int64{x.chat, int64(x.message)}] = x
	}
	for _, e := range o.sim.Events(0) {
		m := e.Message
		if e.Kind != "message" || m == nil || !m.Bot || m.Silent || m.Service != "" {
			continue
		}
		no := numberIn(m.Text)
		if x := byMessage[[2]int64{m.Chat, int64(m.ReplyTo)}]; x != nil && x.number == "" && no != "" {
			x.number = no
			byNumber[no] = x
		}
	}
	for _, e := range o.sim.Events(0) {
		m := e.Message
		if e.Kind != "message" || m == nil || !m.Bot || m.Silent || m.Service != "" {
			continue
		}
		for _, no := range anyNumber.FindAllString(m.Text, -1) { // a rolling card names many
			if x := byNumber[no]; x != nil {
				o.hears(x, m.Chat, e.At)
			}
		}
	}
}

// anyNumber finds the orders that a message names.
var anyNumber = regexp.MustCompile(`#\d+`)

// hears notes who hears of an order by a message in the chat.
func (o *ordeal) hears(x *cry, chat int64, at time.Time) {
	if !o.community.At(x.line.Area).HeardAt(x.line.Category, at).Equal(at) && !o.watching(chat, at) {
		return
	}
	ears := o.humans[chat]
	if chat > 0 {
		ears = []int64{chat}
	}
	for _, id := range ears {
		if _, before := x.heard[id]; !before && !o.away(id, at) {
			x.heard[id] = at
		}
	}
}

// watching reports whether it is somebody who is on duty then.
func (o *ordeal) watching(person int64, at time.Time) bool {
	return slices.ContainsFunc(o.proven.Territory.Rotas, func(r proof.Rota) bool {
		return slices.ContainsFunc(order.OnDuty(r.Rota, at, o.community.AtHome(r.Unit, r.Area).Zone()), func(on int64) bool {
			return on == person || o.standsFor(person, on, at)
		})
	})
}

// standsFor reports whether the person stands in then for the other one.
func (o *ordeal) standsFor(person, other int64, at time.Time) bool {
	return slices.ContainsFunc(o.proven.Territory.People, func(p proof.Person) bool {
		return p.ID == other && slices.ContainsFunc(p.Away, func(l proof.Leave) bool {
			return l.Substitute == person && !at.Before(l.From) && at.Before(l.To)
		})
	})
}

// away reports whether the person is on leave then.
func (o *ordeal) away(person int64, at time.Time) bool {
	return slices.ContainsFunc(o.proven.Territory.People, func(p proof.Person) bool {
		return p.ID == person && !o.proven.Territory.Available(&p, at)
	})
}

// measured is how long each metric took; below zero: for ever.
func (o *ordeal) measured(x *cry, owners []int64) (list [3]time.Duration) {
	var times []time.Duration
	list = [3]time.Duration{proof.Never, proof.Never, proof.Never}
	for id, at := range x.heard {
		times = append(times, at.Sub(x.start))
		if d := at.Sub(x.start); slices.Contains(owners, id) && (list[2] < 0 || d < list[2]) {
			list[2] = d
		}
	}
	slices.Sort(times)
	copy(list[:2], times)
	return list
}

// judge compares.
func (o *ordeal) judge(reach bool) {
	var owners []int64
	for _, m := range o.proven.Territory.Members {
		if m.Role == order.RoleOwner {
			owners = append(owners, m.Person)
		}
	}
	var equal, never [3]int
	for _, x := range o.sent {
		if x.number == "" {
			o.t.Errorf("no order was made of %s in %s at %v", x.line.Category, x.line.Area, x.start)
			continue
		}
		local := x.start.In(o.community.At(x.line.Area).Zone())
		place := (int(local.Weekday())+6)%7*24*60 + local.Hour()*60 + local.Minute()
		for m, got := range o.measured(x, owners) {
			want := x.line.Bounds[m].At(place)
			switch {
			case want == proof.Never && got == proof.Never:
				never[m]++
			case want == proof.Never:
			case got == proof.Never || got.Truncate(time.Minute) > want:
				o.t.Errorf("%s in %s at %v, %v: heard after %v, proven %v", x.line.Category, x.line.Area, local, proof.Metric(m), got, want)
			case got.Truncate(time.Minute) == want.Truncate(time.Minute):
				equal[m]++
			}
		}
	}
	o.t.Logf("%d orders; as long as proven: %v, never as proven: %v", len(o.sent), equal, never)
	for m := range equal {
		if reach && equal[m]+never[m] == 0 {
			o.t.Errorf("no order took as long as was proven for %v", proof.Metric(m))
		}
	}
}
