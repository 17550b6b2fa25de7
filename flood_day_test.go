//go:build unix

package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/sim"
)

const (
	floodRate    = 100 // updates a second
	floodPeople  = 1000
	floodEcho    = 10 * time.Second // how soon an honest person must hear, while it goes on
	floodQuota   = 8 << 20          // bytes that a day of one attacker may cost
	floodMinutes = 3
)

// siege is one attacker among honest people.
type siege struct {
	*host
	attacker, grid int64
	sent           map[string]int
	message        int
	buttons        []string
	end            chan struct{}
}

// TestFloodAmongHonestPeople: somebody sends a hundred messages, taps, links and
// files a second, everywhere they can, while a thousand people go on making
// orders. Those hear as soon as ever, and the database grows by what one person
// may have handled in a day, and no more. HUIYIN_FLOOD is how many minutes of
// simulated time it lasts.
func TestFloodAmongHonestPeople(t *testing.T) {
	minutes := floodMinutes
	if underRace {
		minutes = 1
	}
	if n, err := strconv.Atoi(os.Getenv("HUIYIN_FLOOD")); err == nil {
		minutes = n
	}
	synctest.Test(t, func(t *testing.T) {
		calm := besiege(t, minutes, false)
		begin := worked()
		loud := besiege(t, minutes, true)
		took := worked() - begin
		total := 0
		for _, n := range loud.sent {
			total += n
		}
		t.Logf("%d minutes, %d updates of one attacker %v, %.0f µs of processor each; %d honest people, %d orders", minutes, total, loud.sent,
			took.Seconds()*1e6/float64(total), floodPeople, len(loud.echoes))
		t.Logf("an echo took at most %s (without the attacker %s), half of them %s (%s)", loud.echoes[len(loud.echoes)-1], calm.echoes[len(calm.echoes)-1],
			loud.echoes[len(loud.echoes)/2], calm.echoes[len(calm.echoes)/2])
		t.Logf("the database has %d kB, without the attacker %d kB; the attacker's updates in it: %d", loud.size>>10, calm.size>>10, loud.rows-calm.rows)
		if n := floodRate * 60 * minutes; total < n*9/10 {
			t.Errorf("the attacker has sent %d updates, not %d", total, n)
		}
		// A group takes 20 messages a minute, and in a day its own people's cards may have to wait as well.
		usual := calm.echoes[len(calm.echoes)-1]
		if worst := loud.echoes[len(loud.echoes)-1]; worst > max(floodEcho, usual+usual/10) {
			t.Errorf("an honest person heard nothing for %s", worst)
		}
		days := int64(minutes/(24*60)) + 1
		if grown := loud.size - calm.size; grown > days*floodQuota {
			t.Errorf("the database grew by %d kB", grown>>10)
		}
		perDay := 2 * 60 * 20 // what one may say or press in a day: its share, and what the day before has left
		if kept := loud.rows - calm.rows; kept > min(int(days)*2*perDay, (minutes+1)*20*3*2) {
			t.Errorf("%d updates of the attacker were kept", kept)
		}
	})
}

// aftermath is what a run of the siege came to.
type aftermath struct {
	echoes []time.Duration // sorted
	sent   map[string]int
	size   int64 // bytes of the database
	rows   int   // of the inbox
}

func besiege(t *testing.T, minutes int, attack bool) (o aftermath) {
	time.Sleep(time.Until(time.Now().Truncate(24 * time.Hour).Add(25 * time.Hour))) // 09:00 in Shanghai, of the next day
	ctx := context.Background()
	h := newHost(t, "zh")
	h.mute = true
	if err := h.start(ctx); err != nil {
		t.Fatal(err)
	}
	defer h.close()
	h.enter(ctx, h.world())
	s := &siege{host: h, grid: h.cast.places["新田一网格居民群"], sent: map[string]int{}, message: 1 << 20, end: make(chan struct{})}
	s.attacker = h.sim.AddUser(sim.UserSpec{First: "某人", Lang: "zh-hans"})
	people := make([]int64, floodPeople)
	for i := range people {
		people[i] = h.sim.AddUser(sim.UserSpec{First: fmt.Sprint("居民", i), Lang: "zh-hans"})
	}
	for _, who := range slices.Concat(people, []int64{s.attacker}) {
		if err := h.sim.Start(who, demoBot, ""); err != nil {
			t.Fatal(err)
		}
		if err := h.sim.Join(who, s.grid); err != nil {
			t.Fatal(err)
		}
	}
	h.settle(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if attack {
			s.attack()
		}
	}()
	orders := min(floodPeople, 8*minutes, 40+minutes*2/3) // a thousand a day
	pause := time.Duration(minutes) * time.Minute / time.Duration(orders)
	for i := range orders {
		begin := time.Now()
		o.echoes = append(o.echoes, s.orderOf(people[i], i)...)
		if rest := pause - time.Since(begin); rest > 0 {
			time.Sleep(rest)
		}
	}
	close(s.end)
	<-ended
	slices.Sort(o.echoes)
	time.Sleep(time.Minute)
	o.sent = s.sent
	o.size, o.rows = s.measure()
	return o
}

// orderOf has somebody make an order, in private or in the group, and says how
// long each echo took.
func (s *siege) orderOf(who int64, i int) []time.Duration {
	s.t.Helper()
	chat, text := who, fmt.Sprintf("3号楼的灯坏了%d", i)
	if i%4 == 0 {
		chat, text = s.grid, "@"+demoBot+" "+text
	}
	if _, err := s.sim.Say(who, chat, sim.Say{Text: text}); err != nil {
		s.t.Fatal(err)
	}
	took := []time.Duration{s.wait(who, chat, fmt.Sprintf("灯坏了%d", i))}
	if chat == s.grid {
		return took
	}
	for _, m := range s.heard(who, chat) {
		if len(m.Buttons) > 0 && strings.Contains(m.Text, "灯坏了") {
			if _, err := s.sim.TapAsync(who, chat, m.MessageID, "提交"); err != nil {
				s.t.Fatal(err)
			}
		}
	}
	return append(took, s.wait(who, chat, "#"))
}

// wait lets time pass until somebody is told.
func (s *siege) wait(who, chat int64, words string) time.Duration {
	s.t.Helper()
	begin := time.Now()
	for time.Since(begin) < 10*time.Minute {
		list := s.sim.Messages(who, chat)
		for _, m := range list[max(0, len(list)-200):] {
			if m.Bot && strings.Contains(m.Text, words) {
				return time.Since(begin)
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	s.t.Fatalf("nobody answers %d in %d: %q", who, chat, words)
	return 0
}

// attack sends as many updates a second as floodRate, in ten bursts.
func (s *siege) attack() {
	for i := 0; ; {
		select {
		case <-s.end:
			return
		default:
		}
		if i%(60*floodRate) == 0 {
			s.look()
		}
		for range floodRate / 10 {
			kind, raw := s.update(i)
			s.sent[kind]++
			i++
			if _, err := s.sim.InjectUpdate(s.cast.token, raw); err != nil {
				s.t.Error(err)
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// look finds the buttons that the attacker sees.
func (s *siege) look() {
	s.buttons = []string{"1:draft:submit", "1:accept:1001", "1:join:1001", "1:forget:yes", "x", "1:people", "9:accept:1", "1:show:1002"}
	for _, chat := range []int64{s.attacker, s.grid} {
		list := s.sim.Messages(s.attacker, chat)
		for _, m := range list[max(0, len(list)-50):] {
			for _, row := range m.Buttons {
				for _, b := range row {
					if b.Data != "" {
						s.buttons = append(s.buttons, b.Data)
					}
				}
			}
		}
	}
}

// update is the attacker's i-th.
func (s *siege) update(i int) (kind string, raw []byte) {
	s.message++
	from := fmt.Sprintf(`"from":{"id":%d,"is_bot":false,"first_name":"某人","language_code":"zh-hans"}`, s.attacker)
	private := fmt.Sprintf(`"chat":{"id":%d,"type":"private","first_name":"某人"},%s`, s.attacker, from)
	group := fmt.Sprintf(`"chat":{"id":%d,"type":"supergroup","title":"群"},%s`, s.grid, from)
	head := fmt.Sprintf(`"message_id":%d,"date":%d`, s.message, time.Now().Unix())
	mention := fmt.Sprintf(`"entities":[{"type":"mention","offset":0,"length":%d}]`, len(demoBot)+1)
	word := func(text string) string {
		return fmt.Sprintf(`"text":%q,"entities":[{"type":"bot_command","offset":0,"length":%d}]`, text, strings.IndexByte(text+" ", ' '))
	}
	commands := []string{"/start", "/help", "/mine", "/mydata", "/status 1001", "/privacy", "/language", "/people", "/order", "/doctor"}
	links := []string{"/start b_b3", "/start o1001", "/start t1001", "/start p_" + strings.Repeat("A", 50), "/start " + strings.Repeat("x", 64)}
	switch i % 12 {
	case 0:
		return "text", fmt.Appendf(nil, `{"message":{%s,%s,"text":"3号楼的电梯坏了%d"}}`, head, private, i)
	case 1:
		return "command", fmt.Appendf(nil, `{"message":{%s,%s,%s}}`, head, private, word(commands[i/12%len(commands)]))
	case 2:
		return "deep link", fmt.Appendf(nil, `{"message":{%s,%s,%s}}`, head, private, word(links[i/12%len(links)]))
	case 3:
		return "group", fmt.Appendf(nil, `{"message":{%s,%s,"text":"@%s 3号楼的电梯坏了%d",%s}}`, head, group, demoBot, i, mention)
	case 4:
		return "group command", fmt.Appendf(nil, `{"message":{%s,%s,%s}}`, head, group, word(commands[i/12%len(commands)]))
	case 5, 6:
		chat := []string{private, group}[i%2]
		return "button", fmt.Appendf(nil, `{"callback_query":{"id":"%d",%s,"chat_instance":"1","data":%q,"message":{"message_id":%d,"date":%d,%s}}}`,
			s.message, from, s.buttons[i/12%len(s.buttons)], 1+i%40, time.Now().Unix(), chat)
	case 7:
		return "file", fmt.Appendf(nil, `{"message":{%s,%s,"document":{"file_id":"f%d","file_unique_id":"u","file_name":"花名册.xlsx","file_size":1000}}}`, head, private, i)
	case 8:
		return "album", fmt.Appendf(nil, `{"message":{%s,%s,"media_group_id":"a%d","photo":[{"file_id":"p%d","file_unique_id":"u","width":9,"height":9}]}}`, head, private, i/120, i)
	case 9:
		return "edit", fmt.Appendf(nil, `{"edited_message":{%s,"edit_date":%d,%s,"text":"改%d"}}`, head, time.Now().Unix(), private, i)
	case 10:
		now, was := "member", "kicked"
		if i/12%2 == 0 {
			now, was = was, now
		}
		member := `"user":{"id":1,"is_bot":true,"first_name":"b"}`
		return "stop and start", fmt.Appendf(nil, `{"my_chat_member":{%s,"date":%d,"old_chat_member":{"status":%q,%s,"until_date":0},"new_chat_member":{"status":%q,%s,"until_date":0}}}`,
			private, time.Now().Unix(), was, member, now, member)
	}
	return "not readable", fmt.Appendf(nil, `{"message":{%s,%s,"text":7}}`, head, private)
}

// measure is the size of the database, and of its inbox.
func (s *siege) measure() (size int64, rows int) {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(s.dir, "huiyin.db")+"?mode=ro")
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(`SELECT page_count * page_size, (SELECT COUNT(*) FROM inbox) FROM pragma_page_count(), pragma_page_size()`).Scan(&size, &rows); err != nil {
		s.t.Fatal(err)
	}
	return size, rows
}

// worked is how long the processor has worked for this process: inside a bubble
// the clock tells nothing about that.
func worked() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
