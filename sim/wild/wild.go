package wild

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
)

// World is what an update can speak of. The more of it is real, the deeper an
// update gets before it is found to be nonsense.
type World struct {
	Bot    string   // its username, without @
	People []int64  // ids
	Chats  []int64  // ids of groups
	Data   []string // data of buttons
	Words  []string // what people write
	Now    int64    // Unix seconds
}

// Maker makes updates. The same seed and the same worlds give the same ones.
type Maker struct {
	rng    *rand.Rand
	shapes map[string]*shape
	world  World
}

// New makes a maker. It panics if the built-in list of shapes is broken.
func New(seed uint64) *Maker {
	shapes, err := readShapes(shapesText)
	if err != nil {
		panic(err)
	}
	return &Maker{rng: rand.New(rand.NewPCG(seed, 0)), shapes: shapes}
}

// Kinds lists the kinds of update, the names of their fields.
func (m *Maker) Kinds() (list []string) {
	for _, f := range m.shapes["Update"].fields {
		if f.name != "update_id" {
			list = append(list, f.name)
		}
	}
	return list
}

// common are the kinds that a bot for groups lives on.
var common = []string{"message", "message", "message", "callback_query", "edited_message", "my_chat_member", "chat_member"}

// Update makes a JSON object without update_id: mostly one kind of update, seldom
// none or several at once.
func (m *Maker) Update(w World) (kind string, raw []byte) {
	m.world = w
	kinds := m.Kinds()
	kind = one(m, kinds)
	if m.chance(60) {
		kind = one(m, common)
	}
	u := map[string]any{kind: m.value(m.typeOf(kind), kind, nil, 1)}
	if m.chance(3) {
		other := one(m, kinds)
		u[other] = m.value(m.typeOf(other), other, nil, 1)
	}
	if m.chance(25) {
		m.spoil(u)
	}
	raw, err := json.Marshal(u)
	if err != nil {
		panic(err) // the tree is made of maps, lists, texts and numbers
	}
	if m.chance(5) {
		raw = m.scratch(raw)
	}
	return kind, raw
}

func (m *Maker) typeOf(kind string) string {
	all := m.shapes["Update"].fields
	return all[slices.IndexFunc(all, func(f field) bool { return f.name == kind })].types[0]
}

// deepest is how deep a tree goes before it has required fields only.
const deepest = 7

// value makes a value of a type, for a field of that name.
func (m *Maker) value(kind, name string, values []string, depth int) any {
	if inner, list := strings.CutPrefix(kind, "[]"); list {
		return m.list(inner, name, depth)
	}
	switch kind {
	case "Integer":
		return m.integer(name)
	case "Float":
		return m.rng.NormFloat64() * 90
	case "Boolean", "True":
		return m.chance(70)
	case "Object":
		return map[string]any{}
	case "String":
		if len(values) > 0 && !m.chance(3) {
			return one(m, values)
		}
		return m.text(name)
	}
	s := m.shapes[kind]
	if len(s.members) > 0 {
		return m.value(one(m, s.members), name, nil, depth)
	}
	return m.object(kind, s, depth)
}

func (m *Maker) list(inner, name string, depth int) any {
	list := []any{}
	for range m.rng.IntN(3) {
		if depth < deepest {
			list = append(list, m.value(inner, name, nil, depth+1))
		}
	}
	return list
}

// usual are the fields without which a bot hears nothing.
var usual = map[string]int{"from": 95, "text": 55, "caption": 10, "entities": 30, "message": 90, "data": 90, "reply_to_message": 15,
	"language_code": 50, "username": 50, "title": 50}

func (m *Maker) object(kind string, s *shape, depth int) any {
	o := map[string]any{}
	for _, f := range s.fields {
		percent := max(usual[f.name], 30/(depth+1)-5)
		if !f.required && (depth >= deepest || !m.chance(percent)) {
			continue
		}
		o[f.name] = m.value(one(m, f.types), f.name, f.values, depth+1)
	}
	switch {
	case kind == "Chat" && m.chance(90): // a private chat has its person's id
		if o["type"] == "private" {
			o["id"] = m.person()
		} else {
			o["id"] = one(m, m.world.Chats)
		}
	case kind == "User" && m.chance(95):
		o["id"], o["is_bot"] = m.person(), false
	case kind == "Message" && m.chance(60):
		home(o)
	}
	return o
}

// home brings a message into the private chat of who wrote it.
func home(o map[string]any) {
	from, _ := o["from"].(map[string]any)
	chat, _ := o["chat"].(map[string]any)
	if from != nil && chat != nil && chat["type"] == "private" {
		chat["id"] = from["id"]
	}
}

func (m *Maker) person() int64 {
	if m.chance(5) {
		return m.rng.Int64N(1 << 40)
	}
	return one(m, m.world.People)
}

var extremes = []int64{0, -1, 1, 255, 1 << 31, -1 << 31, 1<<53 + 1, 1<<63 - 1, -1 << 63}

func (m *Maker) integer(name string) any {
	if m.chance(3) {
		return one(m, extremes)
	}
	switch {
	case name == "date" || strings.HasSuffix(name, "_date"):
		return m.world.Now - m.rng.Int64N(600)
	case name == "message_id":
		return 1 + m.rng.IntN(200)
	case name == "offset" || name == "length":
		return m.rng.IntN(40) - 4
	case name == "user_id" || strings.HasSuffix(name, "user_id"):
		return m.person()
	case strings.HasSuffix(name, "chat_id"):
		return one(m, m.world.Chats)
	}
	return m.rng.IntN(5000)
}

// traps are texts that have broken other programs.
var traps = []string{"", " ", "\x00", "\u202egnp.exe", "\ufeff", "\u200d", "🇨🇳🇨", "👩‍👩‍👧‍👦", "é́́́́́", "ﷺﷺ", "<b>x</b>", "*_`[x](tg://user?id=1)", "=1+1", "'; DROP TABLE orders;--",
	"%s%n", "../../etc/passwd", "{{.}}", "\r\n\r\n", "NaN", "null", "／ｏｒｄｅｒ", "#1001", "١٢٣", "2026-02-30", "99999999999999999999"}

func (m *Maker) text(name string) string {
	switch {
	case name == "data" && m.chance(85) && len(m.world.Data) > 0:
		return m.forged(one(m, m.world.Data))
	case name == "language_code":
		return one(m, []string{"zh-hans", "en", "zh", "", "xx", "EN-us", strings.Repeat("z", 300)})
	case m.chance(15):
		return one(m, traps)
	case m.chance(2):
		return strings.Repeat(one(m, traps)+"长", 1+m.rng.IntN(3000))
	}
	words := one(m, m.world.Words)
	switch m.rng.IntN(5) {
	case 0:
		words = "@" + m.world.Bot + " " + words
	case 1:
		words += one(m, traps)
	}
	return words
}

// forged is a button's data, often as it was, else with one letter of another.
func (m *Maker) forged(data string) string {
	if m.chance(50) || data == "" {
		return data
	}
	b := []byte(data)
	b[m.rng.IntN(len(b))] = one(m, []byte("0123456789abcxyz:.-_ \x00\xff"))
	return string(b)
}

// spoil puts something in a place where it does not belong.
func (m *Maker) spoil(o map[string]any) {
	for {
		key := one(m, slices.Sorted(func(yield func(string) bool) {
			for k := range o {
				if !yield(k) {
					return
				}
			}
		}))
		if inner, ok := o[key].(map[string]any); ok && len(inner) > 0 && !m.chance(25) {
			o = inner
			continue
		}
		o[key] = m.nonsense()
		return
	}
}

func (m *Maker) nonsense() any {
	switch m.rng.IntN(7) {
	case 0:
		return nil
	case 1:
		return one(m, traps)
	case 2:
		return one(m, extremes)
	case 3:
		return json.RawMessage("1e400")
	case 4:
		return []any{nil, 1, "x", map[string]any{}}
	case 5:
		return json.RawMessage(strings.Repeat("[", 200) + strings.Repeat("]", 200))
	}
	return map[string]any{"type": "?", "id": "x"}
}

// scratch spoils bytes inside of texts, so that the JSON stays one but the text
// is no UTF-8 any more, or half of a pair of surrogates.
func (m *Maker) scratch(raw []byte) []byte {
	i := bytes.Index(raw, []byte(`"text":"`))
	if i < 0 {
		return raw
	}
	dirt := one(m, []string{"\xff\xfe", `\ud83d`, `\udc00x`, `\u0000`, "\xe4\xb8"})
	return slices.Concat(raw[:i+8], []byte(dirt), raw[i+8:])
}

func (m *Maker) chance(percent int) bool { return m.rng.IntN(100) < percent }

func one[T any](m *Maker, list []T) T { return list[m.rng.IntN(len(list))] }
