package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf16"

	"huiyin/sim"
	"huiyin/texts"
)

// inTown plays a test in a bubble of its own, in which everybody is in their
// places and the program runs.
func inTown(t *testing.T, lang string, test func(ctx context.Context, h *host)) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(morning))
		ctx := context.Background()
		h := newHost(t, lang)
		if err := h.start(ctx); err != nil {
			t.Fatal(err)
		}
		defer h.close()
		h.enter(ctx, h.world())
		test(ctx, h)
	})
}

func (h *host) settle(ctx context.Context) {
	h.t.Helper()
	if err := h.Settle(ctx); err != nil {
		h.t.Fatal(err)
	}
}

// say lets a person of the cast say something, in private where chat is 0, and
// returns what Telegram made of the words.
func (h *host) say(ctx context.Context, user, chat int64, what sim.Say) sim.Seen {
	h.t.Helper()
	if chat == 0 {
		chat = user
	}
	id, err := h.sim.Say(user, chat, what)
	if err != nil {
		h.t.Fatal(err)
	}
	h.settle(ctx)
	m, _ := h.sim.Message(user, chat, id)
	return m
}

// heard lists what the bot has said to somebody, in a chat of theirs.
func (h *host) heard(user, chat int64) (list []sim.Seen) {
	if chat == 0 {
		chat = user
	}
	for _, m := range h.sim.Messages(user, chat) {
		if m.Bot && m.Service == "" {
			list = append(list, m)
		}
	}
	return list
}

// told counts the bot's messages there that contain the words.
func (h *host) told(user, chat int64, words string) (n int) {
	for _, m := range h.heard(user, chat) {
		if strings.Contains(m.Text, words) {
			n++
		}
	}
	return n
}

func (h *host) expect(user, chat int64, words string, want int) {
	h.t.Helper()
	if n := h.told(user, chat, words); n != want {
		h.t.Errorf("%q was said %d times, not %d", words, n, want)
	}
}

// TestFlood: who sends a hundred messages in a minute is heard for a while, then
// told once to go slowly; the others notice nothing, and later all is well again.
func TestFlood(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		t.Run(lang, func(t *testing.T) {
			inTown(t, lang, func(ctx context.Context, h *host) {
				li, wang, zhao, grid := h.cast.people["小李"], h.cast.people["王奶奶"], h.cast.people["赵师傅"], h.cast.places["新田一网格居民群"]
				for i := range 100 {
					if _, err := h.sim.Say(li, li, sim.Say{Text: "/status 77"}); err != nil {
						t.Fatal(err)
					}
					if i == 50 {
						h.say(ctx, wang, grid, sim.Say{Text: "@" + demoBot + " " + pick(lang, "3号楼电梯坏了", "the lift in building 3 is stuck")})
						h.expect(wang, grid, "#1001", 1)
					}
					time.Sleep(500 * time.Millisecond)
				}
				h.settle(ctx)
				if err := h.Advance(ctx, 3*time.Minute); err != nil {
					t.Fatal(err)
				}
				h.expect(li, 0, texts.Say(lang, "flood.slow"), 1)
				if n := h.told(li, 0, texts.Say(lang, "error.gone")); n < 30 || n > 60 {
					t.Errorf("%d of 100 messages were answered", n)
				}
				h.expect(zhao, h.cast.places["路西物业接单群"], "#1001", 1)
				before := len(h.heard(li, 0))
				h.say(ctx, li, 0, sim.Say{Text: "/help"})
				if len(h.heard(li, 0)) == before {
					t.Error("after a while the flooder is still not heard")
				}
			})
		})
	}
}

// nasty are texts that have broken other programs.
var nasty = map[string]string{
	"markdown":   "*电梯* _坏了_ `code` ```pre``` ~no~ ||spoiler|| [x](http://example.org) \\*",
	"html":       `<b>电梯</b><a href="tg://user?id=1">x</a><script>alert(1)</script>&lt;&amp;<!--`,
	"template":   "电梯 {{.No}} {number} %s %!d(MISSING) ${x} $1",
	"names":      "电梯 @nobody /accept #1001 $USD a@example.org example.org",
	"emoji":      "电梯🚪👨‍👩‍👧‍👦🇨🇳👍🏽é坏了😀",
	"rtl":        "电梯 שלום עולם مرحبا \u202eabc\u202c \u2067def\u2069",
	"zero width": "电梯\u200b\u200d坏\ufeff了\u2060\u00ad",
	"controls":   "电梯\x01\x07\x1b[31m\tbell\r\nline\x7f",
	"zalgo":      "电梯" + strings.Repeat("\u0301", 200),
	"spaces":     "电梯\u00a0\u3000\u2003坏了\u2028\u2029了",
	"longest":    "电梯" + strings.Repeat("坏😀", 1364) + "x\n",
	"lines":      "电梯" + strings.Repeat("\n坏", 500),
}

// auto are the entities that Telegram finds by itself in every text.
var auto = []string{"url", "mention", "hashtag", "cashtag", "email", "bot_command", "phone_number"}

// plain checks that the words stand on a card as they were written, and that
// the card has no entity but the title in bold and the words as a quotation.
func (h *host) plain(where string, m sim.Seen, words string, limit int) {
	h.t.Helper()
	words = texts.Clip(strings.TrimSpace(words), limit)
	if !strings.Contains(m.Text, words) {
		h.t.Errorf("%s: the card does not show\n%q\nbut\n%q", where, words, m.Text)
	}
	units := utf16.Encode([]rune(m.Text))
	for _, e := range m.Entities {
		part := string(utf16.Decode(units[e.Offset : e.Offset+e.Length]))
		switch {
		case slices.Contains(auto, e.Type):
		case e.Type == "bold" && !strings.Contains(part, "\n") && e.Offset == 0:
		case strings.HasSuffix(e.Type, "blockquote") && strings.TrimSpace(part) == words:
		default:
			h.t.Errorf("%s: %s over %q", where, e.Type, part)
		}
	}
}

// newest is the bot's newest message there with the words.
func (h *host) newest(user, chat int64, words string) sim.Seen {
	h.t.Helper()
	for _, m := range slices.Backward(h.heard(user, chat)) {
		if strings.Contains(m.Text, words) {
			return m
		}
	}
	h.t.Fatalf("nothing there says %q", words)
	return sim.Seen{}
}

func (h *host) tap(ctx context.Context, user int64, m sim.Seen, button string) {
	h.t.Helper()
	if _, err := h.sim.Tap(ctx, user, m.Chat, m.MessageID, button); err != nil {
		h.t.Fatal(err)
	}
	h.settle(ctx)
}

// TestNastyTexts: whatever somebody writes, or is called, stands on every card
// as they wrote it, and changes nothing else there.
func TestNastyTexts(t *testing.T) {
	for name, text := range nasty {
		t.Run(name, func(t *testing.T) {
			inTown(t, "zh", func(ctx context.Context, h *host) {
				firm, zhou, zhao := h.cast.places["路西物业接单群"], h.cast.people["周调度"], h.cast.people["赵师傅"]
				called := "<b>*_`[x](http://example.org)&{{.No}} $1 %s"
				who := h.sim.AddUser(sim.UserSpec{First: called, Lang: "zh-hans"})
				if err := h.sim.Start(who, demoBot, "b_b3"); err != nil {
					t.Fatal(err)
				}
				h.settle(ctx)
				written := h.say(ctx, who, 0, sim.Say{Text: text}).Text
				draft := h.newest(who, 0, "请看一下")
				h.plain("draft", draft, written, 1200)
				h.tap(ctx, who, draft, "提交")
				h.plain("resident", h.newest(who, 0, "#1001"), written, 1200)
				h.plain("desk", h.newest(zhou, 0, "#1001"), written, 1200)
				card := h.newest(zhao, firm, "#1001")
				h.plain("unit", card, written, 1200)
				h.tap(ctx, zhao, card, "接单")
				taker := h.newest(zhao, 0, "#1001")
				h.plain("taker", taker, written, 3000)
				if read := strings.ReplaceAll(taker.Text, "\u2060", ""); !strings.Contains(read, "居民："+called) { // no link goes across it
					t.Errorf("the name is not as it was written: %q", taker.Text)
				}
			})
		})
	}
}

// TestNastyCaption: the words under a photo in a group are plain too.
func TestNastyCaption(t *testing.T) {
	inTown(t, "zh", func(ctx context.Context, h *host) {
		li, grid := h.cast.people["小李"], h.cast.places["新田一网格居民群"]
		caption := nasty["markdown"] + nasty["html"]
		h.say(ctx, li, grid, sim.Say{Media: &sim.Media{Kind: "photo", Caption: "@" + demoBot + " " + caption}})
		h.plain("group", h.newest(li, grid, "#1001"), caption, 1200)
		h.plain("desk", h.newest(h.cast.people["周调度"], 0, "#1001"), caption, 1200)
	})
}

// odd are updates that a later Telegram, or a broken one, might send. Those
// that can't be decoded are put aside, and the owner hears of the first ones.
func odd(li int64) (unreadable, ignored []string) {
	from := fmt.Sprintf(`"from":{"id":%d,"is_bot":false,"first_name":"L"}`, li)
	chat := fmt.Sprintf(`"chat":{"id":%d,"type":"private"}`, li)
	unreadable = []string{
		`{"message":{"message_id":"seven",` + from + `,` + chat + `,"date":1,"text":"x"}}`,
		`{"message":{"message_id":7,"from":{"id":"nobody"},` + chat + `,"date":1,"text":"x"}}`,
		`{"message":{"message_id":7,` + from + `,` + chat + `,"date":"today","text":"x"}}`,
		`{"message":{"message_id":7,` + from + `,` + chat + `,"date":1,"text":{"a":1}}}`,
		`{"message":[1,2,3]}`,
		`{"callback_query":"pressed"}`,
		`{"message":{"message_id":99999999999999999999,` + from + `,` + chat + `,"date":1,"text":"x"}}`,
	}
	ignored = []string{
		`{}`,
		`{"moon_phase":{"full":true}}`,
		`{"message":{}}`,
		`{"message":null}`,
		`{"message":{"message_id":7,` + from + `,"date":1,"text":"no chat"}}`,
		`{"message":{"message_id":7,` + chat + `,"date":1,"text":"nobody wrote it"}}`,
		`{"message":{"message_id":7,` + from + `,"chat":{"id":-5,"type":"galaxy"},"date":1,"text":"x"}}`,
		`{"callback_query":{"id":"1",` + from + `,"data":"1:accept:1001"}}`,
		`{"callback_query":{"id":"1",` + from + `,"inline_message_id":"a","data":"1:accept:1001"}}`,
		`{"my_chat_member":{"chat":{"id":0,"type":"group"},"date":1}}`,
		`{"poll":{"id":"1"}}`,
		`{"future":` + strings.Repeat(`{"a":[`, 2000) + strings.Repeat(`]}`, 2000) + `}`,
	}
	return unreadable, ignored
}

// TestMalformedUpdates: what can't be read is put aside and told to the owner,
// a few times a day; what is of no known kind is nothing; everybody else is answered.
func TestMalformedUpdates(t *testing.T) {
	inTown(t, "zh", func(ctx context.Context, h *host) {
		li, zhang, wu := h.cast.people["小李"], h.cast.people["小张"], h.cast.people["吴主任"]
		bad, nothing := odd(li)
		quiet := len(h.heard(li, 0))
		for _, raw := range slices.Concat(nothing, bad) {
			if _, err := h.sim.InjectUpdate(h.cast.token, []byte(raw)); err != nil {
				t.Fatal(err)
			}
		}
		h.say(ctx, zhang, h.cast.places["新田一网格居民群"], sim.Say{Text: "@" + demoBot + " 3号楼电梯坏了"})
		if err := h.Advance(ctx, time.Minute); err != nil {
			t.Fatal(err)
		}
		h.expect(zhang, h.cast.places["新田一网格居民群"], "#1001", 1)
		h.expect(wu, 0, "我读不懂，已原样存好", min(len(bad), 3))
		if n := len(h.heard(li, 0)); n != quiet {
			t.Errorf("the sender heard %d messages", n-quiet)
		}
		if err := h.Restart(ctx); err != nil {
			t.Fatal(err)
		}
		h.say(ctx, li, 0, sim.Say{Text: "/status 7"})
		h.expect(li, 0, "没有找到这个工单", 1)
		h.expect(wu, 0, "我读不懂，已原样存好", min(len(bad), 3))
	})
}

// TestHugeText: a text that no real Telegram would let through is an order like
// any other, cut to what one can have.
func TestHugeText(t *testing.T) {
	inTown(t, "zh", func(ctx context.Context, h *host) {
		li := h.cast.people["小李"]
		for _, text := range []string{strings.Repeat("电", 100_000), strings.Repeat("/", 100_000), strings.Repeat("😀@", 50_000)} {
			raw := fmt.Sprintf(`{"message":{"message_id":7000,"from":{"id":%d,"is_bot":false,"first_name":"小李"},"chat":{"id":%d,"type":"private"},"date":%d,"text":%q}}`,
				li, li, time.Now().Unix(), text)
			if _, err := h.sim.InjectUpdate(h.cast.token, []byte(raw)); err != nil {
				t.Fatal(err)
			}
			h.settle(ctx)
			h.newest(li, 0, "在哪里？")
			h.say(ctx, li, 0, sim.Say{Text: "/cancel"})
			h.newest(li, 0, "这一单取消了")
		}
	})
}
