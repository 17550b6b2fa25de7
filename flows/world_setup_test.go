package flows

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// People and chats of the tests. Private chats have the person's number.
const (
	liWang  int64 = 700100001 // will own the installation
	zhou    int64 = 700100002 // dispatches
	sun     int64 = 700100003 // leads a grid
	zhao    int64 = 700100004 // works for the property firm
	xiaoLi  int64 = 700100005 // a resident
	grandma int64 = 700100006 // another one
	gridOne int64 = -100700001
	firm    int64 = -100700002
)

var setupNames = map[int64]string{liWang: "李望", zhou: "周调度", sun: "孙网格长", zhao: "赵师傅", xiaoLi: "小李", grandma: "王奶奶"}

// setupWorld is a store with a community, and everything that chats show.
type setupWorld struct {
	*testing.T
	db      *store.DB
	flows   *Flows
	now     time.Time
	path    string
	key     string
	message int
	screens map[int64][]*shown
	menus   map[int64]Menu
}

// shown is a message of the bot as it stands in a chat.
type shown struct {
	id     int
	out    Outgoing
	gone   bool
	silent bool
}

func newSetupWorld(t *testing.T) *setupWorld {
	t.Helper()
	dir := t.TempDir()
	w := &setupWorld{T: t, now: time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC), path: filepath.Join(dir, "huiyin.db"),
		key: filepath.Join(dir, "key"), screens: map[int64][]*shown{}, menus: map[int64]Menu{}}
	db, err := store.Open(t.Context(), store.Options{Path: w.path, KeyFile: w.key, Now: func() time.Time { return w.now }, Synchronous: "OFF"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	w.db = db
	w.flows = New(Options{Bot: func() string { return "huiyin_bot" }})
	w.write(func(tx *store.Tx) error { return tx.SaveCommunity(setupCommunity(), 0) })
	return w
}

func setupCommunity() *order.Community {
	name := func(zh, en string) order.Name { return order.Name{ZH: zh, EN: en} }
	hour := order.Span(time.Hour)
	c := &order.Community{
		Name: name("新田社区", "Xintian"),
		Areas: []order.Area{
			{Key: "luxi", Kind: order.KindStreet, Name: name("路西街道", "Luxi Street")},
			{Key: "xintian", Kind: order.KindCommunity, In: "luxi", Name: name("新田社区", "Xintian")},
			{Key: "grid1", Kind: order.KindGrid, In: "xintian", Name: name("一网格", "Grid 1")},
			{Key: "b3", Kind: order.KindBuilding, In: "grid1", Name: name("3号楼", "Building 3"), Words: []string{"3号楼"}},
			{Key: "grid2", Kind: order.KindGrid, In: "xintian", Name: name("二网格", "Grid 2")},
			{Key: "dongmen", Kind: order.KindCommunity, In: "luxi", Name: name("东门社区", "Dongmen")},
			{Key: "grid9", Kind: order.KindGrid, In: "dongmen", Name: name("九网格", "Grid 9")},
		},
		Units: []order.Unit{
			{Key: "property", Name: name("路西物业", "Luxi Property"), Areas: []string{"xintian"}, Categories: []string{"lift"}},
			{Key: "far", Name: name("东门物业", "Dongmen Property"), Areas: []string{"dongmen"}},
			{Key: "vests", Name: name("红马甲", "Red Vests"), Volunteers: true},
		},
		Classes: []order.Class{{Key: "normal", Name: name("一般", "Normal"), Accept: order.ClockTime(time.Hour), Finish: order.ClockTime(24 * time.Hour), Echo: 24 * hour}},
		Categories: []order.Category{
			{Key: "lift", Name: name("电梯故障", "Lift"), Class: "normal", Words: []string{"电梯"}},
			{Key: "other", Name: name("其他", "Other"), Class: "normal"},
		},
		Rules: []order.DispatchRule{{Category: "lift", Unit: "property"}},
	}
	if err := c.Prepare(); err != nil {
		panic(err)
	}
	return c
}

func (w *setupWorld) write(fn func(*store.Tx) error) {
	w.Helper()
	if err := w.db.Write(context.Background(), fn); err != nil {
		w.Fatal(err)
	}
	w.deliver()
}

// give makes somebody a member as if by invite.
func (w *setupWorld) give(person int64, role order.Role, area, unit string) {
	w.Helper()
	w.write(func(tx *store.Tx) error {
		return tx.AddMember(order.Member{Person: person, Role: role, Area: area, Unit: unit})
	})
}

func (w *setupWorld) handle(in Input) Answer {
	w.Helper()
	if in.Person.Name == "" && !in.Anonymous {
		in.Person.Name, in.Person.Language = setupNames[in.Person.ID], "zh-hans"
	}
	if in.Chat.Private = in.Chat.ID > 0; !in.Chat.Private && in.Chat.Title == "" {
		in.Chat.Title = fmt.Sprintf("群%d", -in.Chat.ID)
	}
	if in.At.IsZero() {
		in.At = w.now
	}
	var a Answer
	w.write(func(tx *store.Tx) (err error) {
		a, err = w.flows.Handle(tx, in)
		return err
	})
	return a
}

// say lets a person say something; a text with a slash is a command, and in a
// group everything is meant for the bot.
func (w *setupWorld) say(person, chat int64, text string) {
	w.Helper()
	w.message++
	m := Message{ID: w.message, Text: text, Addressed: true}
	if strings.HasPrefix(text, "/") {
		m.Command, m.Text, _ = strings.Cut(text[1:], " ")
	}
	w.handle(Input{Kind: Said, Person: Person{ID: person}, Chat: Chat{ID: chat}, Message: m})
}

// tap presses the newest button in the chat that carries the text.
func (w *setupWorld) tap(person, chat int64, text string) Answer {
	w.Helper()
	list := w.screens[chat]
	for i := len(list) - 1; i >= 0; i-- {
		for _, row := range list[i].out.Buttons {
			for _, b := range row {
				if !list[i].gone && strings.Contains(b.Text, text) && b.Data != "" {
					return w.press(person, chat, list[i].id, b.Data)
				}
			}
		}
	}
	w.Fatalf("no button %q in chat %d:\n%s", text, chat, w.screen(chat))
	return Answer{}
}

// sharesPhone lets somebody who gave their phone number agree that takers see it.
func (w *setupWorld) sharesPhone(person int64) {
	w.Helper()
	w.press(person, person, 1, data("privacy", "phone", "yes"))
}

func (w *setupWorld) press(person, chat int64, message int, data string) Answer {
	w.Helper()
	return w.handle(Input{Kind: Tapped, Person: Person{ID: person}, Chat: Chat{ID: chat}, Tap: Tap{Message: message, Data: data}})
}

// deliver does what the sender does, at once.
func (w *setupWorld) deliver() {
	w.Helper()
	now := w.now
	w.now = now.Add(lull) // edits wait that long
	defer func() { w.now = now }()
	for {
		sent := 0
		err := w.db.Write(context.Background(), func(tx *store.Tx) error {
			posts, err := tx.DuePosts(100)
			for _, p := range posts {
				if err := tx.Sent(p, w.post(p)); err != nil {
					return err
				}
			}
			sent = len(posts)
			return err
		})
		if err != nil {
			w.Fatal(err)
		}
		if sent == 0 {
			return
		}
	}
}

func (w *setupWorld) post(p store.Post) int {
	switch p.Kind {
	case store.PostMenu:
		var m Menu
		if err := json.Unmarshal(p.Body, &m); err != nil {
			w.Fatal(err)
		}
		w.menus[p.Chat] = m
		return 0
	case store.PostDelete:
		w.drop(p.Chat, p.MessageID)
		return 0
	case store.PostMessage:
	default:
		return 0
	}
	var out Outgoing
	if err := json.Unmarshal(p.Body, &out); err != nil {
		w.Fatalf("post in slot %q: %v", p.Slot, err)
	}
	for _, row := range out.Buttons {
		for _, b := range row {
			if len(b.Data) > maxButton || (b.Data == "") == (b.URL == "") {
				w.Errorf("bad button %+v", b)
			}
		}
	}
	if p.MessageID > 0 && !p.Fresh {
		for _, m := range w.screens[p.Chat] {
			if m.id == p.MessageID {
				m.out = out
			}
		}
		return p.MessageID
	}
	w.drop(p.Chat, p.MessageID)
	w.message++
	w.screens[p.Chat] = append(w.screens[p.Chat], &shown{id: w.message, out: out, silent: out.Silent})
	return w.message
}

func (w *setupWorld) drop(chat int64, message int) {
	for _, m := range w.screens[chat] {
		if m.id == message {
			m.gone = true
		}
	}
}

// screen is all that stands in the chat now.
func (w *setupWorld) screen(chat int64) string {
	var b strings.Builder
	for _, m := range w.screens[chat] {
		if m.gone {
			continue
		}
		b.WriteString(m.out.Text + "\n")
		for _, row := range m.out.Buttons {
			for _, x := range row {
				b.WriteString("[" + x.Text + x.URL + "] ")
			}
		}
		for _, row := range m.out.Keyboard {
			for _, x := range row {
				b.WriteString("{" + x.Text + "} ")
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// sees checks that the chat shows all of it, and clears the screen of what was
// only said; cards and questions stay pressable.
func (w *setupWorld) sees(chat int64, words ...string) {
	w.Helper()
	for _, x := range words {
		if !strings.Contains(w.screen(chat), x) {
			w.Errorf("chat %d does not show %q:\n%s", chat, x, w.screen(chat))
		}
	}
}

func (w *setupWorld) seesNot(chat int64, words ...string) {
	w.Helper()
	for _, x := range words {
		if strings.Contains(w.screen(chat), x) {
			w.Errorf("chat %d shows %q:\n%s", chat, x, w.screen(chat))
		}
	}
}

func (w *setupWorld) clear(chat int64) { w.screens[chat] = nil }

func (w *setupWorld) roles(person int64) string {
	w.Helper()
	var list []string
	w.write(func(tx *store.Tx) error {
		members, err := tx.RolesOf(person)
		for _, m := range members {
			list = append(list, string(m.Role)+":"+m.Area+m.Unit)
		}
		return err
	})
	return strings.Join(list, " ")
}

func (w *setupWorld) chat(id int64) (c store.Chat) {
	w.Helper()
	w.write(func(tx *store.Tx) (err error) { c, _, err = tx.Chat(id); return err })
	return c
}

func (w *setupWorld) commands(chat int64) string {
	var names []string
	for _, c := range w.menus[chat].Commands {
		names = append(names, c.Command)
	}
	return strings.Join(names, " ")
}

// dump is every cell of every table, unsealed.
func (w *setupWorld) dump() map[string][]string {
	w.Helper()
	box := w.unsealer()
	db, err := sql.Open("sqlite3", "file:"+w.path+"?mode=ro")
	if err != nil {
		w.Fatal(err)
	}
	defer db.Close()
	all := map[string][]string{}
	for _, table := range w.tables(db) {
		rows, err := db.Query("SELECT * FROM " + table)
		if err != nil {
			w.Fatal(err)
		}
		columns, _ := rows.Columns()
		for rows.Next() {
			cells, to := make([]any, len(columns)), make([]any, len(columns))
			for i := range cells {
				to[i] = &cells[i]
			}
			if err := rows.Scan(to...); err != nil {
				w.Fatal(err)
			}
			var line []string
			for i, c := range cells {
				text := fmt.Sprint(c)
				if b, ok := c.([]byte); ok {
					text = string(b)
					if strings.HasSuffix(columns[i], "_x") {
						text = box(b)
					}
				}
				line = append(line, columns[i]+"="+text)
			}
			all[table] = append(all[table], strings.Join(line, " "))
		}
		rows.Close()
	}
	return all
}

func (w *setupWorld) tables(db *sql.DB) (list []string) {
	rows, err := db.Query("SELECT name FROM sqlite_master WHERE type = 'table'")
	if err != nil {
		w.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			w.Fatal(err)
		}
		list = append(list, name)
	}
	return list
}

// unsealer opens what the store sealed, with the key file.
func (w *setupWorld) unsealer() func([]byte) string {
	text, err := os.ReadFile(w.key)
	if err != nil {
		w.Fatal(err)
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil {
		w.Fatal(err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		w.Fatal(err)
	}
	box, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		w.Fatal(err)
	}
	return func(b []byte) string {
		if len(b) == 0 {
			return ""
		}
		plain, err := box.Open(nil, nil, b[1:], b[:1])
		if err != nil {
			w.Fatalf("unseal: %v", err)
		}
		return string(plain)
	}
}
