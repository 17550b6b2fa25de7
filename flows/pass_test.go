package flows

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

func testSign(b []byte) []byte { sum := sha256.Sum256(append([]byte("key"), b...)); return sum[:] }

func testPass() pass {
	return pass{purpose: store.ForUnit, place: placeMark("property"), by: mostPerson, until: time.Unix(1795400000/60*60, 0), nonce: [4]byte{1, 2, 3, 4}}
}

// FuzzPass: whatever somebody writes, nothing is read as a pass but what was
// written as one, and it is read as it was written.
func FuzzPass(f *testing.F) {
	good := testPass().code(testSign)
	for _, seed := range []string{"", "bind", good, good + "A", good[1:], strings.Repeat("A", len(good)), strings.Repeat("-", len(good)), "g_" + good} {
		f.Add(seed, uint8(0), uint8(0))
	}
	f.Add(good, uint8(3), uint8(1))
	f.Fuzz(func(t *testing.T, code string, at, bits uint8) {
		if p, ok := readPass(code, testSign); ok && p.code(testSign) != code {
			t.Errorf("%q is read as %+v, which is written otherwise", code, p)
		}
		b, _ := base64.RawURLEncoding.DecodeString(good)
		b[int(at)%len(b)] ^= bits
		changed := base64.RawURLEncoding.EncodeToString(b)
		if _, ok := readPass(changed, testSign); ok != (bits == 0) {
			t.Errorf("with bits %x changed at %d it is read: %v", bits, at, ok)
		}
	})
}

func TestPass(t *testing.T) {
	p := testPass()
	code := p.code(testSign)
	if len(passPrefix+code) > 64 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") != "" {
		t.Errorf("no payload of a link: %q", code)
	}
	if got, ok := readPass(code, testSign); !ok || got != p {
		t.Errorf("written %+v, read %+v", p, got)
	}
	// The last letter has bits to spare. Were they not looked at, one link would be many.
	for _, last := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-" {
		other := code[:len(code)-1] + string(last)
		if _, ok := readPass(other, testSign); ok != (other == code) {
			t.Errorf("with %q as its last letter it is read: %v", last, ok)
		}
	}
	if _, ok := readPass(code, func([]byte) []byte { return make([]byte, 32) }); ok {
		t.Error("read with another key")
	}
	for _, wrong := range []pass{{place: p.place, by: 1}, {purpose: "moon", by: 1}, {purpose: p.purpose}, {purpose: p.purpose, by: -1}, {purpose: p.purpose, by: mostPerson + 1}} {
		if _, ok := readPass(wrong.code(testSign), testSign); ok {
			t.Errorf("read, though signed: %+v", wrong)
		}
	}
}

// groupLinkFor lets somebody ask in private for a link, and gives its payload.
func (w *setupWorld) groupLinkFor(person int64, taps ...string) string {
	w.Helper()
	w.say(person, person, "/bind")
	for _, tap := range taps {
		w.tap(person, person, tap)
	}
	_, code, ok := strings.Cut(w.screen(person), "startgroup=")
	if !ok {
		w.Fatalf("no link:\n%s", w.screen(person))
	}
	code, _, _ = strings.Cut(code, "]")
	w.clear(person)
	return code
}

// TestGroupLink binds a group without a tap in it.
func TestGroupLink(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	code := w.groupLinkFor(liWang, "单位群", "路西物业")
	w.handle(Input{Kind: BotAdded, Person: Person{ID: liWang}, Chat: Chat{ID: firm}})
	w.say(liWang, firm, "/start "+code)
	w.sees(firm, "✅ 本群是：单位群 · 路西物业")
	w.seesNot(firm, "本群做什么用")
	if c := w.chat(firm); c.Purpose != store.ForUnit || c.Unit != "property" || c.Area != "xintian" {
		t.Errorf("bound: %+v", c)
	}
	w.say(liWang, firm, "/start "+code) // the same group again
	w.sees(firm, "本群是：单位群 · 路西物业", "改绑")
	w.say(liWang, gridOne, "/start "+code)
	w.sees(gridOne, "已经用在另一个群")

	w.write(func(tx *store.Tx) error { return tx.MoveChat(firm, firm-5) })
	w.clear(firm - 5)
	w.say(liWang, firm-5, "/start "+code)
	w.sees(firm-5, "本群是：单位群 · 路西物业")
	if c := w.chat(gridOne); c.Purpose != "" {
		t.Errorf("the other group: %+v", c)
	}
}

// TestGroupLinkRefused: forged, old, or of somebody or by somebody without the
// right.
func TestGroupLinkRefused(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	try := func(who int64, code, want string) {
		t.Helper()
		w.clear(gridOne)
		w.say(who, gridOne, "/start "+code)
		w.sees(gridOne, want)
		if c := w.chat(gridOne); c.Purpose != "" {
			t.Errorf("bound by %d: %+v", who, c)
		}
	}
	code := w.groupLinkFor(zhou, "居民群", "一网格", "整个一网格")
	try(xiaoLi, code, "只有管理员和社区调度员")
	forged := code[:len(code)-2] + "A" + code[len(code)-1:]
	if forged == code {
		forged = code[:len(code)-2] + "B" + code[len(code)-1:]
	}
	try(liWang, forged, "这个链接不对")
	try(liWang, passPrefix, "这个链接不对")
	try(zhou, w.groupLinkFor(liWang, "调度台", "东门社区"), "不归您管")
	w.write(func(tx *store.Tx) error {
		return tx.RemoveMember(order.Member{Person: zhou, Role: order.RoleDispatcher, Area: "xintian"})
	})
	try(liWang, code, "已经管不了那里")
	late := w.groupLinkFor(liWang, "居民群", "新田社区", "一网格", "整个一网格")
	w.now = w.now.Add(passFor)
	try(liWang, late, "过期了")
	// A link that was refused is not used up.
	fresh := w.groupLinkFor(liWang, "居民群", "新田社区", "一网格", "整个一网格")
	try(xiaoLi, fresh, "只有管理员和社区调度员")
	w.say(liWang, firm, "/start "+fresh)
	w.sees(firm, "✅ 本群是：居民群 · 一网格")
	w.write(func(tx *store.Tx) error {
		bound, err := tx.Redeem("x", 7, w.now)
		if err != nil || bound != 7 {
			t.Errorf("redeemed for %d, %v", bound, err)
		}
		w.now = w.now.Add(passFor + time.Minute)
		return err
	})
	w.write(func(tx *store.Tx) error { return tx.Sweep(keepDone, 90*24*time.Hour) })
	if left := w.dump()["redeemed"]; len(left) != 0 {
		t.Errorf("kept: %q", left)
	}
}

// TestGroupLinkAnonymous: nobody can tell who an anonymous admin is; the usual
// button does.
func TestGroupLinkAnonymous(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	code := w.groupLinkFor(liWang, "居民群", "新田社区", "一网格", "整个一网格")
	w.message++
	w.handle(Input{Kind: Said, Person: Person{ID: anonymousAdmin, Bot: true}, Anonymous: true, Chat: Chat{ID: gridOne},
		Message: Message{ID: w.message, Command: "start", Text: code, Addressed: true}})
	w.sees(gridOne, "您在群里是匿名的", "是我，继续")
	if c := w.chat(gridOne); c.Purpose != "" {
		t.Errorf("bound: %+v", c)
	}
}

// TestGroupButtonsFit: with the longest keys, too.
func TestGroupButtonsFit(t *testing.T) {
	key := strings.Repeat("k", 24)
	for _, d := range []string{
		data("group:"+knownGroup, store.ForVolunteers, "at", key), data("group:"+knownGroup, store.ForVolunteers, "in", key, 99),
	} {
		if _, err := unpack(d); err != nil {
			t.Errorf("%q, %d bytes: %v", d, len(d), err)
		}
	}
}
