package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"huiyin/order"
	"huiyin/sim"
	"huiyin/store"
)

// town is many people in many groups, for tests under load. Each lane of it
// plays one order after the other, from the resident's words to the judgement,
// and takes the next step when it sees the card that asks for it: a closed
// loop, as with people.
type town struct {
	sim       *sim.Sim
	token     string
	community *order.Community
	districts []*district
	lanes     []*lane
	byName    map[string]*lane
	byWorker  map[int64]*lane
	hectic    bool // buttons are pressed twice, orders come in private too, neighbours join

	mu     sync.Mutex // of all that follows, and of the lanes
	ending bool       // no new orders
	busy   int        // lanes with an order under way
	all    []*played
	said   map[saying][]int // messages of the bot, by what they said at first; nil: not kept
	failed error
	moved  chan struct{} // closed and made anew when a lane has finished an order
}

// saying is a text in a chat.
type saying struct {
	chat int64
	text string
}

// district is a community with one grid: its residents' group, its unit and
// its dispatcher.
type district struct {
	key               string
	dispatcher        int64
	residents, unit   int64
	neighbour, leader int64
}

// played is one order as the people remember it.
type played struct {
	chat    int64
	message int
	marker  string
	presses map[order.Act]int // of buttons that must count each time
}

const townBot = "huiyin_town_bot"

// newTown builds a town in an empty simulator. Half of the residents have
// pressed Start, and all who work.
func newTown(s *sim.Sim, districts, lanes int) (*town, error) {
	c, err := demoCommunity("zh")
	if err != nil {
		return nil, err
	}
	t := &town{sim: s, community: c, byName: map[string]*lane{}, byWorker: map[int64]*lane{}, moved: make(chan struct{})}
	t.token = s.AddBot(sim.BotSpec{Username: townBot, Name: "回音"})
	c.QuietHours = order.Quiet{} // what is said must not depend on when the test runs
	c.Areas = []order.Area{{Key: "street", Kind: order.KindStreet, Name: order.Name{ZH: "路西街道"}}}
	c.Units, c.Rules = nil, nil
	for i := range districts {
		t.addDistrict(i)
	}
	for i := range lanes {
		t.addLane(i)
	}
	for i, d := range t.districts {
		if err := t.group(i, d); err != nil {
			return nil, err
		}
	}
	for _, l := range t.lanes {
		if err := l.enter(); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *town) person(name string, n int) int64 {
	return t.sim.AddUser(sim.UserSpec{First: fmt.Sprint(name, n), Lang: "zh-hans"})
}

func (t *town) addDistrict(i int) {
	d := &district{key: fmt.Sprintf("c%d", i), dispatcher: t.person("调度", i), neighbour: t.person("邻居", i), leader: t.person("组长", i)}
	t.districts = append(t.districts, d)
	t.community.Areas = append(t.community.Areas,
		order.Area{Key: d.key, Kind: order.KindCommunity, In: "street", Name: order.Name{ZH: fmt.Sprintf("第%d社区", i)}},
		order.Area{Key: "g" + d.key, Kind: order.KindGrid, In: d.key, Name: order.Name{ZH: fmt.Sprintf("%d号网格", 100+i)}},
		order.Area{Key: "b" + d.key, Kind: order.KindBuilding, In: "g" + d.key, Name: order.Name{ZH: fmt.Sprintf("%d号楼", 100+i)}})
	t.community.Units = append(t.community.Units, order.Unit{Key: "u" + d.key, Name: order.Name{ZH: fmt.Sprintf("物业%d队", i)}, Areas: []string{d.key}})
	t.community.Rules = append(t.community.Rules, order.DispatchRule{Category: "lift", Area: d.key, Unit: "u" + d.key})
}

func (t *town) addLane(i int) {
	l := &lane{town: t, index: i, place: t.districts[i%len(t.districts)], resident: t.person("居民", i), worker: t.person("师傅", i)}
	t.lanes = append(t.lanes, l)
	t.byName[letters(i)] = l
	t.byWorker[l.worker] = l
}

// group makes the groups of a district.
func (t *town) group(i int, d *district) error {
	residents, workers := []int64{d.neighbour}, []int64{}
	for _, l := range t.lanes {
		if l.place == d {
			residents, workers = append(residents, l.resident), append(workers, l.worker)
		}
	}
	d.residents = t.sim.AddGroup(sim.GroupSpec{Title: fmt.Sprint("居民群", i), Super: true, Owner: d.leader, Members: residents})
	d.unit = t.sim.AddGroup(sim.GroupSpec{Title: fmt.Sprint("接单群", i), Super: true, Owner: d.leader, Members: workers})
	return errors.Join(t.sim.AddBotTo(townBot, d.residents, d.leader), t.sim.AddBotTo(townBot, d.unit, d.leader),
		t.sim.Start(d.dispatcher, townBot, ""))
}

// settle writes the town into an empty database, as claim code, invites and
// /bind would.
func (t *town) settle(ctx context.Context, db *store.DB) error {
	return db.Write(ctx, func(tx *store.Tx) error {
		if err := t.community.Prepare(); err != nil {
			return err
		}
		if err := tx.SaveCommunity(t.community, 0); err != nil {
			return err
		}
		for i, d := range t.districts {
			err := errors.Join(
				tx.AddMember(order.Member{Person: d.dispatcher, Role: order.RoleDispatcher, Area: d.key}),
				tx.SaveChat(store.Chat{ID: d.residents, Title: fmt.Sprint("居民群", i), Purpose: store.ForResidents, Area: "g" + d.key, Active: true}),
				tx.SaveChat(store.Chat{ID: d.unit, Title: fmt.Sprint("接单群", i), Purpose: store.ForUnit, Area: d.key, Unit: "u" + d.key, Active: true}))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// live has the people see what the bot says, until ctx ends.
func (t *town) live(ctx context.Context) {
	news, end := t.sim.Subscribe()
	defer end()
	after := int64(0)
	for {
		for _, e := range t.sim.Events(after) {
			after = e.Seq
			if e.Message != nil && e.Message.Bot && (e.Kind == "message" || e.Kind == "edit") {
				t.see(e.Kind == "message", *e.Message)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-news:
		}
	}
}

// see shows a message of the bot's to the lane that it is for.
func (t *town) see(anew bool, m sim.Seen) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if anew && t.said != nil {
		key := saying{m.Chat, m.Text}
		t.said[key] = append(t.said[key], m.MessageID)
	}
	l := t.byWorker[m.Chat]
	marker := markerIn(m.Text)
	if l == nil {
		name, _, _ := strings.Cut(marker, "-")
		if l = t.byName[name]; l == nil {
			return
		}
	}
	if err := l.see(m, marker == l.marker); err != nil && t.failed == nil {
		t.failed = fmt.Errorf("lane %d, stage %d: %w", l.index, l.stage, err)
	}
}

// begin starts all lanes.
func (t *town) begin() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, l := range t.lanes {
		if err := l.next(); err != nil {
			return err
		}
	}
	return nil
}

// end lets the lanes finish what they are at and begin nothing new.
func (t *town) end() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ending = true
}

// rest waits until no lane has an order under way, or ctx ends; then it tells
// how many still have.
func (t *town) rest(ctx context.Context) (stuck int, err error) {
	for {
		t.mu.Lock()
		busy, err, moved := t.busy, t.failed, t.moved
		t.mu.Unlock()
		if busy == 0 || err != nil {
			return busy, err
		}
		select {
		case <-ctx.Done():
			return busy, nil
		case <-moved:
		}
	}
}

// letters writes a number without digits: cards hide what may be a phone
// number.
func letters(n int) string {
	s := ""
	for {
		s = string(rune('a'+n%26)) + s
		if n /= 26; n == 0 {
			return s
		}
	}
}

// markerIn finds the marker by which a lane knows its order on every card.
func markerIn(text string) string {
	_, rest, ok := strings.Cut(text, "〔")
	if !ok {
		return ""
	}
	marker, _, _ := strings.Cut(rest, "〕")
	return marker
}

// TestTown plays a few orders in the town, without anything going wrong.
func TestTown(t *testing.T) {
	if testing.Short() {
		t.Skip("TestKill plays more of it")
	}
	h := newTownHouse(t, 4, 8)
	h.town.hectic, h.town.said = true, map[saying][]int{}
	h.inside(func(ctx context.Context) {
		go h.town.live(ctx)
		if err := h.town.begin(); err != nil {
			t.Fatal(err)
		}
		h.town.end()
		if stuck, err := h.town.rest(ctx); stuck > 0 || err != nil {
			t.Fatal(stuck, "orders were not finished:", err)
		}
	})
	h.judge()
	if n, list := h.town.repeated(); n > 0 {
		t.Errorf("%d messages were sent twice:\n%s", n, strings.Join(list, "\n"))
	}
}
